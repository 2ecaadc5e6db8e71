"""The facts chart: how many of the common facts each article reports."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.report.charts import base
from analysis.report.charts.base import Label

_LEFT = 2.0
_FILLS = ((base.BLUE, "", "reported"), ("#ffffff", "", "no passage found"),
          (base.BAND, "////", "not yet known"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One article: how many facts it reports, lacks, and could not know yet."""

    label: Label
    reported: int
    absent: int
    not_yet: int


@dataclass(frozen=True, slots=True)
class CoverageChart:
    """A stacked bar of counts for each article, with the counts printed in it."""

    rows: tuple[CoverageRow, ...]

    def svg(self) -> bytes:
        """The chart; patterns and numbers tell the parts apart, so that no colour has to be."""
        row, head = 0.28, 0.3
        inner = row * len(self.rows)
        figure = base.canvas(inner + head + 0.06)
        axes = base.panel(figure, _LEFT, 0.06, base.WIDTH - 0.1, 0.06 + inner)
        total = max((r.reported + r.absent + r.not_yet for r in self.rows), default=1) or 1
        axes.set_xlim(0, total)
        axes.set_ylim(len(self.rows), 0)
        x = 0.0
        for colour, hatch, name in _FILLS:
            axes.barh(-0.16 / row, 0.04 * total, left=x, height=0.12 / row, facecolor=colour,
                      edgecolor=base.INK, hatch=hatch, linewidth=0.5)  # fmt: skip
            base.write(axes, x + 0.05 * total, -0.16 / row, name, size=7.5)
            x += 0.28 * total
        for line, item in enumerate(self.rows):
            label = f"{item.label.letter}  {item.label.name}"
            base.write(axes, -0.015 * total, line + 0.5, label, size=8.5, ha="right")
            left = 0
            counts = (item.reported, item.absent, item.not_yet)
            for (colour, hatch, _), count in zip(_FILLS, counts, strict=True):
                if not count:
                    continue
                axes.barh(line + 0.5, count, left=left, height=0.62, facecolor=colour,
                          edgecolor=base.INK, hatch=hatch, linewidth=0.5)  # fmt: skip
                box = {"facecolor": "white", "edgecolor": "none", "pad": 1.2}
                base.write(axes, left + count / 2, line + 0.5, str(count), size=7.5, ha="center",
                           bbox=box)  # fmt: skip
                left += count
        return base.to_svg(figure)
