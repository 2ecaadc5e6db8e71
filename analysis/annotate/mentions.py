"""Where a text speaks of a given person or thing: by name, surname, pronoun or office."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.annotate.names import is_office
from analysis.annotate.people import Cast
from analysis.annotate.quotes import find_quotations
from analysis.annotate.speakers import mention_of, resolve_by_rules
from analysis.annotate.tokens import find_tokens
from analysis.annotate.words import Reading, read_words
from analysis.names import fold_name
from analysis.records import Sentence, Span

_MIN_SURNAME = 3
_MAX_WORDS = 12
"""A longer target is no name: only the whole of it is looked for."""
_PRONOUN = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)
_OFFICE = re.compile(r"\b[Tt]he (?P<office>(?:[a-z]+ ){0,2}?(?P<noun>[a-z]+))\b")
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def find_names(text: str, target: str) -> tuple[Span, ...]:
    """Where `target` stands by name, in text order; () where it is not named.

    In any case of letters; the last word of several alone too, with a capital ("Belmonte" for
    "Ana Belmonte"). Where neither stands in the text, the longest part of the name that does.
    """
    words = [word.strip(" ,") for word in target.split()]
    words = [word for word in words if word]
    if not words:
        return ()
    found = _spans(text, words, re.IGNORECASE)
    last = [word for word in words if word.lower() not in _SUFFIXES][-1:]
    if len(words) > 1 and last and len(last[0]) >= _MIN_SURNAME:
        surname = last[0][0].upper() + last[0][1:]
        alone = [*_spans(text, [surname]), *_spans(text, [surname.upper()])]
        found += [span for span in alone if not any(span.overlaps(full) for full in found)]
    return tuple(sorted(found)) or _by_part(text, words)


def find_mentions(text: str, sentences: Sequence[Sentence], target: str) -> tuple[Span, ...]:
    """Where an article speaks of `target`, in text order; () where it never does.

    Names as by `find_names`, without those of a namesake ("Laura Bush" for "George Bush"), and
    the pronouns and offices ("she", "the minister") that stand for the person of that name.
    """
    names = find_names(text, target)
    if not names:
        return ()
    tokens = find_tokens(text)
    reading = read_words(text, sentences, tokens, find_quotations(text, sentences))
    if not reading.words:
        return names
    mentions = [mention_of(reading, span, span.start) for span in _candidates(text, names)]
    cast, _, done = resolve_by_rules(reading, mentions)
    own = _persons(cast, target)
    others = _of_others(reading, cast, own)
    named = [span for span in names if not any(span.overlaps(other) for other in others)]
    told = [one.mention.span for one in done if one.person is not None and one.person in own]
    return tuple(sorted({*(named or names), *told}))


def _candidates(text: str, names: Sequence[Span]) -> list[Span]:
    """Pronouns and offices behind the first name: what stands before cannot stand for it."""
    first = names[0].start
    found = [Span(*match.span()) for match in _PRONOUN.finditer(text, first)]
    found += [
        Span(*match.span()) for match in _OFFICE.finditer(text, first) if is_office(match["noun"])
    ]
    return [span for span in found if not any(span.overlaps(name) for name in names)]


def _persons(cast: Cast, target: str) -> frozenset[int]:
    """The persons of the cast whom the target names; () for things and bodies."""
    wanted = fold_name(target).split()
    exact = [n for n, one in enumerate(cast.people) if fold_name(one.name).split() == wanted]
    if exact:
        return frozenset(exact)
    fitting = [
        number
        for number, person in enumerate(cast.people)
        if _same_person(fold_name(person.name).split(), wanted)
    ]
    return frozenset(fitting) if len(fitting) == 1 else frozenset()


def _same_person(name: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether one name is the other with more to it: same surname, no other first name."""
    if not name or not wanted or name[-1] != wanted[-1]:
        return False
    short, long = sorted((name[:-1], wanted[:-1]), key=len)
    return all(any(_same_word(part, other) for other in long) for part in short)


def _same_word(part: str, other: str) -> bool:
    return part == other or (1 in (len(part), len(other)) and part[0] == other[0])


def _of_others(reading: Reading, cast: Cast, own: frozenset[int]) -> list[Span]:
    """Where others of the cast are named by more than a surname."""
    words = reading.words
    return [
        Span(words[place.start].start, words[place.end - 1].end)
        for place in cast.places
        if own and place.person not in own and place.end - place.start > 1
    ]


def _spans(text: str, words: Sequence[str], flags: int = 0) -> list[Span]:
    pattern = r"[\s\-‐‑]+".join(re.escape(word) for word in words)
    pattern = rf"(?<!\w){pattern}(?!\w)"
    return [Span(*match.span()) for match in re.finditer(pattern, text, flags)]


def _by_part(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    """The longest run of the target's words that the text holds with a capital."""
    if len(words) > _MAX_WORDS:
        return ()
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length, -1, -1):
            part = words[start : start + length]
            if len(part) == 1 and len(part[0]) <= _MIN_SURNAME:
                continue
            found = [s for s in _spans(text, part, re.IGNORECASE) if s.of(text)[0].isupper()]
            if found:
                return tuple(found)
    return ()
