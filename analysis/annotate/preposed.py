"""Contents before their speaker: "...," S said; "...," said S; X, S said, Y."""

from __future__ import annotations

from analysis.annotate.candidates import Candidate, make_candidate
from analysis.annotate.contents import Found, right_content
from analysis.annotate.cues import CueForm, load_cues
from analysis.annotate.extents import (
    Range,
    clause_end,
    quotation_of,
    quotation_range,
    skip_adjuncts,
)
from analysis.annotate.phrases import has_finite, is_finite, phrase_after, with_apposition
from analysis.annotate.words import Reading, load_grammar

BREAKS = frozenset((",", "stop", ".", ";", "–"))


def quote_before(reading: Reading, start: int) -> bool:
    """Whether a quotation ends right before word `start`, with or without a mark between."""
    words = reading.words
    floor, _ = reading.bounds(start) if start < len(words) else (start, start)
    j = start - 1
    if j >= floor and words[j].tag in (",", "–") and words[j].quotation < 0:
        j -= 1
    if j < 0:
        return False
    if j < floor:
        return words[j].sentence == words[start].sentence - 1 and _ends_quote(reading, j)
    return quotation_of(reading, j) >= 0 and words[start].quotation != words[j].quotation


def _ends_quote(reading: Reading, index: int) -> bool:
    """Whether the sentence that ends at `index` ends with a question or cry in quotation marks."""
    number = quotation_of(reading, index)
    if number < 0:
        return False
    sentence = reading.words[index].sentence
    after = reading.sentences[sentence + 1] if sentence + 1 < len(reading.sentences) else None
    if after is None or after.paragraph != reading.sentences[sentence].paragraph:
        return False
    return reading.text[reading.quotations[number].inner.end - 1] in "?!…,"


def left_content(
    reading: Reading, cue: CueForm, start: int, after: int, end: int, *, right: Found | None
) -> tuple[Range, ...] | None:
    """The content before "S said" (that begins at `start`), with what goes on after it."""
    words = reading.words
    floor, _ = reading.bounds(start)
    if cue.has("obj"):
        told = phrase_after(reading, after, end)
        after = told.end if told is not None else after
    follow = skip_adjuncts(reading, after, end)
    closed = follow >= end or words[follow].tag in BREAKS or words[follow].tag == ":"
    if quote_before(reading, start):
        return left_quote(reading, cue, start, after, follow, end)
    if not (cue.has("pre") or cue.has("quote")) or (right is not None and right.frame != "bare"):
        return None
    if start - 1 <= floor or words[start - 1].tag not in (",", "–"):
        if not (
            words[start - 1].lower == "as" and start - 2 > floor and words[start - 2].tag == ","
        ):
            return None
        start -= 1
    left = Range(left_start(reading, start - 1, floor), start - 1)
    if words[left.start].lower in ("according", "asked"):
        return None
    rest = resumed(reading, follow, end) if closed else None
    if right is not None and rest is None:
        return None
    if not closed and not _adverbial(reading, follow):
        return None
    if rest is None and not has_finite(reading, left.start, left.end):
        return None
    if (
        words[left.start].tag in ("prep", "sub", "adv")
        and rest is not None
        and not has_finite(reading, left.start, left.end)
    ):
        return (rest,)
    if not cue.has("pre") and rest is None:
        return None
    if (
        (words[left.start].tag == "sub" or words[left.start].lower in load_grammar()["contrast"])
        and words[left.start].lower not in ("how", "why", "what", "where")
        and (rest is None and not any(words[j].tag == "," for j in range(left.start, left.end)))
    ):
        return None
    return (left,) if rest is None else (left, rest)


def left_quote(
    reading: Reading, cue: CueForm, start: int, after: int, follow: int, end: int
) -> tuple[Range, ...] | None:
    """The quotation before "S said", the words that lead to it, and what goes on after."""
    words = reading.words
    if not (cue.has("quote") or cue.has("pre") or cue.has("that")):
        return None
    j = start - 1
    if words[j].tag in (",", "–") and words[j].quotation < 0:
        j -= 1
    number = quotation_of(reading, j)
    part = quotation_range(reading, number, j)
    floor, _ = reading.bounds(j)
    comma = j != start - 1
    last = reading.text[reading.quotations[number].inner.end - 1]
    if not comma and last not in ",?!.…—–-;":
        return None
    if (
        part.start > floor
        and words[part.start - 1].quotation < 0
        and (words[part.start - 1].tag not in (":", "stop", "."))
    ):
        begin = left_start(reading, part.start, floor)
        if (
            words[begin].tag in ("prep", "sub")
            and not has_finite(reading, begin, part.start)
            and begin == floor
        ):
            return None
        part = Range(begin, j + 1)
    rest = resumed(reading, follow, end)
    return (part,) if rest is None else (part, rest)


