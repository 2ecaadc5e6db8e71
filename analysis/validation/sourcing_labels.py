"""Labelled attributions, answers to them, and which answer belongs to which label.

What is compared are words: a span stands for the numbers of the words it touches, so that an
answer that takes in a comma or a quotation mark more is no other answer.
"""

from __future__ import annotations

import json
import re
import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from analysis.errors import InputError
from analysis.records import Document, Span


@dataclass(frozen=True, slots=True)
class Words:
    """An attribution as sets of word numbers; no source or cue is an empty set."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


class Raw(NamedTuple):
    """An attribution as spans, before anything is known about its source."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]


def in_words(
    source: Iterable[Sequence[int]],
    cue: Iterable[Sequence[int]],
    content: Iterable[Sequence[int]],
    tokens: Sequence[Span],
) -> Words:
    """The spans of one attribution as words of the text."""
    return Words(words_in(source, tokens), words_in(cue, tokens), words_in(content, tokens))


def words_in(spans: Iterable[Sequence[int]], tokens: Sequence[Span]) -> frozenset[int]:
    """Numbers of the tokens, in text order, that share a character with one of the spans."""
    chosen: set[int] = set()
    for start, end in spans:
        index = bisect_right(tokens, start, key=lambda token: token.end)
        while index < len(tokens) and tokens[index].start < end:
            chosen.add(index)
            index += 1
    return frozenset(chosen)


def fits(label: Words, answer: Words) -> bool:
    """Whether the contents share at least half of the words of each."""
    common = len(label.content & answer.content)
    return common > 0 and 2 * common >= max(len(label.content), len(answer.content))


def same_source(label: Words, answer: Words) -> bool:
    """Whether the sources share a word, or neither side has one."""
    if not label.source or not answer.source:
        return not label.source and not answer.source
    return bool(label.source & answer.source)


def match(
    labels: Sequence[Words], answers: Sequence[Words], *, with_source: bool = False
) -> dict[int, int]:
    """Label → answer, one to one: as many pairs that fit as there can be, the closest of these.

    Closest: with the same source first, then with the most content in common. `with_source` pairs
    only what also has the same source.
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    gain = np.zeros((len(labels), len(answers)))
    # All that is added for closeness stays below one more pair.
    bonus = 1.0 / (3.0 * (len(labels) + 1))
    for i, label in enumerate(labels):
        for j, answer in enumerate(answers):
            same = same_source(label, answer)
            if fits(label, answer) and (same or not with_source):
                union = len(label.content | answer.content)
                gain[i, j] = 1.0 + bonus * (
                    2.0 * same + len(label.content & answer.content) / union
                )
    pairs = zip(*linear_sum_assignment(gain, maximize=True), strict=True)
    return {int(i): int(j) for i, j in pairs if gain[i, j] > 0.0}


# Double marks only: a single one is an apostrophe more often than not. A mark that is not closed
# holds to the end of its line, as in quotations that go on over paragraphs.
_QUOTED = re.compile(r'“[^”\n]*|(?<![^\s(\[—–-])"[^"\n]*|«[^»\n]*')


def quoted_words(text: str, tokens: Sequence[Span]) -> frozenset[int]:
    """The words in double quotation marks, by the marks alone: not what Parallax makes of them."""
    return words_in([found.span() for found in _QUOTED.finditer(text)], tokens)


def read_rows(path: Path, *, limit: int | None = None) -> Iterator[Mapping[str, Any]]:
    """The labelled texts of a JSON Lines file (`text`, `attributions`); `limit` takes the first.

    Raises InputError for a file that cannot be read or has none, and for a line that is no row.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, "cannot be read", "give the labelled articles, UTF-8") from error
    n_rows = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if n_rows == limit:
            return
        try:
            row = json.loads(line)
            row["text"], row["attributions"]
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                path, f"line {number} is no labelled article", "give text and attributions"
            ) from error
        n_rows += 1
        yield row
    if not n_rows:
        raise InputError(path, "has no labelled article", "give a JSON Lines file with rows")


def annotate_as_is(text: str) -> Document:
    """The document that `parallax score --as-is` makes of a file with this text."""
    from analysis.annotate.document import annotate
    from analysis.ingest.load import read_article

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "article.txt")
        path.write_bytes(text.encode("utf-8"))
        return annotate(read_article(path, as_is=True))
