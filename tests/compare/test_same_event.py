from __future__ import annotations

import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from analysis.compare.same_event import find_nearest, find_strangers, likeness, match_event

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


def test_levels_say_how_sure_it_is(build) -> None:
    texts = [BRIDGE[::2] + BRIDGE[:5], OTHER, BRIDGE[1::2] + BRIDGE[:5], BRIDGE[:1]]
    found = match_event([build.document(" ".join(text)) for text in texts])
    assert [match.level for match in found][1] == "other"
    assert {found[0].level, found[2].level} <= {"same", "probable"}
    assert found[3].level == "unknown"
    assert "fewer than" in found[3].reason


@given(st.lists(counts, min_size=2, max_size=8))
def test_the_nearest_is_the_one_of_the_highest_cosine(given_counts: list[dict[str, int]]) -> None:
    for at, (other, like) in find_nearest(dict(enumerate(given_counts))).items():
        best = max(likeness(given_counts[at], c) for o, c in enumerate(given_counts) if o != at)
        assert other != at
        assert abs(like - best) < 1e-9
