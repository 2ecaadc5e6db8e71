"""When an article was written, compared with the day of the event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from analysis.compare.wording import read_wording
from analysis.records import Document

Side = Literal["before", "after", "unknown"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Timing:
    """Before or after the event, and how we know.

    `published` is None where the date is missing or not a full one; `inferred` is True where the
    side comes from how the text speaks of the day.
    """

    side: Side
    published: date | None = None
    inferred: bool = False


def read_timing(document: Document, *, event_date: str | None) -> Timing:
    """Whether the article was written before or after the event; unknown without an event date.

    A publication date decides; on the very day the side is unknown. Without one, a sentence that
    names the day and speaks of it as ahead or behind may tell, unless sentences disagree.
    """
    published = read_date(document.article.published)
    day = read_date(event_date)
    if day is None:
        return Timing("unknown", published)
    if published is not None:
        side: Side = "unknown"
        if published != day:
            side = "before" if published < day else "after"
        return Timing(side, published)
    return Timing(_infer_side(document, day), inferred=True)


def read_date(text: str | None) -> date | None:
    """The day an ISO 8601 date or time names; None for anything less than a day."""
    if text is None or not re.match(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:  # a day that no calendar has: as good as no date
        return None


def say_day(text: str) -> str:
    """An ISO 8601 day as English writes it ("3 May 2024"); anything else as it is."""
    day = read_date(text)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else text


def _infer_side(document: Document, day: date) -> Side:
    named = _day_pattern(day)
    tense = read_wording("cautions")["tense"]
    ahead, behind = _any_of(tense["ahead"]), _any_of(tense["behind"])
    sides: set[Side] = set()
    for sentence in document.sentences:
        words = sentence.span.of(document.text)
        if named.search(words):
            speaks_ahead, speaks_behind = ahead.search(words), behind.search(words)
            if speaks_ahead and not speaks_behind:
                sides.add("before")
            if speaks_behind and not speaks_ahead:
                sides.add("after")
    return sides.pop() if len(sides) == 1 else "unknown"


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


def _day_pattern(day: date) -> re.Pattern[str]:
    """The day as English writes it: 3 May, May 3rd, Sept. 3; another year behind it excludes it."""
    name = _MONTHS[day.month - 1]
    month = rf"(?:{name}|{name[:3]}\b\.?|{name[:4]}\b\.?)"
    number = rf"{day.day}(?:st|nd|rd|th)?"
    other_year = rf"(?!,? (?!{day.year}\b)\d{{4}}\b)"
    return re.compile(rf"\b(?:{number} (?:of )?{month}|{month} {number}\b){other_year}")
