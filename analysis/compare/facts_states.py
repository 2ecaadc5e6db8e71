"""What an article that does not report a fact has of it: nothing, or could it not know it yet?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from analysis.compare.dates import read_date, read_timing
from analysis.compare.days import Day, find_days
from analysis.compare.facts_statements import Statement
from analysis.compare.wording import read_wording
from analysis.records import Document, Event, FactCell, Span

WEEK, MONTH = timedelta(days=7), timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Known:
    """When a fact could be known: the day its passages name, and that of its first report.

    `old` was so before the event, `news` not known to anybody before it; all reports are `dated`,
    or all of them written `after` the event.
    """

    day: date | None
    old: bool
    first: date | None
    dated: bool
    news: bool
    after: bool


class Clock:
    """When each article was published and what each fact's passages say of its day."""

    def __init__(self, documents: Sequence[Document], event: Event) -> None:
        self._documents = documents
        self._event = read_date(event.date)
        self._timings = [read_timing(d, event_date=event.date) for d in documents]

    def is_dated(self, members: Sequence[Statement]) -> bool:
        """Whether a passage puts it on a day or in a month that is not just that of the news."""
        for member in members:
            published = self._timings[member.article].published or self._event
            for day in self._days(member):
                if day.last - day.first < MONTH and (
                    published is None
                    or max(abs(day.first - published), abs(day.last - published)) > WEEK
                ):
                    return True
        return False

    def is_later(self, members: Sequence[Statement]) -> bool:
        """Whether one article alone tells it, of a day after which no other was published.

        Only what names its day and who or how many, in the narrator's words or as reported.
        """
        article = members[0].article
        if any(member.article != article for member in members):
            return False
        others = [t.published for at, t in enumerate(self._timings) if at != article]
        day = self._named(members)
        told = any(
            (member.names or member.measure) and not member.direct and not member.ahead
            for member in members
        )
        return (
            told and day is not None and all(other is not None and other < day for other in others)
        )

    def read(self, members: Sequence[Statement]) -> Known:
        """When and by what the fact could be known; the same for every article without it."""
        timings = [self._timings[member.article] for member in members]
        published = [timing.published for timing in timings]
        return Known(
            day=self._named(members),
            old=self._is_old(members),
            first=min((day for day in published if day), default=None),
            dated=None not in published,
            # Only what nobody knows beforehand: a result, or what somebody makes of it.
            news=any(m.kind == "verdict" or (m.measure and m.measure.unit == "%") for m in members),
            after={timing.side for timing in timings} == {"after"},
        )

    def cell(self, article: int, known: Known) -> FactCell:
        """The cell of an article without the fact."""
        published = self._timings[article].published
        notes = read_wording("facts")["notes"]
        first, day = known.first, known.day
        if published is not None and first is not None and first <= published:
            return FactCell("absent")
        if published is not None and day is not None and published < day:
            note = notes["day"].format(published=published, date=day)
            return FactCell("not_yet_known", note=note)
        if known.old or day is not None:
            return FactCell("absent")
        if published is not None:
            if first is not None and first > published and known.dated:
                note = notes["first"].format(published=published, first=first)
                return FactCell("not_yet_known", guessed=True, note=note)
            return FactCell("absent")
        if self._event is None or self._timings[article].side != "before" or not known.news:
            return FactCell("absent")
        if known.after or (first is not None and first > self._event):
            note = notes["inferred"].format(date=self._event)
            return FactCell("not_yet_known", guessed=True, note=note)
        return FactCell("absent")

    def _named(self, members: Sequence[Statement]) -> date | None:
        """The earliest day on which a passage says that the fact was there."""
        found = []
        for member in members:
            published = self._timings[member.article].published
            days = [
                day.last
                for day in self._days(member)
                if day.precise and (published is None or day.last <= published)
            ]
            if days:
                found.append(max(days))
        return min(found, default=None)

    def _is_old(self, members: Sequence[Statement]) -> bool:
        """Whether half of the passages or more put the fact before the event."""
        if self._event is None:
            return False
        old = sum(any(day.last < self._event for day in self._around(member)) for member in members)
        return 2 * old >= len(members)

    def _around(self, member: Statement) -> list[Day]:
        """The days named in the statement, else in its sentence, else in the sentence before."""
        sentences = self._documents[member.article].sentences
        here = sentences[member.sentence]
        before = sentences[member.sentence - 1] if member.sentence else here
        spans = [member.span, here.span]
        if before.paragraph == here.paragraph and before.role == "body":
            spans.append(before.span)
        for span in spans:
            if days := self._days(member, span):
                return days
        return []

    def _days(self, member: Statement, span: Span | None = None) -> list[Day]:
        return find_days(
            self._documents[member.article].text,
            span or member.span,
            published=self._timings[member.article].published,
            about=self._event,
        )
