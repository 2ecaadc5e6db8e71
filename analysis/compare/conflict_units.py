"""Units in which figures are compared: counts, shares, money, lengths in one measure, rates."""

from __future__ import annotations

import re

from analysis.compare.conflict_around import Around
from analysis.compare.conflict_lexicon import BARE, COUNT, MONEY, PERCENT, read_lexicon
from analysis.compare.conflict_values import Range
from analysis.records import Figure

_SKIPPED = frozenset(["date", "year", "rank", "years old", "times", "percentage points"])
_CONVERSIONS = {"mph": ("km/h", 1.609344), "miles": ("km", 1.609344), "feet": ("m", 0.3048)}
"""Units that are compared in another unit, with the factor."""
MEASURES = frozenset(["ha", "km²", "acres", "litres", "barrels", "t", "kg", "MW", "GW", "mm", "cm"])
"""Units so rare that what is measured in them needs no noun of its own."""
_CODE = re.compile(r"[A-Z]{3}")


def scaled(figure: Figure) -> float:
    """The value in the unit in which it is compared: per cent for shares, km for miles."""
    if figure.unit == "share":
        return figure.value * 100.0
    return figure.value * _CONVERSIONS.get(figure.unit, ("", 1.0))[1]


def dimension_of(figure: Figure) -> str | None:
    """The kind of number: "count", "%", "money:EUR", a unit; None for what never compares."""
    unit = figure.unit
    if unit in _SKIPPED:
        return None
    if unit in ("%", "share"):
        return PERCENT
    if unit == "people":
        return COUNT
    if unit == "":
        return COUNT if figure.value == round(figure.value) else BARE
    if unit in _CONVERSIONS:
        return _CONVERSIONS[unit][0]
    if unit in read_lexicon().money or _CODE.fullmatch(unit):
        return f"{MONEY}:{unit}"
    return unit


def rated(dimension: str, around: Around) -> str:
    """The dimension with "a day" or the like, where the number is so much in a time."""
    match = _RATE.search(around.right)
    if match is None or not (
        dimension.startswith(MONEY) or dimension in ("t", "litres", "barrels")
    ):
        return dimension
    return f"{dimension}/{match['unit'] or _RATES[match['adverb']]}"


def in_unit(found: Range, figure: Figure) -> Range:
    """A range in the unit in which it is compared; conversion rounds, so the range grows by 1%."""
    if figure.unit not in _CONVERSIONS:
        return found
    factor = _CONVERSIONS[figure.unit][1]
    return Range(found.low * factor * 0.99, found.high * factor * 1.01, found.span)


_RATE = re.compile(
    r"^[^,;]{0,25}?\b(?:an?|per|each|every) (?P<unit>day|week|month|year|hour)\b|^[^,;]{0,25}?\b"
    r"(?P<adverb>daily|weekly|monthly|yearly|annually)\b"
)
_RATES = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annually": "year",
}
