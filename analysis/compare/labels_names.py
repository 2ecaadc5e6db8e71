"""The persons whom several articles name: offices, ages, and who of them leads the country."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from analysis.compare.labels_phrases import load_grammar
from analysis.compare.wording import read_wording
from analysis.names import fold_name
from analysis.records import Document, Event

# Bounded, so that a line of hyphens costs no more than its length.
_NAME = r"[^\W\d_a-z][\w’'-]{0,40}[^\W\d_]"
_CAPITALISED = re.compile(rf"\b{_NAME}")
_PARTICLES = "de|del|della|di|da|dos|du|bin|al|van|von|der|ter|la|le"
_FULL = re.compile(rf"\b{_NAME}(?:[^\S\n](?:(?:{_PARTICLES})[^\S\n])?{_NAME}){{1,4}}")
# "the mayor of Almes, Inés Quiroga", "interior minister Hugo Lanza".
_OFFICE_BEFORE = re.compile(r"(?P<office>[\w-]+)(?P<of> of [^,.;\n]{1,40})?,?[^\S\n]$")
_OFFICE_AFTER = re.compile(r"^, (?:the |an? |who is the )?((?:[\w-]+[^\S\n]){0,3}?[\w-]+)")
_AGE_AFTER = re.compile(r"^, (\d\d)\b(?!\d|[.,]\d| ?%)")
_AGE_BEFORE = re.compile(r"(\d\d)-year-old(?:[^\S\n][\w-]+){0,3}[^\S\n]$")
_REACH = 60
_FEW = 3
"""A person needs as many mentions in the event to be a referent."""
_MOST = 6
_CLEAR = 2
"""An office belongs to whoever holds it so many times as often as anybody else."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the articles name: key (folded surname), name as written, whether the leader."""

    key: str
    name: str
    leader: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """The persons of an event, and by what else they can be told.

    `offices` and `ages` have the key of the one person they fit; `home` are the beginnings of
    the words for the event's own country or place.
    """

    persons: Mapping[str, Person]
    offices: Mapping[str, str]
    ages: Mapping[str, str]
    home: frozenset[str]

    @property
    def leader(self) -> str:
        """The key of the leader, "" where there is none."""
        return next((key for key, person in self.persons.items() if person.leader), "")


@dataclass(slots=True)
class _Census:
    """What the texts tell of everybody with a full name."""

    names: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    offices: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    ages: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    spoken: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    articles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def find_people(documents: Sequence[Document], event: Event) -> People:
    """The persons named in most articles; at most `_MOST`, the leader among them.

    Who is a person is told by the attributions and by an office beside the name.
    """
    census = _Census()
    for document in documents:
        _count(document, census)
    shown = {surname_key(subject) for subject in event.subjects}
    holders = {key for offices in census.offices.values() for key in offices}
    wanted = {key for key in census.names if key in holders | census.spoken | shown}
    enough = 2 if len(documents) > 1 else 1
    ranked = sorted(
        (
            key
            for key in wanted
            if census.counts[key] >= _FEW and len(census.articles[key]) >= enough
        ),
        key=lambda key: (-len(census.articles[key]), -census.counts[key], key),
    )
    leader = _leader(ranked, census, shown)
    chosen = [key for key in ([leader] if leader else []) + ranked if key]
    persons = {
        key: Person(key, _fullest(census.names[key]), key == leader)
        for key in list(dict.fromkeys(chosen))[:_MOST]
    }
    return People(
        persons,
        {
            office: key
            for office, holders in census.offices.items()
            if (key := _sole(holders)) in persons
        },
        {age: key for age, keys in census.ages.items() if (key := _sole(keys)) in persons},
        _home(event, census, persons, len(documents)),
    )


def surname_key(name: str) -> str:
    """The last part of a name, folded; "" for a name without letters."""
    return "".join(fold_name(name).split()[-1:])


def _count(document: Document, census: _Census) -> None:
    text = document.text
    for start, end, titles, name in _full_names(text):
        key = surname_key(name)
        census.names[key][name] += 1
        before = text[max(0, start - _REACH) : start]
        after = text[end : end + _REACH]
        for office in (*titles, *_offices(before, after)):
            census.offices[office][key] += 1
        for match in (_AGE_AFTER.search(after), _AGE_BEFORE.search(before)):
            if match is not None:
                census.ages[match[1]][key] += 1
    for match in _CAPITALISED.finditer(text):
        key = surname_key(_own(match.group()))
        census.counts[key] += 1
        census.articles[key].add(document.article.id)
        age = _AGE_AFTER.search(text[match.end() : match.end() + 6])
        if age is not None:
            census.ages[age[1]][key] += 1
        older = _AGE_BEFORE.search(text[max(0, match.start() - _REACH) : match.start()])
        if older is not None:
            census.ages[older[1]][key] += 1
        title = text[max(0, match.start() - 20) : match.start()].split()
        if title and title[-1].lower() in load_grammar().raw["titles"]:
            census.offices[title[-1].lower()][key] += 1
    for attribution in document.attributions:
        source = attribution.source
        if source is not None and source.form == "person" and source.naming == "named":
            census.spoken.add(surname_key(source.name))


