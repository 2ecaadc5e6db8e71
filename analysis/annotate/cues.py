"""The frames of cues: which words attribute, and in what company.

The lexicon lists base forms (`lexicons/frames.toml`); inflections are made here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from analysis.annotate.inflection import inflect_verb
from analysis.annotate.lexicon import read_lexicon
from analysis.records import Act, Tone

Form = Literal["base", "s", "past", "part", "ing"]


@dataclass(frozen=True, slots=True)
class Sense:
    """One use of a cue: the frames it stands in, act, tone with its reason, and criticism.

    `objects` restricts noun-phrase contents to those whose first nouns are among them.
    """

    frames: frozenset[str]
    act: Act
    tone: Tone
    critical: bool
    reason: str = ""
    objects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CueForm:
    """An inflected cue as it stands in a text, split into lower-case words."""

    words: tuple[str, ...]
    base: str
    form: Form
    senses: tuple[Sense, ...]

    def sense(self, *frames: str) -> Sense | None:
        """The sense for the first of `frames` that the cue has, the last listed group winning."""
        for frame in frames:
            for sense in reversed(self.senses):
                if frame in sense.frames:
                    return sense
        return None

    def has(self, frame: str) -> bool:
        """Whether the cue can stand in `frame`."""
        return any(frame in sense.frames for sense in self.senses)


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """All cues: verbs by first word (longest first), phrases, passive verbs, adverbs, nouns."""

    verbs: Mapping[str, tuple[CueForm, ...]]
    phrases: tuple[tuple[str, ...], ...]
    passive: frozenset[str]
    passive_doubting: frozenset[str]
    adverbs: frozenset[str]
    nouns: Mapping[str, Sense]
    adjectives: Mapping[str, Sense]
    finite: frozenset[str]
    critical: frozenset[str]
    empty: tuple[str, ...]
    views: frozenset[str]
    reasons: Mapping[str, str]


@cache
def load_cues() -> CueLexicon:
    """The cue lexicon with every inflection."""
    raw = read_lexicon("frames")
    irregular: Mapping[str, list[str]] = read_lexicon("cues")["irregular"]
    senses: dict[str, list[Sense]] = {}
    for group in raw["verbs"]:
        for base in group["words"]:
            senses.setdefault(base, []).append(_sense(group))
    forms: dict[str, list[CueForm]] = {}
    for base, uses in senses.items():
        for words, form in _inflect(base, irregular):
            forms.setdefault(words[0], []).append(CueForm(words, base, form, tuple(uses)))
    verbs = {
        first: tuple(sorted(found, key=lambda cue: (-len(cue.words), cue.base, cue.form)))
        for first, found in forms.items()
    }
    nouns = {word: _sense(group) for group in raw["nouns"] for word in group["words"]}
    adjectives = {word: _sense(group) for group in raw["adjectives"] for word in group["words"]}
    return CueLexicon(
        verbs=verbs,
        phrases=tuple(tuple(p.split()) for group in raw["phrases"] for p in group["words"]),
        passive=frozenset(raw["passive"]["verbs"]),
        passive_doubting=frozenset(raw["passive"]["doubting"]),
        adverbs=frozenset(raw["adverbs"]["doubting"]),
        nouns=nouns,
        adjectives=adjectives,
        finite=_finite(verbs, frozenset(raw["noun_forms"]["words"])),
        critical=frozenset(
            " ".join(cue.words)
            for found in verbs.values()
            for cue in found
            if any(sense.critical for sense in cue.senses)
        )
        | frozenset(
            word
            for senses_of in (nouns, adjectives)
            for word, sense in senses_of.items()
            if sense.critical
        ),
        empty=tuple(raw["empty"]["starts"]),
        views=frozenset(raw["views"]["words"]),
        reasons=_reasons(verbs, nouns),
    )


def is_critical(cue: str) -> bool:
    """Whether a cue as it stands in a text ("had sharply criticised") reports criticism."""
    words = cue.lower().split()
    critical = load_cues().critical
    return any(
        " ".join(words[start:end]) in critical
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
    )


def _sense(group: Mapping[str, Any]) -> Sense:
    return Sense(
        frames=frozenset(group["frames"]),
        act=group.get("act", "speech"),
        tone=group.get("tone", "neutral"),
        critical=group.get("critical", False),
        reason=group.get("reason", ""),
        objects=frozenset(group.get("objects", ())),
    )


def _inflect(
    base: str, irregular: Mapping[str, list[str]]
) -> Iterator[tuple[tuple[str, ...], Form]]:
    """Each form of a verb with its particle; a form that serves twice comes as the first."""
    verb, *particle = base.split()
    third, past, part, ing = inflect_verb(verb, irregular)
    seen: set[str] = set()
    listed: Iterable[tuple[str, Form]] = (
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


def _reasons(
    verbs: Mapping[str, tuple[CueForm, ...]], nouns: Mapping[str, Sense]
) -> dict[str, str]:
    reasons = {noun: sense.reason for noun, sense in nouns.items() if sense.reason}
    for found in verbs.values():
        for cue in found:
            for sense in cue.senses:
                if sense.reason:
                    reasons[" ".join(cue.words)] = sense.reason
    return reasons
