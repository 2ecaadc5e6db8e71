"""Reading the word lists beside this package."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def read_lexicon(name: str) -> Mapping[str, Any]:
    """The table in `lexicons/<name>.toml`, read once; readers must not change it."""
    folder = resources.files("analysis.annotate") / "lexicons"
    return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))


def alternation(words: Iterable[str]) -> str:
    """A regular expression that matches any of `words`, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


def ends_with(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The match of a pattern that is anchored at the end, looked for in the last characters only.

    A search from the beginning would try every position of a long text in vain.
    """
    return pattern.search(text, max(0, len(text) - 60))
