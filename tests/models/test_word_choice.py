import pytest

from analysis.models.word_choice import ROOM, WordWeights, words_of

WEIGHTS = WordWeights({"built": 2.0, "police": -1.0, "and": 0.0})


def test_words_add_up_and_others_do_not_count():
    counts = WEIGHTS.count(["They built, and built.", "Police came."])
    assert counts == {"built": 2, "and": 1, "police": 1}
    effects = WEIGHTS.effects(counts)
    assert effects["built"] == pytest.approx(4.0 / (4 + ROOM))
    value = WEIGHTS.value(counts)
    assert value == pytest.approx(sum(effects.values()))
    assert WEIGHTS.count(["They built, and built.", "Zorblax! Police came."]) == counts


def test_a_short_text_shows_little_and_no_text_nothing():
    few, many = (WEIGHTS.value({"built": n}) for n in (1, 400))
    assert 0 < few < 0.02
    assert many > 1
    assert WEIGHTS.value({}) == 0.0


def test_case_is_one():
    assert words_of("The chief AIDE") == ["the", "chief", "aide"]
