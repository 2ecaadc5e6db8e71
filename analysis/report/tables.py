"""The comparison as CSV tables, for spreadsheets and statistics programs."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from analysis.records import KINDS, Comparison, FramingResult, SourcingResult, Tone
from analysis.report.export import Row, clean, difference_rows, metadata_of, result_of, span_of
from analysis.report.export_conflicts import conflict_rows
from analysis.report.export_copies import (
    agency_rows,
    edit_rows,
    family_rows,
    share_rows,
)
from analysis.report.export_facts import fact_rows
from analysis.report.export_labels import distinctive_rows, hit_rows, label_rows, rate_rows
from analysis.report.export_order import order_rows
from analysis.report.export_timeline import date_rows, day_rows, describe_same_event

TONES: tuple[Tone, ...] = ("neutral", "doubting", "endorsing")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def to_csv(comparison: Comparison) -> dict[str, bytes]:
    """CSV tables by file name; UTF-8, a header line even without rows, unknown cells empty.

    A text cell that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    tables = {
        "articles.csv": _article_rows(comparison),
        "framing.csv": _framing_rows(comparison),
        "facets.csv": _estimate_rows(comparison, "facet"),
        "speakers.csv": _estimate_rows(comparison, "kind"),
        "attributions.csv": _attribution_rows(comparison),
        "sources.csv": _source_rows(comparison),
        "sources_by_article.csv": _source_matrix(comparison),
        "kinds.csv": _kind_rows(comparison),
        "figures.csv": _figure_rows(comparison),
        "shared_copy.csv": _shared_rows(comparison),
        "copy_families.csv": family_rows(comparison),
        "copy_shares.csv": share_rows(comparison),
        "copy_edits.csv": edit_rows(comparison),
        "agencies.csv": agency_rows(comparison),
        "differences.csv": difference_rows(comparison),
        "removed.csv": _removed_rows(comparison),
        "facts.csv": fact_rows(comparison),
        "labels.csv": label_rows(comparison),
        "words.csv": hit_rows(comparison),
        "word_rates.csv": rate_rows(comparison),
        "distinctive_words.csv": distinctive_rows(comparison),
        "conflicts.csv": conflict_rows(comparison),
        "order.csv": order_rows(comparison),
        "timeline.csv": day_rows(comparison),
        "dates.csv": date_rows(comparison),
        "same_event.csv": describe_same_event(comparison),
    }
    return {name: _table(rows, _COLUMNS.get(name, "").split()) for name, rows in tables.items()}


def _article_rows(comparison: Comparison) -> list[Row]:
    rows = []
    for analysis in comparison.analyses:
        article = analysis.article
        row = metadata_of(article) | {"authors": "; ".join(article.authors)}
        row |= {f"{name}_from": article.provenance.get(name) for name in sorted(article.provenance)}
        row["removed_lines"] = len(article.removed)
        for feature, result in analysis.results.items():
            for name, estimate in result.measures.items():
                row[f"{feature}.{name}"] = estimate.value
                if not math.isnan(estimate.low):
                    row[f"{feature}.{name}.low"] = estimate.low
                    row[f"{feature}.{name}.high"] = estimate.high
            if isinstance(result, FramingResult) and result.word_choice is not None:
                row["framing.word_choice"] = result.word_choice.value
        rows.append(row)
    return rows


def _framing_rows(comparison: Comparison) -> list[Row]:
    return [
        {
            "article": analysis.article.id,
            **span_of(segment.span),
            "voice": segment.voice,
            "role": segment.role,
            "score": segment.score,
            "relevance": segment.relevance,
            "share": segment.share,
            **{f"view.{name}": value for name, value in segment.views.items()},
            "fired": "; ".join(f"{e.label} [{e.facet}]" for e in segment.evidence),
            "text": segment.span.of(analysis.document.text),
        }
        for analysis in comparison.analyses
        if (result := result_of(analysis, "framing", FramingResult))
        for segment in result.segments
    ]


