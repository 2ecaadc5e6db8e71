"""Whom "he", "she", "it" and "they" stand for: a name, somebody without one, or a body."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import NamedTuple, TypeVar

from analysis.annotate.antecedents import antecedent
from analysis.annotate.kinds import classify
from analysis.annotate.names import gender_of, spelled
from analysis.annotate.nouns import head_noun, is_source_noun
from analysis.annotate.people import Cast
from analysis.annotate.phrases import Phrase, phrase_after
from analysis.annotate.words import Reading
from analysis.records import Source, Span

_T = TypeVar("_T")
_RELATIVES = frozenset(("who", "which", "whom", "that"))
_NO_ONE = frozenset(("every", "each", "no", "any", "all", "neither", "either"))
_SENTENCES_BACK = 5
"""How far a pronoun may reach for its name, in sentences."""


class Mention(NamedTuple):
    """A source as it stands in the text: its span, where the mention proper ends, its place.

    `antecedent` is what "who" or "which" stands for.
    """

    span: Span
    head: int
    position: int
    antecedent: Span | None = None


class Resolved(NamedTuple):
    """A mention with its source, and the number of the person if it is one of the cast."""

    mention: Mention
    source: Source
    person: int | None


def mention_of(reading: Reading, span: Span, start: int) -> Mention:
    """The mention at `span`, whose attribution begins at `start`, from the words of the span alone.

    The head ends before the first apposition, relative clause or participle; a span that is only
    "who" or "which" gets the phrase it stands for. A span without words is its own head.
    """
    words = reading.words
    first = bisect_left(words, span.start, key=lambda word: word.end - 1)
    end = bisect_left(words, span.end, key=lambda word: word.start)
    while first < end and not words[first].lower[0].isalnum():
        first += 1
    if first >= end:
        return Mention(span, span.end, start)
    if words[first].lower in _RELATIVES:
        found = antecedent(reading, first)
        stands_for = None
        if found is not None:
            stands_for = Span(words[found.start].start, words[found.end - 1].end)
        return Mention(span, words[first].end, start, stands_for)
    phrase = phrase_after(reading, first, end)
    head = end if phrase is None else phrase.head
    if head < end and words[head - 1].lower.endswith(("’s", "'s")):
        # "Ruiz's most ardent fans": a determiner inside
        head = next((j for j in range(head, end) if words[j].tag in (",", "rel", "–")), end)
    return Mention(span, words[head - 1].end, start)


def repeat(mention: Mention, source: Source) -> Source:
    """The same source at another mention."""
    return Source(mention.span, source.name, source.kind, source.form, source.naming)


def sentence_text(reading: Reading, position: int) -> str:
    """The sentence that holds a position."""
    return reading.sentences[reading.sentence_at(position)].span.of(reading.text)


def noun_antecedent(reading: Reading, cast: Cast, mention: Mention, gender: str) -> Phrase | None:
    """The unnamed person who is the subject of this sentence or the one before: "a student"."""
    words = reading.words
    here = reading.sentence_at(mention.span.start)
    for number in range(here, max(-1, here - 2), -1):
        first, end = reading.first[number], reading.first[number + 1]
        while number == here and end > first and words[end - 1].start >= mention.span.start:
            end -= 1
        first = _after_dateline(reading, first, end)
        if words[first].tag == "prep":
            first = next((j + 1 for j in range(first, end) if words[j].tag == ","), end)
        if end - first < 2 or words[first].tag != "det" or words[first].lower in _NO_ONE:
            continue
        phrase = phrase_after(reading, first, end)
        if phrase is None:
            continue
        if words[phrase.start].quotation >= 0 or words[phrase.head - 1].capital:
            continue
        surface = _words_of(reading, phrase)
        noun = head_noun(surface)
        named = cast.places_in(reading, Span(words[phrase.start].start, words[phrase.end - 1].end))
        if named or not is_source_noun(noun) or classify(surface).form != "person":
            continue
        if gender_of([noun]) in ("", gender):
            return phrase
    return None


def _after_dateline(reading: Reading, first: int, end: int) -> int:
    """The first word behind "KATHMANDU:" or "LA PAZ, 3 May (ANP) –"; `first` without a dateline."""
    words = reading.words
    for index in range(first + 1, min(end, first + 12)):
        if words[index].tag in (":", "–"):
            return min(index + 1, end - 1)
        if words[index].tag not in ("cap", "num", "time", ",", "(", ")", "/", "word"):
            break
        if words[index].tag == "word" and not words[index].capital:
            break
    return first


def unnamed_source(reading: Reading, mention: Mention, noun: Phrase, home: str | None) -> Source:
    """The source of a pronoun that stands for somebody without a name."""
    surface = reading.text[reading.words[noun.start].start : reading.words[noun.end - 1].end]
    head = _words_of(reading, noun)
    context = sentence_text(reading, reading.words[noun.start].start)
    known = classify(surface, home=home, context=context)
    name = re.split(r"\s(?:in|with|on)\s", head, maxsplit=1)[0]
    return Source(mention.span, spelled(name), known.kind, known.form, known.naming)


def _words_of(reading: Reading, phrase: Phrase) -> str:
    words = reading.words
    return reading.text[words[phrase.start].start : words[phrase.head - 1].end]


def body_in_sentence(reading: Reading, mention: Mention, home: str | None) -> Source | None:
    """The institution that "it" repeats as the subject of its sentence, or None."""
    words = reading.words
    first = reading.first[reading.sentence_at(mention.span.start)]
    if words[first].start >= mention.span.start or words[first].quotation >= 0:
        return None
    phrase = phrase_after(reading, first, reading.bounds(first)[1])
    if phrase is None or words[phrase.end - 1].end > mention.span.start:
        return None
    surface = _words_of(reading, phrase)
    known = classify(surface, home=home)
    if known.form != "group" or known.kind == "unknown" or known.naming != "named":
        return None
    return Source(mention.span, spelled(surface), *known)


def by_pronoun(
    reading: Reading,
    cast: Cast,
    mention: Mention,
    gender: str,
    done: Sequence[Resolved],
    *,
    nearest: int | None = None,
) -> int | None:
    """The person "he" or "she" stands for: the last fitting name in subject position.

    The subject of the same sentence comes first, then those of the sentences before; a name that
    owns something ("Ruiz's plan") or follows a preposition counts only when no other is in reach.
    None if the nearest sentence with a fitting name leaves two in the same position. Sentences
    before `nearest` are not looked at: the subject there is somebody without a name.
    """
    here = reading.sentence_at(mention.span.start)
    words = reading.words
    inside = _spoken_within(reading, mention.span.start)
    other = "she" if gender == "male" else "he"
    lowest = max(0, here - _SENTENCES_BACK, 0 if nearest is None else nearest)
    for number in range(here, lowest - 1, -1):
        places = [
            p
            for p in _of_sentence(cast.places, number, lambda place: place.sentence)
            if words[p.start].start < mention.span.start
            and cast.people[p.person].evident
            and cast.people[p.person].gender in ("", gender)
            and not _in_quotation(reading, p.start)
        ]
        spoken = [
            r
            for r in _of_sentence(done, number, lambda r: reading.sentence_at(r.mention.span.start))
            if r.person is not None
            and cast.people[r.person].gender in ("", gender)
            and r.mention.span.start < mention.span.start
            and r.mention.span.of(reading.text).lower() != other
            and (inside or not _spoken_within(reading, r.mention.span.start))
        ]
        if number < here and spoken:
            return spoken[0].person
        subjects = [p for p in places if not p.possessive and not p.governed]
        if number == here and not subjects:
            if spoken:
                return spoken[-1].person
            continue
        if subjects:
            return subjects[0].person
        known = {p.person for p in places}
        if len(known) == 1 and number < here:
            return known.pop()
    return None


def _of_sentence(items: Sequence[_T], number: int, sentence: Callable[[_T], int]) -> Sequence[_T]:
    """Those of `items`, which are in text order, whose `sentence` is `number`."""
    start = bisect_left(items, number, key=sentence)
    return items[start : bisect_right(items, number, lo=start, key=sentence)]


def group_before(
    reading: Reading, mention: Mention, done: Sequence[Resolved], *, plural: bool
) -> Resolved | None:
    """The group that "they" or "it" repeats: the last source that is one, two sentences back."""
    here = reading.sentence_at(mention.span.start)
    for earlier in reversed(done):
        number = reading.sentence_at(earlier.mention.span.start)
        if number < here - 2:
            return None
        if earlier.source.form == "person" or (not plural and earlier.source.form != "group"):
            continue
        noun = head_noun(earlier.mention.span.of(reading.text))
        if not plural and noun.endswith("s") and earlier.source.naming != "named":
            continue
        if earlier.mention.span.of(reading.text).lower() in ("it", "they", "we") and (
            earlier.source.name.lower() in ("it", "they", "we")
        ):
            continue
        return earlier
    return None


def _spoken_within(reading: Reading, position: int) -> bool:
    """Whether a character stands in a quotation that carries somebody's words."""
    index = bisect_right(reading.quotations, position, key=lambda q: q.span.start) - 1
    if index < 0:
        return False
    quotation = reading.quotations[index]
    return position < quotation.span.end and not quotation.scare


