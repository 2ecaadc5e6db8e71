"""The sourcing charts in words and numbers: kinds of source, naming, effective number."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from analysis.records import KINDS, Kind, SourcingResult
from analysis.report.cells import measure, tenth
from analysis.report.charts.sourcing import Bar, KindChart, KindRow, NamingChart, NamingRow
from analysis.report.keys import Index, Key
from analysis.report.parts import Figure, parted
from analysis.report.wording import number, percent

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
_PER_CHART = 24
_NOBODY = "nobody is given words"


def kind_name(kind: Kind) -> str:
    """A kind of source in words."""
    return KIND_NAMES[kind]


def heading(kind: Kind) -> str:
    """A kind as a narrow column is headed, with the place where the word may be divided."""
    return KIND_NAMES[kind].capitalize().replace("ernat", "er\u00adnat")


def _attributed(result: SourcingResult) -> int:
    return sum(result.words_by_kind.values())


def kind_figures(results: Sequence[SourcingResult | None], index: Index) -> tuple[Figure, ...]:
    """The charts of the kinds of source that speak anywhere; none where nobody speaks."""
    kinds = [
        kind
        for kind in KINDS
        if any(result and result.words_by_kind.get(kind) for result in results)
    ]
    if not kinds:
        return ()
    rows = [_kind_row(result, kinds, key) for result, key in zip(results, index.keys, strict=True)]
    lots = parted(rows, _PER_CHART)
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


def naming_figures(results: Sequence[SourcingResult | None], index: Index) -> tuple[Figure, ...]:
    """The charts of naming and effective number; none where nobody speaks."""
    rows = [_naming_row(result, key) for result, key in zip(results, index.keys, strict=True)]
    if not any(row.bars for row in rows):
        return ()
    ends = [limit for row in rows for limit in (row.value, row.high) if math.isfinite(limit)]
    lots = parted(rows, _PER_CHART)
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
