"""Rebuilds `models/framing_reform`: `python -m analysis.training.framing`.

Same data, same weights. The settings were chosen with `--grid`, which looks at the training part
only; the held-out fifth of the passages serves for the figures on the card. The shipped n-gram
weights are fitted on all passages, the combination and the intervals on predictions for passages
that the predicting model had not seen. `--calibrate` refits only these two, in seconds: needed
when the lexicon of the axis has changed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from analysis.axes.lexicon import LexiconView
from analysis.axes.schema import Axis, load_axis
from analysis.models.linear import read_weights
from analysis.records import Span
from analysis.settings import SEED
from analysis.stats.calibration import Floats, fit_combination
from analysis.stats.random_effects import Scored, fit_interval
from analysis.training.linear import Names, Settings, collect_names, fit_linear, view_of
from analysis.training.rows import DATA, Row, read_rows, split

PACKAGE = Path(__file__).parents[1]
MODEL = PACKAGE / "models" / "framing_reform"
FOLDS = PACKAGE / "validation" / "data" / "framing_folds.json"

N_FOLDS = 5
# Passages with less evidence get no score, so that the intervals need not hold for them.
MIN_EFFECTIVE = 3.0
DIGITS = 3

_GRID = tuple(
    replace(Settings(), characters=characters, words=words, c=c)
    for words, characters in (((1, 2), (2, 4)), ((1, 3), (2, 4)), ((1, 2), (2, 5)))
    for c in (1.0, 2.0, 4.0)
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Fits everything and writes weights and folds; with `--grid` prints the grid instead."""
    parser = argparse.ArgumentParser(prog="python -m analysis.training.framing")
    parser.add_argument("--grid", action="store_true", help="compare settings, write nothing")
    parser.add_argument(
        "--calibrate", action="store_true", help="keep the n-grams, refit what follows them"
    )
    chosen = parser.parse_args(arguments)
    rows = read_rows()
    if chosen.grid:
        sys.stdout.write(grid_table(split(rows)[0]))
        return
    if chosen.calibrate:
        linear, folds = read_weights(MODEL.name)["linear"], json.loads(FOLDS.read_bytes())
    else:
        linear, folds = fit(rows)
    calibrated = calibrate(rows, folds, load_axis("reform"))
    _write(MODEL / "weights.json", {"schema": 1, "linear": linear, **calibrated})
    _write(FOLDS, folds)


def fit(rows: Sequence[Row]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The n-gram weights, and predictions for all rows by models that had not seen their passage.

    Rows of the training part are predicted out of fold inside it, held-out rows by the model of
    the training part.
    """
    names, settings = collect_names(rows), Settings()
    training, held_out = split(rows)
    inside = out_of_fold(training, names=names, settings=settings)
    view = view_of(fit_linear(training, names=names, settings=settings))
    outside = view.predict([row.text for row in held_out])
    folds = {
        "data": sha256((DATA / "reform.jsonl").read_bytes()).hexdigest(),
        "rows": [
            [row.doc, row.i, part, *np.round(proba, 4).tolist()]
            for part, group, predicted in (
                ("training", training, inside),
                ("held out", held_out, outside),
            )
            for row, proba in zip(group, predicted, strict=True)
        ],
    }
    return fit_linear(rows, names=names, settings=settings, digits=DIGITS), folds


def calibrate(rows: Sequence[Row], folds: dict[str, Any], axis: Axis) -> dict[str, Any]:
    """The combination of the views and the interval models, from predictions for unseen passages.

    Raises ValueError when the predictions were made from other data.
    """
    if folds["data"] != sha256((DATA / "reform.jsonl").read_bytes()).hexdigest():
        raise ValueError("the predictions belong to other data: run without --calibrate")
    by_row = {(doc, i): proba for doc, i, _, *proba in folds["rows"]}
    linear = np.array([by_row[row.doc, row.i] for row in rows])
    lexicon = lexicon_scores(rows, axis)
    n_words = [len(row.text.split()) for row in rows]
    combination = fit_combination(linear, lexicon, n_words, [row.label for row in rows])
    combined = combination.apply(linear, lexicon, n_words)
    return {
        "combination": asdict(combination),
        "intervals": {
            "combined": asdict(
                fit_interval(_scored(rows, *combined), seed=SEED, min_effective=MIN_EFFECTIVE)
            ),
            "lexicon": asdict(
                fit_interval(_scored(rows, *lexicon.T), seed=SEED, min_effective=MIN_EFFECTIVE)
            ),
        },
    }


def out_of_fold(rows: Sequence[Row], *, names: Names, settings: Settings) -> Floats:
    """P(-1), P(0), P(+1) of each row from a model that saw nothing of its passage."""
    from sklearn.model_selection import GroupKFold

    predicted = np.zeros((len(rows), 3))
    parts = GroupKFold(N_FOLDS).split(rows, groups=[row.doc for row in rows])
    for fitted, left_out in parts:
        view = view_of(fit_linear([rows[i] for i in fitted], names=names, settings=settings))
        predicted[left_out] = view.predict([rows[i].text for i in left_out])
    return predicted


def lexicon_scores(rows: Sequence[Row], axis: Axis) -> Floats:
    """Score and relevance that the lexicon gives each row, read within its passage."""
    view = LexiconView(axis)
    passages: dict[str, str] = {}
    spans = []
    for row in rows:
        before = passages.get(row.doc, "")
        start = len(before) + 1 if before else 0
        passages[row.doc] = f"{before} {row.text}" if before else row.text
        spans.append(Span(start, start + len(row.text)))
    found = [view.score(passages[row.doc], span) for row, span in zip(rows, spans, strict=True)]
    return np.array([[one.score, one.relevance] for one in found])


def grid_table(rows: Sequence[Row]) -> str:
    """Cross-validated macro-F1, AUC and log loss of each setting on `rows`."""
    from sklearn.metrics import f1_score, log_loss, roc_auc_score

    names = collect_names(rows)
    labels = np.array([row.label for row in rows])
    sided = labels != 0
    lines = ["words      characters  C     macro-F1  AUC    log loss"]
    for settings in _GRID:
        predicted = out_of_fold(rows, names=names, settings=settings)
        f1 = f1_score(labels, predicted.argmax(axis=1) - 1, average="macro")
        auc = roc_auc_score(labels[sided] > 0, (predicted[:, 2] - predicted[:, 0])[sided])
        lines.append(
            f"{settings.words!s:10} {settings.characters!s:11} {settings.c:<5g} {f1:.3f}     "
            f"{auc:.3f}  {log_loss(labels, predicted):.3f}"
        )
    return "\n".join(lines) + "\n"


def _scored(rows: Sequence[Row], scores: Floats, relevances: Floats) -> Scored:
    return Scored(
        scores,
        relevances,
        np.array([row.label for row in rows]),
        np.array([row.doc for row in rows]),
    )


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
