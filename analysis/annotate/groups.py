"""Which organisation a mention means: by its name, or by the noun it goes on with ("the bloc")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from analysis.annotate.bodies import Body
from analysis.annotate.body_names import body_pattern, body_words, loosely
from analysis.annotate.lexicon import read_lexicon
from analysis.annotate.nouns import WORD, head_noun, load_kinds
from analysis.annotate.pronouns import Mention, Resolved
from analysis.annotate.words import Reading, load_grammar
from analysis.records import Kind

_DEFINITE = frozenset(("the", "this", "that", "its", "their", "his", "her"))
_OWNED = frozenset(("its", "their", "his", "her"))
_ANY = frozenset(("international", "civil_society", "opposition", "business", "expert"))
_SENTENCES_BACK = 4
_PLACE = re.compile(r"\s+in\s+(?:the\s+)?[^\W\d_a-z][\w’'-]*(?:\s+[^\W\d_a-z][\w’'-]*)*$")


@cache
def _generic() -> Mapping[str, tuple[Kind, ...]]:
    return {noun: tuple(kinds) for noun, kinds in read_lexicon("kinds")["generic"].items()}


@cache
def _metonyms() -> Mapping[str, tuple[str, ...]]:
    return {city: tuple(names) for city, names in read_lexicon("kinds")["metonyms"].items()}


@lru_cache(maxsize=20_000)
def _name_pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){loosely(name)}(?!\w)")


def named_body(head: str, bodies: Sequence[Body]) -> Body | str | None:
    """The organisation that a mention names, or those who speak for it ("OSCE observers").

    A well-known one that the article does not introduce comes as its name.
    """
    for city, names in _metonyms().items():
        if head.strip() == city:
            meant = [b for b in bodies if b.written in names or b.name in names]
            if len(meant) == 1:
                return meant[0]
    without = _PLACE.sub("", head)
    return _named_in(head, bodies) or (_named_in(without, bodies) if without != head else None)


def _named_in(head: str, bodies: Sequence[Body]) -> Body | str | None:
    found = body_pattern().search(head)
    known: dict[str, Body | str] = {} if found is None else {found.group(): found.group()}
    for body in bodies:
        if body.written[:3] not in head and not (body.acronym and body.acronym in head):
            continue
        for short in filter(None, (body.name, body.written, body.acronym)):
            loose = _name_pattern(short).search(head)
            if loose is not None:
                known[loose.group()] = body
    for written in sorted(known, key=lambda name: (-len(name), name)):
        rest = re.sub(r"\([^)]*\)", " ", head.replace(written, " "))
        left = {word.lower() for word in re.findall(r"[\w’'-]+", rest)}
        body_or_name = known[written]
        around = body_or_name.around if isinstance(body_or_name, Body) else frozenset[str]()
        if left <= load_grammar()["around_bodies"] | load_kinds().envoys | around:
            return body_or_name
    return None


def body_by_noun(mention: Mention, head: str, bodies: Sequence[Body]) -> Body | None:
    """The organisation that "the commission" or "their union" means, if the text leaves one."""
    words = [word.lower() for word in WORD.findall(head)]
    noun = head_noun(head)
    if len(words) < 2 or words[0] not in _DEFINITE or words[-1] != noun:
        return None
    extra = [word for word in words[1:-1] if word not in ("same", "own")]
    fits = []
    for body in bodies:
        named = {word.lower() for word in WORD.findall(body.written)} | body.around
        told = all(any(_akin(word, other) for other in named) for word in extra)
        before = body.places[0].start < mention.span.start
        if noun in body.nouns and told and (before or words[0] in _OWNED):
            fits.append(body)
    if len(fits) > 1:
        last = [
            max((p.start for p in b.places if p.start < mention.span.start), default=-1)
            for b in fits
        ]
        fits = [fits[last.index(max(last))]]
    return fits[0] if fits else None


def group_by_noun(
    reading: Reading, mention: Mention, head: str, done: Sequence[Resolved], bodies: Sequence[Body]
) -> Resolved | Body | str | None:
    """The group that a general noun repeats: "the ministry" for the justice ministry, "the bloc".

    None where no group in reach fits.
    """
    words = [word.lower() for word in WORD.findall(head)]
    noun = head_noun(head)
    if len(words) != 2 or words[0] not in _DEFINITE or words[-1] != noun:
        return None
    here = reading.sentence_at(mention.span.start)
    for earlier in reversed(done):
        if earlier.mention.span.start >= mention.span.start or earlier.source.form != "group":
            continue
        if words[0] in _OWNED:
            break
        name = earlier.source.name
        # The search for a head is slow, and the groups of a long article are many.
        if noun in name.lower() and len(name.split()) > 1 and head_noun(name) == noun:
            return earlier
    kinds = _generic().get(noun)
    if kinds is None:
        return _spelled_out(reading.text, mention.span.start, noun)
    spoken = [
        r
        for r in done
        if r.mention.span.start < mention.span.start
        and r.source.form == "group"
        and r.source.naming == "named"
        and (not kinds or r.source.kind in kinds)
        and reading.sentence_at(r.mention.span.start) >= here - _SENTENCES_BACK
    ]
    placed = [
        (place.start, body)
        for body in bodies
        for place in body.places
        if place.start < mention.span.start
        and body.kind in (kinds or _ANY)
        and reading.sentence_at(place.start) >= here - 2
    ]
    if spoken:
        return spoken[-1]
    return max(placed, key=lambda item: item[0])[1] if placed else None


def _spelled_out(text: str, position: int, noun: str) -> str | None:
    """The one fuller form of a noun before a character: "finance ministry" for "ministry"."""
    if noun not in body_words()["nouns"]:
        return None
    told = [name for name, end in _fuller_forms(text, noun).items() if end <= position]
    return told[0] if len(told) == 1 else None


@lru_cache(maxsize=32)
def _fuller_forms(text: str, noun: str) -> Mapping[str, int]:
    """Every fuller form of a noun in the text → where its first mention ends."""
    found: dict[str, int] = {}
    pattern = rf"(?:\b[Tt]he|\b[Aa]|[’']s)\s+((?:[a-z]+\s)?[a-z]+\s{noun})\b"
    for match in re.finditer(pattern, text):
        if match[1].split()[0] not in _EMPTY:
            found.setdefault(match[1], match.end())
    return found


_EMPTY = frozenset(("new", "same", "own", "whole", "other", "old", "first", "last", "local"))


def _akin(a: str, b: str) -> bool:
    return a == b or (len(a) > 5 and len(b) > 5 and a[:5] == b[:5])
