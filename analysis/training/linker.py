"""Fits the linker and the confidence on labelled articles that the tagger has not seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from analysis.annotate.linking import (
    Linker,
    Logistic,
    Part,
    Parts,
    content_rows,
    evidence_names,
    find_parts,
    link,
    near,
    source_rows,
)
from analysis.models.tagger import Tagger, Tagging, best_labels
from analysis.models.units import Units
from analysis.training.tagged import Example, Text, example

FOLDS = 5
FLOOR = 0.2
"""The confidence below which an attribution is dropped. On the kept articles .4 is best for whole
attributions (F1 .709 against .700), but takes too many words of content and cue with it (F1 .873
and .681 against .893 and .711); what is kept below .5 is called unsure."""

Floats = NDArray[np.float64]
Rows = list[tuple[Floats, NDArray[np.bool_]]]


@dataclass(frozen=True, slots=True)
class Tagged:
    """An article as the tagger read it, with its labels as sets of units."""

    units: Units
    tagging: Tagging
    parts: Parts
    gold: tuple[Mapping[str, frozenset[int]], ...]


def tag_all(tagger: Tagger, texts: Sequence[Text]) -> list[Tagged]:
    """Every text with the parts the tagger finds."""
    found = []
    for text in texts:
        read = example(text)
        tagging = tagger.tag([read.units])[0]
        parts = find_parts(best_labels(tagging.scores), tagging)
        found.append(Tagged(read.units, tagging, parts, _gold(text, read)))
    return found


def fit_linker(tagged: Sequence[Tagged], distance: Floats) -> tuple[Linker, dict[str, float]]:
    """The linker, and figures of its parts on articles left out of the fit in turn."""
    folds = np.arange(len(tagged)) % FOLDS
    linkers = []
    for number in range(FOLDS):
        train = [t for t, f in zip(tagged, folds, strict=True) if f != number]
        linkers.append(_fit_links(train, distance))
    evidence, right = [], []
    for article, fold in zip(tagged, folds, strict=True):
        for rows, correct in _judged(article, linkers[fold]):
            evidence.append(rows)
            right.append(correct)
    confidence = _logistic(np.array(evidence), np.array(right))
    chances = confidence.probability(np.array(evidence))
    final = replace(_fit_links(tagged, distance), confidence=confidence, floor=FLOOR)
    scores = {
        "precision": float(np.mean(right)),
        "confidence_mean": float(np.mean(chances)),
        "confidence_auc": _auc(chances, np.array(right)),
    }
    return final, scores


def stored(linker: Linker) -> dict[str, Any]:
    """The linker as it is written into `weights.json`."""

    def model(logistic: Logistic) -> dict[str, Any]:
        weights = [round(float(w), 6) for w in logistic.weights]
        return {"weights": weights, "intercept": round(logistic.intercept, 6)}

    return {
        "content": model(linker.content),
        "source": model(linker.source),
        "confidence": model(linker.confidence),
        "no_source": linker.no_source,
        "floor": linker.floor,
        "distance": np.round(linker.distance, 6).tolist(),
    }


def _fit_links(tagged: Sequence[Tagged], distance: Floats) -> Linker:
    contents: Rows = []
    sources: Rows = []
    for article in tagged:
        contents += _content_pairs(article, distance)
        sources += _source_pairs(article, distance)
    nothing = Logistic(np.zeros(len(evidence_names())), 0.0)
    linker = Linker(_pairs(contents), _pairs(sources), nothing, 0.5, 0.0, distance)
    return replace(linker, no_source=_threshold(linker.source, sources))


def _content_pairs(article: Tagged, distance: Floats) -> Iterator[tuple[Floats, NDArray[np.bool_]]]:
    for content in article.parts.content:
        owner = _owner(article, "content", content)
        cues = near(article.parts.cue, content)
        if owner is None or not cues:
            continue
        right = np.array([bool(owner["cue"] & set(range(*cue))) for cue in cues])
        if right.any():
            yield (
                content_rows(
                    article.units, article.tagging, article.parts, distance, content, cues
                ),
                right,
            )


def _source_pairs(article: Tagged, distance: Floats) -> Iterator[tuple[Floats, NDArray[np.bool_]]]:
    for cue in article.parts.cue:
        owner = _owner(article, "cue", cue)
        sources = near(article.parts.source, cue)
        if owner is None or not sources:
            continue
        contents = [c for c in article.parts.content if owner["content"] & set(range(*c))]
        right = np.array([bool(owner["source"] & set(range(*s))) for s in sources])
        if right.any() or not owner["source"]:
            yield (
                source_rows(
                    article.units, article.tagging, article.parts, distance, cue, sources, contents
                ),
                right,
            )


def _owner(article: Tagged, name: str, part: Part) -> Mapping[str, frozenset[int]] | None:
    units = set(range(*part))
    best = max(article.gold, key=lambda gold: len(gold[name] & units), default=None)
    return best if best is not None and best[name] & units else None


def _threshold(source: Logistic, pairs: Rows) -> float:
    """Below which probability of the best source a cue is most often rightly left without one."""
    best = []
    for rows, right in pairs:
        chances = source.probability(rows)
        best.append((float(chances.max()), bool(right[chances.argmax()]), bool(right.any())))
    grid = np.arange(0.02, 0.9, 0.02)
    gains = [sum(hit if chance >= at else not has for chance, hit, has in best) for at in grid]
    return round(float(grid[int(np.argmax(gains))]), 2)


def _judged(article: Tagged, linker: Linker) -> Iterator[tuple[tuple[float, ...], bool]]:
    for found in link(article.units, article.tagging, article.parts, linker):
        content = {unit for part in found.contents for unit in range(*part)}
        source = set(range(*found.source)) if found.source else set()
        yield (
            found.evidence,
            any(
                2 * len(gold["content"] & content) >= max(len(content), len(gold["content"]))
                and bool(gold["source"] & source) == bool(source or gold["source"])
                for gold in article.gold
            ),
        )


def _pairs(pairs: Rows) -> Logistic:
    return _logistic(
        np.concatenate([rows for rows, _ in pairs]), np.concatenate([right for _, right in pairs])
    )


def _logistic(rows: Floats, right: NDArray[np.bool_]) -> Logistic:
    """A logistic regression on standardised features, in the units of the features."""
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=1.0, max_iter=2000).fit(scaler.transform(rows), right)
    weights = model.coef_[0] / scaler.scale_
    return Logistic(weights, float(model.intercept_[0] - weights @ scaler.mean_))


def _auc(chances: Floats, right: NDArray[np.bool_]) -> float:
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(right, chances))


def _gold(text: Text, read: Example) -> tuple[Mapping[str, frozenset[int]], ...]:
    starts = np.array([span.start for span in read.units.spans])
    ends = np.array([span.end for span in read.units.spans])

    def units(spans: tuple[tuple[int, int], ...]) -> frozenset[int]:
        found: set[int] = set()
        for start, end in spans:
            first, last = np.searchsorted(ends, start, "right"), np.searchsorted(starts, end)
            found |= set(range(int(first), int(last)))
        return frozenset(found)

    return tuple(
        {"source": units(a.source), "cue": units(a.cue), "content": units(a.content)}
        for a in text.attributions
    )
