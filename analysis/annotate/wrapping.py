"""Hard-wrapped text: lines broken at a fixed width, as e-mail programs and terminals do.

A line break ends a sentence unless the whole text shows that its breaks were made by a machine.
Three signs must meet: the lines are of one width, hardly any break leaves room for the word that
comes next, and many breaks stand in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from analysis.records import Span

_WIDTHS = range(40, 101)
_MIN_BREAKS = 6
_MIN_FULL = 0.7
"""Share of breaks inside paragraphs whose line is full; those that end a paragraph seldom are."""
_MIN_MIDDLE = 0.5
"""Share of full lines that must go on in the middle of a sentence."""

_FINAL = re.compile(r"[.!?…:;][\"'”’“‘»›«‹)\]\s]*$")


def join_wrapped(text: str, lines: Sequence[Span]) -> list[Span]:
    """The lines of `text`, those of a paragraph joined where the text is hard-wrapped.

    Text that is not wrapped comes back as it is.
    """
    width = max((line.end - line.start for line in lines), default=0)
    if width not in _WIDTHS:
        return list(lines)
    pairs = list(pairwise(lines))
    adjacent = [(a, b) for a, b in pairs if _adjoin(text, a, b)]
    full = [(a, b) for a, b in adjacent if _is_full(text, a, b, width)]
    middle = sum(not _FINAL.search(a.of(text)) for a, _ in full)
    lower = sum(text[b.start].islower() for _, b in full)
    if len(full) < max(_MIN_BREAKS, _MIN_FULL * len(adjacent)):
        return list(lines)
    if min(middle, lower) < _MIN_MIDDLE * len(full):
        return list(lines)
    soft = {a for a, _ in full}
    joined: list[Span] = []
    open_line = False
    for line in lines:
        if open_line:
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
        open_line = line in soft
    return joined


def _adjoin(text: str, a: Span, b: Span) -> bool:
    """Whether one line break, and no blank line, stands between two lines."""
    return text[a.end : b.start].replace("\r\n", "\n").strip(" \t") in ("\n", "\r")


def _is_full(text: str, a: Span, b: Span, width: int) -> bool:
    """Whether the first word of `b` would not have fitted behind `a`."""
    word = b.of(text).split(maxsplit=1)[0]
    return (a.end - a.start) + 1 + len(word) > width
