"""A document holds every annotation of its article."""

from __future__ import annotations

import pytest

from analysis.annotate.document import annotate
from analysis.records import Article, Document, Span

TEXT = (
    "Council says vote was fair\n\n"
    "The council counted 1,200 ballots on Monday. “The vote was fair,” mayor Ada Bell said.\n"
    "What critics say\n"
    "Observers criticised a “lack of choice” and said that the count took nine days.\n"
)


@pytest.fixture(scope="module")
def document() -> Document:
    return annotate(Article("a.txt", "a", TEXT.strip(), headline=Span(0, 26)))


def test_roles_and_paragraphs(document: Document) -> None:
    assert [s.role for s in document.sentences] == ["headline", "body", "body", "heading", "body"]
    assert [s.paragraph for s in document.sentences] == [0, 1, 1, 2, 3]


def test_every_kind_of_annotation_is_there_in_text_order(document: Document) -> None:
    text = document.text
    assert [q.inner.of(text) for q in document.quotations] == [
        "The vote was fair,",
        "lack of choice",
    ]
    assert [f.value for f in document.figures] == [1200, 9]
    assert document.tokens[3].of(text) == "was"
    assert document.attributions
    assert [s.voice for s in document.segments].count("quoted") == 2
    for spans in (
        [s.span for s in document.sentences],
        list(document.tokens),
        [q.span for q in document.quotations],
        [s.span for s in document.segments],
        [f.span for f in document.figures],
    ):
        assert spans == sorted(spans)


def test_segments_point_to_sentences_and_attributions(document: Document) -> None:
    for segment in document.segments:
        assert document.sentences[segment.sentence].span.contains(segment.span)
        assert segment.attribution is None or segment.attribution < len(document.attributions)
    quoted = [segment for segment in document.segments if segment.voice == "quoted"]
    assert all(segment.attribution is not None for segment in quoted)


def test_the_same_article_gives_the_same_document(document: Document) -> None:
    assert annotate(document.article) == document


@pytest.mark.parametrize("text", ["", " \n\n "])
def test_an_article_without_text_has_no_annotations(text: str) -> None:
    article = Article("a.txt", "a", text)
    assert annotate(article) == Document(article)
