"""Framing: the scores on the axis, which of them can be told apart, and what moved each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.records import Analysis, Comparison, Difference, Estimate, FramingResult
from analysis.report.cells import estimate_cell, score
from analysis.report.keys import Index
from analysis.report.parts import Cell, Column, Figure, Notes, Table
from analysis.report.sections.differences import every_pair
from analysis.report.sections.framing_facets import FacetsView, build_facets
from analysis.report.sections.framing_figures import course_figures, score_figures
from analysis.report.sections.framing_pair import PairView, build_pair
from analysis.report.sections.framing_speakers import SpeakersView, build_speakers
from analysis.report.sections.framing_views import VIEWS
from analysis.report.sections.moved import MovedGroup, build_moved
from analysis.report.wording import DASH, interval, plural, signed, small

if TYPE_CHECKING:
    from analysis.axes.schema import Axis

_ALL_PAIRS = 15
_MANY = 10


@dataclass(frozen=True, slots=True)
class PoleView:
    """One end of the axis in words."""

    sign: str
    name: str
    explanation: str


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
    views: tuple[str, ...] = ()
    """The views that judged the sentences, by their names in the records."""
    facets: FacetsView | None = None
    speakers: SpeakersView | None = None
    pair: PairView | None = None
    has_choice: bool = False
    """Whether the choice of words is part of the scores."""


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
            *score_figures(results, index, axis),
            *course_figures(results, comparison, index, axis),
        ),
        values=_values(results, index),
        pairs=_pairs(pairs, index, axis),
        pairs_summary=_pairs_summary(pairs, every=every_pair(comparison)),
        moved=tuple(
            build_moved(analysis, result, index, key, axis, many=len(results) > _MANY)
            for analysis, result, key in zip(comparison.analyses, results, index.keys, strict=True)
        ),
        views=_views(results),
        has_choice=_has_choice(results),
        facets=build_facets(comparison.analyses, results, index, axis),
        speakers=build_speakers(comparison.analyses, results, index, axis),
        pair=build_pair(
            pairs,
            {
                analysis.article.id: (analysis, result)
                for analysis, result in zip(comparison.analyses, results, strict=True)
                if result is not None
            },
            index,
            axis,
        ),
    )


def _views(results: Sequence[FramingResult | None]) -> tuple[str, ...]:
    found = {name for result in results if result for s in result.segments for name in s.views}
    return tuple(name for name in VIEWS if name in found)


def _result(analysis: Analysis) -> FramingResult | None:
    result = analysis.results.get("framing")
    return result if isinstance(result, FramingResult) else None


def _has_choice(results: Sequence[FramingResult | None]) -> bool:
    return any(result is not None and result.word_choice is not None for result in results)


def _values(results: Sequence[FramingResult | None], index: Index) -> Table:
    notes = Notes()
    rows = []
    has_choice = _has_choice(results)
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
        if has_choice:
            choice = result.word_choice if result else None
            cells.insert(1, Cell(score(choice.value) if choice else DASH))
        rows.append((Cell(key.name, foreign=True), *cells))
    return Table(
        caption="The scores in numbers: value, interval, and n, the number of sentence parts that "
        "speak about the axis"
        + ("; of the whole article, what its choice of words adds." if has_choice else "."),
        columns=(
            Column("Article"),
            Column("Whole article", numeric=True),
            *([Column("Of it by words", numeric=True)] if has_choice else []),
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


def _pairs_summary(pairs: Sequence[Difference], *, every: bool = True) -> str:
    """What can be said of the pairs in sum; "" without pairs. `every`: all of them are listed."""
    if not every:
        return (
            "Of so many articles only some pairs are listed: for each article the nearest one "
            "below that it can be told apart from."
        )
    if not pairs:
        return ""
    comparable = sum(pair.comparable for pair in pairs)
    if not comparable:
        return "No two articles can be compared on this axis: at most one of them has a score."
    first = _told_apart(sum(pair.distinguishable for pair in pairs), comparable)
    unknown = len(pairs) - comparable
    if unknown:
        first += f" In {plural(unknown, 'further pair')} one side has no score."
    return (
        f"{first} Not distinguishable means that the intervals do not separate: on this evidence "
        "nobody should say that one article is more favourable than the other."
    )


def _told_apart(apart: int, comparable: int) -> str:
    if comparable == 1:
        verdict = "can be told apart" if apart else "are not distinguishable"
        return f"The two articles {verdict} on this axis."
    pairs = plural(comparable, "pair")
    if not apart:
        return f"None of the {pairs} of articles can be told apart: they are not distinguishable."
    if apart == comparable:
        return f"All {pairs} of articles can be told apart."
    return (
        f"Of {pairs} of articles {small(apart)} can be told apart; the others are not "
        "distinguishable."
    )
