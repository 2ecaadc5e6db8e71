"""Noun phrases by word class: where the mention of a speaker begins and ends.

All positions are indices into `Reading.words`; ranges are half-open.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.annotate.words import Reading, load_grammar

_NOUN = frozenset(("cap", "word", "num"))


_BOUNDARY = frozenset((",", ";", ":", "–", "(", ")", ".", "stop", "sub", "rel", "/", "[", "]"))


class Phrase(NamedTuple):
    """A range of words; `head` ends the phrase proper, before an apposition or relative clause."""

    start: int
    end: int
    head: int


def is_noun(reading: Reading, index: int) -> bool:
    """Whether the word can belong to the nouns and adjectives of a noun phrase."""
    return reading.words[index].tag in _NOUN


def is_finite(reading: Reading, index: int) -> bool:
    """Whether the word is a verb or auxiliary rather than a participle used as an adjective."""
    word = reading.words[index]
    if word.tag == "aux":
        return True
    if word.tag != "verb":
        return False
    first, end = reading.bounds(index)
    if word.lower.endswith("ed") and index > first and index + 1 < end:
        before = reading.words[index - 1]
        adjective = before.tag in ("det", "poss", "adv", "prep") or before.lower.endswith("’s")
        return not (adjective and reading.words[index + 1].tag in _NOUN)
    return True


def has_finite(reading: Reading, start: int, end: int) -> bool:
    """Whether there is a verb among the words."""
    return any(is_finite(reading, index) for index in range(start, end))


def phrase_before(reading: Reading, last: int, floor: int) -> Phrase | None:
    """The noun phrase that ends with word `last`, or None."""
    words = reading.words
    grammar = load_grammar()
    quotation = words[last].quotation
    index = last
    while index >= floor:
        word = words[index]
        left = words[index - 1] if index > floor else None
        if word.quotation != quotation and not is_scare(reading, index):
            break
        if word.tag in ("cap", "word", "num", "%", "$", "€", "£", "&"):
            if (
                left is not None
                and left.lower in ("last", "this", "next")
                and (word.lower in grammar["time_units"])
            ):
                break
            if (
                index < last
                and word.lower.endswith("ing")
                and len(word.lower) > 5
                and word.tag == "word"
                and word.lower not in grammar["not_verbs"]
                and (left is None or left.tag in (",", "prep", "sub"))
            ):
                break
            index -= 1
        elif word.tag in ("det", "poss"):
            index -= 1
            if left is None or not (left.tag in ("det", "cc") or _ties(reading, index, floor)):
                break
        elif word.tag == "adv":
            if index == last or words[index + 1].tag not in ("word", "verb"):
                break
            if left is None or left.tag not in ("det", "poss", "word", "cap"):
                break
            index -= 1
        elif word.tag == "verb":
            if index == last or is_finite(reading, index):
                break
            index -= 1
        elif word.tag == "prep":
            if not _ties(reading, index, floor):
                break
            index -= 1
        elif word.tag == ")":
            opening = _opening(reading, index, floor)
            if opening is None:
                break
            index = opening - 1
        elif word.tag == "cc" and word.lower in ("and", "or") and left is not None:
            if left.tag == ",":
                listed = _listed(reading, index - 2, floor)
                if listed is None:
                    break
                index = listed - 1
                break
            joined = _joined(reading, index - 1, floor)
            if joined is None:
                break
            index = joined - 1
            break
        else:
            break
    start = index + 1
    while start <= last and words[start].tag in ("cc", "prep", "adv", "sub", ")", "aux"):
        start += 1
    if start > last or (
        start == last
        and words[last].tag in ("det", "poss")
        and (words[last].lower not in load_grammar()["alone"])
    ):
        return None
    if words[last].tag in ("det", "poss") and words[last].lower not in load_grammar()["alone"]:
        return None
    return Phrase(start, last + 1, last + 1)


def phrase_after(reading: Reading, start: int, end: int) -> Phrase | None:
    """The noun phrase that begins with word `start` and ends before `end`, or None."""
    words = reading.words
    grammar = load_grammar()
    if start >= end:
        return None
    if words[start].tag == "pron":
        return Phrase(start, start + 1, start + 1)
    quotation = words[start].quotation
    index = start
    while index < end:
        word = words[index]
        if word.quotation != quotation and not is_scare(reading, index):
            break
        if word.tag in ("cap", "word", "num", "%", "$", "€", "£", "&"):
            participle = (
                word.tag == "word"
                and word.lower.endswith("ing")
                and len(word.lower) > 5
                and word.lower not in grammar["not_verbs"]
            )
            if participle and index > start and is_noun(reading, index - 1):
                break
            index += 1
        elif word.tag in ("det", "poss", "adv"):
            noun_before = index > start and words[index - 1].tag in _NOUN
            if noun_before or (word.tag == "adv" and index == start):
                break
            index += 1
        elif word.tag == "verb" and index > start and not is_finite(reading, index):
            index += 1
        elif word.tag in ("prep", "sub") and index > start and index + 1 < end:
            gerund = words[index + 1].tag == "word" and words[index + 1].lower.endswith("ing")
            if gerund and words[index + 1].lower not in grammar["not_verbs"]:
                break
            if not _ties(reading, index, start) or _is_adjunct(reading, index, end):
                break
            index += 1
        elif word.tag == "(":
            closing = next((j for j in range(index, min(end, index + 9)) if words[j].tag == ")"), 0)
            if not closing:
                break
            index = closing + 1
        elif word.lower in ("and", "&") and index > start and index + 1 < end:
            following = words[index + 1]
            if following.tag not in ("cap", "det", "word", "poss", "num"):
                break
            index += 1
        else:
            break
    while index > start and words[index - 1].tag in ("prep", "det", "poss", "adv", "cc", "sub"):
        if words[index - 1].lower in load_grammar()["alone"]:
            break
        index -= 1
    return Phrase(start, index, index) if index > start else None


def _joined(reading: Reading, last: int, floor: int) -> int | None:
    """Start of the phrase before "and", if it opens its clause."""
    if not (is_noun(reading, last) or reading.words[last].tag == ")"):
        return None
    phrase = phrase_before(reading, last, floor)
    if phrase is None:
        return None
    if phrase.start == floor:
        return phrase.start
    before = reading.words[phrase.start - 1]
    opens = (
        before.tag in _BOUNDARY
        or before.tag == "cc"
        or (before.quotation != reading.words[phrase.start].quotation)
    )
    return phrase.start if opens else None


def _listed(reading: Reading, last: int, floor: int) -> int | None:
    """Start of a list that ends with ", and X": at least two more members, opening the clause."""
    words = reading.words
    start = None
    members = 0
    while last >= floor and members < 8:
        phrase = phrase_before(reading, last, floor)
        if phrase is None:
            return None
        start = phrase.start
        members += 1
        if start == floor or words[start - 1].tag != ",":
            break
        last = start - 2
    return start if members >= 2 and start == floor else None


def _ties(reading: Reading, index: int, floor: int) -> bool:
    """Whether the preposition at `index` ties what follows to a noun before it."""
    words = reading.words
    word = words[index]
    if word.tag not in ("prep", "sub") or index <= floor:
        return False
    before = words[index - 1]
    if (
        before.tag not in _NOUN
        and before.tag != ")"
        and before.lower not in load_grammar()["alone"]
    ):
        return False
    grammar = load_grammar()
    if word.lower in grammar["noun_prepositions"]:
        return True
    if word.lower == "to":
        return before.lower in grammar["to_roles"]
    if word.lower in ("on", "about"):
        return before.lower in grammar["on_roles"]
    return False


def _is_adjunct(reading: Reading, index: int, end: int) -> bool:
    """Whether the preposition opens a place where something is said or a time."""
    grammar = load_grammar()
    words = reading.words
    if words[index].lower == "of":
        return False
    for j in range(index + 1, min(end, index + 6)):
        word = words[j]
        if word.tag == "time" or (word.lower in grammar["venues"] and word.tag != "cap"):
            return True
        if word.tag == "num" and j == index + 1 and len(word.lower) == 4:
            return True
        if word.tag not in ("det", "poss", "word", "cap", "num"):
            return False
    return False


def _opening(reading: Reading, closing: int, floor: int) -> int | None:
    """The bracket that `closing` closes."""
    for index in range(closing - 1, max(floor, closing - 12) - 1, -1):
        if reading.words[index].tag == "(":
            return index
    return None


def is_scare(reading: Reading, index: int) -> bool:
    """Whether the word stands in quotation marks that carry nobody's words."""
    quotation = reading.words[index].quotation
    return quotation >= 0 and reading.quotations[quotation].scare