def _full_names(text: str) -> Iterator[tuple[int, int, tuple[str, ...], str]]:
    """Names of at least two parts: where they stand, the titles at their head, the name."""
    titles = load_grammar().raw["titles"]
    for match in _FULL.finditer(text):
        words = _own(match.group()).split()
        head: list[str] = []
        while len(words) > 1 and (words[0].lower() in titles or _small(words[0])):
            word = words.pop(0).lower()
            if word in titles:
                head.append(word)
        titled = next((at for at, word in enumerate(words) if word.lower() in titles), -1)
        if 0 <= titled < len(words) - 1:  # "Kazakh President Kassym-Jomart Tokayev"
            prime = titled and words[titled - 1].lower() == "prime"
            head.append("prime minister" if prime else words[titled].lower())
            words = words[titled + 1 :]
        if (len(words) > 1 or head) and _is_person_name(words):
            yield match.start(), match.end(), tuple(head), " ".join(words)


def _offices(before: str, after: str) -> Iterator[str]:
    """The offices beside a name: the word before it, or what stands behind its comma."""
    raw = load_grammar().raw
    match = _OFFICE_BEFORE.search(before)
    if match is not None and match["office"].lower() in raw["titles"]:
        office = _office(match["office"].lower(), before[: match.start()], match["of"] or "")
        if office:
            yield office
    match = _OFFICE_AFTER.search(after)
    if match is not None:
        words = match[1].split()
        at = next((at for at, word in enumerate(words) if word.lower() in raw["titles"]), None)
        if at is not None:
            rest = after[match.end() : match.end() + 40].split(",")[0]
            office = _office(words[at].lower(), " ".join(["the", *words[:at]]), rest)
            if office:
                yield office


def _office(title: str, before: str, of: str) -> str:
    """The office that a title means; "" for a former one, and for the head of a lesser body."""
    last = "".join(before.split()[-1:]).lower().strip('(“"')
    if last in ("former", "ex", "deputy", "vice", "then"):
        return ""
    if title == "minister" and last == "prime":
        return "prime minister"
    raw = load_grammar().raw
    lesser = last in raw["lesser"] or any(word.lower() in raw["bodies"] for word in of.split())
    return "" if title in raw["leading_offices"] and lesser else title


def _small(word: str) -> bool:
    raw = load_grammar().raw
    lower = word.lower()
    return any(lower in raw[name] for name in ("determiners", "prepositions", "conjunctions"))


def _is_person_name(words: Sequence[str]) -> bool:
    raw = load_grammar().raw
    lowered = [word.lower() for word in words]
    return not any(word in raw["bodies"] or word in raw["time"] for word in lowered) and not (
        lowered[-1] in raw["pronouns"] or lowered[-1] in raw["determiners"]
    )


def _leader(ranked: Sequence[str], census: _Census, shown: set[str]) -> str | None:
    """The person with the highest office whom the articles name most; a subject of the event
    before others. None where two come close."""
    held = Counter[str]()
    for office in _leading_offices():
        held.update(census.offices.get(office, {}))
    holders = sorted(
        (key for key in ranked if held[key]),
        key=lambda key: (key not in shown, -census.counts[key], key),
    )
    if not holders:
        return None
    first = holders[0]
    close = [key for key in holders[1:] if census.counts[key] * _CLEAR > census.counts[first]]
    return first if first in shown or not close else None


@cache
def _leading_offices() -> tuple[str, ...]:
    return tuple(read_wording("noun_phrases")["leading_offices"])


def _sole(holders: Counter[str]) -> str:
    """Who holds an office clearly more often than anybody else; "" for nobody."""
    ranked = sorted(holders.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[1][1] * _CLEAR > ranked[0][1]):
        return ""
    return ranked[0][0]


_STEM = 4


def _home(
    event: Event, census: _Census, persons: Mapping[str, Person], n_articles: int
) -> frozenset[str]:
    """The first letters of the event's subjects, else of the place that is named most."""
    stems = {surname_key(subject)[:_STEM] for subject in event.subjects}
    if not stems:
        places = [
            (n, key)
            for key, n in census.counts.items()
            if key not in persons
            and 2 * len(census.articles[key]) >= n_articles
            and load_grammar().kind(key) == "word"
            and len(key) >= _STEM
        ]
        stems = {key[:_STEM] for _, key in sorted(places, key=lambda at: (-at[0], at[1]))[:1]}
    return frozenset(stem for stem in stems if len(stem) == _STEM)


def is_home(word: str, people: People) -> bool:
    """Whether a capitalised word speaks of the event's own country: "Tarvanian"."""
    return fold_name(word)[:_STEM] in people.home


def _own(name: str) -> str:
    """The name without a possessive ending."""
    return re.sub(r"[’']s?$", "", name)


def _fullest(names: Mapping[str, int]) -> str:
    """The form in full that is used most, else the longest."""
    return max(names.items(), key=lambda item: (" " in item[0], item[1], len(item[0]), item[0]))[0]
