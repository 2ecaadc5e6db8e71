"""The part on figures that disagree: what it says, what it links to, what it leaves out."""

from __future__ import annotations

import math
from dataclasses import replace

from analysis.records import Comparison, Conflict, ConflictValue, Event, Span
from analysis.report.export_conflicts import conflict_rows, describe_conflicts
from analysis.report.keys import Index
from analysis.report.sections.conflicts import build_conflicts


def value(comparison: Comparison, at: int, number: float, *, stance: str = "") -> ConflictValue:
    document = comparison.analyses[at].document
    span = Span(document.sentences[-1].span.start, document.sentences[-1].span.start + 4)
    return ConflictValue(
        document.article.id, span, number, "people", span.of(document.text), stance=stance
    )


def conflict(comparison: Comparison, low: float = 20.0, high: float = 80.0) -> Conflict:
    values = (value(comparison, 0, low), value(comparison, 1, high))
    return Conflict("figure", "People arrested", values, "unexplained", "Unexplained.")


def view(comparison: Comparison, *conflicts: Conflict):
    changed = replace(comparison, conflicts=conflicts)
    return build_conflicts(changed, Index(changed.analyses))


def test_nothing_found_is_said(comparison):
    part = view(comparison)
    assert "No figures were found that disagree" in part.summary
    assert part.figure is None
    assert part.table is None
    assert part.figures == ()


def test_every_value_stands_with_its_passage_and_its_link(comparison):
    part = view(comparison, conflict(comparison))
    (shown,) = part.figures
    assert [side.link.label[0] for side in shown.values] == ["A", "B"]
    for side in shown.values:
        assert [piece.text for piece in side.pieces if piece.mark == "common"] == [side.value]
    assert part.table.rows[0][0].text == "People arrested"
    assert [link.label[0] for link in part.table.rows[0][3].links] == ["A", "B"]


def test_the_picture_has_a_line_from_nought_for_each_figure(comparison):
    (line,) = view(comparison, conflict(comparison)).figure.chart.lines
    assert [(point.share, point.words) for point in line.points] == [(0.25, "A 20"), (1.0, "B 80")]
    assert b"<svg" in view(comparison, conflict(comparison)).figure.chart.svg()


def test_a_verdict_is_shown_by_its_side_and_not_drawn(comparison):
    sides = (
        value(comparison, 0, math.nan, stance="approving"),
        value(comparison, 1, math.nan, stance="condemning"),
    )
    clash = Conflict("verdict", "Harbour Council", sides, "unexplained", "At odds.")
    part = view(comparison, clash)
    assert part.figure is None
    assert [side.value for side in part.verdicts[0].values] == ["approving", "condemning"]
    assert part.summary.endswith("One verdict that clashes.")


def test_more_disagreements_than_fit_are_counted(comparison):
    part = view(comparison, *[conflict(comparison)] * 15)
    assert len(part.figures) == 12
    assert part.rest.startswith("3 further disagreements")


def test_one_article_has_no_such_part(comparison):
    alone = Comparison(Event(), comparison.analyses[:1])
    assert build_conflicts(alone, Index(alone.analyses)) is None


def test_rows_and_descriptions_carry_every_value(comparison):
    changed = replace(comparison, conflicts=(conflict(comparison),))
    (described,) = describe_conflicts(changed)
    assert [side["value"] for side in described["values"]] == [20.0, 80.0]
    assert [(row["conflict"], row["value"]) for row in conflict_rows(changed)] == [
        (1, 20.0),
        (1, 80.0),
    ]
