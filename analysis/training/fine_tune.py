"""Fine-tuning of the tagger's encoder: windows, loss, schedule, checkpoints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from analysis.models.tagger import LABELS, encode, piece_id
from analysis.training.encoder import Encoder, distance_class
from analysis.training.tagged import Example, batches

if TYPE_CHECKING:
    from tokenizers import Tokenizer as WordPieces

IGNORED = -100


@dataclass(frozen=True, slots=True)
class Settings:
    """How the encoder is trained; the defaults made the shipped model."""

    epochs: int = 6
    corpus_only: int = 4
    """Epochs before the project's own passages join."""
    size: int = 256
    batch: int = 8
    body_rate: float = 2e-4
    head_rate: float = 2e-3
    layer_decay: float = 0.9
    rates: tuple[tuple[float, float], ...] = ((0, 0), (0.25, 1), (4, 0.21), (6, 0))
    """Factors of the learning rates at epochs; straight lines between them."""
    weight_decay: float = 0.01
    smoothing: float = 0.03
    link_weight: float = 0.3
    average: float = 0.998
    """Decay of the running average of the weights, which is what ships."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """An example in word pieces: ids, features, the unit of each, and what is to be learned."""

    ids: NDArray[np.int64]
    owners: NDArray[np.int64]
    features: NDArray[np.int64]
    example: Example
    edges: tuple[int, int]
    """The pieces that open and close a window."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A window for training: a stretch of units of one text."""

    text: int
    first: int
    last: int


def to_pieces(pieces: WordPieces, example: Example) -> Pieces:
    """The example as the encoder reads it."""
    ids, owners = encode(pieces, example.units)
    edges = piece_id(pieces, "[CLS]"), piece_id(pieces, "[SEP]")
    return Pieces(ids, owners, example.units.features[owners] + 1, example, edges)


