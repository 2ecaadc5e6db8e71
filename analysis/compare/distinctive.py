"""Distinctive words: what an article says more than the others of its event.

Log-odds ratios with an informative Dirichlet prior (B. L. Monroe, M. P. Colaresi, K. M. Quinn,
"Fightin' Words: Lexical Feature Selection and Evaluation for Identifying the Content of Political
Conflict", Political Analysis 16, 2008, equations 16, 19 and 22). For a word w, with y its count
and n the sum of all counts, in the article (i) and in the others (j):

    delta_w = log((y_i + a_w) / (n_i + a_0 - y_i - a_w))
            - log((y_j + a_w) / (n_j + a_0 - y_j - a_w))
    var(delta_w) ~ 1 / (y_i + a_w) + 1 / (y_j + a_w),    z_w = delta_w / sqrt(var)

a_w = a_0 * (share of w among all words of the event, with half a count added to every word), so
that the prior expects in each text what the event as a whole has; a_0 = `PRIOR` words, or a tenth
of the event's words where that is less.

What an article shares with another one is not counted for it, and counts once among the others:
no word is distinctive because an agency's text was printed twice.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from analysis.compare.wording import read_wording
from analysis.compare.words import make_key
from analysis.records import DistinctiveWord, Document, SharedCopy, Span

PRIOR = 300.0
"""Words that the prior is worth, a_0: about as much as a short article."""
SMOOTH = 0.5
MIN_COUNT = 3
MIN_Z = 1.96
MOST = 20
_SPANS = 12


@dataclass(frozen=True, slots=True)
class _Bag:
    """The words of one article: counts of all, of those not shared, of those an earlier article
    has not got already, and where each stands."""

    all: Counter[str]
    own: Counter[str]
    new: Counter[str]
    places: Mapping[str, list[Span]]
    forms: Mapping[str, Counter[str]]


@cache
def _stop_words() -> frozenset[str]:
    raw = read_wording("noun_phrases")
    names = ("determiners", "numbers", "prepositions", "conjunctions", "pronouns", "relatives")
    more = ("be", "auxiliaries", "adverbs", "time", "dropped", "small_words")
    return frozenset(make_key(word) for name in (*names, *more) for word in raw[name])


def find_distinctive(
    documents: Sequence[Document], shared: Sequence[SharedCopy]
) -> tuple[tuple[DistinctiveWord, ...], ...]:
    """For each document its distinctive words, the largest z first; none with fewer than two
    documents.

    A word needs `MIN_COUNT` uses outside shared copy and a z of `MIN_Z`; function words and
    numbers are counted, but never listed.
    """
    if len(documents) < 2:
        return tuple(() for _ in documents)
    bags = _count(documents, shared)
    pool: Counter[str] = Counter()
    for bag in bags:
        pool.update(bag.new)
    return tuple(_distinctive(bag, pool) for bag in bags)


def _count(documents: Sequence[Document], shared: Sequence[SharedCopy]) -> list[_Bag]:
    order = {document.article.id: at for at, document in enumerate(documents)}
    common: dict[int, list[Span]] = defaultdict(list)
    repeated: dict[int, list[Span]] = defaultdict(list)
    for pair in shared:
        a, b = order[pair.a], order[pair.b]
        for passage in pair.passages:
            common[a].append(passage.a)
            common[b].append(passage.b)
            repeated[max(a, b)].append(passage.b if b > a else passage.a)
    return [
        _bag(document, _merged(common[at]), _merged(repeated[at]))
        for at, document in enumerate(documents)
    ]


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _bag(document: Document, common: Sequence[Span], repeated: Sequence[Span]) -> _Bag:
    bag = _Bag(Counter(), Counter(), Counter(), defaultdict(list), defaultdict(Counter))
    in_common, in_repeated = _Walker(common), _Walker(repeated)
    for token in document.tokens:
        word = _bare(token.of(document.text))
        key = make_key(word)
        bag.all[key] += 1
        if not in_repeated.covers(token):
            bag.new[key] += 1
        if not in_common.covers(token):
            bag.own[key] += 1
            bag.places[key].append(token)
            bag.forms[key][word] += 1
    return bag


class _Walker:
    """Whether spans, asked in text order, meet one of some areas in text order."""

    def __init__(self, areas: Sequence[Span]) -> None:
        self._areas = areas
        self._at = 0

    def covers(self, span: Span) -> bool:
        while self._at < len(self._areas) and self._areas[self._at].end <= span.start:
            self._at += 1
        return self._at < len(self._areas) and self._areas[self._at].overlaps(span)


def _bare(word: str) -> str:
    """The word without a possessive ending."""
    return word[:-2] if word.endswith(("’s", "'s")) else word.rstrip("’'")


def _distinctive(bag: _Bag, pool: Counter[str]) -> tuple[DistinctiveWord, ...]:
    n_pool, n_own = pool.total(), bag.own.total()
    background = n_pool + SMOOTH * len(pool)
    total = min(PRIOR, n_pool / 10)
    found = []
    for key, own in bag.own.items():
        if own < MIN_COUNT or key in _stop_words() or any(char.isdigit() for char in key):
            continue
        others = pool[key] - own
        prior = total * (pool[key] + SMOOTH) / background
        delta, z = log_odds(own, n_own, others, n_pool - n_own, prior=prior, total=total)
        if z >= MIN_Z:
            form = min(bag.forms[key].items(), key=lambda item: (-item[1], item[0]))[0]
            places = tuple(bag.places[key][:_SPANS])
            found.append(DistinctiveWord(form, own, bag.all[key], others, delta, z, places))
    found.sort(key=lambda word: (-word.z, word.word))
    return tuple(found[:MOST])


def log_odds(
    y_i: int, n_i: int, y_j: int, n_j: int, *, prior: float, total: float
) -> tuple[float, float]:
    """delta and z of a word counted `y_i` times in `n_i` words and `y_j` times in `n_j`.

    `prior` is a_w and `total` a_0, with 0 < a_w < a_0.
    """
    odds_i = (y_i + prior) / (n_i + total - y_i - prior)
    odds_j = (y_j + prior) / (n_j + total - y_j - prior)
    delta = math.log(odds_i) - math.log(odds_j)
    return delta, delta / math.sqrt(1 / (y_i + prior) + 1 / (y_j + prior))
