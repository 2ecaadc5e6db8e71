"""Agentless passives: "was arrested", "have been killed", with nobody behind a "by"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from analysis.axes.patterns import Token, irregular_forms
from analysis.compare.wording import read_wording

_BETWEEN = 3
"""So many words may stand between the form of be and its participle."""
_AGENT = 9
"""An agent is looked for in as many words behind the participle."""


@dataclass(frozen=True, slots=True)
class _Rules:
    be: frozenset[str]
    between: frozenset[str]
    participles: frozenset[str]
    states: frozenset[str]
    no_agents: frozenset[str]
    ends: frozenset[str]
    amounts: frozenset[str]
    prefixes: frozenset[str]


@cache
def _rules() -> _Rules:
    raw = {name: frozenset(words) for name, words in read_wording("passives").items()}
    irregular = set(raw["participles"])
    for base, forms in irregular_forms().items():
        past = [form for form in forms if not form.endswith(("ing", "es", "s"))]
        irregular.update(past or [base])
    return _Rules(
        be=raw["be"],
        between=raw["between"],
        participles=frozenset(irregular) - raw["states"],
        states=raw["states"],
        no_agents=raw["no_agents"],
        ends=raw["ends"],
        amounts=raw["amounts"],
        prefixes=raw["prefixes"],
    )


def find_passives(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """First and last token of each agentless passive in the tokens of one sentence of `text`."""
    rules = _rules()
    last = -1
    for at, token in enumerate(tokens):
        if at <= last or token.norm not in rules.be:
            continue
        participle = _participle_after(text, tokens, at, rules)
        if participle is None:
            continue
        last = participle
        if not _has_agent(tokens, participle, rules):
            yield at, participle


def _participle_after(text: str, tokens: Sequence[Token], at: int, rules: _Rules) -> int | None:
    for place in range(at + 1, min(at + 2 + _BETWEEN, len(tokens))):
        token = tokens[place]
        if not token.is_word:
            return None
        # "was re-elected" is a passive, "is state-owned" and "was well-known" are adjectives.
        hyphen = text[token.start - 1] == "-"
        if is_participle(token.norm, rules) and not token.capital:
            joined = hyphen and tokens[place - 1].norm not in rules.prefixes
            return None if joined else place
        skipped = token.norm in rules.between or token.norm.endswith("ly")
        if not skipped and token.norm not in rules.prefixes:
            return None
    return None


def is_participle(word: str, rules: _Rules | None = None) -> bool:
    """Whether a word in small letters can be the participle of a passive."""
    rules = rules or _rules()
    if word in rules.participles:
        return True
    return word.endswith("ed") and len(word) > 4 and word not in rules.states


def _has_agent(tokens: Sequence[Token], participle: int, rules: _Rules) -> bool:
    """Whether "by" and somebody or something stand behind the participle in its clause."""
    for place in range(participle + 1, min(participle + 1 + _AGENT, len(tokens) - 1)):
        token = tokens[place]
        if not token.is_word or token.norm in rules.ends:
            return False
        if token.norm == "by":
            following = tokens[place + 1]
            beyond = tokens[place + 2].norm if place + 2 < len(tokens) else ""
            if following.norm in ("a", "the", "an") and beyond in rules.amounts:
                continue
            if following.norm not in rules.no_agents and not following.norm.endswith("ing"):
                return True
    return False
