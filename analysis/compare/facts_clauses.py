"""Clauses: a sentence cut where another statement may begin, with the annotations in it.

The cuts are at commas, dashes and colons before words that begin a clause, behind a long opening
phrase, before the verb by which somebody says the rest, and between figures; never inside a
quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Generic, TypeVar

from analysis.compare.wording import read_wording
from analysis.compare.words import make_key
from analysis.records import Attribution, Document, Figure, Sentence, Span

LEAST_WORDS = 4
"""A shorter clause is joined to the one before it."""
LEAST_TELLING = 2
"""So is one with fewer words that tell something and are no names."""
OPENING = 6
"""Words of a phrase before the first comma from which on it is a clause of its own."""
STEM = 6
RANGE = 24
"""Characters between the two ends of a range, at most."""

_TRIM = re.compile(r"[\s,;:–—-]*")
_ENDING = re.compile(r"(?:ations?|ings?|ers?|ed|es|s|ly)$")
_JOINED = re.compile(r"\s*(?:and|to|or|-|–)\s*")
_WHOLE = re.compile(r"(?:\s\w+)?\s(?:out\s)?of\s(?:(?:the|its|their|all|some|about)\s){0,2}")
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of one article (its index) with the annotations that fall into it.

    `said` are contents given to a source, `figures` all its numbers, and `counted` those that are
    no dates or ages, the two ends of a range as one, without wholes ("seven of *nine*").
    """

    document: Document
    article: int
    number: int
    sentence: Sentence
    tokens: Sequence[Span]
    figures: Sequence[Figure]
    counted: Sequence[tuple[Figure, ...]]
    said: Sequence[tuple[Span, Attribution]]
    quoted: Sequence[Span]


@dataclass(frozen=True, slots=True)
class _Rules:
    cut: re.Pattern[str]
    part: re.Pattern[str]
    opening: re.Pattern[str]
    stop: frozenset[str]
    context: frozenset[str]


@cache
def _rules() -> _Rules:
    raw = read_wording("facts")
    joints, bare, partings, opening = (
        "|".join(raw[name]) for name in ("joints", "bare_joints", "partings", "openings")
    )
    return _Rules(
        cut=re.compile(
            rf",\s(?=(?:{joints})\b)|;\s|:\s|\s[–—-]\s|—|\s(?=(?:{bare})\s)", re.IGNORECASE
        ),
        part=re.compile(rf",\s|\s(?=(?:{partings})\s)", re.IGNORECASE),
        opening=re.compile(rf"\W{{0,2}}(?:(?:{opening})\b|[A-Z][a-z]+ing\b)", re.IGNORECASE),
        stop=frozenset(make_key(word) for word in raw["stop"].split()),
        context=frozenset(raw["context_units"]),
    )


def find_places(document: Document, article: int) -> Iterator[Place]:
    """The sentences of the body with their annotations, in time linear in the article's length."""
    said = sorted(
        (
            (span, attribution)
            for attribution in document.attributions
            if attribution.source is not None
            and attribution.act == "speech"
            and not attribution.nested
            for span in attribution.content
        ),
        key=lambda item: item[0],
    )
    tokens = _Finder(document.tokens, lambda token: token)
    figures = _Finder(document.figures, lambda figure: figure.span)
    contents = _Finder(said, lambda item: item[0])
    quotes = _Finder([q.inner for q in document.quotations if not q.scare], lambda quote: quote)
    for number, sentence in enumerate(document.sentences):
        if sentence.role == "body":
            span = sentence.span
            inside = figures(span)
            counted = [f for f in inside if f.unit not in _rules().context]
            yield Place(
                document,
                article,
                number,
                sentence,
                tokens(span),
                inside,
                _ranges(document.text, _without_wholes(document.text, counted)),
                contents(span),
                quotes(span),
            )


class _Finder(Generic[_Item]):
    """Items by the place where they stand; they are in order and hardly overlap."""

    def __init__(self, items: Sequence[_Item], where: Callable[[_Item], Span]) -> None:
        self._items = items
        self._starts = [where(item).start for item in items]
        self._where = where

    def __call__(self, span: Span) -> list[_Item]:
        """The items that overlap `span`, and at most two that began before it."""
        first = max(bisect_left(self._starts, span.start) - 2, 0)
        last = bisect_right(self._starts, span.end)
        return [item for item in self._items[first:last] if self._where(item).overlaps(span)]


