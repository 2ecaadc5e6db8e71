"""The sourcing charts: kinds of source, how openly they are named, how many really speak."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.report.charts import base
from analysis.report.charts.base import Label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LEFT = 2.0
_FILLS = ((base.BLUE, ""), (base.SKY, "////"), ("#ffffff", ""), (base.ORANGE, "...."))


@dataclass(frozen=True, slots=True)
class Bar:
    """A share in 0..1 (nan where unknown) and the words printed beside it."""

    share: float
    words: str


@dataclass(frozen=True, slots=True)
class KindRow:
    """One article: a bar for each kind of source, in the order of the chart's kinds."""

    label: Label
    bars: tuple[Bar, ...]
    note: str = ""
    """Printed instead of the bars where there are none."""


@dataclass(frozen=True, slots=True)
class KindChart:
    """Small multiples: one column a kind of source, one line an article, one common scale."""

    kinds: tuple[str, ...]
    rows: tuple[KindRow, ...]

    def svg(self) -> bytes:
        """The chart; every bar carries its number, so that no colour has to be read."""
        row, head = 0.3, 0.42
        inner = row * len(self.rows)
        figure = base.canvas(inner + head + 0.06)
        axes = base.panel(figure, _LEFT, 0.06, base.WIDTH - 0.05, 0.06 + inner)
        axes.set_xlim(0, len(self.kinds))
        axes.set_ylim(len(self.rows), 0)
        for column, kind in enumerate(self.kinds):
            _head(axes, column, kind, row)
            axes.plot([column, column], [0, len(self.rows)], color=base.RULE, linewidth=0.7)
        for line, item in enumerate(self.rows):
            _kind_row(axes, item, line + 0.5)
        return base.to_svg(figure)


def _head(axes: Axes, column: int, kind: str, row: float) -> None:
    words = kind.replace("international", "inter- national").split(" ", 1)
    for line, word in enumerate(reversed(words)):
        base.write(axes, column + 0.03, -(0.12 + 0.14 * line) / row, word, size=7.5)


def _kind_row(axes: Axes, row: KindRow, middle: float) -> None:
    base.write(axes, -0.08, middle, f"{row.label.letter}  {row.label.name}", size=8.5, ha="right")
    if row.note:
        base.write(axes, 0.05, middle, row.note, size=7.5, color=base.GREY)
        return
    for column, bar in enumerate(row.bars):
        if bar.share > 0:
            axes.barh(
                middle,
                bar.share * 0.62,
                left=column,
                height=0.55,
                color=base.BLUE,
                linewidth=0,
                zorder=2,
            )
            base.write(axes, column + bar.share * 0.62 + 0.04, middle, bar.words, size=7.5)
        else:
            base.write(axes, column + 0.04, middle, bar.words, size=7.5, color=base.GREY)


@dataclass(frozen=True, slots=True)
class NamingRow:
    """One article: shares of named, role and anonymous sources, effective number of sources."""

    label: Label
    bars: tuple[Bar, ...]
    value: float
    low: float
    high: float
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class NamingChart:
    """Left, how openly the sources are named; right, the effective number of sources."""

    names: tuple[str, ...]
    rows: tuple[NamingRow, ...]
    largest: float
    """The right end of the second scale."""

    def svg(self) -> bytes:
        """Stacked bars with patterns and printed shares, beside points with intervals."""
        row, head, foot = 0.32, 0.34, 0.26
        inner = row * len(self.rows)
        figure = base.canvas(inner + head + foot)
        naming = base.panel(figure, _LEFT, foot, 4.5, foot + inner)
        naming.set_xlim(0, 1)
        naming.set_ylim(len(self.rows), 0)
        number = base.panel(figure, 4.75, foot, base.WIDTH - 0.12, foot + inner)
        number.set_xlim(0, self.largest)
        number.set_ylim(len(self.rows), 0)
        _legend(naming, self.names, row)
        base.write(number, 0, -0.18 / row, "effective number of sources", size=7.5)
        _ticks(number, self.largest, len(self.rows), row)
        for line, item in enumerate(self.rows):
            _naming_row(naming, item, line + 0.5)
            _effective(number, item, line + 0.5)
        return base.to_svg(figure)


def _legend(axes: Axes, names: tuple[str, ...], row: float) -> None:
    x = 0.0
    for (colour, hatch), name in zip(_FILLS, names, strict=False):
        axes.barh(
            -0.18 / row,
            0.05,
            left=x,
            height=0.12 / row,
            facecolor=colour,
            edgecolor=base.INK,
            hatch=hatch,
            linewidth=0.5,
        )
        base.write(axes, x + 0.065, -0.18 / row, name, size=7.5)
        x += 0.12 + 0.024 * len(name)


def _naming_row(axes: Axes, row: NamingRow, middle: float) -> None:
    base.write(axes, -0.04, middle, f"{row.label.letter}  {row.label.name}", size=8.5, ha="right")
    if row.note:
        base.write(axes, 0.02, middle, row.note, size=7.5, color=base.GREY)
        return
    left = 0.0
    for (colour, hatch), bar in zip(_FILLS, row.bars, strict=False):
        if not bar.share > 0:
            continue
        axes.barh(
            middle,
            bar.share,
            left=left,
            height=0.6,
            facecolor=colour,
            edgecolor=base.INK,
            hatch=hatch,
            linewidth=0.5,
        )
        if bar.share >= 0.1:
            box = {"facecolor": "white", "edgecolor": "none", "pad": 1.2}
            base.write(
                axes, left + bar.share / 2, middle, bar.words, size=7.5, ha="center", bbox=box
            )
        left += bar.share


def _ticks(axes: Axes, largest: float, n_rows: int, row: float) -> None:
    step = max(1, math.ceil(largest / 6))
    for tick in range(0, math.floor(largest) + 1, step):
        axes.plot([tick, tick], [0, n_rows], color=base.RULE, linewidth=0.7, zorder=0)
        base.write(
            axes, tick, n_rows + 0.11 / row, str(tick), size=7.5, ha="center", color=base.GREY
        )


def _effective(axes: Axes, row: NamingRow, middle: float) -> None:
    if math.isnan(row.value):
        base.write(axes, 0.05, middle, row.words, size=7.5, color=base.GREY)
        return
    if not (math.isnan(row.low) or math.isnan(row.high)):
        axes.plot([row.low, row.high], [middle, middle], color=base.INK, linewidth=1.4)
    axes.plot([row.value], [middle], marker="D", markersize=5.5, color=base.INK)
    base.write(axes, row.value, middle - 0.33, row.words, size=7.5, ha="center")
