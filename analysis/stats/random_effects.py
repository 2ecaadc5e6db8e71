"""The score of an article from its sentences, and its interval, with an error that it shares.

The score is Σ s / (Σ w + PRIOR): s is the score of a sentence, P(for) − P(against), w its
relevance, P(for) + P(against). Without PRIOR it would be the relevance-weighted mean of the
directions s / w. PRIOR stands for as many sentences that lean neither way: two doubtful sentences
in a report of dry figures do not make it as critical as an article that speaks so throughout.

A bootstrap over sentences knows only that an article could have had other sentences. It does not
know that a model errs in the same direction on all sentences of one article (its subject, its
words), so it is far too sure. Here the variance of an article's mean is

    scale² · (tau² + sigma² / n_eff + kappa · d²),   n_eff = (Σw)² / Σw²   (Kish 1965)

d is how far the views stand apart on the article (the standard deviation of the scores that each of
them gives), kappa how much of it turned out to be error. tau² is the covariance of errors between
distant sentences of a labelled passage, sigma² the scatter of the directions (shrunk towards the
usual scatter, since few sentences show little of it); both shrink as the score does. `scale` makes
the interval cover in the stated share of labelled articles. What is known of an article as a whole
(its choice of words) is added to the score; how far it errs is covered by `scale`, too.

What is covered is the gold score (favourable minus critical sentences, by the same formula) on the
scale of the computed one: with gold score g it is expected at offset + slope · g, and that is the
number the interval must hold.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from analysis.settings import LEVEL

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

_PRIOR_WEIGHT = 4.0
_TINY = 1e-6
PRIOR = 4.0
"""Sentences without a leaning that every article is given (docs/decisions/0010-three-views.md)."""


@dataclass(frozen=True, slots=True)
class MeanEstimate:
    """A weighted mean, its interval and standard deviation, and the effective sample size."""

    value: float
    low: float
    high: float
    deviation: float
    n_effective: float


@dataclass(frozen=True, slots=True)
class IntervalModel:
    """Parameters of the interval; `slope` and `offset` place gold scores on the score's scale."""

    tau2: float
    sigma2: float
    scale: float
    slope: float
    offset: float
    level: float = LEVEL
    kappa: float = 0.0

    def estimate(
        self, scores: Floats, weights: Floats, *, apart: float = 0.0, added: float = 0.0
    ) -> MeanEstimate:
        """The score from `scores` (-1..1) and `weights` (0..1, the relevances), cut to -1..1.

        `apart` is how far the views stand apart on the article (see `views_apart`), `added` what is
        added to the score for the article as a whole.

        All nan, with n_effective 0, when no weight is above 0.
        """
        total = float(weights.sum())
        if total <= 0.0:
            return MeanEstimate(math.nan, math.nan, math.nan, math.nan, 0.0)
        value = max(-1.0, min(1.0, float(scores.sum()) / (total + PRIOR) + added))
        n_effective = total**2 / float(weights @ weights)
        known = weights > 0.0
        directions = scores[known] / weights[known]
        scatter = float(weights[known] @ (directions - scores.sum() / total) ** 2) / total
        sigma2 = (n_effective * scatter + _PRIOR_WEIGHT * self.sigma2) / (
            n_effective + _PRIOR_WEIGHT
        )
        shrunk = total / (total + PRIOR)
        variance = shrunk**2 * (self.tau2 + sigma2 / n_effective) + self.kappa * apart**2
        deviation = self.scale * math.sqrt(variance)
        half = NormalDist().inv_cdf(0.5 + self.level / 2.0) * deviation
        low, high = max(-1.0, value - half), min(1.0, value + half)
        return MeanEstimate(value, low, high, deviation, n_effective)

    def expected(self, gold: float) -> float:
        """Where the score of an article with this gold score is expected."""
        return self.offset + self.slope * gold


