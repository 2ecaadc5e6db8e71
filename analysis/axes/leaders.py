"""The leader an article is about: the one it names with an office of the axis's side.

Most sentences call him or her by the surname alone. Without it, "the union praised Okello" is
praise of nobody, and an article full of the surname seems to speak of no party of the axis.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from analysis.axes.composition import load_composition
from analysis.axes.patterns import Matcher, tokenise
from analysis.axes.schema import Axis

_NAME = r"[^\W\d_a-z][\w’'-]*[^\W\d_]"
_MIN_NAMED = 4
"""A name has to return: somebody named once is not whom the article is about."""


class LeaderFinder:
    """Finds the surname of the leader in a text; keeps the patterns only."""

    def __init__(self, axis: Axis) -> None:
        settings = load_composition().settings["leader"]
        matcher = (
            Matcher([(pattern, None) for pattern in axis.sides.subject])
            if axis.sides.subject
            else None
        )
        titles = [title for title in settings["titles"] if matcher and _names(matcher, title)]
        self._pattern = (
            _pattern(titles, settings["not_after"], settings["particles"]) if titles else None
        )

    def find(self, text: str) -> frozenset[str]:
        """The surname in lower case; empty where nobody, or more than one, can be meant.

        Of those with an office the one named most often, and twice as often as any other: a
        foreign guest with the same office is named less.
        """
        if self._pattern is None:
            return frozenset()
        surnames = {_own(match["name"].split()[-1]) for match in self._pattern.finditer(text)}
        counts = Counter(
            {name: len(re.findall(rf"\b{re.escape(name)}\b", text)) for name in surnames}
        )
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] < _MIN_NAMED:
            return frozenset()
        if len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]:
            return frozenset()
        return frozenset({ranked[0][0].lower()})


def _names(matcher: Matcher[None], title: str) -> bool:
    return bool(matcher.find(tokenise(title, 0, len(title))))


def _pattern(
    titles: Sequence[str], not_after: Sequence[str], particles: Sequence[str]
) -> re.Pattern[str]:
    """A title and the name behind it, unless a word like "former" stands before the title."""
    behind = "".join(rf"(?<!\b{word}[ -])" for word in not_after)
    offices = "|".join(re.escape(title) for title in titles)
    link = rf"(?:[^\S\n](?:{'|'.join(particles)})\b){{0,2}}[^\S\n]"
    return re.compile(rf"{behind}\b(?i:{offices})[^\S\n](?P<name>{_NAME}(?:{link}{_NAME}){{0,3}})")


def _own(name: str) -> str:
    """The name without a possessive ending."""
    return re.sub(r"[’']s?$", "", name)
