"""Whether two statements of different articles tell the same fact: how like they are, 0..1.

Meaning (cosine of sentence vectors), common rare words, and what only the same fact would share
(a figure, its referent, who said it) speak for it. A different year, a different figure of the
same thing in one article, another number of another size, other names speak against it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.compare.facts_figures import agreement, is_exact
from analysis.compare.facts_statements import Statement

SAME = 0.56
"""From this likeness on two statements are the same fact."""
SURE = 0.64
"""Below this likeness the grouping is called a near thing."""
COSINE, WORDS, PREDICATE = 0.6, 0.1, 0.3
SAME_BODY, SAME_DAY, SAME_JUDGE = 0.1, 0.1, 0.2
OTHER_TIME = 0.08
NAMES_ALONE = 0.08
OTHER_NAMES, NEGATION, OTHER_KIND = 0.12, 0.05, 0.05
LONG_NAME = 3
"""Words of a name from which on it stands for one body alone."""
EXACT = 0.66
"""Statements with one figure that is hardly so by chance are so alike at least."""
LEAST_WEIGHT = 0.05

Floats = NDArray[np.float32]


class Rarity:
    """How much each stem tells, 0.05..1: the rarer among the articles' statements, the more."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        counts = Counter(key for statement in statements for key in statement.keys)
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
        self._predicates = [s.keys - s.names for s in statements]
        weigh = self.rarity.weigh
        self._weights = [weigh(s.keys) for s in statements]
        self._predicate_weights = [weigh(keys) for keys in self._predicates]

    def compare(self, one: int, others: Sequence[int]) -> Iterator[float]:
        """How sure it is that statement `one` tells the same fact as each of the others, 0..1."""
        # No product of BLAS, whose last bits may depend on how many rows it is given.
        cosines = np.einsum("ij,j->i", self._vectors[list(others)], self._vectors[one])
        for other, cosine in zip(others, cosines.tolist(), strict=True):
            yield self._likeness(one, other, cosine)

    def _overlap(self, one: int, other: int) -> tuple[float, float]:
        """The weight of the common words as a share of that of all, and so without names, 0..1."""
        words = self._statements[one].keys & self._statements[other].keys
        if not words:
            return 0.0, 0.0
        both = self._weights[one] + self._weights[other]
        predicate = self._predicates[one] & self._predicates[other]
        weigh = self.rarity.weigh
        if not predicate:
            return 2 * weigh(words) / both, 0.0
        predicates = self._predicate_weights[one] + self._predicate_weights[other]
        return 2 * weigh(words) / both, 2 * weigh(predicate) / predicates

    def _likeness(self, one: int, other: int, cosine: float) -> float:
        """0 where something forbids that the two are one fact."""
        a, b = self._statements[one], self._statements[other]
        if a.years and b.years and not a.years & b.years:
            return 0.0
        found = COSINE * max(cosine, 0.0)
        words, predicate = self._overlap(one, other)
        # What is said of somebody tells more than of whom: articles on one event share their names.
        found += WORDS * words + PREDICATE * predicate
        if not predicate and (a.measure is None or b.measure is None):
            found -= NAMES_ALONE
        least = 0.0
        if a.measure is not None and b.measure is not None:
            figures = agreement(a.measure, b.measure)
            if figures is None:
                return 0.0
            found += figures
            least = EXACT if is_exact(a.measure, b.measure) else 0.0
        elif a.kind != b.kind and "figure" in (a.kind, b.kind):
            found -= OTHER_KIND
        if len(a.names & b.names) >= LONG_NAME:
            found += SAME_BODY
        if (
            a.judges
            and b.judges
            and a.kind != "figure"
            and ((a.source and a.source == b.source) or len(a.names & b.names) >= 2)
        ):
            found += SAME_JUDGE
        if a.ahead != b.ahead:
            found -= OTHER_TIME
        if a.days & b.days:
            found += SAME_DAY * (2 if a.ahead and b.ahead else 1)
        if a.names and b.names and not a.names & b.names:
            found -= OTHER_NAMES
        if a.negated != b.negated:
            found -= NEGATION
        return min(max(found, least, 0.0), 1.0)
