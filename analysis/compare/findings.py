"""The findings: what differs most, in plain sentences that lead to passages."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.records import Analysis, Difference, Finding, SharedCopy


def find_findings(
    analyses: Sequence[Analysis],
    *,
    shared: Sequence[SharedCopy] = (),
    differences: Sequence[Difference] = (),
) -> tuple[Finding, ...]:
    """Up to eight findings, the largest and surest first."""
    return ()
