"""What is refused before a byte is read, and names as they can be written anywhere."""

import os
from pathlib import Path

import pytest

from analysis.errors import ManifestError
from analysis.ingest.files import read_bytes, shown


def test_a_file_comes_back_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xff\r\n\0")
    assert read_bytes(tmp_path / "a", limit=4, error=ManifestError) == b"\xff\r\n\0"


def test_a_file_over_the_limit_is_refused_with_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 20_001)
    with pytest.raises(ManifestError, match=r"too large \(20 kB\); keep it below 20 kB"):
        read_bytes(tmp_path / "a", limit=20_000, error=ManifestError)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ManifestError, match="a pipe"):
        read_bytes(tmp_path / "pipe", limit=10, error=ManifestError)


def test_folders_missing_files_and_loops_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    for name, problem in ((".", "folder"), ("none", "no such file"), ("loop", "leads to itself")):
        with pytest.raises(ManifestError, match=problem):
            read_bytes(tmp_path / name, limit=10, error=ManifestError)


def test_a_name_that_is_no_utf8_can_be_written() -> None:
    assert shown(os.fsdecode(b"b\xc3\xa9\xff.txt")) == "bé\ufffd.txt"
