"""TF-IDF over word and character n-grams, exactly as scikit-learn counts them.

At run time only a fixed vocabulary has to be looked up. Doing that here keeps scikit-learn, which
costs more than a second of processor time to import, out of a normal run; a test compares the
result with scikit-learn's own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Analyzer = Literal["word", "char_wb"]
Floats = NDArray[np.float64]

# A word with inner apostrophes and hyphens; the training script hands the same pattern to
# scikit-learn.
TOKEN_PATTERN = r"(?u)\b\w[\w'’-]*\b"

_TOKEN = re.compile(TOKEN_PATTERN)
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Hit:
    """An n-gram of the vocabulary found in a text: its row in the block and the spans it covers.

    A word n-gram has the span of each of its words, a character n-gram those of the words in its
    stretch between two blanks (as a rule one).
    """

    row: int
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One kind of n-grams with their inverse document frequencies and coefficients.

    `rows` maps an n-gram to its row in `idf` (n) and `coef` (n × classes).
    """

    analyzer: Analyzer
    sizes: tuple[int, int]
    rows: dict[str, int]
    idf: Floats
    coef: Floats

    def find(self, text: str) -> list[Hit]:
        """The n-grams of the vocabulary that stand in `text`, in text order by size."""
        grams = _word_grams if self.analyzer == "word" else _character_grams
        rows = self.rows
        return [Hit(rows[gram], spans) for gram, spans in grams(text, self.sizes) if gram in rows]

    def counts(self, text: str) -> dict[int, int]:
        """How often each n-gram of the vocabulary stands in `text`, by row."""
        found: dict[int, int] = {}
        rows = self.rows
        for gram in _plain_grams(text, self.analyzer, self.sizes):
            row = rows.get(gram)
            if row is not None:
                found[row] = found.get(row, 0) + 1
        return found

    def weights(self, counts: dict[int, int]) -> tuple[NDArray[np.intp], Floats]:
        """Rows in order and their TF-IDF weights: (1 + ln tf) · idf, scaled to length one.

        The formula of scikit-learn's TfidfTransformer with sublinear_tf and norm "l2".
        """
        if not counts:
            return np.empty(0, dtype=np.intp), np.empty(0)
        rows = np.fromiter(sorted(counts), dtype=np.intp, count=len(counts))
        raw = np.array([1.0 + math.log(counts[row]) for row in rows.tolist()]) * self.idf[rows]
        return rows, raw / math.sqrt(float(raw @ raw))

    def logits(self, text: str) -> Floats:
        """What this block adds to the decision value of each class."""
        rows, weights = self.weights(self.counts(text))
        product: Floats = weights @ self.coef[rows]
        return product


def _plain_grams(text: str, analyzer: Analyzer, sizes: tuple[int, int]) -> Iterator[str]:
    lowered = text.lower()
    if analyzer == "word":
        words = _TOKEN.findall(lowered)
        for size in range(sizes[0], sizes[1] + 1):
            for start in range(len(words) - size + 1):
                yield " ".join(words[start : start + size])
        return
    for word in lowered.split():
        padded = f" {word} "
        for size in range(sizes[0], min(sizes[1], len(padded)) + 1):
            for start in range(len(padded) - size + 1):
                yield padded[start : start + size]


def _word_grams(
    text: str, sizes: tuple[int, int]
) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    words = [(match.group().lower(), match.span()) for match in _TOKEN.finditer(text)]
    for size in range(sizes[0], sizes[1] + 1):
        for start in range(len(words) - size + 1):
            part = words[start : start + size]
            yield " ".join(word for word, _ in part), tuple(span for _, span in part)


def _character_grams(
    text: str, sizes: tuple[int, int]
) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    for match in _WORD.finditer(text):
        inside = [found.span() for found in _TOKEN.finditer(text, *match.span())]
        spans = tuple(inside) or (match.span(),)
        padded = f" {match.group().lower()} "
        for size in range(sizes[0], min(sizes[1], len(padded)) + 1):
            for start in range(len(padded) - size + 1):
                yield padded[start : start + size], spans


def block_from(stored: Mapping[str, Any]) -> Block:
    """The block that a part of `weights.json` describes.

    Raises KeyError or ValueError when the parts do not fit together.
    """
    vocabulary: list[str] = stored["vocabulary"]
    low, high = stored["sizes"]
    idf = np.asarray(stored["idf"], dtype=np.float64)
    coef = np.asarray(stored["coef"], dtype=np.float64).reshape(len(vocabulary), -1)
    if idf.shape != (len(vocabulary),):
        raise ValueError("vocabulary and idf differ in length")
    rows = {gram: row for row, gram in enumerate(vocabulary)}
    return Block(stored["analyzer"], (low, high), rows, idf, coef)
