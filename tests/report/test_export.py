import csv
import io
import json
import math

import pytest

from analysis.records import (
    Analysis,
    Article,
    Attribution,
    Comparison,
    Cue,
    Difference,
    Document,
    Estimate,
    Event,
    FramingResult,
    Passage,
    Removed,
    SegmentScore,
    SharedCopy,
    Skipped,
    Source,
    SourceSummary,
    SourcingResult,
    Span,
)
from analysis.report.export import to_json
from analysis.report.overview import to_table
from analysis.report.tables import to_csv

TEXT = "The minister said “it works”."


def comparison_of(title: str = "Reform works", score: float = 0.25) -> Comparison:
    article = Article(
        path="a.txt",
        id="a",
        text=TEXT,
        title=title,
        authors=("Ann Lee", "Bo Roe"),
        provenance={"title": "manifest"},
        removed=(Removed(3, "Share", "share buttons"),),
    )
    estimate = Estimate(score, -0.1, 0.6, n=4, unit="axis −1…+1")
    unknown = Estimate.unknown("too little text")
    framing = FramingResult(
        "framing",
        {"score": estimate, "quoted": unknown},
        axis="reform",
        overall=estimate,
        voices={"narrator": estimate, "quoted": unknown},
        headline=unknown,
        segments=(SegmentScore(Span(0, 29), 0, "narrator", "body", 0.2, 0.5),),
        moved=(0,),
    )
    source = Source(Span(0, 12), "the minister", "official", "person", "role")
    attribution = Attribution(
        "direct", "speech", (Span(19, 27),), source, Cue(Span(13, 17), "neutral")
    )
    sourcing = SourcingResult(
        "sourcing",
        {"attributions": Estimate(1, n=1)},
        sources=(SourceSummary("the minister", "official", "person", "role", 1, 2),),
    )
    document = Document(article, attributions=(attribution,))
    return Comparison(
        Event(title="A reform", date="2022-11-20"),
        (Analysis(document, {"framing": framing, "sourcing": sourcing}),),
        shared_copy=(SharedCopy("a", "a", 2, 1.0, 1.0, (Passage(Span(0, 12), Span(0, 12), 2),)),),
        differences=(Difference("framing", "score", "a", "a", unknown, False, False),),
        skipped=(Skipped("b.txt", "is empty; put the article's text into it"),),
    )


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_json_follows_the_contract():
    tree = json.loads(to_json(comparison_of()))
    assert tree["schema"] == "parallax/1"
    article = tree["articles"][0]
    assert article["framing"]["score"] == 0.25
    assert article["framing"]["voices"]["quoted"]["score"] is None
    assert article["framing"]["sentences"][0]["voice"] == "narrator"
    attribution = article["sourcing"]["attributions"][0]
    content = attribution["content"][0]
    assert article["text"][content["start"] : content["end"]] == "it works"
    assert attribution["source"]["naming"] == "role"
    assert article["removed"] == [{"line": 3, "text": "Share", "reason": "share buttons"}]
    assert article["readability"] is None
    assert tree["skipped"][0]["path"] == "b.txt"
    assert tree["comparison"]["shared_copy"][0]["passages"][0]["a"] == {"start": 0, "end": 12}


def test_what_was_not_computed_is_said():
    comparison = json.loads(to_json(comparison_of()))["comparison"]
    assert comparison["not_computed"] == []


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_none_becomes_null(value: float):
    assert (
        json.loads(to_json(comparison_of(score=value)))["articles"][0]["framing"]["score"] is None
    )


def test_keys_are_sorted_and_the_last_bits_are_dropped():
    content = to_json(comparison_of(score=0.1 + 0.2)).decode()
    assert '"score": 0.3,' in content
    tree = json.loads(content)
    assert list(tree) == sorted(tree)


def test_minus_zero_is_zero():
    assert b"-0.0" not in to_json(comparison_of(score=-1e-9))


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_csv_disarms_spreadsheet_formulas(start: str):
    rows = rows_of(to_csv(comparison_of(title=f"{start}HYPERLINK(1)"))["articles.csv"])
    assert rows[0]["title"] == f"'{start}HYPERLINK(1)"


def test_csv_numbers_keep_their_sign():
    assert rows_of(to_csv(comparison_of(score=-0.5))["articles.csv"])[0]["framing.score"] == "-0.5"


def test_csv_unknown_is_empty():
    assert rows_of(to_csv(comparison_of())["articles.csv"])[0]["framing.quoted"] == ""


def test_every_csv_table_has_a_header_even_without_rows():
    empty = Comparison(Event(), (Analysis(Document(Article("a.txt", "a", "Text."))),))
    filled = to_csv(comparison_of())
    for name, content in to_csv(empty).items():
        assert content.splitlines()[0], name
        assert set(rows_of(content)[0] if rows_of(content) else []) <= set(
            content.decode().splitlines()[0].split(",")
        )
        assert name in filled


def test_table_names_the_article_and_marks_unknown():
    table = to_table(comparison_of(score=math.nan), width=120)
    assert "Reform works" in table
    assert "–" in table


def test_lone_surrogates_do_not_stop_the_export():
    assert b"?" in to_json(comparison_of(title="bad \udcff name"))
