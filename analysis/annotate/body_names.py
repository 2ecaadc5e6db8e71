"""What the name of an organisation tells by itself, and what is said around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from analysis.annotate.countries import find_countries
from analysis.annotate.kinds import kind_of
from analysis.annotate.lexicon import read_lexicon
from analysis.annotate.names import load_titles
from analysis.annotate.nouns import WORD, load_kinds, of_business
from analysis.annotate.words import load_grammar
from analysis.records import Kind

_SPEAKING = frozenset(("international", "civil_society", "media", "business", "expert"))
"""Kinds of well-known organisations that speak through envoys."""
_TIES = frozenset(("of", "for", "on", "against"))


@cache
def body_words() -> Mapping[str, frozenset[str]]:
    """The words about organisations in `lexicons/kinds.toml`, list by list."""
    return {name: frozenset(words) for name, words in read_lexicon("kinds")["bodies"].items()}


def is_body_noun(lower: str) -> bool:
    """Whether a noun in the singular means an organisation: "union", "front", "daily"."""
    entry = load_kinds().entries.get((lower,))
    if lower in load_kinds().document:
        return False
    return lower in body_words()["nouns"] or (entry is not None and entry.role == "bodies")


def told_kind(phrase: str) -> Kind:
    """The kind that a description tells of an organisation: "the main opposition party"."""
    words = {word.lower() for word in WORD.findall(phrase)}
    if "opposition" in words or "exiled" in words:
        return "opposition"
    if words & body_words()["ruling"]:
        return "official"
    return kind_of(phrase, "group", None)


def tail_of(phrase: str) -> list[str]:
    """The words of a phrase before its first preposition, lower case."""
    words = [word.lower() for word in WORD.findall(phrase)]
    ties = load_grammar()["phrase_ties"]
    cut = next((i for i, word in enumerate(words) if i and word in ties), len(words))
    return words[max(0, cut - 1) : cut]


def is_person_noun(lower: str) -> bool:
    """Whether a word stands for a person or rank, and not in the names of organisations, too."""
    entry = load_kinds().entries.get((lower,))
    people = entry is not None and entry.role == "people"
    return (
        (people or lower in load_titles()[0])
        and not is_body_noun(lower)
        and (lower not in body_words()["in_names"])
    )


def head_words(written: str) -> list[str]:
    """The words of a name before its first "of" or "for"."""
    words = WORD.findall(written)
    cut = next((i for i, word in enumerate(words) if i and word in _TIES), len(words))
    return words[:cut]


def own_nouns(written: str) -> set[str]:
    """The noun for an organisation that is the head of a name: "Union" in "Union of ..."."""
    head = head_words(written)[-1]
    known = is_body_noun(head.lower()) or head in load_kinds().tails
    return {head.lower()} if known and len(WORD.findall(written)) > 1 else set()


def own_kind(written: str, home: str | None) -> Kind:
    """The kind that a proper name tells by itself."""
    head = head_words(written)
    if " ".join(head) == "Bank" and find_countries(written):
        return "official"  # a central bank
    words = tuple(written.split())
    lexicon = load_kinds()
    if words in lexicon.names:
        return lexicon.names[words]
    if any(tuple(head[i:]) in lexicon.names for i in range(len(head))):
        return kind_of(written, "group", home)
    kind = lexicon.tails.get(head[-1], "unknown") if len(head) > 1 else "unknown"
    entry = lexicon.entries.get((head[-1].lower(),))
    if kind == "unknown" and entry is not None and entry.role == "bodies":
        kind = entry.kind
    if kind == "unknown":
        return kind_of(written, "group", home)
    if kind == "civil_society" and of_business(WORD.findall(written)):
        return "business"
    if kind == "official":
        if head[0] in body_words()["worldwide"] or head[0].startswith(("Inter-", "Pan-")):
            return "international"
        return kind_of(written, "group", home)
    return kind


@cache
def body_pattern() -> re.Pattern[str]:
    """Any well-known organisation that speaks through envoys."""
    names = {" ".join(words) for words, kind in load_kinds().names.items() if kind in _SPEAKING}
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(loosely, sorted(names, key=_longest)))})(?!\w)")


def _longest(name: str) -> tuple[int, str]:
    return -len(name), name


def loosely(name: str) -> str:
    """A pattern for a name with spaces, hyphens and s/z spelling left open."""
    escaped = re.escape(name).replace(r"\ ", r"\s+")
    for spelling in (r"Co\-operation", "Cooperation"):
        escaped = escaped.replace(spelling, "Co-?operation")
    for spelling in ("ization", "isation"):
        escaped = escaped.replace(spelling, "i[sz]ation")
    return escaped
