"""Lines broken by a machine are joined; lines that somebody meant stay lines."""

from __future__ import annotations

import textwrap

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.sentences import split_sentences

PARAGRAPHS = (
    "The harbour council met on Monday to decide whether the old crane should be taken down or "
    "repaired. Nobody had expected the mayor, who came late. She said that the crane belonged to "
    "the town as much as the church does, and that she would not sign the order. The engineer who "
    "had measured the rust said nothing and looked at the ceiling, while the harbour master read "
    "out a letter from the shipping company that nobody in the room seemed to understand.",
    "Three fishermen waited outside the hall until midnight. They had brought a petition with "
    "four hundred names, most of them from the island, and a drawing of the crane at sunset.",
)


def sentences_of(text: str) -> list[str]:
    return [" ".join(sentence.span.of(text).split()) for sentence in split_sentences(text)]


def wrapped(width: int, *, gap: str = "\n\n", newline: str = "\n") -> str:
    filled = gap.join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)
    return filled.replace("\n", newline)


def test_wrapped_text_has_the_sentences_of_the_text_it_was_made_from() -> None:
    plain = sentences_of("\n\n".join(PARAGRAPHS))
    assert sentences_of(wrapped(72)) == plain
    assert sentences_of(wrapped(72, newline="\r\n")) == plain


def test_paragraphs_without_a_blank_line_between_stay_apart() -> None:
    paragraphs = {sentence.paragraph for sentence in split_sentences(wrapped(78, gap="\n"))}
    assert paragraphs == {0, 1}


def test_one_sentence_a_line_is_not_taken_for_wrapping() -> None:
    lines = [
        f"The mayor said that crane number {n} would be repaired in spring." for n in range(12)
    ]
    assert len(sentences_of("\n".join(lines))) == 12


def test_lines_of_verse_or_a_list_are_not_joined() -> None:
    lines = [f"crane {n} by the {place}" for n in range(9) for place in ("quay", "yard")]
    assert len(sentences_of("\n".join(lines))) == 18


def test_long_paragraph_lines_are_not_joined() -> None:
    lines = ["the harbour council met again and again " * 5 + "and rose"] * 8
    assert len(sentences_of("\n".join(lines))) == 8


@given(st.lists(st.text("ab .”\n", max_size=30), max_size=20), st.integers(40, 90))
@settings(max_examples=40, deadline=None)
def test_no_visible_character_is_lost(pieces: list[str], width: int) -> None:
    text = wrapped(width) + "\n" + "\n".join(pieces)
    covered = [i for s in split_sentences(text) for i in range(*s.span)]
    assert len(covered) == len(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
