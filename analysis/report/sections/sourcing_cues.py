"""Loaded cues: how many, which, and whether they fall on officials or on critics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.records import (
    CRITICS,
    KINDS,
    Analysis,
    Attribution,
    Comparison,
    Kind,
    SourcingResult,
    Tone,
)
from analysis.report.keys import Index, Key
from analysis.report.parts import Cell, Column, Link, Table, even_columns
from analysis.report.sections.sourcing_figures import heading, kind_name
from analysis.report.wording import number, percent, plural, shorten
from analysis.stats.contingency import ALPHA, Contrast, Counts, contrast

_GROUPS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("Officials", ("official",)),
    ("Opposition, civil society", CRITICS),
    ("Other kinds", ("expert", "citizen", "business", "media", "international")),
    ("Kind unknown", ("unknown",)),
)
_TONES: tuple[Tone, ...] = ("doubting", "endorsing")
_LISTED, _MANY = 12, 10


@dataclass(frozen=True, slots=True)
class LoadedCue:
    """A loaded cue in its place: who, of what kind, by which words, to which effect."""

    link: Link
    source: str
    kind: str
    cue: str
    tone: str


@dataclass(frozen=True, slots=True)
class LoadedOf:
    """The loaded cues of one article, and how many more there are, in words."""

    key: Key
    cues: tuple[LoadedCue, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class CuesView:
    """On whom the loaded cues fall, by article and over all articles, and the cues themselves."""

    by_article: Table
    by_kind: Table
    loaded: tuple[LoadedOf, ...]


def build_cues(comparison: Comparison, index: Index) -> CuesView | None:
    """The part on loaded cues; None where no cue on a source was found."""
    pairs = [
        (analysis, result)
        for analysis in comparison.analyses
        if isinstance(result := analysis.results.get("sourcing"), SourcingResult)
    ]
    if not any(result.loaded_counts(KINDS)[1] for _, result in pairs):
        return None
    loaded = (_loaded(analysis, result, index) for analysis, result in pairs)
    return CuesView(
        by_article=_by_article(pairs, index),
        by_kind=_by_kind([result for _, result in pairs]),
        loaded=tuple(item for item in loaded if item.cues),
    )


def _count(
    tones: Mapping[Kind, Mapping[Tone, int]], kinds: Sequence[Kind], wanted: Sequence[Tone]
) -> int:
    return sum(tones.get(kind, {}).get(tone, 0) for kind in kinds for tone in wanted)


def _counts(result: SourcingResult, kinds: Sequence[Kind]) -> Counts:
    return Counts(*result.loaded_counts(kinds))


def _by_article(pairs: Sequence[tuple[Analysis, SourcingResult]], index: Index) -> Table:
    contrasts = [
        contrast(_counts(result, ("official",)), _counts(result, CRITICS)) for _, result in pairs
    ]
    tested = sum(found.telling for found in contrasts)
    limit = ALPHA / max(1, tested)
    rows = [
        (
            Cell(index.key(analysis.article.id).name, foreign=True),
            *(_group_cell(result, kinds) for _, kinds in _GROUPS),
            _verdict(result, found, limit),
        )
        for (analysis, result), found in zip(pairs, contrasts, strict=True)
        if len(pairs) <= _MANY or found.telling or result.loaded_counts(KINDS)[0]
    ]
    left_out = len(pairs) - len(rows)
    return Table(
        caption="How many of the verbs that attribute words to each group take sides. Last "
        "column: the share on officials against that on opposition and civil society. "
        + _tested_in_words(tested, limit)
        + (f" {plural(left_out, 'article')} without a loaded cue left out." if left_out else ""),
        columns=(
            Column("Article", width=20),
            *(Column(name, numeric=True, width=15) for name, _ in _GROUPS),
            Column("Officials against critics", width=20),
        ),
        rows=tuple(rows),
        wide=True,
    )


def _tested_in_words(tested: int, limit: float) -> str:
    """How the last column was decided."""
    if not tested:
        return "In no article are there enough of them to tell a difference from chance."
    several = f" ({ALPHA} shared among {number(tested)} articles)" if tested > 1 else ""
    return (
        f"Called different below p = {number(limit, 3)}{several} of Fisher's exact test, which "
        "takes every verb for a case of its own, also where one speaker has several. “Too few” "
        "means that such numbers could not show a difference."
    )


def _group_cell(result: SourcingResult, kinds: Sequence[Kind]) -> Cell:
    loaded, n = _counts(result, kinds)
    if not n:
        return Cell("none")
    return Cell(f"{number(loaded)} of {number(n)}", detail=_tones_in_words(result, kinds))


def _tones_in_words(result: SourcingResult, kinds: Sequence[Kind]) -> str:
    """How many cues on the kinds doubt and how many endorse; "" where all are neutral."""
    counts = ((_count(result.tones_by_kind, kinds, (tone,)), tone) for tone in _TONES)
    return ", ".join(f"{number(count)} {tone}" for count, tone in counts if count)


def _verdict(result: SourcingResult, found: Contrast, limit: float) -> Cell:
    if not found.telling:
        return Cell("too few to compare")
    officials, critics = _share(result, ("official",)), _share(result, CRITICS)
    detail = f"{percent(officials)} against {percent(critics)}, p {_p(found.p)}"
    if found.p >= limit:
        return Cell("not distinguishable", detail=detail)
    return Cell("more on officials" if officials > critics else "more on critics", detail=detail)


def _share(result: SourcingResult, kinds: Sequence[Kind]) -> float:
    counts = _counts(result, kinds)
    return counts.k / counts.n


def _p(value: float) -> str:
    return f"= {number(value, 2)}" if value >= 0.01 else "< 0.01"


def _by_kind(results: Sequence[SourcingResult]) -> Table:
    kinds = [kind for kind in KINDS if any(r.loaded_counts((kind,))[1] for r in results)]
    rows = [
        (
            Cell(tone.capitalize()),
            *(
                Cell(number(sum(_count(r.tones_by_kind, (kind,), (tone,)) for r in results)))
                for kind in kinds
            ),
        )
        for tone in ("neutral", *_TONES)
    ]
    where = "in this article" if len(results) == 1 else "in all articles together"
    return Table(
        caption=f"Tone of the attributing words on each kind of source, {where}. Those inside "
        "another attribution are left out: they are that speaker's choice.",
        columns=even_columns("Tone", [heading(kind) for kind in kinds], width=19),
        rows=tuple(rows),
        wide=True,
    )


def _loaded(analysis: Analysis, result: SourcingResult, index: Index) -> LoadedOf:
    found = [
        attribution
        for number_ in result.loaded_cues
        if not (attribution := analysis.document.attributions[number_]).nested
    ]
    rest = len(found) - _LISTED
    return LoadedOf(
        index.key(analysis.article.id),
        tuple(_loaded_cue(analysis, attribution, index) for attribution in found[:_LISTED]),
        f"{plural(rest, 'further cue')}: in the CSV." if rest > 0 else "",
    )


def _loaded_cue(analysis: Analysis, attribution: Attribution, index: Index) -> LoadedCue:
    source, cue = attribution.source, attribution.cue
    place = cue.span if cue else attribution.content[0]
    return LoadedCue(
        link=index.link(analysis.article.id, place),
        source=shorten(source.name, 50) if source else "nobody named",
        kind=kind_name(source.kind) if source else "",
        cue=shorten(cue.span.of(analysis.article.text), 40) if cue else "",
        tone=cue.tone if cue else "",
    )
