"""Who a mention means: one name for each source of an article.

A name is the fullest form the article gives, without titles. "He", "the president" and a surname
get the name of the person they stand for where the text makes it plain; where it does not, the
mention itself stays the name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from analysis.annotate.countries import find_countries, find_home
from analysis.annotate.kinds import classify, head_noun, is_source_noun, load_kinds
from analysis.annotate.names import display_name, gender_of, is_office
from analysis.annotate.people import Cast, Place, find_cast
from analysis.annotate.phrases import Phrase, phrase_after
from analysis.annotate.words import Reading, load_grammar
from analysis.records import Kind, Source, Span

_SINGULAR = {"he": "male", "she": "female", "his": "male", "her": "female"}
_PLURAL = {"they": True, "it": False, "their": True, "its": False}
_BODIES = frozenset(("international", "civil_society", "media", "business"))
_SENTENCES_BACK = 5
"""How far a pronoun may reach for its name, in sentences."""


class Mention(NamedTuple):
    """A source as it stands in the text: its span, where the mention proper ends, its place.

    `antecedent` is what "who" or "which" stands for.
    """

    span: Span
    head: int
    position: int
    antecedent: Span | None = None


class _Resolved(NamedTuple):
    mention: Mention
    source: Source
    person: int | None


def resolve_speakers(reading: Reading, mentions: Sequence[Mention]) -> tuple[Source, ...]:
    """A source with name, kind, form and naming for every mention, in the same order."""
    home = find_home(reading.text)
    cast = find_cast(reading, [m.antecedent or m.span for m in mentions])
    order = sorted(range(len(mentions)), key=lambda i: mentions[i].span)
    done: list[_Resolved] = []
    for index in order:
        done.append(_resolve(reading, cast, mentions[index], done, home))
    by_index = dict(zip(order, _share_kinds(done), strict=True))
    return tuple(by_index[index] for index in range(len(mentions)))


def _share_kinds(done: Sequence[_Resolved]) -> list[Source]:
    """The sources, a person's unknown kind filled in from the first mention that tells it."""
    known: dict[int, Kind] = {}
    for resolved in done:
        if resolved.person is not None and resolved.source.kind != "unknown":
            known.setdefault(resolved.person, resolved.source.kind)
    return [
        replace(resolved.source, kind=known[resolved.person])
        if resolved.source.kind == "unknown" and resolved.person in known
        else resolved.source
        for resolved in done
    ]


def _resolve(
    reading: Reading,
    cast: Cast,
    mention: Mention,
    done: Sequence[_Resolved],
    home: str | None,
) -> _Resolved:
    text = reading.text
    described = mention.antecedent or mention.span
    surface = described.of(text)
    head = (
        text[described.start : max(mention.head, described.start)]
        if (mention.antecedent is None)
        else surface
    )
    lower = surface.lower().replace("’", "'").split("'")[0]
    context = _sentence_text(reading, mention.span.start)
    person: int | None = None
    name = ""
    inside = next((r for r in reversed(done) if r.mention.span.contains(mention.span)), None)
    if lower in _SINGULAR and inside is not None and inside.source.form == "person":
        # "an officer, who asked not to be named because she feared ..."
        return _Resolved(mention, _again(mention, inside.source), inside.person)
    if lower in _SINGULAR:
        noun = _noun_antecedent(reading, cast, mention, _SINGULAR[lower])
        nearest = None if noun is None else reading.words[noun.start].sentence
        person = _by_pronoun(reading, cast, mention, _SINGULAR[lower], done, nearest=nearest)
        if person is None and noun is not None:
            return _Resolved(mention, _unnamed(reading, mention, noun, home), None)
    elif lower in _PLURAL:
        earlier = _group_before(reading, mention, done, plural=_PLURAL[lower])
        body = _body_in_sentence(reading, mention, home) if lower == "it" else None
        if body is not None and (earlier is None or earlier.mention.span < body.span):
            return _Resolved(mention, body, None)
        if earlier is not None:
            return _Resolved(mention, _again(mention, earlier.source), None)
    else:
        person = _by_name(reading, cast, described, head)
        if person is None:
            person = _by_apposition(reading, cast, described)
        if person is None:
            person = _by_role(cast, head, home)
        if person is None:
            name = _organisation(cast, head)
    if person is not None:
        found = cast.people[person]
        known = classify(
            "" if lower in _SINGULAR else surface,
            descriptions=found.descriptions,
            person=found.name,
            home=home,
            context=context,
        )
        source = Source(mention.span, found.name, known.kind, known.form, known.naming)
        return _Resolved(mention, source, person)
    known = classify(f"{name} {surface}" if name else surface, home=home, context=context)
    if name:
        source = Source(mention.span, name, known.kind, "group", "named")
    else:
        source = Source(
            mention.span, display_name(head, surface), known.kind, known.form, known.naming
        )
    return _Resolved(mention, source, None)


def _again(mention: Mention, source: Source) -> Source:
    return Source(mention.span, source.name, source.kind, source.form, source.naming)


