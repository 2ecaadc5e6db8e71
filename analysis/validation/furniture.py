"""Measures the removal of page furniture on pasted pages whose lines are labelled.

A row of the data is a page: `id`, `variant`, `lines`, and `labels` with one character a line: A
article, F furniture, I neither (the headline, and what cannot be told); I does not count. The
pages are parted by a digest of their id: the phrases were written reading one half
("development") only. Of the other ("held_out") no page was read, but its losses, counted by reason
and by page, led to the safeguards against cutting lists, so its figures are a little kinder than
those of pages never used would be.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.ingest.boilerplate import GLUED_DATE, cut_furniture
from analysis.ingest.lines import split_lines
from analysis.ingest.shapes import count_words

HALVES = ("development", "held_out")


@dataclass(frozen=True, slots=True)
class _Counts:
    """Lines and words of one page, or of several added up."""

    cut_furniture: int = 0
    cut_article: int = 0
    furniture: int = 0
    article: int = 0
    words_lost: int = 0
    words: int = 0
    pages: int = 0

    def __add__(self, other: _Counts) -> _Counts:
        names = self.__slots__
        return _Counts(*(getattr(self, name) + getattr(other, name) for name in names))


def measure(path: Path) -> dict[str, dict[str, float]]:
    """Accuracy by half and by variant ("held_out", "held_out/near", ...), from a JSONL file.

    Each value holds `precision`, `recall` and `f1` of furniture lines cut, `article_lines_lost` and
    `article_words_lost` (shares of the article), all 0..1 and nan without a line to judge by, and
    `pages`.
    """
    totals: dict[str, _Counts] = {}
    with path.open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            counts = _count(row)
            half = half_of(row["id"])
            for name in (half, f"{half}/{row['variant']}"):
                totals[name] = totals.get(name, _Counts()) + counts
    return {name: _shares(totals[name]) for name in sorted(totals)}


def half_of(page_id: str) -> str:
    """The half a page belongs to, by a digest of its id."""
    return HALVES[hashlib.sha256(page_id.encode()).digest()[0] % 2]


def table(figures: Mapping[str, Mapping[str, float]]) -> str:
    """The figures of `measure` as lines of text for a terminal."""
    columns = ("pages", "precision", "recall", "f1", "article_lines_lost", "article_words_lost")
    lines = [" ".join([f"{'':20}", *(f"{column:>18}" for column in columns)])]
    for name, shares in figures.items():
        cells = (f"{shares[c]:>18.0f}" if c == "pages" else f"{shares[c]:>18.4f}" for c in columns)
        lines.append(" ".join([f"{name:20}", *cells]))
    return "\n".join(lines)


def _count(row: Mapping[str, Any]) -> _Counts:
    page = cut_furniture(split_lines("\n".join(row["lines"])))
    cut = {removed.line for removed in page.removed if removed.reason != GLUED_DATE}
    labels: Iterable[tuple[int, str]] = enumerate(row["labels"], start=1)
    counts = _Counts(pages=1)
    for number, label in labels:
        words = count_words(row["lines"][number - 1])
        if label == "F":
            counts += _Counts(furniture=1, cut_furniture=number in cut)
        elif label == "A":
            lost = number in cut
            counts += _Counts(article=1, cut_article=lost, words=words, words_lost=lost * words)
    return counts


def _shares(counts: _Counts) -> dict[str, float]:
    precision = _share(counts.cut_furniture, counts.cut_furniture + counts.cut_article)
    recall = _share(counts.cut_furniture, counts.furniture)
    return {
        "pages": float(counts.pages),
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall) if precision + recall else math.nan,
        "article_lines_lost": _share(counts.cut_article, counts.article),
        "article_words_lost": _share(counts.words_lost, counts.words),
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else math.nan
