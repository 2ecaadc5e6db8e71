"""Plain sentences about who did what to whom: the sign of each."""

from __future__ import annotations

import pytest

from analysis.axes.lexicon import LexiconView
from analysis.axes.schema import load_axis
from analysis.records import Span


@pytest.fixture(scope="module")
def view() -> LexiconView:
    return LexiconView(load_axis("reform"))


def score(view: LexiconView, text: str) -> float:
    return view.score(text, Span(0, len(text))).score


@pytest.mark.parametrize(
    "text",
    [
        "The president jailed his rivals and rigged the election.",
        "The government arrested journalists and looted the pension fund.",
        "The government jailed opponents, censored newspapers and rigged the vote.",
        "The minister met the union leaders and then lied to parliament.",
    ],
)
def test_who_was_acted_on_does_not_do_what_follows(view: LexiconView, text: str) -> None:
    assert score(view, text) < -0.3


@pytest.mark.parametrize(
    "text",
    [
        "The opposition rigged the primary.",
        "The president met the opposition leaders, who rigged the primary.",
        "The cabinet met and the opposition burned the ballots.",
    ],
)
def test_a_deed_of_opponents_stays_theirs(view: LexiconView, text: str) -> None:
    assert score(view, text) > 0


@pytest.mark.parametrize(
    "text",
    [
        "Police beat the protesters who had asked for a fair count.",
        "Soldiers fired on a peaceful crowd.",
        "Police dragged peaceful villagers from the square.",
        "Honest judges have been removed by the government.",
    ],
)
def test_virtues_of_the_victims_do_no_honor_to_the_culprits(view: LexiconView, text: str) -> None:
    assert score(view, text) < -0.3


@pytest.mark.parametrize(
    "text",
    [
        "The report deplores the arbitrary detention of the former prime minister.",
        "The former president was arrested on trumped-up charges.",
        "The former president said the election was rigged.",
        "The former prime minister called the vote a sham.",
    ],
)
def test_those_before_may_be_wronged_or_speak(view: LexiconView, text: str) -> None:
    assert score(view, text) < -0.3


@pytest.mark.parametrize(
    "text",
    [
        "The former president is in prison for bribes and stolen funds.",
        "The former minister, convicted of corruption, is in prison for the bribes he had stolen.",
        "His predecessor rigged elections and jailed critics.",
    ],
)
def test_wrongs_of_those_before_are_not_held_against_the_side(view: LexiconView, text: str) -> None:
    assert score(view, text) > 0


def test_who_punishes_those_that_expose_wrongs_is_criticised(view: LexiconView) -> None:
    assert score(view, "The editor is in prison for exposing corruption.") < -0.3


@pytest.mark.parametrize(
    "text",
    [
        "The ceremony took place at the presidential palace.",
        "The law reform bill has 12 pages.",
        "The survey had a margin of error of 3 points.",
        "The afternoon will be devoted to forestry.",
        "The airline is bankrupt.",
    ],
)
def test_plain_facts_say_nothing(view: LexiconView, text: str) -> None:
    assert score(view, text) == 0


def test_an_accusation_is_no_deed_of_the_accuser(view: LexiconView) -> None:
    assert score(view, "The opposition's charge of rigging did not survive a recount.") > 0
    assert score(view, "The opposition's claim of rigging was confirmed.") < 0


def test_a_conviction_for_words_is_no_wrong_that_was_punished(view: LexiconView) -> None:
    assert score(view, "They keep secret who was convicted of writing about bribes.") < 0
