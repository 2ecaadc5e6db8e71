"""Sentences: where each begins and ends, its paragraph and its role.

Rules instead of a parser: against a parser's boundaries they are as right as the libraries we
measured and cost a fraction of their time. A sentence ends after `.`, `!`, `?` or an ellipsis with
the closing marks that follow, when the next word starts like a sentence; abbreviations, initials
and decimals do not end one; every line break does, unless the text is hard-wrapped (`wrapping`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from itertools import pairwise

from analysis.annotate.lexicon import read_lexicon
from analysis.annotate.wrapping import join_wrapped
from analysis.records import Role, Sentence, Span

# Opening marks of one style close in another („…“, »…«), so both faces count as closers.
_CLOSERS = "\"'”’“‘»›«‹)]}」』"
_OPENERS = "\"'“”‘’«‹»›„‚([{`「『$€£¥₸#@"
_QUOTES = frozenset("\"'”’“‘»›«‹」』")
_WORD_EDGE = frozenset(" \t\u00a0\u202f—–/" + _OPENERS)

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
# A run of final marks, the closing marks that follow (French ones after a space, a footnote sign),
# and a gap; without a gap only where the next letters look like a new sentence (copy and paste).
# The look-ahead keeps a run whole; possessive quantifiers would, but Python 3.11.2, which Debian 12
# has, loses the groups that follow them.
_STOP = re.compile(
    r"(?<![.!?…])(?<![.!?…][ \u00a0\u202f])(?P<stop>[.!?…]+(?:[ \u00a0\u202f][.!?…]+)*)"
    r"(?![ \u00a0\u202f]?[.!?…])"
    rf"(?P<close>[{re.escape(_CLOSERS)}]*(?:[ \u00a0\u202f][»›](?=\s|$))?(?:\[\d+\])*)"
    r"(?:(?P<gap>\s+)|(?=[A-ZÀ-ÖØ-Þ][a-zß-ÿ]))"
)
_NEXT = re.compile(
    rf"(?P<open>(?:[{re.escape(_OPENERS)}]+\s?|[–—―•·▪*-]\s*|\.\.\.\s?|…\s?)*)"
    r"(?P<word>[^\W_][\w'’.-]*)?"
)
# What stands before a full stop: "U.S" of "U.S.", and the "1", "(a" or "iv" of a list.
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})")
# "Smith asked", "Jan van Aalst says": a name and the verb behind it.
_SPEAKER = re.compile(r"(?:(?:[A-Z][\w’'.-]*|de|al|bin|van|von|der)\s+){1,5}(?P<verb>[a-z]+)\b")
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_FINAL = re.compile(r"[.!?…:;,–—-][\"'”’“‘»›«‹)\]\s]*$")
_LIST_ITEM = re.compile(r"[-–—•·▪*>#]|\(?\d{1,3}[.)]\s")

HEADING_WORDS = 12
"""The most words a heading may have; a longer line without a final mark is body text."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """The word lists of `abbreviations.toml`."""

    never_final: frozenset[str]
    before_number: frozenset[str]
    may_end: frozenset[str]
    starters: frozenset[str]
    reporting_verbs: frozenset[str]


@cache
def _rules() -> _Rules:
    lexicon = read_lexicon("abbreviations")
    return _Rules(**{field.name: frozenset(lexicon[field.name]) for field in fields(_Rules)})


def split_sentences(text: str, *, headline: Span | None = None) -> tuple[Sentence, ...]:
    """The sentences of `text` in order; empty for a text without visible characters.

    Every character that is not white space belongs to exactly one sentence, and no sentence
    begins or ends with white space. Paragraphs are the lines of `text`, numbered from 0 without
    the blank ones; the lines of a hard-wrapped paragraph are one. What overlaps `headline` has
    the role headline.
    """
    stripped = (_strip(text, *match.span()) for match in _LINE.finditer(text))
    lines = join_wrapped(text, [line for line in stripped if line])
    parts = [part for line in lines for part in _cut_at(text, line, headline)]
    roles = _roles(text, parts, headline)
    return tuple(
        Sentence(span, paragraph, role)
        for paragraph, (part, role) in enumerate(zip(parts, roles, strict=True))
        for span in _split_line(text, part)
    )


def _strip(text: str, start: int, end: int) -> Span | None:
    """The range without white space at its edges, or None if nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _cut_at(text: str, line: Span, headline: Span | None) -> list[Span]:
    """The line, cut where a headline begins or ends inside it."""
    if headline is None or not line.overlaps(headline) or headline.contains(line):
        return [line]
    edges = sorted({*line, *(edge for edge in headline if line.start < edge < line.end)})
    pieces = (_strip(text, start, end) for start, end in pairwise(edges))
    return [piece for piece in pieces if piece]


# --- boundaries ---------------------------------------------------------------------------------


def _split_line(text: str, line: Span) -> Iterator[Span]:
    """The sentences of one line."""
    start = line.start
    for match in _STOP.finditer(text, line.start, line.end):
        if match.start() > start and _ends_sentence(text, start, match, line.end):
            yield Span(start, match.end("close"))
            start = match.end()
    if start < line.end:
        yield Span(start, line.end)


