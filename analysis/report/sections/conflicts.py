"""Figures that disagree and verdicts that clash, side by side with passage and attribution."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.records import Comparison, Conflict, ConflictReason, ConflictValue, Span
from analysis.report.charts.conflicts import ConflictChart, Line, Point
from analysis.report.keys import Index
from analysis.report.parts import Cell, Column, Figure, Link, Piece, Table
from analysis.report.wording import ELLIPSIS, listing, number, plural, shorten, small

_SHOWN, _VALUES = 12, 8
_LINES, _POINTS = 9, 7
_LONGEST = 330
"""Characters of a sentence that are printed around a figure."""
_REASONS: dict[ConflictReason, str] = {
    "exit_poll_official": "poll and count",
    "preliminary_final": "preliminary and final",
    "different_source": "different source",
    "different_day": "different day",
    "different_population": "different people or place",
    "unexplained": "unexplained",
}


@dataclass(frozen=True, slots=True)
class ValueView:
    """One side: article, the value as written, who gave it, what sets it apart, the passage."""

    article: str
    link: Link
    value: str
    attribution: str
    note: str
    pieces: tuple[Piece, ...]
    language: str


@dataclass(frozen=True, slots=True)
class ConflictView:
    """One disagreement with its sides."""

    title: str
    reason: str
    explanation: str
    values: tuple[ValueView, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class ConflictsView:
    """The part on disagreements: `summary` says what was found, also where it is nothing."""

    summary: str
    figure: Figure | None
    table: Table | None
    figures: tuple[ConflictView, ...]
    verdicts: tuple[ConflictView, ...]
    rest: str


def build_conflicts(comparison: Comparison, index: Index) -> ConflictsView | None:
    """The part on disagreements; None with fewer than two articles."""
    if len(comparison.analyses) < 2:
        return None
    figures = [conflict for conflict in comparison.conflicts if conflict.kind == "figure"]
    verdicts = [conflict for conflict in comparison.conflicts if conflict.kind == "verdict"]
    left_out = max(0, len(figures) - _SHOWN) + max(0, len(verdicts) - _SHOWN)
    return ConflictsView(
        summary=_summary(figures, verdicts),
        figure=_figure(figures, index),
        table=_table(figures[:_SHOWN], index) if figures else None,
        figures=tuple(_view(conflict, index) for conflict in figures[:_SHOWN]),
        verdicts=tuple(_view(conflict, index) for conflict in verdicts[:_SHOWN]),
        rest=f"{plural(left_out, 'further disagreement')} not printed here: all in the JSON."
        if left_out
        else "",
    )


def _summary(figures: Sequence[Conflict], verdicts: Sequence[Conflict]) -> str:
    if not figures and not verdicts:
        return (
            "No figures were found that disagree, and no body that approves in one article and "
            "condemns in another."
        )
    parts = []
    if figures:
        unexplained = sum(conflict.reason == "unexplained" for conflict in figures)
        said = f"{small(len(figures))} {'disagreement' if len(figures) == 1 else 'disagreements'}"
        said += " about figures"
        if unexplained:
            said += f", {small(unexplained)} of which the texts do not explain"
        parts.append(said)
    if verdicts:
        n = len(verdicts)
        parts.append(f"{small(n)} {'verdict that clashes' if n == 1 else 'verdicts that clash'}")
    said = listing(parts)
    return f"{said[:1].upper()}{said[1:]}."


def _figure(conflicts: Sequence[Conflict], index: Index) -> Figure | None:
    """A line for every figure that disagrees, with its values; None where there is none."""
    by_fact: dict[tuple[str, str], dict[float, list[str]]] = {}
    for conflict in conflicts:
        for value in conflict.values:
            values = by_fact.setdefault((conflict.fact, _scale(value.unit)), {})
            letters = values.setdefault(value.value, [])
            letter = index.key(value.article).letter
            if letter not in letters:
                letters.append(letter)
    lines = [
        line
        for (fact, unit), values in list(by_fact.items())[:_LINES]
        if (line := _line(fact, unit, values)) is not None
    ]
    if not lines:
        return None
    return Figure(
        id="figure-conflicts",
        title="How far apart the figures lie: every line runs from nought to the largest value "
        "that an article gives for it; a letter is an article",
        alt="; ".join(
            f"{line.name}: {listing([point.words for point in line.points])}" for line in lines
        )
        + ".",
        chart=ConflictChart(tuple(lines)),
        note="Values as the articles give them, without intervals; of a range its lower end, of a "
        "share the percentage.",
    )


def _scale(unit: str) -> str:
    """The unit of a line: people and things are counted alike."""
    return "" if unit == "people" else unit


def _line(fact: str, unit: str, values: Mapping[float, Sequence[str]]) -> Line | None:
    """The line of one figure; None where its values have no common scale from nought."""
    largest = max(values)
    if min(values) < 0 or not 0 < largest < math.inf:
        return None
    points = [
        Point(value / largest, f"{_listed(sorted(letters))} {_short(value, unit)}")
        for value, letters in sorted(values.items())[:_POINTS]
    ]
    return Line(shorten(fact, 34), tuple(points))


def _listed(letters: Sequence[str]) -> str:
    return ", ".join(letters[:4]) + (f", {ELLIPSIS}" if len(letters) > 4 else "")


def _short(value: float, unit: str) -> str:
    """A value with as many digits as it has, millions in words, a per cent sign."""
    if value >= 1e6:
        return f"{number(value / 1e6, 0 if value % 1e6 == 0 else 1)}m"
    digits = next((n for n in (0, 1, 2) if abs(value - round(value, n)) < 1e-6), 1)
    return number(value, digits) + ("%" if unit == "%" else "")


def _table(conflicts: Sequence[Conflict], index: Index) -> Table:
    rows = []
    for conflict in conflicts:
        sides = []
        for article in dict.fromkeys(value.article for value in conflict.values):
            own = [value.text for value in conflict.values if value.article == article]
            sides.append(f"{index.key(article).letter}: {listing(list(dict.fromkeys(own)))}")
        shown = "; ".join(sides[:_VALUES]) + (f"; {ELLIPSIS}" if len(sides) > _VALUES else "")
        links = tuple(
            dict.fromkeys(index.link(value.article, value.span) for value in conflict.values)
        )
        rows.append(
            (
                Cell(conflict.fact, foreign=True),
                Cell(shown, foreign=True),
                Cell(_REASONS[conflict.reason]),
                Cell("", links=links[:_VALUES]),
            )
        )
    return Table(
        caption="What the articles give different figures for, with the values as written and why "
        "they may differ, as far as the texts say.",
        columns=(
            Column("Figure", width=24),
            Column("Values", width=40),
            Column("Why", width=20),
            Column("Where", width=16),
        ),
        rows=tuple(rows),
    )


def _view(conflict: Conflict, index: Index) -> ConflictView:
    more = len(conflict.values) - _VALUES
    return ConflictView(
        title=conflict.fact,
        reason=_REASONS[conflict.reason] if conflict.kind == "figure" else "",
        explanation=conflict.explanation,
        values=tuple(_value(value, index) for value in conflict.values[:_VALUES]),
        rest=f"and {plural(more, 'more value')}" if more > 0 else "",
    )


def _value(value: ConflictValue, index: Index) -> ValueView:
    key = index.key(value.article)
    return ValueView(
        article=key.name,
        link=index.link(value.article, value.span),
        value=value.stance or value.text,
        attribution=value.attribution,
        note=value.note,
        pieces=_passage(value, index),
        language=key.language,
    )


def _passage(value: ConflictValue, index: Index) -> tuple[Piece, ...]:
    """The sentence around a figure, the figure marked, long sentences cut on both sides."""
    document = index.document(value.article)
    place = index.sentence(value.article, value.span)
    whole = document.sentences[place].span if place is not None else value.span
    whole = Span(min(whole.start, value.span.start), max(whole.end, value.span.end))
    room = max(0, _LONGEST - (value.span.end - value.span.start)) // 2
    start, end = max(whole.start, value.span.start - room), min(whole.end, value.span.end + room)
    text = document.text
    if start > whole.start:
        start = text.find(" ", start, value.span.start) + 1 or start
    if end < whole.end:
        cut = text.rfind(" ", value.span.end, end)
        end = cut if cut > 0 else end
    pieces = (
        Piece((f"{ELLIPSIS} " if start > whole.start else "") + text[start : value.span.start]),
        Piece(value.span.of(text), "common"),
        Piece(text[value.span.end : end] + (f" {ELLIPSIS}" if end < whole.end else "")),
    )
    return tuple(piece for piece in pieces if piece.text)
