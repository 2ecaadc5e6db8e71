"""What `parallax axis check` and `axis show` print, as text."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Protocol

from analysis.axes.schema import Axis, line_of
from analysis.records import Document, FramingResult, SegmentScore

_POLES = {1: "positive", -1: "negative", 0: "neutral"}
_UNFILLED = "FILL IN"
_VERDICTS = {
    "well": "the axis can be told well",
    "somewhat": "the axis can be told somewhat",
    "cannot": "the axis cannot be told, no better than by guessing",
}
_SHOWN = 90


class _Figure(Protocol):
    @property
    def value(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...
    @property
    def guessed(self) -> float: ...


class _Misread(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def label(self) -> int: ...
    @property
    def read_as(self) -> int: ...


class _Told(Protocol):
    @property
    def macro_f1(self) -> _Figure: ...
    @property
    def auc(self) -> _Figure: ...
    @property
    def misread(self) -> Sequence[_Misread]: ...
    @property
    def verdict(self) -> str: ...


class _Check(Protocol):
    @property
    def examples(self) -> Mapping[int, int]: ...
    @property
    def missing(self) -> Mapping[int, int]: ...
    @property
    def bare_facets(self) -> Sequence[str]: ...
    @property
    def told(self) -> _Told | None: ...
    @property
    def together(self) -> _Told | None: ...


def check_text(file: str, source: str, axis: Axis, check: _Check) -> str:
    """What was found out about an axis file, whose text is `source`; a line each."""
    counts = f"{len(axis.entries)} entries, {len(axis.facets)} facets"
    examples = ", ".join(f"{check.examples[label]} {_POLES[label]}" for label in _POLES)
    lines = [f"{file}: a valid axis, “{axis.title}”, {counts}", f"Examples: {examples}."]
    unfilled = [n for n, line in enumerate(source.splitlines(), 1) if _is_unfilled(line)]
    if unfilled:
        lines.append(f"Still to be filled in: {_lines(unfilled)}.")
    if check.bare_facets:
        where = ", ".join(
            f"{facet} (line {line_of(source, ('facets', facet))})" for facet in check.bare_facets
        )
        lines.append(f"Facets without a word in the lexicon, which nothing can fill: {where}.")
    if not axis.sides.subject:
        lines.append("[sides] names no subject: praise, blame and deeds cannot be placed.")
    if axis.model is not None:
        lines.append(
            f"Texts are judged by the trained model {axis.model}, not by these examples; "
            "`parallax validate framing` measures it."
        )
    lines += _missing(check) if check.told is None else _told(source, check.told, check.together)
    return "\n".join(lines) + "\n"


def _is_unfilled(line: str) -> bool:
    return _UNFILLED in line and not line.lstrip().startswith("#")


def _missing(check: _Check) -> list[str]:
    more = ", ".join(f"{n} {_POLES[label]}" for label, n in check.missing.items())
    return [
        f"Too few examples to learn from: {more} more are needed. Until then texts are judged by "
        "the lexicon alone, and how well cannot be said."
    ]


def _told(source: str, told: _Told, together: _Told | None) -> list[str]:
    lines = [
        "Learned from the examples alone (each read by a model fitted without it, five-fold): "
        f"{_VERDICTS[told.verdict]}.",
        *_figures(told),
    ]
    if together is not None:
        lines += [
            f"With the lexicon, as texts are judged: {_VERDICTS[together.verdict]}.",
            *_figures(together),
            "  (too favourable where the lexicon was written from these same sentences)",
        ]
    misread = (together or told).misread
    if misread:
        lines.append(f"Misread ({len(misread)}):")
        lines += [_misread(source, one) for one in misread]
    return lines


def _figures(told: _Told) -> list[str]:
    return [
        f"  the three labels: macro-F1 {_figure(told.macro_f1)}",
        f"  one pole from the other: AUC {_figure(told.auc)}",
    ]


def _figure(figure: _Figure) -> str:
    return (
        f"{figure.value:.2f} (90 % interval {figure.low:.2f} to {figure.high:.2f}; "
        f"always guessing {figure.guessed:.2f})"
    )


def _misread(source: str, one: _Misread) -> str:
    written = json.dumps(one.text, ensure_ascii=False)[1:-1]
    line = line_of(source, (_POLES[one.label], "examples", written))
    text = one.text if len(one.text) <= _SHOWN else f"{one.text[: _SHOWN - 1]}…"
    return f"  line {line}, {_POLES[one.label]}, read as {_POLES[one.read_as]}: {text}"


def _lines(numbers: Sequence[int]) -> str:
    word = "line" if len(numbers) == 1 else "lines"
    return f"{word} {', '.join(map(str, numbers))}"


# --- axis show ----------------------------------------------------------------------------------


def fired_text(axis: Axis, document: Document, result: FramingResult) -> str:
    """Every segment of an article with its score, what each view says, and what fired where."""
    overall = result.overall
    score = (
        f"{overall.value:+.2f} ({overall.low:+.2f} to {overall.high:+.2f})"
        if overall.known
        else f"no score: {overall.note}"
    )
    poles = f"−1 {axis.negative.name} … +1 {axis.positive.name}"
    head = [f"{axis.id}: {axis.title}", f"{poles}; subject: {axis.subject}", f"Article: {score}"]
    if result.word_choice is not None:
        strongest = [*result.word_choice.up, *result.word_choice.down]
        words = ", ".join(f"{one.word} {one.effect:+.3f}" for one in strongest)
        head.append(f"Of it choice of words: {result.word_choice.value:+.3f} ({words or 'none'})")
    parts = [_segment(document, segment) for segment in result.segments]
    return "\n".join([*head, "", *parts])


def _segment(document: Document, segment: SegmentScore) -> str:
    said = " ".join(segment.span.of(document.text).split())
    views = ", ".join(f"{name} {value:+.2f}" for name, value in segment.views.items())
    place = f"{segment.span.start}–{segment.span.end} {segment.voice}"
    if segment.role == "headline":
        place += ", headline"
    numbers = f"score {segment.score:+.2f}, relevance {segment.relevance:.2f}"
    lines = [f"[{place}] {numbers}{f' ({views})' if views else ''}", f"  {said}"]
    lines += [
        f"    {one.effect:+.2f}  {one.facet}  {' '.join(one.label.split())}"
        f"  [{one.span.start}–{one.span.end}]"
        for one in segment.evidence
    ]
    return "\n".join(lines) + "\n"
