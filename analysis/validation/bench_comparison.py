"""What comparing articles costs beside scoring them, in CPU seconds, for more and more articles.

`python -m analysis.validation.bench_comparison [NUMBER ...]` (5, 50 and 500). The articles are
invented: paragraphs drawn from the invented events, with words exchanged, so that independent ones
have little more than names and stock phrases in common; every fifth is an edited copy.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from time import process_time

from analysis.records import Analysis, Article

EVENTS = Path(__file__).parent / "data" / "comparison_events"
SIZES = (5, 50, 500)
PARAGRAPHS = 10
COPIES = 0.2
"""Share of the articles that are edited copies of an earlier one."""
VARIED, EDITED = 0.7, 0.04
"""Share of the longer words exchanged in an article of its own, and in a copy."""

_LONGER = re.compile(r"\b[a-z]{4,}\b")


def invent_articles(n: int, *, seed: int = 0, events: Path = EVENTS) -> Iterator[Article]:
    """`n` invented articles on one event, the same ones for the same seed."""
    rng = random.Random(seed)
    paragraphs = sorted(
        paragraph
        for path in sorted(events.glob("dev_*/*.txt"))
        for paragraph in path.read_text(encoding="utf-8").split("\n\n")
        if len(paragraph) > 60
    )
    words = sorted({word for paragraph in paragraphs for word in _LONGER.findall(paragraph)})
    texts: list[list[str]] = []
    for number in range(n):
        if texts and rng.random() < COPIES:
            kept = [p for p in rng.choice(texts) if rng.random() < 0.8]
            text = [_vary(rng, paragraph, words, EDITED) for paragraph in kept]
        else:
            drawn = rng.sample(paragraphs, min(PARAGRAPHS, len(paragraphs)))
            text = [_vary(rng, paragraph, words, VARIED) for paragraph in drawn]
        texts.append(text)
        name = f"{number:05}"
        yield Article(path=f"{name}.txt", id=name, text="\n\n".join(text), language="en")


def _vary(rng: random.Random, text: str, words: Sequence[str], share: float) -> str:
    return _LONGER.sub(lambda m: rng.choice(words) if rng.random() < share else m.group(), text)


def score(articles: Iterable[Article]) -> list[Analysis]:
    """Everything found in each article, on the default axis."""
    from analysis import pipeline
    from analysis.axes.schema import load_axis

    return list(pipeline.analyse(list(articles), axis=load_axis("reform")))


def measure(n: int) -> tuple[float, float]:
    """CPU seconds of scoring `n` articles and of comparing them; models are loaded before."""
    from analysis.compare.comparison import compare
    from analysis.records import Event

    start = process_time()
    analyses = score(invent_articles(n))
    scored = process_time()
    compare(analyses, event=Event())
    return scored - start, process_time() - scored


def main() -> None:
    """Measure and print a line for each number of articles."""
    from analysis.validation.bench_tagger import use_one_core

    use_one_core()
    measure(2)
    for n in [int(number) for number in sys.argv[1:]] or SIZES:
        scoring, comparing = measure(n)
        sys.stdout.write(
            f"{n:5} articles  scoring {scoring:8.2f} CPU s  comparing {comparing:7.2f} CPU s"
            f"  ({1000 * comparing / n:6.1f} ms an article, {comparing / scoring:.2f} of scoring)\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
