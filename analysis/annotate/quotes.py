"""Quotation marks: which belong together, and which words carry somebody's voice.

Marks are paired paragraph by paragraph. Opening and closing marks are told apart by their shape
and, where the shape does not tell (straight marks, wrong-way marks), by what stands beside them.
The outermost pair is the Quotation; marks inside it are part of what is quoted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from analysis.annotate.lexicon import alternation, read_lexicon
from analysis.annotate.scare import is_scare
from analysis.records import Quotation, Sentence, Span

# Which marks close what an opening mark opened, across the styles that get mixed in one text.
_CLOSERS = {
    "“": ("”", '"', "“", "''", "’’"),
    "‘‘": ("’’", "''", "”", '"'),
    "’’": ("’’", "''", '"'),
    "``": ("''", '"', "”"),
    "„": ("“", "”", '"', "‟"),
    "‟": ("”", '"'),
    "”": ("”", '"'),
    '"': ('"', "”", "“", "''"),
    "''": ("''", '"'),
    "＂": ("＂",),
    "«": ("»",),
    "»": ("«", "»"),
    "「": ("」",),
    "『": ("』",),
    "‘": ("’", "'", "‘"),
    "‚": ("‘", "’", "'"),
    "’": ("’", "'"),
    "'": ("'", "’", "‘"),
    "`": ("'", "’", "`"),
    "‹": ("›",),
    "›": ("‹", "›"),
}
_SINGLE = frozenset("‘’'‚`‹›")
_OPENING = frozenset(["“", "‘‘", "``", "„", "‟", "«", "「", "『", "‘", "‚", "‹"])
_CLOSING = frozenset(["”", "’’", "»", "」", "』", "’", "›"])
_APOSTROPHES = frozenset("'’‘`")
_MARK = re.compile(r"``|''|‘‘|’’|[“”\"„‟«»＂「」『』‘’'‚`‹›]")
_MARKS = frozenset("“”\"„‟«»＂「」『』‘’'‚`‹›")
_BEFORE_OPENING = frozenset("([{—–-/:=…*>_")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/…*%_<>")
# Between two quotations that belong together: “strategic partnership” and “alliance”.
_JOINED = re.compile(r"\s*(?:,?\s*(?:and|or)|,|&)?\s*(?:(?:a|an|the|his|her|its|their)\s)?")
_YEARS = re.compile(r"\d\ds?\b(?!\s*(?:%|per))")


# Marks that stand together (“‘…’”), and marks inside one quotation, are few; without a limit a
# text made of marks would take a time that grows with the square of its length.
_CLUSTER = 4
_REACH = 60
_INNER_REACH = 12


@dataclass(frozen=True, slots=True)
class _Mark:
    """A quotation mark, and whether it can open and close a quotation where it stands."""

    start: int
    end: int
    shape: str
    opens: bool
    closes: bool

    @property
    def single(self) -> bool:
        return self.shape in _SINGLE


@dataclass(frozen=True, slots=True)
class _Pair:
    """An opening mark (None where it stands in the paragraph before) and its closing mark."""

    opening: _Mark | None
    closing: _Mark | None
    start: int
    end: int
    to_paragraph_end: bool = False
    continues: bool = False


def find_quotations(text: str, sentences: Sequence[Sentence]) -> tuple[Quotation, ...]:
    """The quotations of `text` in order, outermost marks only; they never overlap.

    A quotation that is never closed ends with its paragraph, or with the sentence before another
    mark that opens. Marks around nothing but white space and punctuation are no quotation.
    """
    quotations: list[Quotation] = []
    before: _Pair | None = None
    for _, members in groupby(sentences, key=lambda sentence: sentence.paragraph):
        paragraph = tuple(members)
        if before is not None and paragraph[0].role == "heading":
            quotations += _build(text, paragraph, _pair(text, paragraph, None))
            continue
        pairs = _pair(text, paragraph, before)
        quotations += _build(text, paragraph, pairs)
        before = pairs[-1] if pairs and pairs[-1].to_paragraph_end else None
    return tuple(quotations)


def _build(text: str, paragraph: Sequence[Sentence], pairs: Sequence[_Pair]) -> Iterator[Quotation]:
    """The quotations of one paragraph."""
    last: Quotation | None = None
    for pair in pairs:
        start = pair.opening.end if pair.opening else pair.start
        inner = _strip(text, start, pair.closing.start if pair.closing else pair.end)
        if not any(character.isalnum() for character in inner.of(text)):
            continue
        span = Span(pair.start, pair.end)
        closed = pair.closing is not None
        scare = closed and not pair.continues and is_scare(text, span, inner, paragraph)
        if scare and last is not None and _are_joined(text, last, span):
            scare = last.scare
        last = Quotation(span, inner, closed=closed, continues=pair.continues, scare=scare)
        yield last


def _are_joined(text: str, last: Quotation, span: Span) -> bool:
    """Whether nothing but a comma or "and" stands between two quotations."""
    between = text[last.span.end : span.start]
    listed = last.inner.of(text).endswith(",") or bool(re.search(r"[,&]|and|or", between))
    return listed and bool(_JOINED.fullmatch(between))


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


# --- marks --------------------------------------------------------------------------------------


@cache
def _elision() -> re.Pattern[str]:
    words = alternation(read_lexicon("quotes")["elisions"])
    return re.compile(rf"(?:{words})\b(?!['’]\w)", re.IGNORECASE)


def _find_marks(text: str, start: int, end: int) -> list[_Mark]:
    """The quotation marks between `start` and `end`; apostrophes, feet and years are none."""
    found = []
    for match in _MARK.finditer(text, start, end):
        shape = match.group()
        if shape in _APOSTROPHES and _is_apostrophe(text, match.start(), start, end):
            continue
        opens, closes = _faces(text, match, start, end)
        if opens or closes:
            found.append(_Mark(match.start(), match.end(), shape, opens, closes))
    return found


def _is_apostrophe(text: str, position: int, start: int, end: int) -> bool:
    """Whether the mark stands inside a word or for letters left out at its beginning."""
    before = text[position - 1] if position > start else ""
    after = text[position + 1] if position + 1 < end else ""
    if before.isalnum():
        return after.isalnum()
    if text[position] == "‘" and not after.isdigit():
        return False
    return bool(_YEARS.match(text, position + 1, end) or _elision().match(text, position + 1, end))


def _faces(text: str, match: re.Match[str], start: int, end: int) -> tuple[bool, bool]:
    """Whether the mark can open and whether it can close, by what stands beside it."""
    shape = match.group()
    left, right = match.start() - 1, match.end()
    while left >= start and text[left] in _MARKS and match.start() - left <= _CLUSTER:
        left -= 1
    while right < end and text[right] in _MARKS and right - match.end() < _CLUSTER:
        right += 1
    before = text[left] if left >= start else " "
    after = text[right] if right < end else " "
    free_left = before.isspace() or before in _BEFORE_OPENING
    free_right = after.isspace() or after in _AFTER_CLOSING
    if free_left == free_right:
        return _by_shape(shape, free=free_left, digit=before.isdigit())
    if free_left:
        return shape not in ("’", "」", "』"), False
    return False, shape not in ("„", "``", "「", "『", "‚") and not _is_inch(shape, text, match)


def _by_shape(shape: str, *, free: bool, digit: bool) -> tuple[bool, bool]:
    """The faces of a mark whose neighbours do not tell."""
    if shape in _OPENING:
        return True, False
    if shape in _CLOSING:
        return False, True
    if shape in _SINGLE:
        return False, False  # between two letters or on its own: no quotation
    return True, free or not digit


def _is_inch(shape: str, text: str, match: re.Match[str]) -> bool:
    """Whether a straight mark after a number measures it: 5'10"."""
    return shape == '"' and bool(
        re.search(r"\d['’]\s?\d{1,2}$", text[max(0, match.start() - 6) : match.start()])
    )


