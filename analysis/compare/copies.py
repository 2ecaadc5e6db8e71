"""Families of articles that share copy: whose it is, how many voices they are, what was edited.

An article counts as a voice of its own unless a large part of its words stands in articles that
are counted already, the longest first: a brief cut out of a long report adds no voice, while two
long reports that both carry the same brief are two. Which of two articles had the words first
cannot be seen from the words; the date of publication or a credit may tell.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Literal

from analysis.compare.agencies import find_mentions, name_agencies
from analysis.compare.edits import (
    Encode,
    Linked,
    Version,
    describe_edits,
    link_versions,
    read_version,
)
from analysis.compare.shared_copy import Pair, describe_pairs, match_pairs
from analysis.compare.tiling import Run
from analysis.compare.words import Words, read_words
from analysis.records import (
    AgencyMention,
    Copies,
    CopyEdits,
    CopyFamily,
    CopyShare,
    Document,
    SharedCopy,
    Span,
)

FAMILY = 0.1
"""Share of the shorter article's words from which on two belong to one family."""
ONE_VOICE = 0.4
"""Share of an article's words, found in articles already counted, from which on it adds no voice
of its own."""


def load_encoder() -> Encode:
    """The encoder of sentences, loaded when the first sentence needs it."""
    from analysis.models.similarity import load_similarity

    return load_similarity().encode


def find_copies(documents: Sequence[Document]) -> tuple[tuple[SharedCopy, ...], Copies]:
    """What the pairs of articles share, and the families they make, with agencies and edits.

    Every article has a share; without shared copy each is a voice of its own and there is no
    family. No articles give nothing.
    """
    bodies = [read_words(document) for document in documents]
    pairs = match_pairs(bodies)
    mentions = [find_mentions(document.article) for document in documents]
    families = _find_families(pairs, bodies)
    tree = sorted((p for family in families for p in _tree(family)), key=lambda p: (p.x, p.y))
    edits = describe_edits(_link(tree, documents, bodies, mentions), load_encoder)
    flags = _Flags(bodies, pairs)
    flags.add_edits({d.article.id: at for at, d in enumerate(documents)}, edits)
    voice_of = _count_voices(bodies, flags)
    copies = Copies(
        families=tuple(
            _family(family, voice_of, documents, mentions, flags) for family in families
        ),
        shares=tuple(
            CopyShare(document.article.id, len(body), *flags.count(at))
            for at, (document, body) in enumerate(zip(documents, bodies, strict=True))
        ),
        edits=edits,
        mentions=tuple(mention for found in mentions for mention in found),
        voices=len(set(voice_of)),
    )
    return describe_pairs(documents, bodies, pairs), copies


def group_voices(copies: Copies) -> tuple[tuple[str, ...], ...]:
    """The articles that count as one voice, in groups of two or more."""
    groups: dict[str, list[str]] = {}
    for family in copies.families:
        for voice in family.voices:
            joined = [groups[article] for article in voice if article in groups]
            merged = list(dict.fromkeys([*(a for group in joined for a in group), *voice]))
            for article in merged:
                groups[article] = merged
    unique = {id(group): tuple(group) for group in groups.values()}
    return tuple(group for group in unique.values() if len(group) > 1)


# --- families -----------------------------------------------------------------------------------


