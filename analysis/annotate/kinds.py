"""What kind of source a description speaks of, its form, and how far it is named.

The codebook is `docs/sourcing-codebook.md`, the words are in `lexicons/kinds.toml` and
`lexicons/countries.toml`. Unsure is `unknown`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from analysis.annotate.countries import find_countries, load_countries
from analysis.annotate.lexicon import read_lexicon
from analysis.annotate.words import load_grammar
from analysis.records import KINDS, Form, Kind, Naming

WORD = re.compile(r"[^\W_](?:[^\W_]|[’'.\-](?=[^\W_]))*")


_LONGEST_ENTRY = 9
"""Words in the longest entry of `kinds.toml` that is looked for."""
# How English nouns for people end, singular and plural: "teachers", "senator", "Syrians".
_ANIMATE = re.compile(
    r"(?:ers?|ors?|ists?|ians?|ants?|ents?|men|man|women|woman|people|police|ees?|crats|cans)$"
)


class Classes(NamedTuple):
    """Kind, form and naming of a source."""

    kind: Kind
    form: Form
    naming: Naming


class _Entry(NamedTuple):
    kind: Kind
    role: str


@dataclass(frozen=True, slots=True)
class _Lexicon:
    entries: Mapping[tuple[str, ...], _Entry]
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


@cache
def load_kinds() -> _Lexicon:
    """The word lists of `lexicons/kinds.toml`, ready for look-up."""
    raw = read_lexicon("kinds")
    entries: dict[tuple[str, ...], _Entry] = {}
    names: dict[tuple[str, ...], Kind] = {}
    for kind in KINDS:
        for role in ("words", "bodies", "people"):
            for phrase in raw.get(kind, {}).get(role, ()):
                entries[tuple(phrase.split())] = _Entry(kind, role)
        for name in raw.get(kind, {}).get("names", ()):
            names[tuple(name.split())] = kind
    naming, forms = raw["naming"], raw["forms"]
    return _Lexicon(
        entries=entries,
        names=names,
        tails={word: kind for kind in KINDS for word in raw["name_tails"].get(kind, ())},
        seats={tuple(seat.split()): country for seat, country in raw["seats"].items()},
        weak=frozenset(forms["weak"]),
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
    )


class _Match(NamedTuple):
    position: int
    length: int
    kind: Kind
    role: str
    words: tuple[str, ...]


def classify(
    mention: str,
    *,
    descriptions: Sequence[str] = (),
    person: str | None = None,
    home: str | None = None,
    context: str = "",
) -> Classes:
    """Kind, form and naming of a source from its mention.

    `descriptions` are what the article says of the same source elsewhere, `person` is the name if
    the source is one named person, `home` the country the article is about, `context` the sentence
    (for "on condition of anonymity").
    """
    form: Form = "person" if person else _form(mention)
    kind = _kind_of(mention, form, home)
    described = [_kind_of(description, "person", home) for description in descriptions]
    for other in described:
        if kind != "unknown":
            break
        kind = other
    if person and kind == "official" and "opposition" in described:
        # "His challenger, former finance minister Ruiz": the office is what she was.
        kind = "opposition"
    return Classes(kind, form, _naming(mention, form, person, context))


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
        if word in load_grammar()["phrase_ties"] and index > 0:
            words = words[:index]
            break
    return words[-1] if words else ""


def _kind_of(text: str, form: Form, home: str | None) -> Kind:
    lexicon = load_kinds()
    written = [word.replace("’", "'") for word in WORD.findall(text)]
    words = [w[:-2] if w.endswith("'s") and (w,) not in lexicon.names else w for w in written]
    matches = [m for m in _matches(words) if not _names_state(words, m)]
    edge = _head_edge(words)
    owners = {m.position for m in matches if m.role in ("bodies", "name")}
    people = [m for m in matches if m.role == "people" and m.position + m.length not in owners]
    strong = [m for m in people if m.words[-1] not in lexicon.weak and m.position < edge]
    weak = [m for m in people if m.words[-1] in lexicon.weak]
    if not strong and not (weak and weak[0].position < edge):
        strong = [m for m in people if m.words[-1] not in lexicon.weak]
    named = [m for m in matches if m.role == "name"]
    bodies = [m for m in matches if m.role == "bodies"]
    describing = [m for m in matches if m.role == "words"]
    kind: Kind = "unknown"
    if strong:
        kind = strong[0].kind
        if kind == "official" and any(m.kind == "opposition" for m in matches):
            kind = "opposition"
    elif named:
        kind = _first_specific(named)
    elif bodies:
        kind = bodies[-1].kind if form == "group" and not weak else _first_specific(bodies)
        if any(m.kind == "opposition" for m in bodies):
            kind = "opposition"
    elif weak and words[0].lower() not in ("its", "their") and not _leads_other(words):
        kind = weak[0].kind
        if any(m.kind == "opposition" for m in describing):
            kind = "opposition"
    elif describing and form != "document":
        kind = describing[0].kind
    elif _is_metonym(text):
        kind = "official"
    if kind == "unknown" and _leads_state(words, text):
        kind = "official"
    if kind in ("official", "unknown"):
        kind = _abroad(text, words, kind, named, home)
    return kind


def _names_state(words: Sequence[str], match: _Match) -> bool:
    """Whether "federation" or "union" is part of a state's name: "the Federation of Barundi"."""
    end = match.position + match.length
    return (
        match.words[-1] in load_kinds().state_forms
        and words[end - 1][0].isupper()
        and [word.lower() for word in words[end : end + 1]] == ["of"]
        and end + 1 < len(words)
        and words[end + 1][0].isupper()
        and not words[end + 1].endswith("s")
    )


