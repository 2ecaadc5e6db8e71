"""What two articles share word for word: the passages, the words, the share of each side.

`shingles.py` says which pairs to look into, `tiling.py` finds their identical runs. The decisions
are explained in `docs/decisions/0004-comparison.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from analysis.compare.shingles import Shingles
from analysis.compare.tiling import Block, Run, extent, tile
from analysis.compare.words import Words, read_words
from analysis.records import Document, Passage, SharedCopy, Span

JOIN = 2
"""Up to as many changed words leave a passage whole; more of them part it in two."""
LIST_ALL = 50
"""Of up to as many articles every pair is listed, of more only those that share copy."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles (by index) with copy in common, and the runs of identical words."""

    x: int
    y: int
    blocks: tuple[Block, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs in the order of the first article."""
        return tuple(sorted(run for block in self.blocks for run in block.runs))

    @property
    def words(self) -> int:
        """Words in common."""
        return sum(block.words for block in self.blocks)


def find_shared_copy(documents: Sequence[Document]) -> tuple[SharedCopy, ...]:
    """What each pair of documents shares, one record a pair in the documents' order.

    Words are those of the body, without headline and headings. A pair that shares nothing has 0
    words and no passage, and is left out where there are many articles; fewer than two documents
    give no pair. The share of an empty body is 0.
    """
    bodies = [read_words(document) for document in documents]
    return describe_pairs(documents, bodies, match_pairs(bodies))


def match_pairs(bodies: Sequence[Words]) -> list[Pair]:
    """The pairs with copy in common, in the order of the bodies."""
    shingles = Shingles(bodies)
    found = []
    for x, y in shingles.pairs():
        blocks = tile(bodies[x], bodies[y], shingles.seeds(x, y))
        if blocks:
            found.append(Pair(x, y, tuple(blocks)))
    return found


def describe_pairs(
    documents: Sequence[Document], bodies: Sequence[Words], pairs: Sequence[Pair]
) -> tuple[SharedCopy, ...]:
    """The records of the pairs, and of those that share nothing if the articles are few."""
    found = {(pair.x, pair.y): pair for pair in pairs}
    listed = combinations(range(len(documents)), 2) if len(documents) <= LIST_ALL else found
    return tuple(
        _describe(
            documents[x].article.id,
            documents[y].article.id,
            bodies[x],
            bodies[y],
            found.get((x, y), Pair(x, y, ())),
        )
        for x, y in listed
    )


def _describe(a: str, b: str, words_a: Words, words_b: Words, pair: Pair) -> SharedCopy:
    passages = sorted(
        passage for block in pair.blocks for passage in _passages(block, words_a, words_b)
    )
    n = pair.words
    return SharedCopy(
        a=a,
        b=b,
        words=n,
        share_a=n / len(words_a) if n else 0.0,
        share_b=n / len(words_b) if n else 0.0,
        passages=tuple(Passage(Span(*p[0]), Span(*p[1]), p[2]) for p in passages),
    )


def _passages(
    block: Block, a: Words, b: Words
) -> Iterator[tuple[tuple[int, int], tuple[int, int], int]]:
    """The block cut where more than a few words differ: characters on each side, words."""
    part: list[Run] = []
    for run in block.runs:
        if part and max(run.a - part[-1].a, run.b - part[-1].b) - part[-1].n > JOIN:
            yield _passage(part, a, b)
            part = []
        part.append(run)
    yield _passage(part, a, b)


def _passage(
    runs: Sequence[Run], a: Words, b: Words
) -> tuple[tuple[int, int], tuple[int, int], int]:
    in_a, in_b = extent(runs)
    return (
        (a.spans[in_a.start].start, a.spans[in_a.end - 1].end),
        (b.spans[in_b.start].start, b.spans[in_b.end - 1].end),
        sum(run.n for run in runs),
    )
