"""Reads a plain text file: bytes to characters, or one line that says what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import ArticleError
from analysis.ingest.files import read_bytes

MAX_BYTES = 1_000_000
"""About 170,000 words of English; the longest articles have a tenth of that."""

_MAX_CONTROL_SHARE = 0.005
# Bell, escape and the like: a few come from copying, many mean that this is no text.
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f\x7f]")
_SAVE_AS_TEXT = "copy the article's text and save it as a .txt file in UTF-8"
_SIGNATURES = (
    (b"%PDF-", "is a PDF"),
    (b"PK\x03\x04", "is a Word, OpenDocument or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "is an old Word file"),
    (b"{\\rtf", "is an RTF file"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file, without a byte order mark, and the encoding they were in."""

    text: str
    encoding: str


def read_text(path: Path) -> Decoded:
    """The decoded text of a UTF-8 file; line ends stay as they are in the file.

    A byte order mark is dropped, so that offset 0 is the first character after it. Raises
    ArticleError for a file that is missing, no regular file, unreadable, larger than MAX_BYTES,
    without a word, binary, HTML source, or in another encoding.
    """
    content = read_bytes(path, limit=MAX_BYTES, error=ArticleError)
    _refuse_binary(path, content)
    text = _decode(path, content)
    if not text.strip():
        raise ArticleError(path, "the file is empty", "put the article's text into it")
    if not any(character.isalpha() for character in text):
        raise ArticleError(path, "the file holds no words", "put the article's text into it")
    if re.match(r"\s*<(?:!doctype\s+html|html|\?xml)\b", text, re.IGNORECASE):
        raise ArticleError(path, "the file holds the HTML source of a page", _SAVE_AS_TEXT)
    return Decoded(text=text, encoding="utf-8")


def _refuse_binary(path: Path, content: bytes) -> None:
    for signature, what in _SIGNATURES:
        if content.startswith(signature):
            raise ArticleError(path, f"{what}, not plain text", _SAVE_AS_TEXT)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ArticleError(path, "the text is in UTF-16", "save it as UTF-8")
    if b"\0" in content:
        raise ArticleError(path, "is a binary file, not plain text", _SAVE_AS_TEXT)


def _decode(path: Path, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ArticleError(
            path, f"the text is not in UTF-8 (line {line})", "save it as UTF-8"
        ) from None
    if len(_CONTROLS.findall(text)) > _MAX_CONTROL_SHARE * len(text):
        raise ArticleError(path, "is a binary file, not plain text", _SAVE_AS_TEXT)
    return text
