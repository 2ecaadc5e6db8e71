"""What counts as a word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.tokens import find_tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("… — “ ” % $", []),
        ("The vote’s result, she said.", ["The", "vote’s", "result", "she", "said"]),
        ("the voters’ choice", ["the", "voters", "choice"]),
        ("'no' and ‘yes’", ["no", "and", "yes"]),
        ("rock ’n’ roll in the ’90s", ["rock", "n", "roll", "in", "the", "90s"]),
        ("two-and-a-half years", ["two-and-a-half", "years"]),
        ("81.31% of 60,000 at 11:30.", ["81.31", "of", "60,000", "at", "11:30"]),
        ("The U.S. and the U.N. met.", ["The", "U.S", "and", "the", "U.N", "met"]),
        ("no-one—where", ["no-one", "where"]),
        (
            "chaos.The AT&T and/or snake_case",
            ["chaos", "The", "AT&T", "and", "or", "snake", "case"],
        ),
        ("Şavkat cafe\u0301 COP27", ["Şavkat", "cafe\u0301", "COP27"]),
        ("J. Smith", ["J", "Smith"]),
        ("trailing- -leading", ["trailing", "leading"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [token.of(text) for token in find_tokens(text)] == words


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_every_letter_and_digit_lies_in_exactly_one_word(text: str) -> None:
    tokens = find_tokens(text)
    covered = [i for token in tokens for i in range(*token)]
    assert len(covered) == len(set(covered))
    assert {i for i, character in enumerate(text) if character.isalnum()} <= set(covered)
    assert list(tokens) == sorted(tokens)
    for token in tokens:
        word = token.of(text)
        assert word[0].isalnum()
        assert not any(character.isspace() for character in word)
