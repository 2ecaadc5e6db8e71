"""Likeness: how sure it is that two figures of one unit measure the same thing.

What is counted must not differ, nor what happens to it where the two exclude each other. Beyond
that, common words speak for it: the nearer to both numbers and the rarer in the articles the more.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from analysis.compare.conflict_profile import NEAR, Profile, narrow_kind
from analysis.compare.conflict_readings import Reading
from analysis.compare.conflict_reasons import are_stages
from analysis.compare.conflict_terms import PEOPLE, STAFF, is_kind_of, read_terms

SAME, MAYBE = 0.24, 0.2
"""From these probabilities on two figures measure the same, or may."""
_START = -1.5
_WEIGHTS = {
    "one kind": 0.9,
    "alone": 0.9,
    "wider kind": 0.25,
    "other kind": -1.4,
    "topics": 3.0,
    "words": 0.6,
    "factor": -2.0,
    "close": 0.3,
    "few": -2.0,
    "other time": -0.35,
    "rare unit": 0.6,
    "rivals": 0.6,
    "stages": 1.0,
    "rate": -0.9,
}
"""Weights of a logistic regression; fitted on invented passages of many subjects."""
_MOST_WORDS = 1.5
_CLOSE = 0.12
"""Values that differ by so little (log10) may well count the same, from LEAST_CLOSE on."""
_LEAST_CLOSE = 20
_LEAST_COUNT = 5
_LEAST_READINGS, _MANY_READINGS = 12, 24
_COMMON_UNITS = frozenset(["count", "%", "bare", "duration", "money"])


class Rarity:
    """How much words and topics tell, 0.2..1: the rarer around the figures, the more."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._read = len(readings)
        self._n = max(len(readings), _LEAST_READINGS)
        profiles = [reading.profile for reading in readings]
        counts: dict[str, float] = defaultdict(float)
        for profile in profiles:
            for key, weight in (*profile.topics.items(), *profile.words.items()):
                counts[key] += weight
        self._counts: Mapping[str, float] = counts
        heads: dict[str, set[int]] = defaultdict(set)
        for reading in readings:
            for head in reading.profile.heads:
                heads[head].add(reading.at)
        figures = Counter(head for profile in profiles for head in profile.heads)
        self._alone = {head: len(heads[head]) / figures[head] for head in heads}

    def __getitem__(self, key: str) -> float:
        count = max(self._counts.get(key, 1.0), 1.0)
        return max(math.log((self._n + 1) / count) / math.log(self._n + 1), 0.2)

    def alone(self, head: str) -> float:
        """1 where an article that counts such things counts them once, less for several times."""
        return self._alone.get(head, 0.0) * min(1.0, self._read / _MANY_READINGS)


def likeness(a: Reading, b: Reading, rarity: Rarity) -> float:
    """How sure it is that two readings of one block measure the same, 0..1."""
    if a.bearer or b.bearer:
        return float(a.key[1:3] == b.key[1:3])
    if are_opposed(a.profile, b.profile) or narrow_kind(a.profile) != narrow_kind(b.profile):
        return 0.0
    if a.key[0] != b.key[0] and "/" in a.key[0] and "/" in b.key[0]:
        return 0.0
    found = features(a, b, rarity)
    score = _START + math.fsum(_WEIGHTS[name] * value for name, value in found.items())
    return 1.0 / (1.0 + math.exp(-score))


def features(a: Reading, b: Reading, rarity: Rarity) -> dict[str, float]:
    """What speaks for and against two readings measuring the same."""
    one, other = a.profile, b.profile
    fit = head_fit(one, other)
    general = PEOPLE in one.heads or PEOPLE in other.heads
    low, high = sorted((max(a.value, 0.5), max(b.value, 0.5)))
    unit = a.block[0].split(":")[0]
    apart = math.log10(high / low)
    return {
        "one kind": float(fit == 1),
        "alone": 0.0
        if fit < 1 or general
        else max(rarity.alone(head) for head in set(one.heads) & set(other.heads)) ** 2,
        "wider kind": float(fit == 0.5),
        "other kind": float(fit < 0),
        "topics": overlap(one.topics, other.topics, rarity),
        "words": min(overlap(one.words, other.words, rarity), _MOST_WORDS),
        "factor": min(apart, 2.0),
        "close": float(apart < _CLOSE and low >= _LEAST_CLOSE),
        "few": float(
            low < _LEAST_COUNT
            and unit == "count"
            and not (a.cumulative and b.cumulative and general)
        ),
        "other time": float(a.ahead != b.ahead),
        "rare unit": float(unit not in _COMMON_UNITS),
        "rivals": float(are_rivals(a.giver, b.giver)),
        "stages": float(are_stages(a, b)),
        "rate": float(a.key[0] != b.key[0]),
    }


def are_rivals(giver: str, other: str) -> bool:
    """Whether two givers of figures stand on different sides ("police", "organisers")."""
    sides = read_terms().sides
    return giver in sides and other in sides and sides[giver] != sides[other]


def head_fit(a: Profile, b: Profile) -> float:
    """1 for one kind of thing, 0.5 where one is wider, 0 where one is unknown, −1 for two kinds."""
    if not a.heads or not b.heads:
        return 0.0
    if set(a.heads) & set(b.heads):
        return 1.0
    if _is_wider(a, b) or _is_wider(b, a):
        return 0.5
    return -1.0


def _is_wider(wide: Profile, narrow: Profile) -> bool:
    """Whether what `wide` counts takes in what `narrow` counts, as people take in passengers."""
    if any(head in read_terms().narrow for head in narrow.heads):
        return False
    unknown = not any(head in read_terms().under for head in narrow.heads)
    if narrow.people and (PEOPLE in wide.heads or (unknown and STAFF in wide.heads)):
        return True
    return any(is_kind_of(head, kind) for kind in wide.heads for head in narrow.heads)


def are_opposed(a: Profile, b: Profile) -> bool:
    """Whether what happens excludes each other ("killed", "injured")."""
    for group in read_terms().groups:
        one, other = _nearest(a, group), _nearest(b, group)
        if one and other and not one & other:
            return True
    return False


def _nearest(profile: Profile, group: frozenset[str]) -> frozenset[str]:
    """The topics of a group that stand nearest to the number, if any is near."""
    weights = {topic: w for topic, w in profile.topics.items() if topic in group and w >= NEAR}
    best = max(weights.values(), default=0.0)
    return frozenset(topic for topic, weight in weights.items() if weight >= best - 0.05)


def overlap(one: Mapping[str, float], other: Mapping[str, float], rarity: Rarity) -> float:
    """The common words of two profiles by weight and rarity, 0..about 3."""
    return math.fsum(
        math.sqrt(one[key] * other[key]) * rarity[key] for key in sorted(one.keys() & other.keys())
    )
