"""Subjects: whose verb a cue is, and whether it can be a source at all.

All positions are indices into `Reading.words`.
"""

from __future__ import annotations

from analysis.annotate.kinds import is_source_noun
from analysis.annotate.phrases import (
    Phrase,
    has_finite,
    is_finite,
    is_noun,
    is_scare,
    phrase_after,
    phrase_before,
    skip_back_adverbs,
    with_apposition,
)
from analysis.annotate.words import Reading, load_grammar, pronoun

_MAX_PARENTHESIS = 45
"""Longest stretch, in words, that may stand between a subject and its verb."""


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
    if word.quotation != words[verb].quotation and not is_scare(reading, last):
        return None
    if word.tag == "pron":
        if pronoun(word.lower) in load_grammar()["subject_pronouns"]:
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
        if (words[index].tag in (";", ":") or apart) and not is_scare(reading, index):
            start = index + 1
            break
    while start < before and (
        words[start].tag in ("cc", "–", ",")
        or (words[start].quotation != words[before].quotation and not is_scare(reading, start))
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
        known = words[phrase.start].lower in load_grammar()["subject_pronouns"]
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
    if before.quotation != words[start].quotation and not is_scare(reading, start - 1):
        return phrase
    if before.tag in ("prep", "sub") and before.lower not in load_grammar()["before_subjects"]:
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
    acronym = (
        start == phrase.end - 1 and reading.text[words[start].start : words[start].end].isupper()
    )
    if acronym and words[phrase.start].tag == "det" and not is_source_noun(lower):
        return Phrase(start, phrase.end, phrase.end)
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
        is_noun(reading, last)
        or words[last].tag == ")"
        or words[last].lower in load_grammar()["alone"]
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
            apart = words[opening].quotation != words[comma].quotation
            if words[opening].tag in (";", ":", "–") or (apart and words[comma].quotation >= 0):
                return None
            opening -= 1
            continue
        tries += 1
        chunk = words[opening + 1]
        subject = _plain_subject(reading, skip_back_adverbs(reading, opening - 1, floor), floor)
        if (
            words[opening - 1].tag == "pron"
            and words[opening - 1].lower in load_grammar()["subject_pronouns"]
        ):
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
