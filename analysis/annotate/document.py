"""From an article to its document: every annotation, in the order they build on each other."""

from __future__ import annotations

from analysis.annotate.attribution import find_attributions
from analysis.annotate.figures import find_figures
from analysis.annotate.quotes import find_quotations
from analysis.annotate.segments import cut_segments
from analysis.annotate.sentences import split_sentences
from analysis.annotate.tokens import find_tokens
from analysis.records import Article, Document


def annotate(article: Article) -> Document:
    """The document of `article`; one without annotations for an article without text."""
    text = article.text
    sentences = split_sentences(text, headline=article.headline)
    tokens = find_tokens(text)
    quotations = find_quotations(text, sentences)
    attributions = find_attributions(text, sentences, tokens, quotations, outlet=article.outlet)
    return Document(
        article=article,
        sentences=sentences,
        tokens=tokens,
        quotations=quotations,
        attributions=attributions,
        segments=cut_segments(sentences, quotations, attributions),
        figures=find_figures(text, sentences),
    )
