from __future__ import annotations

import pytest

from analysis.compare.words import make_key, read_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kharkiv’s", "Kharkiv's"),
        ("Co-operation", "cooperation"),
        ("protégé", "protege"),
        ("organisation", "organization"),
        ("recognising", "recognizing"),
        ("labour", "labor"),
        ("centre", "center"),
        ("travelled", "traveled"),
        ("defence", "defense"),
        ("1,000", "1000"),
        ("U.S", "US"),
        ("percent", "%"),
        ("STRASSE", "straße"),
    ],
)
def test_two_spellings_of_a_word_have_one_key(one: str, other: str) -> None:
    assert make_key(one) == make_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("81.31", "8131"), ("form", "from"), ("four", "for"), ("hours", "horse")]
)
def test_different_words_have_different_keys(one: str, other: str) -> None:
    assert make_key(one) != make_key(other)


@pytest.mark.parametrize("written", ["69 per cent", "69 percent", "69%", "69 %", "69 Per Cent"])
def test_per_cent_is_one_word_in_every_spelling(build, written: str) -> None:
    assert read_words(build.document(f"About {written} voted.")).keys == (
        "about",
        "69",
        "%",
        "voted",
    )


def test_headline_is_no_part_of_the_words(build) -> None:
    text = "Mayor resigns\nThe mayor resigned today."
    words = read_words(build.document(text, headline=(0, 13)))
    assert words.keys == ("the", "mayor", "resigned", "today")


def test_a_long_name_is_one_name(build) -> None:
    words = read_words(build.document("He joined the Society for Trade and Research in Norland."))
    assert [n >= 0 for n in words.names] == [False] * 3 + [True] * 7
    assert len({n for n in words.names if n >= 0}) == 1


def test_first_word_of_a_sentence_is_no_name(build) -> None:
    assert set(read_words(build.document("Rain fell. Snow came later.")).names) == {-1}


def test_title_case_says_nothing_about_names(build) -> None:
    assert set(read_words(build.document("Mayor Of Norland Resigns After Long Night")).names) == {
        -1
    }
