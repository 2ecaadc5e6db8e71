"""Measures over attributions as units: shares and effective sources, each with its interval."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from analysis.records import KINDS, Estimate, Kind, Naming
from analysis.settings import LEVEL

MIN_ATTRIBUTIONS = 5
"""Below so many attributions a share has no interval worth the name: value only, with a note."""
SHARE = "share 0…1"
_RESAMPLES = 300
_METHOD = f"percentile bootstrap over attributions, {LEVEL * 100:.0f} %, {_RESAMPLES} resamples"
_NO_SOURCES = "no attribution was found"
_FEW = f"fewer than {MIN_ATTRIBUTIONS} attributions: no interval"

Indices = NDArray[np.intp]
Values = NDArray[np.float64]
Statistic = Callable[["Units", Indices], Values]


@dataclass(frozen=True, slots=True)
class Unit:
    """An attribution as it counts: its words after overlaps are settled, and its classes."""

    words: int
    source: int
    kind: Kind
    naming: Naming | None
    type: str
    loaded: bool
    stance: bool = False
    second_hand: bool = False


@dataclass(frozen=True, slots=True)
class Units:
    """The columns of all units, for quick resampling."""

    words: Values
    source: NDArray[np.intp]
    columns: Mapping[str, NDArray[np.bool_]]


def columns_of(units: Sequence[Unit]) -> Units:
    """The columns: words, source, and one of truth values for each class."""
    columns = {
        name: np.array([unit.type == name for unit in units], dtype=bool)
        for name in ("direct", "indirect", "mixed")
    }
    for name in ("named", "role", "anonymous"):
        columns[name] = np.array([unit.naming == name for unit in units], dtype=bool)
    for kind in KINDS:
        columns[f"kind_{kind}"] = np.array([unit.kind == kind for unit in units], dtype=bool)
    columns["loaded"] = np.array([unit.loaded for unit in units], dtype=bool)
    columns["stance"] = np.array([unit.stance for unit in units], dtype=bool)
    columns["second_hand"] = np.array([unit.second_hand for unit in units], dtype=bool)
    columns["sourced"] = np.array([unit.naming is not None for unit in units], dtype=bool)
    return Units(
        np.array([unit.words for unit in units], dtype=float),
        np.array([unit.source for unit in units], dtype=np.intp),
        columns,
    )


def share_of_units(column: str) -> Statistic:
    """Share of attributions that are of a class."""

    def statistic(units: Units, draws: Indices) -> Values:
        return np.asarray(units.columns[column][draws].mean(axis=1))

    return statistic


def share_of_words(column: str) -> Statistic:
    """Share of words; for naming, of the words that have a source."""
    sourced = column in ("named", "role", "anonymous")

    def statistic(units: Units, draws: Indices) -> Values:
        words = units.words * units.columns["sourced"] if sourced else units.words
        total = words[draws].sum(axis=1)
        part = (words * units.columns[column])[draws].sum(axis=1)
        shares: Values = np.full(len(draws), math.nan)
        np.divide(part, total, out=shares, where=total > 0)
        return shares

    return statistic


def effective_number(words: Sequence[float]) -> float:
    """The effective number of sources: exp of the Shannon entropy of their shares of words.

    N = exp(-sum p_i ln p_i), the Hill number of order 1 (Hill 1973, Ecology 54:427; Jost 2006,
    Oikos 113:363): k sources with equal words give k, one that says nearly everything gives about
    1. Zero shares do not count; nan without words.
    """
    total = float(sum(words))
    if total <= 0:
        return math.nan
    shares = [count / total for count in words if count > 0]
    return math.exp(-sum(share * math.log(share) for share in shares))


def effective(units: Units, draws: Indices) -> Values:
    """The effective number of sources of every draw."""
    known = units.source >= 0
    n_sources = int(units.source.max(initial=-1)) + 1
    totals = np.zeros((len(draws), max(n_sources, 1)))
    for number in range(n_sources):
        own = np.where(known & (units.source == number), units.words, 0.0)
        totals[:, number] = own[draws].sum(axis=1)
    return np.array([effective_number(row) for row in totals.tolist()])


def estimate(units: Units, statistic: Statistic, unit: str) -> Estimate:
    """The statistic over all units with its interval, or why there is none."""
    n = len(units.words)
    if n == 0:
        return Estimate.unknown(_NO_SOURCES, unit=unit)
    value = float(statistic(units, np.arange(n)[np.newaxis])[0])
    if math.isnan(value):
        return Estimate.unknown("no attributed word has a source", n=n, unit=unit)
    if n < MIN_ATTRIBUTIONS:
        return Estimate(value, n=n, unit=unit, note=_FEW)
    draws = statistic(units, _draws(n))
    if statistic is effective:
        # Drawing with repetition misses sources, so the draws lie below the value throughout;
        # their scatter is kept and put around the value.
        draws = np.maximum(draws + value - np.nanmedian(draws), 1.0)
    low, high = _interval(draws)
    if unit == SHARE and value in (0.0, 1.0):
        return _at_the_edge(value, n, unit)
    return Estimate(value, min(low, value), max(high, value), n, unit, _METHOD)


@cache
def _draws(n: int) -> Indices:
    """Attributions drawn with repetition, the same for every measure (seed 0)."""
    return np.random.default_rng(0).integers(0, n, size=(_RESAMPLES, n))


def _interval(values: Values) -> tuple[float, float]:
    known = values[~np.isnan(values)]
    if known.size == 0:
        return math.nan, math.nan
    low, high = np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def _at_the_edge(value: float, n: int, unit: str) -> Estimate:
    """A share of 0 or 1, where resampling sees no variation: the exact binomial bound.

    With none of n attributions, the true share is below 1 - 0.05^(1/n) with 95 % confidence
    (Clopper and Pearson 1934).
    """
    bound = (0.5 - LEVEL / 2) ** (1 / n)
    low, high = (0.0, 1.0 - bound) if value == 0.0 else (bound, 1.0)
    return Estimate(value, low, high, n, unit, "exact binomial bound over attributions, 95 %")
