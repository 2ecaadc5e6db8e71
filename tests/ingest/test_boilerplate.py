"""What is cut, and above all what is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.ingest.boilerplate import Page, cut_furniture
from analysis.ingest.lines import split_lines

LEAD = "The council of Porto Novo voted on Monday to rebuild the old bridge over the river."
SECOND = "Work on the bridge is to begin in spring, said the mayor, who had promised it for years."
THIRD = "Critics in the council call the plan too dear and want a ferry in its place until then."
LAST = "A second vote on the money for the bridge is planned for the end of the year."


def page(*lines: str) -> Page:
    return cut_furniture(split_lines("\n".join(lines)))


def kept(*lines: str) -> list[str]:
    return [line.text for line in page(*lines).kept]


def reasons(*lines: str) -> dict[str, str]:
    return {removed.text: removed.reason for removed in page(*lines).removed}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Spread the love", "share buttons"),
        ("Share on Facebook", "share buttons"),
        ("1.2k shares", "share buttons"),
        ("Facebook Twitter WhatsApp", "share buttons"),
        ("Sign up for our daily newsletter", "newsletter box"),
        ("By signing up, you agree to our terms of use.", "newsletter box"),
        ("Never miss a story", "newsletter box"),
        ("- Browse free from up to 5 devices at once", "subscription pitch"),
        ("Story continues below", "subscription pitch"),
        ("ADVERTISEMENT", "advertisement"),
        ("We use cookies to make this site better.", "cookie or consent notice"),
        ("Read more: Ferry fares to rise again, says leaked memo", "link to another story"),
        ("ALSO READ | The ten worst bridges", "link to another story"),
        ("Tags: bridge, council, mayor", "tags"),
        ("#bridge #council", "tags"),
        ("12 Comments", "comments"),
        ("Leave a reply", "comments"),
        ("-", "mark without words"),
        ("The mayor at the bridge on Monday (Photo: Local Press)", "caption"),
        ("The mayor at the bridge. (Source: Ana Rojas /imago images)", "caption"),
        ("Councillors cheer after the vote. Photograph: Jo Smith/AFP via Getty", "caption"),
        ("A boat passes under the bridge © Agency / Jo Smith", "caption"),
        ("Image: Local Press", "caption"),
        ("Jo Smith | Getty Images", "caption"),
        ("Click to share on Facebook (Opens in new window)", "share buttons"),
        ("Copied to clipboard", "share buttons"),
        ("Advertisement - Scroll to Continue", "advertisement"),
        ("Ad · Story continues below", "advertisement"),
        ("0:00 / 1:45", "advertisement"),
        ("Loaded: 5.32%", "advertisement"),
        ("Duration 2 minutes 31 seconds 2:31", "advertisement"),
        (
            "To view this video please enable JavaScript, and consider a newer browser",
            "video player",
        ),
        ("We and our 842 partners store information on a device.", "cookie or consent notice"),
        ("WATCH | The bridge explained in a minute", "link to another story"),
        ("(With PTI inputs)", "note about the author or the desk"),
    ],
)
def test_furniture_in_the_middle_goes_with_its_reason(line: str, reason: str) -> None:
    found = page(LEAD, SECOND, line, THIRD, LAST)
    assert [(cut.line, cut.text, cut.reason) for cut in found.removed] == [(3, line, reason)]
    assert [kept_line.text for kept_line in found.kept] == [LEAD, SECOND, THIRD, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "A ferry in its place",
        "“We want a ferry”",
        "WHAT HAPPENS NEXT",
        "January 5, 2022",
        "10:42 p.m.",
        "“Sign up for the army,” he told the young.",
        "Sign up for the ferry opened on Monday and closed within an hour of that.",
        "By signing the paper, the mayor gave up his own plan for a tunnel.",
        "By registering early, the party kept its place on the ballot.",
        "Turnout was 69 percent. (Source: Ministry of Transport)",
        "The plan was read out by the mayor. (Reuters)",
        "The bigger picture: money",
        "More on the table than a bridge.",
        "Why?",
        "No.",
        "He said: “Share.”",
        "* Opposition calls the plan too late",
        "- Who pays for the bridge",
        "• One term for the mayor",
        "ALMATY: The bridge there was closed as well.",
        "Published last year, the study found the bridge unsafe.",
        "What do you think of the bridge?",
        "The mayor (left of centre) voted against his own party.",
        "Related bridges were closed in May, the council said.",
        "Progress",
        "Ads: who pays for them",
        "Duration: a question of money",
        "With reporters' inputs, the council rewrote the plan within a week.",
        "We and our partners in the north will build it, the mayor said.",
        "Support for journalism",
        "To view this video of the bridge, 400 people came to the hall.",
    ],
)
def test_text_in_the_middle_stays(line: str) -> None:
    assert kept(LEAD, SECOND, line, THIRD, LAST) == [LEAD, SECOND, line, THIRD, LAST]


def test_titles_and_excerpts_under_a_heading_go() -> None:
    teasers = [
        "Related stories",
        "Can the Old Ferry Still Win?",
        "As winter continues to delay the boats and crews...",
        "“A wooden box, two metres long. Most often,...",
    ]
    lines = ["Porto Novo votes for a new bridge", *teasers, LEAD, SECOND, THIRD]
    assert kept(*lines) == ["Porto Novo votes for a new bridge", LEAD, SECOND, THIRD]
    assert set(reasons(*lines).values()) == {"related stories"}


def test_titles_with_excerpts_go_without_a_heading_when_they_come_in_a_row() -> None:
    teasers = [
        "Ten Bridges That Fell Down",
        "From rope to steel, a short history of...",
        "A Ferry for Every Village",
        "The ministry has plans to buy another thirty...",
    ]
    assert kept(LEAD, SECOND, *teasers, THIRD, LAST) == [LEAD, SECOND, THIRD, LAST]


def test_a_sentence_that_breaks_off_in_dots_stays() -> None:
    trailing = "And then the mayor looked at the river for a long while and said nothing..."
    assert kept(LEAD, SECOND, trailing, THIRD) == [LEAD, SECOND, trailing, THIRD]


def test_a_short_line_between_a_box_and_a_paragraph_may_be_a_heading_and_stays() -> None:
    box = ["Related articles", "The ten worst bridges of the county, ranked by age"]
    assert kept(LEAD, SECOND, *box, "What comes next", THIRD, LAST) == [
        LEAD,
        SECOND,
        "What comes next",
        THIRD,
        LAST,
    ]


def test_a_newsletter_box_goes_whole() -> None:
    box = [
        "Sign up for the Courier’s daily newsletter",
        "All the stories we publish, sent at 7.30 AM.",
        "By signing up, you agree to our Terms of Use and Privacy Policy.",
    ]
    assert kept(LEAD, SECOND, *box, THIRD, LAST) == [LEAD, SECOND, THIRD, LAST]


def test_a_newsletter_line_takes_no_paragraph_with_it() -> None:
    lines = [LEAD, "Sign up for our newsletter", SECOND, THIRD]
    assert kept(*lines) == [LEAD, SECOND, THIRD]


def test_header_breadcrumb_and_weather_go_and_the_headline_stays_first() -> None:
    title = "Landslide Vote for a New Bridge"
    found = page("9.8 C", "Thursday, February 29, 2024", f"HomeLocal News{title}", title, LEAD)
    assert [line.text for line in found.kept] == [title, LEAD]
    assert found.headline is not None
    assert found.headline.text == title
    assert [cut.reason for cut in found.removed] == ["page header", "date line", "breadcrumb"]


def test_a_caption_that_repeats_the_text_goes_and_the_text_stays() -> None:
    repeated = "The vote was a missed chance to build a tunnel under the river instead."
    paragraph = f"{repeated} So said the engineers, who had drawn one thirty years ago."
    assert kept(repeated, LEAD, SECOND, paragraph) == [LEAD, SECOND, paragraph]


def test_a_glued_date_goes_and_its_sentence_stays() -> None:
    found = page(f" date 2022-11-22 {LEAD}", SECOND)
    assert [line.text for line in found.kept] == [LEAD, SECOND]
    assert [(cut.line, cut.text) for cut in found.removed] == [(1, "date 2022-11-22")]


def test_the_foot_of_a_page_goes() -> None:
    foot = ["Merah Tembaga", "- Never miss a story with notifications", "Latest stories"]
    titles = ["Woman finds snake in cereal box", "Man marries his own car in lavish ceremony"]
    assert kept(LEAD, SECOND, THIRD, *foot, *titles) == [LEAD, SECOND, THIRD]


def test_a_source_line_goes_at_the_end() -> None:
    assert kept(LEAD, SECOND, "Source: courier.example.com") == [LEAD, SECOND]
    assert kept(LEAD, SECOND, "source site") == [LEAD, SECOND]


def test_short_paragraphs_between_a_box_and_the_end_stay() -> None:
    box = ["Related Articles", "Five bridges that fell down and why nobody noticed them"]
    end = ["But did he win?", "No.", "WHAT HAPPENS NEXT", "The council meets again on Monday."]
    found = kept(LEAD, SECOND, THIRD, "“I will not sleep,” he said.", *end[:2], *box, *end[2:])
    assert found[-4:] == end


@pytest.mark.parametrize(
    "foot",
    [
        [
            "am/jk (AFP, dpa)",
            "Send us your feedback",
            "Permalink — https://courier.example.com/4OB",
        ],
        ["Kindly share this post", "TEXT AD: Call Jo - +234800000000", "WhatsApp us: 080000000"],
        ["This story has been updated with additional information.", "™ & © 2023 Courier"],
        ["Quelle: dpa", "Zur Startseite", "Impressum", "Datenschutz"],
        ["Load more updates", "This live blog is now closed."],
    ],
)
def test_the_foot_of_other_pages_goes(foot: list[str]) -> None:
    body = [LEAD, SECOND, THIRD, LAST] * 3
    assert kept(*body, *foot) == body


def test_readers_comments_go() -> None:
    comments = ["2 Comments"]
    for name in ("Ana", "Bo", "Cy", "Di"):
        comments += [name, "August 8, 2018 at 7:34 pm", "I would build it of wood, as they did."]
    assert kept(LEAD, SECOND, THIRD, LAST, *comments) == [LEAD, SECOND, THIRD, LAST]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            ["In the square at night", "the flags hang still", "and the wind took the paper"],
            id="verse without a full stop",
        ),
        pytest.param(
            ["the mayor won again on sunday, and nobody was surprised.", "his rivals got the rest"],
            id="lower case",
        ),
        pytest.param(
            [
                "Why did you run?",
                "Because somebody had to.",
                "And were you counted?",
                "Not at home.",
            ],
            id="questions and answers",
        ),
        pytest.param(
            [
                "Five things the law changes",
                "- Parties need 5,000 members",
                "• One term",
                "It is short:",
            ],
            id="list",
        ),
        pytest.param(
            [
                "Timeline: how the protests began",
                "The unrest began in the west of the country and spread within days, they said.",
                "January 2, 2022",
                "Protests begin over the price of fuel.",
                "January 4, 2022",
                "The government resigns after a night of unrest.",
            ],
            id="chronicle",
        ),
        pytest.param([f"{LEAD} {SECOND} {THIRD} {LAST}"], id="one long line"),
        pytest.param(
            ["Der Rat stimmte am Montag ab.", "„Das ist nicht wahr“, sagte die Opposition."],
            id="German",
        ),
    ],
)
def test_texts_of_other_shapes_lose_nothing(lines: list[str]) -> None:
    assert kept(*lines) == lines


def test_nothing_gives_nothing() -> None:
    assert page("").kept == ()
    assert page("").headline is None


LINES = st.sampled_from(
    [LEAD, SECOND, THIRD, LAST, "Share", "Related stories", "A Title of Some Kind", "-", "Why?",
     "By Jane Doe", "May 5, 2021", "Sign up for our newsletter", "© 2020 Courier", "As it was..."]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(LINES, max_size=14))
def test_every_line_is_either_kept_or_in_the_ledger_and_paragraphs_are_kept(
    lines: list[str],
) -> None:
    found = page(*lines)
    numbers = [line.number for line in found.kept] + [cut.line for cut in found.removed]
    assert sorted(numbers) == list(range(1, len(lines) + 1))
    gone = {cut.text for cut in found.removed}
    assert not gone & {LEAD, SECOND, THIRD, LAST}
