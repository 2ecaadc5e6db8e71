"""The words of each article of an event, measured and compared."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.compare.distinctive import find_distinctive
from analysis.compare.word_measures import measure_words
from analysis.records import Document, SharedCopy, WordHit, Wording


def compare_words(
    documents: Sequence[Document],
    hits: Sequence[Sequence[WordHit]],
    shared: Sequence[SharedCopy],
) -> tuple[Wording, ...]:
    """One record a document, in their order; `hits` are its listed words (`find_hits`).

    A single document has rates, but no distinctive words.
    """
    distinctive = find_distinctive(documents, shared)
    rows = []
    for document, found, words in zip(documents, hits, distinctive, strict=True):
        narrator, quoted = measure_words(document, found)
        rows.append(Wording(document.article.id, narrator, quoted, tuple(found), words))
    return tuple(rows)
