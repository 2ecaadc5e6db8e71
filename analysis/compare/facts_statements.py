"""Statements: the clauses of an article, each with what tells which fact it is.

A clause with a figure that counts or measures something is a statement of kind `figure`; one that
a source says or judges is a `verdict`; any other is an `action`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from analysis.compare.conflict_readings import Reading, read_figures
from analysis.compare.conflict_terms import find_topics, kinds_of, words_of
from analysis.compare.conflict_units import dimension_of, scaled
from analysis.compare.dates import read_date
from analysis.compare.days import find_days, is_ahead
from analysis.compare.facts_clauses import Place, cut_clauses, find_places, stem, stems_of
from analysis.compare.facts_figures import Measure, make_measure
from analysis.compare.wording import read_wording
from analysis.names import fold_name
from analysis.records import Document, FactKind, Figure, Span

MOST = 400
"""Statements of one article; the rest of a longer one is left out."""
LONGEST = 600
"""Characters of a statement that are compared."""
LONGEST_LEAD = 60
LEAST_TELLING = 3
"""Words besides names that a clause without source, date and figure needs to tell something."""
SOURCE_ONLY = 9
"""Words of a clause with "according to" from which on it may tell more than a source."""

_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d%]|[.,]\d)")
_JOINERS = ("of", "for", "and", "the", "de", "von", "van", "al", "in")


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause of one article (its index), with what tells which fact it is.

    `keys` are stems of its words, those of `names` among them; `years` and `days` are those it
    names. `source` is who says it, folded, or ""; `direct` marks words in quotation marks. `text`
    is what is compared: the clause, behind the name that its sentence begins with (or the one
    before, after a pronoun) where it has none of its own. `loose` is a clause that only follows
    on another, without name, date or figure; `judges` one with a verb of judgement, `ahead` one
    that speaks of what is to come. `topics` are what its words are about, whatever the words, and
    `values` its numbers with their dimension, durations and ages among them.
    """

    article: int
    span: Span
    sentence: int
    kind: FactKind
    text: str
    keys: frozenset[str]
    names: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    days: frozenset[date] = frozenset()
    figures: tuple[Figure, ...] = ()
    measure: Measure | None = None
    source: str = ""
    negated: bool = False
    direct: bool = False
    loose: bool = False
    judges: bool = False
    ahead: bool = False
    topics: frozenset[str] = frozenset()
    values: frozenset[tuple[str, float]] = frozenset()


@dataclass(slots=True)
class _Reader:
    """What is known of an article while its sentences are read."""

    known: frozenset[str]
    readings: Mapping[int, Reading]
    published: date | None
    event: date | None
    lead: str = field(default="")


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
    readings = read_figures(document, article, event_date=event_date)
    reader = _Reader(
        known,
        {reading.figure.span.start: reading for reading in readings},
        read_date(document.article.published),
        event_date,
    )
    found: list[Statement] = []
    for place in find_places(document, article):
        found += _statements_of(place, reader)
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


def _statements_of(place: Place, reader: _Reader) -> Iterator[Statement]:
    """The statements of a sentence; each figure of a clause is one."""
    if not _begins_with_pronoun(place):
        reader.lead = ""
    for span in cut_clauses(place):
        tokens = [token for token in place.tokens if span.contains(token)]
        names = frozenset(key for token in tokens if (key := _name(place, token, reader.known)))
        words = " ".join(span.of(place.document.text)[:LONGEST].split())
        if names:
            reader.lead = reader.lead or _first_name(place, tokens, reader.known)
        statement = _statement(place, span, tokens, names, words, reader)
        inside = [group for group in place.counted if span.contains(group[0].span)]
        yield from _with_figures(statement, inside, reader)


def _begins_with_pronoun(place: Place) -> bool:
    first = place.tokens[0].of(place.document.text) if place.tokens else ""
    return first in ("He", "She", "It", "They", "His", "Her", "Its", "Their")