# --- pairs --------------------------------------------------------------------------------------


def _pair(text: str, paragraph: Sequence[Sentence], before: _Pair | None) -> list[_Pair]:
    """The outermost pairs of one paragraph; `before` is an unclosed one of the paragraph before."""
    start, end = paragraph[0].span.start, paragraph[-1].span.end
    marks = _find_marks(text, start, end)
    pairs: list[_Pair] = []
    number = 0
    if before is not None and marks and _goes_on(marks[0], before, start):
        pairs.append(_Pair(None, marks[0], start, marks[0].end, continues=True))
        number = 1
    while number < len(marks):
        mark = marks[number]
        if not mark.opens:
            number += 1
            continue
        continues = before is not None and mark.start == start and _same_style(mark, before)
        closing, reopening = _find_closing(text, marks, number)
        if closing is not None:
            stop = marks[closing]
            pairs.append(_Pair(mark, stop, mark.start, stop.end, continues=continues))
            number = closing + 1
        elif not _may_stay_open(text, mark, start) and not continues:
            number += 1
        elif reopening is not None:
            stop_at = _end_before(text, paragraph, mark, marks[reopening])
            pairs.append(_Pair(mark, None, mark.start, stop_at, continues=continues))
            number = reopening
        else:
            pairs.append(_Pair(mark, None, mark.start, end, True, continues))
            break
    return pairs