def cut_clauses(place: Place) -> list[Span]:
    """The clauses of a sentence, in order, without the commas and dashes between them."""
    text, whole = place.document.text, place.sentence.span
    cuts = {match.end() for match in _rules().cut.finditer(text, *whole)}
    cuts |= set(_before_cues(place)) | set(_behind_opening(place))
    outside = sorted(
        cut for cut in cuts if not any(quote.start < cut < quote.end for quote in place.quoted)
    )
    edges = _with_words(text, place.tokens, [whole.start, *outside, whole.end])
    edges = sorted({*edges, *_between_figures(text, edges, place.counted)})
    clauses = []
    for start, end in pairwise(edges):
        trimmed = _TRIM.match(text, start, end)
        start = trimmed.end() if trimmed else start
        while end > start and text[end - 1] in " \t\n,;:–—-":
            end -= 1
        if end > start:
            clauses.append(Span(start, end))
    return clauses


def _before_cues(place: Place) -> Iterator[int]:
    """Before the verb by which somebody says what follows: "…, said the vote was unfair"."""
    text, whole = place.document.text, place.sentence.span
    for content, attribution in place.said:
        cue = attribution.cue
        if cue is None or not whole.contains(cue.span) or content.start < cue.span.end:
            continue
        before = sum(token.end <= cue.span.start for token in place.tokens)
        if text[cue.span.start - 2 : cue.span.start] == ", " and before >= OPENING:
            yield cue.span.start


def _behind_opening(place: Place) -> Iterator[int]:
    """Behind a long phrase or clause that opens the sentence: "After hours of talks, …"."""
    text, whole = place.document.text, place.sentence.span
    if not _rules().opening.match(text, *whole):
        return
    comma = text.find(", ", *whole)
    if comma >= 0 and sum(token.end <= comma for token in place.tokens) >= OPENING:
        yield comma + 2


def _with_words(text: str, tokens: Sequence[Span], edges: Sequence[int]) -> list[int]:
    """The edges without those that would leave too little on either side to be a clause."""
    starts = [token.start for token in tokens]
    telling = [0]
    for token in tokens:
        word = token.of(text)
        tells = word[0].isdigit() or (word[0].islower() and bool(stem(word)))
        telling.append(telling[-1] + tells)

    def is_clause(start: int, end: int) -> bool:
        return end - start >= LEAST_WORDS and telling[end] - telling[start] >= LEAST_TELLING

    places = [bisect_left(starts, edge) for edge in edges]
    kept = [edges[0]]
    last = places[0]
    for edge, place in zip(edges[1:-1], places[1:-1], strict=True):
        if is_clause(last, place) and is_clause(place, places[-1]):
            kept.append(edge)
            last = place
    return [*kept, edges[-1]]


def _between_figures(
    text: str, edges: Sequence[int], counted: Sequence[tuple[Figure, ...]]
) -> Iterator[int]:
    """An edge between each two figures of one clause, where a word parts them."""
    for first, second in pairwise(counted):
        start, end = first[-1].span.end, second[0].span.start
        if any(start <= edge <= end for edge in edges):
            continue
        found = [match.end() for match in _rules().part.finditer(text, start, end)]
        if found:
            yield found[0]


def _without_wholes(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures without those that the one before them is a part of."""
    return [
        figure
        for last, figure in zip([None, *figures], figures, strict=False)
        if last is None or not _WHOLE.fullmatch(text, last.span.end, figure.span.start)
    ]


def _ranges(text: str, figures: Sequence[Figure]) -> list[tuple[Figure, ...]]:
    """The figures, the two ends of a range as one."""
    groups: list[tuple[Figure, ...]] = []
    for figure in figures:
        last = groups[-1] if groups else ()
        if (
            len(last) == 1
            and last[0].unit == figure.unit
            and last[0].referent == figure.referent
            and last[0].value < figure.value
            and figure.span.start - last[0].span.end < RANGE
            and _JOINED.fullmatch(text, last[0].span.end, figure.span.start)
        ):
            groups[-1] = (*last, figure)
        else:
            groups.append((figure,))
    return groups


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """What is compared of a word, at most STEM letters; "" for words that tell nothing."""
    key = make_key(word.removesuffix("'s").removesuffix("’s"))
    if key in _rules().stop or len(key) < 2 or key[0].isdigit():
        return ""
    key = _shorten(key)
    return _synonyms().get(key, key)


def _shorten(key: str) -> str:
    if len(key) > STEM - 1:
        key = _ENDING.sub("", key)
    elif len(key) > 3:
        key = key.removesuffix("s")
    return key[:STEM]


@cache
def _synonyms() -> Mapping[str, str]:
    """Stem → the stem of the first word that means the same."""
    return {
        _shorten(make_key(word)): _shorten(make_key(row[0]))
        for row in read_wording("facts")["synonyms"]
        for word in row
    }


def stems_of(words: str) -> frozenset[str]:
    """The stems of all the words in `words`."""
    return frozenset(key for word in words.split() if (key := stem(word)))
