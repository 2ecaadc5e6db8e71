from __future__ import annotations

import math

import pytest

from analysis.axes.patterns import tokenise
from analysis.compare.passives import find_passives
from analysis.compare.word_lists import find_listed, load_lists
from analysis.compare.word_measures import MIN_WORDS, find_hits, measure_words, rate
from analysis.compare.wording import read_wording


def listed(text: str) -> list[tuple[str, str]]:
    tokens = tokenise(text)
    return [
        (found.listed.measure, text[tokens[found.first].start : tokens[found.last].end])
        for found in find_listed(tokens)
    ]


def passives(text: str) -> list[str]:
    tokens = tokenise(text)
    return [text[tokens[a].start : tokens[b].end] for a, b in find_passives(text, tokens)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the regime clung to power", [("loaded", "regime"), ("loaded", "clung to power")]),
        ("the so-called reform", [("doubt", "so-called")]),
        ("it might rain", [("hedge", "might")]),
        ("it could not rain", []),
        ("an utterly grim day", [("intensifier", "utterly"), ("loaded", "grim")]),
        ("about 300 people came", [("hedge", "about 300")]),
        ("she spoke about money", []),
        ("he met Grace Brave in town", []),
        ("the table and the chair", []),
    ],
)
def test_listed_words_are_counted(text, expected):
    assert listed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Six men were arrested on Monday.", ["were arrested"]),
        ("Six men were arrested by police.", []),
        ("They were arrested by Monday.", ["were arrested"]),
        ("Prices were raised by a third.", ["were raised"]),
        ("Mistakes have been made.", ["been made"]),
        ("The town was quickly rebuilt.", ["was quickly rebuilt"]),
        ("The mine is state-owned.", []),
        ("She was re-elected.", ["was re-elected"]),
        ("He was tired and interested.", []),
        ("They got beaten.", ["got beaten"]),
        ("The bill was not passed.", ["was not passed"]),
        ("He was in the garden and watered it.", []),
    ],
)
def test_passives_without_an_agent_are_found(text, expected):
    assert passives(text) == expected


def test_the_lists_hold_more_than_six_hundred_entries():
    loaded, marking = read_wording("loaded_words"), read_wording("marking_words")
    groups = [*loaded.values()] + [
        g for m in ("hedge", "intensifier", "doubt") for g in marking[m].values()
    ]
    assert sum(len(group["entries"]) for group in groups) >= 600
    assert all(group["reason"] for group in groups)
    assert load_lists().payloads


def test_a_rate_has_the_limits_of_its_count():
    estimate = rate(5, 1000)
    assert estimate.value == 5
    # chi-squared quantiles: 3.940 / 2 and 21.026 / 2
    assert estimate.low == pytest.approx(1.970, abs=0.001)
    assert estimate.high == pytest.approx(10.513, abs=0.001)
    assert rate(0, 1000).low == 0


def test_too_few_words_have_no_rate():
    assert math.isnan(rate(2, MIN_WORDS - 1).value)
    assert "fewer than" in rate(2, MIN_WORDS - 1).note


def test_hits_stand_in_text_order_and_are_measured(build):
    document = build.document(
        "The regime might fall. Six men were arrested. " + "The sun shone. " * 20
    )
    hits = find_hits(document)
    assert [hit.measure for hit in hits] == ["loaded", "hedge", "passive"]
    narrator, quoted = measure_words(document, hits)
    assert narrator["loaded"].value == pytest.approx(1000 / len(document.tokens))
    assert not quoted["loaded"].known
