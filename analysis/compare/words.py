"""The words of an article's body as they are compared: same word, same key."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from analysis.compare.wording import read_wording
from analysis.records import Document, Span

PERCENT = "%"
_NOT_IN_KEY = re.compile(r"(?<!\d)\.|\.(?!\d)|[^\w.]|_")
"""Apostrophes, hyphens, accents, commas, and points that are not decimal."""
TITLE_CASE = 0.6
"""A sentence in which more of the words begin with a capital is in capitals or title case: its
capitals say nothing about names."""
MAX_JOINERS = 3
"""So many lower-case words may stand between two capitalised ones of a name."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a body, in text order, as parallel tuples.

    `keys`: the word without case, accents, hyphens and house spelling; "per cent", "percent" and
    "%" are one word. `quoted`: inside quotation marks that carry somebody's words. `names`: the
    number of the name the word is part of, or -1.
    """

    keys: tuple[str, ...]
    spans: tuple[Span, ...]
    quoted: tuple[bool, ...]
    names: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class _Rules:
    joiners: frozenset[str]
    min_letters: int
    spelling: tuple[tuple[re.Pattern[str], str], ...]


@cache
def _rules() -> _Rules:
    raw = read_wording("words")
    return _Rules(
        joiners=frozenset(raw["name_joiners"]),
        min_letters=raw["spelling"]["min_letters"],
        spelling=tuple((re.compile(find), put) for find, put in raw["spelling"]["rules"]),
    )


def read_words(document: Document) -> Words:
    """The words of the body, without headline and headings; empty for an empty document."""
    text = document.text
    parts = list(_parts(text, _body_tokens(document)))
    spans = tuple(span for span, _ in parts)
    return Words(
        keys=tuple(key for _, key in parts),
        spans=spans,
        quoted=_inside(spans, [q.inner for q in document.quotations if not q.scare]),
        names=_number_names(text, spans, document),
    )


def _body_tokens(document: Document) -> list[Span]:
    """The words of the sentences of the body; all words where there is no sentence."""
    if not document.sentences:
        return list(document.tokens)
    body = [s.span for s in document.sentences if s.role == "body"]
    flags = _inside(document.tokens, body)
    return [token for token, inside in zip(document.tokens, flags, strict=True) if inside]


def _parts(text: str, tokens: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    """Each word with its key; a percentage gives the number and the sign as two words."""
    skip = False
    for at, token in enumerate(tokens):
        if skip:
            skip = False
            continue
        word = token.of(text)
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if word.endswith(PERCENT) and len(word) > 1:
            yield Span(token.start, token.end - 1), make_key(word[:-1])
            yield Span(token.end - 1, token.end), PERCENT
            continue
        if word.lower() == "per" and following and following.of(text).lower() == "cent":
            yield Span(token.start, following.end), PERCENT
            skip = True
            continue
        yield token, make_key(word)
        sign = _sign_after(text, token)
        if sign is not None and (following is None or sign.end <= following.start):
            yield sign, PERCENT


def _sign_after(text: str, token: Span) -> Span | None:
    """The per cent sign behind a number, with or without a space."""
    if not text[token.end - 1].isdigit():
        return None
    for at in (token.end, token.end + 1):
        if text[at : at + 1] == PERCENT:
            return Span(at, at + 1)
        if not text[at : at + 1].isspace():
            return None
    return None


@lru_cache(maxsize=1 << 16)
def make_key(word: str) -> str:
    """The form in which two spellings of one word are equal; never empty for a non-empty word."""
    folded = unicodedata.normalize("NFKD", word).casefold()
    key = _NOT_IN_KEY.sub("", folded) or word
    if key == "percent":
        return PERCENT
    rules = _rules()
    if len(key) >= rules.min_letters:
        for pattern, replacement in rules.spelling:
            key = pattern.sub(replacement, key)
    return key


def _inside(spans: Sequence[Span], areas: Sequence[Span]) -> tuple[bool, ...]:
    """For each span whether it overlaps one of the areas; both in text order."""
    flags = []
    at = 0
    for span in spans:
        while at < len(areas) and areas[at].end <= span.start:
            at += 1
        flags.append(at < len(areas) and areas[at].overlaps(span))
    return tuple(flags)


def _number_names(text: str, spans: Sequence[Span], document: Document) -> tuple[int, ...]:
    """For each word the number of its name (capitalised words and what joins them), or -1.

    A single capitalised word at the start of a sentence is not taken for a name.
    """
    names = [-1] * len(spans)
    for number, (start, end) in enumerate(_find_names(text, spans, document)):
        names[start:end] = [number] * (end - start)
    return tuple(names)


def _find_names(text: str, spans: Sequence[Span], document: Document) -> Iterator[tuple[int, int]]:
    joiners = _rules().joiners
    for start, end in _word_ranges(spans, [sentence.span for sentence in document.sentences]):
        capital = [text[spans[at].start].isupper() for at in range(start, end)]
        if sum(capital) > TITLE_CASE * len(capital) and len(capital) > MAX_JOINERS:
            continue
        at = start
        while at < end:
            if not capital[at - start]:
                at += 1
                continue
            last = _name_end(text, spans, at, end, joiners)
            if at > start or last > at + 1:
                yield at, last
            at = last


def _name_end(text: str, spans: Sequence[Span], at: int, end: int, joiners: frozenset[str]) -> int:
    """Where the name that begins at word `at` ends: behind its last capitalised word."""
    last = at + 1
    looking = last
    while looking < end and looking - last <= MAX_JOINERS:
        word = spans[looking].of(text)
        if word[0].isupper():
            last = looking + 1
        elif word.lower() not in joiners:
            break
        looking += 1
    return last


def _word_ranges(spans: Sequence[Span], sentences: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """The words of each sentence as a range; all words as one where there is no sentence."""
    if not sentences:
        yield 0, len(spans)
        return
    start = 0
    for sentence in sentences:
        end = start
        while end < len(spans) and spans[end].start < sentence.end:
            end += 1
        if end > start:
            yield start, end
        start = end
