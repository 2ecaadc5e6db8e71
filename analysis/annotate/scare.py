"""Words in quotation marks that are nobody's speech: held at arm's length, or mentioned.

A quotation carries somebody's words when a cue of saying governs it, when it is a sentence by
itself or speaks in the first person. Otherwise a short one is the narrator's: a so-called “X”, a
“peacekeeping” force, the “Panama Papers”, the slogan “One nation”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analysis.annotate.cues import load_cues
from analysis.annotate.lexicon import alternation, read_lexicon
from analysis.records import Sentence, Span

LONG = 6
"""A quotation with more words than this is somebody's words unless it is mentioned as a title."""
_SHORT = 5
_NEAR_BEFORE = 14
_NEAR_AFTER = 6
_TAIL = 7

_WORD = re.compile(r"[^\W_]+(?:['’.,&-][^\W_]+)*")
_BREAK = re.compile(r";|\s[–—-]\s|—|,?\s(?:but|while|although|though|whereas|because)\s")
_SPEAKER_TAIL = re.compile(r"\W*(?P<speaker>(?:[\w’'.-]+\s+){1,6}?)(?P<verb>[a-z]+)\b")


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The word lists of `quotes.toml`, ready for use."""

    distancing: re.Pattern[str]
    mention: re.Pattern[str]
    mention_after: re.Pattern[str]
    naming: re.Pattern[str]
    voice: re.Pattern[str]
    voice_nouns: re.Pattern[str]
    first_person: frozenset[str]
    small_words: frozenset[str]
    determiners: frozenset[str]
    auxiliaries: frozenset[str]
    cues: frozenset[str]


@cache
def _patterns() -> _Patterns:
    lexicon = read_lexicon("quotes")

    def ends_with(words: Sequence[str], tail: str = "") -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{alternation(words)}){tail}\s*$", re.IGNORECASE)

    return _Patterns(
        distancing=ends_with(lexicon["distancing"], r"(?:\s+\w+)?"),
        mention=ends_with(lexicon["mention_nouns"], r"(?:,|\s(?:of|like|such as))?"),
        mention_after=re.compile(rf"\s*(?:{alternation(lexicon['mention_after'])})\b"),
        naming=ends_with(lexicon["naming"]),
        voice=ends_with(lexicon["voice_before"]),
        voice_nouns=re.compile(
            rf"(?<!\w)(?:{alternation(lexicon['voice_nouns'])})\s+(?:of|for|about|to|that|against|as)"
            r"(?:\s+(?:a|an|the|be|being))?\s*$",
            re.IGNORECASE,
        ),
        first_person=frozenset(lexicon["first_person"]),
        small_words=frozenset(lexicon["small_words"]),
        determiners=frozenset(lexicon["determiners"]),
        auxiliaries=frozenset(lexicon["passive_auxiliaries"]),
        cues=_cue_words(frozenset(lexicon["weak_cues"])),
    )


def _cue_words(weak: frozenset[str]) -> frozenset[str]:
    """First words of the cues that turn words in quotation marks into somebody's words."""
    lexicon = load_cues()
    return frozenset(
        cue.words[0]
        for forms in lexicon.verbs.values()
        for cue in forms
        if cue.base not in weak and (cue.form == "ing" or cue.words[0] in lexicon.finite)
    )


@dataclass(frozen=True, slots=True)
class _Setting:
    """A quotation in its sentence: what stands before it, in it and after it."""

    before: str
    inner: str
    after: str
    words: tuple[str, ...]


def is_scare(text: str, span: Span, inner: Span, paragraph: Sequence[Sentence]) -> bool:
    """Whether a closed quotation holds words at arm's length or mentions them.

    `span` is the quotation with its marks, `inner` without; `paragraph` holds the sentences
    around it. Words of several sentences, or of a whole one, are always somebody's.
    """
    touched = [sentence for sentence in paragraph if sentence.span.overlaps(span)]
    if len(touched) != 1:
        return False
    sentence = touched[0].span
    setting = _Setting(
        text[sentence.start : span.start],
        inner.of(text),
        text[span.end : sentence.end],
        tuple(_WORD.findall(inner.of(text))),
    )
    if _is_mentioned(setting):
        return True
    return len(setting.words) <= _SHORT and not _is_spoken(setting)


def _is_mentioned(setting: _Setting) -> bool:
    """Whether the narrator says that these are words, a name or a title."""
    patterns = _patterns()
    before = setting.before
    if patterns.voice.search(before):
        return False
    if patterns.distancing.search(before) or _is_nickname(setting):
        return True
    if len(setting.words) <= LONG + 3 and patterns.mention.search(before):
        return True
    if patterns.naming.search(before):
        return _names_passively(before)
    if len(setting.words) <= LONG and patterns.mention_after.match(setting.after):
        return _after_determiner(before)
    return _is_title(setting) and not _introduced(before)


