"""What a relative pronoun stands for.

All positions are indices into `Reading.words`.
"""

from __future__ import annotations

from analysis.annotate.nouns import is_source_noun
from analysis.annotate.phrases import Phrase, is_noun, phrase_before
from analysis.annotate.words import Reading, load_grammar


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
