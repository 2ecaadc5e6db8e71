"""Words in quotation marks that are nobody's speech: held at arm's length, or mentioned.

A quotation carries somebody's words when a cue of saying governs it, when it is a sentence by
itself or speaks in the first person. Otherwise a short one is the narrator's: a so-called “X”, a
“peacekeeping” force, the “Panama Papers”, the slogan “One nation”.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analysis.annotate.cues import load_cues
from analysis.annotate.lexicon import alternation, read_lexicon
from analysis.records import Sentence, Span

LONG = 6
"""A quotation with more words than this is somebody's words unless it is mentioned as a title."""
_SHORT = 5
# Characters: what is read of the sentence on either side, and the longest possible mention.
_REACH = 400
_MOST = 200
# Words: how far before the quotation a cue may stand, how far behind it, and what may follow that.
_NEAR_BEFORE = 40
_NEAR_AFTER = 3
_TAIL_WORDS = 7

_WORD = re.compile(r"[^\W_]+(?:['’.,&-][^\W_]+)*")
_BREAK = re.compile(r";|\s[–—-]\s|—|,?\s(?:but|while|although|though|whereas)\s")
# A cue right behind an earlier quotation has that for its content ("…,” said Bell, whose book …").
_SPENT = re.compile(r"^.*[”\"’»](?:\W+[\w’'.-]+){1,4}(?=,)")
# Before a single word with a capital: the name of a show, a bridge, a ship.
_NAMED = re.compile(r"(?:\b(?:the|a|an)|\b[A-Z][\w.]*['’]s)\s+$")
# What may follow a cue at the end of its sentence: a place, a time, a name, or one word.
_TAIL = re.compile(r"(?:(?:on|in|at|to|from|during|after|before|last|this|[A-Z])\b|[^\W_]+$)")


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
    hearsay: frozenset[str]
    subjects: frozenset[str]
    objects: frozenset[str]
    cues: frozenset[str]
    noun_cues: frozenset[str]


@cache
def _patterns() -> _Patterns:
    lexicon = read_lexicon("quotes")

    def before(words: Sequence[str], tail: str = "") -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{alternation(words)}){tail},?\s*$", re.IGNORECASE)

    return _Patterns(
        distancing=before(lexicon["distancing"], r"(?:\s+\w+)?"),
        mention=before(lexicon["mention_nouns"], r"(?:,|\s(?:of|like|such as))?"),
        mention_after=re.compile(rf"\s*(?:{alternation(lexicon['mention_after'])})\b"),
        naming=before(lexicon["naming"]),
        voice=before(lexicon["voice_before"]),
        voice_nouns=re.compile(
            rf"(?<!\w)(?:{alternation(lexicon['voice_nouns'])})\s+(?:of|for|about|to|that|against|as)"
            r"(?:\s+(?:a|an|the|be|being))?\s*$",
            re.IGNORECASE,
        ),
        first_person=frozenset(lexicon["first_person"]),
        small_words=frozenset(lexicon["small_words"]),
        determiners=frozenset(lexicon["determiners"]),
        auxiliaries=frozenset(lexicon["passive_auxiliaries"]),
        hearsay=frozenset(lexicon["hearsay"]),
        subjects=frozenset(lexicon["subjects"]),
        objects=frozenset(lexicon["objects"]),
        cues=_cue_words(frozenset(lexicon["weak_cues"]), nouns=False),
        noun_cues=_cue_words(frozenset(lexicon["weak_cues"]), nouns=True),
    )


def _cue_words(weak: frozenset[str], *, nouns: bool) -> frozenset[str]:
    """The cues that turn words in quotation marks into somebody's words, in all their forms.

    With `nouns` those that could also be a noun, without it those that are hardly ever one; cues
    of several words ("call on") are joined by a space and are among the latter.
    """
    lexicon = load_cues()
    return frozenset(
        " ".join(cue.words)
        for forms in lexicon.verbs.values()
        for cue in forms
        if cue.base not in weak
        and (len(cue.words) > 1 or cue.form == "ing" or cue.words[0] in lexicon.finite) is not nouns
    )


@dataclass(frozen=True, slots=True)
class _Setting:
    """A quotation in its sentence: what stands before it, in it and after it."""

    before: str
    inner: str
    after: str
    words: tuple[str, ...]
    headline: bool
    """Whether the sentence is a headline, or is written like one."""


def is_scare(text: str, span: Span, inner: Span, paragraph: Sequence[Sentence]) -> bool:
    """Whether a closed quotation holds words at arm's length or mentions them.

    `span` is the quotation with its marks, `inner` without; `paragraph` holds the sentences
    around it. Words of several sentences, or of a whole one, are always somebody's.
    """
    position = bisect_right(paragraph, span.start, key=lambda sentence: sentence.span.end)
    sentence = paragraph[position]
    if not sentence.span.contains(span) or span.end - span.start > _MOST:
        return False
    before = text[max(sentence.span.start, span.start - _REACH) : span.start]
    after = text[span.end : min(sentence.span.end, span.end + _REACH)]
    setting = _Setting(
        before,
        inner.of(text),
        after,
        tuple(_WORD.findall(inner.of(text))),
        sentence.role == "headline" or _has_headline_case(before + " " + after),
    )
    if _is_mentioned(setting):
        return True
    return len(setting.words) <= _SHORT and not _is_spoken(setting)


