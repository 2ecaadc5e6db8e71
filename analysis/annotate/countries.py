"""States: which ones a text names, and which one it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from analysis.annotate.lexicon import alternation, read_lexicon


class Country(NamedTuple):
    """A state by the name it is listed under, and how it was mentioned."""

    name: str
    by: str


@cache
def load_countries() -> Mapping[str, Country]:
    """Word → state, for every name, adjective (with plural) and capital."""
    table: dict[str, Country] = {}
    for state in read_lexicon("countries")["states"]:
        home = state["names"][0]
        for by in ("capitals", "adjectives", "names"):
            for word in state[by]:
                table[word] = Country(home, by)
                if by == "adjectives" and word[-1] in "ninhk":
                    table[word + "s"] = Country(home, by)
    return table


@cache
def _country_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?=[^\W\d_a-z])(?:{alternation(load_countries())})(?!\w)")


def find_countries(text: str) -> list[Country]:
    """The states that a text names, by name, adjective or capital, in text order."""
    table = load_countries()
    return [table[match.group()] for match in _country_pattern().finditer(text)]


def find_home(text: str) -> str | None:
    """The country an article is about: the one named most often; else None.

    A seat of government ("the White House") counts as its country. A name counts twice as much as
    an adjective or capital (those often speak for a government), and the first quarter of the
    text, where news says where it happened, twice as much as the rest.
    "" below a weight of three: the article is about none of the states it names. None for a tie.
    """
    counts: Counter[str] = Counter()
    for match in _country_pattern().finditer(text):
        country = load_countries()[match.group()]
        weight = 2 if country.by == "names" else 1
        counts[country.name] += 2 * weight if match.start() < len(text) / 4 else weight
    lowered = text.lower()
    kinds = read_lexicon("kinds")
    for seat, state in kinds["seats"].items():
        if " " in seat or seat in kinds["seat_words"]["unmistakable"]:
            counts[state] += lowered.count(seat)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < 3:
        return ""
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return None
    return ranked[0][0]
