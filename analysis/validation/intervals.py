"""Shares with intervals: Wilson's for a share, a bootstrap over whole texts for the rest."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.settings import LEVEL, SEED

Totals = NDArray[np.float64]
Statistic = Callable[[Totals], float]
"""From the counts of all texts, added up, to a figure."""

_RESAMPLES = 2000
_MIN_TEXTS = 3


def ratio(part: int, whole: int) -> float:
    """`part / whole`; nan for an empty whole."""
    return part / whole if whole else math.nan


def wilson(right: int, asked: int) -> list[float]:
    """Wilson's interval (1927) of a share, low and high; empty if nothing was asked.

    It takes the answers as independent; those of one text are not quite, so it is a little narrow.
    """
    from scipy.stats import binomtest

    if not asked:
        return []
    found = binomtest(right, asked).proportion_ci(confidence_level=LEVEL, method="wilson")
    return [float(found.low), float(found.high)]


def bootstrap_totals(rows: Sequence[Sequence[int]], statistic: Statistic) -> list[float]:
    """Percentile interval, low and high, of a figure of the totals of `rows` (one per text).

    Texts are drawn, with a fixed seed. Empty below three texts.
    """
    from scipy.stats import bootstrap

    if len(rows) < _MIN_TEXTS:
        return []
    counts = np.array(rows, dtype=np.float64)

    def of_drawn(drawn: NDArray[np.int_]) -> float:
        return statistic(counts[drawn].sum(axis=0))

    found = bootstrap(
        (np.arange(len(rows)),),
        of_drawn,
        vectorized=False,
        n_resamples=_RESAMPLES,
        confidence_level=LEVEL,
        method="percentile",
        random_state=np.random.default_rng(SEED),
    ).confidence_interval
    return [float(found.low), float(found.high)]


def macro_f1(labels: Sequence[str], answers: Sequence[str]) -> float:
    """Mean F1 of the labelled classes; nan without labels. A class only answered is an error."""
    from sklearn.metrics import f1_score

    if not labels:
        return math.nan
    classes = sorted(set(labels))
    return float(f1_score(labels, answers, labels=classes, average="macro", zero_division=0))


def bootstrap_macro_f1(
    texts: Sequence[int], labels: Sequence[str], answers: Sequence[str]
) -> list[float]:
    """Percentile interval, low and high, of `macro_f1`; `texts` says which text each label is of.

    Classes of which a draw has no label do not count in it. Empty below three texts.
    """
    classes = sorted(set(labels))
    columns = {name: place for place, name in enumerate(dict.fromkeys([*classes, *answers]))}
    rows = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    tables = np.zeros((len(rows), len(classes), len(columns)), dtype=int)
    for text, label, answer in zip(texts, labels, answers, strict=True):
        tables[rows[text], columns[label], columns[answer]] += 1

    def statistic(totals: Totals) -> float:
        counts = totals.reshape(len(classes), len(columns))
        labelled, answered = counts.sum(axis=1), counts.sum(axis=0)[: len(classes)]
        f1 = 2 * np.diagonal(counts) / np.maximum(labelled + answered, 1)
        return float(f1[labelled > 0].mean())

    return bootstrap_totals(
        tables.reshape(len(rows), len(classes) * len(columns)).tolist(), statistic
    )
