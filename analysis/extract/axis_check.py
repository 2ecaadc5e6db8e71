"""How well an axis can be told from the examples in its own file, by cross-validation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from analysis.axes.lexicon import LexiconView
from analysis.axes.schema import Axis
from analysis.extract.framing_examples import LEAST, enough_examples, load_examples
from analysis.extract.framing_model import load_model
from analysis.records import Span
from analysis.settings import LEVEL, SEED
from analysis.stats.stacking import Floats, Views

Verdict = Literal["well", "somewhat", "cannot"]
GUESSED_AUC = 0.5
"""What guessing gives."""
WELL_F1, WELL_AUC = 0.65, 0.85
"""From both on an axis is told well, if the intervals lie clear of guessing."""
_DRAWS = 1000

Labels = NDArray[np.int_]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its interval, all 0..1, and what comes out without reading anything."""

    value: float
    low: float
    high: float
    guessed: float


@dataclass(frozen=True, slots=True)
class Misread:
    """An example that was taken for something else: its text, its label and the other one."""

    text: str
    label: int
    read_as: int


@dataclass(frozen=True, slots=True)
class Told:
    """How well the examples are told: macro-F1 of the three labels, AUC of the two poles."""

    macro_f1: Figure
    auc: Figure
    misread: tuple[Misread, ...]

    @property
    def verdict(self) -> Verdict:
        """In a word; "cannot" where an interval reaches down to guessing."""
        if self.macro_f1.low <= self.macro_f1.guessed or self.auc.low <= GUESSED_AUC:
            return "cannot"
        well = self.macro_f1.value >= WELL_F1 and self.auc.value >= WELL_AUC
        return "well" if well else "somewhat"


@dataclass(frozen=True, slots=True)
class AxisCheck:
    """What `parallax axis check` found.

    How many examples each label has and still needs, and the facets without a phrase; then how well
    the examples are told by what was learned from the others, None with too few of them, and by
    that and the lexicon together, None without a lexicon or with a trained model.
    """

    examples: dict[int, int]
    missing: dict[int, int]
    bare_facets: tuple[str, ...]
    told: Told | None
    together: Told | None


def check_axis(axis: Axis) -> AxisCheck:
    """What the examples of `axis` are worth. Fits a model where there are enough of them."""
    counts = {label: len(texts) for label, texts in _examples(axis)}
    spoken = {entry.facet for entry in axis.entries if entry.valence}
    enough = enough_examples(axis)
    model = load_examples(axis) if enough else None
    return AxisCheck(
        examples=counts,
        missing={label: LEAST - n for label, n in counts.items() if n < LEAST},
        bare_facets=tuple(facet for facet in axis.facets if facet not in spoken),
        told=None if model is None else _told(axis, np.array(model.told)),
        together=None
        if model is None or axis.model is not None or not spoken
        else _told(axis, _together(axis, np.array(model.told))),
    )


def _together(axis: Axis, told: Floats) -> Floats:
    """P(-1), P(0), P(+1) of the examples as texts on the axis are judged."""
    combination = load_model(axis).combination
    if combination is None:
        return told
    view = LexiconView(axis)
    texts = [text for _, examples in _examples(axis) for text in examples]
    found = [view.score(text, Span(0, len(text))) for text in texts]
    lexicon = np.array([[one.score, one.relevance] for one in found])
    return combination.probabilities(Views(lexicon, encoder=told), ["narrator"] * len(texts))


def _examples(axis: Axis) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Labels and texts in the order in which `framing_examples` has them."""
    return (
        (1, axis.positive.examples),
        (-1, axis.negative.examples),
        (0, axis.neutral_examples),
    )


def _told(axis: Axis, proba: Floats) -> Told:
    labels = np.array([label for label, examples in _examples(axis) for _ in examples])
    texts = [text for _, examples in _examples(axis) for text in examples]
    read = proba.argmax(axis=1) - 1
    # Always the same answer, whichever serves best.
    guessed = max(macro_f1(labels, np.full_like(labels, label)) for label in (-1, 0, 1))
    draws = _draws(labels)
    scores = proba[:, 2] - proba[:, 0]
    return Told(
        macro_f1=_figure(lambda rows: macro_f1(labels[rows], read[rows]), draws, guessed),
        auc=_figure(lambda rows: pole_auc(labels[rows], scores[rows]), draws, GUESSED_AUC),
        misread=tuple(
            Misread(text, int(label), int(other))
            for text, label, other in zip(texts, labels, read, strict=True)
            if label != other
        ),
    )


def macro_f1(labels: Labels, read: Labels) -> float:
    """Mean of the F1 of the three labels, 0..1; 0 for a label that is never read rightly."""
    found = []
    for label in (-1, 0, 1):
        both = int(((labels == label) & (read == label)).sum())
        total = int((labels == label).sum() + (read == label).sum())
        found.append(2.0 * both / total if total else 0.0)
    return float(np.mean(found))


def pole_auc(labels: Labels, scores: Floats) -> float:
    """How often an example of the positive pole scores above one of the negative, 0..1; ties count
    half. Both poles must have one."""
    above = scores[labels > 0, None] - scores[None, labels < 0]
    return float((above > 0).mean() + 0.5 * (above == 0).mean())


def _draws(labels: Labels) -> list[NDArray[np.intp]]:
    """All rows first, then draws of as many, each label as often as before."""
    generator = np.random.default_rng(SEED)
    groups = [np.flatnonzero(labels == label) for label in (-1, 0, 1)]
    return [
        np.arange(len(labels)),
        *(
            np.concatenate([generator.choice(group, len(group)) for group in groups])
            for _ in range(_DRAWS)
        ),
    ]


def _figure(
    measure: Callable[[NDArray[np.intp]], float],
    draws: Sequence[NDArray[np.intp]],
    guessed: float,
) -> Figure:
    values = [measure(rows) for rows in draws]
    edge = (1.0 - LEVEL) / 2.0
    low, high = np.quantile(values[1:], [edge, 1.0 - edge])
    return Figure(values[0], float(low), float(high), guessed)
