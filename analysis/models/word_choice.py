"""Choice of words: whether the words of an article are more those of favourable accounts.

What an outlet tells at all, and in which words, differs with its stance in sentences that take no
side, too: one has years, hours and what was built, another letters and replies. The weights were
learned from events told by outlets of different stance (`training.word_choice`), from both sides
about equally, so that the subject itself says little. Read without names, figures and dates
(`models.neutral`).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from analysis.models.ngrams import TOKEN_PATTERN

ROOM = 200
"""Words without a leaning that every text is given, so that a short one shows little."""
_TOKEN = re.compile(TOKEN_PATTERN)


@dataclass(frozen=True, slots=True)
class WordWeights:
    """What each word adds; words that are not in it do not count."""

    weights: Mapping[str, float]

    def count(self, texts: Iterable[str]) -> Counter[str]:
        """How often each of the words stands in the texts."""
        found = Counter(word for text in texts for word in words_of(text))
        return Counter({word: n for word, n in found.items() if word in self.weights})

    def value(self, counts: Mapping[str, int]) -> float:
        """What the counted words of one article add to its score together."""
        return math.fsum(self.effects(counts).values())

    def effects(self, counts: Mapping[str, int]) -> dict[str, float]:
        """What each word adds to the score of a text with these counts; the sum is what they add
        together. Empty for no words."""
        room = sum(counts.values()) + ROOM
        return {word: n * self.weights[word] / room for word, n in counts.items()}


def words_of(text: str) -> list[str]:
    """The words of a neutral text as they are counted, in text order."""
    return [word.lower() for word in _TOKEN.findall(text)]


def word_weights_from(stored: Mapping[str, Any]) -> WordWeights:
    """The weights that a part of `weights.json` describes."""
    return WordWeights(dict(zip(stored["words"], stored["weights"], strict=True)))
