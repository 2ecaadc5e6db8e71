"""Readability: the indices of each article, of its narrator and of the words it quotes."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from analysis.records import Analysis, Comparison, Estimate, ReadabilityResult, Voice
from analysis.report.cells import Form, estimate_cell, measure, tenth, whole
from analysis.report.charts.readability import IndexChart, Panel, Point
from analysis.report.keys import Index
from analysis.report.parts import Cell, Figure, Notes, Table, even_columns, parted
from analysis.report.sections.differences import told_apart
from analysis.report.wording import number, sentence, shorten

_PER_CHART = 24
_COLUMNS: tuple[tuple[str, str, Form], ...] = (
    ("words", "Words", whole),
    ("sentences", "Sen\u00adtences", whole),
    ("words_per_sentence", "Words a sentence", tenth),
    ("flesch_reading_ease", "Flesch ease", tenth),
    ("flesch_kincaid_grade", "Flesch–\u200bKincaid", tenth),
    ("gunning_fog", "Gunning fog", tenth),
    ("smog", "SMOG", tenth),
    ("ari", "ARI", tenth),
    ("coleman_liau", "Coleman–\u200bLiau", tenth),
    ("dale_chall", "Dale–\u200bChall", tenth),
    ("reading_time", "Minutes", tenth),
)
_VOICED = tuple(
    column
    for column in _COLUMNS
    if column[0] in {"words", "words_per_sentence", "flesch_reading_ease", "flesch_kincaid_grade"}
)
_VOICES: tuple[Voice, ...] = ("narrator", "quoted")

_COMPARED = {
    "flesch_reading_ease": "Flesch reading ease",
    "words_per_sentence": "Words a sentence",
}
_METHOD_NAMES = {
    name: label.replace("\u00ad", "").replace("\u200b", "") for name, label, _ in _COLUMNS
}


@dataclass(frozen=True, slots=True)
class ReadabilityView:
    """The readability part of the report."""

    figures: tuple[Figure, ...]
    indices: Table
    voices: Table
    told_apart: tuple[str, ...]
    method: tuple[tuple[str, str], ...]


def build_readability(comparison: Comparison, index: Index) -> ReadabilityView | None:
    """The readability part; None when no article has a readability result."""
    results = [_result(analysis) for analysis in comparison.analyses]
    if not any(results):
        return None
    return ReadabilityView(
        figures=_figures(results, index),
        indices=_indices(results, index),
        voices=_voices(results, index),
        told_apart=told_apart(comparison, index, "readability", _COMPARED),
        method=_method(results),
    )


def _result(analysis: Analysis) -> ReadabilityResult | None:
    result = analysis.results.get("readability")
    return result if isinstance(result, ReadabilityResult) else None


def _measures(result: ReadabilityResult | None) -> Mapping[str, Estimate]:
    return result.measures if result else {}


def _figures(results: Sequence[ReadabilityResult | None], index: Index) -> tuple[Figure, ...]:
    known = [
        result for result in results if measure(_measures(result), "flesch_reading_ease").known
    ]
    if not known:
        return ()
    figures = []
    pairs = list(zip(results, index.keys, strict=True))
    for place, part in enumerate(parted(pairs, _PER_CHART)):
        lot, keys = [result for result, _ in part], [key for _, key in part]
        panels = (
            _panel(
                lot,
                results,
                "flesch_reading_ease",
                ("Flesch reading ease", "harder", "easier"),
                step=_flesch_step,
            ),
            _panel(
                lot,
                results,
                "words_per_sentence",
                ("Words a sentence", "shorter", "longer"),
                step=_words_step,
            ),
        )
        figures.append(
            Figure(
                id=f"figure-readability-{place + 1}",
                title="How readable each article is: Flesch reading ease (about 0 to 100) and "
                f"words a sentence, each with its interval; {_sentences(results)}",
                alt="; ".join(
                    f"{key.letter}: reading ease {panels[0].points[line].words}, words a "
                    f"sentence {panels[1].points[line].words}"
                    for line, key in enumerate(keys)
                )
                + ".",
                chart=IndexChart(tuple(key.label for key in keys), panels),
                note=_interval_note(known),
            )
        )
    return tuple(figures)


def _interval_note(results: Sequence[ReadabilityResult | None]) -> str:
    methods = dict.fromkeys(
        estimate.method
        for result in results
        if (estimate := measure(_measures(result), "flesch_reading_ease")).method
    )
    return " ".join(f"Method: {method.rstrip('.')}." for method in methods)


def _sentences(results: Sequence[ReadabilityResult | None]) -> str:
    counts = [
        estimate.value
        for result in results
        if (estimate := measure(_measures(result), "sentences")).known
    ]
    if not counts:
        return "number of sentences unknown"
    low, high = number(min(counts)), number(max(counts))
    return f"n = {low if low == high else f'{low} to {high}'} sentences"


def _flesch_step(low: float, high: float) -> float:
    return 10 if high - low <= 60 else 20


def _words_step(low: float, high: float) -> float:
    return (
        5
        if high - low <= 30
        else 10
        if high - low <= 60
        else 10 ** math.ceil(math.log10((high - low) / 6))
    )


def _panel(
    lot: Sequence[ReadabilityResult | None],
    results: Sequence[ReadabilityResult | None],
    name: str,
    words: tuple[str, str, str],
    *,
    step: Callable[[float, float], float],
) -> Panel:
    values = [
        value
        for result in results
        for estimate in (measure(_measures(result), name),)
        for value in (estimate.value, estimate.low, estimate.high)
        if math.isfinite(value)
    ] or [0.0]
    width = step(min(values), max(values))
    start = math.floor(min(values) / width) * width
    end = max(math.ceil(max(values) / width) * width, start + width)
    n_ticks = round((end - start) / width) + 1
    ticks = [start + width * place for place in range(n_ticks)]
    return Panel(
        name=words[0],
        lower=words[1],
        upper=words[2],
        start=start,
        end=end,
        ticks=tuple((tick, number(tick)) for tick in ticks),
        points=tuple(_point(measure(_measures(result), name)) for result in lot),
    )


def _point(estimate: Estimate) -> Point:
    if not estimate.known:
        return Point(math.nan, math.nan, math.nan, shorten(f"unknown: {estimate.note}", 45))
    return Point(estimate.value, estimate.low, estimate.high, tenth(estimate.value))


def _indices(results: Sequence[ReadabilityResult | None], index: Index) -> Table:
    notes = Notes()
    rows = tuple(
        (
            Cell(key.name, foreign=True),
            *(
                estimate_cell(measure(_measures(result), name), notes, form=form)
                for name, _, form in _COLUMNS
            ),
        )
        for key, result in zip(index.keys, results, strict=True)
    )
    return Table(
        caption="Readability indices of the body text. A higher Flesch reading ease means easier "
        "to read; Flesch–Kincaid, fog, SMOG, ARI and Coleman–Liau name a US school grade, and a "
        "higher one means harder to read; so does a higher Dale–Chall.",
        columns=even_columns("Article", [label for _, label, _ in _COLUMNS], width=18),
        rows=rows,
        notes=notes.listed(),
        wide=True,
    )


def _voices(results: Sequence[ReadabilityResult | None], index: Index) -> Table:
    notes = Notes()
    rows = []
    for key, result in zip(index.keys, results, strict=True):
        cells = (
            estimate_cell(
                measure(result.voices.get(voice, {}) if result else {}, name), notes, form=form
            )
            for voice in _VOICES
            for name, _, form in _VOICED
        )
        rows.append((Cell(key.name, foreign=True), *cells))
    return Table(
        caption="Narrator and quoted words apart.",
        columns=even_columns(
            "Article",
            [
                f"{voice.capitalize()}: {label.replace('Words', 'words')}"
                for voice in _VOICES
                for _, label, _ in _VOICED
            ],
        ),
        rows=tuple(rows),
        notes=notes.listed(),
        wide=True,
    )


def _method(results: Sequence[ReadabilityResult | None]) -> tuple[tuple[str, str], ...]:
    lines: dict[str, str] = {}
    for result in results:
        if result is not None:
            for name, words in sorted(result.method.items()):
                lines.setdefault(_METHOD_NAMES.get(name, name.replace("_", " ")), words)
    return tuple((name[:1].upper() + name[1:], sentence(words)) for name, words in lines.items())
