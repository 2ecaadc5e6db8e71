"""Terms: general English of the news by kinds of things and by topics (`conflict_terms.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from analysis.compare.wording import read_wording

PEOPLE, STAFF = "people", "staff"
_GAP = 3
"""Other words that may stand between the words of a phrase."""
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d[\d.,]*|#|[,;:—–()“”\"§]|\.\s")
_OTHER = "§"
_DOUBLED = re.compile(r"([bdgmnprt])\1$")


@dataclass(frozen=True, slots=True)
class Terms:
    """Words and phrases with what they mean, by their first stem."""

    nouns: dict[str, tuple[str, ...]]
    under: dict[str, str]
    topics: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    """The rest of the phrase ((), for a word) and the topic."""
    groups: tuple[frozenset[str], ...]
    """Topics that exclude each other."""
    costs: dict[str, int]
    """How far words and marks move what stands behind them away from a number, in words."""
    only_in: dict[str, frozenset[str]]
    """The units in which alone a topic is told, where it is in few."""
    cumulative: frozenset[str]
    growing: frozenset[str]
    added: frozenset[str]
    narrow: frozenset[str]
    sides: dict[str, str]
    """The side on which a giver of figures stands in a quarrel."""


@cache
def read_terms() -> Terms:
    """The terms of `conflict_terms.toml`."""
    raw = read_wording("conflict_terms")
    nouns: dict[str, tuple[str, ...]] = {}
    for kind, words in raw["nouns"].items():
        for word in words:
            last = stem(word.split()[-1])
            if " " not in word:
                nouns[last] = (*nouns.get(last, ()), kind)
    topics: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for topic, phrases in raw["topics"].items():
        for phrase in phrases:
            first, *rest = (stem(word) for word in phrase.split())
            topics.setdefault(first, []).append((tuple(rest), topic))
    return Terms(
        nouns=nouns,
        under=dict(raw["under"]),
        # Longer phrases before shorter ones: they say more.
        topics={
            first: tuple(sorted(set(rows), key=lambda row: (-len(row[0]), row)))
            for first, rows in topics.items()
        },
        costs=dict(raw["costs"]),
        only_in={topic: frozenset(units) for topic, units in raw["only_in"].items()},
        cumulative=frozenset(raw["outcomes"]["cumulative"]),
        growing=frozenset([*raw["outcomes"]["cumulative"], *raw["outcomes"]["growing"]]),
        added=frozenset(raw["outcomes"]["added"]),
        narrow=frozenset(raw["outcomes"]["narrow"]),
        sides={giver: side for side, givers in raw["sides"].items() for giver in givers},
        groups=tuple(frozenset(group) for group in raw["opposed"].values()),
    )


def words_of(text: str) -> list[str]:
    """The words and marks of a text in lower case; a number is "§"."""
    return [
        _OTHER if match.group()[0].isdigit() else match.group().strip().lower()
        for match in _WORD.finditer(text)
    ]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What the forms of a word have in common: without plural, tense and final e."""
    word = re.sub(r"[’']s?$", "", word.lower())
    if len(word) > 4 and word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "s"):
        if len(word) - len(ending) >= 3 and word.endswith(ending):
            if ending == "s" and word.endswith(("ss", "us", "is")):
                break
            word = word[: -len(ending)]
            if ending in ("ing", "ed") and _DOUBLED.search(word):
                word = word[:-1]
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def kinds_of(noun: str) -> tuple[str, ...]:
    """The kinds of thing a noun in the singular or plural stands for; () for none that is known."""
    return read_terms().nouns.get(stem(noun), ())


def is_kind_of(kind: str, other: str) -> bool:
    """Whether `kind` is `other` or belongs to it."""
    under = read_terms().under
    while kind != other:
        if kind not in under:
            return False
        kind = under[kind]
    return True


def find_topics(words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """The topics that words (`words_of`) name, each with its first and its last place."""
    topics = read_terms().topics
    stems = [stem(word) for word in words]
    for at, first in enumerate(stems):
        longest = 0
        for rest, topic in topics.get(first, ()):
            if len(rest) < longest:
                break
            last = _follow(stems, at, rest)
            if last is not None:
                longest = len(rest)
                yield topic, at, last


def _follow(stems: Sequence[str], at: int, rest: Sequence[str]) -> int | None:
    """The place of the last word of a phrase whose first one stands at `at`; None if it is not."""
    for wanted in rest:
        for step in range(1, _GAP + 2):
            if at + step >= len(stems):
                return None
            if not (stems[at + step][:1].isalpha() or stems[at + step] == "#"):
                return None
            if stems[at + step] == wanted:
                at += step
                break
        else:
            return None
    return at
