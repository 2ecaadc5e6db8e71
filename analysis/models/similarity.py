"""Sentence vectors: how alike two sentences are in meaning.

The pretrained all-MiniLM-L6-v2 as it is, with 8-bit weights (models/similarity/card.toml).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.models.card import model_file
from analysis.models.tagger import PROBE, open_session, piece_id, saturates, word_pieces

MODEL = "similarity"
SIZE = 384
LONGEST = 96
"""Word pieces that are read of a text, the two at its ends among them."""

Floats = NDArray[np.float32]


class Similarity:
    """The encoder with its word pieces; make it once a run (`load_similarity`)."""

    def __init__(self, model: Path, pieces: Path, probe: Path) -> None:
        self._session = open_session(model, exact=saturates(probe))
        self._pieces = word_pieces(pieces)
        self._open, self._close = (piece_id(self._pieces, m) for m in ("[CLS]", "[SEP]"))

    def encode(self, texts: Sequence[str]) -> Floats:
        """A vector of length 1 for each text, n × SIZE; their products are cosines, −1..1.

        A text without words gets the vector of nothing; no texts give no rows.
        """
        found = np.zeros((len(texts), SIZE), dtype=np.float32)
        # One at a time: 8-bit products are scaled by what is in a batch, and the vector of a text
        # must not depend on its neighbours.
        for number, text in enumerate(texts):
            read = self._pieces.encode(text, add_special_tokens=False).ids[: LONGEST - 2]
            pieces = np.array([[self._open, *read, self._close]], dtype=np.int64)
            ((found[number],),) = self._session.run(["vectors"], {"pieces": pieces})
        return found


@lru_cache
def load_similarity() -> Similarity:
    """The encoder of sentence vectors, loaded once a run."""
    return Similarity(
        model_file(MODEL, "model.onnx"),
        model_file("attribution", "tokenizer.json"),
        model_file("attribution", PROBE),
    )
