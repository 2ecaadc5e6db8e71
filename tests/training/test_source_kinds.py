from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import InputError
from analysis.training.source_kinds import DATA, read_snippets


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


def test_the_shipped_files_have_sources_of_every_kind() -> None:
    for path in DATA.glob("*.txt"):
        assert len({kind for snippet in read_snippets(path) for kind in snippet.kinds}) == 9
