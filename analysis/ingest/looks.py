"""What is known of each line of a page by itself, and where the article's body lies among them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from analysis.ingest.bylines import Byline, read_byline
from analysis.ingest.dates import is_date_line
from analysis.ingest.lines import Line
from analysis.ingest.phrases import Rule, find_rule
from analysis.ingest.shapes import count_words, is_sentence, is_terminated, is_wordless

# Weights of a line in the search for the body: a sentence counts its words up to a limit, other
# lines count against it. A known phrase speaks louder than a line that is merely short.
_SENTENCE_LIMIT = 40
_SHORT_LINE = -2
_PHRASE = -5
_CUT = -1
_MINOR_SHARE = 0.5
_LABEL_WORDS = 3

_LONGEST_LINE = 1500
"""Characters; a longer line is a paragraph or several, and furniture is not looked for in it."""


@dataclass(frozen=True, slots=True)
class Look:
    """One line by itself: the phrase, byline or date that it is, its length, its shape."""

    line: Line
    rule: Rule | None
    byline: Byline | None
    date: bool
    wordless: bool
    words: int
    sentence: bool

    @property
    def text(self) -> str:
        """The cleaned line."""
        return self.line.text

    @property
    def known(self) -> bool:
        """Whether the line is furniture by its own words, wherever it stands."""
        return self.rule is not None or self.byline is not None or self.date


@dataclass(frozen=True, slots=True)
class Body:
    """Indices of the first and last line of the article's body; `found` is False without one."""

    first: int
    last: int
    found: bool = True


def look_at(lines: Sequence[Line]) -> tuple[Look, ...]:
    """Each line with what can be told of it alone."""
    return tuple(_look(line) for line in lines)


def find_body(looks: Sequence[Look], *, cut: Collection[int] = ()) -> Body:
    """The run of lines with the most sentences and the least else (a maximum-scoring run).

    The idea is that of Finn, Kushmerick and Smyth, "Fact or fiction: content classification for
    digital libraries" (2001), with lines for tags. Without a sentence, nothing is found: then
    shape says nothing and only known phrases may be cut. Lines already `cut` hardly count, so that
    a box near the end does not part the last paragraphs from the others.
    """
    best, best_first, best_last = 0, 0, -1
    score, first = 0, 0
    for index, look in enumerate(looks):
        if score <= 0:
            score, first = 0, index
        score += _CUT if index in cut else _weight(look)
        if score > best:
            best, best_first, best_last = score, first, index
    return Body(best_first, best_last, found=best_last >= 0)


def is_minor(looks: Sequence[Look], indices: Collection[int]) -> bool:
    """Whether lines hold at most half as many words as the sentences of the page hold.

    Where they hold more, they may be what the page is about: a list, a table, verse. Labels of up
    to three words do not count: navigation has them by the hundred.
    """
    words = sum(looks[index].words for index in indices if looks[index].words > _LABEL_WORDS)
    return words <= _MINOR_SHARE * sum(look.words for look in looks if look.sentence)


def _look(line: Line) -> Look:
    words = count_words(line.text)
    if len(line.text) > _LONGEST_LINE:
        return Look(line, None, None, date=False, wordless=False, words=words, sentence=words > 0)
    rule = find_rule(line.text)
    return Look(
        line=line,
        rule=rule,
        byline=None if rule else read_byline(line.text),
        date=is_date_line(line.text),
        wordless=is_wordless(line.text),
        words=words,
        sentence=rule is None and is_sentence(line.text),
    )


def _weight(look: Look) -> int:
    if look.known:
        return _PHRASE
    if look.sentence or (look.words >= 3 and is_terminated(look.text)):
        return min(look.words, _SENTENCE_LIMIT)
    return _SHORT_LINE
