"""Bearers: whose share of the vote a number is, or on which side a share of the asked stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.compare.conflict_around import Around
from analysis.compare.conflict_lexicon import read_lexicon
from analysis.compare.conflict_times import MONTH, WEEKDAY
from analysis.names import fold_name
from analysis.records import Document, Figure, Sentence

_NAME = re.compile(r"\b[A-Z][\w’'-]*\w(?:\s(?:[a-z]{2,3}\s)?[A-Z][\w’'-]*\w){0,3}")
_BEFORE_PLACE = re.compile(
    r"\b(?:in|of|from|at|near|across|for|by|to|on|than|between|over|under|outside|inside|"
    r"around|after|before|since|told)\s(?:the\s)?$",
    re.IGNORECASE,
)


def find_bearer(
    document: Document,
    figure: Figure,
    around: Around,
    sentence: Sentence,
    before: Sequence[Sentence],
) -> str:
    """Whose share it is: a special option, or the surname of the nearest name; "" for none."""
    near = f"{around.left}#{around.right[:80]}"
    for name, pattern in read_lexicon().bearers:
        if pattern.search(near):
            return name
    behind = re.match(
        r"[^,;.]{0,40}?\b(?:for|voted for|went to|backed|to)\s(?:[a-z]+\s){0,3}"
        r"(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*)",
        around.right,
    )
    if behind and not re.search(r"\b(?:in|at|on)\b", behind.group()):
        return _surname(behind["name"])
    found = _last_name(
        around.left, document.text, at_start=around.sentence.startswith(around.left[:20])
    )
    if found:
        return found
    whole = document.text[sentence.span.start : figure.span.start][-300:]
    found = _last_name(whole, document.text, at_start=len(whole) < 300)
    if found or _RIVAL.search(whole):
        return found
    earlier = "\n".join(sentence.span.of(document.text)[:400] for sentence in before)
    return _most_named(document.text, earlier)


_RIVAL = re.compile(
    r"\b(?:runner-up|rivals?|challengers?|opponents?|second|third|candidates?|part(?:y|ies)|none|"
    r"others?|opposition|alliance|coalition|list)\b",
    re.IGNORECASE,
)


def _most_named(text: str, passage: str) -> str:
    """The surname in `passage` that the whole text names most, the last one of equals."""
    best: tuple[int, str] | None = None
    for match in _NAME.finditer(passage):
        words = [re.sub(r"[’']s?$", "", word) for word in match.group().split()]
        words = [
            word
            for word in words
            if word not in read_lexicon().no_names and not WEEKDAY.search(word)
        ]
        if not words or _BEFORE_PLACE.search(passage[max(0, match.start() - 12) : match.start()]):
            continue
        n = len(re.findall(rf"(?<=[a-z,] ){re.escape(words[-1])}\b", text))
        if n and (best is None or n >= best[0]):
            best = (n, words[-1])
    return _surname(best[1]) if best else ""


def find_side(around: Around) -> str:
    """The topic for or against, by the nearest such word behind the number or before it; or ""."""
    for scope in (around.right[:70], around.left):
        against, favour = _AGAINST.search(scope), _FAVOUR.search(scope)
        if against and (not favour or against.start() < favour.start()):
            return "disapproved"
        if favour:
            return "approved"
    return ""


_AGAINST = re.compile(
    r"\b(?:oppos\w+|against|reject\w*|disapprov\w*|distrust\w*|dissatisf\w+)\b", re.IGNORECASE
)
_FAVOUR = re.compile(
    r"\b(?:support\w*|back(?:ed|s|ing)?|favou?r\w*|approv\w*|for (?:it|the)|trust\w*|satisf\w+)\b",
    re.IGNORECASE,
)


def _last_name(text: str, whole: str, *, at_start: bool) -> str:
    """The surname of the last name in `text`, a part of `whole`, that is no place and no day.

    "" for none.
    """
    found = ""
    for match in _NAME.finditer(text):
        words = match.group().split()
        if match.start() == 0 and at_start and len(words) == 1 and _is_common(words[0], whole):
            continue
        if words[0] in read_lexicon().no_names:
            words = words[1:]
        if not words or WEEKDAY.search(" ".join(words)) or MONTH.search(" ".join(words)):
            continue
        if _BEFORE_PLACE.search(text[: match.start()]):
            continue
        after = text[match.end() : match.end() + 40]
        if re.search(r"[’']s$|[’']$", words[-1]) or re.match(r"[’']s?\s", after):
            continue
        found = _surname(" ".join(words))
    return found


def _is_common(word: str, whole: str) -> bool:
    """Whether a capitalised word at the start of a sentence need not be a name."""
    return word in read_lexicon().no_names or not re.search(
        rf"(?<=[a-z,] ){re.escape(word)}\b", whole
    )


def _surname(name: str) -> str:
    words = fold_name(name).split()
    return words[-1] if words else ""
