"""The small pattern language of axis files, its tokens, and the matcher behind it.

A pattern is a phrase. Beyond plain words it may hold

- `criticis*`      every word that begins so;
- `{tighten}`      all forms of a verb or noun (regular ones, and the irregular ones listed in
                   `inflection.toml`);
- `real|genuine`   one of several words (`{curb}|{limit}` as well);
- `(at once|soon)`  one of several phrases;
- `any?`           a word that may be missing (`a|the?` likewise);
- `_`              any one word; `...` up to three words of any kind.

Case, hyphens and the choice between -ise and -ize, -our and -or make no difference.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Generic, TypeVar

# "did", "n't"; "it", "'s"; "U.N"; a number; a mark that ends a phrase; a line break.
_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+?(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|[^\W\d_]+(?:\.[^\W\d_]\b)*)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<stop>[,;:()—–…?!]|\.+|\s-+\s|\n)"
)
# Spelling that differs between Britain and America: -ize, and the words in -our.
_IZE = re.compile(r"(?<=\w\w)iz(?=(?:e|es|ed|er|ers|ing|ation|ations)?$)")
_OUR = re.compile(
    r"^(fav|hon|lab|col|behavi|harb|neighb|rum|hum|endeav|val|vig|rig|clam|flav|sav|splend)our"
)
_ENDING = r"(?:n['’]t|['’](?:s|re|ve|ll|d|m))"
# In a pattern: "{say}" any form, "reform*" a beginning, a word, or "#" a number; then an ending.
_ALTERNATIVE = re.compile(
    rf"(?P<word>\{{[^\W\d_]+\}}|[^\W\d_]+\*|[^\W\d_]+?|#)?(?P<ending>{_ENDING})?"
)
_MAX_GAP = 3
_MIN_PREFIX = 2
_MAX_VARIANTS = 4000

_WORD_OR_GROUP = re.compile(r"\([^()]*\)\??|\S+")

ANY = "_"
NUMBER = "#"


class PatternError(ValueError):
    """A pattern that cannot be read: `problem` and `remedy` in words."""

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem}; {remedy}")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or stop: its place in the text and its normal form."""

    start: int
    end: int
    norm: str
    is_word: bool
    capital: bool = False


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words, numbers and stops of `text[start:end]`, with offsets into `text`.

    Quotation marks and hyphens inside words are no tokens: they never stand between two words of
    a phrase.
    """
    tokens = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        kind = match.lastgroup
        raw = match.group()
        if kind == "word":
            tokens.append(Token(match.start(), match.end(), normalise(raw), True, raw[0].isupper()))
        elif kind == "number":
            tokens.append(Token(match.start(), match.end(), NUMBER, True))
        else:
            tokens.append(Token(match.start(), match.end(), raw.strip() or raw[0], False))
    return tokens


def normalise(word: str) -> str:
    """The form in which words are compared: small letters, -is- for -iz-, -or for -our."""
    word = word.lower().replace("’", "'")
    if "iz" in word:
        word = _IZE.sub("is", word)
    if "our" in word:
        word = _OUR.sub(r"\1or", word)
    return word


@cache
def parse_pattern(pattern: str) -> tuple[tuple[str, ...], ...]:
    """The label sequences that a pattern stands for; raises PatternError."""
    variants = set(_expand(pattern))
    if not all(any(label not in (ANY, ",") for label in variant) for variant in variants):
        raise PatternError("it could match without any word of its own", "add a fixed word")
    return tuple(sorted(variants))


def _expand(pattern: str) -> list[tuple[str, ...]]:
    slots = [_slot(slot) for slot in _split(pattern)]
    n_variants = 1
    for slot in slots:
        n_variants *= len(slot)
    if n_variants > _MAX_VARIANTS:
        raise PatternError("it stands for too many phrases", "split it into several entries")
    return [tuple(label for part in choice for label in part) for choice in product(*slots)]


def _split(pattern: str) -> list[str]:
    words = _WORD_OR_GROUP.findall(pattern.replace(",", " , ").replace("-", " "))
    # "citizens'" and "citizens" are the same word here.
    return [re.sub(r"(?<=s)['’](?=\??$)", "", word) for word in words]


def _slot(slot: str) -> list[tuple[str, ...]]:
    """What may stand in one slot: alternatives, each a sequence of labels."""
    if slot in ("...", "…"):
        return [(ANY,) * n for n in range(_MAX_GAP + 1)]
    if slot in (ANY, ","):
        return [(slot,)]
    if slot.startswith("(") and slot.endswith((")", ")?")):
        missing: list[tuple[str, ...]] = [()] if slot.endswith("?") else []
        phrases = slot.removesuffix("?")[1:-1].split("|")
        return missing + [labels for phrase in phrases for labels in _expand(phrase)]
    optional = slot.endswith("?")
    choices: list[tuple[str, ...]] = [()] if optional else []
    for alternative in slot.removesuffix("?").split("|"):
        match = _ALTERNATIVE.fullmatch(alternative)
        if not alternative or match is None:
            raise PatternError(
                f"“{alternative or slot}” is no word",
                "write words, word*, {word}, one|other, word?, _ or ...",
            )
        # "people's" and "didn't" are two tokens each.
        ending = (normalise(match["ending"]),) if match["ending"] else ()
        forms = _forms(match["word"]) if match["word"] else ()
        choices += [(form, *ending) for form in forms] or [ending]
    return choices


def _forms(alternative: str) -> tuple[str, ...]:
    if alternative.startswith("{"):
        return tuple(sorted({normalise(form) for form in inflect(alternative[1:-1].lower())}))
    if alternative.endswith("*"):
        stem = normalise(alternative[:-1])
        if len(stem) < _MIN_PREFIX:
            raise PatternError("the part before * is too short", "write at least two letters")
        return (f"{stem}*",)
    return (normalise(alternative),)


@cache
def _irregular(section: str = "forms") -> Mapping[str, tuple[str, ...]]:
    with (Path(__file__).parent / "inflection.toml").open("rb") as file:
        table = tomllib.load(file)
    return MappingProxyType({base: tuple(forms) for base, forms in table[section].items()})


def irregular_forms() -> Mapping[str, tuple[str, ...]]:
    """Base form of an irregular verb → its forms but the base, -s and -ing ones."""
    return _irregular()


def inflect(base: str) -> tuple[str, ...]:
    """The forms of an English verb or noun: itself, -s, -ed, -ing, or the listed irregular ones."""
    if base in _irregular("auxiliary"):
        return (base, *_irregular("auxiliary")[base])
    third = _third_person(base)
    stem = base.removesuffix("e") if not base.endswith(("ee", "oe", "ye")) else base
    if _doubles(base):
        stem = base + base[-1]
    ing = f"{base[:-2]}ying" if base.endswith("ie") else f"{stem}ing"
    if base in _irregular():
        return (base, third, ing, *_irregular()[base])
    if base.endswith("y") and base[-2:-1] not in ("a", "e", "o", "u"):
        past = f"{base[:-1]}ied"
    else:
        past = f"{base}d" if base.endswith("e") else f"{stem}ed"
    return (base, third, ing, past)


def _third_person(base: str) -> str:
    if base.endswith("y") and base[-2:-1] not in ("a", "e", "o", "u"):
        return f"{base[:-1]}ies"
    return f"{base}es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{base}s"


def _doubles(base: str) -> bool:
    """Whether the last consonant is doubled: one short vowel before it, in a word of one beat.

    Longer words that double are few and stand in `inflection.toml`.
    """
    return bool(re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", base))


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found in a token list: tokens `first` to `last` (inclusive)."""

    first: int
    last: int
    payload: int


