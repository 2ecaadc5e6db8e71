"""Organisations that a text introduces with an acronym in brackets."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotate.words import Reading, load_grammar


def find_organisations(reading: Reading) -> dict[str, str]:
    """Acronym or full name → "Full Name (ACRONYM)", where brackets introduce one."""
    words = reading.words
    known: dict[str, str] = {}
    for index, word in enumerate(words):
        if word.tag != "(" or index + 2 >= len(words) or index == 0:
            continue
        close = next(
            (j for j in range(index + 1, min(index + 4, len(words))) if words[j].tag == ")"), 0
        )
        if not close:
            continue
        acronym = reading.text[words[index + 1].start : words[close - 1].end]
        letters = [c for c in acronym if c.isupper()]
        if len(letters) < 2 or len(letters) < 0.6 * len(acronym.replace(" ", "")):
            continue
        start = _full_name_start(reading, index - 1, letters)
        if start is None:
            continue
        full = reading.text[words[start].start : words[index - 1].end]
        display = f"{full} ({acronym})"
        known.setdefault(acronym, display)
        known.setdefault(full, display)
    return known


def _full_name_start(reading: Reading, last: int, letters: Sequence[str]) -> int | None:
    """First word of the name that an acronym shortens: capitals with small words among them."""
    words = reading.words
    first, _ = reading.bounds(last)
    index = last
    start = None
    while index >= first and last - index < 16:
        surface = reading.text[words[index].start : words[index].end]
        if surface[0].isupper() and words[index].tag not in ("det",):
            start = index
        elif words[index].lower not in load_grammar()["inside_body_names"]:
            break
        if start == index and surface[0] == letters[0] and last - index + 1 >= len(letters) - 1:
            return start
        index -= 1
    if start is None or reading.text[words[start].start] != letters[0]:
        return None
    return start
