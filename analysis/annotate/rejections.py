"""What is no attribution although a tagger may say so: furniture, small words, refusals to speak.

The checks are conservative: each asks for clear signs, and everything else stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from analysis.annotate.cue_lexicon import load_entries, same_spelling
from analysis.annotate.cue_reading import is_saying
from analysis.annotate.lexicon import read_lexicon
from analysis.annotate.nouns import head_noun
from analysis.records import Quotation, Sentence, Span

_WORD = re.compile(r"n['’]t\b|['’](?:s|d|m|re|ve|ll)\b|\w+?(?=n['’]t\b)|\w+(?:[-.]\w+)*")
_MOST = 20
_EDGES = " \t\r\n\"“”„«»‹›‘’'`.,:;!?—–-|•·…()[]"


@dataclass(frozen=True, slots=True)
class _Draft:
    """What a tagger gave, with the sentences and quotations around it."""

    text: str
    sentences: Sequence[Sentence]
    quotations: Sequence[Quotation]
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]


def why_not(
    text: str,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    source: Span | None,
    cue: Span | None,
    content: Sequence[Span],
) -> str | None:
    """Why this is no attribution, in words for a reader; None where nothing speaks against it."""
    draft = _Draft(text, sentences, quotations, source, cue, tuple(content))
    lexicon = read_lexicon("rejections")
    for name, rejects in _CHECKS:
        if rejects(draft, lexicon[name]):
            return str(lexicon[name]["reason"])
    return None


def _no_content(draft: _Draft, _rule: Any) -> bool:
    return not any(_WORD.search(draft.text, *span) for span in draft.content)


def _no_source(draft: _Draft, _rule: Any) -> bool:
    """A source is given, but it has neither letter nor digit."""
    return draft.source is not None and _WORD.search(draft.text, *draft.source) is None


def _is_small_word(draft: _Draft, rule: Any) -> bool:
    words = _content_words(draft)
    return len(words) == 1 and words[0] in _set(rule, "words") and not _is_quoted(draft)


def _is_furniture(draft: _Draft, rule: Any) -> bool:
    words = _content_words(draft)
    if len(words) > rule["most_words"]:
        return False
    opening = draft.content[0].of(draft.text).lstrip(_EDGES).lower().replace("’", "'")
    if not opening.startswith(tuple(rule["openings"])) or _is_quoted(draft):
        return False
    return not _spoken(draft)


def _spoken(draft: _Draft) -> bool:
    """Whether source and cue stand with the content in one sentence, as in running text.

    Not where the reader is addressed ("by signing up you agree to our Terms of Use").
    """
    if draft.source is None or draft.cue is None or not is_saying(draft.text, draft.cue):
        return False
    if draft.source.of(draft.text).lower() in _set(
        read_lexicon("rejections")["furniture"], "reader"
    ):
        return False
    at = _sentence_at(draft, draft.content[0].start)
    return _sentence_at(draft, draft.cue.start) == _sentence_at(draft, draft.source.start) == at


def _is_auxiliary(draft: _Draft, rule: Any) -> bool:
    if draft.cue is None:
        return False
    cue = " ".join(_words(draft.text, draft.cue))
    return cue in _set(rule, "words") and not _is_quoted(draft)


def _is_refusal(draft: _Draft, rule: Any) -> bool:
    if draft.cue is None:
        return False
    cue, content = _words(draft.text, draft.cue), _content_words(draft)
    if _ends_with(cue, rule["cues"]):
        return True
    if len(content) > rule["most_words"] or not cue:
        return False
    said = " ".join(content)
    if _base_in(cue[-1], _set(rule, "verbs")) and _opens(said, rule["openings"]):
        return True
    if not _negated(cue):
        return False
    return " ".join(cue).endswith(tuple(rule["silences"])) and _opens(said, rule["requests"])


def _negated(cue: Sequence[str]) -> bool:
    return any(word in ("not", "n't", "never", "fail", "failed") for word in cue)


def _is_title(draft: _Draft, rule: Any) -> bool:
    """A title in quotation marks after "titled", where no source says so."""
    if draft.source is not None or draft.cue is None or not _is_quoted(draft):
        return False
    return " ".join(_words(draft.text, draft.cue)).endswith(tuple(rule["cues"]))


def _is_voiceless(draft: _Draft, _rule: Any) -> bool:
    return draft.source is None and draft.cue is None


def _is_scare(draft: _Draft, rule: Any) -> bool:
    """A few words at arm's length, whole content, and no cue of saying or holding."""
    if len(draft.content) != 1 or len(_content_words(draft)) > rule["most_words"]:
        return False
    quotation = _quotation_of(draft, draft.content[0])
    if quotation is None or not quotation.scare:
        return False
    return draft.cue is None or not is_saying(draft.text, draft.cue)


