"""Where sentences begin and end, and what role their paragraph has."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.sentences import split_sentences
from analysis.records import Span

# Each case is written with a bar at every boundary.
CASES = [
    "The vote ended. | Turnout was low.",
    "Support fell to 81.31 % in May. | Nobody was surprised.",
    "He met Mr. Ng and Gen. Ortiz at noon. | They talked.",
    "J. K. Mensah and George W. Okafor won. | The rest lost.",
    "The U.S. Senate met on Nov. 28. | Nothing came of it.",
    "He moved to the U.S. | The family stayed.",
    "The U.S. | But only for a week.",
    "They meet on Jan. 5 at 9 a.m. on the square.",
    "They met at 9 a.m. | The talks failed.",
    "The No. 5 seed lost. | He said no. | Then he left.",
    "The answer was no. | Nobody spoke.",
    "Acme Inc. President Ada Bell resigned. | Acme Inc. | The firm is small.",
    "The rule (Art. 5) applies, e.g. Germany and approx. 20 others, vs. France.",
    "“We won,” she said. | “They lost.” | He left.",
    "“What now?” he asked. | “Nothing!” | The crowd went home.",
    "“Who are we?” Ada Bell asked. | Nobody knew.",
    "“Who are we?” | The crowd fell silent.",
    "He called it “a farce.” | The minister left.",
    "„Wir gehen.“ | He stayed. | »Nein.« | She left. | « Oui. » | They stayed.",
    "'We go.' | She said 'no.' | He left.",
    "``We go.'' | She stayed.",
    "He waited … and waited. | Then … nothing.",
    "He waited... and left. | She stayed... | Nobody came.",
    "“The vote [...] Was fair,” he said.",
    "...and then they left. | It rained.",
    "(The vote was held in May.) | It was quiet.",
    "It was quiet.[3] | The rest is known.",
    "It ended in chaos.|The president left. | See example.Com for more.",
    "Why?!  | Because.",
    "He has an iPhone. | iPhone sales rose.",
    "The price rose. | €5m was lost. | $3 was found.",
    "1. Register early. | Bring a friend.",
    "– Are you going? | – No. | – Why?",
    "She has a Ph.D. from Oslo. | He has none.",
    "St. Petersburg is large. | He lives on Main St. | It is quiet.",
    "Petrov Jr. spoke. | Petrov Jr. | He is tall.",
    "Vitamin C. is fine. | It was plan B. | The others agreed.",
    "In 2019. | 28 people died.",
    "Yes. ”",
    "She stayed; he left: it was over, they said",
]


@pytest.mark.parametrize("marked", CASES)
def test_boundaries(marked: str) -> None:
    wanted = [part.strip() for part in marked.split("|")]
    text = marked.replace("| ", "").replace("|", "")
    assert [s.span.of(text) for s in split_sentences(text)] == wanted


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\r", "\n\n", "\u2028", "\v", " \n\t "])
def test_every_line_break_ends_a_sentence(separator: str) -> None:
    text = f"No full stop here{separator}and a second line"
    sentences = split_sentences(text)
    assert [s.span.of(text) for s in sentences] == ["No full stop here", "and a second line"]
    assert [s.paragraph for s in sentences] == [0, 1]


def test_a_text_without_visible_characters_has_no_sentences() -> None:
    assert split_sentences("") == ()
    assert split_sentences(" \n\t\n") == ()


BODY = "The commission counted the votes for three days. It then published the result."


def roles(text: str, headline: Span | None = None) -> list[str]:
    found: dict[int, str] = {}
    for sentence in split_sentences(text, headline=headline):
        found[sentence.paragraph] = sentence.role
    return list(found.values())


@pytest.mark.parametrize(
    "heading",
    [
        "Riots, but also reforms",
        "“We need a new start”",
        "What the observers saw",
        "Background",
    ],
)
def test_a_short_line_without_a_final_mark_over_a_paragraph_is_a_heading(heading: str) -> None:
    assert roles(f"{BODY}\n{heading}\n{BODY}") == ["body", "heading", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "It was over.",
        "And who lost?",
        "The reasons:",
        "and so it went on for days",
        "- a first point",
        "• A first point",
        "2. Second point",
        "The commission counted the votes for three days and nights without any pause, police said",
    ],
)
def test_other_short_lines_are_body(line: str) -> None:
    assert roles(f"{BODY}\n{line}\n{BODY}") == ["body", "body", "body"]


def test_a_last_line_is_no_heading() -> None:
    assert roles(f"{BODY}\n{BODY}\nAda Bell") == ["body", "body", "body"]


def test_a_list_of_short_lines_is_no_run_of_headings() -> None:
    text = "\n".join([BODY, "The tax", "The courts", "The army", BODY, BODY, BODY])
    assert set(roles(text)) == {"body"}
    text = "\n".join([BODY, "Three aims were named:", "The tax", "The courts", BODY, BODY])
    assert set(roles(text)) == {"body"}


def test_missing_marks_say_nothing_where_most_paragraphs_lack_them() -> None:
    text = "\n".join(["He came at noon", BODY[:-1], "She left at one", BODY[:-1], BODY])
    assert set(roles(text)) == {"body"}


def test_a_headline_keeps_its_role_and_ends_its_sentence() -> None:
    text = f"Vote ends in chaos {BODY}"
    sentences = split_sentences(text, headline=Span(0, 18))
    assert sentences[0].span.of(text) == "Vote ends in chaos"
    assert [s.role for s in sentences] == ["headline", "body", "body"]
    assert [s.paragraph for s in sentences] == [0, 1, 1]


PIECES = st.sampled_from(
    [
        *("The ", "vote", " ", ". ", "... ", "…", "? ", "! ", "“", "”", '"', "'", "’", "«", " »"),
        *("U.S.", "Mr. ", "5.3", "(", ")", "[", "]", "\n", "\n\n", "– ", "é", "\u00a0", "A", "a"),
        *("1", "🙂"),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=200, deadline=None)
def test_every_visible_character_belongs_to_exactly_one_sentence(text: str) -> None:
    sentences = split_sentences(text)
    covered = [i for s in sentences for i in range(*s.span) if not text[i].isspace()]
    assert covered == [i for i, character in enumerate(text) if not character.isspace()]
    for sentence in sentences:
        assert sentence.span.of(text) == sentence.span.of(text).strip() != ""
        assert not set(sentence.span.of(text)) & set("\n\r\v\f")
    assert list(sentences) == sorted(sentences, key=lambda s: s.span)