def _statement(
    place: Place,
    span: Span,
    tokens: Sequence[Span],
    names: frozenset[str],
    shown: str,
    reader: _Reader,
) -> Statement:
    text = place.document.text
    rules = read_wording("facts")
    words = [token.of(text) for token in tokens]
    source = _source(span, place)
    days = find_days(text, span, published=reader.published, about=reader.event)
    keys = frozenset(key for word in words if (key := stem(word)))
    judges = any(word in rules["verdicts"] for word in words) or _judges(place, span)
    loose = not days and (
        _is_loose(words, names, rules["loose"])
        or (not source and len(keys - names) < LEAST_TELLING and not (judges and names))
    )
    if reader.lead and not names:
        shown = f"{reader.lead}: {shown}"
        names = stems_of(reader.lead)
    names |= stems_of(source) & reader.known
    return Statement(
        article=place.article,
        span=span,
        sentence=place.number,
        kind="verdict" if source else "action",
        text=shown,
        keys=keys | names,
        names=names,
        years=frozenset(int(year) for year in _YEAR.findall(span.of(text)[:LONGEST])),
        days=frozenset(day.first for day in days if day.precise and day.first != reader.event),
        source=source,
        direct=any(
            quote.start <= span.start + 1
            and 3 * (min(span.end, quote.end) - span.start) > span.end - span.start
            for quote in place.quoted
        ),
        loose=loose,
        judges=judges,
        topics=_topics(text, span),
        values=_values(place, span),
        ahead=is_ahead(span.of(text)[:LONGEST]),
        negated=any(word.casefold().replace("’", "'") in rules["negations"] for word in words),
    )


def _judges(place: Place, span: Span) -> bool:
    """Whether a clause praises or condemns, or gives a judgement in quotation marks."""
    polar, judging = _judgement()
    text = span.of(place.document.text)[:LONGEST]
    quotes = any(span.overlaps(quote) for quote in place.quoted)
    return bool(polar.search(text) or (quotes and judging.search(text)))


@cache
def _judgement() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words for and against, and verbs that judge: those that clashes of verdicts are found by."""
    raw = read_wording("conflict_verdicts")

    def words(entries: Sequence[str]) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w-])(?:{'|'.join(entries)})(?![\w-])", re.IGNORECASE)

    return words([*raw["condemning"], *raw["approving"]]), words(raw["judging"])


def _topics(text: str, span: Span) -> frozenset[str]:
    """What happens in a clause and the kinds of thing it names ("killed", "school.")."""
    words = words_of(span.of(text)[:LONGEST])
    found = {topic for topic, _, _ in find_topics(words)}
    return frozenset(found | {f"{kind}." for word in words for kind in kinds_of(word)})


def _values(place: Place, span: Span) -> frozenset[tuple[str, float]]:
    """The numbers of a clause; counts and ages are numbers alike."""
    found = set()
    for figure in place.figures:
        if not span.contains(figure.span) or figure.unit in ("date", "year"):
            continue
        dimension = dimension_of(figure) or figure.unit
        same = dimension in ("count", "bare", "years old", "rank")
        found.add(("" if same else dimension, scaled(figure)))
    return frozenset(found)


def _is_loose(words: Sequence[str], names: frozenset[str], starts: Sequence[str]) -> bool:
    """Whether a clause without a date only follows on another, or only says who said it."""
    if [word.lower() for word in words[:2]] == ["according", "to"]:
        return len(words) < SOURCE_ONLY
    return not names and bool(words) and words[0].lower() in starts


def _with_figures(
    statement: Statement, inside: Sequence[tuple[Figure, ...]], reader: _Reader
) -> Iterator[Statement]:
    """The statement once for each of its figures; a small count does not make it a figure."""
    for group in inside:
        measure = make_measure(group, reader.readings.get(group[0].span.start))
        yield replace(
            statement,
            kind="figure" if measure.telling else statement.kind,
            figures=group,
            measure=measure,
            loose=False,
        )
    if not inside:
        yield statement


def _source(span: Span, place: Place) -> str:
    """Who says a third of a clause or more, folded; "" where nobody does."""
    for content, attribution in place.said:
        shared = min(span.end, content.end) - max(span.start, content.start)
        if attribution.source is not None and 3 * shared > span.end - span.start:
            return fold_name(attribution.source.name) or attribution.source.name
    return ""


def _name(place: Place, token: Span, known: frozenset[str]) -> str:
    """The stem of a capitalised word; "" for others, and for an unknown first word."""
    text = place.document.text
    if not text[token.start].isupper():
        return ""
    key = stem(token.of(text))
    first = token.start - place.sentence.span.start < 2
    return "" if first and key not in known else key


def _first_name(place: Place, tokens: Sequence[Span], known: frozenset[str]) -> str:
    """The first run of words that are names, with the small words between them."""
    text = place.document.text
    run: list[Span] = []
    last = 0
    for token in tokens:
        if _name(place, token, known):
            run.append(token)
            last = len(run)
        elif run and token.of(text) in _JOINERS:
            run.append(token)
        elif run:
            break
    return Span(run[0].start, run[last - 1].end).of(text)[:LONGEST_LEAD] if run else ""
