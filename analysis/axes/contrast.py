"""Contrast and concession: of two clauses set against each other, the one left standing decides.

"X, but Y" weakens X; "although X, Y" weakens X. Where only the weakened clause says something on
the axis it keeps more of its weight.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analysis.axes.composition import Composition, Hit
from analysis.axes.patterns import Token
from analysis.axes.reading import Kind, Reading

_NOT_ONLY = frozenset({"only", "just", "merely", "simply", "solely"})


def weigh_contrast(reading: Reading, hits: list[Hit], composition: Composition) -> list[Hit]:
    """The hits, each weighed by the contrasts and concessions it stands in."""
    return _weigh_but(reading, _weigh_although(reading, hits, composition), composition)


def _weigh_but(reading: Reading, hits: list[Hit], composition: Composition) -> list[Hit]:
    settings = composition.settings["contrast"]
    exceptions = frozenset(settings["not_after"])
    for match, _ in reading.of("contrast"):
        if not _joins_clauses(reading.tokens, match.first, exceptions):
            continue
        cue = reading.words(match.first, match.last)
        stop = _stop_after(reading.tokens, match.last)
        after = {hit.first for hit in hits if match.last < hit.first < stop and hit.effect}
        before = float(settings["before"] if after else settings["before_alone"])
        weighed = []
        for hit in hits:
            if hit.last < match.first:
                weighed.append(hit.changed(before, f"… {cue} (contrast)"))
            elif hit.first in after:
                weighed.append(hit.changed(float(settings["after"]), f"{cue} … (contrast)"))
            else:
                weighed.append(hit)
        hits = weighed
    return hits


def _weigh_although(reading: Reading, hits: list[Hit], composition: Composition) -> list[Hit]:
    settings = composition.settings["concession"]
    kinds: tuple[Kind, ...] = ("opening", "following")
    for kind in kinds:
        for match, _ in reading.of(kind):
            opens = match.first == 0 or not reading.tokens[match.first - 1].is_word
            if opens != (kind == "opening"):
                continue
            stop = _comma_after(reading.tokens, match.last)
            inside = {hit.first for hit in hits if match.last < hit.first < stop}
            outside = any(hit.effect and hit.first not in inside for hit in hits)
            weight = float(settings["weight" if outside else "weight_alone"])
            cue = reading.words(match.first, match.last)
            hits = [
                hit.changed(weight, f"{cue} (concession)") if hit.first in inside else hit
                for hit in hits
            ]
    return hits


def _joins_clauses(tokens: Sequence[Token], place: int, exceptions: frozenset[str]) -> bool:
    """Whether "but" or "yet" at `place` sets a clause against the one before it."""
    if place <= 1:
        return False
    before = tokens[place - 1]
    if tokens[place].norm == "yet" and before.is_word and before.norm != "and":
        return False
    if before.norm in exceptions:
        return False
    # "not only X, but also Y" adds.
    return not any(
        first.norm in ("not", "n't") and second.norm in _NOT_ONLY
        for first, second in pairwise(tokens[:place])
    )


def _stop_after(tokens: Sequence[Token], place: int) -> int:
    for number in range(place + 1, len(tokens)):
        if tokens[number].norm in (";", "\n"):
            return number
    return len(tokens)


def _comma_after(tokens: Sequence[Token], place: int) -> int:
    for number in range(place + 1, len(tokens)):
        if not tokens[number].is_word and not tokens[number].norm.startswith("."):
            return number
    return len(tokens)
