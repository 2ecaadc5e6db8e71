from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.compare.differences import (
    ALL_PAIRS,
    find_differences,
    has_interval,
    separate,
    subtract,
)
from analysis.records import Estimate, FeatureResult


def measured(build, name: str, **measures: Estimate):
    return build.analysis(
        build.document("Some words.", name=name), FeatureResult("readability", measures)
    )


def test_interval_of_a_difference_goes_from_the_least_to_the_most_that_the_two_allow() -> None:
    difference = subtract(Estimate(5, 4, 7, n=3, unit="x"), Estimate(2, 1, 3, n=4, unit="x"))
    assert (difference.value, difference.low, difference.high) == (3, 1, 6)
    assert (difference.n, difference.unit) == (7, "x")
    assert "separate" in difference.method


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0.31, 0.5, True), (0.30, 0.5, False), (0.0, 0.5, False), (-0.5, -0.1, True)],
)
def test_articles_are_told_apart_only_when_their_intervals_do_not_touch(
    build, low: float, high: float, expected: bool
) -> None:
    a = measured(build, "a", fog=Estimate(0.1, 0.0, 0.3))
    b = measured(build, "b", fog=Estimate((low + high) / 2, low, high))
    (difference,) = find_differences([a, b])
    assert difference.distinguishable is expected
    assert difference.comparable


def test_an_unknown_value_is_not_comparable_and_says_why(build) -> None:
    a = measured(build, "a", fog=Estimate.unknown("too short"))
    b = measured(build, "b", fog=Estimate(9, 8, 10))
    (difference,) = find_differences([a, b])
    assert not difference.comparable
    assert not difference.distinguishable
    assert math.isnan(difference.estimate.value)
    assert difference.estimate.note == "too short"


def test_a_count_without_interval_is_compared_but_not_told_apart(build) -> None:
    a, b = (measured(build, name, words=Estimate(n)) for name, n in (("a", 900), ("b", 300)))
    (difference,) = find_differences([a, b])
    assert (difference.comparable, difference.distinguishable) == (True, False)
    assert difference.estimate.value == 600
    assert difference.estimate.note == "no interval"


def test_an_interval_without_width_says_nothing_about_certainty(build) -> None:
    a, b = (measured(build, name, words=Estimate(n, n, n)) for name, n in (("a", 9), ("b", 3)))
    (difference,) = find_differences([a, b])
    assert (difference.comparable, difference.distinguishable) == (True, False)


def test_different_units_are_not_subtracted() -> None:
    assert not subtract(Estimate(1, unit="minutes"), Estimate(1, unit="words")).known


def test_a_measure_that_one_article_lacks_is_not_comparable(build) -> None:
    (difference,) = find_differences([measured(build, "a", fog=Estimate(9)), measured(build, "b")])
    assert not difference.comparable


def test_nothing_is_compared_without_measures_or_with_one_article(build) -> None:
    assert find_differences([]) == ()
    assert find_differences([measured(build, "a", fog=Estimate(9))]) == ()
    assert find_differences([measured(build, "a"), measured(build, "b")]) == ()


def test_order_does_not_depend_on_the_order_of_a_mapping(build) -> None:
    one, two = {"fog": Estimate(1), "ari": Estimate(2)}, {"ari": Estimate(2), "fog": Estimate(1)}
    first = find_differences([measured(build, n, **one) for n in "ab"])
    second = find_differences([measured(build, n, **two) for n in "ab"])
    assert repr(first) == repr(second)  # as text, because nan is not equal to nan
    assert [d.measure for d in first] == ["ari", "fog"]


numbers = st.floats(-10, 10).map(lambda x: round(x, 3))
estimates = (
    st.tuples(numbers, numbers, numbers)
    .map(lambda t: Estimate(sorted(t)[1], min(t), max(t)))
    .filter(has_interval)
)


@given(estimates, estimates)
def test_interval_excludes_zero_exactly_when_the_intervals_separate(
    a: Estimate, b: Estimate
) -> None:
    difference = subtract(a, b)
    assert separate(a, b) == (difference.low > 0 or difference.high < 0)
    assert difference.low <= difference.value <= difference.high


def test_of_many_articles_each_has_its_nearest_one_that_lies_apart(build) -> None:
    values = [(number * 37) % 100 / 10 for number in range(ALL_PAIRS + 10)]
    analyses = [
        measured(build, f"{number:03}", fog=Estimate(value, value - 0.6, value + 0.6))
        for number, value in enumerate(values)
    ]
    found = find_differences(analyses)
    assert len(found) < len(analyses)
    assert all(difference.distinguishable for difference in found)
    listed = {(int(difference.a), int(difference.b)) for difference in found}
    for number, value in enumerate(values):
        below = [other for other in values if other + 0.6 < value - 0.6]
        if below:
            nearest = values.index(max(below))
            assert (min(number, nearest), max(number, nearest)) in listed


def test_up_to_some_articles_every_pair_is_listed(build) -> None:
    analyses = [measured(build, f"{n:03}", fog=Estimate(9, 8, 10)) for n in range(ALL_PAIRS)]
    assert len(find_differences(analyses)) == ALL_PAIRS * (ALL_PAIRS - 1) // 2
