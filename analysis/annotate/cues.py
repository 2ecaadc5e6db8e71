"""The verbs that may give words to somebody, in all their forms (`lexicons/verbs.toml`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from analysis.annotate.inflection import inflect_verb
from analysis.annotate.lexicon import read_lexicon

Form = Literal["base", "s", "past", "part", "ing"]


@dataclass(frozen=True, slots=True)
class CueForm:
    """An inflected cue as it stands in a text, split into lower-case words."""

    words: tuple[str, ...]
    base: str
    form: Form


@dataclass(frozen=True, slots=True)
class CueVerbs:
    """The verbs by first word (longest first), and their forms that are hardly ever nouns."""

    verbs: Mapping[str, tuple[CueForm, ...]]
    finite: frozenset[str]


@cache
def load_cues() -> CueVerbs:
    """All cue verbs with every inflection."""
    raw = read_lexicon("verbs")
    forms: dict[str, list[CueForm]] = {}
    for base in raw["verbs"]:
        for words, form in _inflect(base):
            forms.setdefault(words[0], []).append(CueForm(words, base, form))
    verbs = {
        first: tuple(sorted(found, key=lambda cue: (-len(cue.words), cue.base, cue.form)))
        for first, found in forms.items()
    }
    return CueVerbs(verbs, _finite(verbs, frozenset(raw["nouns"])))


def _inflect(base: str) -> Iterator[tuple[tuple[str, ...], Form]]:
    """Each form of a verb with its particle; a form that serves twice comes as the first."""
    verb, *particle = base.split()
    third, past, part, ing = inflect_verb(verb, read_lexicon("cues")["irregular"])
    seen: set[str] = set()
    listed: tuple[tuple[str, Form], ...] = (
        (past, "past"),
        (part, "part"),
        (third, "s"),
        (verb, "base"),
        (ing, "ing"),
    )
    for word, form in listed:
        if word not in seen:
            seen.add(word)
            yield (word, *particle), form


def _finite(verbs: Mapping[str, tuple[CueForm, ...]], nouns: frozenset[str]) -> frozenset[str]:
    """Forms that are finite verbs and hardly ever nouns: they end a noun phrase."""
    finite = set()
    for found in verbs.values():
        for cue in found:
            word = cue.words[0]
            verb = cue.base.split()[0]
            if cue.form in ("past", "part") and word != verb:
                finite.add(word)
            if cue.form in ("s", "base") and verb not in nouns:
                finite.add(word)
    return frozenset(finite)
