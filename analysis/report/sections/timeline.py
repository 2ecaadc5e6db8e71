"""The timeline: the days the articles speak of, when each came out, what was known when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from analysis.records import Comparison, DateMention, EventLevel, Timeline, TimelineDay
from analysis.report.charts.timeline import TimelineChart, TimelineRow
from analysis.report.keys import Index
from analysis.report.parts import Cell, Column, Figure, Notes, Table
from analysis.report.wording import DASH, listing, number, plural, sentence, shorten

_COLUMNS, _ARTICLES = 9, 24
_ROWS, _LINKS, _FACTS, _OTHER = 30, 12, 4, 12
_LABEL = 80
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
LEVELS: dict[EventLevel, str] = {
    "same": "the same event",
    "probable": "probably the same event",
    "doubtful": "not sure",
    "other": "probably another event",
    "unknown": "cannot be told",
}


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The timeline part of the report."""

    figure: Figure | None
    table: Table | None
    rest: str
    other: Table | None
    undated: str
    same_event: Table | None


def build_timeline(comparison: Comparison, index: Index) -> TimelineView | None:
    """The timeline; None where no date was found and nothing is said about the event."""
    timeline = comparison.timeline
    if timeline is None or not (timeline.days or timeline.other or comparison.same_event):
        return None
    rows = [day for day in timeline.days if day.mentions or day.published or day.told]
    rest = len(rows) - _ROWS
    undated = [index.key(article).letter for article in timeline.undated]
    return TimelineView(
        figure=_figure(comparison, timeline, index),
        table=_table(comparison, rows[:_ROWS], index) if rows else None,
        rest=f"{plural(rest, 'further day')} not printed here: all in the CSV." if rest > 0 else "",
        other=_other(comparison, timeline.other, index) if timeline.other else None,
        undated=f"No full date of publication is known for {listing(undated)}: days such as "
        "“Sunday” cannot be placed in them."
        if undated
        else "",
        same_event=_same_event(comparison, index) if comparison.same_event else None,
    )


def say_day(day: str) -> str:
    """An ISO 8601 day as the tables write it: "Sun 5 May 2024"."""
    found = date.fromisoformat(day)
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return f"{names[found.weekday()]} {found.day} {_MONTHS[found.month - 1]} {found.year}"


def _figure(comparison: Comparison, timeline: Timeline, index: Index) -> Figure | None:
    """The days that are named or published on most, in their order."""
    ranked = sorted(timeline.days, key=lambda d: (-len(d.mentions) - 3 * len(d.published), d.day))
    days = sorted(ranked[:_COLUMNS], key=lambda day: day.day)
    if not any(day.mentions for day in days):
        return None
    rows = []
    for analysis in comparison.analyses[:_ARTICLES]:
        article = analysis.article.id
        rows.append(
            TimelineRow(
                index.key(article).label,
                tuple(sum(m.article == article for m in day.mentions) for day in days),
                next((at for at, day in enumerate(days) if article in day.published), None),
            )
        )
    told = "; ".join(f"{say_day(day.day)}: {len(day.mentions)}" for day in days)
    short = tuple(
        f"{int(day.day[8:])} {_MONTHS[int(day.day[5:7]) - 1]} ’{day.day[2:4]}" for day in days
    )
    return Figure(
        id="figure-timeline",
        title="How often each article names each day, and when it was published "
        f"(n = {plural(sum(len(d.mentions) for d in days), 'mention')}; not to scale)",
        alt=f"Mentions: {told}.",
        chart=TimelineChart(short, tuple(rows)),
        note="The days named most are shown, all days stand in the table."
        if len(timeline.days) > len(days)
        else "",
    )


