"""From labelled units to attributions: which content and which source belong to which cue.

The tagger says what is source, cue and content. Here every piece of content chooses a cue, and
every cue a source or none, by logistic models over distance, order, structure and the tagger's link
vectors (fitted by `training.linker`).
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.models.tagger import LABELS, PARTS, Tagging
from analysis.models.units import Units

REACH = 160
"""Units between two parts beyond which they are not joined."""

Floats = NDArray[np.float64]


class Part(NamedTuple):
    """A labelled stretch of units, half-open."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Parts:
    """The labelled parts of a text in order, and how probable each one's labels are (0..1)."""

    source: tuple[Part, ...]
    cue: tuple[Part, ...]
    content: tuple[Part, ...]
    sure: Mapping[Part, float]


@dataclass(frozen=True, slots=True)
class Link:
    """An attribution in units: its cue, contents in order, source or None, and how sure it is.

    `evidence` holds what the confidence is computed from (see `evidence_names`).
    """

    cue: Part
    contents: tuple[Part, ...]
    source: Part | None
    evidence: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model: weights in the order of its features, and the intercept."""

    weights: Floats
    intercept: float

    def probability(self, rows: Floats) -> Floats:
        """P of every row, 0..1."""
        result: Floats = 1 / (1 + np.exp(-np.clip(rows @ self.weights + self.intercept, -40, 40)))
        return result


@dataclass(frozen=True, slots=True)
class Linker:
    """The fitted models: content to cue, cue to source, and the confidence of the whole.

    `no_source` is the probability below which a cue is left without a source, `floor` the
    confidence below which an attribution is dropped; `distance` the encoder's own score for
    distances, by class, for source and content.
    """

    content: Logistic
    source: Logistic
    confidence: Logistic
    no_source: float
    floor: float
    distance: Floats


def linker_from(stored: Mapping[str, Any]) -> Linker:
    """The linker that `weights.json` of a model describes."""

    def model(name: str) -> Logistic:
        weights = np.asarray(stored[name]["weights"], dtype=np.float64)
        return Logistic(weights, float(stored[name]["intercept"]))

    return Linker(
        content=model("content"),
        source=model("source"),
        confidence=model("confidence"),
        no_source=float(stored["no_source"]),
        floor=float(stored["floor"]),
        distance=np.asarray(stored["distance"], dtype=np.float64),
    )


def find_parts(labels: NDArray[np.int64], tagging: Tagging) -> Parts:
    """The parts that a sequence of labels describes."""
    chances = np.exp(tagging.scores[np.arange(len(labels)), labels]) if len(labels) else labels
    found: dict[str, list[Part]] = {name: [] for name in PARTS}
    sure: dict[Part, float] = {}
    start = None
    names = [LABELS[label] for label in labels.tolist()]
    for i, name in enumerate([*names, "O"]):
        if start is not None and not name.startswith("I-"):
            part = Part(start, i)
            found[names[start][2:]].append(part)
            sure[part] = float(np.mean(chances[start:i]))
            start = None
        if name.startswith("B-"):
            start = i
    return Parts(tuple(found["source"]), tuple(found["cue"]), tuple(found["content"]), sure)


def link(units: Units, tagging: Tagging, parts: Parts, linker: Linker) -> list[Link]:
    """The attributions of a text: one for every cue that some content chose, in order of cues."""
    chosen: dict[Part, list[tuple[Part, float]]] = {}
    for content in parts.content:
        cues = near(parts.cue, content)
        if not cues:
            continue
        rows = content_rows(units, tagging, parts, linker.distance, content, cues)
        chances = linker.content.probability(rows)
        best = int(chances.argmax())
        chosen.setdefault(cues[best], []).append((content, float(chances[best])))
    links = []
    for cue in parts.cue:
        if cue not in chosen:
            continue
        contents = [content for content, _ in chosen[cue]]
        source, chance = _source(units, tagging, parts, linker, cue, contents)
        evidence = (
            *(_logit(parts.sure[part]) for part in (cue, contents[0])),
            _logit(parts.sure[source]) if source else 0.0,
            float(source is None),
            _logit(min(sure for _, sure in chosen[cue])),
            _logit(chance),
            math.log(sum(part.last - part.first for part in contents)),
        )
        links.append(Link(cue, tuple(contents), source, evidence))
    return links


def evidence_names() -> tuple[str, ...]:
    """What the numbers of `Link.evidence` are."""
    return ("cue", "content", "source", "no source", "content link", "source link", "length")


def _source(
    units: Units,
    tagging: Tagging,
    parts: Parts,
    linker: Linker,
    cue: Part,
    contents: Sequence[Part],
) -> tuple[Part | None, float]:
    """The source of a cue and how probable it is; None, and how probable none is."""
    sources = near(parts.source, cue)
    if not sources:
        return None, 0.9
    rows = source_rows(units, tagging, parts, linker.distance, cue, sources, contents)
    chances = linker.source.probability(rows)
    best = int(chances.argmax())
    if chances[best] < linker.no_source:
        return None, 1 - float(chances[best])
    return sources[best], float(chances[best])


def near(parts: Sequence[Part], part: Part) -> list[Part]:
    """Those of `parts`, which are in order and apart, that stand within reach of `part`."""
    first = bisect_left(parts, part.first - REACH, key=lambda other: other.last)
    last = bisect_right(parts, part.last + REACH, key=lambda other: other.first)
    return list(parts[first:last])


# --- features -------------------------------------------------------------------------------------


def content_rows(
    units: Units,
    tagging: Tagging,
    parts: Parts,
    distance: Floats,
    content: Part,
    cues: Sequence[Part],
) -> Floats:
    """One row of features for each cue that a piece of content may belong to."""
    scores = _link_scores(tagging, distance, 1, content, cues)
    return _rows(units, parts, content, cues, scores)


def source_rows(
    units: Units,
    tagging: Tagging,
    parts: Parts,
    distance: Floats,
    cue: Part,
    sources: Sequence[Part],
    contents: Sequence[Part],
) -> Floats:
    """One row of features for each source that a cue may have."""
    scores = _link_scores(tagging, distance, 0, cue, sources)
    rows = _rows(units, parts, cue, sources, scores)
    inside = [
        [
            float(any(c.first <= source.first < c.last for c in contents)),
            float(
                any(
                    min(cue.last, source.last) <= c.first < max(cue.first, source.first)
                    for c in contents
                )
            ),
        ]
        for source in sources
    ]
    return np.concatenate((rows, np.array(inside)), axis=1)


def _link_scores(
    tagging: Tagging, distance: Floats, which: int, asking: Part, given: Sequence[Part]
) -> Floats:
    firsts = [part.first for part in given]
    products = tagging.links[firsts, 2 * which + 1] @ tagging.links[asking.first, 2 * which]
    classes = [_distance_class(first - asking.first, len(distance) // 2) for first in firsts]
    result: Floats = products.astype(np.float64) + distance[classes, which]
    return result


def _distance_class(gap: int, buckets: int) -> int:
    """The class of a signed distance, as the encoder learned it."""
    size = min(max(abs(gap), 1).bit_length() - 1, buckets - 1)
    return size + buckets * (gap < 0)


def _rows(
    units: Units, parts: Parts, asking: Part, given: Sequence[Part], scores: Floats
) -> Floats:
    shifted = scores - scores.max()
    shares = shifted - np.log(np.exp(shifted).sum())
    gaps = [_gap(part, asking) for part in given]
    nearest = min(gaps)
    sentence = units.sentences
    rows = []
    for part, score, share, gap in zip(given, scores, shares, gaps, strict=True):
        low, high = min(part.last, asking.last), max(part.first, asking.first)
        apart = abs(int(sentence[part.first]) - int(sentence[asking.first]))
        before = part.first < asking.first
        between = [
            max(0, bisect_left(group, (high,)) - bisect_left(group, (low,)))
            for group in (parts.source, parts.cue, parts.content)
        ]
        rows.append(
            [
                score,
                max(share, -12.0),
                math.log1p(gap),
                float(before),
                float(before) * math.log1p(gap),
                float(apart == 0),
                float(apart == 1),
                math.log1p(apart),
                float(gap == nearest),
                float(gap == 0),
                *(math.log1p(count) for count in between),
            ]
        )
    return np.array(rows, dtype=np.float64)


def _gap(a: Part, b: Part) -> int:
    return max(a.first - b.last, b.first - a.last, 0)


def _logit(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))
