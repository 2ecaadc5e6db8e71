"""Which files are articles, by the lists of `formats.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.ingest.wording import read_table


def _formats() -> Mapping[str, Any]:
    return read_table("formats")


def is_accepted(path: Path) -> bool:
    """Whether the file's extension is one that Parallax reads."""
    return path.suffix.lower() in _formats()["accepted"]


def is_ignored(path: Path) -> bool:
    """Whether a file found in a folder is plainly no article and needs no mention."""
    name = path.name.lower()
    return (
        name.startswith((".", "~$"))
        or name.endswith("~")
        or name in _formats()["own_files"]
        or path.stem.lower() in _formats()["own_stems"]
        or path.suffix.lower() in _formats()["ignored"]
    )


def accepted_names() -> str:
    """The accepted extensions for a message, such as ".txt, .text and .md"."""
    *first, last = _formats()["accepted"]
    return f"{', '.join(first)} and {last}"
