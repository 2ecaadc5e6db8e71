from __future__ import annotations

import pytest

from analysis.compare.agencies import MOST, find_mentions, name_agencies
from analysis.records import Article, Removed


def named(text: str, **article: object) -> list[tuple[str, str]]:
    made = Article(path="a.txt", id="a", text=text, **article)  # type: ignore[arg-type]
    return [(mention.agency, mention.basis) for mention in find_mentions(made)]


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("VELMORA, Nov 20 (Reuters) - The bridge is closed.", "Reuters"),
        ("MOSCOW, January 5. /TASS/. The bridge is closed.", "TASS"),
        ("(ANSA) - ROMA, 20 NOV - Il ponte è chiuso.", "ANSA"),
        ("ASTANA. November 20. KAZINFORM - The bridge is closed.", "Kazinform"),
        ("BEIJING, Nov. 20 (Xinhua) -- The bridge is closed.", "Xinhua"),
        ("Madrid, 20 nov (EFE).- El puente está cerrado.", "EFE"),
        ("Berlin (dpa) - Die Brücke ist gesperrt.", "dpa"),
        ("LONDON (AP) — The bridge is closed.", "AP"),
        ("AFP - The bridge is closed.", "AFP"),
    ],
)
def test_a_dateline_credits_the_agency(line: str, agency: str) -> None:
    assert named(line) == [(agency, "dateline")]


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("The bridge stays closed. (AFP)", "AFP"),
        ("AFP", "AFP"),
        ("– dpa", "dpa"),
        ("Source: Xinhua", "Xinhua"),
        ("With inputs from PTI", "PTI"),
        ("© 2031 AFP. All rights reserved.", "AFP"),
        ("Copyright 2031 The Associated Press. All rights reserved.", "AP"),
        ("AP writer Ines Carrow in Velmora contributed to this report.", "AP"),
        ("Agencies", "agencies without a name"),
    ],
)
def test_a_last_line_credits_the_agency(line: str, agency: str) -> None:
    text = f"The bridge of Velmora is closed.\n\nNobody was hurt.\n\n{line}"
    assert named(text) == [(agency, "credit")]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("“It will stay shut,” she told AFP.", [("AFP", "told")]),
        ("A clerk confirmed the figure to AFP.", [("AFP", "told")]),
        ("AFP journalists saw lorries turn back.", [("AFP", "staff")]),
        ("Forty lorries turned back, an AFP tally shows.", [("AFP", "staff")]),
        ("He told an AFP correspondent to wait.", [("AFP", "told")]),
        ("According to Interfax the bridge is closed.", [("Interfax", "cited")]),
        ("The Russian news agency TASS said it was closed.", [("TASS", "cited")]),
        ("He told Russia's TASS news agency that it was closed.", [("TASS", "cited")]),
        ("Mayor Bloomberg crossed on foot.", []),
        ("She told Bloomberg that it was closed.", [("Bloomberg", "told")]),
        ("Police in PA closed the road.", []),
        ("(AP Photo/Ines Carrow)", []),
        ("A lorry on the bridge. Photo: Reuters", []),
        ("TAPES and MAPS were sold.", []),
        ("The figures came from Agence France-Presse (AFP)", [("AFP", "cited")] * 2),
    ],
)
def test_a_sentence_names_an_agency_as_its_own_or_as_another(
    sentence: str, found: list[tuple[str, str]]
) -> None:
    text = f"The bridge is closed.\n\nOne.\n\nTwo.\n\nThree. {sentence} Four.\n\nFive.\n\nSix."
    assert named(text) == found


def test_credits_outside_the_text_count(build) -> None:
    removed = (
        Removed(2, "By Agence France-Presse", "byline"),
        Removed(9, "am/jk (AFP, dpa)", "source line"),
        Removed(10, "A lorry on the bridge (Reuters)", "caption"),
    )
    assert named("The bridge is closed.", removed=removed, outlet="Velmora Post") == [
        ("AFP", "byline"),
        ("AFP", "credit"),
        ("dpa", "credit"),
    ]
    assert named("The bridge is closed.", outlet="Reuters") == [("Reuters", "outlet")]
    assert named("The bridge is closed.", outlet="Reuters Institute") == []
    assert named("The bridge is closed.", authors=("AFP",)) == [("AFP", "byline")]


def test_the_words_lead_to_their_place() -> None:
    told = "“Shut,” she told AFP on Monday."
    text = f"The bridge is closed.\n\nOne.\n\nTwo.\n\n{told}\n\nThree.\n\nFour."
    (mention,) = find_mentions(Article(path="a.txt", id="a", text=text))
    assert mention.span is not None
    assert mention.span.of(text) == "AFP"
    assert mention.text == told


def test_credits_count_before_phrases_and_phrases_only_in_common_copy() -> None:
    told = find_mentions(Article("a.txt", "a", "One.\n\nTwo. She told AFP so. Three.\n\nA.\n\nB."))
    credit = find_mentions(Article("b.txt", "b", "BERLIN (dpa) - The bridge is closed."))
    assert name_agencies([*told, *credit], shared=told) == (("dpa",), True)
    assert name_agencies(told, shared=told) == (("AFP",), False)
    assert name_agencies(told) == ((), False)


def test_a_text_of_nothing_but_names_is_read_in_bounds() -> None:
    text = "She told AFP. " * 20_000
    assert len(named(text)) <= 2 * MOST
