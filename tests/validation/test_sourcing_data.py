"""The passages written and labelled for sourcing are well formed and stand apart."""

import json
import re
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest

from analysis.records import KINDS, Form, Naming, Tone

DATA = files("analysis.validation") / "data"
SEEDS = Path(__file__).parents[2] / "seeds"
FIELDS = {
    "source",
    "cue",
    "content",
    "name",
    "kind",
    "form",
    "naming",
    "voice",
    "act",
    "tone",
    "nested",
    "medium",
}
MARKS = "“”„«»‘’\"'–—"


def read(name):
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


ROWS = {
    name: read(f"{name}.jsonl")
    for name in ("sourcing_dev", "sourcing_unseen")
    if (DATA / f"{name}.jsonl").is_file()
}
PASSAGES = [pytest.param(row, id=row["id"]) for rows in ROWS.values() for row in rows]


def words(text):
    return re.findall(r"\w+", text.casefold())


def runs(text, length=8):
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def test_ids_are_unique():
    ids = [row["id"] for rows in ROWS.values() for row in rows]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("row", PASSAGES)
def test_passage_has_a_length_of_its_genre(row):
    assert set(row) == {"id", "text", "attributions"}
    assert 60 <= len(row["text"].split()) <= 160
    assert row["text"] == row["text"].strip()


@pytest.mark.parametrize("row", PASSAGES)
def test_spans_lie_in_the_text_trimmed_and_apart(row):
    text = row["text"]
    for attribution in row["attributions"]:
        assert set(attribution) == FIELDS
        assert attribution["content"]
        spans = sorted(
            (start, end)
            for part in ("source", "cue", "content")
            for start, end in attribution[part] or []
        )
        for start, end in spans:
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
        assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize("row", PASSAGES)
def test_values_are_those_of_the_codebook(row):
    for attribution in row["attributions"]:
        assert attribution["kind"] in KINDS
        assert attribution["tone"] in get_args(Tone)
        assert attribution["voice"] in {"direct", "indirect", "mixed"}
        assert attribution["act"] in {"speech", "stance"}
        assert isinstance(attribution["nested"], bool)
        assert attribution["medium"] is None or attribution["medium"] in row["text"]
        if attribution["source"]:
            assert attribution["name"]
            assert attribution["form"] in get_args(Form)
            assert attribution["naming"] in get_args(Naming)
        else:
            assert attribution["kind"] == "unknown"
            assert {attribution[part] for part in ("name", "form", "naming")} == {None}


@pytest.mark.parametrize("row", PASSAGES)
def test_names_are_forms_the_passage_gives(row):
    text = row["text"].casefold()
    for attribution in row["attributions"]:
        if attribution["name"]:
            assert re.sub(r" \(\w+\)$", "", attribution["name"]).casefold() in text


@pytest.mark.parametrize("row", PASSAGES)
def test_voice_agrees_with_the_quotation_marks(row):
    for attribution in row["attributions"]:
        marked = any(
            mark in row["text"][start:end]
            for start, end in attribution["content"]
            for mark in MARKS
        )
        assert marked or attribution["voice"] == "indirect"


def test_no_passage_stands_in_both_files():
    sides = [{run for row in rows for run in runs(row["text"])} for rows in ROWS.values()]
    assert not set.intersection(*sides) or len(sides) == 1


def test_no_passage_is_taken_from_the_seeds():
    seeds = {run for path in SEEDS.glob("*.txt") for run in runs(path.read_text("utf-8"))}
    assert not seeds & {run for rows in ROWS.values() for row in rows for run in runs(row["text"])}
