"""Shared copy: how much of their wording the articles have in common, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from analysis.records import Comparison, Document, Passage, SharedCopy, Span
from analysis.report.keys import Index, Key
from analysis.report.parts import Cell, Column, Figure, Link, Piece, Table
from analysis.report.sections.shared_copy_edits import EditView, build_edits, shown_pairs
from analysis.report.sections.shared_copy_families import build_families, build_shares, say_voices
from analysis.report.wording import ELLIPSIS, number, percent, plural

_PASSAGES, _PER_PAIR = 12, 4
_MATRIX = 12
_SIDE_WORDS = 110


@dataclass(frozen=True, slots=True)
class SideView:
    """A passage in one article: the reference and its words, the common ones marked."""

    link: Link
    pieces: tuple[Piece, ...]
    language: str


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage in both articles."""

    words: str
    a: SideView
    b: SideView


@dataclass(frozen=True, slots=True)
class PairView:
    """The longest passages of one pair."""

    title: str
    summary: str
    passages: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class SharedCopyView:
    """The shared-copy part of the report."""

    voices: str
    shares: Figure | None
    families: Table | None
    edits: tuple[EditView, ...]
    edits_rest: str
    matrix: Table | None
    pairs: Table | None
    passages: tuple[PairView, ...]
    rest: str


def build_shared_copy(comparison: Comparison, index: Index) -> SharedCopyView | None:
    """The shared-copy part; None with fewer than two articles."""
    if len(comparison.analyses) < 2:
        return None
    pairs = sorted(
        (pair for pair in comparison.shared_copy if pair.words > 0),
        key=lambda pair: (-max(pair.share_a, pair.share_b), -pair.words),
    )
    copies = comparison.copies
    edits, edits_rest = build_edits(copies, index) if copies else ((), "")
    edited = shown_pairs(copies) if copies else frozenset()
    loose = [pair for pair in pairs if frozenset((pair.a, pair.b)) not in edited]
    shown = _choose(loose)
    total = sum(len(pair.passages) for pair in loose)
    left_out = total - sum(len(passages) for _, passages in shown)
    return SharedCopyView(
        voices=say_voices(copies, index) if copies else "",
        shares=build_shares(copies, index) if copies else None,
        families=build_families(copies, index) if copies else None,
        edits=edits,
        edits_rest=edits_rest,
        matrix=_matrix(comparison, index) if len(index.keys) <= _MATRIX and pairs else None,
        pairs=_pairs(pairs, index) if len(index.keys) > _MATRIX and pairs else None,
        passages=tuple(_pair_view(pair, passages, index) for pair, passages in shown),
        rest=f"{plural(left_out, 'further passage')} not printed here: all in the JSON."
        if left_out
        else "",
    )


def _choose(pairs: Sequence[SharedCopy]) -> list[tuple[SharedCopy, tuple[Passage, ...]]]:
    """The longest passages of the pairs that share most, up to `_PASSAGES` in all."""
    chosen: list[tuple[SharedCopy, tuple[Passage, ...]]] = []
    room = _PASSAGES
    for pair in pairs:
        longest = sorted(pair.passages, key=lambda passage: -passage.words)[: min(_PER_PAIR, room)]
        if not longest:
            continue
        chosen.append((pair, tuple(sorted(longest, key=lambda passage: passage.a))))
        room -= len(longest)
        if not room:
            break
    return chosen


def _matrix(comparison: Comparison, index: Index) -> Table:
    shares: dict[tuple[str, str], tuple[float, int]] = {}
    for pair in comparison.shared_copy:
        shares[pair.a, pair.b] = (pair.share_a, pair.words)
        shares[pair.b, pair.a] = (pair.share_b, pair.words)
    ids = [analysis.article.id for analysis in comparison.analyses]
    return Table(
        caption="How much of the article at the left is found in the article at the top, as a "
        "share of its words, with the number of words.",
        columns=(
            Column("Of the words of"),
            *(Column(f"in {key.letter}", numeric=True) for key in index.keys),
        ),
        rows=tuple(
            (
                Cell(key.name, foreign=True),
                *(_share_cell(shares, row, column) for column in ids),
            )
            for row, key in zip(ids, index.keys, strict=True)
        ),
    )


