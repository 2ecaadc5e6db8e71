"""Who "I" is: whoever speaks the quotation in which it stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from analysis.annotate.pronouns import Resolved, repeat
from analysis.annotate.words import Reading
from analysis.records import Span

_FIRST = frozenset(("i", "me", "my"))


def first_persons(reading: Reading, done: Sequence[Resolved]) -> list[Resolved]:
    """The mentions, "I" inside a quotation replaced by the person who speaks the quotation.

    That is the next source in the sentence in which the quotation ends, else the last one before
    it in the paragraph; "I" outside quotations is the author and stays.
    """
    outside = [
        r for r in done if not _within(reading, r.mention.span) and r.source.form == "person"
    ]
    return [
        _speaker(reading, resolved, outside)
        if resolved.mention.span.of(reading.text).lower() in _FIRST
        else resolved
        for resolved in done
    ]


def _speaker(reading: Reading, own: Resolved, outside: Sequence[Resolved]) -> Resolved:
    """The mention as its speaker; `outside` are the persons who speak outside quotations."""
    position = own.mention.span.start
    index = bisect_right(reading.quotations, position, key=lambda q: q.span.start) - 1
    if index < 0 or position >= reading.quotations[index].span.end:
        return own
    quotation = reading.quotations[index].span
    here = reading.sentences[reading.sentence_at(quotation.end - 1)]
    following = bisect_left(outside, quotation.end, key=lambda r: r.mention.span.start)
    if following < len(outside) and outside[following].mention.span.start < here.span.end:
        speaker = outside[following]
    else:
        before = bisect_left(outside, quotation.start, key=lambda r: r.mention.span.start)
        while before and outside[before - 1].mention.span.end > quotation.start:
            before -= 1
        if not before:
            return own
        speaker = outside[before - 1]
        place = reading.sentences[reading.sentence_at(speaker.mention.span.start)]
        if place.paragraph < here.paragraph - 1:
            return own
    return Resolved(own.mention, repeat(own.mention, speaker.source), speaker.person)


def _within(reading: Reading, span: Span) -> bool:
    index = bisect_right(reading.quotations, span.start, key=lambda q: q.span.start) - 1
    return index >= 0 and span.start < reading.quotations[index].span.end
