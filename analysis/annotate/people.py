"""The persons an article names, with what it says of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.annotate.bodies import Body
from analysis.annotate.countries import find_countries, load_countries
from analysis.annotate.descriptions import (
    age_after,
    description_after,
    is_private_clause,
    role_before,
    words_before,
)
from analysis.annotate.names import (
    Gender,
    Run,
    find_runs,
    gender_of,
    is_office,
    is_trade,
    load_titles,
    near,
)
from analysis.annotate.nouns import head_noun, is_source_noun, load_kinds
from analysis.annotate.overlaps import Overlaps
from analysis.annotate.words import Reading, load_grammar
from analysis.records import Span


class Place(NamedTuple):
    """Where a person is named: words [start, end), the person, and whether as a possessor."""

    start: int
    end: int
    person: int
    possessive: bool
    governed: bool
    sentence: int


@dataclass(slots=True)
class Person:
    """One person of an article: the fullest name, titles, descriptions and likely gender."""

    parts: tuple[str, ...]
    titles: set[str] = field(default_factory=set)
    descriptions: list[str] = field(default_factory=list)
    gender: Gender = ""
    former: bool = False
    evident: bool = False
    age: str = ""
    private: bool = False
    visits: str = ""

    @property
    def name(self) -> str:
        """The fullest form seen, without titles."""
        return " ".join(self.parts)

    def tell(self, description: str) -> None:
        """Keeps what the article says of the person, once however often it is said."""
        if description not in self.descriptions:
            self.descriptions.append(description)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody an article names, and where."""

    people: tuple[Person, ...]
    places: tuple[Place, ...]
    """In text order."""

    def places_in(self, reading: Reading, span: Span) -> Sequence[Place]:
        """The places whose first character stands in a span."""

        def start(place: Place) -> int:
            return reading.words[place.start].start

        first = bisect_left(self.places, span.start, key=start)
        return self.places[first : bisect_left(self.places, span.end, key=start)]


_VISIT = re.compile(r"\bvisit(?:ed|ing|s)?(?: to)? ((?:[A-Z][\w-]+ ?)+)")


def find_cast(reading: Reading, spoken: Sequence[Span], bodies: Sequence[Body] = ()) -> Cast:
    """The cast of an article; `spoken` are mentions of sources, whose names are surely persons.

    What stands inside the name of one of `bodies` names no person.
    """
    organisations = {name for body in bodies for name in (body.written, body.acronym) if name}
    taken = Overlaps([place for body in bodies for place in body.places])
    runs = [
        run
        for run in find_runs(reading)
        if not list(taken.meeting(reading.span(run.start, run.end)))
    ]
    starts = {span.start for span in spoken}
    people: list[Person] = []
    titled = _title_cased(reading)
    runs = [run for run in runs if _named_role(reading, run) or not _is_body(run, organisations)]
    full = [run for run in runs if len(run.parts) >= 2]
    for run in full:
        if run.parts[0].lower() in load_grammar()["name_particles"]:
            continue
        if reading.words[run.start].sentence not in titled:
            _register(people, run)
    places: list[Place] = []
    for run in runs:
        index = _find(people, run)
        if (
            index is None
            and len(run.parts) == 1
            and (
                _titled(run)
                or _presented(reading, run)
                or _speaks(reading, run, starts)
                or _apposed(reading, run, spoken)
            )
        ):
            people.append(Person(run.parts))
            index = len(people) - 1
        if index is None:
            continue
        _describe(reading, people[index], run)
        places.append(_place(reading, run, index))
    by_person: dict[int, list[Place]] = {}
    for place in places:
        by_person.setdefault(place.person, []).append(place)
    said = Overlaps(spoken)
    for index, person in enumerate(people):
        mentions = by_person.get(index, [])
        person.evident = (
            person.evident
            or bool(person.titles)
            or bool(person.gender)
            or _by_surname_too(person, mentions)
            or any(_covers(reading, place, said) for place in mentions)
        )
    return Cast(tuple(people), tuple(places))


def _title_cased(reading: Reading) -> frozenset[int]:
    """The sentences, mostly headlines, in which most words have a capital: they tell no names."""
    found = []
    for number in range(len(reading.sentences)):
        words = reading.words[reading.first[number] : reading.first[number + 1]]
        long = [word for word in words if len(word.lower) > 3 and word.lower.isalpha()]
        closed = reading.sentences[number].span.of(reading.text).rstrip("”\"’'»)")[-1:] in ".!?…"
        needed, share = (6, 0.9) if closed else (4, 0.7)
        if len(long) >= needed and sum(word.capital for word in long) > share * len(long):
            found.append(number)
    return frozenset(found)


