"""Which facts more than one independent voice tells, and which only shared copy carries.

Articles of one copy family that tell a fact in nearly the same words are one voice in it; in words
of their own they are two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.compare.facts_statements import Statement
from analysis.records import Copies, Document

ALIKE = 0.6
"""Share of the words of the shorter passage, found in the other, from which on it is a copy."""
COMPARED = 6
"""Passages of a fact that another is compared with, at most."""


@dataclass(slots=True)
class _Voice:
    """The families that all articles of a voice are in, and some of its passages' words."""

    families: set[int]
    passages: list[Counter[str]]


class Voices:
    """The families of the articles (by index), and their words where they are needed."""

    def __init__(self, documents: Sequence[Document], copies: Copies) -> None:
        self._documents = documents
        number = {document.article.id: at for at, document in enumerate(documents)}
        self._families: dict[int, set[int]] = defaultdict(set)
        for name, family in enumerate(copies.families):
            for article in family.articles:
                self._families[number[article]].add(name)

    def count(self, members: Sequence[Statement], *, most: int) -> int:
        """How many independent voices tell the fact; no more than `most` are counted."""
        articles = list(dict.fromkeys(member.article for member in members))
        if len(articles) >= most and not any(self._of(article) for article in articles):
            return most
        voices: list[_Voice] = []
        for article in articles:
            own = [self._words(member) for member in members if member.article == article]
            families = self._of(article)
            for voice in voices:
                if families & voice.families and _any_alike(own, voice.passages):
                    voice.families &= families
                    voice.passages += own[: COMPARED - len(voice.passages)]
                    break
            else:
                voices.append(_Voice(set(families), own[:COMPARED]))
                if len(voices) == most:
                    break
        return len(voices)

    def _of(self, article: int) -> set[int]:
        return self._families.get(article, set())

    def _words(self, statement: Statement) -> Counter[str]:
        text = self._documents[statement.article].text
        words = (word.strip(".,;:“”\"'‘’()–—-") for word in statement.span.of(text).split())
        return Counter(word.casefold() for word in words if word)


def _any_alike(own: Sequence[Counter[str]], others: Sequence[Counter[str]]) -> bool:
    return any(_alike(one, other) for one in own for other in others)


def _alike(a: Counter[str], b: Counter[str]) -> bool:
    return (a & b).total() >= ALIKE * max(min(a.total(), b.total()), 1)
