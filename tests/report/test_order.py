from __future__ import annotations

import csv
import io
from dataclasses import replace

from analysis.compare.order import find_order
from analysis.records import Comparison, Event, Fact, FactCell, Span
from analysis.report.keys import Index
from analysis.report.render import render_html
from analysis.report.sections.order import build_order
from analysis.report.tables import to_csv
from analysis.report.view import build_view


def ordered(comparison: Comparison) -> Comparison:
    first = comparison.analyses[0].article.id
    cells = {a.article.id: FactCell("absent") for a in comparison.analyses}
    cells[first] = FactCell("reported", spans=(Span(0, 20),))
    fact = Fact("harbour-0a1b2c", "A fact <of all>", "action", first, Span(0, 20), cells)
    orders = find_order(comparison.analyses, facts=[fact])
    return replace(comparison, facts=(fact,), order=orders)


def test_headline_and_lead_stand_side_by_side_with_links(comparison) -> None:
    told = ordered(comparison)
    view = build_order(told, Index(told.analyses))
    assert view is not None
    opening = view.openings[0]
    document = told.analyses[0].document
    assert opening.lead.startswith(told.order[0].lead.of(document.text)[:40])
    assert opening.lead_link is not None
    assert opening.lead_link.label.startswith("A")
    assert "no interval" in opening.lead_framing or "no side" in opening.lead_framing
    assert opening.facts[0][0] == "0%: A fact <of all>"


def test_a_voice_leads_to_its_words_and_a_missing_one_is_a_dash(comparison) -> None:
    told = ordered(comparison)
    view = build_order(told, Index(told.analyses))
    cells = [cell for row in view.table.rows for cell in row[1:]]
    assert any(cell.links and cell.text.endswith("%") for cell in cells)
    assert any(cell.text == "–" for cell in cells)


def test_the_section_is_in_the_page_and_escaped(comparison, axis) -> None:
    html = render_html(build_view(ordered(comparison), axis))
    assert '<section id="order">' in html
    assert "A fact <of all>" not in html


def test_without_an_order_there_is_no_section(comparison) -> None:
    bare = Comparison(Event(), comparison.analyses)
    assert build_order(bare, Index(bare.analyses)) is None


def test_the_table_has_a_row_for_each_thing(comparison) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(ordered(comparison))["order.csv"].decode())))
    assert {"lead", "fact"} <= {row["what"] for row in rows}
    assert all(0 <= float(row["place"]) <= 1 for row in rows)
