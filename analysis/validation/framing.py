"""How well framing does: on held-out sentences, on articles made of them, on the seed articles.

A sentence is held out when neither view was made with it: the n-gram predictions come from a model
that never saw its passage (`data/framing_folds.json`, written by `analysis.training.framing`), and
the passage lies outside the half that was read while the lexicon was written. The combination and
the intervals are refitted here on the n-grams' training part alone.

What is not clean all the same: the lexicon's overall figure on the other half was watched while it
was written, the plain mean of the views and the part of length were chosen with the seeds' figures
in view, and the lexicon's author knew the seed articles.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.axes.lexicon import LexiconView
from analysis.axes.schema import load_axis
from analysis.models.linear import load_linear
from analysis.records import Article, Span
from analysis.settings import SEED
from analysis.stats.calibration import Floats, expected_calibration_error, fit_combination
from analysis.stats.random_effects import (
    IntervalModel,
    MeanEstimate,
    Scored,
    called_pairs,
    coverage,
    draw_articles,
    fit_interval,
)

PACKAGE = Path(__file__).parents[1]
LABELLED = PACKAGE / "training" / "data" / "reform.jsonl"
FOLDS = Path(__file__).parent / "data" / "framing_folds.json"
SEED_LABELS = Path(__file__).parent / "data" / "seeds_framing.jsonl"
SEEDS = PACKAGE.parent / "seeds"

AXIS = "reform"
MIN_EFFECTIVE = 3.0
SIZES = (10, 20, 40)
EACH = 200

# VADER's own threshold for a text that leans neither way.
_VADER_NEUTRAL = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class _Sentences:
    """Labelled sentences with what the two views say of each."""

    texts: tuple[str, ...]
    labels: NDArray[np.int_]
    docs: NDArray[np.str_]
    linear: Floats
    lexicon: Floats

    @property
    def n_words(self) -> list[int]:
        return [len(text.split()) for text in self.texts]

    def where(self, mask: NDArray[np.bool_]) -> _Sentences:
        return _Sentences(
            tuple(text for text, chosen in zip(self.texts, mask, strict=True) if chosen),
            self.labels[mask],
            self.docs[mask],
            self.linear[mask],
            self.lexicon[mask],
        )


def measure(*, seeds: Path | None = SEEDS, persent: Path | None = None) -> dict[str, Any]:
    """The figures: `held_out`, `articles`, and `seeds` and `persent` where there are files.

    Needs scikit-learn, and VADER for its row. Shares, AUC and F1 lie in 0..1; `n` counts.
    """
    sentences, seen_by_ngrams, held_out = _labelled()
    training, test = sentences.where(seen_by_ngrams), sentences.where(held_out)
    combination = fit_combination(
        training.linear, training.lexicon, training.n_words, training.labels.tolist()
    )
    fitted, scored = (
        Scored(*combination.apply(part.linear, part.lexicon, part.n_words), part.labels, part.docs)
        for part in (training, test)
    )
    interval = fit_interval(fitted, seed=SEED, min_effective=MIN_EFFECTIVE)
    result: dict[str, Any] = {
        "held_out": _compare_views(
            test, combination.probabilities(test.linear, test.lexicon, test.n_words)
        ),
        "articles": _articles(interval, scored),
    }
    if seeds is not None and seeds.is_dir():
        result["seeds"] = _seeds(seeds)
    if persent is not None:
        result["persent"] = _persent(persent)
    return result


# --- sentences ------------------------------------------------------------------------------------


def _labelled() -> tuple[_Sentences, NDArray[np.bool_], NDArray[np.bool_]]:
    """All labelled sentences, which of them the n-grams were fitted on, and which are held out."""
    folds = json.loads(FOLDS.read_bytes())
    stored = {(doc, i): (part, proba) for doc, i, part, *proba in folds["rows"]}
    rows = _read(LABELLED)
    found = [stored[row["doc"], row["i"]] for row in rows]
    passages: dict[str, list[str]] = {}
    for row in rows:
        passages.setdefault(row["doc"], []).append(row["text"])
    view = LexiconView(load_axis(AXIS))
    lexicon = [
        score
        for texts in passages.values()
        for score in _lexicon(view, " ".join(texts), _consecutive(texts))
    ]
    sentences = _Sentences(
        tuple(row["text"] for row in rows),
        np.array([row["label"] for row in rows]),
        np.array([row["doc"] for row in rows]),
        np.array([proba for _, proba in found]),
        np.array(lexicon),
    )
    unseen = np.array([part == "held out" for part, _ in found])
    return sentences, ~unseen, unseen & np.array([not was_read(row["doc"]) for row in rows])


def was_read(doc: str) -> bool:
    """Whether the passage lies in the half that was read while the lexicon was written."""
    return int(hashlib.sha1(doc.encode(), usedforsecurity=False).hexdigest(), 16) % 2 == 0


def _consecutive(texts: Sequence[str]) -> Iterable[Span]:
    start = 0
    for text in texts:
        yield Span(start, start + len(text))
        start += len(text) + 1


def _lexicon(view: LexiconView, text: str, spans: Iterable[Span]) -> list[tuple[float, float]]:
    found = [view.score(text, span) for span in spans]
    return [(one.score, one.relevance) for one in found]


def _compare_views(sentences: _Sentences, combined: Floats) -> dict[str, Any]:
    labels = sentences.labels
    frequent = int(np.bincount(labels + 1).argmax()) - 1
    lexicon = sentences.lexicon[:, 0]
    views: dict[str, dict[str, float]] = {
        "majority": _agreement(labels, np.full(len(labels), frequent), np.zeros(len(labels))),
        "VADER": _vader(sentences),
        "lexicon": _agreement(labels, np.sign(lexicon).astype(int), lexicon),
        "words": _agreement(
            labels,
            sentences.linear.argmax(axis=1) - 1,
            sentences.linear[:, 2] - sentences.linear[:, 0],
        ),
        "combined": _agreement(
            labels, combined.argmax(axis=1) - 1, combined[:, 2] - combined[:, 0]
        ),
    }
    predicted = combined.argmax(axis=1) - 1
    return {
        "n": len(labels),
        "views": views,
        "confusion": [
            [int(((labels == true) & (predicted == said)).sum()) for said in (-1, 0, 1)]
            for true in (-1, 0, 1)
        ],
        "calibration_error": expected_calibration_error(combined, labels.tolist()),
    }


def _vader(sentences: _Sentences) -> dict[str, float]:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyser = SentimentIntensityAnalyzer()
    scores = np.array([analyser.polarity_scores(text)["compound"] for text in sentences.texts])
    said = np.where(scores >= _VADER_NEUTRAL, 1, np.where(scores <= -_VADER_NEUTRAL, -1, 0))
    return _agreement(sentences.labels, said, scores)


def _agreement(
    labels: NDArray[np.int_], said: NDArray[np.int_], scores: Floats
) -> dict[str, float]:
    """Macro-F1 over three classes; AUC of favourable against critical, neutral ones left out."""
    from sklearn.metrics import f1_score, roc_auc_score

    sided = labels != 0
    return {
        "macro_f1": float(f1_score(labels, said, average="macro")),
        "auc": float(roc_auc_score(labels[sided] > 0, scores[sided])),
    }


# --- articles -------------------------------------------------------------------------------------


def _articles(interval: IntervalModel, scored: Scored) -> dict[str, Any]:
    """Coverage and pairs on single held-out passages and on articles made of them."""
    result: dict[str, Any] = {
        "slope": interval.slope,
        "passages": {
            "coverage": coverage(interval, scored, scored.passages(), min_effective=MIN_EFFECTIVE)
        },
    }
    for size in SIZES:
        drawn = [
            article
            for article in draw_articles(scored, sizes=(size,), each=EACH, seed=SEED + size)
            if not math.isnan(scored.gold(article))
        ]
        estimates = [
            interval.estimate(scored.scores[article], scored.relevances[article])
            for article in drawn
        ]
        result[f"{size} sentences"] = {
            "coverage": coverage(interval, scored, drawn, min_effective=MIN_EFFECTIVE),
            "half_width": float(np.mean([(e.high - e.low) / 2.0 for e in estimates])),
            **_pairs(estimates, [scored.gold(article) for article in drawn]),
        }
    return result


def _pairs(estimates: Sequence[MeanEstimate], golds: Sequence[float]) -> dict[str, float]:
    pairs, called, right = called_pairs(estimates, golds)
    return {
        "pairs": pairs,
        "called": called / pairs if pairs else math.nan,
        "right_of_called": right / called if called else math.nan,
    }


# --- other texts ----------------------------------------------------------------------------------


def _seeds(folder: Path) -> dict[str, Any]:
    """AUC of each view on the sentences of the seed articles, and each article's mean label."""
    labels = [row for row in _read(SEED_LABELS) if row["role"] != "headline"]
    texts = {row["file"]: "" for row in labels}
    for name in texts:
        texts[name] = (folder / name).read_text(encoding="utf-8")
    spans = [Span(row["start"], row["end"]) for row in labels]
    view = LexiconView(load_axis(AXIS))
    lexicon = np.array(
        [
            _lexicon(view, texts[row["file"]], [span])[0]
            for row, span in zip(labels, spans, strict=True)
        ]
    )
    sentences = _Sentences(
        tuple(span.of(texts[row["file"]]) for row, span in zip(labels, spans, strict=True)),
        np.array([row["label"] for row in labels]),
        np.array([row["file"] for row in labels]),
        load_linear("framing_reform").predict(
            [span.of(texts[row["file"]]) for row, span in zip(labels, spans, strict=True)]
        ),
        lexicon,
    )
    return _compare_views(sentences, _shipped(sentences))


