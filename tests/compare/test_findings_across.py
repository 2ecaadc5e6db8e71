"""Findings that come from facts, disagreements, names and order."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

from analysis.compare.findings import find_findings
from analysis.compare.order import find_order
from analysis.records import (
    Conflict,
    ConflictValue,
    Fact,
    FactCell,
    Label,
    LabelUse,
    Referent,
    Span,
)

STORIES = tomllib.loads((Path(__file__).parent / "stories.toml").read_text(encoding="utf-8"))
WHOLE = STORIES["sentences"] + STORIES["other"]
NAMES = ("n0", "n1", "n2")


def articles(build) -> list:
    text = " ".join(WHOLE)
    return [build.analysis(build.document(text, name=n, outlet=f"Paper {n}")) for n in NAMES]


def fact(states: dict[str, int | None], *, sure: bool = True) -> Fact:
    cells = {
        name: FactCell("absent")
        if start is None
        else FactCell("reported", spans=(Span(start, start + 9),))
        for name, start in states.items()
    }
    return Fact("f", "The “old” bridge fell.", "action", "n0", Span(0, 9), cells, sure=sure)


def told(build, topic: str, **parts) -> list[str]:
    found = find_findings(articles(build), **parts)
    assert len(found) <= 8
    return [finding.text for finding in found if finding.topic == topic]


def value(article: str, number: float, text: str) -> ConflictValue:
    return ConflictValue(article, Span(0, 5), number, "%", text)


def test_what_all_others_report_is_told_of_the_one_that_lacks_it(build) -> None:
    facts = [fact({"n0": 0, "n1": 0, "n2": None})]
    assert told(build, "facts", facts=facts) == [
        "We did not find in Paper n2 (C) what the other two articles report: "
        "“The ‘old’ bridge fell”."
    ]


def test_an_unsure_fact_or_one_not_yet_known_is_no_omission(build) -> None:
    unsure = fact({"n0": 0, "n1": 0, "n2": None}, sure=False)
    known = fact({"n0": 0, "n1": 0, "n2": None})
    early = replace(known, cells=dict(known.cells) | {"n2": FactCell("not_yet_known")})
    assert told(build, "facts", facts=[unsure, early]) == []


def test_figures_that_disagree_are_told_with_the_reason(build) -> None:
    values = (value("n0", 81.31, "81.31%"), value("n1", 81, "81 %"), value("n2", 70, "70%"))
    conflict = Conflict("figure", "Turnout", values, "different_day", "Counted on two days")
    assert told(build, "conflicts", conflicts=[conflict]) == [
        "The articles give different figures for “Turnout”: 81.31% in Paper n0 (A) and "
        "Paper n1 (B) and 70% in Paper n2 (C). Counted on two days."
    ]


def test_a_figure_and_the_same_one_rounded_are_no_finding(build) -> None:
    values = (value("n0", 81.31, "81.31%"), value("n1", 81, "81 %"))
    conflict = Conflict("figure", "Turnout", values, "unexplained", "")
    assert told(build, "conflicts", conflicts=[conflict]) == []


def test_judging_names_count_in_the_narrators_words_only(build) -> None:
    def referent(source: str) -> Referent:
        uses = tuple(LabelUse("n0", Span(at, at + 5), "narrator", source=source) for at in (0, 9))
        plain = (LabelUse("n1", Span(0, 5), "narrator"),)
        labels = (Label("mayor", "plain", plain), Label("tyrant", "loaded", uses))
        return Referent("mayor", "The mayor", labels, {"n0": 3, "n1": 4})

    assert told(build, "labels", labels=[referent("")]) == [
        "The words of Paper n0 (A) itself for the mayor include “tyrant”; those of "
        "Paper n1 (B) are “mayor”."
    ]
    assert told(build, "labels", labels=[referent("a baker")]) == []


def test_a_fact_first_in_one_and_late_in_another_is_told(build) -> None:
    late = len(" ".join(WHOLE)) * 9 // 10
    facts = [fact({"n0": 0, "n1": late, "n2": 40})]
    order = find_order(articles(build), facts=facts)
    (text,) = told(build, "order", facts=facts, order=order)
    assert text.startswith("Paper n0 (A) tells near its start what Paper n1 (B) tells late (0%")
