import json
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.models.card import list_models, load_card
from analysis.models.linear import linear_from, load_linear, read_weights
from analysis.models.ngrams import TOKEN_PATTERN, block_from

TEXTS = (
    "The minister kept her word, and the courts are free.",
    "“Nobody counted our ballots,” said a voter in the north-east.",
    "It's 3.5 per cent; the men's league (founded 1999) isn't bothered…",
    "İstanbul'da seçim — ÉTAT d’urgence",
    "a",
    "",
    "!!! ??",
)


@cache
def vectorizers():
    """scikit-learn's own vectorizers with the shipped vocabulary and idf."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    found = []
    for block in load_linear("framing_reform").blocks:
        vectorizer = TfidfVectorizer(
            analyzer=block.analyzer,
            ngram_range=block.sizes,
            token_pattern=TOKEN_PATTERN if block.analyzer == "word" else None,
            vocabulary=block.rows,
            sublinear_tf=True,
        )
        vectorizer.idf_ = block.idf
        found.append((vectorizer, block.coef))
    return found


def sklearn_logits(view, texts):
    return view.intercept + sum(v.transform(texts) @ coef for v, coef in vectorizers())


def test_prediction_equals_scikit_learns():
    view = load_linear("framing_reform")
    logits = sklearn_logits(view, TEXTS)
    expected = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    assert np.allclose(view.predict(TEXTS), expected, atol=1e-9)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80))
def test_prediction_of_any_text_is_a_distribution_equal_to_scikit_learns(text):
    view = load_linear("framing_reform")
    (found,) = view.predict([text])
    assert found.sum() == pytest.approx(1.0)
    logits = sklearn_logits(view, [text])[0]
    assert np.allclose(found, np.exp(logits) / np.exp(logits).sum(), atol=1e-9)


def test_no_texts_give_no_rows():
    assert load_linear("framing_reform").predict([]).shape == (0, 3)


def small_view():
    words = {
        "analyzer": "word",
        "sizes": [1, 2],
        "vocabulary": ["fair", "fair vote", "sham", "the"],
        "idf": [5.0, 6.0, 5.0, 1.0],
        "coef": [[-1, 0, 1], [-1, 0, 1], [2, 0, -2], [0.1, 0, -0.1]],
    }
    return linear_from({"blocks": [words], "intercept": [0.0, 0.0, 0.0]})


def test_effects_point_at_the_words_and_have_their_sign():
    text = "The fair vote was a sham"
    effects = {text[e.start : e.end]: e.effect for e in small_view().explain(text)}
    assert effects["fair"] > effects["vote"] > 0 > effects["The"] > effects["sham"]


def test_common_words_are_left_out_of_an_explanation():
    text = "The sham"
    words = [text[e.start : e.end] for e in small_view().explain(text, min_rarity=4.0)]
    assert words == ["sham"]


def test_nothing_known_explains_nothing():
    assert small_view().explain("Rain fell") == ()


def test_a_word_twice_shares_its_weight_between_both_places():
    first, second = small_view().explain("sham and sham")
    assert first.effect == pytest.approx(second.effect)


def test_known_share_counts_words():
    assert small_view().known_share(["The", "rain", "fair", "x"]) == 0.5
    assert np.isnan(small_view().known_share([]))


def test_a_block_whose_parts_do_not_fit_is_refused():
    stored = {
        "analyzer": "word",
        "sizes": [1, 1],
        "vocabulary": ["a"],
        "idf": [1, 2],
        "coef": [[1]],
    }
    with pytest.raises(ValueError, match="idf"):
        block_from(stored)


def test_no_name_of_a_person_or_country_carries_weight_as_a_word():
    vocabulary = load_linear("framing_reform").blocks[0].rows
    for name in ("kazakhstan", "kenya", "nigeria", "georgia", "tokayev", "putin"):
        assert name not in vocabulary


def test_every_model_has_a_card_that_says_where_it_comes_from():
    assert "framing_reform" in list_models()
    for name in list_models():
        card = load_card(name)
        for key in ("name", "data", "licence", "script", "seed", "scores", "limits"):
            assert card[key], key


def test_unknown_model_names_those_there_are():
    with pytest.raises(KeyError, match="framing_reform"):
        load_card("nonesuch")


def test_weights_are_plain_json_of_bounded_size():
    stored = read_weights("framing_reform")
    assert len(json.dumps(stored)) < 2_500_000
