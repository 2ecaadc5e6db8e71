"""Snippets of our own where every mention of a source is marked with its kind.

In `data/source_kinds/*.txt` a mention stands in double brackets behind its kind:
`[[expert|a retired judge]]`. Each file has an author and a region of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import InputError
from analysis.records import KINDS, Kind, Span

DATA = Path(__file__).parent / "data" / "source_kinds"
_MARK = re.compile(r"\[\[(\w+)\|([^\[\]]+)\]\]")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text with marked sources: their spans and kinds."""

    text: str
    spans: tuple[Span, ...]
    kinds: tuple[Kind, ...]


def read_snippets(path: Path) -> list[Snippet]:
    """The snippets of a file, one a line; empty lines and lines with # are left out.

    Raises InputError with the line for a kind that there is not.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        text, spans, kinds, end = "", [], [], 0
        for mark in _MARK.finditer(line):
            text += line[end : mark.start()]
            kind = next((k for k in KINDS if k == mark[1]), None)
            if kind is None:
                raise InputError(path, f"line {number}: no kind {mark[1]!r}", "use one of KINDS")
            spans.append(Span(len(text), len(text) + len(mark[2])))
            kinds.append(kind)
            text += mark[2]
            end = mark.end()
        found.append(Snippet(text + line[end:], tuple(spans), tuple(kinds)))
    return found
