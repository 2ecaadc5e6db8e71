"""Reads `sources.toml`: what the user knows about the people and bodies the articles quote.

    [[source]]
    name = "Ana Ruiz"
    aliases = ["Ruiz", "the mayor"]
    kind = "opposition"

`name` is needed; `kind`, `form`, `naming` and `aliases` may be left out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast, get_args

from analysis.errors import ManifestError
from analysis.ingest.files import read_bytes, shown
from analysis.ingest.lines import clean
from analysis.names import fold_name
from analysis.records import KINDS, Form, Kind, Naming, SourceEntry

MAX_BYTES = 200_000
"""Some two thousand sources."""

_KEYS = ("name", "aliases", "kind", "form", "naming")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": KINDS,
    "form": get_args(Form),
    "naming": get_args(Naming),
}
_REWRITE = 'begin each source with [[source]] and write it like name = "Ana Ruiz"'
_HEADER = re.compile(r"\s*\[\[\s*[\"']?source[\"']?\s*\]\]")


def read_sources(path: Path) -> tuple[SourceEntry, ...]:
    """The sources described in a TOML file, in order; none for an empty file.

    Raises ManifestError, naming the line, for a file that cannot be read, is not UTF-8 or not
    TOML, has an unknown key, a source without a name, a value of the wrong type, a kind, form or
    naming that Parallax does not know, or a name or alias that stands for two sources.
    """
    text = _read(path)
    content = _parse(path, text)
    for key in content:
        if key != "source":
            line = _line(text.splitlines(), 0, key)
            remedy = "write [[source]]" if key.lower() in ("sources", "name") else _REWRITE
            raise ManifestError(path, f'line {line}: there is no key "{key}"', remedy)
    tables = content.get("source", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        line = _line(text.splitlines(), 0, "source")
        raise ManifestError(path, f"line {line}: source is no list of tables", _REWRITE)
    lines = _header_lines(text, len(tables))
    entries = tuple(
        _entry(path, text.splitlines(), line, table)
        for line, table in zip(lines, tables, strict=True)
    )
    check_entries(entries)
    return entries


def check_entries(entries: Sequence[SourceEntry]) -> None:
    """Nothing, where every name and alias stands for one source.

    Raises ManifestError for the first that stands for two; the same entry may come twice (from the
    files of two folders).
    """
    known: dict[str, SourceEntry] = {}
    for entry in entries:
        own: set[str] = set()
        for alias in (entry.name, *entry.aliases):
            key = fold_name(alias)
            earlier = known.get(key)
            if key in own or (earlier is not None and _says(earlier) != _says(entry)):
                line = entry.line if earlier is None else earlier.line
                where = (
                    f"on line {line}"
                    if earlier is None or earlier.path == entry.path
                    else (f"in {earlier.path}")
                )
                raise ManifestError(
                    entry.path,
                    f'line {entry.line}: "{alias}" stands for a source {where} already',
                    "keep one of them",
                )
            own.add(key)
        for key in own:
            known.setdefault(key, entry)


def _says(entry: SourceEntry) -> tuple[object, ...]:
    return entry.name, entry.aliases, entry.kind, entry.form, entry.naming


def _read(path: Path) -> str:
    try:
        return read_bytes(path, limit=MAX_BYTES, error=ManifestError).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ManifestError(
            path, f"line {line}: the file is not in UTF-8", "save it as UTF-8"
        ) from None


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = re.search(r"\s*\(at (?:line (\d+)[^)]*|end of document)\)$", message)
        line = int(place[1]) if place and place[1] else max(1, len(text.splitlines()))
        problem = message[: place.start()] if place else message
        raise ManifestError(path, f"line {line}: not valid TOML ({problem})", _REWRITE) from None
    except RecursionError:
        raise ManifestError(path, "lists stand too deep inside each other", _REWRITE) from None


def _entry(path: Path, lines: Sequence[str], line: int, table: Mapping[str, Any]) -> SourceEntry:
    for key in table:
        if key not in _KEYS:
            close = get_close_matches(key, _KEYS, n=1)
            remedy = f"write {close[0]}" if close else f"the keys are {', '.join(_KEYS)}"
            where = _line(lines, line - 1, key)
            raise ManifestError(path, f'line {where}: there is no key "{key}"', remedy)
    name = table.get("name")
    if name is None or name == "":
        raise ManifestError(path, f"line {line}: the source has no name", 'write name = "..."')
    if not isinstance(name, str):
        raise _wrong_type(path, lines, line, "name", 'a text in quotation marks, like "..."')
    aliases = table.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise _wrong_type(path, lines, line, "aliases", 'a list of texts, like ["...", "..."]')
    chosen = {key: _choice(path, lines, line, table, key) for key in _CHOICES}
    for written in (name, *aliases):
        if not fold_name(written):
            key = "name" if written is name else "aliases"
            where = _line(lines, line - 1, key)
            raise ManifestError(
                path, f'line {where}: "{written}" is no name', "write it as the articles do"
            )
    return SourceEntry(
        name=_plain(name),
        aliases=tuple(_plain(alias) for alias in aliases),
        kind=cast("Kind | None", chosen["kind"]),
        form=cast("Form | None", chosen["form"]),
        naming=cast("Naming | None", chosen["naming"]),
        path=shown(path),
        line=line,
    )


def _choice(
    path: Path, lines: Sequence[str], line: int, table: Mapping[str, Any], key: str
) -> str | None:
    value = table.get(key)
    if value is None:
        return None
    choices = _CHOICES[key]
    if not isinstance(value, str):
        raise _wrong_type(path, lines, line, key, f"one of {', '.join(choices)}")
    if value.strip().lower() in choices:
        return value.strip().lower()
    close = get_close_matches(value.strip().lower().replace(" ", "_"), choices, n=1)
    remedy = f'write "{close[0]}"' if close else f"write one of {', '.join(choices)}"
    where = _line(lines, line - 1, key)
    raise ManifestError(path, f'line {where}: there is no {key} "{value}"', remedy)


def _plain(value: str) -> str:
    return clean(" ".join(value.split()))


def _wrong_type(path: Path, lines: Sequence[str], line: int, key: str, right: str) -> ManifestError:
    where = _line(lines, line - 1, key)
    return ManifestError(path, f"line {where}: {key} has the wrong type", f"give {right}")


def _header_lines(text: str, count: int) -> list[int]:
    """The line on which each source begins; that of the list where it is written inline."""
    lines = text.splitlines()
    found = [n for n, line in enumerate(lines, start=1) if _HEADER.match(line)]
    return found if len(found) == count else [_line(lines, 0, "source")] * count


def _line(lines: Sequence[str], start: int, key: str) -> int:
    """The first line from index `start` on which `key` is set, from 1; `start` if there is none."""
    pattern = re.compile(rf"\s*(?:\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
    for number in range(start, len(lines)):
        if pattern.match(lines[number]):
            return number + 1
    return start + 1
