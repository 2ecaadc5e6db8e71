"""What the attribution tagger reads: words and marks, with their case, quotation state and place.

The vocabulary of the encoder is uncased and knows no paragraphs. What that loses is given back as
one class for each unit: case × quotation state × place in sentence and paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.records import Quotation, Sentence, Span

CASES = 4
"""Lower case, capitalised, all capitals, no letters."""
STATES = 5
"""Outside quotation marks, inside, the opening mark, the closing mark, inside scare quotes."""
PLACES = 3
"""Within a sentence, its first unit, the first unit of a paragraph."""
FEATURES = CASES * STATES * PLACES

_MARK = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a text in order, the class of each (0..FEATURES-1) and its sentence."""

    text: str
    spans: tuple[Span, ...]
    features: NDArray[np.int64]
    sentences: NDArray[np.int64]

    def words(self) -> list[str]:
        """The units as they stand in the text."""
        return [span.of(self.text) for span in self.spans]


def read_units(
    text: str,
    sentences: Sequence[Sentence],
    tokens: Sequence[Span],
    quotations: Sequence[Quotation],
) -> Units:
    """The units of `text`: its tokens, and every other visible character for itself."""
    spans = _spans(text, tokens)
    starts = np.array([span.start for span in spans], dtype=np.int64)
    cases = np.array([_case(span.of(text)) for span in spans], dtype=np.int64)
    states = _states(starts, quotations)
    numbers = _sentences(starts, sentences)
    places = _places(numbers, sentences)
    return Units(text, spans, (cases * STATES + states) * PLACES + places, numbers)


def as_own_text(units: Units, first: int, last: int) -> Units:
    """Some units of a text as if they were a text of their own: outside quotation marks.

    Offsets stay those of the whole text.
    """
    features = units.features[first:last].copy()
    cases, places = features // (STATES * PLACES), features % PLACES
    states = (features // PLACES) % STATES
    states[(states == 1) | (states == 2) | (states == 3)] = 0
    places[:1] = PLACES - 1
    features = (cases * STATES + states) * PLACES + places
    return Units(units.text, units.spans[first:last], features, units.sentences[first:last])


def _spans(text: str, tokens: Sequence[Span]) -> tuple[Span, ...]:
    spans: list[Span] = []
    position = 0
    for token in (*tokens, Span(len(text), len(text))):
        marks = _MARK.finditer(text, position, token.start)
        spans += (Span(mark.start(), mark.end()) for mark in marks)
        if token.end > token.start:
            spans.append(token)
        position = token.end
    return tuple(spans)


def _case(word: str) -> int:
    if not any(character.isalpha() for character in word):
        return 3
    if word.isupper() and sum(character.isalpha() for character in word) > 1:
        return 2
    return 1 if word[0].isupper() else 0


def _states(starts: NDArray[np.int64], quotations: Sequence[Quotation]) -> NDArray[np.int64]:
    states = np.zeros(len(starts), dtype=np.int64)
    for quotation in quotations:
        first, last = np.searchsorted(starts, (quotation.span.start, quotation.span.end))
        states[first:last] = 4 if quotation.scare else 1
        if quotation.inner.start > quotation.span.start:
            states[first] = 2
        if quotation.inner.end < quotation.span.end:
            states[last - 1] = 3
    return states


def _sentences(starts: NDArray[np.int64], sentences: Sequence[Sentence]) -> NDArray[np.int64]:
    """The sentence of every unit; a unit between two sentences belongs to the one before."""
    edges = [sentence.span.start for sentence in sentences]
    numbers = [max(bisect_right(edges, start) - 1, 0) for start in starts.tolist()]
    return np.array(numbers, dtype=np.int64)


def _places(numbers: NDArray[np.int64], sentences: Sequence[Sentence]) -> NDArray[np.int64]:
    if not len(numbers) or not sentences:
        return np.zeros(len(numbers), dtype=np.int64)
    paragraphs = np.array([sentence.paragraph for sentence in sentences])[numbers]
    first = np.diff(numbers, prepend=-1) != 0
    opening = np.diff(paragraphs, prepend=-1) != 0
    places: NDArray[np.int64] = first.astype(np.int64) + (first & opening)
    return places
