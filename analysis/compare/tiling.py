"""The identical runs of words of two articles: greedy string tiling.

M. J. Wise, "String similarity via greedy string tiling and running Karp-Rabin matching",
University of Sydney, 1993, the method the METER project used for newspapers and their agency copy
(Clough, Gaizauskas, Piao, Wilks, ACL 2002): the longest common run of words first, each word of a
side used once, so that moved paragraphs are found, which an edit distance would miss. Every run is
then followed across small edits, as in seed-and-extend alignment.
The decisions are explained in `docs/decisions/0004-comparison.md`.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import product
from typing import NamedTuple

from analysis.compare.words import Words
from analysis.records import Span

SEED_WORDS = 5
"""Words of the shortest run that is looked for; shorter ones only count as part of a passage."""
MIN_UNITS = 8
"""A passage needs as many words in common, where a name of any length is one word. Common names,
dates and stock phrases of two independent reports stay below (longest seen: seven)."""
MIN_LONG = 3
"""... and as many different words of five letters or more, so that function words make none."""
EDIT = 3
"""Up to as many changed words are a small edit, behind which three identical words are enough."""
MIN_PAIR = 10
"""What two articles need in common altogether, in the same measure as a passage: among 79,800 pairs
of news articles on one election campaign, shorter ones were mostly stock phrases."""
REACH = 8
"""Up to as many changed words and a run still vouches for a short one beside it."""
NEAR = 30
"""A quotation counts when narration shared by both stands within as many words of it."""
KINDRED = 0.2
"""... or when the two share at least this part of the shorter article's words as narration."""


class Run(NamedTuple):
    """Identical words: from `a` in one article and `b` in the other, `n` of them."""

    a: int
    b: int
    n: int


@dataclass(frozen=True, slots=True)
class Block:
    """Runs that follow each other in both articles, only small edits between them."""

    runs: tuple[Run, ...]
    units: int
    """Words in common, where a name of any length is one."""
    narrated: bool
    """Whether the narrator's words alone make it a passage."""

    @property
    def words(self) -> int:
        """Words in common."""
        return sum(run.n for run in self.runs)


