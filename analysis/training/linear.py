"""Fits the linear view and writes it in the form that `analysis.models.linear` reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.models.linear import CLASSES, LinearView, linear_from
from analysis.models.ngrams import TOKEN_PATTERN
from analysis.training.rows import Row
from analysis.training.stance_data import neutral_rows


@dataclass(frozen=True, slots=True)
class Settings:
    """What the grid chose (docs/decisions/0003-framing.md has the table)."""

    words: tuple[int, int] = (1, 2)
    characters: tuple[int, int] = (2, 4)
    min_word_docs: int = 2
    min_character_docs: int = 5
    c: float = 2.0


def fit_linear(
    rows: Sequence[Row],
    *,
    real: Sequence[Row] = (),
    settings: Settings | None = None,
    digits: int | None = None,
) -> dict[str, Any]:
    """The `linear` part of `weights.json`, fitted on `rows` and `real`; rounded to `digits`.

    Only `rows` say which n-grams there are: single real sentences begin with names that nothing
    shows to be names, and no name may carry weight.

    It reads sentences without names and figures (`models.neutral`), as at run time.
    """
    import scipy.sparse as sp
    from sklearn.linear_model import LogisticRegression

    settings = settings or Settings()
    texts = [one.text for one in neutral_rows([*rows, *real])]
    docs = [row.doc for row in rows]
    blocks = []
    for analyzer, sizes, min_docs in (
        ("word", settings.words, settings.min_word_docs),
        ("char_wb", settings.characters, settings.min_character_docs),
    ):
        vocabulary = _vocabulary(texts[: len(rows)], docs, analyzer, sizes, min_docs)
        blocks.append((analyzer, sizes, vectorizer(analyzer, sizes, vocabulary)))
    features = sp.hstack([block.fit_transform(texts) for _, _, block in blocks]).tocsr()
    model = LogisticRegression(C=settings.c, max_iter=1000, tol=1e-6)
    model.fit(features, [row.label for row in (*rows, *real)])
    if tuple(model.classes_) != CLASSES:
        raise ValueError(f"labels {model.classes_} instead of {CLASSES}")
    return as_stored(blocks, model, digits)


def vectorizer(analyzer: str, sizes: tuple[int, int], vocabulary: Sequence[str]) -> Any:
    """scikit-learn's own vectorizer with the settings that the run-time code reproduces."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(
        analyzer=analyzer,
        ngram_range=sizes,
        token_pattern=TOKEN_PATTERN if analyzer == "word" else None,
        vocabulary=list(vocabulary),
        sublinear_tf=True,
    )


def view_of(stored: dict[str, Any]) -> LinearView:
    """The run-time view of what `fit_linear` returned."""
    return linear_from(stored)


def _vocabulary(
    texts: Sequence[str], docs: Sequence[str], analyzer: str, sizes: tuple[int, int], min_docs: int
) -> list[str]:
    """The n-grams that stand in at least `min_docs` documents, in order."""
    from sklearn.feature_extraction.text import CountVectorizer

    analyse = CountVectorizer(
        analyzer=analyzer,
        ngram_range=sizes,
        token_pattern=TOKEN_PATTERN if analyzer == "word" else None,
    ).build_analyzer()
    by_doc: dict[str, set[str]] = {}
    for text, doc in zip(texts, docs, strict=True):
        by_doc.setdefault(doc, set()).update(analyse(text))
    counts = Counter(gram for grams in by_doc.values() for gram in grams)
    return sorted(gram for gram, count in counts.items() if count >= min_docs)


def as_stored(
    blocks: Sequence[tuple[str, Any, Any]], model: Any, digits: int | None
) -> dict[str, Any]:
    """Vectorizers and logistic weights in the form that `analysis.models.linear` reads."""

    def rounded(values: Any) -> Any:
        return np.asarray(values if digits is None else np.round(values, digits)).tolist()

    stored: list[dict[str, Any]] = []
    start = 0
    for analyzer, sizes, block in blocks:
        vocabulary = list(block.get_feature_names_out())
        stop = start + len(vocabulary)
        stored.append(
            {
                "analyzer": analyzer,
                "sizes": list(sizes),
                "vocabulary": vocabulary,
                "idf": rounded(block.idf_),
                "coef": rounded(model.coef_[:, start:stop].T),
            }
        )
        start = stop
    return {"blocks": stored, "intercept": rounded(model.intercept_)}
