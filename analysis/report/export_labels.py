"""Labels and the words of the articles for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.records import Comparison, Estimate, Span, WordMeasure

Row = dict[str, Any]


def describe_labels(comparison: Comparison) -> list[Row]:
    """The main referents, each with its labels and where they are used."""
    return [
        {
            "id": referent.id,
            "name": referent.name,
            "mentions": dict(referent.mentions),
            "labels": [
                {
                    "text": label.text,
                    "load": label.load,
                    "reasons": list(label.reasons),
                    "tone": label.tone or None,
                    "uses": [
                        {
                            "article": use.article,
                            **_span(use.span),
                            "voice": use.voice,
                            "form": use.form,
                            "source": use.source or None,
                            "scare": use.scare,
                        }
                        for use in label.uses
                    ],
                }
                for label in referent.labels
            ],
        }
        for referent in comparison.labels
    ]


def describe_wording(comparison: Comparison) -> list[Row]:
    """For each article the rates of its words, every hit, and its distinctive words."""
    return [
        {
            "article": words.article,
            "narrator": _rates(words.narrator),
            "quoted": _rates(words.quoted),
            "hits": [
                {
                    **_span(hit.span),
                    "measure": hit.measure,
                    "reason": hit.reason,
                    "tone": hit.tone or None,
                    "voice": hit.voice,
                }
                for hit in words.hits
            ],
            "distinctive": [
                {
                    "word": word.word,
                    "own": word.own,
                    "count": word.count,
                    "others": word.others,
                    "log_odds": word.log_odds,
                    "z": word.z,
                    "spans": [_span(span) for span in word.spans],
                }
                for word in words.distinctive
            ],
        }
        for words in comparison.wording
    ]


def label_rows(comparison: Comparison) -> list[Row]:
    """A row for each use of a label."""
    texts = _texts(comparison)
    return [
        {
            "referent": referent.name,
            "label": label.text,
            "load": label.load,
            "tone": label.tone,
            "reasons": "; ".join(label.reasons),
            "article": use.article,
            **_span(use.span),
            "voice": use.voice,
            "form": use.form,
            "source": use.source,
            "scare": use.scare,
            "text": use.span.of(texts[use.article]),
        }
        for referent in comparison.labels
        for label in referent.labels
        for use in label.uses
    ]


def hit_rows(comparison: Comparison) -> list[Row]:
    """A row for each word that a list or rule counted."""
    texts = _texts(comparison)
    return [
        {
            "article": words.article,
            "measure": hit.measure,
            "reason": hit.reason,
            "tone": hit.tone,
            "voice": hit.voice,
            **_span(hit.span),
            "text": hit.span.of(texts[words.article]),
        }
        for words in comparison.wording
        for hit in words.hits
    ]


def rate_rows(comparison: Comparison) -> list[Row]:
    """A row for each article, voice and measure: the rate per 1,000 words with its limits."""
    return [
        {
            "article": words.article,
            "voice": voice,
            "measure": measure,
            "value": estimate.value,
            "low": estimate.low,
            "high": estimate.high,
            "words": estimate.n,
        }
        for words in comparison.wording
        for voice, rates in (("narrator", words.narrator), ("quoted", words.quoted))
        for measure, estimate in rates.items()
    ]


def distinctive_rows(comparison: Comparison) -> list[Row]:
    """A row for each distinctive word."""
    return [
        {
            "article": words.article,
            "word": word.word,
            "own": word.own,
            "count": word.count,
            "others": word.others,
            "log_odds": word.log_odds,
            "z": word.z,
        }
        for words in comparison.wording
        for word in words.distinctive
    ]


def _texts(comparison: Comparison) -> dict[str, str]:
    return {analysis.article.id: analysis.document.text for analysis in comparison.analyses}


def _rates(rates: Mapping[WordMeasure, Estimate]) -> Row:
    return {
        measure: {
            "value": rate.value,
            "low": rate.low,
            "high": rate.high,
            "words": rate.n,
            "note": rate.note or None,
        }
        for measure, rate in rates.items()
    }


def _span(span: Span) -> Row:
    return {"start": span.start, "end": span.end}
