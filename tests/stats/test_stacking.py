from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.stats.stacking import Combination, Views, calibrated, fit_combination

COMBINATION = Combination(
    (1.2, 0.6, 0.9), (-0.5, 1.1, 0.3, 0.8), {"quoted": (0.8, 0.2, 1.3), "narrator": (1.1, 0.0, 1.0)}
)
VOICES = st.sampled_from(["narrator", "quoted", "mixed"])
PARTS = st.tuples(*[st.floats(0.05, 1.0)] * 3)


def distribution(parts):
    return np.array([parts]) / sum(parts)


def sentence(score, relevance, words, encoder):
    return Views(np.array([[score, relevance]]), distribution(words), distribution(encoder))


def toward(proba, place, share):
    """Some of the probability of the two other answers moved to the answer at `place`."""
    moved = proba * (1.0 - share)
    moved[:, place] += share
    return moved


def told(labels, *, sure=0.6):
    """P(-1), P(0), P(+1) of a view that leans to the right answer."""
    proba = (1.0 - sure) / 3.0 + sure * np.eye(3)[np.asarray(labels) + 1]
    return proba / proba.sum(axis=1, keepdims=True)


def labelled(n=300, *, seed=3):
    """Labels, and views that are right more often than not, each with errors of its own."""
    generator = np.random.default_rng(seed)
    labels = generator.integers(-1, 2, n)

    def noisy():
        return np.where(generator.random(n) < 0.8, labels, generator.integers(-1, 2, n))

    found = noisy()
    lexicon = np.column_stack([0.6 * found, 0.7 * np.abs(found)])
    return labels, Views(lexicon, told(noisy()), told(noisy()))


@settings(max_examples=40, deadline=None)
@given(st.floats(-1, 1), st.floats(0, 1), PARTS, PARTS, VOICES)
def test_score_and_relevance_stay_in_range_and_fit_together(
    score, relevance, words, encoder, voice
):
    views = sentence(score, relevance, words, encoder)
    (found,), (taken,) = COMBINATION.apply(views, [voice])
    assert abs(found) <= taken <= 1.0
    proba = COMBINATION.probabilities(views, [voice])
    assert proba.sum() == pytest.approx(1.0)
    assert (proba >= 0.0).all()


@settings(max_examples=40, deadline=None)
@given(st.floats(-1, 0.8), st.floats(0, 1), PARTS, PARTS, VOICES, st.floats(0.05, 0.2))
def test_share_of_favourable_rises_with_every_view(score, relevance, words, encoder, voice, step):
    below = sentence(score, relevance, words, encoder)

    def lean(views):
        (found,), (taken,) = COMBINATION.apply(views, [voice])
        return found / taken

    assert lean(replace(below, lexicon=below.lexicon + np.array([step, 0.0]))) > lean(below)
    for name in ("words", "encoder"):
        view = getattr(below, name)
        # From critical to favourable, with the middle as it was.
        moved = view + 0.5 * view[0, 0] * np.array([-1.0, 0.0, 1.0])
        assert lean(replace(below, **{name: moved})) >= lean(below)


@settings(max_examples=40, deadline=None)
@given(st.floats(-1, 1), st.floats(0, 0.8), PARTS, PARTS, VOICES, st.floats(0.05, 0.2))
def test_relevance_rises_with_every_view(score, relevance, words, encoder, voice, step):
    below = sentence(score, relevance, words, encoder)
    taken = COMBINATION.apply(below, [voice]).relevance
    more = replace(below, lexicon=below.lexicon + np.array([0.0, step]))
    assert COMBINATION.apply(more, [voice]).relevance > taken
    for name in ("words", "encoder"):
        fewer = replace(below, **{name: toward(getattr(below, name), 1, step)})
        assert COMBINATION.apply(fewer, [voice]).relevance <= taken


@settings(max_examples=40, deadline=None)
@given(st.floats(-1, 1), st.floats(0, 1), PARTS, PARTS, VOICES)
def test_changing_the_poles_changes_the_sign_only(score, relevance, words, encoder, voice):
    there = COMBINATION.apply(sentence(score, relevance, words, encoder), [voice])
    back = COMBINATION.apply(sentence(-score, relevance, words[::-1], encoder[::-1]), [voice])
    assert back.score == pytest.approx(-there.score)
    assert back.relevance == pytest.approx(there.relevance)


def test_a_voice_has_its_own_calibration_and_others_have_none():
    views = sentence(0.5, 0.8, (0.2, 0.3, 0.5), (0.1, 0.3, 0.6))
    quoted, other = (COMBINATION.apply(views, [voice]) for voice in ("quoted", "mixed"))
    plain = replace(COMBINATION, voices={}).apply(views, ["quoted"])
    assert quoted.score != pytest.approx(plain.score)
    assert other == plain


def test_no_sentences_give_no_rows():
    none = Views(np.empty((0, 2)), np.empty((0, 3)), np.empty((0, 3)))
    assert COMBINATION.apply(none, []).score.shape == (0,)
    assert COMBINATION.probabilities(none, []).shape == (0, 3)


