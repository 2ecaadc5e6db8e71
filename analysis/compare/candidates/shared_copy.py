"""What can be said about shared copy: which articles are one voice, and whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.compare.candidates.base import Candidate, Material, make_candidate, template
from analysis.compare.copies import group_voices
from analysis.compare.wording import listing, percent, shorten, small
from analysis.records import EvidenceRef, SharedCopy

TOPIC = "shared_copy"
PASSAGES = 2
PHRASE = 60


def find_candidates(material: Material) -> Iterator[Candidate]:
    """Candidates about shared copy; none with fewer than two articles."""
    if len(material.analyses) < 2 or material.copies is None:
        return
    present = {analysis.article.id for analysis in material.analyses}
    groups = [
        group
        for voice in group_voices(material.copies)
        if len(group := tuple(article for article in voice if article in present)) > 1
    ]
    for group in groups:
        yield _family(material, group)
    within = {article: group for group in groups for article in group}
    loose = [
        pair
        for pair in material.shared
        if pair.words and not (pair.a in within and within[pair.a] is within.get(pair.b))
    ]
    if loose:
        yield _some(material, max(loose, key=_size))
    elif not groups:
        yield _none(material)


def _size(pair: SharedCopy) -> float:
    return max(pair.share_a, pair.share_b)


def _family(material: Material, group: Sequence[str]) -> Candidate:
    members = frozenset(group)
    order = [a.article.id for a in material.analyses if a.article.id in members]
    pairs = [p for p in material.shared if p.a in members and p.b in members and p.words]
    largest = max(pairs, key=_size)
    agency, voices = _agency(material, order), _voices(material)
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
            voices=voices,
        )
    else:
        sizes = [
            max(_size(p) for p in pairs if article in (p.a, p.b))
            for article in order
            if any(article in (p.a, p.b) for p in pairs)
        ]
        text = template(TOPIC, "family").format(
            names=material.names.listed(order),
            low=percent(min(sizes)),
            high=percent(max(sizes)),
            agency=agency,
            count=small(len(order)),
            voices=voices,
        )
    evidence = _passages(largest)
    size = min(1.0, 0.6 + _size(largest))
    return make_candidate(TOPIC, "family", text, evidence=evidence, size=size)


def _voices(material: Material) -> str:
    """How many voices all articles are; "" where the finding speaks of all of them, or where
    articles are left out of the findings."""
    copies, n = material.copies, len(material.analyses)
    if copies is None or n < 3 or len(copies.shares) != n:
        return ""
    return template(TOPIC, "voices").format(
        articles=small(n),
        voices=small(copies.voices),
        noun="voice" if copies.voices == 1 else "voices",
    )


def _some(material: Material, pair: SharedCopy) -> Candidate:
    text = template(TOPIC, "some").format(
        a=material.names[pair.a],
        b=material.names[pair.b],
        letter_a=material.names.letter(pair.a),
        letter_b=material.names.letter(pair.b),
        words=f"{pair.words:,}",
        share_a=percent(pair.share_a),
        share_b=percent(pair.share_b),
        agency=_agency(material, (pair.a, pair.b)),
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
    """A sentence on the agency that the articles credit, or that their common copy points to; ""
    for none."""
    copies = material.copies
    members = frozenset(articles)
    family = (
        next((f for f in copies.families if members <= set(f.articles)), None) if copies else None
    )
    if family is None or not family.agencies:
        return ""
    said = [mention for mention in family.evidence if mention.article in members]
    if family.credited:
        credit = [a for a in articles if any(m.article == a for m in said)]
        if not credit:
            return ""
        return template(TOPIC, "agency_credited").format(
            articles=listing([material.names.letter(article) for article in credit]),
            credits="credits" if len(credit) == 1 else "credit",
            agencies=listing(list(dict.fromkeys(m.agency for m in said))),
        )
    if not said:
        return ""
    key = "agency_perhaps" if len(articles) == 2 else "agency_perhaps_many"
    return template(TOPIC, key).format(
        agencies=listing(family.agencies, "or"), phrase=shorten(said[0].text, PHRASE)
    )
