import numpy as np
import pytest

from analysis.axes.schema import load_axis
from analysis.models.linear import load_linear
from analysis.records import Span
from analysis.training.framing import joined, main, out_of_fold, read_rows_with
from analysis.training.linear import Settings
from analysis.training.rows import Row, read_rows
from analysis.training.stance_data import as_texts


def test_rows_become_texts_by_passage_in_their_order():
    rows = [
        Row(doc, i, f"{doc}{i}", 0, "narrator", "t") for doc, i in (("b", 0), ("a", 0), ("b", 1))
    ]
    (one, spans), (other, _) = as_texts(rows)
    assert [span.of(one) for span in spans] == ["b0", "b1"]
    assert other.split() == ["a0"]


def test_all_views_read_every_sentence_of_every_text():
    text = "The vote was rigged. The president was booed."
    spans = [Span(0, 20), Span(21, len(text))]
    words = load_linear("framing_reform")
    one = read_rows_with(load_axis("reform"), words, [(text, spans)])
    assert one.lexicon.shape == (2, 2)
    assert one.lexicon[0, 0] < 0.0
    assert one.words is not None
    assert one.encoder is not None
    both = joined(one, one)
    assert both.lexicon.shape == (4, 2)
    assert (both.encoder[2:] == one.encoder).all()


def test_every_row_is_predicted_by_a_model_that_did_not_see_its_passage():
    rows = read_rows()[:300]
    told = out_of_fold(rows, Settings())
    assert told.sum(axis=1) == pytest.approx(1.0)
    labels = np.array([row.label for row in rows])
    assert 0.4 < (told.argmax(axis=1) - 1 == labels).mean() < 0.95


def test_without_the_real_sentences_nothing_is_fitted(capsys):
    with pytest.raises(SystemExit):
        main([])
    assert "--data is needed" in capsys.readouterr().err
