from __future__ import annotations

import pytest

from analysis.records import Fact, FactCell, Span
from analysis.validation.comparison_facts import locate, read_facts, score_facts

TEXTS = {"a": "The mill burnt down.\nNobody was hurt.", "b": "A fire took the mill of Lota."}
LETTERS = {"one": "a", "two": "b"}
TRUTH = {
    "facts": [
        {
            "id": "fire",
            "label": "The mill burnt down",
            "cells": {
                "a": {"state": "reported", "text": "mill burnt"},
                "b": {"state": "reported", "text": "took the mill"},
            },
        },
        {
            "id": "unhurt",
            "label": "Nobody was hurt",
            "cells": {
                "a": {"state": "reported", "text": "down. Nobody was"},
                "b": {"state": "absent"},
            },
        },
    ]
}


def fact(name: str, a: Span | None, b: Span | None, *, without: str = "absent") -> Fact:
    cells = {
        article: FactCell("reported", spans=(span,)) if span else FactCell(without)
        for article, span in (("one", a), ("two", b))
    }
    return Fact(name, name, "action", "one", Span(0, 1), cells)


def test_all_cells_right_give_one() -> None:
    found = [fact("x", Span(0, 14), Span(2, 20)), fact("y", Span(22, 30), None)]
    score = score_facts(found, read_facts(TRUTH, TEXTS), LETTERS)
    assert (score.right, score.found, score.true, score.f1) == (4, 4, 4, 1.0)
    assert score.matched == (("fire", "x"), ("unhurt", "y"))


def test_a_wrong_state_and_an_extra_fact_cost() -> None:
    found = [
        fact("x", Span(0, 14), None, without="not_yet_known"),
        fact("z", None, Span(24, 28)),
    ]
    score = score_facts(found, read_facts(TRUTH, TEXTS), LETTERS)
    assert (score.right, score.found, score.true) == (1, 4, 4)
    assert score.wrong == (("fire", "b", "reported", "not_yet_known"),)
    assert (score.missed, score.extra) == (("unhurt",), ("z",))


def test_the_better_match_is_taken() -> None:
    found = [fact("less", Span(0, 14), None), fact("more", Span(0, 14), Span(2, 20))]
    score = score_facts(found, read_facts(TRUTH, TEXTS)[:1], LETTERS)
    assert score.matched == (("fire", "more"),)


def test_nothing_found_gives_nought() -> None:
    score = score_facts([], read_facts(TRUTH, TEXTS), LETTERS)
    assert (score.precision, score.recall, score.f1) == (0.0, 0.0, 0.0)


def test_a_passage_is_found_across_line_breaks() -> None:
    assert locate("down. Nobody", TEXTS["a"]).of(TEXTS["a"]) == "down.\nNobody"
    with pytest.raises(ValueError, match="not in the article"):
        locate("up. Nobody", TEXTS["a"])
