"""The comparison for other programs: JSON by the contract, and CSV tables.

Numbers are rounded to six decimals, so that the last bit of a floating-point sum, which differs
between processors, does not change the bytes.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from analysis.records import (
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
)

SCHEMA = "parallax/1"
_DECIMALS = 6
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Row = dict[str, Any]
_Result = TypeVar("_Result", bound=FeatureResult)


def to_json(comparison: Comparison) -> bytes:
    """The whole comparison as UTF-8 JSON with sorted keys; unknown numbers are null."""
    tree = _clean(describe(comparison))
    text = json.dumps(tree, sort_keys=True, ensure_ascii=False, allow_nan=False, indent=1)
    return (text + "\n").encode("utf-8", "replace")


def to_csv(comparison: Comparison) -> dict[str, bytes]:
    """CSV tables by file name; UTF-8, a header line even without rows, unknown cells empty.

    A text cell that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    tables = {
        "articles.csv": _article_rows(comparison),
        "framing.csv": _framing_rows(comparison),
        "attributions.csv": _attribution_rows(comparison),
        "sources.csv": _source_rows(comparison),
        "figures.csv": _figure_rows(comparison),
        "shared_copy.csv": _shared_rows(comparison),
        "differences.csv": _difference_rows(comparison),
        "removed.csv": _removed_rows(comparison),
    }
    return {name: _table(rows, _COLUMNS.get(name, "").split()) for name, rows in tables.items()}


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
            "differences": _difference_rows(comparison),
            "findings": [
                {
                    "text": finding.text,
                    "topic": finding.topic,
                    "evidence": [{"article": e.article, **_span(e.span)} for e in finding.evidence],
                }
                for finding in comparison.findings
            ],
            "cautions": [
                {"text": caution.text, "articles": list(caution.articles)}
                for caution in comparison.cautions
            ],
            "facts": [],
            "conflicts": [],
            "not_computed": ["facts", "conflicts"],
        },
        "skipped": [{"path": item.path, "reason": item.reason} for item in comparison.skipped],
    }


# --- articles -----------------------------------------------------------------------------------


def _article(analysis: Analysis) -> Row:
    document = analysis.document
    return _metadata(document.article) | {
        "text": document.article.text,
        "headline": None if document.article.headline is None else _span(document.article.headline),
        "provenance": dict(document.article.provenance),
        "removed": [
            {"line": cut.line, "text": cut.text, "reason": cut.reason}
            for cut in document.article.removed
        ],
        "figures": [
            {
                **_span(figure.span),
                "value": figure.value,
                "unit": figure.unit,
                "referent": figure.referent,
                "approximate": figure.approximate,
            }
            for figure in document.figures
        ],
        "framing": _framing(_result(analysis, "framing", FramingResult)),
        "sourcing": _sourcing(document, _result(analysis, "sourcing", SourcingResult)),
        "readability": _readability(_result(analysis, "readability", ReadabilityResult)),
    }


def _metadata(article: Article) -> Row:
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
        "sentences": [
            {
                **_span(segment.span),
                "score": segment.score,
                "relevance": segment.relevance,
                "voice": segment.voice,
                "role": segment.role,
                "views": dict(segment.views),
                "evidence": [
                    {**_span(e.span), "label": e.label, "facet": e.facet, "effect": e.effect}
                    for e in segment.evidence
                ],
            }
            for segment in result.segments
        ],
        "moved": list(result.moved),
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
            }
            for source in result.sources
        ],
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
            **_span(source.span),
            "name": source.name,
            "kind": source.kind,
            "form": source.form,
            "naming": source.naming,
        },
        "cue": cue and {**_span(cue.span), "tone": cue.tone, "critical": cue.critical},
        "content": [_span(span) for span in attribution.content],
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
            {"a": _span(passage.a), "b": _span(passage.b), "words": passage.words}
            for passage in shared.passages
        ],
    }


def _span(span: Span) -> Row:
    return {"start": span.start, "end": span.end}


# --- tables -------------------------------------------------------------------------------------


def _article_rows(comparison: Comparison) -> list[Row]:
    rows = []
    for analysis in comparison.analyses:
        article = analysis.article
        row = _metadata(article) | {"authors": "; ".join(article.authors)}
        row |= {f"{name}_from": article.provenance.get(name) for name in sorted(article.provenance)}
        row["removed_lines"] = len(article.removed)
        for feature, result in analysis.results.items():
            for name, estimate in result.measures.items():
                row[f"{feature}.{name}"] = estimate.value
                if not math.isnan(estimate.low):
                    row[f"{feature}.{name}.low"] = estimate.low
                    row[f"{feature}.{name}.high"] = estimate.high
        rows.append(row)
    return rows


