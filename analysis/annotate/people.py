"""The persons an article names, with what it says of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.annotate.countries import find_countries
from analysis.annotate.kinds import head_noun, is_source_noun, load_kinds
from analysis.annotate.names import Gender, Run, find_runs, gender_of, is_office, load_titles, near
from analysis.annotate.organisations import find_organisations
from analysis.annotate.phrases import phrase_before
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

    @property
    def name(self) -> str:
        """The fullest form seen, without titles."""
        return " ".join(self.parts)


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody an article names, where, and the names of organisations by acronym and in full."""

    people: tuple[Person, ...]
    places: tuple[Place, ...]
    organisations: dict[str, str]


def find_cast(reading: Reading, spoken: Sequence[Span]) -> Cast:
    """The cast of an article; `spoken` are mentions of sources, whose names are surely persons."""
    organisations = find_organisations(reading)
    runs = list(find_runs(reading))
    starts = {span.start for span in spoken}
    people: list[Person] = []
    full = [run for run in runs if len(run.parts) >= 2 and not _is_body(run, organisations)]
    for run in full:
        _register(people, run)
    places: list[Place] = []
    for run in runs:
        if _is_body(run, organisations):
            continue
        index = _find(people, run)
        if (
            index is None
            and len(run.parts) == 1
            and (_titled(run) or _speaks(reading, run, starts))
        ):
            people.append(Person(run.parts))
            index = len(people) - 1
        if index is None:
            continue
        _describe(reading, people[index], run)
        places.append(_place(reading, run, index))
    for index, person in enumerate(people):
        mentions = [place for place in places if place.person == index]
        person.evident = (
            person.evident
            or bool(person.titles)
            or bool(person.gender)
            or len(mentions) > 1
            or any(_covers(reading, place, spoken) for place in mentions)
        )
    return Cast(tuple(people), tuple(places), organisations)


def _covers(reading: Reading, place: Place, spoken: Sequence[Span]) -> bool:
    start = reading.words[place.start].start
    return any(span.start <= start < span.end for span in spoken)


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
    if following is not None and following.tag in ("word", "cap", "prep"):
        return False
    return not find_countries(word) and not word.isupper() and not is_source_noun(word.lower())


def _is_body(run: Run, organisations: dict[str, str]) -> bool:
    """Whether a run names an organisation, a state or a place rather than a person."""
    lexicon = load_kinds()
    lower = tuple(part.lower() for part in run.parts)
    if run.parts in lexicon.names or " ".join(run.parts) in organisations:
        return True
    if any(part.isupper() and len(part) > 1 for part in run.parts[-1:]) and len(run.parts[-1]) > 1:
        return True
    if find_countries(" ".join(run.parts)) and len(run.parts) <= 2:
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
    return a == b or near(a, b)


def _find(people: Sequence[Person], run: Run) -> int | None:
    """The person a run means: the last one with that full name or surname, if only one fits."""
    fits = []
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
    words = reading.words
    before: list[str] = []
    index = run.start - 1
    first, _ = reading.bounds(run.start)
    while index >= first and run.start - index <= 9:
        word = words[index]
        if word.tag not in ("word", "cap", "num", "time") and not (
            word.tag in ("verb", "cc") and word.lower.endswith(("ed", "and")) and before
        ):
            break
        if not _same_phrase(reading, index):
            break
        before.insert(0, reading.text[word.start : word.end])
        index -= 1
    lowered = [word.lower().rstrip(".") for word in (*before, *run.titles)]
    offices = [word for word in lowered if is_office(word) or word in load_titles()[0]]
    person.titles.update(offices)
    if {"former", "ex", "then"} & set(lowered) or any(
        w.startswith(("ex-", "then-")) for w in lowered
    ):
        person.former = True
    person.age = next((w for w in lowered if w.endswith("-year-old")), person.age)
    if not person.gender:
        person.gender = gender_of(lowered) or gender_of(person.parts[:1])
    if before and offices:
        person.descriptions.append(" ".join(before))
    role = _role_before(reading, run.start)
    if role:
        person.descriptions.append(role)
        person.titles.add(head_noun(role))
        person.gender = person.gender or gender_of([head_noun(role)])
    after = _apposition(reading, run.end)
    if after:
        person.descriptions.append(after)
        if not person.gender:
            person.gender = gender_of(after.split())
        opening = {word.lower() for word in after.split()[:6]}
        person.titles.update(opening & load_grammar()["apposed_offices"])


def _role_before(reading: Reading, start: int) -> str:
    """The role that a name explains: "the mayor of Ulmenau" before ", Petra Holzapfel"."""
    words = reading.words
    first, _ = reading.bounds(start)
    index = start
    while index - 1 > first and words[index - 1].tag in ("cap", "word"):
        if words[index - 1].lower.rstrip(".") not in load_titles()[0]:
            break
        index -= 1
    if index - 2 < first or words[index - 1].tag != ",":
        return ""
    phrase = phrase_before(reading, index - 2, first)
    if phrase is None:
        return ""
    text = reading.text[words[phrase.start].start : words[phrase.end - 1].end]
    noun = head_noun(text)
    known = is_office(noun) or noun in load_kinds().person
    return text if known and not words[phrase.start].lower.startswith(("mr", "mrs")) else ""


def _same_phrase(reading: Reading, index: int) -> bool:
    return reading.text[reading.words[index].end : reading.words[index + 1].start].strip() in (
        "",
        ".",
    )


def _apposition(reading: Reading, index: int) -> str:
    """ ", a 19-year-old student" after a name, up to the next mark; "" if there is none."""
    words = reading.words
    if index + 2 >= len(words) or words[index].tag not in (",", "("):
        return ""
    _first, end = reading.bounds(index)
    start = index + 1
    if (
        start >= end
        or words[start].quotation >= 0
        or words[start].sentence != words[index].sentence
    ):
        return ""
    if words[start].tag == "num" and start + 2 < end and words[start + 1].tag == ",":
        start += 2
    if words[start].lower in ("of", "from", "at", "with") and start + 1 < end:
        start += 1  # ", of the Institute for ..."
    if words[start].tag not in ("det", "poss", "word", "cap", "num"):
        return ""
    stop = start
    while stop < min(end, start + 22) and words[stop].tag not in (
        ",",
        ";",
        "–",
        ")",
        "stop",
        "rel",
        "aux",
        ":",
    ):
        if words[stop].tag == "verb":
            return ""
        stop += 1
    chunk = reading.text[words[start].start : words[stop - 1].end]
    return (
        chunk
        if any(is_office(w.lower()) or is_source_noun(w.lower()) for w in chunk.split()[:8])
        else ""
    )


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
