"""The facet lexicon of an axis as a view on sentences.

An entry found in a sentence has the effect valence / 3. Composition rules multiply it. With S the
sum of the effects, the score is S / √(S² + ½): odd, bounded, and about linear near 0 (the form is
VADER's, Hutto and Gilbert 2014). Relevance is 1 − exp(−1.5 Σ|valence| / 3): how much was said on
the axis at all, in whatever direction.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.axes.composition import Hit, load_composition
from analysis.axes.contrast import weigh_contrast
from analysis.axes.effects import EffectFinder
from analysis.axes.reading import Reader, Reading
from analysis.axes.schema import Axis
from analysis.records import Evidence, Span

_SQUASH = 0.5
_RELEVANCE_RATE = 1.5


@dataclass(frozen=True, slots=True)
class LexiconScore:
    """What the lexicon says of a stretch: score -1..1, relevance 0..1, and the evidence.

    Nothing fired: both are 0 and there is no evidence.
    """

    score: float
    relevance: float
    evidence: tuple[Evidence, ...] = ()


class LexiconView:
    """Scores stretches of text by the lexicon of an axis and the composition rules."""

    def __init__(self, axis: Axis) -> None:
        self.axis = axis
        self._composition = load_composition()
        self._reader = Reader(axis, self._composition)
        self._effects = EffectFinder(axis, self._composition)
        self._orientation = 1.0 if axis.approval == "positive" else -1.0

    def score(
        self,
        text: str,
        span: Span,
        *,
        context: str = "",
        leaders: frozenset[str] = frozenset(),
    ) -> LexiconScore:
        """What the lexicon says of `text[span]`.

        The sentence around the span is consulted for cues ("failed to hold a “free” vote"), but
        only entries that begin inside the span count. `context` is text in which conditional
        entries may find the words they need, such as the sentence before; `leaders` are surnames
        in lower case that count as naming the subject (see `leaders.LeaderFinder`).
        """
        reading = self._reader.read(text, span, context, leaders)
        if reading is None:
            return LexiconScore(0.0, 0.0)
        hits = weigh_contrast(reading, self._effects.hits(reading), self._composition)
        inside = [hit for hit in hits if span.start <= reading.tokens[hit.first].start < span.end]
        return self._summed(reading, inside)

    def _summed(self, reading: Reading, hits: Sequence[Hit]) -> LexiconScore:
        if not hits:
            return LexiconScore(0.0, 0.0)
        evidence = tuple(
            Evidence(
                Span(reading.tokens[hit.first].start, reading.tokens[hit.last].end),
                _label(reading, hit),
                hit.facet,
                hit.effect * self._orientation,
            )
            for hit in hits
        )
        total = math.fsum(item.effect for item in evidence)
        weight = math.fsum(hit.weight for hit in hits)
        return LexiconScore(
            total / math.sqrt(total * total + _SQUASH),
            1.0 - math.exp(-_RELEVANCE_RATE * weight),
            evidence,
        )


def _label(reading: Reading, hit: Hit) -> str:
    """The words that fired and the rules that changed them: “free” ⟂ not (negation)."""
    words = f"“{reading.words(hit.first, hit.last)}”"
    return " ⟂ ".join((words, *(step.label for step in hit.steps)))
