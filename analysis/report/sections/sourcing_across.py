"""Who speaks in which article: the sources of the event against the articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.names import fold_name
from analysis.records import Analysis, Comparison, EventSource, Source, SourcingResult, Span
from analysis.report.keys import Index
from analysis.report.parts import Cell, Column, Link, Table
from analysis.report.sections.sourcing_figures import kind_name
from analysis.report.wording import DASH, listing, number, plural, shorten, small

_ROWS, _ARTICLES, _NAMES, _NAME = 20, 12, 5, 60


@dataclass(frozen=True, slots=True)
class AcrossView:
    """The matrix of sources and articles, and what it shows in words."""

    table: Table
    summary: tuple[str, ...]


def build_across(comparison: Comparison, index: Index) -> AcrossView | None:
    """The sources across the articles; None for a single article or without a named source."""
    named = [s for s in comparison.sources if s.naming == "named" and s.total]
    if len(comparison.analyses) < 2 or not named:
        return None
    return AcrossView(_table(comparison, index, named), _summary(comparison, index, named))


def _table(comparison: Comparison, index: Index, named: Sequence[EventSource]) -> Table:
    ids = [analysis.article.id for analysis in comparison.analyses]
    wide = len(ids) > _ARTICLES
    rest = named[_ROWS:]
    unnamed = [source for source in comparison.sources if source.naming != "named"]
    attributed = [_attributed(comparison, place) for place in range(len(ids))]
    sums = [
        (plural(len(rest), "further source") + " with a name", _sum(rest, ids)),
        (plural(len(unnamed), "source") + " without a name", _sum(unnamed, ids)),
    ]
    sourced = _sum(comparison.sources, ids)
    sums.append(("No source given", [a - s for a, s in zip(attributed, sourced, strict=True)]))
    letters = [key.letter for key in index.keys]
    places = [_places(analysis) for analysis in comparison.analyses]
    rows = []
    for source in named[:_ROWS]:
        words = [source.words.get(article, 0) for article in ids]
        links = [
            (index.link(article, found[key]),) if (key := _key(source)) in found else ()
            for article, found in zip(ids, places, strict=True)
        ]
        head = (
            Cell(shorten(source.name, _NAME), foreign=True),
            Cell(kind_name(source.kind), detail="set in sources.toml" if source.told else ""),
        )
        rows.append((*head, *_cells(words, letters, links, wide=wide), Cell(number(source.total))))
    for name, words in [*sums, ("All attributed words", attributed)]:
        if any(words):
            none: list[tuple[Link, ...]] = [()] * len(words)
            cells = (Cell(""),) if wide else _cells(words, letters, none, wide=wide)
            rows.append((Cell(name), Cell(""), *cells, Cell(number(sum(words)))))
    return Table(
        caption="Words that each article gives to each source with a name, the most words first. "
        "A source without a name (“a spokesman”, “observers”) need not be the same in two "
        "articles; those are summed up below. Names that could not be matched stand apart. A "
        "number leads to the longest passage; every source stands in the CSV.",
        columns=_columns(letters, wide=wide),
        rows=tuple(rows),
        wide=True,
    )


def _columns(letters: Sequence[str], *, wide: bool) -> tuple[Column, ...]:
    if wide:
        return (
            Column("Source", width=30),
            Column("Kind", width=14),
            Column("Words in each article", width=46),
            Column("All", numeric=True, width=10),
        )
    each = 46 // (len(letters) + 1)
    return (
        Column("Source", width=100 - 16 - each * (len(letters) + 1)),
        Column("Kind", width=16),
        *(Column(letter, numeric=True, width=each) for letter in letters),
        Column("All", numeric=True, width=each),
    )


def _cells(
    words: Sequence[int],
    letters: Sequence[str],
    links: Sequence[tuple[Link, ...]],
    *,
    wide: bool,
) -> tuple[Cell, ...]:
    """The words in each article, each number a link to the longest passage it stands for."""
    if not wide:
        return tuple(
            Cell(number(count), links=link) if count else Cell(DASH)
            for count, link in zip(words, links, strict=True)
        )
    pairs = zip(letters, words, strict=True)
    return (Cell(" · ".join(f"{letter} {number(count)}" for letter, count in pairs if count)),)


def _key(source: EventSource | Source) -> tuple[str, str]:
    return fold_name(source.name) or source.name, source.form


def _places(analysis: Analysis) -> dict[tuple[str, str], Span]:
    """The longest passage of each source, the first among equals."""
    found: dict[tuple[str, str], Span] = {}
    for attribution in analysis.document.attributions:
        if attribution.source is None or attribution.nested:
            continue
        for span in attribution.content:
            known = found.setdefault(_key(attribution.source), span)
            if span.end - span.start > known.end - known.start:
                found[_key(attribution.source)] = span
    return found


def _sum(sources: Sequence[EventSource], ids: Sequence[str]) -> list[int]:
    return [sum(source.words.get(article, 0) for source in sources) for article in ids]


def _attributed(comparison: Comparison, place: int) -> int:
    result = comparison.analyses[place].results.get("sourcing")
    return sum(result.words_by_kind.values()) if isinstance(result, SourcingResult) else 0


def _summary(comparison: Comparison, index: Index, named: Sequence[EventSource]) -> tuple[str, ...]:
    """Who is given words in every article, and who in one alone."""
    ids = [
        analysis.article.id
        for analysis in comparison.analyses
        if isinstance(analysis.results.get("sourcing"), SourcingResult)
    ]
    spoken = [(source, sum(1 for a in ids if source.words.get(a))) for source in named]
    everywhere = [source.name for source, count in spoken if count == len(ids)]
    alone = [source for source, count in spoken if count == 1]
    many = f"all {small(len(ids))}" if len(ids) > 2 else "both"
    names = listing([shorten(name, _NAME) for name in everywhere])
    lines = [
        f"Given words in {many} articles: {names}."
        if everywhere
        else f"No source with a name was found to be given words in {many} articles."
    ]
    if alone:
        lines.append(
            f"Of {plural(len(named), 'source')} with a name {small(len(alone))} "
            f"{'was' if len(alone) == 1 else 'were'} found in one article alone."
        )
    for article in ids if len(ids) <= _ARTICLES else ():
        own = [source.name for source in alone if source.words.get(article)]
        if own:
            more = f" and {small(len(own) - _NAMES)} more" if len(own) > _NAMES else ""
            said = ", ".join(shorten(name, _NAME) for name in own[:_NAMES])
            lines.append(f"{index.key(article).letter} alone: {said}{more}.")
    return tuple(lines)
