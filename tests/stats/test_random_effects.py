import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.stats.random_effects import (
    PRIOR,
    IntervalModel,
    MeanEstimate,
    Scored,
    called_pairs,
    coverage,
    draw_articles,
    fit_interval,
    views_apart,
)

MODEL = IntervalModel(tau2=0.01, sigma2=0.2, scale=1.0, slope=0.5, offset=0.0)


def simulated(*, n_docs=250, shared=0.15, seed=5):
    """Passages with gold labels, and scores at half the label plus shared and own errors."""
    generator = np.random.default_rng(seed)
    labels, scores, docs = [], [], []
    for doc in range(n_docs):
        lean = generator.uniform(0.1, 0.9)
        error = generator.normal(0.0, shared)
        for _ in range(6):
            label = 1 if generator.random() < lean else -1
            labels.append(label)
            scores.append(0.5 * label + error + generator.normal(0.0, 0.3))
            docs.append(f"d{doc}")
    return Scored(np.array(scores), np.ones(len(scores)), np.array(labels), np.array(docs))


def test_what_is_added_for_the_whole_article_moves_the_score_and_its_interval():
    alone, moved = (MODEL.estimate(np.full(9, 0.2), np.ones(9), added=by) for by in (0.0, 0.1))
    assert moved.value == pytest.approx(alone.value + 0.1)
    assert moved.high - moved.low == pytest.approx(alone.high - alone.low)
    assert MODEL.estimate(np.ones(9), np.ones(9), added=5.0).value == 1.0


def test_score_is_the_sum_over_the_relevance_and_the_sentences_given_to_all():
    found = MODEL.estimate(np.array([0.9, -0.3]), np.array([0.9, 0.3]))
    assert found.value == pytest.approx(0.6 / (1.2 + PRIOR))
    assert found.n_effective == pytest.approx(1.6)


def test_more_of_the_same_says_more():
    few, many = (MODEL.estimate(np.full(n, 0.6), np.full(n, 0.8)) for n in (2, 40))
    assert 0.0 < few.value < many.value < 0.6 / 0.8


def test_worked_example():
    # 16 equal scores of 0: sigma² shrinks to 4 · 0.2 / 20 = 0.04; variance 0.01 + 0.04 / 16, which
    # shrinks with the score, by 16 / (16 + PRIOR).
    found = MODEL.estimate(np.zeros(16), np.ones(16))
    half = 1.6448536 * math.sqrt(0.0125) * 16 / (16 + PRIOR)
    assert (found.low, found.high) == (pytest.approx(-half), pytest.approx(half))


def test_shared_error_is_a_floor_that_more_sentences_do_not_lower():
    found = MODEL.estimate(np.zeros(100_000), np.ones(100_000))
    assert found.high == pytest.approx(1.6448536 * 0.1, abs=1e-3)


def test_views_that_stand_apart_widen_the_interval():
    model = replace(MODEL, kappa=0.5)
    level = model.estimate(np.zeros(16), np.ones(16))
    apart = model.estimate(np.zeros(16), np.ones(16), apart=0.4)
    assert apart.high > level.high
    assert views_apart(np.array([[1.0, -1.0], [1.0, -1.0]]), np.ones(2)) == pytest.approx(
        2.0 / (2.0 + PRIOR)
    )
    assert views_apart(np.array([[1.0], [1.0]]), np.ones(2)) == 0.0
    assert views_apart(np.empty((0, 2)), np.empty(0)) == 0.0


def test_no_weight_is_unknown():
    assert math.isnan(MODEL.estimate(np.zeros(2), np.zeros(2)).value)
    assert math.isnan(MODEL.estimate(np.empty(0), np.empty(0)).value)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(-1, 1), st.floats(0.01, 1)),
        min_size=1,
        max_size=30,
    )
)
def test_interval_holds_the_value_and_stays_on_the_axis(pairs):
    scores, weights = (np.array(side) for side in zip(*pairs, strict=True))
    found = MODEL.estimate(scores, weights)
    assert -1.0 <= found.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.high <= 1.0


def test_fit_finds_the_shared_error_and_the_slope():
    model = fit_interval(simulated(), seed=1)
    assert model.slope == pytest.approx(0.5, abs=0.07)
    assert math.sqrt(model.tau2) == pytest.approx(0.15, abs=0.03)


def test_interval_covers_passages_that_were_not_fitted():
    model = fit_interval(simulated(), seed=1)
    fresh = simulated(seed=6)
    assert 0.85 <= coverage(model, fresh, fresh.passages()) <= 0.97


def test_coverage_without_articles_is_unknown():
    assert math.isnan(coverage(MODEL, simulated(n_docs=2), []))


def test_drawn_articles_are_whole_passages_of_every_leaning():
    scored = simulated(n_docs=60)
    articles = draw_articles(scored, sizes=(12,), each=60, seed=2)
    assert all(len(article) >= 12 for article in articles)
    for article in articles[:5]:
        docs, counts = np.unique(scored.docs[article], return_counts=True)
        assert len(docs) >= 2
        assert set(counts.tolist()) == {6}
    golds = [scored.gold(article) for article in articles]
    assert min(golds) < -0.3
    assert max(golds) > 0.3


def test_same_seed_draws_the_same_articles():
    scored = simulated(n_docs=20)
    first, second = (draw_articles(scored, sizes=(10,), each=3, seed=4) for _ in range(2))
    assert all((a == b).all() for a, b in zip(first, second, strict=True))


def test_gold_leaves_out_sentences_that_take_no_side():
    scored = Scored(np.zeros(4), np.ones(4), np.array([1, 0, -1, 1]), np.array(["a"] * 4))
    assert scored.gold(np.array([0, 1, 2, 3])) == pytest.approx(1 / (3 + PRIOR))
    assert math.isnan(scored.gold(np.array([1])))


def test_pairs_are_called_when_intervals_separate_and_right_when_ordered():
    def estimate(value, half):
        return MeanEstimate(value, value - half, value + half, half, 9.0)

    estimates = [estimate(-0.5, 0.1), estimate(0.0, 0.1), estimate(0.1, 0.1), estimate(0.6, 0.1)]
    # All pairs but (1, 2) differ in gold and are called; (0, 1) and (0, 2) are the wrong way round.
    assert called_pairs(estimates, [0.0, -0.5, -0.5, 1.0]) == (5, 5, 3)
