"""How far two articles are apart in each measure, and whether that can be told.

Two articles are called distinguishable when their intervals do not touch. That is deliberately
cautious: the overlap of two intervals is a poor test of equality because it asks too much
(N. Schenker and J. F. Gentleman, "On judging the significance of differences by examining the
overlap between confidence intervals", The American Statistician 55, 2001). For two independent,
normal estimates of equal precision, 90 % intervals that just touch stand for a two-sided p of
about .02; 83-84 % intervals would be the ones whose touching means .05 (H. Goldstein and
M. J. R. Healy, "The graphical presentation of a collection of means", JRSS A 158, 1995). Nothing
is corrected for the number of pairs and measures looked at: the caution is what there is.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import combinations

from analysis.records import Analysis, Difference, Estimate

METHOD = (
    "a − b; low = a.low − b.high, high = a.high − b.low (excludes 0 when the intervals separate)"
)
NO_INTERVAL = "no interval"
ALL_PAIRS = 40
"""Of up to as many articles every pair is listed: 780 for each measure."""
FEATURES = ("framing", "sourcing", "readability")
"""The order of the features; others follow by name."""


def find_differences(analyses: Sequence[Analysis]) -> tuple[Difference, ...]:
    """Article a minus article b for each measure and each pair, by feature, measure and pair.

    A measure is listed when at least one article of the pair has it. No articles, one article or
    no measures give nothing. Of more than `ALL_PAIRS` articles a measure lists for each article
    only the nearest one below that it can be told apart from: the others follow from the values
    and intervals of the articles, and their number grows with the square.
    """
    every = len(analyses) <= ALL_PAIRS
    return tuple(
        _difference(feature, measure, a, b)
        for feature in _order_features(analyses)
        for measure in _measures(feature, analyses)
        for a, b in (
            combinations(analyses, 2) if every else _nearest_apart(feature, measure, analyses)
        )
        if _has(a, feature, measure) or _has(b, feature, measure)
    )


def _nearest_apart(
    feature: str, measure: str, analyses: Sequence[Analysis]
) -> list[tuple[Analysis, Analysis]]:
    """For each article the one with the highest value among those whose intervals lie below its
    own; in the order of the articles."""
    known = [
        (estimate, at)
        for at, analysis in enumerate(analyses)
        if has_interval(estimate := get_measure(analysis, feature, measure))
    ]
    by_top = sorted(known, key=lambda item: (item[0].high, item[1]))
    tops = [estimate.high for estimate, _ in by_top]
    # The highest value among the first few, the first article of equals.
    best: list[int] = []
    for place, (estimate, at) in enumerate(by_top):
        if place and (-by_top[best[-1]][0].value, by_top[best[-1]][1]) <= (-estimate.value, at):
            best.append(best[-1])
        else:
            best.append(place)
    pairs = []
    for estimate, at in known:
        below = bisect_left(tops, estimate.low)
        if below:
            nearest = by_top[best[below - 1]][1]
            pairs.append((min(at, nearest), max(at, nearest)))
    return [(analyses[x], analyses[y]) for x, y in sorted(set(pairs))]


def subtract(a: Estimate, b: Estimate) -> Estimate:
    """`a` minus `b`, with the widest interval that the two intervals allow.

    Unknown, with the reason as note, where a value is unknown or the units differ; without
    interval where one of the two has none.
    """
    if not a.known or not b.known:
        notes = [e.note or "unknown" for e in (a, b) if not e.known]
        return Estimate.unknown("; ".join(dict.fromkeys(notes)), unit=a.unit or b.unit)
    if a.unit != b.unit:
        return Estimate.unknown(f"different units: {a.unit!r} and {b.unit!r}")
    n = a.n + b.n
    if not (has_interval(a) and has_interval(b)):
        return Estimate(a.value - b.value, n=n, unit=a.unit, note=NO_INTERVAL)
    return Estimate(a.value - b.value, a.low - b.high, a.high - b.low, n, a.unit, METHOD)


def has_interval(estimate: Estimate) -> bool:
    """Whether the estimate has a value and an interval of some width.

    An interval without width is no interval: it belongs to an exact count, or to a sample in which
    nothing varied (no citizen among five sources), and neither says how sure a difference is.
    """
    known = not any(math.isnan(x) for x in (estimate.value, estimate.low, estimate.high))
    return known and estimate.low < estimate.high


def separate(a: Estimate, b: Estimate) -> bool:
    """Whether both have an interval and the two do not touch."""
    return has_interval(a) and has_interval(b) and (a.low > b.high or b.low > a.high)


def get_measure(analysis: Analysis, feature: str, measure: str) -> Estimate:
    """The estimate; unknown with a note where the article was not measured."""
    result = analysis.results.get(feature)
    if result is None or measure not in result.measures:
        return Estimate.unknown("not measured")
    return result.measures[measure]


def _difference(feature: str, measure: str, a: Analysis, b: Analysis) -> Difference:
    in_a, in_b = get_measure(a, feature, measure), get_measure(b, feature, measure)
    estimate = subtract(in_a, in_b)
    return Difference(
        feature=feature,
        measure=measure,
        a=a.article.id,
        b=b.article.id,
        estimate=estimate,
        comparable=estimate.known,
        distinguishable=estimate.known and separate(in_a, in_b),
    )


def _order_features(analyses: Iterable[Analysis]) -> list[str]:
    found = {name for analysis in analyses for name in analysis.results}
    return [*(name for name in FEATURES if name in found), *sorted(found.difference(FEATURES))]


def _measures(feature: str, analyses: Iterable[Analysis]) -> list[str]:
    """The names of the measures in alphabetical order: a mapping's order must not show."""
    return sorted(
        {
            name
            for analysis in analyses
            if feature in analysis.results
            for name in analysis.results[feature].measures
        }
    )


def _has(analysis: Analysis, feature: str, measure: str) -> bool:
    result = analysis.results.get(feature)
    return result is not None and measure in result.measures
