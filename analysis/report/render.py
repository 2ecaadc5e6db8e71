"""The HTML document of a report: one file that carries fonts and charts and asks for nothing."""

from __future__ import annotations

import re
from base64 import b64encode
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from analysis.report.charts.base import Chart
from analysis.report.view import View
from analysis.report.wording import clean

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_FONTS = (
    "SourceSerif4-Regular.otf.woff2",
    "SourceSerif4-It.otf.woff2",
    "SourceSerif4-Semibold.otf.woff2",
    "SourceSans3-Regular.otf.woff2",
    "SourceSans3-Semibold.otf.woff2",
)

# The PDF engine breaks ordinary words in marked text when it may break words at all.
_LONG_RUN = re.compile(r"(\S{40})(?=\S)")


def render_html(view: View) -> str:
    """The report as one self-contained HTML document, ending with a newline.

    Everything from the view is escaped; the page needs no script and forbids every request.
    """
    from markupsafe import Markup

    template = _environment().get_template("report.html")
    page = template.render(view=view, style=Markup(_style()))
    return f"{page.rstrip()}\n"


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("analysis.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
    )
    environment.filters["image"] = chart_image
    environment.filters["breakable"] = breakable
    return environment


def _printable(value: Any) -> Any:
    """Plain strings without the characters a page cannot carry; markup stays as it is."""
    return clean(value) if type(value) is str else value


def breakable(text: str) -> Markup:
    """`text`, escaped, in which a run of letters too long for a line may be broken."""
    from markupsafe import Markup, escape

    parts = (escape(part) for part in _LONG_RUN.sub("\\1\0", clean(text)).split("\0"))
    return Markup("<wbr>").join(parts)


def chart_image(chart: Chart) -> str:
    """The chart as a `data:` address for an image."""
    return _data_uri("image/svg+xml", chart.svg())


def _style() -> str:
    """The style sheet with the shipped fonts in place of their names."""
    folder = files("analysis.report")
    style = folder.joinpath("style.css").read_text(encoding="utf-8")
    for name in _FONTS:
        font = folder.joinpath("fonts", name).read_bytes()
        style = style.replace(f"url({name})", f"url({_data_uri('font/woff2', font)})")
    return style


def _data_uri(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{b64encode(content).decode('ascii')}"
