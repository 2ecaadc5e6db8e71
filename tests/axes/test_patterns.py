from __future__ import annotations

import pytest

from analysis.axes.patterns import (
    Match,
    Matcher,
    PatternError,
    inflect,
    longest,
    normalise,
    parse_pattern,
    tokenise,
)


def found(pattern: str, text: str) -> list[str]:
    tokens = tokenise(text)
    matches = longest(Matcher([(pattern, pattern)]).find(tokens))
    return [text[tokens[m.first].start : tokens[m.last].end] for m in matches]


@pytest.mark.parametrize(
    ("pattern", "text", "hits"),
    [
        ("sham", "A Sham, a sham.", ["Sham", "sham"]),
        ("sham", "Shame on them", []),
        ("criticis*", "criticised, critics, criticism", ["criticised", "criticism"]),
        ("criticis*", "She criticizes criticizing", ["criticizes", "criticizing"]),
        ("favour", "a favor", ["favor"]),
        ("{tighten} grip", "tightening grip", ["tightening grip"]),
        ("{break} with", "broke with, breaks with, broken with", 3),
        ("{ban} it", "banned it; banning it; bans it", 3),
        ("{deny} it", "denies it, denied it, denying it", 3),
        ("real|genuine choice", "no real choice, no genuine choice, no choice", 2),
        ("the? vote", "the vote, a vote", ["the vote", "vote"]),
        ("very? free vote", "very free vote", ["very free vote"]),
        ("tighten* ... grip", "tightened his firm old grip", ["tightened his firm old grip"]),
        ("tighten* ... grip", "tightened his very firm old grip", []),
        ("tighten* ... grip", "tightened. The grip", []),
        ("a _ vote", "a free vote, a vote", ["a free vote"]),
        ("hand-picked", "hand picked, hand-picked", 2),
        ("hand picked", "a hand-picked heir", ["hand-picked"]),
        ("people's trust", "the people’s trust", ["people’s trust"]),
        ("can't afford", "they can’t afford it", ["can’t afford"]),
        ("citizens' rights", "citizens’ rights", ["citizens’ rights"]),
        ("(at once|in full) paid", "at once paid, in full paid", 2),
        ("left # dead", "left 238 dead, left many dead", ["left 238 dead"]),
        ("free, fair and", "free, fair and open", ["free, fair and"]),
        ("free fair", "free, fair", []),
        ("convincing win", "his “convincing” win", ["convincing” win"]),
    ],
)
def test_what_a_pattern_finds(pattern: str, text: str, hits: list[str] | int) -> None:
    matches = found(pattern, text)
    assert (len(matches) if isinstance(hits, int) else matches) == hits


@pytest.mark.parametrize("pattern", ["", "a*", "_", "...", "the?", "(a|b", "so)", "wan*ing", "x|"])
def test_what_is_no_pattern(pattern: str) -> None:
    with pytest.raises(PatternError):
        parse_pattern(pattern)


def test_a_pattern_for_too_many_phrases_is_refused() -> None:
    slot = "aa|bb|cc|dd|ee|ff|gg|hh|ii|jj"
    with pytest.raises(PatternError, match="too many"):
        parse_pattern(" ".join([slot] * 4))


def test_longer_matches_win_and_none_overlap() -> None:
    matches = [Match(0, 1, 0), Match(1, 3, 1), Match(3, 3, 2), Match(4, 4, 3)]
    assert longest(matches) == [Match(1, 3, 1), Match(4, 4, 3)]


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("try", {"try", "tries", "tried", "trying"}),
        ("stop", {"stop", "stops", "stopped", "stopping"}),
        ("lie", {"lie", "lies", "lied", "lying"}),
        ("take", {"take", "takes", "took", "taken", "taking"}),
        ("free", {"free", "frees", "freed", "freeing"}),
        ("crush", {"crush", "crushes", "crushed", "crushing"}),
        ("veto", {"veto", "vetoes", "vetoed", "vetoing"}),
        ("refer", {"refer", "refers", "referred", "referring"}),
    ],
)
def test_forms_of_a_word(base: str, forms: set[str]) -> None:
    assert forms <= set(inflect(base))


def test_tokens_keep_their_place() -> None:
    text = "He didn’t — no, couldn't — lose 81.31 % in the U.S."
    for token in tokenise(text):
        assert normalise(text[token.start : token.end]).strip() or token.norm
    assert [token.norm for token in tokenise("didn’t")] == ["did", "n't"]
    assert tokenise("") == []