def _ends_sentence(text: str, start: int, match: re.Match[str], limit: int) -> bool:
    """Whether the final mark in `match` ends the sentence that began at `start`."""
    rest = match.end()
    following = _NEXT.match(text, rest, limit)
    word = following["word"] if following else None
    opened = following["open"].strip() if following else ""
    if not word:
        # Closing marks that stand apart belong to the sentence before; anything else that is
        # not a word (an emoji) begins a new one.
        return bool(text[rest:limit].strip(_CLOSERS + " \t\u00a0.,;:!?…–—-"))
    if word[0].islower() and not word[1:2].isupper():
        return False
    if not match["gap"]:
        return _glued_end(text, match, word)
    if text[match.start() - 1] in "[(":
        return False  # an elision: "[...]"
    if match["stop"] == "." and not _QUOTES.intersection(match["close"]):
        token = _token_before(text, start, match.start())
        first = start == match.start() - len(token)
        return _period_ends(token, first=first, word=word, opened=opened)
    if match["stop"] != "." and match["close"] and not opened:
        return not _speaker_follows(text, rest, limit)
    return True


def _token_before(text: str, start: int, end: int) -> str:
    """The word that ends at `end`, inner full stops included."""
    begin = end
    while begin > start and text[begin - 1] not in _WORD_EDGE:
        begin -= 1
    return text[begin:end]


def _glued_end(text: str, match: re.Match[str], word: str) -> bool:
    """Whether a stop without a space after it ends a sentence ("… in chaos.The president …")."""
    before = text[max(0, match.start() - 3) : match.start()]
    if not (len(before) == 3 and before.isalpha() and before.islower()):
        return False
    return match["stop"] != "." or bool(match["close"]) or _is_starter(word)


def _is_starter(word: str) -> bool:
    return word.replace("’", "'").lower().rstrip(".") in _rules().starters


def _listed(token: str, words: frozenset[str]) -> bool:
    return token in words or (token.isupper() and token.capitalize() in words)


def _period_ends(token: str, *, first: bool, word: str, opened: str) -> bool:
    """Whether a single full stop after `token` ends the sentence, before the next `word`."""
    rules = _rules()
    if first and _ENUMERATOR.fullmatch(token):
        return False
    if word[0].isdigit() and _listed(token, rules.before_number):
        return False
    initials = bool(_INITIALS.fullmatch(token)) or (len(token) == 1 and token.isupper())
    if initials or _listed(token, rules.may_end):
        another_initial = len(word) == 2 and word[1] == "."
        return (_is_starter(word) and not another_initial) or opened[:1] in {'"', "“", "«", "„"}
    return not _listed(token, rules.never_final)


def _speaker_follows(text: str, start: int, end: int) -> bool:
    """Whether a name and a verb of saying go on with the sentence (“Why?” Smith asked.)."""
    speaker = _SPEAKER.match(text, start, end)
    return (
        speaker is not None
        and speaker["verb"] in _rules().reporting_verbs
        and not _is_starter(speaker.group().split()[0])
    )


# --- roles --------------------------------------------------------------------------------------


def _roles(text: str, parts: Sequence[Span], headline: Span | None) -> list[Role]:
    """The role of each paragraph."""
    roles: list[Role] = ["body"] * len(parts)
    for number, part in enumerate(parts):
        if headline is not None and part.overlaps(headline):
            roles[number] = "headline"
    for number in _headings(text, parts, roles):
        roles[number] = "heading"
    return roles


def _headings(text: str, parts: Sequence[Span], roles: Sequence[Role]) -> Iterator[int]:
    """The paragraphs that are headings.

    A heading is a short line without a final mark over a fuller paragraph. Where most paragraphs
    lack a final mark its absence says nothing, and a run of three short lines is a list.
    """
    unmarked = [not _FINAL.search(part.of(text)) for part in parts]
    body = [number for number, role in enumerate(roles) if role == "body"]
    full = [number for number in body if not unmarked[number]]
    if len(full) * 2 < len(body):
        return
    short = [
        unmarked[number] and roles[number] == "body" and _could_be_heading(part.of(text))
        for number, part in enumerate(parts)
    ]
    number = 0
    while number < len(parts):
        run = number
        while run < len(parts) and short[run]:
            run += 1
        follows = run < len(parts) and roles[run] == "body" and _fuller(text, parts, run)
        introduced = number > 0 and parts[number - 1].of(text).endswith(":")
        if 0 < run - number <= 2 and follows and not introduced:
            yield from range(number, run)
        number = run + 1


def _could_be_heading(line: str) -> bool:
    words = len(_WORD.findall(line))
    return (
        0 < words <= HEADING_WORDS
        and not _LIST_ITEM.match(line)
        and not line.lstrip(_OPENERS)[:1].islower()
    )


def _fuller(text: str, parts: Sequence[Span], number: int) -> bool:
    """Whether paragraph `number` is longer than the short line before it."""
    words = [len(_WORD.findall(parts[n].of(text))) for n in (number - 1, number)]
    return words[1] >= 8 and words[1] > words[0]
