"""A finding that could be made, how much it weighs, and what the finders of all features need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.compare.differences import get_measure, has_interval, separate
from analysis.compare.wording import NAMED_IN_LIST, Names, read_wording, sentence_case, small
from analysis.records import (
    Analysis,
    ArticleOrder,
    Conflict,
    Copies,
    Estimate,
    EvidenceRef,
    Fact,
    Referent,
    SharedCopy,
    Span,
)

SHORT = 150
"""Articles with fewer words are not compared in length or in how much they quote."""
PASSAGES = 3
"""Passages shown for one article in one finding."""

Scored = tuple[Analysis, Estimate]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible finding; `weight` (0..1) is that of its kind × size × certainty."""

    text: str
    topic: str
    kind: str
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
    copies: Copies | None = None
    facts: tuple[Fact, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    labels: tuple[Referent, ...] = ()
    order: tuple[ArticleOrder, ...] = ()

    def others(self, *articles: str) -> str:
        """All articles but these in words: a name, "the other article(s)", "the other four"."""
        rest = [a.article.id for a in self.analyses if a.article.id not in articles]
        if len(rest) == 1:
            return self.names[rest[0]]
        return f"the other {small(len(rest))} articles"

    def name_others(self, analysis: Analysis, others: Sequence[Scored]) -> str:
        """The articles that one is compared with: by name, or "the other four articles", or
        "eight of the other nine articles" where they are too many to be named."""
        total = len(self.analyses) - 1
        if len(others) == total and total > 1:
            return self.others(analysis.article.id)
        if len(others) > NAMED_IN_LIST:
            return f"{small(len(others))} of the other {small(total)} articles"
        return self.names.listed([other.article.id for other, _ in others])

    def measured(self, feature: str, measure: str) -> list[Scored]:
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
    return Candidate(sentence_case(text), topic, kind, tuple(evidence), round(weight, 9))


def template(topic: str, key: str) -> str:
    """The sentence `key` of a topic."""
    text: str = read_wording("findings")[topic][key]
    return text


def refer(analysis: Analysis, spans: Iterable[Span], *, most: int = PASSAGES) -> list[EvidenceRef]:
    """The first few different passages of an article, without empty ones."""
    unique = dict.fromkeys(span for span in spans if span.end > span.start)
    return [EvidenceRef(analysis.article.id, span) for span in list(unique)[:most]]


def certainty_of(low: Estimate, high: Estimate) -> float:
    """How clear a difference between separate intervals is, 0.7..1: gap against distance.

    That intervals separate at all is a strict rule, hence the 0.7.
    """
    distance = high.value - low.value
    gap = high.low - low.high
    return 0.7 + 0.3 * min(1.0, max(0.0, gap / distance)) if distance > 0 else 0.7


def distance_to(value: float, others: Sequence[Scored]) -> float:
    """The mean distance between a value and those of other articles."""
    return sum(abs(value - estimate.value) for _, estimate in others) / len(others)


def find_end(scored: Sequence[Scored], *, highest: bool) -> Scored:
    """The article with the highest (lowest) value, the first of equals."""
    return (max if highest else min)(scored, key=lambda item: item[1].value)


def apart_from_end(scored: Sequence[Scored], *, highest: bool) -> list[Scored]:
    """The articles whose intervals separate from that of the highest (lowest) one, in order."""
    end = find_end(scored, highest=highest)
    return [item for item in scored if separate(item[1], end[1])]


def separate_ends(scored: Sequence[Scored], *, prefer_highest: bool) -> list[bool]:
    """The ends (lowest False, highest True) that separate from some article.

    The end that separates from more articles comes first; among equals the preferred one.
    """
    apart = {end: len(apart_from_end(scored, highest=end)) for end in (False, True)}
    found = [end for end, n in apart.items() if n]
    return sorted(found, key=lambda end: (-apart[end], end != prefer_highest))
