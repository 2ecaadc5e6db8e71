"""Reads `sources.toml`: what the user knows about the people and bodies the articles quote.

    [[source]]
    name = "Ana Ruiz"
    aliases = ["Ruiz", "the mayor"]
    kind = "opposition"

`name` is needed; `kind`, `form`, `naming` and `aliases` may be left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import cast, get_args

from analysis.errors import ManifestError
from analysis.ingest.files import shown
from analysis.ingest.lines import clean
from analysis.ingest.toml_lists import Entry, read_entries
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


def read_sources(path: Path) -> tuple[SourceEntry, ...]:
    """The sources described in a TOML file, in order; none for an empty file.

    Raises ManifestError, naming the line, for a file that cannot be read, is not UTF-8 or not
    TOML, has an unknown key, a source without a name, a value of the wrong type, a kind, form or
    naming that Parallax does not know, or a name or alias that stands for two sources.
    """
    found = read_entries(
        path, name="source", meant=("sources", "name"), rewrite=_REWRITE, limit=MAX_BYTES
    )
    entries = tuple(_entry(entry) for entry in found)
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


def _entry(entry: Entry) -> SourceEntry:
    entry.check_keys(_KEYS)
    name = entry.text("name")
    if name == "":
        raise ManifestError(
            entry.path, f"line {entry.line}: the source has no name", 'write name = "..."'
        )
    aliases = entry.texts("aliases")
    chosen = {key: _choice(entry, key) for key in _CHOICES}
    for written in (name, *aliases):
        if not fold_name(written):
            key = "name" if written is name else "aliases"
            raise entry.error(key, f'"{written}" is no name', "write it as the articles do")
    return SourceEntry(
        name=_plain(name),
        aliases=tuple(_plain(alias) for alias in aliases),
        kind=cast("Kind | None", chosen["kind"]),
        form=cast("Form | None", chosen["form"]),
        naming=cast("Naming | None", chosen["naming"]),
        path=shown(entry.path),
        line=entry.line,
    )


def _choice(entry: Entry, key: str) -> str | None:
    value = entry.table.get(key)
    if value is None:
        return None
    choices = _CHOICES[key]
    if not isinstance(value, str):
        raise entry.wrong_type(key, f"one of {', '.join(choices)}")
    if value.strip().lower() in choices:
        return value.strip().lower()
    close = get_close_matches(value.strip().lower().replace(" ", "_"), choices, n=1)
    remedy = f'write "{close[0]}"' if close else f"write one of {', '.join(choices)}"
    raise entry.error(key, f'there is no {key} "{value}"', remedy)


def _plain(value: str) -> str:
    return clean(" ".join(value.split()))
