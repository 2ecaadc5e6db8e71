"""Cuts off what a page glued before the first words of an article."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.ingest.dates import find_dates, leading_clock
from analysis.ingest.lines import Line
from analysis.ingest.shapes import count_words, is_terminated

_MIN_REST_WORDS = 6
_SHARE = re.compile(r"^(?:spread the love|sharing is caring!?)\s*", re.IGNORECASE)
_LABELLED = re.compile(
    r"^\W*(?:date|posted|published|updated|last updated)(?: on| at)?\s*:?\s*", re.I
)


def without_prefix(line: Line) -> tuple[Line, str]:
    """The line without a date or button glued before its first sentence, and that as it stood.

    A sentence that begins with a date ("Published 3 May 2021, the report says ...") stays whole.
    """
    end = _end_of_date(line.text) or _end_of_button(line.text)
    rest = line.text[end:].lstrip(" .;:|–—-")
    if not end or count_words(rest) < _MIN_REST_WORDS or not is_terminated(rest):
        return line, ""
    if rest[0].islower() or rest[0] == ",":
        return line, ""
    cut = len(line.text) - len(rest)
    return replace(line, text=rest), line.text[:cut].strip()


def _end_of_date(text: str) -> int:
    """Where a labelled date at the beginning ends, with its time of day; 0 without one."""
    label = _LABELLED.match(text)
    date = next(iter(find_dates(text)), None)
    if label is None or date is None or date.start != label.end():
        return 0
    return date.end + leading_clock(text[date.end :])


def _end_of_button(text: str) -> int:
    match = _SHARE.match(text)
    return match.end() if match else 0
