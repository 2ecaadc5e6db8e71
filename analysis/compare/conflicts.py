"""Figures that disagree: the same thing with different values in different articles.

Two articles disagree on a thing where no value of the one meets any value of the other. Few false
alarms matter more than finding everything: what is counted and what happens to it must fit, and
words near both numbers must be alike.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from analysis.compare.conflict_matching import Pair, find_pairs
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

_REASONS: tuple[ConflictReason, ...] = (
    "exit_poll_official",
    "preliminary_final",
    "different_day",
    "different_source",
    "different_population",
    "unexplained",
)

_Place = tuple[int, Span]


def find_conflicts(documents: Sequence[Document], *, event: Event) -> tuple[Conflict, ...]:
    """The disagreements of the articles; figures first, those of the most articles first.

    Empty with fewer than two articles.
    """
    if len(documents) < 2:
        return ()
    day = read_date(event.date)
    readings = [
        reading
        for at, document in enumerate(documents)
        for reading in read_figures(document, at, event_date=day)
    ]
    found = [
        conflict
        for group in _groups(find_pairs(readings))
        for conflict in _of_group(group, documents)
    ]
    found.sort(
        key=lambda c: (-len({v.article for v in c.values}), c.fact, _REASONS.index(c.reason))
    )
    return (*found, *find_verdict_clashes(documents))


def _groups(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """The pairs about one thing: those that have a reading in common."""
    groups: dict[_Place, list[Pair]] = {}
    for pair in pairs:
        joined = {id(group): group for r in (pair.a, pair.b) if (group := groups.get(_place(r)))}
        merged = [pair, *(old for group in joined.values() for old in group)]
        for one in merged:
            groups[_place(one.a)] = groups[_place(one.b)] = merged
    yield from {id(group): group for group in groups.values()}.values()


def _place(reading: Reading) -> _Place:
    return reading.at, reading.figure.span


def _of_group(pairs: Sequence[Pair], documents: Sequence[Document]) -> Iterator[Conflict]:
    """The disagreements about one thing, one for each kind of reason."""
    chosen: dict[ConflictReason, list[Pair]] = defaultdict(list)
    for pair in pairs:
        chosen[reason_of(pair.a, pair.b)].append(pair)
    for reason in _REASONS:
        if chosen[reason]:
            yield _conflict(chosen[reason], reason, documents)


# --- what is shown ------------------------------------------------------------------------------


def _conflict(
    pairs: Sequence[Pair], reason: ConflictReason, documents: Sequence[Document]
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
