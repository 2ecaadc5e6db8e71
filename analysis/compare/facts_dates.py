"""The days that a passage names, as far as the day of publication tells which they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from analysis.compare.wording import read_wording
from analysis.records import Span

REACH = 60
"""So many characters before a date a word of the future is looked for."""
LONG_AGO = ("last year", "last month", "earlier this year")
"""What can be told from the day of the event as well as from that of publication."""
EARLIER = 28
"""So many days ago, at least, is "earlier this year"."""
NEAR_AHEAD = 60
"""A month or day that needs a year is at most so many days after the article."""


@dataclass(frozen=True, slots=True)
class Day:
    """A stretch of days that a passage names; `precise` is a single day."""

    first: date
    last: date

    @property
    def precise(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last


@cache
def _pattern() -> re.Pattern[str]:
    raw = read_wording("facts")["dates"]
    months = "|".join(rf"{name}|{name[:3]}\." if len(name) > 3 else name for name in raw["months"])
    months += r"|Sept\."
    weekdays = "|".join(raw["weekdays"])
    return re.compile(
        rf"\b(?:(?P<next>next|last|this)\s+)?(?P<weekday>{weekdays})\b"
        rf"|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{months})(?!\w)(?:,?\s+(?P<year>\d{{4}}))?"
        rf"|\b(?P<month2>{months})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year2>\d{{4}}))?"
        rf"|\b(?:(?P<rel>last|next|this)\s+)?(?P<month3>{months})(?!\w)(?:\s+(?P<year3>\d{{4}}))?"
        rf"|\b(?P<word>today|tonight|yesterday|tomorrow|last\s+week|last\s+month|last\s+year|earlier\s+this\s+year)\b"
        rf"|(?<![\d.,])(?P<only>(?:1[5-9]|20)\d\d)(?![\d%]|[.,]\d)"
    )


def find_days(
    text: str, span: Span, *, published: date | None, about: date | None = None
) -> list[Day]:
    """The days, months and years named in `span`, in order.

    Weekdays are those before publication, and behind words of the future the next ones; without a
    date of publication they are left out. A month without a year is that nearest to publication,
    or to `about` where that is unknown.
    """
    found = []
    for match in _pattern().finditer(text, *span):
        ahead = bool(_ahead().search(text, max(span.start, match.start() - REACH), match.start()))
        day = _read(match, published, published or about, ahead=ahead)
        if day is not None:
            found.append(day)
    return found


def is_ahead(text: str) -> bool:
    """Whether words of the future stand in a clause."""
    return bool(_ahead().search(text))


@cache
def _ahead() -> re.Pattern[str]:
    words = "|".join(read_wording("facts")["dates"]["ahead"])
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _read(
    match: re.Match[str], published: date | None, anchor: date | None, *, ahead: bool
) -> Day | None:
    if match["only"]:
        year = int(match["only"])
        return Day(date(year, 1, 1), date(year, 12, 31))
    month = match["month"] or match["month2"] or match["month3"]
    if month:
        year_text = match["year"] or match["year2"] or match["year3"]
        return _dated(month, year_text, match["day"] or match["day2"], anchor, ahead=ahead)
    word = " ".join((match["word"] or "").split())
    if word in LONG_AGO and anchor is not None:
        return _relative(word, published or anchor)
    if published is None:
        return None
    if match["weekday"]:
        return _weekday(match["weekday"], match["next"], published, ahead=ahead)
    return _relative(word, published)


def _weekday(name: str, which: str | None, published: date, *, ahead: bool) -> Day:
    number = read_wording("facts")["dates"]["weekdays"].index(name)
    back = (published.weekday() - number) % 7
    if which == "next" or (ahead and back):
        back -= 7
    elif which == "last" and back == 0:
        back = 7
    found = published - timedelta(days=back)
    return Day(found, found)


def _relative(word: str, published: date) -> Day:
    steps = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
    if word in steps:
        found = published + timedelta(days=steps[word])
        return Day(found, found)
    if word == "last week":
        return Day(published - timedelta(days=13), published - timedelta(days=3))
    if word == "last month":
        end = published.replace(day=1) - timedelta(days=1)
        return Day(end.replace(day=1), end)
    if word == "last year":
        return Day(date(published.year - 1, 1, 1), date(published.year - 1, 12, 31))
    first = date(published.year, 1, 1)
    return Day(first, max(first, published - timedelta(days=EARLIER)))


def _dated(
    month: str, year: str | None, day: str | None, anchor: date | None, *, ahead: bool
) -> Day | None:
    """The day or month, in the year nearest to the anchor where none is named."""
    names = read_wording("facts")["dates"]["months"]
    number = [name[:3] for name in names].index(month[:3]) + 1
    if year is None and anchor is None:
        return None
    years = [int(year)] if year else [anchor.year - 1, anchor.year, anchor.year + 1]
    found = []
    for chosen in years:
        try:
            first = date(chosen, number, int(day) if day else 1)
        except ValueError:  # a day that no calendar has
            continue
        last = first if day else date(chosen + number // 12, number % 12 + 1, 1) - timedelta(1)
        found.append(Day(first, last))
    if year or not found or anchor is None:
        return found[0] if found else None
    if ahead:
        return next((d for d in found if d.last >= anchor), found[-1])
    near = [d for d in found if (d.first - anchor).days <= NEAR_AHEAD]
    return near[-1] if near else found[0]
