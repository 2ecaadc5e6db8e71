"""What can be a source: a test on the subject of a cue."""

from __future__ import annotations

from analysis.annotate.cues import Sense
from analysis.annotate.kinds import is_source_noun, load_kinds
from analysis.annotate.phrases import Phrase
from analysis.annotate.subjects import antecedent
from analysis.annotate.words import Reading, pronoun


def group_start(reading: Reading, index: int) -> int:
    """First word of the verb group: auxiliaries and the adverbs among them."""
    words = reading.words
    floor, _ = reading.bounds(index)
    start = index
    j = index - 1
    while (
        j >= floor
        and words[j].tag in ("aux", "adv")
        and words[j].quotation == words[index].quotation
    ):
        start = j
        j -= 1
    return start


def can_speak(reading: Reading, subject: Phrase, frame: str, sense: Sense) -> bool:
    """Whether a subject is somebody or something that can be a source in this frame.

    With a quotation anything can; else a name, a pronoun, or a noun for persons, bodies or texts.
    """
    if frame == "quote":
        return True
    words = reading.words
    if words[subject.start].tag in ("rel", "sub"):
        found = antecedent(reading, subject.start)
        return found is not None and can_speak(reading, found, frame, sense)
    word = words[subject.start]
    if word.tag == "pron":
        lower = pronoun(word.lower)
        if lower in ("you", "there") or (lower in ("i", "we") and sense.act == "stance"):
            return False
        return lower != "it" or frame != "inf"
    if word.lower in ("one", "this", "these", "that", "which") and subject.end == subject.start + 1:
        return False
    head = _head(reading, subject)
    if frame == "figure":
        return _gives_figures(words[head].lower, capital=words[head].capital)
    if words[head].tag == "cap" or (words[head].capital and head > subject.start):
        return not words[head].lower.endswith(("’s", "'s"))
    if words[head].tag in ("det", "num", "rel"):
        return True
    return is_source_noun(words[head].lower) or (
        words[head].capital and head == subject.start and subject.end == head + 1
    )


def _head(reading: Reading, phrase: Phrase) -> int:
    """The head noun: the last word before the first preposition, comma or bracket."""
    words = reading.words
    for index in range(phrase.start + 1, phrase.head):
        if words[index].tag in ("prep", "sub", "rel", ",", "(", "–") or (
            words[index].tag == "verb" and words[index - 1].tag in ("word", "cap")
        ):
            return index - 1
    return phrase.head - 1


def _gives_figures(head: str, *, capital: bool) -> bool:
    lexicon = load_kinds()
    entry = lexicon.entries.get((head,))
    body = entry is not None and entry.role == "bodies"
    return body or head in lexicon.document or (capital and head in ("commission", "institute"))


def is_condition(reading: Reading, subject: Phrase) -> bool:
    """Whether the statement is only supposed: "if the minister says ..."."""
    floor, _ = reading.bounds(subject.start)
    before = reading.words[subject.start - 1] if subject.start > floor else None
    return before is not None and before.lower in ("if", "unless", "whether", "lest")


def is_shared(reading: Reading, subject: Phrase, group: int) -> bool:
    """Whether the subject stands elsewhere than right before the verb."""
    return any(
        reading.words[j].tag not in ("adv", "time", ",", ")", "num", "prep", "word", "rel")
        for j in range(subject.end, group)
    )
