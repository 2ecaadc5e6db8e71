"""How numbers, counts and long texts are written for a reader. Rounding happens here only.

Nothing depends on the locale: a decimal point, a comma for thousands, the minus sign U+2212.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from analysis.records import Estimate

DASH = "–"
MINUS = "−"
ELLIPSIS = "…"

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# Control characters cannot stand in SVG or XMP; directional overrides would turn the page around
# them, and the templates isolate foreign text anyway. Tabs and line breaks stay.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def clean(text: str) -> str:
    """`text` without what a page cannot carry: controls, direction overrides, lone surrogates."""
    return _SURROGATE.sub("\ufffd", _UNPRINTABLE.sub("", text))


def number(value: float, digits: int = 0) -> str:
    """`value` rounded to `digits`, or a dash for nan and infinities."""
    if not math.isfinite(value):
        return DASH
    text = f"{value:,.{digits}f}"
    if not any(digit in text for digit in "123456789"):
        text = text.lstrip("-")
    return text.replace("-", MINUS)


def signed(value: float, digits: int = 2) -> str:
    """`value` with its sign, as a framing score is written; zero has none."""
    text = number(value, digits)
    positive = text[0] not in f"{MINUS}{DASH}" and any(digit in text for digit in "123456789")
    return f"+{text}" if positive else text


def percent(share: float, digits: int = 0) -> str:
    """A share in 0..1 as a percentage, or a dash."""
    text = number(share * 100, digits)
    return text if text == DASH else f"{text}%"


def small(count: int) -> str:
    """A count as a word up to ten, in digits above."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else number(count)


def plural(count: int, one: str, many: str | None = None) -> str:
    """`count` with the fitting noun: "1 word", "2 words"."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def listing(items: Sequence[str], last: str = "and") -> str:
    """Items as a sentence writes them: "A, B and C"; "" for none."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def sentence_case(text: str) -> str:
    """`text` with a capital where it begins with an article; a name keeps its own spelling."""
    return text[:1].upper() + text[1:] if text.startswith(("the ", "a ", "an ")) else text


def sentence(text: str) -> str:
    """`text` as a sentence: a capital at its start, a full stop at its end."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


def between(low: str, high: str) -> str:
    """Two formatted limits as "low to high"; "" unless both are known."""
    return "" if DASH in (low, high) else f"{low} to {high}"


def interval(estimate: Estimate, digits: int = 2, *, sign: bool = False) -> str:
    """The interval of `estimate` in words; "" where it has none."""
    form = signed if sign else number
    return between(form(estimate.low, digits), form(estimate.high, digits))


def shorten(text: str, limit: int) -> str:
    """`text` on one line and at most `limit` characters, cut at a word and ended by "…"."""
    line = " ".join(clean(text).split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    space = cut.rfind(" ")
    if space > limit // 2:
        cut = cut[:space]
    return cut.rstrip(" ,;:–—-") + ELLIPSIS


def letters(index: int) -> str:
    """The key of the article at `index`: A … Z, AA, AB, …"""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