def unnamed_before(
    reading: Reading, cast: Cast, mention: Mention, gender: str, done: Sequence[Resolved]
) -> Resolved | None:
    """The source without a name that goes on speaking: "One of them put the cost ... he said".

    It must be the last source outside quotations, at most one sentence back, and nobody who fits
    may be named in between.
    """
    here = reading.sentence_at(mention.span.start)
    nearest = reading.sentences[max(0, here - 2)].span.start
    near = takewhile(lambda r: r.mention.span.start >= nearest, reversed(done))
    last = next((r for r in near if not _spoken_within(reading, r.mention.span.start)), None)
    if last is None or last.person is not None or last.source.form != "person":
        return None
    surface = last.mention.span.of(reading.text)
    if surface.lower().startswith(("your ", "my ", "our ")):
        return None
    if surface.lower() in ("he", "she", "i", "who") and last.source.name == surface:
        return None
    if gender_of([head_noun(surface)]) not in ("", gender):
        return None
    for place in cast.places_in(reading, Span(last.mention.span.end, mention.span.start)):
        fits = cast.people[place.person].gender in ("", gender)
        if fits and not (place.possessive or place.governed or _in_quotation(reading, place.start)):
            return None
    return last


def _in_quotation(reading: Reading, index: int) -> bool:
    number = reading.words[index].quotation
    return number >= 0 and not reading.quotations[number].scare
