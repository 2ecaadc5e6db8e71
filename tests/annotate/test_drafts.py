from __future__ import annotations

import numpy as np
import pytest

from analysis.annotate.drafts import to_span
from analysis.annotate.linking import Part
from analysis.annotate.tokens import find_tokens
from analysis.models.units import read_units
from analysis.records import Sentence, Span


def part(text: str, words: str) -> str | None:
    """What is left of the part of `text` that reads `words`."""
    units = read_units(text, (Sentence(Span(0, len(text)), 0),), find_tokens(text), ())
    start = text.index(words)
    inside = [i for i, s in enumerate(units.spans) if start <= s.start < start + len(words)]
    span = to_span(units, Part(inside[0], inside[-1] + 1))
    return None if span is None else span.of(text)


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("It rained, he said.", "It rained,", "It rained"),
        ("He said: it rained.", ": it rained.", "it rained"),
        ("“It rained,” he said.", "“It rained,”", "“It rained,”"),
        ("He put it at $5.", "$5.", "$5"),
        ("He named (in May) a day.", "(in May)", "(in May)"),
        ("It rained – he said.", "It rained –", "It rained"),
    ],
)
def test_parts_lose_the_marks_at_their_edges_only(text: str, words: str, left: str) -> None:
    assert part(text, words) == left


def test_a_part_without_a_word_is_none() -> None:
    assert part("He said: “…” and left.", "“…”") is None


def test_units_of_bare_marks_are_kept_apart() -> None:
    text = "a,b"
    units = read_units(text, (Sentence(Span(0, 3), 0),), (Span(0, 1), Span(2, 3)), ())
    assert units.words() == ["a", ",", "b"]
    assert np.array_equal(units.sentences, np.zeros(3))
