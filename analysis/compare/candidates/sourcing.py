"""What can be said about sourcing: who gets words, who gets none, how much is quoted.

Attributions are found by rules that miss some, so an absence is always told as "we found none",
and only of articles in which several attributions were found.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from analysis.compare.candidates.base import (
    SHORT,
    Candidate,
    Material,
    Scored,
    apart_from_end,
    certainty_of,
    distance_to,
    find_end,
    make_candidate,
    refer,
    separate_ends,
    template,
)
from analysis.compare.differences import get_measure, separate
from analysis.compare.wording import listing, percent, plural, read_wording
from analysis.records import (
    KINDS,
    Analysis,
    Attribution,
    Estimate,
    EvidenceRef,
    Kind,
    Naming,
    SourcingResult,
    Span,
)

TOPIC = "sourcing"
ENOUGH = 3
"""Attributions an article needs before an absence in it means anything."""
MIN_WORDS = 10
"""Words a kind of source must be given before it is said to be given words."""
UNPLACED = 0.5
"""Where more of the attributed words than this have a source of unknown kind, nothing is said
about kinds that were not found."""
KINDS_TOLD = 3
DOMINANT = 0.55
MORE_QUOTED = 2.0
MUCH_QUOTED = 0.08
EARLY_LATE = 0.4
NAMINGS: tuple[Naming, ...] = ("anonymous", "role", "named")


def find_candidates(material: Material) -> Iterator[Candidate]:
    """Candidates about sourcing; none for articles whose sourcing was not extracted."""
    sourced = [(a, r) for a in material.analyses if (r := _sourcing(a)) is not None]
    if len(material.analyses) > 1:
        yield from _presence(material, sourced)
        yield from _shares(material)
        yield from _quoting(material)
        yield from _critics(material)
    else:
        yield from _kinds_of_one(material, sourced)
    yield from _dominant(material, sourced)
    yield from _officials_only(material, sourced)
    yield from _nobody(material, sourced)


# --- kinds of source ----------------------------------------------------------------------------


def _presence(
    material: Material, sourced: Sequence[tuple[Analysis, SourcingResult]]
) -> Iterator[Candidate]:
    if len(sourced) != len(material.analyses):
        return
    importance: dict[Kind, float] = read_wording("findings")[TOPIC]["importance"]
    for kind in KINDS:
        if kind not in importance:
            continue
        having = [a for a, result in sourced if result.words_by_kind.get(kind, 0) >= MIN_WORDS]
        # An article with a word or two of the kind neither has it nor lacks it, and where little
        # was found or placed, nothing can be said to be missing.
        lacking = [
            (a, r)
            for a, r in sourced
            if not _has_kind(a, r, kind) and _unplaced(r) <= UNPLACED and _attributed(a) >= ENOUGH
        ]
        if not (having and lacking):
            continue
        everyone = len(having) + len(lacking) == len(sourced)
        text = _presence_text(material, kind, having, [a for a, _ in lacking], everyone=everyone)
        most = 3 if len(having) == 1 else 1
        yield make_candidate(
            TOPIC,
            "presence",
            text,
            evidence=[ref for a in having for ref in _passages(a, kind, most=most)],
            size=importance[kind],
            certainty=1.0 - max(_unplaced(result) for _, result in lacking),
        )


def _presence_text(
    material: Material,
    kind: Kind,
    having: Sequence[Analysis],
    lacking: Sequence[Analysis],
    *,
    everyone: bool,
) -> str:
    names = material.names
    words = read_wording("findings")[TOPIC]["kinds"][kind]
    have, lack = [a.article.id for a in having], [a.article.id for a in lacking]
    if everyone and len(have) == 1:
        share = get_measure(having[0], TOPIC, f"kind_{kind}")
        detail = template(TOPIC, "detail").format(share=percent(share.value)) if share.known else ""
        return template(TOPIC, "only").format(
            name=names[have[0]], kind=words, detail=detail, others=material.others(have[0])
        )
    if everyone and len(lack) == 1:
        return template(TOPIC, "missing" if len(have) > 2 else "missing_both").format(
            kind=words, name=names[lack[0]], others=material.others(lack[0])
        )
    return template(TOPIC, "some").format(
        names=names.listed(have),
        gives="gives" if len(have) == 1 else "give",
        kind=words,
        others=names.listed(lack),
    )


def _shares(material: Material) -> Iterator[Candidate]:
    """For each kind and naming, the article that stands out from others, where that is sure."""
    words = read_wording("findings")[TOPIC]
    for measure, kind, name in [
        *((f"kind_{kind}", kind, words["kinds"][kind]) for kind in KINDS if kind in words["kinds"]),
        *((f"{naming}_share", naming, words["namings"][naming]) for naming in NAMINGS),
    ]:
        measured = material.measured(TOPIC, measure)
        ends = separate_ends(measured, prefer_highest=True) if len(measured) > 1 else []
        if ends:
            yield _share(material, measured, kind, name, highest=ends[0])


def _share(
    material: Material, measured: Sequence[Scored], kind: str, name: str, *, highest: bool
) -> Candidate:
    analysis, share = find_end(measured, highest=highest)
    others = apart_from_end(measured, highest=highest)
    nearest = find_end(others, highest=highest)[1]
    most = analysis if highest else find_end(others, highest=True)[0]
    text = template(TOPIC, "more" if highest else "less").format(
        name=material.names[analysis.article.id],
        kind=name,
        share=percent(share.value),
        interval=_interval(share),
        others=material.name_others(analysis, others),
        others_share=_range([estimate for _, estimate in others]),
    )
    return make_candidate(
        TOPIC,
        "more",
        text,
        evidence=_passages(most, kind),
        size=min(1.0, 0.4 + distance_to(share.value, others)),
        certainty=certainty_of(*sorted((share, nearest), key=lambda e: e.value)),
    )


def _interval(share: Estimate) -> str:
    return f" ({percent(share.low)} to {percent(share.high)})"


def _range(shares: Sequence[Estimate]) -> str:
    if len(shares) == 1:
        share = shares[0]
        return f"{percent(share.value)}, {percent(share.low)} to {percent(share.high)}"
    low, high = (percent(end(share.value for share in shares)) for end in (min, max))
    return low if low == high else template(TOPIC, "between").format(low=low, high=high)


def _kinds_of_one(
    material: Material, sourced: Sequence[tuple[Analysis, SourcingResult]]
) -> Iterator[Candidate]:
    """Who has how much of the attributed words in a single article."""
    kinds: dict[Kind, str] = read_wording("findings")[TOPIC]["kinds"]
    for analysis, result in sourced:
        total = sum(result.words_by_kind.values())
        if not total or _attributed(analysis) < ENOUGH:
            continue
        ordered = sorted(
            (kind for kind in kinds if result.words_by_kind.get(kind, 0)),
            key=lambda kind: -result.words_by_kind[kind],
        )
        parts = [
            template(TOPIC, "part").format(
                kind=kinds[kind], share=percent(result.words_by_kind[kind] / total)
            )
            for kind in ordered[:KINDS_TOLD]
        ]
        if _unplaced(result) > 0:
            parts.append(template(TOPIC, "part_unknown").format(share=percent(_unplaced(result))))
        text = template(TOPIC, "alone").format(
            sources=plural(len(result.sources), "source"),
            name=material.names[analysis.article.id],
            parts=listing(parts),
        )
        evidence = _passages(analysis, ordered[0]) if ordered else []
        yield make_candidate(TOPIC, "alone", text, evidence=evidence, size=1.0)


def _officials_only(
    material: Material, sourced: Sequence[tuple[Analysis, SourcingResult]]
) -> Iterator[Candidate]:
    for analysis, result in sourced:
        kinds = {kind for kind, n in result.words_by_kind.items() if n > 0} - {"unknown"}
        enough = _attributed(analysis) >= ENOUGH and _unplaced(result) <= UNPLACED
        if kinds == {"official"} and enough:
            text = template(TOPIC, "officials").format(name=material.names[analysis.article.id])
            yield make_candidate(
                TOPIC,
                "officials",
                text,
                evidence=_passages(analysis, "official"),
                size=1.0,
                certainty=1.0 - _unplaced(result),
            )


# --- single sources and quoting -----------------------------------------------------------------


def _dominant(
    material: Material, sourced: Sequence[tuple[Analysis, SourcingResult]]
) -> Iterator[Candidate]:
    """The article in which one source has most of the attributed words."""
    found = []
    for analysis, result in sourced:
        total = sum(source.words for source in result.sources)
        if not total or _attributed(analysis) < ENOUGH + 1 or len(result.sources) < 2:
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
            TOPIC, "dominant", text, evidence=refer(analysis, _longest(spans)), size=0.5 + share / 2
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
    yield make_candidate(TOPIC, "quoted", text, evidence=refer(most, _longest(spans)), size=size)


def _is_count(end: float) -> bool:
    """Whether an estimate without interval: a count of what stands in the text."""
    return math.isnan(end)


def _critics(material: Material) -> Iterator[Candidate]:
    places = [
        (analysis, place)
        for analysis in material.analyses
        if (place := get_measure(analysis, TOPIC, "first_critic")).known
        and _attributed(analysis) >= ENOUGH
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


def _nobody(
    material: Material, sourced: Sequence[tuple[Analysis, SourcingResult]]
) -> Iterator[Candidate]:
    if len(material.analyses) > 1 and not any(_attributed(a) for a, _ in sourced):
        return
    for analysis, _ in sourced:
        if not _attributed(analysis) and analysis.document.sentences:
            text = template(TOPIC, "none").format(name=material.names[analysis.article.id])
            yield make_candidate(TOPIC, "none", text, size=1.0)


# --- what was found -----------------------------------------------------------------------------


def _sourcing(analysis: Analysis) -> SourcingResult | None:
    result = analysis.results.get(TOPIC)
    return result if isinstance(result, SourcingResult) else None


def _attributed(analysis: Analysis) -> int:
    return len(analysis.document.attributions)


def _has_kind(analysis: Analysis, result: SourcingResult, kind: Kind) -> bool:
    return result.words_by_kind.get(kind, 0) > 0 or any(
        attribution.source is not None and attribution.source.kind == kind
        for attribution in analysis.document.attributions
    )


def _unplaced(result: SourcingResult) -> float:
    """The part of the attributed words whose source could not be placed; 1 without any words."""
    total = sum(result.words_by_kind.values())
    return result.words_by_kind.get("unknown", 0) / total if total else 1.0


def _passages(analysis: Analysis, kind: str, *, most: int = 3) -> list[EvidenceRef]:
    """The longest contents given to sources of a kind or naming."""
    spans = [
        span
        for attribution in analysis.document.attributions
        if attribution.source is not None
        and not attribution.nested
        and kind in (attribution.source.kind, attribution.source.naming)
        for span in attribution.content
    ]
    return refer(analysis, _longest(spans), most=most)


def _longest(spans: Sequence[Span]) -> list[Span]:
    return sorted(spans, key=lambda span: (span.start - span.end, span.start))