def _shipped(sentences: _Sentences) -> Floats:
    from analysis.extract.framing_segments import combination_of

    return combination_of("framing_reform").probabilities(
        sentences.linear, sentences.lexicon, sentences.n_words
    )


def _persent(path: Path) -> dict[str, Any]:
    """Article scores on news of all subjects against the author's sentiment to one target.

    Another question than the axis asks, so only the order is looked at: AUC of favourable against
    unfavourable articles, and the pairs called different.
    """
    from sklearn.metrics import roc_auc_score

    from analysis.annotate.document import annotate
    from analysis.extract.framing import FramingExtractor

    extractor = FramingExtractor(load_axis(AXIS))
    estimates, golds = [], []
    n_articles = 0
    for row in _read(path):
        n_articles += 1
        overall = extractor.extract(
            annotate(Article(path="", id=row["id"], text=row["text"]))
        ).overall
        if overall.known:
            estimates.append(
                MeanEstimate(overall.value, overall.low, overall.high, math.nan, overall.n)
            )
            golds.append(float(row["label"]))
    gold, values = np.array(golds), np.array([estimate.value for estimate in estimates])
    sided = gold != 0.0
    return {
        "n": n_articles,
        "scored": len(estimates),
        "auc": float(roc_auc_score(gold[sided] > 0.0, values[sided])),
        **_pairs(estimates, golds),
    }


