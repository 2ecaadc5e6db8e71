"""What the charts share: the shipped typeface, colours that everyone can tell apart, the SVG."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from analysis.report.charts.glyphs import join_letters

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

WIDTH = 6.7
"""Inches: the width of the text on an A4 page with the margins of style.css."""
INK, GREY, RULE, BAND = "#1a1a1a", "#595959", "#c9c9c9", "#f4f2ee"
# Okabe and Ito (2008), "Color universal design"; the yellow is left out, too pale on white.
BLUE, ORANGE, GREEN, VERMILION, SKY = "#0072b2", "#e69f00", "#009e73", "#d55e00", "#56b4e9"

_FONT = "SourceSans3-Regular.otf"


class Chart(Protocol):
    """A chart with all its strings and numbers decided."""

    def svg(self) -> bytes:
        """The chart as SVG, the same bytes for the same chart."""
        ...


@dataclass(frozen=True, slots=True)
class Label:
    """How a chart names an article: its letter, and a short name or ""."""

    letter: str
    name: str


def drawable(text: str) -> str:
    """`text` without the characters the shipped typeface has no glyph for."""
    return "".join(char for char in text if ord(char) in _charmap()).strip()


@cache
def _font_path() -> Path:
    return Path(str(files("analysis.report").joinpath("fonts", _FONT)))


@cache
def _charmap() -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(str(_font_path())).get_charmap())


def font(size: float) -> FontProperties:
    """The shipped typeface at `size` points, from its file and never from the system."""
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=str(_font_path()), size=size)


def canvas(height: float) -> Figure:
    """An empty figure of the page's width, `height` inches high."""
    from matplotlib.figure import Figure

    return Figure(figsize=(WIDTH, height))


def panel(figure: Figure, left: float, bottom: float, right: float, top: float) -> Axes:
    """Bare axes with the given edges in inches from the figure's lower left corner."""
    width, height = figure.get_size_inches()
    axes = figure.add_axes(
        (left / width, bottom / height, (right - left) / width, (top - bottom) / height)
    )
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.patch.set_alpha(0)
    return axes


def write(axes: Axes, x: float, y: float, text: str, *, size: float = 8, **style: Any) -> None:
    """Text in the shipped typeface; `$` stays a dollar sign, unknown glyphs are left out."""
    style.setdefault("color", INK)
    style.setdefault("va", "center")
    axes.text(x, y, drawable(text), fontproperties=font(size), parse_math=False, **style)


def to_svg(figure: Figure) -> bytes:
    """The figure as SVG without a date, with element ids that do not change between runs."""
    import matplotlib

    for axes in figure.axes:
        # Nothing is drawn beyond its axes, and clipping every mark costs time in the PDF.
        for artist in axes.get_children():
            artist.set_clip_on(False)
    buffer = BytesIO()
    # Glyphs are drawn as paths: an image in a page may not use the page's fonts.
    with matplotlib.rc_context(
        {"svg.hashsalt": "parallax", "svg.fonttype": "path", "hatch.linewidth": 0.6}
    ):
        figure.savefig(
            buffer,
            format="svg",
            transparent=True,
            metadata={"Date": None, "Creator": None, "Format": None, "Type": None},
        )
    return join_letters(buffer.getvalue())
