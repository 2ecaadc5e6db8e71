from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.media import find_media
from analysis.annotate.secondhand import find_medium
from analysis.annotate.sentences import split_sentences
from analysis.records import Span

MARKS = {"<": ">", "[": "]", "{": "}"}


def parts(sentence: str) -> tuple[str, Span | None, Span | None, list[Span]]:
    """Text, <source>, [cue] and {contents} of a marked sentence."""
    found: dict[str, list[Span]] = {mark: [] for mark in MARKS}
    opened: dict[str, int] = {}
    text = ""
    for piece in re.split(r"([<>\[\]{}])", sentence):
        if piece in MARKS:
            opened[MARKS[piece]] = len(text)
            opened[piece] = len(text)
        elif piece in opened:
            mark = next(m for m, closing in MARKS.items() if closing == piece)
            found[mark].append(Span(opened[piece], len(text)))
        else:
            text += piece
    return (
        text,
        found["<"][0] if found["<"] else None,
        found["["][0] if found["["] else None,
        found["{"],
    )


def medium(sentence: str, *, outlet: str | None = None) -> str | None:
    text, source, cue, content = parts(sentence)
    found = find_medium(
        text, split_sentences(text), source=source, cue=cue, content=content, outlet=outlet
    )
    return found.of(text) if found else None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("{“We stay,”} <Ruiz> [told] AFP.", "AFP"),
        ("{“We stay,”} <Ruiz> [told AFP] on Monday.", "AFP"),
        ("<Ruiz> [told] the Financial Times {that they would stay}.", "the Financial Times"),
        ("<Ruiz> [told] the Lindby Courier {they would stay}.", "the Lindby Courier"),
        ("<Ruiz> [told] the weekly La Colina {they would stay}.", "the weekly La Colina"),
        ("<Ruiz> [told] a local radio station {they would stay}.", "a local radio station"),
        ("<Ruiz> [told] Russian state television {they would stay}.", "Russian state television"),
        ("<Ruiz> [told] state media {they would stay}.", "state media"),
        ("<Ruiz> [told] Radio Colina {they would stay}.", "Radio Colina"),
        ("<Ruiz> [told] Britain’s ITV {they would stay}.", "ITV"),
        ("<Ruiz> [told] CNN’s Ada Brink {they would stay}.", "CNN"),
        ("<Ruiz> [told] Ada Brink of Fox News {they would stay}.", "Fox News"),
        ("<Ruiz> [told] the newspaper {they would stay}.", "the newspaper"),
        ("<Ruiz> [said in an interview with] the BBC {that they would stay}.", "the BBC"),
        ("In an interview with the BBC, <Ruiz> [said] {they would stay}.", "the BBC"),
        ("In an exclusive interview with the BBC, <Ruiz> [warned] {of war}.", "the BBC"),
        ("Speaking to Radio Free Europe, <Ruiz> [said] {they would stay}.", "Radio Free Europe"),
        ("{“We stay,”} [said] <Ruiz> to the broadcaster Teleon.", "the broadcaster Teleon"),
        ("<Ruiz> [was quoted as saying by] Interfax {that they would stay}.", "Interfax"),
        ("<Ruiz> [was quoted] by the Interfax news agency [as saying] {they would stay}.", "x"),
        ("State television reported that <the minister> [said] {they would stay}.", "x"),
        ("Kazinform quoted <the minister> [as saying] {they would stay}.", "Kazinform"),
        ("{They would stay}, <the minister> [said], according to Interfax.", "Interfax"),
        ("<The minister> [said] {they would stay}, Interfax reported.", "Interfax"),
        ("<Ruiz> [wrote] in the Guardian {that they would stay}.", "the Guardian"),
        ("<A spokesman> [confirmed] {the figure to AFP}.", "AFP"),
        ("In an op-ed for Le Monde, <Ruiz> [argued] {that they should stay}.", "Le Monde"),
        ("<Ruiz> [said] on CNN {that they would stay}.", "CNN"),
        ("{“We stay,”} [writes] <Ruiz> in a letter that the daily Ufka printed.", "the daily Ufka"),
    ],
)
def test_medium_that_carried_the_words_is_found(sentence: str, expected: str) -> None:
    known = {"x": ("the Interfax news agency", "State television")}
    assert medium(sentence) in known.get(expected, (expected,))


