from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from analysis.annotate.pronouns import mention_of
from analysis.annotate.quotes import find_quotations
from analysis.annotate.sentences import split_sentences
from analysis.annotate.speakers import resolve_speakers
from analysis.annotate.tokens import find_tokens
from analysis.annotate.words import read_words
from analysis.records import Source, Span

PASSAGES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "passages.toml").read_text(encoding="utf-8")
)["passage"]


def unmark(marked: str) -> tuple[str, list[Span]]:
    """The text without its ⟦brackets⟧, and where they stood."""
    text = ""
    spans = []
    for piece in re.split(r"(⟦[^⟧]*⟧)", marked):
        if piece.startswith("⟦"):
            spans.append(Span(len(text), len(text) + len(piece) - 2))
        text += piece.strip("⟦⟧")
    return text, spans


def sources(marked: str) -> list[Source]:
    text, spans = unmark(marked)
    sentences = split_sentences(text)
    reading = read_words(text, sentences, find_tokens(text), find_quotations(text, sentences))
    return list(resolve_speakers(reading, [mention_of(reading, s, s.start) for s in spans]))


def names(text: str) -> list[str]:
    return [source.name for source in sources(text)]


@pytest.mark.parametrize("passage", PASSAGES, ids=[passage["name"] for passage in PASSAGES])
def test_sources_of_a_passage(passage: dict[str, Any]) -> None:
    text = passage["text"].strip()
    found = [[s.name, s.kind, s.form, s.naming] for s in sources(text)]
    assert found == passage["sources"]


def test_mention_is_kept_beside_the_resolved_name() -> None:
    marked = "Mayor Ingrid Solheim arrived late. ⟦She⟧ said the tunnel was safe."
    (source,) = sources(marked)
    assert (source.span.of(unmark(marked)[0]), source.name) == ("She", "Ingrid Solheim")


def test_relative_pronoun_takes_the_name_before_it() -> None:
    marked = "The farm belongs to Pia Lund, ⟦who⟧ said the wolves would come back."
    (source,) = sources(marked)
    assert (source.span.of(unmark(marked)[0]), source.name) == ("who", "Pia Lund")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr Paul Ade met Mr John Obi. Rain fell. ⟦Mrs Uche⟧ said it was late.", ["Uche"]),
        ("Rain fell all night. ⟦He⟧ said the river would rise.", ["He"]),
        ("The spokesman waited. ⟦A spokesman⟧ said the road was open.", ["spokesman"]),
        (
            "President Ana Diaz met President Juan Soto. ⟦The president⟧ said it rained.",
            ["president"],
        ),
        ("Former president Ana Diaz rested. ⟦The president⟧ said it was late.", ["president"]),
        ("Shares fell. ⟦They⟧ said it was the weather.", ["They"]),
    ],
)
def test_unsure_stays_the_mention(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Ana Diaz rested. ⟦The president⟧ said it was late.", "Ana Diaz"),
        ("Ana Diaz, the mayor of Lota, rested. ⟦The mayor⟧ said it was late.", "Ana Diaz"),
        ("The 69-year-old Ana Diaz rested. ⟦The 69-year-old⟧ said it was late.", "Ana Diaz"),
        ("Ana Diaz rested. ⟦Diaz⟧ said it was late.", "Ana Diaz"),
        ("“It is late,” said ⟦Diaz⟧. Ana María Diaz left.", "Ana María Diaz"),
        ("Vice-President Li Na spoke first. “Enough,” ⟦Li⟧ said.", "Li Na"),
    ],
)
def test_text_that_links_role_or_surname_to_a_name_resolves_it(text: str, expected: str) -> None:
    assert names(text)[-1] == expected


@pytest.mark.parametrize(
    "mention",
    [
        "The Northern Rivers Commission (NRC)",
        "The NRC",
        "Observers from the NRC",
        "The NRC mission",
    ],
)
def test_envoys_speak_for_their_organisation(mention: str) -> None:
    text = f"The Northern Rivers Commission (NRC) met today. ⟦{mention}⟧ said the water was clean."
    assert names(text) == ["Northern Rivers Commission (NRC)"]


def test_spokesperson_of_a_ministry_stays_a_role() -> None:
    (source,) = sources("⟦An interior ministry spokesman⟧ confirmed the figure.")
    assert (source.name, source.kind, source.naming) == (
        "interior ministry spokesman",
        "official",
        "role",
    )


def test_name_owning_something_is_not_the_speaker() -> None:
    text = "Ana Diaz rested. ⟦Diaz's lawyer⟧ said the case was closed."
    (source,) = sources(text)
    assert source.name == "Diaz's lawyer"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A student held up a sheet. “They arrested my friend,” ⟦she⟧ said.", "student", "citizen"),
        ("Mayor Ruiz spoke. A nurse shook her head. ⟦She⟧ said it was late.", "nurse",
         "citizen"),
        ("A nurse met Mayor Ingrid Solheim. Solheim smiled. ⟦She⟧ said it was late.",
         "Ingrid Solheim", "official"),
        ("The Venice Commission took its time: ⟦it⟧ found that the draft fell short.",
         "Venice Commission", "international"),
    ],
)  # fmt: skip
def test_pronoun_may_stand_for_somebody_without_a_name(text: str, name: str, kind: str) -> None:
    source = sources(text)[-1]
    assert (source.name, source.kind) == (name, kind)


def test_pronoun_inside_a_mention_is_the_person_mentioned() -> None:
    text = (
        "Mayor Ingrid Solheim left. “We counted,” said ⟦an officer, who hid because ⟧⟦she⟧ feared "
        "losing her job."
    )
    assert set(names(text)) == {"officer"}


def test_the_president_is_not_the_president_of_elsewhere() -> None:
    text = (
        "President Josiah Okello won. The President of the Isles, Tom Vane, sent a telegram. "
        "⟦The President⟧ thanked the voters."
    )
    assert names(text)[-1] == "Josiah Okello"
