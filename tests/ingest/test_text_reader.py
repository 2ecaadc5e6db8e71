import errno
import os
from pathlib import Path

import pytest

from analysis.errors import ArticleError
from analysis.ingest.readers.text import MAX_BYTES, read_text


def write(folder: Path, content: bytes, name: str = "article.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_utf8_is_read_with_its_line_ends(tmp_path: Path) -> None:
    decoded = read_text(write(tmp_path, "Süd\r\nund Nord.\n".encode()))
    assert decoded.text == "Süd\r\nund Nord.\n"
    assert decoded.encoding == "utf-8"


def test_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    assert read_text(write(tmp_path, b"\xef\xbb\xbfOne.")).text == "One."


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"12 34 --- 5\n", "no words"),
        (b"words\0and zeros", "binary"),
        (b"a\x01b\x02c\x03 words", "binary"),
        ("Wahlen in Köln".encode("latin-1"), "not in UTF-8"),
        ("words".encode("utf-16"), "UTF-16"),
        (b"%PDF-1.7 words", "PDF"),
        (b"PK\x03\x04 words", "Word"),
        (b"{\\rtf1 words}", "RTF"),
        (b"<!DOCTYPE html><p>words", "HTML"),
        (b"\n <html lang=en>words", "HTML"),
        (b"word " * (MAX_BYTES // 5 + 1), "too large"),
    ],
)
def test_unusable_content_is_refused_in_one_line(
    tmp_path: Path, content: bytes, problem: str
) -> None:
    path = write(tmp_path, content)
    with pytest.raises(ArticleError, match=problem) as caught:
        read_text(path)
    assert "\n" not in caught.value.line
    assert caught.value.line.startswith(str(path))


def test_the_line_with_a_foreign_byte_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"line 2.*save it as UTF-8"):
        read_text(write(tmp_path, b"one\ncaf\xe9\n"))


def test_missing_file_folder_and_link_to_itself_are_refused(tmp_path: Path) -> None:
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    for path, problem in (
        (tmp_path / "none.txt", "no such file"),
        (tmp_path, "folder"),
        (loop, "link"),
    ):
        with pytest.raises(ArticleError, match=problem):
            read_text(path)


def test_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with pytest.raises(ArticleError, match="pipe"):
        read_text(pipe)


def test_file_without_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    path = write(tmp_path, b"words")
    monkeypatch.setattr(Path, "read_bytes", refuse)  # root may read every file
    with pytest.raises(ArticleError, match="permission"):
        read_text(path)
