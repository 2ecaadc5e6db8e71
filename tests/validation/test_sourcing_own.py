from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from analysis.annotate.sentences import split_sentences
from analysis.annotate.tokens import find_tokens
from analysis.records import Article, Attribution, Cue, Document, Source, Span
from analysis.validation import sourcing_own as module
from analysis.validation.sourcing_own import compare, measure, same_name, table

TEXT = (
    "President Ilham Maro said the reform would go on. It is a fraud, Lena Osei told the Daily "
    "Courier. She added that nobody had asked, a farmer claimed."
)


def span(part: str) -> Span:
    return Span(TEXT.index(part), TEXT.index(part) + len(part))


MARO = Attribution(
    type="indirect",
    act="speech",
    content=(span("the reform would go on"),),
    source=Source(span("President Ilham Maro"), "Ilham Maro", "official", "person", "named"),
    cue=Cue(span("said"), "neutral"),
)
OSEI = Attribution(
    type="direct",
    act="speech",
    content=(span("It is a fraud"),),
    source=Source(span("Lena Osei"), "Lena Osei", "opposition", "person", "named"),
    cue=Cue(span("told the Daily Courier"), "neutral"),
    medium=span("Daily Courier"),
)
FARMER = Attribution(
    type="indirect",
    act="stance",
    content=(span("nobody had asked"),),
    source=Source(span("a farmer"), "a farmer", "citizen", "person", "anonymous"),
    cue=Cue(span("claimed"), "doubting"),
)
SPEECHLESS = replace(FARMER, source=None)
INSIDE = replace(FARMER, nested=True)


def label_of(found: Attribution, **changes: Any) -> dict[str, Any]:
    """The label that `found` would answer rightly."""
    source = found.source
    label: dict[str, Any] = {
        "source": [list(source.span)] if source else None,
        "cue": [list(found.cue.span)] if found.cue else None,
        "content": [list(part) for part in found.content],
        "name": source.name if source else None,
        "kind": source.kind if source else None,
        "form": source.form if source else None,
        "naming": source.naming if source else None,
        "voice": found.type,
        "act": found.act,
        "tone": found.cue.tone if found.cue else "neutral",
        "nested": found.nested,
        "medium": found.medium.of(TEXT) if found.medium else None,
    }
    return {**label, **changes}


def answering(*answers: Attribution) -> Document:
    return Document(
        Article(path="", id="1", text=TEXT),
        sentences=split_sentences(TEXT),
        tokens=find_tokens(TEXT),
        attributions=answers,
    )


ALL = (MARO, OSEI, FARMER)


def figures(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    labels: tuple[Mapping[str, Any], ...],
    answers: tuple[Attribution, ...],
) -> dict[str, Any]:
    monkeypatch.setattr(module, "annotate_as_is", lambda text: answering(*answers))
    path = tmp_path / "own.jsonl"
    row = json.dumps({"id": "1", "text": TEXT, "attributions": labels}) + "\n"
    path.write_text(row * 3, encoding="utf-8")
    return measure(path)


@pytest.fixture
def scored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    def run(labels: tuple[Mapping[str, Any], ...], answers: tuple[Attribution, ...]) -> Any:
        return figures(tmp_path, monkeypatch, labels=labels, answers=answers)

    return run


def test_right_answers_are_right_in_every_field(scored: Any):
    found = scored(tuple(map(label_of, ALL)), ALL)
    assert found["found"] == 1.0
    for column in ("of_found", "of_all"):
        assert {found[column][field] for field in (*module.FIELDS, "kind_macro_f1")} == {1.0}
    assert (found["passages"], found["labelled"], found["asked"]) == (3, 9, 9)
    assert found["attribution"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "content": 1.0}


def test_a_missed_attribution_counts_among_all_only(scored: Any):
    found = scored(tuple(map(label_of, ALL)), ALL[:2])
    assert found["found"] == pytest.approx(2 / 3)
    assert found["of_found"]["name"] == found["of_found"]["kind_macro_f1"] == 1.0
    assert found["of_all"]["name"] == found["of_all"]["voice"] == pytest.approx(2 / 3)
    assert found["of_all"]["kind_macro_f1"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("name", "Maro"),
        ("kind", "international"),
        ("form", "group"),
        ("naming", "role"),
        ("voice", "mixed"),
        ("act", "stance"),
        ("tone", "doubting"),
    ],
)
def test_one_wrong_field_is_wrong_alone(scored: Any, field: str, wrong: str):
    labels = (label_of(MARO, **{field: wrong}), label_of(OSEI), label_of(FARMER))
    found = scored(labels, ALL)["of_found"]
    assert found[field] == pytest.approx(2 / 3)
    assert {found[name] for name in module.FIELDS if name != field} == {1.0}


