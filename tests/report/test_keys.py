from analysis.records import EvidenceRef, Span
from analysis.report.keys import Index


def test_reference_names_article_and_sentence_from_one(comparison):
    index = Index(comparison.analyses)
    second = comparison.analyses[1]
    link = index.link(second.article.id, second.document.sentences[2].span)
    assert (link.label, link.href) == ("B3", "#B-3")


def test_passage_over_two_sentences_refers_to_the_first(comparison):
    index = Index(comparison.analyses)
    first = comparison.analyses[0]
    sentences = first.document.sentences
    span = Span(sentences[1].span.start + 3, sentences[2].span.end)
    assert index.link(first.article.id, span).label == "A2"


def test_span_that_begins_between_sentences_belongs_to_the_next(comparison):
    index = Index(comparison.analyses)
    first = comparison.analyses[0]
    sentences = first.document.sentences
    span = Span(sentences[0].span.end, sentences[1].span.end)
    assert index.link(first.article.id, span).label == "A2"


def test_span_outside_every_sentence_refers_to_the_article(comparison):
    index = Index(comparison.analyses)
    first = comparison.analyses[0]
    end = len(first.article.text)
    assert index.link(first.article.id, Span(end, end + 5)).href == "#article-A"


def test_evidence_in_unknown_articles_is_left_out(comparison):
    index = Index(comparison.analyses)
    refs = [EvidenceRef("nowhere", Span(0, 4)), EvidenceRef("one", Span(0, 4))]
    assert [link.label for link in index.evidence(refs)] == ["A1"]


def test_unknown_title_gives_way_to_the_first_words_in_brackets(comparison):
    key = Index(comparison.analyses).keys[1]
    assert not key.known
    assert key.title.startswith("[A harbour authority nobody asked for")


def test_index_remembers_which_sentences_were_referred_to(comparison):
    index = Index(comparison.analyses)
    assert index.cited == frozenset()
    index.link("one", comparison.analyses[0].document.sentences[0].span)
    assert index.cited == {"#A-1"}
