"""What can be said about kinds of source: who gives words to whom, and how many.

Some attributions are missed, so an absence is always told as "we found none",
and only of articles in which several attributions were found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.compare.candidates.attributed import (
    ENOUGH,
    TOPIC,
    Sourced,
    count_attributions,
    has_kind,
    has_sure_kind,
    refer_to_kind,
    unplaced_share,
)
from analysis.compare.candidates.base import (
    Candidate,
    Material,
    Scored,
    apart_from_end,
    certainty_of,
    distance_to,
    find_end,
    make_candidate,
    separate_ends,
    template,
)
from analysis.compare.differences import get_measure
from analysis.compare.wording import listing, percent, plural, read_wording
from analysis.records import (
    KINDS,
    Analysis,
    Estimate,
    Kind,
    Naming,
)

MIN_WORDS = 10
"""Words a kind of source must be given before it is said to be given words."""
UNPLACED = 0.5
"""Where more of the attributed words than this have a source of unknown kind, nothing is said
about kinds that were not found."""
KINDS_TOLD = 3
NAMINGS: tuple[Naming, ...] = ("anonymous", "role", "named")


def find_presence(material: Material, sourced: Sourced) -> Iterator[Candidate]:
    """For each kind of source, who gives it words while others do not."""
    if len(sourced) != len(material.analyses):
        return
    importance: dict[Kind, float] = read_wording("findings")[TOPIC]["importance"]
    for kind in KINDS:
        if kind not in importance:
            continue
        having = [
            a
            for a, result in sourced
            if result.words_by_kind.get(kind, 0) >= MIN_WORDS and has_sure_kind(a, kind)
        ]
        # An article with a word or two of the kind neither has it nor lacks it, and where little
        # was found or placed, nothing can be said to be missing.
        lacking = [
            (a, r)
            for a, r in sourced
            if not has_kind(a, r, kind)
            and unplaced_share(r) <= UNPLACED
            and count_attributions(a) >= ENOUGH
        ]
        if not (having and lacking):
            continue
        everyone = len(having) + len(lacking) == len(sourced)
        text = _presence_text(material, kind, having, [a for a, _ in lacking], everyone=everyone)
        most = 3 if len(having) == 1 else 1
        yield make_candidate(
            TOPIC,
            "presence",
            text,
            evidence=[ref for a in having for ref in refer_to_kind(a, kind, most=most)],
            size=importance[kind],
            certainty=1.0 - max(unplaced_share(result) for _, result in lacking),
        )


def _presence_text(
    material: Material,
    kind: Kind,
    having: Sequence[Analysis],
    lacking: Sequence[Analysis],
    *,
    everyone: bool,
) -> str:
    names = material.names
    words = read_wording("findings")[TOPIC]["kinds"][kind]
    have, lack = [a.article.id for a in having], [a.article.id for a in lacking]
    if everyone and len(have) == 1:
        share = get_measure(having[0], TOPIC, f"kind_{kind}")
        detail = template(TOPIC, "detail").format(share=percent(share.value)) if share.known else ""
        return template(TOPIC, "only").format(
            name=names[have[0]], kind=words, detail=detail, others=material.others(have[0])
        )
    if everyone and len(lack) == 1:
        return template(TOPIC, "missing" if len(have) > 2 else "missing_both").format(
            kind=words, name=names[lack[0]], others=material.others(lack[0])
        )
    return template(TOPIC, "some").format(
        names=names.listed(have),
        gives="gives" if len(have) == 1 else "give",
        kind=words,
        others=names.listed(lack),
    )


def find_shares(material: Material) -> Iterator[Candidate]:
    """For each kind and naming, the article that stands out from others, where that is sure."""
    words = read_wording("findings")[TOPIC]
    for measure, kind, name in [
        *((f"kind_{kind}", kind, words["kinds"][kind]) for kind in KINDS if kind in words["kinds"]),
        *((f"{naming}_share", naming, words["namings"][naming]) for naming in NAMINGS),
    ]:
        measured = material.measured(TOPIC, measure)
        ends = separate_ends(measured, prefer_highest=True) if len(measured) > 1 else []
        if ends:
            yield _share(material, measured, kind, name, highest=ends[0])


def _share(
    material: Material, measured: Sequence[Scored], kind: str, name: str, *, highest: bool
) -> Candidate:
    analysis, share = find_end(measured, highest=highest)
    others = apart_from_end(measured, highest=highest)
    nearest = find_end(others, highest=highest)[1]
    most = analysis if highest else find_end(others, highest=True)[0]
    text = template(TOPIC, "more" if highest else "less").format(
        name=material.names[analysis.article.id],
        kind=name,
        share=percent(share.value),
        interval=_interval(share),
        others=material.name_others(analysis, others),
        others_share=_range([estimate for _, estimate in others]),
    )
    return make_candidate(
        TOPIC,
        "more",
        text,
        evidence=refer_to_kind(most, kind),
        size=min(1.0, 0.4 + distance_to(share.value, others)),
        certainty=certainty_of(*sorted((share, nearest), key=lambda e: e.value)),
    )


def _interval(share: Estimate) -> str:
    return f" ({percent(share.low)} to {percent(share.high)})"


def _range(shares: Sequence[Estimate]) -> str:
    if len(shares) == 1:
        share = shares[0]
        return f"{percent(share.value)}, {percent(share.low)} to {percent(share.high)}"
    low, high = (percent(end(share.value for share in shares)) for end in (min, max))
    return low if low == high else template(TOPIC, "between").format(low=low, high=high)


def find_kinds_of_one(material: Material, sourced: Sourced) -> Iterator[Candidate]:
    """Who has how much of the attributed words in a single article."""
    kinds: dict[Kind, str] = read_wording("findings")[TOPIC]["kinds"]
    for analysis, result in sourced:
        total = sum(result.words_by_kind.values())
        if not total or count_attributions(analysis) < ENOUGH:
            continue
        ordered = sorted(
            (kind for kind in kinds if result.words_by_kind.get(kind, 0)),
            key=lambda kind: -result.words_by_kind[kind],
        )
        parts = [
            template(TOPIC, "part").format(
                kind=kinds[kind], share=percent(result.words_by_kind[kind] / total)
            )
            for kind in ordered[:KINDS_TOLD]
        ]
        if unplaced_share(result) > 0:
            parts.append(
                template(TOPIC, "part_unknown").format(share=percent(unplaced_share(result)))
            )
        text = template(TOPIC, "alone").format(
            sources=plural(len(result.sources), "source"),
            name=material.names[analysis.article.id],
            parts=listing(parts),
        )
        evidence = refer_to_kind(analysis, ordered[0]) if ordered else []
        yield make_candidate(TOPIC, "alone", text, evidence=evidence, size=1.0)


def find_officials_only(material: Material, sourced: Sourced) -> Iterator[Candidate]:
    """The articles in which every source that could be placed is an official one."""
    for analysis, result in sourced:
        kinds = {kind for kind, n in result.words_by_kind.items() if n > 0} - {"unknown"}
        enough = count_attributions(analysis) >= ENOUGH and unplaced_share(result) <= UNPLACED
        if kinds == {"official"} and enough:
            text = template(TOPIC, "officials").format(name=material.names[analysis.article.id])
            yield make_candidate(
                TOPIC,
                "officials",
                text,
                evidence=refer_to_kind(analysis, "official"),
                size=1.0,
                certainty=1.0 - unplaced_share(result),
            )
