"""Where articles differ: the score on each facet of the axis, with the passages it comes from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.records import Analysis, Estimate, FramingResult, SegmentScore
from analysis.report.cells import estimate_cell, score
from analysis.report.charts.facets import HeatCell, HeatChart, HeatRow
from analysis.report.keys import Index, Key
from analysis.report.parts import (
    Cell,
    Column,
    Figure,
    Link,
    Notes,
    Piece,
    Table,
    even_columns,
    parted,
)
from analysis.report.sections.moved import DOWN, UP, limited, marked_pieces
from analysis.report.wording import listing, number

if TYPE_CHECKING:
    from analysis.axes.schema import Axis

_PER_CHART, _PER_TABLE = 12, 5
_SENTENCE = 300
_TABLED = 24
"""With more articles the numbers stand in facets.csv only."""
# Articles up to which each facet shows so many sentences of an article.
_ROOM = ((3, 3), (8, 2))
_NOT_SCORED = "No framing result for this article."


@dataclass(frozen=True, slots=True)
class FacetPassage:
    """A sentence that speaks on a facet: where it stands, which way it pulls, its words."""

    link: Link
    symbol: str
    voice: str
    pieces: tuple[Piece, ...]
    language: str


@dataclass(frozen=True, slots=True)
class FacetView:
    """One facet: what can be said of the articles on it ("" for one), the strongest passages."""

    name: str
    explanation: str
    verdict: str
    passages: tuple[FacetPassage, ...]


@dataclass(frozen=True, slots=True)
class FacetsView:
    """The facets of the axis over all articles."""

    figures: tuple[Figure, ...]
    tables: tuple[Table, ...]
    facets: tuple[FacetView, ...]
    silent: str
    """The facets on which no article says enough, in a sentence; "" for none."""


def build_facets(
    analyses: Sequence[Analysis],
    results: Sequence[FramingResult | None],
    index: Index,
    axis: Axis,
) -> FacetsView | None:
    """The facets; None where no article has a score on any."""
    known = [
        facet for facet in axis.facets if any(_estimate(result, facet).known for result in results)
    ]
    if not known:
        return None
    silent = [axis.facets[facet].name for facet in axis.facets if facet not in known]
    return FacetsView(
        figures=tuple(_figures(results, known, index, axis)),
        tables=tuple(_tables(results, known, index, axis)) if len(results) <= _TABLED else (),
        facets=tuple(_facet_view(analyses, results, facet, index, axis) for facet in known),
        silent=f"No article says enough for a score on {listing(silent)}." if silent else "",
    )


def _estimate(result: FramingResult | None, facet: str) -> Estimate:
    if result is None:
        return Estimate.unknown(_NOT_SCORED)
    found = result.facets.get(facet)
    return found if found is not None else Estimate.unknown("Nothing is said on this facet.")


def _figures(
    results: Sequence[FramingResult | None], facets: Sequence[str], index: Index, axis: Axis
) -> Iterable[Figure]:
    columns = list(zip(index.keys, results, strict=True))
    lots = parted(columns, _PER_CHART)
    counts = [e.n for facet in facets for r in results if (e := _estimate(r, facet)).known]
    low, high = min(counts), max(counts)
    below = "the table below" if len(results) <= _TABLED else "facets.csv"
    n = number(low) if low == high else f"{number(low)} to {number(high)}"
    for place, lot in enumerate(lots):
        part = f", part {place + 1} of {len(lots)}" if len(lots) > 1 else ""
        rows = tuple(
            HeatRow(
                axis.facets[facet].name,
                tuple(_heat_cell(_estimate(result, facet)) for _, result in lot),
            )
            for facet in facets
        )
        yield Figure(
            id=f"figure-facets-{place + 1}",
            title="Where the articles lean, by facet: score from −1 "
            f"({axis.negative.name}) to +1 ({axis.positive.name}){part}; intervals in "
            f"{below}; n = {n} sentence parts a cell",
            alt="; ".join(
                f"{row.name}: "
                + ", ".join(
                    f"{key.letter} {cell.words or 'too little text'}"
                    for (key, _), cell in zip(lot, row.cells, strict=True)
                )
                for row in rows
            )
            + ".",
            chart=HeatChart(
                tuple(key.label for key, _ in lot), rows, axis.negative.name, axis.positive.name
            ),
            note="The deeper the colour, the further from 0. A facet is scored by the word list "
            "alone, since the other views know no facets: its scores do not average to the score "
            "of the article. How wide their intervals must be was measured on articles, not on "
            "single facets.",
        )


def _heat_cell(estimate: Estimate) -> HeatCell:
    if not estimate.known:
        return HeatCell(math.nan, "")
    words = score(estimate.value)
    if estimate.low > 0:
        words = f"{UP} {words}"
    elif estimate.high < 0:
        words = f"{DOWN} {words}"
    return HeatCell(estimate.value, words)


def _tables(
    results: Sequence[FramingResult | None], facets: Sequence[str], index: Index, axis: Axis
) -> Iterable[Table]:
    lots = parted(list(zip(index.keys, results, strict=True)), _PER_TABLE)
    for place, lot in enumerate(lots):
        notes = Notes()
        part = f", part {place + 1} of {len(lots)}" if len(lots) > 1 else ""
        rows = tuple(
            (
                Cell(axis.facets[facet].name),
                *(
                    estimate_cell(
                        _estimate(result, facet), notes, form=score, interval=True, n=True
                    )
                    for _, result in lot
                ),
            )
            for facet in facets
        )
        columns: tuple[Column, ...] = even_columns(
            "Facet", [key.letter for key, _ in lot], width=22
        )
        yield Table(
            caption=f"The facets in numbers{part}: value, interval, and n, the number of sentence "
            "parts with entries of the word list on the facet.",
            columns=columns,
            rows=rows,
            notes=notes.listed(),
        )


def _facet_view(
    analyses: Sequence[Analysis],
    results: Sequence[FramingResult | None],
    facet: str,
    index: Index,
    axis: Axis,
) -> FacetView:
    named = axis.facets[facet]
    scored = [
        (key, estimate)
        for key, result in zip(index.keys, results, strict=True)
        if (estimate := _estimate(result, facet)).known
    ]
    shown = _shown(scored)
    room = next((n for most, n in _ROOM if len(analyses) <= most), 1)
    return FacetView(
        name=named.name,
        explanation=named.explanation,
        verdict=facet_verdict(scored, axis) if len(results) > 1 else "",
        passages=tuple(
            passage
            for analysis, result, key in zip(analyses, results, index.keys, strict=True)
            if result is not None and key.letter in shown
            for passage in _passages(analysis, result, facet, index, key, axis, limit=room)
        ),
    )


def _shown(scored: Sequence[tuple[Key, Estimate]]) -> set[str]:
    """The articles whose passages are printed: all, or of many the two ends."""
    if len(scored) > _ROOM[-1][0]:
        ordered = sorted(scored, key=lambda item: (item[1].value, item[0].letter))
        scored = [*ordered[:2], *ordered[-2:]]
    return {key.letter for key, _ in scored}


def facet_verdict(scored: Sequence[tuple[Key, Estimate]], axis: Axis) -> str:
    """Which articles differ on a facet, in a sentence: only where their intervals separate."""
    if len(scored) < 2:
        return f"Only {listing([key.letter for key, _ in scored])} says enough for a score."
    groups: dict[tuple[str, ...], list[str]] = {}
    for key, estimate in scored:
        below = tuple(other.letter for other, e in scored if estimate.low > e.high)
        if below:
            groups.setdefault(below, []).append(key.letter)
    letters = listing([key.letter for key, _ in scored])
    if not groups:
        if len(scored) == 2:
            return f"{letters} cannot be told apart here."
        return f"No two of {letters} can be told apart here."
    parts = [
        f"{listing(above)} {'is' if len(above) == 1 else 'are'} nearer to {axis.positive.name} "
        f"than {listing(below)}"
        for below, above in groups.items()
    ]
    return f"{'; '.join(parts)}."


def _passages(
    analysis: Analysis,
    result: FramingResult,
    facet: str,
    index: Index,
    key: Key,
    axis: Axis,
    *,
    limit: int,
) -> Iterable[FacetPassage]:
    """The segments that say most on a facet, each sentence once, the strongest first."""
    ranked = sorted(
        (
            (pull, segment)
            for segment in result.segments
            if segment.role != "headline" and (pull := _pull(segment, facet))
        ),
        key=lambda item: (-abs(item[0]), item[1].span),
    )
    seen: set[int] = set()
    for pull, segment in ranked:
        if segment.sentence in seen:
            continue
        seen.add(segment.sentence)
        pieces = marked_pieces(analysis, [segment], axis, facets=(facet,))
        yield FacetPassage(
            link=index.link(analysis.article.id, segment.span),
            symbol=UP if pull > 0 else DOWN,
            voice=segment.voice,
            pieces=limited(pieces, _SENTENCE),
            language=key.language,
        )
        if len(seen) == limit:
            return


def _pull(segment: SegmentScore, facet: str) -> float:
    """How far a segment draws the score of a facet."""
    return segment.relevance * math.fsum(
        item.effect for item in segment.evidence if item.facet == facet
    )
