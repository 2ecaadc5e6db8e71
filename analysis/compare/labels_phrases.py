"""Noun phrases around a noun, found by closed word classes and endings.

A parser would know more. What is needed here is where the phrase of a known noun begins and whether
the noun is its head, and that the small words around it tell in most sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from analysis.axes.patterns import Token, inflect, irregular_forms, normalise, tokenise
from analysis.compare.wording import read_wording
from analysis.records import Span

Kind = Literal[
    "stop", "det", "num", "prep", "conj", "pron", "aux", "verb", "noun_verb", "ed", "adv", "adj",
    "own", "time", "word",
]  # fmt: skip
_LEFT = 7
"""So many words may stand before the head of a phrase."""
_TAIL = 5
"""... and so many behind an "of"."""
_QUOTES = frozenset('"“”„«»')


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase in the tokens of a sentence.

    `first` is where it begins with its determiner, `start` where the words of its label begin,
    `head` and `last` the first and last token of its head, `tail` the last of a part with "of"
    behind it. `governed` is a preposition before it, `determiner` its first word if it is one.
    """

    first: int
    start: int
    head: int
    last: int
    tail: int
    governed: str = ""
    determiner: str = ""


class Grammar:
    """The word classes of `noun_phrases.toml`, in normal form."""

    def __init__(self) -> None:
        raw = {
            name: frozenset(normalise(word) for word in words)
            for name, words in read_wording("noun_phrases").items()
        }
        self.raw = raw
        classes: dict[str, Kind] = {}
        order: tuple[tuple[Kind, str], ...] = (
            ("aux", "be"), ("aux", "auxiliaries"), ("det", "determiners"), ("num", "numbers"),
            ("prep", "prepositions"), ("conj", "conjunctions"), ("pron", "pronouns"),
            ("time", "time"), ("adv", "adverbs"), ("adj", "adjectives"), ("adj", "participles"),
        )  # fmt: skip
        for kind, name in order:
            for word in raw[name]:
                classes.setdefault(word, kind)
        for base in raw["noun_verbs"]:
            forms = inflect(base)
            for form in forms[:2]:
                classes.setdefault(normalise(form), "noun_verb")
            for form in forms[2:]:
                classes.setdefault(normalise(form), "verb")
        for base in raw["verbs"]:
            for form in inflect(base):
                classes.setdefault(normalise(form), "verb")
        for past in irregular_forms().values():
            for form in past:
                classes.setdefault(normalise(form), "verb")
        self._classes = classes
        self._adjective = tuple(read_wording("noun_phrases")["endings"])

    def kind(self, word: str) -> Kind:
        """The class of a word in normal form; `word` for what is probably a noun."""
        known = self._classes.get(word)
        if known is not None:
            return known
        if word == "'s":
            return "own"
        if word.endswith("ly") and len(word) > 4:
            return "adv"
        if word.endswith(("ed", "ing")) and len(word) > 4:
            return "ed"
        adjective = word.endswith(self._adjective) and word not in self.raw["not_adjectives"]
        return "adj" if adjective and len(word) > 4 else "word"


@cache
def load_grammar() -> Grammar:
    """The word classes, ready for use."""
    return Grammar()


