"""Fits the choice of words (`models.word_choice`) on whole articles about one event.

Ridge regression (Hoerl and Kennard 1970) of how favourable an article is on how often it has each
word, in the manner of Wordscores (Laver, Benoit and Garry 2003) and of newspaper slant (Gentzkow
and Shapiro 2010): texts of known position give the words their weights. Each event is told by
outlets of different stance, from both sides about equally, so that its subject says little of the
stance. Real articles, of whose stance nothing is known, must get 0 on average, so that the register
of real news is no leaning.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.models.word_choice import ROOM, WordWeights, words_of
from analysis.stats.random_effects import PRIOR, Indices
from analysis.training.events import all_accounts, neutral_units
from analysis.training.rows import Row
from analysis.training.stance_data import neutral_rows, of_event

Floats = NDArray[np.float64]

_EVERY = 6
"""Of PolNeAR's training articles so many stand for one that is read."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Chosen on articles kept from the fit (docs/decisions/0010-three-views.md)."""

    min_events: int = 10
    rarity: float = 1.5
    """The power of the inverse document frequency: how much more rare words may weigh."""
    penalty: float = 3.0
    real: float = 30.0
    """How strictly real articles must get 0 on average."""
    beside: float = 0.6
    """What the estimate counts beside the sum of the sentences, which tells much of the same:
    `python -m analysis.training.beside`."""


@dataclass(frozen=True, slots=True)
class Told:
    """An article: the event it is on, its neutral sentences without the headline, its leaning."""

    event: str
    sentences: Sequence[str]
    gold: float


def fit_word_choice(
    articles: Sequence[Told],
    real: Sequence[Sequence[str]],
    *,
    settings: Settings | None = None,
) -> WordWeights:
    """The weights learned from `articles`; `real` are neutral sentences of real articles."""
    settings = settings or Settings()
    counts = [
        Counter(word for one in told.sentences for word in words_of(one)) for told in articles
    ]
    vocabulary = _vocabulary(articles, counts, settings.min_events)
    scale = _rarities(articles, vocabulary) ** settings.rarity
    shares = np.array([_shares(one, vocabulary) for one in counts]) * scale
    average = _average(counts, vocabulary) * scale
    golds = np.array([told.gold for told in articles])
    centred = _apart_from(shares, counts, vocabulary, average)
    centred -= centred.mean(axis=0)
    aims = golds - golds.mean()
    length = math.sqrt(float((centred**2).sum(axis=1).mean()))
    rows, wanted = centred / length, aims
    if real:
        told_really = [Counter(word for s in one for word in words_of(s)) for one in real]
        shift = _average(told_really, vocabulary) * scale - average
        rows = np.vstack([rows, settings.real * shift / length])
        wanted = np.append(wanted, 0.0)
    # As many equations as articles, fewer than words: the dual form.
    dual = np.linalg.solve(rows @ rows.T + settings.penalty * np.eye(len(rows)), wanted)
    weights = rows.T @ dual / length * scale
    weights -= float(_average(counts, vocabulary) @ weights)
    weights *= settings.beside
    return WordWeights(dict(zip(vocabulary, weights.tolist(), strict=True)))


def told_rows(rows: Sequence[Row]) -> list[Told]:
    """The whole articles among labelled sentences; how they lean is told by the labels."""
    docs: dict[str, list[tuple[Row, str]]] = {}
    own = [row for row in rows if of_event(row.doc) is not None]
    for row, neutral in zip(own, neutral_rows(own), strict=True):
        docs.setdefault(row.doc, []).append((row, neutral.text))
    return [
        Told(
            str(of_event(doc)),
            [text for row, text in members if row.i > 0],
            sum(row.label for row, _ in members)
            / (sum(row.label != 0 for row, _ in members) + PRIOR),
        )
        for doc, members in docs.items()
    ]


def told_files() -> list[Told]:
    """The articles of which only the stance is known."""
    return [
        Told(one.event, _texts(one.headline, one.paragraphs), one.leaning) for one in all_accounts()
    ]


def real_articles(path: Path) -> list[list[str]]:
    """Neutral sentences of some articles of PolNeAR's training file."""
    with path.open(encoding="utf-8") as lines:
        texts = [str(json.loads(line)["text"]) for n, line in enumerate(lines) if n % _EVERY == 0]
    return [_texts("", [text]) for text in texts]


def chooser(weights: WordWeights, rows: Sequence[Row]) -> Callable[[Indices], float]:
    """What the choice of words adds to articles given by the places of their sentences in `rows`.
    Headlines do not count."""
    texts = [one.text for one in neutral_rows(rows)]
    counts = [
        weights.count([] if row.i == 0 and of_event(row.doc) else [text])
        for row, text in zip(rows, texts, strict=True)
    ]

    def added(places: Indices) -> float:
        return weights.value(sum((counts[place] for place in places), Counter[str]()))

    return added


def as_stored(weights: WordWeights, digits: int = 3) -> dict[str, Any]:
    """The weights in the form that `models.word_choice` reads."""
    words = sorted(weights.weights)
    return {"words": words, "weights": [round(weights.weights[word], digits) for word in words]}


def _texts(headline: str, paragraphs: Sequence[str]) -> list[str]:
    return [one.text for one in neutral_units(headline, paragraphs).body]


def _vocabulary(
    articles: Sequence[Told], counts: Sequence[Mapping[str, int]], min_events: int
) -> dict[str, int]:
    """The words of accounts of at least so many events, in order, with their columns. Most
    words that only join others have none: what they tell is a writer's hand."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    lists = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    without = {*(ENGLISH_STOP_WORDS - {*lists["telling"]}), *lists["placeholders"]}
    without.update(lists["genre"])
    events: dict[str, set[str]] = {}
    for told, own in zip(articles, counts, strict=True):
        for word in own:
            events.setdefault(word, set()).add(told.event)
    kept = sorted(
        word
        for word, where in events.items()
        if len(where) >= min_events and word.isalpha() and word not in without
    )
    return {word: column for column, word in enumerate(kept)}


def _rarities(articles: Sequence[Told], vocabulary: Mapping[str, int]) -> Floats:
    """Inverse frequencies of sentences with each word, as scikit-learn smooths them."""
    n, found = 0, np.zeros(len(vocabulary))
    for told in articles:
        for sentence in told.sentences:
            n += 1
            for word in set(words_of(sentence)) & vocabulary.keys():
                found[vocabulary[word]] += 1
    rarities: Floats = np.log((1 + n) / (1 + found)) + 1
    return rarities


def _known(counts: Mapping[str, int], vocabulary: Mapping[str, int]) -> Floats:
    found = np.zeros(len(vocabulary))
    for word, n in counts.items():
        if word in vocabulary:
            found[vocabulary[word]] = n
    return found


def _shares(counts: Mapping[str, int], vocabulary: Mapping[str, int]) -> Floats:
    found = _known(counts, vocabulary)
    shares: Floats = found / (found.sum() + ROOM)
    return shares


def _average(counts: Sequence[Mapping[str, int]], vocabulary: Mapping[str, int]) -> Floats:
    """The share of each word in all texts together."""
    found = sum((_known(one, vocabulary) for one in counts), np.zeros(len(vocabulary)))
    shares: Floats = found / found.sum()
    return shares


def _apart_from(
    shares: Floats,
    counts: Sequence[Mapping[str, int]],
    vocabulary: Mapping[str, int],
    average: Floats,
) -> Floats:
    """Shares without what as many average words would give."""
    known = np.array([_known(one, vocabulary).sum() for one in counts])
    apart: Floats = shares - np.outer(known / (known + ROOM), average)
    return apart
