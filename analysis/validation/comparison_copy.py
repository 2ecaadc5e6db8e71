"""How well shared copy is found: word F1 against what is true of an invented event.

A word of an article counts as shared when the truth, or the comparison, has it in a passage common
to a pair; the words of every pair and side are counted together. Passages are written in the truth
as one of the two articles has them and looked up in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.records import Copies, Document, SharedCopy, Span


@dataclass(frozen=True, slots=True)
class CopyScore:
    """Words of both sides that are right, found, true; sentences by kind of edit; agencies."""

    right: int
    found: int
    true: int
    edits_right: int = 0
    edits_true: int = 0
    reworded_right: int = 0
    reworded_true: int = 0
    reworded_found: int = 0
    agencies_right: int = 0
    agencies_true: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall of words, 0..1; 1 where there is nothing to
        find and nothing was found."""
        both = self.found + self.true
        return 2 * self.right / both if both else 1.0

    def __add__(self, other: CopyScore) -> CopyScore:
        return CopyScore(
            *(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__)
        )


def score_copy(
    truth: Mapping[str, Any],
    documents: Mapping[str, Document],
    shared: Sequence[SharedCopy],
    copies: Copies,
) -> CopyScore:
    """The score of one event; `documents` by their letter in the parsed `truth.toml`.

    Raises ValueError for a passage that its article does not hold.
    """
    letters = {document.article.id: letter for letter, document in documents.items()}
    true: set[tuple[str, str, int]] = set()
    total = CopyScore(0, 0, 0)
    for row in truth.get("shared", ()):
        a, b = row["pair"]
        for passage in row["verbatim"]:
            for letter, other in ((a, b), (b, a)):
                true.update((letter, other, word) for word in _find(passage, documents[letter]))
        total += _score_sentences(row, documents, copies, letters)
    found = set(_found(shared, documents, letters))
    return total + CopyScore(len(true & found), len(found), len(true))


def _found(
    shared: Sequence[SharedCopy], documents: Mapping[str, Document], letters: Mapping[str, str]
) -> Iterator[tuple[str, str, int]]:
    """The words that the comparison calls identical: those of its passages without the edits."""
    from analysis.compare.shared_copy import match_pairs
    from analysis.compare.words import read_words

    order = list(documents)
    bodies = [read_words(documents[letter]) for letter in order]
    listed = {frozenset((letters[pair.a], letters[pair.b])) for pair in shared if pair.words}
    for pair in match_pairs(bodies):
        x, y = order[pair.x], order[pair.y]
        if frozenset((x, y)) not in listed:
            continue
        for run in pair.runs:
            for at in range(run.n):
                yield x, y, bodies[pair.x].spans[run.a + at].start
                yield y, x, bodies[pair.y].spans[run.b + at].start


def _find(passage: str, document: Document) -> Iterator[int]:
    """Where the words of a passage start in the article; ValueError where it is not."""
    span = locate(passage, document.text)
    yield from (token.start for token in document.tokens if span.contains(token))


def locate(passage: str, text: str) -> Span:
    """Where a passage stands, whatever the white space; ValueError where it does not."""
    match = re.search(r"\s+".join(map(re.escape, passage.split())), text)
    if match is None:
        raise ValueError(f"not in the article: {passage}")
    return Span(*match.span())


_KINDS = {"verbatim": "same", "edited": "edited", "paraphrased": "reworded"}


def _score_sentences(
    row: Mapping[str, Any],
    documents: Mapping[str, Document],
    copies: Copies,
    letters: Mapping[str, str],
) -> CopyScore:
    """How many of the sentences have the right kind of edit, and whether the agency is named."""
    a, b = row["pair"]
    edits = [e for e in copies.edits if {letters[e.a], letters[e.b]} == {a, b}]
    kinds: dict[tuple[str, int], str] = {}
    reworded = 0
    for pair in edits:
        for sentence in pair.sentences:
            reworded += sentence.kind == "reworded"
            for letter, spans in ((letters[pair.a], sentence.a), (letters[pair.b], sentence.b)):
                kinds.update(((letter, span.start), sentence.kind) for span in spans)
    right = {"same": 0, "edited": 0, "reworded": 0}
    true = dict(right)
    for sentence in row.get("sentences", ()):
        kind = _KINDS[sentence["kind"]]
        true[kind] += 1
        starts = [(letter, locate(sentence[letter], documents[letter].text)) for letter in (a, b)]
        right[kind] += all(_kind_at(kinds, letter, span) == kind for letter, span in starts)
    agency = row.get("agency")
    named = {
        name
        for family in copies.families
        if {a, b} <= {letters[article] for article in family.articles}
        for name in family.agencies
    }
    return CopyScore(
        0, 0, 0,
        right["same"] + right["edited"], true["same"] + true["edited"],
        right["reworded"], true["reworded"], reworded,
        int(agency in named), int(agency is not None),
    )  # fmt: skip


def _kind_at(kinds: Mapping[tuple[str, int], str], letter: str, span: Span) -> str:
    """The kind of the sentence that begins where the span does, or a little before or behind."""
    for (article, start), kind in kinds.items():
        if article == letter and abs(start - span.start) <= 2:
            return kind
    return ""
