"""Measures that belong to somebody (a share of the vote, seats), and what a figure is called."""

from __future__ import annotations

from functools import cache

from analysis.compare.conflict_around import Around
from analysis.compare.conflict_lexicon import Measure, read_lexicon
from analysis.compare.conflict_profile import Profile, main_topic
from analysis.compare.conflict_terms import PEOPLE, is_kind_of
from analysis.compare.wording import read_wording
from analysis.records import Figure

_NEAR_LEFT, _NEAR_RIGHT = 75, 60
"""How far a word that says what is measured may stand from its number."""
_COMMA = 25
"""What a comma between the two costs, in characters."""


def find_measure(dimension: str, around: Around) -> Measure | None:
    """The measure that a number is of somebody; None where no word near it says so."""
    for measure in read_lexicon().measures:
        if dimension not in measure.dimensions:
            continue
        if measure.excludes and measure.excludes.search(f"{around.left} {around.right}"):
            continue
        if measure.requires and not measure.requires.search(around.sentence):
            continue
        if _is_near(measure, around):
            return measure
    return None


def _is_near(measure: Measure, around: Around) -> bool:
    if measure.before:
        ends = [match.end() for match in measure.before.finditer(around.left)]
        between = around.left[ends[-1] :] if ends else ""
        if ends and len(between) + _COMMA * between.count(",") <= _NEAR_LEFT:
            return True
    match = measure.after.search(around.right) if measure.after else None
    if match is None:
        return False
    between = around.right[: match.start()]
    return len(between) + _COMMA * between.count(",") <= _NEAR_RIGHT


def label_of(
    measure: Measure | None, bearer: str, figure: Figure, dimension: str, profile: Profile
) -> str:
    """What a figure is called: its measure and whose, its outcome, or the noun in the text."""
    if measure is not None:
        shown = bearer if bearer in dict(read_lexicon().bearers) else bearer.title()
        return f"{measure.label}: {shown}"
    labels = _labels()
    unit = dimension.split(":")[0]
    people = unit == "count" and (
        figure.unit == "people" or any(is_kind_of(head, PEOPLE) for head in profile.heads)
    )
    named = labels.get("people" if people else unit, {}).get(main_topic(profile), "")
    shown = named or figure.referent or f"Measured in {figure.unit or unit}"
    return shown[:1].upper() + shown[1:]


@cache
def _labels() -> dict[str, dict[str, str]]:
    return dict(read_wording("conflict_terms")["labels"])
