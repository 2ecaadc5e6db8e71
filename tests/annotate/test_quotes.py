"""Which quotation marks belong together, and whose words stand inside them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.quotes import find_quotations
from analysis.annotate.sentences import split_sentences
from analysis.records import Quotation

CASES = tomllib.loads(Path(__file__).with_name("scare_cases.toml").read_text(encoding="utf-8"))


def quotations_of(text: str) -> tuple[Quotation, ...]:
    return find_quotations(text, split_sentences(text))


def inner(text: str) -> list[str]:
    return [quotation.inner.of(text) for quotation in quotations_of(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We won,” she said.", ["We won,"]),
        ('"We won," she said. "They lost."', ["We won,", "They lost."]),
        ("‘We won,’ she said. ‘They lost.’", ["We won,", "They lost."]),
        ("'We won,' she said. 'They lost.'", ["We won,", "They lost."]),
        ("«We won», she said.", ["We won"]),
        ("« We won », she said.", ["We won"]),
        ("»We won«, she said. »They lost.«", ["We won", "They lost."]),
        ("‹We won›, she said.", ["We won"]),
        ("„We won“, she said. „They lost.“", ["We won", "They lost."]),
        ("„We won”, she said.", ["We won"]),
        ("”We won”, she said. ”They lost.”", ["We won", "They lost."]),
        ("‚We won‘, she said.", ["We won"]),
        ("「We won」 she said.", ["We won"]),
        ("``We won,'' she said.", ["We won,"]),
        ("''We won,'' she said.", ["We won,"]),
        ("‘‘We won,’’ she said.", ["We won,"]),
        # mixed styles and wrong-way marks
        ('“We won," she said. "They lost,” he said.', ["We won,", "They lost,"]),
        ("“We won,“ she said. ”They lost.”", ["We won,", "They lost."]),
        ("`We won,' she said.", ["We won,"]),
        # straight marks without much around them
        ('The vote ("free and fair") was over.', ["free and fair"]),
        ('He said:"We won."', ["We won."]),
        ('The word—"no"—was heard.', ["no"]),
        ('" We won, " she said.', ["We won,"]),
        # nothing to find
        ("", []),
        ("No marks here.", []),
        ('An empty pair "" and “ … ” here.', []),
    ],
)
def test_pairs_in_every_style(text: str, found: list[str]) -> None:
    assert inner(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The voters’ choice wasn’t the council’s, nor the ’90s’ heroes’.",
        "The voters' choice wasn't the council's, nor the dogs' bowls.",
        "Rock ’n’ roll in the summer of ’69, ’twas fun for ’em.",
        "Rock 'n' roll in the summer of '69, 'twas fun for 'em.",
        "He is 6'2\" tall and she 5' 4\".",
        'A 15" screen and a 17" one.',
        "It ended.” Then he left.",
        "It was goin’ on and on, gettin’ worse.",
        "O’Brien and D’Angelo met at the ‘90s party.",
    ],
)
def test_apostrophes_and_measures_are_no_quotations(text: str) -> None:
    assert inner(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“He said ‘no’ to us,” she said.", ["He said ‘no’ to us,"]),
        ("‘He said “no” to us,’ she said.", ["He said “no” to us,"]),
        ("'He said \"no\" to us,' she said.", ['He said "no" to us,']),
        ("“He said “no” to us,” she said.", ["He said “no” to us,"]),
        ("«He said «no» to us», she said.", ["He said «no» to us"]),
        ("“It’s the voters’ choice,” she said. ‘Yes.’", ["It’s the voters’ choice,", "Yes."]),
        ("‘It’s the voters’ choice,’ she said.", ["It’s the voters’ choice,"]),
        ("'It's the voters' choice,' she said.", ["It's the voters' choice,"]),
        ("‘Stooges’ and worse: the man said ‘no’.", ["Stooges", "no"]),
        ("‘Stooges’ won the voters’ hearts.", ["Stooges"]),
        ("“‘No,’ he told us,” she said.", ["‘No,’ he told us,"]),
    ],
)
def test_the_outer_marks_make_the_quotation(text: str, found: list[str]) -> None:
    assert inner(text) == found


@pytest.mark.parametrize("mark", ["“", '"', "«", "„", "‘"])
def test_an_unclosed_quotation_ends_with_its_paragraph(mark: str) -> None:
    text = f"{mark}We won. They lost.\nThe crowd left."
    (quotation,) = quotations_of(text)
    assert quotation.inner.of(text) == "We won. They lost."
    assert quotation.span.of(text) == f"{mark}We won. They lost."
    assert not quotation.closed
    assert not quotation.scare


def test_an_unclosed_quotation_ends_before_the_sentence_that_opens_another() -> None:
    text = "He called it “a farce. The minister replied “no such thing”, and left."
    first, second = quotations_of(text)
    assert (first.inner.of(text), first.closed) == ("a farce.", False)
    assert (second.inner.of(text), second.closed) == ("no such thing", True)


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»")])
def test_a_quotation_over_paragraphs_goes_on_where_each_opens_again(
    opening: str, closing: str
) -> None:
    text = (
        f"{opening}First we met.\n{opening}Then we spoke.\n{opening}It is over,{closing} he said."
    )
    found = quotations_of(text)
    assert [q.inner.of(text) for q in found] == ["First we met.", "Then we spoke.", "It is over,"]
    assert [q.continues for q in found] == [False, True, True]
    assert [q.closed for q in found] == [False, False, True]


def test_a_quotation_over_paragraphs_may_close_without_opening_again() -> None:
    text = "“First we met.\nThen it was over,” he said. “Good.”"
    found = quotations_of(text)
    assert [q.inner.of(text) for q in found] == ["First we met.", "Then it was over,", "Good."]
    assert [q.continues for q in found] == [False, True, False]


def test_a_closed_quotation_is_not_continued() -> None:
    text = "“First we met,” he said.\n“Then it was over,” she said."
    assert [q.continues for q in quotations_of(text)] == [False, False]


PIECES = st.sampled_from(
    [
        *"“”\"'‘’«»„‚‹›`",
        "''",
        "``",
        " ",
        " ",
        "We won",
        "they",
        ". ",
        ", ",
        "s",
        "n",
        "9",
        "\n",
        "(",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_quotations_are_ordered_apart_and_inside_one_paragraph(text: str) -> None:
    sentences = split_sentences(text)
    end = 0
    for quotation in find_quotations(text, sentences):
        assert end <= quotation.span.start < quotation.span.end
        end = quotation.span.end
        assert quotation.span.contains(quotation.inner)
        assert any(character.isalnum() for character in quotation.inner.of(text))
        assert "\n" not in quotation.span.of(text)


# --- whose words --------------------------------------------------------------------------------


@pytest.mark.parametrize("text", CASES["scare"])
def test_words_at_arms_length_or_mentioned(text: str) -> None:
    assert quotations_of(text)[0].scare


@pytest.mark.parametrize("text", CASES["words"])
def test_somebodys_words(text: str) -> None:
    assert not quotations_of(text)[0].scare


def test_joined_quotations_share_their_voice() -> None:
    text = "She praised the “trust” and the “friendship”. The “peace” and “order” lasted a day."
    assert [q.scare for q in quotations_of(text)] == [False, False, True, True]


def test_a_quotation_of_a_whole_sentence_is_speech() -> None:
    text = "He waited.\n“Never.”\nShe left. “No way!” They stayed."
    assert [q.scare for q in quotations_of(text)] == [False, False]


@pytest.mark.parametrize(
    ("headline", "scare"),
    [
        ("Opposition Calls Count ‘Rigged’ After Vote", False),
        ("Vote Was ‘Deeply Flawed’: Observers In Capital", False),
        ("Council Opens ‘Ghost Town’ For Summer Visitors", True),
    ],
)
def test_headlines_in_capitals(headline: str, scare: bool) -> None:
    assert quotations_of(headline)[0].scare is scare
