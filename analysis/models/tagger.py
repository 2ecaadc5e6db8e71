"""The attribution tagger at run time: an int8 encoder that labels source, cue and content.

For every unit it gives a score for each label, and vectors whose products say which cue a source
or content belongs to. The encoder reads windows; a unit is judged where it stands most centrally.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from analysis.models.card import model_file
from analysis.models.units import Units

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer as WordPieces

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
PARTS = ("source", "cue", "content")
PROBE = "probe.onnx"
PROBE_ROWS, PROBE_SIZE = 4, 64
MOST_PIECES = 32
LINK_SIZE = 64
"""Length of each of the four link vectors of a unit: asked and given, for source and content."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of units as the encoder reads it, and the units that are judged in it."""

    first: int
    last: int
    core_first: int
    core_last: int


@dataclass(frozen=True, slots=True)
class Tagging:
    """Scores of the labels (n × 7, log probabilities) and link vectors (n × 4 × LINK_SIZE)."""

    scores: Floats
    links: Floats


def windows(lengths: NDArray[np.int64], *, size: int, margin: int) -> list[Window]:
    """Windows of at most `size` pieces over units of so many pieces each.

    Cores tile the units; around every core stand about `margin` pieces of context on each side,
    except at the ends of the text. No units give no windows.
    """
    ends = np.cumsum(lengths)
    n = len(lengths)
    if n == 0:
        return []
    if ends[-1] <= size:
        return [Window(0, n, 0, n)]
    found: list[Window] = []
    core = 0
    while core < n:
        done = int(ends[core - 1]) if core else 0
        first = int(np.searchsorted(ends, max(done - margin, 0), side="right"))
        before = int(ends[first - 1]) if first else 0
        last = max(int(np.searchsorted(ends, before + size, side="right")), core + 1)
        if last >= n:
            core_last = last = n
        else:
            core_last = int(np.searchsorted(ends, before + size - margin, side="right"))
            core_last = min(max(core_last, core + 1), last)
        found.append(Window(first, last, core, core_last))
        core = core_last
    return found


