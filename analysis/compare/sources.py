"""The sources of the event over its articles: who speaks everywhere, and who in one alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analysis.names import fold_name
from analysis.records import Analysis, EventSource, SourceSummary, SourcingResult

Place = tuple[str, SourceSummary]


def find_sources(analyses: Sequence[Analysis]) -> tuple[EventSource, ...]:
    """Every source of the articles, the most words first, then by name.

    Sources with the same name and form are one. That holds for names only: "a spokesman" or "many"
    in two articles need not be the same, and stand there once an article.
    """
    grouped: dict[tuple[str, ...], list[Place]] = {}
    for analysis in analyses:
        result = analysis.results.get("sourcing")
        if not isinstance(result, SourcingResult):
            continue
        for source in result.sources:
            grouped.setdefault(_key(analysis.article.id, source), []).append(
                (analysis.article.id, source)
            )
    found = [_join(places) for places in grouped.values()]
    return tuple(sorted(found, key=lambda s: (-s.total, s.name.casefold(), s.form, [*s.words])))


def _key(article: str, source: SourceSummary) -> tuple[str, ...]:
    name = fold_name(source.name) or source.name
    return (name, source.form) if source.naming == "named" else (name, source.form, article)


def _join(places: Sequence[Place]) -> EventSource:
    """One source from its summaries; kind by words, the first of equals; unknown kinds give way."""
    first = places[0][1]
    kinds = Counter[str]()
    for _, source in places:
        kinds[source.kind] += (source.words + 1) * (source.kind != "unknown")
    kind = max((source.kind for _, source in places), key=lambda kind: kinds[kind])
    words: dict[str, int] = {}
    attributions: dict[str, int] = {}
    for article, source in places:
        words[article] = words.get(article, 0) + source.words
        attributions[article] = attributions.get(article, 0) + source.attributions
    return EventSource(
        first.name,
        kind,
        first.form,
        first.naming,
        words,
        attributions,
        told=any(source.told for _, source in places),
    )
