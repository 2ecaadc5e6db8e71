"""Accuracy of the attributions on articles labelled with source, cue and content (PolNeAR format).

The measures are those of a strict reader: a predicted attribution is right if at least half of its
content and half of the labelled content are the same words, and if its source overlaps the
labelled one (no source only where none is labelled). The labels have one level, so that nested
attributions are left out of the comparison.

For comparison, on articles from the same collection: regular expressions reach .28 attribution F1,
GenderGapTracker's extractor .42, a linear-chain CRF .47; two people agree on .75.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.annotate.attribution import find_attributions
from analysis.annotate.quotes import find_quotations
from analysis.annotate.sentences import split_sentences
from analysis.annotate.tokens import find_tokens
from analysis.errors import InputError
from analysis.records import Attribution, Quotation, Span


@dataclass(frozen=True, slots=True)
class Labelled:
    """An attribution as sets of token numbers; no source or cue is an empty set."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    direct: bool = False


@dataclass(slots=True)
class _Tally:
    """True positives, predicted and labelled."""

    right: int = 0
    predicted: int = 0
    labelled: int = 0

    def add(self, right: int, predicted: int, labelled: int) -> None:
        self.right += right
        self.predicted += predicted
        self.labelled += labelled

    def scores(self, name: str) -> dict[str, float]:
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.right / self.labelled if self.labelled else 0.0
        both = precision + recall
        return {
            f"{name}_precision": precision,
            f"{name}_recall": recall,
            f"{name}_f1": 2 * precision * recall / both if both else 0.0,
        }


@dataclass(slots=True)
class _Tallies:
    source: _Tally = field(default_factory=_Tally)
    cue: _Tally = field(default_factory=_Tally)
    content: _Tally = field(default_factory=_Tally)
    content_exact: _Tally = field(default_factory=_Tally)
    content_partial: _Tally = field(default_factory=_Tally)
    attribution: _Tally = field(default_factory=_Tally)
    direct: _Tally = field(default_factory=_Tally)


def measure(path: Path, *, limit: int | None = None) -> dict[str, float]:
    """Scores 0..1 on the labelled articles in `path` (JSON Lines: text, attributions).

    Token precision, recall and F1 of `source`, `cue` and `content`; of whole contents, `exact` and
    `partial`; of attributions; `direct_speaker`, the share of labelled direct quotations found
    with the right speaker; counts under `articles` and `labelled`. `limit` takes the first
    articles only. Raises InputError for a file that cannot be read or has no labelled article.
    """
    tallies = _Tallies()
    articles = 0
    for row in _rows(path, limit):
        articles += 1
        text = str(row["text"])
        found, quotations, tokens = find_in(text)
        compare(
            labelled(row["attributions"], tokens, quotations),
            predicted(found, tokens, quotations),
            tallies,
        )
    if not articles:
        raise InputError(path, "has no labelled article", "give a JSON Lines file with rows")
    return _report(tallies, articles)


def find_in(text: str) -> tuple[tuple[Attribution, ...], tuple[Quotation, ...], tuple[Span, ...]]:
    """The attributions, quotations and tokens of a bare text."""
    sentences = split_sentences(text)
    tokens = find_tokens(text)
    quotations = find_quotations(text, sentences)
    return find_attributions(text, sentences, tokens, quotations), quotations, tokens


def labelled(
    rows: Iterable[Mapping[str, Any]], tokens: Sequence[Span], quotations: Sequence[Quotation]
) -> list[Labelled]:
    """The labels of one article in tokens; labels without a word of content are left out."""
    result = []
    for row in rows:
        content = _tokens_in(row["content"] or (), tokens)
        if content:
            result.append(
                Labelled(
                    _tokens_in(row["source"] or (), tokens),
                    _tokens_in(row["cue"] or (), tokens),
                    content,
                    _is_direct(content, tokens, quotations),
                )
            )
    return result


