from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.axes.lexicon import LexiconScore, LexiconView
from analysis.axes.schema import Axis, Entry, Facet, Pole, Sides, load_axis
from analysis.records import Span

WORDS = st.sampled_from(
    [
        "the", "president", "vote", "free and fair", "rigged", "not", "no", "but", "although",
        "praised", "criticised", "“reform”", "so-called", "failed to", "less", "corruption",
        "transparent", "?", ".", ",", "’", "demand", "promised", "predecessor's", "sham", "\n",
        "fight against", "absence of", "opposition", "“", "„", "81.31", "would", "very",
    ]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=60)


@pytest.fixture(scope="module")
def axis() -> Axis:
    return load_axis("reform")


@pytest.fixture(scope="module")
def view(axis: Axis) -> LexiconView:
    return LexiconView(axis)


@pytest.fixture(scope="module")
def swapped(axis: Axis) -> LexiconView:
    return LexiconView(axis.swapped())


@settings(max_examples=120, deadline=None)
@given(text=TEXTS)
def test_scores_stay_in_range_and_evidence_in_the_text(view: LexiconView, text: str) -> None:
    scored = view.score(text, Span(0, len(text)))
    assert -1 <= scored.score <= 1
    assert 0 <= scored.relevance <= 1
    assert bool(scored.evidence) == (scored.relevance > 0)
    for item in scored.evidence:
        assert 0 <= item.span.start < item.span.end <= len(text)
        assert -1 <= item.effect <= 1
        assert item.facet in view.axis.facets
        assert "\n" not in item.label


@settings(max_examples=120, deadline=None)
@given(text=TEXTS)
def test_swapping_the_poles_flips_the_sign(
    view: LexiconView, swapped: LexiconView, text: str
) -> None:
    one, other = (which.score(text, Span(0, len(text))) for which in (view, swapped))
    assert math.isclose(one.score, -other.score, abs_tol=1e-12)
    assert one.relevance == other.relevance
    assert [item.span for item in one.evidence] == [item.span for item in other.evidence]


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, cut=st.integers(min_value=0, max_value=60))
def test_the_parts_of_a_sentence_share_its_evidence(view: LexiconView, text: str, cut: int) -> None:
    line = text.replace("\n", " ").replace(".", " ").replace("?", " ").replace("!", " ")
    line = line.replace("…", " ").replace("\r", " ")
    place = min(cut, len(line))
    whole = view.score(line, Span(0, len(line))).evidence
    parts = [
        item
        for span in (Span(0, place), Span(place, len(line)))
        for item in view.score(line, span).evidence
    ]
    by_place = sorted(parts, key=lambda item: item.span)
    assert [(item.span, item.effect) for item in by_place] == [
        (item.span, item.effect) for item in whole
    ]


def test_a_cue_before_the_segment_is_heard(view: LexiconView) -> None:
    text = "The mission noted an absence of “meaningful pluralism” in the race."
    start = text.index("“")
    quoted = view.score(text, Span(start, text.index("”") + 1))
    assert quoted.score < 0
    assert view.score(text, Span(0, start)) == LexiconScore(0.0, 0.0)


def test_a_cue_in_the_sentence_before_is_not_heard(view: LexiconView) -> None:
    text = "There was no rain. The vote was free and fair."
    assert view.score(text, Span(19, len(text))).score > 0.5


def test_spans_point_into_the_whole_text(view: LexiconView) -> None:
    text = "It rained in the north. The vote was rigged, monitors said."
    scored = view.score(text, Span(24, len(text)))
    assert [item.span.of(text) for item in scored.evidence] == ["rigged"]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        # The longest entry wins over those inside it.
        ("He won a landslide victory.", ["landslide victory"]),
        ("a lack of real opposition", ["lack of real opposition"]),
        # Names are no judgement.
        ("The Freedom Party met.", []),
        ("Experts of Transparency International met.", []),
        ("The Ministry of Justice replied.", []),
        # In a headline every word has a capital.
        ("President Wins Rigged Vote In Landslide", ["Rigged", "Landslide"]),
        # Hyphen, spelling and quotation marks make no difference.
        ("A hand-picked heir", ["hand-picked"]),
        ("the vote was “free and fair”, he said", ["free and fair"]),
    ],
)
def test_what_fires(view: LexiconView, text: str, evidence: list[str]) -> None:
    fired = [item.span.of(text) for item in view.score(text, Span(0, len(text))).evidence]
    assert fired == evidence


def test_a_conditional_entry_needs_its_words_here_or_in_the_context() -> None:
    axis = Axis(
        id="x",
        title="x",
        subject="x",
        positive=Pole("for", "for"),
        negative=Pole("against", "against"),
        facets={"f": Facet("f", "F", "f")},
        entries=(
            Entry("soaring", "f", -2, near=("prices",)),
            Entry("swift", "f", 1, unless=("bird*",)),
            Entry("weak", "f", -1, near=("@subject",)),
        ),
        sides=Sides(subject=("council",), attitude_facet="f"),
    )
    view = LexiconView(axis)

    def fires(text: str, context: str = "") -> bool:
        return bool(view.score(text, Span(0, len(text)), context=context).evidence)

    assert fires("soaring prices")
    assert not fires("soaring eagles")
    assert fires("they are soaring", "What of prices?")
    assert fires("a swift answer")
    assert not fires("swift birds")
    assert fires("a weak council")
    assert not fires("a weak knee")


def test_zero_valence_shields_and_says_nothing(view: LexiconView) -> None:
    text = "The electoral commission of the Democratic Republic met the security forces."
    assert view.score(text, Span(0, len(text))) == LexiconScore(0.0, 0.0)


def test_same_input_same_result(axis: Axis) -> None:
    text = "The “reforms” were praised, but critics called them a sham; no one trusts the court."
    span = Span(0, len(text))
    assert LexiconView(axis).score(text, span) == LexiconView(axis).score(text, span)


@pytest.mark.parametrize("text", ["." * 20_000, "not " * 5_000, "“" * 5_000, "a" * 100_000])
def test_odd_text_is_no_trouble(view: LexiconView, text: str) -> None:
    assert view.score(text, Span(0, len(text))).score == 0
