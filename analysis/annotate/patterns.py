"""Cues in their sentence: each pattern turns one cue into at most one candidate."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.annotate.candidates import Candidate, make_candidate
from analysis.annotate.cues import Sense, load_cues
from analysis.annotate.extents import Range, clause_end, quotation_of
from analysis.annotate.phrases import (
    Phrase,
    has_finite,
    is_finite,
    phrase_after,
    phrase_before,
    with_apposition,
)
from analysis.annotate.preposed import BREAKS, left_start
from analysis.annotate.sources import group_start
from analysis.annotate.subjects import find_subject
from analysis.annotate.verbs import by_verb
from analysis.annotate.words import Reading, load_grammar

MAX_SENTENCE = 400
"""Words of the longest sentence that is read: in a longer one no rule can tell the clauses."""


def find_candidates(reading: Reading) -> Iterator[Candidate]:
    """Candidates of all sentences of at most `MAX_SENTENCE` words, in text order of their cues."""
    for number in range(len(reading.sentences)):
        first, end = reading.first[number], reading.first[number + 1]
        if end - first > MAX_SENTENCE:
            continue
        index = first
        while index < end:
            if quotation_of(reading, index) >= 0:
                index += 1
                continue
            candidate = _candidate_at(reading, index, end)
            if candidate is None:
                index += 1
                continue
            yield candidate
            index = max(index + 1, candidate.cue.end)


def _candidate_at(reading: Reading, index: int, end: int) -> Candidate | None:
    """The candidate whose cue begins at `index`, or None."""
    words = reading.words
    lexicon = load_cues()
    lower = words[index].lower
    for phrase in lexicon.phrases:
        if lower == phrase[0] and _matches(reading, index, phrase, end):
            return _by_phrase(reading, index, index + len(phrase), end)
    if lower == "in":
        return _by_view(reading, index, end)
    for cue in lexicon.verbs.get(lower, ()):
        if _matches(reading, index, cue.words, end):
            found = by_verb(reading, cue, index, index + len(cue.words), end)
            if found is not None:
                return found
    if lower in lexicon.nouns:
        return _by_noun(reading, lexicon.nouns[lower], index, end)
    if lower in lexicon.adjectives:
        return _by_adjective(reading, lexicon.adjectives[lower], index, end)
    if lower in lexicon.adverbs:
        return _by_adverb(reading, index, end)
    return None


def _matches(reading: Reading, index: int, parts: tuple[str, ...], end: int) -> bool:
    if index + len(parts) > end:
        return False
    return all(reading.words[index + k].lower == part for k, part in enumerate(parts))


def _by_phrase(reading: Reading, index: int, after: int, end: int) -> Candidate | None:
    """ "According to S, ...", "..., according to S", and "..., according to S, ..."."""
    words = reading.words
    if words[index].lower in ("quoting", "citing"):
        return None
    phrase = phrase_after(reading, after, end)
    if phrase is None:
        return None
    floor, _ = reading.bounds(index)
    phrase = with_apposition(reading, phrase, end)
    stop = phrase.end
    ranges: list[Range] = []
    opens = (
        index == floor
        or words[index - 1].tag in ("cc", ";", ":", "–")
        or (index - 1 == floor and words[floor].tag in ("adv", "cc"))
    )
    if not opens:
        left_end = index - 1 if words[index - 1].tag == "," else index
        start = left_start(reading, left_end, floor)
        if left_end > start:
            ranges.append(Range(start, left_end))
    if stop < end and words[stop].tag == ",":
        resumed = stop + 1
        goes_on = (
            opens or (ranges and not has_finite(reading, *ranges[0])) or is_finite(reading, resumed)
            if resumed < end
            else False
        )
        if goes_on:
            ranges.append(Range(resumed, clause_end(reading, resumed)))
    elif opens and stop < end and words[stop].tag not in ("stop", "."):
        ranges.append(Range(stop, clause_end(reading, stop)))
    if not ranges:
        return None
    return Candidate(
        Range(index, after), tuple(ranges), "speech", "neutral", phrase, False, "phrase"
    )


def _by_noun(reading: Reading, sense: Sense, index: int, end: int) -> Candidate | None:
    """ "S's claim that ..." and "the warning from S that ..."."""
    words = reading.words
    floor, _ = reading.bounds(index)
    that = index + 1
    source: Phrase | None = None
    if that < end and words[that].lower in ("by", "from"):
        source = phrase_after(reading, that + 1, end)
        that = source.end if source else that
    if (
        that + 2 >= end
        or words[that].lower != "that"
        or words[that + 1].tag in ("aux", "verb", "adv")
    ):
        return None
    first = index - 1
    while first >= floor and words[first].tag in ("word", "adv") and not _owns(reading, first):
        first -= 1
    if source is None and first >= floor:
        owner = words[first]
        if owner.tag == "poss" and owner.lower != "whose":
            source = Phrase(first, first + 1, first + 1)
        elif _owns(reading, first):
            found = phrase_before(reading, first, floor)
            source = found
    if source is None:
        return None
    stop = clause_end(reading, that)
    if source.start == floor:
        stop = _matrix_verb(reading, that + 1, stop)
    return make_candidate(
        sense, Range(first + 1, index + 1), (Range(that, stop),), source, frame="noun"
    )


def _matrix_verb(reading: Reading, start: int, stop: int) -> int:
    """Where the main clause goes on after "S's claim that X": its verb, the second in a row."""
    words = reading.words
    seen = False
    for index in range(start, stop):
        if words[index].tag in ("cc", "rel", "sub", ",", "pron"):
            seen = False
        elif words[index].tag == "aux" and words[index].lower not in ("be", "been", "being"):
            if seen and words[index - 1].tag in ("word", "cap", "num", ")"):
                return index
            seen = True
    return stop


def _owns(reading: Reading, index: int) -> bool:
    """Whether the word is a possessive: "Okafor's", "voters'"."""
    word = reading.words[index]
    mark = reading.text[word.end : word.end + 1]
    return word.lower.endswith(("’s", "'s")) or (word.lower.endswith("s") and mark in ("’", "'"))


def _by_view(reading: Reading, index: int, end: int) -> Candidate | None:
    """ "In S's view, ..." and "in the words of S" (the latter is a fixed phrase)."""
    words = reading.words
    noun = next(
        (j for j in range(index + 2, min(end, index + 9)) if words[j].lower in load_cues().views),
        end,
    )
    if noun >= end or not (words[noun - 1].tag == "poss" or _owns(reading, noun - 1)):
        return None
    source = (
        Phrase(noun - 1, noun, noun)
        if words[noun - 1].tag == "poss"
        else phrase_before(reading, noun - 1, index + 1)
    )
    floor, _ = reading.bounds(index)
    if source is None or words[source.start].lower in ("my", "our", "your", "its", "whose"):
        return None
    after = noun + 1
    if index == floor and after < end:
        start = after + 1 if words[after].tag == "," else after
        ranges: tuple[Range, ...] = (
            (Range(start, clause_end(reading, start)),) if start < end else ()
        )
    elif after >= end or words[after].tag in BREAKS:
        left_end = index - 1 if words[index - 1].tag == "," else index
        ranges = (Range(left_start(reading, left_end, floor), left_end),)
    else:
        return None
    if not ranges:
        return None
    return Candidate(Range(index, after), ranges, "stance", "neutral", source, frame="view")


def _by_adjective(reading: Reading, sense: Sense, index: int, end: int) -> Candidate | None:
    """ "was confident that ...", "remain concerned about ..."."""
    words = reading.words
    floor, _ = reading.bounds(index)
    j = index - 1
    while j >= floor and words[j].tag == "adv":
        j -= 1
    if j <= floor or words[j].lower not in load_grammar()["be"] | load_grammar()["linking_verbs"]:
        return None
    after = index + 1
    if after + 1 >= end or words[after].lower not in ("that", "about", "of", "at", "with", "over"):
        return None
    if (
        words[after].lower in ("of", "at", "with")
        and sense.act == "stance"
        and words[index].lower not in load_grammar()["stance_adjectives"]
    ):
        return None
    group = group_start(reading, j)
    subject = find_subject(reading, group)
    if subject is None or words[subject.start].lower in ("it", "there", "this"):
        return None
    noun = words[after].lower != "that"
    start = after + 1 if noun else after
    stop = clause_end(reading, start, noun=noun)
    if stop - start < 2:
        return None
    cue = Range(group, start)
    return make_candidate(sense, cue, (Range(start, stop),), subject, frame="that")


def _by_adverb(reading: Reading, index: int, end: int) -> Candidate | None:
    """ "reportedly", "allegedly": the clause around the adverb, given to nobody."""
    words = reading.words
    floor, _ = reading.bounds(index)
    if words[index].lower not in load_grammar()["hearsay"]:
        return None
    stop = clause_end(reading, index + 1) if index + 1 < end else end
    if stop - index < 3:
        return None
    subject = find_subject(reading, index) if index > floor else None
    before = words[index - 1] if index > floor else None
    ranges = [Range(index + 1, stop)]
    if before is not None and before.tag == "aux":
        group = group_start(reading, index)
        subject = find_subject(reading, group)
        if subject is not None and words[subject.start].tag != "rel":
            ranges.insert(0, Range(subject.start, index))
    elif subject is not None and subject.end == index:
        ranges.insert(0, Range(subject.start, subject.end))
    return Candidate(
        Range(index, index + 1), tuple(ranges), "speech", "doubting", None, False, "adverb"
    )
