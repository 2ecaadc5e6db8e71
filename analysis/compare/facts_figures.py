"""Measures: the figure of a statement, what it counts, and whether another counts the same."""

from __future__ import annotations

import math
from dataclasses import dataclass

from analysis.compare.conflict_readings import Reading
from analysis.compare.facts_clauses import stems_of
from analysis.compare.wording import read_wording
from analysis.records import Figure, Span

SAME_CONCEPT, SAME_VALUE, SAME_FEW, SAME_REFERENT = 0.42, 0.22, 0.1, 0.2
VAGUE_REFERENT, OTHER_OCCASION = 0.05, 0.2
FAR_SHARE, FAR_COUNT, FAR_CONCEPT = 1.35, 2.6, 12.0
"""Two values of one thing differ by such a factor at most: shares, anything else, and what a known
word says is the same ("dead")."""
FEW = 10
"""Smaller counts are common: that two are equal says little, that they differ too."""
TELLING = 100
"""Equal values from here on are hardly chance, in money and in measures."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure or range: its values, unit and referent (stems) in comparable form.

    `concept` is what is measured, whose and on which occasion, () where no word says so, and
    `label` its name. `span` covers the number, with its "more than" where that was read. `telling`
    is False for small counts of no known thing.
    """

    low: float
    high: float
    span: Span
    unit: str
    referent: frozenset[str]
    concept: tuple[str, ...] = ()
    label: str = ""
    telling: bool = True


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
    )


def agreement(a: Measure, b: Measure) -> float | None:
    """What the two add to the likeness of their statements; None where they measure two things."""
    same = same_value(a, b)
    if a.concept and b.concept and not is_exact(a, b):
        if a.concept[0].split()[0] != b.concept[0].split()[0]:
            return None
        if a.concept[:2] != b.concept[:2] and not same:
            return None
        if a.concept[2:] != b.concept[2:] and not same:
            # One of them does not say which occasion it is about; two occasions are two things.
            return OTHER_OCCASION if not (a.concept[-1] and b.concept[-1]) else None
        return SAME_CONCEPT if _factor(a, b) <= FAR_CONCEPT else None
    if a.unit != b.unit:
        return None
    general = frozenset(read_wording("facts")["general_stems"])
    common = a.referent & b.referent
    referent = SAME_REFERENT if common - general else VAGUE_REFERENT if common else 0.0
    if same:
        return (
            SAME_VALUE if max(a.high, b.high) >= FEW or a.unit != "count" else SAME_FEW
        ) + referent
    if not (a.telling and b.telling):
        return -SAME_FEW
    most = FAR_SHARE if a.unit == "%" else FAR_COUNT
    if _factor(a, b) > most or (a.referent and b.referent and not common):
        return None
    return referent


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
    return single and (_rounds_to(a.low, b.low) or _rounds_to(b.low, a.low))


def _rounds_to(value: float, rounded: float) -> bool:
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
    return high / low if low > 0 else math.inf
