"""Why two figures may differ, as far as the texts say: stage of the count, day, source, people."""

from __future__ import annotations

import re

from analysis.compare.conflict_readings import Reading
from analysis.compare.conflict_scopes import are_contrary, are_unlike
from analysis.compare.conflict_times import are_other_days
from analysis.names import fold_name
from analysis.records import ConflictReason

_COUNTED = ("vote_share", "voted", "seats")
_SCOPED = ("damage", "eligible")
"""What is counted differs often here, and the words beside the number say so."""
ASKED = ("exit_poll", "opinion_poll")
_EARLY = ("preliminary", "forecast")


def reason_of(a: Reading, b: Reading) -> ConflictReason:
    """The kind of reason for the difference of two values of the same thing."""
    if _is_poll_and_count(a, b):
        return "exit_poll_official"
    if _is_preliminary_and_final(a, b) or _is_preliminary_and_final(b, a):
        return "preliminary_final"
    if a.concept in _SCOPED and _differ_in_population(a, b):
        return "different_population"
    if are_contrary(a.scopes, b.scopes) or _are_groups_and_heads(a, b):
        return "different_population"
    published = bool(a.published and b.published and a.published != b.published)
    counted_on = a.growing and b.growing and _differ_in_days(a, b)
    if _differ_in_source(a, b) and not (
        (counted_on or (a.cumulative and published)) and _are_state(a, b)
    ):
        return "different_source"
    if counted_on and not _differ_in_source(a, b):
        return "different_day"
    if _differ_in_population(a, b):
        return "different_population"
    return _reason_of_time(a, b, published=published)


def _reason_of_time(a: Reading, b: Reading, *, published: bool) -> ConflictReason:
    """The reason where neither source nor people differ: the day, the name, the stage of one."""
    if a.cumulative and published:
        return "different_day"
    if are_other_days(a.days, b.days):
        return "different_day"
    if a.giver and a.giver == b.giver and not _are_state(a, b) and _differ_in_name(a, b):
        return "different_source"
    if a.giver and b.giver and published:
        return "different_day"
    if a.giver and a.giver == b.giver and _differ_in_name(a, b):
        return "different_source"
    if a.growing and b.growing and a.later != b.later:
        return "different_day"
    if a.cumulative and b.cumulative and a.giver and a.giver == b.giver:
        return "different_day"
    if _is_of_one_stage(a, b) or _is_of_one_stage(b, a):
        return "preliminary_final"
    return "unexplained"


def _differ_in_days(a: Reading, b: Reading) -> bool:
    """Whether the clauses name different days."""
    return are_other_days(a.days, b.days)


def _is_of_one_stage(a: Reading, b: Reading) -> bool:
    """Whether the count of `a` is called early, or corrected, and that of `b` is not called."""
    return not b.stage and (a.stage == "final" or (a.stage == "preliminary" and not a.days))


def _are_groups_and_heads(a: Reading, b: Reading) -> bool:
    """Whether one counts families and the other the people in them."""
    return any(
        "family" in one.profile.heads
        and other.profile.people
        and "family" not in other.profile.heads
        for one, other in ((a, b), (b, a))
    )


_STATE = ("government", "police", "rescuers", "election officials", "hospitals")


def _differ_in_source(a: Reading, b: Reading) -> bool:
    if a.giver and b.giver:
        return a.giver != b.giver and not _names(a) & _names(b)
    return bool(a.attribution and b.attribution) and not _names(a) & _names(b)


def _names(reading: Reading) -> set[str]:
    """The telling words of the name of a source."""
    return {
        word
        for word in fold_name(reading.attribution).split()
        if len(word) > 2 and word not in _NO_NAMES
    }


_NO_NAMES = frozenset(["the", "and", "for", "its", "who", "own", "his", "her", "count", "figures"])


def _are_state(a: Reading, b: Reading) -> bool:
    """Whether both are bodies of state: their counts follow each other more than they differ."""
    return a.giver in _STATE and b.giver in _STATE


def _differ_in_name(a: Reading, b: Reading) -> bool:
    """Whether two sources of one class have no word of their names in common.

    Outside the bodies of state both need a name of their own: "the union" and "union leaders" are
    one.
    """
    if not _are_state(a, b) and not all(_PROPER.search(r.attribution) for r in (a, b)):
        return False
    return not _names(a) & _names(b)


_PROPER = re.compile(r"\b(?!The\b|A\b)[A-Z]\w+")


def are_stages(a: Reading, b: Reading) -> bool:
    """Whether the one is called preliminary and the other final."""
    return bool({a.stage, b.stage} & {*_EARLY, *ASKED}) and "final" in (a.stage, b.stage)


def _is_poll_and_count(a: Reading, b: Reading) -> bool:
    """Whether one is what people were asked and the other what was counted."""
    return (a.stage in ASKED) != (b.stage in ASKED) and (
        a.concept in _COUNTED or bool(a.stage and b.stage)
    )


def _is_preliminary_and_final(early: Reading, late: Reading) -> bool:
    """Whether `late` is called final or official and `early` preliminary, or came out before."""
    if (
        early.stage == "forecast"
        and not late.stage
        and not (late.ahead and late.concept not in _COUNTED)
    ):
        return True
    if early.stage in _EARLY:
        return late.stage == "final" or (
            not late.stage
            and _is_earlier(early, late)
            and (late.concept in _COUNTED or not (late.cumulative or late.giver))
        )
    return late.stage == "final" and not early.stage and _is_earlier(early, late)


def _is_earlier(a: Reading, b: Reading) -> bool:
    return a.published is not None and b.published is not None and a.published < b.published


_GROUPS = frozenset(["households", "families", "customers"])


def _differ_in_population(a: Reading, b: Reading) -> bool:
    """Whether the clauses name different people, places or kinds of staff."""
    if any(
        one.kinds & _GROUPS and other.profile.people and not other.kinds
        for one, other in ((a, b), (b, a))
    ):
        return True
    return (
        a.narrowing != b.narrowing
        or are_unlike(a.scopes, b.scopes)
        or bool(a.kinds and b.kinds and not a.kinds & b.kinds)
    )