def _has_headline_case(around: str) -> bool:
    """Whether Nearly Every Word Around the Quotation Has a Capital."""
    words = [word for word in _WORD.findall(around) if len(word) > 3]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def _is_mentioned(setting: _Setting) -> bool:
    """Whether the narrator says that these are words, a name or a title."""
    patterns = _patterns()
    before = setting.before
    if patterns.voice.search(before):
        return False
    if patterns.distancing.search(before):
        return True
    if _is_nickname(setting) and not setting.headline:
        return True
    if len(setting.words) <= LONG + 3 and patterns.mention.search(before):
        return True
    if patterns.naming.search(before):
        return _names_passively(before)
    if len(setting.words) <= LONG and patterns.mention_after.match(setting.after):
        return _after_determiner(before)
    if setting.headline or _introduced(before) or _is_named_by_somebody(before):
        return False
    return _is_title(setting)


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


def _is_named_by_somebody(before: str) -> bool:
    """Whether a verb of naming with an object stands before the quotation ("dubbed her rival")."""
    words = [word.lower() for word in _WORD.findall(before)]
    naming, determiners = _patterns().naming, _patterns().determiners
    for number in range(max(0, len(words) - 5), len(words) - 1):
        if (
            naming.fullmatch(words[number])
            and words[number].endswith("ed")
            and words[number - 1] not in _patterns().auxiliaries
        ):
            return any(word not in determiners for word in words[number + 1 :])
    return False


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
    if setting.inner[-1] in "!?" or len(setting.words) > LONG + 3:
        return False
    if setting.inner[-1] == "," and not _WORD.search(setting.before):
        return False
    small = _patterns().small_words
    capitals = [
        word[0].isupper() or word[0].isdigit() for word in setting.words if word not in small
    ]
    least = 1 if _NAMED.search(setting.before) else 2
    return len(capitals) >= least and all(capitals) and setting.words[0][0].isupper()


def _is_spoken(setting: _Setting) -> bool:
    """Whether short words in quotation marks are somebody's words."""
    patterns = _patterns()
    before, after = setting.before, setting.after
    if not any(character.isalnum() for character in before + after):
        return True  # a sentence by itself
    if before.rstrip().endswith(":") and (setting.inner[0].isupper() or not _WORD.search(after)):
        return True
    if setting.headline and _headline_speaks(setting):
        return True
    if setting.inner[-1] == "," and not _WORD.search(before):
        return True
    if patterns.first_person.intersection(word.lower().replace("’", "'") for word in setting.words):
        return True
    if patterns.voice.search(before) or patterns.voice_nouns.search(before):
        return True
    if patterns.naming.search(before):
        return not _names_passively(before)
    if _is_subject_of_cue(setting):
        return False
    return _cue_before(before) or _cue_after(after, inside=setting.inner[-1] == ",")


def _headline_speaks(setting: _Setting) -> bool:
    """Whether a headline has a speaker ("Vote ‘rigged’: Bell", "Bell calls vote ‘rigged’")."""
    patterns = _patterns()
    outside = {word.lower() for word in _WORD.findall(setting.before + " " + setting.after)}
    return ":" in setting.before + setting.after or bool(
        outside & (patterns.cues | patterns.noun_cues)
    )


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
    if not before.rstrip().endswith(","):
        clause = _SPENT.sub("", clause)
    originals = _WORD.findall(clause)[-_NEAR_BEFORE:]
    words = [word.lower() for word in originals]
    patterns = _patterns()
    auxiliaries = ("is", "are", "was", "were", "been", "be")
    for number, word in enumerate(words):
        previous = words[number - 1] if number else ""
        following = words[number + 1] if number + 1 < len(words) else ""
        if f"{word} {following}" in patterns.cues:
            return True
        if word in patterns.cues:
            passive = previous in auxiliaries and following == "to"
            if not (passive and word in patterns.hearsay):
                return True
        if word in patterns.noun_cues and (
            previous in patterns.subjects
            or following in patterns.objects
            or (number and originals[number - 1][0].isupper() and word.endswith("s"))
        ):
            return True
    return any(word == "according" for word in words)


def _cue_after(after: str, *, inside: bool) -> bool:
    """Whether a cue after the quotation takes it as its content.

    It does right behind a speaker ("…”, she said") or at the end of the sentence, with nothing but
    a place, a time or an addressee behind it; a cue with a clause of its own does not. `inside`
    says that the comma before the speaker stands inside the quotation marks.
    """
    if re.search(r"\baccording to\b", after):
        return True
    for number, word in enumerate(_WORD.finditer(after)):
        if word.group().lower() in _patterns().cues:
            tail = after[word.end() :].strip(' .!?"”’')
            apart = number <= _NEAR_AFTER and (inside or after.lstrip()[:1] == ",")
            return apart or not tail or bool(_TAIL.match(tail) and len(tail.split()) <= _TAIL_WORDS)
    return False
