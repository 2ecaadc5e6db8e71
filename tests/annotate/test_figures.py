"""Numbers with value, unit and referent."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.figures import find_figures
from analysis.annotate.sentences import split_sentences
from analysis.records import Figure


def figures_of(text: str) -> tuple[Figure, ...]:
    return find_figures(text, split_sentences(text))


# text, then (covered text, value, unit, referent) of each figure
CASES: list[tuple[str, list[tuple[str, float, str, str]]]] = [
    # shares
    ("Voter turnout in the capital was 69.44%.", [("69.44%", 69.44, "%", "Voter turnout")]),
    ("He won 81.31 % of the vote.", [("81.31 %", 81.31, "%", "vote")]),
    ("He won 81,31 percent of the vote.", [("81,31 percent", 81.31, "%", "vote")]),
    ("A turnout of just over 69 per cent.", [("69 per cent", 69, "%", "turnout")]),
    ("A 69 percent turnout surprised us.", [("69 percent", 69, "%", "turnout")]),
    (
        "He got between 82.2 per cent and 85.5 per cent of the popular vote.",
        [
            ("82.2 per cent", 82.2, "%", "popular vote"),
            ("85.5 per cent", 85.5, "%", "popular vote"),
        ],
    ),
    (
        "Some 60 to 70 percent of voters stayed away.",
        [("60", 60, "%", "voters"), ("70 percent", 70, "%", "voters")],
    ),
    ("Ten percent of the ballots were void.", [("Ten percent", 10, "%", "ballots")]),
    ("Two-thirds of voters agreed.", [("Two-thirds", 0.666667, "share", "voters")]),
    ("One in five voters agreed.", [("One in five", 0.2, "share", "voters")]),
    (
        "It fell by three percentage points.",
        [("three percentage points", 3, "percentage points", "")],
    ),
    # people
    ("The unrest left 238 dead.", [("238", 238, "people", "dead")]),
    ("Five other candidates lost.", [("Five", 5, "people", "other candidates")]),
    ("There are 12 million eligible voters.", [("12 million", 12e6, "people", "eligible voters")]),
    ("There are 12m eligible voters.", [("12m", 12e6, "people", "eligible voters")]),
    ("Home to three million ethnic Tatars.", [("three million", 3e6, "people", "ethnic Tatars")]),
    ("Home to two million Russians.", [("two million", 2e6, "people", "Russians")]),
    ("All five of Bell’s competitors left.", [("five", 5, "people", "Bell’s competitors")]),
    ("In all, 28 were injured.", [("28", 28, "people", "injured")]),
    ("The blast killed at least 28.", [("28", 28, "people", "killed")]),
    ("A nation of 20 million has voted.", [("20 million", 20e6, "people", "nation")]),
    ("One person died.", [("One", 1, "people", "person")]),
    ("A dozen activists left.", [("A dozen", 12, "people", "activists")]),
    ("Two hundred and five people came.", [("Two hundred and five", 205, "people", "people")]),
    ("60 000 people came.", [("60 000", 60000, "people", "people")]),
    ("Half a million people left.", [("Half a million", 5e5, "people", "people")]),
    (
        "Hundreds of thousands of Russians fled.",
        [("Hundreds of thousands", 2e5, "people", "Russians")],
    ),
    ("Several hundred people came.", [("Several hundred", 200, "people", "people")]),
    ("Dozens were arrested.", [("Dozens", 24, "people", "arrested")]),
    ("A fire injured 28 people.", [("28", 28, "people", "people injured")]),
    ("28 people were killed.", [("28", 28, "people", "people killed")]),
    ("28 people were seen.", [("28", 28, "people", "people")]),
    ("The quake came, injuring 28.", [("28", 28, "people", "injured")]),
    ("The number of dead was put at 28.", [("28", 28, "people", "number of dead")]),
    ("They put the death toll at about 28.", [("28", 28, "people", "death toll")]),
    ("Police put the crowd at 4,000.", [("4,000", 4000, "", "crowd")]),
    ("A total of 12,400 are in shelters.", [("12,400", 12400, "", "in shelters")]),
    ("Of the trams, 120 were cancelled.", [("120", 120, "", "cancelled")]),
    # a number that leans on the one before it
    (
        "Police counted 4,000 marchers, organisers spoke of 20,000.",
        [("4,000", 4000, "people", "marchers"), ("20,000", 20000, "people", "marchers")],
    ),
    (
        "It put participation at 82 percent, the firm at 45 percent.",
        [("82 percent", 82, "%", "participation"), ("45 percent", 45, "%", "participation")],
    ),
    (
        "It cut 140 of its 160 trams.",
        [("140", 140, "", "trams"), ("160", 160, "", "trams")],
    ),
    ("They replaced two five-year terms.", [("five-year", 5, "years", "terms")]),
    ("A 6.4-magnitude quake struck.", [("6.4", 6.4, "", "magnitude")]),
    ("It was 6.4 on the Richter scale.", [("6.4", 6.4, "", "Richter scale")]),
    ("It rained 410 millimetres.", [("410 millimetres", 410, "mm", "")]),
    # things
    ("Three exit polls agreed.", [("Three", 3, "", "exit polls")]),
    ("They sent 1,500 tanks.", [("1,500", 1500, "", "tanks")]),
    # money
    ("The minimum wage of 60,000 tenge is low.", [("60,000 tenge", 60000, "KZT", "minimum wage")]),
    ("It cost €2.5bn.", [("€2.5bn", 2.5e9, "EUR", "")]),
    ("It cost US$ 3 million.", [("US$ 3 million", 3e6, "USD", "")]),
    ("It cost $3 million.", [("$3 million", 3e6, "dollars", "")]),
    ("It cost £40m.", [("£40m", 40e6, "GBP", "")]),
    ("Millions of dollars were lost.", [("Millions of dollars", 2e6, "dollars", "")]),
    # time
    ("It took two-and-a-half years.", [("two-and-a-half years", 2.5, "years", "")]),
    ("She gets a seven-year term.", [("seven-year", 7, "years", "term")]),
    ("Terms of seven years are long.", [("seven years", 7, "years", "Terms")]),
    ("Seven more years follow.", [("Seven more years", 7, "years", "")]),
    ("He came in 2019.", [("2019", 2019, "year", "")]),
    (
        "It is set for Nov. 28, 2022.",
        [("Nov. 28", 1128, "date", ""), ("2022", 2022, "year", "")],
    ),
    ("It was on 20 November.", [("20 November", 1120, "date", "")]),
    ("Dated 2022-11-20.", [("2022", 2022, "year", ""), ("11-20", 1120, "date", "")]),
    # ages
    ("Pensioner Ada Bell, 68, agreed.", [("68", 68, "years old", "Pensioner Ada Bell")]),
    (
        "The 68-year-old pensioner Ada Bell voted.",
        [("68-year-old", 68, "years old", "pensioner Ada Bell")],
    ),
    ("The 69-year-old, who lives here, won.", [("69-year-old", 69, "years old", "")]),
    # ranks
    (
        "It was ranked 102nd out of 180 on the corruption index.",
        [("102nd out of 180", 102, "rank", "corruption index")],
    ),
    ("Abstention finished second on the ballot.", [("second", 2, "rank", "ballot")]),
    # other measures
    ("They lost 400 hectares of forest.", [("400 hectares", 400, "ha", "forest")]),
    ("The road is 12 km long.", [("12 km", 12, "km", "road")]),
    ("The train went at 180 km/h.", [("180 km/h", 180, "km/h", "")]),
    ("A fund of 3.5m pesos is small.", [("3.5m pesos", 3.5e6, "pesos", "fund")]),
]


@pytest.mark.parametrize(("text", "found"), CASES)
def test_value_unit_and_referent(text: str, found: list[tuple[str, float, str, str]]) -> None:
    figures = [(f.span.of(text), f.value, f.unit, f.referent) for f in figures_of(text)]
    assert figures == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No one came, and one must ask why they avoid one another.",
        "One of them left.",
        "The G20 met about COP27 and the F-16.",
        "Article 5 and Resolution 1244 apply, see page 12.",
        "It starts at 9 a.m. or 7.30 pm, not at 11:30.",
        "The 1990s were quiet, and so were the ’80s.",
        "The 20th century and the 5th Brigade.",
        "Version 2.10.3 of the file from 192.168.0.1 came.",
        "It won 3-1.",
        "The Group of Seven met.",
        "The sum was in the millions.",
        "He scored in the low single digits.",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert figures_of(text) == ()


@pytest.mark.parametrize(
    ("text", "approximate"),
    [
        ("Around 15 people came.", True),
        ("More than 200 people came.", True),
        ("Some 200 people came.", True),
        ("An estimated 200 people came.", True),
        ("About €5 million was lost.", True),
        ("200 or so people came.", True),
        ("Dozens of people came.", True),
        ("Over two thirds of voters came.", True),
        ("Exactly 200 people came.", False),
        ("Another 200 people came.", False),
        ("The 200 people came.", False),
    ],
)
def test_approximate_numbers(text: str, approximate: bool) -> None:
    (figure,) = figures_of(text)
    assert figure.approximate is approximate


def test_a_range_shares_the_magnitude_of_its_upper_end() -> None:
    assert [f.value for f in figures_of("Between 2 and 3 million people came.")] == [2e6, 3e6]


PIECES = st.sampled_from(
    [
        *("12", "1,000", "2019", "three", "million", "hundreds of", "half a", "102nd", "9" * 30),
        *("%", "per cent", "people", "dead", "years", "-year-old", "Bell", "€", "m", "km", "May"),
        *(", ", " ", " ", ". ", "of", "in", "the vote", "between", "and", "out of", "ranked", "-"),
    ]
)


@given(st.lists(PIECES, max_size=25).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_figures_are_ordered_finite_and_inside_a_sentence(text: str) -> None:
    sentences = split_sentences(text)
    end = 0
    for figure in find_figures(text, sentences):
        assert end <= figure.span.start < figure.span.end
        end = figure.span.end
        assert any(sentence.span.contains(figure.span) for sentence in sentences)
        assert math.isfinite(figure.value)
        assert figure.unit or figure.referent
