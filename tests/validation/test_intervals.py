from __future__ import annotations

import math

import numpy as np
import pytest

from analysis.validation.intervals import (
    bootstrap_macro_f1,
    bootstrap_totals,
    macro_f1,
    ratio,
    wilson,
)


def test_wilson_against_a_worked_example():
    # 8 of 10 at 90 %: centre (8 + z²/2) / (10 + z²), z = 1.6449.
    low, high = wilson(8, 10)
    assert (low, high) == (pytest.approx(0.541, abs=0.001), pytest.approx(0.931, abs=0.001))
    assert wilson(0, 0) == []
    assert wilson(10, 10)[1] == 1.0
    assert wilson(10, 10)[0] < 0.9


def test_ratio_of_nothing_is_unknown():
    assert math.isnan(ratio(0, 0))
    assert ratio(1, 4) == 0.25


def test_bootstrap_is_repeatable_and_holds_the_figure():
    rows = [(number % 3, 3) for number in range(30)]

    def share(totals: np.ndarray) -> float:
        return float(totals[0] / totals[1])

    low, high = bootstrap_totals(rows, share)
    assert [low, high] == bootstrap_totals(rows, share)
    assert low < 1 / 3 < high
    assert bootstrap_totals(rows[:2], share) == []


def test_macro_f1_weighs_every_labelled_class_alike():
    labels = ["a"] * 8 + ["b"] * 2
    # F1 of a: 2·8 / (8 + 10); of b: 0.
    assert macro_f1(labels, ["a"] * 10) == pytest.approx(8 / 18 * 2 / 2)
    assert macro_f1(labels, labels) == 1.0
    assert macro_f1(labels, ["c"] * 10) == 0.0
    assert math.isnan(macro_f1([], []))


def test_macro_f1_has_an_interval_over_texts():
    labels = ["a", "b", "a", "b", "a", "b"]
    answers = ["a", "b", "a", "(missed)", "b", "b"]
    low, high = bootstrap_macro_f1([1, 1, 2, 2, 3, 3], labels, answers)
    assert low <= macro_f1(labels, answers) <= high
    assert bootstrap_macro_f1([1, 2, 3, 4], ["a"] * 4, ["a"] * 4) == [1.0, 1.0]
    assert bootstrap_macro_f1([], [], []) == []
