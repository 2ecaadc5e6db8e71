"""Which letter an article has, and which sentence a passage stands in: A12 is sentence 12 of A."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.records import Analysis, Article, Document, EvidenceRef, Span
from analysis.report.charts.base import Label
from analysis.report.parts import Link
from analysis.report.wording import letters, shorten

_FIRST_WORDS = 70


@dataclass(frozen=True, slots=True)
class Key:
    """An article as the report names it: letter, title, outlet, and where it is printed."""

    letter: str
    title: str
    """The title, or the first words in brackets where it is unknown."""
    known: bool
    outlet: str
    """The outlet, or ""."""
    href: str
    language: str
    """The language of the text, or "" where it is unknown."""

    @property
    def name(self) -> str:
        """Letter with the outlet, or with the title where the outlet is unknown."""
        return f"{self.letter} · {shorten(self.outlet or self.title, 60)}"

    @property
    def running(self) -> str:
        """The name as a running head, at most a third of a line."""
        return shorten(self.name, 40)

    @property
    def label(self) -> Label:
        """How charts name the article."""
        return Label(self.letter, shorten(self.outlet or self.title, 26))


class Index:
    """Letters for articles and references for passages, in the order of the comparison."""

    def __init__(self, analyses: Sequence[Analysis]) -> None:
        self.keys: tuple[Key, ...] = tuple(
            _key(analysis.article, letters(number)) for number, analysis in enumerate(analyses)
        )
        self._keys: Mapping[str, Key] = {
            analysis.article.id: key for analysis, key in zip(analyses, self.keys, strict=True)
        }
        self._documents: Mapping[str, Document] = {
            analysis.article.id: analysis.document for analysis in analyses
        }
        self._ids = {key.letter: article for article, key in self._keys.items()}
        self._starts = {
            name: [sentence.span.start for sentence in document.sentences]
            for name, document in self._documents.items()
        }
        self._cited: set[str] = set()

    @property
    def cited(self) -> frozenset[str]:
        """The addresses of the sentences that references were made to so far."""
        return frozenset(self._cited)

    def key(self, article: str) -> Key:
        """The key of the article with this id."""
        return self._keys[article]

    def article(self, key: Key) -> str:
        """The id of the article with this key."""
        return self._ids[key.letter]

    def document(self, article: str) -> Document:
        """The document of the article with this id."""
        return self._documents[article]

    def known(self, article: str) -> bool:
        """Whether an article with this id is in the report."""
        return article in self._keys

    def sentence(self, article: str, span: Span) -> int | None:
        """The index of the first sentence that `span` touches; None where there is none."""
        sentences = self._documents[article].sentences
        place = bisect_right(self._starts[article], span.start) - 1
        for candidate in (place, place + 1):
            if 0 <= candidate < len(sentences) and sentences[candidate].span.overlaps(span):
                return candidate
        return None

    def link(self, article: str, span: Span) -> Link:
        """The reference to the first sentence that `span` touches, or to the article."""
        key, sentence = self.key(article), self.sentence(article, span)
        if sentence is None:
            return Link(key.letter, key.href)
        link = Link(f"{key.letter}{sentence + 1}", anchor(key.letter, sentence))
        self._cited.add(link.href)
        return link

    def links(self, article: str, spans: Iterable[Span]) -> tuple[Link, ...]:
        """The references of several passages, each sentence once, in the order given."""
        return tuple(dict.fromkeys(self.link(article, span) for span in spans))

    def evidence(self, refs: Iterable[EvidenceRef]) -> tuple[Link, ...]:
        """The references of evidence across articles, each sentence once."""
        return tuple(
            dict.fromkeys(
                self.link(ref.article, ref.span) for ref in refs if self.known(ref.article)
            )
        )


def anchor(letter: str, sentence: int) -> str:
    """The address of a sentence (counted from 0) in the appendix."""
    return f"#{letter}-{sentence + 1}"


def _key(article: Article, letter: str) -> Key:
    words = " ".join(article.text.split())
    return Key(
        letter=letter,
        title=article.title or (f"[{shorten(words, _FIRST_WORDS)}]" if words else "[no text]"),
        known=bool(article.title),
        outlet=article.outlet or "",
        href=f"#article-{letter}",
        language=article.language or "",
    )
