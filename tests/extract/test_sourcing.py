from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.quotes import find_quotations
from analysis.annotate.sentences import split_sentences
from analysis.annotate.tokens import find_tokens
from analysis.extract.sourcing import SourcingExtractor
from analysis.extract.sourcing_units import MIN_ATTRIBUTIONS, effective_number
from analysis.records import (
    KINDS,
    Article,
    Attribution,
    Cue,
    Document,
    Kind,
    Naming,
    Source,
    SourcingResult,
    Span,
    Tone,
)

NAMES = {
    "sources", "attributions", "effective_sources", "direct_share", "indirect_share",
    "mixed_share", "named_share", "role_share", "anonymous_share", "attributed_share",
    "quoted_share", "first_critic", "loaded_cue_share", "loaded_official_share",
    "loaded_critic_share", "nested", "second_hand", "second_hand_share", "stance_share",
    "mean_confidence", "unsure_share",
} | {f"kind_{kind}" for kind in KINDS} | {f"first_{kind}" for kind in KINDS[:-1]}  # fmt: skip

TEXT = (
    "Ana said one two three. Ben said four five six. Cleo said seven eight nine. "
    "Some said ten eleven twelve."
)


def span(text: str, part: str, after: int = 0) -> Span:
    start = text.index(part, after)
    return Span(start, start + len(part))


def given_words(
    text: str,
    content: str,
    name: str | None = "Ana",
    *,
    kind: Kind = "unknown",
    naming: Naming = "named",
    cue: str = "said",
    tone: Tone = "neutral",
    critical: bool = False,
    nested: bool = False,
) -> Attribution:
    source = None
    if name is not None:
        source = Source(span(text, name), name, kind, "person", naming)
    return Attribution(
        "indirect",
        "speech",
        (span(text, content),),
        source,
        Cue(span(text, cue, source.span.start if source else 0), tone, critical),
        nested,
    )


def document(text: str, *attributions: Attribution) -> Document:
    sentences = split_sentences(text)
    return Document(
        Article("a.txt", "a", text),
        sentences,
        find_tokens(text),
        find_quotations(text, sentences),
        attributions,
    )


def extract(text: str, *attributions: Attribution) -> SourcingResult:
    return SourcingExtractor().extract(document(text, *attributions))


FOUR = (
    given_words(TEXT, "one two three", "Ana", kind="official"),
    given_words(TEXT, "four five six", "Ben", kind="opposition"),
    given_words(TEXT, "seven eight nine", "Cleo", kind="citizen"),
    given_words(TEXT, "ten eleven twelve", "Some", naming="anonymous"),
)


def test_measures_have_the_agreed_names() -> None:
    assert set(extract(TEXT, *FOUR).measures) == NAMES
    assert set(extract("").measures) == NAMES


def test_equal_sources_give_their_number() -> None:
    measures = extract(TEXT, *FOUR).measures
    assert measures["sources"].value == 4
    assert measures["effective_sources"].value == pytest.approx(4)


def test_shares_are_of_attributed_words() -> None:
    result = extract(TEXT, *FOUR)
    assert result.measures["kind_official"].value == pytest.approx(0.25)
    assert result.measures["named_share"].value == pytest.approx(0.75)
    assert result.measures["anonymous_share"].value == pytest.approx(0.25)
    assert result.measures["attributed_share"].value == pytest.approx(12 / 20)
    assert result.words_by_kind["opposition"] == 3
    assert result.words_by_naming == {"named": 9, "role": 0, "anonymous": 3}


def test_words_of_a_nested_content_count_once_for_the_outer_speaker() -> None:
    text = "Ana said Ben claimed that it rained. Snow fell."
    outer = given_words(text, "Ben claimed that it rained", "Ana")
    inner = given_words(text, "that it rained", "Ben", cue="claimed", nested=True)
    result = extract(text, outer, inner)
    assert [(s.name, s.words) for s in result.sources] == [("Ana", 5)]
    assert result.measures["attributions"].value == 1


def test_overlapping_contents_of_one_source_are_merged() -> None:
    first = given_words(TEXT, "one two three")
    again = given_words(TEXT, "two three")
    (source,) = extract(TEXT, first, again).sources
    assert (source.words, source.attributions) == (3, 2)


def test_attribution_without_a_source_counts_as_unknown_kind_and_no_naming() -> None:
    result = extract(TEXT, FOUR[0], given_words(TEXT, "four five six", None))
    assert result.measures["kind_unknown"].value == pytest.approx(0.5)
    assert result.measures["named_share"].value == pytest.approx(1.0)
    assert result.measures["sources"].value == 1


