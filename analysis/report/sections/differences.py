"""Which articles can be told apart in a measure, in one line a measure."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.records import Comparison
from analysis.report.keys import Index
from analysis.report.wording import listing, number

_LINES = 10
_MANY = 40
"""Of more articles the comparison lists the nearest pairs only (compare/differences.py)."""


def told_apart(
    comparison: Comparison, index: Index, feature: str, names: Mapping[str, str]
) -> tuple[str, ...]:
    """For each measure in `names` (with its printed name), who lies above whom for sure.

    Nothing for a single article; one line that says so where no pair separates in any of them.
    """
    above: dict[str, dict[str, list[str]]] = {name: {} for name in names}
    compared = False
    for difference in comparison.differences:
        if difference.feature != feature or difference.measure not in names:
            continue
        compared = compared or difference.comparable
        if difference.distinguishable:
            a, b = index.key(difference.a).letter, index.key(difference.b).letter
            higher, lower = (a, b) if difference.estimate.value > 0 else (b, a)
            above[difference.measure].setdefault(higher, []).append(lower)
    if not compared:
        return ()
    lines = [_line(names[measure], pairs) for measure, pairs in above.items() if pairs]
    if not every_pair(comparison):
        if not lines:
            return ()
        return (*lines[:_LINES], "Listed is for each article the nearest one below that it can be "
                "told apart from; what lies below both follows from the tables.")  # fmt: skip
    if not lines:
        return ("No pair can be told apart in these measures: all are not distinguishable.",)
    rest = len(lines) - _LINES
    return (
        (*lines[:_LINES], f"{number(rest)} further measures: in the CSV.")
        if rest > 0
        else (
            *lines,
            "All other pairs are not distinguishable.",
        )
    )


def every_pair(comparison: Comparison) -> bool:
    """Whether the differences list every pair of articles, as they do unless these are many."""
    return len(comparison.analyses) <= _MANY


def _line(name: str, pairs: Mapping[str, list[str]]) -> str:
    said = [f"{higher} is higher than {listing(sorted(lower))}" for higher, lower in pairs.items()]
    return f"{name}: {'; '.join(said)}."
