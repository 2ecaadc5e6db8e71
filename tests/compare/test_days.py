from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.compare.days import find_days, is_furniture, read_days
from analysis.records import Span

WEDNESDAY = date(2031, 5, 7)


def read(text: str, published: date | None = WEDNESDAY) -> list[str]:
    days = find_days(text, Span(0, len(text)), published=published)
    return [f"{d.first}" if d.precise else f"{d.first}/{d.last}" for d in days]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met on Sunday.", "2031-05-04"),
        ("They met on Wednesday.", "2031-05-07"),
        ("They will meet on Sunday.", "2031-05-11"),
        ("They met last Wednesday.", "2031-04-30"),
        ("Next Friday they vote.", "2031-05-09"),
        ("The docks are to reopen on Monday.", "2031-05-12"),
        ("Yesterday it rained.", "2031-05-06"),
        ("It rained three days ago.", "2031-05-04"),
        ("It rained on the 5th.", "2031-05-05"),
        ("It rained on the 28th, they said.", "2031-04-28"),
        ("On 3 May 2030 it rained.", "2030-05-03"),
        ("It rained on December 30.", "2030-12-30"),
        ("It rained on 2031-05-02.", "2031-05-02"),
        ("It rained in January last year.", "2030-01-01/2030-01-31"),
        ("It rained last month.", "2031-04-01/2031-04-30"),
        ("It rained last week.", "2031-04-24/2031-05-04"),
        ("They vote next year.", "2032-01-01/2032-12-31"),
        ("Two years ago it rained.", "2029-01-01/2029-12-31"),
    ],
)
def test_dates_are_read_from_the_day_of_publication(text: str, found: str) -> None:
    assert read(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "They met on the Sunday before.",
        "The Sunday Times wrote about Black Friday.",
        "May I come in? March on, they said.",
        "She spoke to Russia Today about it.",
        "On 31 June it rained.",
        "On the 45th minute they scored.",
    ],
)
def test_names_and_days_that_cannot_be_told_are_left_alone(text: str) -> None:
    assert read(text) == []


def test_without_a_date_of_publication_a_weekday_is_found_but_not_placed() -> None:
    text = "They met on Sunday, 3 May 2030, and again yesterday."
    words = list(read_days(text, Span(0, len(text)), published=None))
    assert [(w.span.of(text), w.day is not None, w.basis) for w in words] == [
        ("Sunday", False, "relative"),
        ("3 May 2030", True, "stated"),
        ("yesterday", False, "relative"),
    ]


@pytest.mark.parametrize("line", ["Published: 3 May 2031", "Last updated on Sunday", "© 2031 Co."])
def test_lines_of_the_page_are_furniture(line: str) -> None:
    assert is_furniture(line)
    assert not is_furniture("The list was published on Sunday.")


@settings(max_examples=60)
@given(
    st.text(alphabet="0123456789 -/,.May thelastwkSundyg", max_size=60),
    st.dates(),
)
def test_any_text_and_day_gives_stretches_in_order(text: str, published: date) -> None:
    for day in find_days(text, Span(0, len(text)), published=published):
        assert day.first <= day.last
