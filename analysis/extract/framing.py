"""Framing: where an article stands on an axis, for all, for each voice and for the headline.

The score is the relevance-weighted mean of the scores of its segments (`framing_segments`), so
every score can be taken apart into the segments that made it: `contributions` sum up to it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.axes.schema import Axis
from analysis.extract.framing_segments import SegmentScorer
from analysis.extract.framing_subject import MIN_SHARE, SubjectFinder
from analysis.models.linear import load_linear, read_weights
from analysis.records import Document, Estimate, FramingResult, SegmentScore, Voice
from analysis.settings import LEVEL
from analysis.stats.random_effects import IntervalModel, MeanEstimate

UNIT = "axis −1…+1"
VOICES: tuple[Voice, ...] = ("narrator", "quoted")

RELEVANT = 0.3
"""From this relevance on a segment counts as evidence; half a sentence cannot reach 1."""

MIN_EVIDENCE = 3.0
"""Sum of the relevance of the relevant segments that a score needs (docs/decisions/0003)."""

MIN_HEADLINE = 0.2
"""Relevance that a headline needs. Headlines are shorter than the sentences the model learned
from, which makes it shy of them: even an outspoken one seldom reaches .5."""

MAX_MOVED = 6
MIN_MOVED = 3

# English prose has well over half of its words in the vocabulary, other languages under a fifth.
_MIN_KNOWN_WORDS = 0.35
_ENOUGH_WORDS = 20

# The intervals of axes without a model of their own come from the lexicon of this one, widened:
# nobody has measured how good the lexicon of the other axis is.
_REFERENCE_MODEL = "framing_reform"
_UNMEASURED = 1.5


class FramingExtractor:
    """Scores documents on one axis; keeps the loaded axis and model only."""

    name = "framing"

    def __init__(self, axis: Axis) -> None:
        self._axis = axis
        self._scorer = SegmentScorer(axis)
        stored = read_weights(axis.model or _REFERENCE_MODEL)["intervals"]
        views = "combined" if axis.model else "lexicon"
        self._interval = IntervalModel(**stored[views])
        self._widen = 1.0 if axis.model else _UNMEASURED
        self._vocabulary = load_linear(axis.model or _REFERENCE_MODEL)
        self._subject = SubjectFinder(axis)
        self._method = _method(axis)

    def extract(self, document: Document) -> FramingResult:
        """The framing of `document`; unknown estimates with the reason where too little is said."""
        unreadable = self._why_unreadable(document)
        segments = () if unreadable else self._scorer.score(document)
        reason = unreadable or self._why_off_axis(document)
        body = [segment for segment in segments if segment.role != "headline"]
        by_voice = {voice: [s for s in body if s.voice == voice] for voice in VOICES}
        overall = self._estimate(body, reason, "The article")
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

    def _why_off_axis(self, document: Document) -> str:
        """Why the article as a whole has no place on the axis; empty when it has."""
        n_naming = self._subject.count(document)
        n_sentences = sum(sentence.role != "headline" for sentence in document.sentences)
        if n_naming is not None and n_naming < MIN_SHARE * n_sentences:
            return (
                f"Only {n_naming} of {n_sentences} sentences name a party of the axis "
                f"“{self._axis.title}”: the article is about something else."
            )
        return ""

    def _estimate(self, segments: Sequence[SegmentScore], reason: str, whose: str) -> Estimate:
        relevant = [segment for segment in segments if segment.relevance >= RELEVANT]
        if not reason and sum(segment.relevance for segment in relevant) < MIN_EVIDENCE:
            reason = _too_little(whose, len(relevant), self._axis)
        if reason:
            return Estimate.unknown(reason, n=len(relevant), unit=UNIT, method=self._method)
        return self._known(self._mean(segments), n=len(relevant))

    def _headline(self, segments: Sequence[SegmentScore], reason: str) -> Estimate:
        if not reason and not segments:
            reason = "The text has no headline."
        if not reason and sum(segment.relevance for segment in segments) < MIN_HEADLINE:
            reason = "The headline takes no side that can be told."
        if reason:
            return Estimate.unknown(reason, unit=UNIT, method=self._method)
        return self._known(self._mean(segments), n=len(segments))

    def _mean(self, segments: Sequence[SegmentScore]) -> MeanEstimate:
        return self._interval.estimate(
            np.array([segment.score for segment in segments]),
            np.array([segment.relevance for segment in segments]),
            widen=self._widen,
        )

    def _known(self, mean: MeanEstimate, *, n: int) -> Estimate:
        return Estimate(mean.value, mean.low, mean.high, n, UNIT, self._method)


def contributions(segments: Sequence[SegmentScore]) -> tuple[float, ...]:
    """What each segment adds to the score of the article; the sum is the score.

    0 for the headline, which is scored apart, and for all when nothing is relevant.
    """
    weights = [0.0 if s.role == "headline" else s.relevance for s in segments]
    total = sum(weights)
    if total <= 0.0:
        return (0.0,) * len(segments)
    return tuple(w * s.score / total for w, s in zip(weights, segments, strict=True))


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


def _method(axis: Axis) -> str:
    views = (
        "facet lexicon and n-gram model, their mean calibrated"
        if axis.model is not None
        else "facet lexicon only, as no model was trained for this axis"
    )
    widened = (
        ""
        if axis.model is not None
        else f", {_UNMEASURED:g} times as wide as measured on another axis"
    )
    return (
        f"relevance-weighted mean of segments ({views}); "
        f"{LEVEL:.0%} interval from a random-effects model{widened}"
    )
