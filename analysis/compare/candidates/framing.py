"""What can be said about framing: who leans where, whose voices, what the headline does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.compare.candidates.base import (
    Candidate,
    Material,
    Scored,
    apart_from_end,
    certainty_of,
    distance_to,
    find_end,
    make_candidate,
    refer,
    separate_ends,
    template,
)
from analysis.compare.differences import has_interval, separate
from analysis.compare.wording import read_wording, signed, small, with_interval
from analysis.records import Analysis, Estimate, EvidenceRef, FramingResult, SegmentScore

TOPIC = "framing"


def find_candidates(material: Material) -> Iterator[Candidate]:
    """Candidates about framing; none without a score that has an interval."""
    scored = material.measured(TOPIC, "score")
    if len(material.analyses) == 1:
        yield from _alone(material, scored)
    elif len(scored) > 1:
        yield from _between(material, scored)
    yield from _voices(material)
    yield from _headlines(material)


# --- between articles ---------------------------------------------------------------------------


def _between(material: Material, scored: Sequence[Scored]) -> Iterator[Candidate]:
    ends = separate_ends(scored, prefer_highest=False)
    if not ends:
        yield _together(material, scored)
        yield from _leaning(material, scored)
        return
    yield _apart(material, scored, highest=ends[0])
    rest = [item for item in scored if item != find_end(scored, highest=ends[0])]
    if len(rest) > 1 and not separate_ends(rest, prefer_highest=False):
        yield _rest(material, rest)
    elif len(ends) > 1 and apart_from_end(rest, highest=ends[1]):
        yield _apart(material, rest, highest=ends[1])


def _apart(material: Material, scored: Sequence[Scored], *, highest: bool) -> Candidate:
    analysis, score = find_end(scored, highest=highest)
    others = apart_from_end(scored, highest=highest)
    nearest = find_end(others, highest=highest)
    farthest = find_end(others, highest=not highest)
    direction = 1 if highest else -1
    text = template(TOPIC, "apart").format(
        name=material.names[analysis.article.id],
        genre=_genre(analysis),
        pole=_pole(material, direction),
        others=material.name_others(analysis, others),
        score=with_interval(score),
        scores=_scores([estimate for _, estimate in others]),
        **_poles(material),
    )
    return make_candidate(
        TOPIC,
        "apart",
        text,
        evidence=[*_moved(analysis, direction), *_moved(farthest[0], -direction)],
        size=min(1.0, 0.5 + distance_to(score.value, others)),
        certainty=certainty_of(*sorted((nearest[1], score), key=lambda e: e.value)),
    )


def _scores(estimates: Sequence[Estimate]) -> str:
    if len(estimates) <= read_wording("findings")[TOPIC]["list_scores_up_to"]:
        return " and ".join(with_interval(estimate) for estimate in estimates)
    values = [estimate.value for estimate in estimates]
    return template(TOPIC, "between").format(low=signed(min(values)), high=signed(max(values)))


def _together(material: Material, scored: Sequence[Scored]) -> Candidate:
    low, high = find_end(scored, highest=False), find_end(scored, highest=True)
    ids = [analysis.article.id for analysis, _ in scored]
    everyone = len(ids) == len(material.analyses) and len(ids) > 2
    text = template(TOPIC, "together").format(
        names=f"the {small(len(ids))} articles" if everyone else material.names.listed(ids),
        scores=_scores([estimate for _, estimate in scored]),
        **_poles(material),
    )
    evidence = [*_moved(low[0], -1), *_moved(high[0], 1)]
    return make_candidate(TOPIC, "together", text, evidence=evidence, size=1.0)


def _leaning(material: Material, scored: Sequence[Scored]) -> Iterator[Candidate]:
    """Who stands on one side of 0 when nobody can be told from another.

    All of them stand on the same side: two intervals on different sides would separate.
    """
    leaning = [item for item in scored if item[1].low > 0 or item[1].high < 0]
    if not leaning:
        return
    direction = 1 if leaning[0][1].value > 0 else -1
    key = "leans" if len(leaning) == 1 else "lean"
    analysis, score = find_end(leaning, highest=direction > 0)
    text = template(TOPIC, "lean_all" if len(leaning) == len(scored) else key).format(
        name=material.names[analysis.article.id],
        names=material.names.listed([a.article.id for a, _ in leaning]),
        genre=_genre(analysis),
        pole=_pole(material, direction),
        score=with_interval(score),
    )
    evidence = [ref for a, _ in leaning for ref in _moved(a, direction, most=2)]
    yield make_candidate(TOPIC, "leans", text, evidence=evidence, size=1.0)


def _rest(material: Material, rest: Sequence[Scored]) -> Candidate:
    low, high = find_end(rest, highest=False), find_end(rest, highest=True)
    text = template(TOPIC, "rest").format(
        names=material.names.listed([analysis.article.id for analysis, _ in rest]),
        low=signed(low[1].value),
        high=signed(high[1].value),
    )
    evidence = [*_moved(low[0], -1, most=1), *_moved(high[0], 1, most=1)]
    return make_candidate(TOPIC, "rest", text, evidence=evidence, size=1.0)


def _alone(material: Material, scored: Sequence[Scored]) -> Iterator[Candidate]:
    for analysis, score in scored:
        sure = score.low > 0 or score.high < 0
        direction = 1 if score.value > 0 else -1
        text = template(TOPIC, "alone" if sure else "alone_unsure").format(
            name=material.names[analysis.article.id],
            genre=_genre(analysis),
            pole=_pole(material, direction),
            score=with_interval(score),
            **_poles(material),
        )
        evidence = _moved(analysis, direction if sure else 0, most=3)
        yield make_candidate(TOPIC, "alone", text, evidence=evidence, size=1.0)


# --- inside an article --------------------------------------------------------------------------


def _voices(material: Material) -> Iterator[Candidate]:
    """The article whose quoted voices lie farthest from its narrator, where that is sure."""
    found = []
    for analysis in material.analyses:
        result = analysis.results.get(TOPIC)
        if isinstance(result, FramingResult):
            narrator, quoted = result.voices.get("narrator"), result.voices.get("quoted")
            if narrator and quoted and separate(narrator, quoted):
                found.append((abs(quoted.value - narrator.value), analysis, narrator, quoted))
    if found:
        distance, analysis, narrator, quoted = max(found, key=lambda item: item[0])
        direction = 1 if quoted.value > narrator.value else -1
        text = template(TOPIC, "voices").format(
            name=material.names[analysis.article.id],
            pole=_pole(material, direction),
            quoted=with_interval(quoted),
            narrator=with_interval(narrator),
        )
        evidence = [
            *_moved(analysis, direction, voice="quoted"),
            *_moved(analysis, -direction, voice="narrator"),
        ]
        yield make_candidate(
            TOPIC,
            "voices",
            text,
            evidence=evidence,
            size=min(1.0, 0.5 + distance),
            certainty=certainty_of(*sorted((narrator, quoted), key=lambda e: e.value)),
        )


def _headlines(material: Material) -> Iterator[Candidate]:
    """The article whose headline lies farthest from its text, where that is sure."""
    found = []
    for analysis in material.analyses:
        result = analysis.results.get(TOPIC)
        if isinstance(result, FramingResult) and analysis.article.headline is not None:
            headline, body = result.headline, result.of_sentences or result.overall
            if has_interval(headline) and separate(headline, body):
                found.append((abs(headline.value - body.value), analysis, headline, body))
    if found:
        distance, analysis, headline, body = max(found, key=lambda item: item[0])
        direction = 1 if headline.value > body.value else -1
        text = template(TOPIC, "headline").format(
            name=material.names[analysis.article.id],
            pole=_pole(material, direction),
            headline=with_interval(headline),
            body=with_interval(body),
        )
        title = [analysis.article.headline] if analysis.article.headline else []
        yield make_candidate(
            TOPIC,
            "headline",
            text,
            evidence=[*refer(analysis, title), *_moved(analysis, -direction)],
            size=min(1.0, 0.5 + distance),
            certainty=certainty_of(*sorted((headline, body), key=lambda e: e.value)),
        )


# --- words and passages -------------------------------------------------------------------------


def _genre(analysis: Analysis) -> str:
    guessed = analysis.article.provenance.get("genre") in ("text", "unknown")
    key = "genres_guessed" if guessed else "genres"
    words: dict[str, str] = read_wording("findings")[TOPIC][key]
    return words.get(analysis.article.genre, "")


def _pole(material: Material, direction: int) -> str:
    return material.poles[1 if direction > 0 else 0]


def _poles(material: Material) -> dict[str, str]:
    return {"negative": material.poles[0], "positive": material.poles[1]}


def _moved(
    analysis: Analysis, direction: int, *, most: int = 2, voice: str | None = None
) -> list[EvidenceRef]:
    """The segments that moved the score most, those that point in `direction` first.

    Segments of the other direction are shown only where none points in `direction`.
    """
    result = analysis.results.get(TOPIC)
    if not isinstance(result, FramingResult):
        return []
    order: list[SegmentScore] = [
        result.segments[at] for at in result.moved if 0 <= at < len(result.segments)
    ]
    if voice is not None:
        order = [segment for segment in order if segment.voice == voice]
    fitting = [segment for segment in order if segment.score * direction > 0]
    return refer(analysis, [segment.span for segment in fitting or order], most=most)
