"""The findings: what differs most, in plain sentences that lead to passages.

Each feature proposes candidates (`candidates/`); here the largest and surest are chosen, not too
many of one topic. What an interval does not support is not proposed in the first place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from analysis.compare.candidates import framing, readability, shared_copy, sourcing
from analysis.compare.candidates.base import Candidate, Material
from analysis.compare.wording import Names, read_wording
from analysis.records import Analysis, Finding, SharedCopy

MOST = 8
ENOUGH = 5
PER_TOPIC = 2
MORE_PER_TOPIC = 3
"""Allowed where fewer than `ENOUGH` findings would be left otherwise."""


def find_findings(
    analyses: Sequence[Analysis],
    *,
    shared: Sequence[SharedCopy] = (),
    poles: tuple[str, str] | None = None,
) -> tuple[Finding, ...]:
    """Up to eight findings, the largest and surest first; none when nothing is sure.

    `poles` are the names of the axis's ends (at −1, at +1). Equal weights keep the order framing,
    sourcing, readability, shared copy.
    """
    if poles is None:
        words = read_wording("findings")["framing"]
        poles = (words["negative"], words["positive"])
    material = Material(tuple(analyses), tuple(shared), Names(analyses), poles)
    candidates = sorted(_propose(material), key=lambda candidate: -candidate.weight)
    return tuple(Finding(c.text, c.topic, c.evidence) for c in _choose(candidates))


def _propose(material: Material) -> Iterator[Candidate]:
    yield from framing.find_candidates(material)
    yield from sourcing.find_candidates(material)
    yield from readability.find_candidates(material)
    yield from shared_copy.find_candidates(material)


def _choose(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The first candidates with at most `PER_TOPIC` of a topic, more where too few are left."""
    chosen: list[Candidate] = []
    topics: Counter[str] = Counter()
    for per_topic, until in ((PER_TOPIC, MOST), (MORE_PER_TOPIC, ENOUGH)):
        for candidate in candidates:
            if candidate in chosen or topics[candidate.topic] >= per_topic:
                continue
            if len(chosen) < until:
                chosen.append(candidate)
                topics[candidate.topic] += 1
    return sorted(chosen, key=candidates.index)
