"""The persons and organisations an article names, with what it says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from analysis.annotate.kinds import find_countries, head_noun, is_source_noun, load_kinds
from analysis.annotate.lexicon import read_lexicon
from analysis.annotate.phrases import phrase_before
from analysis.annotate.words import Reading
from analysis.records import Span

Gender = Literal["male", "female", ""]

_PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "al",
        "el",
        "bin",
        "bint",
        "ibn",
        "ben",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "la",
        "le",
        "abu",
        "y",
        "e",
        "af",
        "zu",
    ]
)
_NOT_NAMES = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "or",
        "but",
        "in",
        "on",
        "at",
        "of",
        "for",
        "to",
        "from",
        "with",
        "by",
        "as",
        "if",
        "when",
        "while",
        "after",
        "before",
        "it",
        "he",
        "she",
        "they",
        "we",
        "i",
        "you",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "their",
        "our",
        "its",
        "there",
        "what",
        "who",
        "how",
        "why",
        "not",
        "no",
        "yes",
    ]
)


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


@cache
def _titles() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    raw = read_lexicon("kinds")["titles"]
    return frozenset(raw["words"]), frozenset(raw["male"]), frozenset(raw["female"])


@cache
def _first_names() -> tuple[frozenset[str], frozenset[str]]:
    raw = read_lexicon("names")
    return frozenset(raw["male"]), frozenset(raw["female"])


class _Run(NamedTuple):
    start: int
    end: int
    parts: tuple[str, ...]
    titles: tuple[str, ...]
    possessive: bool


def find_cast(reading: Reading, spoken: Sequence[Span]) -> Cast:
    """The cast of an article; `spoken` are mentions of sources, whose names are surely persons."""
    organisations = _organisations(reading)
    runs = list(_runs(reading))
    starts = {span.start for span in spoken}
    people: list[Person] = []
    full = [run for run in runs if len(run.parts) >= 2 and not _is_body(run, organisations)]
    for run in full:
        _register(reading, people, run)
    places: list[Place] = []
    for run in runs:
        if _is_body(run, organisations):
            continue
        index = _find(people, run)
        if index is None and len(run.parts) == 1 and (run.titles or _speaks(reading, run, starts)):
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


def _speaks(reading: Reading, run: _Run, starts: set[int]) -> bool:
    """Whether a single capitalised word is itself the mention of a source, and no state or body."""
    word = run.parts[0]
    if reading.words[run.start].start not in starts or run.possessive:
        return False
    following = reading.words[run.end] if run.end < len(reading.words) else None
    if following is not None and following.tag in ("word", "cap", "prep"):
        return False
    return not find_countries(word) and not word.isupper() and not is_source_noun(word.lower())


def _runs(reading: Reading) -> Iterator[_Run]:
    """Stretches of capitalised words, without the titles before them."""
    words = reading.words
    index = 0
    while index < len(words):
        if not _names(reading, index):
            index += 1
            continue
        start = index
        end = index + 1
        while end < len(words) and not _possessive(reading, end - 1) and _adjoins(reading, end):
            if _names(reading, end):
                end += 1
            elif (
                words[end].lower in _PARTICLES
                and end + 1 < len(words)
                and _names(reading, end + 1)
                and _adjoins(reading, end + 1)
            ):
                end += 2
            else:
                break
        yield from _split(reading, start, end)
        index = end


def _split(reading: Reading, start: int, end: int) -> Iterator[_Run]:
    """A run without the titles, demonyms and offices at its start."""
    words = reading.words
    titles, _, _ = _titles()
    surfaces = [reading.text[w.start : w.end] for w in words[start:end]]
    first = 0
    kept: list[str] = []
    while first < len(surfaces):
        lower = surfaces[first].lower().rstrip(".")
        later = surfaces[first + 1].lower() if first + 1 < len(surfaces) else ""
        titled = later in titles or is_office(later)
        demonym = any(
            country.by == "adjectives" or titled or surfaces[first].isupper()
            for country in find_countries(surfaces[first])
        ) or (titled and (surfaces[first],) in load_kinds().names)
        office = lower in titles or is_office(lower)
        age = lower.endswith("-year-old") or "-of-" in lower
        if not (office or demonym or age) or (first == len(surfaces) - 1 and not office):
            break
        kept.append(lower)
        first += 1
    possessive = _possessive(reading, end - 1)
    parts = list(surfaces[first:])
    if parts:
        parts[-1] = strip_possessive(parts[-1])
        while len(parts) > 1 and parts[-1].lower() in ("jr", "sr", "jr.", "ii", "iii", "iv"):
            parts.pop()
        yield _Run(start + first, end, tuple(parts), tuple(kept), possessive)


def is_office(lower: str) -> bool:
    """Whether a word names an office or role rather than being part of a name."""
    entry = load_kinds().entries.get((lower,))
    return entry is not None and entry.role in ("people", "words")


def strip_possessive(word: str) -> str:
    """The word without 's."""
    return word[:-2] if word.endswith(("’s", "'s")) else word


def _names(reading: Reading, index: int) -> bool:
    word = reading.words[index]
    surface = reading.text[word.start : word.end]
    return (
        surface[0].isupper()
        and word.tag in ("cap", "word")
        and word.lower not in _NOT_NAMES
        and not (len(surface) > 5 and surface.isupper())
    )


