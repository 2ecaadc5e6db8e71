"""Method and limits: what was measured how, and how well it is known to work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.report.wording import number

if TYPE_CHECKING:
    from analysis.axes.schema import Axis


@dataclass(frozen=True, slots=True)
class MethodView:
    """The parts of the method that depend on this report: the axis, its facets, its accuracy."""

    axis_title: str
    axis_id: str
    subject: str
    n_entries: str
    facets: tuple[tuple[str, str], ...]
    has_model: bool
    accuracy: tuple[str, ...]


def build_method(axis: Axis) -> MethodView:
    """The method part for `axis`, with the measured accuracy of its model where it has one."""
    return MethodView(
        axis_title=axis.title,
        axis_id=axis.id,
        subject=axis.subject,
        n_entries=number(len(axis.entries)),
        facets=tuple((facet.name, facet.explanation) for facet in axis.facets.values()),
        has_model=axis.model is not None,
        accuracy=_accuracy(axis),
    )


def _accuracy(axis: Axis) -> tuple[str, ...]:
    """What the model's card says about its accuracy; nothing without a model."""
    return ()
