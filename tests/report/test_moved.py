from dataclasses import replace

import pytest

from analysis.records import Evidence, Span
from analysis.report.keys import Index
from analysis.report.sections.moved import build_moved, choose_moved


@pytest.fixture
def result(comparison):
    return comparison.analyses[0].results["framing"]


def with_scores(result, scores):
    segments = tuple(replace(result.segments[0], score=score, relevance=1.0) for score in scores)
    order = sorted(range(len(scores)), key=lambda place: -abs(scores[place]))
    return replace(result, segments=segments, moved=tuple(order))


@pytest.mark.parametrize(
    ("scores", "limit", "chosen"),
    [
        ([0.9, 0.8, 0.7, -0.1, -0.2], 4, (0, 1, 4, 3)),
        ([0.9, 0.8, 0.7], 4, (0, 1, 2)),
        ([0.9, 0.8, 0.7, -0.1], 3, (0, 1, 3)),
        ([-0.9, -0.8, -0.7], 2, (0, 1)),
        ([], 4, ()),
    ],
)
def test_both_directions_get_room_as_far_as_they_need_it(result, scores, limit, chosen):
    assert choose_moved(with_scores(result, scores), limit) == chosen


def build(comparison, axis, result):
    index = Index(comparison.analyses)
    return build_moved(
        comparison.analyses[0], result, index, index.keys[0], axis, many=False
    ).sentences


def test_rules_and_model_words_are_told_apart(comparison, axis, result):
    span = Span(*result.segments[result.moved[0]].span)
    evidence = (
        Evidence(Span(span.start + 1, span.start + 5), "“This” ⟂ not (negation)", "trust", -0.4),
        Evidence(Span(span.start + 6, span.start + 8), "is", "words", 0.2),
    )
    segments = list(result.segments)
    segments[result.moved[0]] = replace(segments[result.moved[0]], evidence=evidence)
    sentence = build(comparison, axis, replace(result, segments=tuple(segments)))[0]
    assert sentence.fired == (
        "▼ “This” changed by “not” (negation): Trust",
        "word model: ▲ is",
    )
    assert [(piece.text, piece.mark) for piece in sentence.pieces[:2]] == [
        ("“", ""),
        ("This", "against"),
    ]


def test_overlapping_entries_lose_no_character(comparison, axis, result):
    place = result.moved[0]
    span = result.segments[place].span
    evidence = tuple(
        Evidence(Span(span.start + start, span.start + end), "x", "trust", 0.3)
        for start, end in ((2, 9), (5, 12), (0, 3), (15, 900))
    )
    segments = list(result.segments)
    segments[place] = replace(segments[place], evidence=evidence)
    sentence = build(comparison, axis, replace(result, segments=tuple(segments)))[0]
    text = comparison.analyses[0].article.text
    whole = comparison.analyses[0].document.sentences[segments[place].sentence].span
    assert "".join(piece.text for piece in sentence.pieces) == whole.of(text)
