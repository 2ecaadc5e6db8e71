"""Rebuilds `models/framing_reform`: `python -m analysis.training.framing`.

Same data, same weights. Choices (n-gram sizes, C) were made by `--grid`, which looks at the
training part only; the held-out fifth of the passages serves for the figures on the card, which
come from the split model. The shipped weights are fitted on all passages.
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
    chosen = parser.parse_args(arguments)
    rows = read_rows()
    if chosen.grid:
        sys.stdout.write(grid_table(split(rows)[0]))
        return
    weights, folds = build(rows, load_axis("reform"))
    _write(MODEL / "weights.json", weights)
    _write(FOLDS, folds)


def build(rows: Sequence[Row], axis: Axis) -> tuple[dict[str, Any], dict[str, Any]]:
    """What goes into `weights.json`, and the out-of-fold predictions that validation judges."""
    names = collect_names(rows)
    settings = Settings()
    linear = fit_linear(rows, names=names, settings=settings, digits=DIGITS)
    everywhere = out_of_fold(rows, names=names, settings=settings)
    lexicon = lexicon_scores(rows, axis)
    labels = [row.label for row in rows]
    combination = fit_combination(everywhere, lexicon, labels)
    combined = combination.apply(everywhere, lexicon)
    weights = {
        "schema": 1,
        "linear": linear,
        "combination": asdict(combination),
        "intervals": {
            "combined": asdict(fit_interval(_scored(rows, *combined), seed=SEED)),
            "lexicon": asdict(fit_interval(_scored(rows, lexicon[:, 0], lexicon[:, 1]), seed=SEED)),
        },
    }
    return weights, _folds(rows, names, settings)


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


def _folds(rows: Sequence[Row], names: Names, settings: Settings) -> dict[str, Any]:
    """Predictions for the held-out rows by the model of the others, and theirs out of fold."""
    training, held_out = split(rows)
    view = view_of(fit_linear(training, names=names, settings=settings))
    inside = out_of_fold(training, names=names, settings=settings)
    outside = view.predict([row.text for row in held_out])
    return {
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
