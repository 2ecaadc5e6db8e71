"""Which person of the article a mention means by name, by an apposition or by a role."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from analysis.annotate.body_names import body_words
from analysis.annotate.countries import find_countries
from analysis.annotate.kinds import classify
from analysis.annotate.lexicon import read_lexicon
from analysis.annotate.names import gender_of, is_office, load_titles
from analysis.annotate.nouns import WORD, head_noun, is_source_noun, load_kinds
from analysis.annotate.people import Cast, Place
from analysis.annotate.pronouns import Mention, Resolved
from analysis.annotate.words import Reading
from analysis.records import Span


def by_name(reading: Reading, cast: Cast, span: Span, head: str) -> int | None:
    """The one person a mention names as its head, or None."""
    words = reading.words
    edge = span.start + len(head)
    inside = cast.places_in(reading, Span(span.start, edge))
    if not inside:
        return None
    own = [
        p
        for p in inside
        if (not p.possessive or words[p.end - 1].end >= edge) and not _tied(reading, p, span)
    ]
    last = [p for p in own if words[p.end - 1].end == edge]
    if last and len({p.person for p in own}) > 1 and not _listed(reading, own):
        own = last  # "Ateneo de Iloilo political scientist Ramon Villaluz"
    if len({p.person for p in own}) != 1:
        return None
    place = own[-1]
    after = words[place.end] if place.end < len(words) else None
    if after is not None and after.start < edge and after.tag == "word" and after.lower != "jr":
        return None
    return place.person


def _listed(reading: Reading, places: Sequence[Place]) -> bool:
    """Whether names are joined by "and" or commas."""
    words = reading.words
    return words[places[0].end].tag in ("cc", ",")


def by_apposition(reading: Reading, cast: Cast, span: Span, head: str) -> int | None:
    """The person named right after a role: "the mayor of Ulmenau, Petra Holzapfel".

    Between comma and name there may be another role ("his rival, the teacher Rosa Caiza").
    """
    words = reading.words
    if not head.strip():
        return None
    noun = head_noun(head)
    if is_office(head.split()[-1].lower()):
        noun = head.split()[-1].lower()  # "the Council of Europe's rapporteur"
    if noun in body_words()["nouns"] and noun not in load_kinds().person:
        return None
    elliptic = head.split()[0].lower() in ("one", "another", "his", "her", "its", "their")
    if not (is_office(noun) or noun in load_kinds().person or is_source_noun(noun) or elliptic):
        return None
    for place in cast.places_in(reading, Span(span.start + 1, span.end)):
        if place.possessive:
            continue
        index = place.start - 1
        while (
            words[index].tag in ("cap", "word", "det", "cc", "num", "poss")
            and words[index].start > span.start
        ):
            index -= 1
        named = words[place.start - 1].lower in ("named", "called")
        return place.person if named or words[index].tag in (",", "–", "(") else None
    return None


def _tied(reading: Reading, place: Place, span: Span) -> bool:
    """Whether the name hangs on a preposition inside the mention ("a spokesman for Ruiz").

    That of an office does not count: "Minister of State Ana Ruiz".
    """
    words = reading.words
    titles = load_titles()[0]
    index = place.start - 1
    while index >= 0 and words[index].start >= span.start and words[index].lower in titles:
        index -= 1
    if (
        0 < index < place.start - 1
        and words[index].lower in ("of", "for")
        and is_office(words[index - 1].lower)
    ):
        return False
    index = place.start - 1
    while index >= 0 and words[index].start >= span.start:
        gerund = words[index].tag == "word" and words[index].lower.endswith("ing")
        if words[index].tag in ("prep", "sub") or (gerund and words[index - 1].lower == "those"):
            return True
        index -= 1
    return False


@cache
def _synonyms() -> Mapping[str, frozenset[str]]:
    raw = read_lexicon("kinds")["role_synonyms"]
    return {role: frozenset(others) for role, others in raw.items()}


def by_role(cast: Cast, head: str, home: str | None) -> int | None:
    """The one person whose title a definite role mention repeats: "the president".

    Definite are "the", a possessive ("his defence minister") and a state ("Cuba's president").
    """
    words = [w.lower().strip(".,") for w in WORD.findall(head)]
    states = {c.name for c in find_countries(head)}
    owned = bool(words) and words[0] in ("his", "her", "its", "their")
    if len(words) < 2 or len(words) > 8:
        return None
    state_first = (bool(states) and words[0].endswith(("’s", "'s"))) or (
        len(words) > 1 and bool(states) and words[1].endswith(("’s", "'s"))
    )
    if words[0] != "the" and not owned and not state_first:
        return None
    role = head_noun(head)
    if role.endswith("-year-old"):
        aged = [i for i, p in enumerate(cast.people) if p.age == role]
        return aged[0] if len(aged) == 1 else None
    ahead = " ".join(words)
    phrase = next((p for p in _synonyms() if " " in p and ahead.endswith(" " + p)), None)
    if phrase is None and not is_office(role) and not is_source_noun(role):
        return None
    if phrase is None and role in body_words()["nouns"]:
        return None
    roles = _synonyms().get(phrase or role, frozenset()) | {role}
    former = bool({"former", "ex", "retired"} & set(words))
    fits = [
        i
        for i, person in enumerate(cast.people)
        if roles & person.titles
        and (person.former == former or "retired" in words)
        and person.evident
    ]
    exact = [i for i in fits if role in cast.people[i].titles]
    fits = exact or fits
    place = words.index(role) if role in words else 0
    begin = 2 if state_first and not words[0].endswith(("’s", "'s")) else 1
    extra = [w for w in words[begin:place] if w not in ("former", "ex", "retired", "new", "old")]
    extra = [w for w in extra if not find_countries(w.title())]
    if phrase is not None:
        extra = []
    if states:
        fits = [i for i in fits if states & _states(cast, i) or not _states(cast, i)]
    if extra:
        fits = [i for i in fits if _modified(cast, i, roles, extra)]
    elif not states and (len(fits) > 1 or home is not None):
        near_home = [i for i in fits if not _states(cast, i) or home in _states(cast, i)]
        fits = [i for i in near_home if not _elsewhere(cast, i)] or near_home
    return fits[0] if len(fits) == 1 else None


def _modified(cast: Cast, index: int, roles: frozenset[str], extra: Sequence[str]) -> bool:
    """Whether somebody's title has these words before it, or none: "Minister Hugo Santacruz"."""
    told = [[w.lower() for w in WORD.findall(d)] for d in cast.people[index].descriptions]
    if any(set(extra) <= set(words) for words in told):
        return True
    return any(len(words) == 1 and words[0] in roles for words in told) and not any(
        len(words) > 1 and roles & set(words) for words in told
    )


