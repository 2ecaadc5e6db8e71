"""Dates, years and ranks: numbers that name a place in an order and count nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from analysis.annotate import referents
from analysis.annotate.lexicon import alternation, read_lexicon
from analysis.annotate.numerals import Numeral
from analysis.records import Figure, Span

YEARS = range(1800, 2101)

_TIME = re.compile(
    r"\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\b\.?|[AP]\.?M\b|o['’]clock|GMT|UTC|CET|EST)"
    r"|\b\d{1,2}:\d{2}\b"
)
_ISO_DATE = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")
_OUT_OF = re.compile(r"\s(?:out\sof|of|among)\s\d[\d,]*")
_PLACE = re.compile(r"\s(?:place|spot|position)\b")


@dataclass(frozen=True, slots=True)
class _Patterns:
    date: re.Pattern[str]
    rank_before: re.Pattern[str]
    rank_word: re.Pattern[str]
    months: dict[str, int]
    ordinals: dict[str, float]


@cache
def _patterns() -> _Patterns:
    lexicon = read_lexicon("figures")
    months = alternation(name.capitalize() for name in lexicon["months"])
    ranking = alternation(lexicon["ranking"]["verbs"])
    day = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
    return _Patterns(
        date=re.compile(
            rf"\b{day.format('day1')}(?:\sof)?\s(?P<month1>{months})\b\.?"
            r"(?:,?\s(?P<year1>\d{4})\b)?"
            rf"|\b(?P<month2>{months})\b\.?\s{day.format('day2')}\b(?![,.]\d|\s?(?:%|per))"
            r"(?:,?\s(?P<year2>\d{4})\b)?"
        ),
        rank_before=re.compile(rf"\b(?:{ranking})\s(?:\w+\s)?$", re.IGNORECASE),
        rank_word=re.compile(
            rf"\b(?:{ranking})\s(?P<ordinal>{alternation(lexicon['ordinals'])})\b"
            r"(?=\s(?:in|on|place|with|behind)\b|[.,;])"
        ),
        months=lexicon["months"],
        ordinals=lexicon["ordinals"],
    )


def find_dates(text: str, sentence: Span) -> Iterator[Figure]:
    """Days of a month, as month × 100 + day, and the years that belong to them."""
    patterns = _patterns()
    for match in patterns.date.finditer(text, *sentence):
        first = match["day1"] is not None
        month, day, year = ("month1", "day1", "year1") if first else ("month2", "day2", "year2")
        if not 1 <= int(match[day]) <= 31:
            continue
        end = match.end(month if first else day)
        value = patterns.months[match[month].lower()] * 100 + int(match[day])
        yield Figure(Span(match.start(), end), float(value), "date", "")
        if match[year] and int(match[year]) in YEARS:
            yield Figure(Span(*match.span(year)), float(match[year]), "year", "")
    for match in _ISO_DATE.finditer(text, *sentence):
        value = int(match["month"]) * 100 + int(match["day"])
        yield Figure(Span(*match.span("year")), float(match["year"]), "year", "")
        yield Figure(Span(match.start("month"), match.end()), float(value), "date", "")


def find_times(text: str, sentence: Span) -> Iterator[Span]:
    """Times of day, which are no figures."""
    for match in _TIME.finditer(text, *sentence):
        yield Span(*match.span())


def is_month(name: str) -> bool:
    """Whether a word of `name` is a month."""
    return any(word.lower() in _patterns().months for word in name.split())


def find_ranks(text: str, sentence: Span) -> Iterator[Figure]:
    """Ranks in words such as "finished second on the ballot"."""
    patterns = _patterns()
    for match in patterns.rank_word.finditer(text, *sentence):
        span = Span(*match.span("ordinal"))
        referent = referents.ranking(text[span.end : min(sentence.end, span.end + referents.REACH)])
        yield Figure(span, patterns.ordinals[match["ordinal"]], "rank", referent)


def read_rank(numeral: Numeral, before: str, after: str) -> Figure | None:
    """A rank such as "ranked 102nd out of 180"; None for the ordinal of a century or a congress."""
    out_of = _OUT_OF.match(after)
    if not (out_of or _patterns().rank_before.search(before) or _PLACE.match(after)):
        return None
    length = out_of.end() if out_of else 0
    span = Span(numeral.span.start, numeral.span.end + length)
    return Figure(span, numeral.value, "rank", referents.ranking(after[length:]))
