"""What comes first in each article: headline and lead, the first voices, the facts in their order.

Places are shares of the text in characters, 0 at its start and 1 at its end, as in the sourcing
measures `first_<kind>`. Here somebody has to speak: beliefs and intentions are left out, and an
official who condemns somebody is no critic.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analysis.compare.days import is_furniture
from analysis.records import (
    CRITICS,
    Analysis,
    ArticleOrder,
    Attribution,
    Document,
    Fact,
    FirstRole,
    FirstVoice,
    FramingResult,
    PlacedFact,
    Span,
)

LEAD_WORDS = 5
"""A first sentence with fewer words is a kicker or a dateline; the next one is the lead."""


def find_order(
    analyses: Sequence[Analysis], *, facts: Sequence[Fact] = ()
) -> tuple[ArticleOrder, ...]:
    """One an article, in their order; empty for none."""
    placed = _place_facts(analyses, facts)
    return tuple(
        ArticleOrder(
            article=analysis.article.id,
            headline=_headline(analysis.document),
            lead=(lead := find_lead(analysis.document)),
            lead_segments=_segments_in(analysis, lead),
            voices=_first_voices(analysis.document),
            attributions=len(_outer(analysis.document)),
            facts=tuple(sorted(placed[analysis.article.id], key=lambda p: (p.place, p.fact))),
        )
        for analysis in analyses
    )


def find_lead(document: Document) -> Span | None:
    """The first sentence of the body that is one; None without a body."""
    body = [sentence.span for sentence in document.sentences if sentence.role == "body"]
    for span in body[:LEAD_WORDS]:
        words = span.of(document.text).split()
        if len(words) >= LEAD_WORDS and not is_furniture(span.of(document.text)):
            return span
    return body[0] if body else None


def _headline(document: Document) -> Span | None:
    spans = [sentence.span for sentence in document.sentences if sentence.role == "headline"]
    return document.article.headline or (spans[0] if spans else None)


def _segments_in(analysis: Analysis, lead: Span | None) -> tuple[int, ...]:
    result = analysis.results.get("framing")
    if lead is None or not isinstance(result, FramingResult):
        return ()
    return tuple(at for at, segment in enumerate(result.segments) if lead.contains(segment.span))


# --- voices -------------------------------------------------------------------------------------


def _is_official(attribution: Attribution) -> bool:
    return attribution.source is not None and attribution.source.kind == "official"


def _is_citizen(attribution: Attribution) -> bool:
    return attribution.source is not None and attribution.source.kind == "citizen"


def _is_critic(attribution: Attribution) -> bool:
    """The opposition, civil society, or anybody but an official reported as criticising."""
    source, cue = attribution.source, attribution.cue
    if source is None:
        return False
    criticises = cue is not None and cue.critical and source.kind != "official"
    return source.kind in CRITICS or criticises


ROLES: tuple[tuple[FirstRole, Callable[[Attribution], bool]], ...] = (
    ("official", _is_official),
    ("critic", _is_critic),
    ("citizen", _is_citizen),
)


def _outer(document: Document) -> list[Attribution]:
    """Who speaks, in text order: without words within another's words, beliefs and intentions."""
    outer = [a for a in document.attributions if a.content and not a.nested and a.act == "speech"]
    return sorted(outer, key=lambda attribution: attribution.start)


def _first_voices(document: Document) -> tuple[FirstVoice, ...]:
    outer = _outer(document)
    found = []
    for role, test in ROLES:
        first = next((a for a in outer if test(a)), None)
        if first is not None and first.source is not None:
            place = first.start / len(document.text)
            found.append(
                FirstVoice(role, place, first.content[0], first.source.name, first.confidence)
            )
    return tuple(found)


# --- facts --------------------------------------------------------------------------------------


def _place_facts(
    analyses: Sequence[Analysis], facts: Sequence[Fact]
) -> dict[str, list[PlacedFact]]:
    lengths = {a.article.id: len(a.document.text) for a in analyses}
    placed: dict[str, list[PlacedFact]] = {article: [] for article in lengths}
    for fact in facts:
        for article, cell in fact.cells.items():
            if cell.spans and lengths.get(article):
                span = min(cell.spans)
                placed[article].append(PlacedFact(fact.id, span.start / lengths[article], span))
    return placed
