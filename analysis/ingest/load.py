"""From paths to articles: which files there are, and each one read and understood."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from analysis.errors import ArticleError, InputError
from analysis.ingest import formats
from analysis.ingest.lines import split_lines
from analysis.ingest.manifest import Manifest, check_files
from analysis.ingest.readers.text import read_text
from analysis.records import Article

_SAVE_AS_TEXT = "save the article as plain text (.txt)"


def find_files(paths: Sequence[Path]) -> list[Path]:
    """The files to read: those given, and those of each folder given, in name order.

    A folder is not searched below its first level. Its files that are plainly no articles
    (pictures, tables, the manifest, hidden files) are passed over; one that may be an article in a
    form Parallax does not read is returned, so that `read_article` says so. A file reached twice
    comes once. Raises InputError for a path that does not exist and a folder without an article.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for file in _files_of(path):
            found.setdefault(os.path.realpath(file), file)
    return list(found.values())


def article_ids(paths: Sequence[Path]) -> list[str]:
    """One identifier per path, in order, no two alike: its stem, with its folder where needed.

    Identifiers hold letters, digits, "-", "_" and "." only, and differ in more than case, so that
    they can name files and anchors.
    """
    names = [safe_id(path.stem) for path in paths]
    counts = Counter(name.casefold() for name in names)
    taken: set[str] = set()
    ids = []
    for path, name in zip(paths, names, strict=True):
        if counts[name.casefold()] > 1:
            name = safe_id(f"{path.absolute().parent.name}-{path.stem}")
        candidate, number = name, 2
        while candidate.casefold() in taken:
            candidate, number = f"{name}-{number}", number + 1
        taken.add(candidate.casefold())
        ids.append(candidate)
    return ids


def safe_id(name: str) -> str:
    """`name` with everything but letters, digits, "-", "_" and "." made "-"; "article" if empty."""
    composed = unicodedata.normalize("NFC", name)
    return re.sub(r"[^\w.-]+", "-", composed).strip("-.") or "article"


def check_manifest(manifest: Manifest, paths: Sequence[Path]) -> None:
    """Nothing, where every row of the manifest names a file; raises ManifestError otherwise."""
    check_files(manifest, paths)


def read_article(path: Path, *, manifest: Manifest | None = None, as_is: bool = False) -> Article:
    """The article in a file: text without page furniture, metadata, and what was cut.

    With `as_is` nothing is cut or changed: `text` is the decoded file, character for character
    (line ends, blank space and invisible characters included, a byte order mark excepted), so
    that offsets refer to the file's own text. Raises ArticleError for a file that cannot be used,
    also when nothing but page furniture is in it.
    """
    if not formats.is_accepted(path) and not path.is_dir():
        raise ArticleError(path, f"Parallax reads {formats.accepted_names()} files", _SAVE_AS_TEXT)
    decoded = read_text(path)
    lines = split_lines(decoded.text)
    text = decoded.text if as_is else "\n\n".join(line.text for line in lines)
    return Article(path=str(path), id=safe_id(path.stem), text=text, encoding=decoded.encoding)


def _files_of(path: Path) -> list[Path]:
    if not os.path.lexists(path):
        raise InputError(path, "there is no such file or folder", "check the name")
    if not path.is_dir():
        return [path]
    try:
        entries = sorted(path.iterdir(), key=lambda entry: entry.name)
    except PermissionError:
        raise InputError(path, "the folder may not be read", "give yourself permission") from None
    files = [entry for entry in entries if _is_candidate(entry)]
    if not any(formats.is_accepted(file) for file in files):
        others = f" (only {files[0].name} and the like)" if files else ""
        raise InputError(path, f"the folder holds no articles{others}", f"put {_TXT} files into it")
    return files


_TXT = ".txt"


def _is_candidate(entry: Path) -> bool:
    if formats.is_ignored(entry):
        return False
    # A folder named like an article is worth a message; other folders are not searched.
    return formats.is_accepted(entry) or not entry.is_dir()
