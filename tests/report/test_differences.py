from dataclasses import replace

from analysis.records import Comparison, Difference, Estimate, Event
from analysis.report.keys import Index
from analysis.report.sections.differences import told_apart

NAMES = {"words_per_sentence": "Words a sentence"}


def difference(a, b, value, *, apart, comparable=True):
    return Difference("readability", "words_per_sentence", a, b, Estimate(value), comparable, apart)


def lines(comparison, *differences):
    changed = replace(comparison, differences=differences)
    return told_apart(changed, Index(changed.analyses), "readability", NAMES)


def test_articles_that_separate_are_named_by_their_letters(comparison):
    assert lines(
        comparison,
        difference("one", "two", -3.0, apart=True),
        difference("two", "three", 4.0, apart=True),
        difference("one", "three", 1.0, apart=False),
    ) == (
        "Words a sentence: B is higher than A and C.",
        "All other pairs are not distinguishable.",
    )


def test_no_separation_is_said(comparison):
    assert lines(comparison, difference("one", "two", 3.0, apart=False)) == (
        "No pair can be told apart in these measures: all are not distinguishable.",
    )


def test_nothing_is_said_where_nothing_can_be_compared(comparison):
    assert lines(comparison, difference("one", "two", 0.0, apart=False, comparable=False)) == ()
    assert told_apart(Comparison(Event(), ()), Index(()), "readability", NAMES) == ()
