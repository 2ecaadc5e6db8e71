"""What a text says about somebody next to the name: before it, behind it, in a relative clause.

All positions are indices into `Reading.words`.
"""

from __future__ import annotations

from functools import cache

from analysis.annotate.lexicon import read_lexicon
from analysis.annotate.names import is_office, load_titles
from analysis.annotate.nouns import head_noun, is_known, is_source_noun, load_clauses, load_kinds
from analysis.annotate.phrases import is_finite, phrase_after, phrase_before
from analysis.annotate.words import Reading, load_grammar

_BEFORE = 10
"""Most words of a description before a name."""


@cache
def _disciplines() -> frozenset[str]:
    return frozenset(read_lexicon("kinds")["disciplines"]["subjects"])


def is_title(lower: str) -> bool:
    """Whether a word is an office or a noun for somebody in one."""
    entry = load_kinds().entries.get((lower,))
    return entry is not None and entry.role == "people"


def words_before(reading: Reading, start: int) -> list[str]:
    """The words that describe the person named at word `start`: "former finance minister".

    They are adjectives, nouns and titles that run up to the name; a possessor right before it
    ("Carnegie's Temur Umarov") is a description of its own.
    """
    words = reading.words
    first, _ = reading.bounds(start)
    index = start - 1
    while index >= first and start - index <= _BEFORE and _adjoins(reading, index):
        word = words[index]
        if (
            word.lower in ("of", "for")
            and first < index < start - 1
            and words[index + 1].capital
            and is_title(words[index - 1].lower)
        ):
            index -= 1  # "Minister of State Ana Ruiz"
            continue
        joined = word.lower in ("and", "-") and index < start - 1 and words[index - 1].tag == "word"
        participle = word.tag == "verb" and index < start - 1 and not is_finite(reading, index)
        if word.tag not in ("word", "cap", "num") and not joined and not participle:
            break
        if index < start - 1 and _ends_phrase(reading, index):
            break
        index -= 1
    found = [reading.text[word.start : word.end] for word in words[index + 1 : start]]
    while found and found[0].lower() in ("and", "or"):
        found.pop(0)
    return found


def _ends_phrase(reading: Reading, index: int) -> bool:
    """Whether a plain plural ends the phrase before: "Ohio voters support former mayor Lee"."""
    word = reading.words[index]
    if word.capital or word.tag != "word" or not word.lower.endswith("s"):
        return False
    modifier = word.lower in load_grammar()["plural_modifiers"]
    return not modifier and not word.lower.endswith(("ss", "us", "'s", "’s", "is"))


def _adjoins(reading: Reading, index: int) -> bool:
    gap = reading.text[reading.words[index].end : reading.words[index + 1].start]
    return gap.strip() in ("", ".")


def description_after(reading: Reading, index: int) -> str:
    """What stands behind a name that ends before word `index`; "" if it tells nothing.

    An apposition (", a 19-year-old student"), a body ("of the Institute for ..."), a copula ("is a
    farmer") or a relative clause that says what somebody does (", who heads the union").
    """
    words = reading.words
    _, end = reading.bounds(index - 1)
    if index + 1 >= end:
        return ""
    word = words[index]
    if word.tag == "(":
        close = next((j for j in range(index, min(end, index + 6)) if words[j].tag == ")"), 0)
        if close and close + 2 < end and words[close + 1].tag == ",":
            return description_after(reading, close + 1)
    if word.tag in (",", "(", "–"):
        if words[index + 1].lower == "who":
            return _clause(reading, index + 2, end)
        return _apposition(reading, index, end)
    if word.lower == "who":
        return _clause(reading, index + 1, end)
    if word.lower in ("of", "from", "at", "with"):
        return _body(reading, index + 1, end)
    if word.lower in load_grammar()["be"] and words[index + 1].tag == "det":
        return _role(reading, index + 1, end)
    return ""


def _clause(reading: Reading, index: int, end: int) -> str:
    """ "head of the union" for "heads the union"; "" for what tells no role."""
    words = reading.words
    while index < end and (
        words[index].tag in ("adv", "time")
        or (words[index].lower in ("has", "had", "have") and words[index + 1].tag != "det")
    ):
        index += 1
    if index + 1 >= end:
        return ""
    word = words[index]
    if word.lower in ("is", "was", "also", "has") and words[index + 1].tag in ("det", "word"):
        return _role(reading, index + 1, end)
    noun = load_clauses().get(word.lower)
    if noun is None:
        return ""
    near = {word.lower for word in words[index + 1 : min(end, index + 8)]}
    if noun == "teacher" and near & _disciplines():
        noun = "lecturer"
    if noun == "owner" and words[index + 1].tag not in ("det", "poss", "num"):
        noun = "head"
    rest = index + 1
    while rest < end and words[rest].tag == "prep":
        rest += 1
    stop = rest
    while stop < min(end, rest + 12) and words[stop].tag not in (",", ";", "–", ")", "stop", "rel"):
        stop += 1
    if stop == rest:
        return noun
    told = reading.text[words[rest].start : words[stop - 1].end]
    return told if noun == "" else f"{noun} of {told}"


