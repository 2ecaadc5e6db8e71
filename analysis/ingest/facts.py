"""Reads `facts.toml`: what the user says about the facts of the report.

    [[fact]]
    id = "turnout-3fa91c"
    label = "Turnout by the first count"
    merge = ["voters-77b0e2"]

A fact is named by the id that the report gives it, or by a passage, words of an article that tell
it. `label`, `merge`, `pin` and `delete` may be left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from analysis.errors import ManifestError
from analysis.ingest.files import shown
from analysis.ingest.lines import clean
from analysis.ingest.toml_lists import Entry, read_entries
from analysis.records import FactEntry

MAX_BYTES = 200_000
LEAST_PASSAGE = 12
"""Characters of a passage, at least: fewer may stand anywhere."""

_KEYS = ("id", "passage", "label", "pin", "merge", "delete")
_REWRITE = 'begin each fact with [[fact]] and name it like id = "turnout-3fa91c"'


def read_facts(path: Path) -> tuple[FactEntry, ...]:
    """The facts described in a TOML file, in order; none for an empty file.

    Raises ManifestError, naming the line, for a file that cannot be read, is not UTF-8 or not
    TOML, has an unknown key, a fact without id and passage or with both, a value of the wrong
    type, an entry that asks for nothing or for two things that exclude each other, or an id that
    stands twice.
    """
    entries = read_entries(
        path, name="fact", meant=("facts", *_KEYS), rewrite=_REWRITE, limit=MAX_BYTES
    )
    found = tuple(_fact(entry) for entry in entries)
    check_facts(found)
    return found


def check_facts(entries: Sequence[FactEntry]) -> None:
    """Nothing, where every fact stands in one entry; raises ManifestError for the first that
    stands in two."""
    known: dict[str, FactEntry] = {}
    for entry in entries:
        for name in (entry.id or entry.passage, *entry.merge):
            earlier = known.setdefault(name.casefold(), entry)
            if earlier is not entry:
                where = (
                    f"on line {earlier.line}"
                    if earlier.path == entry.path
                    else f"in {earlier.path}"
                )
                raise ManifestError(
                    entry.path,
                    f'line {entry.line}: the fact "{name}" stands {where} already',
                    "keep one of them",
                )


def _fact(entry: Entry) -> FactEntry:
    entry.check_keys(_KEYS)
    name, passage = _plain(entry.text("id")), _plain(entry.text("passage"))
    if bool(name) == bool(passage):
        problem = "the fact has an id and a passage" if name else "the fact has no id"
        raise entry.error(
            "id", problem, 'write id = "..." from the report, or passage = "..." from an article'
        )
    if passage and len(passage) < LEAST_PASSAGE:
        raise entry.error("passage", f'"{passage}" is too short a passage', "give more of it")
    label, merge = _plain(entry.text("label")), [_plain(item) for item in entry.texts("merge")]
    pin, delete = entry.flag("pin"), entry.flag("delete")
    if not all(merge):
        raise entry.error("merge", "merge names an empty id", "write the ids of the other facts")
    if delete and (label or merge or pin):
        raise entry.error("delete", "a deleted fact cannot be changed", "keep delete or the rest")
    if not (delete or label or merge or pin):
        raise entry.error("id", "nothing is asked for", "write label, pin, merge or delete")
    return FactEntry(
        id=name,
        passage=passage,
        label=label,
        pin=pin,
        delete=delete,
        merge=tuple(merge),
        path=shown(entry.path),
        line=entry.line,
    )


def _plain(value: str) -> str:
    return clean(" ".join(value.split()))
