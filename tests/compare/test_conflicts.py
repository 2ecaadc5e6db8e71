"""Figures that disagree, why, and what is no disagreement."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.figures import find_figures
from analysis.annotate.sentences import split_sentences
from analysis.compare.conflicts import find_conflicts
from analysis.records import Article, Attribution, Conflict, Document, Event, Source, Span


def document(text: str, name: str, *, published: str | None = None, said: str = "") -> Document:
    """An article with its figures; `said` is "source: words", an attribution by hand."""
    sentences = split_sentences(text)
    attributions = ()
    if said:
        who, words = said.split(": ", 1)
        start, content = text.index(who), text.index(words)
        source = Source(Span(start, start + len(who)), who, "unknown", "group", "named")
        attributions = (
            Attribution("indirect", "speech", (Span(content, content + len(words)),), source),
        )
    return Document(
        article=Article(path=f"{name}.txt", id=name, text=text, published=published),
        sentences=sentences,
        figures=find_figures(text, sentences),
        attributions=attributions,
    )


def conflicts_of(*texts: str, dates: Sequence[str] = (), day: str | None = None):
    found = find_conflicts(
        [
            document(text, "abcdefgh"[at], published=dates[at] if dates else None)
            for at, text in enumerate(texts)
        ],
        event=Event(date=day),
    )
    return [conflict for conflict in found if conflict.kind == "figure"]


def shown(conflict: Conflict) -> list[tuple[str, str]]:
    return [(value.article, value.text) for value in conflict.values]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Bell won 81 % of the vote.", "Anna Bell won 81.31 percent of the vote."),
        ("More than 200 people were killed.", "The unrest killed 238 people."),
        ("About 300 people were injured.", "In all 312 people were injured."),
        ("Nearly 140 people were missing.", "138 people were missing."),
        ("Some 9,000 people marched.", "A total of 9,200 people marched."),
        ("Dozens were arrested.", "Police arrested 58 people."),
        ("Exit polls gave Anna Bell 50 to 54 percent.", "Anna Bell won 52 percent of the vote."),
        ("Winds of 215 km/h hit the town.", "Winds reached about 134 miles an hour."),
        ("Turnout was 66.7 percent.", "Two thirds of voters went to the polls."),
        ("Turnout was just over 67 percent.", "Turnout stood at 67.3 percent."),
        ("Up to 300 people were arrested.", "Police arrested 250 people."),
        ("It cost 17.9 million dollars in damage.", "The damage was some 18 million dollars."),
    ],
)
def test_rounding_and_bounds_do_not_disagree(one: str, other: str) -> None:
    assert conflicts_of(one, other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # another year, another election, another person, another part
        ("Anna Bell won 81 percent of the vote.", "In 2019 Anna Bell won 70 percent of the vote."),
        ("Turnout was 61 percent.", "Turnout rose from 55 percent."),
        ("Turnout was 61 percent.", "In the previous election turnout was 55 percent."),
        ("Anna Bell won 61 percent.", "Carl Dorn won 30 percent of the vote."),
        ("The storm killed 41 people.", "The storm killed 12 children."),
        ("The storm killed 41 people.", "The dead, 12 of them killed at sea, were buried."),
        ("The storm killed 41 people.", "The storm injured 90 people."),
        # not the same question
        ("A poll found 54 percent against the plan.", "A poll found 58 percent for the plan."),
        ("The company offered a pay rise of 4 percent.", "They demand a pay rise of 9 percent."),
        ("It cost 30 million euros a day.", "It cost 160 million euros."),
        # no word says that the same is counted
        ("Bakers sold 40 loaves.", "A shop gave away 90 loaves to choirs."),
        ("Four challengers stood.", "Five candidates stood."),
        ("If turnout is 50 percent, it counts.", "Turnout was 40 percent."),
        ("It has 11 million people and oil.", "The storm killed 41 people."),
    ],
)
def test_what_is_not_the_same_thing_is_not_compared(one: str, other: str) -> None:
    assert conflicts_of(one, other) == []


@pytest.mark.parametrize(
    ("one", "other", "fact", "reason"),
    [
        (
            "An exit poll gave Anna Bell 78.4 percent of the vote.",
            "Anna Bell received 76.1 percent of the vote, the commission said.",
            "Share of the vote: Bell",
            "exit_poll_official",
        ),
        (
            "Turnout was 67.3 percent, preliminary results showed.",
            "In the final protocol turnout was 64.8 percent.",
            "Turnout",
            "preliminary_final",
        ),
        (
            "By Monday police had arrested 41 people.",
            "By Wednesday police had arrested 213 people.",
            "People arrested",
            "different_day",
        ),
        (
            "Police put the crowd at 4,000.",
            "Organisers put the crowd at 20,000.",
            "People in the protest",
            "different_source",
        ),
        (
            "There are 6.8 million registered voters inside the country.",
            "There are 7.4 million registered voters, those abroad included.",
            "Eligible voters",
            "different_population",
        ),
        (
            "A total of 8,412 polling stations opened.",
            "There were 8,140 polling stations.",
            "Polling stations",
            "unexplained",
        ),
        (
            "The union said 94 percent of its members had joined the strike.",
            "The company put participation in the strike at 61 percent.",
            "Share of staff on strike",
            "different_source",
        ),
        (
            "The mine needs 850 hectares.",
            "The mine will cover 1,100 hectares.",
            "Measured in ha",
            "unexplained",
        ),
    ],
)
def test_a_disagreement_with_its_reason(one: str, other: str, fact: str, reason: str) -> None:
    (conflict,) = conflicts_of(one, other)
    assert (conflict.fact, conflict.reason) == (fact, reason)
    assert [value.article for value in conflict.values] == ["a", "b"]


def test_the_day_may_be_the_day_of_publication() -> None:
    (conflict,) = conflicts_of(
        "The storm killed 23 people.",
        "The storm killed 61 people.",
        dates=("2025-10-15", "2025-10-17"),
    )
    assert conflict.reason == "different_day"
    assert "15 October 2025 and 17 October 2025" in conflict.explanation


def test_an_article_that_has_both_values_disagrees_with_nobody() -> None:
    both = "Police put the crowd at 4,000, organisers spoke of 20,000."
    assert conflicts_of(both, "Police put the crowd at 4,000.") == []
    assert conflicts_of(both, "Organisers put the crowd at 20,000.") == []


def test_every_value_of_a_disagreement_is_shown() -> None:
    (conflict,) = conflicts_of(
        "A total of 8,412 polling stations opened.",
        "There were 8,140 polling stations.",
        "Just 8,412 polling stations were open.",
    )
    assert shown(conflict) == [("a", "8,412"), ("b", "8,140"), ("c", "8,412")]


def test_the_words_more_than_belong_to_the_value() -> None:
    (conflict,) = conflicts_of("More than 200 people were killed.", "A fire killed 38 people.")
    assert shown(conflict) == [("a", "More than 200"), ("b", "38")]


def test_who_gives_a_number_is_taken_from_its_attribution() -> None:
    one = "Free Vote said that 140 people had been arrested on Monday."
    other = "Harbour Watch said that 58 people had been arrested on Monday."
    (conflict,) = find_conflicts(
        [
            document(one, "a", said="Free Vote: 140 people had been arrested on Monday"),
            document(other, "b", said="Harbour Watch: 58 people had been arrested on Monday"),
        ],
        event=Event(),
    )
    assert conflict.reason == "different_source"
    assert [value.attribution for value in conflict.values] == ["Free Vote", "Harbour Watch"]
    assert conflict.explanation == (
        "They come from different sources: Free Vote and Harbour Watch."
    )


def test_one_article_has_no_conflicts() -> None:
    assert conflicts_of("The storm killed 23 people.") == []
    assert conflicts_of() == []


PIECES = st.sampled_from(
    [
        *("12", "1,000", "61 percent", "hundreds of", "more than 200", "$5m", "two thirds", "238"),
        *("people", "were killed", "of the vote", "turnout", "Anna Bell", "police said", "in 2019"),
        *(", ", ". ", "and", "of its", "a day", "magnitude", "hectares", "between", "exit poll"),
    ]
)
TEXTS = st.lists(st.lists(PIECES, max_size=14).map(" ".join), min_size=2, max_size=4)


@given(TEXTS)
@settings(max_examples=80, deadline=None)
def test_values_stand_in_their_articles_and_come_from_two(texts: list[str]) -> None:
    for conflict in conflicts_of(*texts):
        assert len({value.article for value in conflict.values}) >= 2
        for value in conflict.values:
            text = texts["abcdefgh".index(value.article)]
            assert " ".join(value.span.of(text).split()) == value.text
            assert value.text


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_the_same_article_twice_never_disagrees_with_itself(texts: list[str]) -> None:
    assert conflicts_of(texts[0], texts[0]) == []
