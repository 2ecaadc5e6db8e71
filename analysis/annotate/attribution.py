"""Attributions: who is given which words, by which cue.

A trained tagger and a linker find them (`drafts`); here quotations are completed, what is no
attribution is left out, cues are read and sources resolved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from analysis.annotate.continuation import complete_quotations
from analysis.annotate.cue_reading import read_cue
from analysis.annotate.dialogue import find_speaker_lines
from analysis.annotate.drafts import Draft, find_drafts, load_linker
from analysis.annotate.overlaps import Overlaps
from analysis.annotate.phrases import is_scare
from analysis.annotate.pronouns import mention_of
from analysis.annotate.rejections import why_not
from analysis.annotate.secondhand import find_medium
from analysis.annotate.speakers import resolve_speakers
from analysis.annotate.words import Reading, read_words
from analysis.models.tagger import load_tagger
from analysis.models.units import read_units
from analysis.records import Attribution, AttributionType, Cue, Quotation, Sentence, Source, Span


def find_attributions(
    text: str,
    sentences: Sequence[Sentence],
    tokens: Sequence[Span],
    quotations: Sequence[Quotation],
    *,
    outlet: str | None = None,
) -> tuple[Attribution, ...]:
    """The attributions of a text in text order; none for an empty text.

    Direct: the content is wholly in quotation marks; indirect: none of it is; mixed: part of it.
    Contents keep their quotation marks and an introducing "that". An attribution inside the content
    of another is `nested`. Sources are resolved to one name each (see `speakers`). `outlet`, if
    known, is never the medium of a second-hand quotation.
    """
    if not sentences:
        return ()
    units = read_units(text, sentences, tokens, quotations)
    drafts = find_drafts(units, tagger=load_tagger(), linker=load_linker())
    reading = read_words(text, sentences, tokens, quotations)
    drafts = _with_speaker_lines(drafts, find_speaker_lines(reading))
    drafts = complete_quotations(reading, drafts)
    kept = [
        draft
        for draft in _without_contradictions(drafts)
        if why_not(text, sentences, quotations, draft.source, draft.cue, draft.content) is None
    ]
    return _finish(reading, kept, outlet)


def _with_speaker_lines(drafts: Sequence[Draft], lines: Sequence[Draft]) -> list[Draft]:
    """The drafts and the lines; what a line gives to its speaker nobody outside it has.

    A draft whose source stands in the line, too, is nested in it.
    """
    if not lines:
        return list(drafts)
    labels = Overlaps([span for line in lines for span in line.content])
    kept = []
    for draft in drafts:
        free = tuple(span for span in draft.content if not labels.meeting(span))
        if len(free) == len(draft.content):
            kept.append(draft)
        elif draft.nested or (draft.source is not None and labels.meeting(draft.source)):
            kept.append(replace(draft, nested=True))
        elif free:
            kept.append(replace(draft, content=free))
    spoken = (line for line in lines if line.source is not None)
    return sorted((*kept, *spoken), key=lambda draft: (draft.start, -draft.content[-1].end))


def _without_contradictions(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts whose content does not hold their own source or cue, each content once."""
    seen: set[tuple[Span, ...]] = set()
    kept = []
    for draft in drafts:
        own = [span for span in (draft.source, draft.cue) if span is not None]
        if draft.content in seen or any(c.overlaps(s) for c in draft.content for s in own):
            continue
        seen.add(draft.content)
        kept.append(draft)
    return kept


# --- records --------------------------------------------------------------------------------------


def _finish(
    reading: Reading, drafts: Sequence[Draft], outlet: str | None
) -> tuple[Attribution, ...]:
    text = reading.text
    mentions = [
        mention_of(reading, draft.source, draft.start)
        for draft in drafts
        if draft.source is not None
    ]
    sources = iter(resolve_speakers(reading, mentions))
    voiced = [quotation for quotation in reading.quotations if not quotation.scare]
    overlaps = Overlaps([quotation.inner for quotation in voiced])
    result = []
    for draft in drafts:
        source: Source | None = next(sources) if draft.source is not None else None
        quoted = [voiced[n] for span in draft.content for n in overlaps.meeting(span)]
        cue = read_cue(text, draft.cue, draft.content)
        result.append(
            Attribution(
                type=_type(reading, draft.content, quoted),
                act=cue.act,
                content=draft.content,
                source=source,
                cue=None if draft.cue is None else Cue(draft.cue, cue.tone, cue.critical),
                nested=draft.nested,
                confidence=draft.confidence,
                medium=find_medium(
                    text,
                    reading.sentences,
                    source=draft.source,
                    cue=draft.cue,
                    content=draft.content,
                    outlet=outlet,
                ),
            )
        )
    return tuple(result)


def _type(
    reading: Reading, spans: tuple[Span, ...], quoted: Sequence[Quotation]
) -> AttributionType:
    """Direct, mixed or indirect, by the quotations that carry words and meet the spans."""
    if not quoted:
        return "direct" if _after_dash(reading, spans[0]) else "indirect"
    for span in spans:
        index = bisect_left(reading.words, span.start, key=lambda word: word.start)
        while index < len(reading.words) and reading.words[index].start < span.end:
            word = reading.words[index]
            voiced = word.quotation >= 0 and not is_scare(reading, index)
            if word.lower[0].isalnum() and not voiced:
                return "mixed"
            index += 1
    return "direct"


def _after_dash(reading: Reading, span: Span) -> bool:
    """Whether a dash opens the line before it, as in Spanish dialogue ("—No —said Ruiz")."""
    sentence = reading.sentences[reading.sentence_at(span.start)].span
    opening = reading.text[sentence.start : span.start].strip()
    return opening in ("—", "–", "―")
