"""Words a second of finding attributions, beside regular expressions and textstat, in one run.

`python -m analysis.validation.bench_tagger [FOLDER] [--data FOLDER]`: the articles of a folder
(`seeds`), and PolNeAR's development part where the labelled data is. CPU time of one core: threads
are limited to one, and the process is tied to one processor where the system can do that.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, TypeVar
from unittest.mock import patch

if TYPE_CHECKING:
    from analysis.records import Article

T = TypeVar("T")

REPEATS = 3

INDICES = (
    "flesch_reading_ease",
    "flesch_kincaid_grade",
    "gunning_fog",
    "smog_index",
    "automated_readability_index",
    "coleman_liau_index",
    "dale_chall_readability_score",
)

_THREADS = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS")


def use_one_core() -> None:
    """One thread, one processor. Counts for libraries that are loaded afterwards only."""
    for name in _THREADS:
        os.environ[name] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def measure(articles: Sequence[Article], *, repeats: int = REPEATS) -> dict[str, tuple[float, ...]]:
    """Words per CPU second of each step: the median of `repeats` rounds, and the first round.

    `attributions` is the step of the product after sentences, words and quotations; `annotate` is
    everything that is read from an article. The first round also loads models and word lists, and
    is not in the median. Raises ValueError without words.
    """
    from analysis.annotate.tokens import find_tokens

    n_words = sum(len(find_tokens(article.text)) for article in articles)
    if not n_words:
        raise ValueError("there are no words to measure with")
    rounds = [_round(articles, number) for number in range(repeats + 1)]
    return {
        name: tuple(
            n_words / max(seconds, 1e-9)
            for seconds in (median(one[name] for one in rounds[1:]), first)
        )
        for name, first in rounds[0].items()
    }


def _round(articles: Sequence[Article], number: int) -> dict[str, float]:
    """CPU seconds of each step over all articles."""
    from analysis.annotate.attribution import find_attributions
    from analysis.annotate.document import annotate
    from analysis.annotate.quotes import find_quotations
    from analysis.annotate.sentences import split_sentences
    from analysis.annotate.tokens import find_tokens
    from analysis.validation.sourcing_baseline import find_by_patterns

    # Another text in every round: textstat, for one, remembers the texts that it has seen.
    articles = [replace(article, text=article.text + "\n" * number) for article in articles]
    read = []
    for article in articles:
        sentences = split_sentences(article.text, headline=article.headline)
        quotations = find_quotations(article.text, sentences)
        read.append((article.text, sentences, find_tokens(article.text), quotations))
    return {
        "regular expressions": _seconds(lambda one: find_by_patterns(one.text), articles),
        "textstat": _seconds(lambda one: _indices(one.text), articles),
        "attributions": _seconds(lambda one: find_attributions(*one), read),
        "annotate": _seconds(annotate, articles),
    }


def _seconds(step: Callable[[T], object], inputs: Sequence[T]) -> float:
    start = process_time()
    for one in inputs:
        step(one)
    return process_time() - start


def _indices(text: str) -> list[float]:
    """The readability indices of the report, as textstat gives them.

    textstat would fetch its pronouncing dictionary from the internet: it gets the one that ships.
    """
    import textstat

    with patch("textstat.backend.counts._count_syllables.get_cmudict", lambda lang: _phones()):
        return [float(getattr(textstat, name)(text)) for name in INDICES]


@cache
def _phones() -> Mapping[str, list[list[str]]]:
    """The shipped syllable counts in the form of NLTK's dictionary: a vowel ends in a digit."""
    from analysis.extract.syllables import load_table

    return {word: [["0"] * count] for word, count in load_table().items()}


def table(figures: Mapping[str, Sequence[float]], n_articles: int) -> str:
    """What `measure` found as lines of text, with ratios to the two yardsticks."""
    lines = [
        f"{n_articles} articles, CPU time on one core, median of {REPEATS} rounds",
        f"{'':20} {'words/s':>10} {'first round':>12} {'x regex':>10} {'x textstat':>10}",
    ]
    for name, (speed, first) in figures.items():
        ratios = (speed / figures[other][0] for other in ("regular expressions", "textstat"))
        shown = " ".join(f"{ratio:>10.4f}" for ratio in ratios)
        lines.append(f"{name:20} {speed:>10,.0f} {first:>12,.0f} {shown}")
    return "\n".join(lines) + "\n"


def read_articles(folder: Path, data: Path | None = None) -> list[Article]:
    """The articles of a folder, and of PolNeAR's development part where `data` has it."""
    from analysis import pipeline
    from analysis.records import Article
    from analysis.validation.sourcing_labels import read_rows

    articles = list(pipeline.read([folder]).articles)
    if data is not None:
        rows = read_rows(data / "polnear" / "dev.jsonl")
        articles += [Article(path="", id=str(row["id"]), text=str(row["text"])) for row in rows]
    return articles


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Words a second of finding attributions.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("seeds"))
    parser.add_argument("--data", type=Path, help="folder with labelled data (polnear/dev.jsonl)")
    options = parser.parse_args()
    use_one_core()
    articles = read_articles(options.folder, options.data)
    sys.stdout.write(table(measure(articles), len(articles)))


if __name__ == "__main__":
    main()
