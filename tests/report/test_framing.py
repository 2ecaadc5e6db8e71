import csv
import io
import json
import math
from dataclasses import replace

import pytest

from analysis.records import ChosenWord, Estimate, SegmentScore, Span, WordChoice
from analysis.report.charts.facets import FULL, HeatCell, HeatChart, HeatRow, tint
from analysis.report.export import to_json
from analysis.report.keys import Index
from analysis.report.parts import Piece
from analysis.report.sections.framing_facets import facet_verdict
from analysis.report.sections.framing_speakers import quoted_parts, voices_verdict
from analysis.report.sections.framing_views import views_words
from analysis.report.sections.moved import build_moved, contributions, limited
from analysis.report.tables import to_csv
from analysis.report.view import build_view
from analysis.stats.random_effects import PRIOR


def figure(text):
    return float(text.replace("−", "-").rstrip(",;."))


def known(low, high):
    return Estimate((low + high) / 2, low, high, 5)


def test_what_is_shown_and_the_rest_add_up_to_the_printed_score(one_article, axis):
    analysis = one_article.analyses[0]
    result = analysis.results["framing"]
    index = Index(one_article.analyses)
    few = build_moved(
        analysis, replace(result, moved=result.moved[:2]), index, index.keys[0], axis, many=False
    )
    shown = [figure(s.facts[-1].split()[1]) for s in few.sentences]
    words = few.sum.split()
    together, rest, total = (figure(word) for word in words if word[0] in "+−")
    assert together == pytest.approx(sum(shown), abs=1e-9)
    assert together + rest == pytest.approx(total, abs=1e-9)
    assert total == pytest.approx(result.overall.value, abs=0.0005)


def test_contributions_sum_to_the_score_and_leave_the_headline_out(one_article):
    result = one_article.analyses[0].results["framing"]
    headline = replace(result.segments[0], role="headline", score=0.9)
    with_headline = replace(result, segments=(headline, *result.segments))
    assert contributions(with_headline) == (0.0, *contributions(result))
    assert math.fsum(contributions(result)) == pytest.approx(result.overall.value)


def test_parts_of_one_sentence_are_told_together(one_article, axis):
    analysis = one_article.analyses[0]
    result = analysis.results["framing"]
    span = analysis.document.sentences[1].span
    middle = span.start + 12
    parts = (
        SegmentScore(Span(span.start, middle), 1, "narrator", "body", -0.8, 0.4, share=0.5),
        SegmentScore(Span(middle, span.end), 1, "quoted", "body", -0.8, 0.4, share=0.5),
    )
    value = -0.8 / (0.8 + PRIOR)
    split = replace(result, segments=parts, moved=(0, 1), overall=Estimate(value, -0.5, 0.1))
    index = Index(one_article.analyses)
    (sentence,) = build_moved(analysis, split, index, index.keys[0], axis, many=False).sentences
    assert sentence.facts[0] == "narrator and quoted voice"
    assert figure(sentence.facts[-1].split()[1]) == pytest.approx(value, abs=0.0005)
    assert "".join(piece.text for piece in sentence.pieces) == span.of(analysis.article.text)


@pytest.mark.parametrize(
    ("views", "words"),
    [
        ({"lexicon": 0.8, "words": 0.4, "encoder": 0.9}, "they agree"),
        (
            {"lexicon": 0.8, "words": -0.4, "encoder": 0.9},
            "they disagree: the word list and the encoder read it as hopeful, "
            "the word model reads it as doubtful",
        ),
        (
            {"lexicon": 0.0, "words": 0.0, "encoder": -0.9},
            "only the encoder reads it as doubtful, the word list and the word model see little "
            "either way",
        ),
        ({"lexicon": 0.0, "encoder": 0.1}, "none leans far"),
    ],
)
def test_views_that_disagree_are_named(axis, views, words):
    assert views_words(views, axis).endswith(f": {words}")