def test_without_attributions_shares_are_unknown_and_nothing_is_attributed() -> None:
    measures = extract("Snow fell on the hills.").measures
    assert measures["attributed_share"].value == 0
    assert measures["attributions"].value == 0
    for name in ("named_share", "direct_share", "kind_expert", "effective_sources"):
        assert not measures[name].known
        assert measures[name].note


def test_empty_text_is_unknown_throughout() -> None:
    assert not any(estimate.known for estimate in extract("").measures.values())


def test_few_attributions_have_a_value_and_no_interval() -> None:
    estimate = extract(TEXT, *FOUR).measures["kind_official"]
    assert len(FOUR) < MIN_ATTRIBUTIONS
    assert estimate.known
    assert math.isnan(estimate.low)
    assert estimate.note


def test_enough_attributions_have_an_interval_around_the_value() -> None:
    more = (*FOUR, given_words(TEXT, "three", "Ana"), given_words(TEXT, "six", "Ben"))
    without = ("attributed_share", "quoted_share", "unsure_share")
    for name, estimate in extract(TEXT, *more).measures.items():
        if name.endswith("_share") and name not in without and estimate.n == len(more):
            assert estimate.low <= estimate.value <= estimate.high, name


def test_share_of_zero_has_an_upper_bound_above_zero() -> None:
    more = (*FOUR, given_words(TEXT, "three", "Ana"))
    estimate = extract(TEXT, *more).measures["kind_expert"]
    assert estimate.value == 0
    assert estimate.high == pytest.approx(1 - 0.05 ** (1 / 5))


def test_headline_words_are_not_counted() -> None:
    text = "Ana said nothing will change\n\nSnow fell on the hills and on the roofs of the town."
    headline = Span(0, text.index("\n"))
    sentences = split_sentences(text, headline=headline)
    attribution = given_words(text, "nothing will change")
    doc = Document(
        Article("a.txt", "a", text, headline=headline),
        sentences,
        find_tokens(text),
        (),
        (attribution,),
    )
    assert SourcingExtractor().extract(doc).measures["attributed_share"].value == 0


def test_first_critic_is_opposition_or_a_cue_of_criticism() -> None:
    by_kind = extract(TEXT, *FOUR).measures["first_critic"]
    assert by_kind.value == pytest.approx(TEXT.index("Ben") / len(TEXT))
    text = "Snow fell. Ana criticised the slow ploughs. Rain fell."
    by_cue = extract(text, given_words(text, "the slow ploughs", cue="criticised", critical=True))
    assert by_cue.measures["first_critic"].value == pytest.approx(text.index("Ana") / len(text))


def test_no_critic_is_unknown_with_a_note() -> None:
    estimate = extract(TEXT, FOUR[0]).measures["first_critic"]
    assert not estimate.known
    assert "critic" in estimate.note


def test_loaded_cues_are_indexed_and_counted() -> None:
    text = "Ana claimed one two. Ben said three four."
    loaded = given_words(text, "one two", cue="claimed", tone="doubting")
    plain = given_words(text, "three four", "Ben")
    result = extract(text, loaded, plain)
    assert result.loaded_cues == (0,)
    assert result.cues_by_tone == {"neutral": 1, "doubting": 1, "endorsing": 0}
    assert result.measures["loaded_cue_share"].value == pytest.approx(0.5)


def test_sources_come_by_words_then_name() -> None:
    one = given_words(TEXT, "one", "Ben")
    two = given_words(TEXT, "two", "Ana")
    three = given_words(TEXT, "four five", "Cleo")
    assert [s.name for s in extract(TEXT, one, two, three).sources] == ["Cleo", "Ana", "Ben"]


def test_scare_quotes_are_not_quoted_words() -> None:
    assert extract("The so-called “tomato tax” was dropped in spring.").measures[
        "quoted_share"
    ].value == pytest.approx(0)


def test_effective_number_worked_example() -> None:
    shares = (0.5, 0.25, 0.25)
    entropy = -sum(p * math.log(p) for p in shares)
    assert effective_number([50, 25, 25]) == pytest.approx(math.exp(entropy))
    assert effective_number([50, 25, 25]) == pytest.approx(2.8284, abs=1e-4)
    assert math.isnan(effective_number([]))
    assert math.isnan(effective_number([0, 0]))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(min_value=1, max_value=500), min_size=1, max_size=12))
def test_effective_number_lies_between_one_and_the_count(words: list[int]) -> None:
    assert 1 - 1e-9 <= effective_number(words) <= len(words) + 1e-9


def test_two_calls_return_equal_results() -> None:
    more = (*FOUR, given_words(TEXT, "three", "Ana"), given_words(TEXT, "six", "Ben"))
    first, second = extract(TEXT, *more), extract(TEXT, *more)
    assert repr(first) == repr(second)


