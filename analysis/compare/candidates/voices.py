"""What can be said about voices across articles: who speaks in all, on whom loaded cues fall."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.compare.candidates.attributed import TOPIC, Sourced
from analysis.compare.candidates.base import (
    Candidate,
    Material,
    make_candidate,
    refer,
    template,
)
from analysis.compare.sources import find_sources
from analysis.compare.wording import listing, read_wording, small
from analysis.records import CRITICS, Analysis, EventSource, EvidenceRef, Kind, Span
from analysis.stats.contingency import ALPHA, Counts, contrast

MIN_ARTICLES = 3
MIN_SOURCES = 5
"""Sources with a name that are needed before it is told how many speak in one article alone."""
NAMED_AT_MOST = 3


def find_everywhere(material: Material, sourced: Sourced) -> Iterator[Candidate]:
    """The few sources that every article gives words to, where most others speak in one alone."""
    ids = [analysis.article.id for analysis, _ in sourced]
    if len(ids) < MIN_ARTICLES or len(ids) != len(material.analyses):
        return
    named = [
        source
        for source in find_sources([analysis for analysis, _ in sourced])
        if source.naming == "named" and source.total
    ]
    everywhere = [source for source in named if all(source.words.get(a) for a in ids)]
    alone = [source for source in named if sum(1 for a in ids if source.words.get(a)) == 1]
    if not 1 <= len(everywhere) <= NAMED_AT_MOST or len(named) < MIN_SOURCES or not alone:
        return
    text = template(TOPIC, "everywhere").format(
        sources=listing([source.name for source in everywhere]),
        are="is the only source" if len(everywhere) == 1 else "are the only sources",
        articles=small(len(ids)),
        alone=small(len(alone)),
        speaks="speaks" if len(alone) == 1 else "speak",
        total=small(len(named)),
    )
    yield make_candidate(
        TOPIC,
        "everywhere",
        text,
        evidence=[_longest(analysis, everywhere[0]) for analysis, _ in sourced],
        size=len(alone) / len(named),
    )


def _longest(analysis: Analysis, source: EventSource) -> EvidenceRef:
    """The longest content that an article gives to a source it is known to quote."""
    spans = [
        span
        for attribution in analysis.document.attributions
        if attribution.source is not None
        and attribution.source.name.casefold() == source.name.casefold()
        for span in attribution.content
    ]
    longest = max(spans, key=lambda span: (span.end - span.start, -span.start), default=Span(0, 1))
    return EvidenceRef(analysis.article.id, longest)


def find_loaded(material: Material, sourced: Sourced) -> Iterator[Candidate]:
    """The articles whose loaded cues fall on officials and on critics unequally, by exact test."""
    counted = [
        (a, Counts(*r.loaded_counts(("official",))), Counts(*r.loaded_counts(CRITICS)))
        for a, r in sourced
    ]
    tested = [(*item, found) for item in counted if (found := contrast(item[1], item[2])).telling]
    names = read_wording("findings")[TOPIC]["groups"]
    for analysis, officials, critics, found in tested:
        if found.p >= ALPHA / len(tested):
            continue
        more = officials.k * critics.n > critics.k * officials.n
        high, low = (officials, critics) if more else (critics, officials)
        kinds: tuple[Kind, ...] = ("official",) if more else CRITICS
        text = template(TOPIC, "loaded").format(
            name=material.names[analysis.article.id],
            group=names["official" if more else "critic"],
            k=high.k,
            n=high.n,
            other=names["critic" if more else "official"],
            other_k=low.k,
            other_n=low.n,
        )
        yield make_candidate(
            TOPIC,
            "loaded",
            text,
            evidence=refer(analysis, _loaded(analysis, kinds)),
            size=high.k / high.n - low.k / low.n,
        )


def _loaded(analysis: Analysis, kinds: tuple[Kind, ...]) -> list[Span]:
    """Where the narrator's loaded cues on sources of the kinds stand."""
    return [
        attribution.cue.span
        for attribution in analysis.document.attributions
        if attribution.cue is not None
        and attribution.cue.tone != "neutral"
        and attribution.source is not None
        and attribution.source.kind in kinds
        and not attribution.nested
    ]
