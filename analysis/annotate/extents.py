"""Where a content ends, and how a range of words becomes characters.

Ranges are half-open indices into `Reading.words`; `to_span` turns them into characters, with the
quotation marks of a quotation that begins or ends there.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.annotate.cues import load_cues
from analysis.annotate.phrases import is_finite, phrase_after
from analysis.annotate.words import Reading, load_grammar
from analysis.records import Span

_END = frozenset(("stop", ".", ";"))


class Range(NamedTuple):
    """Words of a content: half-open."""

    start: int
    end: int


def quotation_of(reading: Reading, index: int) -> int:
    """The quotation that carries somebody's words at this word, or -1."""
    number = reading.words[index].quotation
    return -1 if number >= 0 and reading.quotations[number].scare else number


def quotation_range(reading: Reading, number: int, index: int) -> Range:
    """All words of quotation `number`, found from one of its words."""
    words = reading.words
    start = index
    while start > 0 and words[start - 1].quotation == number:
        start -= 1
    end = index + 1
    while end < len(words) and words[end].quotation == number:
        end += 1
    return Range(start, end)


def to_span(reading: Reading, part: Range) -> Span | None:
    """The characters of a range without the marks around it; None if no word is left."""
    words = reading.words
    start, end = part
    while (
        start < end
        and words[start].quotation < 0
        and not words[start].lower[0].isalnum()
        and (words[start].tag not in ("$", "€", "£", "(", "[", "#", "@"))
    ):
        start += 1
    while (
        end > start
        and words[end - 1].quotation < 0
        and words[end - 1].tag in (",", "stop", ";", ":", "–", ".", "(", "-", "/", "*")
    ):
        end -= 1
    if start >= end:
        return None
    left, right = words[start].start, words[end - 1].end
    first = words[start].quotation
    if first >= 0 and (start == 0 or words[start - 1].quotation != first):
        left = reading.quotations[first].span.start
    last = words[end - 1].quotation
    following = end
    while following < len(words) and words[following].tag in (",", "stop", "."):
        if words[following].quotation != last:
            break
        following += 1
    if last >= 0 and (following == len(words) or words[following].quotation != last):
        right = reading.quotations[last].span.end
    return Span(left, right)


def clause_end(reading: Reading, start: int, *, noun: bool = False) -> int:
    """Where the content that begins at `start` ends: with its clause, or its noun phrase."""
    words = reading.words
    _, end = reading.bounds(start)
    end = min(end, _adjunct_comma(reading, start))
    index = start
    depth = 0
    while index < end:
        word = words[index]
        quotation = quotation_of(reading, index)
        if quotation >= 0:
            index = quotation_range(reading, quotation, index).end
            if index >= end:
                return index
            closes = reading.text[reading.quotations[quotation].inner.end - 1]
            if closes in ".!?" and words[index].capital:
                return index
            continue
        if word.tag in "([":
            depth += 1
        elif word.tag in ")]":
            depth -= 1
            if depth < 0:
                return index
        elif depth == 0 and index > start:
            if word.tag in _END and (word.tag != "." or index + 1 >= end):
                return index
            if word.tag == "," and _comma_ends(reading, index, end, noun=noun):
                return index
            if word.tag == "cc" and _coordination_ends(reading, index, end, noun=noun):
                return index
            if noun and word.lower in load_grammar()["noun_phrase_ends"]:
                return index
            if word.tag == "–" and (
                noun
                or _is_cue_clause(reading, index + 1, end)
                or (index + 1 < end and words[index + 1].lower in load_grammar()["contrast"])
            ):
                return index
            if (
                word.tag == ":"
                and noun
                and not (index + 1 < end and quotation_of(reading, index + 1) >= 0)
            ):
                return index
        index += 1
    return end


def _adjunct_comma(reading: Reading, start: int) -> int:
    """The comma that ends an adverbial clause at the head of the sentence, if `start` is in it.

    "When the minister said he would resign, markets fell": the content ends at the comma.
    """
    words = reading.words
    first, end = reading.bounds(start)
    while first < start and words[first].tag in ("cc", "–"):
        first += 1
    opens = words[first].tag in ("sub", "prep") or words[first].lower in ("asked", "despite")
    if not opens or words[first].lower == "according" or words[first].quotation >= 0:
        return end
    if any(words[j].tag == "," for j in range(first, start)):
        return end
    for j in range(start, end):
        if words[j].tag == "," and words[j].quotation < 0:
            return j
    return end


