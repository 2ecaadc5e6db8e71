"""Tells the language of a text by its commonest short words."""

from __future__ import annotations

from functools import cache

from analysis.ingest.shapes import words_of
from analysis.ingest.wording import section

_MIN_WORDS = 12
# In running text every fourth to third word is one of the thirty commonest; a table, a list of
# names or a language not known stays far below.
_MIN_SHARE = 0.12
_LEAD = 1.3


def tell_language(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text`; None where too little speaks for one.

    Known are English and the languages listed in `wording.toml`. Two close languages whose common
    words are alike stay apart by a margin, or the answer is None.
    """
    words = words_of(text)
    if len(words) < _MIN_WORDS:
        return None
    shares = sorted(
        ((sum(word in common for word in words) / len(words), code) for code, common in _common()),
        reverse=True,
    )
    (best, code), (second, _) = shares[:2]
    return code if best >= _MIN_SHARE and best >= _LEAD * second else None


@cache
def _common() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((code, frozenset(words)) for code, words in section("language").items())
