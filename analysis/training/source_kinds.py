"""Rebuilds `models/source_kinds`: `python -m analysis.training.source_kinds`.

Learns from snippets of our own (`data/source_kinds/*.txt`) where every mention of a source stands
in double brackets with its kind. Each file has an author and a region of its own: what is measured
is always a file that the model has not seen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from analysis.annotate.kind_evidence import MODEL, evidence, identities, likeliest
from analysis.annotate.pronouns import mention_of
from analysis.annotate.quotes import find_quotations
from analysis.annotate.sentences import split_sentences
from analysis.annotate.speakers import resolve_by_rules
from analysis.annotate.tokens import find_tokens
from analysis.annotate.words import read_words
from analysis.errors import InputError
from analysis.models.card import FOLDER
from analysis.models.linear import linear_from
from analysis.models.ngrams import TOKEN_PATTERN
from analysis.records import KINDS, Kind, Span
from analysis.training.linear import as_stored, vectorizer


@dataclass(frozen=True, slots=True)
class Settings:
    """Chosen by what the files get from models of the other files."""

    words: tuple[int, int] = (1, 2)
    min_words: int = 2
    characters: tuple[int, int] = (3, 4)
    min_characters: int = 4
    c: float = 10.0


SETTINGS = Settings()
DATA = Path(__file__).parent / "data" / "source_kinds"
_MARK = re.compile(r"\[\[(\w+)\|([^\[\]]+)\]\]")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text with marked sources: their spans and kinds."""

    text: str
    spans: tuple[Span, ...]
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A source in a snippet: what is said of it, what the rules say, and what it is."""

    text: str
    told: Kind
    kind: Kind


def read_snippets(path: Path) -> list[Snippet]:
    """The snippets of a file, one a line; empty lines and lines with # are left out.

    Raises InputError with the line for a kind that there is not.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        text, spans, kinds, end = "", [], [], 0
        for mark in _MARK.finditer(line):
            text += line[end : mark.start()]
            kind = next((k for k in KINDS if k == mark[1]), None)
            if kind is None:
                raise InputError(path, f"line {number}: no kind {mark[1]!r}", "use one of KINDS")
            spans.append(Span(len(text), len(text) + len(mark[2])))
            kinds.append(kind)
            text += mark[2]
            end = mark.end()
        found.append(Snippet(text + line[end:], tuple(spans), tuple(kinds)))
    return found


def examples(snippets: Sequence[Snippet]) -> list[Example]:
    """Every marked source as the run time will see it, mentions of one identity as one."""
    found = []
    for snippet in snippets:
        if not snippet.spans:
            continue
        sentences = split_sentences(snippet.text)
        quotations = find_quotations(snippet.text, sentences)
        reading = read_words(snippet.text, sentences, find_tokens(snippet.text), quotations)
        mentions = [mention_of(reading, span, span.start) for span in snippet.spans]
        cast, _, done = resolve_by_rules(reading, mentions)
        for own in identities(done):
            text = evidence(reading, cast, [done[i] for i in own])
            found += [Example(text, done[i].source.kind, snippet.kinds[i]) for i in own[:1]]
    return found


def fit(rows: Sequence[Example], settings: Settings = SETTINGS) -> dict[str, Any]:
    """The linear model over words and characters as it is stored.

    Raises ValueError when a kind has no source.
    """
    missing = set(KINDS) - {row.kind for row in rows}
    if missing:
        raise ValueError(f"no source of the kinds {', '.join(sorted(missing))}")
    import scipy.sparse as sp
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    texts = [row.text for row in rows]
    blocks = []
    for analyzer, sizes, least in (
        ("word", settings.words, settings.min_words),
        ("char_wb", settings.characters, settings.min_characters),
    ):
        pattern = TOKEN_PATTERN if analyzer == "word" else None
        counter = CountVectorizer(
            analyzer=analyzer, ngram_range=sizes, min_df=least, token_pattern=pattern
        )
        grams = sorted(counter.fit(texts).vocabulary_)
        blocks.append((analyzer, sizes, vectorizer(analyzer, sizes, grams)))
    features = sp.hstack([block.fit_transform(texts) for _, _, block in blocks]).tocsr()
    model = LogisticRegression(C=settings.c, max_iter=2000)
    model.fit(features, [KINDS.index(row.kind) for row in rows])
    return {"linear": as_stored(blocks, model, 3)}


def accuracy(stored: dict[str, Any], rows: Sequence[Example]) -> dict[str, float]:
    """Shares right, 0..1: of the rules, of the linear model alone, and of the rules with the model
    for what they leave unknown; the share of these that it tells, and how many of them rightly.

    Raises ValueError without rows.
    """
    if not rows:
        raise ValueError("no rows")
    chances = linear_from(stored["linear"]).predict([row.text for row in rows])
    kinds = [likeliest(chance) for chance in chances]
    told = [k for row, k in zip(rows, kinds, strict=True) if row.told == "unknown"]
    right = [
        (
            row.told == row.kind,
            KINDS[int(chance.argmax())] == row.kind,
            (kind if row.told == "unknown" else row.told) == row.kind,
        )
        for row, chance, kind in zip(rows, chances, kinds, strict=True)
    ]
    filled = [
        kind == row.kind
        for row, kind in zip(rows, kinds, strict=True)
        if row.told == "unknown" and kind != "unknown"
    ]
    rules, linear, both = np.mean(right, axis=0).tolist()
    return {
        "rules": rules,
        "linear": linear,
        "both": both,
        "filled": len(filled) / len(told) if told else 0.0,
        "filled_right": float(np.mean(filled)) if filled else 0.0,
    }


def main() -> None:
    """Fits and writes the model; prints what each file gets from a model of the others."""
    files = {path.stem: examples(read_snippets(path)) for path in sorted(DATA.glob("*.txt"))}
    for name, rows in files.items():
        others = [row for other in files if other != name for row in files[other]]
        figures = {key: round(value, 3) for key, value in accuracy(fit(others), rows).items()}
        print(json.dumps({"file": name, "sources": len(rows), **figures}))
    stored = fit([row for rows in files.values() for row in rows])
    text = json.dumps(stored, separators=(",", ":"), ensure_ascii=False) + "\n"
    (FOLDER / MODEL / "weights.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
