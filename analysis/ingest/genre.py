"""Tells the genre of an article where the page or the text gives evidence of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from analysis.ingest.shapes import fold, is_question, is_terminated
from analysis.ingest.wording import section
from analysis.records import Genre, Origin

_QUOTED = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)|„[^“”\n]*[“”]|«[^»\n]*»", re.MULTILINE)
_MIN_TURNS = 3
_MIN_ARGUMENTS = 2


def tell_genre(lines: Sequence[str], labels: Sequence[str]) -> tuple[Genre, Origin]:
    """The genre of an article and where the evidence stands; ("unknown", "unknown") without any.

    `lines` are the article's, headline first where it has one; `labels` the page's lines next to
    the headline. A label decides; else an exchange of questions and answers makes an interview, a
    narrator who says "I" and argues makes an opinion, a dateline or a wire agency at work in a
    text without "I" makes news.
    """
    labelled = _by_label(lines[:1], labels)
    if labelled is not None:
        return labelled
    if _is_interview(lines):
        return "interview", "text"
    narrated = _QUOTED.sub(" ", "\n".join(lines))
    says_i = _found("opinion", "first_person", narrated)
    if says_i and _found("opinion", "argument", narrated) >= _MIN_ARGUMENTS:
        return "opinion", "text"
    text = "\n".join(lines)
    if not says_i and (_found("news", "agency_report", text) or _has_dateline(lines)):
        return "news", "text"
    return "unknown", "unknown"


def _by_label(headline: Sequence[str], labels: Sequence[str]) -> tuple[Genre, Origin] | None:
    for label in labels:
        genre = _labels().get(fold(label))
        if genre is not None:
            return genre, "page"
    for line in headline:
        first = re.match(r"([^:|]{3,30})\s*[:|]\s", line)
        genre = _labels().get(fold(first[1])) if first else None
        if genre is not None:
            return genre, "text"
    return None


def _is_interview(lines: Sequence[str]) -> bool:
    """Whether questions on lines of their own are followed by answers, at least three times."""
    turns = 0
    for line, following in pairwise(lines):
        turns += is_question(line) and is_terminated(following) and not following.endswith("?")
    text = "\n".join(lines)
    marked = len(re.findall(r"^(?:Q|Question)\s*[:.]", text, re.MULTILINE))
    return marked >= _MIN_TURNS or (turns >= _MIN_TURNS and turns >= len(lines) / 5)


def _has_dateline(lines: Sequence[str]) -> bool:
    """Whether one of the first lines opens with a place, as in "ALMATY (Agency) - "."""
    return any(_found("news", "dateline", line) for line in lines[:3])


def _found(genre: str, kind: str, text: str) -> int:
    return sum(len(pattern.findall(text)) for pattern in _patterns(genre, kind))


@cache
def _patterns(genre: str, kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in section("genre")[genre][kind])


@cache
def _labels() -> dict[str, Genre]:
    table = section("genre")["labels"]
    return {fold(label): genre for genre, labels in table.items() for label in labels}
