"""Which facts more than one independent voice tells, and which only shared copy carries.

Articles of one copy family that tell a fact in nearly the same words are one voice in it; in words
of their own they are two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from analysis.compare.facts_statements import Statement
from analysis.records import Copies, Document

ALIKE = 0.6
"""Share of the words of the shorter passage, found in the other, from which on it is a copy."""
COMPARED = 6
"""Passages of a fact that another is compared with, at most."""


class Voices:
    """The families of the articles (by index), and their words where they are needed."""

    def __init__(self, documents: Sequence[Document], copies: Copies) -> None:
        self._documents = documents
        number = {document.article.id: at for at, document in enumerate(documents)}
        self._families: dict[int, set[int]] = defaultdict(set)
        for name, family in enumerate(copies.families):
            for article in family.articles:
                self._families[number[article]].add(name)

    def is_copy(self, members: Sequence[Statement]) -> bool:
        """Whether two or more articles tell it and all of them have it from one piece of copy."""
        articles = list(dict.fromkeys(member.article for member in members))
        if len(articles) < 2 or not set.intersection(*(self._of(at) for at in articles)):
            return False
        seen: list[Counter[str]] = []
        for article in articles:
            own = [self._words(member) for member in members if member.article == article]
            if seen and not any(_alike(one, other) for one in own for other in seen):
                return False
            if len(seen) < COMPARED:
                seen += own[: COMPARED - len(seen)]
        return True

    def _of(self, article: int) -> set[int]:
        return self._families.get(article, set())

    def _words(self, statement: Statement) -> Counter[str]:
        text = self._documents[statement.article].text
        words = (word.strip(".,;:“”\"'‘’()–—-") for word in statement.span.of(text).split())
        return Counter(word.casefold() for word in words if word)


def _alike(a: Counter[str], b: Counter[str]) -> bool:
    return (a & b).total() >= ALIKE * max(min(a.total(), b.total()), 1)
