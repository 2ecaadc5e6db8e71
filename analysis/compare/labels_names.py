"""The persons whom several articles name, and the one among them who holds the highest office."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.compare.labels_phrases import load_grammar
from analysis.compare.wording import read_wording
from analysis.names import fold_name
from analysis.records import Document, Event

_NAME = r"[^\W\d_a-z][\w’'-]*[^\W\d_]"
_FULL = re.compile(
    rf"\b{_NAME}(?:[^\S\n](?:(?:de|del|bin|al|van|von|da|dos)[^\S\n])?{_NAME}){{1,3}}"
)
_FEW = 3
"""A person needs as many mentions in the event to be a referent."""
_MOST = 5


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the articles name: key (folded surname), name as written, whether the leader."""

    key: str
    name: str
    leader: bool = False


def find_people(documents: Sequence[Document], event: Event) -> tuple[Person, ...]:
    """The persons named in most articles, the leader first; at most `_MOST`.

    Who is a person is told by the attributions, by an office before the name, and by being
    named in full and by the surname alone.
    """
    full: dict[str, Counter[str]] = defaultdict(Counter)
    titled: Counter[str] = Counter()
    spoken: set[str] = set()
    articles: dict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    offices = _office_pattern()
    for document in documents:
        for surname, name in _full_names(document.text):
            full[surname][name] += 1
        for match in offices.finditer(document.text):
            name = _own(match["name"])
            if _is_person_name(name):
                titled[surname_key(name)] += 1
        for attribution in document.attributions:
            source = attribution.source
            if source is not None and source.form == "person" and source.naming == "named":
                spoken.add(surname_key(source.name))
    wanted = {surname for surname in full if surname in spoken or titled[surname]} | {
        surname for surname, n in titled.items() if n > 1
    }
    shown = {surname_key(subject) for subject in event.subjects}
    for document in documents:
        for word, n in _capitalised(document.text).items():
            key = surname_key(word)
            if key in wanted or (key in shown and key in full):
                counts[key] += n
                articles[key].add(document.article.id)
                full[key].setdefault(word, 0)
    enough = 2 if len(documents) > 1 else 1
    ranked = sorted(
        (key for key in counts if counts[key] >= _FEW and len(articles[key]) >= enough),
        key=lambda key: (-len(articles[key]), -counts[key], key),
    )
    leader = _leader(ranked, titled, counts, shown)
    chosen = ([leader] if leader else []) + [key for key in ranked if key != leader]
    return tuple(Person(key, _fullest(full[key]), key == leader) for key in chosen[:_MOST])


def _leader(
    ranked: Sequence[str], titled: Mapping[str, int], counts: Mapping[str, int], shown: set[str]
) -> str | None:
    """The person with the highest office whom the articles name most; a subject of the event
    before others. None where two come close."""
    holders = sorted(
        (key for key in ranked if titled.get(key)),
        key=lambda key: (key not in shown, -counts[key], key),
    )
    if not holders:
        return None
    first = holders[0]
    if first in shown:
        return first
    rest = [key for key in holders[1:] if counts[key] * 2 > counts[first]]
    return None if rest else first


def surname_key(name: str) -> str:
    """The last part of a name, folded; "" for a name without letters."""
    return "".join(fold_name(name).split()[-1:])


def _office_pattern() -> re.Pattern[str]:
    """An office of the leader and the name behind it, unless it is a former or deputy one."""
    heads = next(row for row in read_wording("referents")["referent"] if row.get("person"))["heads"]
    offices = "|".join(re.escape(head) for head in sorted(heads, key=len, reverse=True))
    return re.compile(
        rf"(?<!former )(?<!Former )(?<!ex-)(?<!Ex-)(?<!vice )(?<!Vice )(?<!deputy )(?<!Deputy )"
        rf"(?<!union )(?<!Union )(?<!opposition )(?<!Opposition )(?<!strike )(?<!party )"
        rf"\b(?i:{offices})[^\S\n](?P<name>{_NAME}(?:[^\S\n]{_NAME}){{0,3}})"
    )


def _full_names(text: str) -> Iterator[tuple[str, str]]:
    for match in _FULL.finditer(text):
        name = _own(match.group())
        words = name.split()
        while words and words[0].lower() in _no_names():
            words = words[1:]
        if len(words) > 1 and _is_person_name(" ".join(words)):
            yield surname_key(words[-1]), " ".join(words)


def _no_names() -> frozenset[str]:
    raw = load_grammar().raw
    return raw["titles"] | raw["determiners"] | raw["prepositions"] | raw["conjunctions"]


def _is_person_name(name: str) -> bool:
    raw = load_grammar().raw
    words = [word.lower() for word in name.split()]
    return not any(word in raw["bodies"] or word in raw["time"] for word in words) and not (
        words[-1] in raw["pronouns"] or words[-1] in raw["determiners"]
    )


def _capitalised(text: str) -> Counter[str]:
    return Counter(_own(word) for word in re.findall(_NAME, text))


def _own(name: str) -> str:
    """The name without a possessive ending."""
    return re.sub(r"[’']s?$", "", name)


def _fullest(names: Mapping[str, int]) -> str:
    """The form in full that is used most, else the longest."""
    return max(names.items(), key=lambda item: (item[1], len(item[0]), item[0]))[0]
