"""The lines of a file, numbered as an editor numbers them and free of invisible characters.

What is changed in a line, and what is not:

- every kind of space (tab, no-break, thin, ideographic) becomes a plain one, runs become one, and
  the ends are trimmed;
- control characters, zero-width spaces, soft hyphens, marks of writing direction, private-use
  characters (icons of a web font) and object placeholders are dropped: they are invisible, and
  they split or disguise words;
- joiners (U+200C, U+200D) stay after characters outside the Latin script, where they carry
  meaning (Persian, Indic scripts, emoji);
- letters are composed (NFC), so that an accent is one character whoever typed it.

Quotation marks, dashes, ellipses and letters stay as the article has them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
# Breaks that editors do not count: they part a line, and both parts keep its number.
_SOFT_BREAK = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\ue000-\uf8ff]"
)
_LATIN_JOINER = re.compile("(?<![^\u0000-\u024f])[\u200c\u200d]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something in it: its 1-based number in the file and its cleaned text.

    `start` and `end` are its place in the decoded text of the file, without the blank space around
    it; `gap` tells whether a blank line stands before it.
    """

    number: int
    text: str
    start: int
    end: int
    gap: bool = False


def clean(text: str) -> str:
    """`text` (one line) without invisible characters, its spaces made plain and its ends trimmed.

    An empty or invisible text gives "".
    """
    visible = _LATIN_JOINER.sub("", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", _SPACES.sub(" ", visible).strip())


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of `text` that hold a visible character, in order; () for an empty text."""
    lines: list[Line] = []
    gap = False
    for number, match in enumerate(_LINE.finditer(text), start=1):
        for start, end in _parts(text, match.start(), match.end()):
            cleaned = clean(text[start:end])
            if not cleaned:
                gap = True
                continue
            lines.append(Line(number, cleaned, start, end, gap))
            gap = False
    return tuple(lines)


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the parts of one line stand, trimmed of blank space (an empty part stays, empty)."""
    edges = [start]
    for match in _SOFT_BREAK.finditer(text, start, end):
        edges += [match.start(), match.end()]
    edges.append(end)
    parts = []
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        piece = text[left:right]
        lead = len(piece) - len(piece.lstrip())
        parts.append((left + lead, max(left + lead, left + len(piece.rstrip()))))
    return parts
