"""Scores of the segments of a document on an axis, with what each view said and why.

Which text a segment is scored on:

- A sentence in one voice is scored whole.
- Where all quoted parts of a sentence are short, the narrator has woven them into a sentence of
  his own (a "sham" vote): the sentence is scored whole and its segments share that score.
- Otherwise each part is scored on its own words. A narrator's part beside a quotation that is
  short, or names the speaker and says nothing the lexicon knows, is only its frame ("he told
  reporters at the palace") and weighs nothing.
- Of a sentence under five words only the lexicon can tell ("Rigged again."); the others cannot
  ("So they were."), and without an entry it weighs nothing.

The n-grams and the encoder read the text without names and figures (`models.neutral`); the encoder
also reads what stands around it, headline and frames with it.

The relevance of a segment is that of the scored text times the segment's share of the words of
its sentence, so that a sentence does not weigh more because it was cut.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from analysis.axes.lexicon import LexiconScore
from analysis.axes.schema import Axis
from analysis.extract.framing_model import AxisModel
from analysis.extract.framing_views import AxisViews, Read
from analysis.models.linear import WordEffect
from analysis.records import Document, Evidence, Segment, SegmentScore, Span

# Shorter parts of a sentence say too little to be scored on their own.
_MIN_WORDS = 5
_WORDS_SHOWN = 3
_MIN_EFFECT = 0.1


@dataclass(frozen=True, slots=True)
class Part:
    """A segment, the stretch of text it is scored on, and its share of the sentence's words."""

    segment: Segment
    scored: Span
    share: float


class SegmentScorer:
    """Scores segments on one axis; keeps loaded state only."""

    def __init__(self, axis: Axis, model: AxisModel) -> None:
        self._views = AxisViews(axis, words=model.words, encoder=model.encoder)
        self._combination = model.combination

    def score(self, document: Document) -> tuple[SegmentScore, ...]:
        """A score for each segment, in text order; () for a document without segments."""
        body = [one.span for one in document.sentences if one.role != "headline"]
        scene = self._views.scene(_unwrapped(document), body)

        def telling(span: Span) -> bool:
            return bool(self._views.lexical(scene, span).evidence)

        parts = find_parts(document, telling=telling)
        units = _units(scene.text, parts)
        read = self._views.read(scene, list(units))
        scored = dict(zip(units, self._judge(read, list(units.values())), strict=True))
        return tuple(self._segment_score(document, part, scored) for part in parts)

    def neutral(self, document: Document) -> dict[int, str]:
        """By their number the sentences of the body as the word model reads them."""
        body = {n: one.span for n, one in enumerate(document.sentences) if one.role != "headline"}
        scene = self._views.scene(_unwrapped(document), list(body.values()))
        return dict(zip(body, self._views.neutral(scene, list(body.values())), strict=True))

    def _judge(self, read: Read, parts: Sequence[Part]) -> list[_SpanScore]:
        if self._combination is None or not parts:
            return [
                _SpanScore(
                    found.score * found.relevance,
                    found.relevance,
                    {"lexicon": found.score},
                    found,
                    (),
                )
                for found in read.lexicon
            ]
        voices = [part.segment.voice for part in parts]
        score, relevance = self._combination.apply(read.views, voices)
        alone = read.views.scores()
        return [
            _SpanScore(
                float(score[row]),
                float(relevance[row]),
                {name: float(values[row]) for name, values in alone.items()},
                found,
                self._views.effects(part.scored, read.neutral[row]),
            )
            for row, (part, found) in enumerate(zip(parts, read.lexicon, strict=True))
        ]

    def _segment_score(
        self, document: Document, part: Part, scored: dict[Span, _SpanScore]
    ) -> SegmentScore:
        segment = part.segment
        sentence = document.sentences[segment.sentence]
        found = scored.get(part.scored) if part.share > 0.0 else None
        return SegmentScore(
            span=segment.span,
            sentence=segment.sentence,
            voice=segment.voice,
            role=sentence.role,
            score=found.score if found else 0.0,
            relevance=found.relevance * part.share if found else 0.0,
            views=found.views if found else {},
            evidence=_evidence(document.text, segment.span, found) if found else (),
            share=part.share,
        )


