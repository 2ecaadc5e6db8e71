"""How well framing does: on sentences, minimal pairs, articles of an event, and the seeds.

The sentences of the test part (`training.stance_data.part_of`) were kept from n-grams, encoder,
combination and intervals. The lexicon was written with some of them in view; those are left out
here (`seen_by_lexicon`). The real sentences are those of the test part; the combination was
calibrated on the other part. Pairs and the unseen events were read by nobody who built the views.
VADER and every view alone stand beside each figure, and "first", the plain mean of lexicon and
n-grams, which was the first version's way of putting them together.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.axes.schema import load_axis
from analysis.extract.framing_model import load_model
from analysis.extract.framing_views import AxisViews
from analysis.models.stance import load_stance
from analysis.records import Span
from analysis.stats.calibration import expected_calibration_error
from analysis.stats.random_effects import Indices, Scored
from analysis.stats.stacking import Floats, Views
from analysis.training.rows import Row
from analysis.training.stance_data import (
    AROUND,
    READ_BEFORE,
    Text,
    all_rows,
    as_texts,
    of_event,
    part_of,
    places_of,
    read_real,
    seen_by_lexicon,
    target_examples,
)
from analysis.training.word_choice import chooser
from analysis.validation.framing_articles import (
    AXIS,
    articles,
    events,
    persent_articles,
    read_lines,
    told_events,
)
from analysis.validation.vader import Ints, leaning, vader

DATA = Path(__file__).parent / "data"
SEED_LABELS = DATA / "seeds_framing.jsonl"
PAIRS = DATA / "framing_pairs.jsonl"
EVENTS = DATA / "framing_events"
EVENT_SETS = ("dev", "unseen", "newsstand", "fresh", "late", "plain")
"""`dev` was read while the views were built, the others by nobody: docs/validation.md."""
REAL = DATA / "framing_real.jsonl"
SEEDS = Path(__file__).parents[2] / "seeds"

APART = 0.05
"""A pair is ordered rightly if the better sentence lies at least this much above the other."""
LEVEL = 0.1
"""Sentences that must tie may lie as far apart."""


class Judge:
    """The shipped views and their combination on sentences of a text."""

    def __init__(self) -> None:
        axis = load_axis(AXIS)
        self._model = load_model(axis)
        self._views = AxisViews(axis, words=self._model.words, encoder=self._model.encoder)

    def views(self, texts: Sequence[Text]) -> Views:
        """What the views say of all sentences, in order."""
        found = []
        for text, spans in texts:
            found.append(self._views.read(self._views.scene(text, spans), spans).views)
        return Views(
            np.concatenate([one.lexicon for one in found]),
            np.concatenate([one.words for one in found if one.words is not None]),
            np.concatenate([one.encoder for one in found if one.encoder is not None]),
        )

    def combined(self, views: Views, voices: Sequence[str]) -> Floats:
        """P(-1), P(0), P(+1)."""
        if self._model.combination is None:
            raise ValueError(f"the axis {AXIS} has no combination")
        return self._model.combination.probabilities(views, voices)

    def choice(self, rows: Sequence[Row]) -> Callable[[Indices], float] | None:
        """What the choice of words adds to articles given by the places of their sentences."""
        return chooser(self._model.choice, rows) if self._model.choice is not None else None


def measure(
    *, data: Path | None = None, seeds: Path | None = SEEDS, persent: Path | None = None
) -> dict[str, Any]:
    """The figures. `data` is the folder with the labelled data, for `targets` and `real`.

    Needs scikit-learn, and VADER for its rows. Shares, AUC and F1 lie in 0..1; `n` counts.
    """
    judge = Judge()
    result: dict[str, Any] = {}
    if data is not None and (data / "newsmtsc" / "train.jsonl").is_file():
        result["targets"] = _targets(data / "newsmtsc" / "train.jsonl")
    result |= _held_out(judge)
    if data is not None and (data / "persent" / "dev.jsonl").is_file():
        result["real"] = _real(judge, data, before=READ_BEFORE, after=0)
        result["real_around"] = _real(judge, data, before=AROUND, after=AROUND)
    result["pairs"] = _pairs(judge)
    result["events"] = {part: events(sorted(EVENTS.glob(f"{part}_*"))) for part in EVENT_SETS}
    if seeds is not None and seeds.is_dir():
        result["seeds"] = _seeds(judge, seeds)
    if persent is not None:
        result["persent"] = persent_articles(persent)
    return result


def _targets(path: Path) -> dict[str, Any]:
    """The target head on the test part of NewsMTSC's training file."""
    examples = [example for doc, example in target_examples(path) if part_of(doc) == "test"]
    proba = load_stance().judge([example.passage for example in examples], "target").proba
    labels = np.array([example.label - 1 for example in examples])
    texts = [e.passage.before + e.passage.focus + e.passage.after for e in examples]
    return {
        "n": len(examples),
        "views": {
            "VADER": _agreement(labels, *vader(texts)),
            "encoder": _agreement(labels, proba.argmax(axis=1) - 1, proba[:, 2] - proba[:, 0]),
        },
        "calibration_error": expected_calibration_error(proba, labels.tolist()),
    }


