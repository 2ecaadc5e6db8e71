"""Attributions by rules: who is given which words, by which cue.

Candidates come from the cues (`patterns`); here they are joined with the quotations that go on
without a new speaker, nested ones are marked, doubtful ones dropped, and sources resolved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.annotate.candidates import Candidate
from analysis.annotate.cues import is_critical, load_cues
from analysis.annotate.dialogue import find_speaker_lines
from analysis.annotate.extents import Range, to_span
from analysis.annotate.overlaps import Overlaps
from analysis.annotate.patterns import find_candidates
from analysis.annotate.phrases import is_finite
from analysis.annotate.pronouns import Mention
from analysis.annotate.speakers import resolve_speakers
from analysis.annotate.subjects import antecedent
from analysis.annotate.words import Reading, read_words
from analysis.records import (
    Act,
    Attribution,
    AttributionType,
    Cue,
    Quotation,
    Sentence,
    Source,
    Span,
    Tone,
)


@dataclass(frozen=True, slots=True)
class _Draft:
    """An attribution before its source is resolved."""

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    head: int
    act: Act
    tone: Tone
    shared: bool
    antecedent: Span | None = None
    nested: bool = False

    @property
    def start(self) -> int:
        """Where the first part of the attribution stands."""
        return min(
            self.content[0].start,
            self.cue.start if self.cue else self.content[0].start,
        )


def find_attributions(
    text: str,
    sentences: Sequence[Sentence],
    tokens: Sequence[Span],
    quotations: Sequence[Quotation],
) -> tuple[Attribution, ...]:
    """The attributions of a text in text order; none for an empty text.

    Direct: the content is wholly in quotation marks; indirect: none of it is; mixed: part of it.
    Contents keep their quotation marks and an introducing "that". An attribution inside the content
    of another is `nested`. Sources are resolved to one name each (see `speakers`).
    """
    if not sentences:
        return ()
    reading = read_words(text, sentences, tokens, quotations)
    drafts = [d for c in find_candidates(reading) if (d := _draft(reading, c)) is not None]
    drafts += [d for c in find_speaker_lines(reading) if (d := _draft(reading, c)) is not None]
    drafts.sort(key=lambda draft: (draft.start, draft.content[-1].end))
    drafts = _mark_nested(_drop_rivals(drafts))
    drafts = _continue_quotations(reading, drafts)
    return _finish(reading, drafts)


def _draft(reading: Reading, candidate: Candidate) -> _Draft | None:
    """The candidate in characters; None when it holds no content or only one small word."""
    ranges = _within_relative_clause(reading, candidate)
    spans = [s for part in ranges if (s := to_span(reading, part)) is not None]
    if not spans:
        return None
    spans.sort()
    if spans[0].of(reading.text).lower().startswith(load_cues().empty):
        return None
    source = None
    stands_for = None
    head = 0
    if candidate.source is not None:
        phrase = candidate.source
        source = to_span(reading, Range(phrase.start, phrase.end))
        head = reading.words[phrase.head - 1].end
        if reading.words[phrase.start].tag in ("rel", "sub"):
            found = antecedent(reading, phrase.start)
            stands_for = to_span(reading, Range(found.start, found.end)) if found else None
        if source is not None and any(source.overlaps(span) for span in spans):
            return None
    return _Draft(
        tuple(spans),
        to_span(reading, candidate.cue) or _mark_span(reading, candidate.cue),
        source,
        head,
        candidate.act,
        candidate.tone,
        candidate.shared,
        stands_for,
    )


def _within_relative_clause(reading: Reading, candidate: Candidate) -> tuple[Range, ...]:
    """The contents, the last one cut where ", who denies it," ends and the sentence goes on."""
    source, words = candidate.source, reading.words
    if source is None or words[source.start].tag != "rel" or words[source.start - 1].tag != ",":
        return candidate.ranges
    *before, last = candidate.ranges
    for index in range(last.start + 1, last.end - 1):
        outside = words[index].tag == "," and words[index].quotation < 0
        if outside and is_finite(reading, index + 1):
            return (*before, Range(last.start, index))
    return candidate.ranges


def _mark_span(reading: Reading, cue: Range) -> Span | None:
    """The span of a cue that is a mark, such as the colon of a speaker line."""
    return reading.span(cue.start, cue.end) if cue.end > cue.start else None


def _inside(span: Span | None, contents: tuple[Span, ...]) -> bool:
    return span is not None and any(content.contains(span) for content in contents)


def _drop_rivals(drafts: Sequence[_Draft]) -> list[_Draft]:
    """One attribution for each content: the first wins, a sourced one before one without."""
    by_end: dict[int, list[_Draft]] = {}
    for draft in drafts:
        by_end.setdefault(draft.content[0].end, []).append(draft)
    kept: dict[tuple[Span, ...], _Draft] = {}
    for draft in drafts:
        if any(_repeats(draft, other) for other in by_end[draft.content[0].end]):
            continue
        rival = kept.setdefault(draft.content, draft)
        if rival.source is None and draft.source is not None:
            kept[draft.content] = draft
    return list(kept.values())


def _repeats(draft: _Draft, other: _Draft) -> bool:
    """Whether a content only takes in another whole attribution: "Lee tells us “...,” Lee said"."""
    return (
        draft is not other
        and len(draft.content) == len(other.content) == 1
        and _inside(other.cue, draft.content)
        and _inside(other.source, draft.content)
        and draft.content[0].end == other.content[0].end
        and draft.cue is not None
        and draft.cue.start >= draft.content[0].end
        and other.content[0].end - draft.content[0].start > 0
        and other.shared is False
        and _starts_with(draft, other)
    )


def _starts_with(draft: _Draft, other: _Draft) -> bool:
    return other.source is not None and other.source.start - draft.content[0].start <= 2


def _mark_nested(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Marks attributions inside a content; drops those that would reach out of it for a source."""
    kept: list[_Draft] = []
    contents = [(span, owner) for owner in drafts for span in owner.content]
    overlaps = Overlaps([span for span, _ in contents])
    for draft in drafts:
        around = [] if draft.cue is None else [contents[i] for i in overlaps.meeting(draft.cue)]
        outer = next(
            (o for span, o in around if o is not draft and _inside(draft.cue, (span,))),
            None,
        )
        if outer is None:
            kept.append(draft)
        elif draft.source is None or _inside(draft.source, outer.content):
            kept.append(replace(draft, nested=True))
        elif draft.shared and draft.source == outer.source:
            continue
    return kept