def cut(texts: Sequence[Pieces], *, size: int, rng: np.random.Generator) -> list[Cut]:
    """Windows that tile every text, the first of a random length so that epochs differ."""
    found = []
    for number, text in enumerate(texts):
        n = len(text.example.units.spans)
        ends = np.cumsum(np.bincount(text.owners, minlength=n))
        first, room = 0, int(rng.integers(size // 3, size)) if n and ends[-1] > size else size
        while first < n:
            before = int(ends[first - 1]) if first else 0
            last = max(int(np.searchsorted(ends, before + room, side="right")), first + 1)
            found.append(Cut(number, first, last))
            first, room = last, size
    return found


class Trainer:
    """Trains an encoder epoch by epoch; `save` and `load` keep everything between epochs."""

    def __init__(self, encoder: Encoder, settings: Settings, seed: int) -> None:
        self.encoder, self.settings, self.seed = encoder, settings, seed
        self.done = 0
        self._optimizer = torch.optim.AdamW(_groups(encoder, settings), fused=True)
        self._rates = [group["lr"] for group in self._optimizer.param_groups]
        self.average = {k: v.detach().clone() for k, v in encoder.state_dict().items()}

    def epoch(self, texts: Sequence[Pieces], report: Any) -> None:
        """One pass over the texts; `report(step, steps, loss)` is called after every step."""
        settings = self.settings
        rng = np.random.default_rng((self.seed, self.done))
        torch.manual_seed(self.seed + self.done)
        cuts = cut(texts, size=settings.size - 2, rng=rng)
        lengths = [c.last - c.first for c in cuts]
        plan = list(batches(lengths, size=settings.batch, rng=rng))
        self.encoder.train()
        for step, members in enumerate(plan):
            self._schedule(self.done + step / len(plan))
            rows = [cuts[i] for i in members]
            with torch.autocast("cpu", torch.bfloat16):
                loss = self._loss(texts, rows)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.encoder.parameters(), 1.0)
            self._optimizer.step()
            self._optimizer.zero_grad(set_to_none=True)
            self._follow(self.done * len(plan) + step)
            report(step, len(plan), float(loss.detach()))
        self.done += 1

    def save(self, path: Path) -> None:
        """Keeps weights, average, optimizer and the number of epochs done."""
        state = {
            "encoder": self.encoder.state_dict(),
            "average": self.average,
            "optimizer": self._optimizer.state_dict(),
            "done": self.done,
        }
        torch.save(state, path)

    def load(self, path: Path) -> None:
        """Goes on where `save` left off."""
        state = torch.load(path, weights_only=True)
        self.encoder.load_state_dict(state["encoder"])
        self._optimizer.load_state_dict(state["optimizer"])
        self.average, self.done = state["average"], state["done"]

    def _schedule(self, epoch: float) -> None:
        epochs, factors = np.array(self.settings.rates).T
        factor = float(np.interp(epoch, epochs, factors))
        for group, rate in zip(self._optimizer.param_groups, self._rates, strict=True):
            group["lr"] = rate * factor

    def _follow(self, step: int) -> None:
        # A young average must not drag the untrained weights along.
        decay = min(self.settings.average, (step + 1) / (step + 10))
        with torch.no_grad():
            for name, value in self.encoder.state_dict().items():
                if value.is_floating_point():
                    self.average[name].lerp_(value, 1 - decay)

    def _loss(self, texts: Sequence[Pieces], rows: Sequence[Cut]) -> torch.Tensor:
        bounds = [np.searchsorted(texts[r.text].owners, (r.first, r.last)) for r in rows]
        width = max(int(end - start) for start, end in bounds) + 2
        pieces = torch.zeros((len(rows), width), dtype=torch.long)
        mask, features = torch.zeros_like(pieces), torch.zeros_like(pieces)
        labels = torch.full_like(pieces, IGNORED)
        units = torch.zeros_like(pieces)
        links: list[tuple[int, int, int, int]] = []
        cues = torch.zeros((len(rows), width), dtype=torch.bool)
        sources = torch.zeros_like(cues)
        for row, (window, (start, end)) in enumerate(zip(rows, bounds, strict=True)):
            text = texts[window.text]
            length = int(end - start)
            pieces[row, 0], pieces[row, length + 1] = text.edges
            pieces[row, 1 : length + 1] = torch.from_numpy(text.ids[start:end])
            mask[row, : length + 2] = 1
            features[row, 1 : length + 1] = torch.from_numpy(text.features[start:end])
            owners = text.owners[start:end]
            units[row, 1 : length + 1] = torch.from_numpy(owners)
            leading = np.flatnonzero(np.diff(owners, prepend=-1))
            places = {int(owners[i]): int(i) + 1 for i in leading}
            labels[row, leading + 1] = torch.from_numpy(text.example.labels[owners[leading]])
            for content, cue in text.example.contents.tolist():
                if cue in places:
                    cues[row, places[cue]] = True
                    if content in places:
                        links.append((row, 1, places[content], places[cue]))
            for cue, source in text.example.sources.tolist():
                if source in places:
                    sources[row, places[source]] = True
                if cue in places and (source in places or source < 0):
                    links.append((row, 0, places[cue], places[source] if source >= 0 else -1))
        scores, vectors = self.encoder(pieces, mask, features)
        loss = functional.cross_entropy(
            scores.float().view(-1, len(LABELS)),
            labels.view(-1),
            ignore_index=IGNORED,
            label_smoothing=self.settings.smoothing,
        )
        if not links:
            return loss
        gap = units[:, None, :] - units[:, :, None]
        matrix = self.encoder.link_scores(vectors.float(), distance_class(gap)).float()
        given = torch.stack((sources, cues), 1)[:, :, None, :]
        matrix = matrix.masked_fill(~given, -1e4)
        none = self.encoder.none.expand(*matrix.shape[:3], 1)
        matrix = torch.cat((matrix, none), 3)
        at = torch.tensor(links)
        chosen = matrix[at[:, 0], at[:, 1], at[:, 2]]
        target = torch.where(at[:, 3] < 0, width, at[:, 3])
        return loss + self.settings.link_weight * functional.cross_entropy(chosen, target)


def _groups(encoder: Encoder, settings: Settings) -> list[dict[str, Any]]:
    """Parameters with their learning rates: lower layers learn more slowly than upper ones."""
    layers = encoder.body.config.num_hidden_layers
    groups = []
    for name, parameter in encoder.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = settings.head_rate
        if name.startswith("body."):
            depth = layers
            if ".layer." in name:
                depth = layers - 1 - int(name.split(".layer.")[1].split(".")[0])
            rate = settings.body_rate * settings.layer_decay**depth
        decay = 0.0 if parameter.ndim == 1 else settings.weight_decay
        groups.append({"params": [parameter], "lr": rate, "weight_decay": decay})
    return groups
