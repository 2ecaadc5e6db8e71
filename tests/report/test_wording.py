import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.records import Estimate
from analysis.report.wording import (
    clean,
    interval,
    letters,
    listing,
    number,
    percent,
    plural,
    sentence_case,
    shorten,
    signed,
    small,
)


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [
        (1234.5, 1, "1,234.5"),
        (-0.25, 2, "−0.25"),
        (-0.001, 2, "0.00"),
        (0.0, 0, "0"),
        (math.nan, 2, "–"),
        (math.inf, 2, "–"),
    ],
)
def test_numbers_are_rounded_with_a_proper_minus_and_a_dash_for_unknown(value, digits, written):
    assert number(value, digits) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.314, "+0.31"), (-0.314, "−0.31"), (0.001, "0.00"), (-0.001, "0.00"), (math.nan, "–")],
)
def test_scores_carry_their_sign_unless_they_round_to_zero(value, written):
    assert signed(value) == written


def test_share_is_a_percentage():
    assert (percent(0.125), percent(1.0), percent(math.nan)) == ("12%", "100%", "–")


@pytest.mark.parametrize(
    ("count", "written"), [(1, "1 word"), (0, "0 words"), (2000, "2,000 words")]
)
def test_counts_take_the_fitting_noun(count, written):
    assert plural(count, "word") == written


def test_small_counts_are_words():
    assert (small(5), small(11)) == ("five", "11")


@pytest.mark.parametrize(
    ("items", "written"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (list("ABC"), "A, B and C")],
)
def test_lists_are_written_as_in_a_sentence(items, written):
    assert listing(items) == written


def test_interval_is_empty_when_a_limit_is_unknown():
    assert interval(Estimate(0.5, 0.1, 0.9), sign=True) == "+0.10 to +0.90"
    assert interval(Estimate(0.5)) == ""


@pytest.mark.parametrize(
    ("index", "key"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")]
)
def test_article_keys_go_on_after_z(index, key):
    assert letters(index) == key


def test_sentence_begins_with_a_capital_unless_it_begins_with_a_name():
    assert sentence_case("the BBC said") == "The BBC said"
    assert sentence_case("example.org said") == "example.org said"
    assert sentence_case("") == ""


def test_cleaning_removes_controls_overrides_and_lone_surrogates():
    assert clean("a\x00b\x1bc\u202ed\ud800e\n\tf") == "abcd\ufffde\n\tf"


@given(st.text(max_size=300), st.integers(2, 80))
def test_shortened_text_fits_on_one_line(text, limit):
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short == " ".join(short.split())


def test_shortening_cuts_at_a_word():
    assert shorten("The harbour of Marenza is closed", 24) == "The harbour of Marenza…"
