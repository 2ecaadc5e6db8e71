"""Three views on a sentence stacked into one calibrated judgement, and how well calibrated it is.

Two questions are kept apart: whether a sentence takes a side, and which. Each is a logistic model
of what the views say (Wolpert 1992, stacked generalization), rises with every view, and is then
calibrated for each voice. Fit it on predictions for sentences that no view was made with.
scikit-learn fits; applying needs numpy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_MAX_LOGIT = 4.0
# Keeps probabilities that were rounded to 0 out of divisions and logarithms.
_TINY = 1e-6
# Hardly regularised: few parameters, hundreds of sentences and more.
_C = 10.0
_MIN_ROWS = 60
"""A voice with fewer sentences is calibrated like all others together."""


class Combined(NamedTuple):
    """Calibrated score P(+1) - P(-1) and relevance P(not 0) of each sentence."""

    score: Floats
    relevance: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Views:
    """What the views say of n sentences.

    `lexicon`: n × 2, score −1..1 and relevance 0..1. `words` and `encoder`: n × 3, P(-1), P(0),
    P(+1), each None where an axis has no such view.
    """

    lexicon: Floats
    words: Floats | None = None
    encoder: Floats | None = None

    def where(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> Views:
        """The views on some of the sentences."""
        return Views(
            self.lexicon[chosen],
            None if self.words is None else self.words[chosen],
            None if self.encoder is None else self.encoder[chosen],
        )

    def directions(self) -> Floats:
        """n × views: for the favourable (+) or the critical pole (−), lexicon first."""
        told = [v for v in (self.words, self.encoder) if v is not None]
        return np.column_stack([self.lexicon[:, 0], *(_side_odds(v) for v in told)])

    def relevances(self) -> Floats:
        """n × views: how far each says that a side is taken, lexicon first."""
        told = [v for v in (self.words, self.encoder) if v is not None]
        return np.column_stack([self.lexicon[:, 1], *(_taken_odds(v) for v in told)])

    def scores(self) -> dict[str, Floats]:
        """The score that each view alone gives, −1..1."""
        found = {"lexicon": self.lexicon[:, 0]}
        for name, view in (("words", self.words), ("encoder", self.encoder)):
            if view is not None:
                found[name] = view[:, 2] - view[:, 0]
        return found


@dataclass(frozen=True, slots=True)
class Combination:
    """Weights of the views in the direction and in the relevance; none is negative.

    Direction: the log odds of "favourable" for a sentence that takes a side, without an intercept,
    so that changing the poles changes the sign and nothing else. Relevance: log odds from an
    intercept and the weights. `voices` holds for a voice (slope of the direction, intercept and
    slope of the relevance) behind these.
    """

    direction: tuple[float, ...]
    relevance: tuple[float, ...]
    voices: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)

    def apply(self, views: Views, voices: Sequence[str]) -> Combined:
        """Scores and relevances; `voices` names the voice of each sentence."""
        side, taken = self._logits(views)
        steps = np.array([self.voices.get(voice, (1.0, 0.0, 1.0)) for voice in voices])
        steps = steps.reshape(len(voices), 3)
        sided = logistic(steps[:, 1] + steps[:, 2] * taken)
        favourable = logistic(steps[:, 0] * side)
        return Combined(sided * (2.0 * favourable - 1.0), sided)

    def probabilities(self, views: Views, voices: Sequence[str]) -> Floats:
        """P(-1), P(0), P(+1), shape (n, 3)."""
        score, relevance = self.apply(views, voices)
        return np.column_stack(
            [(relevance - score) / 2.0, 1.0 - relevance, (relevance + score) / 2.0]
        )

    def _logits(self, views: Views) -> tuple[Floats, Floats]:
        side: Floats = views.directions() @ np.array(self.direction)
        taken: Floats = self.relevance[0] + views.relevances() @ np.array(self.relevance[1:])
        return side, taken


def fit_combination(views: Views, labels: Sequence[int], voices: Sequence[str]) -> Combination:
    """The combination that fits `labels` (−1, 0, 1) best.

    Both sides weigh the same in the direction: which of them is more frequent in the labelled
    sentences says nothing about an article. A view that would get a negative weight gets none.
    Raises ValueError when one of the two sides, or sentences that take none, are missing.
    """
    sides = np.asarray(labels)
    taken = sides != 0
    if not ((sides > 0).any() and (sides < 0).any() and (~taken).any()):
        raise ValueError("there must be sentences for, against and of neither side")
    direction, _ = _fit_rising(
        views.directions()[taken], sides[taken] > 0, balanced=True, intercept=False
    )
    weights, intercept = _fit_rising(views.relevances(), taken, balanced=False, intercept=True)
    return calibrated(Combination(tuple(direction), (intercept, *weights)), views, labels, voices)


def calibrated(
    combination: Combination, views: Views, labels: Sequence[int], voices: Sequence[str]
) -> Combination:
    """The combination with the slopes and intercepts of each voice fitted to `labels` (−1, 0, 1);
    what the views weigh against each other stays. A voice with too few sentences is left out."""
    sides, told = np.asarray(labels), np.asarray(voices)
    taken = sides != 0
    plain = Combination(combination.direction, combination.relevance)
    side, odds = plain._logits(views)
    by_voice: dict[str, tuple[float, float, float]] = {}
    for voice in sorted(set(voices)):
        own = told == voice
        enough = min((own & taken).sum(), (own & ~taken).sum()) >= _MIN_ROWS
        if not enough or len(set(sides[own & taken].tolist())) < 2:
            continue
        slope, _ = _fit_rising(
            side[own & taken, None], sides[own & taken] > 0, balanced=True, intercept=False
        )
        steep, start = _fit_rising(odds[own, None], taken[own], balanced=False, intercept=True)
        by_voice[voice] = (slope[0], start, steep[0])
    return Combination(plain.direction, plain.relevance, by_voice)


def _fit_rising(
    features: Floats, yes: NDArray[np.bool_], *, balanced: bool, intercept: bool
) -> tuple[list[float], float]:
    """Weights that are not negative, and the intercept, of a logistic model."""
    from sklearn.linear_model import LogisticRegression

    used = list(range(features.shape[1]))
    while used:
        model = LogisticRegression(
            C=_C, class_weight="balanced" if balanced else None, fit_intercept=intercept
        )
        model.fit(features[:, used], yes)
        found = model.coef_[0].tolist()
        if min(found) >= 0.0:
            weights = [0.0] * features.shape[1]
            for place, weight in zip(used, found, strict=True):
                weights[place] = weight
            return weights, float(model.intercept_[0]) if intercept else 0.0
        # The most wrongly directed view goes first: the others may then point the right way.
        del used[found.index(min(found))]
    share = float(np.mean(yes))
    return [0.0] * features.shape[1], float(np.log(share / (1.0 - share))) if intercept else 0.0


def _side_odds(view: Floats) -> Floats:
    """Log odds of favourable against critical, without the excess few sentences can vouch for."""
    odds: Floats = np.log(view[:, 2] + _TINY) - np.log(view[:, 0] + _TINY)
    cut: Floats = np.clip(odds, -_MAX_LOGIT, _MAX_LOGIT)
    return cut


def _taken_odds(view: Floats) -> Floats:
    """Log odds of taking a side, cut likewise."""
    odds: Floats = np.log(1.0 - view[:, 1] + _TINY) - np.log(view[:, 1] + _TINY)
    cut: Floats = np.clip(odds, -_MAX_LOGIT, _MAX_LOGIT)
    return cut


def logistic(values: Floats) -> Floats:
    """The probabilities of log odds."""
    result: Floats = 1.0 / (1.0 + np.exp(-values))
    return result
