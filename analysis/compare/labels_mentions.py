"""Where the articles of an event name its referents: the noun phrases, before they are judged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from analysis.axes.patterns import Matcher, longest
from analysis.compare.labels_names import People, surname_key
from analysis.compare.labels_phrases import Line, Phrase, find_phrase, load_grammar
from analysis.compare.wording import read_wording


@dataclass(frozen=True, slots=True)
class Kind:
    """A referent of `referents.toml`."""

    id: str
    name: str
    needs: tuple[str, ...]
    person: bool
    often: float
    """How often an article must name it by a trigger."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of the list: whose, and whether it judges."""

    referent: str
    loaded: bool
    trigger: bool
    parted: bool = False
    """Whether it names the referent only with a part behind an "of": "the people of Almes"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that may name one of `referents`; `person` is the key of the one it may mean.

    `office` marks persons told by an office alone.
    """

    phrase: Phrase
    nouns: tuple[Noun, ...]
    person: str = ""
    office: bool = False


@dataclass(frozen=True, slots=True)
class _Lists:
    kinds: Mapping[str, Kind]
    matcher: Matcher[tuple[Noun, ...]]


@cache
def load_referents() -> _Lists:
    """The list of referents, and all their nouns in one trie."""
    kinds: dict[str, Kind] = {}
    nouns: dict[str, list[Noun]] = defaultdict(list)
    for row in read_wording("referents")["referent"]:
        person = row.get("person", False)
        kinds[row["id"]] = Kind(
            row["id"],
            row["name"],
            tuple(row.get("needs", ())),
            person,
            row.get("often", _SELDOM),
        )
        triggers = set(row.get("trigger", row["heads"]))
        parted = row.get("parted", ())
        for loaded, words in ((False, (*row["heads"], *parted)), (True, row["loaded"])):
            for word in words:
                noun = Noun(row["id"], loaded, word in triggers, word in parted)
                for form in (word,) if person else dict.fromkeys((word, plural_of(word))):
                    nouns[form].append(noun)
    for phrase in read_wording("referents")["masks"]:
        nouns[phrase] = []
    return _Lists(kinds, Matcher([(form, tuple(found)) for form, found in nouns.items()]))


def plural_of(noun: str) -> str:
    """The regular plural of a noun; the noun itself where it is plural already."""
    if noun.endswith(("s", "men", "people", "police", "staff", "troops", "dead")):
        return f"{noun}es" if noun.endswith(("ss", "crisis")) else noun
    if noun.endswith("man"):
        return f"{noun[:-3]}men"
    if noun.endswith("y") and noun[-2] not in "aeou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("ch", "sh", "x")) else f"{noun}s"


def find_mentions(line: Line, people: People) -> list[Mention]:
    """The phrases of a sentence that name somebody of `people` or are headed by a listed noun."""
    found = [*_names(line, people), *_by_age(line, people)]
    taken = {at for mention in found for at in range(mention.phrase.start, mention.phrase.last + 1)}
    lists = load_referents()
    offices: dict[int, Mention] = {}
    for match in longest(lists.matcher.find(line.tokens)):
        nouns = lists.matcher.payloads[match.payload]
        if not nouns:
            taken.update(range(match.first, match.last + 1))
            continue
        if not taken.isdisjoint(range(match.first, match.last + 1)):
            continue
        if line.capital(match.last) and (
            _in_name(line, match.first, match.last) or line.kind(match.last) == "time"
        ):
            continue
        phrase = find_phrase(line, match.first, match.last)
        if phrase is not None and phrase.tail == phrase.last:
            nouns = tuple(noun for noun in nouns if not noun.parted)
        if phrase is not None and nouns:
            person = people.leader if lists.kinds[nouns[0].referent].person else ""
            found.append(Mention(phrase, nouns, person, office=bool(person)))
    for at in range(len(line)):
        key = people.offices.get(line.norm(at), "")
        if key and at not in taken:
            phrase = find_phrase(line, at, at)
            if phrase is not None:
                offices[phrase.last] = Mention(phrase, (), key, office=True)
    found = [mention for mention in found if mention.phrase.last not in offices]
    found += offices.values()
    return sorted(found, key=lambda mention: (mention.phrase.head, mention.phrase.last))


