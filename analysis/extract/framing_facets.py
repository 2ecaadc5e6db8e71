"""What an article says on one facet of the axis, from the evidence of its segments."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from analysis.records import SegmentScore
from analysis.stats.stacking import Floats

_SQUASH = 0.5


def facet_scores(segments: Sequence[SegmentScore], facet: str) -> tuple[Floats, Floats, int]:
    """Scores and weights of the segments with evidence on `facet`, and how many there are.

    The score of a segment is that of its evidence on the facet alone, on the scale of the lexicon
    (`axes.lexicon`); it weighs as much of the segment's relevance as the facet has of its evidence.
    """
    scores, weights = [], []
    for segment in segments:
        effects = [item.effect for item in segment.evidence if item.facet == facet]
        all_of_it = sum(abs(e.effect) for e in segment.evidence if e.facet != "words")
        if not effects or all_of_it <= 0.0:
            continue
        total = math.fsum(effects)
        weight = segment.relevance * sum(map(abs, effects)) / all_of_it
        scores.append(weight * total / math.sqrt(total * total + _SQUASH))
        weights.append(weight)
    return np.array(scores), np.array(weights), len(scores)
