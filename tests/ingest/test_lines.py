import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.ingest.lines import clean, split_lines


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("  two\t words  ", "two words"),
        ("no\u00a0break\u2009space", "no break space"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\u202eright\u202c to \u200bleft\u200f", "right to left"),
        ("bell\x07 icon\ue001", "bell icon"),
        ("cafe\u0301", "café"),
        ("“quotes” – dashes…", "“quotes” – dashes…"),
        ("zero\u200cwidth", "zerowidth"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_invisible_characters_go_and_visible_ones_stay(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_numbered_as_in_an_editor(end: str) -> None:
    lines = split_lines(f"one{end}{end}{end} two{end}three")
    assert [(line.number, line.text, line.gap) for line in lines] == [
        (1, "one", False),
        (4, "two", True),
        (5, "three", False),
    ]


def test_line_separator_parts_a_line_without_counting_it() -> None:
    lines = split_lines("one\u2028two\nthree")
    assert [(line.number, line.text) for line in lines] == [(1, "one"), (1, "two"), (2, "three")]


@settings(max_examples=60)
@given(st.text(alphabet="ab .\u00a0\u200b\t\r\n\u2028é“”", max_size=40))
def test_every_line_is_found_at_its_place_in_the_file(text: str) -> None:
    for line in split_lines(text):
        assert clean(text[line.start : line.end]) == line.text
        assert line.text


def test_empty_text_has_no_lines() -> None:
    assert split_lines("") == ()
