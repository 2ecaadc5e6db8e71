"""Texts without names, numbers and dates, so that no model can judge by them.

Who is president of which country must not move a score: the views that learned from texts read
one placeholder for every name. What is put in is the same whatever the name was, so that swapping
one name for another changes nothing by construction, wherever both are seen as names.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from analysis.records import Span

_WORD = re.compile(r"[^\W\d_](?:[\w.]*[^\W_])?(?:[-‐‑'’][^\W_]+)*|\d[\d.,:]*\d|\d", re.UNICODE)
_POSSESSIVE = re.compile(r"['’]s?$")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_CAPITAL_HEADLINE = 0.85
"""Of the words of four letters and more: above it a line is set in capitals, and a capital there
says nothing."""


@dataclass(frozen=True, slots=True)
class Neutral:
    """A text with placeholders, and where its parts stand in the original."""

    text: str
    _starts: tuple[int, ...]
    _shifts: tuple[int, ...]

    def original(self, position: int) -> int:
        """The place in the original of a place in `text`; inside a placeholder its beginning."""
        index = bisect_right(self._starts, position) - 1
        return position + self._shifts[index] if index >= 0 else position


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    lower: str
    capital: bool
    opens: bool
    kept: bool


class Names:
    """The names of one article; make it from the whole text, use it on any part."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        """Learns from `sentences` (spans of `text`) which capitalised words are names."""
        self._known, self._persons = _learn(text, sentences)

    def veil(self, text: str, *, shown: frozenset[str] = frozenset()) -> str:
        """`text`, as long as before, without personal names that are words ("President Savage").

        `shown`: words in lower case that stay.
        """
        pieces, done = [], 0
        for word in _words(text):
            if word.capital and word.lower in self._persons and word.lower not in shown:
                pieces += [text[done : word.start], "Q", "q" * (len(word.text) - 1)]
                done = word.end
        return "".join((*pieces, text[done:]))

    def neutralise(self, text: str) -> Neutral:
        """`text` with a placeholder for every name, number, date and plain verb of saying."""
        data = _data()
        pieces: list[str] = []
        starts: list[int] = []
        shifts: list[int] = []
        done = length = 0
        for start, end, placeholder in _cuts(_words(text), self._known, data):
            pieces += [text[done:start], placeholder]
            length += start - done + len(placeholder)
            done = end
            starts.append(length)
            shifts.append(done - length)
        pieces.append(text[done:])
        return Neutral("".join(pieces), tuple(starts), tuple(shifts))


@cache
def _data() -> dict[str, Any]:
    read = tomllib.loads(Path(__file__).with_name("neutral.toml").read_text(encoding="utf-8"))
    for key in ("kept", "weekdays", "months", "sayings", "particles"):
        read[key] = frozenset(read[key])
    return read


def _words(text: str) -> list[_Word]:
    kept = _data()["kept"]
    found: list[_Word] = []
    end = 0
    for match in _WORD.finditer(text):
        word = match[0]
        bare = _POSSESSIVE.sub("", word)
        lower = bare.lower()
        gap = text[end : match.start()]
        opens = not found or any(mark in gap for mark in '.!?\n:“"«„') or gap.strip(" ") in "—–-*"
        opens = opens and (not found or gap != " ")
        found.append(
            _Word(
                match.start(),
                match.start() + len(bare),
                bare,
                lower,
                word[0].isupper(),
                opens,
                lower in kept,
            )
        )
        end = match.end()
    return found


def _learn(text: str, sentences: Sequence[Span]) -> tuple[frozenset[str], frozenset[str]]:
    """Words that are names where a capital tells: inside a sentence, or beside another name.

    The second set are those in names of several words or behind an office: persons, mostly.
    """
    known: set[str] = set()
    persons: set[str] = set()
    for span in sentences:
        words = _words(span.of(text))
        if _in_capitals(words):
            continue
        for run in _runs(words):
            own = {word.lower for word in run if not word.kept and len(word.lower) > 1}
            known |= own
            if len(run) > 1:
                persons |= own
    return frozenset(known), frozenset(persons)


def _in_capitals(words: Sequence[_Word]) -> bool:
    """Whether a line is set in capitals, or with a capital on every longer word."""
    long = [word for word in words if len(word.text) > 3 and not word.text[0].isdigit()]
    return len(long) > 3 and sum(w.capital for w in long) > _CAPITAL_HEADLINE * len(long)


def _runs(words: Sequence[_Word]) -> list[list[_Word]]:
    """Runs of capitalised words that hold a name.

    At the start of a sentence a capital alone says nothing: one unknown word counts only with
    another behind it, or with an office before it ("President Joy").
    """
    runs: list[list[_Word]] = []
    run: list[_Word] = []
    for word in [*words, None]:
        if word is not None and word.capital and not (run and word.opens):
            run.append(word)
            continue
        if run:
            runs.append(run)
        run = [word] if word is not None and word.capital else []
    return [own for own in runs if _is_name(own)]


def _is_name(run: Sequence[_Word]) -> bool:
    if all(word.kept for word in run):
        return False
    first = run[0]
    if not first.opens or first.kept:
        return True
    return len(run) > 1 and not all(word.kept for word in run[1:])


def _cuts(
    words: Sequence[_Word], known: frozenset[str], data: dict[str, Any]
) -> list[tuple[int, int, str]]:
    """What is replaced: start, end and what stands there instead, in text order."""
    cuts: list[tuple[int, int, str]] = []
    headline = _in_capitals(words)
    index = 0
    while index < len(words):
        word = words[index]
        if word.text[0].isdigit():
            cuts.append(
                (word.start, word.end, data["year" if _YEAR.match(word.text) else "number"])
            )
        elif word.lower in data["weekdays"] and word.capital:
            cuts.append((word.start, word.end, data["weekday"]))
        elif word.lower in data["months"] and word.capital:
            cuts.append((word.start, word.end, data["month"]))
        elif word.lower in data["sayings"] and not word.capital:
            cuts.append((word.start, word.end, data["saying"]))
        elif _masked(word, known, headline=headline):
            end = index + 1
            while end < len(words) and _goes_on(words, end, known, headline=headline):
                end += 1
            cuts.append((word.start, words[end - 1].end, data["name"]))
            index = end
            continue
        index += 1
    return cuts


def _masked(word: _Word, known: frozenset[str], *, headline: bool) -> bool:
    if not word.capital or word.kept:
        return False
    return word.lower in known or not (word.opens or headline)


def _goes_on(words: Sequence[_Word], index: int, known: frozenset[str], *, headline: bool) -> bool:
    """Whether a name goes on: with a capital, or with "van", "al" before one."""
    word, before = words[index], words[index - 1]
    if word.start - before.end > 1 or word.opens:
        return False
    if word.lower in _data()["particles"] and not word.capital and index + 1 < len(words):
        return _masked(words[index + 1], known, headline=headline)
    return _masked(word, known, headline=headline)
