"""What was cut: the page furniture of every file, line by line, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.records import Comparison, Removed
from analysis.report.keys import Index, Key
from analysis.report.parts import Cell, Column, Table
from analysis.report.wording import listing, number, plural, shorten

_TEXT, _LINES, _LINES_OF_MANY, _MANY = 140, 60, 15, 10


@dataclass(frozen=True, slots=True)
class RemovedFrom:
    """The ledger of one file."""

    key: Key
    summary: str
    table: Table
    rest: str


@dataclass(frozen=True, slots=True)
class RemovedView:
    """The ledgers of all files."""

    ledgers: tuple[RemovedFrom, ...]
    untouched: str
    """Which articles lost nothing, in words, or ""."""
    shortened: bool


def build_removed(comparison: Comparison, index: Index) -> RemovedView:
    """The ledger of every article; files from which nothing was cut are only named."""
    limit = _LINES_OF_MANY if len(index.keys) > _MANY else _LINES
    pairs = list(zip(comparison.analyses, index.keys, strict=True))
    cut = [(key, analysis.article.removed) for analysis, key in pairs if analysis.article.removed]
    return RemovedView(
        ledgers=tuple(_ledger(key, removed, limit) for key, removed in cut),
        untouched=_untouched(
            [key.letter for analysis, key in pairs if not analysis.article.removed], bool(cut)
        ),
        shortened=any(len(item.text) > _TEXT for _, removed in cut for item in removed),
    )


def _untouched(letters: Sequence[str], some: bool) -> str:
    if not letters:
        return ""
    if not some:
        return "From these files nothing was cut."
    return f"Nothing was cut from {listing(letters)}."


def _ledger(key: Key, removed: Sequence[Removed], limit: int) -> RemovedFrom:
    left_out = len(removed) - limit
    return RemovedFrom(
        key=key,
        summary=f"{plural(len(removed), 'piece')} cut",
        table=Table(
            caption=f"{key.letter}: what was cut",
            headed=True,
            columns=(
                Column("Line", numeric=True, width=6),
                Column("Text", width=62),
                Column("Reason", width=32),
            ),
            rows=tuple(
                (
                    Cell(number(item.line)),
                    Cell(shorten(item.text, _TEXT), foreign=True),
                    Cell(item.reason),
                )
                for item in removed[:limit]
            ),
        ),
        rest=f"{plural(left_out, 'further line')}: in the JSON." if left_out > 0 else "",
    )
