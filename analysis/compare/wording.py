"""How findings and cautions are put into words: names of articles, numbers, lists, templates.

The sentences themselves are data (`findings.toml`, `cautions.toml`). Numbers are rounded here
because a finding is a sentence and leaves the comparison as one.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from analysis.records import Analysis, Article, Estimate

MINUS = "−"
ELLIPSIS = "…"
LONGEST_NAME = 48
LONGEST_IN_LIST = 24
"""Titles are cut shorter where three or more articles are listed in one sentence."""
NAMED_IN_LIST = 5
"""Longer lists give the letters only."""
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@cache
def read_wording(name: str) -> Mapping[str, Any]:
    """The sentences and words in `<name>.toml` of this package."""
    text = files("analysis.compare").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


class Names:
    """How each article is called: outlet, else title, else file, each with its key letter."""

    def __init__(self, analyses: Sequence[Analysis]) -> None:
        self._letters = {a.article.id: letters(at) for at, a in enumerate(analyses)}
        self._articles = {a.article.id: a.article for a in analyses}

    def __getitem__(self, article: str) -> str:
        return self._name(article, LONGEST_NAME)

    def letter(self, article: str) -> str:
        """The key letter alone, for an article that the sentence has named already."""
        return self._letters[article]

    def listed(self, articles: Sequence[str], last: str = "and") -> str:
        """The names as a sentence writes them; the letters alone where there are many."""
        if len(articles) > NAMED_IN_LIST:
            return listing([self._letters[article] for article in articles], last)
        longest = LONGEST_NAME if len(articles) < 3 else LONGEST_IN_LIST
        return listing([self._name(article, longest) for article in articles], last)

    def _name(self, article: str, longest: int) -> str:
        return f"{_name(self._articles[article], longest)} ({self._letters[article]})"


def _name(article: Article, longest: int) -> str:
    if article.outlet:
        return shorten(article.outlet, LONGEST_NAME)
    if article.title:
        return f"“{shorten(article.title, longest)}”"
    return f"file {shorten(article.id, longest)}"


def letters(index: int) -> str:
    """The key of the article at `index`: A … Z, AA, AB, …"""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def shorten(text: str, limit: int) -> str:
    """`text` on one line and at most `limit` characters, cut between words and ended by "…"."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    space = cut.rfind(" ")
    return cut[: space if space > limit // 2 else None].rstrip(" ,;:–—-") + ELLIPSIS


def listing(items: Sequence[str], last: str = "and") -> str:
    """Items as a sentence writes them: "A, B and C"; "" for none."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def small(count: int) -> str:
    """A count as a word up to ten, in digits above."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else f"{count:,}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """`count` with the fitting noun: "one word", "two words", "12 words"."""
    return f"{small(count)} {one if count == 1 else many or one + 's'}"


def signed(value: float) -> str:
    """A framing score: two decimals with their sign; zero has none."""
    text = f"{value:+.2f}".replace("-", MINUS)
    return "0.00" if text in ("+0.00", f"{MINUS}0.00") else text


def times(ratio: float) -> str:
    """How many times as much: one decimal below ten, none above."""
    return decimal(ratio) if ratio < 9.95 else f"{ratio:,.0f}"


def decimal(value: float) -> str:
    """One decimal."""
    text = f"{value:.1f}".replace("-", MINUS)
    return "0.0" if text == f"{MINUS}0.0" else text


def percent(share: float) -> str:
    """A share in 0..1 as a whole percentage; what is not 0 or 1 is not written as 0% or 100%."""
    if 0 < share < 0.005:
        return "less than 1%"
    if 0.995 <= share < 1:
        return "more than 99%"
    return f"{share * 100:.0f}%"


def with_interval(estimate: Estimate, write: Any = signed) -> str:
    """The value with its interval in brackets; the value alone where there is none."""
    value = write(estimate.value)
    if math.isnan(estimate.low) or math.isnan(estimate.high):
        return str(value)
    return f"{value} ({write(estimate.low)} to {write(estimate.high)})"


def sentence_case(text: str) -> str:
    """The text with its first letter in upper case, but for addresses such as "example.org"."""
    first = text.split(" ", 1)[0]
    return text if "." in first[:-1] else text[:1].upper() + text[1:]