def _adjoins(reading: Reading, index: int) -> bool:
    """Whether nothing but a space or the stop of an initial stands before the word."""
    before, word = reading.words[index - 1], reading.words[index]
    if before.sentence != word.sentence or before.quotation != word.quotation:
        return False
    gap = reading.text[before.end : word.start]
    return gap in (" ", "\u00a0", ". ", ".", ".\u00a0", "  ")


def _possessive(reading: Reading, index: int) -> bool:
    word = reading.words[index]
    if word.lower.endswith(("’s", "'s")):
        return True
    return word.lower.endswith("s") and reading.text[word.end : word.end + 2] in ("’ ", "' ")


def _is_body(run: _Run, organisations: dict[str, str]) -> bool:
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
    return lower[-1] in lexicon.group or lower[-1] in lexicon.document or is_office(lower[-1])


def _register(reading: Reading, people: list[Person], run: _Run) -> None:
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


def near(a: str, b: str) -> bool:
    """Whether two names are spellings of one: long, same initial, one letter apart."""
    if min(len(a), len(b)) < 5 or a[0] != b[0] or a == b:
        return a == b
    return Levenshtein.distance(a, b) <= 1 and a[-2:] == b[-2:]


def _find(people: Sequence[Person], run: _Run) -> int | None:
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
            i for i, p in enumerate(people) if p.parts[0] == run.parts[0] and len(p.parts[0]) > 2
        ]
    if len(fits) > 1:
        gendered = [i for i in fits if _fits_gender(people[i], run)]
        fits = gendered if len(gendered) == 1 else fits
    return fits[0] if len(fits) == 1 else None


def _fits_gender(person: Person, run: _Run) -> bool:
    gender = gender_of(run.titles)
    return bool(gender) and (person.gender or gender_of(person.parts[:1])) == gender


def gender_of(words: Sequence[str]) -> Gender:
    """The gender that titles or first names tell, "" if none or both."""
    _, male, female = _titles()
    first_male, first_female = _first_names()
    lowered = {word.lower() for word in words}
    is_male = bool(lowered & (male | first_male))
    is_female = bool(lowered & (female | first_female))
    if is_male == is_female:
        return ""
    return "male" if is_male else "female"


def _describe(reading: Reading, person: Person, run: _Run) -> None:
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
    offices = [word for word in lowered if is_office(word) or word in _titles()[0]]
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
        person.titles.update(
            w
            for w in (x.lower() for x in after.split()[:6])
            if w
            in (
                "president",
                "chancellor",
                "premier",
                "minister",
                "mayor",
                "governor",
                "king",
                "pope",
            )
        )


def _role_before(reading: Reading, start: int) -> str:
    """The role that a name explains: "the mayor of Ulmenau" before ", Petra Holzapfel"."""
    words = reading.words
    first, _ = reading.bounds(start)
    index = start
    while index - 1 >= first and words[index - 1].tag == "cap" and index - 1 > first:
        if words[index - 1].lower.rstrip(".") not in _titles()[0]:
            break
        index -= 1
    if index - 2 < first or words[index - 1].tag != ",":
        return ""
    phrase = phrase_before(reading, index - 2, first)
    if phrase is None:
        return ""
    text = reading.text[words[phrase.start].start : words[phrase.end - 1].end]
    noun = head_noun(text)
    return text if is_office(noun) or noun in load_kinds().person else ""


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


def _place(reading: Reading, run: _Run, person: int) -> Place:
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


def _organisations(reading: Reading) -> dict[str, str]:
    """Acronym or full name → "Full Name (ACRONYM)", where brackets introduce one."""
    words = reading.words
    known: dict[str, str] = {}
    for index, word in enumerate(words):
        if word.tag != "(" or index + 2 >= len(words) or index == 0:
            continue
        close = next(
            (j for j in range(index + 1, min(index + 4, len(words))) if words[j].tag == ")"), 0
        )
        if not close:
            continue
        acronym = reading.text[words[index + 1].start : words[close - 1].end]
        letters = [c for c in acronym if c.isupper()]
        if len(letters) < 2 or len(letters) < 0.6 * len(acronym.replace(" ", "")):
            continue
        start = _full_name_start(reading, index - 1, letters)
        if start is None:
            continue
        full = reading.text[words[start].start : words[index - 1].end]
        display = f"{full} ({acronym})"
        known.setdefault(acronym, display)
        known.setdefault(full, display)
    return known


def _full_name_start(reading: Reading, last: int, letters: Sequence[str]) -> int | None:
    """First word of the name that an acronym shortens: capitals with small words among them."""
    words = reading.words
    first, _ = reading.bounds(last)
    index = last
    start = None
    while index >= first and last - index < 16:
        surface = reading.text[words[index].start : words[index].end]
        if surface[0].isupper() and words[index].tag not in ("det",):
            start = index
        elif words[index].lower not in (
            "of",
            "for",
            "and",
            "the",
            "in",
            "on",
            "to",
            "de",
            "des",
            "la",
            "du",
            "der",
            "für",
            "per",
            "y",
            "e",
        ):
            break
        if start == index and surface[0] == letters[0] and last - index + 1 >= len(letters) - 1:
            return start
        index -= 1
    if start is None or reading.text[words[start].start] != letters[0]:
        return None
    return start
