"""Why two figures disagree, in many wordings of source, time and part of the whole."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from analysis.annotate.document import annotate
from analysis.compare.conflicts import find_conflicts
from analysis.records import Article, Conflict, Event

EVENTS = tomllib.loads(
    (Path(__file__).parent / "disagreement_reasons.toml").read_text(encoding="utf-8")
)["event"]


def conflicts_of(one: str, other: str) -> list[Conflict]:
    documents = [
        annotate(Article(path=f"{name}.txt", id=name, text=text))
        for name, text in (("a", one), ("b", other))
    ]
    return [c for c in find_conflicts(documents, event=Event()) if c.kind == "figure"]


@pytest.mark.parametrize("event", EVENTS, ids=[event["name"] for event in EVENTS])
def test_the_reason_is_what_the_texts_say(event: dict) -> None:  # type: ignore[type-arg]
    (conflict,) = conflicts_of(event["one"], event["other"])
    shown = [value.text for value in conflict.values]
    assert all(any(value in text for text in shown) for value in event["values"])
    assert conflict.reason in event["reasons"].split()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # one source alone, a place that both must mean, no source at all
        (
            "The commission said 8,412 polling stations opened.",
            "There were 8,140 polling stations.",
        ),
        ("Across the country 412 mines closed.", "The reform closed 338 mines."),
        (
            "The bridge carried 8,000 cars a day.",
            "About 13,000 cars a day used the bridge. It is red.",
        ),
    ],
)
def test_without_two_sides_it_stays_unexplained(one: str, other: str) -> None:
    assert [conflict.reason for conflict in conflicts_of(one, other)] == ["unexplained"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The dockers had a list. It shows that 95 men struck. Boats waited.", "The dockers"),
        ("By the owner's account 400 tonnes of oil were spilt.", "the owner"),
        (
            "Some 160 tonnes of oil were spilt. That is what the customs papers show.",
            "the customs papers",
        ),
        ("The union was sure. Some 95 percent of dockers had joined the strike.", "union"),
        (
            "The Dockers' League met at dawn, and by those lists 95 percent struck.",
            "Dockers' League",
        ),
    ],
)
def test_a_source_that_no_verb_of_saying_names_is_shown(text: str, source: str) -> None:
    other = (
        "The port said 40 men struck, 90 tonnes of oil were spilt and 40 percent of dockers struck."
    )
    (conflict, *_) = conflicts_of(text, other)
    assert source.lower() in conflict.values[0].attribution.lower()
