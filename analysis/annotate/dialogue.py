"""Speakers named by the layout: before a colon ("Minister Okafor: “...”"), in the lines of an
interview, and after a dash below a quotation ("— Ada Okafor, minister").

The corpus of the tagger has hardly any of these.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from analysis.annotate.drafts import Draft
from analysis.annotate.overlaps import Overlaps
from analysis.annotate.phrases import has_finite
from analysis.annotate.words import Reading, load_grammar
from analysis.records import Span

_MAX_LABEL = 8
_MAX_SIGNATURE = 16
_DASHES = ("–", "-")
_QUESTIONS = ("q", "question")
_MIN_LINES = 3
"""So many labelled lines, with a label that returns, make an interview."""


def find_speaker_lines(reading: Reading) -> list[Draft]:
    """Attributions that the layout tells, in text order; their cue is a colon or a dash.

    The questions of an interview have no source: they are the outlet's own.
    """
    found = (*_lines(reading), *_signatures(reading))
    return sorted(found, key=lambda draft: draft.start)


def _lines(reading: Reading) -> Iterator[Draft]:
    labels: list[tuple[int, int, int]] = []
    names = {word.lower for word in reading.words if word.tag == "cap"}
    for number, sentence in enumerate(reading.sentences):
        first, end = reading.first[number], reading.first[number + 1]
        opens = number == 0 or reading.sentences[number - 1].paragraph != sentence.paragraph
        quoted = opens and _opens_quoted_line(reading, first, end)
        colon = _label_end(reading, first, end, quoted=quoted)
        if colon is None:
            continue
        number_after = reading.words[colon + 1].quotation if colon + 1 < end else -1
        if not quoted and number_after >= 0 and not reading.quotations[number_after].scare:
            if _is_speaker(reading, first, colon, names):
                yield _line(reading, first, colon, reading.quotations[number_after].span)
        elif (
            opens
            and sentence.role == "body"
            and (colon + 4 < end or _label(reading, first, colon) in _QUESTIONS)
        ):
            labels.append((number, first, colon))
    yield from _interview(reading, labels)


def _signatures(reading: Reading) -> Iterator[Draft]:
    """Quotations that fill their paragraph up to a dash and a name at its end or on the next line.

    Several quoted paragraphs above one name are all that person's.
    """
    words = reading.words
    quoted = _QuotedParagraphs(reading)
    for number, sentence in enumerate(reading.sentences):
        first, end = reading.first[number], reading.first[number + 1]
        dash = next((i for i in range(first, end) if words[i].tag in _DASHES), None)
        if dash is None or not _is_name(reading, dash + 1, end):
            continue
        opens = number == 0 or reading.sentences[number - 1].paragraph != sentence.paragraph
        if dash == first and opens:
            above = quoted.above(sentence.paragraph)
        elif words[dash - 1].quotation >= 0:
            above = quoted.until(sentence.paragraph, words[dash].start)
        else:
            above = []
        if above:
            stop = end - 1 if words[end - 1].tag in (".", "stop") else end
            source = reading.span(dash + 1, stop)
            yield Draft(tuple(above), reading.span(dash, dash + 1), source)


class _QuotedParagraphs:
    """The quotations of paragraphs that hold nothing else."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._overlaps = Overlaps([q.span for q in reading.quotations])
        self._bodies: dict[int, Span] = {}
        for sentence in reading.sentences:
            if sentence.role == "body":
                start = self._bodies.get(sentence.paragraph, sentence.span).start
                self._bodies[sentence.paragraph] = Span(start, sentence.span.end)

    def above(self, paragraph: int) -> list[Span]:
        """The quotations of the paragraphs right above one, up to one that is not all quoted."""
        found: list[list[Span]] = []
        while (paragraph := paragraph - 1) in self._bodies:
            inside = self._all_of(self._bodies[paragraph])
            if not inside:
                break
            found.append(inside)
        return [quotation for inside in reversed(found) for quotation in inside]

    def until(self, paragraph: int, end: int) -> list[Span]:
        """The quotations of a paragraph that holds nothing else before a character."""
        body = self._bodies.get(paragraph)
        return [] if body is None else self._all_of(Span(body.start, end))

    def _all_of(self, span: Span) -> list[Span]:
        words, quotations = self._reading.words, self._reading.quotations
        index = bisect_left(words, span.start, key=lambda word: word.start)
        while index < len(words) and words[index].start < span.end:
            if words[index].quotation < 0 and words[index].lower[0].isalnum():
                return []
            index += 1
        inside = (quotations[n].span for n in self._overlaps.meeting(span))
        return [quotation for quotation in inside if span.contains(quotation)]


def _is_name(reading: Reading, first: int, end: int) -> bool:
    """Whether the words are a short phrase that begins with a capital and says nothing more."""
    words = reading.words[first:end]
    if not words or len(words) > _MAX_SIGNATURE or not words[0].capital:
        return False
    return all(w.quotation < 0 for w in words) and not has_finite(reading, first, end)


def _interview(reading: Reading, labels: list[tuple[int, int, int]]) -> Iterator[Draft]:
    """Labelled paragraphs, if there are enough of them and a label returns."""
    names = Counter(_label(reading, first, colon) for _, first, colon in labels)
    if len(labels) < _MIN_LINES or max(names.values(), default=0) < 2:
        return
    for number, first, colon in labels:
        label = _label(reading, first, colon)
        # In capitals a label is one although it stands only once.
        written = reading.span(first, colon).of(reading.text)
        if names[label] < 2 and not written.isupper():
            continue
        paragraph = reading.sentences[number].paragraph
        last = number
        while (
            last + 1 < len(reading.sentences) and reading.sentences[last + 1].paragraph == paragraph
        ):
            last += 1
        answer = reading.span(colon + 1, reading.first[last + 1])
        line = _line(reading, first, colon, answer)
        yield replace(line, source=None) if label in _QUESTIONS else line


def _line(reading: Reading, first: int, colon: int, content: Span) -> Draft:
    return Draft((content,), reading.span(colon, colon + 1), reading.span(first, colon))


def _opens_quoted_line(reading: Reading, first: int, end: int) -> bool:
    """Whether a line of a transcript that is quoted in whole opens here: "“OKAFOR: We ..."."""
    if first >= end:
        return False
    word = reading.words[first]
    return word.quotation >= 0 and reading.text[word.start : word.end].isupper()


def _label_end(reading: Reading, first: int, end: int, *, quoted: bool = False) -> int | None:
    """The colon after a short label without a verb at the start of a sentence, or None.

    In a line that is quoted in whole the label is in capitals.
    """
    words = reading.words
    for index in range(first, min(end, first + _MAX_LABEL + 1)):
        word = words[index]
        capitals = word.tag == ":" or reading.text[word.start : word.end].isupper()
        inside = not capitals if quoted else word.quotation >= 0
        if inside or word.tag in ("sub", "rel", "pron", "stop", ";"):
            return None
        if word.tag == ":":
            if index == first or has_finite(reading, first, index):
                return None
            return index
    return None


def _label(reading: Reading, first: int, colon: int) -> str:
    return " ".join(word.lower for word in reading.words[first:colon])


def _is_speaker(reading: Reading, first: int, colon: int, names: Collection[str]) -> bool:
    """Whether the label names a person: two capitals, one of `names`, or a word for a role."""
    words = reading.words[first:colon]
    roles = load_grammar()["role_nouns"]
    if any(word.lower in roles for word in words):
        return True
    if words[0].tag in ("prep", "poss"):
        return False
    if len(words) == 1:
        return words[0].capital and words[0].lower in names
    return sum(word.capital for word in words) >= 2
