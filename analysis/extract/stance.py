"""Stance: is a text for or against somebody or something it names, and the same for an axis.

A sentence, or a passage of up to `PASSAGE` sentences, is judged as it stands; its interval is the
narrowest range of −1, 0 and +1 that holds the level of the probabilities. In an article every
sentence that speaks of the target is judged with the sentence before it. Its score is the mean of
the sentences, weighted by P(not neutral), with the interval of `stats.random_effects`; its
probabilities say how likely the score is to lie beyond the two borders of "neither for nor
against". The interval toward a target is set so that articles whose intervals lie apart are ordered
rightly (`training/target.py`); it does not say how often a reader would agree with the label.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist
from typing import Literal

import numpy as np

from analysis.axes.schema import Axis
from analysis.extract.framing_model import AxisModel, load_model
from analysis.extract.framing_views import AxisViews
from analysis.models.card import model_file
from analysis.models.stance import MODEL, Passage, load_stance
from analysis.records import Span, Voice
from analysis.settings import LEVEL
from analysis.stats.random_effects import IntervalModel, views_apart
from analysis.stats.stacking import Floats

PASSAGE = 3
"""Sentences up to which a text is judged as one passage."""
FITTED = "target.json"
"""Interval and borders for targets, beside the encoder (`training/target.py`)."""
Label = Literal[-1, 0, 1]
_LABELS: tuple[Label, Label, Label] = (-1, 0, 1)
# On an axis: a score below is no leaning. No labelled articles tell where it should lie.
_AXIS_BORDER = 0.1
_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Borders:
    """The score above which an article is for, and below which it is against, its subject.

    `spread` widens (above 1) or narrows how sure the probabilities are.
    """

    against: float
    favour: float
    spread: float = 1.0

    def probabilities(self, value: float, deviation: float) -> tuple[float, float, float]:
        """P(-1), P(0), P(+1) of an article with this score and standard deviation."""
        normal = NormalDist(value, max(self.spread * deviation, _TINY))
        against, favour = normal.cdf(self.against), 1.0 - normal.cdf(self.favour)
        return against, max(0.0, 1.0 - against - favour), favour


@dataclass(frozen=True, slots=True)
class TargetModel:
    """What `training/target.py` fitted for the articles on a target."""

    interval: IntervalModel
    borders: Borders


@dataclass(frozen=True, slots=True)
class Judgement:
    """A sentence that was judged: where it stands and P(-1), P(0), P(+1)."""

    span: Span
    proba: tuple[float, float, float]

    @property
    def score(self) -> float:
        """P(+1) − P(−1)."""
        return self.proba[2] - self.proba[0]


@dataclass(frozen=True, slots=True)
class Stance:
    """A text's stance: score in −1..1 with its interval, the label and the probabilities of all
    three, and the sentences that were judged."""

    score: float
    low: float
    high: float
    proba: tuple[float, float, float]
    judged: tuple[Judgement, ...]

    @property
    def label(self) -> Label:
        """The most probable of −1, 0 and 1; 0 where it is as probable as another."""
        against, neither, favour = self.proba
        if neither >= max(against, favour) or against == favour:
            return 0
        return 1 if favour > against else -1


@cache
def load_target_model() -> TargetModel:
    """The fitted model for articles on a target."""
    stored = json.loads(model_file(MODEL, FITTED).read_text(encoding="utf-8"))
    return TargetModel(IntervalModel(**stored["interval"]), Borders(**stored["borders"]))


# --- a target -----------------------------------------------------------------------------------


def judge_target(text: str, sentences: Sequence[Span], mentions: Sequence[Span]) -> Stance:
    """The stance of a text toward what `mentions` name, or toward its matter without mentions.

    `sentences` are those of the text, `mentions` spans in it; both in text order.
    """
    if len(sentences) <= PASSAGE:
        return judge_mentions(text, mentions)
    return article_stance(judge_sentences(text, sentences, mentions), load_target_model())


def judge_mentions(text: str, mentions: Sequence[Span]) -> Stance:
    """The stance of a short text: the mean over the mentions, each with all that stands around.

    Without mentions the text as a whole is judged.
    """
    found = mentions or [Span(0, len(text))]
    proba = _target_proba([_passage(text, mention, 0, len(text)) for mention in found])
    whole = _triple(proba.mean(axis=0))
    return short_stance(whole, (Judgement(Span(0, len(text)), whole),))


def judge_sentences(
    text: str, sentences: Sequence[Span], mentions: Sequence[Span]
) -> tuple[Judgement, ...]:
    """The sentences of an article that hold a mention; without mentions all of them, as wholes.

    Of several mentions in a sentence the mean counts.
    """
    found: list[Judgement] = []
    for number, sentence in enumerate(sentences):
        own = [mention for mention in mentions if sentence.contains(mention)]
        if mentions and not own:
            continue
        start = sentences[number - 1].start if number else sentence.start
        focused = own or [sentence]
        proba = _target_proba([_passage(text, focus, start, sentence.end) for focus in focused])
        found.append(Judgement(sentence, _triple(proba.mean(axis=0))))
    return tuple(found)


def article_stance(judged: Sequence[Judgement], model: TargetModel) -> Stance:
    """The stance of an article whose sentences were judged; wide open where none was."""
    proba = np.array([one.proba for one in judged]).reshape(len(judged), 3)
    return _mean_stance(proba, tuple(judged), model.interval, model.borders)


def short_stance(proba: tuple[float, float, float], judged: tuple[Judgement, ...]) -> Stance:
    """The stance of a passage with these probabilities."""
    score = proba[2] - proba[0]
    low, high = label_range(proba)
    return Stance(score, min(score, low), max(score, high), proba, judged)


def label_range(proba: tuple[float, float, float], level: float = LEVEL) -> tuple[float, float]:
    """The narrowest range of −1, 0 and 1 with at least `level` of the probability; of equally
    narrow ones the more probable."""
    ranges = [(first, last) for first in range(3) for last in range(first, 3)]
    first, last = min(
        (one for one in ranges if sum(proba[one[0] : one[1] + 1]) >= level - _TINY),
        key=lambda one: (one[1] - one[0], -sum(proba[one[0] : one[1] + 1])),
    )
    return float(_LABELS[first]), float(_LABELS[last])


def _target_proba(passages: Sequence[Passage]) -> Floats:
    return load_stance().judge(passages, "target").proba


def _passage(text: str, focus: Span, start: int, end: int) -> Passage:
    """A focus with the text around it, from `start` to `end`."""
    return Passage(focus.of(text), before=text[start : focus.start], after=text[focus.end : end])


# --- an axis ------------------------------------------------------------------------------------


class AxisStance:
    """Judges texts on one axis; keeps loaded state only."""

    def __init__(self, axis: Axis) -> None:
        model: AxisModel = load_model(axis)
        self._views = AxisViews(axis, words=model.words, encoder=model.encoder)
        self._combination = model.combination
        self._interval = model.interval

    def judge(
        self,
        text: str,
        sentences: Sequence[Span],
        voices: Sequence[Voice],
        chosen: Span | None = None,
    ) -> Stance:
        """The stance of a text, given with the voice of each sentence.

        Where a span is chosen, only the sentences that it touches are judged; the others are read
        as what stands around them.
        """
        places = [
            number
            for number, sentence in enumerate(sentences)
            if chosen is None or sentence.overlaps(chosen)
        ]
        if not places:
            nothing = (0.0, 1.0, 0.0)
            return short_stance(nothing, ())
        read = self._views.read(self._views.scene(text, sentences), sentences).views
        read = read.where(np.array(places))
        if self._combination is None:
            score, relevance = read.lexicon.prod(axis=1), read.lexicon[:, 1]
        else:
            score, relevance = self._combination.apply(read, [voices[n] for n in places])
        proba = np.column_stack([(relevance - score) / 2, 1 - relevance, (relevance + score) / 2])
        judged = tuple(
            Judgement(sentences[n], _triple(row)) for n, row in zip(places, proba, strict=True)
        )
        if len(places) <= PASSAGE:
            return short_stance(_together(proba, relevance), judged)
        alone = np.column_stack(list(read.scores().values()))
        apart = views_apart(alone, relevance)
        borders = Borders(-_AXIS_BORDER, _AXIS_BORDER)
        return _mean_stance(proba, judged, self._interval, borders, apart=apart)


def _together(proba: Floats, relevance: Floats) -> tuple[float, float, float]:
    """Probabilities of a few sentences as one: the mean by relevance."""
    total = float(relevance.sum())
    if total <= _TINY:
        return _triple(proba.mean(axis=0))
    return _triple(relevance @ proba / total)


# --- both ---------------------------------------------------------------------------------------


def _mean_stance(
    proba: Floats,
    judged: tuple[Judgement, ...],
    interval: IntervalModel,
    borders: Borders,
    *,
    apart: float = 0.0,
) -> Stance:
    weights = 1.0 - proba[:, 1]
    mean = interval.estimate(proba[:, 2] - proba[:, 0], weights, apart=apart)
    if mean.n_effective == 0.0:
        return Stance(0.0, -1.0, 1.0, (0.0, 1.0, 0.0), judged)
    found = borders.probabilities(mean.value, mean.deviation)
    return Stance(mean.value, mean.low, mean.high, found, judged)


def _triple(row: Floats) -> tuple[float, float, float]:
    against, neither, favour = (float(value) for value in row)
    return against, neither, favour