def encode(pieces: WordPieces, units: Units) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The word pieces of all units and the unit that each belongs to.

    Every unit has at least one piece: one that the vocabulary drops (a control character, say)
    stands as an unknown word. Of a unit with more than MOST_PIECES the rest is left out.
    """
    encoded = pieces.encode(units.words(), is_pretokenized=True, add_special_tokens=False)
    ids = np.array(encoded.ids, dtype=np.int64)
    owners = np.array(encoded.word_ids, dtype=np.int64)
    missing = np.setdiff1d(np.arange(len(units.spans)), owners)
    if len(missing):
        ids = np.concatenate((ids, np.full(len(missing), piece_id(pieces, "[UNK]"))))
        owners = np.concatenate((owners, missing))
        order = np.argsort(owners, kind="stable")
        ids, owners = ids[order], owners[order]
    firsts = np.searchsorted(owners, owners)
    short = np.arange(len(owners)) - firsts < MOST_PIECES
    return ids[short], owners[short]


def piece_id(pieces: WordPieces, piece: str) -> int:
    """The number of a word piece; KeyError when the vocabulary lacks it."""
    found = pieces.token_to_id(piece)
    if found is None:
        raise KeyError(piece)
    return found


class Tagger:
    """The encoder with its word pieces; make it once a run (`load_tagger`)."""

    def __init__(self, model: Path, pieces: Path, *, size: int, margin: int, batch: int) -> None:
        # The exact products take 1.7 times as long, and are needed on few machines.
        self._session = open_session(model, exact=saturates(model.with_name(PROBE)))
        self._pieces = word_pieces(pieces)
        self._size, self._margin, self._batch = size - 2, margin, batch
        self._open = piece_id(self._pieces, "[CLS]")
        self._close = piece_id(self._pieces, "[SEP]")

    def tag(self, texts: Sequence[Units]) -> list[Tagging]:
        """Scores and link vectors of every unit of every text; empty arrays for no units."""
        read = [_Read(text, *encode(self._pieces, text)) for text in texts]
        found = [_empty(len(text.spans)) for text in texts]
        plan = [(number, window) for number, text in enumerate(read) for window in self._plan(text)]
        plan.sort(key=lambda entry: (_width(read[entry[0]], entry[1]), entry[0], entry[1].first))
        for start in range(0, len(plan), self._batch):
            self._judge(plan[start : start + self._batch], read, found)
        return found

    def _plan(self, text: _Read) -> list[Window]:
        lengths = np.bincount(text.owners, minlength=len(text.units.spans))
        return windows(lengths, size=self._size, margin=self._margin)

    def _judge(
        self, plan: Sequence[tuple[int, Window]], read: Sequence[_Read], found: Sequence[Tagging]
    ) -> None:
        """Writes the scores and links of the cores of some windows."""
        cuts = [np.searchsorted(read[n].owners, (w.first, w.last)) for n, w in plan]
        width = max(int(end - start) for start, end in cuts) + 2
        pieces = np.zeros((len(plan), width), dtype=np.int64)
        mask = np.zeros_like(pieces)
        features = np.zeros_like(pieces)
        for row, ((number, _), (start, end)) in enumerate(zip(plan, cuts, strict=True)):
            text, length = read[number], end - start
            pieces[row, 0] = self._open
            pieces[row, 1 : length + 1] = text.ids[start:end]
            pieces[row, length + 1] = self._close
            mask[row, : length + 2] = 1
            features[row, 1 : length + 1] = text.units.features[text.owners[start:end]] + 1
        scores, links = self._session.run(
            ["scores", "links"], {"pieces": pieces, "mask": mask, "features": features}
        )
        for row, ((number, window), (start, _)) in enumerate(zip(plan, cuts, strict=True)):
            core = np.arange(window.core_first, window.core_last)
            places = np.searchsorted(read[number].owners, core) - start + 1
            found[number].scores[core] = scores[row, places]
            found[number].links[core] = links[row, places].reshape(len(core), 4, LINK_SIZE)


@dataclass(frozen=True, slots=True)
class _Read:
    """A text in word pieces, and the unit of each."""

    units: Units
    ids: NDArray[np.int64]
    owners: NDArray[np.int64]


def _empty(n: int) -> Tagging:
    scores = np.zeros((n, len(LABELS)), dtype=np.float32)
    return Tagging(scores, np.zeros((n, 4, LINK_SIZE), dtype=np.float32))


def _width(text: _Read, window: Window) -> int:
    first, last = np.searchsorted(text.owners, (window.first, window.last))
    return int(last - first)


def best_labels(scores: Floats) -> NDArray[np.int64]:
    """The most probable sequence of labels in which I follows only B or I of its part (Viterbi).

    `scores` are log probabilities, n × 7; no rows give no labels.
    """
    n = len(scores)
    if not n:
        return np.zeros(0, dtype=np.int64)
    allowed = _transitions()
    total = scores[0].astype(np.float64) + np.where(_inner(), -np.inf, 0.0)
    back = np.zeros((n, len(LABELS)), dtype=np.int64)
    for i in range(1, n):
        paths = total[:, None] + allowed
        back[i] = paths.argmax(axis=0)
        total = paths.max(axis=0) + scores[i]
    labels = np.zeros(n, dtype=np.int64)
    labels[-1] = int(total.argmax())
    for i in range(n - 1, 0, -1):
        labels[i - 1] = back[i, labels[i]]
    return labels


@cache
def _transitions() -> NDArray[np.float64]:
    allowed = np.zeros((len(LABELS), len(LABELS)))
    for after, name in enumerate(LABELS):
        if name.startswith("I-"):
            for before, other in enumerate(LABELS):
                if other[2:] != name[2:]:
                    allowed[before, after] = -np.inf
    return allowed


@cache
def _inner() -> NDArray[np.bool_]:
    return np.array([name.startswith("I-") for name in LABELS])


@lru_cache
def load_tagger(name: str = "attribution") -> Tagger:
    """The tagger of the model `name`, loaded once a run.

    Raises KeyError when no such model comes with Parallax.
    """
    from analysis.models.card import load_card

    window = load_card(name)["window"]
    return Tagger(
        model_file(name, "model.onnx"),
        model_file(name, "tokenizer.json"),
        size=window["size"],
        margin=window["margin"],
        batch=window["batch"],
    )


def open_session(model: Path, *, exact: bool) -> InferenceSession:
    """A session on one thread; `exact` asks for integer products that cannot saturate."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    if exact:
        options.add_session_config_entry("session.x64quantprecision", "1")
    return InferenceSession(model, options, providers=["CPUExecutionProvider"])


def saturates(probe: Path) -> bool:
    """Whether the quick 8-bit products of this processor are cut off at 16 bits.

    Older x86 processors add two products in 16 bits, and what does not fit is lost: the labels of a
    text would depend on the machine. `probe` multiplies the largest numbers there are.
    """
    numbers = np.full((PROBE_ROWS, PROBE_SIZE), 255, dtype=np.uint8)
    (found,) = open_session(probe, exact=False).run(None, {"numbers": numbers})
    return bool((found != 255 * 127 * PROBE_SIZE).any())


def word_pieces(path: Path) -> WordPieces:
    """The word pieces that a `tokenizer.json` describes, without cutting or padding."""
    from tokenizers import Tokenizer as Loaded

    pieces: Any = Loaded.from_file(str(path))
    pieces.no_truncation()
    pieces.no_padding()
    result: WordPieces = pieces
    return result
