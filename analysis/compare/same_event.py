"""Whether the articles are about the same event: how like they are in names and long words.

Articles about one event use the same names and the same long words. Measured while building: the
cosine between word counts was at least .46 between five articles about one election (.16 for
excerpts of 150 words) and at most .20 for 99 % of the pairs of 154 unrelated news articles.

An article that is like another one only through stock words ("election", "president") is told by
its names: those of another event of the same kind differ.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.compare.wording import read_wording
from analysis.compare.words import read_words
from analysis.records import Document, EventLevel, EventMatch

UNLIKELY = 0.15
"""Below this likeness to every other article, one may be about something else."""
DOUBTFUL = 0.25
"""Below this it is not sure: 99 % of unrelated articles lie below .20, the highest seen was .22."""
SURE = 0.35
"""From here on two articles share far more than any unrelated ones did."""
FEW_NAMES, HARDLY_A_NAME = 0.3, 0.2
"""Below the first, in names alone, what two articles share may be their subject and not the event;
below the second a doubtful one is another. Between articles of one event it was .50 at least, of
11 invented or real events; between those of different ones .34 at most, .22 for 19 of 20."""
MIN_NAMES = 4
"""Different names that an article needs for them to tell."""
MIN_WORDS = 100
"""Shorter articles have too few words to tell."""
LONG = 6
"""Letters from which on a word counts although it is no name."""
BLOCK = 256


@dataclass(frozen=True, slots=True)
class _Topics:
    """How often an article has each name and long word, and each name alone."""

    words: Counter[str]
    names: Counter[str]


def match_event(documents: Sequence[Document]) -> tuple[EventMatch, ...]:
    """One judgement an article, in order; none for fewer than two articles.

    `same` and `probable`: like another one, by much or by enough; `doubtful`: like another by
    little, or by its subject and not by names; `other`: like none; `unknown`: too short to tell.
    """
    if len(documents) < 2:
        return ()
    topics = {
        at: found
        for at, document in enumerate(documents)
        if len(document.tokens) >= MIN_WORDS and (found := _read_topics(document)).words
    }
    nearest = find_nearest({at: found.words for at, found in topics.items()})
    return tuple(
        _judge(document, documents, at, topics, nearest) for at, document in enumerate(documents)
    )


def find_strangers(documents: Sequence[Document]) -> tuple[int, ...]:
    """Indices of the articles that resemble none of the others, in order; only long enough ones.

    Fewer than two articles long enough give none.
    """
    return tuple(at for at, m in enumerate(match_event(documents)) if m.level == "other")


def leave_out(strangers: Sequence[str], articles: Sequence[object]) -> bool:
    """Whether the findings can do without the strangers: two articles at least must be left, and
    more of them than strangers, or nobody could say which are the odd ones."""
    left = len(articles) - len(strangers)
    return bool(strangers) and left >= 2 and left > len(strangers)


def count_topic_words(document: Document) -> Counter[str]:
    """How often each name and each long word occurs in the body."""
    return _read_topics(document).words


def likeness(a: Mapping[str, int], b: Mapping[str, int]) -> float:
    """The cosine between two counts, 0..1; 0 when one is empty."""
    norm = math.sqrt(sum(n * n for n in a.values()) * sum(n * n for n in b.values()))
    return sum(a[key] * b[key] for key in a.keys() & b.keys()) / norm if norm else 0.0


def find_nearest(counts: Mapping[int, Mapping[str, int]]) -> dict[int, tuple[int, float]]:
    """For each count the key of the one most like it (the first of equals) and their cosine.

    Empty for fewer than two counts. The products are made in blocks, so that memory stays small.
    """
    if len(counts) < 2:
        return {}
    import numpy as np
    from scipy.sparse import csr_array

    order = list(counts)
    columns: dict[str, int] = {}
    data, indices, starts = [], [], [0]
    for at in order:
        norm = math.sqrt(sum(n * n for n in counts[at].values())) or 1.0
        for word in sorted(counts[at]):
            indices.append(columns.setdefault(word, len(columns)))
            data.append(counts[at][word] / norm)
        starts.append(len(indices))
    rows = csr_array((data, indices, starts), shape=(len(order), max(1, len(columns))))
    found: dict[int, tuple[int, float]] = {}
    for start in range(0, len(order), BLOCK):
        block = (rows[start : start + BLOCK] @ rows.T).toarray()
        block[np.arange(len(block)), np.arange(start, start + len(block))] = -1.0
        # Rounded, so that the last bit of a sum does not decide between equals.
        best = np.argmax(np.round(block, 9), axis=1)
        for row, column in enumerate(best):
            found[order[start + row]] = (order[int(column)], float(block[row, column]))
    return found


def _judge(
    document: Document,
    documents: Sequence[Document],
    at: int,
    topics: Mapping[int, _Topics],
    nearest: Mapping[int, tuple[int, float]],
) -> EventMatch:
    reasons = read_wording("same_event")
    article = document.article.id
    if at not in nearest:
        key = "short" if at not in topics else "alone"
        return EventMatch(article, "unknown", reason=reasons[key].format(words=MIN_WORDS))
    other, like = nearest[at]
    own, others = topics[at].names, topics[other].names
    level = _level(like)
    reason = reasons[level]
    enough = len(own) >= MIN_NAMES and len(others) >= MIN_NAMES
    shared = likeness(own, others) if enough else 1.0
    if level in ("same", "probable") and shared < FEW_NAMES:
        level, reason = "doubtful", reasons["names"]
    elif level == "doubtful" and shared < HARDLY_A_NAME:
        level, reason = "other", reasons["other"]
    return EventMatch(article, level, like, documents[other].article.id, reason)


def _level(like: float) -> EventLevel:
    if like < UNLIKELY:
        return "other"
    if like < DOUBTFUL:
        return "doubtful"
    return "same" if like >= SURE else "probable"


def _read_topics(document: Document) -> _Topics:
    words = read_words(document)
    every: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for key, name, span in zip(words.keys, words.names, words.spans, strict=True):
        named = name >= 0 and len(key) > 2 and document.text[span.start].isupper()
        if named or len(key) >= LONG:
            every[key] += 1
        if named:
            names[key] += 1
    return _Topics(every, names)
