"""The timeline chart: days from left to right, what each article says of them and when it came."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.report.charts import base
from analysis.report.charts.base import Label

_LEFT, _ROW = 2.0, 0.32


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One article: how often it names each day (by column), and the column it was published on."""

    label: Label
    counts: tuple[int, ...]
    published: int | None


@dataclass(frozen=True, slots=True)
class TimelineChart:
    """A column a day, a line an article: a dot with the number of mentions, a bar when it came out.

    The columns are days in order, not to scale.
    """

    days: tuple[str, ...]
    rows: tuple[TimelineRow, ...]

    def svg(self) -> bytes:
        """The chart; every dot carries its number."""
        head = 0.62
        inner = _ROW * len(self.rows)
        figure = base.canvas(inner + head + 0.06)
        axes = base.panel(figure, _LEFT, 0.06, base.WIDTH - 0.1, 0.06 + inner)
        axes.set_xlim(0, max(1, len(self.days)))
        axes.set_ylim(len(self.rows), 0)
        for column, day in enumerate(self.days):
            axes.plot(
                [column + 0.5] * 2, [0, len(self.rows)], color=base.BAND, linewidth=6, zorder=0
            )
            base.write(axes, column + 0.5, -0.35, day, size=7, ha="center")
        axes.plot([0.05, 0.05], [-1.5, -1.1], color=base.VERMILION, linewidth=2.5)
        base.write(axes, 0.15, -1.3, "published on this day", size=7.5)
        for line, row in enumerate(self.rows):
            middle = line + 0.5
            name = f"{row.label.letter}  {row.label.name}"
            base.write(axes, -0.1, middle, name, size=8.5, ha="right")
            if row.published is not None:
                axes.plot([row.published + 0.86] * 2, [middle - 0.32, middle + 0.32],
                          color=base.VERMILION, linewidth=2.5)  # fmt: skip
            for column, count in enumerate(row.counts):
                if count:
                    axes.plot([column + 0.5], [middle], marker="o", color=base.BLUE, markersize=9,
                              linestyle="none")  # fmt: skip
                    base.write(axes, column + 0.5, middle, str(count), size=7, ha="center",
                               color="white")  # fmt: skip
        return base.to_svg(figure)
