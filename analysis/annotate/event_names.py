"""One name for each source over all articles of an event.

Only what is sure is joined: a person by a full name or by a surname that nobody else in the
articles has, an organisation by its acronym or by a spelling that differs in a letter or two.
Mentions stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.fuzz import ratio

from analysis.annotate.countries import find_countries
from analysis.annotate.names import gender_of, is_office, load_titles, near
from analysis.annotate.nouns import WORD
from analysis.names import fold_name
from analysis.records import Attribution, Document, Form, Kind, Source

_SAME_FIRST_NAME = 70
"""Likeness of two first names, 0..100, with the same surname and initial: "Kassym", "Qasym" no."""
_SAME_BODY = 93
"""Likeness of two names of organisations, 0..100: "Election Commission", "Elections Commission"."""
_PAIR = re.compile(r"(?<![\w-])(?=([^\W\d_a-z][\w’'-]{1,60})\s+([^\W\d_a-z][\w-]{1,60}))")

_Key = tuple[str, Form]


@dataclass(slots=True)
class _Group:
    """Names that mean one source, each with the number of articles that use it."""

    names: Counter[str] = field(default_factory=Counter)

    def name(self) -> str:
        """The form in most articles, the longer and then the first in the alphabet among equals."""
        return min(self.names, key=lambda name: (-self.names[name], -len(name), name))


def share_names(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents with one name for each source in all of them, and with the kinds shared.

    A kind that one article tells fills in where another could not tell, if none says otherwise.
    """
    used: dict[_Key, int] = Counter(
        key for document in documents for key in {_key(s) for s in _named(document)}
    )
    people = {name: n for (name, form), n in used.items() if form == "person"}
    bodies = {name: n for (name, form), n in used.items() if form == "group"}
    names: dict[_Key, str] = {}
    for name, shared in _share_people(people, documents).items():
        names[name, "person"] = shared
    for name, shared in _share_bodies(bodies).items():
        names[name, "group"] = shared
    kinds = _kinds(documents, names)
    return tuple(_renamed(document, names, kinds) for document in documents)


def _key(source: Source) -> _Key:
    return source.name, source.form


def _named(document: Document) -> Iterable[Source]:
    for attribution in document.attributions:
        if attribution.source is not None and attribution.source.naming == "named":
            yield attribution.source


def _kinds(documents: Sequence[Document], names: Mapping[_Key, str]) -> dict[_Key, Kind]:
    """Shared name → the one kind that articles tell; none where they disagree."""
    told: dict[_Key, set[Kind]] = defaultdict(set)
    for document in documents:
        for source in _named(document):
            if source.kind != "unknown":
                told[names.get(_key(source), source.name), source.form].add(source.kind)
    return {key: next(iter(kinds)) for key, kinds in told.items() if len(kinds) == 1}


def _renamed(document: Document, names: Mapping[_Key, str], kinds: Mapping[_Key, Kind]) -> Document:
    def shared(attribution: Attribution) -> Attribution:
        source = attribution.source
        if source is None or source.naming != "named":
            return attribution
        name = names.get(_key(source), source.name)
        kind = source.kind
        if kind == "unknown":
            kind = kinds.get((name, source.form), kind)
        if (name, kind) == (source.name, source.kind):
            return attribution
        return replace(attribution, source=replace(source, name=name, kind=kind))

    return replace(document, attributions=tuple(shared(a) for a in document.attributions))


# --- people ---------------------------------------------------------------------------------------


def _share_people(used: Mapping[str, int], documents: Sequence[Document]) -> dict[str, str]:
    """Name of a person → the name in all articles."""
    groups: list[_Group] = []
    by_initial: dict[str, list[_Group]] = defaultdict(list)
    short: list[str] = []
    for name in sorted(used, key=lambda name: (-len(name.split()), -used[name], name)):
        if len(name.split()) < 2:
            short.append(name)
            continue
        fits = [g for g in by_initial[_surname(name)[:1]] if _same_person(name, g)]
        if len(fits) != 1:
            fits = [_Group()]
            groups.append(fits[0])
            by_initial[_surname(name)[:1]].append(fits[0])
        fits[0].names[name] += used[name]
    first_names = _first_names(documents) if short else {}
    for name in short:
        fits = [g for g in by_initial[name[:1]] if _is_surname(name, g, first_names)]
        if not fits and not first_names.get(name):
            fits = [_Group()]
            groups.append(fits[0])
            by_initial[name[:1]].append(fits[0])
        if len(fits) == 1:
            fits[0].names[name] += used[name]
    return {
        name: _fullest(group) for group in groups for name in group.names if len(group.names) > 1
    }


def _fullest(group: _Group) -> str:
    """The name of a person: a full one if there is any."""
    full = Counter({name: n for name, n in group.names.items() if " " in name})
    return _Group(full or group.names).name()


def _surname(name: str) -> str:
    return name.split()[-1]


def _same_person(name: str, group: _Group) -> bool:
    """Whether a full name fits all those of a group: surname, and first name or its initial."""
    first = name.split()[0].rstrip(".")
    for other in group.names:
        other_first = other.split()[0].rstrip(".")
        if not near(_surname(name), _surname(other)) or first[0] != other_first[0]:
            return False
        short = min(len(first), len(other_first)) == 1
        if not short and ratio(fold_name(first), fold_name(other_first)) < _SAME_FIRST_NAME:
            return False
        if {gender_of([first]), gender_of([other_first])} == {"male", "female"}:
            return False
    return True


