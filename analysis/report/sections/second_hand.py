"""Second-hand words: attributions that another medium carried first, and which."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.records import Analysis, Comparison, SourcingResult
from analysis.report.cells import measure
from analysis.report.keys import Index, Key
from analysis.report.parts import Link
from analysis.report.wording import number, percent, plural, shorten

_LISTED = 12


@dataclass(frozen=True, slots=True)
class SecondHand:
    """One attribution that came through another medium."""

    link: Link
    source: str
    medium: str
    nested: bool


@dataclass(frozen=True, slots=True)
class SecondHandOf:
    """The second-hand attributions of one article."""

    key: Key
    summary: str
    found: tuple[SecondHand, ...]
    rest: str


def build_second_hand(comparison: Comparison, index: Index) -> tuple[SecondHandOf, ...]:
    """The second-hand attributions of the articles that have any."""
    return tuple(
        _of(analysis, result, index)
        for analysis in comparison.analyses
        if isinstance(result := analysis.results.get("sourcing"), SourcingResult)
        and result.second_hand
    )


def _of(analysis: Analysis, result: SourcingResult, index: Index) -> SecondHandOf:
    text = analysis.article.text
    found = []
    for place in result.second_hand:
        attribution = analysis.document.attributions[place]
        medium, source = attribution.medium, attribution.source
        if medium is not None:
            found.append(
                SecondHand(
                    index.link(analysis.article.id, medium),
                    shorten(source.name, 60) if source else "source not named",
                    shorten(medium.of(text), 60),
                    attribution.nested,
                )
            )
    rest = len(found) - _LISTED
    return SecondHandOf(
        index.key(analysis.article.id),
        _summary(result),
        tuple(found[:_LISTED]),
        f"{number(rest)} more: in the CSV." if rest > 0 else "",
    )


def _summary(result: SourcingResult) -> str:
    """How many of the attributions are second-hand, nested ones apart."""
    share = measure(result.measures, "second_hand_share")
    outer = round(measure(result.measures, "second_hand").value)
    nested = len(result.second_hand) - outer
    parts = []
    if outer:
        parts.append(
            f"{number(outer)} of {plural(share.n, 'attribution')} ({percent(share.value)})"
        )
    if nested:
        parts.append(f"{number(nested)} inside other attributions")
    return " and ".join(parts)
