"""The cue words with their readings (`lexicons/cues.toml`), ready to be looked up by word form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from analysis.annotate.inflection import inflect_verb, plural
from analysis.annotate.lexicon import read_lexicon
from analysis.records import Act, Tone

WordClass = Literal["verb", "noun", "word"]

GAP = "..."

_Z_SPELLING = re.compile(r"(?<=\w{3})([iy])z(e|es|ed|er|ers|ing|ation|ations)$")


@dataclass(frozen=True, slots=True)
class CueGroup:
    """One reading, shared by many words; the keys are explained at the head of the lexicon."""

    act: Act
    tone: Tone
    critical: bool
    reason: str
    weak: bool
    hedge: bool
    cancels: bool
    modifies: bool
    passes: bool
    factive: bool
    needs: str


@dataclass(frozen=True, slots=True)
class CueEntry:
    """A cue as listed: its words in base form ("..." for a gap), word class and reading."""

    words: tuple[str, ...]
    word_class: WordClass
    group: CueGroup
    order: int
    """Place in the lexicon: of two entries that fit equally well the later one holds."""

    @property
    def size(self) -> int:
        """How many words the entry asks for."""
        return sum(word != GAP for word in self.words)


@dataclass(frozen=True, slots=True)
class CueEntries:
    """All entries by the form of their first word, and what each word form may be a form of."""

    by_first: Mapping[str, tuple[CueEntry, ...]]
    bases: Mapping[str, frozenset[str]]

    def may_be(self, form: str, base: str) -> bool:
        """Whether a word form, as `same_spelling` gives it, is `base` or one of its forms."""
        return form == base or base in self.bases.get(form, ())


def same_spelling(word: str) -> str:
    """A word in lower case, with a plain apostrophe and -ise for -ize."""
    return _Z_SPELLING.sub(r"\1s\2", word.lower().replace("’", "'"))


@cache
def load_entries() -> CueEntries:
    """Every cue entry under every inflected form of its first word."""
    raw = read_lexicon("cues")
    irregular = raw["irregular"]
    bases: dict[str, set[str]] = {}
    by_first: dict[str, list[CueEntry]] = {}
    for entry in _entries(raw["group"]):
        first, *rest = entry.words
        for form in _forms(first, entry.word_class, irregular):
            bases.setdefault(form, set()).add(first)
            by_first.setdefault(form, []).append(entry)
        for word in rest:
            if word.isalpha():
                bases.setdefault(plural(word), set()).add(word)
    # A second verb may be inflected as well: "is known", "kept insisting".
    seconds = {word for entries in by_first.values() for e in entries for word in e.words[1:]}
    verbs = {e.words[0] for entries in by_first.values() for e in entries if e.word_class == "verb"}
    for word in sorted(seconds & (verbs | set(irregular))):
        for form in inflect_verb(word, irregular):
            bases.setdefault(form, set()).add(word)
    return CueEntries(
        {
            first: tuple(sorted(set(entries), key=lambda e: (-e.size, -e.order)))
            for first, entries in by_first.items()
        },
        {form: frozenset(words) for form, words in bases.items()},
    )


def _entries(groups: list[Mapping[str, Any]]) -> Iterator[CueEntry]:
    order = 0
    for raw in groups:
        group = CueGroup(
            act=raw["act"],
            tone=raw["tone"],
            critical=raw.get("critical", False),
            reason=raw["reason"],
            weak=raw.get("weak", False),
            hedge=raw.get("hedge", False),
            cancels=raw.get("cancels", False),
            modifies=raw.get("modifies", False),
            passes=raw.get("passes", False),
            factive=raw.get("factive", False),
            needs=raw.get("needs", ""),
        )
        listed: tuple[tuple[str, WordClass], ...] = (
            ("nouns", "noun"),
            ("verbs", "verb"),
            ("words", "word"),
        )
        for key, word_class in listed:
            for words in raw.get(key, ()):
                order += 1
                spelled = tuple(same_spelling(word) for word in words.split())
                yield CueEntry(spelled, word_class, group, order)


def _forms(word: str, word_class: WordClass, irregular: Mapping[str, list[str]]) -> set[str]:
    if word_class == "word" or not word[0].isalpha():
        return {word}
    if word_class == "noun":
        return {word, same_spelling(plural(word))}
    forms = {word, *(same_spelling(form) for form in inflect_verb(word, irregular))}
    if word == "be":
        forms |= {"are", "were", "am", "'re", "'m", "'s"}
    if word == "have":
        forms |= {"'ve", "'d"}
    if word == "learn":
        forms.add("learned")
    return forms
