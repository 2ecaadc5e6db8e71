"""Contents: what a cue attributes, to its right, to its left or on both sides.

Ranges are half-open indices into `Reading.words`; `to_span` turns them into characters, with the
quotation marks of a quotation that begins or ends there.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.annotate.cues import CueForm, load_cues
from analysis.annotate.phrases import has_finite, is_finite, phrase_after
from analysis.annotate.words import Reading, load_grammar
from analysis.records import Span

_END = frozenset(("stop", ".", ";"))
_CONTRAST = frozenset(["but", "while", "whereas", "although", "though", "yet"])
_NP_END = frozenset(
    [
        "but",
        "while",
        "when",
        "after",
        "before",
        "because",
        "despite",
        "although",
        "though",
        "as",
        "since",
        "until",
        "if",
        "where",
        "amid",
    ]
)


class Range(NamedTuple):
    """Words of a content: half-open."""

    start: int
    end: int


class Found(NamedTuple):
    """A content to the right of a cue and the frame by which it was found."""

    frame: str
    ranges: tuple[Range, ...]


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
            if noun and word.lower in _NP_END:
                return index
            if word.tag == "–" and (
                noun
                or _is_cue_clause(reading, index + 1, end)
                or (index + 1 < end and words[index + 1].lower in _CONTRAST)
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
    if word.lower in _CONTRAST or word.lower == "according":
        return True
    if (
        word.lower in ("a", "in")
        and index + 2 < end
        and (
            words[index + 1].lower in ("reference", "swipe", "nod", "allusion", "dig", "jab")
            or words[index + 2].lower in ("reference", "swipe", "nod", "allusion", "dig", "jab")
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


def right_content(reading: Reading, cue: CueForm, after: int, end: int) -> Found | None:
    """The content that follows the cue, by the frames the cue can stand in; None if none does."""
    words = reading.words
    if after >= end:
        return _next_line(reading, cue, after, end)
    if cue.has("obj") or cue.has("quote"):
        told = _after_addressee(reading, cue, after, end)
        if told is not None:
            return told
    index = skip_adjuncts(reading, after, end)
    found = _at(reading, cue, index, end)
    if found is None and index != after:
        found = _at(reading, cue, after, end)
    objects = ("as", "objinf", "np", "npq", "figure")
    if found is None and any(cue.has(frame) for frame in objects):
        found = _object(reading, cue, after, end)
    if found is None and words[after].lower == "to" and cue.has("that"):
        # "explained to the crowd that", "made clear to them that"
        stop = _find_that(reading, after, end)
        if stop is not None:
            found = _clause(reading, "that", stop)
    return found


def _next_line(reading: Reading, cue: CueForm, after: int, end: int) -> Found | None:
    return None


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


def _object(reading: Reading, cue: CueForm, after: int, end: int) -> Found | None:
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
        if quoted or cue.base in ("call", "deem", "brand", "label", "dub", "term"):
            if noun_end - after >= 2:
                return Found("as", (Range(after, noun_end),))
    sense = cue.sense("np")
    if sense is not None and noun_end - after >= 2:
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
    start = phrase.end if phrase is not None else index + 1
    limit = _first_break(reading, start, min(stop, start + 18))
    if has_finite(reading, start, limit):
        return True
    return phrase is not None and _plural_verb(reading, index, phrase.end, stop)


def _first_break(reading: Reading, start: int, stop: int) -> int:
    """The first comma or "and" after a phrase, behind a relative clause or apposition."""
    words = reading.words
    for j in range(start, stop):
        if words[j].tag in ("cc", ":", ";", "–"):
            return j
        if (
            words[j].tag == ","
            and j + 1 < stop
            and words[j + 1].tag not in ("rel", "det", "num", "cap")
        ):
            return j
    return stop


def _plural_verb(reading: Reading, start: int, end: int, stop: int) -> bool:
    """Whether a phrase hides its verb: "the polls open at eight" has no finite form we know."""
    words = reading.words
    if end >= stop or end - start < 3:
        return False
    return words[end].tag in ("det", "poss", "prep", "adv", "pron")
