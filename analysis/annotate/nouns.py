"""Nouns for people, bodies and documents in a phrase, and what the lexicon knows of them.

The words are in `lexicons/kinds.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from analysis.annotate.countries import load_countries
from analysis.annotate.lexicon import read_lexicon
from analysis.annotate.words import load_grammar
from analysis.records import KINDS, Kind

WORD = re.compile(r"[^\W_](?:[^\W_]|[’'.\-](?=[^\W_]))*")
_LONGEST_ENTRY = 9
"""Words in the longest entry of `kinds.toml` that is looked for."""
# How English nouns for people end, singular and plural: "teachers", "senator", "Syrians".
_ANIMATE = re.compile(
    r"(?:ers?|ors?|ists?|ians?|ants?|ents?|men|man|women|woman|people|police|ees?|crats|cans)$"
)
Bodies = Mapping[tuple[str, ...], Kind]
"""The words of an organisation's name → its kind, as an article tells it."""
NO_BODIES: Bodies = {}
# Participles after a noun: "a draft seen by", "a group calling itself".
_PARTICIPLES = frozenset(
    (
        "close",
        "familiar",
        "briefed",
        "seen",
        "shown",
        "read",
        "known",
        "written",
        "given",
        "held",
        "built",
        "calling",
        "standing",
        "sent",
    )
)


