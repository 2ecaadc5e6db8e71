"""Concepts: what a number measures, by the nearest word that says so."""

from __future__ import annotations

import re
from functools import cache

from analysis.compare.conflict_lexicon import Concept, read_lexicon

_NEAR_LEFT, _NEAR_RIGHT = 75, 60
"""How far a word that says what is measured may stand from its number."""
_COMMA = 25
"""What a comma between the two costs, in characters."""


def find_concept(dimension: str, left: str, right: str, context: str) -> Concept | None:
    """What the number between `left` and `right` measures; None where no word near it says so.

    `context` is the sentence with those before it: some words mean something only there.
    """
    dimension = dimension.split(":")[0]
    best: tuple[float, Concept] | None = None
    for concept in _by_dimension(dimension):
        if concept.weak and best:
            continue
        distance = _distance(concept, left, right)
        if distance is None or (best and distance >= best[0]):
            continue
        if concept.requires and not concept.requires.search(context):
            continue
        if concept.excludes and concept.excludes.search(f"{left} {right}"):
            continue
        best = (distance, concept)
    return best[1] if best else None


@cache
def _by_dimension(dimension: str) -> tuple[Concept, ...]:
    return tuple(c for c in read_lexicon().concepts if dimension in c.dimensions)


def _distance(concept: Concept, left: str, right: str) -> float | None:
    """How far from the number the nearest word of the concept stands; None for none near it."""
    found = []
    if concept.before:
        ends = [match.end() for match in concept.before.finditer(left)]
        if ends:
            between = left[ends[-1] :]
            distance = len(between) + _COMMA * between.count(",") + 2
            if distance <= _NEAR_LEFT:
                found.append(distance)
    if concept.after:
        match = concept.after.search(right)
        if match:
            between = right[: match.start()]
            distance = len(between) + _COMMA * between.count(",")
            if distance <= _NEAR_RIGHT:
                found.append(distance)
        elif concept.both:
            return None
        if concept.both and len(found) < 2:
            behind = re.search(
                r"\b(?:damaged|destroyed|flooded|levelled|wrecked|swept away|inundated|collapsed)",
                right,
            )
            return found[0] if match and behind and found else None
    return min(found) if found else None
