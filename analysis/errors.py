"""Errors a user can act on; everything else is a bug and keeps its traceback.

ParallaxError
├── InputError        a file, row or option that cannot be used (exit code 2)
│   ├── ArticleError  one article; the run goes on without it
│   ├── ManifestError
│   └── AxisError
└── OutputError       a result that could not be written (exit code 3)
    └── PdfError      the PDF only; the other formats are written
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar


class ParallaxError(Exception):
    """A problem told in one line: the file, what is wrong, and what would be right."""

    exit_code: ClassVar[int] = 2

    def __init__(self, path: str | Path | None, problem: str, remedy: str) -> None:
        self.path = None if path is None else str(path)
        self.problem = problem
        self.remedy = remedy
        super().__init__(self.line)

    @property
    def reason(self) -> str:
        """The problem and the remedy without the file's name, for tables that name it already."""
        return f"{self.problem}; {self.remedy}"

    @property
    def line(self) -> str:
        """The whole message on one line."""
        where = f"{self.path}: " if self.path else ""
        return " ".join(f"{where}{self.reason}".split())


class InputError(ParallaxError):
    """Something the user gave cannot be used."""


class ArticleError(InputError):
    """One article cannot be read; it is skipped and listed in the report."""


class ManifestError(InputError):
    """`manifest.csv`, `event.toml` or `sources.toml` says something that cannot be."""


class AxisError(InputError):
    """An axis file does not follow the schema."""


class OutputError(ParallaxError):
    """A result could not be written."""

    exit_code: ClassVar[int] = 3


class PdfError(OutputError):
    """The PDF could not be made; HTML, JSON and CSV are not affected."""
