from __future__ import annotations

import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from analysis.compare.same_event import find_strangers, likeness

STORIES = tomllib.loads((Path(__file__).parent / "stories.toml").read_text(encoding="utf-8"))
BRIDGE, OTHER = STORIES["sentences"], STORIES["other"]


def test_the_odd_one_out_is_found(build) -> None:
    texts = [BRIDGE[::2] + BRIDGE[:5], OTHER, BRIDGE[1::2] + BRIDGE[:5]]
    assert find_strangers([build.document(" ".join(text)) for text in texts]) == (1,)


def test_two_articles_without_common_names_are_both_strange(build) -> None:
    assert find_strangers([build.document(" ".join(text)) for text in (BRIDGE, OTHER)]) == (0, 1)


def test_short_articles_are_not_judged(build) -> None:
    assert find_strangers([build.document(text) for text in (BRIDGE[0], OTHER[0])]) == ()


def test_one_article_is_never_strange(build) -> None:
    assert find_strangers([build.document(" ".join(BRIDGE))]) == ()
    assert find_strangers([]) == ()


counts = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 9))


@given(counts, counts)
def test_likeness_is_symmetric_and_between_0_and_1(a: dict[str, int], b: dict[str, int]) -> None:
    assert likeness(a, b) == likeness(b, a)
    assert 0 <= likeness(a, b) <= 1 + 1e-12
    assert not a or abs(likeness(a, a) - 1) < 1e-12
