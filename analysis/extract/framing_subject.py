"""Whether an article is about the subject of an axis at all.

The n-grams of a trained model see side-taking in a review of a telephone, too: they learned from
sentences about governments only. So the article itself has to name the parties of the axis.
"""

from __future__ import annotations

from analysis.axes.leaders import LeaderFinder
from analysis.axes.patterns import Matcher, tokenise
from analysis.axes.schema import Axis
from analysis.records import Document

MIN_SHARE = 0.2
"""Share of sentences that must name a party of the axis: reviews, sport and recipes lie below .1,
articles on an election at .3 and more (docs/decisions/0003-framing.md)."""
FEW, TELLING = 0.05, 0.4
"""Where only so many do, the article is on the axis all the same if its segments take a side with
such a probability on average (calibrated views alone). Between both shares nine in ten of 48 web
pages on other subjects lie at .35 and below, of 56 articles on the axis whose powerful go by their
surnames nine in ten at .41 and above."""


class SubjectFinder:
    """Counts sentences in which the axis's side, its opponents or its predecessor are named."""

    def __init__(self, axis: Axis) -> None:
        sides = axis.sides
        names = (*sides.subject, *sides.opponents, *sides.predecessor)
        self._leaders = LeaderFinder(axis)
        self._matcher = Matcher([(name, None) for name in names]) if names else None

    def count(self, document: Document) -> int | None:
        """Body sentences that name a party; None when the axis does not say who they are.

        The leader's surname alone names one, too.
        """
        if self._matcher is None:
            return None
        matcher, text = self._matcher, document.text
        leaders = self._leaders.find(text)
        named = 0
        for sentence in document.sentences:
            if sentence.role != "headline":
                tokens = tokenise(text, *sentence.span)
                by_name = any(token.capital and token.norm in leaders for token in tokens)
                named += by_name or bool(matcher.find(tokens))
        return named
