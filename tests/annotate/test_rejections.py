from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.quotes import find_quotations
from analysis.annotate.rejections import why_not
from analysis.annotate.sentences import split_sentences
from analysis.records import Span


def verdict(text: str, source: str | None, cue: str | None, *contents: str) -> str | None:
    """Why the passage is rejected; source, cue and contents are given by their words."""

    def at(words: str | None) -> Span | None:
        return None if words is None else Span(text.index(words), text.index(words) + len(words))

    sentences = split_sentences(text)
    quotations = find_quotations(text, sentences)
    spans = [span for words in contents if (span := at(words)) is not None]
    return why_not(text, sentences, quotations, at(source), at(cue), spans)


@pytest.mark.parametrize(
    ("text", "source", "cue", "contents", "reason"),
    [
        ("Ruiz left.\n\nRead more: the dam", "Ruiz", None, ["Read more: the dam"], "furniture"),
        ("The firm says.\nOur Terms of Use", None, "says", ["Our Terms of Use"], "furniture"),
        (
            "By signing up you agree to our Terms of Use.",
            "you",
            "agree to",
            ["our Terms of Use"],
            "furniture",
        ),
        ("Ruiz said.\n\nSign up for news", "Ruiz", "said", ["Sign up for news"], "furniture"),
        ("Ruiz said.\n\nShare this on X", None, "said", ["Share this on X"], "furniture"),
        ("Ruiz said that of the dam.", "Ruiz", "said", ["of"], "one small word"),
        ("Ruiz said: —", "Ruiz", "said", ["—"], "no content"),
        ("— said it would rain.", "—", "said", ["it would rain"], "the source is a mark"),
        ("The dam is full.", "The dam", "is", ["full"], "auxiliary"),
        ("A banner: “Water is life.”", None, None, ["“Water is life.”"], "nobody is said"),
        ("A film titled “The Last Ferry” ran.", None, "titled", ["“The Last Ferry”"], "title"),
        ("Ruiz declined to comment.", "Ruiz", "declined", ["to comment"], "refusal"),
        ("Ruiz declined to comment on it.", "Ruiz", "declined to comment", ["on it"], "refusal"),
        ("Ruiz asked not to be named.", "Ruiz", "asked", ["not to be named"], "refusal"),
        (
            "Ruiz did not respond to a request for comment.",
            "Ruiz",
            "did not respond to",
            ["a request for comment"],
            "refusal",
        ),
    ],
)
def test_what_is_no_attribution_is_turned_down_with_a_reason(
    text: str, source: str | None, cue: str | None, contents: list[str], reason: str
) -> None:
    assert reason in (verdict(text, source, cue, *contents) or "")


@pytest.mark.parametrize(
    ("text", "source", "cue", "contents"),
    [
        ("Ruiz said the dam was full.", "Ruiz", "said", ["the dam was full"]),
        ("Ruiz denied it.", "Ruiz", "denied", ["it"]),
        ("Ruiz said so.", "Ruiz", "said", ["so"]),
        ("“No,” Ruiz said.", "Ruiz", "said", ["“No,”"]),
        ("Ruiz said “of”.", "Ruiz", "said", ["“of”"]),
        ("Ruiz did not say when.", "Ruiz", "did not say", ["when"]),
        ("It is said that it rained.", None, "is said", ["that it rained"]),
        ("Ruiz: “We stay.”", "Ruiz", ":", ["“We stay.”"]),
        ("The poll has Ruiz ahead.", "The poll", "has", ["Ruiz ahead"]),
        ("Ruiz urged voters to sign up now.", "Ruiz", "urged", ["sign up now"]),
        ("Ruiz declined to say who won.", "Ruiz", "declined to say", ["who won"]),
        ("Ruiz asked to see the list.", "Ruiz", "asked", ["to see the list"]),
        ("Critics called it “a farce”.", "Critics", "called", ["“a farce”"]),
        ("Ruiz called her book “The Ferry”.", "Ruiz", "called", ["“The Ferry”"]),
    ],
)
def test_attributions_stay(
    text: str, source: str | None, cue: str | None, contents: list[str]
) -> None:
    assert verdict(text, source, cue, *contents) is None


def test_scare_quotes_need_a_cue_of_saying() -> None:
    text = "The so-called “peace” of the north lasted a week, with Ruiz in charge."
    assert verdict(text, "Ruiz", "with", "“peace”") is not None


@settings(max_examples=50)
@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_spans_can_be_judged(text: str, start: int, end: int) -> None:
    low, high = sorted((min(start, len(text)), min(end, len(text))))
    sentences = split_sentences(text)
    reason = why_not(text, sentences, (), Span(0, low), Span(low, high), [Span(high, len(text))])
    assert reason is None or reason
