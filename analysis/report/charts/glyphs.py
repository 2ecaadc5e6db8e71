"""Texts of a chart as one outline each, where matplotlib refers to every letter by itself."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_GROUP, _DEFS, _PATH = f"{{{_SVG}}}g", f"{{{_SVG}}}defs", f"{{{_SVG}}}path"
_HREF = f"{{{_XLINK}}}href"

_STEP = 0.1
"""What coordinates are rounded to. matplotlib writes texts at a size of 100 and scales them down;
the shipped typeface is drawn on a grid of 1000, so that no letter changes its shape."""
_SCALE = re.compile(r"scale\((\S+)\)")
_PLACE = re.compile(r"translate\((\S+) (\S+)\)")
_COMMAND = re.compile(r"([MLQCz])([^MLQCz]*)")

# Without these names elements would be written as ns0:path.
ET.register_namespace("", _SVG)
ET.register_namespace("xlink", _XLINK)


def join_letters(svg: bytes) -> bytes:
    """The SVG with every text as one path; as it was if a text is written in an unknown way.

    In the PDF an element costs more time than the outline in it.
    """
    chart = ET.fromstring(svg, ET.XMLParser(target=ET.TreeBuilder(insert_comments=True)))
    glyphs = {
        glyph.get("id", ""): _glyph_outline(glyph.get("d", ""), float(scale[1]))
        for glyph in chart.iterfind(f".//{_DEFS}/{_PATH}")
        if (scale := _SCALE.fullmatch(glyph.get("transform", "")))
    }
    texts = chart.findall(f".//{_GROUP}[@transform]")
    for text in texts:
        outline = _text_outline(text, glyphs)
        if outline is None:
            # All or none: this text may need letters that another one defines.
            return svg
        text[:] = []
        text.tag, text.text = _PATH, None
        text.set("transform", f"{text.get('transform')} scale({_STEP})")
        text.set("d", outline)
    joined: bytes = ET.tostring(chart, encoding="utf-8", xml_declaration=True)
    return joined


def _text_outline(text: ET.Element, glyphs: Mapping[str, str]) -> str | None:
    """The outlines of all letters of a text, in steps; None if it has more than letters."""
    outlines = []
    for letter in text:
        if letter.tag == _DEFS:
            continue
        outline = glyphs.get(letter.get(_HREF, "").removeprefix("#"))
        place = _PLACE.fullmatch(letter.get("transform", "translate(0 0)"))
        if outline is None or place is None:
            return None
        if outline:
            outlines.append(f"M{_steps(place[1])} {_steps(place[2])}{outline}")
    return "".join(outlines)


def _glyph_outline(path: str, scale: float) -> str:
    """The path of a glyph in steps, relative to the place of its letter; "" for a space."""
    commands = []
    x = y = 0
    for command, numbers in _COMMAND.findall(path):
        steps = [_steps(number, scale) for number in numbers.split()]
        points = list(zip(steps[::2], steps[1::2], strict=True))
        moves = " ".join(f"{to_x - x} {to_y - y}" for to_x, to_y in points)
        commands.append(command.lower() + moves.replace(" -", "-"))
        if points:
            x, y = points[-1]
    return "".join(commands)


def _steps(number: str, scale: float = 1) -> int:
    return round(float(number) * scale / _STEP)
