import numpy as np
import pytest

from analysis.training.linear import Settings, fit_linear, view_of
from analysis.training.rows import Row

SETTINGS = Settings(min_word_docs=2, min_character_docs=4)
TEXTS = (
    (1, "Voters praised the honest count and trusted {name}."),
    (-1, "Police beat voters, and the rigged count kept {name} in office."),
    (0, "The count began at eight, and {name} voted at noon."),
)


@pytest.fixture(scope="module")
def rows():
    names = ("Okello", "Tokayev", "Banda", "Moreno", "Savage", "Cross", "Joy", "Mwale")
    return [
        Row(f"{name}{label}", 0, text.format(name=name), label, "narrator", "x")
        for name in names
        for label, text in TEXTS
    ]


def test_the_fitted_view_tells_the_sides_apart(rows):
    view = view_of(fit_linear(rows, settings=SETTINGS))
    proba = view.predict(["An honest count.", "A rigged count.", "It began at noon."])
    assert proba.sum(axis=1) == pytest.approx(1.0)
    assert proba.argmax(axis=1).tolist() == [2, 0, 1]


def test_names_never_come_into_the_vocabulary(rows):
    words = fit_linear(rows, settings=SETTINGS)["blocks"][0]["vocabulary"]
    assert "honest" in words
    assert not {"okello", "savage", "joy"} & set(words)


def test_words_of_one_document_only_are_left_out(rows):
    rows = [*rows, Row("z", 0, "A singular marvel, a singular count.", 1, "narrator", "x")]
    words = fit_linear(rows, settings=SETTINGS)["blocks"][0]["vocabulary"]
    assert "singular" not in words
    assert words == sorted(words)


def test_rounded_weights_say_nearly_the_same(rows):
    exact, rounded = (fit_linear(rows, settings=SETTINGS, digits=digits) for digits in (None, 3))
    texts = [row.text for row in rows]
    apart = view_of(exact).predict(texts) - view_of(rounded).predict(texts)
    assert 0.0 < np.abs(apart).max() < 0.01
    assert rounded["intercept"] == [round(value, 3) for value in rounded["intercept"]]


def test_a_missing_class_is_refused(rows):
    with pytest.raises(ValueError, match="labels"):
        fit_linear([row for row in rows if row.label], settings=SETTINGS)


def test_same_rows_give_the_same_weights(rows):
    assert fit_linear(rows, settings=SETTINGS) == fit_linear(rows, settings=SETTINGS)
