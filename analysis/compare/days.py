"""The days that a passage names, as far as the day of publication tells which they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from analysis.compare.wording import read_wording
from analysis.records import DateBasis, Span

REACH = 60
"""So many characters before a date a word of the future is looked for."""
LONG_AGO = ("last year", "last month", "earlier this year")
"""What can be told from the day of the event as well as from that of publication."""
EARLIER = 28
"""So many days ago, at least, is "earlier this year"."""
NEAR_AHEAD = 60
"""A month or day that needs a year is at most so many days after the article."""
USUAL = (1000, 9000)
_STEPS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_EXACT_AGO = 14
"""So many days ago a "week" is still a day, not just about then."""


@dataclass(frozen=True, slots=True)
class Day:
    """A stretch of days that a passage names; `precise` is a single day."""

    first: date
    last: date

    @property
    def precise(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class DayWords:
    """Words that name a day, and which one; None where that cannot be told.

    `basis`: the words name it in full (`stated`), all but the year (`year`), or from the day of
    publication (`relative`). `ahead`: words of the future stand before it. `bare`: it is no more
    than a number that may be a year.
    """

    span: Span
    day: Day | None
    basis: DateBasis
    ahead: bool = False
    bare: bool = False


@cache
def _pattern() -> re.Pattern[str]:
    raw = read_wording("days")
    months = "|".join(rf"{name}|{name[:3]}\." if len(name) > 3 else name for name in raw["months"])
    months += r"|Sept\."
    weekdays = "|".join(raw["weekdays"])
    numbers = "|".join(rf"[{n[0].upper()}{n[0]}]{n[1:]}" for n in raw["numbers"])
    return re.compile(
        rf"\b(?:(?P<next>[Nn]ext|[Ll]ast|[Tt]his)\s+)?(?P<weekday>{weekdays})\b"
        rf"|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{months})(?!\w)(?:,?\s+(?P<year>\d{{4}}))?"
        rf"|\b(?P<month2>{months})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year2>\d{{4}}))?"
        rf"|\b(?:(?P<rel>last|next|this)\s+)?(?P<month3>{months})(?!\w)"
        rf"(?:,?\s+(?:of\s+)?(?P<year3>\d{{4}}|last\s+year|this\s+year|next\s+year)\b)?"
        rf"|\b(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})\b"
        rf"|\b(?P<nth>(?<=[Tt]he )\d{{1,2}}(?:st|nd|rd|th))"
        rf"(?=[.,;:]|\s+(?:in|at|and|the|that|when|to|of the month|but)\b)"
        rf"|\b(?P<ago>(?P<n>{numbers}|\d{{1,2}})\s+(?P<unit>day|week|month|year)s?\s+ago)\b"
        rf"|\b(?P<word>[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow"
        rf"|(?:[Ll]ast|[Tt]his|[Nn]ext)\s+(?:week|month|year)|[Ee]arlier\s+this\s+year)\b"
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
    found = read_days(text, span, published=published, about=about)
    return [words.day for words in found if words.day is not None]


def read_days(
    text: str, span: Span, *, published: date | None, about: date | None = None
) -> Iterator[DayWords]:
    """All words of `span` that name a day, a month or a year, also those that cannot be placed."""
    published, about = _usual(published), _usual(about)
    for match in _pattern().finditer(text, *span):
        if _is_name(match, text, span):
            continue
        ahead = bool(_ahead().search(text, max(span.start, match.start() - REACH), match.start()))
        day = None
        if not (
            match["weekday"] and _other().search(text[max(0, match.start() - 4) : match.end() + 10])
        ):
            day = _read(match, published, published or about, ahead=ahead)
        bare = match["only"] is not None
        yield DayWords(Span(*match.span()), day, _basis(match), ahead, bare)


def _usual(day: date | None) -> date | None:
    """A day with years before and behind it to count in; None for any other."""
    return day if day is not None and USUAL[0] <= day.year <= USUAL[1] else None


def is_ahead(text: str) -> bool:
    """Whether words of the future stand in a clause."""
    return bool(_ahead().search(text))


def is_furniture(text: str) -> bool:
    """Whether a sentence is a line of the page, such as "Published on 3 May"."""
    return bool(_furniture().search(text[:200]))


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile("|".join(read_wording("days")["furniture"]), re.IGNORECASE)


@cache
def _ahead() -> re.Pattern[str]:
    words = "|".join(read_wording("days")["ahead"])
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@cache
def _names() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What stands before or behind a weekday that is a name, and before a bare month."""
    raw = read_wording("days")
    return (
        re.compile(rf"\b(?:{'|'.join(raw['named_before'])})\s$"),
        re.compile(rf"\s(?:{'|'.join(raw['named_behind'])})\b"),
        re.compile(rf"\b(?:{'|'.join(raw['before_month'])})[\s-]$", re.IGNORECASE),
    )


def _is_name(match: re.Match[str], text: str, span: Span) -> bool:
    """Whether what looks like a date is part of a name, or a word at the start of a sentence."""
    before, behind, of_month = _names()
    left = text[max(span.start, match.start() - 12) : match.start()]
    if match["weekday"]:
        return bool(before.search(left) or behind.match(text, match.end()))
    if match["month3"] in read_wording("days")["doubtful_months"]:
        return not (match["rel"] or match["year3"] or of_month.search(left))
    word = match["word"]
    if word and word[0].isupper():
        return bool(left.strip()) and left.rstrip()[-1:] not in "\"'“‘«(.:—–"
    return False


