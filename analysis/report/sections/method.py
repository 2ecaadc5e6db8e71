"""Method and limits: what was measured how, and how well it is known to work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.models.card import list_models, load_card
from analysis.report.parts import Cell, Column, Table
from analysis.report.wording import number

if TYPE_CHECKING:
    from analysis.axes.schema import Axis

_MEASURES = {
    "accuracy": "Share right",
    "auc": "AUC",
    "coverage": "Interval coverage",
    "macro_f1": "Macro F1",
    "n": "n",
}
_ROWS = {
    "combined": "Parallax, both views",
    "lexicon": "Word list alone",
    "linear": "Word model alone",
    "majority": "Baseline: always the commonest answer",
    "vader": "Baseline: VADER",
    "words": "Word model alone",
}


@dataclass(frozen=True, slots=True)
class MethodView:
    """The parts of the method that depend on this report: the axis, its facets, its accuracy."""

    axis_title: str
    axis_id: str
    subject: str
    n_entries: str
    facets: tuple[tuple[str, str], ...]
    has_model: bool
    accuracy: Table | None
    limits: tuple[str, ...]


def build_method(axis: Axis) -> MethodView:
    """The method part for `axis`, with the measured accuracy of its model where it has one."""
    known = axis.model is not None and axis.model in list_models()
    card = load_card(axis.model) if known and axis.model is not None else {}
    return MethodView(
        axis_title=axis.title,
        axis_id=axis.id,
        subject=axis.subject,
        n_entries=number(len(axis.entries)),
        facets=tuple((facet.name, facet.explanation) for facet in axis.facets.values()),
        has_model=known,
        accuracy=accuracy_table(card),
        limits=_sentences(card.get("limits")),
    )


def accuracy_table(card: Mapping[str, Any]) -> Table | None:
    """The scores of a model's card, one line a method that was measured; None without scores."""
    scores = card.get("scores")
    if not isinstance(scores, Mapping):
        return None
    lines = {name: values for name, values in scores.items() if isinstance(values, Mapping)}
    if not lines:
        return None
    measures = list(
        dict.fromkeys(
            name
            for values in lines.values()
            for name, value in values.items()
            if isinstance(value, (int, float))
        )
    )
    return Table(
        caption="Accuracy of the framing views on labelled sentences that were held out: measured, "
        "not promised. Macro F1 is 1 when all three directions are always told rightly; AUC is 1 "
        "when every favourable sentence scores above every critical one, 0.5 by chance.",
        columns=(
            Column("Method"),
            *(
                Column(_MEASURES.get(name, name.replace("_", " ")), numeric=True)
                for name in measures
            ),
        ),
        rows=tuple(
            (
                Cell(_ROWS.get(name, name.replace("_", " "))),
                *(Cell(_score(values.get(measure))) for measure in measures),
            )
            for name, values in lines.items()
        ),
    )


def _score(value: Any) -> str:
    if not isinstance(value, (int, float)):
        return "–"
    return number(value) if isinstance(value, int) else number(value, 2)


def _sentences(found: Any) -> tuple[str, ...]:
    if isinstance(found, str):
        return (found,)
    return tuple(str(line) for line in found) if isinstance(found, list) else ()
