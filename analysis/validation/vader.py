"""VADER, the yardstick beside every figure of framing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.stats.stacking import Floats

Ints = NDArray[np.int_]

# Its own threshold for a text that leans neither way.
_NEUTRAL = 0.05


def vader(texts: Sequence[str]) -> tuple[Ints, Floats]:
    """What VADER says, and its scores."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyser = SentimentIntensityAnalyzer()
    scores = np.array([analyser.polarity_scores(text)["compound"] for text in texts])
    return leaning(scores, neutral=_NEUTRAL), scores


def leaning(scores: Floats, *, neutral: float = 0.15) -> Ints:
    """-1, 0 or 1 by a score alone."""
    return np.where(scores > neutral, 1, np.where(scores < -neutral, -1, 0))
