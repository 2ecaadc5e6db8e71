"""Sentences a second of all views of framing, beside VADER, in one run.

`python -m analysis.validation.bench_framing`: labelled sentences of the axis `reform`, each
read with those around it. CPU time of one core.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

from analysis.validation.bench_tagger import use_one_core

if TYPE_CHECKING:
    from analysis.training.stance_data import Text

REPEATS = 3
N_PASSAGES = 100


def measure(texts: Sequence[Text], *, repeats: int = REPEATS) -> dict[str, float]:
    """Sentences per CPU second, the median of `repeats` rounds after one that loads everything.

    Raises ValueError without sentences.
    """
    from analysis.validation.framing import Judge
    from analysis.validation.vader import vader

    sentences = [span.of(text) for text, spans in texts for span in spans]
    if not sentences:
        raise ValueError("there are no sentences to measure with")
    judge = Judge()
    rounds: dict[str, list[float]] = {"all views": [], "VADER": []}
    for _ in range(repeats + 1):
        start = process_time()
        judge.combined(judge.views(texts), ["narrator"] * len(sentences))
        middle = process_time()
        vader(sentences)
        rounds["all views"].append(middle - start)
        rounds["VADER"].append(process_time() - middle)
    return {
        name: len(sentences) / max(median(seconds[1:]), 1e-9) for name, seconds in rounds.items()
    }


def main() -> None:
    """Measure and print."""
    use_one_core()
    from analysis.training.stance_data import all_rows, as_texts

    texts = as_texts(all_rows())
    figures = measure(texts[:: max(1, len(texts) // N_PASSAGES)])
    for name, speed in figures.items():
        sys.stdout.write(f"{name:<10} {speed:10,.0f} sentences a second\n")
    sys.stdout.write(f"{'ratio':<10} {figures['all views'] / figures['VADER']:10.4f}\n")


if __name__ == "__main__":
    main()
