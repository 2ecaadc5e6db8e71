"""The candidate: an attribution in words, before it is settled among its rivals."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.annotate.cues import Sense
from analysis.annotate.extents import Range
from analysis.annotate.phrases import Phrase
from analysis.records import Act, Tone


@dataclass(frozen=True, slots=True)
class Candidate:
    """An attribution in words: `cue` and `source` are half-open, `ranges` are the contents.

    `shared` marks a source that stands outside the clause of the cue ("he said X and added Y").
    """

    cue: Range
    ranges: tuple[Range, ...]
    act: Act
    tone: Tone
    source: Phrase | None = None
    shared: bool = False
    frame: str = ""


def make_candidate(
    sense: Sense,
    cue: Range,
    ranges: tuple[Range, ...],
    source: Phrase | None,
    *,
    shared: bool = False,
    frame: str = "",
) -> Candidate:
    """The candidate of a cue with the act and tone of its sense."""
    return Candidate(cue, ranges, sense.act, sense.tone, source, shared, frame)
