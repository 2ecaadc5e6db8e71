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

from analysis.annotate.countries import find_countries, find_home
from analysis.annotate.kinds import classify, head_noun, is_source_noun, load_kinds
from analysis.annotate.names import display_name, is_office
from analysis.annotate.people import Cast, Place, find_cast
from analysis.annotate.pronouns import (
    Mention,
    Resolved,
    body_in_sentence,
    by_pronoun,
    group_before,
    noun_antecedent,
    repeat,
    sentence_text,
    unnamed_source,
)
from analysis.annotate.words import Reading, load_grammar
from analysis.records import Kind, Source, Span

_SINGULAR = {"he": "male", "she": "female", "his": "male", "her": "female"}
_PLURAL = {"they": True, "it": False, "their": True, "its": False}
_BODIES = frozenset(("international", "civil_society", "media", "business"))


def resolve_speakers(reading: Reading, mentions: Sequence[Mention]) -> tuple[Source, ...]:
    """A source with name, kind, form and naming for every mention, in the same order."""
    home = find_home(reading.text)
    cast = find_cast(reading, [m.antecedent or m.span for m in mentions])
    order = sorted(range(len(mentions)), key=lambda i: mentions[i].span)
    done: list[Resolved] = []
    for index in order:
        done.append(_resolve(reading, cast, mentions[index], done, home))
    by_index = dict(zip(order, _share_kinds(done), strict=True))
    return tuple(by_index[index] for index in range(len(mentions)))


def _share_kinds(done: Sequence[Resolved]) -> list[Source]:
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
    done: Sequence[Resolved],
    home: str | None,
) -> Resolved:
    text = reading.text
    described = mention.antecedent or mention.span
    surface = described.of(text)
    head = (
        text[described.start : max(mention.head, described.start)]
        if (mention.antecedent is None)
        else surface
    )
    lower = surface.lower().replace("’", "'").split("'")[0]
    context = sentence_text(reading, mention.span.start)
    person: int | None = None
    name = ""
    if lower in _SINGULAR:
        around = next((r for r in reversed(done) if r.mention.span.contains(mention.span)), None)
        if around is not None and around.source.form == "person":
            # "an officer, who asked not to be named because she feared ..."
            return Resolved(mention, repeat(mention, around.source), around.person)
        noun = noun_antecedent(reading, cast, mention, _SINGULAR[lower])
        nearest = None if noun is None else reading.words[noun.start].sentence
        person = by_pronoun(reading, cast, mention, _SINGULAR[lower], done, nearest=nearest)
        if person is None and noun is not None:
            return Resolved(mention, unnamed_source(reading, mention, noun, home), None)
    elif lower in _PLURAL:
        earlier = group_before(reading, mention, done, plural=_PLURAL[lower])
        body = body_in_sentence(reading, mention, home) if lower == "it" else None
        if body is not None and (earlier is None or earlier.mention.span < body.span):
            return Resolved(mention, body, None)
        if earlier is not None:
            return Resolved(mention, repeat(mention, earlier.source), None)
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
        return Resolved(mention, source, person)
    known = classify(f"{name} {surface}" if name else surface, home=home, context=context)
    if name:
        source = Source(mention.span, name, known.kind, "group", "named")
    else:
        source = Source(
            mention.span, display_name(head, surface), known.kind, known.form, known.naming
        )
    return Resolved(mention, source, None)


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
