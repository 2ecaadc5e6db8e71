"""The articles of one event side by side."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.compare.cautions import find_cautions
from analysis.compare.differences import find_differences
from analysis.compare.findings import find_findings
from analysis.compare.shared_copy import find_shared_copy
from analysis.records import Analysis, Comparison, Event, Skipped


def compare(
    analyses: Sequence[Analysis],
    *,
    event: Event,
    skipped: Sequence[Skipped] = (),
) -> Comparison:
    """The comparison of the articles, in their order.

    With one article the comparative parts are empty and the findings speak of it alone; without
    articles everything is empty but the cautions about skipped files.
    """
    shared = find_shared_copy([analysis.document for analysis in analyses])
    differences = find_differences(analyses)
    return Comparison(
        event=event,
        analyses=tuple(analyses),
        shared_copy=shared,
        differences=differences,
        findings=find_findings(analyses, shared=shared, differences=differences),
        cautions=find_cautions(analyses, event=event, shared=shared, skipped=skipped),
        skipped=tuple(skipped),
    )
