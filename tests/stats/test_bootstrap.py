import math

import numpy as np
import pytest

from analysis.stats.bootstrap import bootstrap_interval


def test_interval_of_a_mean_is_close_to_theory():
    values = np.random.default_rng(1).normal(3.0, 2.0, size=400)
    low, high = bootstrap_interval(lambda i: float(values[i].mean()), 400)
    half = 1.645 * values.std() / 20.0
    assert low == pytest.approx(values.mean() - half, abs=0.04)
    assert high == pytest.approx(values.mean() + half, abs=0.04)


def test_same_seed_same_interval_and_another_seed_another():
    values = np.arange(20.0)
    first, again, other = (
        bootstrap_interval(lambda i: float(values[i].mean()), 20, seed=seed) for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other


def test_groups_are_drawn_whole_and_widen_the_interval():
    values = np.repeat([0.0, 1.0, 2.0, 3.0], 25)
    groups = np.repeat([0, 1, 2, 3], 25).tolist()

    def mean(i):
        return float(values[i].mean())

    alone = bootstrap_interval(mean, 100)
    grouped = bootstrap_interval(mean, 100, groups=groups)
    assert grouped[1] - grouped[0] > 2 * (alone[1] - alone[0])


def test_nothing_gives_nan():
    assert all(math.isnan(x) for x in bootstrap_interval(lambda _: 1.0, 0))
    assert all(math.isnan(x) for x in bootstrap_interval(lambda _: math.nan, 5))


def test_wrong_arguments_are_refused():
    with pytest.raises(ValueError, match="level"):
        bootstrap_interval(lambda _: 1.0, 3, level=1.0)
    with pytest.raises(ValueError, match="groups"):
        bootstrap_interval(lambda _: 1.0, 3, groups=[1])
