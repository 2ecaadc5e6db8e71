"""What can be said about order: the fact that one article begins with and another tells late."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.compare.candidates.base import SHORT, Candidate, Material, make_candidate, template
from analysis.compare.candidates.facts import quote_fact
from analysis.compare.wording import percent
from analysis.records import EvidenceRef, Fact, PlacedFact

TOPIC = "order"
EARLY, LATE = 0.15, 0.6
"""Told within so much of the text is early, from here on late."""


def find_candidates(material: Material) -> Iterator[Candidate]:
    """The fact whose places differ most, if one tells it early and another late; else none."""
    long = {a.article.id for a in material.analyses if len(a.document.tokens) >= SHORT}
    sure: dict[str, Fact] = {fact.id: fact for fact in material.facts if fact.sure}
    places: dict[str, list[tuple[str, PlacedFact]]] = {}
    for order in material.order:
        for placed in order.facts:
            if order.article in long and placed.fact in sure:
                places.setdefault(placed.fact, []).append((order.article, placed))
    found = []
    for name, told in places.items():
        early = min(told, key=lambda item: item[1].place)
        late = max(told, key=lambda item: item[1].place)
        if early[1].place <= EARLY and late[1].place >= LATE:
            found.append((late[1].place - early[1].place, len(told), name, early, late))
    if not found:
        return
    gap, _, name, early, late = max(found, key=lambda item: (item[1], item[0]))
    text = template(TOPIC, "fact").format(
        name=material.names[early[0]],
        other=material.names[late[0]],
        fact=quote_fact(sure[name]),
        place=percent(early[1].place),
        other_place=percent(late[1].place),
    )
    yield make_candidate(
        TOPIC,
        "fact",
        text,
        evidence=[EvidenceRef(early[0], early[1].span), EvidenceRef(late[0], late[1].span)],
        size=gap,
    )
