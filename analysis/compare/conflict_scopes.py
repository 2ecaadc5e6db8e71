"""Scopes: which part of the whole a figure counts ("nationwide", "not counting the attackers")."""

from __future__ import annotations

from analysis.compare.conflict_around import Around
from analysis.compare.conflict_lexicon import read_lexicon

_SILENT = frozenset([("area", "whole"), ("area", "part"), ("roll", "whole")])
"""Sides that say nothing where the other number has no such word: the scene may be clear."""


def find_scopes(around: Around) -> frozenset[tuple[str, str]]:
    """Axis and side of every such word beside the number, or in a sentence of this number alone."""
    text = f"{around.left}#{around.right}" if around.crowded else around.sentence
    return frozenset(
        (axis, side) for axis, side, pattern in read_lexicon().scopes if pattern.search(text)
    )


def are_contrary(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    """Whether the two are on opposite sides of one axis."""
    sides, others = _sides(one), _sides(other)
    return any(axis in others and not sides[axis] & others[axis] for axis in sides)


def are_unlike(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    """Whether only one of the two names a part of the whole."""
    return bool((one ^ other) - _SILENT)


def _sides(scopes: frozenset[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for axis, side in scopes:
        found.setdefault(axis, set()).add(side)
    return found
