from __future__ import annotations

import numpy as np
import pytest

from analysis.annotate.kind_evidence import choose, evidence, identities
from analysis.annotate.pronouns import mention_of
from analysis.annotate.quotes import find_quotations
from analysis.annotate.sentences import split_sentences
from analysis.annotate.speakers import resolve_by_rules, resolve_speakers
from analysis.annotate.tokens import find_tokens
from analysis.annotate.words import Reading, read_words
from analysis.records import KINDS, Span


def read(text: str) -> Reading:
    sentences = split_sentences(text)
    return read_words(text, sentences, find_tokens(text), find_quotations(text, sentences))


def chances(**given: float) -> np.ndarray:
    rest = (1 - sum(given.values())) / (len(KINDS) - len(given))
    return np.array([given.get(kind, rest) for kind in KINDS])


EVEN = [1.0] * len(KINDS)


def test_a_model_that_is_sure_overrules_rules_that_say_nothing() -> None:
    assert choose(chances(expert=0.8), EVEN) == "expert"


def test_rules_that_rarely_err_overrule_an_undecided_model() -> None:
    told = [0.01] * len(KINDS)
    told[KINDS.index("official")] = 0.9
    assert choose(chances(expert=0.4, official=0.3), told) == "official"


def test_where_nothing_is_likely_the_kind_is_unknown() -> None:
    assert choose(chances(), EVEN) == "unknown"


def test_the_evidence_is_what_is_said_of_a_person_without_the_name() -> None:
    text = "Ada Okafor, who mends nets, spoke. The harbour froze. “It is cold,” Okafor said."
    reading = read(text)
    start = text.rindex("Okafor")
    cast, _, done = resolve_by_rules(reading, [mention_of(reading, Span(start, start + 6), start)])
    words = evidence(reading, cast, done).split()
    assert {"c_mends", "c_nets", "c_cold"} <= set(words)
    assert not {"ada", "okafor", "c_okafor", "c_harbour"} & set(words)


def test_mentions_of_one_person_are_one_identity() -> None:
    text = "Ada Okafor said it was cold. Lind disagreed. Okafor said it again."
    reading = read(text)
    places = [0, text.index("Lind"), text.rindex("Okafor")]
    mentions = [
        mention_of(reading, Span(place, place + length), place)
        for place, length in zip(places, (10, 4, 6), strict=True)
    ]
    _, _, done = resolve_by_rules(reading, mentions)
    assert identities(done) == [[0, 2], [1]]


@pytest.mark.parametrize(
    ("text", "mention", "kind"),
    [
        ("“The reef is dying,” said Ana Tuilagi, a marine biologist.", "Ana Tuilagi", "expert"),
        ("“We lost it all,” said Ana Tuilagi, who sells taro by the road.", "Ana", "citizen"),
        (
            "The deputy governor, Ana Tuilagi, promised a new pump.",
            "The deputy governor",
            "official",
        ),
    ],
)
def test_kinds_are_told_from_what_is_said_of_a_source(text: str, mention: str, kind: str) -> None:
    reading = read(text)
    start = text.index(mention)
    (found,) = resolve_speakers(
        reading, [mention_of(reading, Span(start, start + len(mention)), start)]
    )
    assert found.kind == kind
