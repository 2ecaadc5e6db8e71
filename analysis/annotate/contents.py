"""The content to the right of a cue, by the frames the cue can stand in."""

from __future__ import annotations

from typing import NamedTuple

from analysis.annotate.cues import CueForm
from analysis.annotate.extents import (
    Range,
    clause_end,
    quotation_of,
    quotation_range,
    skip_adjuncts,
)
from analysis.annotate.phrases import has_finite, is_finite, phrase_after, with_apposition
from analysis.annotate.words import Reading, load_grammar


class Found(NamedTuple):
    """A content to the right of a cue and the frame by which it was found."""

    frame: str
    ranges: tuple[Range, ...]


def right_content(reading: Reading, cue: CueForm, after: int, end: int) -> Found | None:
    """The content that follows the cue, by the frames the cue can stand in; None if none does."""
    words = reading.words
    if after >= end:
        return None
    if cue.has("obj") or cue.has("quote"):
        told = _after_addressee(reading, cue, after, end)
        if told is not None:
            return told
    index = skip_adjuncts(reading, after, end)
    places = (after, index) if words[after].lower in ("not", "to") else (index, after)
    found = _at(reading, cue, places[0], end)
    if found is None and index != after:
        found = _at(reading, cue, places[1], end)
    objects = ("as", "objinf", "np", "npq", "figure")
    if found is None and any(cue.has(frame) for frame in objects):
        found = _object(reading, cue, after)
    if found is None and words[after].lower == "to" and cue.has("that"):
        # "explained to the crowd that", "made clear to them that"
        stop = _find_that(reading, after, end)
        if stop is not None:
            found = _clause(reading, "that", stop)
    return found


def _after_addressee(reading: Reading, cue: CueForm, after: int, end: int) -> Found | None:
    """Content behind an addressee: "told AFP that", "assured them: “...”"."""
    if not cue.has("obj"):
        return None
    phrase = phrase_after(reading, after, end)
    if phrase is None:
        return None
    stop = phrase.end
    for candidate in (stop, *_earlier_ends(reading, phrase.start, stop)):
        index = skip_adjuncts(reading, candidate, end)
        found = _at(reading, cue, index, end)
        if found is not None and found.frame != "bare":
            return found
        if found is not None and _starts_clause(reading, index, end):
            return found
    return None


def _earlier_ends(reading: Reading, start: int, stop: int) -> list[int]:
    """Places inside "AFP the vote" where the addressee may end: before a determiner or pronoun."""
    return [
        j
        for j in range(start + 1, stop)
        if reading.words[j].tag in ("det", "poss", "pron", "cap")
        and reading.words[j - 1].tag in ("cap", "word", "pron")
    ]


def _at(reading: Reading, cue: CueForm, index: int, end: int) -> Found | None:
    """The content that begins exactly at `index`."""
    words = reading.words
    if index >= end:
        return None
    word = words[index]
    if word.tag == ":" and (cue.has("quote") or cue.has("np")):
        return _after_colon(reading, index + 1, end)
    if word.tag == "," and index + 1 < end and quotation_of(reading, index + 1) >= 0:
        return _quote(reading, cue, index + 1, end) if cue.has("quote") else None
    if quotation_of(reading, index) >= 0 and (word.quotation != words[index - 1].quotation):
        return _quote(reading, cue, index, end)
    if word.lower == "that" and cue.has("that"):
        follows = words[index + 1] if index + 1 < end else None
        if follows is None or follows.tag in ("stop", ",", "aux", "."):
            return None
        if _is_pointing(reading, index, end):
            return None
        return _clause(reading, "that", index)
    if word.lower in load_grammar()["wh"] and cue.has("wh"):
        return _clause(reading, "wh", index)
    if word.lower in ("to", "not") and cue.has("inf") and _is_infinitive(reading, index, end):
        return _clause(reading, "inf", index)
    if word.lower == "as" and cue.has("as"):
        return _clause(reading, "as", index)
    if cue.has("bare") and _starts_clause(reading, index, end):
        return _clause(reading, "bare", index)
    return None