def test_an_answer_without_source_is_found_but_names_nobody(scored: Any):
    found = scored((label_of(FARMER),), (SPEECHLESS,))
    assert found["found"] == 1.0
    assert found["attribution"]["f1"] == 0.0
    assert found["attribution"]["content"] == 1.0
    assert found["of_found"]["name"] == found["of_found"]["kind"] == 0.0
    assert found["of_found"]["act"] == 1.0


def test_names_are_asked_of_named_sources_apart(scored: Any):
    labels = (label_of(MARO), label_of(OSEI, name="Osei"), label_of(FARMER, name="farmers"))
    found = scored(labels, ALL)["of_found"]
    assert found["name"] == pytest.approx(1 / 3)
    assert found["name_of_named"] == 0.5


def test_labels_without_source_are_not_asked_for_one(scored: Any):
    found = scored((label_of(MARO), label_of(SPEECHLESS)), (MARO, SPEECHLESS))
    assert (found["labelled"], found["asked"]) == (6, 3)
    assert found["attribution"]["f1"] == 1.0


def test_a_content_that_is_less_than_half_found_is_missed(scored: Any):
    part = replace(MARO, content=(span("the reform"),))
    assert scored((label_of(MARO),), (part,))["found"] == 0.0
    part = replace(MARO, content=(span("the reform would"),))
    assert scored((label_of(MARO),), (part,))["found"] == 1.0


@pytest.mark.parametrize(
    ("answers", "found", "marked"),
    [((MARO, INSIDE), 1.0, 1.0), ((MARO, FARMER), 1.0, 0.0), ((MARO,), 0.0, 0.0)],
)
def test_nested_labels_are_asked_apart(
    scored: Any, answers: tuple[Attribution, ...], found: float, marked: float
):
    result = scored((label_of(MARO), label_of(INSIDE)), answers)
    assert result["nested"] == {"labelled": 3, "found": found, "marked": marked}
    assert (result["asked"], result["found"]) == (3, 1.0)


def test_an_answer_marked_as_nested_does_not_stand_for_an_outer_label(scored: Any):
    assert scored((label_of(FARMER),), (INSIDE,))["found"] == 0.0


OTHER_MEDIUM = replace(OSEI, medium=span("Lena"))
NO_MEDIUM = replace(OSEI, medium=None)
FALSE_MEDIUM = replace(MARO, medium=span("reform"))


@pytest.mark.parametrize(
    ("answers", "share", "precision", "recall"),
    [
        ((MARO, OSEI), 1.0, 1.0, 1.0),
        ((MARO, NO_MEDIUM), 0.5, None, 0.0),
        ((MARO, OTHER_MEDIUM), 0.5, 0.0, 0.0),
        ((FALSE_MEDIUM, OSEI), 0.5, 0.5, 1.0),
        ((OSEI, replace(FARMER, medium=span("farmer"))), 1.0, 0.5, 1.0),
    ],
)
def test_a_medium_is_right_where_it_is_labelled(
    scored: Any,
    answers: tuple[Attribution, ...],
    share: float,
    precision: float | None,
    recall: float,
):
    found = scored((label_of(MARO), label_of(OSEI)), answers)
    assert found["of_found"]["medium"] == share
    assert found["medium"]["recall"] == recall
    if precision is not None:
        assert found["medium"]["precision"] == precision


def test_labelled_spans_are_handed_to_the_resolver():
    asked, _ = compare({"attributions": [label_of(MARO), label_of(FARMER)]}, answering())
    assert [one.answered for one in asked] == [None, None]
    assert asked[0].given == {
        "name": "Ilham Maro",
        "kind": "official",
        "form": "person",
        "naming": "named",
    }
    assert asked[1].mention == "a farmer"


def test_the_baseline_says_the_most_frequent_label_and_the_mention(scored: Any):
    found = scored((label_of(MARO), label_of(OSEI), label_of(FARMER, kind="official")), ())
    assert found["baseline"]["kind"] == pytest.approx(2 / 3)
    assert found["baseline"]["name"] == pytest.approx(2 / 3)  # "President Ilham Maro" is another


@pytest.mark.parametrize(
    ("label", "answer", "expected"),
    [
        ("the  Central\nBank", "Central bank", True),
        ("A farmer", "farmer", True),
        ("Voters' League", "Voters’ League", True),
        ("Ilham Maro", "Maro", False),
        ("The", "the", True),
        ("theatre", "atre", False),
    ],
)
def test_names_agree_but_for_case_space_and_article(label: str, answer: str, expected: bool):
    assert same_name(label, answer) is expected
    assert same_name(answer, label) is expected


def test_table_shows_shares_with_their_intervals(scored: Any):
    shown = table(scored(tuple(map(label_of, ALL)), ALL))
    assert "3 passages, 9 attributions, 9 with a source, 1.000 of these found" in shown
    assert "1.000 (0.769–1.000)" in shown
