"""Whose words lean which way: narrator against quoted words, and each kind of source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.records import CRITICS, KINDS, Estimate, FramingResult, Kind
from analysis.report.cells import estimate_cell, score
from analysis.report.keys import Index, Key
from analysis.report.parts import Cell, Column, Notes, Table
from analysis.report.sections.sourcing_figures import heading, kind_name
from analysis.report.wording import between, signed

if TYPE_CHECKING:
    from analysis.axes.schema import Axis

_NARROW = 6


@dataclass(frozen=True, slots=True)
class SpeakersView:
    """The voices of each article against each other, and what each kind of source says."""

    difference: Table | None
    kinds: Table | None
    sentences: tuple[str, ...]
    """Where officials and critics of an article can be told apart, or none can."""


def build_speakers(
    results: Sequence[FramingResult | None], index: Index, axis: Axis
) -> SpeakersView | None:
    """The speakers; None where no voice of any article has a score."""
    pairs = list(zip(index.keys, results, strict=True))
    difference = _difference(pairs, axis)
    kinds = _kinds(pairs)
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


def _kinds(pairs: Sequence[tuple[Key, FramingResult | None]]) -> Table | None:
    shown = [
        kind for kind in KINDS if any(result and kind in result.speakers for _, result in pairs)
    ]
    if not any(
        result and kind in result.speakers and result.speakers[kind].known
        for kind in shown
        for _, result in pairs
    ):
        return None
    notes = Notes()
    rows = []
    for key, result in pairs:
        cells = []
        for kind in shown:
            estimate = result.speakers.get(kind) if result else None
            if estimate is None:
                cells.append(Cell("", detail="not quoted"))
            else:
                cells.append(_kind_cell(estimate, notes))
        rows.append((Cell(key.name, foreign=True), *cells))
    return Table(
        caption="What the quoted words of each kind of source do: value, interval, and n, the "
        "number of sentence parts. Indirect speech is in the narrator's words and counts there.",
        columns=(
            Column("Article"),
            *(Column(heading(kind), numeric=True) for kind in shown),
        ),
        rows=tuple(rows),
        notes=notes.listed(),
        wide=len(shown) > _NARROW,
    )


def _kind_cell(estimate: Estimate, notes: Notes) -> Cell:
    if estimate.known:
        return estimate_cell(estimate, notes, form=score, interval=True, n=True)
    return Cell("–", mark=notes.mark("Too few quoted passages take a side to give a score."))


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
