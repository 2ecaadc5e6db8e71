"""What each view of an axis says of stretches of a text.

The n-grams and the encoder learned from sentences about the subject, and see praise and blame in a
report on the weather, too. Where neither a stretch nor what stands before it names a party of the
axis, no pronoun could stand for one and the lexicon finds nothing, they are believed little
(`_BELIEF`): of the labelled sentences that take a side 3 % are so, of those off the axis 55 %. The
lexicon has words of praise and blame for any subject ("a triumph"): where no party is named and the
encoder is sure (`_SURE`) that no side is taken, all are believed as little. Of the sentences kept
for fitting that meets 27 that take none and 3 that do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.axes.composition import load_composition
from analysis.axes.leaders import LeaderFinder
from analysis.axes.lexicon import LexiconScore, LexiconView
from analysis.axes.patterns import Matcher, tokenise
from analysis.axes.schema import Axis
from analysis.models.linear import LinearView, WordEffect
from analysis.models.neutral import Names, Neutral, veiled
from analysis.records import Span
from analysis.stats.stacking import Floats, Views

Judge = Callable[[Sequence[str]], Floats]
"""P(-1), P(0), P(+1) of consecutive units of one text, n × 3."""

# Words in more than a sixtieth of the labelled sentences show a reader nothing.
_MIN_RARITY = 5.0
_BELIEF = 0.25
_SURE = 0.95
_STAND_IN = re.compile(r"\b(?:Qq*|Zz+)\b")


@dataclass(frozen=True, slots=True)
class Scene:
    """A text as the views read it.

    `veiled` is for the lexicon: as long as `text`, without personal names that are words.
    `sentences` are those that names were learned from. `surnames` is the surname of the leader in
    lower case, if there is one, `leaders` what stands for it in `veiled`.
    """

    text: str
    sentences: tuple[Span, ...]
    veiled: str
    names: Names
    surnames: frozenset[str]
    leaders: frozenset[str]


@dataclass(frozen=True, slots=True)
class Read:
    """What the views say of stretches, in their order; the lexicon with its evidence, and the text
    that the n-grams and the encoder read."""

    views: Views
    lexicon: tuple[LexiconScore, ...]
    neutral: tuple[Neutral, ...]


class AxisViews:
    """The views of one axis; `words` and `encoder` are None where it has none."""

    def __init__(self, axis: Axis, *, words: LinearView | None, encoder: Judge | None) -> None:
        self._lexicon = LexiconView(axis)
        self._leaders = LeaderFinder(axis)
        self._words, self._encoder = words, encoder
        sides = (*axis.sides.subject, *axis.sides.opponents, *axis.sides.predecessor)
        pronouns = "|".join(sorted(load_composition().words("pronouns")))
        self._pronoun = re.compile(rf"\b(?:{pronouns})\b", re.IGNORECASE)
        self._sides = Matcher([(side, None) for side in sides]) if sides else None
        # A trained model has praise as +1; an axis may be read from its other end.
        self._turned = axis.model is not None and axis.approval == "negative"

    def scene(self, text: str, sentences: Sequence[Span]) -> Scene:
        """The text with what holds for all of it; names are learned from `sentences`."""
        names, leaders = Names(text, sentences), self._leaders.find(text)
        veil = names.veil(text, leaders=leaders)
        return Scene(text, tuple(sentences), veil, names, leaders, veiled(leaders))

    def lexical(self, scene: Scene, span: Span) -> LexiconScore:
        """What the lexicon says of a stretch."""
        found = self._lexicon.score(scene.veiled, span, leaders=scene.leaders)
        evidence = tuple(
            replace(e, label=_unveiled(scene, e.span, e.label)) for e in found.evidence
        )
        return replace(found, evidence=evidence)

    def neutral(self, scene: Scene, spans: Sequence[Span]) -> list[str]:
        """Stretches without names and figures, as the n-grams read them."""
        said = [span.of(scene.text) for span in spans]
        return [one.text for one in scene.names.neutralise_all(said, leaders=scene.surnames)]

    def read(self, scene: Scene, units: Sequence[Span]) -> Read:
        """What all views say of consecutive stretches of a text, each read with those around it."""
        lexicon = tuple(self.lexical(scene, span) for span in units)
        said = [span.of(scene.text) for span in units]
        neutral = tuple(scene.names.neutralise_all(said, leaders=scene.surnames))
        nameless = np.array([self._names_no_party(scene, span) for span in units], dtype=bool)
        silent = [
            not found.evidence and not self._pronoun.search(text)
            for found, text in zip(lexicon, said, strict=True)
        ]
        off = nameless & np.array(silent, dtype=bool)
        words = encoder = None
        if self._words is not None:
            words = self._turn(self._words.predict([one.text for one in neutral]))
        if self._encoder is not None:
            encoder = self._turn(self._encoder([one.apart for one in neutral]))
            off |= nameless & (encoder[:, 1] >= _SURE)
            encoder = _believed(encoder, off)
        if words is not None:
            words = _believed(words, off)
        told = np.array([[one.score, one.relevance] for one in lexicon]).reshape(len(lexicon), 2)
        told[off] *= _BELIEF
        return Read(Views(told, words, encoder), lexicon, neutral)

    def effects(self, span: Span, read: Neutral) -> tuple[WordEffect, ...]:
        """What single words of a stretch did to the n-grams, at their places in the article."""
        if self._words is None:
            return ()
        sign = -1.0 if self._turned else 1.0
        found = []
        for effect in self._words.explain(read.text, min_rarity=_MIN_RARITY):
            start, end = read.original(effect.start), read.original(effect.end - 1) + 1
            if end - start == effect.end - effect.start:  # else it is a placeholder
                found.append(WordEffect(span.start + start, span.start + end, sign * effect.effect))
        return tuple(found)

    def _names_no_party(self, scene: Scene, span: Span) -> bool:
        """Whether no party of the axis is named in a stretch, in what stands before it in its
        sentence, or in the sentence before; False for an axis that has none."""
        if self._sides is None:
            return False
        own = bisect_right(scene.sentences, span.start, key=lambda sentence: sentence.start)
        start = scene.sentences[max(0, own - 2)].start if own else span.start
        tokens = tokenise(scene.veiled, start, span.end)
        return not (self._sides.find(tokens) or any(t.norm in scene.leaders for t in tokens))

    def _turn(self, proba: Floats) -> Floats:
        return proba[:, ::-1] if self._turned else proba


def _unveiled(scene: Scene, span: Span, label: str) -> str:
    """A label with the names that stand in the article: those nearest to its evidence."""

    def shown(found: re.Match[str]) -> str:
        places = [m.start() for m in re.finditer(rf"\b{found[0]}\b", scene.veiled)]
        if not places:
            return found[0]
        start = min(places, key=lambda place: abs(place - span.start))
        return scene.text[start : start + len(found[0])]

    return _STAND_IN.sub(shown, label)


def _believed(proba: Floats, off: NDArray[np.bool_]) -> Floats:
    """Probabilities with most of the sides' share given to the middle where `off`."""
    found = np.array(proba)
    found[off, 0] *= _BELIEF
    found[off, 2] *= _BELIEF
    found[off, 1] = 1.0 - found[off, 0] - found[off, 2]
    return found
