"""Finds the spans that meet another one without looking at each of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from analysis.records import Span


class Overlaps:
    """Spans in any order; they may overlap each other.

    A long article has thousands of contents and quotations; comparing each with each takes longer
    than all the rest of the annotation.
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        self._ordered = sorted((span, number) for number, span in enumerate(spans))
        self._starts = [span.start for span, _ in self._ordered]
        self._reach = list(accumulate((span.end for span, _ in self._ordered), max))

    def meeting(self, span: Span) -> list[int]:
        """The numbers of the spans that share a character with `span`, in ascending order."""
        found = []
        at = bisect_left(self._starts, span.end) - 1
        while at >= 0 and self._reach[at] > span.start:
            other, number = self._ordered[at]
            if other.overlaps(span):
                found.append(number)
            at -= 1
        return sorted(found)