@pytest.mark.parametrize(
    "sentence",
    [
        "<Ruiz> [told] reporters {they would stay}.",
        "<Ruiz> [told] the media {they would stay}.",
        "<Ruiz> [told] parliament {they would stay}.",
        "<Ruiz> [told] the National Farmers’ Union {they would stay}.",
        "<Ruiz> [told] Ada Brink {they would stay}.",
        "<Ruiz> [said at a news conference] {that they would stay}.",
        "<Ruiz> [said in a post on] X {that they would stay}.",
        "<Ruiz> [wrote] on Facebook {that they would stay}.",
        "<Ruiz> [wrote] on Telegram {that they would stay}.",
        "<Ruiz> [said] on his own channel {that they would stay}.",
        "<Ruiz> [said in an interview] {that they would stay}.",
        "<The Lindby Courier> [reported] {that they would stay}.",
        "<State television> [said] {they would stay}.",
        "[According to] <Interfax>, {they would stay}.",
        "<A reporter for the BBC> [said] {they would stay}.",
        "<Ruiz> [said] {that she had told AFP they would stay}.",
        "<Ruiz> [said] {they would stay}; her rival told AFP the opposite.",
        "<Ruiz> [told] this newspaper {they would stay}.",
        "<Ruiz> [said] {she would talk to AFP}.",
        "<Ruiz> [promised] {to talk to AFP}.",
        "<Ruiz> [criticised] {the Lindby Courier}.",
    ],
)
def test_no_second_hand_mark_without_another_medium(sentence: str) -> None:
    assert medium(sentence) is None


@pytest.mark.parametrize(
    ("mention", "outlet"),
    [
        ("the Guardian", "The Guardian"),
        ("the Guardian", "theguardian.com"),
        ("the Guardian", "https://www.theguardian.com/world"),
        ("the BBC", "BBC News"),
        ("the BBC", "bbc.co.uk"),
        ("the Daily Mail", "dailymail.co.uk"),
        ("the New York Times", "nytimes.com"),
        ("Agence France-Presse", "AFP"),
        ("the Daily Times", "Daily Times (Pakistan)"),
        ("the Post", "Lindby Post"),
        ("POLITICO", "Politico"),
    ],
)
def test_own_outlet_is_no_other_medium(mention: str, outlet: str) -> None:
    sentence = f"<Ruiz> [told] {mention} {{they would stay}}."
    assert medium(sentence) is not None
    assert medium(sentence, outlet=outlet) is None


@pytest.mark.parametrize(
    ("mention", "outlet"),
    [
        ("the New York Times", "The Times"),
        ("the Lindby Post", "Post"),
        ("AFP", "Reuters"),
        ("Sky News", "Fox News"),
    ],
)
def test_another_outlet_with_a_similar_name_is_one(mention: str, outlet: str) -> None:
    assert medium(f"<Ruiz> [told] {mention} {{they would stay}}.", outlet=outlet) == mention


def test_medium_belongs_to_its_own_cue() -> None:
    text = "<Ruiz> [said] {it was over}, while Brink told Reuters it had begun."
    assert medium(text) is None


@settings(max_examples=60)
@given(st.text(alphabet="tT oldAFPnews, .“”’X1é", max_size=120), st.integers(0, 100))
def test_media_lie_in_their_window(text: str, start: int) -> None:
    window = Span(min(start, len(text)), len(text))
    assert all(window.contains(found.span) for found in find_media(text, window))
