import numpy as np
import pytest

from analysis.models.similarity import LONGEST, SIZE, load_similarity

TEXTS = (
    "The court annulled the election.",
    "Judges declared the vote void.",
    "Add two spoons of sugar and stir.",
)


def test_vectors_have_length_one_and_alike_sentences_lie_near():
    vectors = load_similarity().encode(TEXTS)
    assert vectors.shape == (3, SIZE)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-4)
    likeness = vectors @ vectors.T
    assert likeness[0, 1] > likeness[0, 2] + 0.2


def test_vector_of_a_text_does_not_depend_on_its_neighbours():
    model = load_similarity()
    together = model.encode(TEXTS)
    assert all((model.encode([t])[0] == together[i]).all() for i, t in enumerate(TEXTS))


def test_no_texts_and_texts_without_words():
    model = load_similarity()
    assert model.encode([]).shape == (0, SIZE)
    empty, blank = model.encode(["", "  "])
    assert (empty == blank).all()
    assert np.isfinite(empty).all()


def test_what_stands_behind_the_longest_is_not_read():
    one, other = load_similarity().encode(["vote " * LONGEST + end for end in ("free", "rigged")])
    assert (one == other).all()
