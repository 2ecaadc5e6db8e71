"""Profiles: what is counted, what happens to it, and the words around, near before far ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.compare.conflict_lexicon import read_lexicon
from analysis.compare.conflict_terms import (
    PEOPLE,
    find_topics,
    kinds_of,
    read_terms,
    stem,
    words_of,
)
from analysis.compare.conflict_units import dimension_of
from analysis.records import Figure, Span

_COUNTS = re.compile(
    r"\b(?P<who>\w+) (?:(?:has|have|had) )?(?:counted|counts?|reckoned|estimated|registered|"
    r"reported|(?:spoke|speaks) of)(?: \w+){0,2}\s$"
)
_PREDICATE = re.compile(r"\s(?:had|has|have|were|was|are|is)\b")
SIDES = ("approved", "disapproved")
_FAR = 24.0
NEAR = 0.55
"""The weight from which on a topic belongs to the number."""
_AS_NEAR = 0.13
_BEFORE, _BEFORE_BARE = 0.25, 0.6
"""What a topic of the sentence before weighs; more where the number has neither noun nor topic."""
_LEAST = 0.08
"""What a word far from the number weighs; the nearest weigh 1."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a number counts, as far as words near it say so.

    `heads` are the kinds of the noun that is counted, or its stem where it is of no known kind;
    () where no noun is near; `people` marks people of any kind. `topics` and `words` have a weight
    each, 0..1: the nearer to the number the more.
    """

    heads: tuple[str, ...]
    topics: Mapping[str, float]
    words: Mapping[str, float]
    people: bool


def make_profile(
    text: str, sentence: Span, figure: Figure, others: Iterable[Figure], before: str = ""
) -> Profile:
    """The profile of a figure of `sentence` in which `others` stand as well.

    Words of the sentence `before` count a little.
    """
    marked = _marked(text, sentence, figure, others)
    words = words_of(marked)
    at = words.index("#")
    costs = _costs(words, at)
    unit = (dimension_of(figure) or "").split(":")[0]
    only_in = read_terms().only_in
    topics: dict[str, float] = {}
    used: set[int] = set()
    for topic, first, last in find_topics(words):
        if topic in only_in and unit not in only_in[topic]:
            continue
        cost = 1.0 if first <= at <= last else min(costs[first], costs[last])
        topics[topic] = max(topics.get(topic, 0.0), _weight(cost))
        used.update((first, last))
    heads = _heads(text, figure)
    bare = not heads and max(topics.values(), default=0.0) < NEAR
    for topic, _, _ in find_topics(words_of(before)):
        if topic not in only_in or unit in only_in[topic]:
            topics.setdefault(topic, _BEFORE_BARE if bare else _BEFORE)
    counted = frozenset(stem(word) for word in words_of(figure.referent))
    bag: dict[str, float] = {}
    common = read_lexicon().common
    for place, word in enumerate(words):
        if place in used or not word[0].isalpha() or len(word) < 4 or word in common:
            continue
        key = stem(word)
        if key not in counted:
            bag[key] = max(bag.get(key, 0.0), _weight(costs[place]))
    return Profile(heads, topics, bag, figure.unit == "people")


def _marked(text: str, sentence: Span, figure: Figure, others: Iterable[Figure]) -> str:
    """The sentence with "#" for the number and "§" for the others."""
    pieces = []
    last = sentence.start
    for one in sorted([figure, *others], key=lambda one: one.span):
        pieces += [text[last : one.span.start], " # " if one is figure else " § "]
        last = one.span.end
    return "".join([*pieces, text[last : sentence.end]])


def _costs(words: Sequence[str], at: int) -> list[float]:
    costs = [0.0] * len(words)
    for places in (range(at + 1, len(words)), range(at - 1, -1, -1)):
        cost = 0.0
        for place in places:
            cost += read_terms().costs.get(words[place], 1)
            costs[place] = cost
    return costs


def _weight(cost: float) -> float:
    return max(_LEAST, 1.0 - (cost - 1.0) / _FAR)


def _heads(text: str, figure: Figure) -> tuple[str, ...]:
    """The kinds of what is counted, or its stem; () where no noun is near."""
    people = (PEOPLE,) if figure.unit == "people" else ()
    words = [word for word in words_of(figure.referent) if word[0].isalpha()]
    if not words or (_PREDICATE.match(text, figure.span.end) and not kinds_of(words[-1])):
        return people
    counting = _COUNTS.search(text[max(0, figure.span.start - 60) : figure.span.start])
    if counting and counting["who"].lower() == words[-1]:
        return people
    behind = re.match(
        rf"[^.;]{{0,40}}?\b{re.escape(figure.referent)}\s([a-z]+)", text[figure.span.end :][:90]
    )
    if behind and kinds_of(behind[1]) and kinds_of(behind[1])[0] != PEOPLE:
        words.append(behind[1])
    for word in reversed(words):
        if kinds_of(word):
            return tuple(dict.fromkeys(kinds_of(word)))
        if stem(word) not in read_terms().topics:
            return (stem(word),)
    return people


def main_topic(profile: Profile) -> str:
    """The topic nearest to the number, an outcome before others as near; "" for none near it."""
    near = [
        (weight, any(topic in group for group in read_terms().groups), topic)
        for topic, weight in profile.topics.items()
        if weight >= NEAR
    ]
    if not near:
        return ""
    best = max(weight for weight, _, _ in near)
    close = [entry for entry in near if entry[0] >= best - _AS_NEAR]
    return max(close, key=lambda entry: (entry[1], entry[0], entry[2]))[2]


def narrow_kind(profile: Profile) -> str:
    """The kind of people where they are only a part of those something happens to; "" else."""
    narrow = [head for head in profile.heads if head in read_terms().narrow]
    return narrow[0] if narrow else ""


def on_side(profile: Profile, side: str) -> Profile:
    """The profile of an answer to a question, with the side it is on ("approved") alone."""
    topics = {topic: w for topic, w in profile.topics.items() if topic not in SIDES}
    return replace(profile, topics={**topics, side: 1.0}) if side else profile
