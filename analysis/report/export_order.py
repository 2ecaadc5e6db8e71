"""What comes first in each article, for other programs."""

from __future__ import annotations

from typing import Any

from analysis.records import ArticleOrder, Comparison, FramingResult, SegmentScore, Span

Row = dict[str, Any]


def describe_order(comparison: Comparison) -> list[Row]:
    """One entry for each article, in the order of the comparison."""
    segments = _segments(comparison)
    return [
        {
            "article": order.article,
            "headline": _span(order.headline) if order.headline else None,
            "lead": _span(order.lead) if order.lead else None,
            "lead_segments": [
                {
                    **_span(segments[order.article][at].span),
                    "score": segments[order.article][at].score,
                    "relevance": segments[order.article][at].relevance,
                    "voice": segments[order.article][at].voice,
                }
                for at in order.lead_segments
            ],
            "attributions": order.attributions,
            "voices": {
                voice.role: {
                    **_span(voice.span),
                    "place": voice.place,
                    "source": voice.source,
                    "confidence": voice.confidence,
                }
                for voice in order.voices
            },
            "facts": [
                {"fact": placed.fact, "place": placed.place, **_span(placed.span)}
                for placed in order.facts
            ],
        }
        for order in comparison.order
    ]


def order_rows(comparison: Comparison) -> list[Row]:
    """A row for the headline, the lead, each first voice, and each fact in text order."""
    texts = {a.article.id: a.document.text for a in comparison.analyses}
    segments = _segments(comparison)
    rows = []
    for order in comparison.order:
        text = texts[order.article]
        if order.headline:
            rows.append(_row(order, "headline", "", 0.0, order.headline, text))
        if order.lead:
            place = order.lead.start / len(text)
            row = _row(order, "lead", "", place, order.lead, text)
            scored = [segments[order.article][at] for at in order.lead_segments]
            row |= {"score": lead_score(scored), "relevance": lead_relevance(scored)}
            rows.append(row)
        for voice in order.voices:
            rows.append(
                _row(order, f"first_{voice.role}", voice.source, voice.place, voice.span, text)
            )
        for placed in order.facts:
            rows.append(_row(order, "fact", placed.fact, placed.place, placed.span, text))
    return rows


def lead_relevance(segments: list[SegmentScore]) -> float | None:
    """How much of the lead is about the axis, 0..1: that of its most relevant segment."""
    return max((segment.relevance for segment in segments), default=None)


def lead_score(segments: list[SegmentScore]) -> float | None:
    """The relevance-weighted mean score of the lead's segments; None where none is relevant."""
    weight = sum(segment.relevance for segment in segments)
    return sum(s.score * s.relevance for s in segments) / weight if weight > 0 else None


def _segments(comparison: Comparison) -> dict[str, tuple[SegmentScore, ...]]:
    found: dict[str, tuple[SegmentScore, ...]] = {}
    for analysis in comparison.analyses:
        result = analysis.results.get("framing")
        found[analysis.article.id] = result.segments if isinstance(result, FramingResult) else ()
    return found


def _row(order: ArticleOrder, what: str, name: str, place: float, span: Span, text: str) -> Row:
    return {
        "article": order.article,
        "what": what,
        "name": name,
        "place": place,
        **_span(span),
        "score": None,
        "relevance": None,
        "text": " ".join(span.of(text).split()),
    }


def _span(span: Span) -> Row:
    return {"start": span.start, "end": span.end}
