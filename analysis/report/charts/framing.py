"""The framing charts: scores with their intervals, and where in an article they come from."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from analysis.report.charts import base
from analysis.report.charts.base import Label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Shape = Literal["all", "narrator", "quoted", "headline"]

_MARKERS: dict[Shape, tuple[str, str]] = {
    "all": ("D", base.INK),
    "narrator": ("o", base.BLUE),
    "quoted": ("s", base.VERMILION),
    "headline": ("^", base.GREEN),
}
_ROW, _GAP, _HEAD, _FOOT = 0.16, 0.09, 0.4, 0.22
_LEFT, _RIGHT = 2.45, 1.3


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One score: its name, marker, value and limits (nan where unknown), and the printed words."""

    name: str
    shape: Shape
    value: float
    low: float
    high: float
    words: str


@dataclass(frozen=True, slots=True)
class ScoreGroup:
    """The scores of one article."""

    label: Label
    rows: tuple[ScoreRow, ...]


@dataclass(frozen=True, slots=True)
class ScoreChart:
    """Scores of several articles on one axis from -1 to 1, poles named at its ends."""

    groups: tuple[ScoreGroup, ...]
    negative: str
    positive: str
    unit: str

    def svg(self) -> bytes:
        """The chart, one line a score, its value printed at the right."""
        n_rows = sum(len(group.rows) for group in self.groups)
        inner = n_rows * _ROW + len(self.groups) * _GAP
        figure = base.canvas(inner + _HEAD + _FOOT)
        axes = base.panel(figure, _LEFT, _FOOT, base.WIDTH - _RIGHT, _FOOT + inner)
        axes.set_xlim(-1.04, 1.04)
        axes.set_ylim(inner, 0)
        _scale(axes, inner, self)
        top = 0.0
        for number, group in enumerate(self.groups):
            height = len(group.rows) * _ROW + _GAP
            if number % 2 == 0:
                _band(axes, top, height)
            _group(axes, group, top + _GAP / 2, banded=number % 2 == 0)
            top += height
        return base.to_svg(figure)


def _scale(axes: Axes, inner: float, chart: ScoreChart) -> None:
    for tick, name in ((-1, "−1"), (-0.5, "−0.5"), (0, "0"), (0.5, "+0.5"), (1, "+1")):
        axes.plot(
            [tick, tick], [0, inner], color=base.GREY if tick == 0 else base.RULE, linewidth=0.7
        )
        base.write(axes, tick, inner + 0.1, name, size=7.5, ha="center", color=base.GREY)
    base.write(axes, -1.04, -0.28, f"◀ {chart.negative}", size=8.5, ha="left")
    base.write(axes, 1.04, -0.28, f"{chart.positive} ▶", size=8.5, ha="right")
    base.write(axes, -1.04, -0.1, "−1", size=7.5, ha="left", color=base.GREY)
    base.write(axes, 1.04, -0.1, "+1", size=7.5, ha="right", color=base.GREY)
    base.write(axes, 1.12, -0.1, chart.unit, size=7.5, ha="left", color=base.GREY)


def _band(axes: Axes, top: float, height: float) -> None:
    across = 2.08 / (base.WIDTH - _LEFT - _RIGHT)
    axes.barh(
        top,
        base.WIDTH * across,
        left=-1.04 - _LEFT * across,
        height=height,
        align="edge",
        color=base.BAND,
        linewidth=0,
        zorder=0,
    )


def _group(axes: Axes, group: ScoreGroup, top: float, *, banded: bool) -> None:
    edge = -1.04 - (_LEFT - 0.08) * 2.08 / (base.WIDTH - _LEFT - _RIGHT)
    base.write(axes, edge, top + _ROW / 2, f"{group.label.letter}  {group.label.name}", size=8.5)
    fill = base.BAND if banded else "white"
    for number, row in enumerate(group.rows):
        middle = top + (number + 0.5) * _ROW
        base.write(axes, -1.1, middle, row.name, size=7.5, ha="right", color=base.GREY)
        _row(axes, row, middle, fill)


def _row(axes: Axes, row: ScoreRow, middle: float, fill: str) -> None:
    if math.isnan(row.value):
        box = {"facecolor": fill, "edgecolor": "none", "pad": 1.5}
        base.write(axes, -1.02, middle, row.words, size=7.5, color=base.GREY, bbox=box)
        return
    marker, colour = _MARKERS[row.shape]
    if not (math.isnan(row.low) or math.isnan(row.high)):
        axes.plot([row.low, row.high], [middle, middle], color=colour, linewidth=1.6, zorder=3)
        for limit in (row.low, row.high):
            axes.plot([limit, limit], [middle - 0.035, middle + 0.035], color=colour, linewidth=1.2)
    axes.plot(
        [row.value],
        [middle],
        marker=marker,
        markersize=6.5 if row.shape == "all" else 5,
        color=colour,
        markeredgecolor="white",
        markeredgewidth=0.7,
        zorder=4,
    )
    base.write(axes, 1.12, middle, row.words, size=7.5)


@dataclass(frozen=True, slots=True)
class Pull:
    """A sentence part on its way through the article: place and width in 0..1, pull in -1..1."""

    start: float
    width: float
    pull: float
    quoted: bool


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One article's pulls in text order."""

    label: Label
    pulls: tuple[Pull, ...]


@dataclass(frozen=True, slots=True)
class CourseChart:
    """How each article runs from its first word to its last: what pulls up, what pulls down."""

    rows: tuple[CourseRow, ...]
    positive: str
    negative: str
    span: float
    """The largest pull in the chart, the half height of a row."""

    def svg(self) -> bytes:
        """The chart, one strip an article: narrator filled, quoted hatched."""
        strip, foot, head = 0.44, 0.26, 0.24
        inner = strip * len(self.rows)
        figure = base.canvas(inner + foot + head)
        axes = base.panel(figure, 2.0, foot, base.WIDTH - 0.1, foot + inner)
        axes.set_xlim(0, 1)
        axes.set_ylim(inner, 0)
        half = strip * 0.44
        for number, row in enumerate(self.rows):
            zero = (number + 0.5) * strip
            axes.plot([0, 1], [zero, zero], color=base.GREY, linewidth=0.6, zorder=1)
            name = f"{row.label.letter}  {row.label.name}"
            base.write(axes, -0.015, zero, name, size=8.5, ha="right")
            _pulls(axes, row.pulls, zero, half / self.span)
        for place, name in ((0.0, "start"), (0.5, "middle"), (1.0, "end")):
            side = {0.0: "left", 0.5: "center", 1.0: "right"}[place]
            base.write(axes, place, inner + 0.12, name, size=7.5, ha=side, color=base.GREY)
        base.write(
            axes,
            0,
            -0.1,
            f"▲ up: {self.positive}   ▼ down: {self.negative}   "
            "filled: narrator   hatched: quoted words",
            size=7.5,
            color=base.GREY,
        )
        return base.to_svg(figure)


def _pulls(axes: Axes, pulls: tuple[Pull, ...], zero: float, scale: float) -> None:
    for pull in pulls:
        colour = base.BLUE if pull.pull > 0 else base.VERMILION
        axes.bar(
            pull.start,
            -pull.pull * scale,
            width=max(pull.width, 0.004),
            bottom=zero,
            align="edge",
            facecolor="white" if pull.quoted else colour,
            edgecolor=colour,
            hatch="//////" if pull.quoted else None,
            linewidth=0.6,
            zorder=2,
        )
