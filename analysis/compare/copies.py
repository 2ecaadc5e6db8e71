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
    tree, groups = _join(pairs, bodies)
    linked = _link(tree, documents, bodies, mentions)
    edits = describe_edits(linked, load_encoder)
    flags = _Flags(bodies, pairs)
    flags.add_edits({d.article.id: at for at, d in enumerate(documents)}, edits)
    families = tuple(_family(group, documents, bodies, mentions, flags) for group in groups)
    copies = Copies(
        families=families,
        shares=tuple(
            CopyShare(document.article.id, len(body), *flags.count(at))
            for at, (document, body) in enumerate(zip(documents, bodies, strict=True))
        ),
        edits=edits,
        mentions=tuple(mention for found in mentions for mention in found),
        voices=len(documents) - sum(len(f.articles) - len(f.voices) for f in families),
    )
    return describe_pairs(documents, bodies, pairs), copies


# --- families -----------------------------------------------------------------------------------


def _join(
    pairs: Sequence[Pair], bodies: Sequence[Words]
) -> tuple[list[Pair], list[tuple[int, ...]]]:
    """The pairs that hold the families together, most words first, and the families.

    A family of n articles is held by n - 1 pairs: the edits between all others follow from them.
    """
    parent = list(range(len(bodies)))

    def find(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    tree = []
    for pair in sorted(pairs, key=lambda pair: (-pair.words, pair.x, pair.y)):
        if pair.words < FAMILY * min(len(bodies[pair.x]), len(bodies[pair.y])):
            continue
        x, y = find(pair.x), find(pair.y)
        if x != y:
            parent[max(x, y)] = min(x, y)
            tree.append(pair)
    groups: dict[int, list[int]] = defaultdict(list)
    for at in range(len(bodies)):
        groups[find(at)].append(at)
    return (
        sorted(tree, key=lambda pair: (pair.x, pair.y)),
        [tuple(group) for group in groups.values() if len(group) > 1],
    )


def _family(
    group: Sequence[int],
    documents: Sequence[Document],
    bodies: Sequence[Words],
    mentions: Sequence[tuple[AgencyMention, ...]],
    flags: _Flags,
) -> CopyFamily:
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
    return CopyFamily(
        articles=tuple(documents[at].article.id for at in group),
        voices=tuple(
            tuple(documents[at].article.id for at in voice)
            for voice in _voices(group, bodies, flags)
        ),
        agencies=agencies,
        credited=credited,
        evidence=tuple(m for m in evidence if m.agency in agencies and m.basis != "cited"),
    )


def _voices(group: Sequence[int], bodies: Sequence[Words], flags: _Flags) -> list[tuple[int, ...]]:
    """The articles of a family grouped into voices, in their order."""
    voices: dict[int, list[int]] = {}
    voice_of: dict[int, int] = {}
    for at in sorted(group, key=lambda at: (-len(bodies[at]), at)):
        common = flags.common(at, voice_of)
        if sum(flags.union(at, voice_of)) < ONE_VOICE * max(len(bodies[at]), 1):
            voices[at] = [at]
            voice_of[at] = at
        else:
            nearest = max(sorted(common), key=lambda other: common[other])
            voices[voice_of[nearest]].append(at)
            voice_of[at] = voice_of[nearest]
    return sorted(tuple(sorted(voice)) for voice in voices.values())


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
        return self.union(at, {*self._same[at], *self._reworded[at]})

    def common(self, at: int, others: Iterable[int]) -> dict[int, int]:
        """For each other article how many words it has in common with this one."""
        return {other: sum(self.union(at, (other,))) for other in others}

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
