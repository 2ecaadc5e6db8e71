from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from analysis.records import Comparison, Event, Fact, FactCell, Omission, Span
from analysis.report.export import to_json
from analysis.report.keys import Index
from analysis.report.render import render_html
from analysis.report.sections.facts import build_facts
from analysis.report.tables import to_csv
from analysis.report.view import build_view


@pytest.fixture
def told(comparison) -> Comparison:
    """The harbour articles with one fact: the first reports it, the second lacks it."""
    first, second, *rest = [a.article.id for a in comparison.analyses]
    cells = {
        first: FactCell("reported", value="two of <three>", spans=(Span(0, 20),)),
        second: FactCell("absent"),
    }
    cells |= {
        name: FactCell("not_yet_known", guessed=True, note="published too early") for name in rest
    }
    span = Span(0, 20)
    fact = Fact("harbour-0a1b2c", "A fact <of all>", "figure", first, span, cells, sure=False)
    return replace(comparison, facts=(fact,), omissions=(Omission(second, fact.id, 1, 1),))


def test_every_state_has_its_cell(told):
    view = build_facts(told, Index(told.analyses))
    assert view is not None
    (row,) = view.matrix.rows
    assert row[0].text == "A fact <of all>"
    assert (row[0].detail, row[0].mark) == ("harbour-0a1b2c", "a")
    assert row[1].links[0].label == "A1"
    assert row[1].detail == "two of <three>"
    assert row[2].text == "–"
    assert all(cell.text == "not yet" and cell.mark == "b" for cell in row[3:])


def test_what_one_leaves_out_leads_to_a_passage_of_another(told):
    view = build_facts(told, Index(told.analyses))
    (left_out,) = view.left_out
    assert left_out.name.startswith("B ")
    ((text, link),) = left_out.items
    assert text.startswith("A fact <of all>")
    assert link.label == "A1"


def test_the_section_is_in_the_page_and_escaped(told, axis):
    html = render_html(build_view(told, axis))
    assert '<section id="facts">' in html
    assert "A fact &lt;of all&gt;" in html
    assert "<three>" not in html


def test_one_article_has_no_such_section(told):
    alone = Comparison(Event(), told.analyses[:1])
    assert build_facts(alone, Index(alone.analyses)) is None


def test_no_facts_are_said_to_be_none(comparison):
    bare = replace(comparison, facts=(), omissions=())
    view = build_facts(bare, Index(bare.analyses))
    assert view.matrix is None
    assert view.summary.startswith("No statement was found")


def test_json_and_csv_have_every_cell(told):
    (fact,) = json.loads(to_json(told))["comparison"]["facts"]
    first, second = [a.article.id for a in told.analyses][:2]
    assert fact["cells"][first] == {
        "state": "reported",
        "value": "two of <three>",
        "spans": [{"start": 0, "end": 20}],
        "guessed": False,
        "note": None,
    }
    assert fact["cells"][second]["state"] == "absent"
    rows = list(csv.DictReader(io.StringIO(to_csv(told)["facts.csv"].decode())))
    assert [row["article"] for row in rows] == [a.article.id for a in told.analyses]
    assert rows[0]["text"] == told.analyses[0].document.text[:20]
