"""Groups of statements that tell the same fact.

Every statement is compared with the groups that share its rarest words, joins the likeliest, or
begins a group of its own; then groups that turn out alike are joined. The work for one statement
does not grow with the number of articles that tell the same thing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from analysis.compare.facts_figures import same_value
from analysis.compare.facts_likeness import SAME, Rarity, likeness
from analysis.compare.facts_statements import Statement

CANDIDATES = 16
"""Groups that one statement is compared with closely."""
SPEAKERS = 6
"""Statements of a group that stand for it in a comparison."""
KEYS = 10
"""Rarest words of a statement by which it is found."""
SAME_ARTICLE = 0.12
"""So much more alike must two statements of one article be."""
MEAN = 0.4
"""What the mean likeness to a group counts against the likeness to its likeliest statement."""
CROWDED = 400
"""A word found in more groups than this leads to none."""

_RANKS = ("figure", "verdict", "action")
"""Figures first: they say best which fact it is."""

Floats = NDArray[np.float32]


@dataclass(slots=True)
class Group:
    """Statements (indices) that tell one fact, and how well they hold together, 0..1."""

    members: list[int]
    articles: set[int] = field(default_factory=set)
    held: list[float] = field(default_factory=list)

    @property
    def cohesion(self) -> float:
        """The weakest likeness by which a statement joined; 1 for a single one."""
        return min(self.held, default=1.0)


class Grouping:
    """Groups while they are made."""

    def __init__(
        self, statements: Sequence[Statement], vectors: Sequence[Floats], rarity: Rarity
    ) -> None:
        self._statements = statements
        self._vectors = vectors
        self._rarity = rarity
        self._talkative = _talkative(statements)
        self.groups: dict[int, Group] = {}
        self._found: dict[str, set[int]] = defaultdict(set)

    def place(self, number: int) -> None:
        """The statement into the likeliest group, or into one of its own."""
        best, likely = self._best([number], own=-1)
        if best is None:
            best = number
            self.groups[best] = Group([])
        else:
            self.groups[best].held.append(likely)
        group = self.groups[best]
        group.members.append(number)
        group.articles.add(self._statements[number].article)
        if len(group.members) <= SPEAKERS:
            for key in self._keys(number):
                self._found[key].add(best)

    def merge(self) -> None:
        """Groups that are alike made one, the earlier ones first."""
        for name in list(self.groups):
            if name not in self.groups:
                continue
            best, likely = self._best(self.groups[name].members[:SPEAKERS], own=name)
            if best is None:
                continue
            group, other = self.groups[best], self.groups.pop(name)
            group.members += other.members
            group.articles |= other.articles
            group.held += [*other.held, likely]
            for number in other.members[:SPEAKERS]:
                for key in self._keys(number):
                    self._found[key].discard(name)
                    self._found[key].add(best)

    def _keys(self, number: int) -> list[str]:
        statement = self._statements[number]
        keys = sorted(statement.keys, key=lambda key: (-self._rarity[key], key))[:KEYS]
        measure = statement.measure
        if measure is not None:
            keys.append(f"{measure.unit} {measure.low:.2g}")
            if measure.concept:
                keys.append(" ".join(measure.concept))
        return keys

    def _best(self, numbers: Sequence[int], *, own: int) -> tuple[int | None, float]:
        """The group that these statements fit best, and how well; None where none fits."""
        shared: dict[int, float] = defaultdict(float)
        for number in numbers:
            for key in self._keys(number):
                groups = self._found[key]
                if len(groups) <= CROWDED:
                    for name in groups:
                        shared[name] += self._rarity[key]
        shared.pop(own, None)
        nearest = sorted(shared, key=lambda name: (-shared[name], name))[:CANDIDATES]
        best, likely = None, SAME
        for name in nearest:
            fit = self._fit(numbers, self.groups[name])
            if fit >= likely and (fit > likely or best is None):
                best, likely = name, fit
        return best, likely

    def _fit(self, numbers: Sequence[int], group: Group) -> float:
        """The mean likeness to the statements that stand for the group; 0 where one forbids it."""
        total, n, most = 0.0, 0, 0.0
        for number in numbers:
            for member in group.members[:SPEAKERS]:
                a, b = self._statements[number], self._statements[member]
                cosine = float(self._vectors[number] @ self._vectors[member])
                found = likeness(a, b, cosine, self._rarity, self._talkative)
                if a.article == b.article:
                    if _apart(a, b):
                        return 0.0
                    found -= SAME_ARTICLE
                if found <= 0.0:
                    return 0.0
                total, n, most = total + found, n + 1, max(most, found)
        return MEAN * total / n + (1 - MEAN) * most if n else 0.0


def _talkative(statements: Sequence[Statement]) -> dict[str, float]:
    """How many statements each source makes in an article that has any of it."""
    made = Counter((s.source, s.article) for s in statements if s.source)
    articles = Counter(source for source, _ in made)
    total: Counter[str] = Counter()
    for (source, _), n in made.items():
        total[source] += n
    return {source: total[source] / n for source, n in articles.items()}


def _apart(a: Statement, b: Statement) -> bool:
    """Whether one article gives two values, which are then those of two things."""
    if a.measure is None or b.measure is None:
        return False
    return a.span == b.span or not same_value(a.measure, b.measure)


def group_statements(statements: Sequence[Statement], vectors: Sequence[Floats]) -> list[Group]:
    """The statements in groups that tell one fact each, in the order of their first statements."""
    grouping = Grouping(statements, vectors, Rarity(statements))
    for number in sorted(range(len(statements)), key=lambda n: _RANKS.index(statements[n].kind)):
        grouping.place(number)
    grouping.merge()
    return list(grouping.groups.values())