def _held_out(judge: Judge) -> dict[str, Any]:
    """Short passages, and the sentences of whole articles; then what both together make."""
    rows = [
        row for row in all_rows() if part_of(row.doc) == "test" and not seen_by_lexicon(row.doc)
    ]
    texts, voices = [row.text for row in rows], [row.voice for row in rows]
    views = judge.views(as_texts(rows))
    labels = np.array([row.label for row in rows])
    proba = judge.combined(views, voices)
    scored = Scored(
        proba[:, 2] - proba[:, 0],
        1.0 - proba[:, 1],
        labels,
        np.array([row.doc for row in rows]),
        np.column_stack(list(views.scores().values())),
        judge.choice(rows),
    )
    whole = np.array([of_event(row.doc) is not None for row in rows])
    found: dict[str, Any] = {"articles": articles(scored), "told_events": told_events(scored)}
    for name, chosen in (("held_out", np.flatnonzero(~whole)), ("whole", np.flatnonzero(whole))):
        found[name] = _compare(
            [texts[i] for i in chosen], labels[chosen], views.where(chosen), proba[chosen]
        )
    return found


def _real(judge: Judge, data: Path, *, before: int, after: int) -> dict[str, Any]:
    """Real sentences, each read with so many before and after it."""
    rows = [row for row in read_real(data, REAL, before=before, after=after) if row.part == "test"]
    views = judge.views([(row.text, row.around) for row in rows]).where(places_of(rows))
    proba = judge.combined(views, [row.voice for row in rows])
    labels = np.array([row.label for row in rows])
    texts = [row.around[row.place].of(row.text) for row in rows]
    return _compare(texts, labels, views, proba)


def _seeds(judge: Judge, folder: Path) -> dict[str, Any]:
    """The sentences of the seed articles, labelled before they were scored."""
    rows = list(read_lines(SEED_LABELS))
    texts: list[Text] = []
    for name in dict.fromkeys(row["file"] for row in rows):
        text = (folder / name).read_text(encoding="utf-8")
        spans = [Span(row["start"], row["end"]) for row in rows if row["file"] == name]
        texts.append((text, spans))
    # Headlines are read with the rest, but not judged.
    body = np.array([row["role"] != "headline" for row in rows])
    said = [span.of(text) for text, spans in texts for span in spans]
    told = [(text, row) for text, row, own in zip(said, rows, body, strict=True) if own]
    views = judge.views(texts).where(body)
    proba = judge.combined(views, [row["voice"] for _, row in told])
    labels = np.array([row["label"] for _, row in told])
    return _compare([text for text, _ in told], labels, views, proba)


def _compare(texts: Sequence[str], labels: Ints, views: Views, combined: Floats) -> dict[str, Any]:
    """All views on the same sentences."""
    frequent = int(np.bincount(labels + 1).argmax()) - 1
    predicted = combined.argmax(axis=1) - 1
    found = {
        "majority": _agreement(labels, np.full(len(labels), frequent), np.zeros(len(labels))),
        "VADER": _agreement(labels, *vader(texts)),
    }
    for name, scores in views.scores().items():
        found[name] = _agreement(labels, _said(views, name), scores)
    first = _first(views)
    found["first"] = _agreement(labels, leaning(first), first)
    found["combined"] = _agreement(labels, predicted, combined[:, 2] - combined[:, 0])
    return {
        "n": len(labels),
        "views": found,
        "confusion": [
            [int(((labels == true) & (predicted == said)).sum()) for said in (-1, 0, 1)]
            for true in (-1, 0, 1)
        ],
        "calibration_error": expected_calibration_error(combined, labels.tolist()),
    }


def _first(views: Views) -> Floats:
    """The mean of the lexicon's score and the n-grams'."""
    scores = views.scores()
    mean: Floats = (scores["lexicon"] + scores["words"]) / 2.0
    return mean


def _said(views: Views, name: str) -> Ints:
    proba = {"words": views.words, "encoder": views.encoder}.get(name)
    if proba is None:
        return np.sign(views.lexicon[:, 0]).astype(int)
    return np.asarray(proba.argmax(axis=1) - 1)


def _agreement(labels: Ints, said: Ints, scores: Floats) -> dict[str, float]:
    """Macro-F1 over three classes; AUC of favourable against critical, neutral ones left out."""
    from sklearn.metrics import f1_score, roc_auc_score

    sided = labels != 0
    return {
        "macro_f1": float(f1_score(labels, said, average="macro")),
        "auc": float(roc_auc_score(labels[sided] > 0, scores[sided])),
    }


def _pairs(judge: Judge) -> dict[str, Any]:
    """Shares of the pairs that each view orders rightly, and leaves level where they must tie."""
    rows = list(read_lines(PAIRS))
    texts = [row[side] for row in rows for side in ("a", "b")]
    views = judge.views([(text, (Span(0, len(text)),)) for text in texts])
    proba = judge.combined(views, ["narrator"] * len(texts))
    scores = {"VADER": vader(texts)[1], **views.scores(), "first": _first(views)}
    scores["combined"] = proba[:, 2] - proba[:, 0]
    strict = np.array([row["relation"] == ">" for row in rows])
    kinds = np.array([row["kind"] for row in rows])
    found: dict[str, Any] = {
        "n": len(rows),
        "apart": APART,
        "level": LEVEL,
        "views": {},
        "kinds": {},
    }
    for name, values in scores.items():
        right = _right(values[0::2] - values[1::2], strict)
        found["views"][name] = {
            "ordered": float(right[strict].mean()),
            "tied": float(right[~strict].mean()),
        }
    right = _right(scores["combined"][0::2] - scores["combined"][1::2], strict)
    for kind in sorted(set(kinds.tolist())):
        own = kinds == kind
        found["kinds"][kind] = {
            "ordered": float(right[own & strict].mean()) if (own & strict).any() else math.nan,
            "tied": float(right[own & ~strict].mean()) if (own & ~strict).any() else math.nan,
        }
    return found


def _right(gap: Floats, strict: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.where(strict, gap > APART, np.abs(gap) <= LEVEL)
