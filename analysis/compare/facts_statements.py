"""Statements: the clauses of an article, each with what tells which fact it is.

A sentence is cut at commas and dashes before words that begin a clause, never inside a quotation,
and between figures. A clause with a figure that counts or measures something is a statement of
kind `figure`; one that a source says or judges is a `verdict`; any other is an `action`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise
from typing import TypeVar

from analysis.compare.conflict_readings import Reading, read_figures
from analysis.compare.wording import read_wording
from analysis.compare.words import make_key
from analysis.names import fold_name
from analysis.records import Attribution, Document, FactKind, Figure, Sentence, Span

LEAST_WORDS = 4
"""A shorter clause is joined to the one before it."""
LEAST_TELLING = 2
"""So do one with fewer words that tell something and are no names."""
MOST = 400
"""Statements of one article; the rest of a longer one is left out."""
LONGEST = 600
"""Characters of a statement that are compared."""
STEM = 6
RANGE = 24
"""Characters between the two ends of a range, at most."""

_TRIM = re.compile(r"[\s,;:–—-]*")
_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d%]|[.,]\d)")
_ENDING = re.compile(r"(?:ations?|ings?|ers?|ed|es|s|ly)$")
_JOINED = re.compile(r"\s*(?:and|to|or|-|–)\s*")
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause of one article (its index), with what tells which fact it is.

    `keys` are stems of its words, those of `names` among them; `years` are the years it names.
    `figures` (one, or both ends of a range), `value` (lowest, highest), `unit` and `referent`
    (stems) are those of a figure; `concept` is what it measures and whose (`conflict_readings`),
    () where that is not known, and `label` its name. `source` is who says it, folded, or "";
    `direct` marks words wholly in quotation marks. `days` are month × 100 + day of the dates in
    it. `text` is what is compared: the clause, behind the name its sentence begins with where it
    has none of its own.
    """

    article: int
    span: Span
    sentence: int
    kind: FactKind
    text: str
    keys: frozenset[str]
    names: frozenset[str]
    years: frozenset[int]
    position: float
    figures: tuple[Figure, ...] = ()
    value: tuple[float, float] | None = None
    unit: str = ""
    referent: frozenset[str] = frozenset()
    source: str = ""
    negated: bool = False
    direct: bool = False
    days: frozenset[int] = frozenset()
    concept: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Rules:
    cut: re.Pattern[str]
    part: re.Pattern[str]
    stop: frozenset[str]
    negations: frozenset[str]
    context: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence with the annotations that fall into it."""

    document: Document
    article: int
    number: int
    sentence: Sentence
    tokens: Sequence[Span]
    figures: Sequence[Figure]
    said: Sequence[tuple[Span, Attribution]]
    quoted: Sequence[Span]
    known: frozenset[str]
    readings: Mapping[int, Reading]


@cache
def _rules() -> _Rules:
    raw = read_wording("facts")
    joints, bare, partings = ("|".join(raw[k]) for k in ("joints", "bare_joints", "partings"))
    return _Rules(
        cut=re.compile(
            rf",\s(?=(?:{joints})\b)|;\s|:\s|\s[–—-]\s|—|\s(?=(?:{bare})\s)", re.IGNORECASE
        ),
        part=re.compile(rf",\s|\s(?=(?:{partings})\s)", re.IGNORECASE),
        stop=frozenset(make_key(word) for word in raw["stop"].split()),
        negations=frozenset(raw["negations"]),
        context=frozenset(raw["context_units"]),
    )


def find_statements(
    document: Document,
    article: int,
    *,
    known: frozenset[str] = frozenset(),
    event_date: date | None = None,
) -> tuple[Statement, ...]:
    """The statements of one article's body in text order; none for an empty one.

    `known` are stems of names (`find_known`), which are names at the start of a sentence too.
    """
    found: list[Statement] = []
    for place in _places(document, article, known, event_date):
        found += _statements_of(place)
        if len(found) >= MOST:
            break
    return tuple(found[:MOST])


def find_known(documents: Sequence[Document]) -> frozenset[str]:
    """The stems of the words that stand with a capital within a sentence, in any document."""
    found: set[str] = set()
    for document in documents:
        text = document.text
        for token in document.tokens:
            before = text[max(token.start - 2, 0) : token.start]
            if text[token.start].isupper() and before[1:] == " " and before[0].islower():
                found.add(stem(token.of(text)))
    return frozenset(found - {""})


def _places(
    document: Document, article: int, known: frozenset[str], event_date: date | None
) -> Iterator[_Place]:
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
    quoted = [q.inner for q in document.quotations if not q.scare]
    tokens = _Finder(document.tokens, lambda token: token)
    figures = _Finder(document.figures, lambda figure: figure.span)
    contents = _Finder(said, lambda item: item[0])
    readings = {
        reading.figure.span.start: reading
        for reading in read_figures(document, article, event_date=event_date)
    }
    quotes = _Finder(quoted, lambda quote: quote)
    for number, sentence in enumerate(document.sentences):
        if sentence.role == "body":
            span = sentence.span
            yield _Place(
                document,
                article,
                number,
                sentence,
                tokens(span),
                figures(span),
                contents(span),
                quotes(span),
                known,
                readings,
            )


class _Finder:
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


# --- clauses ------------------------------------------------------------------------------------


def _statements_of(place: _Place) -> Iterator[Statement]:
    text = place.document.text
    rules = _rules()
    counted = _ranges(text, [f for f in place.figures if f.unit not in rules.context])
    lead = ""
    for span in _clauses(place, counted):
        tokens = [token for token in place.tokens if span.contains(token)]
        inside = [group for group in counted if span.contains(group[0].span)]
        names = _names(place, tokens)
        words = " ".join(span.of(text)[:LONGEST].split())
        shown = words
        if lead and not names:
            shown = f"{lead}: {words}"
            names = frozenset(key for word in lead.split() if (key := stem(word)))
        elif names and not lead:
            lead = _first_name(place, tokens)
        if not inside:
            yield _statement(place, span, tokens, names, shown, ())
        for group in inside:
            yield _statement(place, span, tokens, names, shown, group)


def _clauses(place: _Place, counted: Sequence[tuple[Figure, ...]]) -> list[Span]:
    """The clauses of a sentence, in order, without the commas and dashes between them."""
    text, whole = place.document.text, place.sentence.span
    cuts = {match.end() for match in _rules().cut.finditer(text, *whole)}
    cuts |= {
        attribution.cue.span.start
        for _, attribution in place.said
        if attribution.cue is not None
        and whole.contains(attribution.cue.span)
        and text[attribution.cue.span.start - 2 : attribution.cue.span.start] == ", "
    }
    outside = sorted(
        cut for cut in cuts if not any(quote.start < cut < quote.end for quote in place.quoted)
    )
    edges = _with_words(text, place.tokens, [whole.start, *outside, whole.end])
    edges = sorted({*edges, *_between_figures(text, edges, counted)})
    clauses = []
    for start, end in pairwise(edges):
        trimmed = _TRIM.match(text, start, end)
        start = trimmed.end() if trimmed else start
        while end > start and text[end - 1] in " \t\n,;:–—-":
            end -= 1
        if end > start:
            clauses.append(Span(start, end))
    return clauses


def _with_words(text: str, tokens: Sequence[Span], edges: Sequence[int]) -> list[int]:
    """The edges without those that would leave too little on either side to be a clause."""
    starts = [token.start for token in tokens]
    telling = [0]
    for token in tokens:
        word = token.of(text)
        telling.append(telling[-1] + (word[0].islower() and bool(stem(word))))

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


# --- what a clause tells ------------------------------------------------------------------------


def _statement(
    place: _Place,
    span: Span,
    tokens: Sequence[Span],
    names: frozenset[str],
    shown: str,
    group: tuple[Figure, ...],
) -> Statement:
    text = place.document.text
    rules = _rules()
    words = [token.of(text) for token in tokens]
    source = _source(span, place.said)
    reading = place.readings.get(group[0].span.start) if group else None
    names |= {key for word in source.split() if (key := stem(word)) in place.known}
    kind: FactKind = "figure" if group else "verdict" if source else "action"
    return Statement(
        article=place.article,
        span=span,
        sentence=place.number,
        kind=kind,
        text=shown,
        keys=frozenset(k for word in words if (k := stem(word))) | names,
        names=names,
        years=frozenset(int(year) for year in _YEAR.findall(span.of(text)[:LONGEST])),
        position=span.start / max(len(text), 1),
        figures=group,
        value=(group[0].value, group[-1].value) if group else None,
        unit=group[0].unit if group else "",
        referent=frozenset(k for w in group[0].referent.split() if (k := stem(w)))
        if group
        else frozenset(),
        source=source,
        direct=any(
            quote.start <= span.start + 1 and span.end - 2 <= quote.end for quote in place.quoted
        ),
        days=frozenset(
            int(f.value) for f in place.figures if f.unit == "date" and span.contains(f.span)
        ),
        concept=reading.key if reading is not None and reading.concept else (),
        label=reading.label if reading is not None and reading.concept else "",
        negated=any(word.casefold().replace("’", "'") in rules.negations for word in words),
    )


def _source(span: Span, said: Sequence[tuple[Span, Attribution]]) -> str:
    """Who says a third of a clause or more, folded; "" where nobody does."""
    for content, attribution in said:
        shared = min(span.end, content.end) - max(span.start, content.start)
        if attribution.source is not None and 3 * shared > span.end - span.start:
            return fold_name(attribution.source.name) or attribution.source.name
    return ""


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """What is compared of a word, at most STEM letters; "" for words that tell nothing."""
    key = make_key(word.removesuffix("'s").removesuffix("’s"))
    if key in _rules().stop or len(key) < 2 or key[0].isdigit():
        return ""
    if len(key) > STEM - 1:
        key = _ENDING.sub("", key)
    elif len(key) > 3:
        key = key.removesuffix("s")
    return key[:STEM]


def _names(place: _Place, tokens: Sequence[Span]) -> frozenset[str]:
    """The stems of the words that are names."""
    return frozenset(key for token in tokens if (key := _name(place, token)))


def _name(place: _Place, token: Span) -> str:
    """The stem of a capitalised word; "" for others, and for an unknown first word."""
    text = place.document.text
    if not text[token.start].isupper():
        return ""
    key = stem(token.of(text))
    first = token.start - place.sentence.span.start < 2
    return "" if first and key not in place.known else key


def _first_name(place: _Place, tokens: Sequence[Span]) -> str:
    """The first run of words that are names."""
    run: list[Span] = []
    for token in tokens:
        if _name(place, token):
            run.append(token)
        elif run and token.of(place.document.text) not in ("of", "for", "and", "the", "de", "von"):
            break
    return Span(run[0].start, run[-1].end).of(place.document.text)[:60] if run else ""
