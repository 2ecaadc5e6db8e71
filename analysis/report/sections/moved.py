"""The sentences that moved a framing score: word for word, with what each adds and why."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.records import (
    Analysis,
    ChosenWord,
    Estimate,
    Evidence,
    FramingResult,
    SegmentScore,
    Sentence,
)
from analysis.report.cells import score
from analysis.report.keys import Index, Key
from analysis.report.parts import Link, Piece
from analysis.report.sections.framing_views import views_words
from analysis.report.wording import interval, listing, number, percent, plural, shorten, signed
from analysis.stats.random_effects import PRIOR

if TYPE_CHECKING:
    from analysis.axes.schema import Axis

UP, DOWN, LEVEL = "▲", "▼", "■"
_MOVED, _MOVED_OF_MANY = 5, 4
_SENTENCE = 600
_WORDS = 5
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
    views: str
    """What each view says, and whether they agree; "" where there is one view or none."""
    fired: tuple[str, ...]
    """Entries of the word list with their facet, and words that moved the statistical view."""


@dataclass(frozen=True, slots=True)
class MovedGroup:
    """The sentences of one article, or why there are none."""

    key: Key
    summary: str
    sentences: tuple[MovedView, ...]
    sum: str = ""
    """How what is shown and the rest add up to the score."""
    choice: str = ""
    """What the choice of words adds, and which words add most."""
    robust: str = ""
    """The score without its strongest sentence."""
    strongest: Link | None = None


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
    moves = sentence_moves(result)
    strongest = max(moves, key=lambda sentence: (abs(moves[sentence]), -sentence), default=None)
    sentences = _sentences(result, chosen, strongest)
    return MovedGroup(
        key=key,
        summary=f"{summary}{_strongest(result, len(sentences))}",
        sentences=tuple(moved_view(analysis, result, one, index, axis) for one in sentences),
        sum=_sum(result, moves, sentences),
        choice=choice_words(result, axis),
        robust=_robust(result, axis) if strongest is not None else "",
        strongest=None
        if strongest is None
        else index.link(analysis.article.id, parts_of(result, strongest)[0].span),
    )


def contributions(result: FramingResult) -> tuple[float, ...]:
    """What each segment adds to the score of the article; with its choice of words they sum up to
    it.

    0 for the headline, which is scored apart, and for all where the article has no score.
    """
    total = math.fsum(s.relevance for s in result.segments if s.role != "headline")
    if not result.overall.known or total <= 0.0:
        return (0.0,) * len(result.segments)
    return tuple(
        0.0 if s.role == "headline" else s.score * s.share / (total + PRIOR)
        for s in result.segments
    )


def sentence_moves(result: FramingResult) -> dict[int, float]:
    """What each sentence adds to the score of the article; sentences that add nothing are left out.

    A sentence with parts in several voices adds what its parts add together.
    """
    moves: dict[int, float] = {}
    for segment, move in zip(result.segments, contributions(result), strict=True):
        moves[segment.sentence] = moves.get(segment.sentence, 0.0) + move
    return {sentence: move for sentence, move in moves.items() if move}


def parts_of(result: FramingResult, sentence: int) -> list[SegmentScore]:
    """The parts of a sentence that pull, in text order."""
    return [s for s in result.segments if s.sentence == sentence and s.score * s.share]


def _sentences(result: FramingResult, chosen: Sequence[int], strongest: int | None) -> list[int]:
    """The sentences of the chosen parts and the strongest, what pulls most first."""
    sentences = {result.segments[place].sentence for place in chosen}
    if strongest is not None:
        sentences.add(strongest)
    pulls = {
        sentence: math.fsum(part.score * part.share for part in parts)
        for sentence in sorted(sentences)
        if (parts := parts_of(result, sentence))
    }
    return sorted(pulls, key=lambda sentence: (-abs(pulls[sentence]), sentence))


def _sum(result: FramingResult, moves: Mapping[int, float], sentences: Sequence[int]) -> str:
    """The sum that the reader can check: what is shown, the rest, the score."""
    if not result.overall.known or not sentences:
        return ""
    value = result.overall.value
    shown = math.fsum(round(moves.get(sentence, 0.0), 3) for sentence in sentences)
    n_rest = len(set(moves) - set(sentences))
    if not n_rest and result.word_choice is None:
        return f"Together these add {signed(shown, 3)}: the score {score(value)}."
    added = [f"Together these add {signed(shown, 3)}"]
    # What is not shown sentence by sentence takes the rounding, so that the printed sum is right.
    choice = round(result.word_choice.value, 3) if result.word_choice is not None else 0.0
    rest = round(value, 3) - shown - choice
    if n_rest:
        others = "the other one" if n_rest == 1 else f"the other {number(n_rest)}"
        added.append(f"{others} {signed(rest, 3)}")
    else:
        choice += rest
    if result.word_choice is not None:
        added.append(f"the choice of words in the whole article {signed(choice, 3)}")
    return f"{', '.join(added)}; the sum, {signed(value, 3)}, is the score."


def choice_words(result: FramingResult, axis: Axis) -> str:
    """The words that add most to the score beside the sentences, each with what it adds; "" where
    there are none."""
    choice = result.word_choice
    if choice is None or not (choice.up or choice.down):
        return ""
    told = [
        f"{symbol} toward {pole.name}: {', '.join(_chosen(word) for word in words[:_WORDS])}"
        for symbol, pole, words in (
            (UP, axis.positive, choice.up),
            (DOWN, axis.negative, choice.down),
        )
        if words
    ]
    return f"In its choice of words count most, {'; '.join(told)}."


def _chosen(word: ChosenWord) -> str:
    times = f", {number(word.times)} times" if word.times > 1 else ""
    return f"“{word.word}” ({signed(word.effect, 3)}{times})"


def _robust(result: FramingResult, axis: Axis) -> str:
    """What the score would be without its strongest sentence, and whether that changes it."""
    rest, whole = result.without_strongest, result.overall
    if not rest.known:
        return f"there is no score: {rest.note[:1].lower()}{rest.note[1:]}" if rest.note else ""
    limits = f" ({between})" if (between := interval(rest, sign=True)) else ""
    told = f"the score is {score(rest.value)}{limits}"
    before, after = _side(whole), _side(rest)
    if before and not after:
        pole = axis.positive if before > 0 else axis.negative
        return f"{told}: that it leans toward {pole.name} at all hangs on that one sentence."
    if not before and after:
        pole = axis.positive if after > 0 else axis.negative
        return f"{told}: the rest leans toward {pole.name}."
    if before != after:
        return f"{told}: it then leans the other way."
    return f"{told}."


def _side(estimate: Estimate) -> int:
    """1 or -1 where the interval lies on one side of 0, else 0."""
    return (estimate.low > 0) - (estimate.high < 0)


def _strongest(result: FramingResult, n_shown: int) -> str:
    """How many of the sentences with a pull are printed, in words."""
    n_pulling = len({s.sentence for s in result.segments if s.score * s.share})
    if not n_shown or n_pulling <= n_shown:
        return ""
    return f"; the strongest {number(n_shown)} of {plural(n_pulling, 'sentence')}"


def choose_moved(result: FramingResult, limit: int) -> tuple[int, ...]:
    """The indices of `moved` to print: the strongest, but half of the room for each direction."""
    up = [place for place in result.moved if result.segments[place].score > 0]
    down = [place for place in result.moved if result.segments[place].score <= 0]
    half = limit // 2
    n_up = min(len(up), max(half, limit - len(down)))
    chosen = set(up[:n_up]) | set(down[: limit - n_up])
    return tuple(place for place in result.moved if place in chosen)


def moved_view(
    analysis: Analysis, result: FramingResult, sentence: int, index: Index, axis: Axis
) -> MovedView:
    """A sentence with the parts of it that pull: what it adds, what each view says of it."""
    parts = parts_of(result, sentence)
    symbol, direction = direction_words(math.fsum(s.score * s.share for s in parts), axis)
    strongest = max(parts, key=lambda part: abs(part.score * part.share))
    facts = _voices(parts)
    if strongest.role != "body":
        facts[0] = f"{strongest.role}, {facts[0]}"
    if result.overall.known and strongest.role != "headline":
        facts.append(
            f"adds {signed(sentence_moves(result).get(sentence, 0.0), 3)} to the article's score"
        )
    evidence = tuple(dict.fromkeys(item for part in parts for item in part.evidence))
    views = views_words(strongest.views, axis)
    if views and any(part.views != strongest.views for part in parts):
        views = f"{strongest.voice} part: {views}"
    return MovedView(
        link=index.link(analysis.article.id, strongest.span),
        pieces=limited(marked_pieces(analysis, parts, axis), _SENTENCE),
        symbol=symbol,
        direction=direction,
        facts=tuple(facts),
        views=views,
        fired=(*_entries(evidence, axis), *_model_words(evidence, axis)),
    )


def _voices(parts: Sequence[SegmentScore]) -> list[str]:
    """Voice and score of the parts of a sentence, in one line where they have the same score."""
    voices = list(dict.fromkeys(part.voice for part in parts))
    if len({part.score for part in parts}) == 1:
        return [f"{listing(voices)} voice", f"score {score(parts[0].score)}"]
    return [
        f"{part.voice} voice, score {score(part.score)} for {percent(part.share)} of the sentence"
        for part in parts
    ]


def direction_words(pull: float, axis: Axis) -> tuple[str, str]:
    """Symbol and words for the direction of a pull: never the colour alone."""
    if pull > 0:
        return UP, axis.positive.name
    if pull < 0:
        return DOWN, axis.negative.name
    return LEVEL, "neither way"


def marked_pieces(
    analysis: Analysis,
    parts: Sequence[SegmentScore],
    axis: Axis,
    *,
    facets: Sequence[str] | None = None,
) -> tuple[Piece, ...]:
    """The whole sentence of `parts`, what is outside them set back, entries that fired marked.

    With `facets` the entries of these only.
    """
    text = analysis.article.text
    sentences: Sequence[Sentence] = analysis.document.sentences
    inside = 0 <= parts[0].sentence < len(sentences)
    start, end = sentences[parts[0].sentence].span if inside else parts[0].span
    at = min(start, parts[0].span.start)
    end = max(end, parts[-1].span.end)
    pieces: list[Piece] = []
    shown = axis.facets if facets is None else facets
    for part in parts:
        pieces.append(Piece(text[at : part.span.start], "outside"))
        at = part.span.start
        fired = [item for item in part.evidence if item.effect and item.facet in shown]
        for item in sorted(fired, key=lambda item: item.span):
            if item.span.start < at or item.span.end > part.span.end:
                continue
            pieces.append(Piece(text[at : item.span.start]))
            pieces.append(Piece(item.span.of(text), "for" if item.effect > 0 else "against"))
            at = item.span.end
        pieces.append(Piece(text[at : part.span.end]))
        at = part.span.end
    pieces.append(Piece(text[at:end], "outside"))
    return tuple(piece for piece in pieces if piece.text)


def limited(pieces: Sequence[Piece], limit: int) -> tuple[Piece, ...]:
    """Pieces up to `limit` characters in all; a sentence that long is a list without stops."""
    kept: list[Piece] = []
    for piece in pieces:
        if len(piece.text) > limit:
            space = " " if piece.text[:1].isspace() else ""
            kept.append(Piece(space + shorten(piece.text, max(limit, 2)), piece.mark))
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
