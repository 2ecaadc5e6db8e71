"""Whose words lean which way: narrator against quoted words, and each kind of source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.records import (
    CRITICS,
    KINDS,
    Analysis,
    Estimate,
    FramingResult,
    Kind,
    SegmentScore,
    Span,
)
from analysis.report.cells import score
from analysis.report.keys import Index, Key
from analysis.report.parts import Cell, Column, Table
from analysis.report.sections.framing_views import LEANS
from analysis.report.sections.moved import DOWN, UP
from analysis.report.sections.sourcing_figures import heading, kind_name
from analysis.report.wording import DASH, between, plural, signed

if TYPE_CHECKING:
    from analysis.axes.schema import Axis

_NARROW = 6
_LINKED = 2
_FIRST = 24


@dataclass(frozen=True, slots=True)
class SpeakersView:
    """The voices of each article against each other, and what each kind of source says."""

    difference: Table | None
    kinds: Table | None
    sentences: tuple[str, ...]
    """Where officials and critics of an article can be told apart, or none can."""


def build_speakers(
    analyses: Sequence[Analysis],
    results: Sequence[FramingResult | None],
    index: Index,
    axis: Axis,
) -> SpeakersView | None:
    """The speakers; None where there is nothing to set against each other."""
    pairs = list(zip(index.keys, results, strict=True))
    difference = _difference(pairs, axis)
    kinds = _kinds(analyses, pairs, index)
    if difference is None and kinds is None:
        return None
    return SpeakersView(difference, kinds, tuple(_sentences(pairs, axis)))


def _difference(pairs: Sequence[tuple[Key, FramingResult | None]], axis: Axis) -> Table | None:
    """Quoted minus narrator, for each article that has both scores."""
    rows = []
    for key, result in pairs:
        if result is None:
            continue
        narrator, quoted = (result.voices.get(voice) for voice in ("narrator", "quoted"))
        if narrator is None or quoted is None or not (narrator.known and quoted.known):
            continue
        rows.append(
            (
                Cell(key.name, foreign=True),
                Cell(signed(quoted.value - narrator.value)),
                Cell(
                    between(signed(quoted.low - narrator.high), signed(quoted.high - narrator.low))
                ),
                Cell(voices_verdict(narrator, quoted, axis)),
            )
        )
    if not rows:
        return None
    return Table(
        caption="Quoted words minus the narrator's own, for the articles that have a score for "
        "both.",
        columns=(
            Column("Article", width=24),
            Column("Difference", numeric=True, width=12),
            Column("Interval", numeric=True, width=18),
            Column("What can be said", width=46),
        ),
        rows=tuple(rows),
    )


def voices_verdict(narrator: Estimate, quoted: Estimate, axis: Axis) -> str:
    """What the two scores say of whose words lean which way, in a sentence."""
    if quoted.low > narrator.high:
        return (
            f"The people quoted are nearer to {axis.positive.name} than the article's own words: "
            "what they say is theirs, not the outlet's."
        )
    if quoted.high < narrator.low:
        return (
            f"The people quoted are nearer to {axis.negative.name} than the article's own words: "
            "what they say is theirs, not the outlet's."
        )
    return "not distinguishable"


def _kinds(
    analyses: Sequence[Analysis], pairs: Sequence[tuple[Key, FramingResult | None]], index: Index
) -> Table | None:
    quoted = [
        quoted_parts(analysis, result) if result else {}
        for analysis, (_, result) in zip(analyses, pairs, strict=True)
    ]
    shown = [kind for kind in KINDS if any(kind in found for found in quoted)]
    if not shown:
        return None
    width = (100 - _FIRST) // max(len(shown), 3)
    return Table(
        caption="What the quoted words of each kind of source do: how many sentence parts lean "
        f"one way ({UP}) or the other ({DOWN}), of how many, with the strongest; and the score "
        "with its interval where they say enough for one. Indirect speech is in the narrator's "
        f"words and counts there; {DASH} not quoted.",
        columns=(
            Column("Article", width=100 - width * len(shown)),
            *(Column(heading(kind), width=width) for kind in shown),
        ),
        rows=tuple(
            (
                Cell(key.name, foreign=True),
                *(
                    _kind_cell(found.get(kind, ()), _known(result, kind), analysis, index)
                    for kind in shown
                ),
            )
            for analysis, (key, result), found in zip(analyses, pairs, quoted, strict=True)
        ),
        wide=len(shown) > _NARROW,
    )


def quoted_parts(analysis: Analysis, result: FramingResult) -> dict[Kind, tuple[SegmentScore, ...]]:
    """The scored parts inside quotation marks by the kind of their source, in text order."""
    document = analysis.document
    kinds: dict[Span, Kind] = {}
    for segment in document.segments:
        if segment.voice == "quoted" and segment.attribution is not None:
            source = document.attributions[segment.attribution].source
            if source is not None:
                kinds[segment.span] = source.kind
    found: dict[Kind, list[SegmentScore]] = {}
    for scored in result.segments:
        if scored.span in kinds and scored.role != "headline":
            found.setdefault(kinds[scored.span], []).append(scored)
    return {kind: tuple(parts) for kind, parts in found.items()}


def _kind_cell(
    parts: Sequence[SegmentScore], estimate: Estimate | None, analysis: Analysis, index: Index
) -> Cell:
    if not parts:
        return Cell(DASH)
    up = [part for part in parts if part.score > LEANS]
    down = [part for part in parts if part.score < -LEANS]
    strongest = sorted([*up, *down], key=lambda part: (-abs(part.score), part.span))[:_LINKED]
    detail = f"of {plural(len(parts), 'part')}"
    if estimate is not None:
        limits = between(score(estimate.low), score(estimate.high))
        detail += f"; score {score(estimate.value)}" + (f", {limits}" if limits else "")
    return Cell(
        f"{UP}\u00a0{len(up)} {DOWN}\u00a0{len(down)}",
        detail=detail,
        links=index.links(analysis.article.id, [part.span for part in strongest]),
    )


def _sentences(pairs: Sequence[tuple[Key, FramingResult | None]], axis: Axis) -> Iterable[str]:
    """Officials against each kind of critics, where both have a score."""
    compared = 0
    for key, result in pairs:
        official = _known(result, "official")
        for kind in CRITICS:
            other = _known(result, kind)
            if official is None or other is None:
                continue
            compared += 1
            if official.low > other.high or official.high < other.low:
                pole = axis.positive if official.value > other.value else axis.negative
                yield (
                    f"In {key.letter} what officials are quoted with ({score(official.value)}) is "
                    f"nearer to {pole.name} than what {kind_name(kind)} sources are quoted with "
                    f"({score(other.value)})."
                )
            else:
                yield (
                    f"In {key.letter} the quoted words of officials ({score(official.value)}) and "
                    f"of {kind_name(kind)} sources ({score(other.value)}) are not distinguishable."
                )
    if not compared:
        yield (
            "In no article do both officials and critics (opposition, civil society) have enough "
            "quoted words to set them against each other."
        )


def _known(result: FramingResult | None, kind: Kind) -> Estimate | None:
    found = result.speakers.get(kind) if result else None
    return found if found is not None and found.known else None
