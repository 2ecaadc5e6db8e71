"""Whose surname stands for the side of an axis."""

from __future__ import annotations

import pytest

from analysis.axes.leaders import LeaderFinder
from analysis.axes.lexicon import LexiconView
from analysis.axes.schema import load_axis
from analysis.records import Span

NAMED_OFTEN = " Morane spoke. Then Morane left. Nobody saw Morane again."


@pytest.fixture(scope="module")
def finder() -> LeaderFinder:
    return LeaderFinder(load_axis("reform"))


@pytest.mark.parametrize(
    ("opening", "leaders"),
    [
        ("President Lucia Morane won.", {"morane"}),
        ("President Morane’s party won.", {"morane"}),
        ("The incumbent Lucia Morane won.", {"morane"}),
        ("Former President Lucia Morane won.", set()),
        ("The novelist Lucia Morane won.", set()),
        ("President Morane met President Vasko, and Vasko smiled. Vasko and Vasko.", set()),
        ("President Morane met King Osric.", {"morane"}),
    ],
)
def test_leader_is_whom_the_text_names_with_an_office(
    finder: LeaderFinder, opening: str, leaders: set[str]
) -> None:
    assert finder.find(opening + NAMED_OFTEN) == leaders


def test_name_must_return(finder: LeaderFinder) -> None:
    assert finder.find("President Lucia Morane won. Morane was glad.") == frozenset()
    assert finder.find("") == frozenset()


def test_praise_of_the_surname_is_praise_of_the_side() -> None:
    view = LexiconView(load_axis("reform"))
    text = "Miners and farmers alike hailed Morane."
    span = Span(0, len(text))
    with_name = view.score(text, span, leaders=frozenset({"morane"}))
    assert with_name.score > view.score(text, span).score > 0