def _object(reading: Reading, cue: CueForm, after: int) -> Found | None:
    """A noun phrase as content, alone or with "as ..." or an infinitive."""
    words = reading.words
    word = words[after]
    starts = word.tag in ("det", "poss", "cap", "word", "num", "verb") or word.lower in (
        "him",
        "her",
        "them",
        "it",
        "himself",
        "herself",
        "themselves",
        "us",
        "me",
        "what",
    )
    if word.quotation >= 0 and word.quotation != words[after - 1].quotation:
        starts = True
    if not starts or word.lower in load_grammar()["venue_prepositions"] - {"as", "that"}:
        return None
    if cue.has("objinf"):
        stop = clause_end(reading, after)
        for j in range(after + 1, min(stop, after + 14)):
            if words[j].lower in ("to", "not") and _is_infinitive(reading, j, stop):
                return Found("objinf", (Range(after, stop),))
            if is_finite(reading, j):
                break
    noun_end = clause_end(reading, after, noun=True)
    quoted = any(words[j].quotation >= 0 for j in range(after, noun_end))
    if cue.has("as"):
        full = clause_end(reading, after)
        for j in range(after, min(full, after + 25)):
            if words[j].lower == "as" and j > after:
                return Found("as", (Range(after, full),))
            if is_finite(reading, j):
                break
        naming = cue.base in load_grammar()["naming_verbs"]
        if (quoted or naming) and noun_end - after >= 2:
            return Found("as", (Range(after, noun_end),))
    sense = cue.sense("np")
    # One word is enough where the cue cannot mean anything else: "called for calm".
    least = 1 if sense is not None and (sense.objects or len(cue.words) > 1) else 2
    if sense is not None and noun_end - after >= least:
        objects = sense.objects
        if not objects or any(
            words[j].lower in objects for j in range(after, min(noun_end, after + 4))
        ):
            return Found("np", (Range(after, noun_end),))
    if quoted and cue.has("npq"):
        return Found("npq", (Range(after, noun_end),))
    full = clause_end(reading, after, noun=True)
    if cue.has("figure") and any(words[j].tag == "num" for j in range(after, full)):
        return Found("figure", (Range(after, full),))
    return None


def _clause(reading: Reading, frame: str, start: int) -> Found | None:
    end = clause_end(reading, start)
    least = 3 if frame == "inf" else 2
    return Found(frame, (Range(start, end),)) if end - start >= least else None


def _quote(reading: Reading, cue: CueForm, index: int, end: int) -> Found | None:
    """The quotation at `index`, with what its sentence goes on to say where it is a fragment."""
    words = reading.words
    number = words[index].quotation
    part = quotation_range(reading, number, index)
    if part.end >= end:
        return Found("quote", (part,))
    last = reading.text[reading.quotations[number].inner.end - 1]
    if last in ".!?…,":
        return Found("quote", (part,))
    following = words[part.end]
    if following.tag in (",", "cc") and part.end + 1 < end:
        skip = part.end + 1
        if words[skip].lower in ("and", "or", "but"):
            skip += 1
        if skip < end and quotation_of(reading, skip) >= 0:
            return Found("quote", (Range(part.start, clause_end(reading, skip, noun=True)),))
        return Found("quote", (part,))
    stops = following.tag in (
        "prep",
        "sub",
        "time",
        "adv",
        "stop",
        ":",
        ";",
        ".",
        "–",
        ",",
        "(",
        "cc",
    )
    if stops and (cue.has("quote") or following.tag not in ("prep", "sub")):
        if not (cue.has("np") or cue.has("npq")) or following.tag != "prep":
            return Found("quote", (part,))
        if cue.has("quote") and following.lower not in ("of", "for", "between", "from"):
            return Found("quote", (part,))
    return Found("quote", (Range(part.start, clause_end(reading, part.start, noun=True)),))


