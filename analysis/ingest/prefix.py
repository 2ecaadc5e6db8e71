"""Cuts off what a page glued before the first words of an article."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.ingest.dates import find_dates
from analysis.ingest.lines import Line
from analysis.ingest.shapes import count_words, is_terminated

_MIN_REST_WORDS = 6
_LABELLED = re.compile(
    r"^\W*(?:date|posted|published|updated|last updated)(?: on| at)?\s*:?\s*", re.I
)


def without_prefix(line: Line) -> tuple[Line, str]:
    """The line without a date glued before its first sentence, and that date as it stood."""
    label = _LABELLED.match(line.text)
    date = next(iter(find_dates(line.text)), None)
    if label is None or date is None or date.start != label.end():
        return line, ""
    rest = line.text[date.end :].lstrip(" .,;:|–—-")
    if count_words(rest) < _MIN_REST_WORDS or not is_terminated(rest):
        return line, ""
    cut = len(line.text) - len(rest)
    return replace(line, text=rest), line.text[:cut].strip()
