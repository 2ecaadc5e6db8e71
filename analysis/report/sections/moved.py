"""The sentences that moved a framing score: word for word, with what each adds and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.records import Analysis, Evidence, FramingResult, SegmentScore, Sentence
from analysis.report.cells import score
from analysis.report.keys import Index, Key
from analysis.report.parts import Link, Piece
from analysis.report.wording import interval, listing, number, plural, shorten
from analysis.stats.random_effects import PRIOR

if TYPE_CHECKING:
    from analysis.axes.schema import Axis

UP, DOWN, LEVEL = "▲", "▼", "■"
_MOVED, _MOVED_OF_MANY = 8, 4
_SENTENCE = 600
_VIEWS = {"lexicon": "word list", "words": "word model", "linear": "word model"}
# Between the words of a lexicon entry and the rules that changed their effect.
_STEP = " ⟂ "


@dataclass(frozen=True, slots=True)
class MovedView:
    """A sentence that moved a score: where, its words, which way, how much and through what."""

    link: Link
    pieces: tuple[Piece, ...]
    symbol: str
    direction: str
    facts: tuple[str, ...]
    fired: tuple[str, ...]
    """Entries of the word list with their facet, and words that moved the statistical view."""


@dataclass(frozen=True, slots=True)
class MovedGroup:
    """The sentences of one article, or why there are none."""

    key: Key
    summary: str
    sentences: tuple[MovedView, ...]


def build_moved(
    analysis: Analysis,
    result: FramingResult | None,
    index: Index,
    key: Key,
    axis: Axis,
    *,
    many: bool,
) -> MovedGroup:
    """The sentences that moved the score of one article; fewer where there are `many` articles."""
    if result is None:
        return MovedGroup(key, "No framing result for this article.", ())
    chosen = choose_moved(result, _MOVED_OF_MANY if many else _MOVED)
    overall = result.overall
    summary = (
        f"Score {score(overall.value)}"
        + (f", {limits}" if (limits := interval(overall, sign=True)) else "")
        if overall.known
        else f"No score: {overall.note or 'not measured'}"
    )
    return MovedGroup(
        key=key,
        summary=f"{summary}{_strongest(result, len(chosen))}",
        sentences=tuple(
            _moved_view(analysis, result, result.segments[place], index, axis) for place in chosen
        ),
    )


def _strongest(result: FramingResult, n_shown: int) -> str:
    """How many of the sentence parts with a pull are printed, in words."""
    n_pulling = sum(bool(segment.score * segment.share) for segment in result.segments)
    if not n_shown or n_pulling <= n_shown:
        return ""
    return f"; the strongest {number(n_shown)} of {plural(n_pulling, 'sentence part')}"


def choose_moved(result: FramingResult, limit: int) -> tuple[int, ...]:
    """The indices of `moved` to print: the strongest, but half of the room for each direction."""
    up = [place for place in result.moved if result.segments[place].score > 0]
    down = [place for place in result.moved if result.segments[place].score <= 0]
    half = limit // 2
    n_up = min(len(up), max(half, limit - len(down)))
    chosen = set(up[:n_up]) | set(down[: limit - n_up])
    return tuple(place for place in result.moved if place in chosen)


def _moved_view(
    analysis: Analysis, result: FramingResult, segment: SegmentScore, index: Index, axis: Axis
) -> MovedView:
    pull = segment.score * segment.share
    symbol, direction = direction_words(pull, axis)
    facts = [f"{segment.voice} voice", f"score {score(segment.score)}"]
    if segment.role != "body":
        facts[0] = f"{segment.role}, {facts[0]}"
    if result.overall.known and segment.role != "headline":
        total = sum(part.relevance for part in result.segments if part.role != "headline")
        facts.append(f"adds {score(pull / (total + PRIOR))} to the article's score")
    facts.extend(
        f"{_VIEWS.get(name, name)} {score(value)}" for name, value in sorted(segment.views.items())
    )
    return MovedView(
        link=index.link(analysis.article.id, segment.span),
        pieces=_sentence_pieces(analysis, segment, axis),
        symbol=symbol,
        direction=direction,
        facts=tuple(facts),
        fired=(*_entries(segment.evidence, axis), *_model_words(segment.evidence, axis)),
    )


def direction_words(pull: float, axis: Axis) -> tuple[str, str]:
    """Symbol and words for the direction of a pull: never the colour alone."""
    if pull > 0:
        return UP, axis.positive.name
    if pull < 0:
        return DOWN, axis.negative.name
    return LEVEL, "neither way"


def _sentence_pieces(analysis: Analysis, segment: SegmentScore, axis: Axis) -> tuple[Piece, ...]:
    """The whole sentence, what is outside the segment set back, entries that fired marked."""
    text = analysis.article.text
    sentences: Sequence[Sentence] = analysis.document.sentences
    inside = 0 <= segment.sentence < len(sentences)
    start, end = sentences[segment.sentence].span if inside else segment.span
    start, end = min(start, segment.span.start), max(end, segment.span.end)
    pieces = [Piece(text[start : segment.span.start], "outside")]
    at = segment.span.start
    fired = [item for item in segment.evidence if item.effect and item.facet in axis.facets]
    for item in sorted(fired, key=lambda item: item.span):
        if item.span.start < at or item.span.end > segment.span.end:
            continue
        pieces.append(Piece(text[at : item.span.start]))
        pieces.append(Piece(item.span.of(text), "for" if item.effect > 0 else "against"))
        at = item.span.end
    pieces.append(Piece(text[at : segment.span.end]))
    pieces.append(Piece(text[segment.span.end : end], "outside"))
    return _limited([piece for piece in pieces if piece.text], _SENTENCE)


def _limited(pieces: Sequence[Piece], limit: int) -> tuple[Piece, ...]:
    """Pieces up to `limit` characters in all; a sentence that long is a list without stops."""
    kept: list[Piece] = []
    for piece in pieces:
        if len(piece.text) > limit:
            kept.append(Piece(shorten(piece.text, max(limit, 2)), piece.mark))
            break
        kept.append(piece)
        limit -= len(piece.text)
    return tuple(kept)


def _entries(evidence: Sequence[Evidence], axis: Axis) -> Iterable[str]:
    """The entries of the word list: direction, words, the rules that changed them, facet."""
    for item in evidence:
        facet = axis.facets.get(item.facet)
        if facet is None:
            continue
        words, *rules = item.label.split(_STEP)
        changed = f" changed by {listing([_rule(rule) for rule in rules])}" if rules else ""
        yield f"{_symbol(item.effect)} {shorten(words, 60)}{changed}: {facet.name}"


def _model_words(evidence: Sequence[Evidence], axis: Axis) -> Iterable[str]:
    words = [
        f"{_symbol(item.effect)} {shorten(item.label, 40)}"
        for item in evidence
        if item.facet not in axis.facets
    ]
    if words:
        yield f"word model: {', '.join(words)}"


def _rule(label: str) -> str:
    """A rule with the word that called it up in quotation marks: “not” (negation)."""
    word, bracket, kind = label.partition(" (")
    return shorten(f"“{word}” ({kind}" if bracket else label, 50)


def _symbol(effect: float) -> str:
    return UP if effect > 0 else DOWN if effect < 0 else LEVEL