def _is_surname(name: str, group: _Group, first_names: Mapping[str, set[str]]) -> bool:
    """Whether a surname is that of the group, and of nobody else whom an article names."""
    if not any(near(name, _surname(other)) for other in group.names):
        return False
    own = {fold_name(other.split()[0]) for other in group.names if " " in other}
    spellings = {name, *(_surname(other) for other in group.names)}
    others = {first for spelling in spellings for first in first_names.get(spelling, ())}
    return all(any(ratio(first, mine) >= _SAME_FIRST_NAME for mine in own) for first in others)


def _first_names(documents: Sequence[Document]) -> dict[str, set[str]]:
    """Surname → the first names that stand before it anywhere in the articles."""
    titles = load_titles()[0]
    found: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        for match in _PAIR.finditer(document.text):
            first, surname = match.groups()
            lower = first.lower()
            if gender_of([first]) and lower not in titles and not is_office(lower):
                found[surname].add(fold_name(first))
    return found


# --- organisations --------------------------------------------------------------------------------


def _share_bodies(used: Mapping[str, int]) -> dict[str, str]:
    """Name of an organisation → the name in all articles."""
    groups: list[_Group] = []
    by_key: dict[str, _Group] = {}
    by_length: dict[int, list[tuple[str, _Group]]] = defaultdict(list)
    ambiguous = _ambiguous_acronyms(used)
    for name in sorted(used, key=lambda name: (-len(name), name)):
        plain = _plain(name)
        acronym = _acronym(name)
        group = by_key.get(plain)
        if group is None and acronym and acronym not in ambiguous:
            group = by_key.get(acronym)
        if group is None:
            close = {
                id(other): other
                for text, other in by_length[len(plain.split())]
                if text[:1] == plain[:1] and ratio(text, plain) >= _SAME_BODY
            }
            group = next(iter(close.values())) if len(close) == 1 else None
        if group is None:
            group = _Group()
            groups.append(group)
        group.names[name] += used[name]
        by_key.setdefault(plain, group)
        by_length[len(plain.split())].append((plain, group))
        if acronym and acronym not in ambiguous:
            by_key.setdefault(acronym, group)
    _join_owned(groups)
    _join_plain(groups)
    return {
        name: _with_acronym(group)
        for group in groups
        for name in group.names
        if len(group.names) > 1
    }


def _with_acronym(group: _Group) -> str:
    """The full name with its acronym, if an article gives it; else the name in most articles."""
    full = Counter({name: n for name, n in group.names.items() if _BRACKETS.search(name)})
    proper = Counter({name: n for name, n in group.names.items() if _is_proper(name)})
    return _Group(full or proper or group.names).name()


_BRACKETS = re.compile(r"\s*\(([^()]*)\)$")


def _plain(name: str) -> str:
    """A name for comparison: without acronym, with one spelling of -isation and co-operation."""
    plain = fold_name(_BRACKETS.sub("", name)).replace("co operation", "cooperation")
    return re.sub(r"is(?=ation|e\b|ing)", "iz", plain)


def _acronym(name: str) -> str:
    """The acronym in brackets, of the capitals, or the name itself if it is one; else ""."""
    found = _BRACKETS.search(name)
    if found:
        return found[1]
    words = WORD.findall(name)
    if len(words) == 1:
        return name if name.isupper() and len(name) > 1 else ""
    letters = "".join(word[0] for word in words if word[0].isupper())
    return letters if len(letters) > 2 else ""


def _ambiguous_acronyms(used: Iterable[str]) -> set[str]:
    """Acronyms that stand for names of organisations that are not spellings of one."""
    full: dict[str, set[str]] = defaultdict(set)
    for name in used:
        acronym = _acronym(name)
        if acronym and acronym != name:
            full[acronym].add(_plain(name))
    return {
        acronym
        for acronym, names in full.items()
        if any(ratio(a, b) < _SAME_BODY for a in names for b in names)
    }


def _join_owned(groups: list[_Group]) -> None:
    """Joins "foreign ministry" with "Kazakhstan's foreign ministry", if there is but one such."""
    owned: dict[str, list[_Group]] = defaultdict(list)
    bare: dict[str, _Group] = {}
    for group in groups:
        for name in group.names:
            owner, _, rest = name.partition(" ")
            if owner.endswith(("’s", "'s")) and find_countries(owner) and rest:
                owned[_plain(rest)].append(group)
            else:
                bare[_plain(name)] = group
    for rest, owners in owned.items():
        other = bare.get(rest)
        if other is not None and len({id(owner) for owner in owners}) == 1:
            if other is owners[0]:
                continue
            owners[0].names.update(other.names)
            groups[:] = [group for group in groups if group is not other]


def _join_plain(groups: list[_Group]) -> None:
    """Joins "electoral commission" with "Central Election Commission", if there is but one such.

    Every word of the plain name must be akin to one of the proper name, and the last the same.
    """
    proper = [g for g in groups if any(_is_proper(name) for name in g.names)]
    for group in list(groups):
        if group in proper:
            continue
        words = [_plain(name).split() for name in group.names]
        fits = [g for g in proper if all(_tells(g, own) for own in words)]
        if len(fits) == 1 and all(len(own) > 1 for own in words):
            fits[0].names.update(group.names)
            groups.remove(group)


def _is_proper(name: str) -> bool:
    words = WORD.findall(name)
    return len(words) > 1 and words[-1][0].isupper() and words[0][0].isupper()


def _tells(group: _Group, words: Sequence[str]) -> bool:
    for name in group.names:
        others = _plain(name).split()
        akin = all(any(o[:5] == w[:5] and len(w) > 4 for o in others) for w in words)
        if akin and others[-1] == words[-1]:
            return True
    return False
