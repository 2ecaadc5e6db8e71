"""What judges the sentences of an axis: its views, how they are put together, the intervals.

A shipped model (`models/framing_<axis>`) has three views: lexicon, n-grams, encoder; for a whole
article it also has the choice of words. An axis with examples has two views, lexicon and an encoder
fitted on the examples (`framing_examples`); an axis without enough of them has its lexicon alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from analysis.axes.schema import Axis
from analysis.extract.framing_examples import ExampleModel, enough_examples, load_examples
from analysis.extract.framing_views import Judge
from analysis.models.linear import LinearView, load_linear, read_weights
from analysis.models.stance import load_stance
from analysis.models.word_choice import WordWeights, word_weights_from
from analysis.stats.random_effects import IntervalModel
from analysis.stats.stacking import Combination, Floats

REFERENCE = "framing_reform"
"""The model whose intervals serve axes on which none could be measured."""
UNMEASURED = 1.5
"""So many times as wide: nobody has measured how good the views of the other axis are."""


@dataclass(frozen=True, slots=True)
class AxisModel:
    """Views and intervals of one axis.

    `encoder` gives P(-1), P(0), P(+1) of units; it, `words`, `combination` and `choice` (of words)
    are None where an axis has no such thing. `interval` is for whole articles, `of_sentences` for
    what is scored by sentences alone, `facets` are the intervals of the lexicon alone.
    """

    words: LinearView | None
    encoder: Judge | None
    combination: Combination | None
    interval: IntervalModel
    of_sentences: IntervalModel
    facets: IntervalModel
    views: str
    choice: WordWeights | None = None


def load_model(axis: Axis) -> AxisModel:
    """The model of `axis`. Fits one on the examples of the axis file, where there is none."""
    stored = read_weights(axis.model or REFERENCE)
    lexicon = _interval(stored["intervals"]["lexicon"])
    of_sentences = _interval(stored["intervals"]["sentences"])
    if axis.model is not None:
        return AxisModel(
            words=load_linear(axis.model),
            encoder=_trained,
            combination=combination_from(stored["combination"]),
            interval=_interval(stored["intervals"]["combined"]),
            of_sentences=of_sentences,
            facets=_wider(lexicon),
            views="facet lexicon, n-gram model and encoder, combined and calibrated",
            choice=word_weights_from(stored["word_choice"]),
        )
    if enough_examples(axis):
        fitted = load_examples(axis)
        return AxisModel(
            words=None,
            encoder=fitted.judge,
            combination=_of_examples(fitted, combination_from(stored["combination"])),
            interval=_wider(of_sentences),
            of_sentences=_wider(of_sentences),
            facets=_wider(lexicon),
            views="facet lexicon and an encoder fitted on the examples of the axis",
        )
    return AxisModel(
        words=None,
        encoder=None,
        combination=None,
        interval=_wider(lexicon),
        of_sentences=_wider(lexicon),
        facets=_wider(lexicon),
        views="facet lexicon only, as the axis has too few examples to learn from",
    )


def combination_from(stored: dict[str, Any]) -> Combination:
    """The combination that a part of `weights.json` describes."""
    return Combination(
        tuple(stored["direction"]),
        tuple(stored["relevance"]),
        {voice: (s, i, t) for voice, (s, i, t) in stored["voices"].items()},
    )


def _trained(units: Sequence[str]) -> Floats:
    return load_stance().judge_units(units).proba


def _of_examples(fitted: ExampleModel, reference: Combination) -> Combination:
    """Fitted slopes for the encoder; for the lexicon, whose entries were often written from the
    same examples, what it earned on the axis where it could be measured."""
    intercept, slope = fitted.relevance
    return Combination(
        (reference.direction[0], fitted.direction), (intercept, reference.relevance[1], slope)
    )


def _interval(stored: dict[str, Any]) -> IntervalModel:
    return IntervalModel(**stored)


def _wider(interval: IntervalModel) -> IntervalModel:
    return replace(interval, scale=interval.scale * UNMEASURED)
