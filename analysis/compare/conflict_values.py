"""What a written number allows: 81 % and 81.31 percent agree, and so do "more than 200" and 238.

A number says more or less, depending on how it is written. Its range is everything that a careful
writer could have written this way; two numbers disagree where their ranges do not meet.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from analysis.compare.conflict_lexicon import COUNT, MONEY, PERCENT, read_lexicon
from analysis.records import Figure, Span

_ABOUT, _LEAST_ABOUT = 0.15, 0.03
"""How far off "about" may be, as a share of the number: at most, and at least."""
_NEARLY, _AT_MOST = 0.88, 0.5
"""What share of the number "nearly" and "up to" begin at."""
_ROUND = 0.05
"""How far off a round number of people or money may be without any such word."""
_REACH = 28
"""How many characters before a number may hold its "more than"."""
_VAGUE = {24: 150, 40: 160, 200: 2e3, 2e3: 2e4, 2e4: 2e5, 2e5: 2e6, 2e6: 2e7, 2e7: 2e8, 2e8: 2e9}
"""How far vague plurals go ("dozens", "hundreds"), by the least they can mean."""


@dataclass(frozen=True, slots=True)
class Range:
    """The values a number stands for, and the span of the number with its "more than"."""

    low: float
    high: float
    span: Span

    def meets(self, other: Range) -> bool:
        """Whether one value could lie behind both."""
        return self.low <= other.high and other.low <= self.high


def read_range(text: str, figure: Figure, dimension: str, upper: Figure | None = None) -> Range:
    """The range of a figure, or of a figure and the upper end that stands behind it."""
    lexicon = read_lexicon()
    start, end = figure.span.start, (upper or figure).span.end
    before = text[max(0, start - _REACH) : start]
    kind = ""
    longest = 0
    for name, pattern in lexicon.bounds:
        match = pattern.search(before)
        if match and len(match.group()) > longest:
            kind, longest = name, len(match.group())
    start -= longest
    if not kind:
        for name, pattern in lexicon.bounds_after:
            match = pattern.match(text, end)
            if match:
                kind, end = name, match.end()
                break
    span = Span(start, end)
    scale = 100.0 if figure.unit == "share" else 1.0
    low, high = _written(text, figure, scale, dimension)
    if upper is not None:
        return Range(low, _written(text, upper, scale, dimension)[1], span)
    if figure.approximate and not kind and _is_vague(text, figure):
        return Range(figure.value * 0.75, _VAGUE.get(figure.value, figure.value * 5), span)
    value = figure.value * scale
    if kind == "over":
        return Range(value, _ceiling(text, figure, value, dimension), span)
    if kind == "under":
        return Range(value * _NEARLY, value * 1.005, span)
    if kind == "most":
        return Range(value * _AT_MOST, value, span)
    if kind == "about":
        slack = _slack(value, dimension)
        return Range(min(low, value - slack), max(high, value + slack), span)
    return Range(low, high, span)


def _is_vague(text: str, figure: Figure) -> bool:
    return not re.search(r"\d", figure.span.of(text)) and figure.value in _VAGUE


def _written(text: str, figure: Figure, scale: float, dimension: str) -> tuple[float, float]:
    """What rounds, or is cut off, to the number as written."""
    value = figure.value * scale
    if figure.unit == "share":
        return value * 0.94, value * 1.06
    decimals = re.search(r"\d[.,](\d{1,2})(?!\d|,\d)", figure.span.of(text))
    if dimension == COUNT or dimension.startswith(MONEY):
        return _rounded_count(value)
    step = 10.0 ** -(len(decimals.group(1)) if decimals else 0)
    if dimension == PERCENT:
        return value - step / 2, math.nextafter(value + step, -math.inf)
    return value - step / 2, value + step / 2


def _rounded_count(value: float) -> tuple[float, float]:
    """A count is exact unless it ends in noughts: 3,000 may stand for 2,950 and for 3,100."""
    if value < 100 or value != round(value):
        slack = 0.0 if value == round(value) else value * _ROUND
        return value - slack, value + slack
    unit = _unit_of_rounding(value)
    if unit < 10:
        return value, value
    slack = min(max(unit / 2, value * 0.01), value * _ROUND)
    return value - slack, value + slack


def _unit_of_rounding(value: float) -> float:
    """The last place that is not a nought: 1,500 is rounded to hundreds, 1,520 to tens."""
    digits = str(int(value))
    return 10.0 ** (len(digits) - len(digits.rstrip("0")))


def _slack(value: float, dimension: str) -> float:
    """How far "about" reaches: as far as the number is round."""
    if dimension == PERCENT:
        return 3.0 if value % 5 == 0 else 1.0
    unit = _unit_of_rounding(value) if value == round(value) and value >= 10 else value * 0.1
    if value % (unit * 10) == 5 * unit:
        unit *= 5
    return min(max(0.6 * unit, _LEAST_ABOUT * value), _ABOUT * value)


def _ceiling(text: str, figure: Figure, value: float, dimension: str) -> float:
    """How far "more than" reaches: to the next round number of the kind.

    A number that is not round is a count of its own ("at least 14"): another count disagrees.
    """
    if dimension == PERCENT:
        if value == round(value) and value % 10 == 0:
            return value + 10 - 1e-9
        return value + 1.0
    unit = _unit_of_rounding(value) if value == round(value) else value * 0.1
    if unit < 10:
        return value if value >= 10 else value + 1
    return value + unit - 1e-9 if unit < value else value * 2 - 1e-9