def _is_speechless(draft: _Draft, rule: Any) -> bool:
    """A source that is an event or a thing with words on it: neither speaks."""
    if draft.source is None:
        return False
    words = [w for w in _words(draft.text, draft.source) if w not in ("the", "a", "an", "this")]
    heads = _set(rule, "heads")
    opens = words[:1] and words[0] in heads and (not words[1:] or words[1] in _set(rule, "after"))
    return bool(opens) or head_noun(draft.source.of(draft.text)) in heads


_CHECKS: tuple[tuple[str, Callable[[_Draft, Any], bool]], ...] = (
    ("no_content", _no_content),
    ("no_source", _no_source),
    ("speechless", _is_speechless),
    ("furniture", _is_furniture),
    ("voiceless", _is_voiceless),
    ("small_words", _is_small_word),
    ("auxiliaries", _is_auxiliary),
    ("refusals", _is_refusal),
    ("titles", _is_title),
    ("scare", _is_scare),
)


# --- words ----------------------------------------------------------------------------------------


def _words(text: str, span: Span) -> list[str]:
    return [same_spelling(m.group()) for m in _WORD.finditer(text, span.start, span.end)]


def _content_words(draft: _Draft) -> list[str]:
    """The first words of the content; a content of more than `_MOST` words is long in any case."""
    found = (m for span in draft.content for m in _WORD.finditer(draft.text, *span))
    return [same_spelling(match.group()) for match in islice(found, _MOST)]


def _trimmed(text: str, span: Span) -> Span:
    """The span without blanks and marks at its edges."""
    inner = span.of(text).strip(_EDGES)
    start = text.find(inner, span.start) if inner else span.start
    return Span(start, start + len(inner)) if inner else span


def _is_quoted(draft: _Draft) -> bool:
    """Whether every part of the content stands in a quotation."""
    return all(_quotation_of(draft, part) is not None for part in draft.content)


def _quotation_of(draft: _Draft, part: Span) -> Quotation | None:
    """The quotation in which a part of the content stands, its edges left aside."""
    words = _trimmed(draft.text, part)
    after = bisect_right(draft.quotations, words.start, key=lambda q: q.span.start)
    for quotation in reversed(draft.quotations[max(0, after - 2) : after]):
        if quotation.span.contains(words):
            return quotation
    return None


def _sentence_at(draft: _Draft, position: int) -> int:
    return bisect_right(draft.sentences, position, key=lambda sentence: sentence.span.start)


def _opens(said: str, openings: Sequence[str]) -> bool:
    return any(said == opening or said.startswith(opening + " ") for opening in openings)


def _base_in(form: str, bases: frozenset[str]) -> bool:
    return form in bases or not bases.isdisjoint(load_entries().bases.get(form, ()))


def _ends_with(cue: Sequence[str], phrases: Sequence[str]) -> bool:
    """Whether the cue ends in one of the phrases, their words taken in any form."""
    entries = load_entries()
    for phrase in phrases:
        words = phrase.split()
        tail = cue[-len(words) :]
        if len(tail) == len(words) and all(map(entries.may_be, tail, words)):
            return True
    return False


@cache
def _listed(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words)


def _set(rule: Any, key: str) -> frozenset[str]:
    return _listed(tuple(rule[key]))
