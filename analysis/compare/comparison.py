"""The articles of one event side by side."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.axes.schema import list_axes, load_axis
from analysis.compare.cautions import find_cautions
from analysis.compare.differences import find_differences
from analysis.compare.findings import find_findings
from analysis.compare.same_event import find_strangers
from analysis.compare.shared_copy import find_shared_copy
from analysis.records import Analysis, Comparison, Event, FramingResult, Skipped


def compare(
    analyses: Sequence[Analysis],
    *,
    event: Event,
    skipped: Sequence[Skipped] = (),
    poles: tuple[str, str] | None = None,
) -> Comparison:
    """The comparison of the articles, in their order.

    With one article the comparative parts are empty and the findings speak of it alone; without
    articles everything is empty but the caution about skipped files. `poles` are the names of the
    axis's ends (at −1, at +1); without them they are looked up among the axes that come with
    Parallax, and an axis of the user's own is told by its numbers only.
    """
    documents = [analysis.document for analysis in analyses]
    shared = find_shared_copy(documents)
    strangers = tuple(documents[at].article.id for at in find_strangers(documents))
    return Comparison(
        event=event,
        analyses=tuple(analyses),
        shared_copy=shared,
        differences=find_differences(analyses),
        findings=find_findings(
            analyses,
            shared=shared,
            strangers=strangers,
            poles=poles or _find_poles(analyses),
        ),
        cautions=find_cautions(
            analyses, event=event, shared=shared, strangers=strangers, skipped=skipped
        ),
        skipped=tuple(skipped),
    )


def _find_poles(analyses: Sequence[Analysis]) -> tuple[str, str] | None:
    axes = {r.axis for a in analyses for r in a.results.values() if isinstance(r, FramingResult)}
    if len(axes) != 1 or not axes <= set(list_axes()):
        return None
    axis = load_axis(axes.pop())
    return axis.negative.name, axis.positive.name
