"""Finds the headline among the lines above the body."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.ingest.dates import without_dates
from analysis.ingest.looks import Body, Look
from analysis.ingest.shapes import (
    count_words,
    fold,
    is_capitalised,
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
_FULL_OVERLAP = 6
_LABEL_WORDS = 3
_SUMMARY_LEAD = 0.9


@dataclass(frozen=True, slots=True)
class Headline:
    """The index of the headline's line, and whether there is hardly a doubt about it.

    `rivals` are the other lines that could be it: they are not cut for standing near it.
    """

    index: int
    sure: bool
    rivals: frozenset[int] = frozenset()


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
    vocabulary = _vocabulary(looks, body)
    scores = {
        index: _score(looks, index, end, vocabulary)
        for index in range(max(0, end - _REACH), end)
        if _may_be_headline(looks, index)
    }
    best = max(scores, key=lambda index: (scores[index], -index), default=None)
    if best is None or scores[best] < _THRESHOLD:
        return None
    # A summary under the headline shares more words with the body than the headline itself does.
    least = scores[best] - _SUMMARY_LEAD
    above = [
        index
        for index in range(best - 2, best)
        if scores.get(index, -math.inf) >= least
        and looks[index].words < looks[best].words
        and _is_about(looks[index], vocabulary)
    ]
    if above:
        best = above[0]
    rivals = frozenset(
        index
        for index, score in scores.items()
        if score >= _THRESHOLD and _is_about(looks[index], vocabulary)
    )
    return Headline(best, sure=scores[best] >= _SURE, rivals=rivals - {best})


def glued_onto(text: str, headline: str) -> bool:
    """Whether `text` is a breadcrumb with the headline at its end, with or without a space."""
    return len(text) > len(headline) and fold(text).endswith(fold(headline))


def _line_of(looks: Sequence[Look], title: str) -> int | None:
    """The last line that says the title before a paragraph does anything else."""
    wanted = fold(title)
    return next((i for i, look in enumerate(looks) if wanted and fold(look.text) == wanted), None)


def _first_paragraph(looks: Sequence[Look], body: Body) -> int:
    """Index of the first paragraph of the body that another follows closely.

    A caption above the headline may be a paragraph long, but stands alone.
    """
    paragraphs = [
        index
        for index in range(body.first, body.last + 1)
        if looks[index].sentence and looks[index].words >= _LONG_PARAGRAPH
    ]
    for index in paragraphs[:3]:
        if any(look.sentence for look in looks[index + 1 : index + 3]):
            return index
    return paragraphs[0] if paragraphs else body.first


def _may_be_headline(looks: Sequence[Look], index: int) -> bool:
    look = looks[index]
    text = look.text
    if look.known or look.wordless or not _MIN_WORDS <= look.words <= _MAX_WORDS:
        return False
    following = looks[index + 1 : index + 6]
    if any(other.words >= 3 and glued_onto(text, other.text) for other in following):
        return False
    dateless = without_dates(text)
    if dateless is not None and is_capitalised(dateless):
        return False
    if (
        is_excerpt(text)
        or text.endswith((":", ",", ";"))
        or fold(text) in words("sections", "names")
    ):
        return False
    if not is_terminated(text) or is_question(text) or _repeated(looks, index):
        return True
    return look.words in _USUAL_WORDS and any(map(_is_credit, looks[index + 1 : index + 3]))


def _score(looks: Sequence[Look], index: int, end: int, vocabulary: frozenset[str]) -> float:
    look = looks[index]
    overlap = _overlap(look.text, vocabulary)
    score = 2 * overlap
    score += 0.5 if look.words in _USUAL_WORDS else 0.0
    score += 0.8 if overlap > 0.2 and _repeated(looks, index) else 0.0
    score += _credit_bonus(looks, index)
    score += _opening_bonus(looks, index, end)
    score -= 0.4 if look.words < min(_USUAL_WORDS) else 0.0
    score -= 0.5 if any(_is_credit(other) for other in looks[max(0, index - 6) : index]) else 0.0
    score -= 0.6 if _in_box(looks, index) else 0.0
    score -= 0.6 if is_terminated(look.text) and not is_question(look.text) else 0.0
    score -= 0.6 if look.text.endswith(")") or _captioned(looks, index) else 0.0
    score -= 0.8 if any(other.sentence for other in looks[max(0, index - 8) : index]) else 0.0
    return score - min(1.0, 0.03 * (end - index))


def _credit_bonus(looks: Sequence[Look], index: int) -> float:
    """What byline or date below a line count: much directly under it, less further down."""
    below = [_is_credit(other) for other in looks[index + 1 : index + 5]]
    return 0.9 if below[:1] == [True] else 0.4 if any(below) else 0.0


def _opening_bonus(looks: Sequence[Look], index: int, end: int) -> float:
    """What it counts to be the first line that is no label: more where no furniture stands above
    the body. A file without navigation begins with its headline, or with its first sentence.
    """
    above = looks[:index]
    if looks[index].words < min(_USUAL_WORDS) or any(
        not look.known and look.words > _LABEL_WORDS for look in above
    ):
        return 0.0
    return 0.3 if any(look.rule for look in looks[:end]) else 0.8


def _overlap(text: str, vocabulary: frozenset[str]) -> float:
    """How much of a line the body speaks of, 0..1: half the share of its words, half their number.

    The share alone would favour a section's name, the number alone a summary.
    """
    stems = _stems(text)
    shared = len(stems & vocabulary)
    return shared / (2 * len(stems)) + min(1.0, shared / _FULL_OVERLAP) / 2 if shared else 0.0


def _is_about(look: Look, vocabulary: frozenset[str]) -> bool:
    stems = _stems(look.text)
    return len(stems & vocabulary) >= max(2, len(stems) / 2)


def _captioned(looks: Sequence[Look], index: int) -> bool:
    """Whether a photo credit follows: the line is then a caption."""
    rule = looks[index + 1].rule if index + 1 < len(looks) else None
    return rule is not None and rule.reason == "caption"


def _is_credit(look: Look) -> bool:
    return look.byline is not None or look.date


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
