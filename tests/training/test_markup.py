"""Marked passages are read with exact offsets, and bad markup is told by its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import InputError
from analysis.training.markup import MarkedText, read_marked

CORPUS = Path(__file__).parents[2] / "analysis" / "training" / "data" / "attribution.txt"


def _read(tmp_path: Path, text: str) -> list[MarkedText]:
    path = tmp_path / "marked.txt"
    path.write_text(text, encoding="utf-8")
    return read_marked(path)


def _words(passage: MarkedText) -> list[list[list[str]]]:
    return [
        [[span.of(passage.text) for span in spans] for spans in attribution]
        for attribution in passage.attributions
    ]


def test_spans_point_into_the_text_without_markup(tmp_path: Path) -> None:
    (passage,) = _read(tmp_path, "=== a\n[S1 Ms Oyelaran] [Q1 said] [C1 «É tarde»].\n")
    assert passage.id == "a"
    assert passage.text == "Ms Oyelaran said «É tarde»."
    assert _words(passage) == [[["Ms Oyelaran"], ["said"], ["«É tarde»"]]]


def test_a_content_in_parts_over_paragraphs(tmp_path: Path) -> None:
    text = (
        "=== a\n\n[C1 'Late,'] [Q1 said] [S1 Oke]. [C1 'Too late.']\n\n[C1 'Far too late.']\n\n\n"
    )
    (passage,) = _read(tmp_path, text)
    assert passage.text == "'Late,' said Oke. 'Too late.'\n\n'Far too late.'"
    assert _words(passage) == [[["Oke"], ["said"], ["'Late,'", "'Too late.'", "'Far too late.'"]]]


def test_a_shared_source_and_a_missing_one(tmp_path: Path) -> None:
    text = "=== a\n[S1,2 He] [Q1 hopes] [C1 to win], [Q2 adding] [C2 x]; [Q3 reportedly] [C3 y]."
    (passage,) = _read(tmp_path, text)
    assert _words(passage) == [
        [["He"], ["hopes"], ["to win"]],
        [["He"], ["adding"], ["x"]],
        [[], ["reportedly"], ["y"]],
    ]


def test_brackets_and_backslashes_of_the_text(tmp_path: Path) -> None:
    (passage,) = _read(tmp_path, "=== a\n\\[sic\\] [S1 He] [Q1 said] [C1 no \\[way\\] C:\\\\].\n")
    assert passage.text == "[sic] He said no [way] C:\\."
    assert _words(passage) == [[["He"], ["said"], ["no [way] C:\\"]]]


def test_comments_and_passages_without_attributions(tmp_path: Path) -> None:
    passages = _read(tmp_path, "# how to label\n\n=== a\nRain.\n=== b\nSnow.\n")
    assert passages == [MarkedText("a", "Rain.", ()), MarkedText("b", "Snow.", ())]


def test_an_empty_file_has_no_passages(tmp_path: Path) -> None:
    assert _read(tmp_path, "") == []


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("Rain.\n", 1, "text before the first passage"),
        ("=== two words\nRain.\n", 1, "not a header"),
        ("=== a\n=== b\nRain.\n", 1, "passage a is empty"),
        ("=== a\nRain.\n=== a\nSnow.\n", 3, "passage a was there in line 1"),
        ("=== a\nRain.\nIt [rained].\n", 3, "no label after the bracket"),
        ("=== a\n[S0 He] said.\n", 2, "no label after the bracket"),
        ("=== a\nIt rained].\n", 2, "']' closes nothing"),
        ("=== a\n[S1 He [Q1 said] [C1 no].\n", 2, "Q1 opens inside S1"),
        ("=== a\n[S1 He] [Q1 said] [C1 no.\nSnow.]\n", 2, "C1 is not closed"),
        ("=== a\n[S1 He ][Q1 said] [C1 no].\n", 2, "starts or ends with a blank"),
        ("=== a\n[S1 ]said.\n", 2, "empty"),
        ("=== a\nIt\\s late.\n", 2, "a single backslash"),
        ("=== a\nIt is late\\", 2, "a single backslash"),
        ("=== a\nRain.\n[S1 He] [Q1 spoke].\n", 3, "1 cues, 0 contents"),
        ("=== a\n[S1 He] [C1 spoke].\n", 2, "0 cues, 1 contents"),
        ("=== a\n[Q1 said] [C1 no] [Q1 said].\n", 2, "2 cues, 1 contents"),
        ("=== a\n[S2 He] [Q2 said] [C2 no].\n", 1, "attribution 1 of a"),
    ],
)
def test_bad_markup_is_told_with_line_and_remedy(
    tmp_path: Path, text: str, line: int, problem: str
) -> None:
    with pytest.raises(InputError) as caught:
        _read(tmp_path, text)
    assert f"line {line}: " in caught.value.problem
    assert problem in caught.value.problem
    assert caught.value.remedy


@pytest.mark.parametrize("content", [None, b"=== a\n\xff\n"])
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "marked.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match="cannot be read"):
        read_marked(path)


@given(st.lists(st.text("ab é[]\\", min_size=1).filter(lambda s: s == s.strip()), max_size=4))
def test_any_text_survives_the_markup(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str]
) -> None:
    escaped = ["".join("\\" + c if c in "[]\\" else c for c in part) for part in parts]
    body = "".join(f"[C1 {part}] " for part in escaped) + ("[Q1 said]" if parts else "said")
    (passage,) = _read(tmp_path_factory.mktemp("any"), f"=== a\n{body}")
    assert passage.text == " ".join([*parts, "said"])
    assert [words for *_, words in _words(passage)] == ([parts] if parts else [])


def test_the_passages_that_are_shipped() -> None:
    passages = read_marked(CORPUS)
    assert len(passages) >= 320
    without = sum(not passage.attributions for passage in passages)
    assert 0.15 < without / len(passages) < 0.25
    for passage in passages:
        for attribution in passage.attributions:
            spans = [span for role in attribution for span in role]
            assert all(0 <= span.start < span.end <= len(passage.text) for span in spans)
            assert not any(a.overlaps(b) for a in spans for b in spans if a is not b)
