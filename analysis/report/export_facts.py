"""Facts and omissions for other programs, by the contract."""

from __future__ import annotations

from typing import Any

from analysis.records import Comparison, Fact, FactCell, Span

Row = dict[str, Any]


def describe_facts(comparison: Comparison) -> list[Row]:
    """One entry for each fact, in the order of the comparison."""
    return [_fact(fact) for fact in comparison.facts]


def describe_omissions(comparison: Comparison) -> list[Row]:
    """One entry for each article and fact that most others report and it does not."""
    return [
        {
            "article": omission.article,
            "fact": omission.fact,
            "carried": omission.carried,
            "others": omission.others,
        }
        for omission in comparison.omissions
    ]


def fact_rows(comparison: Comparison) -> list[Row]:
    """A row for each cell, with the passages in the article's words."""
    texts = {a.article.id: a.document.text for a in comparison.analyses}
    return [
        {
            "fact": fact.id,
            "label": fact.label,
            "kind": fact.kind,
            "reported_by": fact.reported,
            "sure": fact.sure,
            "article": article,
            "state": cell.state,
            "guessed": cell.guessed,
            "value": cell.value,
            "start": cell.spans[0].start if cell.spans else None,
            "end": cell.spans[-1].end if cell.spans else None,
            "text": " … ".join(span.of(texts[article]) for span in cell.spans),
            "note": cell.note,
        }
        for fact in comparison.facts
        for article, cell in fact.cells.items()
    ]


def _fact(fact: Fact) -> Row:
    return {
        "id": fact.id,
        "label": fact.label,
        "kind": fact.kind,
        "date": fact.date,
        "sure": fact.sure,
        "pinned": fact.pinned,
        "told": fact.told,
        "reported_by": fact.reported,
        "passage": {"article": fact.article, **_span(fact.span)},
        "cells": {article: _cell(cell) for article, cell in fact.cells.items()},
    }


def _cell(cell: FactCell) -> Row:
    return {
        "state": cell.state,
        "value": cell.value or None,
        "spans": [_span(span) for span in cell.spans],
        "guessed": cell.guessed,
        "note": cell.note or None,
    }


def _span(span: Span) -> Row:
    return {"start": span.start, "end": span.end}
