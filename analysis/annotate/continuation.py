"""Quotations completed: a whole quotation for its speaker, and quotations that go on without a cue.

The tagger decides word by word. Quotation marks say more: what stands between them is one
person's words.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    return _continue(reading, [_with_whole_quotations(reading, draft, drafts) for draft in drafts])


def _with_whole_quotations(reading: Reading, draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """The draft, each quotation of which it has most taken in whole."""
    if draft.nested:
        return draft
    spans = list(draft.content)
    others = [s for d in drafts if d is not draft and not d.nested for s in _all(d)]
    own = [s for s in (draft.source, draft.cue) if s is not None]
    for quotation in reading.quotations:
        if quotation.scare or not any(span.overlaps(quotation.span) for span in spans):
            continue
        inner = quotation.inner
        held = sum(max(0, min(s.end, inner.end) - max(s.start, inner.start)) for s in spans)
        free = not any(inner.overlaps(span) for span in (*others, *own))
        if free and held >= MOST * (inner.end - inner.start):
            spans.append(quotation.span)
    return replace(draft, content=_joined(spans))


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
    for number, quotation in enumerate(reading.quotations):
        if number in owners or quotation.scare:
            continue
        owner = _owner(reading, drafts, owners, number)
        if owner is None:
            continue
        draft = drafts[owner]
        drafts[owner] = replace(draft, content=_joined((*draft.content, quotation.span)))
        owners[number] = owner
    return drafts


def _owner(
    reading: Reading, drafts: Sequence[Draft], owners: dict[int, int], number: int
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
    return _speaking(reading, drafts, reading.sentences[previous].span)


def _speaking(reading: Reading, drafts: Sequence[Draft], sentence: Span) -> int | None:
    """The last draft whose cue or content stands in the sentence: one that reports speech."""
    found = None
    for index, draft in enumerate(drafts):
        if draft.nested or draft.source is None or draft.cue is None:
            continue
        inside = sentence.contains(draft.cue) or any(c.overlaps(sentence) for c in draft.content)
        if inside and read_cue(reading.text, draft.cue, draft.content).act == "speech":
            found = index
    return found


def _sentence_at(reading: Reading, position: int) -> int | None:
    number = reading.sentence_at(position)
    return number if position < reading.sentences[number].span.end else None


def _fills(reading: Reading, quotation: Quotation) -> bool:
    """Whether the sentences that the quotation touches hold hardly anything else."""
    text = reading.text
    touched = [s.span for s in reading.sentences if s.span.overlaps(quotation.span)]
    if not touched:
        return False
    outside = (
        text[touched[0].start : max(touched[0].start, quotation.span.start)]
        + text[quotation.span.end : max(touched[-1].end, quotation.span.end)]
    )
    return not any(character.isalnum() for character in outside)


def _fills_paragraph(reading: Reading, paragraph: int) -> bool:
    """Whether a paragraph holds hardly anything but quotations."""
    spans = [s.span for s in reading.sentences if s.paragraph == paragraph]
    words = [w for w in reading.words if spans[0].start <= w.start < spans[-1].end]
    plain = sum(w.quotation < 0 and w.lower[0].isalnum() for w in words)
    return plain == 0
