"""The kind of a source from all that the article says of it, beside what the rules say.

The rules of `kinds` read titles and descriptions they know, and are right for seven of ten sources
of texts they were not written for. A linear model over words knows more of them; both together are
right for eight of ten (models/source_kinds/card.toml).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from analysis.annotate.kinds import abroad
from analysis.annotate.people import Cast
from analysis.annotate.pronouns import Resolved
from analysis.annotate.words import Reading
from analysis.models.linear import LinearView, load_linear, read_weights
from analysis.models.ngrams import Floats
from analysis.records import KINDS, Kind, Source

MODEL = "source_kinds"
WEIGHT = 1.5
"""How much the model counts beside the rules; chosen on files that it had not seen."""
LEAST = 0.3
"""A kind that is less likely is not told."""
CONTEXTS = 2
"""Sentences that are read around a source, those that come first."""

_WORD = re.compile(r"\w[\w'’-]*")
_STATES: frozenset[Kind] = frozenset(("official", "international"))


def settle_kinds(
    reading: Reading, cast: Cast, done: Sequence[Resolved], home: str | None
) -> list[Source]:
    """The sources in the same order with their kinds settled, one kind for each identity."""
    members = identities(done)
    texts = [evidence(reading, cast, [done[i] for i in own]) for own in members]
    sources = [resolved.source for resolved in done]
    for own, text, chances in zip(members, texts, _view().predict(texts), strict=True):
        told = sources[own[0]].kind
        kind = choose(chances, _shares()[told])
        if told in _STATES and kind in _STATES:
            kind = told  # whose office it is, the rules read off the country
        elif kind == "official":
            kind = abroad(text, home)
        for i in own:
            sources[i] = replace(sources[i], kind=kind)
    return sources


def choose(chances: Floats, told: Sequence[float]) -> Kind:
    """The likeliest kind, by the model's probabilities and by how often the rules say what they do.

    Bayes: the probability of each kind from what is said of the source, to the power of WEIGHT,
    times the share of sources of this kind of which the rules say the same (`told`, in the order of
    KINDS). A kind that is less likely than LEAST is `unknown`.
    """
    posterior = chances**WEIGHT * np.asarray(told)
    posterior = posterior / posterior.sum()
    best = int(posterior.argmax())
    return KINDS[best] if posterior[best] >= LEAST else "unknown"


def identities(done: Sequence[Resolved]) -> list[list[int]]:
    """The numbers of the mentions of each person or body, in order of their first one."""
    groups: dict[object, list[int]] = {}
    for number, resolved in enumerate(done):
        groups.setdefault(_identity(resolved), []).append(number)
    return list(groups.values())


def _identity(resolved: Resolved) -> object:
    if resolved.person is not None:
        return resolved.person
    return resolved.source.name.casefold(), resolved.source.form, resolved.source.kind


def evidence(reading: Reading, cast: Cast, own: Sequence[Resolved]) -> str:
    """What the article says of a source: mentions and descriptions, then the sentences around.

    Names are left out; words of the sentences are marked, because they say less.
    """
    name = own[0].source.name
    said = [resolved.mention.span.of(reading.text) for resolved in own]
    said += [r.mention.antecedent.of(reading.text) for r in own if r.mention.antecedent]
    positions = [resolved.mention.span.start for resolved in own]
    person = own[0].person
    hidden: set[str] = set()
    if person is not None:
        found = cast.people[person]
        said += [*sorted(found.titles), *found.descriptions]
        places = [place for place in cast.places if place.person == person]
        positions += [reading.words[place.start].start for place in places]
        hidden = {word.lower() for word in _WORD.findall(name)}
    else:
        said.append(name)
    around = sorted({reading.sentence_at(position) for position in positions})[:CONTEXTS]
    context = [reading.sentences[number].span.of(reading.text) for number in around]
    own_words = [word.lower() for text in dict.fromkeys(said) for word in _WORD.findall(text)]
    context_words = [word.lower() for text in context for word in _WORD.findall(text)]
    return " ".join(
        [word for word in own_words if word not in hidden]
        + [f"c_{word}" for word in context_words if word not in hidden]
    )


@lru_cache
def _view() -> LinearView:
    return load_linear(MODEL)


@lru_cache
def _shares() -> dict[str, list[float]]:
    shares: dict[str, list[float]] = read_weights(MODEL)["told"]
    return shares
