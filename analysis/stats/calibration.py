"""Two views on a sentence put together and calibrated, and how well calibrated they are.

Which side a sentence takes is decided by the plain mean of the two views: weights fitted to the
labelled sentences did no better on the held-out ones, and carry less well to other articles, where
the lexicon keeps more of its accuracy than the n-grams do. Whether it takes a side at all is a
logistic model of both. All of it rises with each view. scikit-learn fits; applying needs numpy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_MAX_LOGIT = 4.0
# Beyond these lengths the labelled sentences are too few to say what length does.
_WORDS = (4.0, 40.0)
# Keeps probabilities that were rounded to 0 out of divisions and logarithms.
_TINY = 1e-6
# Practically unregularised: few parameters, thousands of sentences.
_C = 100.0


class Combined(NamedTuple):
    """Calibrated score P(+1) - P(-1) and relevance P(not 0) of each sentence."""

    score: Floats
    relevance: Floats


@dataclass(frozen=True, slots=True)
class Combination:
    """Slope of the direction, and intercept and weights of the relevance; none is negative.

    Direction: the log odds of "favourable" for a sentence that takes a side are `direction` times
    the mean of the lexicon's score and of the linear view's (P(+1) - P(-1)) / (P(+1) + P(-1)).
    Without an intercept, so that changing the poles changes the sign and nothing else.
    Relevance: log odds from an intercept, the linear view's log odds of taking a side, and the
    relevance that the lexicon gives.

    `length` = (slope, centre) takes out of the linear view's log odds what they owe to the length
    of the sentence. In the labelled sentences those that take a side are longer, which is how they
    were written and not how news is; a model that knows it overlooks headlines and tabloids.
    """

    direction: float
    relevance: tuple[float, float, float]
    length: tuple[float, float]

    def apply(self, linear: Floats, lexicon: Floats, n_words: Sequence[int]) -> Combined:
        """Scores and relevances for `linear` (n × 3: P(-1), P(0), P(+1)), `lexicon`
        (n × 2: score, relevance) and the number of words of each sentence."""
        intercept, weight_linear, weight_lexicon = self.relevance
        slope, centre = self.length
        odds = _cut(_log_odds(linear) - slope * (_log_length(n_words) - centre))
        sided = _logistic(intercept + weight_linear * odds + weight_lexicon * lexicon[:, 1])
        favourable = _logistic(self.direction * _mean_direction(linear, lexicon))
        return Combined(sided * (2.0 * favourable - 1.0), sided)

    def probabilities(self, linear: Floats, lexicon: Floats, n_words: Sequence[int]) -> Floats:
        """P(-1), P(0), P(+1), shape (n, 3)."""
        score, relevance = self.apply(linear, lexicon, n_words)
        return np.column_stack(
            [(relevance - score) / 2.0, 1.0 - relevance, (relevance + score) / 2.0]
        )


def fit_combination(
    linear: Floats, lexicon: Floats, n_words: Sequence[int], labels: Sequence[int]
) -> Combination:
    """The combination that fits `labels` best; give it out-of-fold predictions.

    Both sides weigh the same in the direction: which of them is more frequent in the labelled
    sentences says nothing about an article.
    """
    from sklearn.linear_model import LogisticRegression

    sides = np.asarray(labels)
    taken = sides != 0
    direction = LogisticRegression(C=_C, class_weight="balanced", fit_intercept=False)
    direction.fit(_mean_direction(linear, lexicon)[taken, None], sides[taken] > 0)
    length = _length_effect(_log_odds(linear), _log_length(n_words), taken)
    odds = _cut(_log_odds(linear) - length[0] * (_log_length(n_words) - length[1]))
    relevance = LogisticRegression(C=_C)
    relevance.fit(np.column_stack([odds, lexicon[:, 1]]), taken)
    slope = float(direction.coef_[0, 0])
    weight_linear, weight_lexicon = relevance.coef_[0].tolist()
    if min(slope, weight_linear, weight_lexicon) < 0.0:
        raise ValueError("a view points the wrong way: it must not be combined")
    weights = (float(relevance.intercept_[0]), weight_linear, weight_lexicon)
    return Combination(slope, weights, length)


def expected_calibration_error(
    probabilities: Floats, labels: Sequence[int], *, bins: int = 10
) -> float:
    """Mean gap between confidence and accuracy over equally wide bins, 0..1; nan without rows.

    `probabilities` has a column for -1, 0 and +1. Guo et al. 2017, section 2.
    """
    if len(labels) == 0:
        return float("nan")
    predicted = probabilities.argmax(axis=1) - 1
    confidence = probabilities.max(axis=1)
    right = predicted == np.asarray(labels)
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(confidence[place == one].mean() - right[place == one].mean()) * (place == one).mean()
        for one in np.unique(place)
    ]
    return float(sum(gaps))


def _mean_direction(linear: Floats, lexicon: Floats) -> Floats:
    critical, favourable = linear[:, 0] + _TINY, linear[:, 2] + _TINY
    words = (favourable - critical) / (favourable + critical)
    mean: Floats = (words + lexicon[:, 0]) / 2.0
    return mean


def _log_odds(linear: Floats) -> Floats:
    """Log odds of taking a side."""
    odds: Floats = np.log(1.0 - linear[:, 1] + _TINY) - np.log(linear[:, 1] + _TINY)
    return odds


def _cut(odds: Floats) -> Floats:
    """Odds without the excess about which five thousand sentences can say nothing."""
    cut: Floats = np.clip(odds, -_MAX_LOGIT, _MAX_LOGIT)
    return cut


def _log_length(n_words: Sequence[int]) -> Floats:
    return np.log(np.clip(np.asarray(n_words, dtype=np.float64), *_WORDS))


def _length_effect(
    odds: Floats, log_length: Floats, taken: NDArray[np.bool_]
) -> tuple[float, float]:
    """How the odds rise with log length among sentences of the same kind, and the mean length."""
    design = np.column_stack([np.ones(len(odds)), taken, log_length])
    slope = float(np.linalg.lstsq(design, odds, rcond=None)[0][2])
    return slope, float(log_length.mean())


def _logistic(values: Floats) -> Floats:
    result: Floats = 1.0 / (1.0 + np.exp(-values))
    return result
