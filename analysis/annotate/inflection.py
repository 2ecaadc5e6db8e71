"""Inflected forms of English verbs and nouns, for word lists that give base forms only."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_DOUBLES = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
"""One syllable with a short vowel and one consonant at the end: "plan", "beg"."""


class VerbForms(NamedTuple):
    """The forms of a verb besides its base."""

    third: str
    past: str
    participle: str
    ing: str


def inflect_verb(verb: str, irregular: Mapping[str, Sequence[str]]) -> VerbForms:
    """Third person, past, past participle and -ing; from `irregular` where the verb is listed."""
    if verb in irregular:
        return VerbForms(*irregular[verb])
    past = _past(verb)
    return VerbForms(plural(verb), past, past, _ing(verb))


def plural(noun: str) -> str:
    """The regular plural of a noun, which is also the third person of a verb."""
    if noun.endswith(("s", "x", "z", "ch", "sh", "o")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in ("a", "e", "i", "o", "u", ""):
        return noun[:-1] + "ies"
    return noun + "s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    if _DOUBLES.fullmatch(verb):
        return verb + verb[-1] + "ed"
    return verb + "ed"


def _ing(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    if _DOUBLES.fullmatch(verb):
        return verb + verb[-1] + "ing"
    return verb + "ing"
