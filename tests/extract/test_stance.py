from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.mentions import find_mentions, find_names
from analysis.annotate.sentences import split_sentences
from analysis.axes.schema import load_axis
from analysis.extract.axis_check import check_axis, macro_f1, pole_auc
from analysis.extract.stance import (
    AxisStance,
    Borders,
    Judgement,
    article_stance,
    judge_mentions,
    judge_sentences,
    judge_target,
    label_range,
    load_target_model,
    short_stance,
)
from analysis.records import Span

TARGET = "Ana Belmonte"
ARTICLE = (
    "The council of Sant Orlo met on Monday. Minister Ana Belmonte opened the court. "
    "She was cheered by hundreds of grateful families. The weather was mild. "
    "Laura Belmonte, a singer, performed. The minister left at noon."
)
PRAISE = "{} is admired by everybody for her honest and brave work."
BLAME = "{} is a corrupt liar who betrayed everybody and wrecked the town."
FILLER = "The hall has four doors."


def spans(text: str) -> list[Span]:
    return [sentence.span for sentence in split_sentences(text)]


def article(sentence: str) -> str:
    return " ".join([sentence.format("Belmonte"), FILLER] * 5)


@pytest.mark.parametrize(
    ("text", "target", "found"),
    [
        ("Ana Belmonte spoke; Belmonte left.", TARGET, ["Ana Belmonte", "Belmonte"]),
        ("ANA BELMONTE SPOKE", TARGET, ["ANA BELMONTE"]),
        ("They met ana belmonte’s aides.", TARGET, ["ana belmonte"]),
        ("Belmontes are a family.", TARGET, []),
        ("He crossed the cross.", "Ana Cross", []),
        ("Cross spoke.", "Ana Cross", ["Cross"]),
        ("Pires was there.", "Joao Pires Monday", ["Pires"]),
        ("Nobody was there.", TARGET, []),
        ("The C++ (beta) works.", "C++ (beta)", ["C++ (beta)"]),
    ],
)
def test_names_of_a_target(text: str, target: str, found: list[str]) -> None:
    assert [span.of(text) for span in find_names(text, target)] == found


def test_mentions_are_names_pronouns_and_offices_but_no_namesakes() -> None:
    found = find_mentions(ARTICLE, split_sentences(ARTICLE), TARGET)
    said = [span.of(ARTICLE) for span in found]
    assert said[:2] == ["Ana Belmonte", "She"]
    assert "The minister" in said
    assert not any(span.start == ARTICLE.index("Laura Belmonte") + 6 for span in found)


def test_a_sentence_for_and_one_against_its_target() -> None:
    for text, label in ((PRAISE, 1), (BLAME, -1)):
        said = text.format(TARGET)
        stance = judge_target(said, spans(said), find_names(said, TARGET))
        assert stance.label == label
        assert stance.score * label > 0


def test_a_text_without_the_target_is_judged_as_a_whole() -> None:
    stance = judge_mentions("Everybody admires this brave and honest work.", [])
    assert stance.judged[0].span.start == 0
    assert stance.low <= stance.score <= stance.high


def test_only_sentences_that_speak_of_the_target_are_judged() -> None:
    mentions = find_mentions(ARTICLE, split_sentences(ARTICLE), TARGET)
    judged = judge_sentences(ARTICLE, spans(ARTICLE), mentions)
    assert "The weather was mild." not in [one.span.of(ARTICLE) for one in judged]
    assert len(judge_sentences(ARTICLE, spans(ARTICLE), [])) == len(spans(ARTICLE))


def test_articles_that_praise_and_blame_are_told_apart() -> None:
    praise, blame = (
        judge_target(text, spans(text), find_names(text, TARGET))
        for text in (article(PRAISE), article(BLAME))
    )
    assert (praise.label, blame.label) == (1, -1)
    assert blame.high < praise.low


def test_more_sentences_of_the_same_make_the_score_stronger() -> None:
    one = Judgement(Span(0, 1), (0.05, 0.05, 0.9))
    model = load_target_model()
    few, many = (article_stance([one] * n, model) for n in (2, 20))
    assert 0 < few.score < many.score
    assert many.proba[2] > few.proba[2]


def test_an_article_in_which_nothing_was_judged_is_wide_open() -> None:
    stance = article_stance([], load_target_model())
    assert (stance.score, stance.low, stance.high, stance.label) == (0.0, -1.0, 1.0, 0)


@pytest.mark.parametrize(
    ("proba", "expected"),
    [
        ((0.95, 0.03, 0.02), (-1, -1)),
        ((0.5, 0.45, 0.05), (-1, 0)),
        ((0.05, 0.5, 0.45), (0, 1)),
        ((0.4, 0.2, 0.4), (-1, 1)),
        ((0.0, 1.0, 0.0), (0, 0)),
    ],
)
def test_the_range_of_labels_is_the_narrowest(proba, expected) -> None:
    assert label_range(proba) == expected


@settings(max_examples=50, deadline=None)
@given(st.tuples(*[st.floats(0.0, 1.0)] * 3).filter(lambda parts: sum(parts) > 0.01))
def test_the_interval_of_a_passage_holds_its_score_and_turns_with_it(parts) -> None:
    against, neither, favour = (part / sum(parts) for part in parts)
    stance = short_stance((against, neither, favour), ())
    turned = short_stance((favour, neither, against), ())
    assert -1.0 <= stance.low <= stance.score <= stance.high <= 1.0
    assert stance.score == pytest.approx(-turned.score)
    assert stance.label == -turned.label


@settings(max_examples=50, deadline=None)
@given(st.floats(-1.0, 1.0), st.floats(0.0, 2.0))
def test_probabilities_by_borders_sum_to_one(value: float, deviation: float) -> None:
    found = Borders(-0.2, 0.3, 1.5).probabilities(value, deviation)
    assert math.isclose(sum(found), 1.0, abs_tol=1e-9)
    assert min(found) >= 0.0


def test_an_axis_judges_the_chosen_sentence_only() -> None:
    text = "Observers praised a free and fair vote. The count was a sham, neither free nor fair."
    judge = AxisStance(load_axis("reform"))
    first, second = spans(text)
    voices = ["narrator", "narrator"]
    assert judge.judge(text, spans(text), voices, first).label == 1
    assert judge.judge(text, spans(text), voices, second).label == -1
    assert len(judge.judge(text, spans(text), voices).judged) == 2


def test_an_axis_with_a_lexicon_only_judges_too() -> None:
    from dataclasses import replace

    axis = load_axis("strike")
    bare = replace(axis, neutral_examples=())
    text = "The strikers are bullies who hold the whole town to ransom."
    stance = AxisStance(bare).judge(text, spans(text), ["narrator"])
    assert -1.0 <= stance.low <= stance.score <= stance.high <= 1.0


def test_figures_of_a_check_know_perfect_and_blind_reading() -> None:
    import numpy as np

    labels = np.array([1, 1, -1, -1, 0, 0])
    assert macro_f1(labels, labels) == 1.0
    assert macro_f1(labels, np.zeros_like(labels)) == pytest.approx(1 / 6)
    assert pole_auc(labels, labels.astype(float)) == 1.0
    assert pole_auc(labels, np.zeros(6)) == 0.5


def test_a_check_says_what_is_missing() -> None:
    from dataclasses import replace

    axis = load_axis("strike")
    few = replace(axis, neutral_examples=axis.neutral_examples[:3], entries=())
    found = check_axis(few)
    assert found.missing == {0: 17}
    assert found.told is None
    assert set(found.bare_facets) == set(axis.facets)
