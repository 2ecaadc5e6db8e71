"""What can be said about sourcing: kinds of source, single sources, how much is quoted."""

from __future__ import annotations

import math
from collections.abc import Iterator

from analysis.compare.candidates import kinds, voices
from analysis.compare.candidates.attributed import (
    ENOUGH,
    TOPIC,
    Sourced,
    count_attributions,
    get_sourcing,
    longest_first,
)
from analysis.compare.candidates.base import (
    SHORT,
    Candidate,
    Material,
    find_end,
    make_candidate,
    refer,
    template,
)
from analysis.compare.differences import get_measure, separate
from analysis.compare.wording import percent
from analysis.records import (
    Analysis,
    Attribution,
    Estimate,
    EvidenceRef,
)

DOMINANT = 0.55
MORE_QUOTED = 2.0
MUCH_QUOTED = 0.08
EARLY_LATE = 0.4


def find_candidates(material: Material) -> Iterator[Candidate]:
    """Candidates about sourcing; none for articles whose sourcing was not extracted."""
    sourced = [(a, r) for a in material.analyses if (r := get_sourcing(a)) is not None]
    if len(material.analyses) > 1:
        yield from kinds.find_presence(material, sourced)
        yield from kinds.find_shares(material)
        yield from _quoting(material)
        yield from _critics(material)
        yield from voices.find_everywhere(material, sourced)
    else:
        yield from kinds.find_kinds_of_one(material, sourced)
    yield from _dominant(material, sourced)
    yield from kinds.find_officials_only(material, sourced)
    yield from voices.find_loaded(material, sourced)
    yield from _nobody(material, sourced)


def _dominant(material: Material, sourced: Sourced) -> Iterator[Candidate]:
    """The article in which one source has most of the attributed words."""
    found = []
    for analysis, result in sourced:
        total = sum(source.words for source in result.sources)
        if not total or count_attributions(analysis) < ENOUGH + 1 or len(result.sources) < 2:
            continue
        source = max(result.sources, key=lambda s: (s.words, s.name))
        if source.naming == "named" and source.words / total > DOMINANT:
            found.append((source.words / total, analysis, source))
    if found:
        share, analysis, source = max(found, key=lambda item: item[0])
        text = template(TOPIC, "dominant").format(
            name=material.names[analysis.article.id], source=source.name, share=percent(share)
        )
        spans = [
            span
            for attribution in analysis.document.attributions
            if attribution.source is not None and attribution.source.name == source.name
            for span in attribution.content
        ]
        yield make_candidate(
            TOPIC,
            "dominant",
            text,
            evidence=refer(analysis, longest_first(spans)),
            size=0.5 + share / 2,
        )


def _quoting(material: Material) -> Iterator[Candidate]:
    shares = [
        (analysis, share)
        for analysis in material.analyses
        if (share := get_measure(analysis, TOPIC, "quoted_share")).known
        and len(analysis.document.tokens) >= SHORT
    ]
    if len(shares) < 2:
        return
    (most, high), (least, low) = find_end(shares, highest=True), find_end(shares, highest=False)
    if high.value < MORE_QUOTED * low.value or high.value - low.value < MUCH_QUOTED:
        return
    if not (_is_count(high.low) or separate(high, low)):
        return
    text = template(TOPIC, "quoted").format(
        name=material.names[most.article.id],
        other=material.names[least.article.id],
        share=percent(high.value),
        other_share=percent(low.value),
    )
    spans = [q.span for q in most.document.quotations if not q.scare]
    size = min(1.0, 0.4 + 2 * (high.value - low.value))
    yield make_candidate(
        TOPIC, "quoted", text, evidence=refer(most, longest_first(spans)), size=size
    )


def _is_count(end: float) -> bool:
    """Whether an estimate without interval: a count of what stands in the text."""
    return math.isnan(end)


def _critics(material: Material) -> Iterator[Candidate]:
    places = [
        (analysis, place)
        for analysis in material.analyses
        if (place := _critic_place(material, analysis)).known
        and count_attributions(analysis) >= ENOUGH
    ]
    if len(places) < 2:
        return
    (late, last), (early, first) = find_end(places, highest=True), find_end(places, highest=False)
    if last.value - first.value < EARLY_LATE:
        return
    text = template(TOPIC, "critic").format(
        name=material.names[early.article.id],
        other=material.names[late.article.id],
        place=percent(first.value),
        other_place=percent(last.value),
    )
    evidence = [*_at(early, first.value), *_at(late, last.value)]
    yield make_candidate(
        TOPIC, "critic", text, evidence=evidence, size=min(1.0, last.value - first.value + 0.2)
    )


def _critic_place(material: Material, analysis: Analysis) -> Estimate:
    """Where the first critic is, as the part on order has it, where this was looked for."""
    order = next((one for one in material.order if one.article == analysis.article.id), None)
    if order is None:
        return get_measure(analysis, TOPIC, "first_critic")
    voice = next((voice for voice in order.voices if voice.role == "critic"), None)
    return Estimate(voice.place) if voice else Estimate.unknown("no critic was found")


def _at(analysis: Analysis, place: float) -> list[EvidenceRef]:
    """The attribution whose source stands nearest to a place in the text (0..1)."""
    length = max(1, len(analysis.document.text))
    placed = [a for a in analysis.document.attributions if a.source is not None and a.content]
    if not placed:
        return []
    nearest = min(placed, key=lambda a: (abs(_start(a) / length - place), _start(a)))
    return refer(analysis, nearest.content, most=1)


def _start(attribution: Attribution) -> int:
    source = attribution.source
    return min(*(span.start for span in attribution.content), source.span.start if source else 0)


def _nobody(material: Material, sourced: Sourced) -> Iterator[Candidate]:
    if len(material.analyses) > 1 and not any(count_attributions(a) for a, _ in sourced):
        return
    for analysis, _ in sourced:
        if not count_attributions(analysis) and analysis.document.sentences:
            text = template(TOPIC, "none").format(name=material.names[analysis.article.id])
            yield make_candidate(TOPIC, "none", text, size=1.0)