def _runs(seeds: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """The seeds of one diagonal that follow each other, joined to runs."""
    ordered = sorted({(i - j, i) for i, j in seeds})
    start = 0
    for at, (diagonal, i) in enumerate(ordered):
        if at + 1 == len(ordered) or ordered[at + 1] != (diagonal, i + 1):
            first = ordered[start][1]
            yield Run(first, first - diagonal, i - first + SEED_WORDS)
            start = at + 1


# --- tiling -------------------------------------------------------------------------------------


def tile(a: Words, b: Words, seeds: Sequence[tuple[int, int]]) -> list[Block]:
    """The blocks that the two bodies share, from places with the same run; the same blocks, turned
    round, for the bodies turned round.
    """
    if not seeds:
        return []
    if (len(b), b.keys) < (len(a), a.keys):  # one order of work, so that the result is symmetric
        turned = tile(b, a, [(j, i) for i, j in seeds])
        return [
            replace(block, runs=tuple(Run(r.b, r.a, r.n) for r in block.runs)) for block in turned
        ]
    return _keep(_Tiling(a, b).lay(seeds), a, b)


class _Tiling:
    """The state of one greedy tiling: which words of each side are still free."""

    def __init__(self, a: Words, b: Words) -> None:
        self.a, self.b = a, b
        self.free_a = [True] * len(a)
        self.free_b = [True] * len(b)

    def lay(self, seeds: Sequence[tuple[int, int]]) -> list[Block]:
        """The blocks, longest run first; ties by place, so that the result is determined."""
        heap = [(-run.n, run) for run in _runs(seeds)]
        heapq.heapify(heap)
        blocks = []
        while heap:
            _, run = heapq.heappop(heap)
            parts = list(self._free_parts(run))
            if parts != [run]:
                for part in parts:
                    heapq.heappush(heap, (-part.n, part))
                continue
            block = self._judge(self._follow(run))
            if block is not None:
                self._take(block)
                blocks.append(block)
        return blocks

    def _same(self, i: int, j: int) -> bool:
        return (
            0 <= i < len(self.free_a)
            and 0 <= j < len(self.free_b)
            and self.free_a[i]
            and self.free_b[j]
            and self.a.keys[i] == self.b.keys[j]
        )

    def _free_parts(self, run: Run) -> Iterator[Run]:
        """The stretches of a run whose words are free on both sides, if long enough to count."""
        n = 0
        for t in range(run.n + 1):
            if t < run.n and self.free_a[run.a + t] and self.free_b[run.b + t]:
                n += 1
                continue
            if n >= SEED_WORDS:
                yield Run(run.a + t - n, run.b + t - n, n)
            n = 0

    def _follow(self, run: Run) -> tuple[Run, ...]:
        """The run and what follows and precedes it across small edits, in order."""
        before = list(self._extend(run.a, run.b, step=-1))
        after = self._extend(run.a + run.n - 1, run.b + run.n - 1, step=1)
        ordered = [*reversed(before), run, *after]
        joined = ordered[:1]
        for other in ordered[1:]:
            for piece in (*self._fill(joined[-1], other), other):
                last = joined[-1]
                if piece.a == last.a + last.n and piece.b == last.b + last.n:
                    joined[-1] = Run(last.a, last.b, last.n + piece.n)
                else:
                    joined.append(piece)
        return tuple(joined)

    def _fill(self, before: Run, after: Run) -> Iterator[Run]:
        """Single identical words inside a small edit between two runs."""
        a, b = before.a + before.n, before.b + before.n
        gap_a, gap_b = after.a - a, after.b - b
        free = all(self.free_a[a : after.a]) and all(self.free_b[b : after.b])
        if free and 1 < max(gap_a, gap_b) <= EDIT and min(gap_a, gap_b) > 0:
            matcher = SequenceMatcher(
                None, self.a.keys[a : after.a], self.b.keys[b : after.b], autojunk=False
            )
            for block in matcher.get_matching_blocks():
                if block.size:
                    yield Run(a + block.a, b + block.b, block.size)

    def _extend(self, i: int, j: int, *, step: int) -> Iterator[Run]:
        """Runs met when walking on from the identical words `i` and `j`."""
        keys_a, keys_b = self.a.keys, self.b.keys
        size_a, size_b = len(keys_a), len(keys_b)
        while True:
            for gap_a, gap_b in _GAPS:
                start_a, start_b = i + step * (gap_a + 1), j + step * (gap_b + 1)
                # The check of the first word, which mostly fails, without a call.
                if not (0 <= start_a < size_a and 0 <= start_b < size_b):
                    continue
                if keys_a[start_a] != keys_b[start_b]:
                    continue
                n = 0
                while self._same(start_a + step * n, start_b + step * n):
                    n += 1
                if n >= _needed(max(gap_a, gap_b)):
                    break
            else:
                return
            i, j = start_a + step * (n - 1), start_b + step * (n - 1)
            yield Run(min(start_a, i), min(start_b, j), n)

    def _judge(self, runs: tuple[Run, ...]) -> Block | None:
        """The runs as a block, or None when so little in common can be chance."""
        told: dict[tuple[str, int], str] = {}
        every: dict[tuple[str, int], str] = {}
        for run in runs:
            for i, j in zip(range(run.a, run.a + run.n), range(run.b, run.b + run.n), strict=True):
                unit = self._unit(i, j)
                every[unit] = self.a.keys[i]
                if not (self.a.quoted[i] or self.b.quoted[j]):
                    told[unit] = self.a.keys[i]
        narrated = _is_enough(told)
        return Block(runs, len(every), narrated) if narrated or _is_enough(every) else None

    def _unit(self, i: int, j: int) -> tuple[str, int]:
        """What the words count as: themselves, or the name that they are part of on either side."""
        if self.a.names[i] >= 0:
            return "a", self.a.names[i]
        if self.b.names[j] >= 0:
            return "b", self.b.names[j]
        return "", i

    def _take(self, block: Block) -> None:
        for run in block.runs:
            self.free_a[run.a : run.a + run.n] = [False] * run.n
            self.free_b[run.b : run.b + run.n] = [False] * run.n


def _is_enough(units: Mapping[tuple[str, int], str]) -> bool:
    """Whether so many words in common are more than a stock phrase or a row of function words."""
    different = set(units.values())
    long = sum(len(key) >= SEED_WORDS for key in different)
    return (len(units) >= MIN_UNITS and long >= MIN_LONG) or (
        # Languages with short words: more of them, and not the same few again and again.
        len(units) >= 2 * MIN_UNITS and len(different) >= MIN_UNITS
    )


def _needed(gap: int) -> int:
    """Identical words needed after so many changed ones: the more changed, the more."""
    if gap <= 1:
        return 2
    return 3 if gap <= EDIT else SEED_WORDS


_GAPS = tuple(
    sorted(
        product(range(REACH + 1), repeat=2),
        key=lambda gaps: (max(gaps), sum(gaps), gaps),
    )
)
"""How many words to pass over on each side, the smallest edits first."""


def _keep(blocks: list[Block], a: Words, b: Words) -> list[Block]:
    """The blocks without quotations that two writers may have taken down independently.

    A common quotation shows that both heard the same person, not that one has the other's copy;
    it counts where the narration around it is shared as well.
    """
    told = [block for block in blocks if block.narrated]
    kindred = sum(block.words for block in told) >= KINDRED * min(len(a), len(b))
    kept = [
        block
        for block in blocks
        if block.narrated or (told and (kindred or any(_near(block, t) for t in told)))
    ]
    return kept if sum(block.units for block in kept) >= MIN_PAIR else []


def _near(block: Block, other: Block) -> bool:
    return all(
        max(x.start - y.end, y.start - x.end) <= NEAR
        for x, y in zip(extent(block.runs), extent(other.runs), strict=True)
    )


def extent(runs: Sequence[Run]) -> tuple[Span, Span]:
    """The words covered on each side, first to last."""
    first, last = runs[0], runs[-1]
    return Span(first.a, last.a + last.n), Span(first.b, last.b + last.n)
