"""What was found of the sources of an article, for the candidates about sourcing."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.compare.candidates.base import refer
from analysis.records import Analysis, Attribution, EvidenceRef, Kind, SourcingResult, Span
from analysis.settings import UNSURE

TOPIC = "sourcing"
ENOUGH = 3
"""Attributions an article needs before an absence in it means anything."""
Sourced = Sequence[tuple[Analysis, SourcingResult]]


def get_sourcing(analysis: Analysis) -> SourcingResult | None:
    """The sourcing of an article; None where it was not extracted."""
    result = analysis.results.get(TOPIC)
    return result if isinstance(result, SourcingResult) else None


def count_attributions(analysis: Analysis) -> int:
    """How many attributions were found."""
    return len(analysis.document.attributions)


def has_kind(analysis: Analysis, result: SourcingResult, kind: Kind) -> bool:
    """Whether a source of this kind occurs at all, be it without words."""
    return result.words_by_kind.get(kind, 0) > 0 or any(
        attribution.source is not None and attribution.source.kind == kind
        for attribution in analysis.document.attributions
    )


def has_sure_kind(analysis: Analysis, kind: Kind) -> bool:
    """Whether an attribution to a source of this kind is more probably right than wrong."""
    return any(
        attribution.source is not None and attribution.source.kind == kind and is_sure(attribution)
        for attribution in analysis.document.attributions
    )


def is_sure(attribution: Attribution) -> bool:
    """Whether it is at least as probable as UNSURE, or was never doubted."""
    return attribution.confidence is None or attribution.confidence >= UNSURE


def unplaced_share(result: SourcingResult) -> float:
    """The part of the attributed words whose source could not be placed; 1 without any words."""
    total = sum(result.words_by_kind.values())
    return result.words_by_kind.get("unknown", 0) / total if total else 1.0


def refer_to_kind(analysis: Analysis, kind: str, *, most: int = 3) -> list[EvidenceRef]:
    """The longest contents given to sources of a kind or naming, unsure ones last."""
    found = [
        attribution
        for attribution in analysis.document.attributions
        if attribution.source is not None
        and not attribution.nested
        and kind in (attribution.source.kind, attribution.source.naming)
    ]
    spans = [
        span
        for sure in (True, False)
        for span in longest_first([s for a in found if is_sure(a) == sure for s in a.content])
    ]
    return refer(analysis, spans, most=most)


def longest_first(spans: Sequence[Span]) -> list[Span]:
    """The spans, the longest first; equal ones in text order."""
    return sorted(spans, key=lambda span: (span.start - span.end, span.start))
