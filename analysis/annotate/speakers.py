"""Who a mention means: one name for each source of an article.

A name is the fullest form the article gives, without titles. "He", "the president", "the
commission" and a surname get the name of the person or body they stand for where the text makes it
plain; where it does not, the mention itself stays the name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.annotate.bodies import Body, find_bodies
from analysis.annotate.countries import find_home
from analysis.annotate.firstperson import first_persons
from analysis.annotate.groups import body_by_noun, group_by_noun, named_body
from analysis.annotate.introductions import link_introductions
from analysis.annotate.kind_evidence import settle_kinds
from analysis.annotate.kinds import classify
from analysis.annotate.names import Gender, spelled
from analysis.annotate.nouns import Bodies
from analysis.annotate.owners import inherit
from analysis.annotate.people import Cast, find_cast
from analysis.annotate.pronouns import (
    Mention,
    Resolved,
    body_in_sentence,
    by_pronoun,
    group_before,
    mention_of,
    noun_antecedent,
    repeat,
    sentence_text,
    unnamed_before,
    unnamed_source,
)
from analysis.annotate.roles import by_apposition, by_last, by_name, by_role
from analysis.annotate.words import Reading
from analysis.records import Kind, Source, Span

__all__ = ["Mention", "mention_of", "resolve_speakers"]

_SINGULAR: dict[str, Gender] = {
    "he": "male",
    "she": "female",
    "his": "male",
    "her": "female",
    "him": "male",
}
_PLURAL = {"they": True, "it": False, "their": True, "its": False}


@dataclass(frozen=True, slots=True)
class _Scene:
    """What is known of an article before its mentions are resolved."""

    reading: Reading
    home: str | None
    cast: Cast
    bodies: tuple[Body, ...]
    kinds: Bodies
    links: dict[Span, int]


def resolve_speakers(reading: Reading, mentions: Sequence[Mention]) -> tuple[Source, ...]:
    """A source with name, kind, form and naming for every mention, in the same order."""
    if not mentions:
        return ()
    if not reading.words:
        text = reading.text
        return tuple(Source(m.span, m.span.of(text), "unknown", "person", "role") for m in mentions)
    cast, home, done = resolve_by_rules(reading, mentions)
    return tuple(settle_kinds(reading, cast, done, home))


def resolve_by_rules(
    reading: Reading, mentions: Sequence[Mention]
) -> tuple[Cast, str | None, list[Resolved]]:
    """The cast, the home country, and every mention with its source in the same order.

    Kinds are those that the rules tell. The reading must hold a word.
    """
    home = find_home(reading.text)
    organisations = find_bodies(reading, home)
    cast = find_cast(reading, [m.antecedent or m.span for m in mentions], organisations.bodies)
    links = link_introductions(reading, cast, mentions)
    scene = _Scene(reading, home, cast, organisations.bodies, organisations.kinds, links)
    order = sorted(range(len(mentions)), key=lambda i: mentions[i].span)
    done: list[Resolved] = []
    for index in order:
        resolved = _resolve(scene, mentions[index], done)
        done.append(inherit(reading, cast, scene.bodies, resolved, done))
    done = first_persons(reading, done)
    shared = [r._replace(source=s) for r, s in zip(done, _share_kinds(cast, done), strict=True)]
    by_index = dict(zip(order, shared, strict=True))
    return cast, home, [by_index[index] for index in range(len(mentions))]


def _share_kinds(cast: Cast, done: Sequence[Resolved]) -> list[Source]:
    """The sources, every person of one kind throughout.

    Somebody of whom the text says nothing but the age, or what they did ("Luis Carrasco, who shared
    a locker with him"), is a private citizen.
    """
    found: dict[int, list[Kind]] = {}
    for resolved in done:
        if resolved.person is not None:
            found.setdefault(resolved.person, []).append(resolved.source.kind)
    known = {person: _kind_of_all(kinds) for person, kinds in found.items()}
    for person, kind in known.items():
        if kind == "unknown" and (cast.people[person].age or cast.people[person].private):
            known[person] = "citizen"
    return [
        resolved.source
        if resolved.person is None
        else replace(resolved.source, kind=known[resolved.person])
        for resolved in done
    ]


def _kind_of_all(kinds: Sequence[Kind]) -> Kind:
    """The kind of somebody of whom several are told: the most telling one, else the first."""
    told = set(kinds)
    if "opposition" in told and told <= {"opposition", "official", "citizen", "expert", "unknown"}:
        return "opposition"
    if told <= {"international", "official", "unknown"} and "international" in told:
        return "international"
    more = [kind for kind in kinds if kind not in ("unknown", "citizen")]
    return more[0] if more else "citizen" if "citizen" in told else "unknown"


def _resolve(scene: _Scene, mention: Mention, done: Sequence[Resolved]) -> Resolved:
    reading, cast, home = scene.reading, scene.cast, scene.home
    text = reading.text
    described = mention.antecedent or mention.span
    surface = described.of(text)
    lower = surface.lower().replace("’", "'").split("'")[0].strip(" ,")
    if lower in _SINGULAR and described == mention.span:
        return _of_pronoun(scene, mention, _SINGULAR[lower], done)
    if lower in _PLURAL:
        earlier = group_before(reading, mention, done, plural=_PLURAL[lower])
        body = body_in_sentence(reading, mention, home) if lower == "it" else None
        here = reading.sentences[reading.sentence_at(mention.span.start)].span
        same = earlier is not None and earlier.mention.span.start >= here.start
        if body is not None and not same:
            return Resolved(mention, body, None)
        if earlier is not None:
            return Resolved(mention, repeat(mention, earlier.source), None)
        return _unresolved(scene, mention, described, surface, "")
    if _is_title(surface):
        known = classify("the document", home=home)
        source = Source(mention.span, spelled(surface), known.kind, "document", "named")
        return Resolved(mention, source, None)
    head = surface
    if mention.antecedent is None:
        head = text[described.start : max(mention.head, described.start)]
    if lower == "latter" or lower == "the latter":
        persons = [r for r in done if r.person is not None]
        if persons:
            return _as_person(scene, mention, persons[-1].person or 0, "")
    person = scene.links.get(mention.span)
    for find in (by_name, by_apposition):
        if person is None:
            person = find(reading, cast, described, head)
    if person is None:
        person = by_role(cast, head, home)
    if person is None:
        person = by_last(reading, cast, mention, head, done)
    if person is not None:
        return _as_person(scene, mention, person, surface)
    found = named_body(head, scene.bodies) or named_body(surface.split(",")[0], scene.bodies)
    if found is None and " who " not in surface and " that " not in surface:
        found = body_by_noun(mention, head, scene.bodies)
        if found is None:
            again = group_by_noun(reading, mention, head, done, scene.bodies)
            if isinstance(again, Resolved):
                return Resolved(mention, repeat(mention, again.source), None)
            found = again
    if isinstance(found, Body):
        kind = found.kind
        if kind == "unknown":
            kind = classify(f"{found.written} {surface}", home=home, bodies=scene.kinds).kind
        return Resolved(mention, Source(mention.span, found.name, kind, "group", "named"), None)
    return _unresolved(scene, mention, described, surface, found or "")


def _is_title(surface: str) -> bool:
    """Whether a mention is a title in quotation marks."""
    text = surface.strip(" ,")
    return len(text.split()) > 1 and text[:1] in '“"„«' and text[-1:] in '”"“»'


def _of_pronoun(
    scene: _Scene, mention: Mention, gender: Gender, done: Sequence[Resolved]
) -> Resolved:
    reading, cast = scene.reading, scene.cast
    around = next((r for r in reversed(done) if r.mention.span.contains(mention.span)), None)
    if around is not None and around.source.form == "person":
        # "an officer, who asked not to be named because she feared ..."
        return Resolved(mention, repeat(mention, around.source), around.person)
    going_on = unnamed_before(reading, cast, mention, gender, done)
    if going_on is not None:
        return Resolved(mention, repeat(mention, going_on.source), None)
    noun = noun_antecedent(reading, cast, mention, gender)
    nearest = None
    if noun is not None:
        nearest = reading.words[noun.start].sentence
        span = Span(reading.words[noun.start].start, reading.words[noun.head - 1].end)
        linked = next((p for s, p in scene.links.items() if s.start == span.start), None)
        if linked is not None and cast.people[linked].gender in ("", gender):
            return _as_person(scene, mention, linked, "")
    person = by_pronoun(reading, cast, mention, gender, done, nearest=nearest)
    if person is not None:
        cast.people[person].gender = gender
        return _as_person(scene, mention, person, "")
    if noun is not None:
        linked = by_role(cast, span.of(reading.text), scene.home)
        if linked is not None and cast.people[linked].gender in ("", gender):
            return _as_person(scene, mention, linked, "")
        same = next((r for r in done if r.mention.span.start == span.start), None)
        if same is not None:
            return Resolved(mention, repeat(mention, same.source), same.person)
        source = unnamed_source(reading, mention, noun, scene.home)
        return Resolved(mention, source, None)
    return _unresolved(scene, mention, mention.span, mention.span.of(reading.text), "")


def _as_person(scene: _Scene, mention: Mention, person: int, surface: str) -> Resolved:
    found = scene.cast.people[person]
    known = classify(
        surface,
        descriptions=found.descriptions,
        person=found.name,
        home=scene.home,
        context=sentence_text(scene.reading, mention.span.start),
        bodies=scene.kinds,
    )
    kind = known.kind
    if kind == "official" and found.visits and found.visits == scene.home:
        kind = "international"  # who pays a visit to the country is no official of it
    source = Source(mention.span, found.name, kind, known.form, known.naming)
    return Resolved(mention, source, person)


def _unresolved(
    scene: _Scene, mention: Mention, described: Span, surface: str, name: str
) -> Resolved:
    """The mention as its own name, or the name of a body the article does not introduce."""
    known = classify(
        f"{name} {surface}" if name else surface,
        home=scene.home,
        context=sentence_text(scene.reading, mention.span.start),
        bodies=scene.kinds,
    )
    if name:
        return Resolved(mention, Source(mention.span, name, known.kind, "group", "named"), None)
    own = spelled(surface)
    return Resolved(mention, Source(mention.span, own, known.kind, known.form, known.naming), None)
