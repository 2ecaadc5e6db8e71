"""Floors for whole sentences that were not written for any rule."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from analysis.axes.lexicon import LexiconView
from analysis.axes.schema import load_axis
from analysis.records import Span

ROUNDS = tomllib.loads((Path(__file__).parent / "free_sentences.toml").read_text(encoding="utf-8"))[
    "round"
]


@pytest.fixture(scope="module")
def view() -> LexiconView:
    return LexiconView(load_axis("reform"))


@pytest.mark.parametrize(("number", "right", "wrong"), [(0, 38, 1), (1, 30, 2), (2, 38, 1)])
def test_most_free_sentences_have_the_right_sign(
    view: LexiconView, number: int, right: int, wrong: int
) -> None:
    signed = [
        sign * view.score(text, Span(0, len(text))).score
        for sign, name in ((1, "favourable"), (-1, "critical"))
        for text in ROUNDS[number][name]
    ]
    assert sum(score > 0 for score in signed) >= right
    assert sum(score < 0 for score in signed) <= wrong
