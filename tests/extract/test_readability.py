"""Readability: a worked example by hand, agreement with textstat, and when there is no number."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable

import numpy as np
import pytest
import textstat.backend.counts._count_syllables as textstat_syllables
from textstat.backend import metrics
from textstat.backend.counts import count_sentences

from analysis.annotate.quotes import find_quotations
from analysis.annotate.segments import cut_segments
from analysis.annotate.sentences import split_sentences
from analysis.extract import indices
from analysis.extract.readability import ReadabilityExtractor
from analysis.extract.syllables import count_syllables, load_table
from analysis.records import Article, Document, ReadabilityResult, Span

# Counted by hand:                                            words  syllables  letters  marks
#   The cat sat on the mat.                                       6          6       17      1
#   A po-lit-i-cal de-ci-sion sur-prised ev-ery-bod-y
#       yes-ter-day. (1 + 4 + 3 + 2 + 4 + 3)                      6         17       45      1
#   Pri-ces rose by 2.5 per-cent in May. (2+1+1+1+2+1+1)          7          9       26      2
# Three syllables or more: political, decision, everybody, yesterday; not on the list of familiar
# words: political, decision, surprised, prices, 25, percent.
EXAMPLE = (
    "The cat sat on the mat. A political decision surprised everybody yesterday. "
    "Prices rose by 2.5 percent in May."
)
WORKED = {
    "flesch_reading_ease": 206.835 - 1.015 * 19 / 3 - 84.6 * 32 / 19,
    "flesch_kincaid_grade": 0.39 * 19 / 3 + 11.8 * 32 / 19 - 15.59,
    "gunning_fog": 0.4 * (19 / 3 + 100 * 2 / 19),
    "smog": 1.043 * math.sqrt(30 * 4 / 3) + 3.1291,
    "ari": 4.71 * 92 / 19 + 0.5 * 19 / 3 - 21.43,
    "coleman_liau": 0.058 * 100 * 88 / 19 - 0.296 * 100 * 3 / 19 - 15.8,
    "dale_chall": 0.1579 * 100 * 6 / 19 + 0.0496 * 19 / 3 + 3.6365,
    "words_per_sentence": 19 / 3,
}
ROUNDED = {
    "flesch_reading_ease": 57.92,
    "flesch_kincaid_grade": 6.75,
    "gunning_fog": 6.74,
    "smog": 9.73,
    "ari": 4.54,
    "coleman_liau": 6.39,
    "dale_chall": 8.94,
    "words_per_sentence": 6.33,
}


def document_of(
    text: str, *, language: str | None = "en", headline: Span | None = None
) -> Document:
    article = Article("a.txt", "a", text, language=language, headline=headline)
    sentences = split_sentences(text, headline=headline)
    quotations = find_quotations(text, sentences)
    segments = cut_segments(sentences, quotations, ())
    return Document(article, sentences, (), quotations, (), segments)


def read(text: str, *, language: str | None = "en") -> ReadabilityResult:
    return ReadabilityExtractor().extract(document_of(text, language=language))


def test_counts_of_the_worked_example() -> None:
    texts = [s.span.of(EXAMPLE) for s in split_sentences(EXAMPLE)]
    counts = indices.count(texts)
    #                          s  w  syl long hard unf letters characters pieces
    assert counts.tolist() == [
        [1, 6, 6, 0, 0, 0, 17, 18, 6],
        [1, 6, 17, 4, 2, 3, 45, 46, 6],
        [1, 7, 9, 0, 0, 3, 26, 28, 7],
    ]


@pytest.mark.parametrize("name", WORKED)
def test_each_index_of_the_worked_example(name: str) -> None:
    estimate = read(" ".join([EXAMPLE] * 12)).measures[name]
    assert estimate.value == pytest.approx(WORKED[name], abs=1e-9)
    assert estimate.value == pytest.approx(ROUNDED[name], abs=0.005)
    assert estimate.low <= estimate.value <= estimate.high
    assert estimate.n == 36


def test_words_sentences_and_reading_time_are_counts() -> None:
    measures = read(" ".join([EXAMPLE] * 12)).measures
    assert (measures["words"].value, measures["words"].low, measures["words"].high) == (228,) * 3
    assert measures["sentences"].value == 36
    assert measures["reading_time"].value == pytest.approx(228 / 238)
    assert measures["reading_time"].unit == "minutes"


# --- textstat -----------------------------------------------------------------------------------

PROSE = (
    "The council’s decision — taken after three days — surprised nobody: opposition members had "
    "expected it. “We cannot continue,” said the mayor, 58, whose administration has governed "
    "since 2019. Re-election isn’t certain! Would 12.5 percent of voters’ signatures be enough? "
    "Unquestionably, the well-known institution’s responsibility and/or credibility suffers."
)


class Pronunciations:
    """The table in the form of NLTK's dictionary: pronunciations with one digit a syllable."""

    def __getitem__(self, word: str) -> list[list[str]]:
        return [["AH0"] * load_table()[word]]


