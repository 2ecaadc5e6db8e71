"""Which articles may share copy, and where: an index of all runs of five words.

For few articles every pair with a common run is found. For many, a run that stands in very many
articles pairs each with the next ones of its list only, and each article keeps the partners with
which it has most runs in common: the work grows with the number of articles, not with its square.
Why no MinHash: `docs/decisions/0011-shared-copy.md`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from analysis.compare.tiling import SEED_WORDS
from analysis.compare.words import Words

PARTNERS = 50
"""So many partners an article keeps at least, those with most common runs; up to as many articles
and one, that is every pair."""
FREQUENT = 16
"""Pairs of places of one run beyond which places are paired in order instead of all with all:
keeps texts that repeat a line thousands of times from costing the square of it."""

Ints = NDArray[np.int64]


class Shingles:
    """The runs of five words that stand in at least two of the bodies."""

    def __init__(self, bodies: Sequence[Words]) -> None:
        runs, which, starts = _number_runs([body.keys for body in bodies])
        order = np.argsort(runs, kind="stable")
        runs, which, starts = runs[order], which[order], starts[order]
        new = np.append(True, (runs[1:] != runs[:-1]) | (which[1:] != which[:-1]))[: len(runs)]
        # One entry for a run and a body that has it; a run is shared when it has two of them.
        listed, bodies_of = runs[new], which[new]
        shared = np.bincount(listed, minlength=int(listed.max(initial=-1)) + 1) > 1
        kept = shared[listed]
        self._pairs = _choose_pairs(*_count_pairs(listed[kept], bodies_of[kept], len(bodies)))
        kept = shared[runs]
        self._places: list[Mapping[int, list[int]]] = [defaultdict(list) for _ in bodies]
        for run, body, start in zip(
            runs[kept].tolist(), which[kept].tolist(), starts[kept].tolist(), strict=True
        ):
            self._places[body][run].append(start)

    def pairs(self) -> list[tuple[int, int]]:
        """The pairs of bodies to look into, in their order."""
        return self._pairs

    def seeds(self, x: int, y: int) -> list[tuple[int, int]]:
        """Where the two bodies have the same run: word in the one, word in the other."""
        in_x, in_y = self._places[x], self._places[y]
        return [
            pair for run in in_x.keys() & in_y.keys() for pair in _pair_places(in_x[run], in_y[run])
        ]


def _pair_places(a: Sequence[int], b: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(a) * len(b) <= FREQUENT:
        yield from product(a, b)
    else:
        yield from zip(a, b, strict=False)
        if len(a) != len(b):
            yield from zip(reversed(a), reversed(b), strict=False)


def _number_runs(bodies: Sequence[Sequence[str]]) -> tuple[Ints, Ints, Ints]:
    """For each run of five words in text order: its number, its body, its first word.

    Equal numbers are equal runs: pairs of words are numbered, then pairs of pairs, so that nothing
    depends on a hash.
    """
    numbers: dict[str, int] = {}
    words = np.array(
        [numbers.setdefault(key, len(numbers)) for keys in bodies for key in keys], dtype=np.int64
    )
    if len(words) < SEED_WORDS:
        return (np.empty(0, np.int64),) * 3
    lengths = [len(keys) for keys in bodies]
    which = np.repeat(np.arange(len(bodies)), lengths)
    starts = np.concatenate([np.arange(length) for length in lengths])
    twos = _number_pairs(words[:-1], words[1:])
    fours = _number_pairs(twos[:-2], twos[2:])
    fives = _number_pairs(fours[:-1], words[4:])
    n = len(fives)
    whole = which[:n] == which[SEED_WORDS - 1 :]
    return fives[whole], which[:n][whole], starts[:n][whole]


def _number_pairs(a: Ints, b: Ints) -> Ints:
    found: Ints = np.unique(a * (b.max() + 1) + b, return_inverse=True)[1]
    return found


def _count_pairs(runs: Ints, bodies: Ints, n: int) -> tuple[Ints, Ints, Ints]:
    """Pairs of bodies and how many runs they have in common, from lists sorted by run."""
    pairs = np.empty(0, np.int64)
    counts = np.empty(0, np.int64)
    for step in range(1, PARTNERS + 1):
        same = runs[step:] == runs[:-step]
        if not same.any():
            break
        # Counted step by step: all pairs of all runs at once would not fit into memory.
        new, times = np.unique(bodies[:-step][same] * n + bodies[step:][same], return_counts=True)
        codes, places = np.unique(np.concatenate([pairs, new]), return_inverse=True)
        counts = np.bincount(places, np.concatenate([counts, times])).astype(np.int64)
        pairs = codes
    return pairs // n, pairs % n, counts


def _choose_pairs(x: Ints, y: Ints, counts: Ints) -> list[tuple[int, int]]:
    """The pairs that are among the first partners of either body, in their order."""
    ends, others = np.concatenate([x, y]), np.concatenate([y, x])
    order = np.lexsort((others, -np.concatenate([counts, counts]), ends))
    sorted_ends = ends[order]
    rank = np.arange(len(order)) - np.searchsorted(sorted_ends, sorted_ends)
    near = np.zeros(len(x), dtype=bool)
    near[order[rank < PARTNERS] % max(len(x), 1)] = True
    return list(zip(x[near].tolist(), y[near].tolist(), strict=True))
