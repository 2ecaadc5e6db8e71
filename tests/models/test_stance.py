import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.models.card import model_file
from analysis.models.stance import (
    CLASSES,
    VECTOR,
    Encoded,
    Passage,
    as_batch,
    encode,
    encode_units,
    find_windows,
    load_stance,
    softmax,
    unit_pieces,
)
from analysis.models.tagger import word_pieces

PASSAGES = (
    Passage("The vote was rigged from the start.", before="Polls closed at eight."),
    Passage("Observers praised the count."),
    Passage("the minister", before="Yesterday", after="was booed.", note="official"),
)


@pytest.fixture(scope="module")
def pieces():
    return word_pieces(model_file("attribution", "tokenizer.json"))


def shown(pieces, passage):
    """The pieces of a passage, and those of segment 1."""
    found, segments, _ = encode(pieces, passage)
    words = [pieces.id_to_token(piece) for piece in found]
    return words, [word for word, segment in zip(words, segments, strict=True) if segment]


def test_what_is_judged_stands_between_marks_in_segment_one(pieces):
    words, judged = shown(pieces, Passage("the vote", before="they saw", after="was fair"))
    assert words == [
        *("[CLS]", "they", "saw", "[unused1]", "the", "vote", "[unused2]", "was", "fair", "[SEP]")
    ]
    assert judged == ["the", "vote"]


def test_a_note_is_a_second_text(pieces):
    words, judged = shown(pieces, Passage("he", note="an official"))
    assert words[-4:] == ["[SEP]", "an", "official", "[SEP]"]
    assert judged == ["he", "an", "official"]


def test_context_keeps_what_stands_nearest(pieces):
    before, after = "far " * 90 + "near", "near " + "far " * 90
    words, judged = shown(pieces, Passage("vote", before=before, after=after))
    place = words.index("vote")
    assert words[place - 2] == words[place + 2] == "near"
    assert len(words) < 110
    assert judged == ["vote"]


def test_a_long_focus_loses_its_end_and_stays_within_the_marks(pieces):
    words, judged = shown(pieces, Passage("first " + "more " * 200, after="behind"))
    assert judged[0] == "first"
    assert len(judged) == words.index("[unused2]") - words.index("[unused1]") - 1 < 100
    assert words[-2:] == ["behind", "[SEP]"]


def test_an_empty_focus_has_something_to_look_at(pieces):
    _, judged = shown(pieces, Passage("", before="they saw"))
    assert judged == ["[unused1]"]
    assert np.isfinite(load_stance().judge([Passage("")], "target").proba).all()


def test_a_batch_is_filled_up_behind_a_mask():
    pieces, mask, segments, units = as_batch(
        [Encoded([5, 6, 7], [0, 1, 0], [0, 1, 0]), Encoded([8], [1], [1])]
    )
    assert pieces.tolist() == [[5, 6, 7], [8, 0, 0]]
    assert mask.tolist() == [[1, 1, 1], [1, 0, 0]]
    assert segments.tolist() == units.tolist() == [[0, 1, 0], [1, 0, 0]]


@pytest.mark.parametrize("head", ["target", "kind"])
def test_every_head_gives_a_distribution_and_a_vector(head):
    found = load_stance().judge(PASSAGES, head)
    assert found.proba.shape == (len(PASSAGES), CLASSES[head])
    assert found.proba.sum(axis=1) == pytest.approx(1.0)
    assert found.vectors.shape == (len(PASSAGES), VECTOR)


def test_judging_a_passage_does_not_depend_on_its_neighbours():
    model = load_stance()
    together = model.judge(PASSAGES, "target")
    for number, passage in enumerate(PASSAGES):
        alone = model.judge([passage], "target")
        assert (alone.proba[0] == together.proba[number]).all()
        assert (alone.vectors[0] == together.vectors[number]).all()


def test_no_passages_give_no_rows():
    found = load_stance().judge([], "kind")
    assert found.proba.shape == (0, CLASSES["kind"])
    assert found.vectors.shape == (0, VECTOR)


def test_units_follow_their_marks(pieces):
    read = unit_pieces(pieces, ["the vote", "", "fair"])
    found = encode_units(pieces, read)
    words = [pieces.id_to_token(piece) for piece in found.pieces]
    mark = "[unused1]"
    assert words == ["[CLS]", mark, "the", "vote", mark, mark, "fair", "[SEP]"]
    assert found.segments == [0, 0, 1, 1, 1, 0, 1, 0]
    assert found.units == [0, 1, 1, 1, 2, 3, 3, 0]


@given(
    st.lists(st.integers(0, 80), max_size=60),
    st.integers(1, 300),
    st.integers(0, 150),
)
def test_windows_judge_every_unit_once_and_keep_to_their_room(lengths, room, context):
    windows = find_windows(lengths, room=room, context=context)
    judged = [unit for one in windows for unit in range(one.judged, one.stop)]
    assert judged == list(range(len(lengths)))
    for one in windows:
        assert one.start <= one.judged < one.stop
        assert sum(n + 1 for n in lengths[one.start : one.judged]) <= context
        if one.stop - one.judged > 1:
            assert sum(n + 1 for n in lengths[one.start : one.stop]) <= room


def test_units_are_judged_where_they_stand():
    units = ["The count was a sham and the courts looked away."] * 40
    found = load_stance().judge_units(units)
    assert found.proba.shape == (40, CLASSES["reform"])
    assert found.proba.sum(axis=1) == pytest.approx(1.0)
    assert found.vectors.shape == (40, VECTOR)
    assert load_stance().judge_units([]).proba.shape == (0, CLASSES["reform"])


def test_what_stands_around_a_unit_is_read_with_it():
    model = load_stance()
    kept, broken = (
        model.judge_units([f"Of the twelve promises {n} have been kept.", "It was to be expected."])
        for n in ("all", "none")
    )
    assert (kept.proba[1] != broken.proba[1]).any()


def test_softmax_of_large_numbers_is_finite():
    assert softmax(np.array([[1000.0, 0.0], [0.0, 0.0]])) == pytest.approx(
        np.array([[1.0, 0.0], [0.5, 0.5]])
    )
