import json
from hashlib import sha256

import pytest

from analysis.validation.framing import (
    FOLDS,
    LABELLED,
    SEED_LABELS,
    SEEDS,
    format_table,
    measure,
    was_read,
)


@pytest.fixture(scope="module")
def found():
    return measure()


def test_predictions_belong_to_the_labelled_data():
    assert json.loads(FOLDS.read_bytes())["data"] == sha256(LABELLED.read_bytes()).hexdigest()


def test_no_passage_is_on_both_sides_of_the_split():
    rows = json.loads(FOLDS.read_bytes())["rows"]
    training, held_out = (
        {doc for doc, _, part, *_ in rows if part == name} for name in ("training", "held out")
    )
    assert training
    assert held_out
    assert not training & held_out


def test_combination_orders_the_sides_better_than_each_view_and_the_baselines(found):
    views = found["held_out"]["views"]
    for other in ("majority", "VADER", "lexicon", "words"):
        assert views["combined"]["auc"] > views[other]["auc"]
    # The n-grams alone tell the three classes better (docs/decisions/0003-framing.md).
    for other in ("majority", "VADER", "lexicon"):
        assert views["combined"]["macro_f1"] > views[other]["macro_f1"]


def test_held_out_passages_were_made_use_of_by_neither_view(found):
    rows = json.loads(FOLDS.read_bytes())["rows"]
    clean = [doc for doc, _, part, *_ in rows if part == "held out" and not was_read(doc)]
    assert found["held_out"]["n"] == len(clean) == 615


def test_intervals_cover_and_pairs_called_are_ordered_rightly(found):
    articles = found["articles"]
    assert articles["passages"]["coverage"] >= 0.85
    for size in ("10 sentences", "20 sentences", "40 sentences"):
        assert articles[size]["coverage"] >= 0.85
        assert articles[size]["right_of_called"] >= 0.9


def test_seed_labels_still_point_at_the_same_sentences():
    for line in SEED_LABELS.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        text = (SEEDS / label["file"]).read_text(encoding="utf-8")
        sentence = " ".join(text[label["start"] : label["end"]].split())
        assert sha256(sentence.encode()).hexdigest() == label["sha256"]


def test_table_names_every_view_and_the_sample(found):
    table = format_table(found)
    for word in ("majority", "VADER", "lexicon", "words", "combined", "n = 615", "coverage"):
        assert word in table
