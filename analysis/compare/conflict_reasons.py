"""Why two figures may differ, as far as the texts say: stage of the count, day, source, people."""

from __future__ import annotations

from analysis.compare.conflict_readings import Reading
from analysis.records import ConflictReason

_COUNTED = ("vote_share", "turnout", "votes_cast", "seats", "votes_for", "votes_against")
_SCOPED = ("buildings", "eligible_voters")
"""What is counted differs often here, and the words beside the number say so."""
_ASKED = ("exit_poll", "opinion_poll", "forecast")


def reason_of(a: Reading, b: Reading) -> ConflictReason:
    """The kind of reason for the difference of two values of the same thing."""
    if _is_poll_and_count(a, b):
        return "exit_poll_official"
    if _is_preliminary_and_final(a, b) or _is_preliminary_and_final(b, a):
        return "preliminary_final"
    if a.concept in _SCOPED and _differ_in_population(a, b):
        return "different_population"
    if a.giver and b.giver and a.giver != b.giver:
        return "different_source"
    if _differ_in_population(a, b):
        return "different_population"
    if a.cumulative and a.published and b.published and a.published != b.published:
        return "different_day"
    if a.days and b.days and a.days != b.days:
        return "different_day"
    return "unexplained"


def _is_poll_and_count(a: Reading, b: Reading) -> bool:
    """Whether one is what people were asked and the other what was counted."""
    return (a.stage in _ASKED) != (b.stage in _ASKED) and (
        a.concept in _COUNTED or bool(a.stage and b.stage)
    )


def _is_preliminary_and_final(early: Reading, late: Reading) -> bool:
    """Whether `late` is called final or official and `early` preliminary, or came out before."""
    if early.stage == "preliminary":
        return late.stage == "final" or (
            not late.stage and _is_earlier(early, late) and late.concept in _COUNTED
        )
    return late.stage == "final" and not early.stage and _is_earlier(early, late)


def _is_earlier(a: Reading, b: Reading) -> bool:
    return a.published is not None and b.published is not None and a.published < b.published


def _differ_in_population(a: Reading, b: Reading) -> bool:
    """Whether the clauses name different people, places or kinds of staff."""
    return a.populations != b.populations and bool(a.populations or b.populations)