def _by_surname_too(person: Person, mentions: Sequence[Place]) -> bool:
    """Whether somebody is named both in full and by one name, as persons are and places are not."""
    lengths = {place.end - place.start for place in mentions}
    return len(person.parts) > 1 and 1 in lengths and len(lengths) > 1


def _covers(reading: Reading, place: Place, spoken: Overlaps) -> bool:
    start = reading.words[place.start].start
    return not place.governed and bool(spoken.meeting(Span(start, start + 1)))


def _titled(run: Run) -> bool:
    """Whether a title or office, and not only a demonym, stands before the name."""
    words = load_titles()[0]
    return any(title in words or is_office(title) for title in run.titles) and (
        run.parts[0].lower() not in load_kinds().group
    )


def _speaks(reading: Reading, run: Run, starts: set[int]) -> bool:
    """Whether a single capitalised word is itself the mention of a source, and no state or body."""
    word = run.parts[0]
    if reading.words[run.start].start not in starts or run.possessive:
        return False
    following = reading.words[run.end] if run.end < len(reading.words) else None
    if following is not None and following.tag in ("word", "cap", "prep", "det", "num"):
        return False
    if word.lower() in load_grammar()["numbers"] | load_grammar()["subject_pronouns"]:
        return False
    return not find_countries(word) and not word.isupper() and not is_source_noun(word.lower())


def _named_role(reading: Reading, run: Run) -> bool:
    """Whether a name stands behind the noun for a person: "the trade minister, Yamila Portal"."""
    words = reading.words
    if run.start < 2 or words[run.start - 1].tag != "," or len(run.parts) not in (2, 3):
        return False
    entry = load_kinds().entries.get((words[run.start - 2].lower,))
    return entry is not None and entry.role == "people"


def _presented(reading: Reading, run: Run) -> bool:
    """Whether a sentence does nothing but give a name: "She is Rabia, a nurse"."""
    words = reading.words
    first, _ = reading.bounds(run.start)
    return (
        run.start == first + 2
        and words[first].lower in ("he", "she")
        and words[first + 1].lower in load_grammar()["be"]
    )


def _apposed(reading: Reading, run: Run, spoken: Sequence[Span]) -> bool:
    """Whether one name stands behind the noun for a source: "a trader, Achol,", "named Mina"."""
    words = reading.words
    before = words[run.start - 1] if run.start else None
    start, end = words[run.start].start, words[run.end - 1].end
    around = next((span for span in spoken if span.start < start and end <= span.end), None)
    if before is None or around is None or run.possessive or find_countries(run.parts[0]):
        return False
    if before.lower in ("named", "called"):
        return True
    following = words[run.end] if run.end < len(words) else None
    alone = (
        following is None or following.tag in (",", "stop", ".") or following.start >= around.end
    )
    return before.tag == "," and alone and not run.parts[0].isupper()


def _is_body(run: Run, organisations: Collection[str]) -> bool:
    """Whether a run names an organisation, a state or a place rather than a person."""
    lexicon = load_kinds()
    lower = tuple(part.lower() for part in run.parts)
    if run.parts in lexicon.names or " ".join(run.parts) in organisations:
        return True
    last = run.parts[-1].rstrip(".")
    if last.isupper() and len(last) > 1:
        return True
    whole = " ".join(run.parts)
    if whole in load_countries() or (find_countries(whole) and len(run.parts) <= 2):
        return True
    if lower in lexicon.seats:
        return True
    for size in (1, 2, 3):
        for index in range(len(lower) - size + 1):
            entry = lexicon.entries.get(lower[index : index + size])
            if entry is not None and entry.role == "bodies":
                return True
            if run.parts[index : index + size] in lexicon.names and size < len(run.parts):
                return True
    if len(run.parts) > 1 and run.parts[-1] in lexicon.tails:
        return True
    if is_trade(lower[-1]) and len(lower) > 1:
        return False  # "Jeff Weaver"
    return lower[-1] in lexicon.group or lower[-1] in lexicon.document or is_office(lower[-1])


