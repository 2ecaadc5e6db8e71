"""What the views on a sentence say, each alone, and whether they agree, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.report.cells import score
from analysis.report.wording import listing

if TYPE_CHECKING:
    from analysis.axes.schema import Axis

VIEWS = {
    "lexicon": "word list",
    "words": "word model",
    "linear": "word model",
    "encoder": "encoder",
}
"""The views in the order in which they are named."""
LEANS = 0.15
"""What scores less, either way, is said to lean neither way."""


def views_words(views: Mapping[str, float], axis: Axis) -> str:
    """What each view says of a sentence part, and in words where they disagree."""
    names = sorted(views, key=lambda name: [*VIEWS, name].index(name))
    if len(names) < 2:
        return ""
    told = ", ".join(f"{VIEWS.get(name, name)} {score(views[name])}" for name in names)
    sides = {
        side: [VIEWS.get(name, name) for name in names if _lean(views[name]) == side]
        for side in (1, -1, 0)
    }
    poles = {1: axis.positive.name, -1: axis.negative.name}
    if sides[1] and sides[-1]:
        verdict = "they disagree: " + ", ".join(
            f"{_the(sides[side])} {'reads' if len(sides[side]) == 1 else 'read'} it as {pole}"
            for side, pole in poles.items()
        )
        if sides[0]:
            verdict += f", {_the(sides[0])} as neither"
    elif not sides[0]:
        verdict = "they agree"
    elif not sides[1] and not sides[-1]:
        verdict = "none leans far"
    else:
        one = sides[1] or sides[-1]
        pole = poles[1] if sides[1] else poles[-1]
        verdict = (
            f"{'only ' if len(one) == 1 else ''}{_the(one)} "
            f"{'reads' if len(one) == 1 else 'read'} it as {pole}, "
            f"{_the(sides[0])} {'sees' if len(sides[0]) == 1 else 'see'} little either way"
        )
    return f"{told}: {verdict}"


def _lean(value: float) -> int:
    return (value > LEANS) - (value < -LEANS)


def _the(names: Sequence[str]) -> str:
    return listing([f"the {name}" for name in names])
