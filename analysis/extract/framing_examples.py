"""An axis learned from the example sentences in its file.

The stance encoder turns every example into a vector; a logistic model over the vectors tells the
poles and the middle apart. Fitted in seconds, kept under the digest of the axis and the encoder.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from analysis.axes.schema import Axis
from analysis.models.card import model_file
from analysis.models.neutral import Names
from analysis.models.stance import MODEL, VECTOR, Passage, load_stance, softmax
from analysis.records import Span
from analysis.settings import SEED
from analysis.stats.stacking import Floats

LEAST = 20
"""Examples that each pole and the middle need."""
FOLDS = 5
# Strong: hundreds of numbers a sentence, and few sentences.
_C = 0.05
_MAX_LOGIT = 4.0
_TINY = 1e-6
_VERSION = 1


@dataclass(frozen=True, slots=True)
class ExampleModel:
    """Weights over vectors (classes × length), and slopes that calibrate what they give.

    `direction` is the slope of the log odds of the positive pole, `relevance` intercept and slope
    of those of taking a side. `told` are the cross-validated probabilities of the examples,
    positive pole first, then negative, then neutral, and `labels` what they are.
    """

    weights: tuple[tuple[float, ...], ...]
    intercepts: tuple[float, ...]
    direction: float
    relevance: tuple[float, float]
    told: tuple[tuple[float, ...], ...]
    labels: tuple[int, ...]

    def judge(self, units: Sequence[str]) -> Floats:
        """P(-1), P(0), P(+1) of each of the consecutive units of one text.

        Each is read by itself, as the examples were.
        """
        logits = _vectors(units) @ np.array(self.weights).T + np.array(self.intercepts)
        return softmax(logits)


def enough_examples(axis: Axis) -> bool:
    """Whether each pole and the middle have `LEAST` examples."""
    parts = (axis.positive.examples, axis.negative.examples, axis.neutral_examples)
    return all(len(part) >= LEAST for part in parts)


def load_examples(axis: Axis) -> ExampleModel:
    """The model fitted on the examples of `axis`, from the cache if it was fitted before.

    Raises ValueError with fewer than `LEAST` examples of a pole or the middle.
    """
    path = _cache() / f"{_digest(axis)}.json"
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        return _from(json.loads(path.read_bytes()))
    fitted = fit_examples(axis)
    _keep(path, json.dumps(asdict(fitted)))
    return fitted


def fit_examples(axis: Axis) -> ExampleModel:
    """The same without the cache."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    if not enough_examples(axis):
        raise ValueError(f"an axis needs {LEAST} examples of each pole and of the middle")
    parts = ((1, axis.positive.examples), (-1, axis.negative.examples), (0, axis.neutral_examples))
    labels = np.array([label for label, examples in parts for _ in examples])
    texts = [_neutral(text) for _, examples in parts for text in examples]
    vectors = _vectors(texts)
    model = LogisticRegression(C=_C, max_iter=2000, class_weight="balanced")
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    told = cross_val_predict(model, vectors, labels, cv=folds, method="predict_proba")
    model.fit(vectors, labels)
    side = np.clip(np.log(told[:, 2] + _TINY) - np.log(told[:, 0] + _TINY), -_MAX_LOGIT, _MAX_LOGIT)
    taken = np.log(1 - told[:, 1] + _TINY) - np.log(told[:, 1] + _TINY)
    sided = labels != 0
    slope = LogisticRegression(C=1.0, fit_intercept=False, class_weight="balanced")
    slope.fit(side[sided, None], labels[sided] > 0)
    odds = LogisticRegression(C=1.0)
    odds.fit(np.clip(taken, -_MAX_LOGIT, _MAX_LOGIT)[:, None], sided)
    return ExampleModel(
        weights=_rows(np.round(model.coef_, 6)),
        intercepts=tuple(np.round(model.intercept_, 6).tolist()),
        direction=max(0.0, float(slope.coef_[0, 0])),
        relevance=(float(odds.intercept_[0]), max(0.0, float(odds.coef_[0, 0]))),
        told=_rows(np.round(told, 4)),
        labels=tuple(labels.tolist()),
    )


def _vectors(units: Sequence[str]) -> Floats:
    """What the encoder's two heads for stance see of each unit by itself, side by side."""
    model = load_stance()
    if not units:
        return np.zeros((0, 2 * VECTOR))
    own = np.vstack([model.judge_units([unit]).vectors for unit in units])
    target = model.judge([Passage(unit) for unit in units], "target").vectors
    return np.hstack([own, target]).astype(np.float64)


def _neutral(text: str) -> str:
    return Names(text, [Span(0, len(text))]).neutralise(text).apart


def _rows(values: Any) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(row) for row in values.tolist())


def _digest(axis: Axis) -> str:
    """Of the examples and the encoder that reads them."""
    encoder = sha256(model_file(MODEL, "model.onnx").read_bytes()).hexdigest()
    parts = (axis.positive.examples, axis.negative.examples, axis.neutral_examples)
    read = json.dumps([_VERSION, encoder, parts])
    return sha256(read.encode()).hexdigest()[:32]


def _cache() -> Path:
    """Where fitted axes are kept; nothing else is."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "parallax" / "axes"


def _keep(path: Path, text: str) -> None:
    """Writes the file at one stroke. Where it cannot be kept, it is fitted again next time."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}")
        part.write_text(text, encoding="utf-8")
        part.replace(path)


def _from(stored: dict[str, Any]) -> ExampleModel:
    return ExampleModel(
        weights=tuple(tuple(row) for row in stored["weights"]),
        intercepts=tuple(stored["intercepts"]),
        direction=float(stored["direction"]),
        relevance=(float(stored["relevance"][0]), float(stored["relevance"][1])),
        told=tuple(tuple(row) for row in stored["told"]),
        labels=tuple(stored["labels"]),
    )
