from __future__ import annotations

import math

import pytest

from analysis.stats.contingency import ALPHA, Counts, contrast


def test_worked_example_of_the_tea_tasting() -> None:
    # Fisher 1935, ch. 2: three of four cups told rightly; 34/70 by chance.
    assert contrast(Counts(3, 4), Counts(1, 4)).p == pytest.approx(34 / 70)


@pytest.mark.parametrize(
    ("a", "b", "telling"),
    [
        (Counts(1, 12), Counts(0, 3), False),
        (Counts(0, 50), Counts(0, 50), False),
        (Counts(4, 4), Counts(0, 4), True),
        (Counts(2, 4), Counts(2, 4), True),
        (Counts(3, 3), Counts(0, 3), False),
    ],
)
def test_numbers_that_could_not_show_a_difference_are_not_telling(a, b, telling) -> None:
    assert contrast(a, b).telling is telling


def test_the_least_p_is_never_above_the_p_found() -> None:
    for k in range(9):
        found = contrast(Counts(k, 8), Counts(8 - k, 10))
        assert found.least <= found.p + 1e-12


def test_sides_can_be_swapped() -> None:
    a, b = Counts(5, 9), Counts(1, 14)
    assert contrast(a, b).p == pytest.approx(contrast(b, a).p)
    assert contrast(a, b).least == pytest.approx(contrast(b, a).least)
    assert contrast(a, b).p < ALPHA


def test_an_empty_group_tells_nothing() -> None:
    found = contrast(Counts(0, 0), Counts(3, 9))
    assert math.isnan(found.p)
    assert not found.telling
