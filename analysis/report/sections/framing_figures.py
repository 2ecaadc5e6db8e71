"""The framing charts in words and numbers: the scores, and where in an article they come from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from analysis.records import Analysis, Comparison, Estimate, FramingResult
from analysis.report.cells import score
from analysis.report.charts.framing import (
    CourseChart,
    CourseRow,
    Pull,
    ScoreChart,
    ScoreGroup,
    ScoreRow,
    Shape,
)
from analysis.report.keys import Index
from analysis.report.parts import Figure, parted
from analysis.report.wording import between, number, plural, shorten

if TYPE_CHECKING:
    from analysis.axes.schema import Axis

_PER_CHART = 12
_REASON = 78


def score_figures(
    results: Sequence[FramingResult | None], index: Index, axis: Axis
) -> Iterable[Figure]:
    """The score charts: one, or one for every twelve articles."""
    groups = [
        ScoreGroup(key.label, _score_rows(result))
        for key, result in zip(index.keys, results, strict=True)
    ]
    lots = parted(groups, _PER_CHART)
    for number_, lot in enumerate(lots):
        part = f", part {number_ + 1} of {len(lots)}" if len(lots) > 1 else ""
        yield Figure(
            id=f"figure-framing-{number_ + 1}",
            title=f"Framing score of each article on the axis from −1 ({axis.negative.name}) to "
            f"+1 ({axis.positive.name}), with interval{part}; {_n_words(results)}",
            alt=_score_alt(lot, axis),
            chart=ScoreChart(
                tuple(lot), axis.negative.name, axis.positive.name, "score (interval)"
            ),
            note=_interval_note(results),
        )


def _n_words(results: Sequence[FramingResult | None]) -> str:
    counts = [result.overall.n for result in results if result and result.overall.known]
    if not counts:
        return "no article has a score"
    low, high = min(counts), max(counts)
    each = "each" if len(counts) > 1 else ""
    span = number(low) if low == high else f"{number(low)} to {number(high)}"
    return f"from {span} sentence parts {each}".rstrip()


def _interval_note(results: Sequence[FramingResult | None]) -> str:
    methods = dict.fromkeys(
        result.overall.method for result in results if result and result.overall.method
    )
    shapes = (
        "Diamond: whole article; circle: narrator; square: quoted words; triangle: headline. The "
        "line is the interval."
    )
    return " ".join([shapes, *(f"Method: {method}." for method in methods)]).replace("..", ".")


def _score_rows(result: FramingResult | None) -> tuple[ScoreRow, ...]:
    if result is None:
        return (_score_row("whole article", "all", Estimate.unknown("not measured")),)
    rows = [_score_row("whole article", "all", result.overall)]
    for voice, name in (("narrator", "narrator"), ("quoted", "quoted")):
        estimate = result.measures.get(voice) or Estimate.unknown("not measured")
        rows.append(_score_row(name, "narrator" if voice == "narrator" else "quoted", estimate))
    if result.headline.known:
        rows.append(_score_row("headline", "headline", result.headline))
    return tuple(rows)


def _score_row(name: str, shape: Shape, estimate: Estimate) -> ScoreRow:
    if not estimate.known:
        note = estimate.note or "not measured"
        reason = shorten(note[:1].lower() + note[1:], _REASON).rstrip(".")
        return ScoreRow(name, shape, math.nan, math.nan, math.nan, f"no score: {reason}")
    limits = between(score(estimate.low), score(estimate.high))
    words = score(estimate.value) + (f" ({limits})" if limits else "")
    return ScoreRow(name, shape, estimate.value, estimate.low, estimate.high, words)


def _score_alt(groups: Sequence[ScoreGroup], axis: Axis) -> str:
    lines = [
        f"{group.label.letter}: " + ", ".join(f"{row.name} {row.words}" for row in group.rows[:3])
        for group in groups
    ]
    return (
        f"Scores from −1, {axis.negative.name}, to +1, {axis.positive.name}. "
        + "; ".join(lines)
        + "."
    )


def course_figures(
    results: Sequence[FramingResult | None],
    comparison: Comparison,
    index: Index,
    axis: Axis,
) -> Iterable[Figure]:
    """The charts of the course of each scored article; none where nothing pulls."""
    rows = []
    for analysis, result, key in zip(comparison.analyses, results, index.keys, strict=True):
        if result is not None and result.overall.known:
            rows.append(CourseRow(key.label, tuple(_pulls(analysis, result))))
    span = max((abs(pull.pull) for row in rows for pull in row.pulls), default=0.0)
    if not span:
        return
    lots = parted(rows, _PER_CHART)
    for number_, lot in enumerate(lots):
        yield Figure(
            id=f"figure-course-{number_ + 1}",
            title="Where in each article the score comes from: every sentence part from the first "
            "word to the last, its height its score (a part of a sentence: by its share of it); "
            f"{_n_pulls(rows)}",
            alt="; ".join(_course_alt(row, axis) for row in lot) + ".",
            chart=CourseChart(tuple(lot), axis.positive.name, axis.negative.name, span),
            note="One scale for all articles. Single sentence parts have no interval; those that "
            "say nothing about the axis leave the line empty.",
        )


def _n_pulls(rows: Sequence[CourseRow]) -> str:
    counts = [len(row.pulls) for row in rows]
    low, high = min(counts), max(counts)
    return f"n = {number(low)}" + (f" to {number(high)} parts each" if high > low else " parts")


def _pulls(analysis: Analysis, result: FramingResult) -> Iterable[Pull]:
    length = max(len(analysis.article.text), 1)
    for segment in result.segments:
        pull = segment.score * segment.share
        if pull:
            start, end = segment.span
            yield Pull(start / length, (end - start) / length, pull, segment.voice == "quoted")


def _course_alt(row: CourseRow, axis: Axis) -> str:
    up = sum(pull.pull > 0 for pull in row.pulls)
    down = sum(pull.pull < 0 for pull in row.pulls)
    return (
        f"{row.label.letter}: {plural(up, 'part')} toward {axis.positive.name}, "
        f"{number(down)} toward {axis.negative.name}"
    )
