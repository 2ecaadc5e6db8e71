"""The heat map: where each article stands on each side of the subject."""

from __future__ import annotations

import math
from dataclasses import dataclass

from analysis.report.charts import base
from analysis.report.charts.base import Label
from analysis.report.wording import shorten

_LEFT, _ROW, _HEAD, _FOOT = 2.0, 0.29, 0.46, 0.3
_EMPTY = "·"
FULL = 0.6
"""The score at which a cell has its full colour; scores beyond it are rare."""
# The strongest tint on which dark figures still read well.
_STRONGEST = 0.62
_CHARACTER = 0.062


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A score in -1..1 (nan where too little is said) and the figure printed on it."""

    value: float
    words: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One side of the subject: its name and a cell for each article."""

    name: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatChart:
    """Sides of the subject by articles; every cell carries its figure and sign."""

    labels: tuple[Label, ...]
    rows: tuple[HeatRow, ...]
    negative: str
    positive: str

    def svg(self) -> bytes:
        """The chart, one line a side of the subject, one column an article."""
        inner = _ROW * len(self.rows)
        figure = base.canvas(inner + _HEAD + _FOOT)
        axes = base.panel(figure, _LEFT, _FOOT, base.WIDTH - 0.05, _FOOT + inner)
        axes.set_xlim(0, max(len(self.labels), 1))
        axes.set_ylim(len(self.rows), 0)
        width = (base.WIDTH - 0.05 - _LEFT) / max(len(self.labels), 1)
        for column, label in enumerate(self.labels):
            base.write(axes, column + 0.5, -0.26 / _ROW, label.letter, size=8.5, ha="center")
            name = shorten(label.name, int(width / _CHARACTER)) if width > 0.6 else ""
            base.write(axes, column + 0.5, -0.1 / _ROW, name, size=7, ha="center", color=base.GREY)
        for line, row in enumerate(self.rows):
            base.write(axes, -0.08 / width, line + 0.5, row.name, size=8.5, ha="right")
            for column, cell in enumerate(row.cells):
                unknown = math.isnan(cell.value)
                axes.barh(
                    line + 0.03,
                    0.97,
                    left=column + 0.015,
                    height=0.94,
                    align="edge",
                    facecolor="white" if unknown else tint(cell.value),
                    edgecolor=base.RULE,
                    linewidth=0.5,
                )
                base.write(
                    axes,
                    column + 0.5,
                    line + 0.5,
                    _EMPTY if unknown else cell.words,
                    size=8 if width > 0.5 else 6.5,
                    ha="center",
                    color=base.GREY if unknown else base.INK,
                )
        bottom = len(self.rows) + 0.17 / _ROW
        base.write(
            axes,
            0,
            bottom,
            f"− {self.negative}    + {self.positive}    "
            f"▲ ▼ the interval lies on one side of 0    {_EMPTY} too little text",
            size=7.5,
            color=base.GREY,
        )
        return base.to_svg(figure)


def tint(value: float) -> str:
    """White at 0, the deeper the further from it: blue above, vermilion below."""
    colour = base.BLUE if value > 0 else base.VERMILION
    strength = _STRONGEST * min(abs(value) / FULL, 1.0)
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 + (part - 255) * strength):02x}" for part in parts)
