"""Attributions by rules: who is given which words, by which cue.

Candidates come from the cues (`patterns`); here they are joined with the quotations that go on
without a new speaker, nested ones are marked, doubtful ones dropped, and sources resolved.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotate.contents import Range, to_span
from analysis.annotate.patterns import Candidate, find_candidates
from analysis.annotate.words import Reading, read_words
from analysis.records import Attribution, AttributionType, Cue, Quotation, Sentence, Source, Span


def find_attributions(
    text: str,
    sentences: Sequence[Sentence],
    tokens: Sequence[Span],
    quotations: Sequence[Quotation],
) -> tuple[Attribution, ...]:
    """The attributions of a text in the order of their first character; none for an empty text."""
    reading = read_words(text, sentences, tokens, quotations)
    found = []
    for candidate in find_candidates(reading):
        attribution = _attribution(reading, candidate)
        if attribution is not None:
            found.append(attribution)
    return tuple(found)


def _attribution(reading: Reading, candidate: Candidate) -> Attribution | None:
    spans = tuple(s for part in candidate.ranges if (s := to_span(reading, part)) is not None)
    if not spans:
        return None
    cue = to_span(reading, candidate.cue)
    source = None
    if candidate.source is not None:
        span = to_span(reading, Range(candidate.source.start, candidate.source.end))
        if span is not None:
            source = Source(span, span.of(reading.text), "unknown", "person", "named")
    return Attribution(
        _type(reading, spans),
        candidate.act,
        spans,
        source,
        Cue(cue, candidate.tone) if cue else None,
    )


def _type(reading: Reading, spans: tuple[Span, ...]) -> AttributionType:
    quoted = [
        q for q in reading.quotations if not q.scare and any(q.inner.overlaps(s) for s in spans)
    ]
    if not quoted:
        return "indirect"
    outside = any(
        not any(q.span.start <= w.start < q.span.end for q in quoted)
        for w in reading.words
        if w.lower[0].isalnum() and any(s.start <= w.start < s.end for s in spans)
    )
    return "mixed" if outside else "direct"
