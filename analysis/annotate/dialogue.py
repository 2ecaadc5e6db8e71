"""Speakers named before a colon: "Minister Okafor: “...”" and the lines of an interview."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from analysis.annotate.drafts import Draft
from analysis.annotate.phrases import has_finite
from analysis.annotate.words import Reading, load_grammar
from analysis.records import Span

_MAX_LABEL = 8
_MIN_LINES = 3
"""So many labelled lines, with a label that returns, make an interview."""


def find_speaker_lines(reading: Reading) -> list[Draft]:
    """Attributions whose cue is the colon after a speaker, in text order."""
    return sorted(_lines(reading), key=lambda draft: draft.start)


def _lines(reading: Reading) -> Iterator[Draft]:
    labels: list[tuple[int, int, int]] = []
    for number, sentence in enumerate(reading.sentences):
        first, end = reading.first[number], reading.first[number + 1]
        opens = number == 0 or reading.sentences[number - 1].paragraph != sentence.paragraph
        colon = _label_end(reading, first, end)
        if colon is None:
            continue
        number_after = reading.words[colon + 1].quotation if colon + 1 < end else -1
        if number_after >= 0 and not reading.quotations[number_after].scare:
            if _is_speaker(reading, first, colon):
                yield _line(reading, first, colon, reading.quotations[number_after].span)
        elif opens and sentence.role == "body" and colon + 4 < end:
            labels.append((number, first, colon))
    yield from _interview(reading, labels)


def _interview(reading: Reading, labels: list[tuple[int, int, int]]) -> Iterator[Draft]:
    """Labelled paragraphs, if there are enough of them and a label returns."""
    names = Counter(_label(reading, first, colon) for _, first, colon in labels)
    if len(labels) < _MIN_LINES or max(names.values(), default=0) < 2:
        return
    for number, first, colon in labels:
        label = _label(reading, first, colon)
        if label in ("q", "question") or names[label] < 2:
            continue
        paragraph = reading.sentences[number].paragraph
        last = number
        while (
            last + 1 < len(reading.sentences) and reading.sentences[last + 1].paragraph == paragraph
        ):
            last += 1
        answer = reading.span(colon + 1, reading.first[last + 1])
        yield _line(reading, first, colon, answer)


def _line(reading: Reading, first: int, colon: int, content: Span) -> Draft:
    return Draft((content,), reading.span(colon, colon + 1), reading.span(first, colon))


def _label_end(reading: Reading, first: int, end: int) -> int | None:
    """The colon after a short label without a verb at the start of a sentence, or None."""
    words = reading.words
    for index in range(first, min(end, first + _MAX_LABEL + 1)):
        word = words[index]
        if word.quotation >= 0 or word.tag in ("sub", "rel", "pron", "stop", ";"):
            return None
        if word.tag == ":":
            if index == first or has_finite(reading, first, index):
                return None
            return index
    return None


def _label(reading: Reading, first: int, colon: int) -> str:
    return " ".join(word.lower for word in reading.words[first:colon])


def _is_speaker(reading: Reading, first: int, colon: int) -> bool:
    """Whether the label names a person: two capitals, or a word for a role."""
    words = reading.words[first:colon]
    roles = load_grammar()["role_nouns"]
    if any(word.lower in roles for word in words):
        return True
    if words[0].tag in ("prep", "poss"):
        return False
    if len(words) == 1:
        return words[0].capital and any(
            word.lower == words[0].lower and word.tag == "cap" for word in reading.words
        )
    return sum(word.capital for word in words) >= 2
