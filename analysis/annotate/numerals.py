"""Numerals: where a number stands in a text, in digits or words, and its value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analysis.annotate.lexicon import alternation, read_lexicon
from analysis.records import Span

_MOST_DIGITS = 20
_SPACE = "[ \u00a0\u202f\u2009]"
_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]*\d)"
    r"|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?!\d)"
    r"|\d{1,3}(?: \d{3})+(?![\d.,]*\d)"
    r"|\d+(?:\.\d+)+|\d+,\d{1,2}(?!\d)|\d+"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number: where it stands, its value, how it is written, and whether it is vague.

    `form` is `digits`, `words`, `ordinal` or `fraction`; `magnitude` says that a word such as
    million or a short form such as bn belongs to it.
    """

    span: Span
    value: float
    form: str
    vague: bool = False
    magnitude: bool = False


@dataclass(frozen=True, slots=True)
class _Grammar:
    number: re.Pattern[str]
    numbers: dict[str, float]
    magnitudes: dict[str, float]
    vague: dict[str, float]
    fractions: dict[str, float]
    ordinals: dict[str, float]


@cache
def _grammar() -> _Grammar:
    lexicon = read_lexicon("figures")
    ones = alternation(lexicon["numbers"])
    long = alternation(lexicon["magnitudes"])
    short = alternation(set(lexicon["short_magnitudes"]) - {"m", "k"})
    word = rf"(?:{ones})(?:-(?:{ones}))?"
    half = rf"(?:-|{_SPACE})(?:and(?:-|{_SPACE})a(?:-|{_SPACE})half)"
    fate = (
        rf"{_SPACE}(?:more{_SPACE})?(?:(?:were|are|have been|had been){_SPACE})?"
        rf"(?:{alternation(lexicon['words']['fates'])})\b"
    )
    number = re.compile(
        rf"(?P<vague>(?:{alternation(lexicon['vague'])}))(?={_SPACE}of\b|{fate})"
        rf"|(?:{alternation(lexicon['vague_before']['words'])}){_SPACE}(?P<few>{long})\b"
        rf"|(?P<fraction>{alternation(lexicon['fractions'])})(?={_SPACE}of\b)"
        rf"|(?P<halfof>half{_SPACE}a(?:{_SPACE}|-)(?P<halfunit>{long}))\b"
        rf"|(?P<ordinal>\d{{1,4}})(?:st|nd|rd|th)\b"
        rf"|(?P<digits>{_DIGITS})(?:(?P<mixed>{half})|{_SPACE}?½)?"
        rf"(?:(?P<long>(?:(?:{_SPACE}|-)(?:{long})\b)+)|{_SPACE}?(?P<short>{short})\b)?"
        rf"|\b(?P<article>an?){_SPACE}(?P<articleunit>{long})\b(?!{_SPACE}(?:and|or){_SPACE})"
        rf"|\b(?P<words>{word}(?:{half})?(?:(?:{_SPACE}|-)(?:(?:and{_SPACE})?{word}|{long}))*)\b",
        re.IGNORECASE,
    )
    return _Grammar(
        number,
        lexicon["numbers"],
        {**lexicon["magnitudes"], **lexicon["short_magnitudes"]},
        lexicon["vague"],
        lexicon["fractions"],
        lexicon["ordinals"],
    )


def find_numerals(text: str, start: int, end: int) -> tuple[Numeral, ...]:
    """The numerals of `text[start:end]`, in order and without overlap.

    Numbers inside names and codes (COP27, F-16, 10.1.2) are left out.
    """
    found = []
    for match in _grammar().number.finditer(text, start, end):
        if _inside_word(text, match.start(), match.end(), start):
            continue
        numeral = _read(match)
        if numeral is not None:
            found.append(numeral)
    return tuple(found)


def _inside_word(text: str, first: int, last: int, start: int) -> bool:
    """Whether the number is part of a longer word or code."""
    before = text[first - 1] if first > start else " "
    if before.isalnum() or before in "_@#\\":
        return True
    if (
        before in "-–‑"
        and first - 1 > start
        and text[first - 2].isalpha()
        and text[first].isdigit()
    ):
        return True
    if before in ".,:/" and first - 1 > start and text[first - 2].isdigit():
        return True
    after = text[last : last + 1]
    return (after.isalnum() and after not in "mk") or after == "_"


def _read(match: re.Match[str]) -> Numeral | None:
    """The numeral in a match, or None where the digits are a code or a date in figures."""
    grammar = _grammar()
    span = Span(*match.span())
    if match["vague"]:
        return Numeral(span, grammar.vague[_plain(match["vague"])], "words", vague=True)
    if match["few"]:
        return Numeral(span, 2 * grammar.magnitudes[match["few"].lower()], "words", vague=True)
    if match["fraction"]:
        return Numeral(span, grammar.fractions[_plain(match["fraction"])], "fraction")
    if match["halfof"]:
        value = 0.5 * grammar.magnitudes[match["halfunit"].lower()]
        return Numeral(span, value, "words", magnitude=True)
    if match["ordinal"]:
        return Numeral(span, float(match["ordinal"]), "ordinal")
    if match["article"]:
        value = grammar.magnitudes[match["articleunit"].lower()]
        return Numeral(span, value, "words", magnitude=True)
    if match["words"]:
        return _read_words(match["words"], span)
    plain = _read_digits(match["digits"])
    if plain is None:
        return None
    value = plain
    if match["mixed"] or match.group().rstrip().endswith("½"):
        value += 0.5
    factors = re.findall(r"[a-z]+", (match["long"] or match["short"] or "").lower())
    for factor in factors:
        value *= grammar.magnitudes[factor]
    return Numeral(span, value, "digits", magnitude=bool(factors))


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _read_digits(digits: str) -> float | None:
    """The value of a number in digits; None for a version, an address, a dotted date or a code."""
    plain = re.sub(r"[ \u00a0\u202f\u2009]", "", digits)
    if plain.count(".") > 1 or len(plain) > _MOST_DIGITS:
        return None
    if re.fullmatch(r"\d+,\d{1,2}", plain):
        return float(plain.replace(",", "."))
    return float(plain.replace(",", ""))


def _last_number(parts: Sequence[str]) -> int:
    """Where the last of several numbers side by side begins."""
    numbers = _grammar().numbers
    first = 0
    for place in range(1, len(parts)):
        before, here = numbers.get(parts[place - 1]), numbers.get(parts[place])
        if before is not None and here is not None and not (before >= 20 and 0 < here < 10):
            first = place
    return first


def _read_words(words: str, span: Span) -> Numeral | None:
    """The value of a number in words: "two hundred and five thousand", "two-and-a-half".

    Of two numbers side by side it is the second one ("two five-year terms").
    """
    grammar = _grammar()
    total, current, magnitude = 0.0, 0.0, False
    found = list(re.finditer(r"[a-z]+", words.lower()))
    first = _last_number([match.group() for match in found])
    span = Span(span.start + found[first].start(), span.end)
    parts = [match.group() for match in found[first:]]
    number = 0
    while number < len(parts):
        part = parts[number]
        if parts[number : number + 3] == ["and", "a", "half"]:
            current += 0.5
            number += 3
            continue
        if part in grammar.numbers:
            current += grammar.numbers[part]
        elif part in grammar.magnitudes:
            magnitude = True
            factor = grammar.magnitudes[part]
            if factor < 1000:
                current = (current or 1.0) * factor
            else:
                total += (current or 1.0) * factor
                current = 0.0
        number += 1
    return Numeral(span, total + current, "words", magnitude=magnitude)
