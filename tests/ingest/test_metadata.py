import pytest

from analysis.ingest.boilerplate import cut_furniture
from analysis.ingest.bylines import read_byline
from analysis.ingest.dates import find_dates, is_date_line
from analysis.ingest.language import tell_language
from analysis.ingest.lines import split_lines
from analysis.ingest.metadata import Metadata, read_metadata

TITLE = "Porto Novo votes for a new bridge"
LEAD = "The council of Porto Novo voted on Monday to rebuild the old bridge over the river."
SECOND = "Work on the bridge is to begin in spring, said the mayor, who had promised it for years."
THIRD = "Critics in the council call the plan too dear and want a ferry in its place until then."


def read(*lines: str) -> Metadata:
    return read_metadata(cut_furniture(split_lines("\n".join(lines))), None)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("By JANE DOE, ANA MARÍA LÓPEZ and BO LUND", ("Jane Doe", "Ana María López", "Bo Lund")),
        ("by Ludwig van der Berg in Lima", ("Ludwig van der Berg",)),
        ("By Jane Doe | Courier News", ("Jane Doe",)),
        ("By Jane Doe - 11/19/19 06:56 AM EST", ("Jane Doe",)),
        ("11/19/2019 by Jane Doe", ("Jane Doe",)),
        ("Written by Jane Doe, MD, on November 14, 2019", ("Jane Doe",)),
        ("By Reuters", ()),
        ("By Our Staff Reporter", ()),
        ("From our correspondent in Lima", ()),
        ("By Dr. Jane Doe, Senior Fellow, Harbour Policy Centre", ("Dr. Jane Doe",)),
    ],
)
def test_bylines(line: str, authors: tuple[str, ...]) -> None:
    byline = read_byline(line)
    assert byline is not None
    assert byline.authors == authors


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday",
        "By then",
        "By the river",
        "By law",
        "From our roof the whole town could be seen.",
        "By Sunday evening the count was done",
        "By 2022 the bridge was closed.",
        "Jane Doe",
        "By Jane Doe's own account, she slept...",
    ],
)
def test_lines_that_begin_with_by_are_not_all_bylines(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2022-11-22", ["2022-11-22"]),
        ("Nov. 22, 2022", ["2022-11-22"]),
        ("Tuesday, 22nd of November 2022", ["2022-11-22"]),
        ("22.11.2022", ["2022-11-22"]),
        ("11/22/2022", ["2022-11-22"]),
        ("Nov 20 20194:29 AM EST", ["2019-11-20"]),
        ("4/5/2022", []),
        ("31 June 2022", []),
        ("November 22", []),
        ("May 2022 be a good year", []),
    ],
)
def test_dates(text: str, dates: list[str]) -> None:
    assert [found.date for found in find_dates(text)] == dates


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published: 22 Nov 2022, 10:30 GMT | Updated: 23 Nov 2022", True),
        ("Thursday, February 29, 2024", True),
        ("2 hours ago", True),
        ("Updated at 1:23 p.m.", True),
        ("The vote of November 20, 2022", False),
        ("10:42 p.m.", False),
        ("Why?", False),
    ],
)
def test_date_lines(line: str, expected: bool) -> None:
    assert is_date_line(line) is expected


def test_title_byline_and_date_come_from_the_page() -> None:
    found = read(TITLE, "By Jane Doe", "22 November 2022", LEAD, SECOND)
    assert (found.title, found.authors, found.published) == (TITLE, ("Jane Doe",), "2022-11-22")
    assert found.provenance["title"] == "text"
    assert found.provenance["authors"] == found.provenance["published"] == "page"


