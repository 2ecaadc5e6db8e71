"""The kind of each source, from the rules and from a model that reads all that is said of it.

The rules of `kinds` read titles and descriptions they know. The kind head of the stance encoder is
told what they say, and reads the sentence of the first mention, the one before, and what the
article says of the source elsewhere (models/stance/card.toml). Where the rules tell nothing its
answer counts if it is likely, where they tell something only if it is sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.annotate.kinds import abroad
from analysis.annotate.people import Cast
from analysis.annotate.pronouns import Resolved
from analysis.annotate.words import Reading, load_grammar
from analysis.models.stance import Passage, load_stance
from analysis.records import KINDS, Kind, Source

LIKELY = 0.4
"""Probability from which the model's kind counts where the rules tell none."""
SURE = 0.75
"""Probability from which it counts against the rules."""

_NOT_FROM_OFFICIAL = frozenset(("international", "opposition"))
"""Whose government it is, the rules know from the article's country; and somebody whose office is
told is no oppositionist because of the words around."""

_WORD = re.compile(r"\w[\w'’-]*")


def settle_kinds(
    reading: Reading, cast: Cast, done: Sequence[Resolved], home: str | None
) -> list[Source]:
    """The sources in the same order, each identity of the kind that rules and model settle on."""
    sources = [resolved.source for resolved in done]
    asked = [own for own in identities(done) if not _is_nobody(sources[own[0]])]
    passages = [
        kind_passage(reading, cast, [done[i] for i in own], sources[own[0]].kind) for own in asked
    ]
    judged = load_stance().judge(passages, "kind")
    for own, passage, chances in zip(asked, passages, judged.proba, strict=True):
        kind = settled(sources[own[0]].kind, chances.tolist())
        if kind == "official" and sources[own[0]].kind != "official":
            kind = abroad(passage.note, home)
        for i in own:
            sources[i] = replace(sources[i], kind=kind)
    return sources


def _is_nobody(source: Source) -> bool:
    """Whether no kind can be told: "many", "critics" and an unresolved "they" are of none."""
    if source.kind != "unknown":
        return False
    if (source.form, source.naming) == ("group", "anonymous"):
        return True
    return source.name.lower() in load_grammar()["pronouns"]


def settled(told: Kind, chances: Sequence[float]) -> Kind:
    """The kind from what the rules tell and the probabilities of `KINDS`."""
    best = max(range(len(KINDS)), key=lambda number: chances[number])
    kind = KINDS[best]
    if told == "official" and kind in _NOT_FROM_OFFICIAL:
        return told
    if told == "international" and kind == "official":
        return told
    return kind if chances[best] >= (LIKELY if told == "unknown" else SURE) else told


def kind_passage(reading: Reading, cast: Cast, own: Sequence[Resolved], told: Kind) -> Passage:
    """The mentions of one source as the model reads them."""
    span = own[0].mention.span
    sentences = reading.sentences
    first = reading.sentence_at(span.start)
    last = reading.sentence_at(max(span.end - 1, span.start))
    start, end = sentences[max(0, first - 1)].span.start, sentences[last].span.end
    return Passage(
        span.of(reading.text),
        before=reading.text[start : span.start],
        after=reading.text[span.end : end],
        note=kind_note(told, evidence(reading, cast, own)),
    )


def kind_note(told: Kind, said: str) -> str:
    """The note on a source: what the rules tell, and what the article says of it."""
    return f"{told.replace('_', ' ')}: {said}"


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