def left_start(reading: Reading, stop: int, floor: int) -> int:
    """Where a content before its speaker begins: its sentence, or behind "but" and the like."""
    words = reading.words
    start = floor
    for j in range(stop - 1, floor, -1):
        if words[j].tag == ";" or (words[j].tag == ":" and words[j].quotation < 0):
            start = j + 1
            break
    while start < stop and words[start].lower in ("but", "and", "yet", "so", "or", "–", ",", "-"):
        start += 1
    return start


def resumed(reading: Reading, follow: int, end: int) -> Range | None:
    """The content that goes on behind ", he said,"."""
    words = reading.words
    if follow >= end or words[follow].tag not in (",", ":", "–"):
        return None
    index = follow + 1
    if index >= end:
        return None
    if quotation_of(reading, index) >= 0:
        return quotation_range(reading, words[index].quotation, index)
    word = words[index]
    ing = any(form.form == "ing" for form in load_cues().verbs.get(word.lower, ()))
    if (
        ing
        or word.lower.endswith("ing")
        or word.lower
        in (
            "but",
            "while",
            "although",
            "and",
            "who",
            "which",
            "as",
            "after",
            "when",
            "according",
            "in",
            "at",
            "before",
            "during",
            "with",
        )
    ):
        return None
    described = phrase_after(reading, index, end) if word.lower in ("a", "an") else None
    if (
        described is not None
        and described.end < end
        and words[described.end].lower in ("who", "whose", "whom")
    ):
        return None  # an apposition: "said Ruiz, a student who led the march"
    stop = clause_end(reading, index)
    if quotation_of(reading, follow - 1) >= 0 or not has_finite(reading, index, stop):
        return None
    return Range(index, stop)


def _adverbial(reading: Reading, follow: int) -> bool:
    """Whether the rest of the sentence after "S said" is an adverbial: "as results emerged"."""
    word = reading.words[follow]
    return word.tag in ("prep", "sub", "(") and word.lower != "that"


def inverted(
    reading: Reading, cue: CueForm, group: int, index: int, after: int, end: int
) -> Candidate | None:
    """Content, then "said S"; or "Said S: ..." at the start of a sentence."""
    words = reading.words
    if not (cue.has("quote") or cue.has("pre")) or cue.form not in ("past", "s") or group != index:
        return None
    floor, _ = reading.bounds(index)
    quoted = quote_before(reading, index)
    comma = index > floor and words[index - 1].tag in (",", "–")
    opens = index == floor
    if not (quoted or comma or opens):
        return None
    phrase = phrase_after(reading, after, end)
    if phrase is None or words[phrase.start].lower in (
        "him",
        "them",
        "us",
        "me",
        "nothing",
        "so",
        "there",
    ):
        return None
    if words[phrase.start].tag == "pron" and words[phrase.start].lower not in (
        "he",
        "she",
        "they",
        "we",
        "i",
        "it",
    ):
        return None
    if words[phrase.start].tag == "pron" and phrase.end < end and is_finite(reading, phrase.end):
        return None  # "..., said he would sign": the pronoun opens a clause
    phrase = with_apposition(reading, phrase, end)
    stop = skip_adjuncts(reading, phrase.end, end)
    sense = cue.sense("quote", "pre")
    if sense is None:
        return None
    if opens and not quoted:
        if stop < end and words[stop].tag == ":":
            found = right_content(reading, cue, stop, end)
            if found is not None:
                return make_candidate(
                    sense, Range(index, after), found.ranges, phrase, frame="colon"
                )
        return None
    if quoted:
        ranges = left_quote(reading, cue, index, phrase.end, stop, end)
        if ranges is None:
            return None
        return make_candidate(sense, Range(index, after), ranges, phrase, frame="pre")
    if stop < end and words[stop].tag not in BREAKS:
        return None
    if not any(
        words[j].capital or words[j].tag in ("det", "pron", "word")
        for j in range(phrase.start, phrase.end)
    ):
        return None
    dashed = words[floor].tag == "–" and words[index - 1].tag == "–"
    left = Range(left_start(reading, index - 1, floor), index - 1)
    rest = None if dashed else resumed(reading, stop, end)
    if left.end <= left.start or not (dashed or rest or has_finite(reading, left.start, left.end)):
        return None
    if words[left.start].tag in ("sub", "prep") and not any(
        words[j].tag == "," for j in range(left.start, left.end)
    ):
        return None
    if cue.base not in load_grammar()["inverting"]:
        return None
    ranges = (left,) if rest is None else (left, rest)
    return make_candidate(sense, Range(index, after), ranges, phrase, frame="pre")
