"""The chart of labels: for each article and referent, how many labels are plain or loaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.report.charts import base
from analysis.report.charts.base import Label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LEFT = 2.0
_ROW, _HEAD, _FOOT, _GAP = 0.3, 0.62, 0.34, 0.14
_ROOM = 1.45
"""Room behind the longest bar for its number."""
_COLOURS = (base.RULE, base.SKY, base.VERMILION)
_HATCHES = ("", "", "////")


@dataclass(frozen=True, slots=True)
class LoadChart:
    """Bars of plain, describing and loaded labels; `counts` by referent, then by article."""

    labels: tuple[Label, ...]
    referents: tuple[str, ...]
    counts: tuple[tuple[tuple[int, int, int], ...], ...]
    legend: tuple[str, str, str]

    def svg(self) -> bytes:
        """The chart; the loaded part of each bar carries its number."""
        inner = _ROW * len(self.labels)
        figure = base.canvas(inner + _HEAD + _FOOT)
        n = len(self.referents)
        width = (base.WIDTH - _LEFT - 0.1 - _GAP * (n - 1)) / n
        most = max((sum(cell) for column in self.counts for cell in column), default=0) or 1
        for number, name in enumerate(self.referents):
            left = _LEFT + number * (width + _GAP)
            axes = base.panel(figure, left, _FOOT, left + width, _FOOT + inner)
            axes.set_xlim(0, most * _ROOM)
            axes.set_ylim(len(self.labels), 0)
            for place, words in enumerate(_lines(name, width)):
                base.write(axes, 0, -0.42 / _ROW + place * 0.16 / _ROW, words, size=8)
            for line, cell in enumerate(self.counts[number]):
                if number == 0:
                    label = self.labels[line]
                    base.write(
                        axes,
                        -0.05,
                        line + 0.5,
                        f"{label.letter}  {label.name}",
                        size=8.5,
                        ha="right",
                        transform=axes.get_yaxis_transform(),
                    )
                start = 0
                for count, colour, hatch in zip(cell, _COLOURS, _HATCHES, strict=True):
                    if count:
                        axes.barh(
                            line + 0.5,
                            count,
                            left=start,
                            height=0.55,
                            color=colour,
                            hatch=hatch,
                            edgecolor="white",
                            linewidth=0.6,
                        )
                    start += count
                told = f"{cell[2]} of {start}" if start else "–"
                base.write(axes, start + most * 0.03, line + 0.5, told, size=7, color=base.GREY)
        self._legend(figure)
        return base.to_svg(figure)

    def _legend(self, figure: Figure) -> None:
        axes = base.panel(figure, _LEFT, 0.04, base.WIDTH, 0.26)
        axes.set_xlim(0, base.WIDTH - _LEFT)
        axes.set_ylim(0, 1)
        for place, (name, colour, hatch) in enumerate(
            zip(self.legend, _COLOURS, _HATCHES, strict=True)
        ):
            axes.barh(
                0.5,
                0.16,
                left=place * 1.5,
                height=0.6,
                color=colour,
                hatch=hatch,
                edgecolor="white",
                linewidth=0.6,
            )
            base.write(axes, place * 1.5 + 0.22, 0.5, name, size=7.5, color=base.GREY)


def _lines(name: str, width: float) -> list[str]:
    """The name on at most two lines that fit `width` inches."""
    room = int(width / 0.062)
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= room or not lines[-1]:
            lines[-1] = longer
        elif len(lines) < 2:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} …"
            break
    return lines
