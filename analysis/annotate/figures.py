"""Figures: the numbers of a text with their unit and what they count or measure.

A number that has neither a unit nor a referent is left out: it cannot be compared with anything.
So are times of day, decades, numbers in names and codes, and "one" as a pronoun. Vague numbers
("hundreds of thousands of people") count as the least they can mean and as approximate. A date
has the unit "date" and the value month × 100 + day, its year is a figure of its own; a rank has
the unit "rank", a fraction ("two thirds of", "one in five") the unit "share" and a value in 0..1.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from analysis.annotate import referents
from analysis.annotate.dates import find_dates, find_ranks, find_times
from analysis.annotate.lexicon import alternation, ends_with, read_lexicon
from analysis.annotate.numerals import Numeral, find_numerals
from analysis.annotate.quantities import Place, read_quantity
from analysis.records import Figure, Sentence, Span

_RATIO = re.compile(r"\s(?:in|out\sof)(?:\severy)?\s")
_JOINTS = frozenset(["and", "to", "or", "-", "–"])
_LEANING = 120
"""How far before its sentence the figure may stand that a number leans on."""
_LEAST_BARE = 10
"""Smaller numbers by themselves may be anything ("at 8")."""
_BETWEEN = re.compile(r"\bbetween\s*(?:about|around)?\s*$", re.IGNORECASE)


def find_figures(text: str, sentences: Sequence[Sentence]) -> tuple[Figure, ...]:
    """The figures of `text`, in order and without overlap; empty for a text without numbers."""
    found: list[Figure] = []
    for sentence in sentences:
        found.extend(_completed(text, sentence.span, found[-1] if found else None))
    return tuple(sorted(found, key=lambda figure: figure.span))


def _completed(text: str, sentence: Span, last: Figure | None) -> list[Figure]:
    """The figures of one sentence, with those that lean on the one before them.

    "Police put the crowd at 4,000, organisers spoke of 20,000": the second counts what the first
    counts. `last` is the figure before the sentence.
    """
    found = sorted(_figures_of(text, sentence), key=lambda figure: figure.span)
    if not found and (last is None or not _may_hold_number(text, sentence)):
        return []
    near = last is not None and sentence.start - last.span.end < _LEANING
    leaning = []
    starts = [figure.span.start for figure in found]
    for numeral in find_numerals(text, *sentence):
        at = bisect_right(starts, numeral.span.start)
        before = found[at - 1] if at else last if near else None
        if before is None or numeral.span.start < before.span.end or numeral.form == "ordinal":
            continue
        if not before.referent or before.unit not in ("", "people") or numeral.value < _LEAST_BARE:
            continue
        if _stands_for(text, numeral, sentence):
            leaning.append(Figure(numeral.span, numeral.value, before.unit, before.referent))
    for at, figure in enumerate(found):
        before = found[at - 1] if at else last if near else None
        if before is None or figure.referent or not figure.unit == before.unit == "%":
            continue
        if _leans(text, figure, sentence):
            found[at] = replace(figure, referent=before.referent)
    return sorted([*found, *leaning], key=lambda figure: figure.span)


def _stands_for(text: str, numeral: Numeral, sentence: Span) -> bool:
    """Whether a number stands by itself behind a verb such as "spoke of"."""
    if not re.match(r"\s*(?:[,.;:)]|$)", text[numeral.span.end : sentence.end]):
        return False
    return bool(ends_with(_elliptic(), text[sentence.start : numeral.span.start]))


def _leans(text: str, figure: Figure, sentence: Span) -> bool:
    return bool(ends_with(_elliptic(), text[sentence.start : figure.span.start]))


@cache
def _elliptic() -> re.Pattern[str]:
    words = read_lexicon("figures")["words"]
    between = alternation(word for word in words["approximate"] if word[0].isalpha())
    return re.compile(rf"\s(?:{alternation(words['elliptic'])})\s(?:(?:{between})\s)?$")


def _figures_of(text: str, sentence: Span) -> Iterator[Figure]:
    """The figures of one sentence, from its end to its beginning."""
    if not _may_hold_number(text, sentence):
        return
    named = [*find_dates(text, sentence), *find_ranks(text, sentence)]
    yield from named
    spans = (*(figure.span for figure in named), *find_times(text, sentence))
    taken = {position for span in spans for position in range(*span)}
    numerals = find_numerals(text, *sentence)
    for ratio in _ratios(text, numerals, sentence):
        if taken.isdisjoint(range(*ratio.span)):
            taken.update(range(*ratio.span))
            yield ratio
    following: Figure | None = None
    for numeral in reversed(numerals):
        if numeral.span.start in taken or numeral.span.end - 1 in taken:
            continue
        figure = _ranged(text, numeral, following, sentence) or _figure(text, numeral, sentence)
        if figure is not None and taken.isdisjoint(range(*figure.span)):
            figure = _sharing(text, figure, following)
            taken.update(range(*figure.span))
            yield figure
            following = figure
        else:
            following = None


def _before(text: str, sentence: Span, position: int) -> str:
    """What stands before a position in its sentence, as far back as a referent may stand."""
    return text[max(sentence.start, position - referents.REACH) : position]


def _after(text: str, sentence: Span, position: int) -> str:
    """What stands after a position in its sentence, as far on as a referent may stand."""
    return text[position : min(sentence.end, position + referents.REACH)]


def _may_hold_number(text: str, sentence: Span) -> bool:
    return bool(_quick().search(text, *sentence))


@cache
def _quick() -> re.Pattern[str]:
    """A cheap look for anything that could be a number."""
    lexicon = read_lexicon("figures")
    words = {*lexicon["numbers"], *lexicon["magnitudes"], *lexicon["ordinals"], "half", "quarter"}
    return re.compile(rf"\d|\b(?:{alternation(words)}|scores)", re.IGNORECASE)


# --- numbers ------------------------------------------------------------------------------------


def _ranged(text: str, numeral: Numeral, following: Figure | None, sentence: Span) -> Figure | None:
    """The lower end of a range, with unit and referent of its upper end."""
    if following is None or following.unit in ("date", "year", "rank", "years old"):
        return None
    between = text[numeral.span.end : following.span.start]
    lead = _before(text, sentence, numeral.span.start)
    joint = between.strip()
    if joint not in _JOINTS or (joint == "and" and not _BETWEEN.search(lead)):
        return None
    if numeral.form == "ordinal":
        return None
    return replace(following, span=numeral.span, value=_scaled(text, numeral, following))


def _sharing(text: str, figure: Figure, following: Figure | None) -> Figure:
    """The figure with the referent of the next one, where both are ends of a range."""
    if following is None or figure.referent or figure.unit != following.unit:
        return figure
    between = text[figure.span.end : following.span.start].strip()
    return replace(figure, referent=following.referent) if between in _JOINTS else figure


def _scaled(text: str, numeral: Numeral, following: Figure) -> float:
    """The value of a lower end that shares the magnitude of the upper one ("2 to 3 million")."""
    upper = find_numerals(text, *following.span)
    if not numeral.magnitude and upper and upper[0].magnitude:
        for factor in (1e12, 1e9, 1e6, 1e3, 100.0, 12.0):
            if following.value >= factor > numeral.value:
                return numeral.value * factor
    return numeral.value


def _ratios(text: str, numerals: Sequence[Numeral], sentence: Span) -> Iterator[Figure]:
    """One in five, two out of three: a share of what follows."""
    for part, whole in pairwise(numerals):
        between = text[part.span.end : whole.span.start]
        if not _RATIO.fullmatch(between) or not 0 < part.value < whole.value <= 100:
            continue
        referent = referents.counted(_after(text, sentence, whole.span.end))
        if referent:
            span = Span(part.span.start, whole.span.end)
            yield Figure(span, part.value / whole.value, "share", referent)


def _figure(text: str, numeral: Numeral, sentence: Span) -> Figure | None:
    """The figure of one numeral by itself."""
    start, end = numeral.span
    before, after = _before(text, sentence, start), _after(text, sentence, end)
    return read_quantity(Place(numeral, before, after, text[start].isupper()))
