"""What `parallax stance` and `parallax score --target` say of a text, as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from analysis.records import Comparison, Span
from analysis.report.export import clean, describe

_DECIMALS = 6


class _Judgement(Protocol):
    @property
    def span(self) -> Span: ...
    @property
    def proba(self) -> tuple[float, float, float]: ...
    @property
    def score(self) -> float: ...


class _Stance(Protocol):
    @property
    def score(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...
    @property
    def label(self) -> int: ...
    @property
    def proba(self) -> tuple[float, float, float]: ...
    @property
    def judged(self) -> Sequence[_Judgement]: ...


def row_to_json(name: str | int, stance: _Stance) -> bytes:
    """One line of JSON in UTF-8 with sorted keys, its end included.

    What no encoding knows is written as JSON escapes it, so that the name stays what it was.
    """
    row = {"id": name, "proba": [_rounded(value) for value in stance.proba], **_numbers(stance)}
    text = json.dumps(row, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode("utf-8", "backslashreplace")


def describe_stance(target: str, stance: _Stance) -> dict[str, Any]:
    """The stance of an article toward `target`, with the sentences it was read from."""
    return {
        "target": target,
        **_numbers(stance),
        "n": len(stance.judged),
        "sentences": [
            {
                "start": one.span.start,
                "end": one.span.end,
                "score": _rounded(one.score),
                "relevance": _rounded(1.0 - one.proba[1]),
            }
            for one in stance.judged
        ],
    }


def to_json(comparison: Comparison, stances: Mapping[str, Any]) -> bytes:
    """The comparison as `export.to_json` gives it, each article with its stance, by its id."""
    tree = describe(comparison)
    for article in tree["articles"]:
        article["stance"] = stances[article["id"]]
    text = json.dumps(clean(tree), sort_keys=True, ensure_ascii=False, allow_nan=False, indent=1)
    return (text + "\n").encode("utf-8", "replace")


def _numbers(stance: _Stance) -> dict[str, Any]:
    return {
        "score": _rounded(stance.score),
        "low": _rounded(stance.low),
        "high": _rounded(stance.high),
        "label": stance.label,
    }


def _rounded(value: float) -> float:
    return round(float(value), _DECIMALS) + 0.0
