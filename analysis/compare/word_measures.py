"""How often an article uses loaded words, hedges, intensifiers, doubt, scare quotes and passives.

Rates are per 1,000 words of one voice. Their limits are exact for a Poisson count (F. Garwood,
"Fiducial limits for the Poisson distribution", Biometrika 28, 1936).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import get_args

from analysis.axes.patterns import tokenise
from analysis.compare.passives import find_passives
from analysis.compare.word_lists import find_listed
from analysis.compare.wording import read_wording
from analysis.records import Document, Estimate, Quotation, Span, Voice, WordHit, WordMeasure
from analysis.settings import LEVEL

MEASURES: tuple[WordMeasure, ...] = get_args(WordMeasure)
MIN_WORDS = 50
"""Below so many words in a voice there is no rate."""
PER = 1000
UNIT = "per 1,000 words"
_METHOD = f"exact Poisson limits, {LEVEL * 100:.0f} %"
_SCARE_WORDS = 8
_WORD = re.compile(r"[^\W\d_]+")


class Voices:
    """In whose voice a place of a document stands."""

    def __init__(self, document: Document) -> None:
        self._segments = document.segments
        self._starts = [segment.span.start for segment in document.segments]
        self._document = document

    def at(self, place: int) -> Voice:
        """The voice of the segment at a character; the narrator's where there is none."""
        index = bisect_right(self._starts, place) - 1
        return self._segments[index].voice if index >= 0 else "narrator"

    def source_at(self, place: int) -> str:
        """The name of the source in whose speech the character stands, "" for nobody's."""
        index = bisect_right(self._starts, place) - 1
        if index < 0:
            return ""
        segment = self._segments[index]
        if segment.attribution is None:
            return ""
        source = self._document.attributions[segment.attribution].source
        return source.name if source is not None else ""


def find_hits(document: Document) -> tuple[WordHit, ...]:
    """Every word that counts, headline and quoted words included, in text order."""
    voices = Voices(document)
    text = document.text
    hits = []
    for sentence in document.sentences:
        tokens = tokenise(text, *sentence.span)
        for found in find_listed(tokens):
            span = Span(tokens[found.first].start, tokens[found.last].end)
            listed = found.listed
            if listed.measure is not None:
                hits.append(
                    WordHit(span, listed.measure, listed.reason, voices.at(span.start), listed.tone)
                )
        for first, last in find_passives(text, tokens):
            span = Span(tokens[first].start, tokens[last].end)
            hits.append(WordHit(span, "passive", "nobody named as doing it", voices.at(span.start)))
    hits += [
        WordHit(quotation.span, "scare", "held at arm's length", "narrator")
        for quotation in find_scare_quotes(document)
    ]
    return tuple(sorted(hits, key=lambda hit: (hit.span, MEASURES.index(hit.measure))))


def find_scare_quotes(document: Document) -> list[Quotation]:
    """The quotations that hold a word at arm's length: not titles, slogans or words as words."""
    mentioned = frozenset(read_wording("noun_phrases")["mentioned"])
    found = []
    for quotation in document.quotations:
        if not quotation.scare or not quotation.closed:
            continue
        words = _WORD.findall(quotation.inner.of(document.text))
        before = _WORD.findall(
            document.text[max(0, quotation.span.start - 40) : quotation.span.start]
        )
        long = [word for word in words if len(word) > 3]
        title = len(words) > 1 and bool(long) and all(word[0].isupper() for word in long)
        if not words or len(words) > _SCARE_WORDS or title:
            continue
        after = _WORD.findall(document.text[quotation.span.end : quotation.span.end + 20])
        if any(word.lower() in mentioned for word in (*before[-1:], *after[:1])):
            continue
        found.append(quotation)
    return found


def measure_words(
    document: Document, hits: Sequence[WordHit]
) -> tuple[Mapping[WordMeasure, Estimate], Mapping[WordMeasure, Estimate]]:
    """The rates of the narrator's and of the quoted words; unknown below `MIN_WORDS`."""
    voices = Voices(document)
    words = Counter(voices.at(token.start) for token in document.tokens)
    counts = Counter((hit.voice, hit.measure) for hit in hits)
    return (
        {m: rate(counts["narrator", m], words["narrator"]) for m in MEASURES},
        {m: rate(counts["quoted", m], words["quoted"]) for m in MEASURES if m != "scare"},
    )


def rate(count: int, words: int) -> Estimate:
    """`count` per 1,000 of `words` with its limits; `n` is the number of words."""
    if words < MIN_WORDS:
        return Estimate.unknown(
            f"fewer than {MIN_WORDS} words in this voice", n=words, unit=UNIT, method=_METHOD
        )
    from scipy.special import gammaincinv

    tail = (1 - LEVEL) / 2
    low = float(gammaincinv(count, tail)) if count else 0.0
    high = float(gammaincinv(count + 1, 1 - tail))
    each = PER / words
    return Estimate(count * each, low * each, high * each, n=words, unit=UNIT, method=_METHOD)
