"""What one version of a shared text cut, added or reworded, sentence by sentence.

Sentences that have identical runs in common belong together, also where they were joined, split or
moved. What is left over is compared in meaning: a sentence that says the same near the place where
it is to be expected is called reworded, never copied. Independent reports of one fact say the same
as well; that is why rewording is looked for only between articles that share copy word for word.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from analysis.compare.tiling import Run
from analysis.compare.words import Words
from analysis.records import CopyEdits, Document, SentenceEdit, Span

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
"""Sentences to vectors of length 1."""

LINK = 0.25
"""Sentences belong together from this part of the shorter one's words in identical runs ..."""
LINK_WORDS = 5
"""... if these are as many words ..."""
LINK_SHORT = 0.5
"""... or from this part on, however short it is."""
NEXT = 0.5
"""Likeness in meaning (cosine) from which on a sentence is a reworded one when it stands where the
common passage goes on in both versions. Of twelve sentences reworded on purpose eleven had more
than this, half of them more than .66; of 7,200 pairs of sentences from two articles on one event
1.5 % had."""
BETWEEN = 0.6
"""... when it stands between two passages that frame it in both, the versions being one text."""
NEAR = 0.72
"""... when it stands near where it is expected."""
FAR = 0.85
"""... when it stands elsewhere."""
STEPS = 2
"""So many sentences a common passage may go on reworded in versions of one text; otherwise one."""
PLACE = 3
"""So many sentences from where the neighbours stand is still the expected place."""
LEAST = 6
"""Shorter sentences say too little for a likeness to mean anything."""
LENGTHS = 0.4
"""A sentence that is shorter than this part of another is not the other one reworded."""
STEM = 5
"""Letters by which two words are taken for forms of one, when candidates are looked for."""
USUAL = 12
"""Word forms in more sentences than this find no candidates."""
MOST_CELLS = 250_000
"""Words of one side times words of the other up to which a group is aligned word by word."""


@dataclass(frozen=True, slots=True)
class Version:
    """One of the two texts: its words, and of each body sentence the span and the words."""

    document: Document
    words: Words
    sentences: tuple[Span, ...]
    ranges: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """The article's text."""
        return self.document.text

    def size(self, sentence: int) -> int:
        """How many words a sentence has."""
        start, end = self.ranges[sentence]
        return end - start


def read_version(document: Document, words: Words) -> Version:
    """The body of an article as a version; sentences without a word are left out."""
    starts = [span.start for span in words.spans]
    sentences, ranges = [], []
    for sentence in document.sentences:
        first = bisect_left(starts, sentence.span.start)
        last = bisect_left(starts, sentence.span.end)
        if sentence.role == "body" and last > first:
            sentences.append(sentence.span)
            ranges.append((first, last))
    return Version(document, words, tuple(sentences), tuple(ranges))


@dataclass(frozen=True, slots=True)
class Linked:
    """Two versions with the sentences that belong together word for word, not yet in meaning."""

    a: Version
    b: Version
    order: Literal["date", "agency", ""]
    same: Mapping[int, int]
    """For each word of the first version that stands in an identical run, that of the second."""
    links: tuple[tuple[int, int], ...]
    whole: bool
    """Whether the two are versions of one text, or different articles with common passages."""
    candidates: tuple[tuple[int, int], ...]
    """Sentences left over on both sides that have enough words in common to look closer."""


def link_versions(
    a: Version,
    b: Version,
    runs: Sequence[Run],
    order: Literal["date", "agency", ""],
    *,
    whole: bool,
) -> Linked:
    """The sentences of the two versions that have identical runs in common.

    `whole` says that they are versions of one text, where a sentence may be reworded anywhere.
    """
    links = tuple(sorted(_links(a, b, runs)))
    used_a, used_b = {s for s, _ in links}, {t for _, t in links}
    left_a = [s for s in range(len(a.sentences)) if s not in used_a and a.size(s) >= LEAST]
    left_b = [t for t in range(len(b.sentences)) if t not in used_b and b.size(t) >= LEAST]
    candidates = set(_going_on(links, set(left_a), set(left_b), whole=whole))
    if whole:
        candidates.update(_candidates(a, b, left_a, left_b))
    same = {run.a + at: run.b + at for run in runs for at in range(run.n)}
    alike = (
        (s, t)
        for s, t in sorted(candidates)
        if min(a.size(s), b.size(t)) >= LENGTHS * max(a.size(s), b.size(t))
    )
    return Linked(a, b, order, same, links, whole, tuple(alike))


def describe_edits(linked: Sequence[Linked], encode: Callable[[], Encode]) -> tuple[CopyEdits, ...]:
    """The edits of each pair of versions; `encode` is asked for only if sentences are left over."""
    texts = dict.fromkeys(text for pair in linked for text in _left_over(pair))
    vectors = dict(zip(texts, encode()(list(texts)), strict=True)) if texts else {}
    found = []
    for pair in linked:
        likeness = {
            (s, t): float(vectors[_sentence(pair.a, s)].dot(vectors[_sentence(pair.b, t)]))
            for s, t in pair.candidates
        }
        reworded = _choose(pair, likeness)
        found.append(
            CopyEdits(
                pair.a.document.article.id,
                pair.b.document.article.id,
                pair.order,
                tuple(_rows(pair, reworded)),
                pair.whole,
            )
        )
    return tuple(found)


