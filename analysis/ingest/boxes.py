"""Finds boxes among the lines of a page: stories promoted, newsletters offered, text repeated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from analysis.ingest.dates import is_precise
from analysis.ingest.looks import Body, Look, is_minor
from analysis.ingest.shapes import (
    count_words,
    fold,
    is_capitalised,
    is_excerpt,
    is_label,
    is_question,
    is_spoken,
    is_terminated,
)
from analysis.ingest.wording import section

_MAX_TITLE_WORDS = 30
_MAX_QUESTION_WORDS = 16
_MAX_BOX = 24
_MAX_BOX_IN_BODY = 14
_SUBHEADING_WORDS = 5
_MAX_PITCH = 4
_MAX_PITCH_WORDS = 25
_REPEATED_WORDS = 12
_MIN_POSTINGS = 4
_MIN_PARAGRAPHS = 3
_HEAD_LINES = 12


def find_teasers(looks: Sequence[Look], body: Body, protected: int | None) -> set[int]:
    """Indices of titles and excerpts of other stories: under a heading, or in pairs without one."""
    found: set[int] = set()
    for index, look in enumerate(looks):
        if look.rule is not None and look.rule.opens == "teasers" and not is_terminated(look.text):
            found |= _box_under(looks, index, body, protected)
    return found | _bare_pairs(looks, protected)


def find_pitches(looks: Sequence[Look]) -> set[int]:
    """Indices of the lines of a newsletter box that do not name the newsletter themselves."""
    found: set[int] = set()
    for index, look in enumerate(looks):
        if look.rule is None or look.rule.opens != "newsletter":
            continue
        following = looks[index + 1 : index + 1 + _MAX_PITCH]
        closing = _last_newsletter_line(following)
        for step, other in enumerate(following):
            if other.known:
                continue
            if other.words > _MAX_PITCH_WORDS or _holds_quotation(other.text):
                break
            if _pitch("pitch").search(other.text) or (
                step < closing and _pitch("pitch_inside").search(other.text)
            ):
                found.add(index + 1 + step)
            else:
                break
    return found


def find_repeated(looks: Sequence[Look], candidates: Iterable[int]) -> set[int]:
    """Those of the candidates that stand again, word for word, inside a longer paragraph.

    Such a line is a pull quotation, or a caption that repeats the article; the words stay where
    they belong. A subheading in the words of a quotation is shorter than that and stays.
    """
    full = [i for i in candidates if looks[i].words >= _REPEATED_WORDS and looks[i].sentence]
    if not full:
        return set()
    folded = [fold(look.text) for look in looks]
    return {
        index
        for index in full
        if any(len(other) > len(folded[index]) and folded[index] in other for other in folded)
    }


def find_author_notes(looks: Sequence[Look], closing: int) -> set[int]:
    """Indices of the sentences at the close of a page that introduce the author of the article.

    Such a sentence begins with a name from the byline, or with the name on a line shortly above
    it where its words say that this is somebody who writes.
    """
    authors = {name for look in looks if look.byline for name in look.byline.authors}
    signed = {look.text for look in looks[:_HEAD_LINES] if _is_name(look)}
    found: set[int] = set()
    for index in range(closing, len(looks)):
        text = looks[index].text
        if not looks[index].sentence or is_spoken(text):
            continue
        labels = signed | {
            look.text for look in looks[max(closing, index - 3) : index] if _is_name(look)
        }
        if any(introduces(text, name) for name in authors) or (
            _writing().search(text) and any(introduces(text, name) for name in labels)
        ):
            found.add(index)
    return found


def find_comments(looks: Sequence[Look]) -> set[int]:
    """Indices of all lines below a heading of readers' comments, where the hours of posting and
    the buttons for replies show that comments follow; empty without them.

    Paragraphs have to stand above the heading: above the text it is a button.
    """
    paragraphs = 0
    for index, look in enumerate(looks):
        paragraphs += look.sentence
        if look.rule is None or look.rule.reason != "comments" or paragraphs < _MIN_PARAGRAPHS:
            continue
        below = looks[index + 1 :]
        posted = sum(_is_posting(look) for look in below)
        if posted >= _MIN_POSTINGS and posted >= sum(look.sentence for look in below) / 4:
            return set(range(index + 1, len(looks)))
    return set()


def _is_posting(look: Look) -> bool:
    """Whether the line stamps a comment or answers one: "August 8, 2018 at 7:34 pm", "Reply"."""
    reply = look.rule is not None and look.rule.reason == "comments"
    return reply or (look.date and is_precise(look.text)) or look.text.endswith((" says:", " says"))


def _is_name(look: Look) -> bool:
    return 2 <= look.words <= 4 and is_capitalised(look.text)


def introduces(text: str, name: str) -> bool:
    """Whether a sentence begins with a name, or its first part, and a verb of introduction."""
    names = "|".join({re.escape(name), re.escape(name.split()[0])})
    verbs = "|".join(section("authors")["verbs"])
    return bool(re.match(rf"(?:{names})(?: \([^)]*\))?,? (?:{verbs})\b", text))


@cache
def _writing() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(section('authors')['writing'])})\b", re.IGNORECASE)


def _box_under(looks: Sequence[Look], opener: int, body: Body, protected: int | None) -> set[int]:
    in_body = body.found and body.first <= opener <= body.last
    limit = _MAX_BOX_IN_BODY if in_body else _MAX_BOX
    box: list[int] = []
    stopped = False
    for index in range(opener + 1, min(len(looks), opener + 1 + limit)):
        look = looks[index]
        if index == protected:
            break
        below = body.found and index > body.last
        if (
            look.known
            or look.wordless
            or _is_title(look.text)
            or (below and _is_summary(looks, index))
        ):
            box.append(index)
        else:
            stopped = True
            break
    else:
        # No paragraph ends the box: in the body that is no box but a list of short lines.
        if in_body and len(box) >= limit:
            return set()
    if stopped and (in_body or len(box) > 1):
        box = _without_subheading(looks, box)
    found = {index for index in box if not looks[index].known}
    return found if is_minor(looks, found) else set()


def _without_subheading(looks: Sequence[Look], box: list[int]) -> list[int]:
    """The box without a last line so short that it may head the paragraph under it."""
    if box and not looks[box[-1]].known and is_label(looks[box[-1]].text, words=_SUBHEADING_WORDS):
        return box[:-1]
    return box


def _is_title(text: str) -> bool:
    words = count_words(text)
    if words > _MAX_TITLE_WORDS:
        return False
    if is_excerpt(text) or not is_terminated(text):
        return not text.endswith((":", ","))
    return is_question(text) and words <= _MAX_QUESTION_WORDS


def _is_summary(looks: Sequence[Look], index: int) -> bool:
    """Whether a sentence below the body explains the title above it, as its neighbours do."""
    if looks[index].words > _MAX_TITLE_WORDS or not _is_title(looks[index - 1].text):
        return False
    pairs = [
        at
        for at in range(max(1, index - 6), min(len(looks), index + 7))
        if looks[at].sentence and _is_title(looks[at - 1].text) and not looks[at - 1].known
    ]
    return len(pairs) >= 2 and all(b - a > 1 for a, b in pairwise(pairs))


def _bare_pairs(looks: Sequence[Look], protected: int | None) -> set[int]:
    """Titles each followed by an excerpt that breaks off, at least two such pairs in a row."""
    pairs = [
        index
        for index in range(len(looks) - 1)
        if protected not in (index, index + 1)
        and _is_title(looks[index].text)
        and not is_excerpt(looks[index].text)
        and looks[index].words >= 3
        and is_excerpt(looks[index + 1].text)
        and looks[index + 1].words >= 4
    ]
    return {
        line
        for index in pairs
        if index - 2 in pairs or index + 2 in pairs
        for line in (index, index + 1)
    }


@cache
def _pitch(key: str) -> re.Pattern[str]:
    phrases = "|".join(section("newsletters")[key])
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)


def _last_newsletter_line(looks: Sequence[Look]) -> int:
    """Position of the last line that names the newsletter again; 0 where none does."""
    places = [i for i, look in enumerate(looks) if look.rule and look.rule.opens == "newsletter"]
    return max(places, default=0)


def _holds_quotation(text: str) -> bool:
    return bool(re.search(r"[“”„«»]", text))
