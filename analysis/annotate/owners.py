"""Kinds that a source has from somebody else: "its spokesman", "one of them", "the document"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from analysis.annotate.bodies import Body
from analysis.annotate.kinds import kind_of
from analysis.annotate.lexicon import read_lexicon
from analysis.annotate.nouns import WORD, head_noun, load_kinds
from analysis.annotate.people import Cast
from analysis.annotate.pronouns import Resolved, by_pronoun
from analysis.annotate.words import Reading, load_grammar
from analysis.records import Kind

_HERS = {"his": "male", "her": "female"}
_ELLIPTIC = frozenset(
    ("one", "many", "some", "others", "most", "several", "few", "another", "all", "both", "half")
)


@cache
def _same_side() -> frozenset[str]:
    return frozenset(read_lexicon("kinds")["same_side"]["nouns"])


def inherit(
    reading: Reading,
    cast: Cast,
    bodies: Sequence[Body],
    resolved: Resolved,
    done: Sequence[Resolved],
) -> Resolved:
    """The mention with the kind it has from the text before it; unchanged where it has its own."""
    source = resolved.source
    if source.kind != "unknown":
        return resolved
    kind = (
        _of_owner(reading, cast, bodies, resolved, done)
        or _of_group(reading, resolved, done)
        or _of_repeated(reading, resolved, done)
        or _of_issuer(reading, resolved, done)
    )
    return resolved._replace(source=replace(source, kind=kind)) if kind else resolved


def _of_owner(
    reading: Reading,
    cast: Cast,
    bodies: Sequence[Body],
    resolved: Resolved,
    done: Sequence[Resolved],
) -> Kind | None:
    """The kind of whoever "its spokesman" or "his adviser" belongs to."""
    text = resolved.mention.span.of(reading.text)
    words = [word.lower() for word in WORD.findall(text)]
    if words[-2:-1] == ["of"] and words[-1] in ("his", "hers", "theirs"):
        words = [words[-1].removesuffix("s") if words[-1] != "his" else "his", *words[1:]]
    owned = _of_person(reading, cast, resolved, done)
    if owned is not None:
        return owned
    if words[:1] == ["the"] and words[1:] and words[1].startswith("spokes") and len(words) == 2:
        words[0] = "its"
    if words and set(words[:3]) & {"observer", "observers", "monitor", "monitors"}:
        kind = _last_body(reading, bodies, resolved, done)
        return kind if kind in ("international", "civil_society") else None
    if not words or words[0] not in ("its", "their", "his", "her"):
        return None
    document = resolved.source.form == "document"
    if words[0] in _HERS and head_noun(text) in load_kinds().against:
        person = by_pronoun(reading, cast, resolved.mention, _HERS[words[0]], done)
        official = any(
            r.person == person and r.source.kind == "official" for r in done if person is not None
        )
        return "opposition" if official else None
    if not set(words[1:4]) & _same_side() and not document:
        return None
    if words[0] in _HERS:
        last = done[-1].source if done else None
        if document and last is not None and last.form == "person" and last.kind != "unknown":
            return last.kind
        person = by_pronoun(reading, cast, resolved.mention, _HERS[words[0]], done)
        if person is None:
            return None
        kinds = [r.source.kind for r in done if r.person == person]
        kinds += [kind_of(text, "person", None) for text in cast.people[person].descriptions]
        return next((kind for kind in kinds if kind != "unknown"), None)
    return _last_body(reading, bodies, resolved, done)


def _last_body(
    reading: Reading, bodies: Sequence[Body], resolved: Resolved, done: Sequence[Resolved]
) -> Kind | None:
    """The kind of the last body or group before the mention, at most two sentences back."""
    start = resolved.mention.span.start
    spoken = [(r.mention.span.start, r.source.kind) for r in done if r.source.form == "group"]
    placed = [(p.start, body.kind) for body in bodies for p in body.places]
    here = reading.sentence_at(start)
    near = [
        item
        for item in (*spoken, *placed)
        if item[0] < start and item[1] != "unknown" and reading.sentence_at(item[0]) >= here - 2
    ]
    kind = max(near, key=lambda item: item[0])[1] if near else "unknown"
    return kind if kind != "unknown" else None


def _of_person(
    reading: Reading, cast: Cast, resolved: Resolved, done: Sequence[Resolved]
) -> Kind | None:
    """The kind from a person named as possessor: "Ruiz's spokesman", "Ruiz's critics"."""
    span = resolved.mention.span
    nouns = {word.lower() for word in WORD.findall(span.of(reading.text))}
    against = head_noun(span.of(reading.text)) in load_kinds().against
    if not against and not nouns & _same_side():
        return None
    for place in cast.places:
        start = reading.words[place.start].start
        if not place.possessive or not span.start <= start < span.end:
            continue
        told = [r.source.kind for r in done if r.person == place.person]
        told += [kind_of(text, "person", None) for text in cast.people[place.person].descriptions]
        kind = next((one for one in told if one != "unknown"), None)
        if against:
            return "opposition" if kind == "official" else None
        return kind
    return None


def _of_group(reading: Reading, resolved: Resolved, done: Sequence[Resolved]) -> Kind | None:
    """The kind of those of whom "one", "many" or "another" is said."""
    text = resolved.mention.span.of(reading.text).split(",")[0].strip().lower()
    first_word = text.split()[0] if text.split() else ""
    named = resolved.person is not None
    if first_word not in _ELLIPTIC | load_grammar()["numbers"] or not (
        " " not in text or " of them" in text or " others" in text
    ):
        return None
    if first_word == "another" and not named and done and done[-1].source.form == "person":
        kind = done[-1].source.kind
        apart = done[-1].person is not None and kind != "citizen"
        return None if kind == "unknown" or apart else kind
    if first_word == "both" and len({r.source.kind for r in done[-2:]}) == 1:
        return done[-1].source.kind
    last = done[-1] if done else None
    if (
        last is not None
        and not named
        and last.source.form == "group"
        and last.source.kind != "unknown"
    ):
        near = reading.sentence_at(resolved.mention.span.start) - 1
        if reading.sentence_at(last.mention.span.start) >= near:
            return last.source.kind
    here = reading.sentence_at(resolved.mention.span.start)
    first, end = reading.first[max(0, here - 1)], reading.first[here + 1]
    told: Kind | None = None
    for word in reading.words[first:end]:
        if word.start >= resolved.mention.span.start:
            break
        entry = load_kinds().entries.get((word.lower,))
        if entry is not None and entry.role == "people" and word.lower.endswith("s"):
            told = entry.kind
    return told


def _of_repeated(reading: Reading, resolved: Resolved, done: Sequence[Resolved]) -> Kind | None:
    """The kind of the same noun earlier: "the spokesman" after "its spokesman"."""
    text = resolved.mention.span.of(reading.text)
    words = [word.lower() for word in WORD.findall(text)]
    if len(words) < 2 or words[0] != "the" or resolved.person is not None:
        return None
    noun = head_noun(text)
    for earlier in reversed(done):
        same = head_noun(earlier.mention.span.of(reading.text)) == noun
        if same and earlier.source.kind != "unknown":
            return earlier.source.kind
    return None


def _of_issuer(reading: Reading, resolved: Resolved, done: Sequence[Resolved]) -> Kind | None:
    """The kind of whoever has just been said to say so in a document: "in an affidavit"."""
    if resolved.source.form != "document" or not done:
        return None
    text = resolved.mention.span.of(reading.text)
    if not text.lower().startswith(("the ", "“", '"', "«")):
        return None
    here = reading.sentence_at(resolved.mention.span.start)
    last = done[-1]
    if reading.sentence_at(last.mention.span.start) < here - 3 or last.source.kind == "unknown":
        return None
    if (
        text.lower().startswith("the ")
        and resolved.source.naming != "named"
        and (reading.sentence_at(last.mention.span.start) >= here - 1)
    ):
        return last.source.kind
    first = reading.first[max(0, here - 3)]
    documents = load_kinds().document
    ties = load_grammar()["determiners"] | load_grammar()["possessives"]
    for index in range(first + 2, len(reading.words)):
        if reading.words[index].start >= resolved.mention.span.start:
            break
        if reading.words[index].lower in documents and any(
            reading.words[j].lower in ("in", "by", "with") for j in range(index - 3, index)
        ):
            return last.source.kind if ties else None
    return None
