"""Matches a line against the phrases that news pages print around an article (`furniture.toml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from analysis.ingest.shapes import count_words, fold, is_spoken
from analysis.ingest.wording import read_table

Place = Literal["anywhere", "edge"]
Box = Literal["teasers", "newsletter"]

# A long line with somebody's words and a verb of saying is the article's, whatever it begins with.
_SPEECH = re.compile(
    r"[”\"’»] (?:\w+ ){0,3}(?:said|says|told|added|asked)\b|\b(?:said|says|added)\.$"
)
_SPEECH_WORDS = 12
_BULLETS = "-–—•·*▪► "


@dataclass(frozen=True, slots=True)
class Rule:
    """One group of phrases: the reason given in the ledger, and where its lines may be cut.

    `frame` marks what a page's head and foot are made of: buttons and notices.
    """

    reason: str
    place: Place
    opens: Box | None
    frame: bool
    max_words: int
    lines: frozenset[str]
    starts: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]

    def matches(self, text: str) -> bool:
        """Whether a cleaned line is one of the rule's."""
        folded = fold(text)
        if folded in self.lines:
            return True
        words = count_words(text)
        if words > self.max_words or (words >= _SPEECH_WORDS and _SPEECH.search(text)):
            return False
        # A line that opens with a quotation mark quotes: "Sign up," he said.
        if not is_spoken(text) and folded and (folded + " ").startswith(self.starts):
            return True
        unmarked = text.lstrip(_BULLETS)
        return any(pattern.search(unmarked) for pattern in self.patterns)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the file."""
    return tuple(_rule(table) for table in read_table("furniture")["rule"])


def find_rule(text: str) -> Rule | None:
    """The first rule that a cleaned line matches; None for text of the article."""
    return next((rule for rule in rules() if rule.matches(text)), None)


def _rule(table: dict[str, Any]) -> Rule:
    return Rule(
        reason=table["reason"],
        place=table["place"],
        opens=table.get("opens"),
        frame=table.get("frame", False),
        max_words=table.get("max_words", 0),
        lines=frozenset(fold(line) for line in table.get("lines", [])),
        starts=tuple(table.get("starts", [])),
        patterns=tuple(re.compile(p, re.IGNORECASE) for p in table.get("patterns", [])),
    )
