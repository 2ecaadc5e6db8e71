"""Quotations completed: a whole quotation for its speaker, and quotations that go on without a cue.

The tagger decides word by word. Quotation marks say more: what stands between them is one
person's words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from analysis.annotate.cue_reading import read_cue
from analysis.annotate.drafts import Draft
from analysis.annotate.overlaps import Overlaps
from analysis.annotate.words import Reading
from analysis.records import Quotation, Span

MOST = 0.5
"""A content that holds at least this share of a quotation's characters gets all of it."""


def complete_quotations(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with whole quotations, and with those that go on without a cue of their own."""
    return _continue(reading, _with_whole_quotations(reading, drafts))


def _with_whole_quotations(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each with those quotations in whole of which it has most."""
    quoted = Overlaps([quotation.span for quotation in reading.quotations])
    contents = [(i, s) for i, d in enumerate(drafts) if not d.nested for s in d.content]
    others = [(-1, s) for d in drafts if not d.nested for s in (d.source, d.cue) if s is not None]
    owners = [owner for owner, _ in (*contents, *others)]
    taken = Overlaps([span for _, span in (*contents, *others)])
    completed = []
    for index, draft in enumerate(drafts):
        spans = list(draft.content)
        held: Counter[int] = Counter()
        for span in () if draft.nested else draft.content:
            for number in quoted.meeting(span):
                inner = reading.quotations[number].inner
                held[number] += max(0, min(span.end, inner.end) - max(span.start, inner.start))
        for number, characters in held.items():
            quotation = reading.quotations[number]
            inner = quotation.inner
            free = all(owners[other] == index for other in taken.meeting(inner))
            if not quotation.scare and free and characters >= MOST * (inner.end - inner.start):
                spans.append(quotation.span)
        completed.append(replace(draft, content=_joined(spans)))
    return completed


def _all(draft: Draft) -> tuple[Span, ...]:
    return (*draft.content, *(s for s in (draft.source, draft.cue) if s is not None))


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


# --- quotations that go on ------------------------------------------------------------------------


def _continue(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Gives quotations without a cue of their own to the speaker who is being quoted.

    That is a quotation that fills its sentence and follows, in the same paragraph or as the whole
    of the next one, a sentence in which somebody is quoted or reported.
    """
    owners: dict[int, int] = {}
    overlaps = Overlaps([quotation.inner for quotation in reading.quotations])
    for index, draft in enumerate(drafts):
        if not draft.nested:
            owners |= {n: index for span in _all(draft) for n in overlaps.meeting(span)}
    speaks = [_speaks(reading, draft) for draft in drafts]
    speaking = _speaking(reading, drafts, speaks)
    added: dict[int, list[Span]] = {}
    for number, quotation in enumerate(reading.quotations):
        if number in owners or quotation.scare:
            continue
        owner = _owner(reading, speaking, owners, number)
        if owner is None:
            continue
        owners[number] = owner
        added.setdefault(owner, []).append(quotation.span)
        if speaks[owner]:
            for sentence in _touched(reading, quotation.span):
                speaking[sentence] = max(owner, speaking.get(sentence, owner))
    return [
        replace(draft, content=_joined((*draft.content, *added[index])))
        if index in added
        else draft
        for index, draft in enumerate(drafts)
    ]


def _owner(
    reading: Reading, speaking: Mapping[int, int], owners: Mapping[int, int], number: int
) -> int | None:
    """The draft that quotation `number` continues, or None."""
    quotation = reading.quotations[number]
    if quotation.continues and number - 1 in owners:
        return owners[number - 1]
    sentence = _sentence_at(reading, quotation.span.start)
    if sentence is None or reading.sentences[sentence].role != "body":
        return None
    if not _fills(reading, quotation):
        return None
    here = reading.sentences[sentence]
    previous = sentence - 1
    if previous < 0:
        return None
    gap = here.paragraph - reading.sentences[previous].paragraph
    if gap > 1 or reading.sentences[previous].role != "body":
        return None
    if gap == 1 and not _fills_paragraph(reading, here.paragraph):
        return None
    if gap == 0 and number - 1 in owners:
        before = reading.quotations[number - 1].span
        if _sentence_at(reading, before.end - 1) in (previous, sentence):
            return owners[number - 1]
    return speaking.get(previous)


def _speaks(reading: Reading, draft: Draft) -> bool:
    """Whether a draft reports speech of somebody."""
    if draft.nested or draft.source is None or draft.cue is None:
        return False
    return read_cue(reading.text, draft.cue, draft.content).act == "speech"


def _speaking(reading: Reading, drafts: Sequence[Draft], speaks: Sequence[bool]) -> dict[int, int]:
    """Sentence → the last draft that reports speech and has its cue or content there."""
    found: dict[int, int] = {}
    for index, draft in enumerate(drafts):
        if not speaks[index] or draft.cue is None:
            continue
        for span in draft.content:
            found.update(dict.fromkeys(_touched(reading, span), index))
        around = _touched(reading, draft.cue)
        if len(around) == 1 and reading.sentences[around[0]].span.contains(draft.cue):
            found[around[0]] = index
    return found


def _sentence_at(reading: Reading, position: int) -> int | None:
    number = reading.sentence_at(position)
    return number if position < reading.sentences[number].span.end else None


def _touched(reading: Reading, span: Span) -> range:
    """The numbers of the sentences that share a character with the span."""
    first = bisect_right(reading.sentences, span.start, key=lambda s: s.span.end)
    return range(first, bisect_left(reading.sentences, span.end, key=lambda s: s.span.start))


def _fills(reading: Reading, quotation: Quotation) -> bool:
    """Whether the sentences that the quotation touches hold hardly anything else."""
    text = reading.text
    touched = [reading.sentences[n].span for n in _touched(reading, quotation.span)]
    if not touched:
        return False
    outside = (
        text[touched[0].start : max(touched[0].start, quotation.span.start)]
        + text[quotation.span.end : max(touched[-1].end, quotation.span.end)]
    )
    return not any(character.isalnum() for character in outside)


def _fills_paragraph(reading: Reading, paragraph: int) -> bool:
    """Whether a paragraph holds hardly anything but quotations."""
    first = bisect_left(reading.sentences, paragraph, key=lambda s: s.paragraph)
    end = bisect_right(reading.sentences, paragraph, key=lambda s: s.paragraph)
    words = reading.words[reading.first[first] : reading.first[end]]
    return not any(w.quotation < 0 and w.lower[0].isalnum() for w in words)
