from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from analysis.models.tagger import LABELS
from analysis.training.tagged import (
    Example,
    Labelled,
    Text,
    batches,
    example,
    read_texts,
    restyled,
)

TEXT = "“We agree,” Ruiz said. “We start.” Okafor denied it."


def at(words: str) -> tuple[tuple[int, int], ...]:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


MARKED = Text(
    "one",
    TEXT,
    (
        Labelled(at("Ruiz"), at("said"), (*at("“We agree,”"), *at("“We start.”"))),
        Labelled((), at("denied"), at("it")),
    ),
)


def labels(read: Example) -> dict[str, str]:
    words = read.units.words()
    return {
        f"{word}{number}": LABELS[label]
        for number, (word, label) in enumerate(zip(words, read.labels.tolist(), strict=True))
        if label
    }


def test_every_piece_of_a_part_begins_with_b() -> None:
    read = example(MARKED)
    assert [LABELS[label] for label in read.labels.tolist()].count("B-content") == 3
    assert labels(read)["Ruiz5"] == "B-source"
    assert labels(read)["said6"] == "B-cue"


def test_contents_point_to_their_cue_and_cues_to_their_source_or_to_none() -> None:
    read = example(MARKED)
    words = read.units.words()
    contents = [(words[c], words[q]) for c, q in read.contents.tolist()]
    assert contents == [("“", "said"), ("“", "said"), ("it", "denied")]
    sources = [(words[q], words[s] if s >= 0 else None) for q, s in read.sources.tolist()]
    assert sources == [("said", "Ruiz"), ("denied", None)]


def test_other_quotation_marks_leave_offsets_and_labels_as_they_are() -> None:
    for style in range(3):
        other = restyled(MARKED, style)
        assert len(other.text) == len(TEXT)
        assert other.text != TEXT
        assert example(other).labels.tolist() == example(MARKED).labels.tolist()


def test_labelled_articles_are_read_with_missing_parts_as_empty(tmp_path: Path) -> None:
    row = {
        "id": 7,
        "text": "It is said.",
        "attributions": [{"source": None, "cue": [[3, 10]], "content": [[0, 2]]}],
    }
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert read_texts(path) == [Text("7", "It is said.", (Labelled((), ((3, 10),), ((0, 2),)),))]


def test_batches_hold_every_member_once() -> None:
    rng = np.random.default_rng(1)
    found = list(batches([5, 1, 9, 3, 7], size=2, rng=rng))
    assert sorted(np.concatenate(found).tolist()) == [0, 1, 2, 3, 4]
    assert max(map(len, found)) == 2
