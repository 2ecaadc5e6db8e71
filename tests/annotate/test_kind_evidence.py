from __future__ import annotations

import numpy as np
import pytest

from analysis.annotate.kind_evidence import evidence, identities, kind_note, settled
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


def test_a_likely_kind_is_told_and_an_unlikely_one_is_not() -> None:
    assert settled("unknown", chances(expert=0.5).tolist()) == "expert"
    assert settled("unknown", chances(expert=0.3).tolist()) == "unknown"


def test_the_rules_are_overruled_only_by_a_sure_model() -> None:
    assert settled("citizen", chances(expert=0.5).tolist()) == "citizen"
    assert settled("citizen", chances(expert=0.95).tolist()) == "expert"


def test_whose_government_it_is_the_rules_decide() -> None:
    assert settled("official", chances(international=0.95).tolist()) == "official"
    assert settled("international", chances(official=0.95).tolist()) == "international"


def test_the_note_holds_what_the_rules_tell_and_what_is_said() -> None:
    assert kind_note("civil_society", "a nurse") == "civil society: a nurse"


def test_what_the_rules_tell_stays_whatever_stands_around_it() -> None:
    text = (
        "President Ada Okafor spoke after protests of the opposition. Activists were jailed, "
        "dissidents fled. “They want chaos,” Okafor said of the opposition."
    )
    reading = read(text)
    start = text.rindex("Okafor")
    (found,) = resolve_speakers(reading, [mention_of(reading, Span(start, start + 6), start)])
    assert found.kind == "official"


def test_the_evidence_is_what_is_said_of_a_person_without_the_name() -> None:
    text = "Ada Okafor, a mender of nets, spoke. “It is cold,” Okafor said of the harbour."
    reading = read(text)
    start = text.rindex("Okafor")
    cast, _, done = resolve_by_rules(reading, [mention_of(reading, Span(start, start + 6), start)])
    words = set(evidence(reading, cast, done).split())
    assert {"mender", "nets"} <= words
    assert not {"ada", "okafor", "harbour", "cold"} & words


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
