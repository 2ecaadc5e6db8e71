from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from analysis.records import Article, Attribution, Document, Span
from analysis.validation import sourcing_polnear as module
from analysis.validation.sourcing_labels import Raw
from analysis.validation.sourcing_polnear import measure, table

TEXT = "The mayor said the bridge was safe. “It is not,” said Kofi Mensah. “Ask him.” Rain fell."


def spans(*parts: str) -> list[list[int]]:
    return [[TEXT.index(part), TEXT.index(part) + len(part)] for part in parts]


def label(source: str | None, cue: str, *contents: str) -> dict[str, Any]:
    return {
        "source": spans(source) if source else None,
        "cue": spans(cue),
        "content": spans(*contents),
    }


BRIDGE = label("The mayor", "said", "the bridge was safe")
DENIAL = label("Kofi Mensah", "said", "“It is not,”", "“Ask him.”")


def scores(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    labels: Sequence[dict[str, Any]],
    answers: Sequence[dict[str, Any]],
) -> dict[str, float]:
    """The figures of a system that gives these answers."""

    def spans_of(answer: dict[str, Any]) -> Raw:
        source, cue, content = (
            tuple(Span(*pair) for pair in answer[name] or ())
            for name in ("source", "cue", "content")
        )
        return Raw(source[0] if source else None, cue[0] if cue else None, content)

    given = tuple(map(spans_of, answers))
    monkeypatch.setattr(module, "SYSTEMS", {"parallax": lambda text: given})
    path = folder / "gold.jsonl"
    path.write_text(json.dumps({"text": TEXT, "attributions": labels}) + "\n", encoding="utf-8")
    found: dict[str, float] = measure(path)["parallax"]
    return found


@pytest.fixture
def scored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    return lambda labels, answers: scores(tmp_path, monkeypatch, labels=labels, answers=answers)


def test_right_answers_score_one(scored: Any):
    found = scored([BRIDGE, DENIAL], [BRIDGE, DENIAL])
    assert set(found.values()) == {1.0}


def test_no_answers_score_nothing(scored: Any):
    assert set(scored([BRIDGE, DENIAL], []).values()) == {0.0}


def test_missed_label_lowers_recall_only(scored: Any):
    found = scored([BRIDGE, DENIAL], [BRIDGE])
    assert (found["attribution_precision"], found["attribution_recall"]) == (1.0, 0.5)
    assert found["attribution_f1"] == pytest.approx(2 / 3)


def test_needless_answer_lowers_precision_only(scored: Any):
    found = scored([BRIDGE], [BRIDGE, label(None, "fell", "Rain")])
    assert (found["attribution_precision"], found["attribution_recall"]) == (0.5, 1.0)


def test_wrong_speaker_keeps_the_content_but_not_the_attribution(scored: Any):
    found = scored([BRIDGE, DENIAL], [BRIDGE, {**DENIAL, "source": BRIDGE["source"]}])
    assert found["content_exact_f1"] == found["content_partial_f1"] == 1.0
    assert found["attribution_f1"] == 0.5
    assert found["direct_speaker"] == found["direct_words_speaker"] == 0.0


@pytest.mark.parametrize(("labelled", "answered"), [(None, "The mayor"), ("The mayor", None)])
def test_missing_source_must_be_missing_on_both_sides(
    scored: Any, labelled: str | None, answered: str | None
):
    content = ("said", "the bridge was safe")
    assert scored([label(labelled, *content)], [label(answered, *content)])["attribution_f1"] == 0.0
    assert scored([label(None, *content)], [label(None, *content)])["attribution_f1"] == 1.0


def test_part_of_the_source_is_enough_but_lowers_its_words(scored: Any):
    found = scored([BRIDGE], [{**BRIDGE, "source": spans("mayor")}])
    assert found["attribution_f1"] == 1.0
    assert (found["source_precision"], found["source_recall"]) == (1.0, 0.5)


def test_split_content_fits_one_half_and_is_not_exact(scored: Any):
    halves = [label("Kofi Mensah", "said", part) for part in ("“It is not,”", "“Ask him.”")]
    found = scored([DENIAL], halves)
    # Three of five words fit, two do not.
    assert (found["content_partial_precision"], found["content_partial_recall"]) == (0.5, 1.0)
    assert found["content_exact_f1"] == 0.0
    assert found["content_f1"] == 1.0
    assert found["direct_speaker"] == 1.0


def test_joined_contents_fit_only_the_one_that_is_half_of_them(scored: Any):
    joined = label("Kofi Mensah", "said", "the bridge was safe", "“It is not,”", "“Ask him.”")
    found = scored([BRIDGE, DENIAL], [joined])
    assert (found["attribution_precision"], found["attribution_recall"]) == (1.0, 0.5)


def test_one_answer_to_a_shared_content_is_exact_once(scored: Any):
    twins = [BRIDGE, {**BRIDGE, "source": spans("Kofi Mensah")}]
    found = scored(twins, [BRIDGE])
    assert found["content_exact_recall"] == found["attribution_recall"] == 0.5


def test_quotations_joined_in_one_answer_still_have_their_speaker(scored: Any):
    short = label("Kofi Mensah", "said", "“Ask him.”")
    found = scored([short], [DENIAL])
    assert found["direct_speaker"] == 0.0
    assert found["direct_words_speaker"] == 1.0


def test_quotation_marks_and_commas_do_not_matter(scored: Any):
    bare = label("Kofi Mensah", "said", "It is not", "Ask him")
    assert scored([DENIAL], [bare])["content_exact_f1"] == 1.0


def test_label_without_words_is_left_out(scored: Any):
    assert scored([BRIDGE, label(None, "fell", ".")], [BRIDGE])["attribution_f1"] == 1.0


def test_nested_answers_are_left_out(monkeypatch: pytest.MonkeyPatch):
    answers = [
        Attribution("indirect", "speech", (Span(*spans("Rain fell")[0]),), nested=nested)
        for nested in (False, True)
    ]
    document = Document(Article(path="", id="1", text=TEXT), attributions=tuple(answers))
    monkeypatch.setattr(module, "annotate_as_is", lambda text: document)
    assert module.found_by_parallax(TEXT) == (Raw(None, None, answers[0].content),)


def test_one_source_may_speak_twice(scored: Any):
    again = label("The mayor", "said", "Rain fell")
    assert scored([BRIDGE, again], [BRIDGE, again])["attribution_f1"] == 1.0


def test_own_answers_and_baseline_are_in_one_table(tmp_path: Path):
    path = tmp_path / "gold.jsonl"
    row = json.dumps({"text": TEXT, "attributions": [BRIDGE, DENIAL]}) + "\n"
    path.write_text(row * 3, encoding="utf-8")
    figures = measure(path)
    assert (figures["articles"], figures["labelled"], figures["direct"]) == (3, 6, 3)
    assert figures["parallax"]["attribution_f1"] == 1.0
    assert figures["regex"]["attribution_f1"] > 0.0
    low, high = figures["intervals"]["parallax"]["attribution_f1"]
    assert low == high == 1.0
    shown = table(figures)
    assert "Parallax" in shown
    assert "regular expressions" in shown
    assert "1.000–1.000" in shown
    assert measure(path, limit=2)["articles"] == 2


def test_intervals_are_left_out_below_three_articles(tmp_path: Path):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"text": TEXT, "attributions": [BRIDGE]}) + "\n", encoding="utf-8")
    figures = measure(path)
    assert figures["intervals"]["parallax"]["attribution_f1"] == []
    assert "–" not in table(figures)