def _framing_rows(comparison: Comparison) -> list[Row]:
    return [
        {
            "article": analysis.article.id,
            **_span(segment.span),
            "voice": segment.voice,
            "role": segment.role,
            "score": segment.score,
            "relevance": segment.relevance,
            **{f"view.{name}": value for name, value in segment.views.items()},
            "fired": "; ".join(f"{e.label} [{e.facet}]" for e in segment.evidence),
            "text": segment.span.of(analysis.document.text),
        }
        for analysis in comparison.analyses
        if (result := _result(analysis, "framing", FramingResult))
        for segment in result.segments
    ]


def _attribution_rows(comparison: Comparison) -> list[Row]:
    rows = []
    for analysis in comparison.analyses:
        text = analysis.document.text
        if "sourcing" not in analysis.results:
            continue
        for found in analysis.document.attributions:
            source, cue = found.source, found.cue
            rows.append(
                {
                    "article": analysis.article.id,
                    "type": found.type,
                    "act": found.act,
                    "nested": found.nested,
                    "source": source.name if source else None,
                    "kind": source.kind if source else None,
                    "form": source.form if source else None,
                    "naming": source.naming if source else None,
                    "mention": source.span.of(text) if source else None,
                    "cue": cue.span.of(text) if cue else None,
                    "tone": cue.tone if cue else None,
                    "start": found.content[0].start if found.content else None,
                    "end": found.content[-1].end if found.content else None,
                    "content": " … ".join(span.of(text) for span in found.content),
                }
            )
    return rows


def _source_rows(comparison: Comparison) -> list[Row]:
    return [
        {
            "article": analysis.article.id,
            "name": source.name,
            "kind": source.kind,
            "form": source.form,
            "naming": source.naming,
            "attributions": source.attributions,
            "words": source.words,
            "cues": "; ".join(source.cues),
            "first": source.first,
        }
        for analysis in comparison.analyses
        if (result := _result(analysis, "sourcing", SourcingResult))
        for source in result.sources
    ]


def _figure_rows(comparison: Comparison) -> list[Row]:
    return [
        {
            "article": analysis.article.id,
            **_span(figure.span),
            "value": figure.value,
            "unit": figure.unit,
            "referent": figure.referent,
            "approximate": figure.approximate,
            "text": figure.span.of(analysis.document.text),
        }
        for analysis in comparison.analyses
        for figure in analysis.document.figures
    ]


def _shared_rows(comparison: Comparison) -> list[Row]:
    texts = {analysis.article.id: analysis.document.text for analysis in comparison.analyses}
    return [
        {
            "a": shared.a,
            "b": shared.b,
            "a_start": passage.a.start,
            "a_end": passage.a.end,
            "b_start": passage.b.start,
            "b_end": passage.b.end,
            "words": passage.words,
            "a_text": passage.a.of(texts[shared.a]),
            "b_text": passage.b.of(texts[shared.b]),
        }
        for shared in comparison.shared_copy
        for passage in shared.passages
    ]


def _difference_rows(comparison: Comparison) -> list[Row]:
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


def _removed_rows(comparison: Comparison) -> list[Row]:
    return [
        {
            "article": analysis.article.id,
            "line": cut.line,
            "reason": cut.reason,
            "text": cut.text,
        }
        for analysis in comparison.analyses
        for cut in analysis.article.removed
    ]


_COLUMNS = {
    "framing.csv": "article start end voice role score relevance",
    "attributions.csv": (
        "article type act nested source kind form naming mention cue tone start end content"
    ),
    "sources.csv": "article name kind form naming attributions words cues first",
    "figures.csv": "article start end value unit referent approximate text",
    "shared_copy.csv": "a b a_start a_end b_start b_end words a_text b_text",
    "differences.csv": ("feature measure a b value low high unit comparable distinguishable note"),
    "removed.csv": "article line reason text",
}
"""Leading columns, so that a table without rows still has its header."""


def _table(rows: Sequence[Row], leading: Sequence[str] = ()) -> bytes:
    columns = list(dict.fromkeys([*leading, *(column for row in rows for column in row)]))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def _cell(value: Any) -> Any:
    value = _clean(value)
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return "'" + value
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else value


def _clean(value: Any) -> Any:
    """The same tree with plain, rounded numbers; nan and infinity become None."""
    if isinstance(value, Mapping):
        return {str(key): _clean(item) for key, item in value.items()}
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
        return [_clean(item) for item in value]
    raise TypeError(f"no JSON form for {type(value).__name__}")


def _result(analysis: Analysis, name: str, kind: type[_Result]) -> _Result | None:
    result = analysis.results.get(name)
    return result if isinstance(result, kind) else None
