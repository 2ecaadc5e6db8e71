"""How right and how complete the attributions are, in a teacher's words, and what follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from analysis.models.card import load_card
from analysis.records import KINDS, Kind, SourcingResult
from analysis.report.keys import Index, Key
from analysis.report.parts import Cell, Column, Table
from analysis.report.sections.sourcing_figures import kind_name
from analysis.report.wording import number, percent

_RATES: tuple[tuple[str, str, str], ...] = (
    (
        "attribution_recall",
        "Found",
        "Of 100 attributions that a careful reader marks, the program finds about {right}.",
    ),
    (
        "attribution_precision",
        "Right",
        "Of 100 that it lists, about {right} are right: source, and at least half of the words.",
    ),
    (
        "direct_speaker",
        "Who is quoted",
        "Of 100 direct quotations, about {right} are listed with the right speaker.",
    ),
    (
        "name_accuracy",
        "Name of the source",
        "Who “he” or “the minister” is: right for about {right} of 100 in passages of our own.",
    ),
    (
        "kind_accuracy",
        "Kind of source",
        "Official, expert, citizen and so on: right for about {right} of 100 of these sources.",
    ),
)


class Range(NamedTuple):
    """Between which limits, 0..1, a share can truly lie when some of the whole was missed."""

    low: float
    high: float


def read_scores() -> Mapping[str, Any]:
    """The scores on the card of the attribution tagger."""
    scores: Mapping[str, Any] = load_card("attribution")["scores"]
    return scores


def accuracy_table(scores: Mapping[str, Any]) -> Table | None:
    """One line a measured rate, with its meaning; None where nothing was measured."""
    rows = [
        (
            Cell(name),
            Cell(percent(scores[key])),
            Cell(meaning.format(right=round(scores[key] * 100))),
        )
        for key, name, meaning in _RATES
        if key in scores
    ]
    if not rows:
        return None
    articles = scores.get("articles")
    where = f" on {number(articles)} news articles that people had marked" if articles else ""
    return Table(
        caption=f"How far to trust this section: how well the program does{where}. Articles of "
        "another kind or time may fare worse.",
        columns=(
            Column("Measured"),
            Column("Rate", numeric=True),
            Column("What it means"),
        ),
        rows=tuple(rows),
    )


def share_range(share: float, recall: float) -> Range:
    """How far a found share, 0..1, can be from the true one when `recall` of the whole was found.

    The least value is that of missed words that all belong elsewhere, the greatest that of missed
    words that all belong here: the worst-case bounds for missing data (C. F. Manski, "Partial
    Identification of Probability Distributions", 2003, ch. 1). They take the found words as right
    and words as missed as often as attributions.
    """
    return Range(share * recall, share * recall + (1 - recall))


def explain(
    results: Sequence[SourcingResult | None], index: Index, scores: Mapping[str, Any]
) -> str:
    """What the rates mean for the shares of this report; "" where recall is unknown."""
    recall = scores.get("attribution_recall")
    if recall is None:
        return ""
    lines = [_none_found(scores)]
    largest = _largest(results, index)
    if largest:
        key, kind, share = largest
        low, high = share_range(share, recall)
        lines.append(
            f"How far that could move a share: {key.letter} was found to give {percent(share)} of "
            f"its attributed words to sources of the kind {kind_name(kind)}. If none of the missed "
            f"words were theirs, it would be {percent(low)}; if all were, {percent(high)}; it "
            "stands if the missed are like the found."
            + (f" {_survives(recall)}" if len(results) > 1 else "")
            + " The intervals in the tables leave this error out: they say how much a share "
            "depends on single attributions."
        )
    return " ".join(lines)


def _none_found(scores: Mapping[str, Any]) -> str:
    """What an absence means, and what is missed most often where the scores tell."""
    line = "“None” in this section means that none was found."
    if scores.get("direct_speaker", 0) > scores["attribution_recall"]:
        line += (
            " What was missed need not be spread like what was found: words in quotation marks are "
            "found more surely than words that an article reports in its own."
        )
    return line


def _survives(recall: float) -> str:
    """How large a difference of shares between two articles is safe whatever was missed."""
    gap = (1 - recall) / recall
    if gap >= 1:
        return "No difference between two articles would be safe from that, however large."
    return (
        f"Only a difference of more than {number(gap * 100)} points between two articles would "
        "hold whatever was missed."
    )


def _largest(
    results: Sequence[SourcingResult | None], index: Index
) -> tuple[Key, Kind, float] | None:
    """The largest share of one known kind in an article."""
    shares = [
        (key, kind, result.words_by_kind.get(kind, 0) / total)
        for key, result in zip(index.keys, results, strict=True)
        if result and (total := sum(result.words_by_kind.values()))
        for kind in KINDS
        if kind != "unknown"
    ]
    return max(shares, key=lambda item: item[2], default=None)
