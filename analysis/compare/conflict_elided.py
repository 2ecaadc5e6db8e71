"""Numbers whose noun is left out ("Nineteen have been found"), as figures of what was counted last.

The annotation leaves them out, for by themselves they count nothing. Here the noun is that of the
count before, in the same sentence or the one before it; without one, what happens must say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from analysis.compare.conflict_terms import PEOPLE, is_kind_of, kinds_of, read_terms
from analysis.compare.wording import read_wording
from analysis.records import Document, Figure, Sentence, Span

_PREDICATE = re.compile(r"\s(?:had|has|have|were|was|are|is)\b")
_COUNTED = re.compile(r"\b(?:counted|counts|reckoned|estimated|spoke of|speaks of)\s$")
_LEAST = 10
"""Smaller numbers by themselves may be anything."""
_BACK = 260
"""How many characters before a number the count may stand that it leans on."""


def find_elided(document: Document) -> tuple[Figure, ...]:
    """The counts without a noun of their own, in text order; empty for a text without numbers."""
    return tuple(
        figure
        for sentence in document.sentences
        if sentence.role == "body"
        for figure in _of_sentence(document, sentence)
    )


def _of_sentence(document: Document, sentence: Sentence) -> Iterator[Figure]:
    text = document.text
    taken = [figure.span for figure in document.figures if _touch(figure.span, sentence.span)]
    for match in _numbers().finditer(text, *sentence.span):
        span = Span(*match.span())
        value = _value(match.group())
        if value < _LEAST or any(_touch(span, other) for other in taken):
            continue
        before, after = text[sentence.span.start : span.start], text[span.end : sentence.span.end]
        if _is_other(match.group(), before, after):
            continue
        yield _figure(document.figures, text, span, value, after)


def _touch(span: Span, other: Span) -> bool:
    return span.start < other.end and other.start < span.end


def _is_other(shown: str, before: str, after: str) -> bool:
    """Whether a number is no count: a date, a time, a year, an age, a part of a name."""
    rules = read_wording("conflict_words")["numbers"]
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", shown):
        return True
    if re.search(rf"(?:{'|'.join(rules['not_behind'])})\W*$", before, re.IGNORECASE):
        return True
    return not re.match(rf"\s?(?:[,.;:)]|$)|\s(?:{'|'.join(rules['before'])})\b", after) or bool(
        re.search(r",\s$", before) and re.match(r",", after)
    )


def _figure(figures: Sequence[Figure], text: str, span: Span, value: float, after: str) -> Figure:
    noun = re.match(r"\s([a-z]+)\b", after)
    if noun and kinds_of(noun[1]):
        people = any(is_kind_of(kind, PEOPLE) for kind in kinds_of(noun[1]))
        return Figure(span, value, PEOPLE if people else "", noun[1])
    counted = re.search(
        r"\bnumber of (?:the )?([a-z]+)\b[^,;.]*$", text[max(0, span.start - 90) : span.start]
    )
    if counted:
        return Figure(span, value, "", counted[1])
    earlier = [
        figure
        for figure in figures
        if figure.unit in ("", PEOPLE)
        and figure.referent
        and not _PREDICATE.match(text, figure.span.end)
        and 0 < span.start - figure.span.end < _BACK
    ]
    if _COUNTED.search(text[max(0, span.start - 60) : span.start]) and (
        not earlier or {*kinds_of(earlier[-1].referent.split()[-1])} & read_terms().narrow
    ):
        return Figure(span, value, PEOPLE, "")
    known = bool(earlier) and (
        bool(kinds_of(earlier[-1].referent.split()[-1]))
        or "." not in text[earlier[-1].span.end : span.start]
    )
    if known:
        return Figure(span, value, earlier[-1].unit, earlier[-1].referent)
    return Figure(span, value, "", "")


def _value(shown: str) -> float:
    """The value of a number in digits or words."""
    if shown[0].isdigit():
        return float(shown.replace(",", ""))
    words = read_wording("conflict_words")["numbers"]["words"]
    total = current = 0.0
    for word in re.split(r"[\s-]+", shown.lower()):
        value = words.get(word, 0)
        if value >= 100:
            current = max(current, 1.0) * value
            if value > 100:
                total, current = total + current, 0.0
        else:
            current += value
    return total + current


@cache
def _numbers() -> re.Pattern[str]:
    words = "|".join(sorted(read_wording("conflict_words")["numbers"]["words"], key=len)[::-1])
    return re.compile(
        rf"(?<![\w.,$€£-])(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?![\w%-]|[.,]\d)|"
        rf"(?<![\w-])(?:{words})(?:(?:-|\s(?:and\s)?)(?:{words}))*(?![\w-])",
        re.IGNORECASE,
    )
