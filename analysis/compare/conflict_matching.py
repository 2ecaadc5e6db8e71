"""Matching: which figures of two articles measure the same and have values that do not meet.

Only articles that share a topic or a noun of one unit are compared, and articles that say the same
in the same way once, so that the cost does not grow with the square of their number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from analysis.compare.conflict_likeness import MAYBE, SAME, Rarity, likeness
from analysis.compare.conflict_readings import Reading

_PARTNERS = 12
"""Articles with which one is compared, those with most topics and nouns in common."""
_MOST = 16
"""Articles with one topic or noun that are compared, each way of saying once."""
_NEAR = 0.3
"""The weight from which on a word or topic makes two articles candidates."""
_AGREED = 0.3
"""How much more sure a disagreement must be than an agreement of one of the two figures."""
_AS_GOOD = 0.07
"""A figure may have a better counterpart by so much at most."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two readings of different articles that measure the same and disagree."""

    a: Reading
    b: Reading
    sure: float


def find_pairs(readings: Sequence[Reading]) -> tuple[Pair, ...]:
    """Every two ways of saying that disagree, in the order of the articles."""
    rarity = Rarity(readings)
    blocks: dict[tuple[str, str], dict[int, list[Reading]]] = defaultdict(lambda: defaultdict(list))
    for reading in readings:
        blocks[reading.block][reading.at].append(reading)
    return tuple(pair for block in sorted(blocks) for pair in _of_block(blocks[block], rarity))


def _of_block(by_article: Mapping[int, Sequence[Reading]], rarity: Rarity) -> Iterator[Pair]:
    if len(by_article) < 2:
        return
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, own in sorted(by_article.items()):
        alike[tuple(form_of(reading) for reading in own)].append(at)
    members = {places[0]: places for places in alike.values()}
    for one, other in sorted(_candidates({at: by_article[at] for at in members})):
        for pair in _disagreeing(by_article[one], by_article[other], rarity):
            yield pair
            # Articles that say the same in the same way stand beside the first of them.
            for place in members[one][1:]:
                twin = by_article[place][by_article[one].index(pair.a)]
                yield Pair(twin, pair.b, pair.sure)
            for place in members[other][1:]:
                twin = by_article[place][by_article[other].index(pair.b)]
                yield Pair(pair.a, twin, pair.sure)


def _candidates(by_article: Mapping[int, Sequence[Reading]]) -> set[tuple[int, int]]:
    """Articles with a topic or a noun in common, the first ones of each."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at in sorted(by_article):
        for key in sorted({key for reading in by_article[at] for key in _keys(reading)}):
            if len(holders[key]) < _MOST:
                holders[key].append(at)
    shared = Counter(pair for places in holders.values() for pair in combinations(places, 2))
    partners: Counter[int] = Counter()
    chosen = set()
    for pair in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if max(partners[pair[0]], partners[pair[1]]) < _PARTNERS:
            partners.update(pair)
            chosen.add(pair)
    return chosen


def _keys(reading: Reading) -> Iterator[str]:
    profile = reading.profile
    if reading.bearer:
        yield f"{reading.concept}: {reading.bearer}"
    yield from (f"{head}." for head in profile.heads)
    for words in (profile.topics, profile.words):
        yield from (word for word, weight in words.items() if weight >= _NEAR)


def form_of(reading: Reading) -> tuple[object, ...]:
    """What makes two readings ways of saying the same."""
    return (
        reading.range.low,
        reading.range.high,
        reading.concept,
        reading.bearer,
        reading.profile.heads,
        reading.stage,
        reading.giver,
        tuple(sorted(reading.days)),
        tuple(sorted(reading.narrowing | reading.kinds)),
        reading.published,
    )


def _disagreeing(
    one: Sequence[Reading], other: Sequence[Reading], rarity: Rarity
) -> Iterator[Pair]:
    """The pairs of two articles that measure the same and do not meet.

    A figure has the counterpart that is most alike; one that meets a value of the other article
    disagrees with none of it.
    """
    sure = {(i, j): likeness(a, b, rarity) for i, a in enumerate(one) for j, b in enumerate(other)}
    meeting = {(i, j) for (i, j) in sure if one[i].range.meets(other[j].range)}
    agreed_a, agreed_b = [0.0] * len(one), [0.0] * len(other)
    for i, j in meeting:
        if sure[i, j] >= MAYBE:
            agreed_a[i] = max(agreed_a[i], sure[i, j] + _AGREED)
            agreed_b[j] = max(agreed_b[j], sure[i, j] + _AGREED)
    for (i, j), value in sorted(sure.items()):
        if value < SAME or (i, j) in meeting or value < max(agreed_a[i], agreed_b[j]):
            continue
        best = max(*(sure[i, k] for k in range(len(other))), *(sure[k, j] for k in range(len(one))))
        if value >= best - _AS_GOOD:
            yield Pair(one[i], other[j], value)