def _leads_other(words: Sequence[str]) -> bool:
    """Whether a head of something leads a named body that is no state: "president of SpaceX"."""
    for index, word in enumerate(words[:-1]):
        following = words[index + 1]
        of_state = index and words[index - 1].lower() in load_kinds().state_forms
        if word.lower() in ("of", "at", "for") and following[0].isupper() and not of_state:
            return not find_countries(following) and following not in ("State", "Staff", "the")
    return False


def _head_edge(words: Sequence[str]) -> int:
    """How many words stand before the first preposition: the head of the phrase lies there."""
    for index, word in enumerate(words):
        if index and word.lower() in load_grammar()["phrase_ties"]:
            return index
    return len(words)


def _first_specific(matches: Sequence[_Match]) -> Kind:
    """The kind of the first match; a plain government word gives way to a more telling one."""
    for match in matches:
        if match.kind != "official":
            return match.kind
    return matches[0].kind


def _abroad(
    text: str, words: Sequence[str], kind: Kind, named: Sequence[_Match], home: str | None
) -> Kind:
    """International instead of official where office and country are not those of the article."""
    lowered = tuple(word.lower() for word in words)
    for seat, country in load_kinds().seats.items():
        for index in range(len(lowered)):
            if lowered[index : index + len(seat)] == seat:
                return "official" if country == home else "international"
    if kind != "official":
        return kind
    if any(match.kind == "international" for match in named):
        return "international"
    states = [country.name for country in find_countries(text)]
    elsewhere = home is not None and home not in states
    if states and elsewhere and (home or _is_metonym(text)):
        return "international"
    return kind


def _matches(words: Sequence[str]) -> list[_Match]:
    """Lexicon phrases in the words, the longest at each place, from left to right."""
    lexicon = load_kinds()
    lowered = tuple(word.lower() for word in words)
    found: list[_Match] = []
    index = 0
    while index < len(words):
        for length in range(min(_LONGEST_ENTRY, len(words) - index), 0, -1):
            surface = tuple(words[index : index + length])
            lower = lowered[index : index + length]
            if surface in lexicon.names:
                found.append(_Match(index, length, lexicon.names[surface], "name", lower))
            elif lower in lexicon.entries and not (length == 1 and words[index].isupper()):
                entry = lexicon.entries[lower]
                found.append(_Match(index, length, entry.kind, entry.role, lower))
            else:
                continue
            index += length - 1
            break
        if index and words[index] in lexicon.tails and words[index - 1][0].isupper():
            kind = lexicon.tails[words[index]]
            if found and found[-1].position == index:
                found.pop()
            if found and found[-1].position == index - 1 and found[-1].role == "people":
                found.pop()
            found.append(_Match(index, 1, kind, "name", (lowered[index],)))
        index += 1
    return found


