"""Figures that disagree and verdicts that clash, for JSON and CSV."""

from __future__ import annotations

from typing import Any

from analysis.records import Comparison, Conflict, ConflictValue

Row = dict[str, Any]


def describe_conflicts(comparison: Comparison) -> list[Row]:
    """The disagreements as nested lists and dictionaries; `value` is None for a verdict."""
    return [
        {
            "kind": conflict.kind,
            "fact": conflict.fact,
            "reason": conflict.reason,
            "explanation": conflict.explanation,
            "values": [_value(value) for value in conflict.values],
        }
        for conflict in comparison.conflicts
    ]


def _value(value: ConflictValue) -> Row:
    return {
        "article": value.article,
        "start": value.span.start,
        "end": value.span.end,
        "value": value.value,
        "high": value.high,
        "unit": value.unit,
        "text": value.text,
        "attribution": value.attribution or None,
        "note": value.note or None,
        "stance": value.stance or None,
    }


def conflict_rows(comparison: Comparison) -> list[Row]:
    """A row for each value of each disagreement; `conflict` counts the disagreements from 1."""
    return [
        {"conflict": number, **_head(conflict), **_value(value)}
        for number, conflict in enumerate(comparison.conflicts, start=1)
        for value in conflict.values
    ]


def _head(conflict: Conflict) -> Row:
    return {
        "kind": conflict.kind,
        "fact": conflict.fact,
        "reason": conflict.reason,
        "explanation": conflict.explanation,
    }