def _estimate_rows(comparison: Comparison, by: Literal["facet", "kind"]) -> list[Row]:
    """A row for each article and facet of the axis, or kind of source whose words were scored."""
    return [
        {
            "article": analysis.article.id,
            by: name,
            "score": estimate.value,
            "low": estimate.low,
            "high": estimate.high,
            "n": estimate.n,
            "reason": estimate.note or None,
        }
        for analysis in comparison.analyses
        if (result := result_of(analysis, "framing", FramingResult))
        for name, estimate in (result.facets if by == "facet" else result.speakers).items()
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
                    "confidence": found.confidence,
                    "medium": found.medium.of(text) if found.medium else None,
                    "told": bool(source and source.told),
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
            **_tones(source.tones),
            "stances": source.stances,
            "second_hand": source.second_hand,
            "told": source.told,
        }
        for analysis in comparison.analyses
        if (result := result_of(analysis, "sourcing", SourcingResult))
        for source in result.sources
    ]


def _source_matrix(comparison: Comparison) -> list[Row]:
    """A row for each source of the event, with a column of words for each article."""
    return [
        {
            "name": source.name,
            "kind": source.kind,
            "form": source.form,
            "naming": source.naming,
            "told": source.told,
            "articles": len(source.words),
            "words": source.total,
            **{
                f"words.{analysis.article.id}": source.words.get(analysis.article.id, 0)
                for analysis in comparison.analyses
            },
        }
        for source in comparison.sources
    ]


def _kind_rows(comparison: Comparison) -> list[Row]:
    """A row for each article and kind of source, also for kinds that say nothing in it."""
    return [
        {
            "article": analysis.article.id,
            "kind": kind,
            "words": result.words_by_kind.get(kind, 0),
            "share": _value(result, f"kind_{kind}"),
            "first": _value(result, f"first_{kind}"),
            **_tones(result.tones_by_kind.get(kind, {})),
        }
        for analysis in comparison.analyses
        if (result := result_of(analysis, "sourcing", SourcingResult))
        for kind in KINDS
    ]


def _tones(tones: Mapping[Tone, int]) -> Row:
    return {tone: tones.get(tone, 0) for tone in TONES}


def _value(result: SourcingResult, measure: str) -> float | None:
    estimate = result.measures.get(measure)
    return estimate.value if estimate else None


def _figure_rows(comparison: Comparison) -> list[Row]:
    return [
        {
            "article": analysis.article.id,
            **span_of(figure.span),
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
    "labels.csv": (
        "referent label load tone reasons article start end voice form source scare text"
    ),
    "words.csv": "article measure reason tone voice start end text",
    "word_rates.csv": "article voice measure value low high words",
    "distinctive_words.csv": "article word own count others log_odds z",
    "framing.csv": "article start end voice role score relevance share",
    "facets.csv": "article facet score low high n reason",
    "speakers.csv": "article kind score low high n reason",
    "attributions.csv": (
        "article type act nested source kind form naming mention cue tone start end content "
        "confidence medium told"
    ),
    "sources.csv": (
        "article name kind form naming attributions words cues first neutral doubting endorsing "
        "stances second_hand told"
    ),
    "sources_by_article.csv": "name kind form naming told articles words",
    "kinds.csv": "article kind words share first neutral doubting endorsing",
    "figures.csv": "article start end value unit referent approximate text",
    "copy_families.csv": "family voice article agencies credited",
    "copy_shares.csv": "article words verbatim reworded own",
    "copy_edits.csv": ("a b kind moved likeness a_start b_start a_text b_text only_a only_b"),
    "agencies.csv": "article agency basis start end text",
    "shared_copy.csv": "a b a_start a_end b_start b_end words a_text b_text",
    "differences.csv": ("feature measure a b value low high unit comparable distinguishable note"),
    "removed.csv": "article line reason text",
    "conflicts.csv": (
        "conflict kind fact reason explanation article start end value high unit text attribution "
        "note stance"
    ),
    "order.csv": "article what name place start end score relevance text",
    "timeline.csv": "day named_by mentions published facts_about facts_first_told",
    "dates.csv": "article start end first last basis ahead text",
    "same_event.csv": "article level likeness nearest reason",
    "facts.csv": (
        "fact label kind reported_by sure article state guessed value start end text note"
    ),
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
    value = clean(value)
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return "'" + value
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else value
