"""Reads `manifest.csv`: what the user knows about the articles beside it.

Columns: file, title, outlet, author, published, url, genre, note. `file` is needed, the others may
be missing or empty, in any order; several authors are separated by ";" (quote the cell where the
columns are separated by ";" too) or " and ". A column of another name is left
alone and named in `Manifest.ignored`, unless it looks like a known one misspelt. `note` is for
people and is kept as it is.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import cast, get_args

from analysis.errors import ManifestError
from analysis.ingest.files import read_bytes, shown
from analysis.ingest.lines import clean
from analysis.records import Genre

COLUMNS = ("file", "title", "outlet", "author", "published", "url", "genre", "note")
MAX_BYTES = 10_000_000
"""About 100,000 rows."""

_DELIMITERS = (",", ";", "\t")
_GENRES: tuple[str, ...] = get_args(Genre)


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """What the manifest says about one file; None or () where it says nothing.

    `line` is where the row begins in the manifest, from 1; `published` is an ISO 8601 date.
    """

    file: str
    line: int
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    genre: Genre | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The rows of a manifest by file name; without arguments, the manifest that says nothing."""

    path: Path | None = None
    rows: Mapping[str, ManifestRow] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    """Columns that Parallax does not know and did not read."""

    def row(self, file: str | Path) -> ManifestRow | None:
        """The row of a file, found by its name without the folder; None where there is none."""
        return self.rows.get(_name(Path(shown(file)).name))

    def __bool__(self) -> bool:
        return bool(self.rows)


def read_manifest(path: Path) -> Manifest:
    """The manifest in a CSV file in UTF-8, separated by commas, semicolons or tabs.

    Raises ManifestError, naming the line, for a file that cannot be read or is not UTF-8, a header
    without `file` or with a misspelt column, a row with too many cells, an unclosed quotation
    mark, a file named twice, a date that does not exist, an address that is not http(s), or a
    genre that Parallax does not know. Whether the named files exist: `check_files`.
    """
    text = _read(path)
    records = _records(path, text)
    if not records:
        raise ManifestError(path, "the manifest is empty", f"begin it with {','.join(COLUMNS)}")
    header_line, header = records[0]
    columns = _columns(path, header_line, header)
    rows: dict[str, ManifestRow] = {}
    for line, cells in records[1:]:
        if len(cells) > len(header):
            raise ManifestError(
                path,
                f"line {line}: {len(cells)} cells under {len(header)} columns",
                "put quotation marks around a cell that contains the separator",
            )
        row = _row(path, line, dict(zip(columns, cells, strict=False)))
        earlier = rows.get(_name(row.file))
        if earlier is not None:
            raise ManifestError(
                path, f'line {line}: "{row.file}" is on line {earlier.line} too', "keep one of them"
            )
        rows[_name(row.file)] = row
    known = {column: None for column in columns if column and column not in COLUMNS}
    return Manifest(path=path, rows=rows, ignored=tuple(known))


def check_files(manifest: Manifest, paths: Sequence[Path]) -> None:
    """Nothing, where every row names a file of `paths` or one beside the manifest.

    Raises ManifestError for the first row that does not.
    """
    given = {_name(shown(path.name)): path.name for path in paths}
    cased = {name.casefold(): original for name, original in given.items()}
    for name, row in manifest.rows.items():
        beside = manifest.path.parent / row.file if manifest.path else None
        if name in given or (beside is not None and beside.is_file()):
            continue
        close = cased.get(name.casefold()) or next(
            iter(get_close_matches(row.file, sorted(given.values()), n=1)), None
        )
        remedy = f'write "{close}"' if close else "correct the name or delete the row"
        raise ManifestError(
            manifest.path, f'line {row.line}: there is no file "{row.file}" in the folder', remedy
        )


def _read(path: Path) -> str:
    try:
        return read_bytes(path, limit=MAX_BYTES, error=ManifestError).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ManifestError(
            path, f"line {line}: the manifest is not in UTF-8", 'save it as "CSV UTF-8"'
        ) from None


def _records(path: Path, text: str) -> list[tuple[int, list[str]]]:
    """Each row that is not blank, with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    records: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            cells = [clean(" ".join(cell.split())) for cell in cells]
            if any(cells):
                records.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise ManifestError(
            path,
            f"line {line}: the row cannot be read ({error})",
            'close every quotation mark, and write "" for one inside a cell',
        ) from None
    return records


def _delimiter(text: str) -> str:
    header = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=header.count)


def _columns(path: Path, line: int, header: Iterable[str]) -> list[str]:
    columns = [cell.lower() for cell in header]
    for column in columns:
        close = get_close_matches(column, COLUMNS, n=1, cutoff=0.75)
        if column not in COLUMNS and close:
            raise ManifestError(
                path, f'line {line}: there is no column "{column}"', f'write "{close[0]}"'
            )
        if column and columns.count(column) > 1:
            raise ManifestError(
                path, f'line {line}: the column "{column}" is there twice', "keep one of them"
            )
    if "file" not in columns:
        raise ManifestError(
            path, f'line {line}: there is no column "file"', f"begin with {','.join(COLUMNS)}"
        )
    return columns


def _row(path: Path, line: int, cells: Mapping[str, str]) -> ManifestRow:
    file = unicodedata.normalize("NFC", cells.get("file", ""))
    if not file:
        raise ManifestError(path, f"line {line}: the row names no file", "fill in the column file")
    if "/" in file or "\\" in file:
        raise ManifestError(
            path, f'line {line}: "{file}" names a folder', "write the file's name alone"
        )
    return ManifestRow(
        file=file,
        line=line,
        title=cells.get("title") or None,
        outlet=cells.get("outlet") or None,
        authors=_authors(cells.get("author", "")),
        published=_date(path, line, cells.get("published", "")),
        url=_url(path, line, cells.get("url", "")),
        genre=_genre(path, line, cells.get("genre", "")),
        note=cells.get("note") or None,
    )


def _authors(cell: str) -> tuple[str, ...]:
    names = (name.strip(" ,") for name in re.split(r";|\s+and\s+", cell))
    return tuple(dict.fromkeys(name for name in names if name))


def _date(path: Path, line: int, cell: str) -> str | None:
    """The cell as an ISO date; also day.month.year, which is how a spreadsheet may rewrite one."""
    if not cell:
        return None
    dotted = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", cell)
    try:
        if dotted:
            day, month, year = (int(part) for part in dotted.groups())
            return datetime.date(year, month, day).isoformat()
        return datetime.datetime.fromisoformat(cell).date().isoformat()
    except ValueError:
        raise ManifestError(
            path,
            f'line {line}: "{cell}" is not a date that exists',
            "write year-month-day, like 2022-11-20",
        ) from None


def _url(path: Path, line: int, cell: str) -> str | None:
    if not cell:
        return None
    if not re.fullmatch(r"https?://[^\s<>\"']+", cell, re.IGNORECASE):
        raise ManifestError(
            path, f'line {line}: "{cell}" is not a web address', "begin it with https://"
        )
    return cell


def _genre(path: Path, line: int, cell: str) -> Genre | None:
    if not cell:
        return None
    if cell.lower() not in _GENRES:
        raise ManifestError(
            path,
            f'line {line}: there is no genre "{cell}"',
            f"write one of {', '.join(_GENRES)}",
        )
    return cast(Genre, cell.lower())


def _name(file: str) -> str:
    """File names compare composed: some systems store an accent as a character of its own."""
    return unicodedata.normalize("NFC", file)
