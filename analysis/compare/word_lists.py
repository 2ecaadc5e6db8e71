"""The words that judge, hedge, intensify or doubt, and where a text uses them.

The lists are ours: `loaded_words.toml` and `marking_words.toml`, in the pattern language of axis
files (`analysis.axes.patterns`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from analysis.axes.patterns import Matcher, Token, longest
from analysis.compare.wording import read_wording
from analysis.records import WordMeasure

TITLE_CASE = 0.6
"""A sentence in which more of the long words begin with a capital tells nothing by capitals."""
_LONG = 4
"""Letters of a long word, and how many of them a sentence needs to be judged."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of the lists: what it counts for, by which reason, in which tone."""

    measure: WordMeasure | None
    """None for a mask, which keeps shorter entries from firing."""
    reason: str
    tone: str


@dataclass(frozen=True, slots=True)
class Found:
    """A listed word in a token list: its first and last token."""

    first: int
    last: int
    listed: Listed


@cache
def load_lists() -> Matcher[Listed]:
    """All entries of the lists in one trie; where two are as long, the first listed counts."""
    entries: list[tuple[str, Listed]] = []
    marking = read_wording("marking_words")
    entries += [(phrase, Listed(None, "", "")) for phrase in marking["masks"]["entries"]]
    entries += _entries("loaded", read_wording("loaded_words"))
    for measure in ("doubt", "intensifier", "hedge"):
        entries += _entries(measure, marking[measure])
    return Matcher(entries)


def _entries(measure: Any, groups: Any) -> Iterator[tuple[str, Listed]]:
    for group in groups.values():
        listed = Listed(measure, group["reason"], group.get("tone", ""))
        for phrase in group["entries"]:
            yield phrase, listed


def find_listed(tokens: Sequence[Token]) -> list[Found]:
    """The listed words among the tokens of one sentence, without overlaps, in text order.

    Names are left out: a hit in capitals in the middle of a sentence that is not in title case.
    """
    lists = load_lists()
    matches = lists.find(tokens)
    if not matches:
        return []
    titled = is_title_case(tokens)
    found = []
    for match in longest(matches):
        listed = lists.payloads[match.payload]
        if listed.measure is None:
            continue
        covered = tokens[match.first : match.last + 1]
        if not titled and all(token.capital for token in covered) and match.first > 0:
            continue
        found.append(Found(match.first, match.last, listed))
    return found


def is_title_case(tokens: Sequence[Token]) -> bool:
    """Whether most long words begin with a capital, as in many headlines."""
    long = [token for token in tokens if token.is_word and token.end - token.start >= _LONG]
    return len(long) >= _LONG and sum(token.capital for token in long) > TITLE_CASE * len(long)