def _is_metonym(text: str) -> bool:
    """Whether a country or capital stands alone for its government: "Moscow", "the US"."""
    bare = re.sub(r"^(?:[Tt]he|[Bb]oth)\s+", "", text.strip())
    country = load_countries().get(bare)
    return country is not None and country.by != "adjectives"


def _leads_state(words: Sequence[str], text: str) -> bool:
    """Whether "China's leader" or "a Kenyan delegation" speaks for a state."""
    nouns = load_kinds().state_speakers
    return any(word.lower() in nouns for word in words) and bool(find_countries(text))


def _form(mention: str) -> Form:
    lexicon = load_kinds()
    lower = mention.lower()
    if lower in ("he", "she", "i", "you", "who", "someone", "somebody", "one"):
        return "person"
    if lower in ("they", "we", "it"):
        return "group"
    head = head_noun(mention)
    if head.upper() in mention and len(head) > 1 and head.isalpha():
        return "group"
    if head in lexicon.document:
        return "document"
    entry = lexicon.entries.get((head,))
    if head in lexicon.group or head in lexicon.plural:
        return "group"
    if entry is not None and entry.role == "bodies":
        return "group"
    if (entry is not None and entry.role == "people") or head in lexicon.person:
        return "group" if head.endswith("s") and not head.endswith("ss") else "person"
    if head.endswith(("men", "people")):
        return "group"
    if re.search(r"\b(?:and|both)\b", lower):
        return "group"
    if head.endswith("s") and not head.endswith("ss") and not mention.rstrip()[-1:].isupper():
        last = re.split(r"[,(]", mention)[0].split()
        if last and not last[-1][0].isupper():
            return "group"
    if any(m.role in ("name", "bodies") for m in _matches(WORD.findall(mention))):
        return "group"
    return "group" if find_countries(mention) and _is_metonym(mention) else "person"


def _naming(mention: str, form: Form, person: str | None, context: str) -> Naming:
    lexicon = load_kinds()
    lower = mention.lower()
    if person:
        return "named"
    if any(phrase in lower or phrase in context.lower() for phrase in lexicon.anonymous_phrases):
        return "anonymous"
    words = WORD.findall(re.split(r"[,(;]", mention, maxsplit=1)[0])
    head = head_noun(mention)
    if head in lexicon.sources:
        return "anonymous"
    if lower in ("he", "she", "they", "it", "i", "we", "who", "which", "you"):
        return "role"
    matches = _matches(words)
    capitals = [w for i, w in enumerate(words) if w[0].isupper() and i > 0]
    if head in lexicon.anonymous:
        tied = any(m.role == "name" or m.role == "bodies" for m in matches)
        return "role" if tied or capitals else "anonymous"
    if form == "group":
        entry = lexicon.entries.get((head,))
        if head in lexicon.roles_only or (entry is not None and entry.role == "people"):
            return "role"
        if any(m.role == "name" for m in matches) or capitals or _is_metonym(mention):
            return "named"
        definite = words and (words[0].lower() == "the" or words[0].lower().endswith("’s"))
        body = any(m.role == "bodies" and m.words[-1] == head for m in matches)
        return "named" if definite and body and not head.endswith("s") else "role"
    if form == "document":
        return "named" if capitals else "role"
    if (head,) in lexicon.entries or head in lexicon.person:
        return "role"
    return (
        "named"
        if capitals or (words and words[0][0].isupper() and len(words) == 1)
        else ("anonymous")
    )
