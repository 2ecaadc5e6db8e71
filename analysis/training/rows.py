"""The labelled sentences of an axis, and which of them are held out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"

_HELD_OUT_OF = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled sentence: its passage `doc`, its place there, and what CODEBOOK.md defines."""

    doc: str
    i: int
    text: str
    label: int
    voice: str
    topic: str
    names: tuple[str, ...] = ()


def read_rows(path: Path = DATA / "reform.jsonl") -> tuple[Row, ...]:
    """The labelled sentences in file order."""
    with path.open(encoding="utf-8") as lines:
        return tuple(_row(json.loads(line)) for line in lines)


def is_held_out(row: Row) -> bool:
    """Whether the row belongs to the fifth of the passages that no choice may look at."""
    return int(hashlib.sha256(row.doc.encode()).hexdigest(), 16) % _HELD_OUT_OF == 0


def split(rows: Sequence[Row]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The rows to fit and choose with, and the held-out rows; whole passages on either side."""
    return (
        tuple(row for row in rows if not is_held_out(row)),
        tuple(row for row in rows if is_held_out(row)),
    )


def _row(stored: dict[str, object]) -> Row:
    names = stored["names"]
    return Row(
        doc=str(stored["doc"]),
        i=int(str(stored["i"])),
        text=str(stored["text"]),
        label=int(str(stored["label"])),
        voice=str(stored["voice"]),
        topic=str(stored["topic"]),
        names=tuple(names) if isinstance(names, list) else (),
    )
