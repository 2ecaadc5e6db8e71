from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.quotes import find_quotations
from analysis.annotate.sentences import split_sentences
from analysis.annotate.tokens import find_tokens
from analysis.models.units import CASES, FEATURES, PLACES, STATES, Units, as_own_text, read_units


def units_of(text: str) -> Units:
    sentences = split_sentences(text)
    return read_units(text, sentences, find_tokens(text), find_quotations(text, sentences))


def classes(units: Units) -> list[tuple[int, int, int]]:
    return [
        (int(f) // (STATES * PLACES), int(f) // PLACES % STATES, int(f) % PLACES)
        for f in units.features
    ]


def test_units_are_words_and_single_marks() -> None:
    assert units_of("He paid $5.50, she didn't.").words() == [
        "He",
        "paid",
        "$",
        "5.50",
        ",",
        "she",
        "didn't",
        ".",
    ]


@given(st.text(max_size=120))
@settings(max_examples=60)
def test_units_hold_every_visible_character_once_and_in_order(text: str) -> None:
    units = units_of(text)
    assert "".join("".join(word.split()) for word in units.words()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in zip(units.spans, units.spans[1:], strict=False))
    assert all(0 <= f < FEATURES for f in units.features.tolist())


def test_the_class_tells_case_quotation_and_place() -> None:
    text = "Mayor Ruiz told the BBC: “We agree.”\nIt rained."
    units = units_of(text)
    told = dict(zip(units.words(), classes(units), strict=True))
    assert told["Mayor"] == (1, 0, 2)
    assert told["told"] == (0, 0, 0)
    assert told["BBC"][0] == 2
    assert told["“"] == (3, 2, 0)
    assert told["agree"] == (0, 1, 0)
    assert told["”"][1] == 3
    assert told["It"] == (1, 0, 2)
    assert CASES == 4


def test_quotation_marks_of_every_style_give_the_same_classes() -> None:
    styles = ["“Yes, we will,” he said.", "«Yes, we will,» he said.", '"Yes, we will," he said.']
    assert len({tuple(classes(units_of(text))) for text in styles}) == 1


def test_a_content_read_as_its_own_text_stands_outside_quotation_marks() -> None:
    text = "Ruiz said: “The union told us that it would stop.”"
    units = units_of(text)
    first = units.words().index("The")
    own = as_own_text(units, first, len(units.spans))
    assert own.spans == units.spans[first:]
    assert {state for _, state, _ in classes(own)} == {0}
    assert classes(own)[0][2] == 2


def test_an_empty_text_has_no_units() -> None:
    assert units_of("").spans == ()