# --- print ----------------------------------------------------------------------------------------


def format_table(result: Mapping[str, Any]) -> str:
    """What `measure` found, as lines for a terminal."""
    lines = []
    for name, title in (
        ("held_out", "Held-out sentences"),
        ("seeds", "Sentences of the seed articles"),
    ):
        if name in result:
            lines += [*_views_lines(title, result[name]), ""]
    lines += _articles_lines(result["articles"])
    if "persent" in result:
        found = result["persent"]
        lines += [
            "",
            f"PerSenT (author's sentiment, another question): {found['scored']} of {found['n']} "
            f"articles scored, AUC {found['auc']:.3f}, {found['called']:.1%} of pairs called, "
            f"{found['right_of_called']:.1%} of these right",
        ]
    return "\n".join(lines) + "\n"


def _views_lines(title: str, found: Mapping[str, Any]) -> list[str]:
    rows = [
        f"{name:<10} {one['macro_f1']:>8.3f} {one['auc']:>8.3f}"
        for name, one in found["views"].items()
    ]
    confusion = [
        f"{label:>10} " + " ".join(f"{count:>8}" for count in counts)
        for label, counts in zip(("-1", "0", "+1"), found["confusion"], strict=True)
    ]
    return [
        f"{title} (n = {found['n']})",
        f"{'':<10} {'macro-F1':>8} {'AUC':>8}",
        *rows,
        f"expected calibration error of the combination: {found['calibration_error']:.3f}",
        "label (rows) and combined prediction (columns)",
        f"{'':>10} {'-1':>8} {'0':>8} {'+1':>8}",
        *confusion,
    ]


def _articles_lines(found: Mapping[str, Any]) -> list[str]:
    return [
        "Articles made of held-out passages; coverage of the 90 % interval",
        f"single passages: {found['passages']['coverage']:.3f}",
        *(
            f"{name}: {one['coverage']:.3f}, half width {one['half_width']:.2f}, "
            f"{one['called']:.1%} of {one['pairs']} pairs called, "
            f"{one['right_of_called']:.1%} of these right"
            for name, one in found.items()
            if name.endswith("sentences")
        ),
        f"a gold score of 1 shows as {found['slope']:.2f}",
    ]


def _read(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
