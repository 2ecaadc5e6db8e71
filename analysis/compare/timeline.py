"""The days that the articles speak of, when each was published, and what was known when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from analysis.compare.dates import read_date
from analysis.compare.days import is_furniture, read_days
from analysis.records import (
    DateMention,
    Document,
    Event,
    Fact,
    Timeline,
    TimelineDay,
)


def find_timeline(
    documents: Sequence[Document], *, event: Event, facts: Sequence[Fact] = ()
) -> Timeline:
    """The days in order, with what the articles say of them; empty for no articles.

    A day stands in it when an article names it, when one was published on it, or when a fact is
    about it. Months, years and dates that cannot be placed are `other`, in article and text order.
    """
    mentions = [m for document in documents for m in find_mentions(document, event=event)]
    by_day: dict[str, list[DateMention]] = defaultdict(list)
    for mention in mentions:
        if mention.is_day and mention.first is not None:
            by_day[mention.first].append(mention)
    published: dict[str, list[str]] = defaultdict(list)
    undated = []
    for document in documents:
        day = read_date(document.article.published)
        if day is None:
            undated.append(document.article.id)
        else:
            published[day.isoformat()].append(document.article.id)
    about: dict[str, list[str]] = defaultdict(list)
    for fact in facts:
        if fact.date is not None:
            about[fact.date].append(fact.id)
    told = _told_first(documents, facts)
    days = sorted(by_day.keys() | published.keys() | about.keys())
    return Timeline(
        days=tuple(
            TimelineDay(
                day,
                tuple(by_day.get(day, ())),
                tuple(published.get(day, ())),
                tuple(about.get(day, ())),
                tuple(told.get(day, ())),
            )
            for day in days
        ),
        other=tuple(mention for mention in mentions if not mention.is_day),
        undated=tuple(undated),
    )


def find_mentions(document: Document, *, event: Event) -> Iterator[DateMention]:
    """The dates in an article, in text order: not those of page furniture, nor bare numbers that
    are no years."""
    published, about = read_date(document.article.published), read_date(event.date)
    years = {figure.span for figure in document.figures if figure.unit == "year"}
    for sentence in document.sentences:
        if is_furniture(sentence.span.of(document.text)):
            continue
        for words in read_days(document.text, sentence.span, published=published, about=about):
            if words.bare and not any(words.span.overlaps(year) for year in years):
                continue
            if words.day is None and words.basis != "relative":
                continue  # a day that no calendar has
            first, last = (words.day.first, words.day.last) if words.day else (None, None)
            yield DateMention(
                document.article.id, words.span, _iso(first), _iso(last), words.basis, words.ahead
            )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _told_first(documents: Sequence[Document], facts: Sequence[Fact]) -> dict[str, list[str]]:
    """For each day of publication the facts that no article published before it reports.

    A fact that an article without a date reports is left out: it may have been told before.
    """
    dates = {d.article.id: read_date(d.article.published) for d in documents}
    told: dict[str, list[str]] = defaultdict(list)
    for fact in facts:
        days = [dates.get(a) for a, cell in fact.cells.items() if cell.state == "reported"]
        known = [day for day in days if day is not None]
        if known and len(known) == len(days):
            told[min(known).isoformat()].append(fact.id)
    return told
