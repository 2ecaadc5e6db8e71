"""Framing: the scores on the axis, which of them can be told apart, and what moved each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.records import (
    Analysis,
    Comparison,
    Difference,
    Estimate,
    Evidence,
    FramingResult,
    SegmentScore,
    Sentence,
)
from analysis.report.cells import estimate_cell, score
from analysis.report.charts.framing import (
    CourseChart,
    CourseRow,
    Pull,
    ScoreChart,
    ScoreGroup,
    ScoreRow,
    Shape,
)
from analysis.report.keys import Index, Key
from analysis.report.parts import Cell, Column, Figure, Link, Notes, Piece, Table
from analysis.report.wording import (
    between,
    interval,
    listing,
    number,
    percent,
    plural,
    shorten,
    signed,
    small,
)

if TYPE_CHECKING:
    from analysis.axes.schema import Axis

UP, DOWN, LEVEL = "▲", "▼", "■"
_PER_CHART = 12
_MOVED, _MOVED_OF_MANY, _MANY = 6, 3, 10
_ALL_PAIRS = 15
_REASON, _SENTENCE = 90, 600
_VIEWS = {"lexicon": "word list", "linear": "sentence model"}


@dataclass(frozen=True, slots=True)
class PoleView:
    """One end of the axis in words."""

    sign: str
    name: str
    explanation: str


@dataclass(frozen=True, slots=True)
class MovedView:
    """A sentence that moved a score: where, its words, which way, how much and through what."""

    link: Link
    pieces: tuple[Piece, ...]
    symbol: str
    direction: str
    facts: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MovedGroup:
    """The sentences of one article, or why there are none."""

    key: Key
    summary: str
    sentences: tuple[MovedView, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class FramingView:
    """The framing part of the report."""

    poles: tuple[PoleView, PoleView]
    subject: str
    figures: tuple[Figure, ...]
    values: Table
    pairs: Table | None
    pairs_summary: str
    moved: tuple[MovedGroup, ...]


def build_framing(comparison: Comparison, index: Index, axis: Axis) -> FramingView | None:
    """The framing part; None when no article has a framing result."""
    results = [_result(analysis) for analysis in comparison.analyses]
    if not any(results):
        return None
    pairs = [
        difference
        for difference in comparison.differences
        if difference.feature == "framing" and difference.measure == "score"
    ]
    return FramingView(
        poles=(
            PoleView("−1", axis.negative.name, axis.negative.explanation),
            PoleView("+1", axis.positive.name, axis.positive.explanation),
        ),
        subject=axis.subject,
        figures=(*_score_figures(results, index, axis), *_course_figures(results, comparison, index, axis)),
        values=_values(results, index),
        pairs=_pairs(pairs, index, axis),
        pairs_summary=_pairs_summary(pairs),
        moved=tuple(
            _moved(analysis, result, index, key, axis, many=len(results) > _MANY)
            for analysis, result, key in zip(comparison.analyses, results, index.keys, strict=True)
        ),
    )


def _result(analysis: Analysis) -> FramingResult | None:
    result = analysis.results.get("framing")
    return result if isinstance(result, FramingResult) else None


# --- charts ---------------------------------------------------------------------------------------


def _score_figures(
    results: Sequence[FramingResult | None], index: Index, axis: Axis
) -> Iterable[Figure]:
    groups = [
        ScoreGroup(key.label, _score_rows(result))
        for key, result in zip(index.keys, results, strict=True)
    ]
    lots = [groups[start : start + _PER_CHART] for start in range(0, len(groups), _PER_CHART)]
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
        reason = shorten(estimate.note or "not measured", _REASON).rstrip(".")
        return ScoreRow(name, shape, math.nan, math.nan, math.nan, f"no score: {reason}")
    limits = between(score(estimate.low), score(estimate.high))
    words = score(estimate.value) + (f" ({limits})" if limits else "")
    return ScoreRow(name, shape, estimate.value, estimate.low, estimate.high, words)


def _score_alt(groups: Sequence[ScoreGroup], axis: Axis) -> str:
    lines = [
        f"{group.label.letter}: "
        + ", ".join(f"{row.name} {row.words}" for row in group.rows[:3])
        for group in groups
    ]
    return (
        f"Scores from −1, {axis.negative.name}, to +1, {axis.positive.name}. " + "; ".join(lines) + "."
    )


def _course_figures(
    results: Sequence[FramingResult | None],
    comparison: Comparison,
    index: Index,
    axis: Axis,
) -> Iterable[Figure]:
    rows = []
    for analysis, result, key in zip(comparison.analyses, results, index.keys, strict=True):
        if result is not None and result.overall.known:
            rows.append(CourseRow(key.label, tuple(_pulls(analysis, result))))
    span = max((abs(pull.pull) for row in rows for pull in row.pulls), default=0.0)
    if not span:
        return
    lots = [rows[start : start + _PER_CHART] for start in range(0, len(rows), _PER_CHART)]
    for number_, lot in enumerate(lots):
        yield Figure(
            id=f"figure-course-{number_ + 1}",
            title="Where in each article the score comes from: every sentence part from the "
            "first word to the last, its height the score times how much it is about the axis",
            alt="; ".join(_course_alt(row, axis) for row in lot) + ".",
            chart=CourseChart(tuple(lot), axis.positive.name, axis.negative.name, span),
            note="One scale for all articles. Sentence parts that say nothing about the axis "
            "leave the line empty.",
        )


def _pulls(analysis: Analysis, result: FramingResult) -> Iterable[Pull]:
    length = max(len(analysis.article.text), 1)
    for segment in result.segments:
        pull = segment.score * segment.relevance
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


# --- tables ---------------------------------------------------------------------------------------


def _values(results: Sequence[FramingResult | None], index: Index) -> Table:
    notes = Notes()
    rows = []
    for key, result in zip(index.keys, results, strict=True):
        measures = result.measures if result else {}
        cells = [
            estimate_cell(
                measures.get(name) or Estimate.unknown("No framing result for this article."),
                notes,
                form=score,
                interval=True,
                n=True,
            )
            for name in ("score", "narrator", "quoted", "headline")
        ]
        rows.append((Cell(key.name, foreign=True), *cells))
    return Table(
        caption="The scores in numbers: value, interval, and n, the number of sentence parts that "
        "speak about the axis.",
        columns=(
            Column("Article"),
            Column("Whole article", numeric=True),
            Column("Narrator", numeric=True),
            Column("Quoted words", numeric=True),
            Column("Headline", numeric=True),
        ),
        rows=tuple(rows),
        notes=notes.listed(),
    )


def _pairs(pairs: Sequence[Difference], index: Index, axis: Axis) -> Table | None:
    shown = [
        pair for pair in pairs if pair.comparable and (pair.distinguishable or len(pairs) <= _ALL_PAIRS)
    ]
    if not shown:
        return None
    shown.sort(key=lambda pair: -abs(pair.estimate.value))
    return Table(
        caption="Which pairs can be told apart: the difference of the two scores, the larger "
        "differences first.",
        columns=(
            Column("Pair"),
            Column("Difference", numeric=True),
            Column("Interval", numeric=True),
            Column("What can be said"),
        ),
        rows=tuple(_pair_row(pair, index, axis) for pair in shown),
    )


def _pair_row(pair: Difference, index: Index, axis: Axis) -> tuple[Cell, ...]:
    a, b = index.key(pair.a), index.key(pair.b)
    verdict = "not distinguishable"
    if pair.distinguishable:
        higher, lower = (a, b) if pair.estimate.value > 0 else (b, a)
        verdict = f"{higher.letter} is nearer to {axis.positive.name} than {lower.letter}"
    return (
        Cell(f"{a.letter} and {b.letter}"),
        Cell(signed(pair.estimate.value)),
        Cell(interval(pair.estimate, sign=True)),
        Cell(verdict),
    )


def _pairs_summary(pairs: Sequence[Difference]) -> str:
    if not pairs:
        return ""
    apart = sum(pair.distinguishable for pair in pairs)
    unknown = sum(not pair.comparable for pair in pairs)
    total = plural(len(pairs), "pair")
    if not apart:
        first = f"Of {total} of articles none can be told apart: all are not distinguishable."
        if len(pairs) == 1:
            first = "The two articles are not distinguishable on this axis."
    else:
        first = (
            f"Of {total} of articles {small(apart)} can be told apart; the others are not "
            "distinguishable."
            if apart < len(pairs)
            else f"All {total} of articles can be told apart."
        )
    if unknown:
        first += f" In {plural(unknown, 'pair')} one side has no score."
    return (
        f"{first} Not distinguishable means that the intervals do not separate: on this evidence "
        "nobody should say that one article is more favourable than the other."
    )


# --- the sentences --------------------------------------------------------------------------------


def _moved(
    analysis: Analysis,
    result: FramingResult | None,
    index: Index,
    key: Key,
    axis: Axis,
    *,
    many: bool,
) -> MovedGroup:
    if result is None:
        return MovedGroup(key, "No framing result for this article.", (), "")
    chosen = choose_moved(result, _MOVED_OF_MANY if many else _MOVED)
    total = sum(abs(segment.score * segment.relevance) for segment in result.segments)
    overall = result.overall
    summary = (
        f"Score {score(overall.value)}" + (f", {limits}" if (limits := interval(overall, sign=True)) else "")
        if overall.known
        else f"No score: {overall.note or 'not measured'}"
    )
    left_out = len(result.moved) - len(chosen)
    return MovedGroup(
        key=key,
        summary=summary,
        sentences=tuple(
            _moved_view(analysis, result.segments[place], total, index, axis) for place in chosen
        ),
        rest=f"{plural(left_out, 'further sentence part')} with less pull: marked in the article's "
        "text at the end, listed in the JSON."
        if left_out > 0
        else "",
    )


def choose_moved(result: FramingResult, limit: int) -> tuple[int, ...]:
    """The indices of `moved` to print: the strongest, but half of the room for each direction."""
    up = [place for place in result.moved if result.segments[place].score > 0]
    down = [place for place in result.moved if result.segments[place].score <= 0]
    half = limit // 2
    n_up = min(len(up), max(half, limit - len(down)))
    chosen = set(up[:n_up]) | set(down[: limit - n_up])
    return tuple(place for place in result.moved if place in chosen)


def _moved_view(
    analysis: Analysis, segment: SegmentScore, total: float, index: Index, axis: Axis
) -> MovedView:
    pull = segment.score * segment.relevance
    symbol, direction = direction_words(pull, axis)
    facts = [f"{segment.voice} voice", f"score {score(segment.score)}"]
    if segment.role != "body":
        facts[0] = f"{segment.role}, {facts[0]}"
    if total:
        facts.append(f"{percent(abs(pull) / total)} of all pull in the article")
    facts.extend(
        f"{_VIEWS.get(name, name)} {score(value)}" for name, value in sorted(segment.views.items())
    )
    return MovedView(
        link=index.link(analysis.article.id, segment.span),
        pieces=_sentence_pieces(analysis, segment),
        symbol=symbol,
        direction=direction,
        facts=tuple(facts),
        words=tuple(_fired(analysis, segment.evidence, axis)),
    )


def direction_words(pull: float, axis: Axis) -> tuple[str, str]:
    """Symbol and words for the direction of a pull: never the colour alone."""
    if pull > 0:
        return UP, axis.positive.name
    if pull < 0:
        return DOWN, axis.negative.name
    return LEVEL, "neither way"


def _sentence_pieces(analysis: Analysis, segment: SegmentScore) -> tuple[Piece, ...]:
    """The whole sentence, what is outside the segment set back, the words that fired marked."""
    text = analysis.article.text
    sentences: Sequence[Sentence] = analysis.document.sentences
    inside = 0 <= segment.sentence < len(sentences)
    start, end = sentences[segment.sentence].span if inside else segment.span
    start, end = min(start, segment.span.start), max(end, segment.span.end)
    pieces = [Piece(text[start : segment.span.start], "outside")]
    at = segment.span.start
    for item in sorted(segment.evidence, key=lambda item: item.span):
        if item.span.start < at or item.span.end > segment.span.end or not item.effect:
            continue
        pieces.append(Piece(text[at : item.span.start]))
        pieces.append(Piece(item.span.of(text), "for" if item.effect > 0 else "against"))
        at = item.span.end
    pieces.append(Piece(text[at : segment.span.end]))
    pieces.append(Piece(text[segment.span.end : end], "outside"))
    return _limited([piece for piece in pieces if piece.text], _SENTENCE)


def _limited(pieces: Sequence[Piece], limit: int) -> tuple[Piece, ...]:
    """Pieces up to `limit` characters in all; a sentence that long is a list without stops."""
    kept: list[Piece] = []
    for piece in pieces:
        if len(piece.text) > limit:
            kept.append(Piece(shorten(piece.text, max(limit, 2)), piece.mark))
            break
        kept.append(piece)
        limit -= len(piece.text)
    return tuple(kept)


def _fired(analysis: Analysis, evidence: Sequence[Evidence], axis: Axis) -> Iterable[str]:
    for item in sorted(evidence, key=lambda item: (item.span, item.label)):
        facet = axis.facets.get(item.facet)
        words = shorten(item.span.of(analysis.article.text), 60)
        names = listing([name for name in (facet.name if facet else item.facet,) if name])
        rule = f" ({item.label})" if item.label and item.label.casefold() != words.casefold() else ""
        symbol = UP if item.effect > 0 else DOWN if item.effect < 0 else LEVEL
        yield f"{symbol} “{words}”{rule}" + (f": {names}" if names else "")
