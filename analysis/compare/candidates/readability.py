"""What can be said about readability and length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.compare.candidates.base import (
    SHORT,
    Candidate,
    Material,
    Scored,
    apart_from_end,
    certainty_of,
    distance_to,
    find_end,
    make_candidate,
    refer,
    separate_ends,
    template,
)
from analysis.compare.differences import get_measure
from analysis.compare.wording import decimal, times, with_interval
from analysis.records import Analysis, Estimate, EvidenceRef

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
        yield _grades(material, graded)
    yield from _lengths(material)


def _grades(material: Material, graded: Sequence[Scored]) -> Candidate:
    ends = separate_ends(graded, prefer_highest=True)
    if not ends:
        (hard, high), (_, low) = find_end(graded, highest=True), find_end(graded, highest=False)
        text = template(TOPIC, "together").format(low=decimal(low.value), high=decimal(high.value))
        return make_candidate(TOPIC, "together", text, evidence=_longest(hard), size=1.0)
    highest = ends[0]
    analysis, grade = find_end(graded, highest=highest)
    others = apart_from_end(graded, highest=highest)
    nearest = find_end(others, highest=highest)[1]
    text = template(TOPIC, "harder" if highest else "easier").format(
        name=material.names[analysis.article.id],
        others=material.name_others(analysis, others),
        grade=f"{grade.value:.0f}",
        grades=_years([estimate.value for _, estimate in others]),
        value=with_interval(grade, decimal),
        values=_grades_of([estimate for _, estimate in others]),
    )
    return make_candidate(
        TOPIC,
        "harder",
        text,
        evidence=[*_longest(analysis), *_longest(find_end(others, highest=not highest)[0])],
        size=min(1.0, 0.4 + distance_to(grade.value, others) / MANY_GRADES),
        certainty=certainty_of(*sorted((grade, nearest), key=lambda e: e.value)),
    )


def _years(grades: Sequence[float]) -> str:
    low, high = f"{min(grades):.0f}", f"{max(grades):.0f}"
    return low if low == high else f"{low} to {high}"


def _grades_of(grades: Sequence[Estimate]) -> str:
    if len(grades) == 1:
        return with_interval(grades[0], decimal)
    values = [grade.value for grade in grades]
    low, high = decimal(min(values)), decimal(max(values))
    return template(TOPIC, "between").format(low=low, high=high)


def _lengths(material: Material) -> Iterator[Candidate]:
    words = [
        (analysis, estimate.value)
        for analysis in material.analyses
        if (estimate := get_measure(analysis, TOPIC, "words")).known and estimate.value >= SHORT
    ]
    if len(words) < 2:
        return
    long, n = max(words, key=lambda item: item[1])
    short, m = min(words, key=lambda item: item[1])
    if n >= LONGER * m:
        text = template(TOPIC, "length").format(
            longest=material.names[long.article.id],
            shortest=material.names[short.article.id],
            times=times(n / m),
            words=f"{n:,.0f}",
            other_words=f"{m:,.0f}",
        )
        yield make_candidate(TOPIC, "length", text, size=min(1.0, 0.3 + n / m / 10))


def _longest(analysis: Analysis) -> list[EvidenceRef]:
    """The longest sentences of the body, which make a text hard."""
    body = [s.span for s in analysis.document.sentences if s.role == "body"]
    return refer(
        analysis, sorted(body, key=lambda span: (span.start - span.end, span.start)), most=2
    )
