"""The edit view: two versions of one copy, sentence by sentence, with the changed words marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from analysis.records import Copies, CopyEdits, Document, SentenceEdit, Span
from analysis.report.keys import Index, Key
from analysis.report.parts import Link, Piece
from analysis.report.wording import ELLIPSIS, listing, plural

_PAIRS = 3
_ROWS = 60
_LONGEST = 700

_KINDS = {
    "same": "the same",
    "edited": "edited",
    "reworded": "reworded",
    "cut": "cut",
    "added": "added",
}


@dataclass(frozen=True, slots=True)
class EditSide:
    """The sentences of one version: where they stand, their words; nothing where there are none."""

    links: tuple[Link, ...]
    pieces: tuple[Piece, ...]
    language: str


@dataclass(frozen=True, slots=True)
class EditRow:
    """What became of a sentence, in one word, and both versions; or a line that sums up some."""

    kind: str
    a: EditSide
    b: EditSide
    summary: str = ""


@dataclass(frozen=True, slots=True)
class EditView:
    """Two versions of one copy."""

    title: str
    summary: str
    a: str
    b: str
    rows: tuple[EditRow, ...]
    rest: str


def build_edits(copies: Copies, index: Index) -> tuple[tuple[EditView, ...], str]:
    """The versions that share most, and what is said of the pairs not shown."""
    ranked = sorted(copies.edits, key=lambda edits: -_kept(edits))
    shown = tuple(_edit_view(edits, index) for edits in ranked[:_PAIRS])
    left = len(ranked) - len(shown)
    return shown, (
        f"{plural(left, 'further pair')} of versions not printed here: all in copy_edits.csv."
        if left
        else ""
    )


def shown_pairs(copies: Copies) -> frozenset[frozenset[str]]:
    """The pairs of articles that the edit view shows."""
    ranked = sorted(copies.edits, key=lambda edits: -_kept(edits))
    return frozenset(frozenset((edits.a, edits.b)) for edits in ranked[:_PAIRS])


def _kept(edits: CopyEdits) -> int:
    return sum(edit.kind in ("same", "edited") for edit in edits.sentences)


def _edit_view(edits: CopyEdits, index: Index) -> EditView:
    a, b = index.key(edits.a), index.key(edits.b)
    rows = list(_rows(edits, index, a, b))
    left = len(rows) - _ROWS
    return EditView(
        title=_title(edits, a, b),
        summary=_summary(edits, a, b),
        a=a.name,
        b=b.name,
        rows=tuple(rows[:_ROWS]),
        rest=f"{plural(left, 'further line')}: in copy_edits.csv." if left > 0 else "",
    )


def _title(edits: CopyEdits, a: Key, b: Key) -> str:
    if not edits.whole:
        return f"The passages common to {a.letter} and {b.letter}"
    return f"From {a.letter} to {b.letter}" if edits.order else f"{a.letter} and {b.letter}"


def _summary(edits: CopyEdits, a: Key, b: Key) -> str:
    counts = Counter(edit.kind for edit in edits.sentences)
    moved = sum(edit.moved for edit in edits.sentences)
    parts = [
        f"{plural(counts['same'], 'sentence')} the same" if counts["same"] else "",
        f"{counts['edited']} edited" if counts["edited"] else "",
        f"{counts['reworded']} reworded" if counts["reworded"] else "",
        f"{counts['cut']} only in {a.letter}" if counts["cut"] else "",
        f"{counts['added']} only in {b.letter}" if counts["added"] else "",
        f"{moved} moved" if moved else "",
    ]
    order = {
        "date": f"{a.letter} was published earlier.",
        "agency": f"{a.letter} is the agency's own.",
        "": f"Which came first is not known: “cut” and “added” are said as seen from {a.letter}.",
    }
    rest = "" if edits.whole else " The rest of the two articles is different and left out here."
    return f"{listing([part for part in parts if part])}. {order[edits.order]}{rest}"


def _rows(edits: CopyEdits, index: Index, a: Key, b: Key) -> Iterator[EditRow]:
    """A row for each change; neighbours that stayed the same are summed up, and neighbours that
    were cut, or added, share a row."""
    for (kind, moved), group in groupby(edits.sentences, key=lambda edit: (edit.kind, edit.moved)):
        lots = [list(group)]
        if kind in ("edited", "reworded") or moved:
            lots = [[edit] for edit in lots[0]]
        for lot in lots:
            if kind == "same" and not moved:
                yield _same(lot, edits, index, a, b)
                continue
            yield EditRow(
                _KINDS[kind] + (", moved" if moved else ""),
                _side(edits.a, lot, "a", index, a),
                _side(edits.b, lot, "b", index, b),
            )


def _same(same: Sequence[SentenceEdit], edits: CopyEdits, index: Index, a: Key, b: Key) -> EditRow:
    in_a = index.links(edits.a, (span for edit in same for span in edit.a))
    in_b = index.links(edits.b, (span for edit in same for span in edit.b))
    return EditRow(
        _KINDS["same"],
        EditSide(in_a[:1], (), a.language),
        EditSide(in_b[:1], (), b.language),
        f"{plural(len(in_b), 'sentence')} the same, word for word",
    )


def _side(
    article: str,
    lot: Sequence[SentenceEdit],
    side: Literal["a", "b"],
    index: Index,
    key: Key,
) -> EditSide:
    document = index.document(article)
    spans = [span for edit in lot for span in (edit.a if side == "a" else edit.b)]
    only = [span for edit in lot for span in (edit.only_a if side == "a" else edit.only_b)]
    pieces = [piece for span in spans for piece in (*_pieces(document, span, only), Piece(" "))]
    return EditSide(index.links(article, spans), _shortened(pieces[:-1]), key.language)


def _pieces(document: Document, span: Span, only: Sequence[Span]) -> Iterator[Piece]:
    at = span.start
    for part in only:
        if span.contains(part):
            yield Piece(document.text[at : part.start])
            yield Piece(part.of(document.text), "only")
            at = part.end
    yield Piece(document.text[at : span.end])


def _shortened(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    kept: list[Piece] = []
    room = _LONGEST
    for piece in pieces:
        if not piece.text:
            continue
        if len(piece.text) > room:
            kept.append(Piece(piece.text[:room].rstrip() + ELLIPSIS, piece.mark))
            break
        kept.append(piece)
        room -= len(piece.text)
    return tuple(kept)
