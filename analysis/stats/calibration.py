"""Two views on a sentence put together and calibrated, and how well calibrated they are.

Two logistic models with few parameters, each rising with each view: one for whether the sentence
takes a side at all, one for which side if it does. scikit-learn fits them; applying them needs
numpy only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Odds of the linear view beyond these say nothing more: it saw five thousand sentences.
_MAX_LOGIT = 4.0
# Practically unregularised: three parameters, thousands of sentences.
_C = 100.0


class Combined(NamedTuple):
    """Calibrated score P(+1) - P(-1) and relevance P(not 0) of each sentence."""

    score: Floats
    relevance: Floats


@dataclass(frozen=True, slots=True)
class Combination:
    """Intercept, weight of the linear view, weight of the lexicon; the weights are never negative.

    `direction` works on ln P(+1)/P(-1) of the linear view and the lexicon's score, `relevance` on
    the log odds of P(not 0) and the lexicon's relevance.
    """

    direction: tuple[float, float, float]
    relevance: tuple[float, float, float]

    def apply(self, linear: Floats, lexicon: Floats) -> Combined:
        """Scores and relevances for `linear` (n × 3: P(-1), P(0), P(+1)) and `lexicon`
        (n × 2: score, relevance)."""
        towards, touching = _logits(linear)
        favourable = _logistic(_linear(self.direction, towards, lexicon[:, 0]))
        relevance = _logistic(_linear(self.relevance, touching, lexicon[:, 1]))
        return Combined(relevance * (2.0 * favourable - 1.0), relevance)

    def probabilities(self, linear: Floats, lexicon: Floats) -> Floats:
        """P(-1), P(0), P(+1), shape (n, 3)."""
        score, relevance = self.apply(linear, lexicon)
        return np.column_stack(
            [(relevance - score) / 2.0, 1.0 - relevance, (relevance + score) / 2.0]
        )


def fit_combination(linear: Floats, lexicon: Floats, labels: Sequence[int]) -> Combination:
    """The combination that fits `labels` best; give it out-of-fold predictions.

    Both sides weigh the same in the direction: which of them is more frequent in the labelled
    sentences says nothing about an article.
    """
    sides = np.asarray(labels)
    taken = sides != 0
    towards, touching = _logits(linear)
    return Combination(
        direction=_fit(
            np.column_stack([towards, lexicon[:, 0]])[taken], sides[taken] > 0, balanced=True
        ),
        relevance=_fit(np.column_stack([touching, lexicon[:, 1]]), taken, balanced=False),
    )


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


def _fit(
    features: Floats, outcome: NDArray[np.bool_], *, balanced: bool
) -> tuple[float, float, float]:
    """Logistic coefficients; a view that would get a negative weight gets none."""
    from sklearn.linear_model import LogisticRegression

    used = [0, 1]
    while True:
        model = LogisticRegression(C=_C, class_weight="balanced" if balanced else None)
        model.fit(features[:, used], outcome)
        weights = model.coef_[0]
        if len(used) == 1 or weights.min() >= 0.0:
            break
        used = [used[int(weights.argmax())]]
    full = [0.0, 0.0]
    for column, weight in zip(used, weights, strict=True):
        full[column] = max(float(weight), 0.0)
    return float(model.intercept_[0]), full[0], full[1]


def _logits(linear: Floats) -> tuple[Floats, Floats]:
    small = 1e-9
    towards = np.log(linear[:, 2] + small) - np.log(linear[:, 0] + small)
    touching = np.log(1.0 - linear[:, 1] + small) - np.log(linear[:, 1] + small)
    return np.clip(towards, -_MAX_LOGIT, _MAX_LOGIT), np.clip(touching, -_MAX_LOGIT, _MAX_LOGIT)


def _linear(weights: tuple[float, float, float], first: Floats, second: Floats) -> Floats:
    result: Floats = weights[0] + weights[1] * first + weights[2] * second
    return result


def _logistic(values: Floats) -> Floats:
    result: Floats = 1.0 / (1.0 + np.exp(-values))
    return result
