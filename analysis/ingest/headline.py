"""Finds the headline among the lines above the body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.ingest.looks import Body, Look
from analysis.ingest.shapes import (
    count_words,
    fold,
    is_excerpt,
    is_question,
    is_terminated,
    words_of,
)
from analysis.ingest.wording import words

_MIN_WORDS, _MAX_WORDS = 2, 30
_USUAL_WORDS = range(4, 23)
_LONG_PARAGRAPH = 15
_REACH = 40
"""Lines above the body among which a headline is looked for."""

_THRESHOLD = 1.0
_SURE = 1.7
_STEM = 6


@dataclass(frozen=True, slots=True)
class Headline:
    """The index of the headline's line, and whether there is hardly a doubt about it."""

    index: int
    sure: bool


def find_headline(
    looks: Sequence[Look], body: Body, *, title: str | None = None
) -> Headline | None:
    """The headline of the page, or None where no line above the body is one.

    `title`, where it is known from elsewhere and stands on a line of its own, settles it. Else the
    line is chosen that shares most words with the body, has a headline's length, is repeated (in a
    breadcrumb, in the page's title), stands next to byline or date, and is near the body.
    """
    if title is not None:
        index = _line_of(looks, title)
        if index is not None:
            return Headline(index, sure=True)
    if not body.found:
        return None
    end = _first_paragraph(looks, body)
    candidates = range(max(0, end - _REACH), end)
    vocabulary = _vocabulary(looks, body)
    scored = [
        (_score(looks, index, end, vocabulary), -index)
        for index in candidates
        if _may_be_headline(looks, index)
    ]
    if not scored:
        return None
    score, place = max(scored)
    return Headline(-place, sure=score >= _SURE) if score >= _THRESHOLD else None


def glued_onto(text: str, headline: str) -> bool:
    """Whether `text` is a breadcrumb with the headline at its end, with or without a space."""
    return len(text) > len(headline) and fold(text).endswith(fold(headline))


def _line_of(looks: Sequence[Look], title: str) -> int | None:
    """The last line that says the title before a paragraph does anything else."""
    wanted = fold(title)
    return next((i for i, look in enumerate(looks) if wanted and fold(look.text) == wanted), None)


def _first_paragraph(looks: Sequence[Look], body: Body) -> int:
    """Index of the first paragraph of the body; a teaser line of one sentence does not count."""
    for index in range(body.first, body.last + 1):
        look = looks[index]
        if look.sentence and look.words >= _LONG_PARAGRAPH:
            return index
    return body.first


def _may_be_headline(looks: Sequence[Look], index: int) -> bool:
    look = looks[index]
    text = look.text
    if look.known or look.wordless or not _MIN_WORDS <= look.words <= _MAX_WORDS:
        return False
    if (
        is_excerpt(text)
        or text.endswith((":", ",", ";"))
        or fold(text) in words("sections", "names")
    ):
        return False
    return not is_terminated(text) or is_question(text) or _repeated(looks, index)


def _score(looks: Sequence[Look], index: int, end: int, vocabulary: frozenset[str]) -> float:
    look = looks[index]
    stems = _stems(look.text)
    overlap = len(stems & vocabulary) / len(stems) if stems else 0.0
    score = 2 * overlap
    score += 0.5 if look.words in _USUAL_WORDS else 0.0
    score += 0.8 if _repeated(looks, index) else 0.0
    score += 0.4 if any(n.byline or n.date for n in looks[index + 1 : index + 4]) else 0.0
    score += 0.3 if index == 0 else 0.0
    score -= 0.6 if _in_box(looks, index) else 0.0
    return score - min(1.0, 0.03 * (end - index))


def _repeated(looks: Sequence[Look], index: int) -> bool:
    text = looks[index].text
    folded = fold(text)
    return count_words(text) >= 3 and any(
        other != index and (fold(look.text) == folded or glued_onto(look.text, text))
        for other, look in enumerate(looks[: index + 12])
    )


def _in_box(looks: Sequence[Look], index: int) -> bool:
    """Whether the line follows the heading of a teaser box, with titles and excerpts between."""
    for look in reversed(looks[:index]):
        if look.rule is not None and look.rule.opens == "teasers":
            return True
        if look.sentence or look.byline or look.date:
            return False
    return False


def _vocabulary(looks: Sequence[Look], body: Body) -> frozenset[str]:
    lines = (look.text for look in looks[body.first : body.last + 1] if look.sentence)
    return frozenset().union(*(_stems(line) for line in lines))


def _stems(text: str) -> frozenset[str]:
    """Beginnings of the longer words and whole numbers: enough to see one subject in two lines."""
    return frozenset(
        word[:_STEM]
        for word in words_of(re.sub(r"['’]s\b", "", text))
        if len(word) >= 4 or word.isdigit()
    )
