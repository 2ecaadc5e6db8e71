"""The two articles whose scores differ most, and the sentences that make the difference."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.records import Analysis, Difference, FramingResult
from analysis.report.cells import score
from analysis.report.keys import Index, Key
from analysis.report.sections.moved import MovedView, moved_view, sentence_moves
from analysis.report.wording import interval, signed

if TYPE_CHECKING:
    from analysis.axes.schema import Axis

_SHOWN = 3
# What moved the difference less than so far as the strongest did is not shown.
_LEAST = 0.2


@dataclass(frozen=True, slots=True)
class PairSide:
    """One article of the pair: its name, its score in words, its sentences."""

    key: Key
    score: str
    sentences: tuple[MovedView, ...]


@dataclass(frozen=True, slots=True)
class PairView:
    """Two articles side by side, the one nearer to the positive pole first."""

    verdict: str
    sides: tuple[PairSide, PairSide]
    sum: str


def build_pair(
    pairs: Sequence[Difference],
    results: Mapping[str, tuple[Analysis, FramingResult]],
    index: Index,
    axis: Axis,
) -> PairView | None:
    """The pair that differs most, of those that can be told apart if there are any; else None."""
    compared = [p for p in pairs if p.comparable and p.a in results and p.b in results]
    if not compared:
        return None
    # Stable: of equal differences the first pair.
    widest = max(compared, key=lambda pair: (pair.distinguishable, abs(pair.estimate.value)))
    value = widest.estimate.value
    if math.isnan(value) or value == 0.0:
        return None
    upper, lower = (widest.a, widest.b) if value > 0 else (widest.b, widest.a)
    sides, told = [], 0.0
    for article, sign in ((upper, 1.0), (lower, -1.0)):
        analysis, result = results[article]
        moves = {sentence: sign * move for sentence, move in sentence_moves(result).items()}
        chosen = _chosen(moves)
        told += math.fsum(moves[sentence] for sentence in chosen)
        sides.append(
            PairSide(
                key=index.key(article),
                score=f"score {score(result.overall.value)}",
                sentences=tuple(
                    moved_view(analysis, result, sentence, index, axis) for sentence in chosen
                ),
            )
        )
    a, b = (side.key.letter for side in sides)
    difference = abs(value)
    limits = f" (interval {limits})" if (limits := interval(widest.estimate, sign=True)) else ""
    if value < 0:
        low, high = -widest.estimate.high, -widest.estimate.low
        limits = "" if math.isnan(low) else f" (interval {signed(low)} to {signed(high)})"
    verdict = (
        f"{a} stands {signed(difference)}{limits} nearer to {axis.positive.name} than {b}."
        if widest.distinguishable
        else f"No pair can be told apart. {a} and {b} lie furthest apart, by "
        f"{number_of(difference)}{limits}: not distinguishable."
    )
    n = sum(len(side.sentences) for side in sides)
    return PairView(
        verdict=verdict,
        sides=(sides[0], sides[1]),
        sum=_sum(n, told, difference, [results[article][1] for article in (upper, lower)]),
    )


def _sum(n: int, told: float, difference: float, results: Sequence[FramingResult]) -> str:
    """What of the difference the sentences shown make, what the others and the choice of words."""
    first = (
        f"The {n} sentences shown make {signed(told, 3)} of the difference of "
        f"{signed(difference, 3)}"
    )
    rest = round(difference, 3) - round(told, 3)
    values = [one.word_choice.value for one in results if one.word_choice is not None]
    if len(values) < 2:
        return f"{first}; all others of both articles make {signed(rest, 3)}."
    choice = round(values[0] - values[1], 3)
    return (
        f"{first}, the choice of words of the two articles makes {signed(choice, 3)}; all other "
        f"sentences of both make {signed(rest - choice, 3)}."
    )


def number_of(value: float) -> str:
    """An unsigned difference with two decimals."""
    return signed(value).lstrip("+")


def _chosen(moves: Mapping[int, float]) -> list[int]:
    """The sentences that widen the difference most, the strongest first."""
    order = sorted(
        (sentence for sentence, move in moves.items() if move > 0.0),
        key=lambda sentence: (-moves[sentence], sentence),
    )[:_SHOWN]
    return [sentence for sentence in order if moves[sentence] >= _LEAST * moves[order[0]]]