@dataclass(frozen=True, slots=True)
class _SpanScore:
    score: float
    relevance: float
    views: dict[str, float]
    lexicon: LexiconScore
    words: tuple[WordEffect, ...]


def _units(text: str, parts: Sequence[Part]) -> dict[Span, Part]:
    """The stretches that are read, with a part that is scored on each: those that weigh nothing,
    too, as they tell what stands around the others, but none without a word."""
    units: dict[Span, Part] = {}
    for part in parts:
        worded = any(letter.isalnum() for letter in part.scored.of(text))
        if part.share > 0.0 or (worded and part.scored not in units):
            units[part.scored] = part
    return units


def _unwrapped(document: Document) -> str:
    """The text with spaces for the line breaks inside sentences, which end a clause elsewhere."""
    text = document.text
    pieces, done = [], 0
    for sentence in document.sentences:
        inside = sentence.span.of(text)
        if "\n" in inside or "\r" in inside:
            pieces += [text[done : sentence.span.start], re.sub(r"[\r\n]", " ", inside)]
            done = sentence.span.end
    return "".join((*pieces, text[done:]))


def find_parts(
    document: Document, *, telling: Callable[[Span], bool] = lambda _: True
) -> list[Part]:
    """The segments of `document` with the stretch each is scored on, in text order.

    `telling` says whether the lexicon finds anything in a stretch; without it everything tells.
    """
    starts = [token.start for token in document.tokens]
    cues = sorted(
        attribution.cue.span.start
        for attribution in document.attributions
        if attribution.cue is not None and attribution.type != "indirect"
    )

    def count(span: Span) -> int:
        return bisect_left(starts, span.end) - bisect_left(starts, span.start)

    def weighs(segment: Segment) -> bool:
        if segment.voice == "quoted":
            return True
        holds_cue = bisect_left(cues, segment.span.end) > bisect_left(cues, segment.span.start)
        return count(segment.span) >= _MIN_WORDS and (not holds_cue or telling(segment.span))

    return [
        part
        for index, group in groupby(document.segments, key=lambda segment: segment.sentence)
        for part in _parts_of(
            document.sentences[index].span, list(group), count=count, weighs=weighs, telling=telling
        )
    ]


def _parts_of(
    sentence: Span,
    segments: list[Segment],
    *,
    count: Callable[[Span], int],
    weighs: Callable[[Segment], bool],
    telling: Callable[[Span], bool],
) -> list[Part]:
    if count(sentence) < _MIN_WORDS and not telling(sentence):
        return [Part(segment, sentence, 0.0) for segment in segments]
    if len(segments) == 1:
        return [Part(segments[0], segments[0].span, 1.0)]
    words = [count(segment.span) for segment in segments]
    whole = all(
        n < _MIN_WORDS
        for n, segment in zip(words, segments, strict=True)
        if segment.voice == "quoted"
    )
    counted = [
        n if whole or weighs(segment) else 0 for n, segment in zip(words, segments, strict=True)
    ]
    total = sum(counted)
    return [
        Part(segment, sentence if whole else segment.span, n / total if total else 0.0)
        for segment, n in zip(segments, counted, strict=True)
    ]


def _evidence(text: str, span: Span, found: _SpanScore) -> tuple[Evidence, ...]:
    """What the lexicon found inside `span`, and the words that moved the linear view most."""
    inside = [item for item in found.lexicon.evidence if span.overlaps(item.span)]
    strongest = sorted(
        (
            word
            for word in found.words
            if span.contains(Span(word.start, word.end)) and abs(word.effect) >= _MIN_EFFECT
        ),
        key=lambda word: (-abs(word.effect), word.start),
    )[:_WORDS_SHOWN]
    words = [
        Evidence(
            Span(w.start, w.end), text[w.start : w.end], "words", max(-1.0, min(1.0, w.effect))
        )
        for w in strongest
    ]
    return tuple(sorted([*inside, *words], key=lambda item: (item.span, item.facet)))
