"""A finding that could be made, how much it weighs, and what the finders of all features need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.compare.differences import get_measure, has_interval
from analysis.compare.wording import Names, read_wording, sentence_case, small
from analysis.records import Analysis, Estimate, EvidenceRef, SharedCopy, Span

PASSAGES = 3
"""Passages shown for one article in one finding."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible finding; `weight` (0..1) is kind × size × certainty."""

    text: str
    topic: str
    evidence: tuple[EvidenceRef, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Material:
    """What findings are made from."""

    analyses: tuple[Analysis, ...]
    shared: tuple[SharedCopy, ...]
    names: Names
    poles: tuple[str, str]
    """The names of the axis's ends: at −1, at +1."""

    def others(self, *articles: str) -> str:
        """All articles but these in words: a name, "the other article(s)", "the other four"."""
        rest = [a.article.id for a in self.analyses if a.article.id not in articles]
        if len(rest) == 1:
            return self.names[rest[0]]
        return f"the other {small(len(rest))} articles"

    def measured(self, feature: str, measure: str) -> list[tuple[Analysis, Estimate]]:
        """The articles whose measure is known with an interval, in their order."""
        return [
            (analysis, estimate)
            for analysis in self.analyses
            if has_interval(estimate := get_measure(analysis, feature, measure))
        ]


def make_candidate(
    topic: str,
    kind: str,
    text: str,
    *,
    evidence: Iterable[EvidenceRef] = (),
    size: float,
    certainty: float = 1.0,
) -> Candidate:
    """A candidate weighed by what it is (`kind` in `findings.toml`), its size and its certainty."""
    weight = read_wording("findings")["weights"][f"{topic}_{kind}"] * size * certainty
    return Candidate(sentence_case(text), topic, tuple(evidence), round(weight, 9))


def template(topic: str, key: str) -> str:
    """The sentence `key` of a topic."""
    text: str = read_wording("findings")[topic][key]
    return text


def refer(analysis: Analysis, spans: Iterable[Span], *, most: int = PASSAGES) -> list[EvidenceRef]:
    """The first few different passages of an article, without empty ones."""
    unique = dict.fromkeys(span for span in spans if span.end > span.start)
    return [EvidenceRef(analysis.article.id, span) for span in list(unique)[:most]]


def certainty_of(low: Estimate, high: Estimate) -> float:
    """How clear a difference between separate intervals is, 0.5..1: gap against distance."""
    distance = high.value - low.value
    gap = high.low - low.high
    return 0.5 + 0.5 * min(1.0, max(0.0, gap / distance)) if distance > 0 else 0.5


def extreme(
    measured: Sequence[tuple[Analysis, Estimate]], *, highest: bool
) -> tuple[Analysis, Estimate]:
    """The article with the highest (lowest) value, the first of equals."""
    pick = max if highest else min
    return pick(measured, key=lambda item: item[1].value)
