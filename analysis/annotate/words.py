"""Words with a coarse class, sentence and quotation: what names and speaker lines are read by.

A parser would know more; these classes are enough to see where a noun phrase or a clause ends,
cost well under a millisecond a page and need no model. Classes come from `lexicons/grammar.toml`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.annotate.cues import load_cues
from analysis.annotate.lexicon import read_lexicon
from analysis.records import Quotation, Sentence, Span

_PUNCTUATION = re.compile(r"\S")
_QUOTE_MARKS = frozenset("\"“”„‟«»‹›‘’'`´″")
_DASHES = frozenset("–—―‒-−")


class Word(NamedTuple):
    """A word or punctuation mark: where it stands, how it reads, and its coarse class.

    `quotation` is the index of the quotation it stands in, or -1. Classes: det, poss, pron, rel,
    sub, cc, prep, aux, adv, time, verb, num, cap, word; punctuation is its own class (dashes
    are "–", sentence ends ".").
    """

    start: int
    end: int
    lower: str
    tag: str
    sentence: int
    quotation: int
    capital: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as words, with the first word of every sentence (one extra entry ends the list)."""

    text: str
    words: tuple[Word, ...]
    first: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]

    def bounds(self, index: int) -> tuple[int, int]:
        """First word and end of the sentence in which word `index` stands."""
        sentence = self.words[index].sentence
        return self.first[sentence], self.first[sentence + 1]

    def sentence_at(self, position: int) -> int:
        """The last sentence that begins at or before a character; the first for one before all."""
        return max(0, bisect_right(self.sentences, position, key=lambda s: s.span.start) - 1)

    def span(self, start: int, end: int) -> Span:
        """The characters from word `start` up to word `end`, without the mark that ends them."""
        return Span(self.words[start].start, self.words[end - 1].end)


@cache
def load_grammar() -> Mapping[str, frozenset[str]]:
    """The word classes of `lexicons/grammar.toml`, each as a set of lower-case words."""
    return {name: frozenset(words) for name, words in read_lexicon("grammar").items()}


@cache
def _closed_classes() -> Mapping[str, str]:
    """Word → class for the closed classes; the first class that lists a word wins."""
    grammar = load_grammar()
    order = (
        ("aux", "auxiliaries"),
        ("poss", "possessives"),
        ("rel", "relatives"),
        ("pron", "pronouns"),
        ("cc", "coordinators"),
        ("det", "determiners"),
        ("time", "time"),
        ("adv", "adverbs"),
        ("sub", "subordinators"),
        ("prep", "prepositions"),
        ("verb", "verbs"),
    )
    classes: dict[str, str] = {}
    for tag, name in order:
        for word in grammar[name]:
            classes.setdefault(word, tag)
    classes["may"] = "aux"
    classes["march"] = "word"
    return classes


@lru_cache(maxsize=20_000)
def tag_word(surface: str, *, initial: bool) -> str:
    """The coarse class of one word; `initial` says that it opens a sentence or quotation."""
    lower = surface.lower()
    capital = surface[0].isupper()
    grammar = load_grammar()
    if capital and not initial:
        if lower in grammar["months"] or lower in grammar["time"]:
            return "time"
        if lower in ("i", "mr", "mrs", "ms", "dr") or (len(surface) > 1 and surface.isupper()):
            return "pron" if lower == "i" else "cap"
        known = _closed_classes().get(lower)
        return known if known in ("pron", "det", "poss", "aux", "prep", "cc") else "cap"
    if surface[0].isdigit():
        return "num"
    known = _closed_classes().get(lower)
    if known:
        return known
    if lower.endswith("ly") and len(lower) > 4 and lower not in grammar["not_adverbs"]:
        return "adv"
    if lower[-3:] in ("'re", "’re", "'ve", "’ve", "'ll", "’ll") or lower in ("i'm", "i’m"):
        return "pron"
    head, _, tail = lower.replace("’", "'").partition("'")
    if tail in ("s", "d") and head in (
        "he",
        "she",
        "it",
        "that",
        "there",
        "who",
        "they",
        "we",
        "i",
    ):
        return "pron"
    if lower in load_cues().finite:
        return "verb"
    if lower.endswith("ed") and len(lower) > 4 and "-" not in lower:
        return "word" if lower in grammar["not_verbs"] else "verb"
    return "cap" if capital and not initial else "word"


def read_words(
    text: str,
    sentences: Sequence[Sentence],
    tokens: Sequence[Span],
    quotations: Sequence[Quotation],
) -> Reading:
    """The words and punctuation of the sentences, in order; text outside sentences is left out.

    Quotation marks are no words of their own: a word knows its quotation. A full stop inside a
    sentence (an abbreviation, an initial) is dropped.
    """
    quoted = list(quotations)
    opening = [q.span.start for q in quoted]

    def quotation_at(position: int) -> int:
        index = bisect_right(opening, position) - 1
        return index if index >= 0 and position < quoted[index].span.end else -1

    words: list[Word] = []
    first: list[int] = []
    cursor = 0
    for number, sentence in enumerate(sentences):
        first.append(len(words))
        while cursor < len(tokens) and tokens[cursor].end <= sentence.span.start:
            cursor += 1
        position = sentence.span.start
        initial = True
        previous_quotation = -1
        while True:
            inside = cursor < len(tokens) and tokens[cursor].start < sentence.span.end
            token = tokens[cursor] if inside else Span(sentence.span.end, sentence.span.end)
            for match in _PUNCTUATION.finditer(text, position, max(position, token.start)):
                _add_mark(words, match.group(), match.start(), number, quotation_at)
            if not inside:
                break
            surface = text[token.start : token.end]
            quotation = quotation_at(token.start)
            opens = initial or (quotation >= 0 and quotation != previous_quotation)
            previous_quotation = quotation
            if words and len(words) > first[-1] and words[-1].tag == "stop":
                words.pop()
            words.append(
                Word(
                    token.start,
                    token.end,
                    surface.lower(),
                    tag_word(surface, initial=opens),
                    number,
                    quotation,
                    surface[0].isupper(),
                )
            )
            initial = False
            position = token.end
            cursor += 1
    first.append(len(words))
    _rename_months(words)
    return Reading(text, tuple(words), tuple(first), tuple(sentences), tuple(quoted))


def _rename_months(words: list[Word]) -> None:
    """Makes "Jan Kowalczyk" and "April Jones" names: a month before a capital, not after "in"."""
    months = load_grammar()["months"]
    for index, word in enumerate(words[:-1]):
        following = words[index + 1]
        if word.tag != "time" or word.lower not in months or following.tag != "cap":
            continue
        if following.sentence != word.sentence or (
            index and words[index - 1].tag in ("prep", "sub", "time", "num", "adv")
        ):
            continue
        words[index] = word._replace(tag="cap")


def _add_mark(
    words: list[Word], mark: str, start: int, sentence: int, quotation_at: Callable[[int], int]
) -> None:
    """Adds a punctuation mark with its class; quotation marks are left out."""
    if mark in _QUOTE_MARKS:
        return
    if mark == ".":
        tag = "stop"
    elif mark in "!?…":
        tag = "."
    elif mark in _DASHES:
        tag = "–"
    else:
        tag = mark
    words.append(Word(start, start + 1, mark, tag, sentence, quotation_at(start), False))