def _find_families(pairs: Sequence[Pair], bodies: Sequence[Words]) -> list[list[Pair]]:
    """The pairs grouped by the copy they share: two pairs with an article in common belong
    together when half of what one of them shares there is shared by the other as well.

    An article that has one piece in common with these and another with those is in two families.
    The largest come first.
    """
    large = [
        pair
        for pair in pairs
        if pair.words >= FAMILY * min(len(bodies[pair.x]), len(bodies[pair.y]))
    ]
    parent = list(range(len(large)))

    def find(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    of_article: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, pair in enumerate(large):
        of_article[pair.x].append((number, _bits((run.a, run.n) for run in pair.runs)))
        of_article[pair.y].append((number, _bits((run.b, run.n) for run in pair.runs)))
    for shared in of_article.values():
        for (one, words), (other, others) in combinations(shared, 2):
            x, y = find(one), find(other)
            common = (words & others).bit_count()
            if x != y and 2 * common >= min(words.bit_count(), others.bit_count()):
                parent[max(x, y)] = min(x, y)
    groups: dict[int, list[Pair]] = defaultdict(list)
    for number, pair in enumerate(large):
        groups[find(number)].append(pair)
    return sorted(groups.values(), key=lambda group: -len({at for p in group for at in (p.x, p.y)}))


def _bits(runs: Iterable[tuple[int, int]]) -> int:
    """The words of the runs as bits."""
    bits = 0
    for start, n in runs:
        bits |= ((1 << n) - 1) << start
    return bits


def _tree(family: Sequence[Pair]) -> list[Pair]:
    """The pairs that hold a family together, most words first: n - 1 of n articles, from which the
    edits between all others follow."""
    parent: dict[int, int] = {}

    def find(at: int) -> int:
        while parent.setdefault(at, at) != at:
            at = parent[at]
        return at

    tree = []
    for pair in sorted(family, key=lambda pair: (-pair.words, pair.x, pair.y)):
        x, y = find(pair.x), find(pair.y)
        if x != y:
            parent[max(x, y)] = min(x, y)
            tree.append(pair)
    return tree


def _family(
    family: Sequence[Pair],
    voice_of: Sequence[int],
    documents: Sequence[Document],
    mentions: Sequence[tuple[AgencyMention, ...]],
    flags: _Flags,
) -> CopyFamily:
    group = sorted({at for pair in family for at in (pair.x, pair.y)})
    within = frozenset(group)
    named = [mention for at in group for mention in mentions[at]]
    shared = [
        mention
        for at in group
        for mention in mentions[at]
        if mention.span is not None and flags.covers(at, within, mention.span)
    ]
    agencies, credited = name_agencies(named, shared=shared)
    evidence = [m for m in named if m.credits] if credited else shared
    voices: dict[int, list[str]] = defaultdict(list)
    for at in group:
        voices[voice_of[at]].append(documents[at].article.id)
    return CopyFamily(
        articles=tuple(documents[at].article.id for at in group),
        voices=tuple(tuple(voice) for voice in voices.values()),
        agencies=agencies,
        credited=credited,
        evidence=tuple(m for m in evidence if m.agency in agencies and m.basis != "cited"),
    )


def _count_voices(bodies: Sequence[Words], flags: _Flags) -> list[int]:
    """For each article the one that stands for its voice; the longest are counted first."""
    voice_of: dict[int, int] = {}
    for at in sorted(range(len(bodies)), key=lambda at: (-len(bodies[at]), at)):
        counted = [other for other in flags.partners(at) if other in voice_of]
        if not counted or sum(flags.union(at, counted)) < ONE_VOICE * len(bodies[at]):
            voice_of[at] = at
        else:
            nearest = max(counted, key=lambda other: (sum(flags.union(at, (other,))), -other))
            voice_of[at] = voice_of[nearest]
    return [voice_of[at] for at in range(len(bodies))]


class _Flags:
    """Which words of each article stand in which other one, as they are or reworded."""

    def __init__(self, bodies: Sequence[Words], pairs: Sequence[Pair]) -> None:
        self._bodies = bodies
        self._same: list[dict[int, list[tuple[int, int]]]] = [{} for _ in bodies]
        self._reworded: list[dict[int, list[tuple[int, int]]]] = [{} for _ in bodies]
        for pair in pairs:
            runs = pair.runs
            self._same[pair.x][pair.y] = [(run.a, run.a + run.n) for run in runs]
            self._same[pair.y][pair.x] = [(run.b, run.b + run.n) for run in runs]

    def add_edits(self, numbers: dict[str, int], edits: Iterable[CopyEdits]) -> None:
        """Takes in the reworded sentences."""
        for pair in edits:
            x, y = numbers[pair.a], numbers[pair.b]
            for row in pair.sentences:
                if row.kind == "reworded":
                    self._reworded[x].setdefault(y, []).extend(self._range(x, s) for s in row.a)
                    self._reworded[y].setdefault(x, []).extend(self._range(y, s) for s in row.b)

    def _range(self, at: int, span: Span) -> tuple[int, int]:
        """The words of a span."""
        spans = self._bodies[at].spans
        first = bisect_left(spans, (span.start, 0))
        return first, bisect_left(spans, (span.end, 0))

    def union(self, at: int, others: Iterable[int]) -> tuple[int, int]:
        """Words of the article that any of the others has: word for word, and reworded only."""
        same = [False] * len(self._bodies[at])
        reworded = [False] * len(self._bodies[at])
        for other in others:
            for start, end in self._same[at].get(other, ()):
                same[start:end] = [True] * (end - start)
            for start, end in self._reworded[at].get(other, ()):
                reworded[start:end] = [True] * (end - start)
        return sum(same), sum(r and not s for r, s in zip(reworded, same, strict=True))

    def count(self, at: int) -> tuple[int, int]:
        """Words of the article found in any other: word for word, and reworded only."""
        return self.union(at, self.partners(at))

    def partners(self, at: int) -> list[int]:
        """The articles that have words in common with this one."""
        return sorted({*self._same[at], *self._reworded[at]})

    def covers(self, at: int, others: frozenset[int], span: Span) -> bool:
        """Whether the words of a span stand word for word in one of the others."""
        first, last = self._range(at, span)
        return any(
            start <= first and last <= end
            for other, ranges in self._same[at].items()
            if other in others
            for start, end in ranges
        )


# --- edits --------------------------------------------------------------------------------------


def _link(
    tree: Sequence[Pair],
    documents: Sequence[Document],
    bodies: Sequence[Words],
    mentions: Sequence[tuple[AgencyMention, ...]],
) -> list[Linked]:
    versions: dict[int, Version] = {}
    for at in sorted({at for pair in tree for at in (pair.x, pair.y)}):
        versions[at] = read_version(documents[at], bodies[at])
    linked = []
    for pair in tree:
        turned, order = _order(documents, mentions, pair.x, pair.y)
        runs = [Run(run.b, run.a, run.n) for run in pair.runs] if turned else list(pair.runs)
        x, y = (pair.y, pair.x) if turned else (pair.x, pair.y)
        whole = pair.words >= ONE_VOICE * min(len(bodies[x]), len(bodies[y]))
        linked.append(link_versions(versions[x], versions[y], sorted(runs), order, whole=whole))
    return linked


def _order(
    documents: Sequence[Document], mentions: Sequence[tuple[AgencyMention, ...]], x: int, y: int
) -> tuple[bool, Literal["date", "agency", ""]]:
    """Whether the second is the earlier version, and how that is known."""
    own_x, own_y = (any(m.basis == "outlet" for m in mentions[at]) for at in (x, y))
    if own_x != own_y:
        return own_y, "agency"
    day_x, day_y = documents[x].article.published, documents[y].article.published
    if day_x and day_y and day_x != day_y:
        return day_y < day_x, "date"
    return False, ""
