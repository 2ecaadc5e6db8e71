r"""Passages with their attributions marked inline, as `data/attribution.txt` holds them.

    === kenya-1
    [S1 Ms Wanjiru] [Q1 said] [C1 the count was over].

`[S1 …]`, `[Q1 …]`, `[C1 …]` bracket source, cue and content of attribution 1 of the passage. A
content may come in several parts that carry the same number, a source may be missing, and a span
that belongs to two attributions carries both numbers (`[S1,2 …]`). Brackets do not nest and end on
their line; paragraphs are separated by line breaks. A bracket or backslash that belongs to the
text is written `\[`, `\]`, `\\`. Lines that start with `#` before the first passage are comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from analysis.errors import InputError
from analysis.records import Span

_HEADER = re.compile(r"===\s*(\S+)\s*")
_LABEL = re.compile(r"([SQC])([1-9][0-9]*(?:,[1-9][0-9]*)*) ")
_ESCAPED = "[]\\"


class MarkedAttribution(NamedTuple):
    """The spans of one attribution: `source` may be empty, `cue` is one span."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A passage without its markup; spans are half-open code-point offsets into `text`."""

    id: str
    text: str
    attributions: tuple[MarkedAttribution, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    role: str
    numbers: tuple[int, ...]
    span: Span
    line: int


def read_marked(path: Path) -> list[MarkedText]:
    """The passages of a marked file in file order; an empty file gives an empty list.

    Raises InputError, with the line, for a file that cannot be read or markup that is not as the
    module describes.
    """
    passages: list[MarkedText] = []
    first: dict[str, int] = {}
    for name, line, body in _cut(path, _lines(path)):
        if name in first:
            raise _error(path, line, f"passage {name} was there in line {first[name]}", "rename it")
        first[name] = line
        passages.append(_read_passage(path, name, line, body))
    return passages


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"cannot be read ({error})", "give a UTF-8 text file") from error


def _cut(path: Path, lines: list[str]) -> Iterator[tuple[str, int, list[tuple[int, str]]]]:
    """Name, line of the header, and numbered lines of every passage."""
    name, start, body = "", 0, list[tuple[int, str]]()
    for number, line in enumerate(lines, 1):
        if line.startswith("==="):
            header = _HEADER.fullmatch(line)
            if header is None:
                raise _error(path, number, "not a header", "write '=== id', the id without blanks")
            if name:
                yield name, start, body
            name, start, body = header[1], number, []
        elif name:
            body.append((number, line))
        elif line.strip() and not line.startswith("#"):
            raise _error(path, number, "text before the first passage", "write '=== id' above it")
    if name:
        yield name, start, body


def _read_passage(path: Path, name: str, line: int, body: list[tuple[int, str]]) -> MarkedText:
    while body and not body[-1][1].strip():
        body.pop()
    while body and not body[0][1].strip():
        body.pop(0)
    if not body:
        raise _error(path, line, f"passage {name} is empty", "write its text or remove the header")
    texts: list[str] = []
    marks: list[_Mark] = []
    offset = 0
    for number, marked in body:
        text, found = _read_line(path, number, marked, offset)
        texts.append(text)
        marks.extend(found)
        offset += len(text) + 1
    return MarkedText(name, "\n".join(texts), _collect(path, name, line, marks))


def _read_line(path: Path, number: int, line: str, offset: int) -> tuple[str, list[_Mark]]:
    """The line without markup, and its marks; `offset` is where the line starts in the text."""
    characters: list[str] = []
    marks: list[_Mark] = []
    opened: tuple[re.Match[str], int] | None = None
    at = 0
    while at < len(line):
        character = line[at]
        if character == "\\":
            if line[at + 1 : at + 2] not in tuple(_ESCAPED):
                raise _error(path, number, "a single backslash", r"write \[, \] or \\")
            characters.append(line[at + 1])
            at += 2
        elif character == "[":
            label = _LABEL.match(line, at + 1)
            if label is None:
                problem = f"no label after the bracket in {line[at : at + 20]!r}"
                raise _error(path, number, problem, r"write [S1 …], [Q1 …] or [C1 …], or \[")
            if opened is not None:
                problem = f"{label[0].strip()} opens inside {opened[0][0].strip()}"
                raise _error(path, number, problem, "close one before the next")
            opened = (label, len(characters))
            at = label.end()
        elif character == "]":
            if opened is None:
                raise _error(path, number, "']' closes nothing", r"write \] for a bracket in text")
            marks.append(_mark(path, number, opened[0], "".join(characters), opened[1], offset))
            opened = None
            at += 1
        else:
            characters.append(character)
            at += 1
    if opened is not None:
        problem = f"{opened[0][0].strip()} is not closed"
        raise _error(path, number, problem, "close it on its line, one part a paragraph")
    return "".join(characters), marks


def _mark(path: Path, line: int, label: re.Match[str], text: str, start: int, offset: int) -> _Mark:
    words = text[start:]
    if not words or words != words.strip():
        problem = f"{label[0].strip()} is empty or starts or ends with a blank"
        raise _error(path, line, problem, "bracket the words only")
    numbers = tuple(int(number) for number in label[2].split(","))
    return _Mark(label[1], numbers, Span(offset + start, offset + len(text)), line)


def _collect(path: Path, name: str, line: int, marks: list[_Mark]) -> tuple[MarkedAttribution, ...]:
    """The marks by number; every attribution needs one cue and a content."""
    count = max((number for mark in marks for number in mark.numbers), default=0)
    found: list[MarkedAttribution] = []
    for number in range(1, count + 1):
        own = [mark for mark in marks if number in mark.numbers]
        cues, contents = (tuple(m.span for m in own if m.role == role) for role in "QC")
        where = own[0].line if own else line
        if len(cues) != 1 or not contents:
            problem = (
                f"attribution {number} of {name} has {len(cues)} cues, {len(contents)} contents"
            )
            raise _error(path, where, problem, "give it one cue and a content; number from 1 up")
        found.append(MarkedAttribution(tuple(m.span for m in own if m.role == "S"), cues, contents))
    return tuple(found)


def _error(path: Path, line: int, problem: str, remedy: str) -> InputError:
    return InputError(path, f"line {line}: {problem}", remedy)
