"""How a disagreement is put into words."""

from __future__ import annotations

from analysis.compare.conflict_lexicon import read_lexicon
from analysis.compare.conflict_readings import Reading
from analysis.compare.dates import say_day
from analysis.compare.wording import listing
from analysis.records import ConflictReason


def explain(a: Reading, b: Reading, reason: ConflictReason) -> str:
    """One sentence on why the values may differ, as far as the texts say."""
    if reason == "exit_poll_official":
        asked = a if a.stage in ("exit_poll", "opinion_poll", "forecast") else b
        name = read_lexicon().stage_names[asked.stage]
        return f"One is {name}, the other an official count."
    if reason == "preliminary_final":
        return "One is a preliminary count, the other a final one."
    if reason == "different_day":
        return f"They are counts of different days: {_days(a, b)}."
    if reason == "different_source":
        return f"They come from different sources: {a.attribution} and {b.attribution}."
    if reason == "different_population":
        said = sorted(a.narrowing ^ b.narrowing or a.kinds ^ b.kinds)
        return f"They seem to count different people or places: {listing(said)}."
    return "Unexplained: the texts give no reason for the difference."


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


def _days(a: Reading, b: Reading) -> str:
    if a.days and b.days and a.days != b.days:
        named = [listing([_capital(day) for day in sorted(reading.days)]) for reading in (a, b)]
        return f"{named[0]}; {named[1]}"
    published = [say_day(r.published.isoformat()) if r.published else "" for r in (a, b)]
    return f"the articles are of {published[0]} and of {published[1]}"


def _capital(day: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in day.split())
