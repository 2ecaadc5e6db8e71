"""What can be said about shared copy: which articles are one voice, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from analysis.compare.candidates.base import Candidate, Material, make_candidate, template
from analysis.compare.wording import listing, percent, read_wording, small
from analysis.records import EvidenceRef, SharedCopy

TOPIC = "shared_copy"
FAMILY = 0.25
"""Share of the shorter article from which on two articles are said to carry the same copy."""
PASSAGES = 2


def find_candidates(material: Material) -> Iterator[Candidate]:
    """Candidates about shared copy; none with fewer than two articles."""
    if not material.shared:
        return
    families = find_families(material.shared)
    for family in families:
        yield _family(material, family)
    within = {frozenset(family) for family in families}
    loose = [
        pair
        for pair in material.shared
        if pair.words and not any({pair.a, pair.b} <= family for family in within)
    ]
    if loose:
        yield _some(material, max(loose, key=_size))
    elif not families:
        yield _none(material)


def find_families(shared: Iterable[SharedCopy]) -> list[tuple[str, ...]]:
    """Groups of articles joined by a large part of shared copy, in the order of the pairs."""
    families: list[list[str]] = []
    for pair in shared:
        if _size(pair) < FAMILY:
            continue
        joined = [family for family in families if pair.a in family or pair.b in family]
        merged = list(dict.fromkeys([*(x for family in joined for x in family), pair.a, pair.b]))
        families = [family for family in families if family not in joined]
        families.append(merged)
    return [tuple(family) for family in families]


def _size(pair: SharedCopy) -> float:
    return max(pair.share_a, pair.share_b)


def _family(material: Material, family: Sequence[str]) -> Candidate:
    order = [a.article.id for a in material.analyses if a.article.id in family]
    pairs = [p for p in material.shared if p.a in family and p.b in family and p.words]
    largest = max(pairs, key=_size)
    agency = _agency(material, order)
    if len(order) == 2:
        text = template(TOPIC, "pair").format(
            a=material.names[largest.a],
            b=material.names[largest.b],
            letter_a=material.names.letter(largest.a),
            letter_b=material.names.letter(largest.b),
            words=f"{largest.words:,}",
            share_a=percent(largest.share_a),
            share_b=percent(largest.share_b),
            agency=agency,
        )
    else:
        sizes = [_size(p) for p in pairs if _size(p) >= FAMILY]
        text = template(TOPIC, "family").format(
            names=material.names.listed(order),
            low=percent(min(sizes)),
            high=percent(max(sizes)),
            agency=agency,
            count=small(len(order)),
        )
    evidence = _passages(largest)
    size = min(1.0, 0.6 + _size(largest))
    return make_candidate(TOPIC, "family", text, evidence=evidence, size=size)


def _some(material: Material, pair: SharedCopy) -> Candidate:
    text = template(TOPIC, "some").format(
        a=material.names[pair.a],
        b=material.names[pair.b],
        letter_a=material.names.letter(pair.a),
        letter_b=material.names.letter(pair.b),
        words=f"{pair.words:,}",
        share_a=percent(pair.share_a),
        share_b=percent(pair.share_b),
    )
    size = min(1.0, 0.5 + 2 * _size(pair))
    return make_candidate(TOPIC, "some", text, evidence=_passages(pair), size=size)


def _none(material: Material) -> Candidate:
    text = template(TOPIC, "none_two" if len(material.analyses) == 2 else "none")
    return make_candidate(TOPIC, "none", text, size=1.0)


def _passages(pair: SharedCopy) -> list[EvidenceRef]:
    """The longest passages, each in both articles."""
    longest = sorted(pair.passages, key=lambda p: (-p.words, p.a.start))[:PASSAGES]
    return [
        EvidenceRef(article, span)
        for p in longest
        for article, span in ((pair.a, p.a), (pair.b, p.b))
    ]


def _agency(material: Material, articles: Sequence[str]) -> str:
    """A sentence on the agencies that the articles name; "" for none."""
    texts = {a.article.id: a.article.text for a in material.analyses if a.article.id in articles}
    naming = {
        agency: [article for article, text in texts.items() if _mentions(text, forms)]
        for agency, forms in read_wording("findings")[TOPIC]["agencies"].items()
    }
    by_all = [agency for agency, found in naming.items() if len(found) == len(texts)]
    by_some = [agency for agency, found in naming.items() if found]
    if by_all:
        key = "agency" if len(texts) == 2 else "agency_all"
        return template(TOPIC, key).format(agencies=listing(by_all))
    if len(by_some) == 1:
        letters = [material.names.letter(article) for article in naming[by_some[0]]]
        key = "agency_one" if len(letters) == 1 else "agency_some"
        return template(TOPIC, key).format(articles=listing(letters), agencies=by_some[0])
    return ""


def _mentions(text: str, forms: Iterable[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) for form in forms)
