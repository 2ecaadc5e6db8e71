import numpy as np
import pytest

from analysis.models.word_choice import WordWeights
from analysis.training.rows import Row
from analysis.training.word_choice import (
    Told,
    as_stored,
    chooser,
    fit_word_choice,
    told_rows,
)

FOR, AGAINST = "They kept the promise and opened a school", "They refused the request and hit a man"


def told(event, subject, text, gold):
    return Told(event, [f"{text} near Orvan on Monday the 10", f"The {subject} was debated"], gold)


ARTICLES = [
    told(f"e{number}", subject, text, gold)
    for number in range(12)
    for subject in ("harbour" if number < 6 else "railway",)
    for text, gold in ((FOR, 0.4), (AGAINST, -0.4))
]


def _value(weights, texts):
    return weights.value(weights.count(texts))


@pytest.fixture(scope="module")
def weights():
    return fit_word_choice(ARTICLES, [])


def test_words_of_favourable_accounts_count_for_and_of_critical_ones_against(weights):
    found = weights.weights
    assert found["kept"] > 0 > found["refused"]
    favourable, critical = (weights.value(weights.count([text])) for text in (FOR, AGAINST))
    assert favourable > 0 > critical


def test_the_subject_of_an_event_told_from_both_sides_counts_little(weights):
    assert abs(weights.weights["debated"]) < abs(weights.weights["kept"]) / 5


def test_words_of_few_events_and_of_a_genre_have_no_weight():
    more = [
        Told(one.event, [*one.sentences, f"The editorial on x{one.event[-1]}y"], one.gold)
        for one in ARTICLES
    ]
    found = fit_word_choice(more, []).weights
    assert "editorial" not in found
    assert not any(word.startswith("x") for word in found)


def test_placeholders_of_names_figures_and_dates_have_no_weight(weights):
    assert not {"orvan", "monday", "10"} & weights.weights.keys()


def test_real_articles_get_nothing_on_average():
    real = [["They opened a school and kept the promise"] * 30]
    free, bound = (_value(fit_word_choice(ARTICLES, some), real[0]) for some in ([], real))
    assert free > 0.1
    assert abs(bound) < free / 10


def test_all_articles_together_get_nothing(weights):
    assert _value(weights, [s for one in ARTICLES for s in one.sentences]) == pytest.approx(
        0, abs=1e-9
    )


def test_stored_weights_are_sorted_and_rounded():
    stored = as_stored(WordWeights({"b": 0.12345, "a": -1.0}))
    assert stored == {"words": ["a", "b"], "weights": [-1.0, 0.123]}


def test_whole_articles_lean_as_their_labels_do():
    rows = [
        Row("file/1#0", place, f"Sentence {place} is here.", label, "narrator", "t")
        for place, label in enumerate((1, 1, 0, -1, 1))
    ]
    (one,) = told_rows([*rows, Row("file/0002", 0, "No article.", 1, "narrator", "t")])
    assert one.event == "file/1"
    assert one.gold == pytest.approx(2 / 8)
    assert len(one.sentences) == 4


def test_headlines_of_articles_do_not_count_and_first_sentences_of_passages_do():
    rows = [
        Row("file/1#0", 0, "Built at last", 1, "narrator", "t"),
        Row("file/1#0", 1, "It was built here.", 1, "narrator", "t"),
        Row("file/0002", 0, "It was built there.", 1, "narrator", "t"),
    ]
    weights = WordWeights({"built": 1.0})
    added = chooser(weights, rows)
    once = weights.value({"built": 1})
    assert added(np.array([0, 1])) == added(np.array([1])) == added(np.array([2])) == once
    assert added(np.array([0])) == 0.0