def _after_colon(reading: Reading, index: int, end: int) -> Found | None:
    """What follows a colon: the quotations of the rest of the line, or the rest of the sentence."""
    if index >= end:
        if index >= len(reading.words):
            return None
        number = quotation_of(reading, index)
        if number < 0:
            return None
        return Found("quote", (quotation_range(reading, number, index),))
    number = quotation_of(reading, index)
    if number >= 0:
        part = quotation_range(reading, number, index)
        if part.end < end and reading.words[part.end].tag not in ("stop", ".", ",", ";", ":"):
            return Found("quote", (Range(part.start, max(part.end, clause_end(reading, index))),))
        return Found("quote", (part,))
    return Found("colon", (Range(index, max(end, clause_end(reading, index))),))


def _find_that(reading: Reading, start: int, end: int) -> int | None:
    words = reading.words
    for index in range(start, min(end, start + 12)):
        if words[index].lower == "that":
            return index
        if words[index].tag in (",", "stop", "pron") or is_finite(reading, index):
            return None
    return None


def _is_infinitive(reading: Reading, to: int, end: int) -> bool:
    """Whether "to" opens an infinitive and no direction ("to Moscow", "to the voters")."""
    words = reading.words
    index = to + 1
    if index < end and words[to].lower == "not" and words[index].lower == "to":
        index += 1
    while index < end and words[index].lower in ("not", "also", "never", "further"):
        index += 1
    if index >= end:
        return False
    word = words[index]
    if words[to].lower == "not" and words[to + 1].lower != "to":
        return False
    if word.tag in ("det", "poss", "cap", "num", "pron", "time", "adv", "prep"):
        return word.tag == "adv" and index + 1 < end and words[index + 1].tag == "word"
    return (
        word.lower in ("be", "have", "do")
        or not word.lower.endswith(("s", "ed", "ing"))
        or (word.lower.endswith(("ss", "us")))
    )


def _starts_clause(reading: Reading, index: int, end: int) -> bool:
    """Whether a clause without "that" begins here: a subject and, later, its verb."""
    words = reading.words
    word = words[index]
    subject = word.lower.replace("’", "'").split("'")[0]
    if subject in load_grammar()["subjects"]:
        return index + 1 < end and words[index + 1].tag not in (",", "stop")
    if word.lower in load_grammar()["quantity_openers"] and index + 1 < end:
        follows = words[index + 1]
        if follows.tag == "num" or follows.lower in ("least", "most", "than", "to"):
            return has_finite(reading, index + 1, clause_end(reading, index))
    if word.tag not in ("det", "poss", "cap", "word", "num", "time", "verb") and (
        word.quotation < 0
        and word.lower not in ("if", "when", "after", "although", "despite", "in")
    ):
        return False
    stop = clause_end(reading, index)
    phrase = phrase_after(reading, index, stop)
    start = with_apposition(reading, phrase, stop).end if phrase is not None else index + 1
    if start < stop and words[start].tag == ",":
        start += 1
    limit = _first_break(reading, start, min(stop, start + 18))
    if has_finite(reading, start, limit):
        return True
    return phrase is not None and _plural_verb(reading, index, phrase.end, stop)


def _first_break(reading: Reading, start: int, stop: int) -> int:
    """The first mark or conjunction after a phrase."""
    words = reading.words
    for j in range(start, stop):
        if words[j].tag in ("cc", ":", ";", "–", ",", "sub"):
            return j
    return stop


def _is_pointing(reading: Reading, index: int, end: int) -> bool:
    """Whether "that" belongs to its noun ("deplored that decision") instead of opening a clause."""
    words = reading.words
    follow = index + 1
    if words[follow].tag not in ("word", "num") or words[follow].lower.endswith("s"):
        return False
    after = words[follow + 1].tag if follow + 1 < end else "stop"
    return after not in ("word", "cap", "verb", "aux", "adv", "prep")


def _plural_verb(reading: Reading, start: int, end: int, stop: int) -> bool:
    """Whether a phrase hides its verb: "the polls open at eight" has no finite form we know."""
    words = reading.words
    if end >= stop or end - start < 3:
        return False
    return words[end].tag in ("det", "poss", "prep", "adv", "pron")
