"""Sourcing: whom each article lets speak, how openly, with how many words, and who is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.records import KINDS, Analysis, Comparison, Kind, SourceSummary, SourcingResult
from analysis.report.cells import Form, estimate_cell, measure, share, tenth, whole
from analysis.report.keys import Index, Key
from analysis.report.parts import Cell, Column, Figure, Link, Notes, Table, even_columns
from analysis.report.sections.differences import told_apart
from analysis.report.sections.second_hand import SecondHandOf, build_second_hand
from analysis.report.sections.sourcing_accuracy import accuracy_table, explain, read_scores
from analysis.report.sections.sourcing_across import AcrossView, build_across
from analysis.report.sections.sourcing_cues import CuesView, build_cues
from analysis.report.sections.sourcing_figures import (
    heading,
    kind_figures,
    kind_name,
    naming_figures,
)
from analysis.report.wording import listing, number, percent, plural, shorten
from analysis.settings import UNSURE

_SOURCES, _SOURCES_OF_MANY, _MANY = 10, 8, 10
_LINKS, _CUES, _NAME = 6, 4, 80
_ATTRIBUTIONS = 2
"""The column of the counts that says how many attributions there are."""


@dataclass(frozen=True, slots=True)
class SourcesOf:
    """The sources of one article."""

    key: Key
    table: Table | None
    rest: str


@dataclass(frozen=True, slots=True)
class SourcingView:
    """The sourcing part of the report."""

    accuracy: Table | None
    accuracy_note: str
    figures: tuple[Figure, ...]
    counts: Table
    shares: Table
    told_apart: tuple[str, ...]
    missing: Table
    missing_summary: tuple[str, ...]
    across: AcrossView | None
    cues: CuesView | None
    second_hand: tuple[SecondHandOf, ...]
    sources: tuple[SourcesOf, ...]


def build_sourcing(comparison: Comparison, index: Index) -> SourcingView | None:
    """The sourcing part; None when no article has a sourcing result."""
    results = [_result(analysis) for analysis in comparison.analyses]
    if not any(results):
        return None
    scores = read_scores()
    limit = _SOURCES_OF_MANY if len(results) > _MANY else _SOURCES
    return SourcingView(
        accuracy=accuracy_table(scores),
        accuracy_note=explain(results, index, scores),
        figures=(*kind_figures(results, index), *naming_figures(results, index)),
        counts=_counts(results, index),
        shares=_shares(results, index),
        told_apart=told_apart(comparison, index, "sourcing", _COMPARED),
        missing=_missing(comparison, index),
        missing_summary=_missing_summary(results, index),
        across=build_across(comparison, index),
        cues=build_cues(comparison, index),
        second_hand=build_second_hand(comparison, index),
        sources=tuple(
            _sources(analysis, result, index, key, limit=limit)
            for analysis, result, key in zip(comparison.analyses, results, index.keys, strict=True)
        ),
    )


def _result(analysis: Analysis) -> SourcingResult | None:
    result = analysis.results.get("sourcing")
    return result if isinstance(result, SourcingResult) else None


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
    ("stance_share", "Stance", share, True),
    ("named_share", "Named", share, True),
    ("role_share", "By role", share, True),
    ("anonymous_share", "Anonymous", share, True),
    ("loaded_cue_share", "Loaded cues", share, True),
    ("second_hand_share", "Second-hand", share, True),
)


_COMPARED = {
    name: label.replace("\u00ad", "")
    for name, label, _, interval in (*_COUNTS, *_SHARES)
    if interval
} | {
    f"kind_{kind}": f"Words given to sources of the kind {kind_name(kind)}"
    for kind in KINDS
    if kind != "unknown"
}


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
            _narrow(estimate_cell(measure(measures, name), notes, form=form, interval=interval))
            for name, _, form, interval in columns
        ]
        rows.append((Cell(key.name, foreign=True), *cells))
    return Table(
        caption=caption,
        columns=even_columns("Article", [label for _, label, _, _ in columns], width=19),
        rows=tuple(rows),
        notes=notes.listed(),
        wide=True,
    )


def _narrow(cell: Cell) -> Cell:
    """The cell with its interval as "10–30%": nine columns leave no room for more."""
    return replace(cell, detail=cell.detail.replace("% to ", "–").replace(" to ", "–"))


def _counts(results: Sequence[SourcingResult | None], index: Index) -> Table:
    table = _measure_table(
        results,
        index,
        _COUNTS,
        "How many speak, and how much. Words attributed: share of the body's words that are given "
        "to somebody; in quotes: inside quotation marks. First critic and first official: how far "
        "into the text they first speak, 0% is the first word; a critic is a source from the "
        "opposition or civil society, or one whose verb criticises. Inside: attributions that "
        "stand inside another one; their words count for the outer speaker. Unsure: attributions "
        f"that the program gives a probability below {percent(UNSURE)}.",
    )
    rows = (
        tuple(
            replace(cell, detail=_besides(result)) if place == _ATTRIBUTIONS else cell
            for place, cell in enumerate(row)
        )
        for result, row in zip(results, table.rows, strict=True)
    )
    return replace(table, rows=tuple(rows))


def _besides(result: SourcingResult | None) -> str:
    """How many attributions stand inside others, and how many are unsure."""
    if result is None:
        return ""
    nested = measure(result.measures, "nested").value
    unsure = measure(result.measures, "unsure_share")
    parts = [f"{number(nested)} inside"] if nested > 0 else []
    if unsure.known:
        parts.append(f"{number(unsure.value * unsure.n)} unsure")
    return ", ".join(parts)


def _shares(results: Sequence[SourcingResult | None], index: Index) -> Table:
    return _measure_table(
        results,
        index,
        _SHARES,
        "How they speak. Direct, indirect, mixed: share of the attributions. Stance: share of "
        "those that report a belief, an intention or a promise; the others report speech. Named, "
        "by role, anonymous: share of the attributed words. Loaded cues: share of the attributions "
        "whose verb takes sides (“claimed”, “admitted”). Second-hand: share of those that another "
        "medium carried first.",
    )


def _missing(comparison: Comparison, index: Index) -> Table:
    rows = [
        (
            Cell(index.key(analysis.article.id).name, foreign=True),
            *(_kind_cell(analysis, kind, index) for kind in KINDS),
        )
        for analysis in comparison.analyses
    ]
    return Table(
        caption="Words given to each kind of source, and how far into the text it first speaks "
        "(0% is the first word); a number leads there. “none” means that no source of this kind "
        "was found speaking.",
        columns=even_columns("Article", [heading(kind) for kind in KINDS]),
        rows=tuple(rows),
        wide=True,
    )


def _kind_cell(analysis: Analysis, kind: Kind, index: Index) -> Cell:
    result = _result(analysis)
    if result is None or not result.words_by_kind.get(kind):
        return Cell("none")
    first = measure(result.measures, f"first_{kind}")
    contents = [
        attribution.content[0]
        for attribution in analysis.document.attributions
        if not attribution.nested
        and attribution.content
        and (attribution.source.kind if attribution.source else "unknown") == kind
    ]
    return Cell(
        number(result.words_by_kind[kind]),
        detail=f"from {percent(first.value)}" if first.known else "",
        links=index.links(analysis.article.id, sorted(contents)[:1]),
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
        Cell(_kind_and_form(source), detail="set in sources.toml" if source.told else ""),
        Cell({"role": "by role"}.get(source.naming, source.naming)),
        Cell(number(source.attributions)),
        Cell(number(source.words)),
        Cell(_cues(source), detail=_tones(source), foreign=True),
        Cell(more, links=links[:_LINKS]),
    )


def _kind_and_form(source: SourceSummary) -> str:
    kind = kind_name(source.kind)
    return kind if source.form == "person" else f"{kind}, {source.form}"


def _cues(source: SourceSummary) -> str:
    cues = list(dict.fromkeys(cue.casefold() for cue in source.cues))
    shown = ", ".join(shorten(cue, 40) for cue in cues[:_CUES])
    return f"{shown}, …" if len(cues) > _CUES else shown


def _tones(source: SourceSummary) -> str:
    """How many of its cues are loaded, in words."""
    counts = ((source.tones.get(tone, 0), tone) for tone in ("doubting", "endorsing"))
    return ", ".join(f"{number(count)} {tone}" for count, tone in counts if count)


def _places(analysis: Analysis, source: SourceSummary, index: Index) -> tuple[Link, ...]:
    spans = [
        attribution.content[0] if attribution.content else attribution.source.span
        for attribution in analysis.document.attributions
        if attribution.source is not None
        and not attribution.nested
        and attribution.source.form == source.form
        and attribution.source.name.casefold() == source.name.casefold()
    ]
    return index.links(analysis.article.id, spans)
