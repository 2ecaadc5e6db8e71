"""Noun phrases and subjects by word class: where the mention of a speaker begins and ends.

All positions are indices into `Reading.words`; ranges are half-open.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.annotate.kinds import is_source_noun
from analysis.annotate.words import Reading, load_grammar

_NOUN = frozenset(("cap", "word", "num"))
_BOUNDARY = frozenset((",", ";", ":", "–", "(", ")", ".", "stop", "sub", "rel", "/", "[", "]"))
_ALONE = frozenset(
    [
        "many",
        "some",
        "others",
        "most",
        "all",
        "several",
        "few",
        "those",
        "both",
        "neither",
        "more",
        "half",
        "none",
        "another",
        "one",
    ]
)
_SUBJECT_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "someone",
        "somebody",
        "everyone",
        "everybody",
        "nobody",
        "anyone",
    ]
)
_MAX_PARENTHESIS = 45
"""Longest stretch, in words, that may stand between a subject and its verb."""


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


def skip_back_adverbs(reading: Reading, index: int, floor: int) -> int:
    """The last word at or before `index` that is no adverb or time phrase."""
    words = reading.words
    units = load_grammar()["time_units"]
    while index >= floor:
        word = words[index]
        if word.tag in ("adv", "time"):
            index -= 1
            if index >= floor and words[index].lower in ("on", "in", "late", "early", "since"):
                index -= 1
        elif (
            word.lower in units
            and index > floor
            and words[index - 1].lower in ("this", "last", "that", "next", "one", "two", "same")
        ):
            index -= 2
        elif word.lower in units and index + 1 < len(words) and words[index + 1].lower == "ago":
            index -= 1
            while index >= floor and (
                words[index].tag in ("num", "det") or words[index].lower in ("two", "three", "four")
            ):
                index -= 1
        elif word.tag == "num" and index > floor and words[index - 1].tag == "time":
            index -= 1
        else:
            break
    return index


def phrase_before(reading: Reading, last: int, floor: int) -> Phrase | None:
    """The noun phrase that ends with word `last`, or None."""
    words = reading.words
    grammar = load_grammar()
    quotation = words[last].quotation
    index = last
    while index >= floor:
        word = words[index]
        left = words[index - 1] if index > floor else None
        if word.quotation != quotation and not _scare(reading, index):
            break
        if word.tag in ("cap", "word", "num", "%", "$", "€", "£", "&"):
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
        start == last and words[last].tag in ("det", "poss") and (words[last].lower not in _ALONE)
    ):
        return None
    if words[last].tag in ("det", "poss") and words[last].lower not in _ALONE:
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
        if word.quotation != quotation and not _scare(reading, index):
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
        if words[index - 1].lower in _ALONE:
            break
        index -= 1
    return Phrase(start, index, index) if index > start else None


def with_apposition(reading: Reading, phrase: Phrase, end: int) -> Phrase:
    """The phrase with ", a lawyer in Lagos", ", 34" or ", who ..." after it, if one follows."""
    words = reading.words
    index = phrase.end
    if index + 1 >= end or words[index].tag != ",":
        return phrase
    following = words[index + 1]
    if following.quotation >= 0:
        return phrase
    opens = following.tag in ("det", "num", "poss") or following.lower in ("who", "whose")
    if not opens and following.tag in ("word", "cap"):
        named = not words[phrase.head - 1].capital and _is_name(reading, index + 1, end)
        opens = named or _is_role_chunk(reading, index + 1, end)
    if not opens:
        return phrase
    close = index + 1
    while (
        close < end
        and words[close].tag not in (",", ";", ":", "–", "stop", ".")
        and (words[close].quotation < 0 or _scare(reading, close))
    ):
        close += 1
    relative = following.lower in ("who", "whose")
    if close - index > 25 or (not relative and has_finite(reading, index + 1, close)):
        return phrase
    widened = Phrase(phrase.start, close, phrase.head)
    if following.tag == "num" and close == index + 2:
        return with_apposition(reading, widened, end)
    return widened


def find_subject(reading: Reading, verb: int) -> Phrase | None:
    """The subject of the verb group that begins at word `verb`, from the words before it.

    None where it cannot be told; a subject left out after "and" is that of the clause.
    """
    words = reading.words
    floor, _ = reading.bounds(verb)
    last = skip_back_adverbs(reading, verb - 1, floor)
    if last < floor:
        return None
    word = words[last]
    if word.quotation != words[verb].quotation and not _scare(reading, last):
        return None
    if word.tag == "pron":
        if word.lower.replace("’", "'").split("'")[0] in _SUBJECT_PRONOUNS:
            return Phrase(last, last + 1, last + 1)
        return None
    if word.tag == "rel" or word.lower == "that":
        found = antecedent(reading, last) is not None
        return Phrase(last, last + 1, last + 1) if found else None
    if word.tag == ",":
        return _before_parenthesis(reading, last, floor)
    if word.tag == "–":
        dash = next((j for j in range(last - 1, floor, -1) if words[j].tag == "–"), None)
        if dash is None or last - dash > _MAX_PARENTHESIS:
            return None
        return _plain_subject(reading, dash - 1, floor)
    if word.tag == "cc":
        return clause_subject(reading, last)
    return _plain_subject(reading, last, floor)


def clause_subject(reading: Reading, before: int) -> Phrase | None:
    """The subject of the clause that word `before` continues: first noun phrase with a verb."""
    words = reading.words
    floor, _ = reading.bounds(before)
    start = floor
    for index in range(before - 1, floor - 1, -1):
        inside = words[before].quotation
        apart = inside >= 0 and words[index].quotation != inside
        if (words[index].tag in (";", ":") or apart) and not _scare(reading, index):
            start = index + 1
            break
    while start < before and (
        words[start].tag in ("cc", "–", ",")
        or (words[start].quotation != words[before].quotation and not _scare(reading, start))
    ):
        start += 1
    for _ in range(3):
        if start >= before:
            return None
        if words[start].tag in ("prep", "sub", "time", "adv") or words[start].lower.endswith("ing"):
            comma = next((j for j in range(start, before) if words[j].tag == ","), None)
            if words[start].tag == "adv" and comma != start + 1:
                start += 1
                continue
            if comma is None:
                return None
            start = comma + 1
            continue
        break
    phrase = phrase_after(reading, start, before)
    if phrase is None:
        return None
    if words[phrase.start].tag == "pron":
        known = words[phrase.start].lower in _SUBJECT_PRONOUNS
        return phrase if known else None
    widened = with_apposition(reading, phrase, before)
    index = widened.end
    while index < before and words[index].tag in (",", "adv", "time"):
        index += 1
    if index < before and (is_finite(reading, index) or words[index].tag == "rel"):
        return widened
    if index == before:
        return widened
    return None


def _plain_subject(reading: Reading, last: int, floor: int) -> Phrase | None:
    """The phrase that ends at `last`, if nothing speaks against its being a subject."""
    words = reading.words
    phrase = phrase_before(reading, last, floor)
    if phrase is None:
        return None
    phrase = _contact_clause(reading, phrase)
    start = phrase.start
    if start == floor:
        return phrase
    before = words[start - 1]
    if before.quotation != words[start].quotation and not _scare(reading, start - 1):
        return phrase
    if before.tag in ("prep", "sub") and before.lower not in (
        "that",
        "because",
        "if",
        "when",
        "while",
        "although",
        "though",
        "whether",
        "where",
        "but",
        "how",
        "why",
    ):
        initial = start - 1 == floor or words[start - 2].tag in ("cc", ",", ":", "–", ";")
        if before.tag == "sub" and initial:
            return phrase
        if initial:
            return _after_adjunct(reading, phrase)
        return _relative_subject(reading, start - 1, floor)
    if before.tag == "verb" or (before.tag == "aux" and is_finite(reading, start - 1)):
        from_relative = _relative_subject(reading, start - 1, floor)
        if from_relative is not None:
            return from_relative
        cue = before.lower in load_grammar()["complement_verbs"]
        return phrase if cue else None
    if before.tag == ",":
        return _widen_list(reading, phrase, floor)
    return phrase


def _contact_clause(reading: Reading, phrase: Phrase) -> Phrase:
    """The name alone, where it opens a relative clause: "the territories Moscow" (claims)."""
    words = reading.words
    start = phrase.end
    while start > phrase.start and words[start - 1].tag == "cap":
        start -= 1
    before = words[start - 1] if start > phrase.start else None
    if before is None or start == phrase.end or before.tag != "word" or before.capital:
        return phrase
    lower = before.lower
    plain = lower.isalpha() and not is_source_noun(lower) and lower.endswith("s")
    if not plain or lower.endswith(("ss", "us")) or words[phrase.start].tag not in ("det", "word"):
        return phrase
    return Phrase(start, phrase.end, phrase.end)


def _after_adjunct(reading: Reading, phrase: Phrase) -> Phrase | None:
    """The name that ends "In his speech Tokayev": the run of capitals at the end."""
    words = reading.words
    start = phrase.end
    while start > phrase.start and words[start - 1].tag == "cap":
        start -= 1
    if start == phrase.start or start == phrase.end:
        return None
    return Phrase(start, phrase.end, phrase.end)


def _widen_list(reading: Reading, phrase: Phrase, floor: int) -> Phrase:
    """The phrase with the names listed before it: "Ana Ruiz, Tom Lee and Joy Okafor"."""
    words = reading.words
    joined = any(words[j].lower == "and" for j in range(phrase.start, phrase.end))
    start = phrase.start
    while joined and start - 2 >= floor and words[start - 1].tag == ",":
        earlier = phrase_before(reading, start - 2, floor)
        if earlier is None or words[earlier.start].tag not in ("cap", "det", "num", "word"):
            break
        if earlier.start > floor and words[earlier.start - 1].tag not in (",", "sub", "cc"):
            break
        start = earlier.start
    return Phrase(start, phrase.end, phrase.head)


def _relative_subject(reading: Reading, index: int, floor: int) -> Phrase | None:
    """The antecedent of a relative clause that is open at word `index`, or the clause subject."""
    words = reading.words
    for j in range(index, max(floor, index - _MAX_PARENTHESIS), -1):
        if words[j].tag in (";", ":", ","):
            break
        if words[j].lower in ("who", "which", "that") and j > floor:
            if is_noun(reading, j - 1):
                return antecedent(reading, j)
            break
    return None


def antecedent(reading: Reading, relative: int) -> Phrase | None:
    """The noun phrase that the relative pronoun at word `relative` stands for, or None.

    Of "no word from Okafor, who" it is the name alone, for words do not speak.
    """
    words = reading.words
    floor, _ = reading.bounds(relative)
    last = relative - 1
    if last >= floor and words[last].tag == ",":
        last -= 1
    if last < floor or not (
        is_noun(reading, last) or words[last].tag == ")" or words[last].lower in _ALONE
    ):
        return None
    phrase = phrase_before(reading, last, floor)
    if phrase is None:
        return None
    tie = next((j for j in range(phrase.start, phrase.end) if words[j].tag == "prep"), None)
    if tie is None or tie == phrase.start or words[last].tag != "cap":
        return phrase
    head = words[tie - 1]
    if head.capital or is_source_noun(head.lower):
        return phrase
    start = last
    while start - 1 > tie and words[start - 1].tag in ("cap", "word"):
        start -= 1
    return Phrase(start, last + 1, last + 1)


def _before_parenthesis(reading: Reading, comma: int, floor: int) -> Phrase | None:
    """The subject before ", a student," or ", who won the vote," or ", speaking in Rome,"."""
    words = reading.words
    opening = comma - 1
    tries = 0
    while opening > floor and comma - opening < _MAX_PARENTHESIS and tries < 4:
        if words[opening].tag != "," or words[opening].quotation != words[comma].quotation:
            if (
                words[opening].tag in (";", ":", "–")
                or words[opening].quotation != words[comma].quotation
            ):
                return None
            opening -= 1
            continue
        tries += 1
        chunk = words[opening + 1]
        subject = _plain_subject(reading, skip_back_adverbs(reading, opening - 1, floor), floor)
        if words[opening - 1].tag == "pron" and words[opening - 1].lower in _SUBJECT_PRONOUNS:
            subject = Phrase(opening - 1, opening, opening)
        if subject is None:
            opening -= 1
            continue
        relative = chunk.lower in ("who", "whose", "which", "whom")
        if relative:
            return Phrase(subject.start, comma, subject.end)
        if not has_finite(reading, opening + 1, comma):
            while subject.start - 2 >= floor and words[subject.start - 1].tag == ",":
                outer = _plain_subject(reading, subject.start - 2, floor)
                if outer is None or not words[outer.end - 1].capital:
                    break
                subject = Phrase(outer.start, subject.end, outer.end)
            noun_chunk = chunk.tag in ("det", "num", "poss", "cap", "word")
            participle = chunk.lower.endswith("ing") and chunk.tag == "word"
            if noun_chunk and not participle:
                return Phrase(subject.start, comma, subject.head)
            return subject
        if chunk.tag in ("prep", "sub", "adv") or chunk.lower.endswith("ing"):
            return subject
        opening -= 1
    return None


def _is_name(reading: Reading, start: int, end: int) -> bool:
    """Whether two or more capitalised words stand between here and the next mark."""
    words = reading.words
    index = start
    while index < end and words[index].tag == "cap":
        index += 1
    return index - start >= 2 and (index >= end or words[index].tag in (",", "stop", "–", ":"))


def _is_role_chunk(reading: Reading, start: int, end: int) -> bool:
    """Whether ", director of the institute" begins at `start`: a role noun before a mark or tie."""
    roles = load_grammar()["role_nouns"]
    words = reading.words
    for index in range(start, min(end, start + 6)):
        if words[index].lower in roles:
            return True
        if words[index].tag not in ("cap", "word", "prep"):
            return False
    return False


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
    if before.tag not in _NOUN and before.tag != ")" and before.lower not in _ALONE:
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


def _scare(reading: Reading, index: int) -> bool:
    """Whether the word stands in quotation marks that carry nobody's words."""
    quotation = reading.words[index].quotation
    return quotation >= 0 and reading.quotations[quotation].scare