class Entry(NamedTuple):
    """Kind and role of a phrase: people, bodies, or words that describe."""

    kind: Kind
    role: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists of `lexicons/kinds.toml`."""

    entries: Mapping[tuple[str, ...], Entry]
    names: Mapping[tuple[str, ...], Kind]
    tails: Mapping[str, Kind]
    seats: Mapping[tuple[str, ...], str]
    weak: frozenset[str]
    document: frozenset[str]
    group: frozenset[str]
    person: frozenset[str]
    plural: frozenset[str]
    things: tuple[str, ...]
    roles_only: frozenset[str]
    anonymous: frozenset[str]
    sources: frozenset[str]
    anonymous_phrases: tuple[str, ...]
    envoys: frozenset[str]
    state_forms: frozenset[str]
    state_speakers: frozenset[str]
    trade: frozenset[str]
    same_side: frozenset[str]
    against: frozenset[str]
    offices: frozenset[str]
    state_documents: frozenset[str]
    ministries: frozenset[str]
    associations: frozenset[str]
    leading: frozenset[str]
    fields: frozenset[str]
    posts: frozenset[str]
    state_bodies: frozenset[str]
    posted: frozenset[str]
    joining: frozenset[str]


@cache
def load_kinds() -> Lexicon:
    """The word lists of `lexicons/kinds.toml`, ready for look-up."""
    raw = read_lexicon("kinds")
    entries: dict[tuple[str, ...], Entry] = {}
    names: dict[tuple[str, ...], Kind] = {}
    for kind in KINDS:
        for role in ("words", "bodies", "people"):
            for phrase in raw.get(kind, {}).get(role, ()):
                entries[tuple(phrase.split())] = Entry(kind, role)
        for name in raw.get(kind, {}).get("names", ()):
            names[tuple(name.split())] = kind
    for phrase_words, entry in list(entries.items()):
        if entry.role in ("people", "bodies"):
            entries.setdefault((*phrase_words[:-1], _plural(phrase_words[-1])), entry)
    naming, forms, beside = raw["naming"], raw["forms"], raw["beside"]
    return Lexicon(
        entries=entries,
        names=names,
        tails={word: kind for kind in KINDS for word in raw["name_tails"].get(kind, ())},
        seats={tuple(seat.split()): country for seat, country in raw["seats"].items()},
        weak=frozenset(forms["weak"]) | {_plural(word) for word in forms["weak"]},
        document=frozenset(forms["document"]),
        group=frozenset(forms["group"]),
        person=frozenset(forms["person"]),
        plural=frozenset(forms["plural"]),
        things=tuple(forms["things"]),
        roles_only=frozenset(naming["roles_only"]),
        anonymous=frozenset(naming["anonymous"]),
        sources=frozenset(naming["sources"]),
        anonymous_phrases=tuple(naming["anonymous_phrases"]),
        envoys=frozenset(naming["envoys"]),
        state_forms=frozenset(forms["state"]),
        state_speakers=frozenset(forms["state_speakers"]),
        trade=frozenset(raw["bodies"]["trade"]),
        same_side=frozenset(raw["same_side"]["nouns"]),
        against=frozenset(raw["same_side"]["against"]),
        offices=frozenset(raw["same_side"]["offices"]),
        state_documents=frozenset(raw["state_documents"]["nouns"]),
        ministries=frozenset(beside["ministries"]),
        associations=frozenset(beside["associations"]),
        leading=frozenset(beside["leading"]),
        fields=frozenset(beside["fields"]),
        posts=frozenset(beside["posts"]),
        state_bodies=frozenset(beside["bodies"]),
        posted=frozenset(beside["posted"]),
        joining=frozenset(beside["joining"]),
    )


@cache
def load_clauses() -> Mapping[str, str]:
    """Verb of a relative clause → the noun for somebody who does that."""
    return dict(read_lexicon("kinds")["clauses"])


def _plural(noun: str) -> str:
    """The plural of a noun, regular or in -men; the noun itself if it ends in s."""
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith(("s", "men", "people")):
        return noun
    if noun.endswith("y") and noun[-2:-1] not in "aeou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("ch", "sh", "x")) else "s")


class Match(NamedTuple):
    """A phrase of the lexicon among the words of a mention."""

    position: int
    length: int
    kind: Kind
    role: str
    words: tuple[str, ...]


def is_source_noun(word: str) -> bool:
    """Whether a lower-case noun can mean somebody who speaks: a person, group or document."""
    lexicon = load_kinds()
    if (
        (word,) in lexicon.entries
        or word in lexicon.group
        or word in lexicon.person
        or word in lexicon.document
    ):
        return True
    singular = word[:-1] if word.endswith("s") else word
    return bool(_ANIMATE.search(word)) and not singular.endswith(lexicon.things)


def head_noun(mention: str) -> str:
    """The last word of a phrase before its first preposition, comma or bracket, lower case."""
    first = re.split(r"[,(;:–—]", mention, maxsplit=1)[0]
    words = [word.lower() for word in WORD.findall(first)]
    for index, word in enumerate(words):
        following = words[index + 1 : index + 2]
        tied = word in load_grammar()["phrase_ties"]
        participle = word in _PARTICIPLES or (
            word.endswith(("ed", "ing"))
            and len(word) > 5
            and following
            and following[0] in load_grammar()["prepositions"]
        )
        if index > 0 and (tied or participle):
            words = words[:index]
            break
    return words[-1] if words else ""


def is_known(text: str) -> bool:
    """Whether a phrase names or holds a body whose kind the word lists know."""
    return any(
        match.role in ("bodies", "name") for match in find_matches(words_of(text), NO_BODIES)
    )


def words_of(text: str) -> list[str]:
    """The words of a text, without possessive endings."""
    lexicon = load_kinds()
    written = [word.replace("’", "'") for word in WORD.findall(text)]
    return [w[:-2] if w.endswith("'s") and (w,) not in lexicon.names else w for w in written]


def of_business(words: Sequence[str]) -> bool:
    """Whether an association is one of employers or traders."""
    trade = load_kinds().trade
    lowered = {word.lower().rstrip("'’") for word in words}
    return bool(lowered & trade) and not lowered & {"trades", "union", "unions"}


def find_matches(words: Sequence[str], bodies: Bodies) -> list[Match]:
    """Lexicon phrases in the words, the longest at each place, from left to right."""
    lexicon = load_kinds()
    lowered = tuple(word.lower() for word in words)
    found: list[Match] = []
    index = 0
    while index < len(words):
        for length in range(min(_LONGEST_ENTRY, len(words) - index), 0, -1):
            surface = tuple(words[index : index + length])
            lower = lowered[index : index + length]
            if surface in bodies:
                found.append(Match(index, length, bodies[surface], "name", lower))
            elif surface in lexicon.names:
                found.append(Match(index, length, lexicon.names[surface], "name", lower))
            elif lower in lexicon.entries and lower not in (("us",), ("who",)):
                entry = lexicon.entries[lower]
                found.append(Match(index, length, entry.kind, entry.role, lower))
            else:
                continue
            index += length - 1
            break
        whole = (
            found and found[-1].length > 1 and found[-1].position + found[-1].length == index + 1
        )
        state = whole and found[-1].kind == "official"  # "the Reserve Bank"
        if not state and index and words[index] in lexicon.tails and words[index - 1][0].isupper():
            kind = lexicon.tails[words[index]]
            if found and found[-1].position == index:
                found.pop()
            if found and found[-1].position == index - 1 and found[-1].role == "people":
                found.pop()
            found.append(Match(index, 1, kind, "name", (lowered[index],)))
        index += 1
    return found


def is_metonym(text: str) -> bool:
    """Whether a country or capital stands alone for its government: "Moscow", "the US"."""
    bare = re.sub(r"^(?:[Tt]he|[Bb]oth)\s+", "", text.strip())
    country = load_countries().get(bare)
    return country is not None and country.by != "adjectives"


def is_people(text: str) -> bool:
    """Whether a mention is the people of a country: "Sri Lankans", "many Russians"."""
    head = re.split(r"[,(]", text)[0].strip()
    country = next((c for name, c in load_countries().items() if head.endswith(name)), None)
    return head.endswith("s") and country is not None and country.by == "adjectives"
