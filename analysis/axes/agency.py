"""Whose act it is: deeds by their doer, and what is said of somebody outside the axis.

"The opposition burned the ballots" is no criticism of the government, and "the rebels' leader is
cruel" none at all. A deed counts as it stands where the subject did it or where nobody is named,
turned round where its opponents did, and hardly where others did. The words are data
(`composition.toml`, section `agency`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from analysis.axes.composition import Composition, Hit, Step
from analysis.axes.patterns import Match, longest
from analysis.axes.reading import Kind, Reading

_DOERS: tuple[Kind, ...] = ("other", "predecessor", "opponents", "subject")
_DEEDS: tuple[Kind, ...] = ("harm", "help")
_BE = frozenset({"was", "were", "is", "are", "been", "be", "being"})
_ARTICLES = frozenset({"a", "an", "the", "this", "that", "no", "any"})
_DENIED = frozenset({"not", "n't", "than"})
_AND = frozenset({"and", "or", "then", "but"})
_RELATIVE = frozenset({"who", "that", "which"})


@dataclass(frozen=True, slots=True)
class _Doer:
    kind: Kind
    first: int
    last: int


def weigh_agency(
    reading: Reading, hits: list[Hit], composition: Composition, facet: str
) -> list[Hit]:
    """The hits, weighed by whose act they tell of, with those of deeds that no entry names.

    `facet` is where a deed counts that no entry names.
    """
    settings = composition.settings["agency"]
    doers = _doers(reading)
    for kind in _DEEDS:
        # "looted" and "looted the" are one deed
        for match in longest([match for match, _ in reading.of(kind)]):
            hits = _weigh_deed(reading, match, kind, hits, doers, settings, facet)
    return _weigh_others(reading, hits, doers, settings)


def _weigh_deed(
    reading: Reading,
    match: Match,
    kind: Kind,
    hits: list[Hit],
    doers: Sequence[_Doer],
    settings: Mapping[str, Any],
    facet: str,
) -> list[Hit]:
    if match.first and reading.tokens[match.first - 1].norm in _ARTICLES:
        return hits  # "a rigged count" tells of no doer
    doer = _doer_of(reading, match, doers, settings)
    sign = 1.0 if kind == "help" else -1.0
    overlapping = {hit.first for hit in hits if hit.first <= match.last and match.first <= hit.last}
    if doer is None:
        return hits
    factor = float(settings[doer.kind])
    label = f"by “{reading.words(doer.first, doer.last)}” ({'deed' if factor else 'not its deed'})"
    if not overlapping:
        base = sign * float(settings["effect"])
        if not factor:
            return hits
        weight = abs(base * factor)
        return [*hits, Hit(match.first, match.last, base, facet, weight, (Step(factor, label),))]
    if doer.kind in ("subject", "predecessor"):
        return hits  # what was done before has a rule of its own
    return [
        replace(hit.changed(factor, label), weight=hit.weight * abs(factor))
        if hit.first in overlapping and hit.base * sign > 0
        else hit
        for hit in hits
    ]


def _doers(reading: Reading) -> list[_Doer]:
    """Everybody named who could do something; of overlapping names the longest."""
    found = [
        _Doer(kind, match.first, match.last) for kind in _DOERS for match, _ in reading.of(kind)
    ]
    found.sort(key=lambda doer: doer.first - doer.last)
    kept: list[_Doer] = []
    for doer in found:
        if all(doer.last < one.first or one.last < doer.first for one in kept):
            kept.append(doer)
    return kept


def _doer_of(
    reading: Reading, match: Match, doers: Sequence[_Doer], settings: Mapping[str, Any]
) -> _Doer | None:
    """Who did the deed: behind "by", or the nearest before it in its clause."""
    tokens = reading.tokens
    for place in range(match.last + 1, min(match.last + 6, len(tokens))):
        if not tokens[place].is_word:
            break
        if tokens[place].norm == "by":
            near = [doer for doer in doers if 0 < doer.first - place <= 4]
            return min(near, key=lambda doer: doer.first, default=None)
    if any(token.norm in _BE for token in tokens[max(0, match.first - 2) : match.first]):
        return None
    shared = _shares_subject(reading, match)
    before = [
        doer
        for doer in doers
        if 0 < match.first - doer.last <= int(settings["reach"])
        and reading.clauses[doer.last] == reading.clauses[match.first]
        and not any(token.norm in _DENIED for token in tokens[max(0, doer.first - 2) : doer.first])
        and not (shared and _is_object(reading, doer, settings))
        and not _only_accuses(reading, doer, match, settings)
    ]
    return max(before, key=lambda doer: doer.last, default=None)


def _shares_subject(reading: Reading, match: Match) -> bool:
    """Whether the deed is told of whoever did what stands before it: "… and rigged the vote"."""
    place = match.first - 1
    while place > 0 and reading.tokens[place].norm.endswith("ly"):
        place -= 1
    return place >= 0 and reading.tokens[place].norm in _AND | {","}


def _is_object(reading: Reading, doer: _Doer, settings: Mapping[str, Any]) -> bool:
    """Whether somebody is what the words before are about: "jailed his rivals", "with the union".

    Who is taken up again by "who" does what follows.
    """
    tokens = reading.tokens
    following = tokens[doer.last + 1] if doer.last + 1 < len(tokens) else None
    if following is not None and following.norm in _RELATIVE:
        return False
    place = doer.first - 1
    while place >= 0 and tokens[place].norm in settings["determiners"]:
        place -= 1
    return place >= 0 and tokens[place].is_word and tokens[place].norm not in settings["openers"]


def _only_accuses(reading: Reading, doer: _Doer, match: Match, settings: Mapping[str, Any]) -> bool:
    """Whether the deed is what somebody says: "the opposition's charge of rigging"."""
    between = reading.tokens[doer.last + 1 : match.first]
    return any(token.norm in settings["accusing"] for token in between)


def _weigh_others(
    reading: Reading, hits: list[Hit], doers: Sequence[_Doer], settings: Mapping[str, Any]
) -> list[Hit]:
    """The hits without what is said of somebody outside the axis, or on another subject."""
    topics = [match for match, _ in reading.of("off_topic") if match.first < int(settings["topic"])]
    if topics and not reading.of("subject"):
        return []
    head = min(doers, key=lambda doer: doer.first, default=None)
    if head is None or head.kind != "other" or head.first > int(settings["head"]):
        return hits
    stop = min(
        (doer.first for doer in doers if doer.kind not in ("other", "opponents")),
        default=len(reading.tokens),
    )
    return [hit for hit in hits if hit.first >= stop]