def test_an_axis_may_lack_views():
    views = Views(np.array([[0.4, 0.9]]), encoder=np.array([[0.1, 0.2, 0.7]]))
    score, relevance = Combination((1.0, 1.0), (0.0, 1.0, 1.0)).apply(views, ["narrator"])
    assert 0.0 < score[0] < relevance[0]
    assert set(views.scores()) == {"lexicon", "encoder"}


def test_part_of_the_sentences_keeps_their_views():
    _, views = labelled(30)
    part = views.where(np.arange(30) > 20)
    assert part.lexicon.shape == (9, 2)
    assert (part.encoder == views.encoder[21:]).all()
    alone = Views(views.lexicon).where(np.array([2, 0]))
    assert alone.words is None
    assert (alone.lexicon == views.lexicon[[2, 0]]).all()


def test_fit_puts_the_views_together_better_than_each_alone():
    labels, views = labelled(600)
    fitted = fit_combination(views, labels.tolist(), ["narrator"] * 600)
    fresh, unseen = labelled(600, seed=4)
    said = fitted.probabilities(unseen, ["narrator"] * 600).argmax(axis=1) - 1
    alone = [unseen.words.argmax(axis=1) - 1, unseen.encoder.argmax(axis=1) - 1]
    assert (said == fresh).mean() > max((one == fresh).mean() for one in alone)


def test_the_more_frequent_side_is_not_preferred():
    labels, views = labelled(600)
    kept = (labels >= 0) | (np.arange(600) % 5 == 0)
    fitted = fit_combination(views.where(kept), labels[kept].tolist(), ["n"] * int(kept.sum()))
    even = Views(np.array([[0.0, 0.5]]), *[np.array([[0.3, 0.4, 0.3]])] * 2)
    assert fitted.apply(even, ["n"]).score[0] == 0.0


def test_a_view_that_points_the_wrong_way_gets_no_weight():
    labels, views = labelled()
    wrong = replace(views, words=views.words[:, ::-1])
    fitted = fit_combination(wrong, labels.tolist(), ["narrator"] * len(labels))
    assert fitted.direction[1] == 0.0
    assert fitted.direction[0] > 0.0
    assert fitted.direction[2] > 0.0
    # How far it says that a side is taken is right all the same.
    assert fitted.relevance[2] > 0.0


def test_views_that_all_point_the_wrong_way_tell_nothing():
    labels, views = labelled()
    turned = Views(views.lexicon * [-1.0, 1.0], views.words[:, ::-1], views.encoder[:, ::-1])
    fitted = fit_combination(turned, labels.tolist(), ["narrator"] * len(labels))
    assert fitted.direction == (0.0, 0.0, 0.0)
    assert fitted.apply(turned, ["narrator"] * len(labels)).score == pytest.approx(0.0)


def test_a_voice_with_few_sentences_is_calibrated_like_all_others():
    labels, views = labelled(420)
    voices = ["narrator"] * 390 + ["quoted"] * 30
    fitted = fit_combination(views, labels.tolist(), voices)
    assert set(fitted.voices) == {"narrator"}


def test_a_voice_in_which_the_views_err_more_is_told_less_surely():
    labels, views = labelled(1200)
    quoted = np.arange(1200) >= 600
    generator = np.random.default_rng(8)
    mixed = np.arange(1200)
    mixed[quoted] = np.where(
        generator.random(600) < 0.5, mixed[quoted], generator.permutation(mixed[quoted])
    )
    voices = np.where(quoted, "quoted", "narrator").tolist()
    fitted = fit_combination(views.where(mixed), labels.tolist(), voices)
    assert set(fitted.voices) == {"narrator", "quoted"}
    one = sentence(0.6, 0.7, (0.1, 0.2, 0.7), (0.1, 0.2, 0.7))
    narrator, other = (fitted.apply(one, [voice]).score[0] for voice in ("narrator", "quoted"))
    assert narrator > other > 0.0


@pytest.mark.parametrize("missing", [-1, 0, 1])
def test_sentences_of_every_side_are_needed(missing):
    labels, views = labelled(90)
    there = labels != missing
    with pytest.raises(ValueError, match="neither side"):
        fit_combination(views.where(there), labels[there].tolist(), ["n"] * int(there.sum()))


def test_other_sentences_calibrate_without_changing_what_views_weigh():
    labels, views = labelled()
    found = fit_combination(views, labels.tolist(), ["narrator"] * len(labels))
    generator = np.random.default_rng(8)
    harder = np.where(generator.random(len(labels)) < 0.5, labels, generator.integers(-1, 2, 300))
    again = calibrated(found, views, harder.tolist(), ["quoted"] * len(labels))
    assert (again.direction, again.relevance) == (found.direction, found.relevance)
    assert set(again.voices) == {"quoted"}
    assert again.voices["quoted"][0] < found.voices["narrator"][0]  # less sure of the side


def test_same_sentences_give_the_same_combination():
    labels, views = labelled()
    first, second = (
        fit_combination(views, labels.tolist(), ["narrator"] * len(labels)) for _ in range(2)
    )
    assert first == second
