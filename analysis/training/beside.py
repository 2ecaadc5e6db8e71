"""What the choice of words should count beside the sentences: `python -m analysis.training.beside`.

Prints, for some weights, the correlation of the scores of articles with their stance, both as
differences from the mean of their event, and Kendall's tau of the order within events, on events
that nothing learned from. The weights that are shipped must be those fitted with the present
`word_choice.Settings.beside`, which is in them. Articles without a score count as 0.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.document import annotate
from analysis.axes.schema import load_axis
from analysis.extract.framing import FramingExtractor
from analysis.records import Article
from analysis.training.events import Account, all_accounts
from analysis.training.word_choice import Settings

WEIGHTS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def main() -> None:
    """Prints the table."""
    sys.stdout.write(table(all_accounts(kept=True)))


def table(accounts: Sequence[Account]) -> str:
    """A line for each weight."""
    from scipy.stats import kendalltau

    extractor = FramingExtractor(load_axis("reform"))
    sentences, words = np.array([_read(extractor, account) for account in accounts]).T
    stances = np.array([account.stance for account in accounts])
    names = [account.event for account in accounts]
    events = [np.flatnonzero([name == event for name in names]) for event in sorted({*names})]
    lines = [f"{len(events)} events", "weight  correlation  tau"]
    for weight in WEIGHTS:
        scores = sentences + weight / Settings().beside * words
        correlation = np.corrcoef(_apart(scores, events), _apart(stances, events))[0, 1]
        taus = [kendalltau(scores[own], stances[own]).statistic for own in events]
        # An event without any score is not ordered.
        tau = np.mean(np.nan_to_num(taus))
        lines.append(f"{weight:<6g}  {correlation:.3f}        {tau:.3f}")
    return "\n".join(lines) + "\n"


def _read(extractor: FramingExtractor, account: Account) -> tuple[float, float]:
    """What the sentences say and what the choice of words adds; 0 for an article without score."""
    text = "\n\n".join([account.headline, *account.paragraphs])
    found = extractor.extract(annotate(Article(path="", id="a", text=text)))
    if not (found.of_sentences and found.of_sentences.known and found.word_choice):
        return 0.0, 0.0
    return found.of_sentences.value, found.word_choice.value


def _apart(values: NDArray[np.float64], events: Sequence[NDArray[np.intp]]) -> NDArray[np.float64]:
    apart = values.copy()
    for own in events:
        apart[own] -= values[own].mean()
    return apart


if __name__ == "__main__":
    main()
