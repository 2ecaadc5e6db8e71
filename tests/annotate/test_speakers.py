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


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "The Harbour Workers' Union met. ⟦The union⟧ called a strike.",
            [("Harbour Workers' Union", "civil_society")],
        ),
        (
            "Dockers left in what ⟦their union⟧ called a protest. The Harbour Workers' Union met.",
            [("Harbour Workers' Union", "civil_society")],
        ),
        (
            "The opposition Green Dawn left the hall. ⟦Its leader, Ada Lund⟧, wept. ⟦Green Dawn⟧ "
            "will sue.",
            [("Ada Lund", "opposition"), ("Green Dawn", "opposition")],
        ),
        (
            "The rights group Open Door wrote a letter. ⟦Open Door director Tom Lee⟧ read it.",
            [("Tom Lee", "civil_society")],
        ),
        (
            "The weekly La Plage has a reader. ⟦La Plage⟧ said so.",
            [("La Plage", "media")],
        ),
        (
            "⟦The justice ministry⟧ met on Monday. ⟦The ministry⟧ said little, and ⟦its "
            "spokesman⟧ less.",
            [
                ("justice ministry", "official"),
                ("justice ministry", "official"),
                ("its spokesman", "official"),
            ],
        ),
    ],
)
def test_organisations_are_known_from_what_the_text_says_of_them(
    marked: str, expected: list[tuple[str, str]]
) -> None:
    assert [(source.name, source.kind) for source in sources(marked)] == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "⟦A former rebel commander⟧ apologised on Tuesday. “I cannot sleep,” ⟦Ovid Rosso⟧ "
            "said.",
            ["Ovid Rosso", "Ovid Rosso"],
        ),
        (
            "“They counted us,” ⟦the young woman⟧ said. She is Rabia, a nurse. “Twice,” ⟦she⟧ "
            "said.",
            ["Rabia", "Rabia"],
        ),
        ("⟦A trader, Achol⟧, said it rained.", ["Achol"]),
        ("The finance minister teaches. It is easy, ⟦Oskar Velde⟧ said.", ["Oskar Velde"]),
        ("⟦His rival, the teacher and organiser Rosa Caiza⟧, said so.", ["Rosa Caiza"]),
        (
            "Alim Toktarov met ⟦Shukhrat Alimov⟧. It was late, ⟦Alimow⟧ said.",
            ["Shukhrat Alimov"] * 2,
        ),
        ("⟦One baker⟧ asked for flour. “All of it,” ⟦he⟧ said.", ["One baker", "One baker"]),
    ],
)
def test_name_may_come_later_or_in_another_spelling(marked: str, expected: list[str]) -> None:
    assert names(marked) == expected


def test_i_is_whoever_speaks_the_quotation() -> None:
    marked = "Mayor Ada Lund left. “⟦I⟧ said it would rain,” ⟦she⟧ told reporters."
    assert names(marked) == ["Ada Lund", "Ada Lund"]


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("President Ada Lund spoke. ⟦Her adviser Tom Lee⟧ nodded.", "official"),
        ("President Ada Lund spoke. ⟦Lund's critics⟧ laughed.", "opposition"),
        ("⟦Luis Carrasco, 31⟧, said it rained.", "citizen"),
        ("⟦Luis Carrasco, who teaches law in Lota⟧, said it rained.", "expert"),
        ("⟦Luis Carrasco, who heads the miners' union⟧, said it rained.", "civil_society"),
        ("⟦The Lota Traders' Alliance⟧ said it rained.", "business"),
        ("Voters waited. ⟦Many⟧ said it rained.", "citizen"),
        ("⟦A poll by the newspaper La Plage⟧ showed it.", "media"),
        ("⟦The tax office's former lawyer⟧ said it rained.", "official"),
    ],
)
def test_kind_comes_from_the_context(marked: str, kind: str) -> None:
    assert sources(marked)[-1].kind == kind


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("a woman who had chained herself to a door", "woman"),
        ("A treasury document seen by this newspaper", "treasury document"),
        ("the country's interior ministry", "interior ministry"),
        ("ministers in Rome, Paris and Berlin", "ministers in Rome, Paris and Berlin"),
        ("“The Quiet Coup: A Report”", "The Quiet Coup: A Report"),
    ],
)
def test_a_mention_without_a_name_is_its_own_name(mention: str, name: str) -> None:
    assert names(f"Yesterday ⟦{mention}⟧ told us so.") == [name]
