from __future__ import annotations

from dataclasses import replace

from analysis.compare.timeline import find_timeline
from analysis.records import Event, Fact, FactCell, Figure, Span


def dated(build, name: str, text: str, published: str | None):
    return build.document(text, name=name, published=published)


def test_a_weekday_of_two_articles_is_one_day(build) -> None:
    one = dated(build, "one", "They voted on Sunday.", "2031-05-05")
    two = dated(build, "two", "The vote of last Sunday was quiet.", "2031-05-07")
    days = {d.day: d for d in find_timeline([one, two], event=Event()).days}
    assert [m.article for m in days["2031-05-04"].mentions] == ["one", "two"]
    assert days["2031-05-05"].published == ("one",)
    assert list(days) == ["2031-05-04", "2031-05-05", "2031-05-07"]


def test_what_cannot_be_placed_is_kept_apart_and_said(build) -> None:
    timeline = find_timeline(
        [dated(build, "one", "They voted on Sunday. It began in May 2030.", None)], event=Event()
    )
    assert timeline.days == ()
    assert timeline.undated == ("one",)
    assert [(m.first, m.last) for m in timeline.other] == [
        (None, None),
        ("2030-05-01", "2030-05-31"),
    ]


def test_dates_of_page_furniture_are_no_dates(build) -> None:
    text = "Published: 3 May 2031\nThey voted yesterday."
    (day, _) = find_timeline([dated(build, "one", text, "2031-05-07")], event=Event()).days
    assert day.day == "2031-05-06"


def test_a_bare_number_is_a_year_only_if_it_was_read_as_one(build) -> None:
    document = dated(build, "one", "Some 2019 people came, as in 2018 before.", "2031-05-07")
    year = Span(document.text.index("2018"), document.text.index("2018") + 4)
    document = replace(document, figures=(Figure(year, 2018.0, "year", ""),))
    assert [m.span for m in find_timeline([document], event=Event()).other] == [year]


def test_a_fact_is_first_told_on_the_day_its_first_article_came_out(build) -> None:
    documents = [
        dated(build, "one", "A mill burnt.", "2031-05-07"),
        dated(build, "two", "A mill has burnt.", "2031-05-05"),
    ]
    cells = {name: FactCell("reported", spans=(Span(0, 6),)) for name in ("one", "two")}
    fact = Fact("mill", "A mill burnt", "action", "one", Span(0, 6), cells, date="2031-05-04")
    days = {d.day: d for d in find_timeline(documents, event=Event(), facts=[fact]).days}
    assert days["2031-05-05"].told == ("mill",)
    assert days["2031-05-07"].told == ()
    assert days["2031-05-04"].about == ("mill",)


def test_no_articles_have_no_timeline() -> None:
    timeline = find_timeline([], event=Event())
    assert (timeline.days, timeline.other) == ((), ())