def test_one_view_cannot_disagree(axis):
    assert views_words({"lexicon": 0.8}, axis) == ""


def test_facets_name_only_articles_whose_intervals_separate(comparison, axis):
    a, b, c, *_ = Index(comparison.analyses).keys
    apart = [(a, known(-0.5, -0.2)), (b, known(0.1, 0.4)), (c, known(-0.3, 0.3))]
    assert facet_verdict(apart, axis) == "B is nearer to hopeful than A."
    touching = [(a, known(-0.5, 0.1)), (b, known(0.1, 0.4)), (c, known(-0.3, 0.3))]
    assert facet_verdict(touching, axis) == "No two of A, B and C can be told apart here."
    assert facet_verdict(touching[:1], axis) == "Only A says enough for a score."


def test_facets_lead_to_passages_with_the_words_on_them(comparison, axis):
    facets = build_view(comparison, axis).framing.facets
    trust = facets.facets[0]
    assert trust.verdict == "A is nearer to hopeful than B and D."
    first = trust.passages[0]
    assert (first.link.label, first.symbol) == ("A4", "▲")
    assert [piece.text for piece in first.pieces if piece.mark == "for"] == ["fresh start"]
    assert facets.silent == "No article says enough for a score on Means."


def test_cut_between_marked_words_keeps_the_space():
    pieces = limited((Piece("a "), Piece("fresh", "for"), Piece(" start for all of us")), 16)
    assert "".join(piece.text for piece in pieces) == "a fresh start…"


def test_tables_have_a_line_for_each_facet_and_kind_with_its_reason(comparison):
    tables = to_csv(comparison)
    facets = list(csv.DictReader(io.StringIO(tables["facets.csv"].decode())))
    assert [row["facet"] for row in facets[:2]] == ["trust", "means"]
    assert facets[0]["score"]
    assert (facets[1]["score"], facets[1]["reason"]) == ("", "nothing is said on it")
    assert tables["speakers.csv"].startswith(b"article,kind,score,low,high,n,reason")


def test_json_has_facets_speakers_views_and_the_score_without_its_strongest_sentence(comparison):
    framing = json.loads(to_json(comparison))["articles"][0]["framing"]
    assert set(framing["facets"]) == {"trust", "means"}
    assert framing["facets"]["means"]["score"] is None
    assert set(framing["speakers"]) == {"official"}
    assert framing["without_strongest"]["n"] == framing["n"] - 1
    assert set(framing["sentences"][0]["views"]) == {"lexicon", "words", "encoder"}
    assert framing["sentences"][0]["share"] == 1.0


def test_heat_map_carries_sign_and_number_and_marks_empty_cells(comparison, axis):
    (chart,) = (item.chart for item in build_view(comparison, axis).framing.facets.figures)
    words = [cell.words for cell in chart.rows[0].cells]
    assert words[0].startswith("▲ +")
    assert words[1].startswith("▼ −")
    assert words[2] == ""
    assert math.isnan(chart.rows[0].cells[2].value)


def test_heat_map_tints_by_side_and_distance():
    assert tint(0.0) == "#ffffff"
    assert tint(FULL) == tint(1.0) != tint(-1.0)
    chart = HeatChart((), (HeatRow("x", (HeatCell(math.nan, ""),)),), "no", "yes")
    assert chart.svg() == chart.svg()


def test_quoted_optimism_is_said_to_be_the_sources(axis):
    narrator, quoted = known(-0.4, -0.1), known(0.2, 0.5)
    assert "nearer to hopeful" in voices_verdict(narrator, quoted, axis)
    assert "not the outlet's" in voices_verdict(quoted, narrator, axis)
    assert voices_verdict(known(-0.4, 0.3), quoted, axis) == "not distinguishable"


