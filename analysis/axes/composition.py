"""Composition rules: what the neighbourhood does to an entry that was found.

The rules and their cues are data (`composition.toml`). Each rule multiplies the effect of an
entry in its reach; the nearest cue works first, because what it makes of the entry is what the
next one is about ("must end the repression": the end of repression, wished for).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from analysis.axes.patterns import Token

Acts = Literal["after", "before", "both", "clause"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule: on which side of its cue it works, how far, and by which factors."""

    name: str
    acts: Acts
    reach: int
    reach_unfavourable: int
    favourable: float
    unfavourable: float
    crosses: bool
    through: bool
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """All of `composition.toml`: the rules, and the settings of those that are written in code."""

    rules: tuple[Rule, ...]
    settings: Mapping[str, Mapping[str, Any]]

    def words(self, section: str) -> frozenset[str]:
        """The plain word list of a section."""
        return frozenset(self.settings[section]["words"])


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found: its rule, and the tokens it covers."""

    rule: Rule
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Step:
    """One rule at work on one entry: the factor, and the rule with its cue in words."""

    factor: float
    label: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that carries an effect: an entry, or praise or blame, that was found.

    Tokens `first` to `last`; `base` is its effect before all rules, + where it speaks well of the
    subject; `weight` is what it adds to the relevance.
    """

    first: int
    last: int
    base: float
    facet: str
    weight: float
    steps: tuple[Step, ...] = ()

    @property
    def effect(self) -> float:
        """Base effect times all factors, -1..1."""
        return max(-1.0, min(1.0, self.base * math.prod(step.factor for step in self.steps)))

    def changed(self, factor: float, label: str) -> Hit:
        """The same hit with one more step."""
        return replace(self, steps=(*self.steps, Step(factor, label)))


@cache
def load_composition() -> Composition:
    """The composition rules that come with Parallax."""
    with (Path(__file__).parent / "composition.toml").open("rb") as file:
        parsed = tomllib.load(file)
    rules = tuple(
        Rule(
            name=rule["name"],
            acts=rule["acts"],
            reach=rule["reach"],
            reach_unfavourable=rule.get("reach_unfavourable", rule["reach"]),
            favourable=rule.get("favourable", 1.0),
            unfavourable=rule.get("unfavourable", 1.0),
            crosses=rule.get("crosses", False),
            through=rule.get("through", False),
            cues=tuple(rule["cues"]),
        )
        for rule in parsed.pop("rule")
    )
    return Composition(rules, MappingProxyType(parsed))


# --- clauses ------------------------------------------------------------------------------------

_HARD_STOPS = frozenset({";", ":", "—", "–", "-", "--", "(", ")", "\n", "…", "?", "!"})


def number_clauses(
    tokens: Sequence[Token], starters: frozenset[int], abbreviations: frozenset[str]
) -> list[int]:
    """For every token the number of its clause; `starters` are tokens that open a new one."""
    clauses = []
    current = 0
    for place, token in enumerate(tokens):
        if place in starters:
            current += 1
        clauses.append(current)
        if not token.is_word and _ends_clause(tokens, place, abbreviations):
            current += 1
    return clauses


def _ends_clause(tokens: Sequence[Token], place: int, abbreviations: frozenset[str]) -> bool:
    norm = tokens[place].norm
    if norm in _HARD_STOPS:
        return True
    if not norm.startswith("."):
        return False
    return place == 0 or tokens[place - 1].norm not in abbreviations


# --- cues ---------------------------------------------------------------------------------------


def steps_for(
    first: int,
    last: int,
    *,
    direction: float,
    cues: Sequence[Cue],
    tokens: Sequence[Token],
    clauses: Sequence[int],
    barriers: frozenset[str],
    text: str,
) -> list[Step]:
    """What the cues in reach do to the entry at tokens `first`..`last`, nearest cue first.

    `direction` is the sign of the entry (+ speaks well of the subject). Every rule works once,
    negation as often as its cues stand there (at most twice).
    """
    reached = sorted(
        (gap, number)
        for number, cue in enumerate(cues)
        if (gap := _gap(cue, first, last, tokens, clauses, barriers)) is not None
    )
    steps = []
    used: dict[str, int] = {}
    for gap, number in reached:
        cue = cues[number]
        if gap > (cue.rule.reach if direction > 0 else cue.rule.reach_unfavourable):
            continue
        if used.get(cue.rule.name, 0) >= (2 if cue.rule.name == "negation" else 1):
            continue
        used[cue.rule.name] = used.get(cue.rule.name, 0) + 1
        factor = cue.rule.favourable if direction > 0 else cue.rule.unfavourable
        if factor == 1.0:
            continue
        if factor < 0:
            direction = -direction
        words = " ".join(text[tokens[cue.first].start : tokens[cue.last].end].split())
        steps.append(Step(factor, f"{words} ({cue.rule.name})"))
    return steps


def _gap(
    cue: Cue,
    first: int,
    last: int,
    tokens: Sequence[Token],
    clauses: Sequence[int],
    barriers: frozenset[str],
) -> int | None:
    """Words between cue and entry, or None where the cue does not reach the entry."""
    rule = cue.rule
    if cue.last < first:
        low, high, fits = cue.last + 1, first, rule.acts in ("after", "both", "clause")
    elif cue.first > last:
        low, high, fits = last + 1, cue.first, rule.acts in ("before", "both", "clause")
    else:
        return None
    if not fits or (clauses[low - 1] != clauses[high] and not rule.crosses):
        return None
    gap = 0
    for token in tokens[low:high]:
        if token.norm in barriers and not (rule.crosses or rule.through):
            return None
        # A comma ends most scopes but not a list: it costs as much as two words.
        gap += 1 if token.is_word else 3
    return gap
