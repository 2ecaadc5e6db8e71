from __future__ import annotations

import math

import pytest

from analysis.compare.distinctive import PRIOR, find_distinctive, log_odds
from analysis.compare.shared_copy import find_shared_copy

FILLER = (
    "The river rose again on {} and the people of the town moved their boats to higher ground. "
)
VERBS = ("leaked", "split", "sank", "rotted", "failed", "broke", "slipped", "burst", "held")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def filler(build, extra: str, name: str):
    return build.document(" ".join(FILLER.format(day) for day in DAYS) + extra, name=name)


def test_log_odds_follow_the_formula():
    delta, z = log_odds(10, 100, 5, 200, prior=3.0, total=PRIOR)
    wanted = math.log(13 / (100 + PRIOR - 13)) - math.log(8 / (200 + PRIOR - 8))
    assert delta == pytest.approx(wanted)
    assert z == pytest.approx(wanted / math.sqrt(1 / 13 + 1 / 8))


def test_swapping_the_texts_flips_the_sign():
    assert log_odds(9, 90, 2, 80, prior=2.0, total=PRIOR)[0] == pytest.approx(
        -log_odds(2, 80, 9, 90, prior=2.0, total=PRIOR)[0]
    )


def test_a_word_of_one_article_is_distinctive_for_it(build):
    mine = " ".join(f"Sandbags {verb}." for verb in VERBS)
    documents = [filler(build, mine, "a"), filler(build, "Nobody was hurt at all today.", "b")]
    first, second = find_distinctive(documents, ())
    assert [word.word for word in first] == ["Sandbags"]
    assert (first[0].own, first[0].others) == (9, 0)
    assert all(span.of(documents[0].text) == "Sandbags" for span in first[0].spans)
    assert second == ()


def test_shared_copy_makes_no_word_distinctive(build):
    copy = (
        "Sandbags were stacked before the mill, sandbags before the school, sandbags before the "
        "church, sandbags before the old hall, and sandbags along the whole length of the quay. "
    )
    documents = [
        build.document(copy * 2, name="a"),
        build.document(copy * 2, name="b"),
        filler(build, "", "c"),
    ]
    words = find_distinctive(documents, find_shared_copy(documents))
    assert words[0] == words[1] == ()


def test_one_article_has_no_distinctive_words(build):
    assert find_distinctive([filler(build, "", "a")], ()) == ((),)
