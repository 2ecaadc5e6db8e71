"""The comparison for other programs: JSON by the contract.

Numbers are rounded to six decimals, so that the last bit of a floating-point sum, which differs
between processors, does not change the bytes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from analysis.records import (
    KINDS,
    Analysis,
    Article,
    Attribution,
    Comparison,
    Document,
    Estimate,
    FeatureResult,
    FramingResult,
    ReadabilityResult,
    SharedCopy,
    SourcingResult,
    Span,
    WordChoice,
)
from analysis.report.export_conflicts import describe_conflicts
from analysis.report.export_copies import describe_copies
from analysis.report.export_facts import describe_facts, describe_omissions
from analysis.report.export_labels import describe_labels, describe_wording
from analysis.report.export_order import describe_order
from analysis.report.export_timeline import describe_same_event, describe_timeline

SCHEMA = "parallax/1"
_DECIMALS = 6

Row = dict[str, Any]
_Result = TypeVar("_Result", bound=FeatureResult)


def to_json(comparison: Comparison) -> bytes:
    """The whole comparison as UTF-8 JSON with sorted keys; unknown numbers are null."""
    tree = clean(describe(comparison))
    text = json.dumps(tree, sort_keys=True, ensure_ascii=False, allow_nan=False, indent=1)
    return (text + "\n").encode("utf-8", "replace")


def describe(comparison: Comparison) -> dict[str, Any]:
    """The comparison as nested dictionaries and lists by the contract, not yet rounded."""
    return {
        "schema": SCHEMA,
        "event": {
            "title": comparison.event.title,
            "date": comparison.event.date,
            "axis": comparison.event.axis,
            "subjects": list(comparison.event.subjects),
        },
        "articles": [_article(analysis) for analysis in comparison.analyses],
        "comparison": {
            "shared_copy": [_shared(shared) for shared in comparison.shared_copy],
            "differences": difference_rows(comparison),
            "findings": [
                {
                    "text": finding.text,
                    "topic": finding.topic,
                    "evidence": [
                        {"article": e.article, **span_of(e.span)} for e in finding.evidence
                    ],
                }
                for finding in comparison.findings
            ],
            "cautions": [
                {"text": caution.text, "articles": list(caution.articles)}
                for caution in comparison.cautions
            ],
            "sources": [
                {
                    "name": source.name,
                    "kind": source.kind,
                    "form": source.form,
                    "naming": source.naming,
                    "told": source.told,
                    "words": dict(source.words),
                    "attributions": dict(source.attributions),
                }
                for source in comparison.sources
            ],
            "labels": describe_labels(comparison),
            "wording": describe_wording(comparison),
            "facts": describe_facts(comparison),
            "omissions": describe_omissions(comparison),
            "conflicts": describe_conflicts(comparison),
            "copies": describe_copies(comparison),
            "order": describe_order(comparison),
            "timeline": describe_timeline(comparison),
            "same_event": describe_same_event(comparison),
            "not_computed": [],
        },
        "skipped": [{"path": item.path, "reason": item.reason} for item in comparison.skipped],
    }


# --- articles -----------------------------------------------------------------------------------


def _article(analysis: Analysis) -> Row:
    document = analysis.document
    return metadata_of(document.article) | {
        "text": document.article.text,
        "headline": None
        if document.article.headline is None
        else span_of(document.article.headline),
        "provenance": dict(document.article.provenance),
        "removed": [
            {"line": cut.line, "text": cut.text, "reason": cut.reason}
            for cut in document.article.removed
        ],
        "figures": [
            {
                **span_of(figure.span),
                "value": figure.value,
                "unit": figure.unit,
                "referent": figure.referent,
                "approximate": figure.approximate,
            }
            for figure in document.figures
        ],
        "framing": _framing(result_of(analysis, "framing", FramingResult)),
        "sourcing": _sourcing(document, result_of(analysis, "sourcing", SourcingResult)),
        "readability": _readability(result_of(analysis, "readability", ReadabilityResult)),
    }


def metadata_of(article: Article) -> Row:
    """What is known about an article, without its text."""
    return {
        "path": article.path,
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "authors": list(article.authors),
        "published": article.published,
        "url": article.url,
        "language": article.language,
        "genre": article.genre,
        "encoding": article.encoding,
    }


def _framing(result: FramingResult | None) -> Row | None:
    if result is None:
        return None
    return {
        "axis": result.axis,
        **_score(result.overall),
        "abstained": not result.overall.known,
        "reason": result.overall.note or None,
        "method": result.overall.method,
        "voices": {voice: _score(result.voices[voice]) for voice in result.voices},
        "headline": _score(result.headline),
        "facets": {facet: _score(estimate) for facet, estimate in result.facets.items()},
        "speakers": {kind: _score(estimate) for kind, estimate in result.speakers.items()},
        "without_strongest": _score(result.without_strongest),
        "word_choice": _word_choice(result.word_choice),
        "sentences": [
            {
                **span_of(segment.span),
                "score": segment.score,
                "relevance": segment.relevance,
                "share": segment.share,
                "voice": segment.voice,
                "role": segment.role,
                "views": dict(segment.views),
                "evidence": [
                    {**span_of(e.span), "label": e.label, "facet": e.facet, "effect": e.effect}
                    for e in segment.evidence
                ],
            }
            for segment in result.segments
        ],
        "moved": list(result.moved),
    }


def _word_choice(choice: WordChoice | None) -> Row | None:
    if choice is None:
        return None
    return {
        "value": choice.value,
        "words": choice.words,
        **{
            side: [{"word": w.word, "times": w.times, "effect": w.effect} for w in words]
            for side, words in (("up", choice.up), ("down", choice.down))
        },
    }


def _sourcing(document: Document, result: SourcingResult | None) -> Row | None:
    if result is None:
        return None
    return {
        "attributions": [_attribution(attribution) for attribution in document.attributions],
        "sources": [
            {
                "name": source.name,
                "kind": source.kind,
                "form": source.form,
                "naming": source.naming,
                "attributions": source.attributions,
                "words": source.words,
                "cues": list(source.cues),
                "first": source.first,
                "tones": dict(source.tones),
                "stances": source.stances,
                "second_hand": source.second_hand,
                "told": source.told,
            }
            for source in result.sources
        ],
        "kinds": {
            kind: {
                "words": result.words_by_kind.get(kind, 0),
                "tones": dict(result.tones_by_kind.get(kind, {})),
            }
            for kind in KINDS
        },
        "measures": _measures(result),
    }


def _attribution(attribution: Attribution) -> Row:
    source, cue = attribution.source, attribution.cue
    return {
        "type": attribution.type,
        "act": attribution.act,
        "nested": attribution.nested,
        "source": source
        and {
            **span_of(source.span),
            "name": source.name,
            "kind": source.kind,
            "form": source.form,
            "naming": source.naming,
            "told": source.told,
        },
        "cue": cue and {**span_of(cue.span), "tone": cue.tone, "critical": cue.critical},
        "content": [span_of(span) for span in attribution.content],
        "confidence": attribution.confidence,
        "medium": attribution.medium and span_of(attribution.medium),
    }


def _readability(result: ReadabilityResult | None) -> Row | None:
    if result is None:
        return None
    return {
        "measures": _measures(result),
        "voices": {
            voice: {name: _estimate(measure) for name, measure in measures.items()}
            for voice, measures in result.voices.items()
        },
        "method": dict(result.method),
    }


def _measures(result: FeatureResult) -> Row:
    return {name: _estimate(estimate) for name, estimate in result.measures.items()}


def _estimate(estimate: Estimate) -> Row:
    return {
        "value": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "n": estimate.n,
        "unit": estimate.unit,
        "method": estimate.method,
        "note": estimate.note or None,
    }


def _score(estimate: Estimate) -> Row:
    return {
        "score": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "n": estimate.n,
        "reason": estimate.note or None,
    }


def _shared(shared: SharedCopy) -> Row:
    return {
        "a": shared.a,
        "b": shared.b,
        "words": shared.words,
        "share_a": shared.share_a,
        "share_b": shared.share_b,
        "passages": [
            {"a": span_of(passage.a), "b": span_of(passage.b), "words": passage.words}
            for passage in shared.passages
        ],
    }


def span_of(span: Span) -> Row:
    """Start and end of a span."""
    return {"start": span.start, "end": span.end}


def difference_rows(comparison: Comparison) -> list[Row]:
    """One row a measure and pair of articles."""
    return [
        {
            "feature": difference.feature,
            "measure": difference.measure,
            "a": difference.a,
            "b": difference.b,
            "value": difference.estimate.value,
            "low": difference.estimate.low,
            "high": difference.estimate.high,
            "unit": difference.estimate.unit,
            "comparable": difference.comparable,
            "distinguishable": difference.distinguishable,
            "note": difference.estimate.note or None,
        }
        for difference in comparison.differences
    ]


def clean(value: Any) -> Any:
    """The same tree with plain, rounded numbers; nan and infinity become None."""
    if isinstance(value, Mapping):
        return {str(key): clean(item) for key, item in value.items()}
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        # Adding zero turns -0.0, which depends on the order of a sum, into 0.0.
        return round(float(value), _DECIMALS) + 0.0
    if isinstance(value, Iterable):
        return [clean(item) for item in value]
    raise TypeError(f"no JSON form for {type(value).__name__}")


def result_of(analysis: Analysis, name: str, kind: type[_Result]) -> _Result | None:
    """The result of a feature; None where it was not extracted."""
    result = analysis.results.get(name)
    return result if isinstance(result, kind) else None