T = TypeVar("T")


class Matcher(Generic[T]):
    """All patterns in one trie over tokens; built once, then only read."""

    def __init__(self, patterns: Sequence[tuple[str, T]]) -> None:
        self.payloads: tuple[T, ...] = tuple(payload for _, payload in patterns)
        self._edges: list[dict[str, int]] = [{}]
        self._ends: list[tuple[int, ...]] = [()]
        for number, (pattern, _) in enumerate(patterns):
            for labels in parse_pattern(pattern):
                self._add(labels, number)
        self._prefixes = frozenset(
            label[:-1] for edges in self._edges for label in edges if label.endswith("*")
        )
        self._lengths = tuple(sorted({len(prefix) for prefix in self._prefixes}))

    def _add(self, labels: Sequence[str], number: int) -> None:
        node = 0
        for label in labels:
            following = self._edges[node].get(label)
            if following is None:
                following = len(self._edges)
                self._edges.append({})
                self._ends.append(())
                self._edges[node][label] = following
            node = following
        if number not in self._ends[node]:
            self._ends[node] = (*self._ends[node], number)

    def find(self, tokens: Sequence[Token]) -> list[Match]:
        """Every occurrence of every pattern, by start, overlapping ones included."""
        labels = [self._labels(token) for token in tokens]
        matches: list[Match] = []
        for first in range(len(tokens)):
            frontier = [0]
            position = first
            while frontier and position < len(tokens):
                reached = []
                for node in frontier:
                    edges = self._edges[node]
                    for label in labels[position]:
                        following = edges.get(label)
                        if following is not None:
                            reached.append(following)
                for node in reached:
                    for number in self._ends[node]:
                        matches.append(Match(first, position, number))
                frontier = reached
                position += 1
        return matches

    def _labels(self, token: Token) -> tuple[str, ...]:
        if not token.is_word:
            return (token.norm,)
        word = token.norm
        prefixes = [
            f"{word[:length]}*"
            for length in self._lengths
            if length <= len(word) and word[:length] in self._prefixes
        ]
        return (word, *prefixes, ANY)


def longest(matches: Sequence[Match]) -> list[Match]:
    """Matches that do not overlap, in text order: longer first, then those of lower payload."""
    taken: set[int] = set()
    kept = []
    for match in sorted(matches, key=lambda m: (m.first - m.last, m.payload, m.first)):
        places = range(match.first, match.last + 1)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(match)
    return sorted(kept, key=lambda match: match.first)