def _by_age(line: Line, people: People) -> Iterator[Mention]:
    """ "The 61-year-old former engineer": somebody whose age another sentence gives."""
    for at in range(len(line) - 2):
        if line.norm(at + 1) != "year" or line.norm(at + 2) != "old" or line.norm(at) != "#":
            continue
        key = people.ages.get(line.words(at, at), "")
        if not key or line.kind(at - 1) != "det" or not line.hyphened(at + 1):
            continue
        end = at + 2
        while line.kind(end + 1) in ("adj", "word") and not line.capital(end + 1):
            end += 1
        if line.capital(end + 1):
            continue
        yield Mention(Phrase(at - 1, at, end, end, end, "", line.norm(at - 1)), (), key)


def _in_name(line: Line, first: int, last: int) -> bool:
    """Whether the words are part of a longer name: "the Union of Miners", "Reform Party"."""
    before = first > 0 and line.tokens[first - 1].capital and _joined(line, first)
    before = before and line.kind(first - 1) not in ("det", "prep", "conj")
    return before or (line.capital(last + 1) and _joined(line, last + 1))


def _joined(line: Line, at: int) -> bool:
    """Whether only a space, or a possessive's apostrophe, parts the token from the last one."""
    return line.gap(at).strip("'’ \u00a0") == ""


def _names(line: Line, people: People) -> Iterator[Mention]:
    """The persons named in the sentence, with the titles and descriptions before the name."""
    last = -1
    for at in range(len(line)):
        token = line.tokens[at]
        if at <= last or not token.capital:
            continue
        person = people.persons.get(surname_key(line.words(at, at)))
        if person is None or line.hyphened(at + 1):
            continue
        if line.kind(at + 1) == "word" and line.capital(at + 1) and line.gap(at + 1) == " ":
            continue  # a first name, or a surname with another behind it
        start = at
        while start > 0 and _name_part(line, start - 1):
            start -= 1
        if line.hyphened(start):
            start -= 1  # "then-President", "ex-minister"
        last = at
        yield Mention(_titled(line, start, at), (), person.key)


def _name_part(line: Line, at: int) -> bool:
    gap = line.gap(at + 1)
    return (
        line.tokens[at].capital
        and line.tokens[at].is_word
        and gap in (" ", "-", "\u00a0", ". ")
        and line.kind(at) not in ("det", "prep", "conj", "pron", "aux", "time", "num", "own")
        and not (at == 0 and line.kind(at) in ("verb", "adv", "ed"))
    )


def _titled(line: Line, start: int, last: int) -> Phrase:
    """The name with what stands before it, where that ends in a noun for a person."""
    titles = load_grammar().raw["titles"]
    before = start - 1
    if before >= 0 and line.norm(before) in titles and line.gap(start) in (" ", "\u00a0"):
        phrase = find_phrase_before(line, before, last)
        if phrase is not None:
            return phrase
    governed = line.norm(before) if line.kind(before) == "prep" else ""
    return Phrase(start, start, start, last, last, governed)


def find_phrase_before(line: Line, title: int, last: int) -> Phrase | None:
    """The phrase of a title, stretched to the end of the name behind it."""
    phrase = find_phrase(line, title, title)
    if phrase is None:
        return None
    return replace(phrase, last=last, tail=last)


# --- which of the referents an event has --------------------------------------------------------

_SELDOM = 0.3
_OFTEN = 1.0
"""A referent that others need must be named by its own nouns so often an article."""


def choose_referents(counts: Mapping[str, Mapping[Noun, int]], n_articles: int) -> frozenset[str]:
    """The ids of the referents that the event has.

    `counts` has for each referent how often each of its nouns was found.
    """
    kinds = load_referents().kinds
    triggers = {
        name: sum(n for noun, n in counts.get(name, {}).items() if noun.trigger)
        / max(n_articles, 1)
        for name in kinds
    }
    return frozenset(
        name
        for name, kind in kinds.items()
        if triggers[name] >= kind.often and all(triggers[need] >= _OFTEN for need in kind.needs)
    )


def weigh(mentions: Sequence[Mention]) -> dict[str, Counter[Noun]]:
    """How often each referent is named by each of its nouns."""
    counts: dict[str, Counter[Noun]] = defaultdict(Counter)
    for mention in mentions:
        for noun in mention.nouns:
            counts[noun.referent][noun] += 1
    return counts


def assign(
    mention: Mention, present: frozenset[str], weights: Mapping[str, int]
) -> tuple[str, bool] | None:
    """The referent that a phrase names, and whether its noun judges; None for none of them.

    Of several, the one that is named most often in the event.
    """
    fits = [noun for noun in mention.nouns if noun.referent in present]
    if not fits:
        return None
    best = max(fits, key=lambda noun: (weights.get(noun.referent, 0), noun.referent))
    return best.referent, best.loaded
