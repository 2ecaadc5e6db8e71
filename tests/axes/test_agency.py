"""Whose act it is, and what lies off the axis."""

from __future__ import annotations

import pytest

from analysis.axes.lexicon import LexiconScore, LexiconView
from analysis.axes.schema import load_axis
from analysis.records import Span


@pytest.fixture(scope="module")
def view() -> LexiconView:
    return LexiconView(load_axis("reform"))


def score(view: LexiconView, text: str) -> LexiconScore:
    return view.score(text, Span(0, len(text)))


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("The government burned the village records.", -1),
        ("The opposition burned the village records.", 1),
        ("The depot was looted by officials.", -1),
        ("The cabinet broke the truce.", -1),
        ("The cabinet rescued the miners.", 1),
        ("Prisoners were rescued by the police.", 1),
        ("The minister, not the rebels, looted the depot.", -1),
        ("The police broke up the smuggling ring.", 1),
    ],
)
def test_a_deed_counts_by_its_doer(view: LexiconView, text: str, sign: int) -> None:
    assert score(view, text).score * sign > 0, score(view, text)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels burned the village records.",
        "Smugglers sank the fishing boat.",
        "The records were looted by a gang.",
        "A neighbouring state jailed the reporters.",
    ],
)
def test_a_deed_of_others_says_nothing(view: LexiconView, text: str) -> None:
    assert abs(score(view, text).score) < 0.01


def test_an_entry_for_a_deed_is_weighed_by_the_doer(view: LexiconView) -> None:
    own = score(view, "The prime minister lied to parliament.")
    theirs = score(view, "The opposition leader lied to parliament.")
    assert own.score < 0 < theirs.score
    assert any("deed" in item.label for item in theirs.evidence)


def test_a_participle_before_a_noun_tells_of_no_doer(view: LexiconView) -> None:
    assert score(view, "Reporters saw a rigged count.").score < 0


@pytest.mark.parametrize(
    "text",
    [
        "The insurgents' leader is cruel and corrupt.",
        "The rebels, whose cruelty is known, hold the town.",
        "The storm was a catastrophe for growers.",
        "The orchestra played a brilliant encore.",
        "The novel is a triumph of courage.",
        "The striker's miss was a disgrace.",
    ],
)
def test_what_is_said_of_others_or_other_subjects_is_left_out(view: LexiconView, text: str) -> None:
    assert score(view, text) == LexiconScore(0.0, 0.0, ())


def test_an_off_axis_word_does_not_silence_a_sentence_on_the_side(view: LexiconView) -> None:
    assert score(view, "The film shows the president as a corrupt bully.").score < 0
    assert score(view, "After the storm the government betrayed the villages.").score < 0
