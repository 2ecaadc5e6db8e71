"""The parts a page is made of: links, marked text, tables and figures, ready for the templates."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from analysis.report.charts.base import Chart

_Item = TypeVar("_Item")

Mark = Literal["", "for", "against", "common", "only", "quoted", "reported", "outside"]


@dataclass(frozen=True, slots=True)
class Link:
    """A reference such as A12 and the place it leads to."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article's own words; `mark` says how it is set, `note` why."""

    text: str
    mark: Mark = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a table column; `numeric` columns align to the right.

    `width` is the share of the table in per cent, for all columns or for none.
    """

    label: str
    numeric: bool = False
    width: int = 0


def even_columns(first: str, labels: Sequence[str], *, width: int = 20) -> tuple[Column, ...]:
    """A first column of `width` per cent, then numeric columns that share the rest evenly."""
    rest = (100 - width) // max(len(labels), 1)
    return (
        Column(first, width=100 - rest * len(labels)),
        *(Column(label, numeric=True, width=rest) for label in labels),
    )


def parted(items: Sequence[_Item], limit: int) -> list[Sequence[_Item]]:
    """`items` in as few lots of at most `limit` as possible, of about the same size."""
    size = math.ceil(len(items) / math.ceil(len(items) / limit)) if items else 1
    return [items[start : start + size] for start in range(0, len(items), size)]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its text, a smaller second line, a note mark, links to the evidence."""

    text: str
    detail: str = ""
    mark: str = ""
    links: tuple[Link, ...] = ()
    foreign: bool = False
    """Whether the text comes from an article and may run in another direction."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption and the notes its marks stand for; the first cell heads a row.

    Where a heading just above says what the table shows, the caption is read out but not printed.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[tuple[str, str], ...] = ()
    wide: bool = False
    """Whether the table is set smaller, to fit a page."""
    headed: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart, its title (what is compared, unit, interval, n), its alternative text, a note."""

    id: str
    title: str
    alt: str
    chart: Chart
    note: str = ""


@dataclass(slots=True)
class Notes:
    """The notes of a table while it is built: the same note gets the same mark."""

    found: dict[str, str] = field(default_factory=dict)

    def mark(self, note: str) -> str:
        """The mark of `note` (a, b, c, …); "" for an empty note."""
        if not note:
            return ""
        if note not in self.found:
            self.found[note] = _mark(len(self.found))
        return self.found[note]

    def listed(self) -> tuple[tuple[str, str], ...]:
        """Marks and notes in the order in which they were first used."""
        return tuple((mark, note) for note, mark in self.found.items())


def _mark(index: int) -> str:
    letter = chr(ord("a") + index % 26)
    return letter * (index // 26 + 1)
