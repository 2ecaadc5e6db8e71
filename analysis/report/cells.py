"""Table cells for estimates: the rounded value, its interval below, a note where unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analysis.records import Estimate
from analysis.report.parts import Cell, Notes
from analysis.report.wording import DASH, between, number, percent, signed

Form = Callable[[float], str]

NOT_MEASURED = "This was not measured."


def measure(measures: Mapping[str, Estimate], name: str) -> Estimate:
    """The measure of that name, or an unknown estimate with a note."""
    return measures.get(name) or Estimate.unknown(NOT_MEASURED)


def whole(value: float) -> str:
    """A count."""
    return number(value)


def tenth(value: float) -> str:
    """One decimal."""
    return number(value, 1)


def score(value: float) -> str:
    """Two decimals with a sign."""
    return signed(value, 2)


def share(value: float) -> str:
    """A share as a percentage."""
    return percent(value)


def estimate_cell(
    estimate: Estimate, notes: Notes, *, form: Form = tenth, interval: bool = False, n: bool = False
) -> Cell:
    """The value of `estimate` in `form`; a dash with a note where it is unknown.

    With `interval` the limits, and with `n` the number of observations, stand below it.
    """
    if not estimate.known:
        return Cell(DASH, mark=notes.mark(estimate.note or NOT_MEASURED))
    details = []
    if interval and (limits := between(form(estimate.low), form(estimate.high))):
        details.append(limits)
    if n:
        details.append(f"n {number(estimate.n)}")
    return Cell(form(estimate.value), detail=" · ".join(details), mark=notes.mark(estimate.note))
