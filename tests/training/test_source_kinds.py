from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import InputError
from analysis.records import KINDS
from analysis.training.source_kinds import (
    DATA,
    Example,
    accuracy,
    examples,
    fit,
    read_snippets,
)


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "snippets.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_marked_sources_are_read_with_their_offsets(tmp_path: Path) -> None:
    path = write(tmp_path, "# a remark\n\n“Yes,” said [[expert|Dr Lind]] to [[citizen|her]].\n")
    (snippet,) = read_snippets(path)
    assert snippet.text == "“Yes,” said Dr Lind to her."
    assert [span.of(snippet.text) for span in snippet.spans] == ["Dr Lind", "her"]
    assert snippet.kinds == ("expert", "citizen")


def test_a_kind_that_there_is_not_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 2"):
        read_snippets(write(tmp_path, "Nothing.\n[[wizard|Merlin]] spoke.\n"))


def test_a_person_is_one_example(tmp_path: Path) -> None:
    path = write(
        tmp_path, "[[expert|Dr Ada Lind, a botanist,]] said so. “It is,” [[expert|Lind]] added.\n"
    )
    assert len(examples(read_snippets(path))) == 1


def test_the_shipped_files_have_sources_of_every_kind() -> None:
    for path in DATA.glob("*.txt"):
        assert len({kind for snippet in read_snippets(path) for kind in snippet.kinds}) == 9


def made_up() -> list[Example]:
    """Sources of every kind, each kind with a word of its own that nothing else knows."""
    fillers = ("here", "there", "again", "today", "late", "early")
    return [
        Example(f"zor{'bklmnptvx'[number] * 3}ist spoke {filler}", "unknown", kind)
        for number, kind in enumerate(KINDS)
        if kind != "unknown"
        for filler in fillers
    ] + [Example(f"somebody spoke {filler}", "unknown", "unknown") for filler in fillers]


def test_the_model_learns_words_that_the_rules_do_not_know() -> None:
    rows = made_up()
    figures = accuracy(fit(rows), rows)
    assert figures["rules"] == pytest.approx(1 / 9)
    assert figures["both"] == 1.0


def test_a_kind_without_a_source_is_refused() -> None:
    with pytest.raises(ValueError, match="expert"):
        fit([row for row in made_up() if row.kind != "expert"])
