"""Figures that disagree: the same thing with different values in different articles.

Two articles disagree on a thing where no value of the one meets any value of the other. Few false
alarms matter more than finding everything: what a number measures must be said by words near it,
or the nouns and the sentences must be alike.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from analysis.compare.conflict_readings import Reading, read_figures
from analysis.compare.conflict_reasons import reason_of
from analysis.compare.conflict_verdicts import find_verdict_clashes
from analysis.compare.conflict_words import explain, note_of
from analysis.compare.dates import read_date
from analysis.records import (
    Conflict,
    ConflictReason,
    ConflictValue,
    Document,
    Event,
    Span,
)

_MOST_APART = 4.0
"""Numbers that differ by a larger factor hardly count the same, where only a noun is shared."""
_NEAR = 2.0
"""So far apart numbers of the same compound noun may be without alike sentences."""
_LEAST_COUNT = 5
_ALIKE_STEMS = 0.3
_MOST_READINGS = 40
"""Readings of one key that are compared, each way of saying once."""
_REASONS: tuple[ConflictReason, ...] = (
    "exit_poll_official",
    "preliminary_final",
    "different_day",
    "different_source",
    "different_population",
    "unexplained",
)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two readings that disagree, and why."""

    a: Reading
    b: Reading
    reason: ConflictReason


def find_conflicts(documents: Sequence[Document], *, event: Event) -> tuple[Conflict, ...]:
    """The disagreements of the articles; figures first, those of the most articles first.

    Empty with fewer than two articles.
    """
    if len(documents) < 2:
        return ()
    day = read_date(event.date)
    groups: dict[tuple[str, ...], list[Reading]] = defaultdict(list)
    for at, document in enumerate(documents):
        for reading in read_figures(document, at, event_date=day):
            groups[reading.key].append(reading)
    found = [conflict for key in sorted(groups) for conflict in _of_group(groups[key], documents)]
    found.sort(
        key=lambda c: (-len({v.article for v in c.values}), c.fact, _REASONS.index(c.reason))
    )
    return (*found, *find_verdict_clashes(documents))


def _of_group(readings: Sequence[Reading], documents: Sequence[Document]) -> Iterator[Conflict]:
    """The disagreements about one thing, one for each kind of reason."""
    pairs = list(_pairs(readings))
    for reason in _REASONS:
        chosen = [pair for pair in pairs if pair.reason == reason]
        if chosen:
            yield _conflict(chosen, reason, documents)


def _pairs(readings: Sequence[Reading]) -> Iterator[_Pair]:
    """Every two ways of saying that disagree: articles that say the same are compared once."""
    by_article: dict[int, list[Reading]] = defaultdict(list)
    for reading in readings:
        by_article[reading.at].append(reading)
    if len(by_article) < 2:
        return
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, own in by_article.items():
        alike[tuple(_form(reading) for reading in own)].append(at)
    firsts = sorted(places[0] for places in alike.values())[:_MOST_READINGS]
    members = {places[0]: places for places in alike.values()}
    for one, other in combinations(firsts, 2):
        pair = _disagree(by_article[one], by_article[other])
        if pair is None:
            continue
        yield pair
        # Articles that say the same in the same way stand beside the first of them.
        for place in members[one][1:]:
            yield _Pair(by_article[place][by_article[one].index(pair.a)], pair.b, pair.reason)
        for place in members[other][1:]:
            yield _Pair(pair.a, by_article[place][by_article[other].index(pair.b)], pair.reason)


def _form(reading: Reading) -> tuple[object, ...]:
    return (
        reading.range.low,
        reading.range.high,
        reading.stage,
        reading.giver,
        tuple(sorted(reading.days)),
        tuple(sorted(reading.narrowing | reading.kinds)),
        reading.published,
    )


def _disagree(one: Sequence[Reading], other: Sequence[Reading]) -> _Pair | None:
    """The two readings that speak most alike; None where any two of them agree or none compare."""
    if any(a.range.meets(b.range) for a in one for b in other):
        return None
    comparable = [(a, b) for a in one for b in other if _is_same_thing(a, b)]
    if not comparable:
        return None
    a, b = max(
        comparable,
        key=lambda pair: (
            pair[0].giver == pair[1].giver and bool(pair[0].giver),
            _likeness(*pair),
            -pair[0].figure.span.start,
            -pair[1].figure.span.start,
        ),
    )
    return _Pair(a, b, reason_of(a, b))


def _is_same_thing(a: Reading, b: Reading) -> bool:
    """Whether two readings with one key measure the same, not only the same kind of thing."""
    if a.concept:
        return True
    if a.key[1] == "measure":
        return bool(a.stems & b.stems) and max(a.value, b.value) <= _MOST_APART * min(
            a.value, b.value
        )
    if a.noun != b.noun or min(a.value, b.value) < _LEAST_COUNT:
        return False
    if max(a.value, b.value) > _MOST_APART * min(a.value, b.value):
        return False
    close = max(a.value, b.value) <= _NEAR * min(a.value, b.value)
    if len(a.noun.split()) > 1 and min(a.value, b.value) >= 10 and close:
        return True
    return _likeness(a, b) >= _ALIKE_STEMS


def _likeness(a: Reading, b: Reading) -> float:
    """The share of content words that two sentences have in common, 0..1."""
    union = a.stems | b.stems
    return len(a.stems & b.stems) / len(union) if union else 0.0


# --- what is shown ------------------------------------------------------------------------------


def _conflict(
    pairs: Sequence[_Pair], reason: ConflictReason, documents: Sequence[Document]
) -> Conflict:
    readings = _ordered(reading for pair in pairs for reading in (pair.a, pair.b))
    values = tuple(_value(reading, documents[reading.at]) for reading in readings)
    return Conflict(
        kind="figure",
        fact=readings[0].label,
        values=values,
        reason=reason,
        explanation=explain(readings, reason),
    )


def _ordered(readings: Iterable[Reading]) -> list[Reading]:
    once: Mapping[tuple[int, Span], Reading] = {
        (reading.at, reading.figure.span): reading for reading in readings
    }
    return [once[place] for place in sorted(once)]


def _value(reading: Reading, document: Document) -> ConflictValue:
    is_range = reading.range.span.end > reading.figure.span.end + 1 and (
        reading.range.high > reading.value
    )
    return ConflictValue(
        article=reading.article,
        span=reading.range.span,
        value=reading.value,
        high=reading.range.high if is_range else math.nan,
        unit=reading.key[0].split(":")[-1] if reading.key[0] != "count" else reading.figure.unit,
        text=" ".join(reading.range.span.of(document.text).split()),
        attribution=reading.attribution,
        note=note_of(reading),
    )
