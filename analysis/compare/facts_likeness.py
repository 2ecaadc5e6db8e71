"""Whether two statements of different articles tell the same fact: how sure that is, 0..1.

Meaning, common rare words, topics and names, and what only the same fact would share (a figure,
what it counts, who judges) speak for it; other years, other names, figures of two things against
it. The weights (`facts.toml`) are those of a logistic regression over the development events.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.compare import conflict_likeness
from analysis.compare.facts_figures import FEW, compare_figures, is_exact, rounds_to
from analysis.compare.facts_statements import Statement
from analysis.compare.wording import read_wording

SAME = 0.35
"""From this likeness on two statements are the same fact."""
SURE = 0.7
"""Below this likeness the grouping is called a near thing."""
EXACT = 0.75
"""Statements with one figure that is hardly so by chance are so alike at least."""
LEAST_WEIGHT = 0.05
ABOUT = 0.12
"""By such a share two durations may differ that are told as one."""
LARGE = 100
"""Counts from here on are hardly the same by chance."""

Floats = NDArray[np.float32]
Value = tuple[str, float]


class Rarity:
    """How much each stem tells, 0.05..1: the rarer among the articles' statements, the more."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        counts = Counter(key for s in statements for key in (*s.keys, *s.topics))
        n = max(len(statements), 2)
        self._weights: Mapping[str, float] = {
            key: max(math.log((n + 1) / (count + 0.5)) / math.log(n + 1), LEAST_WEIGHT)
            for key, count in counts.items()
        }

    def __getitem__(self, key: str) -> float:
        return self._weights.get(key, 1.0)

    def weigh(self, keys: frozenset[str]) -> float:
        """The weight of all the keys together, whatever their order."""
        return math.fsum([self._weights.get(key, 1.0) for key in keys])


class Likeness:
    """How like statements are to each other; what is needed of each is worked out once."""

    def __init__(self, statements: Sequence[Statement], vectors: Sequence[Floats]) -> None:
        self.rarity = Rarity(statements)
        self._statements = statements
        self._vectors = np.array(vectors, dtype=np.float32)
        self._around = _around(statements, self._vectors)
        self._predicates = [s.keys - s.names for s in statements]
        readings = [s.measure.reading for s in statements if s.measure is not None]
        self._figures = conflict_likeness.Rarity([r for r in readings if r is not None])
        self._weights = read_wording("facts")["likeness"]

    def compare(self, one: int, others: Sequence[int]) -> Iterator[float]:
        """How sure it is that statement `one` tells the same fact as each of the others, 0..1."""
        # No product of BLAS, whose last bits may depend on how many rows it is given.
        rows = list(others)
        cosines = np.einsum("ij,j->i", self._vectors[rows], self._vectors[one])
        around = np.einsum("ij,j->i", self._around[rows], self._around[one])
        for other, cosine, wide in zip(rows, cosines.tolist(), around.tolist(), strict=True):
            yield self._likeness(one, other, cosine, wide)

    def _likeness(self, one: int, other: int, cosine: float, around: float) -> float:
        """0 where something forbids that the two are one fact."""
        a, b = self._statements[one], self._statements[other]
        if a.years and b.years and not a.years & b.years:
            return 0.0
        signs = self.signs(one, other, cosine, around)
        if signs is None:
            return 0.0
        weights = self._weights
        score = math.fsum(weights[name] * value for name, value in signs.items())
        found = 1.0 / (1.0 + math.exp(-score))
        if a.measure is not None and b.measure is not None and is_exact(a.measure, b.measure):
            return max(found, EXACT)
        return found

    def signs(self, one: int, other: int, cosine: float, around: float) -> dict[str, float] | None:
        """What speaks for and against it, by the names of the weights; None where it cannot be."""
        a, b = self._statements[one], self._statements[other]
        weigh = self.rarity.weigh
        words = weigh(self._predicates[one] & self._predicates[other])
        names = weigh(a.names & b.names)
        topics = weigh(a.topics & b.topics)
        found = {
            "start": 1.0,
            "meaning": max(cosine, 0.0),
            "around": max(around, 0.0),
            "amount": min(words + 0.5 * topics + 0.5 * names, 4.0),
            "other_names": float(bool(a.names and b.names) and not names),
            "judged": float(a.judges and b.judges and _one_body(a, b)),
            "day": float(bool(a.days & b.days)),
            "negation": float(a.negated != b.negated),
            "kind": float(a.kind != b.kind and "figure" in (a.kind, b.kind)),
            "loose": float(a.loose or b.loose),
            "value": _common_value(a.values, b.values),
            "dimension": float(bool(_dimensions(a) & _dimensions(b))),
        }
        if a.measure is not None and b.measure is not None:
            figures = compare_figures(a.measure, b.measure, self._figures)
            if figures is None:
                return None
            found.update(figures)
        return found


def _one_body(a: Statement, b: Statement) -> bool:
    return len(a.names & b.names) >= 2 or bool(a.source and a.source == b.source)


def _around(statements: Sequence[Statement], vectors: Floats) -> Floats:
    """The meaning of the sentence that each statement is of: the mean of its statements."""
    if not len(statements):
        return vectors
    sums: dict[tuple[int, int], Floats] = {}
    for statement, vector in zip(statements, vectors, strict=True):
        place = (statement.article, statement.sentence)
        sums[place] = sums[place] + vector if place in sums else vector
    found = np.array([sums[s.article, s.sentence] for s in statements], dtype=np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", found, found))
    scaled: Floats = found / np.maximum(lengths, 1e-9)[:, None]
    return scaled


def _dimensions(statement: Statement) -> set[str]:
    return {unit for unit, _ in statement.values if unit}


def _common_value(one: frozenset[Value], other: frozenset[Value]) -> float:
    """How much a common value tells, 0..1: small numbers less than large ones."""
    best = 0.0
    for unit, value in one:
        for unit_b, value_b in other:
            if unit == unit_b and (
                value == value_b
                or rounds_to(value, value_b)
                or rounds_to(value_b, value)
                or (unit == "duration" and abs(value - value_b) <= ABOUT * max(value, value_b))
            ):
                best = max(best, 1.0 if unit or value >= LARGE else 0.7 if value >= FEW else 0.4)
    return best
