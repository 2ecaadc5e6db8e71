"""Tokens: the words of a text."""

from __future__ import annotations

import re

from analysis.records import Span

# Letters and digits (with combining accents and soft hyphens), joined by apostrophes, hyphens and
# ampersands inside a word, by points, commas and colons between digits, and by the points of an
# acronym. The possessive of a plural, quotation marks and final stops stay outside.
_MARKS = "\u0300-\u036f\u00ad\u200c\u200d"
_TOKEN = re.compile(
    r"(?<![^\W_])(?:[^\W\d_]\.){1,}[^\W\d_](?![^\W_])"
    rf"|[^\W_](?:[^\W_]|[{_MARKS}]|['’ʼ‘‐‑&\-](?=[^\W_])|(?<=\d)[.,:](?=\d))*"
)


def find_tokens(text: str) -> tuple[Span, ...]:
    """The words of `text` in order: letters and digits with inner apostrophes, hyphens, decimals.

    `Kazakhstan’s`, `two-and-a-half`, `81.31`, `60,000` and `U.S` are one token each; punctuation,
    currency and percent signs are none.
    """
    return tuple(Span(*match.span()) for match in _TOKEN.finditer(text))
