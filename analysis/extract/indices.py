"""The readability indices: what they are computed from, and their formulas.

Words, letters, characters and the list of familiar words are textstat's; syllables come from
`syllables.py`. The formulas work on the counts of whole samples, so that one set of counts serves
every index and its interval; the tests hold them equal to textstat's own on the same counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.extract.syllables import count_syllables

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_TYPOGRAPHY = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "—": " ", "–": " ", "―": " ", "/": " ", "\u00ad": None}
)


@dataclass(frozen=True, slots=True)
class Totals:
    """What the indices are computed from; every field is an array with one entry a sample.

    `long` words have three syllables or more (SMOG), `hard` ones are unfamiliar as well (Fog),
    `unfamiliar` ones are not on the list of familiar words (Dale–Chall). `pieces` are the words
    and the marks that stand alone: ARI's mean word length is by them, as in textstat.
    """

    sentences: Floats
    words: Floats
    syllables: Floats
    long: Floats
    hard: Floats
    unfamiliar: Floats
    letters: Floats
    characters: Floats
    pieces: Floats


# --- the formulas -------------------------------------------------------------------------------


def flesch_reading_ease(totals: Totals) -> Floats:
    """Flesch (1948): 0 hard … 100 easy, unbounded in principle."""
    length = totals.words / totals.sentences
    return 206.835 - 1.015 * length - 84.6 * totals.syllables / totals.words


def flesch_kincaid_grade(totals: Totals) -> Floats:
    """Kincaid, Fishburne, Rogers and Chissom (1975): US school grade."""
    length = totals.words / totals.sentences
    return 0.39 * length + 11.8 * totals.syllables / totals.words - 15.59


def gunning_fog(totals: Totals) -> Floats:
    """Gunning (1952), with textstat's idea of a hard word: US school grade."""
    return 0.4 * (totals.words / totals.sentences + 100.0 * totals.hard / totals.words)


def smog(totals: Totals) -> Floats:
    """McLaughlin (1969): US school grade."""
    return 1.043 * (30.0 * totals.long / totals.sentences) ** 0.5 + 3.1291


def ari(totals: Totals) -> Floats:
    """Automated readability index, Smith and Senter (1967): US school grade."""
    length = totals.words / totals.sentences
    return 4.71 * totals.characters / totals.pieces + 0.5 * length - 21.43


def coleman_liau(totals: Totals) -> Floats:
    """Coleman and Liau (1975): US school grade; no syllables in it.

    textstat's 5.8 stands for the published 5.88, which would give about 0.4 grades more.
    """
    letters, sentences = totals.letters / totals.words, totals.sentences / totals.words
    return 5.8 * letters - 29.6 * sentences - 15.8


def dale_chall(totals: Totals) -> Floats:
    """Dale and Chall (1948): raw score, 4.9 and less for grade 4, 10 and more for graduates."""
    unfamiliar = 100.0 * totals.unfamiliar / totals.words
    score = 0.1579 * unfamiliar + 0.0496 * totals.words / totals.sentences
    return score + 3.6365 * (unfamiliar > 5.0)


def words_per_sentence(totals: Totals) -> Floats:
    """Mean number of words in a sentence."""
    return totals.words / totals.sentences


# --- counting -----------------------------------------------------------------------------------


def count(texts: Sequence[str]) -> Floats:
    """The counts of each sentence, one row each, in the order of the fields of `Totals`.

    A sentence without a word has no row. Words are textstat's: split at white space, marks
    removed, so that a hyphenated word is one word; dashes and slashes count as spaces.
    """
    import numpy as np

    rows = [row for text in texts if (row := _row(text))]
    return np.array(rows, dtype=np.float64).reshape(len(rows), 9)


def plain(text: str) -> str:
    """The text as textstat should see it: straight apostrophes, spaces for dashes and slashes."""
    return text.translate(_TYPOGRAPHY)


def _row(text: str) -> tuple[int, ...]:
    """The counts of one sentence; nothing for a sentence without a word."""
    from textstat.backend.counts import count_chars, count_letters, count_words
    from textstat.backend.selections import list_words
    from textstat.backend.utils import get_lang_easy_words

    straight = plain(text)
    words = [word.lower() for word in list_words(straight)]
    if not words:
        return ()
    familiar = get_lang_easy_words("en_US")
    syllables = [count_syllables(word) for word in words]
    unfamiliar = [word not in familiar for word in words]
    return (
        1,
        len(words),
        sum(syllables),
        sum(n >= 3 for n in syllables),
        sum(n >= 3 and new for n, new in zip(syllables, unfamiliar, strict=True)),
        sum(unfamiliar),
        count_letters(straight),
        count_chars(straight, ignore_spaces=True),
        count_words(straight, rm_punctuation=False),
    )


def totals_of(counts: Floats) -> Totals:
    """The totals of samples: the last axis of `counts` holds the fields of `Totals`."""
    return Totals(*(counts[..., column] for column in range(9)))
