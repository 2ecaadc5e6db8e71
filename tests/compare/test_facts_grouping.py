from __future__ import annotations

import random

import numpy as np
import pytest

from analysis.compare.facts_grouping import group_statements
from analysis.compare.facts_statements import Statement
from analysis.records import Span

LETTERS = "abcdefghij"


def statements(seed: int, articles: int = 12) -> list[Statement]:
    """Some statements of one to four letters in each article."""
    rng = random.Random(seed)
    return [
        Statement(
            article,
            Span(10 * number, 10 * number + 9),
            number,
            "action",
            "text",
            frozenset(rng.sample(LETTERS, rng.randint(1, 4))),
        )
        for article in range(articles)
        for number in range(rng.randint(1, 4))
    ]


def vectors(made: list[Statement]) -> list[np.ndarray]:
    """Vectors whose cosines are those of the letters."""
    found = np.array([[letter in s.keys for letter in LETTERS] for s in made], dtype=np.float32)
    return list(found / np.linalg.norm(found, axis=1, keepdims=True))


# With these seeds groups of more statements than stand for one are joined, and then once more.
@pytest.mark.parametrize("seed", [49, 104, 187, 215])
def test_groups_that_are_joined_twice_hold_every_statement_once(seed: int) -> None:
    made = statements(seed)
    groups = group_statements(made, vectors(made))
    assert sorted(at for group in groups for at in group.members) == list(range(len(made)))


def test_no_statements_make_no_groups() -> None:
    assert group_statements([], []) == []
