"""What can be said about names: a referent that one article judges and another only names.

Only the narrator's own words count: what a source calls it is the source's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from analysis.compare.candidates.base import SHORT, Candidate, Material, make_candidate, template
from analysis.compare.wording import listing, shorten
from analysis.records import EvidenceRef, Label, LabelUse, Referent

TOPIC = "labels"
NAME, LABEL = 50, 50
LEAST_LOADED = 2
"""One judging word alone may be a slip; from two on it is a way of speaking."""
LEAST_MENTIONS = 2
"""So often the plainer article has to name the referent."""
WORDINGS, PASSAGES = 2, 2


def find_candidates(material: Material) -> Iterator[Candidate]:
    """One candidate a referent at most; none with fewer than two articles."""
    long = [a.article.id for a in material.analyses if len(a.document.tokens) >= SHORT]
    if len(long) < 2:
        return
    for referent in material.labels:
        yield from _judged(material, referent, long)


def _judged(material: Material, referent: Referent, articles: Sequence[str]) -> Iterator[Candidate]:
    """The article whose narrator has most loaded labels, and one that names it and has none."""
    loaded = {article: _uses(referent, article, loaded=True) for article in articles}
    judging = max(articles, key=lambda article: len(loaded[article]))
    plain = [
        article
        for article in articles
        if not loaded[article] and referent.mentions.get(article, 0) >= LEAST_MENTIONS
    ]
    if len(loaded[judging]) < LEAST_LOADED or not plain:
        return
    other = max(plain, key=lambda article: referent.mentions[article])
    own, others = loaded[judging], _uses(referent, other, loaded=False)
    if not others:
        return
    count = len(own)
    text = template(TOPIC, "judged").format(
        name=material.names[judging],
        referent=_in_sentence(shorten(referent.name, NAME)),
        loaded=_wordings(own),
        other=material.names[other],
        plain=_wordings(others),
    )
    yield make_candidate(
        TOPIC,
        "judged",
        text,
        evidence=[
            *(EvidenceRef(judging, use.span) for _, use in own[:PASSAGES]),
            *(EvidenceRef(other, use.span) for _, use in others[:PASSAGES]),
        ],
        size=min(1.0, 0.5 + 0.15 * count),
        certainty=0.9,
    )


def _uses(referent: Referent, article: str, *, loaded: bool) -> list[tuple[Label, LabelUse]]:
    """The narrator's uses of loaded labels, or of all others, the most used label first."""
    return [
        (label, use)
        for label in referent.labels
        if (label.load == "loaded") == loaded
        for use in label.uses
        if use.article == article and use.voice == "narrator" and not use.source and not use.scare
    ]


def _in_sentence(name: str) -> str:
    return f"the {name[4:]}" if name.startswith("The ") else name


def _wordings(uses: Sequence[tuple[Label, LabelUse]]) -> str:
    counts = Counter(shorten(label.text, LABEL) for label, _ in uses)
    return listing([f"“{text}”" for text, _ in counts.most_common(WORDINGS)])
