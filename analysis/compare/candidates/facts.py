"""What can be said about facts: what most others report and one article was not found to.

Some passages are missed, so an absence is told as "we found none", only where the grouping of the
fact is sure and of articles of some length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.compare.candidates.base import (
    SHORT,
    Candidate,
    Material,
    make_candidate,
    template,
)
from analysis.compare.wording import listing, shorten, small
from analysis.records import EvidenceRef, Fact

TOPIC = "facts"
LABEL = 90
LEAST_OTHERS = 2
SHARE = 0.75
"""So many of the other articles have to report what one lacks."""
MOST = 3
"""Facts named in one finding."""


def find_candidates(material: Material) -> Iterator[Candidate]:
    """Candidates about facts; none with fewer than three articles."""
    articles = [a.article.id for a in material.analyses]
    if len(articles) < 1 + LEAST_OTHERS:
        return
    long = {a.article.id for a in material.analyses if len(a.document.tokens) >= SHORT}
    for article in articles:
        if article in long:
            yield from _missing(material, article, articles)
    yield from _common(material, articles)


def _missing(material: Material, article: str, articles: Sequence[str]) -> Iterator[Candidate]:
    lacking = [
        (share, fact)
        for fact in material.facts
        if fact.sure
        and article in fact.cells
        and fact.cells[article].state == "absent"
        and (share := _share(fact, article, articles)) >= SHARE
    ]
    if not lacking:
        return
    lacking.sort(key=lambda item: (-item[0], not item[1].pinned))
    shown = [fact for _, fact in lacking[:MOST]]
    key = "missing" if len(lacking) == 1 else "missing_many"
    everybody = all(share == 1.0 for share, _ in lacking)
    text = template(TOPIC, key).format(
        name=material.names[article],
        fact=quote_fact(shown[0]),
        facts=listing([quote_fact(fact) for fact in shown[:2]]),
        count=small(len(lacking)),
        others=material.others(article) if everybody else _most(len(articles) - 1),
        report="report" if len(articles) > 2 else "reports",
    )
    mean = sum(share for share, _ in lacking) / len(lacking)
    yield make_candidate(
        TOPIC,
        "missing",
        text,
        evidence=_passages(shown, articles),
        size=min(1.0, 0.55 + 0.1 * len(lacking)),
        certainty=mean,
    )


def _common(material: Material, articles: Sequence[str]) -> Iterator[Candidate]:
    """How many of the facts all articles tell."""
    facts = [fact for fact in material.facts if sum(_tells(fact, a) for a in articles) >= 2]
    everywhere = [fact for fact in facts if all(_tells(fact, a) for a in articles)]
    if len(facts) < 2 * LEAST_OTHERS + 1:
        return
    key = "common" if everywhere else "common_none"
    text = template(TOPIC, key).format(
        count=small(len(facts)),
        everywhere=small(len(everywhere)),
        articles=small(len(articles)),
        fact=quote_fact(everywhere[0]) if everywhere else "",
    )
    yield make_candidate(
        TOPIC, "common", text, evidence=_passages(everywhere[:1], articles), size=1
    )


def _share(fact: Fact, article: str, articles: Sequence[str]) -> float:
    """The share of the other articles that report it, of those that could know it; 0 for few."""
    others = [a for a in articles if a != article]
    telling = sum(_tells(fact, other) for other in others)
    return telling / len(others) if telling >= LEAST_OTHERS else 0.0


def _tells(fact: Fact, article: str) -> bool:
    return article in fact.cells and fact.cells[article].state == "reported"


def quote_fact(fact: Fact) -> str:
    """The label of a fact in quotation marks, cut where it is long."""
    words = shorten(fact.label, LABEL).rstrip(".").replace("“", "‘").replace("”", "’")
    return f"“{words}”"


def _most(others: int) -> str:
    return f"most of the other {small(others)} articles"


def _passages(facts: Sequence[Fact], articles: Sequence[str]) -> list[EvidenceRef]:
    """The first passage of every article for each of the facts."""
    return [
        EvidenceRef(article, fact.cells[article].spans[0])
        for fact in facts
        for article in articles
        if article in fact.cells and fact.cells[article].spans
    ]
