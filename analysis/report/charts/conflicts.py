"""The chart of figures that disagree: one line a figure, a point a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.report.charts import base

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LEFT, _ROW = 2.1, 0.46
_LETTER = 0.0135
"""The width of a letter of a label as a share of the scale, about."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value as a share of the largest of its line, 0..1, and the words printed at it."""

    share: float
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """What a figure is of, and its values from the smallest to the largest."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class ConflictChart:
    """Lines from nought to the largest value of each, with a point for every value."""

    lines: tuple[Line, ...]

    def svg(self) -> bytes:
        """The chart; every point carries its letters and its value."""
        inner = _ROW * len(self.lines)
        figure = base.canvas(inner + 0.1)
        axes = base.panel(figure, _LEFT, 0.05, base.WIDTH - 0.45, 0.05 + inner)
        axes.set_xlim(0, 1)
        axes.set_ylim(len(self.lines), 0)
        for place, line in enumerate(self.lines):
            _draw(axes, line, place + 0.5)
        return base.to_svg(figure)


def _draw(axes: Axes, line: Line, middle: float) -> None:
    base.write(axes, -0.03, middle, line.name, size=8.5, ha="right")
    axes.plot([0, 1], [middle, middle], color=base.RULE, linewidth=0.8, zorder=1)
    axes.plot([0, 0], [middle - 0.12, middle + 0.12], color=base.RULE, linewidth=0.8)
    ends = {-1: -1.0, 1: -1.0}
    for point in line.points:
        axes.plot(
            [point.share],
            [middle],
            marker="o",
            markersize=5,
            color=base.BLUE,
            linewidth=0,
            zorder=3,
        )
        half = len(point.words) * _LETTER / 2
        side = -1 if point.share - half >= ends[-1] else 1
        start = max(point.share - half, ends[side])
        ends[side] = start + 2 * half + 0.02
        base.write(axes, start + half, middle + side * 0.29, point.words, size=7.5, ha="center")
