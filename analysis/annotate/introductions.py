"""Persons whom a text shows before it names them: "A farmer wept. “It is gone,” Ana Ruiz said"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from analysis.annotate.countries import find_countries
from analysis.annotate.kinds import classify
from analysis.annotate.names import gender_of, is_office
from analysis.annotate.nouns import head_noun, is_source_noun
from analysis.annotate.people import Cast, Place
from analysis.annotate.phrases import phrase_after
from analysis.annotate.pronouns import Mention
from analysis.annotate.words import Reading, load_grammar
from analysis.records import Span

_AHEAD = 2
"""Within how many sentences the name must come."""
_OPENERS = frozenset(("a", "an", "one", "the", "his", "her"))


def link_introductions(
    reading: Reading, cast: Cast, mentions: Sequence[Mention]
) -> dict[Span, int]:
    """Mentions and phrases without a name → the person the text then names or has just named.

    The person must come without any description, for the phrase is the description, and be the
    only one in reach; what the phrase says is added to the cast.
    """
    links: dict[Span, int] = {}
    firsts = _first_places(cast)
    _tell_first(reading, cast, firsts)
    spoken = {mention.span.start for mention in mentions}
    for mention in mentions:
        if mention.antecedent is not None or not _is_unnamed(reading, cast, mention):
            continue
        person = _named_next(reading, cast, mention, spoken, firsts)
        if person is not None:
            links[mention.span] = person
            _describe(cast, person, mention.span.of(reading.text))
    links.update(_named_before(reading, cast, firsts))
    return links


def _tell_first(reading: Reading, cast: Cast, firsts: dict[int, Place]) -> None:
    """Gives the first person named the office with which the article begins.

    "The finance minister gives lessons. Borrow in spring, explains Oskar Velde."
    """
    evident = {i: place for i, place in firsts.items() if cast.people[i].evident}
    if not evident:
        return
    index, place = min(evident.items(), key=lambda item: item[1].start)
    person = cast.people[index]
    if person.descriptions or person.titles or place.sentence > _AHEAD + 1:
        return
    words = reading.words
    told: list[str] = []
    for number in range(place.sentence + 1):
        first, end = reading.first[number], min(reading.first[number + 1], place.start)
        for start in range(first, end):
            opens = words[start].tag == "det" or (
                words[start].capital and words[start].lower.endswith(("’s", "'s"))
            )
            begin = start
            while words[start].tag != "det" and begin > first and words[begin - 1].capital:
                begin -= 1
            lead = begin == first or words[begin - 1].tag in (",", "–", ":")
            if not opens or not lead or words[start].quotation >= 0:
                continue
            phrase = phrase_after(reading, begin, end)
            if phrase is None:
                continue
            text = reading.text[words[phrase.start].start : words[phrase.end - 1].end]
            noun = head_noun(text)
            if is_office(noun) and not noun.endswith("s") and classify(text).kind == "official":
                told.append(text)
    if told and person.gender in ("", gender_of([head_noun(told[0])]) or person.gender):
        _describe(cast, index, told[0])


def _first_places(cast: Cast) -> dict[int, Place]:
    firsts: dict[int, Place] = {}
    for place in cast.places:
        firsts.setdefault(place.person, place)
    return firsts


def _describe(cast: Cast, person: int, text: str) -> None:
    found = cast.people[person]
    found.tell(text)
    found.titles.add(head_noun(text))
    found.gender = found.gender or gender_of([head_noun(text)])


def _is_unnamed(reading: Reading, cast: Cast, mention: Mention) -> bool:
    """Whether a mention is a single person without a name: "his wife", "a former commander"."""
    text = mention.span.of(reading.text)
    first = text.split()[0].lower() if text.split() else ""
    state = text.split()[:4] and any(
        word.endswith(("’s", "'s")) and find_countries(word) for word in text.split()[:3]
    )
    if (first not in _OPENERS and not state) or not is_source_noun(head_noun(text)):
        return False
    named = cast.places_in(reading, mention.span)
    return not named and classify(text).form == "person"


def _named_next(
    reading: Reading,
    cast: Cast,
    mention: Mention,
    spoken: Collection[int],
    firsts: dict[int, Place],
) -> int | None:
    here = reading.sentence_at(mention.span.start)
    definite = mention.span.of(reading.text).lower().startswith("the ")
    fits = []
    for index, place in firsts.items():
        if not here <= place.sentence <= here + _AHEAD:
            continue
        start = reading.words[place.start].start
        if start < mention.span.end:
            continue
        copula = _after_pronoun(reading, place)
        bare = not cast.people[index].descriptions and start in spoken and not definite
        opening = reading.sentences[place.sentence].span.of(reading.text)[:1]
        goes_on = opening in '“"„«‘' or not mention.span.of(reading.text).lower().startswith("a")
        if not copula and not (bare and goes_on and place.sentence > here):
            continue
        gender = gender_of([head_noun(mention.span.of(reading.text))])
        if not gender or cast.people[index].gender in ("", gender):
            fits.append(index)
    return fits[0] if len(fits) == 1 else None


def _after_pronoun(reading: Reading, place: Place) -> bool:
    """Whether the sentence only gives the name: "She is Rabia, a nurse"."""
    words = reading.words
    first, _ = reading.bounds(place.start)
    return (
        place.start == first + 2
        and words[first].lower in ("he", "she")
        and words[first + 1].lower in load_grammar()["be"]
    )


def _named_before(reading: Reading, cast: Cast, firsts: dict[int, Place]) -> dict[Span, int]:
    """Definite subjects that say who somebody bare is: "Moira Kinnear ... The union's leader"."""
    links: dict[Span, int] = {}
    words = reading.words
    for index, place in firsts.items():
        person = cast.people[index]
        if person.descriptions or person.titles or len(person.parts) < 2 or not person.evident:
            continue
        for number in range(place.sentence + 1, min(place.sentence + 3, len(reading.sentences))):
            first, end = reading.first[number], reading.first[number + 1]
            if end - first < 4 or words[first].lower != "the" or words[first].quotation >= 0:
                continue
            phrase = phrase_after(reading, first, end)
            if phrase is None or phrase.end - phrase.start < 3:
                continue
            text = reading.text[words[phrase.start].start : words[phrase.end - 1].end]
            others = any(p.start < phrase.start and p.person != index for p in cast.places)
            span = Span(words[phrase.start].start, words[phrase.end - 1].end)
            named = cast.places_in(reading, span)
            known = classify(text)
            if known.form == "person" and known.kind != "unknown" and not named and not others:
                links[span] = index
                _describe(cast, index, text)
                break
    return links
