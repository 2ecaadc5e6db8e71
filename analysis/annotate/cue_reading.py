"""What a cue does: speech or stance, its tone, and whether it criticises.

A cue may be one word ("said"), a verb with all that belongs to it ("has repeatedly refused to
say"), a noun ("his claim that") or a mark (":"). Its head decides: the first word that is not a
mere auxiliary, light verb or preposition, and the longest entry of the lexicon where several fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from analysis.annotate.cue_lexicon import GAP, CueEntry, load_entries, same_spelling
from analysis.annotate.lexicon import read_lexicon
from analysis.records import Act, Span, Tone

_TOKEN = re.compile(r"n['’]t\b|['’](?:s|d|m|re|ve|ll)\b|\w+?(?=n['’]t\b)|\w+(?:-\w+)*|[^\w\s]")
_BEFORE = re.compile(
    r"(?:\b(?:not|never|is|are|was|were|be|been|being|has|have|had|could|may|might|would|did|do"
    r"|does)|n['’]t)(?:\s+\w+ly)?\s*\Z",
    re.IGNORECASE,
)
_OPENING_MARK = re.compile(r"[\s:,]*[\"“”„«‘'‹「]")
_AUXILIARIES = ("be", "have")
_FUNCTION = ("that", "to", "of", "with", "as")
_STOP = frozenset('.;:!?“”"«»„—–()[],')
_GAP_INSIDE = 4
_GAP_AFTER = 3
_REACH = 60
_BACK = 30
_WINDOW = 7


@dataclass(frozen=True, slots=True)
class CueReading:
    """How a cue is read; `reason` says why, from the lexicon, "" where nothing is known of it.

    `known` tells whether an entry of the lexicon fits the cue.
    """

    act: Act
    tone: Tone
    critical: bool
    reason: str
    known: bool = True


@dataclass(frozen=True, slots=True)
class _Token:
    form: str
    inside: bool
    """Whether it stands in the cue, not in the text after it."""


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    entry: CueEntry
    skipped: int
    """Words of the text that fill a gap of the entry."""


def read_cue(text: str, cue: Span | None, content: Sequence[Span]) -> CueReading:
    """Act, tone and criticism of a cue; speech and neutral where there is no cue.

    Doubting and endorsing words count only where they carry it: not under a negation ("did not
    claim"), endorsing ones not where nothing is said to be so either ("seemed to confirm"). A cue
    that the lexicon does not know is neutral speech, with an empty reason.
    """
    if cue is None or cue.end <= cue.start:
        return CueReading("speech", "neutral", critical=False, reason="", known=False)
    tokens = _tokens(text, cue)
    matches = list(_matches(tokens, quoted=_opens_with_quotation(text, content)))
    head = _head(matches)
    if head is None:
        return CueReading("speech", "neutral", critical=False, reason="", known=False)
    if _cancelled(matches, head) and not head.entry.group.factive:
        loaded = head.entry.group.tone != "neutral"
        reason = _cancelled_reason() if loaded else head.entry.group.reason
        return CueReading(_act(matches, head), "neutral", critical=False, reason=reason)
    tone, reason = _tone(matches, head)
    return CueReading(_act(matches, head), tone, _critical(matches, head), reason)


def _tokens(text: str, cue: Span) -> list[_Token]:
    """The words of the cue, auxiliaries and negation before it, and the words that follow."""
    before = _BEFORE.search(text, max(0, cue.start - _BACK), cue.start)
    start = before.start() if before else cue.start
    found: list[_Token] = []
    for match in _TOKEN.finditer(text, start, cue.end):
        found.append(_Token(same_spelling(match.group()), inside=True))
    following = _TOKEN.finditer(text, cue.end, min(len(text), cue.end + _REACH))
    for match in islice(following, _WINDOW):
        if match.group() in _STOP:
            break
        found.append(_Token(same_spelling(match.group()), inside=False))
    return found


def _opens_with_quotation(text: str, content: Sequence[Span]) -> bool:
    if not content:
        return False
    start, end = content[0]
    return (
        _OPENING_MARK.match(text, start, end) is not None
        or _OPENING_MARK.match(text, max(0, start - 1), start) is not None
    )


# --- looking up -----------------------------------------------------------------------------------


def _matches(tokens: Sequence[_Token], *, quoted: bool) -> Iterator[_Match]:
    """The best entry at each word of the cue that no earlier entry has taken."""
    taken: set[int] = set()
    for start, token in enumerate(tokens):
        if not token.inside:
            return
        if start in taken:
            continue
        match = _best(tokens, start, quoted=quoted)
        if match is not None:
            if match.entry.size > 1:
                taken.update(range(start, match.end))
            yield match


def _best(tokens: Sequence[_Token], start: int, *, quoted: bool) -> _Match | None:
    entries = load_entries().by_first.get(tokens[start].form)
    if entries is None:
        first = tokens[start].form.rpartition("-")[2]
        entries = load_entries().by_first.get(first, ()) if first else ()
    best: _Match | None = None
    noun = start > 0 and tokens[start - 1].form in _small("determiners")
    for entry in entries:
        if entry.group.needs == "quote" and not quoted:
            continue
        if best is not None and entry.size < best.entry.size:
            break
        end = _fits(tokens, start, entry)
        if end is None:
            continue
        match = _Match(start, end, entry, end - start - entry.size)
        if best is None or _specific(match, noun=noun) > _specific(best, noun=noun):
            best = match
    return best


def _specific(match: _Match, *, noun: bool) -> tuple[int, int, bool, bool, int]:
    """What makes one match better than another; after an article nouns go before verbs."""
    entry = match.entry
    as_noun = noun and entry.word_class == "noun"
    return (entry.size, -match.skipped, as_noun, bool(entry.group.needs), entry.order)


def _fits(tokens: Sequence[_Token], start: int, entry: CueEntry) -> int | None:
    """Where the entry ends in the tokens, or None where it does not fit."""
    index, gap = start + 1, False
    for word in entry.words[1:]:
        if word == GAP:
            gap = True
            continue
        found = _find(tokens, index, word, gap=gap, loose=entry.words[0] not in _AUXILIARIES)
        if found is None:
            return None
        index, gap = found + 1, False
    return index


def _find(tokens: Sequence[_Token], index: int, word: str, *, gap: bool, loose: bool) -> int | None:
    """Where `word` of an entry stands from `index` on, adverbs and what a gap allows skipped.

    With `loose` a gap inside the cue takes any words; after the cue only before a function word.
    """
    inside = after = 0
    while index < len(tokens):
        token = tokens[index]
        if _is(token.form, word):
            return index
        if _adverb(token.form):
            pass
        elif not gap:
            return None
        elif token.inside and loose:
            inside += 1
        elif word in _FUNCTION or token.form in _small("words"):
            after += 1
        else:
            return None
        if inside > _GAP_INSIDE or after > _GAP_AFTER:
            return None
        index += 1
    return None


def _is(form: str, word: str) -> bool:
    if word == "one's":
        return form in _small("possessives")
    if word == "oneself":
        return form.endswith(("self", "selves"))
    return load_entries().may_be(form, word)


def _adverb(form: str) -> bool:
    return (form.endswith("ly") and len(form) > 4) or form in _small("adverbs")


@cache
def _small(key: str) -> frozenset[str]:
    """A list of small words from the lexicon."""
    return frozenset(read_lexicon("cues")["small"][key])


def _cancelled_reason() -> str:
    return str(read_lexicon("cues")["small"]["cancelled"])


# --- head, act, tone ------------------------------------------------------------------------------


def _head(matches: Sequence[_Match]) -> _Match | None:
    """The first full word; else a light verb or an attempt; else the first small word."""
    for wanted in (_is_full, _is_light, _is_any):
        for match in matches:
            if wanted(match):
                return match
    return None


def _is_full(match: _Match) -> bool:
    return not match.entry.group.weak


def _is_light(match: _Match) -> bool:
    group = match.entry.group
    return group.passes or group.hedge or group.modifies


def _is_any(_match: _Match) -> bool:
    return True


def _act(matches: Sequence[_Match], head: _Match) -> Act:
    if head.entry.group.weak:
        hedges = [m.entry.group for m in matches if m.entry.group.hedge]
        return hedges[0].act if hedges else head.entry.group.act
    return head.entry.group.act


def _cancelled(matches: Sequence[_Match], head: _Match) -> bool:
    return any(m.entry.group.cancels and m.start < head.start for m in matches)


def _hedged(matches: Sequence[_Match], match: _Match) -> str:
    """Why the match is not said to be so, "" where it is."""
    reasons = (
        m.entry.group.reason for m in matches if m.entry.group.hedge and m.start < match.start
    )
    return next(reasons, "")


def _tone(matches: Sequence[_Match], head: _Match) -> tuple[Tone, str]:
    """The tone of an adverb, else of the head, else of a later word ("repeated the claim")."""
    ordered = [m for m in matches if m.entry.group.modifies and m is not head]
    ordered += [head, *(m for m in matches if m.start > head.start)]
    reason = head.entry.group.reason
    for match in ordered:
        group = match.entry.group
        if group.tone == "neutral":
            continue
        if match is not head and _cancelled(matches, match) and not group.factive:
            continue
        hedge = _hedged(matches, match)
        if group.tone == "endorsing" and hedge:
            reason = hedge
            continue
        return group.tone, group.reason
    return "neutral", reason


def _critical(matches: Sequence[_Match], head: _Match) -> bool:
    """Whether the head criticises, or what it leads to ("responded by accusing")."""
    if head.entry.group.critical:
        return True
    return any(
        m.entry.group.critical
        and (m.entry.word_class == "verb" or head.entry.group.passes)
        and m.start > head.start
        and not _cancelled(matches, m)
        and not _hedged(matches, m)
        for m in matches
    )


def is_saying(text: str, cue: Span) -> bool:
    """Whether the cue has a word of saying or holding, not small words and auxiliaries only."""
    head = _head(list(_matches(_tokens(text, cue), quoted=False)))
    return head is not None and (_is_full(head) or _is_light(head))
