import re
import xml.etree.ElementTree as ET

import pytest

from analysis.report.charts import base
from analysis.report.charts.glyphs import join_letters

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"

Point = tuple[float, float]


def drawn(*texts: str, **style: object) -> bytes:
    figure = base.canvas(1)
    axes = base.panel(figure, 0, 0, 4, 1)
    for row, text in enumerate(texts):
        base.write(axes, 0.1, row / 10, text, **style)
    axes.plot([0.2, 0.8], [0.5, 0.5], marker="D")
    return base.to_svg(figure)


@pytest.fixture
def lettered(monkeypatch):
    """Draws texts as matplotlib writes them, letter by letter."""

    def draw(*texts: str, **style: object) -> bytes:
        with monkeypatch.context() as patch:
            patch.setattr(base, "join_letters", lambda svg: svg)
            return drawn(*texts, **style)

    return draw


def walk(path: str, x: float = 0, y: float = 0) -> list[Point]:
    """All points of a path with absolute or relative commands."""
    points = []
    for command, numbers in re.findall(r"([MLQCmlqcz])([^MLQCmlqcz]*)", path):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command.isupper():
            x = y = 0
        found = [(x + dx, y + dy) for dx, dy in zip(values[::2], values[1::2], strict=True)]
        if found:
            x, y = found[-1]
        points += found
    return points


def points_of_letters(svg: bytes) -> list[list[Point]]:
    chart = ET.fromstring(svg)
    glyphs = {path.get("id"): walk(path.get("d", "")) for path in chart.iter(f"{SVG}path")}
    texts = []
    for group in chart.findall(f".//{SVG}g[@transform]"):
        points = []
        for letter in group.findall(f"{SVG}use"):
            place = re.findall(r"[-\d.]+", letter.get("transform", "0 0"))
            left, base_line = map(float, place)
            glyph = glyphs[letter.get(HREF, "").removeprefix("#")]
            points += [(left + x / 64, base_line + y / 64) for x, y in glyph]
        texts.append(points)
    return texts


def points_of_outlines(svg: bytes) -> list[list[Point]]:
    texts = []
    for path in ET.fromstring(svg).findall(f".//{SVG}path[@transform]"):
        # Before its first point a letter moves to its place, where it draws nothing.
        outline = re.sub(
            r"M(\S+) ([-\d]+)m(-?\d+) ?(-?\d+)",
            lambda at: f"M{int(at[1]) + int(at[3])} {int(at[2]) + int(at[4])}",
            path.get("d", ""),
        )
        texts.append([(x / 10, y / 10) for x, y in walk(outline)])
    return texts


TEXTS = ["The Courier", "$a_b$ & <b> “ç” −0.5 %", "Қазақ Øst Ωμέγα", "i j  ;:!?", "a\nb", " "]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("style", [{}, {"rotation": 90}, {"ha": "right", "size": 6}])
def test_outlines_pass_through_the_points_of_the_letters(text, style, lettered):
    before = points_of_letters(lettered(text, "x", **style))
    after = points_of_outlines(drawn(text, "x", **style))
    assert len(after) == len(before)
    for old, new in zip(before, after, strict=True):
        assert len(new) == len(old)
        for point, moved in zip(old, new, strict=True):
            # In hundredths of the size of the type: at 8 points 0.1 is 0.008 points.
            assert moved == pytest.approx(point, abs=0.11)


def test_a_text_is_one_element_however_long_it_is():
    def elements(text: str) -> int:
        return sum(1 for _ in ET.fromstring(drawn(text)).iter())

    assert elements("a" * 80) == elements("a")


def test_texts_keep_their_place_and_colour(lettered):
    style = {"rotation": 30, "color": "#0072b2"}
    (group,) = ET.fromstring(lettered("abc", **style)).findall(f".//{SVG}g[@transform]")
    (path,) = ET.fromstring(drawn("abc", **style)).findall(f".//{SVG}path[@transform]")
    assert path.get("transform") == f"{group.get('transform')} scale(0.1)"
    assert path.get("style") == group.get("style") == "fill: #0072b2"


def test_all_but_the_texts_stays(lettered):
    def rest(svg: bytes, text: str) -> list[tuple[str, dict[str, str]]]:
        chart = ET.fromstring(svg)
        for parent in list(chart.iter()):
            for child in parent.findall(f"{SVG}{text}[@transform]"):
                parent.remove(child)
        return [(element.tag, element.attrib) for element in chart.iter()]

    assert rest(drawn("abc", "d"), "path") == rest(lettered("abc", "d"), "g")


def test_a_chart_without_texts_keeps_its_marks(lettered):
    def marks(svg: bytes) -> list[tuple[str, dict[str, str]]]:
        return [(element.tag, element.attrib) for element in ET.fromstring(svg).iter()]

    assert marks(drawn()) == marks(lettered())
    assert any(tag == f"{SVG}use" for tag, _ in marks(drawn()))


GLYPH = '<path id="a" transform="scale(0.5)" d="M 2 4 L 6 4 Q 8 4 8 2 L 2 4 z"/>'


def chart(letters: str) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<title>t</title><g transform="scale(2)"><defs>{GLYPH}</defs>{letters}</g></svg>'
    ).encode()


def test_letters_are_drawn_in_steps_from_their_places():
    svg = chart('<use xlink:href="#a"/><use xlink:href="#a" transform="translate(3.06 -1)"/>')
    title, path = ET.fromstring(join_letters(svg))
    assert title.text == "t"
    assert path.attrib == {
        "transform": "scale(2) scale(0.1)",
        "d": "M0 0m10 20l20 0q10 0 10-10l-30 10zM31 -10m10 20l20 0q10 0 10-10l-30 10z",
    }


@pytest.mark.parametrize(
    "letters",
    [
        '<use xlink:href="#a" transform="translate(3 0) scale(0.7)"/>',
        '<use xlink:href="#b"/>',
        '<use xlink:href="#a"/><path d="M 0 0 L 1 1"/>',
        "<text>a</text>",
    ],
)
def test_a_text_of_more_than_letters_leaves_the_chart_as_it_is(letters):
    svg = chart(letters)
    assert join_letters(svg) == svg
