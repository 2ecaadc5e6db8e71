"""The labelled sentences of an axis."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"


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
