"""The order chart: where in each text the first voices speak and the common facts are told."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.report.charts import base
from analysis.report.charts.base import Label

_LEFT, _ROW = 2.0, 0.34
_MARKS = (
    ("official", "s", base.BLUE),
    ("critic", "^", base.VERMILION),
    ("citizen", "o", base.GREEN),
)
ROLE_NAMES = {"official": "first official", "critic": "first critic",
              "citizen": "first ordinary person"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One article: places (0..1) of its first voices by role, and of the facts it tells."""

    label: Label
    voices: tuple[tuple[str, float], ...]
    facts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class OrderChart:
    """A line an article from the start of its text to the end, with a mark for each first voice."""

    rows: tuple[OrderRow, ...]

    def svg(self) -> bytes:
        """The chart; shapes tell the voices apart, so that no colour has to be."""
        head, foot = 0.3, 0.25
        inner = _ROW * len(self.rows)
        figure = base.canvas(inner + head + foot)
        axes = base.panel(figure, _LEFT, foot, base.WIDTH - 0.2, foot + inner)
        axes.set_xlim(0, 1)
        axes.set_ylim(len(self.rows), 0)
        x = 0.0
        for role, shape, colour in _MARKS:
            axes.plot([x], [-0.45], marker=shape, color=colour, markersize=5.5, linestyle="none")
            base.write(axes, x + 0.02, -0.45, ROLE_NAMES[role], size=7.5)
            x += 0.24
        axes.plot([x, x], [-0.6, -0.3], color=base.GREY, linewidth=0.9)
        base.write(axes, x + 0.02, -0.45, "a common fact, first told", size=7.5)
        for line, row in enumerate(self.rows):
            middle = line + 0.5
            name = f"{row.label.letter}  {row.label.name}"
            base.write(axes, -0.03, middle, name, size=8.5, ha="right")
            axes.plot([0, 1], [middle, middle], color=base.RULE, linewidth=0.8, zorder=1)
            for place in row.facts:
                axes.plot([place, place], [middle - 0.2, middle + 0.2], color=base.GREY,
                          linewidth=0.9, zorder=2)  # fmt: skip
            for role, place in row.voices:
                shape, colour = next((s, c) for r, s, c in _MARKS if r == role)
                axes.plot([place], [middle], marker=shape, color=colour, markersize=6,
                          markeredgecolor="white", linestyle="none", zorder=3)  # fmt: skip
        for place, words in ((0, "start of the text"), (0.5, "50%"), (1, "end")):
            side = "left" if place == 0 else "right" if place == 1 else "center"
            base.write(axes, place, len(self.rows) + 0.35, words, size=7.5, ha=side,
                       color=base.GREY)  # fmt: skip
        return base.to_svg(figure)
