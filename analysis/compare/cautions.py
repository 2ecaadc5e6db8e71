"""What to keep in mind before comparing these articles."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.records import Analysis, Caution, Event, SharedCopy, Skipped


def find_cautions(
    analyses: Sequence[Analysis],
    *,
    event: Event,
    shared: Sequence[SharedCopy] = (),
    skipped: Sequence[Skipped] = (),
) -> tuple[Caution, ...]:
    """The cautions about comparing these articles, the ones that weigh most first."""
    return ()
