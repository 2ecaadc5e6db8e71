"""The findings: what differs most, in plain sentences that lead to passages.

Each feature proposes candidates (`candidates/`); here the largest and surest are chosen, not too
many of one topic. What an interval does not support is not proposed in the first place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from analysis.compare.candidates import (
    conflicts as of_conflicts,
)
from analysis.compare.candidates import (
    facts as of_facts,
)
from analysis.compare.candidates import (
    framing,
    readability,
    shared_copy,
    sourcing,
)
from analysis.compare.candidates import (
    labels as of_labels,
)
from analysis.compare.candidates import (
    order as of_order,
)
from analysis.compare.candidates.base import Candidate, Material
from analysis.compare.same_event import leave_out
from analysis.compare.wording import Names, read_wording
from analysis.records import (
    Analysis,
    ArticleOrder,
    Conflict,
    Copies,
    Fact,
    Finding,
    Referent,
    SharedCopy,
)

MOST = 8
ENOUGH = 6
LEAST_WEIGHT = 0.12
PASSES = ((2, 1, MOST), (3, 2, ENOUGH))
"""How many findings of one topic and of one kind, until so many are chosen: variety first, then
more of the same where little else was found."""


def find_findings(
    analyses: Sequence[Analysis],
    *,
    shared: Sequence[SharedCopy] = (),
    copies: Copies | None = None,
    strangers: Sequence[str] = (),
    poles: tuple[str, str] | None = None,
    facts: Sequence[Fact] = (),
    conflicts: Sequence[Conflict] = (),
    labels: Sequence[Referent] = (),
    order: Sequence[ArticleOrder] = (),
) -> tuple[Finding, ...]:
    """Up to eight findings, the largest and surest first; none when nothing is sure.

    `strangers` are articles that may be about another event: they are left out of what is
    compared. `poles` are the names of the axis's ends (at −1, at +1). Equal weights keep the order
    framing, sourcing, readability, shared copy, facts, conflicts, labels, order.
    """
    if poles is None:
        words = read_wording("findings")["framing"]
        poles = (words["negative"], words["positive"])
    out = frozenset(strangers if leave_out(strangers, analyses) else ())
    material = Material(
        tuple(a for a in analyses if a.article.id not in out),
        tuple(pair for pair in shared if not {pair.a, pair.b} & out),
        Names(analyses),
        poles,
        copies,
        tuple(facts),
        tuple(conflicts),
        tuple(labels),
        tuple(one for one in order if one.article not in out),
    )
    candidates = sorted(_propose(material), key=lambda candidate: -candidate.weight)
    return tuple(Finding(c.text, c.topic, c.evidence) for c in _choose(candidates))


def _propose(material: Material) -> Iterator[Candidate]:
    yield from framing.find_candidates(material)
    yield from sourcing.find_candidates(material)
    yield from readability.find_candidates(material)
    yield from shared_copy.find_candidates(material)
    yield from of_facts.find_candidates(material)
    yield from of_conflicts.find_candidates(material)
    yield from of_labels.find_candidates(material)
    yield from of_order.find_candidates(material)


def _choose(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The weightiest candidates, not too many of one topic or kind, by weight."""
    chosen: list[Candidate] = []
    topics: Counter[str] = Counter()
    kinds: Counter[tuple[str, str]] = Counter()
    for per_topic, per_kind, until in PASSES:
        for candidate in candidates:
            topic, kind = candidate.topic, (candidate.topic, candidate.kind)
            room = topics[topic] < per_topic and kinds[kind] < per_kind and len(chosen) < until
            if room and candidate not in chosen and candidate.weight >= LEAST_WEIGHT:
                chosen.append(candidate)
                topics[topic] += 1
                kinds[kind] += 1
    return sorted(chosen, key=candidates.index)
