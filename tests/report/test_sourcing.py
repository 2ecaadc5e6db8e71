"""The sourcing section on the invented articles, with measured sourcing instead of made-up one."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from analysis.compare.sources import find_sources
from analysis.extract.sourcing import SourcingExtractor
from analysis.records import Analysis, Comparison, Span
from analysis.report.keys import Index
from analysis.report.render import render_html
from analysis.report.sections.attributions import build_attributions
from analysis.report.sections.second_hand import build_second_hand
from analysis.report.sections.sourcing import build_sourcing
from analysis.report.sections.sourcing_accuracy import (
    accuracy_table,
    explain,
    read_scores,
    share_range,
)
from analysis.report.sections.sourcing_across import build_across
from analysis.report.sections.sourcing_cues import build_cues
from analysis.report.tables import to_csv
from analysis.report.view import build_view

SCORES = {
    "attribution_recall": 0.7,
    "attribution_precision": 0.756,
    "direct_speaker": 0.91,
    "articles": 84,
}


def measured(comparison: Comparison, **changes) -> Comparison:
    """The comparison with sourcing measured in it; `changes` replace fields of attributions."""
    analyses = []
    for analysis in comparison.analyses:
        document = replace(
            analysis.document,
            attributions=tuple(replace(a, **changes) for a in analysis.document.attributions),
        )
        result = SourcingExtractor().extract(document)
        analyses.append(Analysis(document, {**analysis.results, "sourcing": result}))
    return replace(comparison, analyses=tuple(analyses), sources=find_sources(analyses))


def index_of(comparison: Comparison) -> Index:
    return Index(comparison.analyses)


# --- error rates --------------------------------------------------------------------------------


def test_error_rates_are_told_in_counts_of_a_hundred():
    table = accuracy_table(SCORES)
    assert "84 news articles" in table.caption
    said = {row[0].text: (row[1].text, row[2].text) for row in table.rows}
    assert said["Found"][0] == "70%"
    assert "finds about 70." in said["Found"][1]
    assert "about 76 are right" in said["Right"][1]
    assert "Name of the source" not in said


def test_every_rate_on_the_card_has_a_line():
    table = accuracy_table(SCORES | {"name_accuracy": 0.9, "kind_accuracy": 0.88})
    assert [row[1].text for row in table.rows] == ["70%", "76%", "91%", "90%", "88%"]


def test_without_scores_nothing_is_claimed(comparison):
    assert accuracy_table({}) is None
    assert explain([], index_of(comparison), {}) == ""


def test_report_prints_the_rates_of_the_card(comparison, axis):
    html = render_html(build_view(comparison, axis))
    assert f"finds about {round(read_scores()['attribution_recall'] * 100)}." in html


def test_without_rates_the_report_says_so(comparison, axis, monkeypatch):
    monkeypatch.setattr("analysis.report.sections.sourcing.read_scores", dict)
    assert build_view(comparison, axis).sourcing.accuracy is None
    assert "was not measured for this version" in render_html(build_view(comparison, axis))


@pytest.mark.parametrize(
    ("share", "recall", "low", "high"),
    [(0.8, 0.75, 0.6, 0.85), (0.0, 0.7, 0.0, 0.3), (1.0, 0.7, 0.7, 1.0), (0.4, 1.0, 0.4, 0.4)],
)
def test_worst_case_of_a_share(share, recall, low, high):
    assert share_range(share, recall) == (pytest.approx(low), pytest.approx(high))


def test_a_difference_that_survives_the_worst_case_is_as_large_as_said():
    recall = 0.7
    gap = (1 - recall) / recall
    assert share_range(0.5 + gap, recall).low == pytest.approx(share_range(0.5, recall).high)


def test_what_the_rates_mean_is_told_with_a_share_of_this_report(comparison):
    made = measured(comparison)
    results = [analysis.results["sourcing"] for analysis in made.analyses]
    text = explain(results, index_of(made), SCORES)
    assert "more than 43 points" in text
    assert re.search(r"it would be \d+%; if all were, \d+%", text)
    few = explain(results, index_of(made), SCORES | {"attribution_recall": 0.4})
    assert "No difference between two articles would be safe from that" in few


# --- sources across articles --------------------------------------------------------------------


def test_matrix_has_the_words_of_each_named_source(comparison):
    made = measured(comparison)
    across = build_across(made, index_of(made))
    assert [column.label for column in across.table.columns] == [
        "Source", "Kind", "A", "B", "C", "D", "E", "All",
    ]  # fmt: skip
    rows = {row[0].text: [cell.text for cell in row[2:]] for row in across.table.rows}
    assert rows["Ilka Dorn"] == ["12", "–", "–", "–", "–", "12"]
    assert "2 sources without a name" in rows
    total = [int(cell.replace("–", "0")) for cell in rows.pop("All attributed words")]
    columns = zip(*rows.values(), strict=True)
    assert [sum(int(cell.replace("–", "0")) for cell in column) for column in columns] == total


def test_numbers_of_the_matrix_lead_to_a_sentence(comparison):
    made = measured(comparison)
    (row,) = (r for r in build_across(made, index_of(made)).table.rows if r[0].text == "Ilka Dorn")
    assert [link.label for link in row[2].links] == ["A4"]


def test_who_speaks_in_all_articles_and_who_in_one_is_told(two_articles):
    made = measured(two_articles)
    said = build_across(made, index_of(made)).summary
    assert said[0] == "No source with a name was found to be given words in both articles."
    assert "A alone: Pavel Renz, Ilka Dorn." in said
    first = made.sources[0]
    shared = replace(first, words={a.article.id: 5 for a in made.analyses})
    said = build_across(replace(made, sources=(shared,)), index_of(made)).summary
    assert said == (f"Given words in both articles: {first.name}.",)


def test_many_articles_are_listed_in_one_column(many_articles):
    made = measured(many_articles)
    table = build_across(made, index_of(made)).table
    assert len(table.columns) == 4
    assert table.rows[0][2].text.startswith("A ")


def test_one_article_has_no_matrix(one_article):
    made = measured(one_article)
    assert build_across(made, index_of(made)) is None


# --- cues ---------------------------------------------------------------------------------------


def test_loaded_cues_are_counted_by_group_and_listed(comparison):
    made = measured(comparison)
    cues = build_cues(made, index_of(made))
    second = cues.by_article.rows[1]
    assert [(cell.text, cell.detail) for cell in second[1:]] == [
        ("none", ""), ("none", ""), ("1 of 2", "1 doubting"), ("none", ""),
        ("too few to compare", ""),
    ]  # fmt: skip
    (listed,) = cues.loaded
    assert [(cue.link.label, cue.source, cue.cue) for cue in listed.cues] == [
        ("B2", "a harbour pilot", "claimed")
    ]
    heads = [column.label for column in cues.by_kind.columns]
    tones = {row[0].text: row[heads.index("Citizen")].text for row in cues.by_kind.rows}
    assert tones == {"Neutral": "0", "Doubting": "1", "Endorsing": "0"}


def with_tones(comparison: Comparison, officials: tuple[int, int], critics: tuple[int, int]):
    """The first article with so many (neutral, doubting) cues on officials and on critics."""
    first, *others = measured(comparison).analyses
    result = replace(
        first.results["sourcing"],
        tones_by_kind={
            kind: {"neutral": neutral, "doubting": doubting, "endorsing": 0}
            for kind, (neutral, doubting) in (("official", officials), ("opposition", critics))
        },
    )
    return replace(comparison, analyses=(replace(first, results={"sourcing": result}), *others))


@pytest.mark.parametrize(
    ("officials", "critics", "verdict"),
    [
        ((10, 2), (1, 0), "too few to compare"),
        ((10, 2), (9, 3), "not distinguishable"),
        ((20, 0), (2, 8), "more on critics"),
        ((2, 8), (20, 0), "more on officials"),
    ],
)
def test_officials_and_critics_are_compared_where_numbers_allow(
    comparison, officials, critics, verdict
):
    made = with_tones(comparison, officials, critics)
    assert build_cues(made, index_of(made)).by_article.rows[0][-1].text == verdict


# --- second hand, confidence, told --------------------------------------------------------------


def test_second_hand_words_are_listed_with_their_medium(two_articles):
    made = measured(two_articles, medium=Span(0, 7))
    first, second = build_second_hand(made, index_of(made))
    assert first.summary == "2 of 2 attributions (100%)"
    assert (first.found[0].source, first.found[0].medium) == ("Ilka Dorn", "Marenza")
    assert second.key.letter == "B"
    nested = measured(two_articles, medium=Span(0, 7), nested=True)
    assert build_second_hand(nested, index_of(nested))[0].summary == "2 inside other attributions"


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(None, ""), (0.931, "93% sure"), (0.5, "50% sure"), (0.42, "unsure, 42%"), (1.0, "99% sure")],
)
def test_attributions_say_how_sure_they_are(one_article, confidence, words):
    made = measured(one_article, confidence=confidence)
    (listed,) = build_attributions(made, index_of(made))
    assert {one.sure for one in listed.attributions} == {words}
    assert listed.rated is bool(words)


def test_unsure_and_inner_attributions_are_counted_beside_the_others(one_article):
    made = measured(one_article, confidence=0.3)
    counts = build_sourcing(made, index_of(made)).counts
    assert counts.rows[0][2].detail == "2 unsure"


def test_kinds_say_where_they_first_speak_and_lead_there(comparison):
    made = measured(comparison)
    official = build_sourcing(made, index_of(made)).missing.rows[0][1]
    assert re.fullmatch(r"from \d+%", official.detail)
    assert [link.label for link in official.links] == ["A4"]


def test_sources_told_by_the_user_are_marked(one_article, axis):
    told = measured(one_article)
    (analysis,) = told.analyses
    document = replace(
        analysis.document,
        attributions=tuple(
            replace(a, source=replace(a.source, told=True)) for a in analysis.document.attributions
        ),
    )
    made = measured(replace(told, analyses=(replace(analysis, document=document),)))
    view = build_view(made, axis)
    assert {row[1].detail for row in view.sourcing.sources[0].table.rows} == {"set in sources.toml"}
    assert "set in sources.toml" in view.attributions[0].attributions[0].facts
    assert b"true" in to_csv(made)["sources_by_article.csv"]


def test_every_part_is_printed(comparison, axis):
    made = measured(comparison, medium=Span(0, 7), confidence=0.4)
    html = render_html(build_view(made, axis))
    for words in (
        "Who speaks in which article",
        "On whom the loaded cues fall",
        "through <bdi>",
        "unsure, 40%",
    ):
        assert words in html
    assert "No words were found that another medium carried first." not in html
    plain = render_html(build_view(measured(comparison), axis))
    assert "No words were found that another medium carried first." in plain


def test_csv_has_a_row_for_each_kind_and_a_column_for_each_article(comparison):
    made = measured(comparison)
    tables = to_csv(made)
    assert tables["kinds.csv"].count(b"\r\n") == 1 + 9 * len(made.analyses)
    header = tables["sources_by_article.csv"].split(b"\r\n")[0].decode()
    assert header == "name,kind,form,naming,told,articles,words," + ",".join(
        f"words.{analysis.article.id}" for analysis in made.analyses
    )


def test_with_many_articles_only_those_with_loaded_cues_are_listed(many_articles):
    made = measured(many_articles)
    table = build_cues(made, index_of(made)).by_article
    assert all(" of " in cell.text for row in table.rows for cell in row[3:4])
    assert len(table.rows) + int(re.search(r"(\d+) articles without", table.caption)[1]) == 30
