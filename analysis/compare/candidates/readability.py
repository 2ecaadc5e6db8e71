"""What can be said about readability and length."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.compare.candidates.base import (
    Candidate,
    Material,
    certainty_of,
    extreme,
    make_candidate,
    refer,
    template,
)
from analysis.compare.differences import get_measure, separate
from analysis.compare.wording import decimal, with_interval
from analysis.records import Analysis, EvidenceRef

TOPIC = "readability"
GRADE = "flesch_kincaid_grade"
LONGER = 2.0
"""From so many times the length on, length is worth a sentence."""
MANY_GRADES = 8.0
"""A difference of as many school grades counts as the largest."""


def find_candidates(material: Material) -> Iterator[Candidate]:
    """Candidates about how hard and how long the articles are to read."""
    graded = material.measured(TOPIC, GRADE)
    if len(material.analyses) == 1:
        for analysis, grade in graded:
            text = template(TOPIC, "alone").format(
                name=material.names[analysis.article.id],
                grade=f"{grade.value:.0f}",
                value=with_interval(grade, decimal),
            )
            yield make_candidate(TOPIC, "alone", text, evidence=_longest(analysis), size=1.0)
        return
    if len(graded) > 1:
        yield _grades(material)
    yield from _lengths(material)


def _grades(material: Material) -> Candidate:
    graded = material.measured(TOPIC, GRADE)
    (hard, high), (easy, low) = extreme(graded, highest=True), extreme(graded, highest=False)
    if not separate(high, low):
        text = template(TOPIC, "together").format(low=decimal(low.value), high=decimal(high.value))
        return make_candidate(TOPIC, "together", text, evidence=_longest(hard), size=1.0)
    text = template(TOPIC, "harder").format(
        name=material.names[hard.article.id],
        others=material.names[easy.article.id],
        grade=f"{high.value:.0f}",
        grades=f"{low.value:.0f}",
        value=with_interval(high, decimal),
        values=with_interval(low, decimal),
    )
    return make_candidate(
        TOPIC,
        "harder",
        text,
        evidence=_longest(hard),
        size=min(1.0, 0.4 + (high.value - low.value) / MANY_GRADES),
        certainty=certainty_of(low, high),
    )


def _lengths(material: Material) -> Iterator[Candidate]:
    words = [
        (analysis, estimate.value)
        for analysis in material.analyses
        if (estimate := get_measure(analysis, TOPIC, "words")).known and estimate.value > 0
    ]
    if len(words) < 2:
        return
    long, n = max(words, key=lambda item: item[1])
    short, m = min(words, key=lambda item: item[1])
    if n >= LONGER * m:
        text = template(TOPIC, "length").format(
            longest=material.names[long.article.id],
            shortest=material.names[short.article.id],
            times=decimal(n / m),
            words=f"{n:,.0f}",
            other_words=f"{m:,.0f}",
        )
        yield make_candidate(TOPIC, "length", text, size=min(1.0, 0.3 + n / m / 10))


def _longest(analysis: Analysis) -> list[EvidenceRef]:
    """The longest sentences of the body, which make a text hard."""
    body = [s.span for s in analysis.document.sentences if s.role == "body"]
    return refer(analysis, sorted(body, key=lambda span: (span.start - span.end, span.start)))
