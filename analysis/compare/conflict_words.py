"""How a disagreement is put into words."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.compare.conflict_lexicon import read_lexicon
from analysis.compare.conflict_readings import Reading
from analysis.compare.conflict_reasons import ASKED
from analysis.compare.dates import say_day
from analysis.compare.wording import listing
from analysis.records import ConflictReason


def explain(readings: Sequence[Reading], reason: ConflictReason) -> str:
    """One sentence on why the values may differ, as far as the texts say."""
    if reason == "exit_poll_official":
        asked = next(r.stage for r in readings if r.stage in ASKED)
        return f"One is {read_lexicon().stage_names[asked]}, the other an official count."
    if reason == "preliminary_final":
        return "One is a preliminary count, the other a final one."
    if reason == "different_day":
        return f"They are counts of different days: {_days(readings)}."
    if reason == "different_source":
        return f"They come from different sources: {listing(_sources(readings))}."
    if reason == "different_population":
        return f"They do not count the same people, places or things: {listing(_apart(readings))}."
    return "Unexplained: the texts give no reason for the difference."


def _sources(readings: Sequence[Reading]) -> list[str]:
    """The sources in the order of the articles, each side once."""
    sides: dict[str, str] = {}
    for reading in readings:
        if reading.giver:
            sides.setdefault(reading.giver, reading.attribution)
    names = dict.fromkeys(sides.values())
    if len(names) < 2:
        names = dict.fromkeys(r.attribution for r in readings if r.attribution)
    return list(names)


def _apart(readings: Sequence[Reading]) -> list[str]:
    """The words that set some of the values apart from others."""
    for sets in ([r.narrowing for r in readings], [r.kinds for r in readings]):
        said = frozenset[str]().union(*sets) - frozenset.intersection(*sets)
        if said:
            return [f"“{word}”" for word in sorted(said)]
    return []


def note_of(reading: Reading) -> str:
    """What sets a value apart, in a few words; "" for nothing."""
    parts = []
    if reading.stage:
        parts.append(read_lexicon().stage_names[reading.stage])
    if reading.days:
        parts.append(listing([_capital(day) for day in sorted(reading.days)]))
    if reading.narrowing:
        parts.append(listing(sorted(reading.narrowing)))
    return "; ".join(parts)


def _days(readings: Sequence[Reading]) -> str:
    """The days in the order of the articles; of publication where the clauses name too few."""
    named = dict.fromkeys(
        listing([_capital(day) for day in sorted(reading.days)])
        for reading in readings
        if reading.days
    )
    if len(named) > 1:
        return "; ".join(named)
    published = dict.fromkeys(sorted(r.published.isoformat() for r in readings if r.published))
    return f"the articles are of {listing([say_day(day) for day in published])}"


def _capital(day: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in day.split())
