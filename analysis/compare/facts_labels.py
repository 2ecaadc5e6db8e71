"""How a fact is called: an id made from a passage, and a label for readers."""

from __future__ import annotations

import hashlib

from analysis.compare.facts_clauses import stem
from analysis.compare.facts_statements import Statement
from analysis.records import Document

LONGEST_WORD, DIGITS = 16, 6


def make_id(statement: Statement, document: Document) -> str:
    """A word of the statement and a digest of it: the same as long as the passage is.

    The same words in two articles have one id.
    """
    text = statement.span.of(document.text)
    figure = " ".join(f.span.of(document.text) for f in statement.figures)
    digest = hashlib.sha256(" ".join(f"{text}|{figure}".casefold().split()).encode()).hexdigest()
    words = [word for word in text.split() if word.isalpha() and word.isascii() and stem(word)]
    word = max(words, key=len, default="fact").lower()
    return f"{word[:LONGEST_WORD]}-{digest[:DIGITS]}"
