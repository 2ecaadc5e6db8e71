"""Percentile bootstrap intervals, seeded, numpy only."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.intp]


def bootstrap_interval(
    statistic: Callable[[Indices], float],
    n: int,
    *,
    groups: Sequence[int] | None = None,
    level: float = 0.9,
    resamples: int = 500,
    seed: int = 0,
) -> tuple[float, float]:
    """The percentile bootstrap interval of `statistic` over `n` observations.

    `statistic` gets an index array (with repetitions) and returns a number; where it returns nan
    the resample does not count. With `groups` (one label for each observation) whole groups are
    drawn, which is what observations that depend on each other need. Same seed, same interval.
    (nan, nan) for n = 0 or when no resample has a value; one observation gives its own value
    twice, so callers must not read certainty from a width of zero. Raises ValueError for a level
    outside (0, 1). Efron and Tibshirani 1993, chapter 13.
    """
    if not 0.0 < level < 1.0:
        raise ValueError(f"level must lie in (0, 1), not {level}")
    if n == 0:
        return math.nan, math.nan
    draws = [statistic(indices) for indices in _resamples(n, groups, resamples, seed)]
    values = np.array([value for value in draws if not math.isnan(value)])
    if values.size == 0:
        return math.nan, math.nan
    low, high = np.quantile(values, [(1.0 - level) / 2.0, (1.0 + level) / 2.0])
    return float(low), float(high)


def _resamples(
    n: int, groups: Sequence[int] | None, resamples: int, seed: int
) -> Sequence[Indices]:
    generator = np.random.default_rng(seed)
    if groups is None:
        return list(generator.integers(0, n, size=(resamples, n)))
    if len(groups) != n:
        raise ValueError(f"{len(groups)} groups for {n} observations")
    labels = np.asarray(groups)
    members = [np.flatnonzero(labels == label) for label in np.unique(labels)]
    picks = generator.integers(0, len(members), size=(resamples, len(members)))
    return [np.concatenate([members[pick] for pick in row]) for row in picks]
