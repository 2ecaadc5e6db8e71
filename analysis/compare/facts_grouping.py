"""Groups of statements that tell the same fact.

Every statement is compared with the groups that share its rarest words, joins the likeliest, or
begins a group of its own; then groups that turn out alike are joined. The work for one statement
does not grow with the number of articles that tell the same thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush, nsmallest

from analysis.compare.facts_figures import same_value
from analysis.compare.facts_likeness import SAME, Floats, Likeness
from analysis.compare.facts_statements import Statement

CANDIDATES = 16
"""Groups that one statement is compared with closely."""
SPEAKERS = 6
"""Statements of a group that stand for it in a comparison."""
KEYS = 10
"""Rarest words of a statement by which it is found."""
SAME_ARTICLE = 0.12
"""So much more alike must two statements of one article be."""
MEAN = 0.5
"""What the mean likeness to a group counts against the likeness to its likeliest statement."""
CERTAIN = 0.8
"""From this likeness on a statement joins a group before others are looked at."""
AGAIN = 0.7
"""From this likeness on an article may tell a fact a second time."""
LEAST, MARGIN = 0.25, 0.1
"""A statement this like a group joins it where nothing else is nearly as like either."""
CROWDED = 400
"""A word found in more groups than this leads to none."""


@dataclass(slots=True)
class Group:
    """Statements (indices) that tell one fact, and how well they hold together, 0..1."""

    members: list[int]
    articles: set[int] = field(default_factory=set)
    held: list[float] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    """The words by which it is found."""

    @property
    def cohesion(self) -> float:
        """The weakest likeness by which a statement joined; 1 for a single one."""
        return min(self.held, default=1.0)


class Grouping:
    """Groups while they are made."""

    def __init__(self, statements: Sequence[Statement], vectors: Sequence[Floats]) -> None:
        self._statements = statements
        self._likeness = Likeness(statements, vectors)
        self._keys = [self._keys_of(statement) for statement in statements]
        self.groups: dict[int, Group] = {}
        self._found: dict[str, set[int]] = defaultdict(set)

    def place(self, numbers: Sequence[int]) -> None:
        """The statements of one article, each in the group it surely fits or in one of its own.

        The likeliest go first.
        """
        fits = {number: self._fits([number], own=-1) for number in numbers}
        pairs = sorted(
            ((fit, number, name) for number, found in fits.items() for name, fit in found.items()),
            key=lambda pair: (-pair[0], pair[1], pair[2]),
        )
        placed: set[int] = set()
        filled: set[int] = set()
        for fit, number, name in pairs:
            if fit < CERTAIN:
                break
            if number in placed:
                continue
            if name in filled and (fit < CERTAIN + SAME_ARTICLE or self._is_apart(number, name)):
                continue
            self._add(number, name, fit)
            placed.add(number)
            filled.add(name)
        for number in numbers:
            if number not in placed:
                self.groups[number] = Group([])
                self._add(number, number, None)

    def _add(self, number: int, name: int, fit: float | None) -> None:
        group = self.groups[name]
        group.members.append(number)
        group.articles.add(self._statements[number].article)
        if fit is not None:
            group.held.append(fit)
        if len(group.members) <= SPEAKERS:
            self._make_found(name, self._keys[number])

    def _make_found(self, name: int, keys: Iterable[str]) -> None:
        self.groups[name].keys.update(keys)
        for key in keys:
            self._found[key].add(name)

    def _is_apart(self, number: int, name: int) -> bool:
        """Whether the group has another value from the same article."""
        statement = self._statements[number]
        return any(
            _apart(statement, other)
            for member in self.groups[name].members
            if (other := self._statements[member]).article == statement.article
        )

    def merge(self) -> None:
        """Groups that are alike made one, the likeliest first.

        Two that are less than SAME alike are joined where both fit each other clearly better than
        anything else.
        """
        fits = {
            name: self._fits(group.members[:SPEAKERS], own=name)
            for name, group in self.groups.items()
        }
        rivals: dict[int, list[float]] = defaultdict(list)
        for name, found in fits.items():
            for other, fit in found.items():
                rivals[name].append(fit)
                if name not in fits[other]:
                    rivals[other].append(fit)
        heap = [
            (-fit, min(name, other), max(name, other), (0, 0))
            for name, found in fits.items()
            for other, fit in found.items()
            if fit >= LEAST and (name < other or name not in fits[other])
        ]
        heapify(heap)
        into: dict[int, int] = {}
        while heap:
            fit, one, other, sizes = heappop(heap)
            one, other = sorted((_root(into, one), _root(into, other)))
            if one == other:
                continue
            now = (len(self.groups[one].members), len(self.groups[other].members))
            if sizes != now:
                # Something was joined to one of them, or this is the first look.
                members = self.groups[one].members[:SPEAKERS]
                again = min(self._fit(members, self.groups[other]), -fit)
                if again >= LEAST:
                    heappush(heap, (-again, one, other, now))
                continue
            if -fit < SAME and not self._is_clear(-fit, one, other, rivals):
                continue
            if -fit < AGAIN and self.groups[one].articles & self.groups[other].articles:
                continue
            self._join(one, other, -fit)
            into[other] = one

    def _is_clear(
        self, fit: float, one: int, other: int, rivals: Mapping[int, Sequence[float]]
    ) -> bool:
        """Whether nothing else came near to either of two groups of one statement."""
        if len(self.groups[one].members) > 1 and len(self.groups[other].members) > 1:
            return False
        near = [r for name in (one, other) for r in _without(rivals[name], fit)]
        return fit - max(near, default=0.0) >= MARGIN

    def _join(self, one: int, other: int, fit: float) -> None:
        group, gone = self.groups[one], self.groups.pop(other)
        group.members += gone.members
        group.articles |= gone.articles
        group.held += [*gone.held, fit]

    def _keys_of(self, statement: Statement) -> list[str]:
        rarity = self._likeness.rarity
        keys = sorted(statement.keys, key=lambda key: (-rarity[key], key))[:KEYS]
        keys += sorted(statement.topics, key=lambda key: (-rarity[key], key))[:KEYS]
        keys += sorted(f"{unit} {value:.2g}" for unit, value in statement.values)
        measure = statement.measure
        if measure is not None and measure.concept:
            keys.append(" ".join(measure.concept))
        return keys

    def _fits(self, numbers: Sequence[int], *, own: int) -> dict[int, float]:
        """How well these statements fit the groups that share their rarest words."""
        shared: dict[int, float] = defaultdict(float)
        for number in numbers:
            for key in self._keys[number]:
                groups = self._found[key]
                if len(groups) <= CROWDED:
                    weight = self._likeness.rarity[key]
                    for name in groups:
                        shared[name] += weight
        shared.pop(own, None)
        nearest = nsmallest(CANDIDATES, shared, key=lambda name: (-shared[name], name))
        return {name: self._fit(numbers, self.groups[name]) for name in nearest}

    def _fit(self, numbers: Sequence[int], group: Group) -> float:
        """The mean likeness to the statements that stand for the group; 0 where one forbids it."""
        total, n, most = 0.0, 0, 0.0
        members = group.members[:SPEAKERS]
        for number in numbers:
            a = self._statements[number]
            for member, found in zip(members, self._likeness.compare(number, members), strict=True):
                b = self._statements[member]
                if a.article == b.article:
                    if _apart(a, b):
                        return 0.0
                    found -= SAME_ARTICLE
                if found <= 0.0:
                    return 0.0
                total, n, most = total + found, n + 1, max(most, found)
        return MEAN * total / n + (1 - MEAN) * most if n else 0.0


def _without(values: Sequence[float], one: float) -> list[float]:
    """The values without the one that is nearest to `one`."""
    rest = sorted(values, key=lambda value: abs(value - one))
    return rest[1:]


def _root(into: Mapping[int, int], name: int) -> int:
    """The group that a group was joined to, itself where it was not."""
    while name in into:
        name = into[name]
    return name


def _apart(a: Statement, b: Statement) -> bool:
    """Whether one article gives two values, which are then those of two things."""
    if a.measure is None or b.measure is None:
        return False
    return a.span == b.span or not same_value(a.measure, b.measure)


def group_statements(statements: Sequence[Statement], vectors: Sequence[Floats]) -> list[Group]:
    """The statements in groups that tell one fact each, in the order of their first statements."""
    grouping = Grouping(statements, vectors)
    by_article: dict[int, list[int]] = defaultdict(list)
    for number, statement in enumerate(statements):
        by_article[statement.article].append(number)
    for numbers in by_article.values():
        grouping.place(numbers)
    grouping.merge()
    return list(grouping.groups.values())
