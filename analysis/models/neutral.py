"""Texts without names, numbers and dates, so that no model can judge by them.

Who is president of which country must not move a score: the views that learned from texts read
placeholders for names. What is put in is the same whatever the name was, so that swapping one name
for another changes nothing by construction, wherever both are seen as names: the n-grams read one
placeholder for every name, the encoder one for the leader of the axis's side and others for other
names, in the order in which they come, so that it can tell who is meant.
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
_INNER = re.compile(r"[-‐‑'’](?=[^\W_])")
_POSSESSIVE = re.compile(r"['’]s?$")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_CAPITAL_HEADLINE = 0.85
"""Of the words of four letters and more: above it a line is set in capitals, and a capital there
says nothing."""


@dataclass(frozen=True, slots=True)
class Neutral:
    """A text with placeholders, and where its parts stand in the original.

    `apart` is the same, as long, with names told apart. The parts are text and placeholder by
    turns; `_starts` says where they begin in `text`, `_origins` where in the original.
    """

    text: str
    apart: str
    _starts: tuple[int, ...]
    _origins: tuple[int, ...]

    def original(self, position: int) -> int:
        """The place in the original of a place in `text`; inside a placeholder its beginning."""
        part = bisect_right(self._starts, position) - 1
        within = position - self._starts[part] if part % 2 == 0 else 0
        return self._origins[part] + within


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
        known, self._persons = _learn(text, sentences)
        self._known = known | _places()

    def veil(self, text: str, *, leaders: frozenset[str] = frozenset()) -> str:
        """`text`, as long as before, without names that are words: of persons ("President Savage"),
        of places ("in Hope").

        `leaders`: surnames in lower case; what stands for them is what `veiled` makes of them.
        """
        pieces, done = [], 0
        before = ""
        for word in _words(text):
            leads = word.lower in leaders
            place = before in _data()["at_places"] and not word.kept and word.lower in self._known
            before = word.text
            if word.capital and (leads or place or word.lower in self._persons):
                name = _stand_in("z" if leads else "q", word.text)
                pieces += [text[done : word.start], name.capitalize()]
                done = word.end
        return "".join((*pieces, text[done:]))

    def neutralise(self, text: str) -> Neutral:
        """`text` with a placeholder for every name, number, date and plain verb of saying."""
        return self.neutralise_all([text])[0]

    def neutralise_all(
        self, texts: Sequence[str], *, leaders: frozenset[str] = frozenset()
    ) -> list[Neutral]:
        """The same for consecutive texts, in which names are told apart by their last word; a state
        and its adjective are one.

        `leaders`: surnames in lower case, which have the placeholder that the n-grams read.
        """
        places = dict.fromkeys(leaders, -1)
        return [self._neutral(text, places) for text in texts]

    def _neutral(self, text: str, places: dict[str, int]) -> Neutral:
        """A text with placeholders; `places` numbers the names, and grows."""
        data = _data()
        others: Sequence[str] = data["others"]
        pieces: list[str] = []
        told: list[str] = []
        starts, origins = [0], [0]
        done = length = 0
        for start, end, placeholder, name in _cuts(_words(text), self._known, data):
            name = _one_state().get(name, name.rpartition(" ")[2])
            place = places.setdefault(name, len(places)) if name else -1
            pieces += [text[done:start], placeholder]
            told += [text[done:start], others[place % len(others)] if place >= 0 else placeholder]
            starts += [length + start - done, length + start - done + len(placeholder)]
            origins += [start, end]
            done, length = end, starts[-1]
        pieces.append(text[done:])
        told.append(text[done:])
        return Neutral("".join(pieces), "".join(told), tuple(starts), tuple(origins))


def veiled(leaders: frozenset[str]) -> frozenset[str]:
    """What stands for these surnames in a veiled text, in lower case."""
    return frozenset(_stand_in("z", name) for name in leaders)


def _stand_in(letter: str, name: str) -> str:
    return letter * len(name)


@cache
def _data() -> dict[str, Any]:
    read = tomllib.loads(Path(__file__).with_name("neutral.toml").read_text(encoding="utf-8"))
    countries = tuple(tuple(country.split()) for country in read.pop("countries"))
    others = tuple(read.pop("others"))
    if any(len(other) != len(read["name"]) for other in others):
        raise ValueError("neutral.toml: all placeholders of names must be equally long")
    words = {key: frozenset(v) if isinstance(v, list) else v for key, v in read.items()}
    return {**words, "countries": countries, "others": others}


@cache
def _states() -> tuple[dict[str, Any], ...]:
    path = Path(__file__).parents[1] / "annotate" / "lexicons" / "countries.toml"
    return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["states"])


@cache
def _one_state() -> dict[str, str]:
    """The last two words of each name and adjective of a state, in lower case, and those of its
    first name: whoever reads "Kenyan" behind "Kenya" knows that they are one."""
    found: dict[str, str] = {}
    for state in _states():
        for name in (*state["names"], *state.get("adjectives", [])):
            found.setdefault(_ending(name), _ending(state["names"][0]))
    return found


def _ending(name: str) -> str:
    return " ".join(name.lower().split()[-2:])


@cache
def _places() -> frozenset[str]:
    """Words of the names of states, their adjectives and capitals, in lower case: "Kenyan" is a
    name at the beginning of a sentence, too."""
    keys = ("names", "adjectives", "capitals")
    named = (state.get(key, []) for state in _states() for key in keys)
    words = {word.lower() for names in named for name in names for word in name.split()}
    return frozenset(word for word in words - _data()["kept"] if len(word) > 3 and word.isalpha())


def _words(text: str) -> list[_Word]:
    kept = _data()["kept"] | _data()["numerals"]
    found: list[_Word] = []
    end = 0
    for match in _WORD.finditer(text):
        word, start = match[0], match.start()
        cut = _after_prefix(word)
        word, start = word[cut:], start + cut
        bare = _POSSESSIVE.sub("", word)
        lower = bare.lower()
        gap = text[end : match.start()]
        opens = not found or any(mark in gap for mark in '.!?\n:“"«„') or gap.strip(" ") in "—–-*"
        opens = opens and (not found or gap != " ") and not cut
        if opens and found and gap == ". " and _is_short(found[-1]):
            opens = False
        found.append(
            _Word(
                start,
                start + len(bare),
                bare,
                lower,
                any(letter.isupper() for letter in _beginnings(word)),
                opens,
                lower in kept and (bare.isupper() or lower not in _data()["acronyms"]),
            )
        )
        end = match.end()
    return found


def _after_prefix(word: str) -> int:
    """Where the name or number in "anti-Kenyan", "mid-2019" begins; 0 where none does.

    "al-Sisi" is a name as a whole.
    """
    first = re.split(r"[-‐‑'’]", word)[0]
    if _is_particle(word) or not (word[0].islower() or first.lower() in _data()["prefixes"]):
        return 0
    inner = (match.end() for match in _INNER.finditer(word))
    return next((place for place in inner if word[place].isupper() or word[place].isdigit()), 0)


def _is_short(word: _Word) -> bool:
    """Whether a stop behind the word shortens it: "Mr. Cross", "George W. Bush"."""
    return word.capital and (len(word.text) == 1 or word.lower in _data()["shortened"])


def _is_particle(word: str) -> bool:
    """Whether a word begins like "al-Sisi", "d'Alema"."""
    first = re.split(r"[-‐‑'’]", word)[0]
    return first in _data()["particles"] or first in ("d", "l")


def _beginnings(word: str) -> str:
    """The first letter, and behind a particle the one after it."""
    inner = _INNER.search(word) if _is_particle(word) else None
    return word[0] + (word[inner.end()] if inner else "")


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
            if _ends_in_surname(run):
                own.add(run[-1].lower)
            known |= own
            if len(run) > 1:
                persons |= own
    return frozenset(known), frozenset(persons)


def _ends_in_surname(run: Sequence[_Word]) -> bool:
    """Whether an office or law is a surname here: "President Lucia King"."""
    data = _data()
    if len(run) < 3 or run[-1].lower not in data["surnames"] or run[-2].kept:
        return False
    first = next((place for place, word in enumerate(run) if not word.kept), 0)
    side_by_side = run[-1].start - run[-2].end == 1
    return side_by_side and first > 0 and run[first - 1].lower in data["offices"]


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
) -> list[tuple[int, int, str, str]]:
    """What is replaced, in text order: start, end, what stands there instead, and of a name its
    last two words in lower case, else ""."""
    cuts: list[tuple[int, int, str, str]] = []
    headline = _in_capitals(words)
    index = 0
    while index < len(words):
        word = words[index]
        if word.text[0].isdigit():
            index, end = _powers(words, index)
            cuts.append((word.start, end, data["year" if _YEAR.match(word.text) else "number"], ""))
        elif (numeral := _numeral(words, index)) is not None:
            index, end = numeral
            cuts.append((word.start, end, data["number"], ""))
        elif word.lower in data["weekdays"] and word.capital:
            cuts.append((word.start, word.end, data["weekday"], ""))
        elif _is_month(words, index):
            cuts.append((word.start, word.end, data["month"], ""))
        elif word.lower in data["sayings"] and not word.capital:
            cuts.append((word.start, word.end, data["saying"], ""))
        elif end := _begins(words, index, known, headline=headline):
            while end < len(words) and _goes_on(words, end, known, headline=headline):
                end += 1
            name = " ".join(one.lower for one in words[max(index, end - 2) : end])
            cuts.append((word.start, words[end - 1].end, data["name"], name))
            index = end
            continue
        index += 1
    return cuts


def _numeral(words: Sequence[_Word], index: int) -> tuple[int, int] | None:
    """The last word and the end of a number in letters ("forty thousand", "two" of "two-year")."""
    data = _data()
    numerals: frozenset[str] = data["numerals"]
    word = words[index]
    parts = re.split("[-‐‑]", word.lower)
    follows = words[index + 1].lower if index + 1 < len(words) else ""
    if parts[0] not in numerals and not (word.lower == "one" and follows in data["powers"]):
        return None
    if word.lower == "one":
        return _powers(words, index)
    if not all(part in numerals or part == "one" for part in parts):
        return index, word.start + len(parts[0])
    return _powers(words, index)


def _powers(words: Sequence[_Word], index: int) -> tuple[int, int]:
    """The last word and the end of a number that goes on in letters: "1.5 million"."""
    further = _data()["numerals"] | _data()["powers"]
    while index + 1 < len(words) and words[index + 1].lower in further:
        if words[index + 1].start - words[index].end != 1:
            break
        index += 1
    return index, words[index].end


def _is_month(words: Sequence[_Word], index: int) -> bool:
    """Whether a word names a month; "May" and "March" by what stands beside them."""
    word, data = words[index], _data()
    if not word.capital:
        return False
    if word.lower not in data["may_months"]:
        return word.lower in data["months"]
    before = words[index - 1] if index else None
    after = words[index + 1] if index + 1 < len(words) else None
    if after is not None and after.text[0].isdigit() and after.start - word.end <= 2:
        return True
    if before is None or word.start - before.end > 1:
        return False
    return before.text[0].isdigit() or before.lower in data["before_month"]


def _begins(words: Sequence[_Word], index: int, known: frozenset[str], *, headline: bool) -> int:
    """Where what surely belongs to a name that begins at `index` ends; 0 where none begins."""
    word, data = words[index], _data()
    if _masked(word, known, headline=headline):
        return index + 1
    for country in data["countries"]:
        own = words[index : index + len(country)]
        if tuple(one.lower for one in own) == country and all(
            one.capital or one.lower in ("of", "the") for one in own
        ):
            return index + len(country)
    leads = word.lower in (data["compass"] if word.capital else data["leading"])
    follows = index + 1 < len(words) and _goes_on(words, index + 1, known, headline=headline)
    return index + 1 if leads and follows else 0


def _masked(word: _Word, known: frozenset[str], *, headline: bool) -> bool:
    if not word.capital or (word.kept and word.lower not in known):
        return False
    return word.lower in known or not (word.opens or headline)


def _goes_on(words: Sequence[_Word], index: int, known: frozenset[str], *, headline: bool) -> bool:
    """Whether a name goes on: with a capital, or with "van", "al" before one."""
    word, before = words[index], words[index - 1]
    if word.start - before.end > 1 or word.opens:
        return False
    if word.lower in _data()["particles"] and not word.capital and index + 1 < len(words):
        return _goes_on(words, index + 1, known, headline=headline)
    return _masked(word, known, headline=headline)
