"""Method and limits: what was measured how, and how well it is known to work."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.models.card import list_models, load_card
from analysis.report.parts import Cell, Column, Table
from analysis.report.wording import number, sentence, shorten
from analysis.stats.random_effects import PRIOR

if TYPE_CHECKING:
    from analysis.axes.schema import Axis

_MEASURES = {
    "macro_f1": "Macro F1",
    "auc": "AUC",
    "calibration_error": "Calibration error",
}
_METHODS = {
    "combined": "All views together",
    "lexicon": "Word list alone",
    "words": "Word model alone",
    "encoder": "Encoder alone",
    "articles_combined": "All views, sentences of whole articles",
    "majority": "Baseline: always the commonest answer",
    "vader": "Baseline: VADER, a general sentiment list",
}
_NOTE = 120


@dataclass(frozen=True, slots=True)
class MethodView:
    """The parts of the method that depend on this report: the axis, its facets, its accuracy."""

    axis_title: str
    axis_id: str
    subject: str
    n_entries: str
    prior: str
    """How many sentences without a leaning every article is given."""
    facets: tuple[tuple[str, str], ...]
    has_model: bool
    accuracy: Table | None
    limits: tuple[tuple[str, str], ...]


def build_method(axis: Axis) -> MethodView:
    """The method part for `axis`, with the measured accuracy of its model where it has one."""
    known = axis.model is not None and axis.model in list_models()
    card = load_card(axis.model) if known and axis.model is not None else {}
    return MethodView(
        axis_title=axis.title,
        axis_id=axis.id,
        subject=axis.subject,
        n_entries=number(len(axis.entries)),
        prior=number(PRIOR),
        facets=tuple((facet.name, facet.explanation) for facet in axis.facets.values()),
        has_model=known,
        accuracy=accuracy_table(card),
        limits=_limits(card.get("limits")),
    )


def accuracy_table(card: Mapping[str, Any]) -> Table | None:
    """The scores of a model's card, one line a method that was measured; None without scores.

    A score is named `<method>_<measure>`, such as `vader_auc`.
    """
    found = card.get("scores")
    scores = found if isinstance(found, Mapping) else {}
    lines: dict[str, dict[str, float]] = {}
    for name, value in scores.items():
        for measure in _MEASURES:
            # A card may hold other figures, and tables of them.
            if name.endswith(f"_{measure}") and isinstance(value, (int, float)):
                lines.setdefault(name.removesuffix(f"_{measure}"), {})[measure] = value
    if not lines:
        return None
    measures = [measure for measure in _MEASURES if any(measure in line for line in lines.values())]
    note = shorten(str(scores.get("note", "")).replace("`", ""), _NOTE)
    note = f" ({note})" if note else ""
    return Table(
        caption="Accuracy on labelled sentences that were held out"
        f"{note}. Macro F1 is 1 when all three directions are "
        "always told rightly; AUC is 1 when every favourable sentence scores above every "
        "critical one, and 0.5 by chance.",
        columns=(
            Column("Method"),
            *(Column(_MEASURES[measure], numeric=True) for measure in measures),
        ),
        rows=tuple(
            (
                Cell(_METHODS.get(name, name.replace("_", " "))),
                *(Cell(number(line.get(measure, math.nan), 2)) for measure in measures),
            )
            for name, line in lines.items()
        ),
    )


def _limits(found: Any) -> tuple[tuple[str, str], ...]:
    """What the card says the model cannot do: a name and a sentence each."""
    if not isinstance(found, Mapping):
        return ()
    return tuple(
        (name.replace("_", " ").capitalize(), sentence(" ".join(str(words).split())))
        for name, words in found.items()
    )
