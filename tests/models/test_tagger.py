from __future__ import annotations

import sys
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.models.tagger import LABELS, best_labels, load_tagger, windows
from analysis.models.units import Units, read_units
from analysis.records import Sentence, Span


def plain_units(words: list[str]) -> Units:
    text = " ".join(words)
    starts = np.cumsum([0, *(len(word) + 1 for word in words)])
    tokens = [Span(int(s), int(s) + len(w)) for s, w in zip(starts, words, strict=False)]
    return read_units(text, (Sentence(Span(0, len(text)), 0),), tokens, ())


@given(st.lists(st.integers(1, 9), max_size=150), st.integers(12, 40), st.integers(0, 5))
@settings(max_examples=150)
def test_cores_tile_the_text_and_windows_keep_to_their_size(
    lengths: list[int], size: int, margin: int
) -> None:
    found = windows(np.array(lengths, dtype=np.int64), size=size, margin=margin)
    covered = [i for w in found for i in range(w.core_first, w.core_last)]
    assert covered == list(range(len(lengths)))
    for window in found:
        assert window.first <= window.core_first < window.core_last <= window.last
        assert sum(lengths[window.first : window.last]) <= size or len(found) > 1
        assert sum(lengths[window.first : window.last]) <= size + 9


def test_a_core_has_context_on_both_sides() -> None:
    found = windows(np.ones(300, dtype=np.int64), size=100, margin=20)
    for window in found[1:-1]:
        assert window.core_first - window.first >= 20
        assert window.last - window.core_last >= 20


def test_a_unit_longer_than_a_window_still_gets_one() -> None:
    found = windows(np.array([3, 500, 3]), size=100, margin=10)
    assert [i for w in found for i in range(w.core_first, w.core_last)] == [0, 1, 2]


@given(st.integers(0, 12), st.integers(0, 10_000))
@settings(max_examples=60)
def test_inner_labels_follow_only_their_own_part(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, len(LABELS))).astype(np.float32)
    names = ["O", *(LABELS[label] for label in best_labels(scores))]
    assert len(names) == n + 1
    for before, after in pairwise(names):
        assert not after.startswith("I-") or before[2:] == after[2:]


def test_the_best_labels_are_the_likeliest_ones_where_these_are_allowed() -> None:
    wanted = [LABELS.index(name) for name in ("B-source", "I-source", "B-cue", "O", "B-content")]
    scores = np.full((5, len(LABELS)), -5.0, dtype=np.float32)
    scores[np.arange(5), wanted] = -0.1
    assert best_labels(scores).tolist() == wanted


def test_the_tagger_gives_every_unit_probabilities() -> None:
    units = plain_units(["The", "mayor", "said", "that", "it", "rained", "\x01", "."] * 60)
    found = load_tagger().tag([units, plain_units([])])
    assert found[0].scores.shape == (len(units.spans), len(LABELS))
    np.testing.assert_allclose(np.exp(found[0].scores).sum(axis=1), 1.0, rtol=1e-3)
    assert found[1].scores.shape == (0, len(LABELS))


def test_a_word_of_many_pieces_is_judged_like_any_other() -> None:
    units = plain_units(["He", "said", "-".join(["no"] * 900), "x" * 5000, "and", "left"] * 3)
    assert np.isfinite(load_tagger().tag([units])[0].scores).all()
    assert (load_tagger().tag([units])[0].scores.max(axis=1) < 0).all()


def test_texts_do_not_change_each_other() -> None:
    first = plain_units(["The", "mayor", "said", "that", "it", "rained", "."])
    second = plain_units(["Nobody", "knew", "why", "."])
    alone = load_tagger().tag([first])[0]
    together = load_tagger().tag([second, first])[1]
    np.testing.assert_array_equal(alone.scores, together.scores)


def test_the_tagger_is_loaded_once_and_brings_no_network_library() -> None:
    assert load_tagger() is load_tagger()
    assert not {"torch", "transformers", "huggingface_hub"} & set(sys.modules)