def views_apart(views: Floats, weights: Floats) -> float:
    """Standard deviation of the scores that the views alone give, for scores (sentences × views)
    and relevances; 0 for one view or none, and without weight."""
    total = float(weights.sum())
    if total <= 0.0 or views.ndim != 2 or views.shape[1] < 2:
        return 0.0
    return float((views.sum(axis=0) / (total + PRIOR)).std())


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Sentences with scores, relevances, labels (-1, 0, 1) and the passage each belongs to.

    `views` are the scores of each view alone, sentences × views; none where they are not known.
    `choice` tells what is added to the score of an article of some of them for its choice of words.
    """

    scores: Floats
    relevances: Floats
    labels: NDArray[np.int_]
    docs: NDArray[np.str_]
    views: Floats | None = None
    choice: Callable[[Indices], float] | None = None

    def added(self, indices: Indices) -> float:
        """What the choice of words adds to the score of an article of some sentences."""
        return self.choice(indices) if self.choice is not None else 0.0

    def apart(self, indices: Indices) -> float:
        """How far the views stand apart on some sentences."""
        if self.views is None:
            return 0.0
        return views_apart(self.views[indices], self.relevances[indices])

    def gold(self, indices: Indices) -> float:
        """What the labels alone give, -1..1; nan if no sentence takes a side."""
        labels = self.labels[indices]
        sided = int((labels != 0).sum())
        return float(labels.sum()) / (sided + PRIOR) if sided else math.nan

    def passages(self) -> list[Indices]:
        """The indices of each passage, in order of its first sentence."""
        by_doc: dict[str, list[int]] = {}
        for index, doc in enumerate(self.docs.tolist()):
            by_doc.setdefault(doc, []).append(index)
        return [np.array(indices, dtype=np.intp) for indices in by_doc.values()]


def draw_articles(
    scored: Scored, *, sizes: Sequence[int], each: int, seed: int, lean: float = 4.0
) -> list[Indices]:
    """Articles put together from whole passages, `each` of every size, of every leaning.

    Each article draws a leaning in -lean..lean; a passage with mean label m is then drawn with
    weight exp(leaning · m). Without this nearly all articles would come out balanced.
    """
    generator = np.random.default_rng(seed)
    passages = scored.passages()
    means = np.array([scored.labels[indices].mean() for indices in passages])
    articles = []
    for size in sizes:
        for _ in range(each):
            weights = np.exp(generator.uniform(-lean, lean) * means)
            order = generator.choice(
                len(passages),
                size=min(size, len(passages)),
                replace=False,
                p=weights / weights.sum(),
            )
            lengths = np.cumsum([len(passages[place]) for place in order])
            needed = int(np.searchsorted(lengths, size)) + 1
            articles.append(np.concatenate([passages[place] for place in order[:needed]]))
    return articles


def fit_interval(
    scored: Scored, *, seed: int, level: float = LEVEL, min_effective: float = 1.0
) -> IntervalModel:
    """The interval model for out-of-fold `scored` sentences.

    `scale` is set on single passages as well as on composed articles, on whichever needs more,
    and only on those with at least `min_effective` effective sentences: others get no score.
    """
    passages = [p for p in scored.passages() if not math.isnan(scored.gold(p))]
    composed = draw_articles(scored, sizes=(10, 20, 40), each=300, seed=seed)
    composed = [article for article in composed if not math.isnan(scored.gold(article))]
    unit = IntervalModel(0.0, 1.0, 1.0, 1.0, 0.0, level)
    golds = np.array([scored.gold(article) for article in composed])
    means = np.array([_estimate(unit, scored, article).value for article in composed])
    slope, offset = np.polyfit(golds, means, 1)
    sigma2 = _scatter(scored)
    tau2, kappa = _shared_error(scored), _error_of_apart(scored, composed, means, golds)
    raw = IntervalModel(tau2, sigma2, 1.0, float(slope), float(offset), level, kappa)
    z = NormalDist().inv_cdf(0.5 + level / 2.0)
    scale = max(
        float(np.quantile(_deviations(raw, scored, group, min_effective), level)) / z
        for group in (passages, composed)
    )
    return IntervalModel(tau2, sigma2, scale, raw.slope, raw.offset, level, kappa)


def _error_of_apart(
    scored: Scored, articles: Sequence[Indices], means: Floats, golds: Floats
) -> float:
    """How the squared error of an article rises with the squared distance of the views, 0..1."""
    apart = np.array([scored.apart(article) for article in articles]) ** 2
    if float(apart.std()) == 0.0:
        return 0.0
    slope, offset = np.polyfit(golds, means, 1)
    errors = (means - offset - slope * golds) ** 2
    return float(np.clip(np.polyfit(apart, errors, 1)[0], 0.0, 1.0))


def coverage(
    model: IntervalModel, scored: Scored, articles: Sequence[Indices], *, min_effective: float = 1.0
) -> float:
    """Share of `articles` whose interval holds the expected score for their gold score, 0..1.

    Articles in which nothing takes a side, or with too little evidence for a score, do not count;
    nan when none is left.
    """
    held = [
        estimate.low <= model.expected(gold) <= estimate.high
        for article in articles
        if not math.isnan(gold := scored.gold(article))
        and (estimate := _estimate(model, scored, article)).n_effective >= min_effective
    ]
    return float(np.mean(held)) if held else math.nan


def called_pairs(estimates: Sequence[MeanEstimate], golds: Sequence[float]) -> tuple[int, int, int]:
    """Pairs with different gold scores; those whose intervals separate; those ordered rightly."""
    low, high = (np.array([getattr(e, side) for e in estimates]) for side in ("low", "high"))
    value, gold = np.array([e.value for e in estimates]), np.array(golds)
    first, second = np.triu_indices(len(gold), 1)
    different = gold[first] != gold[second]
    first, second = first[different], second[different]
    called = (low[first] > high[second]) | (low[second] > high[first])
    right = called & ((value[first] > value[second]) == (gold[first] > gold[second]))
    return int(different.sum()), int(called.sum()), int(right.sum())


def _estimate(model: IntervalModel, scored: Scored, article: Indices) -> MeanEstimate:
    return model.estimate(
        scored.scores[article],
        scored.relevances[article],
        apart=scored.apart(article),
        added=scored.added(article),
    )


def _deviations(
    model: IntervalModel, scored: Scored, articles: Sequence[Indices], min_effective: float
) -> Floats:
    """Absolute errors of the articles in standard deviations of the model."""
    return np.array(
        [
            abs(estimate.value - model.expected(scored.gold(article))) / estimate.deviation
            for article in articles
            if (estimate := _estimate(model, scored, article)).n_effective >= min_effective
        ]
    )


def _residuals(scored: Scored) -> Floats:
    """Directions minus the mean direction of their label."""
    directions = scored.scores / np.maximum(scored.relevances, _TINY)
    residuals = np.array(directions)
    for label in np.unique(scored.labels):
        same = scored.labels == label
        residuals[same] -= directions[same].mean()
    return residuals


def _shared_error(scored: Scored) -> float:
    """Weighted covariance of the residuals of sentences of one passage; at least 0.

    Neighbouring sentences are left out: what two of them share beyond the others (a subject that
    ends with the paragraph) does not reach through an article; `scale` takes care of it.
    """
    residuals = _residuals(scored)
    products = weights = 0.0
    for indices in scored.passages():
        weighted = scored.relevances[indices] * residuals[indices]
        far = np.abs(np.subtract.outer(indices, indices)) > 1
        products += float(np.outer(weighted, weighted)[far].sum())
        weights += float(
            np.outer(scored.relevances[indices], scored.relevances[indices])[far].sum()
        )
    return max(products / weights, 0.0) if weights else 0.0


def _scatter(scored: Scored) -> float:
    """Relevance-weighted variance of the directions."""
    known = scored.relevances > 0.0
    weights, scores = scored.relevances[known], scored.scores[known]
    mean = float(scores.sum()) / float(weights.sum())
    return float(weights @ (scores / weights - mean) ** 2) / float(weights.sum())