def _table(comparison: Comparison, days: Sequence[TimelineDay], index: Index) -> Table:
    labels = {fact.id: fact.label for fact in comparison.facts}
    rows = []
    for day in days:
        links = list(
            dict.fromkeys(index.link(mention.article, mention.span) for mention in day.mentions)
        )
        more = len(links) - _LINKS
        came = listing([index.key(article).letter for article in day.published])
        told = [shorten(labels.get(fact, fact), _LABEL) for fact in day.told[:_FACTS]]
        if len(day.told) > _FACTS:
            told.append(f"{number(len(day.told) - _FACTS)} more")
        rows.append(
            (
                Cell(say_day(day.day)),
                Cell(f"and {number(more)} more" if more > 0 else "", links=tuple(links[:_LINKS]))
                if links
                else Cell(DASH),
                Cell(came or DASH),
                Cell("; ".join(told) or DASH, foreign=bool(told)),
            )
        )
    return Table(
        caption="Day by day: where the articles name it (“Sunday” and “last week” are counted from "
        "the day of publication), which came out on it, and which of the common facts no article "
        "had told before.",
        columns=(
            Column("Day", width=16),
            Column("Named in", width=28),
            Column("Published", width=12),
            Column("First told in these articles", width=44),
        ),
        rows=tuple(rows),
        wide=True,
    )


def _say_meaning(mention: DateMention, *, undated: bool) -> str:
    """The stretch as a year, a month or from day to day; why there is none."""
    if mention.first is None or mention.last is None:
        return (
            "cannot be placed without a date of publication"
            if undated
            else "cannot be placed: the words count from another day"
        )
    first, last = date.fromisoformat(mention.first), date.fromisoformat(mention.last)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    after = last + timedelta(days=1) if last < date.max else last
    whole_month = first.day == 1 == after.day
    if whole_month and (first.year, first.month) == (last.year, last.month):
        return f"{_MONTHS[first.month - 1]} {first.year}"
    return f"{say_day(mention.first)} to {say_day(mention.last)}"


def _other(comparison: Comparison, mentions: Sequence[DateMention], index: Index) -> Table:
    """Months, years and what could not be placed, each wording and meaning once."""
    grouped: dict[tuple[str, str], list[DateMention]] = {}
    for mention in mentions:
        words = shorten(mention.span.of(index.document(mention.article).text), 40)
        undated = mention.article in comparison.timeline.undated if comparison.timeline else False
        grouped.setdefault((words, _say_meaning(mention, undated=undated)), []).append(mention)
    rows = []
    for (words, meaning), found in list(grouped.items())[:_OTHER]:
        links = tuple(dict.fromkeys(index.link(m.article, m.span) for m in found))
        rows.append((Cell(words, foreign=True), Cell(meaning), Cell("", links=links[:_LINKS])))
    return Table(
        caption="Dates that are no single day, or cannot be placed"
        + (f" (the first {_OTHER}; all in the CSV)" if len(grouped) > _OTHER else ""),
        columns=(Column("Words"), Column("Meaning"), Column("Where")),
        rows=tuple(rows),
    )


def _same_event(comparison: Comparison, index: Index) -> Table:
    notes = Notes()
    every = comparison.same_event
    # Of many articles those that are in doubt are of interest.
    shown = every if len(every) <= _ARTICLES else [m for m in every if m.level != "same"]
    rows = []
    for match in shown[:_ARTICLES]:
        likeness = number(match.likeness, 2)
        nearest = index.key(match.nearest).letter if match.nearest else ""
        rows.append(
            (
                Cell(index.key(match.article).name, foreign=True),
                Cell(LEVELS[match.level], mark=notes.mark(sentence(match.reason))),
                Cell(likeness, detail=f"to {nearest}" if nearest else ""),
            )
        )
    return Table(
        caption="Whether each article seems to be about the same event as the others: cosine of "
        "its names and long words to those of the article most like it. Of eleven events written "
        "or collected to measure it, articles of one event had at least 0.34, those of different "
        "events at most 0.22.",
        columns=(
            Column("Article"),
            Column("It seems to be about"),
            Column("Likeness", numeric=True),
        ),
        rows=tuple(rows),
        notes=notes.listed(),
    )