def _goes_on(mark: _Mark, before: _Pair, start: int) -> bool:
    """Whether a first mark that can only close ends the quotation of the paragraph before."""
    opening = before.opening.shape if before.opening else '"'
    return mark.closes and not mark.opens and mark.start > start and mark.shape in _CLOSERS[opening]


def _same_style(mark: _Mark, before: _Pair) -> bool:
    if before.opening is None:
        return True
    return mark.shape == before.opening.shape or mark.single == before.opening.single


def _find_closing(
    text: str, marks: Sequence[_Mark], number: int, *, reach: int = _REACH
) -> tuple[int | None, int | None]:
    """The mark that closes mark `number`, or None; and the next mark that opens the same way.

    Only the next `reach` marks are looked at.
    """
    opening = marks[number]
    closers = _CLOSERS[opening.shape]
    depth = 0
    reopening: int | None = None
    position = number + 1
    last = min(len(marks), number + 1 + reach)
    while position < last:
        mark = marks[position]
        if opening.single and not mark.single and mark.opens:
            inner, _ = _find_closing(text, marks, position, reach=_INNER_REACH)
            position = position + 1 if inner is None else inner + 1
            continue
        if mark.closes and mark.shape in closers:
            if opening.single and _is_possessive(text, marks, position):
                position += 1
                continue
            if depth == 0:
                return position, reopening
            depth -= 1
        elif (
            mark.opens and mark.single == opening.single and mark.shape in (opening.shape, *closers)
        ):
            depth += 1
            reopening = position if reopening is None else reopening
        position += 1
    return None, reopening


def _is_possessive(text: str, marks: Sequence[_Mark], position: int) -> bool:
    """Whether a mark after an s is the possessive of a plural inside a quotation.

    It is when a mark that closes for certain follows before another one opens.
    """
    if not _looks_possessive(text, marks[position]):
        return False
    for mark in marks[position + 1 : position + 1 + _INNER_REACH]:
        if not mark.single:
            continue
        if mark.opens:
            return False
        if mark.closes and not _looks_possessive(text, mark):
            return True
    return False


def _looks_possessive(text: str, mark: _Mark) -> bool:
    return (
        mark.shape in ("'", "’")
        and text[mark.start - 1] in "sSxz"
        and text[mark.end : mark.end + 1] == " "
        and text[mark.end + 1 : mark.end + 2].isalpha()
    )


def _may_stay_open(text: str, mark: _Mark, start: int) -> bool:
    """Whether a mark without a closing one is a quotation at all.

    Double marks are. A single one may be a stray apostrophe: it counts at the beginning of a
    paragraph or after a comma or colon.
    """
    if not mark.single or mark.shape in "‹›":
        return True
    before = mark.start - 1
    while before >= start and text[before].isspace():
        before -= 1
    return before < start or text[before] in ",:"


def _end_before(text: str, paragraph: Sequence[Sentence], opening: _Mark, following: _Mark) -> int:
    """Where an unclosed quotation ends when another mark opens in the same paragraph."""
    position = bisect_right(paragraph, following.start, key=lambda sentence: sentence.span.end) - 1
    if position >= 0 and paragraph[position].span.end > opening.end:
        return paragraph[position].span.end
    return _strip(text, opening.start, following.start).end
