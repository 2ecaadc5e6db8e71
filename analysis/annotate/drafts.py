"""Attributions as the tagger and the linker give them, in characters, before anything is settled.

Contents are read once more for the attributions inside them: the tagger knows one level only, so
each long content is given to it as a text of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import numpy as np

from analysis.annotate.lexicon import read_lexicon
from analysis.annotate.linking import Link, Linker, Part, find_parts, link, linker_from
from analysis.models.linear import read_weights
from analysis.models.tagger import Tagger, Tagging, best_labels
from analysis.models.units import Units, as_own_text
from analysis.records import Span

MIN_NESTED = 8
"""A content of fewer units is not read for attributions inside it."""
MIN_NESTED_CONFIDENCE = 0.5
MIN_SOLID = 3

_EDGE = frozenset(",;:–—―-.…/*([")
_OPENING = frozenset(",;:–—―-…/*)")


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution before its cue is read and its source resolved; contents in order."""

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    confidence: float | None = None
    nested: bool = False

    @property
    def start(self) -> int:
        """Where content or cue begins, whichever comes first."""
        return min(self.content[0].start, self.cue.start if self.cue else self.content[0].start)


@lru_cache
def load_linker(name: str = "attribution") -> Linker:
    """The linker of the model `name`; KeyError when no such model comes with Parallax."""
    return linker_from(read_weights(name))


def find_drafts(units: Units, *, tagger: Tagger, linker: Linker) -> list[Draft]:
    """The attributions of a text and, marked `nested`, those inside their contents."""
    outer = _links(units, tagger.tag([units])[0], linker)
    drafts = [
        draft
        for found in outer
        if (draft := _draft(units, found, linker)) is not None
        and (draft.confidence or 0.0) >= linker.floor
    ]
    inner = [units_inside for found in outer for units_inside in _long_contents(units, found)]
    for part, tagging in zip(inner, tagger.tag(inner), strict=True):
        for found in _links(part, tagging, linker):
            draft = _draft(part, found, linker)
            if draft is not None and _is_sure(draft):
                drafts.append(replace(draft, nested=True))
    return sorted(drafts, key=lambda draft: (draft.start, -draft.content[-1].end))


def _links(units: Units, tagging: Tagging, linker: Linker) -> list[Link]:
    parts = find_parts(best_labels(tagging.scores), tagging)
    return link(units, tagging, parts, linker)


def _long_contents(units: Units, found: Link) -> Iterator[Units]:
    for part in found.contents:
        if part.last - part.first < MIN_NESTED:
            continue
        words = {span.of(units.text).lower() for span in units.spans[part.first : part.last]}
        if words & _cues_of_nested():
            yield as_own_text(units, part.first, part.last)


@cache
def _cues_of_nested() -> frozenset[str]:
    return frozenset(read_lexicon("nested")["words"])


def _is_sure(draft: Draft) -> bool:
    """Whether an attribution inside a content can stand: the tagger learned none of these."""
    sure = draft.confidence is not None and draft.confidence >= MIN_NESTED_CONFIDENCE
    return sure and draft.source is not None


def _draft(units: Units, found: Link, linker: Linker) -> Draft | None:
    content = _merge([s for p in _solid(found.contents) if (s := to_span(units, p)) is not None])
    cue = to_span(units, found.cue) or _whole(units, found.cue)
    source = to_span(units, found.source) if found.source else None
    if not content:
        return None
    confidence = float(linker.confidence.probability(np.array([found.evidence]))[0])
    return Draft(tuple(content), cue, source, confidence)


def _solid(contents: Sequence[Part]) -> list[Part]:
    """The pieces of a content; beside longer ones, a piece of one word is a slip of the tagger."""
    longest = max(part.last - part.first for part in contents)
    return [part for part in contents if part.last - part.first > 1 or longest <= MIN_SOLID]


def to_span(units: Units, part: Part) -> Span | None:
    """The characters of a part without the marks at its edges; None if no word is left.

    Quotation marks, brackets and signs of money stay.
    """
    words = [span.of(units.text) for span in units.spans[part.first : part.last]]
    first, last = 0, len(words)
    while first < last and words[first] in _OPENING:
        first += 1
    while last > first and words[last - 1] in _EDGE:
        last -= 1
    if not any(character.isalnum() for word in words[first:last] for character in word):
        return None
    spans = units.spans[part.first + first : part.first + last]
    return Span(spans[0].start, spans[-1].end)


def _whole(units: Units, part: Part) -> Span:
    return Span(units.spans[part.first].start, units.spans[part.last - 1].end)


def _merge(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap as one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
