"""The timeline and whether it is one event, for other programs."""

from __future__ import annotations

from typing import Any

from analysis.records import Comparison, DateMention

Row = dict[str, Any]


def describe_timeline(comparison: Comparison) -> Row | None:
    """The days with what is said of them; None where they were not looked for."""
    timeline = comparison.timeline
    if timeline is None:
        return None
    return {
        "days": [
            {
                "day": day.day,
                "mentions": [_mention(mention) for mention in day.mentions],
                "published": list(day.published),
                "about": list(day.about),
                "told": list(day.told),
            }
            for day in timeline.days
        ],
        "other": [_mention(mention) for mention in timeline.other],
        "undated": list(timeline.undated),
    }


def describe_same_event(comparison: Comparison) -> list[Row]:
    """One entry for each article: how sure it is that it is about the same event."""
    return [
        {
            "article": match.article,
            "level": match.level,
            "likeness": match.likeness,
            "nearest": match.nearest or None,
            "reason": match.reason,
        }
        for match in comparison.same_event
    ]


def date_rows(comparison: Comparison) -> list[Row]:
    """A row for each date that an article names, by day; those that are no single day last."""
    if comparison.timeline is None:
        return []
    texts = {a.article.id: a.document.text for a in comparison.analyses}
    timeline = comparison.timeline
    every = [mention for day in timeline.days for mention in day.mentions]
    return [
        {**_mention(mention), "text": " ".join(mention.span.of(texts[mention.article]).split())}
        for mention in (*every, *timeline.other)
    ]


def day_rows(comparison: Comparison) -> list[Row]:
    """A row for each day: which articles name it, which were published, which facts were told."""
    if comparison.timeline is None:
        return []
    return [
        {
            "day": day.day,
            "named_by": "; ".join(dict.fromkeys(mention.article for mention in day.mentions)),
            "mentions": len(day.mentions),
            "published": "; ".join(day.published),
            "facts_about": "; ".join(day.about),
            "facts_first_told": "; ".join(day.told),
        }
        for day in comparison.timeline.days
    ]


def _mention(mention: DateMention) -> Row:
    return {
        "article": mention.article,
        "start": mention.span.start,
        "end": mention.span.end,
        "first": mention.first,
        "last": mention.last,
        "basis": mention.basis,
        "ahead": mention.ahead,
    }
