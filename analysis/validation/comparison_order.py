"""How well dates and first voices are found: against what is true of an invented event.

A date of `truth.toml` is right when Parallax places the same words on the same day, month or year.
A first voice is right when one of that role is found within some per cent of the text of it, or
when there is none and none was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from analysis.records import Comparison, DateMention, FirstRole, Span
from analysis.validation.comparison_facts import locate

NEAR = 0.1
_ROLES: Mapping[str, FirstRole] = {
    "official": "official",
    "critic": "critic",
    "ordinary": "citizen",
}


def measure(truth: Mapping[str, Any], comparison: Comparison) -> dict[str, float]:
    """Counts for one event: dates and first voices that are true, and those found right."""
    dates = list(_dates(truth, comparison))
    voices = list(_voices(truth, comparison))
    return {
        "dates": float(len(dates)),
        "dates_right": float(sum(dates)),
        "voices": float(len(voices)),
        "voices_right": float(sum(voices)),
    }


def _dates(truth: Mapping[str, Any], comparison: Comparison) -> Iterator[bool]:
    texts = {a.article.id: a.document.text for a in comparison.analyses}
    found: dict[str, list[DateMention]] = {}
    if comparison.timeline is not None:
        every = [m for day in comparison.timeline.days for m in day.mentions]
        for mention in (*every, *comparison.timeline.other):
            found.setdefault(mention.article, []).append(mention)
    for row in truth.get("dates", ()):
        article = row["article"]
        passage = locate(row["text"], texts[article])
        # The passage may end inside the words of the date ("on Wednesday" of "Wednesday morning").
        near = Span(passage.start, passage.end + len(row["expression"]))
        yield any(
            near.overlaps(mention.span)
            and mention.span.of(texts[article]).split()[0] in row["expression"]
            and (mention.first or "").startswith(row["resolved"])
            for mention in found.get(article, ())
        )


def _voices(truth: Mapping[str, Any], comparison: Comparison) -> Iterator[bool]:
    orders = {order.article: order for order in comparison.order}
    for row in truth.get("order", ()):
        places = {voice.role: voice.place for voice in orders[row["article"]].voices}
        for name, role in _ROLES.items():
            true = row.get(f"first_{name}_percent")
            place = places.get(role)
            if true is None:
                yield place is None
            else:
                yield place is not None and abs(place - true / 100) <= NEAR
