"""When and how far: other occasions, days, and the stage of a count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from analysis.compare.conflict_around import Around
from analysis.compare.conflict_lexicon import read_lexicon

_YEAR = re.compile(r"\b(?:18|19|20)\d\d\b")
WEEKDAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\byesterday\b|\btoday\b", re.IGNORECASE
)
_BORN = re.compile(r"\b(?:born|built|founded|made)\s(?:in|after|before|since)\s\d{4}")
_AHEAD = re.compile(r"\b(?:by|until|till|before|for|from|in)\s(?:the\s(?:end|middle)\sof\s)?$")
"""Before a year to come, which is no other occasion but when something shall be."""
_OTHER_DAY = re.compile(
    r"\b(?:for the day|on the (?:first|second|third|fourth|fifth|last|next|following) day|"
    r"at (?:noon|midnight)|(?:the|this) (?:morning|evening)|in (?:May|June|July|April|August|"
    r"January|February|March|September|October|November|December)|last week of [A-Z]\w+)\b"
)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
MONTH = re.compile(rf"\b(?:{'|'.join(name.capitalize() for name in _MONTHS)})\b")
_DAY_OFMONTH = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(n.capitalize() for n in _MONTHS)})\b")


def find_occasion(clause: str, anchor: date | None) -> str:
    """Another occasion than the event itself: a year, a month, a round of voting; "" for none."""
    found = []
    for match in _YEAR.finditer(_BORN.sub("", clause)):
        if _AHEAD.search(clause[: match.start()]) and (
            anchor is None or int(match.group()) > anchor.year
        ):
            continue
        if anchor is None or int(match.group()) != anchor.year:
            found.append(match.group())
    if anchor is not None:
        near = {anchor.month, anchor.month % 12 + 1, (anchor.month - 2) % 12 + 1}
        for match in MONTH.finditer(clause):
            month = _MONTHS.index(match.group().lower()) + 1
            if month not in near:
                found.append(match.group().lower())
    rounds = read_lexicon().rounds.search(clause)
    if rounds:
        found.append(rounds.group().lower())
    return " ".join(dict.fromkeys(found))


def find_stage(around: Around) -> str:
    """How far the count had got, by the words of the clause or else of the sentence."""
    for scope in (f"{around.left}#{around.right}", around.clause, around.sentence):
        if scope == around.sentence and around.crowded:
            return ""
        found = [name for name, pattern in read_lexicon().stages if pattern.search(scope)]
        if "forecast" in found and (scope == around.sentence or "exit_poll" in found):
            found.remove("forecast")  # what else is expected there, or "a widely expected result"
        if len(found) == 1:
            return found[0]
        if found:
            return _nearest_stage(scope, found)
    return ""


def _nearest_stage(scope: str, names: Sequence[str]) -> str:
    """The stage named nearest to the number (at "#"), the first named of equals."""
    middle = scope.find("#")
    stages = dict(read_lexicon().stages)
    return min(
        names,
        key=lambda name: min(abs(match.start() - middle) for match in stages[name].finditer(scope)),
    )


def find_days(clause: str) -> frozenset[str]:
    """The days the clause names."""
    found = {match.group().lower() for match in WEEKDAY.finditer(clause)}
    found |= {f"{m[1]} {m[2].lower()}" for m in _DAY_OFMONTH.finditer(clause)}
    found |= {match.group().lower() for match in _OTHER_DAY.finditer(clause)}
    found |= {match.group().lower() for match in read_lexicon().moments.finditer(clause)}
    if "at noon" not in found:
        found |= {match.group().lower() for match in read_lexicon().parts_of_day.finditer(clause)}
    found |= {match.group().lower() for match in MONTH.finditer(clause) if match.group() != "May"}
    return frozenset(found)


def are_other_days(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each names a day or a time of day that the other does not."""
    return bool(one - other and other - one)


def is_later(around: Around) -> bool:
    """Whether words beside the number say that it is not the first one."""
    text = f"{around.left}#{around.right}" if around.crowded else around.sentence
    return bool(read_lexicon().later.search(text))


_OF_IT = re.compile(
    r"\b(?:this|that|these|such)\s(?:\w+\s){0,3}?"
    r"(?:figures?|estimates?|counts?|numbers?|exit polls?|projections?|sums?)\b"
    r"|\bthe exit poll\b|\bcorrect(?:ed)? (?:its|the|their)\b",
    re.IGNORECASE,
)
"""The next sentence speaks of the number itself."""


def spoken_stage(following: str) -> str:
    """The stage of a count by what the next sentence says of it ("the exit poll has")."""
    if not _OF_IT.search(following):
        return ""
    found = [name for name, pattern in read_lexicon().stages if pattern.search(following)]
    return found[0] if len(found) == 1 and found[0] != "forecast" else ""
