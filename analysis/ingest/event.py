"""Reads `event.toml`: what the user says about the event the articles report."""

from __future__ import annotations

import datetime
import re
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from analysis.errors import ManifestError
from analysis.ingest.files import read_bytes
from analysis.ingest.lines import clean
from analysis.records import Event

_KEYS = ("title", "date", "axis", "subjects")
MAX_BYTES = 20_000
"""A thousand subjects; nested keys would take the TOML reader minutes beyond it."""

_REWRITE = 'write it like title = "Election night"'
_REWRITE_DATE = "write a day that exists as year-month-day, like date = 2022-11-20"


def read_event(path: Path) -> Event:
    """The event described in a TOML file; an empty file gives an Event with its defaults.

    Raises ManifestError, naming the line, for a file that cannot be read, is not UTF-8 or not
    TOML, has an unknown key, a value of the wrong type, or a date that does not exist.
    """
    text = _read(path)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = re.search(r"\s*\(at (?:line (\d+)[^)]*|end of document)\)$", message)
        line = int(place[1]) if place and place[1] else max(1, len(text.splitlines()))
        problem = message[: place.start()] if place else message
        dated = re.match(r"\s*date\s*=", "".join(text.splitlines()[line - 1 : line]))
        remedy = _REWRITE_DATE if dated else _REWRITE
        raise ManifestError(path, f"line {line}: not valid TOML ({problem})", remedy) from None
    except RecursionError:
        raise ManifestError(path, "lists stand too deep inside each other", _REWRITE) from None
    _refuse_unknown_keys(path, text, content)
    return Event(
        title=_string(path, text, content, "title"),
        date=_date(path, text, content),
        axis=_string(path, text, content, "axis") or "reform",
        subjects=_strings(path, text, content, "subjects"),
    )


def _read(path: Path) -> str:
    try:
        return read_bytes(path, limit=MAX_BYTES, error=ManifestError).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ManifestError(path, "the file is not in UTF-8", "save it as UTF-8") from None


def _refuse_unknown_keys(path: Path, text: str, content: dict[str, Any]) -> None:
    for key in content:
        if key not in _KEYS:
            close = get_close_matches(key, _KEYS, n=1)
            remedy = f"write {close[0]}" if close else f"the keys are {', '.join(_KEYS)}"
            raise ManifestError(path, f'line {_line(text, key)}: there is no key "{key}"', remedy)


def _string(path: Path, text: str, content: dict[str, Any], key: str) -> str | None:
    value = content.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _wrong_type(path, text, key, 'a text in quotation marks, like "..."')
    return _plain(value) or None


def _plain(value: str) -> str:
    return clean(" ".join(value.split()))


def _strings(path: Path, text: str, content: dict[str, Any], key: str) -> tuple[str, ...]:
    value = content.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _wrong_type(path, text, key, 'a list of texts, like ["...", "..."]')
    cleaned = (_plain(item) for item in value)
    return tuple(dict.fromkeys(item for item in cleaned if item))


def _date(path: Path, text: str, content: dict[str, Any]) -> str | None:
    value = content.get("date")
    if value is None or value == "":
        return None
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str):
        raise _wrong_type(path, text, "date", "a date, like 2022-11-20")
    try:
        return datetime.date.fromisoformat(value.strip()).isoformat()
    except ValueError:
        problem = f'line {_line(text, "date")}: "{value}" is not a date that exists'
        raise ManifestError(path, problem, "write year-month-day, like 2022-11-20") from None


def _wrong_type(path: Path, text: str, key: str, right: str) -> ManifestError:
    return ManifestError(
        path, f"line {_line(text, key)}: {key} has the wrong type", f"give {right}"
    )


def _line(text: str, key: str) -> int:
    """The 1-based line on which `key` is set (TOML itself keeps no lines); 1 if it is not found."""
    pattern = re.compile(rf"\s*(?:\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*[=.\]]")
    for number, line in enumerate(text.splitlines(), start=1):
        if pattern.match(line):
            return number
    return 1