# --- quotations that go on ------------------------------------------------------------------------


def _continue_quotations(reading: Reading, drafts: list[_Draft]) -> list[_Draft]:
    """Gives quotations without a cue of their own to the speaker who is being quoted.

    That is a quotation that fills its sentence and follows, in the same paragraph or as the whole
    of the next one, a sentence in which somebody is quoted or reported.
    """
    owners: dict[int, int] = {}
    overlaps = Overlaps([quotation.inner for quotation in reading.quotations])
    for index, draft in enumerate(drafts):
        if not draft.nested:
            owners |= {n: index for span in draft.content for n in overlaps.meeting(span)}
    for number, quotation in enumerate(reading.quotations):
        if number in owners or quotation.scare:
            continue
        owner = _owner(reading, drafts, owners, number)
        if owner is None:
            continue
        draft = drafts[owner]
        drafts[owner] = replace(draft, content=tuple(sorted((*draft.content, quotation.span))))
        owners[number] = owner
    return drafts


def _owner(
    reading: Reading, drafts: Sequence[_Draft], owners: dict[int, int], number: int
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
    return _speaking(drafts, reading.sentences[previous].span)


def _speaking(drafts: Sequence[_Draft], sentence: Span) -> int | None:
    """The last draft whose cue or content stands in the sentence: one that reports speech."""
    found = None
    for index, draft in enumerate(drafts):
        if draft.nested or draft.act != "speech" or draft.source is None or draft.cue is None:
            continue
        if sentence.contains(draft.cue) or any(c.overlaps(sentence) for c in draft.content):
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


# --- records --------------------------------------------------------------------------------------


def _finish(reading: Reading, drafts: Sequence[_Draft]) -> tuple[Attribution, ...]:
    ordered = sorted(drafts, key=lambda draft: (draft.start, -draft.content[-1].end))
    mentions = [
        Mention(draft.source, draft.head, draft.start, draft.antecedent)
        for draft in ordered
        if draft.source is not None
    ]
    sources = iter(resolve_speakers(reading, mentions))
    voiced = [quotation for quotation in reading.quotations if not quotation.scare]
    overlaps = Overlaps([quotation.inner for quotation in voiced])
    result = []
    for draft in ordered:
        source: Source | None = next(sources) if draft.source is not None else None
        quoted = [voiced[n] for span in draft.content for n in overlaps.meeting(span)]
        result.append(
            Attribution(
                type=_type(reading, draft.content, quoted),
                act=draft.act,
                content=draft.content,
                source=source,
                cue=_cue(reading, draft),
                nested=draft.nested,
            )
        )
    return tuple(result)


def _cue(reading: Reading, draft: _Draft) -> Cue | None:
    if draft.cue is None:
        return None
    return Cue(draft.cue, draft.tone, is_critical(draft.cue.of(reading.text)))


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
            if word.lower[0].isalnum() and not any(
                q.span.start <= word.start < q.span.end for q in quoted
            ):
                return "mixed"
            index += 1
    return "direct"


def _after_dash(reading: Reading, span: Span) -> bool:
    """Whether a dash opens the line before it, as in Spanish dialogue ("—No —said Ruiz")."""
    sentence = reading.sentences[reading.sentence_at(span.start)].span
    opening = reading.text[sentence.start : span.start].strip()
    return opening in ("—", "–", "―")
