"""The words around a figure that belong to it, on both sides and in its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.records import Span

_LEFT, _RIGHT = 150, 110
_TURN = re.compile(r", (?:and|while|but|whereas|with|as|although|though)\b")
_CLAUSE = re.compile(r"[;:—–]|\s-\s|\.\s")


@dataclass(frozen=True, slots=True)
class Around:
    """A figure with the words on both sides of it that belong to it."""

    left: str
    right: str
    clause: str
    """Both sides as far as the next full stop of sense, with the number between."""
    sentence: str
    crowded: bool
    """Whether other figures of the sentence could own its words."""


def read_around(text: str, sentence: Span, start: int, span: Span, end: int, until: int) -> Around:
    """The words around the number at `span`, which ends at `end`, from `start` to `until`."""
    left = text[max(start, span.start - _LEFT) : span.start]
    right = text[end : min(until, end + _RIGHT)]
    cuts = [match.end() for match in _CLAUSE.finditer(left)]
    left = left[cuts[-1] :] if cuts else left
    cut = _CLAUSE.search(right)
    right = right[: cut.start()] if cut else right
    turn = _TURN.search(right)
    right = right[: turn.start()] if turn else right
    whole_left = text[max(sentence.start, span.start - _LEFT) : span.start]
    cuts = [match.end() for match in _CLAUSE.finditer(whole_left)]
    whole_left = whole_left[cuts[-1] :] if cuts else whole_left
    return Around(left, right, f"{whole_left}#{right}", sentence.of(text), crowded=False)
