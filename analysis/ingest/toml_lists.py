"""Reads TOML files that hold one list of tables (`[[source]]`), with the line of every mistake."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from analysis.errors import ManifestError
from analysis.ingest.files import read_bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of the list: what it says, and the line on which it begins, from 1."""

    path: Path
    line: int
    table: Mapping[str, Any]
    lines: Sequence[str]

    def error(self, key: str, problem: str, remedy: str) -> ManifestError:
        """The error that names the line on which `key` is set, or on which the table begins."""
        where = line_of(self.lines, self.line - 1, key)
        return ManifestError(self.path, f"line {where}: {problem}", remedy)

    def wrong_type(self, key: str, right: str) -> ManifestError:
        """The error for a value of the wrong type, with what would be right."""
        return self.error(key, f"{key} has the wrong type", f"give {right}")

    def check_keys(self, keys: Sequence[str]) -> None:
        """Nothing, where the table has no other keys; raises ManifestError for the first other."""
        for key in self.table:
            if key not in keys:
                close = get_close_matches(key, keys, n=1)
                remedy = f"write {close[0]}" if close else f"the keys are {', '.join(keys)}"
                raise self.error(key, f'there is no key "{key}"', remedy)

    def text(self, key: str) -> str:
        """The text under `key`, "" where it is missing; raises ManifestError for another type."""
        value = self.table.get(key, "")
        if not isinstance(value, str):
            raise self.wrong_type(key, 'a text in quotation marks, like "..."')
        return value

    def texts(self, key: str) -> list[str]:
        """The texts under `key`, [] where it is missing; raises ManifestError for another type."""
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong_type(key, 'a list of texts, like ["...", "..."]')
        return value

    def flag(self, key: str) -> bool:
        """Whether `key` is true, False where it is missing; raises ManifestError for another
        type."""
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong_type(key, "true or false, without quotation marks")
        return value


def read_entries(
    path: Path, *, name: str, meant: Sequence[str], rewrite: str, limit: int
) -> tuple[Entry, ...]:
    """The tables of the list `name`, in order; none for an empty file.

    Raises ManifestError, naming the line, for a file that cannot be read, is longer than `limit`
    bytes, is not UTF-8 or not TOML, or has anything but that list. `meant` are keys at the top by
    which somebody may have meant the list; `rewrite` says how it is written.
    """
    text = _read(path, limit)
    content = _parse(path, text, rewrite)
    lines = text.splitlines()
    for key in content:
        if key != name:
            remedy = f"write [[{name}]]" if key.lower() in meant else rewrite
            where = line_of(lines, 0, key)
            raise ManifestError(path, f'line {where}: there is no key "{key}"', remedy)
    tables = content.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        where = line_of(lines, 0, name)
        raise ManifestError(path, f"line {where}: {name} is no list of tables", rewrite)
    starts = _starts(lines, name, len(tables))
    return tuple(Entry(path, at, table, lines) for at, table in zip(starts, tables, strict=True))


def line_of(lines: Sequence[str], start: int, key: str) -> int:
    """The first line from index `start` on which `key` is set, from 1; `start` if there is none."""
    pattern = re.compile(rf"\s*(?:\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
    for number in range(start, len(lines)):
        if pattern.match(lines[number]):
            return number + 1
    return start + 1


def _read(path: Path, limit: int) -> str:
    try:
        return read_bytes(path, limit=limit, error=ManifestError).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ManifestError(
            path, f"line {line}: the file is not in UTF-8", "save it as UTF-8"
        ) from None


def _parse(path: Path, text: str, rewrite: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = re.search(r"\s*\(at (?:line (\d+)[^)]*|end of document)\)$", message)
        line = int(place[1]) if place and place[1] else max(1, len(text.splitlines()))
        problem = message[: place.start()] if place else message
        raise ManifestError(path, f"line {line}: not valid TOML ({problem})", rewrite) from None
    except RecursionError:
        raise ManifestError(path, "lists stand too deep inside each other", rewrite) from None


def _starts(lines: Sequence[str], name: str, count: int) -> list[int]:
    """The line on which each table begins; that of the list where it is written inline."""
    header = re.compile(rf"\s*\[\[\s*[\"']?{re.escape(name)}[\"']?\s*\]\]")
    found = [n for n, line in enumerate(lines, start=1) if header.match(line)]
    return found if len(found) == count else [line_of(lines, 0, name)] * count
