"""Whether two groups differ in a share, from counts too small for anything but an exact test."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

ALPHA = 0.05


class Counts(NamedTuple):
    """How many of `n` have a property."""

    k: int
    n: int


class Contrast(NamedTuple):
    """Two-sided p of Fisher's exact test, and the least p that these margins allow.

    Where even the most extreme split could not reach ALPHA, the numbers are too few to tell.
    """

    p: float
    least: float

    @property
    def telling(self) -> bool:
        """Whether a difference could have been found at all."""
        return self.least < ALPHA


def contrast(a: Counts, b: Counts) -> Contrast:
    """Fisher's exact test of equal shares (R. A. Fisher, "The logic of inductive inference", 1935).

    The least attainable p is that of the split that puts as many as possible of all the k on one
    side (R. E. Tarone, "A modified Bonferroni method for discrete data", Biometrics 46, 1990).
    Empty groups give nan, which tells nothing.
    """
    if not a.n or not b.n:
        return Contrast(math.nan, math.nan)
    together = a.k + b.k
    if together in (0, a.n + b.n):
        return Contrast(1.0, 1.0)
    ends = (min(a.n, together), max(0, together - b.n))
    least = min(_p(Counts(k, a.n), Counts(together - k, b.n)) for k in ends)
    return Contrast(_p(a, b), least)


def _p(a: Counts, b: Counts) -> float:
    # scipy.stats takes longer to import than all tests of a report take to run.
    from scipy.stats import fisher_exact

    return float(fisher_exact(np.array([[a.k, a.n - a.k], [b.k, b.n - b.k]])).pvalue)
