"""The words of the articles: loaded ones, hedges, doubt and passives; what is distinctive."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.records import Comparison, Estimate, Span, WordHit, Wording, WordMeasure
from analysis.report.cells import estimate_cell
from analysis.report.charts.readability import IndexChart, Panel, Point
from analysis.report.keys import Index, Key
from analysis.report.parts import Cell, Column, Figure, Link, Notes, Table, even_columns, parted
from analysis.report.wording import number, plural, shorten

_NAMES: Mapping[WordMeasure, str] = {
    "loaded": "Loaded words",
    "hedge": "Hedges",
    "intensifier": "Intensifiers",
    "doubt": "Doubt markers",
    "scare": "Scare quotes",
    "passive": "Agentless passives",
}
_PANELS: tuple[tuple[WordMeasure, ...], ...] = (
    ("loaded", "doubt", "hedge"),
    ("intensifier", "passive"),
)
_PER_CHART = 12
_HITS, _WORDS, _LINKS = 14, 8, 4
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class HitView:
    """A counted word in its place: the words, why they count, whether they are quoted."""

    text: str
    note: str
    link: Link


@dataclass(frozen=True, slots=True)
class HitsOf:
    """The words of one measure in one article, and how many more there are."""

    name: str
    hits: tuple[HitView, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class WordsOf:
    """One article: every measure with its words, and the distinctive words."""

    key: Key
    measures: tuple[HitsOf, ...]
    distinctive: Table | None


@dataclass(frozen=True, slots=True)
class WordsView:
    """The part of the report on words."""

    figures: tuple[Figure, ...]
    rates: Table | None
    quoted: Table | None
    comparative: bool
    articles: tuple[WordsOf, ...]


def build_words(comparison: Comparison, index: Index) -> WordsView | None:
    """The part on words; None where nothing was measured."""
    rows = comparison.wording
    if not rows:
        return None
    return WordsView(
        figures=_figures(rows, index),
        rates=_rates(rows, index, "narrator"),
        quoted=_rates(rows, index, "quoted"),
        comparative=len(rows) > 1,
        articles=tuple(_article(words, index) for words in rows),
    )


def _figures(rows: Sequence[Wording], index: Index) -> tuple[Figure, ...]:
    figures = []
    for place, part in enumerate(parted(rows, _PER_CHART)):
        for half, names in enumerate(_PANELS):
            panels = tuple(_panel(part, rows, name) for name in names)
            keys = [index.key(words.article) for words in part]
            listed = ", ".join(_NAMES[name].lower() for name in names)
            figures.append(
                Figure(
                    id=f"figure-words-{place + 1}-{half + 1}",
                    title=f"The narrator’s words: {listed}, each per 1,000 words with its "
                    f"interval; {_sizes(rows)}",
                    alt="; ".join(
                        f"{key.letter}: "
                        + ", ".join(
                            f"{panel.name.lower()} {panel.points[line].words}" for panel in panels
                        )
                        for line, key in enumerate(keys)
                    )
                    + ".",
                    chart=IndexChart(tuple(key.label for key in keys), panels),
                    note=_method(rows) if half else "",
                )
            )
    return tuple(figures)


def _sizes(rows: Sequence[Wording]) -> str:
    counts = [words.narrator["loaded"].n for words in rows]
    low, high = number(min(counts)), number(max(counts))
    return f"n = {low if low == high else f'{low} to {high}'} words"


def _method(rows: Sequence[Wording]) -> str:
    method = next((e.method for words in rows for e in words.narrator.values() if e.method), "")
    return f"Method: {method}." if method else ""


def _panel(part: Sequence[Wording], rows: Sequence[Wording], name: WordMeasure) -> Panel:
    limits = [
        value
        for words in rows
        for value in (words.narrator[name].value, words.narrator[name].high)
        if math.isfinite(value)
    ]
    step = 10 ** math.floor(math.log10(max([*limits, 10.0]))) / 2
    end = math.ceil(max([*limits, step]) / step) * step
    while end / step > 5:
        step *= 2
    ticks = [step * tick for tick in range(int(end / step) + 1)]
    return Panel(
        name=_NAMES[name],
        lower="fewer",
        upper="more",
        start=0.0,
        end=end,
        ticks=tuple((tick, number(tick)) for tick in ticks),
        points=tuple(_point(words.narrator[name]) for words in part),
    )


def _point(estimate: Estimate) -> Point:
    words = number(estimate.value, 1) if estimate.known else "too few words"
    return Point(estimate.value, estimate.low, estimate.high, words)


def _rates(rows: Sequence[Wording], index: Index, voice: str) -> Table | None:
    notes = Notes()
    table_rows = []
    for words in rows:
        rates = words.narrator if voice == "narrator" else words.quoted
        key = index.key(words.article)
        cells = [
            estimate_cell(rates[name], notes, interval=True) for name in _NAMES if name in rates
        ]
        n = next(iter(rates.values())).n
        table_rows.append((Cell(key.name, foreign=True, detail=plural(n, "word")), *cells))
    names = [name for name in _NAMES if voice == "narrator" or name != "scare"]
    whose = "the narrator’s words" if voice == "narrator" else "the words in quotation marks"
    if voice == "quoted" and not any(e.known for words in rows for e in words.quoted.values()):
        return None
    return Table(
        caption=f"Per 1,000 of {whose}, with the interval below; headlines included.",
        columns=even_columns("Article", [_NAMES[name] for name in names]),
        rows=tuple(table_rows),
        notes=notes.listed(),
    )


def _article(words: Wording, index: Index) -> WordsOf:
    text = index.document(words.article).text
    by_measure: dict[WordMeasure, list[WordHit]] = {}
    for hit in words.hits:
        by_measure.setdefault(hit.measure, []).append(hit)
    return WordsOf(
        key=index.key(words.article),
        measures=tuple(
            _hits(name, by_measure[name], words.article, text, index)
            for name in _NAMES
            if name in by_measure
        ),
        distinctive=_distinctive(words, index),
    )


def _hits(
    name: WordMeasure, hits: Sequence[WordHit], article: str, text: str, index: Index
) -> HitsOf:
    left = len(hits) - _HITS
    return HitsOf(
        name=f"{_NAMES[name]} ({len(hits)})",
        hits=tuple(
            HitView(
                shorten(hit.span.of(text).strip('“”"«»„'), _LONGEST),
                _note(hit),
                index.link(article, hit.span),
            )
            for hit in hits[:_HITS]
        ),
        rest=f"and {plural(left, 'more')} in words.csv" if left > 0 else "",
    )


def _note(hit: WordHit) -> str:
    reason = "" if hit.measure in ("passive", "scare") else hit.reason
    return ", ".join(part for part in (reason, "quoted" * (hit.voice == "quoted")) if part)


def _distinctive(words: Wording, index: Index) -> Table | None:
    if not words.distinctive:
        return None
    return Table(
        caption="Words that this article uses more than the others do.",
        columns=(
            Column("Word", width=30),
            Column("Here", numeric=True, width=14),
            Column("In the others", numeric=True, width=16),
            Column("z", numeric=True, width=10),
            Column("Where", width=30),
        ),
        rows=tuple(
            (
                Cell(word.word, foreign=True),
                Cell(
                    number(word.own),
                    detail=f"{word.count} with shared copy" if word.count != word.own else "",
                ),
                Cell(number(word.others)),
                Cell(number(word.z, 1)),
                Cell("", links=_links(words.article, word.spans, index)),
            )
            for word in words.distinctive[:_WORDS]
        ),
        headed=True,
    )


def _links(article: str, spans: Sequence[Span], index: Index) -> tuple[Link, ...]:
    return index.links(article, spans)[:_LINKS]