def _comma_ends(reading: Reading, comma: int, end: int, *, noun: bool) -> bool:
    words = reading.words
    index = comma + 1
    if index >= end:
        return True
    word = words[index]
    if word.lower in load_grammar()["contrast"] or word.lower == "according":
        return True
    if (
        word.lower in ("a", "in")
        and index + 2 < end
        and (
            words[index + 1].lower in load_grammar()["comment_nouns"]
            or words[index + 2].lower in load_grammar()["comment_nouns"]
        )
    ):
        return True
    forms = load_cues().verbs.get(word.lower, ())
    if any(form.form == "ing" and (form.has("quote") or form.has("np")) for form in forms):
        return True
    if word.lower.endswith("ing") and noun and word.tag == "word":
        return True
    if word.lower == "and" and index + 1 < end:
        return _is_cue_clause(reading, index + 1, end)
    if noun and (word.tag == "pron" or word.lower == "with"):
        return True
    return _is_cue_clause(reading, index, end, parenthesis=True)


def _coordination_ends(reading: Reading, index: int, end: int, *, noun: bool) -> bool:
    """Whether "and called for ..." starts a new statement of the same speaker, not content."""
    words = reading.words
    follow = index + 1
    while follow < end and words[follow].tag == "adv":
        follow += 1
    if follow >= end or words[follow].quotation >= 0:
        return False
    named = phrase_after(reading, follow, min(end, follow + 8))
    if named is not None and named.end < end and words[follow].tag in ("cap", "det"):
        verbs = load_cues().verbs.get(words[named.end].lower, ())
        if any(form.form == "ing" and form.senses[0].act == "speech" for form in verbs):
            return True
    if noun:
        return is_finite(reading, follow) or words[follow].tag == "pron"
    return words[follow].lower in load_grammar()["speech_pasts"]


def _is_cue_clause(reading: Reading, start: int, end: int, *, parenthesis: bool = False) -> bool:
    """Whether "he said" or "said Okafor" begins here (for a parenthesis: and ends soon)."""
    words = reading.words
    pasts = load_grammar()["speech_pasts"]
    if start >= end or words[start].quotation >= 0:
        return False
    index = start
    if words[index].tag == "adv":
        index += 1
    if index < end and words[index].lower in pasts:
        return True
    phrase = phrase_after(reading, index, min(end, index + 14)) if index < end else None
    if phrase is None:
        return False
    index = phrase.end
    while index < end and words[index].tag in ("adv", "aux", "time"):
        index += 1
    if index >= end or words[index].lower not in pasts:
        return False
    if not parenthesis:
        return True
    return index + 1 >= end or words[index + 1].tag in (",", "stop", ".", "time", "prep")


def skip_adjuncts(reading: Reading, start: int, end: int) -> int:
    """The word after "on Monday", "in a statement", "to reporters" and adverbs at `start`."""
    words = reading.words
    grammar = load_grammar()
    index = start
    while index < end and words[index].quotation < 0:
        word = words[index]
        if word.tag in ("adv", "time") or (word.tag == "num" and words[index - 1].tag == "time"):
            if word.lower in ("last", "next", "late", "early") and index + 1 < end:
                index += 1
            index += 1
            continue
        if (
            word.lower in ("late", "early")
            and index + 1 < end
            and words[index + 1].tag in ("time", "prep")
        ):
            index += 1
            continue
        if word.lower in grammar["time_units"] and index > start and words[index - 1].tag == "time":
            index += 1
            continue
        if (
            word.lower in ("this", "that", "last")
            and index + 1 < end
            and (words[index + 1].lower in grammar["time_units"])
        ):
            index += 2
            continue
        if word.tag in ("prep", "sub") and word.lower in grammar["venue_prepositions"]:
            stop = _adjunct_end(reading, index, end)
            if stop > index:
                index = stop
                continue
        break
    return index


def _adjunct_end(reading: Reading, start: int, end: int) -> int:
    """End of the adverbial that the preposition at `start` opens, or `start` if it is none."""
    words = reading.words
    grammar = load_grammar()
    venue = False
    limit = min(end, start + 14)
    index = start + 1
    while index < limit:
        word = words[index]
        if word.tag in (",", ":", "stop", "–", ";", ".") or (
            word.lower == "that" and (venue or index > start + 1)
        ):
            return index if index > start + 1 else start
        if word.quotation >= 0:
            return index if venue else start
        if word.tag == "time" or word.lower in grammar["venues"]:
            venue = True
        elif (
            word.tag == "aux"
            or word.tag in ("pron", "verb", "rel")
            or (venue and word.tag == "det")
        ):
            break
        index += 1
    if index >= end:
        return end
    if not venue:
        return start
    # A clause follows without "that": stop behind the venue word.
    last = start + 1
    for j in range(start + 1, index):
        if words[j].tag == "time" or words[j].lower in grammar["venues"]:
            last = j + 1
    return last