def predicted(
    attributions: Iterable[Attribution], tokens: Sequence[Span], quotations: Sequence[Quotation]
) -> list[Labelled]:
    """The attributions found in one article in tokens, without nested ones."""
    result = []
    for found in attributions:
        content = _tokens_in(found.content, tokens)
        if found.nested or not content:
            continue
        source = _tokens_in((found.source.span,), tokens) if found.source else frozenset()
        cue = _tokens_in((found.cue.span,), tokens) if found.cue else frozenset()
        result.append(Labelled(source, cue, content, _is_direct(content, tokens, quotations)))
    return result


def match(gold: Sequence[Labelled], found: Sequence[Labelled]) -> dict[int, int]:
    """Label → prediction, one to one, by overlap of the contents (half of both at least)."""
    pairs = []
    for i, label in enumerate(gold):
        for j, guess in enumerate(found):
            common = len(label.content & guess.content)
            if 2 * common >= len(label.content) and 2 * common >= len(guess.content):
                union = len(label.content | guess.content)
                pairs.append((not _same_source(label, guess), -common / union, i, j))
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(pairs):
        if i not in chosen and j not in taken:
            chosen[i] = j
            taken.add(j)
    return chosen


def compare(gold: Sequence[Labelled], found: Sequence[Labelled], tallies: _Tallies) -> None:
    """Adds one article to the tallies."""
    for name in ("source", "cue", "content"):
        right = frozenset().union(*(getattr(label, name) for label in gold))
        guessed = frozenset().union(*(getattr(guess, name) for guess in found))
        getattr(tallies, name).add(len(right & guessed), len(guessed), len(right))
    chosen = match(gold, found)
    n_found, n_gold = len(found), len(gold)
    contents = {guess.content for guess in found}
    exact = sum(label.content in contents for label in gold)
    tallies.content_exact.add(exact, n_found, n_gold)
    tallies.content_partial.add(len(chosen), n_found, n_gold)
    right_pairs = [i for i, j in chosen.items() if _same_source(gold[i], found[j])]
    tallies.attribution.add(len(right_pairs), n_found, n_gold)
    direct = [i for i, label in enumerate(gold) if label.direct and label.source]
    tallies.direct.add(
        sum(_said(gold[i], found) for i in direct),
        sum(guess.direct for guess in found),
        len(direct),
    )


def _said(label: Labelled, found: Sequence[Labelled]) -> bool:
    """Whether some prediction gives most of a labelled direct quotation to its speaker."""
    return any(
        2 * len(label.content & guess.content) >= len(label.content) and label.source & guess.source
        for guess in found
    )


def _same_source(label: Labelled, guess: Labelled) -> bool:
    if not label.source or not guess.source:
        return not label.source and not guess.source
    return bool(label.source & guess.source)


def _is_direct(
    content: frozenset[int], tokens: Sequence[Span], quotations: Sequence[Quotation]
) -> bool:
    return all(any(q.inner.contains(tokens[t]) for q in quotations) for t in content)


def _tokens_in(spans: Iterable[Sequence[int]], tokens: Sequence[Span]) -> frozenset[int]:
    starts = [token.start for token in tokens]
    chosen: set[int] = set()
    for start, end in spans:
        index = bisect_left(starts, start)
        if index and tokens[index - 1].end > start:
            index -= 1
        while index < len(tokens) and tokens[index].start < end:
            chosen.add(index)
            index += 1
    return frozenset(chosen)


def _report(tallies: _Tallies, articles: int) -> dict[str, float]:
    report: dict[str, float] = {"articles": articles, "labelled": tallies.attribution.labelled}
    for name in ("source", "cue", "content", "content_exact", "content_partial", "attribution"):
        report |= getattr(tallies, name).scores(name)
    direct = tallies.direct
    report["direct_speaker"] = direct.right / direct.labelled if direct.labelled else 0.0
    return report


def _rows(path: Path, limit: int | None) -> Iterator[Mapping[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, "cannot be read", "give the labelled articles, UTF-8") from error
    for number, line in enumerate(lines[:limit], start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            row["text"], row["attributions"]
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                path, f"line {number} is no labelled article", "give text and attributions"
            ) from error
        yield row
