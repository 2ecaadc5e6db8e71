from __future__ import annotations

import numpy as np

from analysis.annotate.linking import find_parts, link, linker_from
from analysis.models.tagger import LABELS, LINK_SIZE, Tagging
from analysis.models.units import Units
from analysis.records import Span
from analysis.training.linker import FLOOR, Tagged, fit_linker, stored

PATTERN = ("B-source", "B-cue", "B-content", "I-content", "O", "O")


def article(seed: int) -> Tagged:
    """Attributions one after the other; now and then what is tagged is none."""
    rng = np.random.default_rng(seed)
    names = PATTERN * 8
    n = len(names)
    labels = np.array([LABELS.index(name) for name in names])
    scores = np.full((n, len(LABELS)), np.log(0.02), dtype=np.float32)
    scores[np.arange(n), labels] = np.log(0.88)
    units = Units(
        "x " * n,
        tuple(Span(2 * i, 2 * i + 1) for i in range(n)),
        np.zeros(n, dtype=np.int64),
        np.arange(n) // len(PATTERN),
    )
    tagging = Tagging(scores, np.zeros((n, 4, LINK_SIZE), dtype=np.float32))
    gold = tuple(
        {"source": frozenset({i}), "cue": frozenset({i + 1}), "content": frozenset({i + 2, i + 3})}
        for i in range(0, n, len(PATTERN))
        if rng.random() < 0.8
    )
    return Tagged(units, tagging, find_parts(labels, tagging), gold)


def test_the_fitted_linker_joins_what_stands_together_and_can_be_stored() -> None:
    linker, scores = fit_linker([article(seed) for seed in range(10)], np.zeros((24, 2)))
    again = linker_from(stored(linker))
    fresh = article(99)
    links = link(fresh.units, fresh.tagging, fresh.parts, again)
    assert [(one.source, *one.contents) for one in links] == [
        ((i, i + 1), (i + 2, i + 4)) for i in range(0, 48, len(PATTERN))
    ]
    assert again.floor == FLOOR
    assert 0.6 < scores["precision"] < 0.95
    assert abs(scores["confidence_mean"] - scores["precision"]) < 0.02