def _left_over(pair: Linked) -> Iterator[str]:
    for s, t in pair.candidates:
        yield _sentence(pair.a, s)
        yield _sentence(pair.b, t)


def _sentence(version: Version, sentence: int) -> str:
    return " ".join(version.sentences[sentence].of(version.text).split())


# --- which sentences belong together ------------------------------------------------------------


def _links(a: Version, b: Version, runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    ends_a, ends_b = [end for _, end in a.ranges], [end for _, end in b.ranges]
    overlap: Counter[tuple[int, int]] = Counter()
    for run in runs:
        at = 0
        while at < run.n:
            s, t = bisect_right(ends_a, run.a + at), bisect_right(ends_b, run.b + at)
            if s == len(ends_a) or t == len(ends_b):
                break
            step = min(ends_a[s] - run.a - at, ends_b[t] - run.b - at, run.n - at)
            overlap[s, t] += step
            at += step
    for (s, t), n in overlap.items():
        part = n / min(a.size(s), b.size(t))
        if part >= LINK_SHORT or (part >= LINK and n >= LINK_WORDS):
            yield s, t


def _going_on(
    links: Sequence[tuple[int, int]], left_a: set[int], left_b: set[int], *, whole: bool
) -> Iterator[tuple[int, int]]:
    """Sentences left over that stand as far before or behind linked ones in both versions."""
    for s, t in links:
        for step in range(1, STEPS + 1 if whole else 2):
            for there, here in ((s + step, t + step), (s - step, t - step)):
                if there in left_a and here in left_b:
                    yield there, here


def _candidates(
    a: Version, b: Version, left_a: Sequence[int], left_b: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    """Pairs of sentences that share two names, numbers or longer words at least."""
    index: dict[str, list[int]] = defaultdict(list)
    for t in left_b:
        for stem in _stems(b, t):
            index[stem].append(t)
    found = []
    for s in left_a:
        common: Counter[int] = Counter()
        for stem in _stems(a, s):
            # A word of every sentence makes no pair likelier, and would cost the square.
            if len(index[stem]) <= max(PLACE, min(USUAL, len(left_b) // 3)):
                common.update(index[stem])
        found += [(s, t) for t, n in sorted(common.items()) if n >= 2]
    return tuple(found)


def _stems(version: Version, sentence: int) -> set[str]:
    start, end = version.ranges[sentence]
    keys = version.words.keys[start:end]
    return {key[:STEM] for key in keys if len(key) >= STEM or key[0].isdigit()}


def _choose(pair: Linked, likeness: dict[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """The reworded sentences, the likest first, each sentence once."""
    places = _places(pair.links)
    going_on = set(
        _going_on(pair.links, {s for s, _ in likeness}, {t for _, t in likeness}, whole=pair.whole)
    )
    chosen: dict[tuple[int, int], float] = {}
    used_a: set[int] = set()
    used_b: set[int] = set()
    for (s, t), value in sorted(likeness.items(), key=lambda item: (-item[1], item[0])):
        if value < NEXT:
            break
        if s in used_a or t in used_b:
            continue
        if value >= (NEXT if (s, t) in going_on else _needed(s, t, places)):
            chosen[s, t] = value
            used_a.add(s)
            used_b.add(t)
    return chosen


Places = tuple[list[int], list[tuple[int, int]]]


def _places(links: Sequence[tuple[int, int]]) -> Places:
    """Of each linked sentence of the first version, the first and last it belongs to."""
    found: dict[int, tuple[int, int]] = {}
    for s, t in links:
        first, last = found.get(s, (t, t))
        found[s] = (min(first, t), max(last, t))
    return sorted(found), [found[s] for s in sorted(found)]


def _needed(s: int, t: int, places: Places) -> float:
    """The likeness that two sentences need where they stand."""
    sentences, counterparts = places
    at = bisect_left(sentences, s)
    before = counterparts[at - 1][1] if at else -1
    after = counterparts[at][0] if at < len(counterparts) else math.inf
    if at and at < len(counterparts) and before < t < after:
        return BETWEEN
    # Before the first common sentence and behind the last one, any place may be the expected one.
    if before - PLACE <= t <= after + PLACE:
        return NEAR
    near_before = at > 0 and s - sentences[at - 1] <= PLACE and abs(t - before) <= PLACE
    near_after = (
        at < len(sentences) and sentences[at] - s <= PLACE and abs(t - counterparts[at][0]) <= PLACE
    )
    return NEAR if near_before or near_after else FAR


# --- rows ---------------------------------------------------------------------------------------


def _rows(pair: Linked, reworded: dict[tuple[int, int], float]) -> Iterator[SentenceEdit]:
    """One row a group of sentences, in the order of the second version; what was cut stands behind
    what preceded it."""
    groups = _groups((*pair.links, *reworded))
    in_group_a = {s for group in groups for s in group[0]}
    in_group_b = {t for group in groups for t in group[1]}
    in_order = _in_order(groups)
    rows: list[tuple[tuple[int, int, int], SentenceEdit]] = []
    behind = _behind(groups)
    alone_a = _alone(len(pair.a.sentences), in_group_a, whole=pair.whole)
    alone_b = _alone(len(pair.b.sentences), in_group_b, whole=pair.whole)
    for number, (in_a, in_b) in enumerate(groups):
        likeness = max((reworded.get((s, t), -1.0) for s in in_a for t in in_b), default=-1.0)
        edit = _compare(pair, in_a, in_b, likeness, moved=number not in in_order)
        rows.append(((in_b[0], 0, 0), edit))
    for s in alone_a:
        rows.append(((behind(s), 1, s), SentenceEdit("cut", a=(pair.a.sentences[s],))))
    for t in alone_b:
        rows.append(((t, 0, 0), SentenceEdit("added", b=(pair.b.sentences[t],))))
    yield from (row for _, row in sorted(rows, key=lambda item: item[0]))


def _alone(n: int, grouped: set[int], *, whole: bool) -> list[int]:
    """The sentences without a counterpart; of different articles only those between common ones."""
    if whole:
        return [at for at in range(n) if at not in grouped]
    common = sorted(grouped)
    return [
        at
        for before, after in pairwise(common)
        if after - before <= PLACE + 1
        for at in range(before + 1, after)
    ]


Group = tuple[tuple[int, ...], tuple[int, ...]]


def _groups(links: Iterable[tuple[int, int]]) -> list[Group]:
    """Sentences of both versions joined by links, in the order of the second version."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for s, t in links:
        parent[find(("a", s))] = find(("b", t))
    sides: dict[tuple[str, int], tuple[list[int], list[int]]] = {}
    for node in sorted(parent):
        side = sides.setdefault(find(node), ([], []))
        side[node[0] == "b"].append(node[1])
    return sorted(((tuple(a), tuple(b)) for a, b in sides.values()), key=lambda group: group[1])


def _behind(groups: Sequence[Group]) -> Callable[[int], int]:
    """For a sentence of the first version: behind which one of the second it would stand."""
    last = sorted((max(in_a), max(in_b)) for in_a, in_b in groups)
    firsts = [a for a, _ in last]

    def place(s: int) -> int:
        at = bisect_left(firsts, s)
        return last[at - 1][1] if at else -1

    return place


def _in_order(groups: Sequence[Group]) -> set[int]:
    """The numbers of the groups that kept their order: the longest rising sequence."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (in_a, _) in enumerate(groups):
        at = bisect_left(tails, in_a[0])
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [in_a[0]]
        ends[at : at + 1] = [number]
    kept = set()
    number = ends[-1] if ends else -1
    while number >= 0:
        kept.add(number)
        number = before[number]
    return kept


def _compare(
    pair: Linked, in_a: tuple[int, ...], in_b: tuple[int, ...], likeness: float, *, moved: bool
) -> SentenceEdit:
    words_a = [w for s in in_a for w in range(*pair.a.ranges[s])]
    words_b = [w for t in in_b for w in range(*pair.b.ranges[t])]
    same_a, same_b = _same_words(pair, words_a, words_b)
    only_a = _spans(pair.a, [w for w in words_a if w not in same_a])
    only_b = _spans(pair.b, [w for w in words_b if w not in same_b])
    kind: Literal["same", "edited", "reworded"] = "edited" if only_a or only_b else "same"
    return SentenceEdit(
        kind="reworded" if likeness >= 0 and kind == "edited" else kind,
        a=tuple(pair.a.sentences[s] for s in in_a),
        b=tuple(pair.b.sentences[t] for t in in_b),
        only_a=only_a,
        only_b=only_b,
        moved=moved,
        likeness=round(likeness, 4) if likeness >= 0 and kind == "edited" else math.nan,
    )


def _same_words(
    pair: Linked, words_a: Sequence[int], words_b: Sequence[int]
) -> tuple[set[int], set[int]]:
    """The words that both sides of a group have, as runs or in one order, whichever is more."""
    inside_b = set(words_b)
    matched = [(i, pair.same[i]) for i in words_a if pair.same.get(i, -1) in inside_b]
    if len(words_a) * len(words_b) <= MOST_CELLS:
        keys_a = [pair.a.words.keys[w] for w in words_a]
        keys_b = [pair.b.words.keys[w] for w in words_b]
        matcher = SequenceMatcher(None, keys_a, keys_b, autojunk=False)
        aligned = [
            (words_a[block.a + at], words_b[block.b + at])
            for block in matcher.get_matching_blocks()
            for at in range(block.size)
        ]
        if len(aligned) > len(matched):
            matched = aligned
    return {i for i, _ in matched}, {j for _, j in matched}


def _spans(version: Version, words: Sequence[int]) -> tuple[Span, ...]:
    """The words as spans, neighbours of one sentence joined."""
    ends = [end for _, end in version.ranges]
    found: list[Span] = []
    last = -2
    for word in words:
        span = version.words.spans[word]
        if word == last + 1 and bisect_right(ends, word) == bisect_right(ends, last):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
        last = word
    return tuple(found)