def _role(reading: Reading, index: int, end: int) -> str:
    """The noun phrase that begins at `index`, if it is one for a person."""
    phrase = phrase_after(reading, index, end)
    if phrase is None:
        return ""
    text = reading.text[reading.words[phrase.start].start : reading.words[phrase.end - 1].end]
    return text if any(_tells(word.lower()) for word in text.split()[:8]) else ""


def _body(reading: Reading, index: int, end: int) -> str:
    """The body that somebody is of: "the Carnegie Endowment"; "" for any other place."""
    phrase = phrase_after(reading, index, end)
    if phrase is None:
        return ""
    words = reading.words
    if not any(words[j].capital for j in range(phrase.start, phrase.end)):
        return ""
    text = reading.text[words[phrase.start].start : words[phrase.end - 1].end]
    return text if is_known(text) else ""


def _apposition(reading: Reading, index: int, end: int) -> str:
    """ ", a 19-year-old student" after a name, up to the next mark; "" if there is none."""
    words = reading.words
    start = index + 1
    if words[start].quotation >= 0 or words[start].sentence != words[index].sentence:
        return ""
    if words[start].tag == "num" and start + 2 < end and words[start + 1].tag == ",":
        start += 2
        if words[start].lower == "who":
            return _clause(reading, start + 1, end)
    if words[start].lower in ("of", "from", "at", "with") and start + 1 < end:
        start += 1  # ", of the Institute for ..."
    if words[start].tag not in ("det", "poss", "word", "cap", "num"):
        return ""
    stop = start
    while stop < min(end, start + 22) and words[stop].tag not in (
        ",",
        ";",
        "–",
        ")",
        "stop",
        "rel",
        "aux",
        ":",
    ):
        if words[stop].tag == "verb" and is_finite(reading, stop):
            return ""
        stop += 1
    if any(words[j].quotation != words[index].quotation for j in range(start, stop)):
        return ""
    chunk = reading.text[words[start].start : words[max(stop, start + 1) - 1].end]
    return chunk if any(_tells(w.lower()) for w in chunk.split()[:8]) or is_known(chunk) else ""


def _tells(lower: str) -> bool:
    """Whether a word is a noun for a person or an office."""
    entry = load_kinds().entries.get((lower,))
    return (entry is not None and entry.role in ("people", "words")) or is_source_noun(lower)


def is_private_clause(reading: Reading, index: int) -> bool:
    """Whether ", who shared a locker with him" is all that is told of somebody."""
    words = reading.words
    return (
        index + 1 < len(words)
        and words[index].tag == ","
        and words[index + 1].lower in ("who", "whose")
    )


def age_after(reading: Reading, index: int) -> str:
    """The age that a comma sets behind a name (", 31,"); "" without one."""
    words = reading.words
    if index + 1 >= len(words) or words[index].tag != "," or words[index + 1].tag != "num":
        return ""
    number = words[index + 1].lower
    return f"{number}-year-old" if number.isdigit() and 5 < int(number) < 110 else ""


def role_before(reading: Reading, start: int) -> str:
    """The role that a name explains: "the mayor of Ulmenau" before ", Petra Holzapfel"."""
    words = reading.words
    first, _ = reading.bounds(start)
    index = start
    while index - 1 > first and words[index - 1].tag in ("cap", "word"):
        if words[index - 1].lower.rstrip(".") not in load_titles()[0]:
            break
        index -= 1
    if index - 2 < first or words[index - 1].tag != ",":
        return ""
    if words[index - 2].quotation != words[start].quotation:
        return ""
    phrase = phrase_before(reading, index - 2, first)
    if phrase is None:
        return ""
    text = reading.text[words[phrase.start].start : words[phrase.end - 1].end]
    noun = head_noun(text)
    known = is_office(noun) or noun in load_kinds().person
    return text if known and not words[phrase.start].lower.startswith(("mr", "mrs")) else ""