def _register(people: list[Person], run: Run) -> None:
    """Adds a full name, or lengthens the one it is a fuller form of."""
    for person in people:
        if _surname(person.parts[-1], run.parts[-1]) and (
            len(person.parts) == 1 or _first_fits(person.parts[0], run.parts[0])
        ):
            if len(run.parts) > len(person.parts) or (
                len(run.parts) == len(person.parts)
                and sum(map(len, run.parts)) > sum(map(len, person.parts)) + 2
            ):
                person.parts = run.parts
            return
    people.append(Person(run.parts))


def _first_fits(a: str, b: str) -> bool:
    return a == b or (a[0] == b[0] and (len(a) == 1 or len(b) == 1 or near(a, b)))


def _surname(a: str, b: str) -> bool:
    return a == b or (a[0] == b[0] and near(a, b))


def _find(people: Sequence[Person], run: Run) -> int | None:
    """The person a run means: the last one with that full name or surname, if only one fits."""
    fits = []
    if len(run.parts) == 2 and run.parts[0].lower() in load_grammar()["name_particles"]:
        run = run._replace(parts=run.parts[1:])  # "Van Aardt" for "Piet van Aardt"
    for index, person in enumerate(people):
        if len(run.parts) == 1:
            if _surname(person.parts[-1], run.parts[0]) or run.parts[0] in person.parts[1:]:
                fits.append(index)
        elif run.parts == person.parts or (
            _surname(person.parts[-1], run.parts[-1])
            and (len(person.parts) == 1 or _first_fits(person.parts[0], run.parts[0]))
        ):
            return index
    if not fits and len(run.parts) == 1:
        fits = [
            i for i, p in enumerate(people) if p.parts[0] == run.parts[0] and len(p.parts[0]) > 1
        ]
    if len(fits) > 1:
        gendered = [i for i in fits if _fits_gender(people[i], run)]
        fits = gendered if len(gendered) == 1 else fits
    return fits[0] if len(fits) == 1 else None


def _fits_gender(person: Person, run: Run) -> bool:
    gender = gender_of(run.titles)
    return bool(gender) and (person.gender or gender_of(person.parts[:1])) == gender


def _describe(reading: Reading, person: Person, run: Run) -> None:
    """Collects titles, the words before the name and the apposition after it."""
    before = words_before(reading, run.start)
    lowered = [word.lower().rstrip(".") for word in (*before, *run.titles)]
    offices = [word for word in lowered if is_office(word) or word in load_titles()[0]]
    person.titles.update(offices)
    if offices and not person.visits:
        visit = _VISIT.search(
            reading.sentences[reading.words[run.start].sentence].span.of(reading.text)
        )
        countries = find_countries(visit[1]) if visit else []
        person.visits = countries[0].name if countries and countries[0].by == "names" else ""
    if {"former", "ex", "then"} & set(lowered) or any(
        w.startswith(("ex-", "then-")) for w in lowered
    ):
        person.former = True
    person.age = next((w for w in lowered if w.endswith("-year-old")), person.age)
    if not person.gender:
        person.gender = gender_of(lowered) or gender_of(person.parts[:1])
    if before and offices and set(lowered) - load_grammar()["honorifics"]:
        person.tell(" ".join(before))
    role = role_before(reading, run.start)
    if role:
        person.tell(role)
        person.titles.add(head_noun(role))
        person.gender = person.gender or gender_of([head_noun(role)])
    after = description_after(reading, run.end)
    if after:
        person.tell(after)
        if not person.gender:
            person.gender = gender_of([head_noun(after)])
        opening = {word.lower() for word in after.split()[:6]}
        person.titles.update(opening & load_grammar()["apposed_offices"])
        person.titles.add(head_noun(after))
        person.former = person.former or "former" in opening
    person.age = person.age or age_after(reading, run.end)
    if not after and len(run.parts) > 1 and len(person.parts) > 1:
        person.private = person.private or is_private_clause(reading, run.end)


def _place(reading: Reading, run: Run, person: int) -> Place:
    words = reading.words
    first, _ = reading.bounds(run.start)
    index = run.start - 1
    while (
        index >= first
        and words[index].tag in ("word", "cap", "det", "num", "poss", "adv")
        and run.start - index < 8
    ):
        index -= 1
    governed = index >= first and words[index].tag == "prep"
    return Place(run.start, run.end, person, run.possessive, governed, words[run.start].sentence)
