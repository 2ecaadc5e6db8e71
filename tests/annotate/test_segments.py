"""Segments tile their sentence, one voice each."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.quotes import find_quotations
from analysis.annotate.segments import cut_segments
from analysis.annotate.sentences import split_sentences
from analysis.records import Attribution, Segment, Span


def segments_of(text: str, *attributions: Attribution) -> tuple[Segment, ...]:
    sentences = split_sentences(text)
    return cut_segments(sentences, find_quotations(text, sentences), attributions)


def content(text: str, *parts: str) -> Attribution:
    spans = tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)
    return Attribution("indirect", "speech", spans)


# A bar at every cut; quoted parts in braces.
@pytest.mark.parametrize(
    "marked",
    [
        "The vote was over.",
        "{“We won,”}| she said.",
        "She said |{“we won”.}",
        "The ministry, which said (|{“we won”}|) so, was silent.",
        "He saw |{“no reform”}| and |{“no choice”}|, he said.",
        "{“We won,”}| she said. |{“They lost.”}| He left.",
        "The so-called “peace plan” failed.",
        "The so-called “peace plan” was |{“a fraud from the start”}|, she said.",
        "({“We won.”)}",
    ],
)
def test_cuts_and_voices(marked: str) -> None:
    clean = marked.replace("{", "").replace("}", "")
    text = clean.replace("|", "")
    parts = [part.strip(" ") for part in clean.split("|")]
    voices = ["quoted" if "{" in part else "narrator" for part in marked.split("|")]
    segments = segments_of(text)
    assert [segment.span.of(text).strip(" ") for segment in segments] == parts
    assert [segment.voice for segment in segments] == voices


def test_a_quotation_over_sentences_is_quoted_in_each() -> None:
    text = "“We won. They lost,” she said."
    first, second, third = segments_of(text)
    assert [first.voice, second.voice, third.voice] == ["quoted", "quoted", "narrator"]
    assert [first.sentence, second.sentence, third.sentence] == [0, 1, 1]


def test_a_segment_falls_into_the_attribution_that_covers_most_of_it() -> None:
    text = "Bell said the vote was open, but “it was a farce from the start”, said Costa."
    indirect = content(text, "the vote was open")
    direct = content(text, "“it was a farce from the start”")
    segments = segments_of(text, indirect, direct)
    assert [segment.attribution for segment in segments] == [0, 1, None]


def test_half_a_segment_is_needed() -> None:
    text = "After a long debate that lasted for hours and hours Bell said no."
    assert segments_of(text, content(text, "no"))[0].attribution is None
    text = "The debate was far too long and far too loud for anybody, Bell said."
    part = "The debate was far too long and far too loud for anybody"
    assert segments_of(text, content(text, part))[0].attribution == 0


def test_the_parts_of_one_content_count_together() -> None:
    text = "The vote, Bell said, was open to all."
    whole = content(text, "The vote", "was open to all")
    assert segments_of(text, whole)[0].attribution == 0


def test_no_sentences_no_segments() -> None:
    assert cut_segments((), (), ()) == ()


PIECES = st.sampled_from(
    ["“", "”", '"', "‘", "’", " ", " ", "We won", "she said", ". ", ", ", "\n"]
)


@given(st.lists(PIECES, max_size=40).map("".join), st.data())
@settings(max_examples=150, deadline=None)
def test_segments_tile_their_sentences(text: str, data: st.DataObject) -> None:
    sentences = split_sentences(text)
    spans = data.draw(
        st.lists(
            st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(
                lambda pair: Span(min(pair), max(pair))
            ),
            max_size=3,
        )
    )
    attributions = [Attribution("direct", "speech", (span,)) for span in spans]
    segments = cut_segments(sentences, find_quotations(text, sentences), attributions)
    for number, sentence in enumerate(sentences):
        own = [segment.span for segment in segments if segment.sentence == number]
        assert own[0].start == sentence.span.start
        assert own[-1].end == sentence.span.end
        assert all(before.end == after.start for before, after in pairwise(own))
        assert all(span.start < span.end for span in own)
    assert list(segments) == sorted(segments, key=lambda segment: segment.span)
