"""The stance encoder at run time: what a text says of a target, of an axis, of a kind of source.

One int8 encoder reads a passage in which the words to be judged are marked, and has a head for
each question (models/stance/card.toml).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from analysis.models.card import model_file
from analysis.models.tagger import PROBE, open_session, piece_id, saturates, word_pieces

if TYPE_CHECKING:
    from tokenizers import Tokenizer as WordPieces

MODEL = "stance"
Head = Literal["target", "reform", "kind"]
CLASSES: dict[Head, int] = {"target": 3, "reform": 3, "kind": 9}
"""Questions and the number of answers: is the text for or against the marked target; is the marked
sentence for or against the side of the axis `reform`; of which kind is the marked source."""
VECTOR = 256
"""Length of the vector that each head sees, and that an axis by example is fitted on."""

_OPEN, _CLOSE = "[unused1]", "[unused2]"
_BEFORE, _FOCUS, _AFTER, _NOTE = 48, 80, 40, 40

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words to be judged with the words around them, and a note on them; "" for none."""

    focus: str
    before: str = ""
    after: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """For n passages: probabilities (n × classes) and vectors (n × VECTOR) of one head."""

    proba: NDArray[np.float64]
    vectors: Floats


def encode(pieces: WordPieces, passage: Passage) -> tuple[list[int], list[int]]:
    """Word pieces of a passage and their segment: 1 for what is judged, 0 for the rest.

    The context keeps what stands nearest to the focus; of a long focus the end is left out.
    """

    def ids(text: str) -> list[int]:
        return list(pieces.encode(text, add_special_tokens=False).ids) if text else []

    before, focus = ids(passage.before)[-_BEFORE:], ids(passage.focus)[:_FOCUS]
    after, note = ids(passage.after)[:_AFTER], ids(passage.note)[:_NOTE]
    special = [piece_id(pieces, mark) for mark in ("[CLS]", "[SEP]", _OPEN, _CLOSE)]
    found = [special[0], *before, special[2], *focus, special[3], *after, special[1]]
    segments = [0] * (len(before) + 2) + [1] * len(focus) + [0] * (len(after) + 2)
    if note:
        found += [*note, special[1]]
        segments += [1] * len(note) + [0]
    if not focus and not note:
        segments[len(before) + 1] = 1
    return found, segments


def as_batch(rows: Sequence[tuple[list[int], list[int]]]) -> tuple[Ids, Ids, Ids]:
    """Pieces, mask and segments of encoded passages, filled up with 0 to the longest."""
    width = max(len(found) for found, _ in rows)
    pieces, mask, segments = (np.zeros((len(rows), width), dtype=np.int64) for _ in range(3))
    for number, (found, segment) in enumerate(rows):
        pieces[number, : len(found)] = found
        mask[number, : len(found)] = 1
        segments[number, : len(found)] = segment
    return pieces, mask, segments


class StanceModel:
    """The encoder with its word pieces; make it once a run (`load_stance`)."""

    def __init__(self, model: Path, pieces: Path, probe: Path) -> None:
        self._session = open_session(model, exact=saturates(probe))
        self._pieces = word_pieces(pieces)

    def judge(self, passages: Sequence[Passage], head: Head) -> Judged:
        """What one head says of each passage, in order; empty arrays for no passages."""
        if not passages:
            return Judged(np.zeros((0, CLASSES[head])), np.zeros((0, VECTOR), dtype=np.float32))
        logits = np.zeros((len(passages), CLASSES[head]), dtype=np.float64)
        vectors = np.zeros((len(passages), VECTOR), dtype=np.float32)
        # One at a time: 8-bit products are scaled by what is in a batch, and what is said of a
        # passage must not depend on its neighbours.
        for number, passage in enumerate(passages):
            pieces, mask, segments = as_batch([encode(self._pieces, passage)])
            (logits[number],), (vectors[number],) = self._session.run(
                [head, f"{head}_vector"], {"pieces": pieces, "mask": mask, "segments": segments}
            )
        return Judged(softmax(logits), vectors)


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities of each row of logits."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return shares


@lru_cache
def load_stance() -> StanceModel:
    """The stance encoder, loaded once a run."""
    return StanceModel(
        model_file(MODEL, "model.onnx"),
        model_file("attribution", "tokenizer.json"),
        model_file("attribution", PROBE),
    )
