"""Finds dates in a line, what they say of the article, and lines that are nothing but a date."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from analysis.ingest.shapes import count_words
from analysis.ingest.wording import section

DateRole = Literal["published", "updated", "plain"]

_MAX_WORDS = 22
_AGO = re.compile(r"\b(?:an?|\d+)\s+(?:second|minute|min|hour|day|week|month)s?\s+ago\b", re.I)
_CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\.\d+)?\s?(?:[ap]\.?m\b\.?|hrs|z)?|\b\d{1,2}\s?[ap]\.?m\b\.?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A day in a line: ISO 8601, and whether the line calls it the date of publication."""

    date: str
    role: DateRole
    start: int
    end: int


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """The days named in `text` with their year, in order; () where there is none.

    A day that does not exist is left out, and so is one such as 4/5/2022 that may be April or May.
    """
    found = []
    for match in _pattern().finditer(text):
        day = _day(match)
        if day is not None:
            role = _role(text[: match.start()])
            found.append(FoundDate(day.isoformat(), role, match.start(), match.end()))
    return tuple(found)


def erase_dates(text: str) -> str | None:
    """The line with "|" where its dates and times stood; None without a date or where too long."""
    if count_words(text) > _MAX_WORDS:
        return None
    rest, dates = _pattern().subn(" | ", text)
    rest, partial = _partial_pattern().subn(" | ", rest)
    rest, ago = _AGO.subn(" | ", rest)
    rest, clocks = _CLOCK.subn(" | ", rest)
    labelled = clocks and _role(text) != "plain"
    return rest if dates + partial + ago or labelled else None


def without_dates(text: str) -> str | None:
    """What is left of a line when its dates, times and their labels are gone; None without a date.

    "" means that the line is a date line and nothing else.
    """
    rest = erase_dates(text)
    if rest is None:
        return None
    kept = [word for word in rest.split() if _strip(word) and _strip(word) not in _date_words()]
    return " ".join(kept)


def is_date_line(text: str) -> bool:
    """Whether the line holds a date or a time since publication, and nothing else."""
    return without_dates(text) == ""


def leading_clock(text: str) -> int:
    """Length of a time of day at the beginning of `text`, with its zone; 0 without one."""
    clock = re.match(rf"[\s,|·-]*(?:at\s+)?(?:{_CLOCK.pattern})", text, re.IGNORECASE)
    if clock is None:
        return 0
    zone = re.match(r"\s*([A-Z]{2,4})\b", text[clock.end() :])
    known = zone is not None and zone[1].casefold() in section("dates")["filler"]
    return clock.end() + (zone.end() if zone and known else 0)


def is_precise(text: str) -> bool:
    """Whether a date line tells the hour or calls its date one of publication, as pages do.

    Otherwise it may head a part of the article, as in a chronicle.
    """
    return bool(_CLOCK.search(text) or _AGO.search(text)) or _role(text) != "plain"


def _strip(word: str) -> str:
    return word.strip(".,;:|/()[]-–—•·*\"'").casefold()


@cache
def _date_words() -> frozenset[str]:
    table = section("dates")
    phrases = [*table["published"], *table["updated"], *table["filler"], *table["weekdays"]]
    return frozenset(_strip(word) for phrase in phrases for word in phrase.split())


@cache
def _month_numbers() -> dict[str, int]:
    names = enumerate(section("dates")["months"], start=1)
    return {name: number for number, group in names for name in group}


def _month_pattern() -> str:
    names = sorted(_month_numbers(), key=len, reverse=True)
    return rf"(?:{'|'.join(names)})"


@cache
def _pattern() -> re.Pattern[str]:
    month, year = _month_pattern(), r"(?:19|20)\d{2}"
    return re.compile(
        rf"\b(?P<y1>{year})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})(?:T[\d:.+Z-]*)?(?!\d)"
        rf"|\b(?P<m2>{month})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b,?\s*(?P<y2>{year})"
        rf"|\b(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\.?[\s-]+(?:of\s+)?(?P<m3>{month})\b\.?,?[\s-]+(?P<y3>{year})"
        rf"|\b(?P<d4>\d{{1,2}})(?P<sep>[./-])(?P<m4>\d{{1,2}})(?P=sep)(?P<y4>{year}|\d{{2}})(?!\d)",
        re.IGNORECASE,
    )


@cache
def _partial_pattern() -> re.Pattern[str]:
    """Days without a year: they make a date line, but no date that could be told."""
    month = _month_pattern()
    return re.compile(rf"\b{month}\b\.?\s+\d{{1,2}}\b|\b\d{{1,2}}\s+{month}\b", re.IGNORECASE)


def _day(match: re.Match[str]) -> datetime.date | None:
    parts = match.groupdict()
    try:
        if parts["y1"]:
            return datetime.date(int(parts["y1"]), int(parts["m1"]), int(parts["d1"]))
        if parts["y2"]:
            month = _month_numbers()[parts["m2"].lower()]
            return datetime.date(int(parts["y2"]), month, int(parts["d2"]))
        if parts["y3"]:
            month = _month_numbers()[parts["m3"].lower()]
            return datetime.date(int(parts["y3"]), month, int(parts["d3"]))
        return _numeric_day(int(parts["d4"]), int(parts["m4"]), int(parts["y4"]), parts["sep"])
    except ValueError:
        return None


def _numeric_day(first: int, second: int, year: int, separator: str) -> datetime.date | None:
    year += 2000 if year < 100 else 0
    if separator == "." or first > 12:
        return datetime.date(year, second, first)
    if second > 12 or first == second:
        return datetime.date(year, first, second)
    return None


def _role(before: str) -> DateRole:
    """What the words before a date call it; the nearest label counts."""
    table = section("dates")
    lowered = before.casefold()
    places = [
        (lowered.rfind(label) + len(label), role)
        for role, labels in (("published", table["published"]), ("updated", table["updated"]))
        for label in labels
        if re.search(rf"(?<![a-z]){re.escape(label)}(?![a-z])", lowered)
    ]
    if not places:
        return "plain"
    return "updated" if max(places)[1] == "updated" else "published"