def _sentence_text(reading: Reading, position: int) -> str:
    return reading.sentences[reading.sentence_at(position)].span.of(reading.text)


# --- names ----------------------------------------------------------------------------------------


def _by_name(reading: Reading, cast: Cast, span: Span, head: str) -> int | None:
    """The one person a mention names as its head, or None."""
    words = reading.words
    edge = span.start + len(head)
    inside = [p for p in cast.places if span.start <= words[p.start].start < edge]
    if not inside:
        return None
    own = [
        p
        for p in inside
        if (not p.possessive or words[p.end - 1].end >= edge) and not _tied(reading, p, span)
    ]
    if len({p.person for p in own}) != 1:
        return None
    place = own[0]
    after = words[place.end] if place.end < len(words) else None
    if after is not None and after.start < edge and after.tag == "word" and after.lower != "jr":
        return None
    return place.person


def _by_apposition(reading: Reading, cast: Cast, span: Span) -> int | None:
    """The person named right after a role: "the mayor of Ulmenau, Petra Holzapfel"."""
    words = reading.words
    for place in cast.places:
        start = words[place.start].start
        if not span.start < start < span.end or place.possessive:
            continue
        index = place.start - 1
        while words[index].tag in ("cap", "word", "det") and words[index].start > span.start:
            index -= 1
        noun = head_noun(reading.text[span.start : words[index].start])
        role = is_office(noun) or noun in load_kinds().person
        return place.person if words[index].tag == "," and role else None
    return None


def _tied(reading: Reading, place: Place, span: Span) -> bool:
    """Whether the name hangs on a preposition inside the mention ("a spokesman for Ruiz")."""
    words = reading.words
    index = place.start - 1
    while index >= 0 and words[index].start >= span.start:
        if words[index].tag in ("prep", "sub"):
            return True
        index -= 1
    return False


def _by_role(cast: Cast, head: str, home: str | None) -> int | None:
    """The one person whose title a definite role mention repeats: "the president"."""
    words = [w.lower().rstrip(".,") for w in head.split()]
    if len(words) < 2 or words[0] != "the" or len(words) > 4:
        return None
    role = words[-1]
    if role.endswith("-year-old"):
        aged = [i for i, p in enumerate(cast.people) if p.age == role]
        return aged[0] if len(aged) == 1 else None
    if not is_office(role) and not is_source_noun(role):
        return None
    former = bool({"former", "ex"} & set(words))
    fits = [
        i
        for i, person in enumerate(cast.people)
        if role in person.titles and person.former == former and person.evident
    ]
    extra = [w for w in words[1:-1] if w not in ("former", "ex")]
    states = {c.name for c in find_countries(head)}
    if states:
        fits = [i for i in fits if states & _states(cast, i)]
    elif extra:
        fits = [
            i
            for i in fits
            if any(set(extra) <= set(d.lower().split()) for d in cast.people[i].descriptions)
        ]
    elif len(fits) > 1 or home is not None:
        near_home = [i for i in fits if not _states(cast, i) or home in _states(cast, i)]
        fits = [i for i in near_home if not _elsewhere(cast, i)] or near_home
    return fits[0] if len(fits) == 1 else None


def _elsewhere(cast: Cast, index: int) -> bool:
    """Whether somebody's office is said to be of another place: "the President of Barundi"."""
    told = cast.people[index].descriptions
    return any(re.search(r"\bof (?:the )?[^\W\d_a-z]", description) for description in told)


def _states(cast: Cast, index: int) -> set[str]:
    return {c.name for d in cast.people[index].descriptions for c in find_countries(d)}


def _organisation(cast: Cast, head: str) -> str:
    """The full name with its acronym, for an organisation or those who speak for it."""
    found = _body_pattern().search(head)
    known = {found.group(): found.group()} if found else {}
    for short, display in cast.organisations.items():
        loose = re.search(rf"(?<!\w){_loose(short)}(?!\w)", head)
        if loose is not None:
            known[loose.group()] = display
    for written in sorted(known, key=lambda name: (-len(name), name)):
        rest = re.sub(r"\([^)]*\)", " ", head.replace(written, " "))
        left = {word.lower() for word in re.findall(r"[\w’'-]+", rest)}
        if left <= load_grammar()["around_bodies"] | load_kinds().envoys:
            return known[written]
    return ""


@cache
def _body_pattern() -> re.Pattern[str]:
    """Any well-known organisation that speaks through envoys."""
    names = {" ".join(words) for words, kind in load_kinds().names.items() if kind in _BODIES}
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_loose, sorted(names, key=_longest)))})(?!\w)")


def _longest(name: str) -> tuple[int, str]:
    return -len(name), name


def _loose(name: str) -> str:
    """A pattern for a name with spaces, hyphens and s/z spelling left open."""
    escaped = re.escape(name).replace(r"\ ", r"\s+")
    for spelled in (r"Co\-operation", "Cooperation"):
        escaped = escaped.replace(spelled, "Co-?operation")
    for spelled in ("ization", "isation"):
        escaped = escaped.replace(spelled, "i[sz]ation")
    return escaped


