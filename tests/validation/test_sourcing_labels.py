from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.annotate.tokens import find_tokens
from analysis.errors import InputError
from analysis.records import Span
from analysis.validation.sourcing_labels import (
    Words,
    annotate_as_is,
    fits,
    match,
    quoted_words,
    read_rows,
    same_source,
    words_in,
)


def words(content: str, source: str = "s", cue: str = "c") -> Words:
    """An attribution whose words are letters."""
    return Words(*(frozenset(map(ord, part)) for part in (source, cue, content)))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("abcd", True),
        ("ab", True),
        ("a", False),
        ("abxy", True),
        ("abcdwxyz", True),
        ("abcdvwxyz", False),
        ("wxyz", False),
        ("", False),
    ],
)
def test_contents_fit_with_half_of_the_words_of_both(answer: str, expected: bool):
    assert fits(words("abcd"), words(answer)) is expected


@pytest.mark.parametrize(
    ("label", "answer", "expected"),
    [("ab", "bc", True), ("ab", "cd", False), ("", "", True), ("a", "", False), ("", "a", False)],
)
def test_no_source_agrees_with_no_source_only(label: str, answer: str, expected: bool):
    assert same_source(words("x", label), words("x", answer)) is expected


def test_every_answer_is_used_once():
    shared = [words("abcd", "p"), words("abcd", "q")]
    assert match(shared, shared[:1]) == {0: 0}
    assert match(shared[:1], shared) == {0: 0}


def test_contents_with_two_sources_go_to_the_right_one_each():
    shared = [words("abcd", "p"), words("abcd", "q")]
    assert match(shared, shared[::-1]) == {0: 1, 1: 0}


def test_as_many_pairs_as_there_can_be():
    # Taking the best pair first (0-0) would leave label 1 without an answer.
    labels = [words("abcd", "p"), words("ab", "p")]
    answers = [words("abcd", "p"), words("cd", "p")]
    assert match(labels, answers) == {0: 1, 1: 0}


def test_the_closest_content_is_preferred():
    assert match([words("abcd")], [words("abc"), words("abcd")]) == {0: 1}


def test_pairs_with_source_leave_out_other_speakers():
    assert match([words("abcd", "p")], [words("abcd", "q")], with_source=True) == {}
    assert match([words("abcd", "p")], [words("abcd", "q")]) == {0: 0}


def test_nothing_matches_nothing():
    assert match([], []) == match([words("a")], []) == match([], [words("a")]) == {}


def test_a_span_stands_for_the_words_it_touches():
    tokens = [Span(0, 3), Span(4, 8), Span(10, 12)]
    assert words_in([(1, 4)], tokens) == {0}
    assert words_in([(3, 4), (8, 10)], tokens) == frozenset()
    assert words_in([(7, 11)], tokens) == {1, 2}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He “did it” now", "did it"),
        ('He "did it" now', "did it"),
        ("He «did it» now", "did it"),
        ("He ‘did it’ now", ""),
        ("It's Ana's and the boys' now", ""),
        ("“One goes on\n“to two” now", "One goes on to two"),
        ("“Never closed\nbut over", "Never closed"),
        ('At 6" high "he said" twice', "he said"),
    ],
)
def test_quoted_words_go_by_double_marks(text: str, expected: str):
    tokens = find_tokens(text)
    found = " ".join(tokens[number].of(text) for number in sorted(quoted_words(text, tokens)))
    assert found == expected


def write(folder: Path, content: str) -> Path:
    path = folder / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize("content", ["", "not json\n", '{"id": "1"}\n', "[1]\n", "\n\n"])
def test_unusable_file_is_refused_with_its_reason(tmp_path: Path, content: str):
    with pytest.raises(InputError, match=r"gold\.jsonl"):
        list(read_rows(write(tmp_path, content)))


def test_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match="cannot be read"):
        list(read_rows(tmp_path / "none.jsonl"))


def test_limit_takes_the_first_rows(tmp_path: Path):
    row = json.dumps({"text": "a\u2028b", "attributions": []}, ensure_ascii=False) + "\n"
    path = write(tmp_path, row * 3)
    assert [row["text"] for row in read_rows(path, limit=2)] == ["a\u2028b"] * 2
    assert len(list(read_rows(path))) == 3


@pytest.mark.parametrize("text", ["One line.", "A\r\nB  \n\n\u200bSubscribe now!\nC"])
def test_nothing_is_cut_from_the_text(text: str):
    assert annotate_as_is(text).text == text
