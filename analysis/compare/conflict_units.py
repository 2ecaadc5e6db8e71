"""Units in which figures are compared: counts, shares, money, lengths in one measure, rates."""

from __future__ import annotations

import re

from analysis.compare.conflict_around import Around
from analysis.compare.conflict_lexicon import BARE, COUNT, MONEY, PERCENT, read_lexicon
from analysis.compare.conflict_values import Range
from analysis.records import Figure

_SKIPPED = frozenset(["date", "year", "rank", "years old", "times", "percentage points"])
_CONVERSIONS = {
    "mph": ("km/h", 1.609344),
    "miles": ("km", 1.609344),
    "feet": ("m", 0.3048),
    "acres": ("ha", 0.4047),
    "minutes": ("duration", 1 / 60),
    "hours": ("duration", 1.0),
    "days": ("duration", 24.0),
    "weeks": ("duration", 168.0),
    "months": ("duration", 730.5),
    "years": ("duration", 8766.0),
}
"""Units that are compared in another unit, with the factor; durations in hours."""
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
    if not (dimension.startswith(MONEY) or dimension in ("t", "litres", "barrels")):
        return dimension
    match = _RATE.search(around.right) or _RATE_BEFORE.search(around.left)
    if match is None:
        return dimension
    return f"{dimension}/{match['unit'] or _RATES[match['adverb']]}"


def in_unit(found: Range, figure: Figure) -> Range:
    """A range in the unit in which it is compared; conversion rounds, so the range grows by 1%."""
    if figure.unit not in _CONVERSIONS:
        return found
    name, factor = _CONVERSIONS[figure.unit]
    if name == "duration":
        # "Three days" are told of what lasted two and a half, but "72 hours" are not two days.
        middle = (found.low + found.high) / 2
        return Range(
            (found.low * 0.9 + middle * 0.1) * factor,
            (found.high * 0.9 + middle * 0.1) * factor,
            found.span,
        )
    return Range(found.low * factor * 0.99, found.high * factor * 1.01, found.span)


_RATE = re.compile(
    r"^[^,;]{0,25}?\b(?:an?|per|(?:for )?(?:each|every)) (?P<unit>day|week|month|year|hour)\b|"
    r"^[^,;]{0,25}?\b"
    r"(?P<adverb>daily|weekly|monthly|yearly|annually)\b"
)
_RATE_BEFORE = re.compile(
    r"\b(?:(?:a|per|each|every|one|single) (?P<unit>day|week|month|year|hour)\b(?: of| without)?|"
    r"\b(?P<adverb>daily|weekly|monthly|yearly|annually|hourly|annual))\b[^,;]{0,60}$",
    re.IGNORECASE,
)
_RATES = {
    "hourly": "hour",
    "annual": "year",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annually": "year",
}
