from __future__ import annotations

import tomllib

import pytest

from analysis.annotate.document import annotate
from analysis.compare.copies import find_copies
from analysis.records import Article
from analysis.validation.comparison_copy import CopyScore, score_copy

COPIED = (
    "The ferry company of Brannick cancelled all crossings on Friday after divers found a torn "
    "fishing net wrapped around the propeller of its newest ship."
)
TRUTH = f"""
[[shared]]
pair = ["a", "b"]
verbatim = ["{COPIED}"]
[[shared.sentences]]
kind = "verbatim"
a = "{COPIED}"
b = "{COPIED}"
"""


def measure(truth: str, **texts: str) -> CopyScore:
    documents = {
        letter: annotate(Article(f"{letter}.txt", f"id {letter}", text))
        for letter, text in texts.items()
    }
    shared, copies = find_copies(list(documents.values()))
    return score_copy(tomllib.loads(truth), documents, shared, copies)


def test_a_found_passage_counts_on_both_sides() -> None:
    found = measure(
        TRUTH,
        a=f"{COPIED} Nobody on the island had been told.",
        b=f"Tourists waited for hours. {COPIED}",
    )
    n = len(COPIED.split())
    assert (found.right, found.found, found.true) == (2 * n, 2 * n, 2 * n)
    assert found.f1 == 1
    assert (found.edits_right, found.edits_true) == (1, 1)


def test_copy_that_the_truth_does_not_have_costs_precision() -> None:
    more = "Two coaches from the mainland turned back before noon, their drivers said."
    found = measure(TRUTH, a=f"{COPIED} {more}", b=f"{COPIED} {more}")
    assert found.right == found.true < found.found
    assert found.f1 < 1


def test_nothing_to_find_and_nothing_found_is_right() -> None:
    assert measure("", a="One ferry left at noon.", b="Nobody came.").f1 == 1


def test_a_passage_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="not in the article"):
        measure(TRUTH, a=COPIED, b="Nobody came.")
