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
    plural,
    shorten,
    signed,
    small,
)

if TYPE_CHECKING:
    from analysis.axes.schema import Axis

UP, DOWN, LEVEL = "▲", "▼", "■"
_PER_CHART = 12
_MOVED, _MOVED_OF_MANY, _MANY = 8, 4, 10
_ALL_PAIRS = 15
_REASON, _SENTENCE = 78, 600
_VIEWS = {"lexicon": "word list", "words": "word model", "linear": "word model"}
# Between the words of a lexicon entry and the rules that changed their effect.
_STEP = " ⟂ "


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
    fired: tuple[str, ...]
    """Entries of the word list with their facet, and words that moved the statistical view."""


@dataclass(frozen=True, slots=True)
class MovedGroup:
    """The sentences of one article, or why there are none."""

    key: Key
    summary: str
    sentences: tuple[MovedView, ...]


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
        figures=(
            *_score_figures(results, index, axis),
            *_course_figures(results, comparison, index, axis),
        ),
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
            title="Where in each article the score comes from: every sentence part from the first "
            "word to the last, its height the score times how much it is about the axis; "
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
        pair
        for pair in pairs
        if pair.comparable and (pair.distinguishable or len(pairs) <= _ALL_PAIRS)
    ]
    if not shown:
        return None
    shown.sort(key=lambda pair: -abs(pair.estimate.value))
    return Table(
        caption="Which pairs can be told apart: the difference of the two scores, the larger "
        "differences first.",
        columns=(
            Column("Pair", width=16),
            Column("Difference", numeric=True, width=14),
            Column("Interval", numeric=True, width=22),
            Column("What can be said", width=48),
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
        return MovedGroup(key, "No framing result for this article.", ())
    chosen = choose_moved(result, _MOVED_OF_MANY if many else _MOVED)
    total = sum(segment.relevance for segment in result.segments if segment.role != "headline")
    overall = result.overall
    summary = (
        f"Score {score(overall.value)}"
        + (f", {limits}" if (limits := interval(overall, sign=True)) else "")
        if overall.known
        else f"No score: {overall.note or 'not measured'}"
    )
    return MovedGroup(
        key=key,
        summary=f"{summary}{_strongest(result, len(chosen))}",
        sentences=tuple(
            _moved_view(analysis, result.segments[place], total, index, axis) for place in chosen
        ),
    )


def _strongest(result: FramingResult, n_shown: int) -> str:
    """How many of the sentence parts with a pull are printed, in words."""
    n_pulling = sum(bool(segment.score * segment.relevance) for segment in result.segments)
    if not n_shown or n_pulling <= n_shown:
        return ""
    return f"; the strongest {number(n_shown)} of {plural(n_pulling, 'sentence part')}"


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
    if total and segment.role != "headline":
        facts.append(f"adds {score(pull / total)} to the article's score")
    facts.extend(
        f"{_VIEWS.get(name, name)} {score(value)}" for name, value in sorted(segment.views.items())
    )
    return MovedView(
        link=index.link(analysis.article.id, segment.span),
        pieces=_sentence_pieces(analysis, segment, axis),
        symbol=symbol,
        direction=direction,
        facts=tuple(facts),
        fired=(*_entries(segment.evidence, axis), *_model_words(segment.evidence, axis)),
    )


def direction_words(pull: float, axis: Axis) -> tuple[str, str]:
    """Symbol and words for the direction of a pull: never the colour alone."""
    if pull > 0:
        return UP, axis.positive.name
    if pull < 0:
        return DOWN, axis.negative.name
    return LEVEL, "neither way"


def _sentence_pieces(analysis: Analysis, segment: SegmentScore, axis: Axis) -> tuple[Piece, ...]:
    """The whole sentence, what is outside the segment set back, entries that fired marked."""
    text = analysis.article.text
    sentences: Sequence[Sentence] = analysis.document.sentences
    inside = 0 <= segment.sentence < len(sentences)
    start, end = sentences[segment.sentence].span if inside else segment.span
    start, end = min(start, segment.span.start), max(end, segment.span.end)
    pieces = [Piece(text[start : segment.span.start], "outside")]
    at = segment.span.start
    fired = [item for item in segment.evidence if item.effect and item.facet in axis.facets]
    for item in sorted(fired, key=lambda item: item.span):
        if item.span.start < at or item.span.end > segment.span.end:
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


def _entries(evidence: Sequence[Evidence], axis: Axis) -> Iterable[str]:
    """The entries of the word list: direction, words, the rules that changed them, facet."""
    for item in evidence:
        facet = axis.facets.get(item.facet)
        if facet is None:
            continue
        words, *rules = item.label.split(_STEP)
        changed = f" changed by {listing([_rule(rule) for rule in rules])}" if rules else ""
        yield f"{_symbol(item.effect)} {shorten(words, 60)}{changed}: {facet.name}"


def _model_words(evidence: Sequence[Evidence], axis: Axis) -> Iterable[str]:
    words = [
        f"{_symbol(item.effect)} {shorten(item.label, 40)}"
        for item in evidence
        if item.facet not in axis.facets
    ]
    if words:
        yield f"word model: {', '.join(words)}"


def _rule(label: str) -> str:
    """A rule with the word that called it up in quotation marks: “not” (negation)."""
    word, bracket, kind = label.partition(" (")
    return shorten(f"“{word}” ({kind}" if bracket else label, 50)


def _symbol(effect: float) -> str:
    return UP if effect > 0 else DOWN if effect < 0 else LEVEL