class Line:
    """A sentence of an article: its tokens with their classes."""

    def __init__(self, text: str, span: Span) -> None:
        self.text = text
        self.tokens: Sequence[Token] = tokenise(text, span.start, span.end)
        self._kind = lru_cache(maxsize=None)(self._find_kind)

    def __len__(self) -> int:
        return len(self.tokens)

    def norm(self, at: int) -> str:
        """The word in normal form, "" outside the sentence."""
        return self.tokens[at].norm if 0 <= at < len(self.tokens) else ""

    def kind(self, at: int) -> Kind:
        """The class of the token, `stop` outside the sentence."""
        return self._kind(at) if 0 <= at < len(self.tokens) else "stop"

    def _find_kind(self, at: int) -> Kind:
        token = self.tokens[at]
        if not token.is_word:
            return "stop"
        kind = load_grammar().kind(token.norm)
        if token.norm == "'s":
            return "aux" if load_grammar().kind(self.norm(at - 1)) == "pron" else "own"
        if token.capital and at and kind in ("verb", "noun_verb", "ed", "adv", "adj"):
            return "word"
        return kind

    def capital(self, at: int) -> bool:
        """Whether the token begins with a capital and does not open the sentence."""
        return 0 < at < len(self.tokens) and self.tokens[at].capital

    def gap(self, at: int) -> str:
        """The characters between the token and the one before it."""
        return self.text[self.tokens[at - 1].end : self.tokens[at].start] if at > 0 else ""

    def hyphened(self, at: int) -> bool:
        """Whether the token is joined to the one before it by a hyphen."""
        return 0 < at < len(self.tokens) and self.gap(at) == "-"

    def opens_quotation(self, at: int) -> bool:
        """Whether quotation marks open right before the token."""
        gap = self.gap(at)
        return len(gap) > 1 and gap[-1] in _QUOTES and gap[-2].isspace()

    def closes_quotation(self, at: int) -> bool:
        """Whether quotation marks close between the token and the one before it."""
        if at >= len(self.tokens):
            end = self.tokens[-1].end
            return any(char in _QUOTES for char in self.text[end : end + 2])
        return any(char in _QUOTES for char in self.gap(at)) and not self.opens_quotation(at)

    def span(self, first: int, last: int) -> Span:
        """The characters from token `first` to token `last`, both included."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def words(self, first: int, last: int) -> str:
        """The text of these tokens, in one line and without quotation marks."""
        raw = self.span(first, last).of(self.text)
        return " ".join("".join(char for char in raw if char not in _QUOTES).split())


def find_phrase(line: Line, head: int, last: int) -> Phrase | None:
    """The noun phrase whose head stands at tokens `head` to `last`; None where these are no head.

    A noun before another one ("election results") or joined to it ("strike-breaker") is no head.
    """
    if line.hyphened(last + 1) or line.hyphened(head) or _modifies(line, last):
        return None
    first = start = head
    at = head - 1
    determiner = ""
    while at >= 0 and head - at <= _LEFT:
        kind = line.kind(at)
        if kind != "det" and line.opens_quotation(at + 1):
            break
        if kind == "det" and not line.hyphened(at + 1):
            first, determiner = at, line.norm(at)
            # "all the candidates", "none of the five" keep their first word only.
            while line.kind(first - 1) == "det":
                first -= 1
            break
        if kind == "own" or not _belongs(line, at, start):
            if kind == "own":
                first, determiner = at, "'s"
            break
        start = first = at
        at -= 1
    if _is_verb(line, head, bare=not determiner and start == head == last):
        return None
    start = _trim(line, start, head)
    before = line.norm(first - 1) if line.kind(first - 1) == "prep" else ""
    return Phrase(first, start, head, last, _tail(line, last), before, determiner)


def _is_verb(line: Line, at: int, *, bare: bool) -> bool:
    """Whether a word that can be noun or verb is a verb: "to show", "workers strike"."""
    if line.kind(at) not in ("noun_verb", "verb"):
        return False
    plural = line.kind(at - 1) == "word" and line.norm(at - 1).endswith("s")
    if plural and line.gap(at).isspace() and not line.norm(at).endswith("s"):
        return True
    single = line.kind(at - 1) == "word" and line.norm(at).endswith("s")
    if single and line.gap(at).isspace() and line.kind(at + 1) in ("det", "num"):
        return True
    before = line.kind(at - 1) in ("aux", "pron") or line.norm(at - 1) == "to"
    return bare and (before or line.kind(at + 1) == "det")


def _tail(line: Line, last: int) -> int:
    """The last token of a part with "of" behind the head; the head's own where there is none."""
    if line.norm(last + 1) != "of":
        return last
    end = last
    for place in range(last + 2, min(last + 2 + _TAIL, len(line))):
        kind = line.kind(place)
        if kind in ("num", "time"):
            return last
        if kind in ("word", "noun_verb"):
            end = place
        elif kind not in ("det", "adj", "own") or (kind == "det" and end > last):
            break
    return end


def _modifies(line: Line, last: int) -> bool:
    """Whether the noun stands before another one, whose kind it tells."""
    following = last + 1
    if line.kind(following) == "stop" or any(char in _QUOTES for char in line.gap(following)):
        return False
    kind = line.kind(following)
    if kind == "noun_verb":
        return not line.norm(last).endswith("s")
    return kind == "word" and not line.capital(following)


def _belongs(line: Line, at: int, start: int) -> bool:
    """Whether the token stands in the phrase that so far begins at `start`."""
    kind = line.kind(at)
    joined = line.hyphened(at + 1)
    if joined:
        return kind not in ("stop",)
    if kind in ("adj", "num", "word", "time", "noun_verb"):
        return kind != "noun_verb" or _opened(line, at) or line.kind(at - 1) in ("adj", "word")
    if kind in ("ed", "verb"):
        known = line.norm(at) in load_grammar().raw["participles"]
        return known or (_opened(line, at) and line.norm(at).endswith(("ed", "ing", "en")))
    if kind == "adv":
        return line.kind(start) in ("adj", "ed") and start != at
    if kind == "stop":
        comma = line.norm(at) == "," and line.gap(at + 1).isspace()
        return comma and _describes(line, at - 1) and _describes(line, start)
    if kind == "conj":
        listed = line.norm(at) in ("and", "or", "but", "yet")
        return listed and _describes(line, at - 1) and _describes(line, start)
    return False


def _describes(line: Line, at: int) -> bool:
    known = line.norm(at) in load_grammar().raw["participles"]
    return line.kind(at) == "adj" or known or line.hyphened(at) or line.hyphened(at + 1)


def _opened(line: Line, at: int) -> bool:
    """Whether a determiner or an owner stands shortly before, with nothing but words between."""
    for place in range(at - 1, max(-1, at - 4), -1):
        kind = line.kind(place)
        if kind in ("det", "own"):
            return True
        if kind not in ("adj", "num", "adv", "word"):
            return False
    return False


def _trim(line: Line, start: int, head: int) -> int:
    """The label's first token: behind numbers, days and others that tell which or how many."""
    dropped = load_grammar().raw["dropped"]
    while start < head and not line.hyphened(start + 1):
        kind = line.kind(start)
        if kind not in ("num", "time", "stop", "conj") and line.norm(start) not in dropped:
            break
        start += 1
    return start
