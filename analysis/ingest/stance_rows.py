"""The rows that `parallax stance` judges: JSONL, one text and its target a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.errors import InputError
from analysis.ingest.files import read_bytes
from analysis.records import Span

MAX_BYTES = 200_000_000
# Half of a pair that makes one character: no encoding knows it, and no text holds it on purpose.
_LONE = re.compile(r"[\ud800-\udfff]")
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class StanceRow:
    """A text, whom or what to judge in it, and where that stands if the row says so.

    `id` is a text or a number, as the row has it; `target` is "" only where none is needed.
    """

    id: str | int
    text: str
    target: str
    mention: Span | None = None
    title: str = ""

    def titled(self) -> tuple[str, Span | None]:
        """The text with its title as the first line, and where that stands; None without one."""
        title = " ".join(self.title.split())
        if not title:
            return self.text, None
        if self.text.lstrip().startswith(title):
            start = len(self.text) - len(self.text.lstrip())
            return self.text, Span(start, start + len(title))
        return f"{title}\n{self.text}", Span(0, len(title))


def read_stance_rows(path: Path, *, need_target: bool = True) -> tuple[StanceRow, ...]:
    """The rows of a JSONL file in order; blank lines are no rows.

    Raises InputError with the line of the first row that cannot be used, or when there is none.
    """
    content = read_bytes(path, limit=MAX_BYTES, error=InputError)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = f"line {line}: the file is not in UTF-8"
        raise InputError(path, problem, "save it with the encoding UTF-8") from None
    rows = tuple(_rows(path, text, need_target=need_target))
    if not rows:
        remedy = 'write one a line: {"id": "1", "text": "...", "target": "..."}'
        raise InputError(path, "holds no rows", remedy)
    return rows


def _rows(path: Path, text: str, *, need_target: bool) -> Iterator[StanceRow]:
    # Not splitlines: JSON may hold the other characters that end a line as they are.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _Line(path, number).row(line, need_target=need_target)


@dataclass(frozen=True, slots=True)
class _Line:
    path: Path
    number: int

    def row(self, line: str, *, need_target: bool) -> StanceRow:
        """The row that the line holds."""
        table = self._table(line)
        text = self._text(table, "text")
        target = self._text(table, "target", needed=need_target)
        title = self._text(table, "title", needed=False)
        identity = self._value(table, "id")
        if isinstance(identity, bool) or not isinstance(identity, (str, int)):
            raise self._error('"id" is neither a text nor a number', 'write "id": "1"')
        return StanceRow(identity, text, target, self._mention(table, text), title)

    def _table(self, line: str) -> Mapping[str, Any]:
        try:
            table = json.loads(line)
        except json.JSONDecodeError as error:
            problem = f"not JSON: {error.msg} at character {error.colno}"
            raise self._error(problem, "write one whole JSON object a line") from None
        except (RecursionError, ValueError):
            raise self._error(
                "its JSON is nested too deeply or holds too long a number",
                'keep to "id", "text", "target", "start", "end" and "title"',
            ) from None
        if not isinstance(table, dict):
            raise self._error("not a JSON object", 'begin it with {"id": ')
        return table

    def _value(self, table: Mapping[str, Any], key: str) -> Any:
        if table.get(key) is None:
            raise self._error(f'"{key}" is missing', f'add "{key}": "..."')
        return table[key]

    def _text(self, table: Mapping[str, Any], key: str, *, needed: bool = True) -> str:
        if not needed and table.get(key) is None:
            return ""
        value = self._value(table, key)
        if not isinstance(value, str):
            raise self._error(f'"{key}" is no text', f'write "{key}": "..."')
        if needed and not value.strip():
            raise self._error(f'"{key}" is empty', "fill it in, or leave the row out")
        return _LONE.sub("\ufffd", value)

    def _mention(self, table: Mapping[str, Any], text: str) -> Span | None:
        start, end = table.get("start"), table.get("end")
        if start is None and end is None:
            return None
        if start is None or end is None:
            missing = "start" if start is None else "end"
            raise self._error(f'"{missing}" is missing beside its counterpart', "give both or none")
        if any(isinstance(place, bool) or not isinstance(place, int) for place in (start, end)):
            raise self._error('"start" and "end" are no whole numbers', "count characters from 0")
        if not 0 <= start < end <= len(text):
            shown = f"{start}..{end}"
            problem = f'"start" and "end" ({shown[:_SHOWN]}) lie outside the text'
            remedy = f"keep 0 ≤ start < end ≤ {len(text)}, the characters of the text"
            raise self._error(problem, remedy)
        if not text[start:end].strip():
            raise self._error('"start" and "end" hold only blanks', "let them hold the target")
        return Span(start, end)

    def _error(self, problem: str, remedy: str) -> InputError:
        return InputError(self.path, f"line {self.number}: {problem}", remedy)
