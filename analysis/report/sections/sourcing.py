"""Sourcing: whom each article lets speak, how openly, with how many words, and who is missing."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.records import (
    KINDS,
    Analysis,
    Comparison,
    Kind,
    SourceSummary,
    SourcingResult,
)
from analysis.report.cells import Form, estimate_cell, measure, share, tenth, whole
from analysis.report.charts.sourcing import Bar, KindChart, KindRow, NamingChart, NamingRow
from analysis.report.keys import Index, Key
from analysis.report.parts import Cell, Column, Figure, Link, Notes, Table, even_columns
from analysis.report.wording import listing, number, percent, plural, shorten

KIND_NAMES: Mapping[Kind, str] = {
    "official": "official",
    "opposition": "opposition",
    "expert": "expert",
    "civil_society": "civil society",
    "citizen": "citizen",
    "business": "business",
    "media": "media",
    "international": "international",
    "unknown": "kind unknown",
}
_NAMINGS = (("named_share", "named"), ("role_share", "by role"), ("anonymous_share", "anonymous"))
_SOURCES, _SOURCES_OF_MANY, _MANY = 14, 8, 10
_LINKS, _CUES, _NAME = 6, 4, 80
_PER_CHART = 24
_NOBODY = "nobody is given words"


@dataclass(frozen=True, slots=True)
class SourcesOf:
    """The sources of one article."""

    key: Key
    table: Table | None
    rest: str


@dataclass(frozen=True, slots=True)
class SourcingView:
    """The sourcing part of the report."""

    figures: tuple[Figure, ...]
    counts: Table
    shares: Table
    missing: Table
    missing_summary: tuple[str, ...]
    sources: tuple[SourcesOf, ...]


def build_sourcing(comparison: Comparison, index: Index) -> SourcingView | None:
    """The sourcing part; None when no article has a sourcing result."""
    results = [_result(analysis) for analysis in comparison.analyses]
    if not any(results):
        return None
    limit = _SOURCES_OF_MANY if len(results) > _MANY else _SOURCES
    return SourcingView(
        figures=(*_kind_figures(results, index), *_naming_figures(results, index)),
        counts=_counts(results, index),
        shares=_shares(results, index),
        missing=_missing(results, index),
        missing_summary=_missing_summary(results, index),
        sources=tuple(
            _sources(analysis, result, index, key, limit=limit)
            for analysis, result, key in zip(comparison.analyses, results, index.keys, strict=True)
        ),
    )


def kind_name(kind: Kind) -> str:
    """A kind of source in words."""
    return KIND_NAMES[kind]


def _heading(kind: Kind) -> str:
    """A kind as a narrow column is headed, with the place where the word may be divided."""
    return KIND_NAMES[kind].capitalize().replace("ernat", "er\u00adnat")


def _result(analysis: Analysis) -> SourcingResult | None:
    result = analysis.results.get("sourcing")
    return result if isinstance(result, SourcingResult) else None


# --- charts ---------------------------------------------------------------------------------------


def _attributed(result: SourcingResult) -> int:
    return sum(result.words_by_kind.values())


def _kind_figures(results: Sequence[SourcingResult | None], index: Index) -> tuple[Figure, ...]:
    kinds = [
        kind
        for kind in KINDS
        if any(result and result.words_by_kind.get(kind) for result in results)
    ]
    if not kinds:
        return ()
    rows = [_kind_row(result, kinds, key) for result, key in zip(results, index.keys, strict=True)]
    lots = [rows[start : start + _PER_CHART] for start in range(0, len(rows), _PER_CHART)]
    return tuple(
        Figure(
            id=f"figure-kinds-{place + 1}",
            title="Whose words: share of each kind of source in all the words an article "
            f"attributes to somebody; {_attributed_words(results)}",
            alt="; ".join(_kind_alt(row, kinds) for row in lot) + ".",
            chart=KindChart(tuple(KIND_NAMES[kind] for kind in kinds), tuple(lot)),
            note="Counted words, not estimates: they have no interval. Which kind a source is was "
            "decided by its name and description; the table of sources shows every case.",
        )
        for place, lot in enumerate(lots)
    )


def _attributed_words(results: Sequence[SourcingResult | None]) -> str:
    counts = [_attributed(result) for result in results if result]
    low, high = min(counts), max(counts)
    return (
        f"n = {number(low)} attributed words"
        if low == high
        else (f"n = {number(low)} to {number(high)} attributed words an article")
    )


def _kind_row(result: SourcingResult | None, kinds: Sequence[Kind], key: Key) -> KindRow:
    total = _attributed(result) if result else 0
    if result is None or not total:
        return KindRow(key.label, (), note=_NOBODY if result else "not measured")
    bars = []
    for kind in kinds:
        words = result.words_by_kind.get(kind, 0)
        bars.append(Bar(words / total, percent(words / total) if words else "none"))
    return KindRow(key.label, tuple(bars))


def _kind_alt(row: KindRow, kinds: Sequence[Kind]) -> str:
    said = [
        f"{kind_name(kind)} {bar.words}"
        for kind, bar in zip(kinds, row.bars, strict=False)
        if bar.share > 0
    ]
    return f"{row.label.letter}: {', '.join(said) or row.note}"


def _naming_figures(results: Sequence[SourcingResult | None], index: Index) -> tuple[Figure, ...]:
    rows = [_naming_row(result, key) for result, key in zip(results, index.keys, strict=True)]
    if not any(row.bars for row in rows):
        return ()
    ends = [limit for row in rows for limit in (row.value, row.high) if math.isfinite(limit)]
    lots = [rows[start : start + _PER_CHART] for start in range(0, len(rows), _PER_CHART)]
    return tuple(
        Figure(
            id=f"figure-naming-{place + 1}",
            title="How openly the sources are named, as a share of the attributed words (left), "
            "and the effective number of sources with its interval (right); "
            f"{_source_counts(results)}",
            alt="; ".join(_naming_alt(row) for row in lot) + ".",
            chart=NamingChart(
                tuple(name for _, name in _NAMINGS), tuple(lot), max(ends, default=1.0) * 1.12
            ),
            note="The effective number is how many sources there would be if all had an equal "
            "share of the attributed words: 1 means that one voice has nearly all of them.",
        )
        for place, lot in enumerate(lots)
    )


def _source_counts(results: Sequence[SourcingResult | None]) -> str:
    counts = [len(result.sources) for result in results if result]
    low, high = min(counts), max(counts)
    return (
        f"n = {number(low)} sources"
        if low == high
        else (f"n = {number(low)} to {number(high)} sources an article")
    )


def _naming_row(result: SourcingResult | None, key: Key) -> NamingRow:
    nan = math.nan
    if result is None or not _attributed(result):
        note = _NOBODY if result else "not measured"
        return NamingRow(key.label, (), nan, nan, nan, "–", note=note)
    bars = []
    for name, _ in _NAMINGS:
        value = measure(result.measures, name).value
        bars.append(Bar(0.0 if math.isnan(value) else value, percent(value)))
    effective = measure(result.measures, "effective_sources")
    words = tenth(effective.value)
    return NamingRow(key.label, tuple(bars), effective.value, effective.low, effective.high, words)


def _naming_alt(row: NamingRow) -> str:
    if not row.bars:
        return f"{row.label.letter}: {row.note}"
    said = [f"{name} {bar.words}" for (_, name), bar in zip(_NAMINGS, row.bars, strict=True)]
    return f"{row.label.letter}: {', '.join(said)}, effective number {row.words}"


# --- tables ---------------------------------------------------------------------------------------

_COUNTS: tuple[tuple[str, str, Form, bool], ...] = (
    ("sources", "Sources", whole, False),
    ("attributions", "Attribu\u00adtions", whole, False),
    ("effective_sources", "Effective number", tenth, True),
    ("attributed_share", "Words attributed", share, True),
    ("quoted_share", "Words in quotes", share, True),
    ("first_critic", "First critic at", share, False),
    ("first_official", "First official at", share, False),
)
_SHARES: tuple[tuple[str, str, Form, bool], ...] = (
    ("direct_share", "Direct", share, True),
    ("indirect_share", "Indirect", share, True),
    ("mixed_share", "Mixed", share, True),
    ("named_share", "Named", share, True),
    ("role_share", "By role", share, True),
    ("anonymous_share", "Anonymous", share, True),
    ("loaded_cue_share", "Loaded cues", share, True),
)


def _measure_table(
    results: Sequence[SourcingResult | None],
    index: Index,
    columns: Sequence[tuple[str, str, Form, bool]],
    caption: str,
) -> Table:
    notes = Notes()
    rows = []
    for key, result in zip(index.keys, results, strict=True):
        measures = result.measures if result else {}
        cells = [
            estimate_cell(measure(measures, name), notes, form=form, interval=interval)
            for name, _, form, interval in columns
        ]
        rows.append((Cell(key.name, foreign=True), *cells))
    return Table(
        caption=caption,
        columns=even_columns("Article", [label for _, label, _, _ in columns]),
        rows=tuple(rows),
        notes=notes.listed(),
        wide=True,
    )


def _counts(results: Sequence[SourcingResult | None], index: Index) -> Table:
    return _measure_table(
        results,
        index,
        _COUNTS,
        "How many speak, and how much. Words attributed: share of the body's words that are given "
        "to somebody; in quotes: inside quotation marks. First critic and first official: how far "
        "into the text they first speak, 0% is the first word.",
    )


def _shares(results: Sequence[SourcingResult | None], index: Index) -> Table:
    return _measure_table(
        results,
        index,
        _SHARES,
        "How they speak. Direct, indirect, mixed: share of the attributions. Named, by role, "
        "anonymous: share of the attributed words. Loaded cues: share of the attributions whose "
        "verb takes sides (“claimed”, “admitted”).",
    )


def _missing(results: Sequence[SourcingResult | None], index: Index) -> Table:
    rows = []
    for key, result in zip(index.keys, results, strict=True):
        words = result.words_by_kind if result else {}
        rows.append(
            (
                Cell(key.name, foreign=True),
                *(Cell(number(words[kind]) if words.get(kind) else "none") for kind in KINDS),
            )
        )
    return Table(
        caption="Who is missing where: words given to each kind of source. “none” means that no "
        "source of this kind was found speaking in the article.",
        columns=even_columns("Article", [_heading(kind) for kind in KINDS]),
        rows=tuple(rows),
        wide=True,
    )


def _missing_summary(results: Sequence[SourcingResult | None], index: Index) -> tuple[str, ...]:
    """For each kind that speaks in some articles and not in others: where it does not."""
    found = [
        (key, result) for key, result in zip(index.keys, results, strict=True) if result is not None
    ]
    if len(found) < 2:
        return ()
    lines, nowhere = [], []
    for kind in KINDS:
        if kind == "unknown":
            continue
        without = [key.letter for key, result in found if not result.words_by_kind.get(kind)]
        if len(without) == len(found):
            nowhere.append(kind_name(kind))
        elif without:
            lines.append(f"No {kind_name(kind)} source was found in {listing(without)}.")
    if nowhere:
        kinds = f"kind{'s' if len(nowhere) > 1 else ''} {listing(nowhere, 'or')}"
        lines.append(f"No article was found to give words to a source of the {kinds}.")
    return tuple(lines)


# --- the sources of an article --------------------------------------------------------------------


def _sources(
    analysis: Analysis, result: SourcingResult | None, index: Index, key: Key, *, limit: int
) -> SourcesOf:
    if result is None:
        return SourcesOf(key, None, "Not measured for this article.")
    if not result.sources:
        return SourcesOf(key, None, "No source was found speaking in this article.")
    shown = result.sources[:limit]
    left_out = len(result.sources) - len(shown)
    table = Table(
        caption=f"{key.letter}: who speaks, most words first",
        headed=True,
        columns=(
            Column("Source", width=27),
            Column("Kind", width=18),
            Column("Naming", width=11),
            Column("Times", numeric=True, width=6),
            Column("Words", numeric=True, width=7),
            Column("Attributed by", width=18),
            Column("Where", width=13),
        ),
        rows=tuple(_source_row(source, _places(analysis, source, index)) for source in shown),
    )
    rest = f"{plural(left_out, 'further source')} with fewer words: in the CSV." if left_out else ""
    return SourcesOf(key, table, rest)


def _source_row(source: SourceSummary, links: tuple[Link, ...]) -> tuple[Cell, ...]:
    more = f"+{len(links) - _LINKS}" if len(links) > _LINKS else ""
    return (
        Cell(shorten(source.name, _NAME), foreign=True),
        Cell(_kind_and_form(source)),
        Cell({"role": "by role"}.get(source.naming, source.naming)),
        Cell(number(source.attributions)),
        Cell(number(source.words)),
        Cell(_cues(source), foreign=True),
        Cell(more, links=links[:_LINKS]),
    )


def _kind_and_form(source: SourceSummary) -> str:
    kind = kind_name(source.kind)
    return kind if source.form == "person" else f"{kind}, {source.form}"


def _cues(source: SourceSummary) -> str:
    cues = list(dict.fromkeys(cue.casefold() for cue in source.cues))
    shown = ", ".join(shorten(cue, 40) for cue in cues[:_CUES])
    return f"{shown}, …" if len(cues) > _CUES else shown


def _places(analysis: Analysis, source: SourceSummary, index: Index) -> tuple[Link, ...]:
    spans = [
        attribution.content[0] if attribution.content else attribution.source.span
        for attribution in analysis.document.attributions
        if attribution.source is not None and attribution.source.name == source.name
    ]
    return index.links(analysis.article.id, spans)
