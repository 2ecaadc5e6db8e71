"""The families of shared copy, the agencies and the edits for other programs: JSON and CSV."""

from __future__ import annotations

import math
from typing import Any

from analysis.records import (
    AgencyMention,
    Comparison,
    CopyEdits,
    CopyFamily,
    SentenceEdit,
    Span,
)

Row = dict[str, Any]


def describe_copies(comparison: Comparison) -> Row | None:
    """Families, shares, agencies and edits; None where shared copy was not looked for."""
    copies = comparison.copies
    if copies is None:
        return None
    return {
        "voices": copies.voices,
        "families": [_family(family) for family in copies.families],
        "shares": share_rows(comparison),
        "agencies": [_mention(mention) for mention in copies.mentions],
        "edits": [_edits(edits) for edits in copies.edits],
    }


def _family(family: CopyFamily) -> Row:
    return {
        "articles": list(family.articles),
        "voices": [list(voice) for voice in family.voices],
        "agencies": list(family.agencies),
        "credited": family.credited,
        "evidence": [_mention(mention) for mention in family.evidence],
    }


def _mention(mention: AgencyMention) -> Row:
    return {
        "article": mention.article,
        "agency": mention.agency,
        "basis": mention.basis,
        "text": mention.text,
        "span": mention.span and _span(mention.span),
    }


def _edits(edits: CopyEdits) -> Row:
    return {
        "a": edits.a,
        "b": edits.b,
        "order": edits.order or None,
        "whole": edits.whole,
        "sentences": [_sentence(edit) for edit in edits.sentences],
    }


def _sentence(edit: SentenceEdit) -> Row:
    return {
        "kind": edit.kind,
        "a": [_span(span) for span in edit.a],
        "b": [_span(span) for span in edit.b],
        "only_a": [_span(span) for span in edit.only_a],
        "only_b": [_span(span) for span in edit.only_b],
        "moved": edit.moved,
        "likeness": None if math.isnan(edit.likeness) else edit.likeness,
    }


def _span(span: Span) -> Row:
    return {"start": span.start, "end": span.end}


def share_rows(comparison: Comparison) -> list[Row]:
    """One row an article: its words, and how many of them are found in others."""
    if comparison.copies is None:
        return []
    return [
        {
            "article": share.article,
            "words": share.words,
            "verbatim": share.verbatim,
            "reworded": share.reworded,
            "own": share.own,
        }
        for share in comparison.copies.shares
    ]


def family_rows(comparison: Comparison) -> list[Row]:
    """One row for each article of each family; `family` and `voice` count from 1."""
    if comparison.copies is None:
        return []
    return [
        {
            "family": number,
            "voice": voice,
            "article": article,
            "agencies": "; ".join(family.agencies),
            "credited": family.credited if family.agencies else None,
        }
        for number, family in enumerate(comparison.copies.families, start=1)
        for voice, articles in enumerate(family.voices, start=1)
        for article in articles
    ]


def agency_rows(comparison: Comparison) -> list[Row]:
    """One row for each place where an article names an agency."""
    if comparison.copies is None:
        return []
    return [
        {
            "article": mention.article,
            "agency": mention.agency,
            "basis": mention.basis,
            "start": mention.span.start if mention.span else None,
            "end": mention.span.end if mention.span else None,
            "text": mention.text,
        }
        for mention in comparison.copies.mentions
    ]


def edit_rows(comparison: Comparison) -> list[Row]:
    """One row for each sentence, or group of sentences, of two versions of one copy."""
    if comparison.copies is None:
        return []
    texts = {analysis.article.id: analysis.document.text for analysis in comparison.analyses}
    rows = []
    for edits in comparison.copies.edits:
        a, b = texts[edits.a], texts[edits.b]
        rows += [
            {
                "a": edits.a,
                "b": edits.b,
                "kind": edit.kind,
                "moved": edit.moved,
                "likeness": None if math.isnan(edit.likeness) else edit.likeness,
                "a_start": edit.a[0].start if edit.a else None,
                "b_start": edit.b[0].start if edit.b else None,
                "a_text": " ".join(span.of(a) for span in edit.a),
                "b_text": " ".join(span.of(b) for span in edit.b),
                "only_a": " | ".join(span.of(a) for span in edit.only_a),
                "only_b": " | ".join(span.of(b) for span in edit.only_b),
            }
            for edit in edits.sentences
        ]
    return rows
