"""The stance encoder at run time: what a text says of a target, of an axis, of a kind of source.

One int8 encoder has a head for each question (models/stance/card.toml). For a target and for the
kind of a source it reads a passage in which the words to be judged are marked. For the axis it
reads a window of consecutive units (sentences or parts of them) and judges each by its own words
as they were read among the others, as in sequential sentence classification (Cohan et al. 2019).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.models.card import model_file
from analysis.models.tagger import PROBE, open_session, piece_id, saturates, word_pieces

if TYPE_CHECKING:
    from tokenizers import Tokenizer as WordPieces

MODEL = "stance"
Head = Literal["target", "reform", "kind"]
CLASSES: dict[Head, int] = {"target": 3, "reform": 3, "kind": 9}
"""Questions and the number of answers: is the text for or against the marked target; is each
unit for or against the side of the axis `reform`; of which kind is the marked source."""
VECTOR = 256
"""Length of the vector that each head sees, and that an axis by example is fitted on."""

_OPEN, _CLOSE = "[unused1]", "[unused2]"
_BEFORE, _FOCUS, _AFTER, _NOTE = 48, 80, 40, 40
ROOM, CONTEXT = 240, 60
"""Word pieces in a window of units, and of those judged in the window before, which are read again
as context."""

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
    """For n passages or units: probabilities (n × classes) and vectors (n × VECTOR) of one head."""

    proba: NDArray[np.float64]
    vectors: Floats


class Encoded(NamedTuple):
    """Word pieces, their segment (1 for what is judged) and the unit that each belongs to, from 1;
    0 for none. The first piece of a unit stands for it as a whole."""

    pieces: list[int]
    segments: list[int]
    units: list[int]


class Window(NamedTuple):
    """Consecutive units from `start`; those from `judged` to `stop` are judged in it."""

    start: int
    judged: int
    stop: int


def encode(pieces: WordPieces, passage: Passage) -> Encoded:
    """A passage as one unit whose focus is judged.

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
    return Encoded(found, segments, [1] * len(found))


def unit_pieces(pieces: WordPieces, units: Sequence[str]) -> list[list[int]]:
    """Word pieces of each unit; of a long one the end is left out."""
    encoded = pieces.encode_batch(list(units), add_special_tokens=False)
    return [list(one.ids)[:_FOCUS] for one in encoded]


def find_windows(
    lengths: Sequence[int], *, room: int = ROOM, context: int = CONTEXT
) -> list[Window]:
    """Windows in which each of the units, given by their word pieces, is judged once, in order.

    Before the units judged stand as many of those before them as `context` pieces hold. A unit
    longer than the room has a window of its own with its context.
    """
    found: list[Window] = []
    stop = 0
    while stop < len(lengths):
        start = judged = stop
        taken = 0
        while start > 0 and taken + lengths[start - 1] + 1 <= context:
            start -= 1
            taken += lengths[start] + 1
        while stop < len(lengths) and (stop == judged or taken + lengths[stop] + 1 <= room):
            taken += lengths[stop] + 1
            stop += 1
        found.append(Window(start, judged, stop))
    return found


def encode_units(pieces: WordPieces, units: Sequence[Sequence[int]]) -> Encoded:
    """The word pieces of consecutive units as one window."""
    first, last, mark = (piece_id(pieces, name) for name in ("[CLS]", "[SEP]", _OPEN))
    found, segments, numbers = [first], [0], [0]
    for number, unit in enumerate(units, start=1):
        found += [mark, *unit]
        # An empty unit is judged by its mark.
        segments += [0 if unit else 1, *([1] * len(unit))]
        numbers += [number] * (len(unit) + 1)
    return Encoded([*found, last], [*segments, 0], [*numbers, 0])


def as_batch(rows: Sequence[Encoded]) -> tuple[Ids, Ids, Ids, Ids]:
    """Pieces, mask, segments and units of encoded texts, filled up with 0 to the longest."""
    width = max(len(row.pieces) for row in rows)
    pieces, mask, segments, units = (np.zeros((len(rows), width), dtype=np.int64) for _ in range(4))
    for number, row in enumerate(rows):
        length = len(row.pieces)
        pieces[number, :length] = row.pieces
        mask[number, :length] = 1
        segments[number, :length] = row.segments
        units[number, :length] = row.units
    return pieces, mask, segments, units


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
            (logits[number],), (vectors[number],) = self._run(encode(self._pieces, passage), head)
        return Judged(softmax(logits), vectors)

    def judge_units(self, units: Sequence[str]) -> Judged:
        """What the head of the axis says of each of the consecutive units of one text."""
        logits = np.zeros((len(units), CLASSES["reform"]), dtype=np.float64)
        vectors = np.zeros((len(units), VECTOR), dtype=np.float32)
        read = unit_pieces(self._pieces, units)
        for start, judged, stop in find_windows([len(unit) for unit in read]):
            told, seen = self._run(encode_units(self._pieces, read[start:stop]), "reform")
            logits[judged:stop] = told[judged - start :]
            vectors[judged:stop] = seen[judged - start :]
        return Judged(softmax(logits), vectors)

    def _run(self, encoded: Encoded, head: Head) -> tuple[Floats, Floats]:
        """Logits and vectors of the units of one encoded text."""
        pieces, mask, segments, units = as_batch([encoded])
        numbers = np.arange(1, max(encoded.units) + 1, dtype=np.int64)
        (logits,), (vectors,) = self._session.run(
            [head, f"{head}_vector"],
            {
                "pieces": pieces,
                "mask": mask,
                "segments": segments,
                "units": units,
                "numbers": numbers,
            },
        )
        return logits, vectors


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
