from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.records import (
    AgencyMention,
    Comparison,
    Copies,
    CopyEdits,
    CopyFamily,
    CopyShare,
    SentenceEdit,
    Span,
)
from analysis.report.export_copies import (
    agency_rows,
    describe_copies,
    edit_rows,
    family_rows,
    share_rows,
)
from analysis.report.render import render_html
from analysis.report.view import build_view


@pytest.fixture(scope="session")
def copied(comparison: Comparison) -> Comparison:
    """The invented comparison with a family of its first two articles."""
    one, two = comparison.analyses[:2]
    a, b = one.document.sentences, two.document.sentences
    first_word = Span(a[1].span.start, a[1].span.start + 3)
    mention = AgencyMention(one.article.id, "AFP", "told", "she told AFP", a[1].span)
    copies = Copies(
        families=(
            CopyFamily(
                (one.article.id, two.article.id),
                ((one.article.id, two.article.id),),
                ("AFP",),
                False,
                (mention,),
            ),
        ),
        shares=tuple(
            CopyShare(analysis.article.id, 100, 40 if n < 2 else 0, 10 if n < 2 else 0)
            for n, analysis in enumerate(comparison.analyses)
        ),
        edits=(
            CopyEdits(
                one.article.id,
                two.article.id,
                "",
                (
                    SentenceEdit("same", (a[0].span,), (b[0].span,)),
                    SentenceEdit("edited", (a[1].span,), (b[1].span,), (first_word,), ()),
                    SentenceEdit("reworded", (a[2].span,), (b[2].span,), likeness=0.8),
                    SentenceEdit("cut", (a[-1].span,)),
                    SentenceEdit("added", (), (b[-1].span,)),
                ),
            ),
        ),
        mentions=(mention,),
        voices=len(comparison.analyses) - 1,
    )
    return replace(comparison, copies=copies)


def test_edits_are_told_in_one_word_with_the_changed_words_marked(copied, axis) -> None:
    (pair,) = build_view(copied, axis).shared_copy.edits
    assert [row.kind for row in pair.rows] == ["the same", "edited", "reworded", "cut", "added"]
    assert [piece.mark for piece in pair.rows[1].a.pieces][:2] == ["only", ""]
    assert pair.rows[0].summary == "1 sentence the same, word for word"
    assert not pair.rows[3].b.pieces
    assert "Which came first is not known" in pair.summary


def test_an_agency_that_is_only_pointed_to_is_perhaps(copied, axis) -> None:
    table = build_view(copied, axis).shared_copy.families
    (row,) = table.rows
    assert row[3].text == "perhaps AFP"
    assert "weaker than a credit" in row[4].text
    assert row[4].links[0].label == "A2"


def test_voices_are_counted_in_words(copied, axis) -> None:
    assert "independent voice" in build_view(copied, axis).shared_copy.voices


def test_bars_are_described(copied, axis) -> None:
    figure = build_view(copied, axis).shared_copy.shares
    assert "A: 40% word for word, 10% reworded, 50% in no other article" in figure.alt
    assert figure.chart.svg() == figure.chart.svg()


def test_a_pair_with_edits_is_not_printed_twice(copied, axis) -> None:
    assert build_view(copied, axis).shared_copy.passages == ()


def test_the_page_has_the_edits(copied, axis) -> None:
    page = render_html(build_view(copied, axis))
    assert "What was changed in the common copy" in page
    assert 'mark class="only"' in page


def test_tables_have_a_row_for_each_piece(copied) -> None:
    n = len(copied.analyses)
    assert [len(f(copied)) for f in (family_rows, share_rows, agency_rows, edit_rows)] == [
        2,
        n,
        1,
        5,
    ]
    assert [row["own"] for row in share_rows(copied)][:2] == [50, 50]
    assert describe_copies(copied)["edits"][0]["sentences"][2]["likeness"] == 0.8


def test_without_a_search_there_is_nothing(comparison) -> None:
    assert describe_copies(replace(comparison, copies=None)) is None
    assert family_rows(replace(comparison, copies=None)) == []
