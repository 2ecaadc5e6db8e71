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
from analysis.ingest.boilerplate import Page, cut_furniture
from analysis.ingest.files import shown
from analysis.ingest.lines import Line, split_lines
from analysis.ingest.manifest import Manifest
from analysis.ingest.metadata import read_metadata
from analysis.ingest.readers.text import read_text
from analysis.records import Article, Span

MAX_LINES = 20_000
"""Lines that are not blank; a long article has a few hundred."""

_PASTE_ARTICLE = "paste the article itself into it, or read it as it is (--as-is)"
_ONE_ARTICLE = "keep one article in a file"
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
    names = [_id(path) for path in paths]
    counts = Counter(name.casefold() for name in names)
    taken: set[str] = set()
    ids = []
    for path, name in zip(paths, names, strict=True):
        if counts[name.casefold()] > 1:
            name = safe_id(f"{shown(path.absolute().parent.name)}-{_id(path)}")
        candidate, number = name, 2
        while candidate.casefold() in taken:
            candidate, number = f"{name}-{number}", number + 1
        taken.add(candidate.casefold())
        ids.append(candidate)
    return ids


def _id(path: Path) -> str:
    return safe_id(Path(shown(path)).stem)


def safe_id(name: str) -> str:
    """`name` with everything but letters, digits, "-", "_" and "." made "-"; "article" if empty."""
    composed = unicodedata.normalize("NFC", name)
    return re.sub(r"[^\w.-]+", "-", composed).strip("-.") or "article"


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
    row = manifest.row(path) if manifest is not None else None
    lines = split_lines(decoded.text)
    if len(lines) > MAX_LINES:
        raise ArticleError(path, f"has {len(lines)} lines", f"{_ONE_ARTICLE}, at most {MAX_LINES}")
    page = cut_furniture(lines, title=row.title if row else None)
    if not page.kept and not as_is:
        raise ArticleError(path, "nothing is left but page furniture", _PASTE_ARTICLE)
    text = decoded.text if as_is else join_lines(page.kept)
    metadata = read_metadata(page, row)
    return Article(
        path=shown(path),
        id=_id(path),
        text=text,
        title=metadata.title,
        outlet=metadata.outlet,
        authors=metadata.authors,
        published=metadata.published,
        url=metadata.url,
        language=metadata.language,
        genre=metadata.genre,
        encoding=decoded.encoding,
        headline=_headline_span(page, as_is=as_is),
        provenance=metadata.provenance,
        removed=() if as_is else page.removed,
    )


def join_lines(lines: Sequence[Line]) -> str:
    """The lines as one text: a blank line where the file had one or more, else a line break."""
    parts: list[str] = []
    for line in lines:
        if parts:
            parts.append("\n\n" if line.gap else "\n")
        parts.append(line.text)
    return "".join(parts)


def _headline_span(page: Page, *, as_is: bool) -> Span | None:
    """Where the headline stands: in the file's own text, or in the text of the kept lines."""
    if page.headline is None:
        return None
    if as_is:
        return Span(page.headline.start, page.headline.end)
    before = page.kept[: page.kept.index(page.headline) + 1]
    end = len(join_lines(before))
    return Span(end - len(page.headline.text), end)


def _files_of(path: Path) -> list[Path]:
    try:
        path.lstat()
        if not path.is_dir():
            return [path]
        entries = sorted(path.iterdir(), key=lambda entry: os.fsencode(entry.name))
        files = [entry for entry in entries if _is_candidate(entry)]
    except PermissionError:
        problem = "may not be read, or the folder it is in may not"
        raise InputError(path, problem, "give yourself permission") from None
    except OSError:
        raise InputError(path, "there is no such file or folder", "check the name") from None
    if not any(formats.is_accepted(file) for file in files):
        others = f" (only {files[0].name} and the like)" if files else ""
        raise InputError(path, f"the folder holds no articles{others}", "put .txt files into it")
    return files


def _is_candidate(entry: Path) -> bool:
    if formats.is_ignored(entry):
        return False
    # A folder named like an article is worth a message; other folders are not searched.
    return formats.is_accepted(entry) or not entry.is_dir()
