"""The kind of a source that the rules cannot tell, from all that the article says of it.

The rules of `kinds` read titles and descriptions they know. Where they know none, a linear model
over words is asked; what it is not sure of stays unknown (models/source_kinds/card.toml). It never
overrules the rules: words about a president's opponents do not make him one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from analysis.annotate.kinds import abroad
from analysis.annotate.people import Cast
from analysis.annotate.pronouns import Resolved
from analysis.annotate.words import Reading, load_grammar
from analysis.models.linear import LinearView, load_linear
from analysis.models.ngrams import Floats
from analysis.records import KINDS, Kind, Source

MODEL = "source_kinds"
LEAST = 0.5
"""A kind that is less likely is not told."""

_WORD = re.compile(r"\w[\w'’-]*")


def settle_kinds(
    reading: Reading, cast: Cast, done: Sequence[Resolved], home: str | None
) -> list[Source]:
    """The sources in the same order, unknown kinds told by the model where it is sure."""
    sources = [resolved.source for resolved in done]
    open_ones = [own for own in identities(done) if _is_open(sources[own[0]])]
    texts = [evidence(reading, cast, [done[i] for i in own]) for own in open_ones]
    for own, text, chances in zip(open_ones, texts, _view().predict(texts), strict=True):
        kind = likeliest(chances)
        if kind == "official":
            kind = abroad(text, home)
        for i in own:
            sources[i] = replace(sources[i], kind=kind)
    return sources


def _is_open(source: Source) -> bool:
    """Whether the rules leave the kind open; "many", "critics" and "they" are of no kind."""
    if source.kind != "unknown" or (source.form, source.naming) == ("group", "anonymous"):
        return False
    return source.name.lower() not in load_grammar()["pronouns"]


def likeliest(chances: Floats) -> Kind:
    """The likeliest kind, `unknown` if its probability is below LEAST."""
    best = int(chances.argmax())
    return KINDS[best] if chances[best] >= LEAST else "unknown"


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
    """What the article says of a source, in lower case: mentions, titles, descriptions.

    Names of persons are left out. So is the sentence around: who speaks of the opposition need not
    belong to it.
    """
    said = [resolved.mention.span.of(reading.text) for resolved in own]
    said += [r.mention.antecedent.of(reading.text) for r in own if r.mention.antecedent]
    person = own[0].person
    if person is None:
        hidden: set[str] = set()
        said.append(own[0].source.name)
    else:
        found = cast.people[person]
        said += [*sorted(found.titles), *found.descriptions]
        hidden = {word.lower() for word in _WORD.findall(found.name)}
    words = [word.lower() for text in dict.fromkeys(said) for word in _WORD.findall(text)]
    return " ".join(word for word in words if word not in hidden)


@lru_cache
def _view() -> LinearView:
    return load_linear(MODEL)
