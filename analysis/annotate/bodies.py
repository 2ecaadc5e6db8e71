"""The organisations an article names: what they are called, and what the text says they are.

All positions are indices into `Reading.words`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.annotate.body_names import (
    body_pattern,
    body_words,
    head_words,
    is_body_noun,
    is_person_noun,
    own_kind,
    own_nouns,
    tail_of,
    told_kind,
)
from analysis.annotate.countries import find_countries
from analysis.annotate.descriptions import description_after, words_before
from analysis.annotate.lexicon import read_lexicon
from analysis.annotate.names import gender_of, spelled
from analysis.annotate.nouns import WORD, Bodies, load_kinds
from analysis.annotate.organisations import find_organisations
from analysis.annotate.overlaps import Overlaps
from analysis.annotate.phrases import phrase_before
from analysis.annotate.words import Reading, load_grammar
from analysis.records import Kind, Span

_INNER = frozenset(("of", "for", "the", "and", "on", "de", "des", "del", "la", "du", "der", "für"))


@dataclass(slots=True)
class Body:
    """An organisation: its name, acronym, kind, and the nouns by which the text may call it."""

    name: str
    written: str
    acronym: str = ""
    kind: Kind = "unknown"
    nouns: set[str] = field(default_factory=set)
    around: set[str] = field(default_factory=set)
    places: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Organisations:
    """All organisations of an article, and the kinds that their names and nouns tell."""

    bodies: tuple[Body, ...]
    kinds: Bodies


class _Run(NamedTuple):
    start: int
    end: int


def find_bodies(reading: Reading, home: str | None) -> Organisations:
    """The organisations an article names in capitals, in text order, and what they are."""
    introduced = find_organisations(reading)
    bodies: dict[str, Body] = {}
    runs = list(_runs(reading, _known_spans(reading, introduced)))
    surnames = {
        reading.text[reading.words[run.end - 1].start : reading.words[run.end - 1].end]
        for run in runs
        if run.end - run.start > 1
    }
    for run in runs:
        if run.end - run.start > 1 or _surface(reading, run) not in surnames:
            _register(reading, run, introduced, bodies)
    used = frozenset(re.findall(r"\w+", reading.text))
    for body in bodies.values():
        body.acronym = body.acronym or _initials(body.written, used)
    short = {body.acronym for body in bodies.values() if body.acronym}
    bodies = {written: body for written, body in bodies.items() if written not in short}
    for body in _lower_case(reading, set(short)):
        bodies[body.written] = body
    _find_acronyms(reading, bodies)
    listed = tuple(sorted(bodies.values(), key=lambda body: body.places[0]))
    for body in listed:
        if body.kind == "unknown":
            body.kind = own_kind(body.written, home)
    return Organisations(listed, _kinds(reading, listed))


def _lower_case(reading: Reading, known: set[str]) -> Iterator[Body]:
    """Bodies whose acronym stands behind a common noun: "the anti-graft agency (KAPI)"."""
    words = reading.words
    for index, word in enumerate(words[1:-2], start=1):
        if word.tag != "(" or words[index + 2].tag != ")":
            continue
        acronym = reading.text[words[index + 1].start : words[index + 1].end]
        noun = words[index - 1].lower
        if not acronym.isupper() or len(acronym) < 2 or acronym in known:
            continue
        if words[index - 1].capital or not is_body_noun(noun):
            continue
        phrase = phrase_before(reading, index - 1, reading.bounds(index)[0])
        if phrase is None:
            continue
        written = reading.text[words[phrase.start].start : words[phrase.end - 1].end]
        body = Body(f"{spelled(written)} ({acronym})", written, acronym, nouns={noun})
        body.places.append(Span(words[phrase.start].start, words[phrase.end - 1].end))
        yield body


def _surface(reading: Reading, run: _Run) -> str:
    words = reading.words
    written = reading.text[words[run.start].start : words[run.end - 1].end]
    return re.sub(r"[’']s$", "", written)


def _register(
    reading: Reading, run: _Run, introduced: Mapping[str, str], bodies: dict[str, Body]
) -> None:
    words = reading.words
    run = _without_person(reading, run)
    written = _surface(reading, run)
    single = run.end == run.start + 1
    opens = run.start == reading.bounds(run.start)[0] and not written.isupper()
    if single and (find_countries(written) or opens):
        return
    before = words_before(reading, run.start)
    lowered = [word.lower() for word in before]
    apposed = not before and run.start > 1 and words[run.start - 1].tag == ","
    if apposed and run.end - run.start <= 3 and is_person_noun(words[run.start - 2].lower):
        return  # "the trade minister, Yamila Portal": a person, whatever her name ends in
    if lowered and is_person_noun(lowered[-1]) and lowered[-1] not in body_words()["sides"]:
        return
    after = words[run.end].lower if run.end < len(words) else ""
    adjoined = run.end < len(words) and reading.text[words[run.end - 1].end : words[run.end].start]
    named_next = run.end + 1 < len(words) and words[run.end + 1].tag == "cap"
    noun_after = after if adjoined == " " and after in body_words()["after_names"] else ""
    if named_next:
        noun_after = ""  # "the Antwerp daily De Haven"
    own = own_nouns(written)
    side = bool(lowered) and lowered[-1] in body_words()["sides"]
    noun_before = lowered[-1] if lowered and is_body_noun(lowered[-1]) else ""
    acronym_given = written in introduced
    person = bool(gender_of(written.split()[:1])) and not own
    known_kind = load_kinds().names.get(tuple(written.split()), "unknown")
    known = bodies.get(introduced.get(written, written)) or bodies.get(written)
    listed = known is not None or (
        known_kind != "unknown" and written not in read_lexicon("kinds")["metonyms"]
    )
    if not (own or listed or acronym_given or ((side or noun_before or noun_after) and not person)):
        return
    outer = (written.split()[0].lower(), head_words(written)[-1].lower())
    if not acronym_given and any(is_person_noun(word) for word in outer):
        return
    body = bodies.get(written)
    if body is None:
        owner = _state_before(reading, run.start)
        name = introduced.get(written, written)
        body = bodies[written] = Body(f"{owner} {name}" if owner else name, written)
        body.kind = known_kind
        found = re.search(r"\(([^)]+)\)$", body.name)
        body.acronym = found[1] if found and acronym_given else ""
    body.places.append(Span(words[run.start].start, words[run.end - 1].end))
    body.nouns |= _envoys_before(reading, run.start)
    body.nouns |= own | ({noun_before, noun_after} - {""})
    body.around |= set(lowered) | ({noun_after} - {""})
    told_after = description_after(reading, run.end)
    nouns = {word for word in tail_of(told_after) if is_body_noun(word)}
    body.nouns |= nouns
    told = " ".join((*before, noun_after)) if side or noun_before or noun_after else ""
    for phrase in (told, told_after if nouns else ""):
        if phrase and body.kind == "unknown":
            body.kind = told_kind(phrase)


def _state_before(reading: Reading, start: int) -> str:
    """ "Croatia's" before "Constitutional Court", or ""."""
    words = reading.words
    if not start or not words[start - 1].lower.endswith(("’s", "'s")):
        return ""
    owner = reading.text[words[start - 1].start : words[start - 1].end]
    return (
        owner
        if (find_countries(owner) and words[start - 1].tag == "cap") or (find_countries(owner))
        else ""
    )


def _envoys_before(reading: Reading, start: int) -> set[str]:
    """ "mission" in "the mission of the Asian Network"."""
    words = reading.words
    index = start - 1
    while index > 0 and words[index].tag == "det":
        index -= 1
    if index < 1 or words[index].lower not in ("of", "from"):
        return set()
    return {words[index - 1].lower} & {"mission", "delegation", "secretariat", "observers"}


def _without_person(reading: Reading, run: _Run) -> _Run:
    """The body alone of "Jelena Mirkovic of the Danube School", without a possessor."""
    words = reading.words
    start = run.start
    for index in range(run.start, run.end - 1):
        owner = words[index].lower.endswith(("’s", "'s")) and find_countries(
            reading.text[words[index].start : words[index].end]
        )
        tie = words[index].lower in ("of", "for", "from") and index > start
        if owner or (
            tie
            and not is_body_noun(words[index - 1].lower)
            and _holds_noun(reading, index + 1, run.end)
        ):
            start = index + 1
    while start < run.end - 1 and not words[start].capital:
        start += 1
    return _Run(start, run.end)


def _holds_noun(reading: Reading, start: int, end: int) -> bool:
    tails = {tail.lower() for tail in load_kinds().tails}
    lowered = [reading.words[j].lower for j in range(start, end)]
    return any(is_body_noun(lower) or lower in tails for lower in lowered)


def _known_spans(reading: Reading, introduced: Mapping[str, str]) -> Overlaps:
    """Where well-known names and those with an acronym stand, whatever words are in them."""
    text = reading.text
    spans = [Span(*match.span()) for match in body_pattern().finditer(text)]
    for name in introduced:
        if " " in name:
            spans += [Span(*m.span()) for m in re.finditer(re.escape(name), text)]
    return Overlaps(spans)


def _runs(reading: Reading, known: Overlaps) -> Iterator[_Run]:
    """Stretches of capitalised words with small words among them, without what leads in."""
    words = reading.words
    index = 0
    while index < len(words):
        if not _capital(reading, index):
            index += 1
            continue
        end = index + 1
        tied = False
        while end < len(words) and _adjoins(reading, end):
            if _capital(reading, end):
                end += 1
                continue
            if words[end].lower in _INNER and not (words[end].lower == "and" and not tied):
                following = end + 1
                if following < len(words) and words[following].lower == "the":
                    following += 1
                joined = following < len(words) and _capital(reading, following)
                if joined and all(_adjoins(reading, j) for j in range(end, following + 1)):
                    tied = True
                    end = following + 1
                    continue
            if words[end].lower == "in" and known.meeting(Span(words[end].start, words[end].end)):
                end += 1
                continue
            break
        start = index
        while start < end - 1 and _leads_in(reading, start):
            start += 1
        yield _Run(start, end)
        index = end


def _leads_in(reading: Reading, index: int) -> bool:
    lower = reading.words[index].lower
    return lower in body_words()["sides"] or lower in load_grammar()["determiners"]


def _capital(reading: Reading, index: int) -> bool:
    word = reading.words[index]
    return (
        word.capital
        and word.tag not in ("pron", "det", "poss", "aux", "time", "sub", "rel")
        and word.lower not in load_grammar()["never_names"]
    )


def _adjoins(reading: Reading, index: int) -> bool:
    before, word = reading.words[index - 1], reading.words[index]
    same = before.sentence == word.sentence and before.quotation == word.quotation
    gap = reading.text[before.end : word.start]
    if gap in ("’ ", "' "):  # "Workers' Union"
        return same
    return same and gap in (" ", "\u00a0", "  ")


def _initials(written: str, used: Collection[str]) -> str:
    """The acronym of a name that the text, whose words are `used`, has without saying so, or ""."""
    words = WORD.findall(written)
    if len(words) < 2:
        return ""
    main = "".join(w[0] for w in words if w[0].isupper())
    every = "".join(w[0].upper() for w in words)
    for letters in (main, every):
        enough = len(letters) >= 3 or (letters,) in load_kinds().names
        if len(letters) >= 2 and enough and letters in used:
            return letters
    return ""


def _find_acronyms(reading: Reading, bodies: Mapping[str, Body]) -> None:
    """Adds the places where a body stands by its acronym."""
    for body in bodies.values():
        if not body.acronym:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(body.acronym)}(?!\w)", reading.text):
            body.places.append(Span(*match.span()))
        body.places.sort()


def _kinds(reading: Reading, bodies: Sequence[Body]) -> Bodies:
    """Words of a name, acronym or unlisted noun → kind, where it is known and the same for all."""
    kinds: dict[tuple[str, ...], Kind] = {}
    by_noun: dict[str, set[Kind]] = {}
    for body in bodies:
        for noun in body.nouns:
            by_noun.setdefault(noun, set()).add(body.kind)
        if body.kind == "unknown":
            continue
        written = tuple(w.replace("’", "'") for w in WORD.findall(body.written))
        kinds[written] = body.kind
        if body.acronym:
            kinds[tuple(WORD.findall(body.acronym))] = body.kind
    for side, noun in _PARTY.findall(reading.text):
        told: Kind = "opposition" if side.lower() in ("opposition", "exiled") else "official"
        by_noun.setdefault(noun.lower(), set()).add(told)
    for noun, found in by_noun.items():
        entry = load_kinds().entries.get((noun,))
        if len(found) == 1 and "unknown" not in found:
            kinds[(noun.capitalize(),)] = next(iter(found))
        if len(found) == 1 and "unknown" not in found:
            kind = next(iter(found))
            if entry is None or kind != "international":
                kinds[(noun,)] = kind
    return kinds


_PARTY = re.compile(
    r"\b([Oo]pposition|[Rr]uling|[Gg]overning|exiled) (?:[a-z-]+ )?"
    r"(party|alliance|coalition|bloc|movement|front)\b"
)
