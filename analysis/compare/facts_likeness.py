"""Whether two statements of different articles tell the same fact: how like they are, 0..1.

Meaning (cosine of sentence vectors), common rare words, and what only the same fact would share
(a figure, its referent, who said it) speak for it. A different year, a different figure of the
same thing in one article, another number of another size, other names speak against it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from analysis.compare.facts_statements import Statement

SAME = 0.62
"""From this likeness on two statements are the same fact."""
SURE = 0.72
"""Below this likeness the grouping is called a near thing."""
COSINE, WORDS = 0.6, 0.4
SAME_FIGURE, SAME_REFERENT, SAME_SOURCE, SAME_DAY = 0.22, 0.1, 0.2, 0.15
SAME_CONCEPT = 0.35
EXACT = 0.8
"""A figure of three digits or more that is the same makes two statements so alike at least."""
OTHER_NAMES, NEGATION, OTHER_KIND = 0.12, 0.1, 0.05
NEAR_SHARE, NEAR_COUNT = 1.35, 2.6
"""Two values of one thing differ by such a factor at most: shares, and anything else."""
FEW = 10
"""Smaller whole numbers are common: that two are equal says little."""


class Rarity:
    """How much each stem tells, 0..1: the rarer among the articles' sentences, the more."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        counts = Counter(key for statement in statements for key in statement.keys)
        n = max(len(statements), 2)
        self._weights: Mapping[str, float] = {
            key: math.log((n + 1) / (count + 0.5)) / math.log(n + 1)
            for key, count in counts.items()
        }

    def __getitem__(self, key: str) -> float:
        return max(self._weights.get(key, 1.0), 0.05)

    def weigh(self, keys: frozenset[str]) -> float:
        """The weight of all the keys together."""
        return math.fsum(sorted(self[key] for key in keys))

    def overlap(self, a: frozenset[str], b: frozenset[str]) -> float:
        """The weight of the common keys as a share of that of both, 0..1; 0 for none."""
        both = self.weigh(a) + self.weigh(b)
        return 2 * self.weigh(a & b) / both if both else 0.0


def likeness(
    a: Statement,
    b: Statement,
    cosine: float,
    rarity: Rarity,
    talkative: Mapping[str, float] = MappingProxyType({}),
) -> float:
    """How sure it is that the two tell the same fact, 0..1; 0 where something forbids it.

    `talkative` says how often each source speaks in an article: of one who speaks often, two
    statements need not be the same.
    """
    if a.years and b.years and not a.years & b.years:
        return 0.0
    found = COSINE * max(cosine, 0.0) + WORDS * rarity.overlap(a.keys, b.keys)
    if a.value is not None and b.value is not None:
        figures = _figures(a, b)
        if figures is None:
            return 0.0
        found += figures
    elif a.kind != b.kind:
        found -= OTHER_KIND
    if a.source and a.source == b.source:
        found += SAME_SOURCE / max(talkative.get(a.source, 1.0), 1.0)
    if a.days & b.days:
        found += SAME_DAY
    if a.names and b.names and not a.names & b.names:
        found -= OTHER_NAMES
    if a.negated != b.negated:
        found -= NEGATION
    return min(max(found, 0.0), 1.0)


def _figures(a: Statement, b: Statement) -> float | None:
    """What the figures of the two add; None where they are figures of different things."""
    if a.value is None or b.value is None:
        return None
    if a.concept and b.concept:
        return SAME_CONCEPT if a.concept == b.concept else None
    if a.unit != b.unit:
        return None
    referent = bool(a.referent & b.referent)
    if same_value(a.value, b.value):
        small = a.unit in ("", "people") and max(a.value) < FEW
        if small:
            return SAME_REFERENT * referent
        return SAME_FIGURE + SAME_REFERENT * referent
    most = NEAR_SHARE if a.unit in ("%", "share") else NEAR_COUNT
    if a.unit in ("", "people") and max(*a.value, *b.value) < FEW:
        return None
    if _factor(a.value, b.value) > most or not (referent or not a.referent or not b.referent):
        return None
    return SAME_REFERENT * referent


def same_value(a: tuple[float, float], b: tuple[float, float]) -> bool:
    """Whether two values (lowest, highest) are one, or one the other rounded."""
    return a == b or (
        a[0] == a[1] and b[0] == b[1] and (_rounds_to(a[0], b[0]) or _rounds_to(b[0], a[0]))
    )


def _rounds_to(value: float, rounded: float) -> bool:
    """Whether `rounded` is `value` with fewer digits, two of them at least."""
    if not value or not rounded or value * rounded < 0:
        return False
    for digits in range(2, 6):
        step = 10.0 ** (math.floor(math.log10(abs(value))) - digits + 1)
        if math.isclose(round(value / step) * step, rounded, rel_tol=1e-9):
            return True
    return False


def _factor(a: tuple[float, float], b: tuple[float, float]) -> float:
    """By which factor the nearest ends of two values differ, 1 where they overlap."""
    if a[0] <= b[1] and b[0] <= a[1]:
        return 1.0
    low, high = (a[1], b[0]) if a[1] < b[0] else (b[1], a[0])
    return high / low if low > 0 else math.inf
