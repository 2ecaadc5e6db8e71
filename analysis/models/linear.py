"""The linear view: word and character n-grams with multinomial logistic weights.

Weights are JSON, never pickle: `weights.json` in the model's folder, made by `analysis.training`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.models.card import model_file
from analysis.models.ngrams import Block, Floats, block_from

CLASSES = (-1, 0, 1)
"""What the columns of a prediction stand for."""


@dataclass(frozen=True, slots=True)
class WordEffect:
    """A word of a text and how much the view's value would fall without it, -2..2."""

    start: int
    end: int
    effect: float


@dataclass(frozen=True, slots=True, eq=False)
class LinearView:
    """A fitted linear model over n-grams; it does not change after it is loaded."""

    blocks: tuple[Block, ...]
    intercept: Floats

    def predict(self, texts: Sequence[str]) -> Floats:
        """P(-1), P(0), P(+1) for each text, shape (n, 3); no texts give shape (0, 3).

        Equal to what scikit-learn predicts with the same weights.
        """
        if not texts:
            return np.empty((0, len(CLASSES)))
        return _softmax(np.stack([self._logits(text) for text in texts]))

    def explain(self, text: str, *, min_rarity: float = 0.0) -> tuple[WordEffect, ...]:
        """What each word did to P(+1) - P(-1), in text order; () when no n-gram is known.

        Words whose inverse document frequency in the training data lies below `min_rarity` are
        left out: "and" has an effect, too, but shows a reader nothing. (4 leaves out what stands
        in more than a twentieth of the sentences.)

        The effect of a word is the value of the text minus the value with the word's share of the
        decision values taken away. An n-gram over two words counts half for each; a character
        n-gram counts for the word it stands in, spread over all places where it occurs.
        """
        shares: dict[tuple[int, int], Floats] = {}
        for block in self.blocks:
            for span, share in _word_shares(block, text):
                shares[span] = shares.get(span, 0.0) + share
        if not shares:
            return ()
        logits = self._logits(text)
        spans = [
            span for span in sorted(shares) if self._rarity(text[span[0] : span[1]]) >= min_rarity
        ]
        if not spans:
            return ()
        without = _softmax(logits - np.stack([shares[span] for span in spans]))
        value = _softmax(logits[None, :])[0]
        full = value[2] - value[0]
        return tuple(
            WordEffect(start, end, float(full - (row[2] - row[0])))
            for (start, end), row in zip(spans, without, strict=True)
        )

    def known_share(self, words: Sequence[str]) -> float:
        """Share of `words` that the view has seen as words, 0..1; nan for no words."""
        if not words:
            return math.nan
        known = [
            any(word.lower() in b.rows for b in self.blocks if b.analyzer == "word")
            for word in words
        ]
        return sum(known) / len(known)

    def _rarity(self, word: str) -> float:
        """The inverse document frequency of `word`; infinite when no block of words knows it."""
        for block in self.blocks:
            row = block.rows.get(word.lower()) if block.analyzer == "word" else None
            if row is not None:
                return float(block.idf[row])
        return math.inf

    def _logits(self, text: str) -> Floats:
        total: Floats = self.intercept + sum(block.logits(text) for block in self.blocks)
        return total


@lru_cache
def load_linear(name: str) -> LinearView:
    """The linear view of the model `name`.

    Raises KeyError when no such model comes with Parallax or it has no linear view.
    """
    return linear_from(read_weights(name)["linear"])


@lru_cache
def read_weights(name: str) -> dict[str, Any]:
    """What `weights.json` of the model `name` holds; not to be changed by a caller."""
    stored: dict[str, Any] = json.loads(model_file(name, "weights.json").read_bytes())
    return stored


def linear_from(stored: dict[str, Any]) -> LinearView:
    """The linear view that a part of `weights.json` describes."""
    blocks = tuple(block_from(block) for block in stored["blocks"])
    return LinearView(blocks, np.asarray(stored["intercept"], dtype=np.float64))


def _word_shares(block: Block, text: str) -> list[tuple[tuple[int, int], Floats]]:
    """The spans of words and their shares of the block's decision values."""
    hits = block.find(text)
    counts: dict[int, int] = {}
    for hit in hits:
        counts[hit.row] = counts.get(hit.row, 0) + 1
    rows, weights = block.weights(counts)
    weight = dict(zip(rows.tolist(), weights.tolist(), strict=True))
    return [
        (
            span,
            block.coef[hit.row] * (weight[hit.row] / counts[hit.row] / len(hit.spans)),
        )
        for hit in hits
        for span in hit.spans
    ]


def _softmax(logits: NDArray[np.float64]) -> Floats:
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    result: Floats = shifted / shifted.sum(axis=1, keepdims=True)
    return result
