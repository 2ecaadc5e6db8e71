"""How much of each article another one has as well: one bar an article, in words."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.report.charts import base
from analysis.report.charts.base import Label

_LEFT, _RIGHT = 2.0, 1.35
_FILLS = ((base.BLUE, ""), (base.SKY, "////"), ("#ffffff", ""))
NAMES = ("in another article word for word", "reworded there", "in no other article")


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One article: its words in another article, reworded there, and its own."""

    label: Label
    words: tuple[int, int, int]
    note: str = ""
    """Printed behind the bar: the family the article belongs to, or ""."""


@dataclass(frozen=True, slots=True)
class CopyChart:
    """Bars on one scale of words, with the shares printed in or behind them."""

    rows: tuple[CopyRow, ...]

    def svg(self) -> bytes:
        """The chart; fills differ in hatching too, and the shares are printed."""
        row, head = 0.27, 0.34
        inner = row * len(self.rows)
        figure = base.canvas(inner + head)
        axes = base.panel(figure, _LEFT, 0.04, base.WIDTH - _RIGHT, 0.04 + inner)
        longest = max((sum(item.words) for item in self.rows), default=1) or 1
        axes.set_xlim(0, longest)
        axes.set_ylim(len(self.rows), 0)
        at = 0.0
        for (colour, hatch), name in zip(_FILLS, NAMES, strict=True):
            axes.barh(
                -0.72, longest * 0.022, left=at, height=0.45, color=colour, hatch=hatch,
                edgecolor=base.INK, linewidth=0.6,
            )  # fmt: skip
            base.write(axes, at + longest * 0.032, -0.72, name, size=7.5)
            at += longest * (0.075 + 0.0148 * len(name))
        for line, item in enumerate(self.rows):
            middle = line + 0.5
            name = f"{item.label.letter}  {item.label.name}"
            base.write(axes, -longest * 0.02, middle, name, size=8.5, ha="right")
            left = 0
            for (colour, hatch), words in zip(_FILLS, item.words, strict=True):
                if words:
                    axes.barh(
                        middle, words, left=left, height=0.58, color=colour, hatch=hatch,
                        edgecolor=base.INK, linewidth=0.6,
                    )  # fmt: skip
                left += words
            base.write(axes, left + longest * 0.015, middle, item.note, size=7.5)
        return base.to_svg(figure)
