import math
import xml.etree.ElementTree as ET

import pytest

from analysis.report.charts.base import Label, drawable
from analysis.report.charts.framing import (
    CourseChart,
    CourseRow,
    Pull,
    ScoreChart,
    ScoreGroup,
    ScoreRow,
)
from analysis.report.charts.readability import IndexChart, Panel, Point
from analysis.report.charts.sourcing import Bar, KindChart, KindRow, NamingChart, NamingRow
from analysis.report.parts import parted

NAN = math.nan


def score_chart(name: str, rows: int = 2) -> ScoreChart:
    row = ScoreRow("whole article", "all", 0.2, -0.1, 0.5, "+0.20 (−0.10 to +0.50)")
    unknown = ScoreRow("narrator", "narrator", NAN, NAN, NAN, "no score: too little text")
    groups = tuple(ScoreGroup(Label("A", name), (row, unknown)) for _ in range(rows))
    return ScoreChart(groups, "critical", "hopeful", "score (interval)")


CHARTS = {
    "scores": score_chart("The Courier"),
    "course": CourseChart(
        (CourseRow(Label("A", "x"), (Pull(0.1, 0.2, 0.5, False), Pull(0.4, 0.1, -0.2, True))),),
        "hopeful",
        "critical",
        0.5,
    ),
    "kinds": KindChart(
        ("official", "civil society", "international"),
        (
            KindRow(Label("A", "x"), (Bar(1.0, "100%"), Bar(0.0, "none"), Bar(0.3, "30%"))),
            KindRow(Label("B", "y"), (), note="nobody is given words"),
        ),
    ),
    "naming": NamingChart(
        ("named", "by role", "anonymous"),
        (
            NamingRow(Label("A", "x"), (Bar(0.5, "50%"), Bar(0.5, "50%")), 2.0, 1.0, 3.0, "2.0"),
            NamingRow(Label("B", "y"), (), NAN, NAN, NAN, "–", note="nobody is given words"),
        ),
        4.0,
    ),
    "indices": IndexChart(
        (Label("A", "x"), Label("B", "y")),
        (
            Panel(
                "Flesch reading ease",
                "harder",
                "easier",
                0.0,
                60.0,
                ((0.0, "0"), (30.0, "30")),
                (Point(40.0, 30.0, 50.0, "40.0"), Point(NAN, NAN, NAN, "unknown: too short")),
            ),
        ),
    ),
}


@pytest.mark.parametrize("name", CHARTS)
def test_chart_is_the_same_svg_every_time_and_carries_no_date(name):
    svg = CHARTS[name].svg()
    assert svg == CHARTS[name].svg()
    assert b"<dc:date>" not in svg
    assert ET.fromstring(svg).tag.endswith("svg")


@pytest.mark.parametrize(
    "title",
    [
        "",
        "$E = mc^2$ and $x_",
        "<script>alert(1)</script>",
        "w" * 500,
        "مرحبا بالعالم",
        "新闻 🗳️ news",
        "a\x00b\ud800c\u202e",
    ],
)
def test_chart_survives_any_title(title):
    svg = score_chart(title).svg()
    assert ET.fromstring(svg).tag.endswith("svg")
    assert b"<script" not in svg


def test_characters_without_a_glyph_are_left_out_of_charts():
    assert drawable("Қазақ ✓ 新闻 🗳 Øst") == "Қазақ ✓   Øst"


def test_chart_grows_with_its_rows():
    def height(chart: ScoreChart) -> float:
        return float(ET.fromstring(chart.svg()).attrib["height"].removesuffix("pt"))

    assert height(score_chart("x", 4)) > height(score_chart("x", 2))


def test_charts_leave_the_settings_of_matplotlib_alone():
    import matplotlib

    before = dict(matplotlib.rcParams)
    CHARTS["scores"].svg()
    assert dict(matplotlib.rcParams) == before


def test_charts_of_many_articles_are_parted_to_fit_a_page(many_articles, axis):
    from analysis.report.view import build_view

    view = build_view(many_articles, axis)
    figures = (*view.framing.figures, *view.sourcing.figures, *view.readability.figures)
    assert len(view.framing.figures) > 2
    for figure in figures:
        inches = float(ET.fromstring(figure.chart.svg()).attrib["height"].removesuffix("pt")) / 72
        assert inches < 9.0


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, []), (5, [5]), (12, [12]), (13, [7, 6]), (30, [10, 10, 10])]
)
def test_lots_are_few_and_of_about_the_same_size(count, sizes):
    assert [len(lot) for lot in parted(list(range(count)), 12)] == sizes
