"""Whether the articles are about the same event: a check for the odd one out, no more.

Articles about one event use the same names and the same long words. Measured while building: the
cosine between word counts was at least .46 between five articles about one election (.16 for
excerpts of 150 words) and at most .20 for 99 % of the pairs of 154 unrelated news articles.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from analysis.compare.words import read_words
from analysis.records import Document

UNLIKELY = 0.15
"""Below this likeness to every other article, one may be about something else."""
MIN_WORDS = 100
"""Shorter articles have too few words to tell."""
LONG = 6
"""Letters from which on a word counts although it is no name."""


def find_strangers(documents: Sequence[Document]) -> tuple[int, ...]:
    """Indices of the articles that resemble none of the others, in order; only long enough ones.

    Fewer than two articles long enough give none.
    """
    counts = {
        at: count
        for at, document in enumerate(documents)
        if len(document.tokens) >= MIN_WORDS and (count := count_topic_words(document))
    }
    return tuple(
        at
        for at, count in counts.items()
        if len(counts) > 1
        and all(likeness(count, other) < UNLIKELY for o, other in counts.items() if o != at)
    )


def leave_out(strangers: Sequence[str], articles: Sequence[object]) -> bool:
    """Whether the findings can do without the strangers: two articles at least must be left, and
    more of them than strangers, or nobody could say which are the odd ones."""
    left = len(articles) - len(strangers)
    return bool(strangers) and left >= 2 and left > len(strangers)


def count_topic_words(document: Document) -> Counter[str]:
    """How often each name and each long word occurs in the body."""
    words = read_words(document)
    return Counter(
        key
        for key, name, span in zip(words.keys, words.names, words.spans, strict=True)
        if len(key) >= LONG or (name >= 0 and len(key) > 2 and document.text[span.start].isupper())
    )


def likeness(a: Mapping[str, int], b: Mapping[str, int]) -> float:
    """The cosine between two counts, 0..1; 0 when one is empty."""
    norm = math.sqrt(sum(n * n for n in a.values()) * sum(n * n for n in b.values()))
    return sum(a[key] * b[key] for key in a.keys() & b.keys()) / norm if norm else 0.0