@pytest.fixture
def textstat_with_our_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """textstat as it would count with the dictionary that it wants to download."""
    monkeypatch.setattr(textstat_syllables, "get_cmudict", lambda lang: Pronunciations())


@pytest.mark.usefixtures("textstat_with_our_table")
@pytest.mark.parametrize(
    ("formula", "textstat"),
    [
        (indices.flesch_reading_ease, lambda text: metrics.flesch_reading_ease(text, "en_US")),
        (indices.flesch_kincaid_grade, lambda text: metrics.flesch_kincaid_grade(text, "en_US")),
        (indices.gunning_fog, lambda text: metrics.gunning_fog(text, "en_US")),
        (indices.smog, lambda text: metrics.smog_index(text, "en_US")),
        (indices.ari, metrics.automated_readability_index),
        (indices.coleman_liau, metrics.coleman_liau_index),
        (indices.dale_chall, lambda text: metrics.dale_chall_readability_score(text, "en_US")),
        (indices.words_per_sentence, metrics.words_per_sentence),
    ],
)
def test_every_index_equals_textstats_on_the_same_counts(
    formula: Callable[[indices.Totals], indices.Floats], textstat: Callable[[str], float]
) -> None:
    plain = indices.plain(PROSE)
    totals = indices.totals_of(indices.count([PROSE]))
    theirs = np.array([float(count_sentences(plain))])
    ours = formula(dataclasses.replace(totals, sentences=theirs))
    assert ours[0] == pytest.approx(textstat(plain), abs=1e-9)


# Counted by textstat 0.7.13 with NLTK's cmudict corpus made from the same dictionary.
@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("open", 2),
        ("every", 3),
        ("government", 3),
        ("area", 3),
        ("people's", 2),
        ("isn't", 2),
        ("fire", 2),
        ("world", 1),
        ("Kazakhstan", 3),
        ("tokayev", 1),
        ("reelection", 4),
        ("unshakeable", 4),
        ("2019", 1),
        ("cop27", 1),
    ],
)
def test_syllables_are_textstats(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables


def test_nothing_is_looked_up_on_the_internet(monkeypatch: pytest.MonkeyPatch) -> None:
    import nltk

    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("asked NLTK for a resource")

    monkeypatch.setattr(nltk, "download", refuse)
    monkeypatch.setattr(nltk.data, "find", refuse)
    assert read(" ".join([EXAMPLE] * 12)).measures["smog"].known


# --- unknown ------------------------------------------------------------------------------------

INDICES = [*WORKED]


@pytest.mark.parametrize("text", ["", "…", "\n\n— ”\n"])
def test_an_empty_text_has_no_known_measure(text: str) -> None:
    result = read(text)
    for measures in (result.measures, *result.voices.values()):
        assert {*measures} == {*WORKED, "reading_time", "words", "sentences"}
        for estimate in measures.values():
            assert not estimate.known
            assert estimate.note == "no text"


def test_a_tiny_text_has_sizes_but_no_index() -> None:
    measures = read("The vote was close. Nobody won.").measures
    assert measures["words"].value == 6
    for name in INDICES:
        assert math.isnan(measures[name].value)
        assert measures[name].note == "fewer than 100 words (6)"


def test_four_long_sentences_are_too_few() -> None:
    text = " ".join(["The council " + "met again and " * 9 + "then left."] * 4)
    assert read(text).measures["ari"].note == "fewer than 5 full sentences (4)"


def test_smog_needs_thirty_sentences() -> None:
    measures = read(" ".join([EXAMPLE] * 9)).measures
    assert measures["smog"].note == "normed on 30 sentences, this text has 27"
    assert measures["gunning_fog"].known


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (" ".join([EXAMPLE] * 12), "de"),
        ("Die Abstimmung war gestern vorbei und niemand wusste, wer gewonnen hatte. " * 12, None),
    ],
)
def test_another_language_has_no_index(text: str, language: str | None) -> None:
    measures = read(text, language=language).measures
    assert measures["words"].known
    for name in (*INDICES, "reading_time"):
        assert not measures[name].known
        assert "English" in measures[name].note


