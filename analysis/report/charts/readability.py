"""The readability chart: one panel an index, one line an article."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.report.charts import base
from analysis.report.charts.base import Label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LEFT = 2.0


@dataclass(frozen=True, slots=True)
class Point:
    """A value with its limits (nan where unknown) and the printed words."""

    value: float
    low: float
    high: float
    words: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One index over all articles: name, what its ends mean, scale with ticks."""

    name: str
    lower: str
    upper: str
    start: float
    end: float
    ticks: tuple[tuple[float, str], ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class IndexChart:
    """Points with intervals for every article, in one panel an index."""

    labels: tuple[Label, ...]
    panels: tuple[Panel, ...]

    def svg(self) -> bytes:
        """The chart; each point carries its number."""
        row, head, foot, gap = 0.3, 0.46, 0.28, 0.35
        inner = row * len(self.labels)
        figure = base.canvas(inner + head + foot)
        width = (base.WIDTH - _LEFT - 0.2 - gap * (len(self.panels) - 1)) / len(self.panels)
        for number, item in enumerate(self.panels):
            left = _LEFT + number * (width + gap)
            axes = base.panel(figure, left, foot, left + width, foot + inner)
            axes.set_xlim(item.start, item.end)
            axes.set_ylim(len(self.labels), 0)
            if number == 0:
                _names(axes, self.labels)
            _panel(axes, item, row)
        return base.to_svg(figure)


def _names(axes: Axes, labels: tuple[Label, ...]) -> None:
    for line, label in enumerate(labels):
        place = {"transform": axes.get_yaxis_transform()}
        name = f"{label.letter}  {label.name}"
        base.write(axes, -0.05, line + 0.5, name, size=8.5, ha="right", **place)


def _panel(axes: Axes, panel: Panel, row: float) -> None:
    n_rows = len(panel.points)
    base.write(axes, panel.start, -0.33 / row, panel.name, size=8.5)
    base.write(axes, panel.start, -0.12 / row, f"◀ {panel.lower}", size=7, color=base.GREY)
    base.write(
        axes, panel.end, -0.12 / row, f"{panel.upper} ▶", size=7, ha="right", color=base.GREY
    )
    for tick, name in panel.ticks:
        axes.plot([tick, tick], [0, n_rows], color=base.RULE, linewidth=0.7, zorder=0)
        base.write(axes, tick, n_rows + 0.12 / row, name, size=7.5, ha="center", color=base.GREY)
    for line, point in enumerate(panel.points):
        middle = line + 0.55
        if math.isnan(point.value):
            base.write(axes, panel.start, middle, point.words, size=7.5, color=base.GREY)
            continue
        if not (math.isnan(point.low) or math.isnan(point.high)):
            axes.plot([point.low, point.high], [middle, middle], color=base.BLUE, linewidth=1.6)
        axes.plot([point.value], [middle], marker="o", markersize=5.5, color=base.BLUE)
        base.write(axes, point.value, middle - 0.34, point.words, size=7.5, ha="center")
