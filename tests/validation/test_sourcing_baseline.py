from __future__ import annotations

import pytest

from analysis.validation.sourcing_baseline import find_by_patterns

CASES = [
    ("“We will not go,” Ana Ruiz said.", "Ana Ruiz", "said", ["“We will not go,”"]),
    ("“We will not go,” said Ana Ruiz.", "Ana Ruiz", "said", ["“We will not go,”"]),
    (
        "“We will not go,” said Ana Ruiz. “Not now.”",
        "Ana Ruiz",
        "said",
        ["“We will not go,”", "“Not now.”"],
    ),
    ("Ana Ruiz said: “We will not go.”", "Ana Ruiz", "said", ["“We will not go.”"]),
    ('He said, "We will not go."', "He", "said", ['"We will not go."']),
    ("Ana Ruiz said that rain fell.", "Ana Ruiz", "said", ["that rain fell"]),
    ("According to Ana Ruiz, rain fell.", "Ana Ruiz", "According to", ["rain fell"]),
    ("Rain fell, according to Ana Ruiz.", "Ana Ruiz", "according to", ["Rain fell"]),
    ("Rain fell, Ana Ruiz said.", "Ana Ruiz", "said", ["Rain fell"]),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), CASES)
def test_plain_patterns_are_found(text: str, source: str, cue: str, content: list[str]):
    (found,) = find_by_patterns(text)
    assert found.source is not None
    assert found.cue is not None
    assert (found.source.of(text), found.cue.of(text)) == (source, cue)
    assert [span.of(text) for span in found.content] == content


@pytest.mark.parametrize("text", ["", "Rain fell.", "Its “freedom” ended.", "He said no word"])
def test_nothing_is_found_where_no_pattern_is(text: str):
    assert find_by_patterns(text) == ()