def _share_cell(shares: Mapping[tuple[str, str], tuple[float, int]], row: str, column: str) -> Cell:
    if row == column:
        return Cell("·")
    share, words = shares.get((row, column), (0.0, 0))
    return Cell(percent(share), detail=plural(words, "word")) if words else Cell("none")


def _pairs(pairs: Sequence[SharedCopy], index: Index) -> Table:
    rows = []
    for pair in pairs[: _MATRIX * 3]:
        a, b = index.key(pair.a), index.key(pair.b)
        rows.append(
            (
                Cell(f"{a.letter} and {b.letter}"),
                Cell(number(pair.words)),
                Cell(percent(pair.share_a)),
                Cell(percent(pair.share_b)),
            )
        )
    return Table(
        caption="The pairs that share most. Shares are of each article's own words; pairs that "
        "share less are in the CSV.",
        columns=(
            Column("Pair"),
            Column("Common words", numeric=True),
            Column("Share of the first", numeric=True),
            Column("Share of the second", numeric=True),
        ),
        rows=tuple(rows),
    )


def _pair_view(pair: SharedCopy, passages: Sequence[Passage], index: Index) -> PairView:
    a, b = index.key(pair.a), index.key(pair.b)
    return PairView(
        title=f"{a.letter} and {b.letter}",
        summary=f"{plural(pair.words, 'common word')}: {percent(pair.share_a)} of {a.letter}, "
        f"{percent(pair.share_b)} of {b.letter}, in {plural(len(pair.passages), 'passage')}",
        passages=tuple(_passage(pair, passage, a, b, index) for passage in passages),
    )


def _passage(pair: SharedCopy, passage: Passage, a: Key, b: Key, index: Index) -> PassageView:
    document_a, document_b = index.document(pair.a), index.document(pair.b)
    tokens_a = _tokens(document_a, passage.a)
    tokens_b = _tokens(document_b, passage.b)
    common_a, common_b = _common(
        [token.of(document_a.text).casefold() for token in tokens_a],
        [token.of(document_b.text).casefold() for token in tokens_b],
    )
    return PassageView(
        words=plural(passage.words, "word"),
        a=SideView(
            index.link(pair.a, passage.a),
            _pieces(document_a, passage.a, tokens_a, common_a),
            a.language,
        ),
        b=SideView(
            index.link(pair.b, passage.b),
            _pieces(document_b, passage.b, tokens_b, common_b),
            b.language,
        ),
    )


def _tokens(document: Document, span: Span) -> list[Span]:
    inside = [token for token in document.tokens if span.contains(token)]
    return inside[:_SIDE_WORDS]


def _common(a: Sequence[str], b: Sequence[str]) -> tuple[set[int], set[int]]:
    """The places of the words that the two sides have in common, in order."""
    blocks = SequenceMatcher(a=a, b=b, autojunk=False).get_matching_blocks()
    in_a = {block.a + step for block in blocks for step in range(block.size)}
    in_b = {block.b + step for block in blocks for step in range(block.size)}
    return in_a, in_b


def _pieces(
    document: Document, span: Span, tokens: Sequence[Span], common: set[int]
) -> tuple[Piece, ...]:
    """The passage with the common words marked, from the start of its sentence to its end."""
    text = document.text
    if not tokens:
        return (Piece(span.of(text)),)
    touched = [sentence.span for sentence in document.sentences if sentence.span.overlaps(span)]
    start = min((sentence.start for sentence in touched), default=span.start)
    end = max((sentence.end for sentence in touched), default=span.end)
    last = tokens[-1].end
    cut = last < span.end and any(
        token.start >= last for token in document.tokens if span.contains(token)
    )
    pieces = [Piece(text[start : tokens[0].start])]
    for place, token in enumerate(tokens):
        mark = "common" if place in common else ""
        following = tokens[place + 1].start if place + 1 < len(tokens) else token.end
        both = mark and place + 1 in common
        if both:
            pieces.append(Piece(text[token.start : following], "common"))
        else:
            pieces.append(Piece(token.of(text), "common" if mark else ""))
            pieces.append(Piece(text[token.end : following]))
    pieces.append(Piece(f" {ELLIPSIS}") if cut else Piece(text[last:end]))
    return _joined(pieces)


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Neighbours with the same mark as one piece."""
    joined: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if joined and joined[-1].mark == piece.mark:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.mark)
        else:
            joined.append(piece)
    return tuple(joined)
