"""The main measures of each article as a table for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from analysis.records import Analysis, Comparison, Estimate

_ID_WIDTH, _TITLE_WIDTH, _MIN_TITLE, _MIN_WIDTH = 24, 40, 12, 30
_TITLE_REACH = 200

_OVERVIEW = (
    "framing.score",
    "framing.narrator",
    "framing.quoted",
    "sourcing.attributions",
    "sourcing.effective_sources",
    "sourcing.kind_official",
    "sourcing.named_share",
    "readability.flesch_reading_ease",
    "readability.words_per_sentence",
)
_SPARE = ("sourcing.named_share", "sourcing.kind_official")
"""Left out, in this order, where the titles would have less than _SPARE_TITLE otherwise."""
_SPARE_TITLE = 20
_HEADS = {"sourcing.kind_official": "official words", "sourcing.named_share": "named words"}


def to_table(comparison: Comparison, *, width: int) -> str:
    """The main measures for a terminal `width` columns wide: a row an article where they fit,
    else a block of lines an article.
    """
    measures = [name for name in _OVERVIEW if any(_measure(a, name) for a in comparison.analyses)]
    spare = [name for name in _SPARE if name in measures]
    for left_out in range(len(spare) + 1):
        shown = [name for name in measures if name not in spare[:left_out]]
        heads, rows = _columns(comparison, shown)
        widths = _widths(rows, heads)
        first = max(len("article"), *(min(_ID_WIDTH, len(row[0])) for row in rows))
        title = min(_TITLE_WIDTH, width - first - 2 - sum(2 + number for number in widths))
        if title >= (_SPARE_TITLE if len(spare) > left_out else _MIN_TITLE):
            return _grid(rows, heads, [first, title, *widths])
    heads, rows = _columns(comparison, measures)
    return "\n".join(_block(row, heads, width=max(width, _MIN_WIDTH)) for row in rows)


def _columns(comparison: Comparison, measures: Sequence[str]) -> tuple[list[str], list[list[str]]]:
    """The heads of the measures, and a row an article: id, title, cut lines, measures."""
    heads = [_HEADS.get(name, name.split(".")[1].replace("_", " ")) for name in measures]
    rows = [
        [
            analysis.article.id,
            _visible(analysis.article.title or analysis.article.text[:_TITLE_REACH]),
            str(len(analysis.article.removed)),
            *(_short(_measure(analysis, name)) for name in measures),
        ]
        for analysis in comparison.analyses
    ]
    return ["cut lines", *heads], rows


def _widths(rows: Sequence[Sequence[str]], heads: Sequence[str]) -> list[int]:
    columns = zip(heads, *(row[2:] for row in rows), strict=True)
    return [max([*map(len, cells), *map(len, head.split())]) for head, *cells in columns]


def _grid(rows: Sequence[Sequence[str]], heads: Sequence[str], widths: Sequence[int]) -> str:
    """Rows under heads wrapped between words, names to the left and numbers to the right."""
    names = [["article"], ["title or first words"[: widths[1]]]]
    wrapped = names + [
        textwrap.wrap(head, size) for head, size in zip(heads, widths[2:], strict=True)
    ]
    height = max(map(len, wrapped))
    padded = [[""] * (height - len(lines)) + lines for lines in wrapped]
    table = [*zip(*padded, strict=True), ["─" * size for size in widths], *rows]
    lines = []
    for cells in table:
        cut = [_fitted(cell, size) for cell, size in zip(cells, widths, strict=True)]
        left = [cell.ljust(size) for cell, size in zip(cut[:2], widths, strict=False)]
        right = [cell.rjust(size) for cell, size in zip(cut[2:], widths[2:], strict=True)]
        lines.append("  ".join([*left, *right]).rstrip() + "\n")
    return "".join(lines)


def _block(row: Sequence[str], heads: Sequence[str], *, width: int) -> str:
    """One article for a narrow terminal: its name, then a line a measure."""
    indent = max(map(len, heads))
    pairs = zip(heads, row[2:], strict=True)
    lines = [f"{row[0]}: {row[1]}", *(f"  {head:{indent}}  {cell}" for head, cell in pairs)]
    return "".join(_fitted(line, width) + "\n" for line in lines)


def _fitted(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _visible(text: str) -> str:
    """`text` on one line without control codes, which would speak to the terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _measure(analysis: Analysis, name: str) -> Estimate | None:
    feature, measure = name.split(".")
    result = analysis.results.get(feature)
    return None if result is None else result.measures.get(measure)


def _short(estimate: Estimate | None) -> str:
    if estimate is None or not estimate.known:
        return "–"
    if estimate.unit.startswith("share"):
        return f"{estimate.value:.0%}"
    if estimate.unit.startswith("axis"):
        return f"{estimate.value:+.2f}"
    return f"{estimate.value:.1f}".removesuffix(".0")
