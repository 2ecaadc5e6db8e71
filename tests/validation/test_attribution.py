from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.errors import InputError
from analysis.validation.attribution import Labelled, match, measure

TEXT = "The mayor said the bridge was safe. “It is not,” said Kofi Mensah. Rain fell."


def label(text: str, source: str | None, cue: str, *contents: str) -> dict[str, Any]:
    def spans(*parts: str) -> list[list[int]]:
        return [[text.index(part), text.index(part) + len(part)] for part in parts]

    return {
        "source": spans(source) if source else None,
        "cue": spans(cue),
        "content": spans(*contents),
    }


def write(folder: Path, *attributions: dict[str, Any], text: str = TEXT) -> Path:
    path = folder / "gold.jsonl"
    path.write_text(json.dumps({"id": "1", "text": text, "attributions": attributions}) + "\n")
    return path


RIGHT = (
    label(TEXT, "The mayor", "said", "the bridge was safe"),
    label(TEXT, "Kofi Mensah", "said", "“It is not,”"),
)


def test_right_answers_score_one(tmp_path: Path) -> None:
    scores = measure(write(tmp_path, *RIGHT))
    assert scores["attribution_f1"] == 1
    assert scores["content_exact_f1"] == 1
    assert scores["direct_speaker"] == 1
    assert scores["articles"] == 1
    assert scores["labelled"] == 2


def test_missed_label_lowers_recall_only(tmp_path: Path) -> None:
    missed = label(TEXT, None, "fell", "Rain")
    scores = measure(write(tmp_path, *RIGHT, missed))
    assert scores["attribution_precision"] == 1
    assert scores["attribution_recall"] == pytest.approx(2 / 3)


def test_wrong_source_keeps_the_content_but_not_the_attribution(tmp_path: Path) -> None:
    wrong = label(TEXT, "Rain", "said", "the bridge was safe")
    scores = measure(write(tmp_path, wrong, RIGHT[1]))
    assert scores["content_partial_f1"] == 1
    assert scores["attribution_f1"] == pytest.approx(0.5)


def test_labelled_source_missing_must_be_missing_in_the_answer(tmp_path: Path) -> None:
    scores = measure(write(tmp_path, label(TEXT, None, "said", "the bridge was safe")))
    assert scores["attribution_recall"] == 0


def tokens(*numbers: int) -> frozenset[int]:
    return frozenset(numbers)


def test_match_needs_half_of_both_contents() -> None:
    gold = [Labelled(tokens(0), tokens(1), tokens(2, 3, 4, 5))]
    half = [Labelled(tokens(0), tokens(1), tokens(2, 3))]
    less = [Labelled(tokens(0), tokens(1), tokens(2))]
    more = [Labelled(tokens(0), tokens(1), tokens(2, 3, *range(10, 20)))]
    assert match(gold, half) == {0: 0}
    assert match(gold, less) == {}
    assert match(gold, more) == {}


def test_each_answer_is_used_once() -> None:
    gold = [
        Labelled(tokens(0), tokens(1), tokens(2, 3)),
        Labelled(tokens(9), tokens(1), tokens(2, 3)),
    ]
    assert len(match(gold, gold[:1])) == 1


@pytest.mark.parametrize("content", ["", "not json\n", '{"id": "1"}\n', "\n\n"])
def test_unusable_file_is_refused_with_its_reason(tmp_path: Path, content: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content)
    with pytest.raises(InputError, match=r"gold\.jsonl"):
        measure(path)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        measure(tmp_path / "none.jsonl")


def test_limit_takes_the_first_articles(tmp_path: Path) -> None:
    path = write(tmp_path, *RIGHT)
    path.write_text(path.read_text() * 3)
    assert measure(path, limit=2)["articles"] == 2
