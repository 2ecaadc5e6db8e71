"""Names as they compare: without case, accents, articles and kinds of apostrophe or hyphen."""

from __future__ import annotations

import re
import unicodedata

_APART = re.compile(r"[\s\-‐‑–.’'‘`´ʼ]+")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+(?=\S)")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
# Letters that no decomposition takes apart.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})


def fold_name(name: str) -> str:
    """`name` for comparison: "the Müller-Łoś" and "Muller Los" are one; "" holds no letter."""
    lower = _POSSESSIVE.sub("", " ".join(name.split()).casefold()).translate(_LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    words = " ".join(word for word in _APART.split(_ARTICLE.sub("", plain)) if word)
    return " ".join(re.sub(r"[^\w\s]", "", words).split())
