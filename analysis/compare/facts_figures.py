"""Measures: the figure of a statement, what it counts, and whether another counts the same."""

from __future__ import annotations

import math
from dataclasses import dataclass

from analysis.compare.conflict_likeness import Rarity, head_fit, likeness
from analysis.compare.conflict_readings import Reading
from analysis.compare.facts_clauses import stems_of
from analysis.compare.wording import read_wording
from analysis.records import Figure, Span

FAR = 100.0
FEW = 10
"""Smaller counts are common: that two are equal says little, that they differ too."""
TELLING = 100
"""Equal values from here on are hardly chance, in money and in measures."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure or range: its values, unit and referent (stems) in comparable form.

    `concept` is what is measured, whose and on which occasion, () where no word says so, and
    `label` its name. `span` covers the number, with its "more than" where that was read. `telling`
    is False for small counts of no known thing. `reading` is how conflicts of
    figures see it.
    """

    low: float
    high: float
    span: Span
    unit: str
    referent: frozenset[str]
    concept: tuple[str, ...] = ()
    label: str = ""
    telling: bool = True
    reading: Reading | None = None


def make_measure(group: tuple[Figure, ...], reading: Reading | None) -> Measure:
    """The measure of a figure, or of the two ends of a range."""
    first = group[0]
    unit, factor = read_wording("facts")["units"].get(first.unit, (first.unit, 1.0))
    low, high = first.value * factor, group[-1].value * factor
    known = reading is not None and bool(reading.concept)
    counts = first.unit in ("", "people")
    return Measure(
        low=low,
        high=high,
        unit="count" if counts else unit,
        referent=stems_of(first.referent),
        concept=reading.key[1:] if reading is not None and known else (),
        label=reading.label if reading is not None and known else "",
        span=reading.range.span
        if reading is not None
        else Span(first.span.start, group[-1].span.end),
        telling=known or not counts or high >= FEW,
        reading=reading,
    )


def compare_figures(a: Measure, b: Measure, rarity: Rarity) -> dict[str, float] | None:
    """What two figures have in common, by the names of the weights; None for two things.

    `rarity` is that of the words around all figures.
    """
    same = same_value(a, b)
    concepts = bool(a.concept and b.concept)
    occasions = {m.concept[-1] for m in (a, b) if m.concept and m.concept[-1]}
    if concepts and not same and len(occasions) > 1:
        return None
    general = frozenset(read_wording("facts")["general_stems"])
    unit = a.unit == b.unit
    found = {
        "unit": float(unit),
        "same_value": float(same and (max(a.high, b.high) >= FEW or a.unit != "count")),
        "factor": min(math.log10(_factor(a, b)), 2.0) if unit else 0.0,
        "concept": float(concepts and a.concept[:2] == b.concept[:2]),
        "counted": float(unit and bool((a.referent & b.referent) - general)),
    }
    one, other = a.reading, b.reading
    if one is not None and other is not None and one.block == other.block:
        found["figures"] = likeness(one, other, rarity)
        if same and head_fit(one.profile, other.profile) < 0 and not found["counted"]:
            # That two different things are as many is chance.
            return None
    return found


def is_exact(a: Measure, b: Measure) -> bool:
    """Whether the two have one value that is hardly so by chance."""
    if not same_value(a, b):
        return False
    if a.unit == "count":
        return _digits(a.low) >= 3 and _digits(b.low) >= 3
    if a.unit == "%":
        return _digits(a.low) >= 3 or _digits(b.low) >= 3
    return a.low >= TELLING


def same_value(a: Measure, b: Measure) -> bool:
    """Whether the two values are one, or one the other rounded."""
    if a.unit != b.unit:
        return False
    if (a.low, a.high) == (b.low, b.high):
        return True
    single = a.low == a.high and b.low == b.high
    return single and (rounds_to(a.low, b.low) or rounds_to(b.low, a.low))


def rounds_to(value: float, rounded: float) -> bool:
    """Whether `rounded` is `value` with fewer digits, two of them at least."""
    if not value or not rounded or value * rounded < 0:
        return False
    for digits in range(2, 6):
        step = 10.0 ** (math.floor(math.log10(abs(value))) - digits + 1)
        if math.isclose(round(value / step) * step, rounded, rel_tol=1e-9):
            return True
    return False


def _digits(value: float) -> int:
    """How many digits of a number are not trailing noughts."""
    digits = f"{abs(value):.6f}".rstrip("0").replace(".", "").strip("0")
    return len(digits)


def _factor(a: Measure, b: Measure) -> float:
    """By which factor the nearest ends of two values differ, 1 where they overlap."""
    if a.low <= b.high and b.low <= a.high:
        return 1.0
    low, high = (a.high, b.low) if a.high < b.low else (b.high, a.low)
    return high / low if low > 0 else FAR