def test_interval_of_the_effective_number_has_room_on_both_sides() -> None:
    text = "Ana said one. Ben said two. Cal said three. Dan said four. Eve said five. Fay said six."
    pairs = zip(
        ("Ana", "Ben", "Cal", "Dan", "Eve", "Fay"),
        ("one", "two", "three", "four", "five", "six"),
        strict=True,
    )
    estimate = extract(text, *(given_words(text, word, name) for name, word in pairs)).measures[
        "effective_sources"
    ]
    assert estimate.value == pytest.approx(6)
    assert 1 <= estimate.low < estimate.value < estimate.high


def test_first_position_of_each_kind() -> None:
    measures = extract(TEXT, *FOUR).measures
    assert measures["first_opposition"].value == pytest.approx(TEXT.index("Ben") / len(TEXT))
    assert measures["first_citizen"].value == pytest.approx(TEXT.index("Cleo") / len(TEXT))
    assert not measures["first_expert"].known
    assert measures["first_expert"].note == "no source of the kind expert was found"


def test_loaded_cues_are_counted_on_whom_they_fall() -> None:
    text = "Ana claimed one two. Ben said three four. Cleo admitted five."
    result = extract(
        text,
        given_words(text, "one two", cue="claimed", tone="doubting", kind="official"),
        given_words(text, "three four", "Ben", kind="opposition"),
        given_words(text, "five", "Cleo", cue="admitted", tone="endorsing", kind="civil_society"),
    )
    assert result.tones_by_kind["official"] == {"neutral": 0, "doubting": 1, "endorsing": 0}
    assert result.loaded_counts(("official",)) == (1, 1)
    assert result.loaded_counts(("opposition", "civil_society")) == (1, 2)
    assert result.measures["loaded_critic_share"].value == pytest.approx(0.5)
    assert not extract(text).measures["loaded_official_share"].known
    assert result.sources[0].tones["doubting"] == 1


def test_a_cue_inside_another_content_is_not_the_narrators() -> None:
    text = "Ana said Ben claimed that it rained. Snow fell."
    result = extract(
        text,
        given_words(text, "Ben claimed that it rained", "Ana", kind="official"),
        given_words(
            text, "that it rained", "Ben", cue="claimed", tone="doubting", kind="official",
            nested=True,
        ),
    )  # fmt: skip
    assert result.loaded_counts(("official",)) == (0, 1)
    assert result.measures["nested"].value == 1


@pytest.mark.parametrize(
    ("loaded", "low", "high"),
    [(0, 0.0, 1 - 0.05 ** (1 / 6)), (3, 0.1532, 0.8468), (6, 0.05 ** (1 / 6), 1.0)],
)
def test_share_of_loaded_cues_has_the_exact_interval(loaded: int, low: float, high: float) -> None:
    text = " ".join(f"Ana claimed w{n}." for n in range(6))
    tones: list[Tone] = ["doubting"] * loaded + ["neutral"] * (6 - loaded)
    share = extract(
        text,
        *(
            given_words(text, f"w{n}", cue="claimed", tone=tone, kind="official")
            for n, tone in enumerate(tones)
        ),
    ).measures["loaded_official_share"]
    assert (share.low, share.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_second_hand_words_and_stances_are_counted() -> None:
    text = "Ana told the Courier one two. Ben hopes three."
    told = replace(
        given_words(text, "one two", cue="told", kind="official"), medium=span(text, "the Courier")
    )
    hoped = replace(given_words(text, "three", "Ben", cue="hopes"), act="stance")
    nested = replace(told, nested=True)
    result = extract(text, told, hoped, nested)
    assert result.second_hand == (0, 2)
    assert result.measures["second_hand"].value == 1
    assert result.measures["second_hand_share"].value == pytest.approx(0.5)
    assert result.measures["stance_share"].value == pytest.approx(0.5)
    assert [(s.second_hand, s.stances) for s in result.sources] == [(1, 0), (0, 1)]


def test_unsure_attributions_are_counted_where_it_was_estimated() -> None:
    unsure, sure = replace(FOUR[0], confidence=0.4), replace(FOUR[1], confidence=0.8)
    measures = extract(TEXT, unsure, sure, FOUR[2]).measures
    assert measures["mean_confidence"].value == pytest.approx(0.6)
    assert measures["unsure_share"].value == pytest.approx(0.5)
    assert measures["unsure_share"].n == 2
    assert not extract(TEXT, *FOUR).measures["unsure_share"].known


def test_a_source_that_the_user_told_is_marked() -> None:
    known = FOUR[0].source
    assert known is not None
    told = replace(FOUR[0], source=replace(known, told=True))
    assert [s.told for s in extract(TEXT, told, FOUR[1]).sources] == [True, False]