def _is_nickname(setting: _Setting) -> bool:
    """Whether the words stand inside a name: Juan “El Rey” Costa."""
    last = re.search(r"[A-Z][\w’'.-]+\s+$", setting.before)
    following = re.match(r"\s+[A-Z]\w+", setting.after)
    return bool(last and following and len(setting.words) <= 4 and setting.inner[0].isupper())


def _names_passively(before: str) -> bool:
    """Whether a verb of naming before the quotation has no speaker ("an app called “Bell”")."""
    words = [word.lower() for word in _WORD.findall(before)]
    lead = words[-7:-1]
    if any(word in ("what", "which", "whom", "who", "that", "he", "she", "they") for word in lead):
        return len(lead) > 0 and lead[-1] in _patterns().auxiliaries
    if not lead or lead[-1] in _patterns().auxiliaries:
        return True
    return len(lead) > 1 and any(word in ("a", "an", "the") for word in lead[-3:-1])


def _after_determiner(before: str) -> bool:
    words = _WORD.findall(before)
    return bool(words) and words[-1].lower() in _patterns().determiners


def _introduced(before: str) -> bool:
    """Whether a cue, a comma or a colon stands directly before the quotation."""
    stripped = before.rstrip()
    if not stripped or stripped[-1] in ",:":
        return True
    words = _WORD.findall(stripped)
    return bool(words) and words[-1].lower() in _patterns().cues


def _is_title(setting: _Setting) -> bool:
    """Whether the words are capitalised like a title or name of at least two words."""
    if setting.inner[-1] in ",!?" or len(setting.words) > LONG + 3:
        return False
    small = _patterns().small_words
    capitals = [
        word[0].isupper() or word[0].isdigit() for word in setting.words if word not in small
    ]
    return len(capitals) >= 2 and all(capitals) and setting.words[0][0].isupper()


def _is_spoken(setting: _Setting) -> bool:
    """Whether short words in quotation marks are somebody's words."""
    patterns = _patterns()
    before, after = setting.before, setting.after
    if not any(character.isalnum() for character in before + after):
        return True  # a sentence by itself
    if before.rstrip().endswith(":") or setting.inner[-1] == ",":
        return True
    if patterns.first_person.intersection(word.lower().replace("’", "'") for word in setting.words):
        return True
    if patterns.voice.search(before) or patterns.voice_nouns.search(before):
        return True
    if _is_subject_of_cue(setting):
        return False
    return _cue_before(before) or _cue_after(after)


def _is_subject_of_cue(setting: _Setting) -> bool:
    """Whether the quoted words are themselves said to speak: the “experts” say."""
    following = _WORD.match(setting.after.lstrip())
    return bool(
        following
        and following.group() in _patterns().cues
        and _after_determiner(setting.before)
        and setting.inner[-1].isalnum()
    )


def _cue_before(before: str) -> bool:
    """Whether a cue governs what follows `before`: near, and in the same clause."""
    clause = _BREAK.split(before)[-1]
    words = [word.lower() for word in _WORD.findall(clause)][-_NEAR_BEFORE:]
    cues = _patterns().cues
    auxiliaries = ("is", "are", "was", "were", "been", "be")
    for number, word in enumerate(words):
        if word in cues:
            following = words[number + 1] if number + 1 < len(words) else ""
            passive = number > 0 and words[number - 1] in auxiliaries and following == "to"
            if not passive:
                return True
    return any(word == "according" for word in words)


def _cue_after(after: str) -> bool:
    """Whether a cue after the quotation takes it as its content.

    It does at the end of the sentence ("…”, the party says.") or right behind a speaker; a cue
    with a clause of its own behind it does not.
    """
    words = [word.lower() for word in _WORD.findall(after)]
    cues = _patterns().cues
    if re.search(r"\baccording to\b", after):
        return True
    for number, word in enumerate(words):
        if word in cues:
            rest = len(words) - number - 1
            if rest <= _TAIL and number <= len(words) and _tail_is_open(after, word):
                return True
            return number <= 3 and after.lstrip()[:1] == ","
    return False


def _tail_is_open(after: str, verb: str) -> bool:
    """Whether nothing but a place, time or addressee follows the verb."""
    tail = after.split(verb, 1)[1].strip(' .!?"”’')
    return (
        not tail
        or bool(re.match(r"(?:on|in|at|to|from|during|after|before|last|this|[A-Z])\b", tail))
        or (len(_WORD.findall(tail)) <= 1)
    )