def _elsewhere(cast: Cast, index: int) -> bool:
    """Whether somebody's office is said to be of another place: "the President of Barundi"."""
    told = cast.people[index].descriptions
    return any(re.search(r"\bof (?:the )?[^\W\d_a-z]", description) for description in told)


def _states(cast: Cast, index: int) -> set[str]:
    return {c.name for d in cast.people[index].descriptions for c in find_countries(d)}


def by_last(
    reading: Reading, cast: Cast, mention: Mention, head: str, done: Sequence[Resolved]
) -> int | None:
    """The last speaker, whom "the analyst" or "the 58-year-old" takes up.

    They must be of the kind that the noun tells, at most two sentences back, and nobody without a
    name may have been called so before.
    """
    words = [word.lower() for word in WORD.findall(head)]
    noun = head_noun(head)
    kin = noun in _KIN
    plain = len(words) in (2, 3) and words[-1:] == [noun]
    if words[:1] != ["the"] or not (plain or kin):
        return None
    aged = noun.endswith("-year-old")
    if not aged and (noun.startswith("spokes") or not _is_person(noun)):
        return None
    here = reading.sentence_at(mention.span.start)
    persons = [r for r in done if r.person is not None and r.mention.span < mention.span]
    subject = _only_subject(reading, cast, mention, here)
    if subject is not None and not aged and classify(head).kind == "citizen":
        found = cast.people[subject]
        fits = gender_of([noun]) in ("", found.gender) or not found.gender
        if fits and (found.age or found.private) and not found.descriptions:
            return subject
    if not persons or reading.sentence_at(persons[-1].mention.span.start) < here - 2:
        return None
    last = persons[-1]
    if any(head_noun(r.mention.span.of(reading.text)) == noun for r in done if r.person is None):
        return None
    if last.person is None:
        return None
    person = cast.people[last.person]
    if gender_of([noun]) not in ("", person.gender) and person.gender:
        return None
    if aged:
        recent = {
            r.person for r in persons if reading.sentence_at(r.mention.span.start) >= here - 3
        }
        return None if person.age or len(recent) > 1 else last.person
    kind = classify(head).kind
    if kin and not person.former:
        recent = {
            r.person for r in persons if reading.sentence_at(r.mention.span.start) >= here - 2
        }
        return last.person if len(recent) == 1 else None
    if kind in ("unknown", "official", "international") or kind != last.source.kind:
        return None
    others = {
        r.person
        for r in persons
        if r.source.kind == kind
        and r.person != last.person
        and reading.sentence_at(r.mention.span.start) >= here - 2
    }
    return last.person if not others else None


_KIN = frozenset(("mother", "father", "widow", "widower", "grandmother", "grandfather", "woman"))


def _only_subject(reading: Reading, cast: Cast, mention: Mention, here: int) -> int | None:
    """The one person who is named as a subject in this sentence or the two before it."""
    found = {
        place.person
        for place in cast.places
        if here - 2 <= place.sentence <= here
        and reading.words[place.start].start < mention.span.start
        and cast.people[place.person].evident
        and not place.possessive
        and not place.governed
    }
    return found.pop() if len(found) == 1 else None


def _is_person(noun: str) -> bool:
    entry = load_kinds().entries.get((noun,))
    listed = entry is not None and entry.role == "people"
    return (listed or noun in load_kinds().person) and not noun.endswith("s")
