from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.attribution import find_attributions
from analysis.annotate.quotes import find_quotations
from analysis.annotate.sentences import split_sentences
from analysis.annotate.tokens import find_tokens
from analysis.records import Attribution

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "attribution_cases.toml").read_text(encoding="utf-8")
)["case"]


def attributions(text: str) -> tuple[Attribution, ...]:
    sentences = split_sentences(text)
    return find_attributions(text, sentences, find_tokens(text), find_quotations(text, sentences))


def row(text: str, found: Attribution) -> list[str]:
    return [
        found.type,
        found.source.span.of(text) if found.source else "-",
        found.cue.span.of(text) if found.cue else "-",
        " | ".join(span.of(text) for span in found.content),
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_finds_source_cue_and_content(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [row(text, found) for found in attributions(text)] == case["found"]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Officials said that it would rain.", "speech"),
        ("Officials believe that it will rain.", "stance"),
        ("She promised to repair the roof.", "stance"),
        ("He wants to repair the old roof.", "stance"),
        ("Parents are worried about the school roof.", "stance"),
        ("He vowed that it would never happen again.", "stance"),
        ("He warned that it would happen again.", "speech"),
    ],
)
def test_speech_and_stance_are_told_apart(text: str, act: str) -> None:
    assert [found.act for found in attributions(text)] == [act]


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("Solheim said the tunnel was safe.", "neutral"),
        ("Solheim claimed the tunnel was safe.", "doubting"),
        ("Solheim insisted that the tunnel was safe.", "doubting"),
        ("Solheim denied that the tunnel was safe.", "neutral"),
        ("Solheim admitted that the tunnel was unsafe.", "endorsing"),
        ("Solheim pointed out that the tunnel was unsafe.", "endorsing"),
        ("The survey showed that the tunnel was unsafe.", "endorsing"),
        ("It is alleged that the tunnel was unsafe.", "doubting"),
    ],
)
def test_cue_has_its_tone(text: str, tone: str) -> None:
    (found,) = attributions(text)
    assert found.cue is not None
    assert found.cue.tone == tone


def test_attribution_inside_a_content_is_nested() -> None:
    text = (
        "The minister said the opposition claimed that the count had been rigged in four districts."
    )
    outer, inner = attributions(text)
    assert (outer.nested, inner.nested) == (False, True)
    assert inner.source is not None
    assert inner.source.span.of(text) == "the opposition"


def test_quotation_that_fills_the_next_sentence_stays_with_its_speaker() -> None:
    text = "“We were cold,” said Lind. “Nobody came. Not one.” The road is closed."
    (found,) = attributions(text)
    assert [span.of(text) for span in found.content] == [
        "“We were cold,”",
        "“Nobody came. Not one.”",
    ]


def test_quotation_over_paragraphs_stays_with_its_speaker() -> None:
    text = (
        "“We were cold,” said Lind. “Nobody came.\n\n“Then the boat sank.”\n\nThe road is closed."
    )
    (found,) = attributions(text)
    assert "“Then the boat sank.”" in [span.of(text) for span in found.content]


def test_paragraph_of_quotation_alone_continues_the_last_speaker() -> None:
    text = "Lind said the boat had been old.\n\n“It leaked like a basket.”\n\nThe road is closed."
    (found,) = attributions(text)
    assert [span.of(text) for span in found.content][-1] == "“It leaked like a basket.”"
    assert found.type == "mixed"


def test_interview_lines_belong_to_the_answering_speaker() -> None:
    text = (
        "Sanna Virtanen: The reform came too late for most of the families here.\n\n"
        "Q: What should happen now?\n\n"
        "Sanna Virtanen: We need a fund that pays before the winter comes.\n\n"
        "Q: Who pays?\n\n"
        "Sanna Virtanen: The state pays, as it did in the crisis."
    )
    found = [a for a in attributions(text) if a.source]
    assert {a.source.name for a in found if a.source} == {"Sanna Virtanen"}
    assert len(found) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Voices\n“The road belongs to all of us.”\n— Ada Okafor, minister of works\nIt rained.",
        "Voices\n“The road belongs to all of us.”\n- Ada Okafor.\nIt rained all day long.",
        "Voices\n“The road belongs to all of us.” – Ada Okafor, a trader\nIt rained.",
    ],
)
def test_a_name_after_a_dash_signs_the_quotation_above(text: str) -> None:
    (found,) = attributions(text)
    assert found.source is not None
    assert found.source.name == "Ada Okafor"
    assert [span.of(text) for span in found.content] == ["“The road belongs to all of us.”"]


def test_a_transcript_quoted_line_by_line_is_told_by_its_labels() -> None:
    text = (
        "Partial transcript as follows:\n"
        "“VIRTANEN: The families were told to wait until the spring, and they waited.\n"
        "“LIND: Who told them so, and why was nothing written down?\n"
        "“VIRTANEN: The council did, in a letter that nobody has been able to find.”\n"
        "It rained on Monday."
    )
    found = [a for a in attributions(text) if not a.nested]
    speakers = [a.source.span.of(text) for a in found if a.source]
    assert speakers == ["VIRTANEN", "LIND", "VIRTANEN"]
    assert found[0].content[0].of(text).startswith("The families were told")


def test_dateline_is_no_speaker() -> None:
    text = "NAIROBI: The outgoing leader won again.\n\nNAIROBI: Rain fell.\n\nNAIROBI: It stopped."
    assert attributions("NAIROBI: The outgoing leader won again after a long night.") == ()
    assert all(a.cue is None or a.cue.span.of(text) != "said" for a in attributions(text))


def test_empty_text_has_none() -> None:
    assert attributions("") == ()


def test_same_text_gives_the_same_attributions() -> None:
    text = " ".join(case["text"] for case in CASES)
    assert attributions(text) == attributions(text)


WORDS = [
    "“",
    "”",
    "said",
    "the minister",
    "that",
    ",",
    ".",
    ":",
    "Okafor",
    "he",
    "told",
    "—",
    "\n\n",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "roads close", "according to", "and", "who", "«", "»"])))
def test_spans_lie_in_the_text_and_do_not_meet_their_source(parts: list[str]) -> None:
    text = " ".join(parts)
    for found in attributions(text):
        assert found.content
        for span in found.content:
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip() == span.of(text)
            if found.source is not None:
                assert not span.overlaps(found.source.span)
        assert list(found.content) == sorted(found.content)
