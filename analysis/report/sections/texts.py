"""The articles as read, sentences numbered: the place every reference leads to.

A brief report prints only the sentences that it refers to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from analysis.records import Analysis, Comparison, FramingResult, Role, Segment, Span
from analysis.report.keys import Index, Key, anchor
from analysis.report.parts import Mark, Piece
from analysis.report.sections.moved import direction_words
from analysis.report.wording import shorten

if TYPE_CHECKING:
    from analysis.axes.schema import Axis

_TITLE = 160


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence: its id in the page, its number, its pieces, which way it pulls."""

    id: str
    label: str
    pieces: tuple[Piece, ...]
    symbol: str
    direction: str


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """The sentences of one paragraph."""

    role: Role
    sentences: tuple[SentenceView, ...]


@dataclass(frozen=True, slots=True)
class TextView:
    """One article as read."""

    key: Key
    subtitle: str
    """The title, where the heading names the outlet and the text has no headline of its own."""
    paragraphs: tuple[ParagraphView, ...]


def build_texts(
    comparison: Comparison, index: Index, axis: Axis, *, only: frozenset[str] | None = None
) -> tuple[TextView, ...]:
    """The text of every article, in the order of the report; with `only`, those sentences."""
    return tuple(
        TextView(key, _subtitle(analysis, key), tuple(_paragraphs(analysis, key, axis, only)))
        for analysis, key in zip(comparison.analyses, index.keys, strict=True)
    )


def _subtitle(analysis: Analysis, key: Key) -> str:
    shown = key.known and key.outlet and analysis.article.headline is None
    return shorten(key.title, _TITLE) if shown else ""


def _paragraphs(
    analysis: Analysis, key: Key, axis: Axis, only: frozenset[str] | None
) -> Iterable[ParagraphView]:
    document = analysis.document
    pulls = _pulls(analysis)
    segments: dict[int, list[Segment]] = {}
    for segment in document.segments:
        segments.setdefault(segment.sentence, []).append(segment)
    numbered = [
        (place, sentence)
        for place, sentence in enumerate(document.sentences)
        if only is None or anchor(key.letter, place) in only
    ]
    for (_, role), group in groupby(numbered, key=lambda item: (item[1].paragraph, item[1].role)):
        sentences = []
        for place, sentence in group:
            symbol, direction = direction_words(pulls[place], axis) if place in pulls else ("", "")
            sentences.append(
                SentenceView(
                    id=anchor(key.letter, place)[1:],
                    label=f"{key.letter}{place + 1}",
                    pieces=_pieces(document.text, sentence.span, segments.get(place, ())),
                    symbol=symbol,
                    direction=direction,
                )
            )
        yield ParagraphView(role, tuple(sentences))


def _pulls(analysis: Analysis) -> dict[int, float]:
    """The pull of every sentence that moved the score."""
    result = analysis.results.get("framing")
    pulls: dict[int, float] = {}
    if isinstance(result, FramingResult):
        for place in result.moved:
            segment = result.segments[place]
            pull = segment.score * segment.share
            pulls[segment.sentence] = pulls.get(segment.sentence, 0.0) + pull
    return pulls


def _mark(segment: Segment) -> Mark:
    if segment.voice == "quoted":
        return "quoted"
    return "" if segment.attribution is None else "reported"


def _pieces(text: str, span: Span, segments: Sequence[Segment]) -> tuple[Piece, ...]:
    pieces = []
    at = span.start
    for segment in segments:
        if segment.span.start > at:
            pieces.append(Piece(text[at : segment.span.start]))
        pieces.append(Piece(segment.span.of(text), _mark(segment)))
        at = segment.span.end
    if at < span.end:
        pieces.append(Piece(text[at : span.end]))
    return tuple(piece for piece in pieces if piece.text)
