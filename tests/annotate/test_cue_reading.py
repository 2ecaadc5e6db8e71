from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.cue_lexicon import load_entries, same_spelling
from analysis.annotate.cue_reading import is_saying, read_cue
from analysis.annotate.lexicon import read_lexicon
from analysis.records import Span

CASES: list[list[str | bool]] = tomllib.loads(
    (Path(__file__).parent / "cue_cases.toml").read_text(encoding="utf-8")
)["cases"]


def marked(sentence: str) -> tuple[str, Span, Span]:
    """The sentence without its marks, the cue in [brackets] and the content in {braces}."""
    spans: dict[str, int] = {}
    text = ""
    for piece in re.split(r"([\[\]{}])", sentence):
        if piece in ("[", "]", "{", "}"):
            spans[piece] = len(text)
        else:
            text += piece
    return text, Span(spans["["], spans["]"]), Span(spans["{"], spans["}"])


@pytest.mark.parametrize(
    ("sentence", "act", "tone", "critical"), CASES, ids=[str(case[0]) for case in CASES]
)
def test_cue_is_read_by_act_tone_and_criticism(
    sentence: str, act: str, tone: str, *, critical: bool
) -> None:
    text, cue, content = marked(sentence)
    reading = read_cue(text, cue, [content])
    assert (reading.act, reading.tone, reading.critical) == (act, tone, critical)


@pytest.mark.parametrize("case", [case for case in CASES if case[2] != "neutral"], ids=str)
def test_loaded_tone_comes_with_its_reason(case: list[str]) -> None:
    text, cue, content = marked(case[0])
    assert read_cue(text, cue, [content]).reason


def test_no_cue_is_neutral_speech() -> None:
    reading = read_cue("“We leave on Monday.”", None, [Span(0, 21)])
    assert (reading.act, reading.tone, reading.critical, reading.known) == (
        "speech",
        "neutral",
        False,
        False,
    )


def test_unknown_cue_is_neutral_speech_without_a_reason() -> None:
    text = "The choir zigzagged the hymn."
    reading = read_cue(text, Span(10, 19), [Span(20, 28)])
    assert (reading.act, reading.tone, reading.reason, reading.known) == (
        "speech",
        "neutral",
        "",
        False,
    )


def test_curly_and_straight_apostrophes_read_alike() -> None:
    for mark in "'’":
        text = f"She didn{mark}t claim that it rained."
        assert read_cue(text, Span(4, 16), [Span(17, 31)]).tone == "neutral"


def test_american_and_british_spelling_are_one() -> None:
    assert same_spelling("Criticized") == same_spelling("criticised")


@pytest.mark.parametrize("cue", ["is", "has", "of", "—", "“"])
def test_small_words_alone_are_no_cue_of_saying(cue: str) -> None:
    assert not is_saying(cue, Span(0, len(cue)))


@pytest.mark.parametrize("cue", ["said", "is confident", "’s claim", "issued a warning"])
def test_words_of_saying_and_holding_are_recognised(cue: str) -> None:
    assert is_saying(cue, Span(0, len(cue)))


def test_every_loaded_group_gives_a_reason() -> None:
    for group in read_lexicon("cues")["group"]:
        assert group["reason"].strip()


def test_every_entry_can_be_looked_up_by_its_first_word() -> None:
    for group in read_lexicon("cues")["group"]:
        for key in ("verbs", "nouns", "words"):
            for words in group.get(key, ()):
                assert same_spelling(words.split()[0]) in load_entries().by_first


@settings(max_examples=60)
@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_any_span_of_any_text_can_be_read(text: str, start: int, end: int) -> None:
    low, high = sorted((min(start, len(text)), min(end, len(text))))
    reading = read_cue(text, Span(low, high), [Span(high, len(text))])
    assert reading.act in ("speech", "stance")
    assert reading.tone in ("neutral", "doubting", "endorsing")
