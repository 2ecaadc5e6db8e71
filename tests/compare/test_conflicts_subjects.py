"""Figures that disagree in invented events of many subjects: what is found, and false alarms."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from analysis.annotate.document import annotate
from analysis.compare.conflicts import find_conflicts
from analysis.records import Article, Conflict, ConflictValue, Event

EVENTS = tomllib.loads((Path(__file__).parent / "disagreements.toml").read_text(encoding="utf-8"))[
    "event"
]
LEAST_FOUND, MOST_ALARMS, LEAST_EXPLAINED = 0.8, 0.5, 0.8


@cache
def conflicts_of(number: int) -> tuple[Conflict, ...]:
    texts = {"a": EVENTS[number]["one"], "b": EVENTS[number]["other"]}
    documents = [
        annotate(Article(path=f"{name}.txt", id=name, text=text.strip()))
        for name, text in texts.items()
    ]
    found = find_conflicts(documents, event=Event())
    return tuple(conflict for conflict in found if conflict.kind == "figure")


def is_shown(written: str, values: tuple[ConflictValue, ...], article: str) -> bool:
    return any(
        value.article == article
        and (written.lower() in value.text.lower() or value.text.lower() in written.lower())
        for value in values
    )


def found_in(number: int) -> list[tuple[bool, bool]]:
    """For each true disagreement, whether it is found and whether rightly explained."""
    rows = []
    for one, other, reasons in EVENTS[number]["disagree"]:
        hits = [
            conflict
            for conflict in conflicts_of(number)
            if is_shown(one, conflict.values, "a") and is_shown(other, conflict.values, "b")
        ]
        rows.append((bool(hits), any(hit.reason in reasons.split() for hit in hits)))
    return rows


def test_most_disagreements_of_any_subject_are_found_and_explained() -> None:
    rows = [row for number in range(len(EVENTS)) for row in found_in(number)]
    found = [row for row in rows if row[0]]
    assert len(found) >= LEAST_FOUND * len(rows)
    assert sum(explained for _, explained in found) >= LEAST_EXPLAINED * len(found)


def test_false_alarms_are_few() -> None:
    alarms = 0
    for number, event in enumerate(EVENTS):
        for conflict in conflicts_of(number):
            alarms += not any(
                is_shown(one, conflict.values, "a") and is_shown(other, conflict.values, "b")
                for one, other, _ in event["disagree"]
            )
    assert alarms <= MOST_ALARMS * len(EVENTS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # a noun left out, another word for the same, a share without "of whom"
        ("Of 40 lifts 18 stood still. Engineers mended 12.", "The lifts opened again."),
        ("The harbour has 14 cranes.", "The harbour has 14 cranes, and 9 are new."),
        ("The zoo lost 30 penguins.", "The zoo bought 11 camels."),
        ("Police counted 4,000 marchers.", "The march took 4 hours."),
    ],
)
def test_what_only_looks_like_a_disagreement(one: str, other: str) -> None:
    documents = [
        annotate(Article(path=f"{name}.txt", id=name, text=text))
        for name, text in (("a", one), ("b", other))
    ]
    assert find_conflicts(documents, event=Event()) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The union said 3,400 miners had downed tools.", "Some 1,900 workers joined the strike."),
        ("The fire took the lives of 12 guests.", "In all 19 people perished in the fire."),
        ("The dam will cost 310 million euros.", "The bill for the dam is 450 million euros."),
        ("The police counted 6,500 at the march.", "Organisers said 20,000 people had marched."),
        ("Rangers say 240 elephants were shot.", "Poachers killed 410 elephants, villagers say."),
    ],
)
def test_other_words_for_the_same_are_compared(one: str, other: str) -> None:
    documents = [
        annotate(Article(path=f"{name}.txt", id=name, text=text))
        for name, text in (("a", one), ("b", other))
    ]
    assert len(find_conflicts(documents, event=Event())) == 1