def test_quoted_words_are_counted_by_kind_of_source(comparison, axis):
    analysis = comparison.analyses[0]
    assert list(quoted_parts(analysis, analysis.results["framing"])) == ["official"]
    table = build_view(comparison, axis).framing.speakers.kinds
    official = [column.label for column in table.columns].index("Official")
    assert table.rows[0][official].text == "▲\u00a01 ▼\u00a00"
    assert table.rows[0][official].links[0].label == "A4"


def test_the_pair_that_differs_most_shows_what_makes_the_difference(comparison, axis):
    pair = build_view(comparison, axis).framing.pair
    assert [side.key.letter for side in pair.sides] == ["A", "B"]
    assert pair.verdict.startswith("A stands +")
    upper, lower = pair.sides
    assert {sentence.symbol for sentence in upper.sentences} == {"▲"}
    assert {sentence.symbol for sentence in lower.sentences} == {"▼"}
    shown, difference, rest = (figure(w) for w in pair.sum.split() if w[0] in "+−")
    assert shown + rest == pytest.approx(difference, abs=1e-9)


def test_one_article_is_compared_with_nothing(one_article, axis):
    framing = build_view(one_article, axis).framing
    assert framing.pair is None
    assert [facet.verdict for facet in framing.facets.facets] == [""]


def test_score_that_hangs_on_one_sentence_is_said_to(one_article, axis):
    analysis = one_article.analyses[0]
    result = replace(
        analysis.results["framing"],
        overall=Estimate(0.3, 0.1, 0.5),
        without_strongest=Estimate(0.1, -0.1, 0.3),
    )
    index = Index(one_article.analyses)
    group = build_moved(analysis, result, index, index.keys[0], axis, many=False)
    assert group.strongest.label == "A4"
    assert group.robust.endswith("that it leans toward hopeful at all hangs on that one sentence.")


def test_the_choice_of_words_is_part_of_the_sum_and_names_its_words(one_article, axis):
    analysis = one_article.analyses[0]
    result = analysis.results["framing"]
    choice = WordChoice(
        0.05, 40, (ChosenWord("built", 3, 0.06),), (ChosenWord("police", 1, -0.01),)
    )
    overall = replace(result.overall, value=result.overall.value + 0.05)
    index = Index(one_article.analyses)
    told = replace(result, overall=overall, word_choice=choice, moved=result.moved[:2])
    group = build_moved(analysis, told, index, index.keys[0], axis, many=False)
    *added, total = (figure(word) for word in group.sum.split() if word[0] in "+−")
    assert added[-1] == pytest.approx(0.05)
    assert math.fsum(added) == pytest.approx(total, abs=1e-9)
    assert "“built” (+0.060, 3 times)" in group.choice
    assert "“police” (−0.010)" in group.choice
    assert build_moved(analysis, result, index, index.keys[0], axis, many=False).choice == ""
    everything = build_moved(
        analysis,
        replace(told, moved=tuple(range(len(result.segments)))),
        index,
        index.keys[0],
        axis,
        many=False,
    )
    *added, total = (figure(word) for word in everything.sum.split() if word[0] in "+−")
    assert math.fsum(added) == pytest.approx(total, abs=1e-9)


def test_the_pair_and_the_table_tell_what_the_choice_of_words_adds(comparison, axis):
    analyses = [
        replace(
            analysis,
            results={
                **analysis.results,
                "framing": replace(
                    analysis.results["framing"], word_choice=WordChoice(0.01 * (n + 1), 40)
                ),
            },
        )
        for n, analysis in enumerate(comparison.analyses)
    ]
    framing = build_view(replace(comparison, analyses=tuple(analyses)), axis).framing
    column = [c.label for c in framing.values.columns].index("Of it by words")
    assert framing.values.rows[0][column].text == "+0.01"
    shown, difference, choice, rest = (figure(w) for w in framing.pair.sum.split() if w[0] in "+−")
    assert abs(choice) == pytest.approx(0.01)
    assert shown + choice + rest == pytest.approx(difference, abs=1e-9)
    without = build_view(comparison, axis).framing
    assert "Of it by words" not in [c.label for c in without.values.columns]
