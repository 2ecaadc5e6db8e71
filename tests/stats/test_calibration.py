import numpy as np
import pytest

from analysis.stats.calibration import (
    Combination,
    expected_calibration_error,
    fit_combination,
)

COMBINATION = Combination(3.0, (-0.5, 1.2, 2.0), (1.5, 3.0))


def proba(critical, neutral, favourable):
    return np.array([[critical, neutral, favourable]])


def test_score_and_relevance_stay_in_range_and_fit_together():
    grid = np.linspace(0.0, 1.0, 6)
    linear = np.array([[a, 1 - a - b, b] for a in grid for b in grid if a + b <= 1.0])
    for lexicon in ([-1.0, 1.0], [0.0, 0.0], [1.0, 0.3]):
        score, relevance = COMBINATION.apply(
            linear, np.tile(lexicon, (len(linear), 1)), [9] * len(linear)
        )
        assert (np.abs(score) <= relevance + 1e-12).all()
        assert ((relevance >= 0) & (relevance <= 1)).all()


def test_probabilities_sum_to_one():
    found = COMBINATION.probabilities(proba(0.2, 0.5, 0.3), np.array([[0.4, 0.5]]), [9])
    assert found.sum() == pytest.approx(1.0)
    assert (found >= 0).all()


def test_changing_the_poles_changes_the_sign_only():
    score, relevance = COMBINATION.apply(proba(0.1, 0.3, 0.6), np.array([[0.4, 0.5]]), [9])
    mirrored, same = COMBINATION.apply(proba(0.6, 0.3, 0.1), np.array([[-0.4, 0.5]]), [9])
    assert mirrored == pytest.approx(-score)
    assert same == pytest.approx(relevance)


@pytest.mark.parametrize("step", [0.0, 0.3, 0.8])
def test_score_rises_with_each_view(step):
    low, _ = COMBINATION.apply(proba(0.3, 0.4, 0.3), np.array([[step - 0.5, 0.5]]), [9])
    high, _ = COMBINATION.apply(proba(0.3, 0.4, 0.3), np.array([[step, 0.5]]), [9])
    assert high[0] > low[0]
    more, _ = COMBINATION.apply(proba(0.2, 0.4, 0.4), np.array([[step, 0.5]]), [9])
    assert more[0] > high[0]


def test_fit_finds_the_view_that_knows():
    generator = np.random.default_rng(3)
    labels = generator.integers(-1, 2, 600)
    right = 0.1 + 0.6 * np.eye(3)[labels + 1]
    linear = right / right.sum(axis=1, keepdims=True)
    lexicon = np.column_stack([0.5 * labels, 0.8 * np.abs(labels)])
    fitted = fit_combination(linear, lexicon, [9, 18] * (len(labels) // 2), labels.tolist())
    predicted = fitted.probabilities(linear, lexicon, [9] * 600).argmax(axis=1) - 1
    assert (predicted == labels).mean() > 0.95


def test_length_of_the_sentence_is_taken_out_of_the_relevance():
    generator = np.random.default_rng(3)
    labels = generator.integers(-1, 2, 900)
    n_words = np.exp(generator.normal(2.7, 0.4, 900) + 0.3 * np.abs(labels)).astype(int)
    # A model that judges by nothing but length.
    neutral = 1.0 / (1.0 + np.exp(2.0 * (np.log(n_words) - 2.9)))
    linear = np.column_stack([(1 - neutral) / 2, neutral, (1 - neutral) / 2])
    lexicon = np.column_stack([0.5 * labels, 0.5 * np.abs(labels)])
    fitted = fit_combination(linear, lexicon, n_words.tolist(), labels.tolist())
    assert fitted.length[0] == pytest.approx(2.0, abs=0.2)
    same = np.tile([0.0, 0.0], (900, 1))
    _, relevance = fitted.apply(linear, same, n_words.tolist())
    assert abs(np.corrcoef(relevance, n_words)[0, 1]) < 0.3


def test_a_view_that_points_the_wrong_way_is_refused():
    labels = np.array([-1, 0, 1] * 50)
    wrong = 0.1 + 0.6 * np.eye(3)[1 - labels]
    linear = wrong / wrong.sum(axis=1, keepdims=True)
    lexicon = np.column_stack([-0.5 * labels, np.full(150, 0.5)])
    with pytest.raises(ValueError, match="wrong way"):
        fit_combination(linear, lexicon, [9, 18] * (len(labels) // 2), labels.tolist())


def test_calibration_error_of_the_sure_and_wrong_is_large():
    sure = np.tile([1.0, 0.0, 0.0], (10, 1))
    assert expected_calibration_error(sure, [-1] * 10) == 0.0
    assert expected_calibration_error(sure, [1] * 10) == 1.0
    assert expected_calibration_error(sure, [-1] * 5 + [0] * 5) == pytest.approx(0.5)
    assert np.isnan(expected_calibration_error(np.empty((0, 3)), []))