@cache
def _other() -> re.Pattern[str]:
    """ "The Sunday before": a weekday that is told from another day than that of publication."""
    return re.compile(
        r"^(?i:the)\s.*day\s+(?:before|after|earlier|later|following)\b|^(?i:that)\s", re.DOTALL
    )


def _basis(match: re.Match[str]) -> DateBasis:
    year = match["year"] or match["year2"] or match["year3"] or match["only"] or match["iso"]
    if year:
        return "stated" if year[0].isdigit() else "relative"
    return "year" if match["month"] or match["month2"] or match["month3"] else "relative"


def _read(
    match: re.Match[str], published: date | None, anchor: date | None, *, ahead: bool
) -> Day | None:
    if match["only"]:
        year = int(match["only"])
        return Day(date(year, 1, 1), date(year, 12, 31))
    if match["iso"]:
        return _iso(match["iso"])
    month = match["month"] or match["month2"] or match["month3"]
    if month:
        year_text = match["year"] or match["year2"] or match["year3"]
        if year_text and not year_text[0].isdigit():
            step = {"last": -1, "this": 0, "next": 1}[year_text.split()[0]]
            year_text = str(anchor.year + step) if anchor else None
        return _dated(month, year_text, match["day"] or match["day2"], anchor, ahead=ahead)
    word = " ".join((match["word"] or "").lower().split())
    if word in LONG_AGO and anchor is not None:
        return _relative(word, published or anchor)
    if published is None:
        return None
    if match["weekday"]:
        return _weekday(match["weekday"], (match["next"] or "").lower(), published, ahead=ahead)
    if match["nth"]:
        return _nth(int(match["nth"][:-2]), published, ahead=ahead)
    if match["ago"]:
        return _ago(match["n"], match["unit"], published)
    return _relative(word, published)


def _iso(text: str) -> Day | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:  # a day that no calendar has
        return None
    return Day(found, found)


def _weekday(name: str, which: str, published: date, *, ahead: bool) -> Day:
    number = read_wording("days")["weekdays"].index(name)
    back = (published.weekday() - number) % 7
    if which == "next" or (ahead and back):
        back -= 7
    elif which == "last" and back == 0:
        back = 7
    found = published - timedelta(days=back)
    return Day(found, found)


def _nth(number: int, published: date, *, ahead: bool) -> Day | None:
    """ "The 16th": the last one before publication, or behind words of the future the next."""
    month = published.replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    behind = (month + timedelta(days=32)).replace(day=1)
    found = []
    for start in (before, month, behind):
        try:
            found.append(start.replace(day=number))
        except ValueError:  # a day that this month has not
            continue
    near = [d for d in found if (d >= published if ahead else d <= published)]
    if not near:
        return None
    chosen = min(near) if ahead else max(near)
    return Day(chosen, chosen)


def _ago(count: str, unit: str, published: date) -> Day | None:
    """ "Three days ago"; weeks, months and years are not meant to the day."""
    n = int(count) if count.isdigit() else read_wording("days")["numbers"][count.lower()]
    if unit == "day":
        found = published - timedelta(days=n)
        return Day(found, found)
    if unit == "week":
        found = published - timedelta(weeks=n)
        slack = 3 if 7 * n <= _EXACT_AGO else 7
        return Day(found - timedelta(days=slack), found + timedelta(days=slack))
    months = published.year * 12 + published.month - 1 - n * (12 if unit == "year" else 1)
    if months < 12:
        return None
    if unit == "year":
        return Day(date(months // 12, 1, 1), date(months // 12, 12, 31))
    first = date(months // 12, months % 12 + 1, 1)
    return Day(first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1))


def _relative(word: str, published: date) -> Day:
    if word in _STEPS:
        found = published + timedelta(days=_STEPS[word])
        return Day(found, found)
    monday = published - timedelta(days=published.weekday())
    if word == "last week":
        return Day(published - timedelta(days=13), published - timedelta(days=3))
    if word in ("this week", "next week"):
        start = monday + timedelta(days=7 * (word == "next week"))
        return Day(start, start + timedelta(days=6))
    if word.endswith("month"):
        start = published.replace(day=1)
        if word == "last month":
            start = (start - timedelta(days=1)).replace(day=1)
        elif word == "next month":
            start = (start + timedelta(days=32)).replace(day=1)
        return Day(start, (start + timedelta(days=32)).replace(day=1) - timedelta(days=1))
    if word in ("last year", "this year", "next year"):
        year = published.year + {"last": -1, "this": 0, "next": 1}[word.split()[0]]
        return Day(date(year, 1, 1), date(year, 12, 31))
    first = date(published.year, 1, 1)
    return Day(first, max(first, published - timedelta(days=EARLIER)))


def _dated(
    month: str, year: str | None, day: str | None, anchor: date | None, *, ahead: bool
) -> Day | None:
    """The day or month, in the year nearest to the anchor where none is named."""
    names = read_wording("days")["months"]
    number = [name[:3] for name in names].index(month[:3]) + 1
    if year is None and anchor is None:
        return None
    years = [int(year)] if year else [anchor.year - 1, anchor.year, anchor.year + 1]  # type: ignore[union-attr]
    found = []
    for chosen in years:
        try:
            first = date(chosen, number, int(day) if day else 1)
            last = first if day else date(chosen + number // 12, number % 12 + 1, 1) - timedelta(1)
        except ValueError:  # a day that no calendar has
            continue
        found.append(Day(first, last))
    if year or not found or anchor is None:
        return found[0] if found else None
    if ahead:
        return next((d for d in found if d.last >= anchor), found[-1])
    near = [d for d in found if (d.first - anchor).days <= NEAR_AHEAD]
    return near[-1] if near else found[0]
