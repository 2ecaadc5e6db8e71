"""Framing: where an article stands on an axis, for all, for each voice and for the headline.

The score is a mean over its segments (`stats.random_effects`) plus what its choice of words adds
(`models.word_choice`), so that it can be taken apart into what made it: `contributions` and the
choice of words sum up to it. The scores of voices, speakers, headline and facets are of segments
alone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from analysis.axes.schema import Axis
from analysis.extract.framing_facets import facet_scores
from analysis.extract.framing_model import REFERENCE, AxisModel, load_model
from analysis.extract.framing_segments import SegmentScorer
from analysis.extract.framing_subject import FEW, MIN_SHARE, TELLING, SubjectFinder
from analysis.models.linear import load_linear
from analysis.records import (
    ChosenWord,
    Document,
    Estimate,
    FramingResult,
    Kind,
    SegmentScore,
    Voice,
    WordChoice,
)
from analysis.settings import LEVEL
from analysis.stats.random_effects import PRIOR, MeanEstimate, views_apart

UNIT = "axis −1…+1"
VOICES: tuple[Voice, ...] = ("narrator", "quoted")

RELEVANT = 0.3
"""From this relevance on a segment counts as evidence; half a sentence cannot reach 1."""

MIN_EVIDENCE = 3.0
"""Sum of the relevance of the relevant segments that a score needs (docs/decisions/0003)."""

MIN_HEADLINE = 0.2
"""Relevance that a headline needs. Headlines are shorter than the sentences the model learned
from, which makes it shy of them: even an outspoken one seldom reaches .5."""

MIN_FACET = 1.0
"""Sum of the weights that the score of a facet needs, from two segments at least."""
_FACET_METHOD = f"weighted mean of what the facet lexicon found; {LEVEL:.0%} interval"

MAX_MOVED = 5
MIN_MOVED = 3
MAX_WORDS = 8

# English prose has well over half of its words in the vocabulary, other languages under a fifth.
_MIN_KNOWN_WORDS = 0.35
_ENOUGH_WORDS = 20


class FramingExtractor:
    """Scores documents on one axis; keeps the loaded axis and model only."""

    name = "framing"

    def __init__(self, axis: Axis) -> None:
        self._axis = axis
        model = load_model(axis)
        self._scorer = SegmentScorer(axis, model)
        self._interval, self._facet_interval = model.interval, model.facets
        self._of_sentences = model.of_sentences
        self._vocabulary = load_linear(REFERENCE)
        self._subject = SubjectFinder(axis)
        self._choice = model.choice
        self._calibrated = model.combination is not None
        self._turned = -1.0 if axis.approval == "negative" else 1.0
        self._method = _method(model)
        self._method_with_choice = _method(model, choice=" plus the choice of words")

    def extract(self, document: Document) -> FramingResult:
        """The framing of `document`; unknown estimates with the reason where too little is said."""
        unreadable = self._why_unreadable(document)
        segments = () if unreadable else self._scorer.score(document)
        body = [segment for segment in segments if segment.role != "headline"]
        reason = unreadable or self._why_off_axis(document, body)
        by_voice = {voice: [s for s in body if s.voice == voice] for voice in VOICES}
        counts = {} if reason else self._words(document)
        choice = self._word_choice(counts)
        overall = self._estimate(body, reason, "The article", choice=choice)
        voices = {
            voice: self._estimate(by_voice[voice], reason, f"The {voice} voice") for voice in VOICES
        }
        headline = self._headline([s for s in segments if s.role == "headline"], reason)
        return FramingResult(
            feature=self.name,
            measures={
                "score": overall,
                "narrator": voices["narrator"],
                "quoted": voices["quoted"],
                "headline": headline,
            },
            axis=self._axis.id,
            overall=overall,
            voices=voices,
            headline=headline,
            segments=segments,
            moved=() if reason else find_moved(segments),
            facets=self._facets(body, reason),
            speakers=self._speakers(document, segments, reason),
            without_strongest=self._without_strongest(body, reason, counts),
            word_choice=choice if overall.known else None,
            of_sentences=self._estimate(body, reason, "The article") if choice else None,
        )

    def _why_unreadable(self, document: Document) -> str:
        """Why no sentence can be scored; empty when they can."""
        if not document.segments:
            return "The article has no sentences to read."
        language = document.article.language
        if language is not None and not language.lower().startswith("en"):
            return f"Framing is read in English only, and this article is in “{language}”."
        words = [token.of(document.text) for token in document.tokens]
        if len(words) >= _ENOUGH_WORDS and self._vocabulary.known_share(words) < _MIN_KNOWN_WORDS:
            return "Framing is read in English only, and this article does not look English."
        return ""

    def _why_off_axis(self, document: Document, body: Sequence[SegmentScore]) -> str:
        """Why the article as a whole has no place on the axis; empty when it has."""
        n_naming = self._subject.count(document)
        n_sentences = sum(sentence.role != "headline" for sentence in document.sentences)
        if n_naming is None or n_naming >= MIN_SHARE * n_sentences:
            return ""
        shares = math.fsum(s.share for s in body)
        telling = math.fsum(s.relevance for s in body) / shares if shares else 0.0
        if self._calibrated and n_naming >= FEW * n_sentences and telling >= TELLING:
            return ""
        return (
            f"Only {n_naming} of {n_sentences} sentences name a party of the axis "
            f"“{self._axis.title}”: the article is about something else."
        )

    def _words(self, document: Document) -> dict[int, Counter[str]]:
        """By its number the words of each sentence of the body that count for the choice of words;
        empty where the axis has no such view."""
        if self._choice is None:
            return {}
        neutral = self._scorer.neutral(document)
        return {sentence: self._choice.count([text]) for sentence, text in neutral.items()}

    def _word_choice(self, words: Mapping[int, Counter[str]]) -> WordChoice | None:
        """What the words of some sentences add to their score; None without such a view."""
        if self._choice is None:
            return None
        counts = sum(words.values(), Counter[str]())
        effects = self._choice.effects(counts)
        found = [ChosenWord(word, counts[word], self._turned * by) for word, by in effects.items()]
        found.sort(key=lambda one: (-abs(one.effect), one.word))
        return WordChoice(
            value=math.fsum(one.effect for one in found),
            words=sum(one.times for one in found),
            up=tuple(one for one in found if one.effect > 0.0)[:MAX_WORDS],
            down=tuple(one for one in found if one.effect < 0.0)[:MAX_WORDS],
        )

    def _estimate(
        self,
        segments: Sequence[SegmentScore],
        reason: str,
        whose: str,
        *,
        choice: WordChoice | None = None,
    ) -> Estimate:
        """The score of some segments; with what the `choice` of words adds, of a whole article."""
        relevant = [segment for segment in segments if segment.relevance >= RELEVANT]
        if not reason and sum(segment.relevance for segment in relevant) < MIN_EVIDENCE:
            reason = _too_little(whose, len(relevant), self._axis)
        if reason:
            return Estimate.unknown(reason, n=len(relevant), unit=UNIT, method=self._method)
        found = self._known(self._mean(segments, choice), n=len(relevant))
        return found if choice is None else replace(found, method=self._method_with_choice)

    def _headline(self, segments: Sequence[SegmentScore], reason: str) -> Estimate:
        if not reason and not segments:
            reason = "The text has no headline."
        if not reason and sum(segment.relevance for segment in segments) < MIN_HEADLINE:
            reason = "The headline takes no side that can be told."
        if reason:
            return Estimate.unknown(reason, unit=UNIT, method=self._method)
        return self._known(self._mean(segments), n=len(segments))

    def _facets(self, segments: Sequence[SegmentScore], reason: str) -> dict[str, Estimate]:
        """An estimate for each facet of the axis; unknown where too little is said on it."""
        found = {}
        for facet in self._axis.facets:
            scores, weights, n = facet_scores(segments, facet)
            if reason or weights.sum() < MIN_FACET or n < 2:
                why = reason or "Too little is said on this side of the subject."
                found[facet] = Estimate.unknown(why, n=n, unit=UNIT, method=_FACET_METHOD)
                continue
            mean = self._facet_interval.estimate(scores, weights)
            found[facet] = Estimate(mean.value, mean.low, mean.high, n, UNIT, _FACET_METHOD)
        return found

    def _speakers(
        self, document: Document, segments: Sequence[SegmentScore], reason: str
    ) -> dict[Kind, Estimate]:
        """What the words of each kind of source do: the estimate over their quoted segments."""
        by_kind: dict[Kind, list[SegmentScore]] = {}
        for segment, scored in zip(document.segments, segments, strict=False):
            if segment.attribution is None or scored.voice != "quoted" or scored.role == "headline":
                continue
            source = document.attributions[segment.attribution].source
            if source is not None:
                by_kind.setdefault(source.kind, []).append(scored)
        return {
            kind: self._estimate(own, reason, f"What sources of the kind {kind} say")
            for kind, own in sorted(by_kind.items())
        }

    def _without_strongest(
        self,
        segments: Sequence[SegmentScore],
        reason: str,
        words: Mapping[int, Counter[str]],
    ) -> Estimate:
        """The score without the sentence that moved it most."""
        moves: dict[int, float] = {}
        for segment, move in zip(segments, contributions(segments), strict=True):
            moves[segment.sentence] = moves.get(segment.sentence, 0.0) + move
        if not moves:
            choice = self._word_choice(words)
            return self._estimate(segments, reason, "The article", choice=choice)
        strongest = max(moves, key=lambda sentence: (abs(moves[sentence]), -sentence))
        rest = [segment for segment in segments if segment.sentence != strongest]
        others = {sentence: own for sentence, own in words.items() if sentence != strongest}
        whose = "The article without its strongest sentence"
        return self._estimate(rest, reason, whose, choice=self._word_choice(others))

    def _mean(
        self, segments: Sequence[SegmentScore], choice: WordChoice | None = None
    ) -> MeanEstimate:
        weights = np.array([segment.relevance for segment in segments])
        views = [
            [segment.share * value for value in segment.views.values()]
            for segment in segments
            if segment.views
        ]
        apart = views_apart(np.array(views), weights) if views else 0.0
        scores = np.array([segment.share * segment.score for segment in segments])
        if choice is None:
            return self._of_sentences.estimate(scores, weights, apart=apart)
        return self._interval.estimate(scores, weights, apart=apart, added=choice.value)

    def _known(self, mean: MeanEstimate, *, n: int) -> Estimate:
        return Estimate(mean.value, mean.low, mean.high, n, UNIT, self._method)


def contributions(segments: Sequence[SegmentScore]) -> tuple[float, ...]:
    """What each segment adds to the score of the article; with the choice of words the sum is it,
    unless that was cut at -1 or 1.

    0 for the headline, which is scored apart, and for all when nothing is relevant.
    """
    weights = [0.0 if s.role == "headline" else s.relevance for s in segments]
    total = sum(weights)
    if total <= 0.0:
        return (0.0,) * len(segments)
    return tuple(
        0.0 if s.role == "headline" else s.share * s.score / (total + PRIOR) for s in segments
    )


def find_moved(segments: Sequence[SegmentScore], *, limit: int = MAX_MOVED) -> tuple[int, ...]:
    """Indices of the segments that moved the score most, strongest first, both ways if possible.

    Half of the room belongs to each direction; what one does not need, the other gets. What moved
    the score less than a third as far as the strongest did is not worth showing, beyond three.
    """
    moves = contributions(segments)
    order = sorted(
        (place for place, move in enumerate(moves) if move != 0.0),
        key=lambda place: (-abs(moves[place]), place),
    )
    order = [
        place
        for rank, place in enumerate(order)
        if rank < MIN_MOVED or abs(moves[place]) >= abs(moves[order[0]]) / 3
    ]
    up = [place for place in order if moves[place] > 0.0]
    down = [place for place in order if moves[place] < 0.0]
    n_up = min(len(up), max(limit // 2, limit - len(down)))
    chosen = {*up[:n_up], *down[: limit - n_up]}
    return tuple(place for place in order if place in chosen)


def _too_little(whose: str, n_relevant: int, axis: Axis) -> str:
    if n_relevant == 0:
        found = "no passage that takes a side"
    elif n_relevant == 1:
        found = "only one passage that may take a side"
    else:
        found = f"only {n_relevant} passages that may take a side"
    return f"{whose} has {found} on the axis “{axis.title}”: too little to score."


def _method(model: AxisModel, *, choice: str = "") -> str:
    return (
        f"mean of segments by relevance ({model.views}){choice}; {LEVEL:.0%} interval from a "
        "random-effects model, wider where the views disagree"
    )