def test_english_is_recognised_where_the_language_is_unknown() -> None:
    assert read(" ".join([EXAMPLE] * 12), language=None).measures["ari"].known


# --- what is counted ----------------------------------------------------------------------------


def test_decimals_and_abbreviations_end_no_sentence() -> None:
    text = "The U.S. share rose by 2.5 percent to 81.31 percent in Nov. 2019, Dr. Bell said. " * 12
    assert read(text).measures["words_per_sentence"].value == 16


def test_headline_and_headings_are_left_out() -> None:
    body = "\n".join([" ".join([EXAMPLE] * 6), " ".join([EXAMPLE] * 6)])
    headed = "Unquestionable responsibility\n" + body.replace("\n", "\nWhat follows now\n")
    with_headings = ReadabilityExtractor().extract(document_of(headed, headline=Span(0, 29)))
    assert with_headings.measures == read(body).measures


def test_typography_does_not_change_an_index() -> None:
    curly = "“It isn’t over,” the mayor’s aide said – and left. " * 12
    straight = curly.translate(str.maketrans("“”’", '""\''))
    # As text, because nan is not equal to nan.
    assert repr(read(curly).measures) == repr(read(straight).measures)


QUOTE = "“We have waited for this decision for many long years in our small town,” she said.\n"
NARRATION = "The council met in the old hall on Monday and went through every single point.\n"
FRAGMENT = "She said the vote lacked “real competition” from the very beginning of the campaign.\n"


def test_voices_count_their_own_full_sentences() -> None:
    result = read(QUOTE * 10 + NARRATION * 8 + FRAGMENT * 3)
    narrator, quoted = result.voices["narrator"], result.voices["quoted"]
    assert quoted["sentences"].value == 10
    assert quoted["words_per_sentence"].value == 14
    assert quoted["words"].value == 10 * 14 + 3 * 2
    assert narrator["sentences"].value == 8
    assert narrator["words_per_sentence"].value == 15
    assert narrator["words"].value == 10 * 2 + 8 * 15 + 3 * 12
    assert result.measures["words"].value == quoted["words"].value + narrator["words"].value


def test_fragments_give_no_index_of_quoted_text() -> None:
    quoted = read(NARRATION * 8 + FRAGMENT * 60).voices["quoted"]
    assert quoted["words"].value == 120
    assert quoted["ari"].note == "fewer than 100 words in full sentences (0)"


def test_a_whole_quoted_paragraph_is_the_sources() -> None:
    text = NARRATION * 8 + "“" + EXAMPLE + "”\n"
    assert read(text).voices["quoted"]["sentences"].value == 3


def test_scare_quotes_stay_with_the_narrator() -> None:
    result = read("The so-called “peace” plan was put before the council on a Monday.\n" * 12)
    assert result.voices["narrator"]["sentences"].value == 12
    assert not result.voices["quoted"]["words"].known


def test_the_same_document_gives_the_same_result() -> None:
    document = document_of(" ".join([EXAMPLE, PROSE] * 12))
    extractor = ReadabilityExtractor()
    assert repr(extractor.extract(document)) == repr(extractor.extract(document))


def test_an_interval_narrows_with_more_sentences() -> None:
    few, many = (read(" ".join([EXAMPLE, PROSE] * n)).measures["ari"] for n in (4, 40))
    assert many.high - many.low < few.high - few.low


def test_method_names_library_syllables_and_sentences() -> None:
    method = read(EXAMPLE).method
    assert "textstat 0.7.13" in method["library"]
    assert "CMU" in method["syllables"]
    assert {"sentences", "words", "interval", "minimum", "limits"} <= {*method}
