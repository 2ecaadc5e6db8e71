from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from analysis.records import (
    Comparison,
    DateMention,
    Event,
    EventMatch,
    Span,
    Timeline,
    TimelineDay,
)
from analysis.report.keys import Index
from analysis.report.render import render_html
from analysis.report.sections.timeline import build_timeline
from analysis.report.tables import to_csv
from analysis.report.view import build_view


@pytest.fixture
def dated(comparison) -> Comparison:
    first, second = [a.article.id for a in comparison.analyses][:2]
    day = DateMention(first, Span(0, 7), "2031-05-04", "2031-05-04", "stated")
    month = DateMention(first, Span(0, 7), "2031-05-01", "2031-05-31", "year")
    unplaced = DateMention(second, Span(0, 9), None, None, "relative")
    days = (TimelineDay("2031-05-04", (day,), (first,), told=("a-fact",)),)
    return replace(
        comparison,
        timeline=Timeline(days, (month, unplaced), (second,)),
        same_event=(
            EventMatch(first, "same", 0.5, second, "it has names in common"),
            EventMatch(second, "unknown", reason="it is too short"),
        ),
    )


def test_a_day_has_its_passages_and_what_came_out_on_it(dated) -> None:
    view = build_timeline(dated, Index(dated.analyses))
    (row,) = view.table.rows
    assert row[0].text == "Sun 4 May 2031"
    assert row[1].links[0].label == "A1"
    assert row[2].text == "A"
    assert row[3].text == "a-fact"


def test_what_cannot_be_placed_is_said(dated) -> None:
    view = build_timeline(dated, Index(dated.analyses))
    meanings = [row[1].text for row in view.other.rows]
    assert meanings[0] == "May 2031"
    assert meanings[1].startswith("cannot be placed")
    assert "B" in view.undated


def test_how_sure_it_is_that_it_is_one_event_has_its_reason(dated) -> None:
    view = build_timeline(dated, Index(dated.analyses))
    assert [row[1].text for row in view.same_event.rows] == ["the same event", "cannot be told"]
    assert view.same_event.notes[1][1] == "It is too short."


def test_the_section_is_in_the_page(dated, axis) -> None:
    html = render_html(build_view(dated, axis))
    assert '<section id="timeline">' in html
    assert "One event?" in html


def test_without_a_timeline_there_is_no_section(comparison) -> None:
    bare = Comparison(Event(), comparison.analyses)
    assert build_timeline(bare, Index(bare.analyses)) is None


def test_tables_have_days_dates_and_levels(dated) -> None:
    tables = to_csv(dated)
    rows = list(csv.DictReader(io.StringIO(tables["dates.csv"].decode())))
    assert [row["first"] for row in rows] == ["2031-05-04", "2031-05-01", ""]
    assert b"2031-05-04" in tables["timeline.csv"]
    assert b"unknown" in tables["same_event.csv"]