# --- pronouns -------------------------------------------------------------------------------------


def _noun_antecedent(reading: Reading, cast: Cast, mention: Mention, gender: str) -> Phrase | None:
    """The unnamed person who is the subject of this sentence or the one before: "a student"."""
    words = reading.words
    here = reading.sentence_at(mention.span.start)
    for number in range(here, max(-1, here - 2), -1):
        first, end = reading.first[number], reading.first[number + 1]
        while number == here and end > first and words[end - 1].start >= mention.span.start:
            end -= 1
        if words[first].tag == "prep":
            first = next((j + 1 for j in range(first, end) if words[j].tag == ","), end)
        if end - first < 2 or words[first].tag != "det":
            continue
        phrase = phrase_after(reading, first, end)
        if phrase is None:
            continue
        if words[phrase.start].quotation >= 0 or words[phrase.head - 1].capital:
            continue
        surface = _words_of(reading, phrase)
        noun = head_noun(surface)
        named = any(phrase.start <= place.start < phrase.end for place in cast.places)
        if named or not is_source_noun(noun) or classify(surface).form != "person":
            continue
        if gender_of([noun]) in ("", gender):
            return phrase
    return None


def _unnamed(reading: Reading, mention: Mention, noun: Phrase, home: str | None) -> Source:
    """The source of a pronoun that stands for somebody without a name."""
    surface = reading.text[reading.words[noun.start].start : reading.words[noun.end - 1].end]
    head = _words_of(reading, noun)
    context = _sentence_text(reading, reading.words[noun.start].start)
    known = classify(surface, home=home, context=context)
    return Source(mention.span, display_name(head, surface), known.kind, known.form, known.naming)


def _words_of(reading: Reading, phrase: Phrase) -> str:
    words = reading.words
    return reading.text[words[phrase.start].start : words[phrase.head - 1].end]


def _body_in_sentence(reading: Reading, mention: Mention, home: str | None) -> Source | None:
    """The institution that "it" repeats as the subject of its sentence, or None."""
    words = reading.words
    first = reading.first[reading.sentence_at(mention.span.start)]
    if words[first].start >= mention.span.start or words[first].quotation >= 0:
        return None
    phrase = phrase_after(reading, first, reading.bounds(first)[1])
    if phrase is None or words[phrase.end - 1].end > mention.span.start:
        return None
    surface = _words_of(reading, phrase)
    known = classify(surface, home=home)
    if known.form != "group" or known.kind == "unknown" or known.naming != "named":
        return None
    return Source(mention.span, display_name(surface, surface), *known)


def _by_pronoun(
    reading: Reading,
    cast: Cast,
    mention: Mention,
    gender: str,
    done: Sequence[_Resolved],
    *,
    nearest: int | None = None,
) -> int | None:
    """The person "he" or "she" stands for: the last fitting name in subject position.

    The subject of the same sentence comes first, then those of the sentences before; a name that
    owns something ("Ruiz's plan") or follows a preposition counts only when no other is in reach.
    None if the nearest sentence with a fitting name leaves two in the same position. Sentences
    before `nearest` are not looked at: the subject there is somebody without a name.
    """
    here = reading.sentence_at(mention.span.start)
    words = reading.words
    lowest = max(0, here - _SENTENCES_BACK, 0 if nearest is None else nearest)
    for number in range(here, lowest - 1, -1):
        places = [
            p
            for p in cast.places
            if p.sentence == number
            and words[p.start].start < mention.span.start
            and cast.people[p.person].evident
            and cast.people[p.person].gender in ("", gender)
            and not _in_quotation(reading, p.start)
        ]
        spoken = [
            r
            for r in done
            if r.person is not None
            and cast.people[r.person].gender in ("", gender)
            and number == reading.sentence_at(r.mention.span.start)
            and r.mention.span.start < mention.span.start
        ]
        if number < here and spoken:
            return spoken[0].person
        subjects = [p for p in places if not p.possessive and not p.governed]
        if number == here and not subjects:
            if spoken:
                return spoken[-1].person
            continue
        if subjects:
            return subjects[0].person
        known = {p.person for p in places}
        if len(known) == 1 and number < here:
            return known.pop()
    return None


def _group_before(
    reading: Reading, mention: Mention, done: Sequence[_Resolved], *, plural: bool
) -> _Resolved | None:
    """The group that "they" or "it" repeats: the last source that is one, two sentences back."""
    here = reading.sentence_at(mention.span.start)
    for earlier in reversed(done):
        number = reading.sentence_at(earlier.mention.span.start)
        if number < here - 2:
            return None
        if earlier.source.form == "person" or (not plural and earlier.source.form != "group"):
            continue
        if earlier.mention.span.of(reading.text).lower() in ("it", "they", "we") and (
            earlier.source.name.lower() in ("it", "they", "we")
        ):
            continue
        return earlier
    return None


def _in_quotation(reading: Reading, index: int) -> bool:
    number = reading.words[index].quotation
    return number >= 0 and not reading.quotations[number].scare
