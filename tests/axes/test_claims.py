"""Claims and the verdict on them, what once was, comparison, and long negations."""

from __future__ import annotations

import pytest

from analysis.axes.lexicon import LexiconView
from analysis.axes.patterns import inflect, irregular_forms, parse_pattern
from analysis.axes.schema import load_axis
from analysis.records import Span


@pytest.fixture(scope="module")
def view() -> LexiconView:
    return LexiconView(load_axis("reform"))


def score(view: LexiconView, text: str) -> float:
    return view.score(text, Span(0, len(text))).score


PAIRS = [
    # rejected and confirmed claims, criticism and praise
    (
        "The claim that the vote was rigged is nonsense.",
        "The claim that the vote was rigged is true.",
    ),
    ("The talk of a stolen election is a legend.", "The talk of a fair election is a legend."),
    ("The report of fraud has been refuted.", "The report of fraud has been confirmed."),
    ("It is a myth that the police beat people.", "It is a myth that the police protect marchers."),
    ("He was wrongly called corrupt.", "He was rightly called corrupt."),
    (
        "The charges of bribery turned out to be false.",
        "The charges of bribery turned out to be true.",
    ),
    (
        "Critics call it a sham, but the figures refute them.",
        "Ministers call it a success, but the figures refute them.",
    ),
    # negation that reaches far
    (
        "No one seriously claims that the count was manipulated.",
        "Many claim that the count was manipulated.",
    ),
    (
        "There is no evidence that the ballots were rigged.",
        "There is evidence that the ballots were rigged.",
    ),
    (
        "It is not true that the cabinet betrayed the farmers.",
        "It is true that the cabinet betrayed the farmers.",
    ),
    (
        "It would be wrong to call the court corrupt.",
        "It would be right to call the court corrupt.",
    ),
    ("The vote has never been so transparent.", "The vote has never been transparent."),
    (
        "The envoy had no concerns about the independence of the judges.",
        "The envoy had concerns about the independence of the judges.",
    ),
    # then and now
    ("The commission was once corrupt.", "The commission is corrupt."),
    (
        "What began as a farce ended as a free election.",
        "What began as a free election ended as a farce.",
    ),
    ("The president has stopped jailing reporters.", "The president has begun jailing reporters."),
    ("Fear of the police is fading.", "Fear of the police is growing."),
    ("Confidence in the government has grown.", "Confidence in the government has shrunk."),
    # comparison
    (
        "The press is freer under this president than under the last.",
        "The press was freer under the last president than under this one.",
    ),
    # doubt and wish
    ("The vote was free and fair.", "The vote was, we are asked to believe, free and fair."),
    ("The cabinet tells us the truth.", "I wish the cabinet told us the truth."),
    ("The court is independent.", "If only the court were independent."),
]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_the_first_is_more_favourable(view: LexiconView, first: str, second: str) -> None:
    assert score(view, first) > score(view, second) + 0.05


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It cannot be denied that the vote was rigged.", "The vote was rigged."),
        ("There is no denying that the count was transparent.", "The count was transparent."),
        ("Nobody was surprised that the vote was rigged.", "The vote was rigged."),
    ],
)
def test_a_denied_denial_affirms(view: LexiconView, first: str, second: str) -> None:
    assert score(view, first) == pytest.approx(score(view, second), abs=0.05)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("It is a myth that the police beat people.", "(false claim)"),
        ("The claim that the vote was rigged is true.", "(true claim)"),
        ("The commission was once corrupt.", "(in the past)"),
        ("Fear of the police is growing.", "(growth said afterwards)"),
        ("The press was freer then than it is now.", "(compared the other way)"),
    ],
)
def test_the_rule_is_named(view: LexiconView, text: str, label: str) -> None:
    evidence = view.score(text, Span(0, len(text))).evidence
    assert any(label in item.label for item in evidence)


def test_a_quoted_word_that_opens_the_sentence_is_at_arms_length(view: LexiconView) -> None:
    assert score(view, "“Independent” judges heard the case.") < 0
    assert score(view, "“Elections” were held on Sunday.") < 0


def test_thanks_in_the_sentence_do_not_speak_the_quoted_words(view: LexiconView) -> None:
    plain = "Voters thanked the governor for the free elections that he held."
    quoted = "Voters thanked the governor for the “free” elections that he held."
    assert score(view, plain) > score(view, quoted) + 0.05


def test_be_has_its_own_forms_and_is_no_participle() -> None:
    assert set(inflect("be")) == {"be", "am", "are", "been", "being", "is", "was", "were"}
    assert ("is", "absent") in parse_pattern("{be} absent")
    assert "be" not in irregular_forms()