def test_what_nothing_tells_stays_unknown() -> None:
    found = read(LEAD, SECOND)
    assert (found.title, found.outlet, found.authors, found.published) == (None, None, (), None)
    assert found.genre == "unknown"
    assert {key for key, origin in found.provenance.items() if origin == "unknown"} == {
        "title",
        "outlet",
        "authors",
        "published",
        "genre",
    }


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        (["Thursday, February 29, 2024", TITLE, LEAD, SECOND], None),
        (["9.8 C", "February 29, 2024", LEAD, SECOND], None),
        ([f"date 2022-11-22 {LEAD}", SECOND], "2022-11-22"),
        ([TITLE, "Updated November 23, 2022", LEAD, SECOND], None),
        ([TITLE, "Published 22 Nov 2022 | Updated 23 Nov 2022", LEAD, SECOND], "2022-11-22"),
        (["Published: 22 Nov 2022", TITLE, LEAD, SECOND], "2022-11-22"),
        ([TITLE, "22 November 2022", "21 November 2022", LEAD, SECOND], None),
        ([TITLE, LEAD, SECOND, "22 November 2022", THIRD], None),
    ],
)
def test_only_a_date_beside_the_headline_or_with_a_label_is_the_article_s(
    lines: list[str], published: str | None
) -> None:
    assert read(*lines).published == published


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("© 2022 Porto Novo Courier. All rights reserved.", "Porto Novo Courier"),
        ("Copyright 2022 The Associated Press. All rights reserved.", None),
        ("© 2022 Courier Media Ltd. All rights reserved.", None),
    ],
)
def test_a_copyright_line_names_the_outlet_unless_it_names_an_owner_or_an_agency(
    line: str, outlet: str | None
) -> None:
    assert read(TITLE, LEAD, SECOND, THIRD, line).outlet == outlet


def test_an_agency_in_the_text_is_not_the_outlet() -> None:
    found = read(LEAD, "“It was time,” the mayor told AFP at the bridge on Monday.")
    assert found.outlet is None
    assert found.genre == "news"


@pytest.mark.parametrize(
    ("lines", "genre", "origin"),
    [
        ([f"LIMA, March 3 (Reuters) - {LEAD}", SECOND], "news", "text"),
        ([f"LIMA: {LEAD}", SECOND], "news", "text"),
        (["Opinion", TITLE, LEAD, SECOND], "opinion", "page"),
        ([f"Analysis: {TITLE}", LEAD, SECOND], "analysis", "text"),
        ([f"Explainer | {TITLE}", LEAD, SECOND], "background", "text"),
        (
            [LEAD, "I have crossed it for years. It must be closed. Regrettably, nobody listens."],
            "opinion",
            "text",
        ),
        (
            [LEAD, "“I have crossed it for years. It must be closed. Sadly, it is not,” she said."],
            "unknown",
            "unknown",
        ),
        ([LEAD, "In World War I it was burnt, and it should be known that it must be."], "unknown",
         "unknown"),
        (
            ["Why a bridge?", "We have none.", "And a ferry?", "It sank.", "What now?", "Wait."],
            "interview",
            "text",
        ),
    ],
)  # fmt: skip
def test_genre_needs_evidence(lines: list[str], genre: str, origin: str) -> None:
    found = read(*lines)
    assert (found.genre, found.provenance["genre"]) == (genre, origin)


def test_a_name_under_the_headline_is_the_author_where_a_note_says_so() -> None:
    note = "Mara Lindqvist is a civil engineer and a columnist of this paper."
    named = [TITLE, "Mara Lindqvist", "Published 12 May 2021", LEAD, SECOND, THIRD]
    assert read(*named, note).authors == ("Mara Lindqvist",)
    assert read(*named).authors == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{LEAD} {SECOND}", "en"),
        ("Der Rat der Stadt hat am Montag für den Bau der Brücke und der Straße gestimmt.", "de"),
        ("Le conseil de la ville a voté lundi pour la construction du pont et de la route.", "fr"),
        ("Совет города в понедельник решил, что мост и дорога не будут закрыты после.", "ru"),
        ("Bridge, river, ferry", None),
        ("Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike", None),
    ],
)  # fmt: skip
def test_language(text: str, code: str | None) -> None:
    assert tell_language(text) == code
