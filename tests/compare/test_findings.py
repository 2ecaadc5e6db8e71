from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.compare.comparison import compare
from analysis.compare.findings import find_findings
from analysis.records import (
    Analysis,
    Comparison,
    Estimate,
    Event,
    FeatureResult,
    Finding,
    SegmentScore,
)

STORIES = tomllib.loads((Path(__file__).parent / "stories.toml").read_text(encoding="utf-8"))
SENTENCES = STORIES["sentences"] + STORIES["other"]
POLES = ("critical", "hopeful")
KINDS = ("official", "opposition", "citizen", "expert", "unknown")


def text_of(n: int) -> str:
    """A text that no other `n` shares a sentence with."""
    return " ".join(SENTENCES[n * 6 : n * 6 + 6])


def voices(text: str, *kinds: str) -> dict[str, str]:
    """The first sentences of a text, each given to a source of one kind."""
    return dict(zip(re.split(r"(?<=\.) ", text), kinds, strict=False))


def read(
    build, n: int, *results: FeatureResult, kinds: tuple[str, ...] = (), **article
) -> Analysis:
    made = build.document(text_of(n), name=f"n{n}", **({"outlet": f"Paper {n}"} | article))
    if kinds:
        made, result = build.sourced(made, voices(made.text, *kinds))
        results = (*results, result)
    return build.analysis(made, *results)


def framed(build, *scores: tuple[float, float, float]) -> list[Analysis]:
    return [read(build, n, build.framing(build.score(*s))) for n, s in enumerate(scores)]


def side_by_side(analyses: list[Analysis], topic: str | None = None) -> list[str]:
    found = compare(analyses, event=Event(), poles=POLES).findings
    return [finding.text for finding in found if topic in (None, finding.topic)]


# --- framing ------------------------------------------------------------------------------------


def test_separate_intervals_are_told_as_a_difference(build) -> None:
    (told,) = side_by_side(framed(build, (0.3, 0.1, 0.5), (-0.4, -0.6, -0.2)), "framing")
    assert told == (
        "Paper 1 (B) leans further towards “critical” than Paper 0 (A): −0.40 (−0.60 to −0.20) "
        "against +0.30 (+0.10 to +0.50), on the axis from −1 (critical) to +1 (hopeful)."
    )


def test_overlapping_intervals_are_told_as_not_to_be_told_apart(build) -> None:
    (told,) = side_by_side(framed(build, (0.3, -0.1, 0.5), (-0.2, -0.6, 0.2)), "framing")
    assert "cannot be told apart" in told
    assert "leans" not in told


def test_one_side_of_zero_is_told_of_an_article_that_no_other_separates_from(build) -> None:
    told = side_by_side(framed(build, (0.1, -0.3, 0.5), (-0.4, -0.6, -0.2)), "framing")
    assert told[1] == (
        "Taken by itself, Paper 1 (B) leans towards “critical”: −0.40 (−0.60 to −0.20); "
        "the intervals of the others include 0."
    )


def test_only_the_articles_that_separate_are_compared(build) -> None:
    told = side_by_side(
        framed(build, (0.3, 0.1, 0.5), (-0.4, -0.6, -0.2), (0.0, -0.3, 0.3)), "framing"
    )
    assert "leans further towards “critical” than Paper 0 (A)" in told[0]
    assert "Paper 2" not in told[0]


def test_the_rest_is_told_as_not_to_be_told_apart(build) -> None:
    told = side_by_side(
        framed(build, (0.3, 0.1, 0.5), (-0.4, -0.6, -0.2), (0.2, 0.0, 0.3), (0.1, 0.0, 0.2)),
        "framing",
    )
    assert "than the other three articles" in told[0]
    assert "scores between +0.10 and +0.30" in told[0]
    assert told[1].startswith("The other framing scores cannot be told apart")


def test_the_genre_of_an_opinion_piece_is_told(build) -> None:
    analyses = framed(build, (0.3, 0.1, 0.5), (-0.4, -0.6, -0.2))
    opinion = replace(analyses[1].document.article, genre="opinion")
    analyses[1] = replace(analyses[1], document=replace(analyses[1].document, article=opinion))
    assert "Paper 1 (B), an opinion piece, leans" in side_by_side(analyses, "framing")[0]


def test_quoted_and_narrator_apart_inside_an_article_are_told(build) -> None:
    result = build.framing(
        build.score(0.1, -0.2, 0.4),
        narrator=build.score(-0.3, -0.5, -0.1),
        quoted=build.score(0.4, 0.2, 0.6),
    )
    told = side_by_side([read(build, 0, result)], "framing")
    assert any("the people quoted lean further towards “hopeful”" in text for text in told)


def test_a_headline_apart_from_its_article_is_told(build) -> None:
    made = build.document(f"Bridge of shame\n{text_of(0)}", headline=(0, 15), outlet="Paper 0")
    result = build.framing(build.score(0.1, -0.1, 0.2), headline=build.score(-0.8, -1.0, -0.5))
    comparison = compare([build.analysis(made, result)], event=Event(), poles=POLES)
    (told,) = [f for f in comparison.findings if "headline" in f.text]
    assert told.text.startswith("The headline of Paper 0 (A) leans further towards “critical”")
    assert told.evidence[0].span == (0, 15)


def test_evidence_of_framing_are_the_segments_that_moved_the_score(build) -> None:
    analyses = []
    for n, value in enumerate((0.5, -0.5)):
        made = build.document(text_of(n), name=f"n{n}")
        segments = tuple(
            SegmentScore(s.span, at, "narrator", "body", value if at == 2 else 0.0, 1.0)
            for at, s in enumerate(made.sentences)
        )
        result = build.framing(build.score(value, value - 0.1, value + 0.1))
        analyses.append(build.analysis(made, replace(result, segments=segments, moved=(2, 0))))
    (finding, *_) = find_findings(analyses, poles=POLES)
    assert [(e.article, e.span) for e in finding.evidence] == [
        (f"n{n}", analyses[n].document.sentences[2].span) for n in (0, 1)
    ] or [(e.article, e.span) for e in finding.evidence] == [
        (f"n{n}", analyses[n].document.sentences[2].span) for n in (1, 0)
    ]


def test_a_guessed_genre_is_told_as_a_guess(build) -> None:
    article = {"genre": "opinion", "provenance": {"genre": "text"}}
    analyses = [read(build, 0, build.framing(build.score(0.3, 0.1, 0.5)), **article)]
    assert "Paper 0 (A), apparently an opinion piece, leans" in side_by_side(analyses)[0]


def test_without_known_poles_the_ends_of_the_axis_are_named_by_number(build) -> None:
    analyses = framed(build, (0.3, 0.1, 0.5), (-0.4, -0.6, -0.2))
    told = compare(analyses, event=Event()).findings[0].text
    assert "−1 (the lower end)" in told


# --- sourcing -----------------------------------------------------------------------------------

OFFICIALS = ("official", "official", "official")


def test_the_only_article_with_a_kind_of_source_is_named(build) -> None:
    analyses = [
        read(build, 0, kinds=("official", "citizen", "expert")),
        *(read(build, n, kinds=(*OFFICIALS, "expert")) for n in (1, 2)),
    ]
    told = side_by_side(analyses, "sourcing")
    assert told[0] == (
        "Only Paper 0 (A) gives words to ordinary citizens; "
        "in the other two articles we found none."
    )


def test_the_only_article_without_a_kind_of_source_is_named(build) -> None:
    kinds = ("official", "opposition", "official")
    analyses = [read(build, 0, kinds=OFFICIALS), *(read(build, n, kinds=kinds) for n in (1, 2))]
    assert side_by_side(analyses, "sourcing")[0] == (
        "We found no words from the opposition in Paper 0 (A); "
        "the other two articles both have some."
    )


def test_an_article_in_which_little_was_found_is_left_out_of_an_absence(build) -> None:
    kinds = [("official", "citizen", "expert"), (*OFFICIALS, "expert"), ("official",)]
    told = side_by_side([read(build, n, kinds=k) for n, k in enumerate(kinds)], "sourcing")
    assert "Paper 0 (A) gives words to ordinary citizens; in Paper 1 (B) we found none." in told


@pytest.mark.parametrize("kinds", [("official",), ("official", "unknown", "unknown", "unknown")])
def test_absence_is_not_told_of_an_article_in_which_little_was_found(build, kinds) -> None:
    analyses = [
        read(build, 0, kinds=kinds),
        read(build, 1, kinds=("official", "citizen", "citizen")),
    ]
    assert not [t for t in side_by_side(analyses, "sourcing") if "citizens" in t]


def test_shares_of_kinds_are_compared_only_where_intervals_separate(build) -> None:
    def analyses(low: float) -> list[Analysis]:
        made = []
        for n, (value, start, end) in enumerate([(0.8, low, 0.95), (0.2, 0.1, 0.4)]):
            share = {"kind_official": Estimate(value, start, end, unit="share")}
            doc, result = build.sourced(
                build.document(text_of(n), name=f"n{n}", outlet=f"Paper {n}"),
                voices(text_of(n), *OFFICIALS, "expert"),
                share,
            )
            made.append(build.analysis(doc, result))
        return made

    sure, unsure = (side_by_side(analyses(low), "sourcing") for low in (0.6, 0.3))
    assert sure[0] == (
        "Paper 0 (A) gives officials 80% of the words it attributes (60% to 95%), "
        "more than Paper 1 (B) (20%, 10% to 40%)."
    )
    assert not [text for text in unsure if "more than" in text]


def test_only_official_sources_are_told(build) -> None:
    assert "Every source in Paper 0 (A) that we could place is an official one." in side_by_side(
        [read(build, 0, kinds=OFFICIALS)], "sourcing"
    )


def sourced_with(build, n: int, kinds: tuple[str, ...], text: str = "", **measures: Estimate):
    text = text or text_of(n)
    made = build.document(text, name=f"n{n}", outlet=f"Paper {n}")
    made, result = build.sourced(made, voices(text, *kinds), measures)
    return made, result


def test_one_source_with_most_of_the_words_is_told(build) -> None:
    made, result = sourced_with(build, 0, ("official", "expert", "expert", "citizen"))
    main = replace(result.sources[0], name="Ines Carrow", naming="named", words=300)
    result = replace(result, sources=(main, *result.sources[1:]))
    told = side_by_side([build.analysis(made, result)], "sourcing")
    assert any(
        re.search(r"\d\d% of the words that Paper 0 \(A\) attributes .* one source, Ines Carrow", t)
        for t in told
    )


@pytest.mark.parametrize(("less", "expected"), [(0.02, True), (0.15, False)])
def test_much_more_quoting_is_told(build, less: float, expected: bool) -> None:
    long = [
        " ".join(STORIES["sentences"][:15]),
        " ".join(STORIES["sentences"][15:] + STORIES["other"]),
    ]
    analyses = [
        build.analysis(*sourced_with(build, n, OFFICIALS, long[n], quoted_share=Estimate(share)))
        for n, share in enumerate([0.2, less])
    ]
    told = side_by_side(analyses, "sourcing")
    assert ("Paper 0 (A) quotes most: 20% of its words stand in quotation marks, against 2% in "
            "Paper 1 (B)." in told) is expected  # fmt: skip


def test_early_and_late_critics_are_told(build) -> None:
    analyses = [
        build.analysis(*sourced_with(build, n, OFFICIALS, first_critic=Estimate(place)))
        for n, place in enumerate([0.1, 0.8])
    ]
    comparison = replace(compare(analyses, event=Event()), findings=find_findings(analyses))
    (told,) = [f for f in comparison.findings if "first critical source" in f.text]
    assert "early in Paper 0 (A) (10% of the way through)" in told.text
    assert all_evidence_lies_in_its_article(comparison)


def test_an_article_that_quotes_nobody_is_told_when_others_do(build) -> None:
    analyses = [read(build, 0, kinds=OFFICIALS)]
    made, result = build.sourced(build.document(text_of(1), name="n1", outlet="Paper 1"), {})
    analyses.append(build.analysis(made, result))
    assert "We found nobody quoted or cited in Paper 1 (B)." in side_by_side(analyses, "sourcing")


def test_a_kind_known_from_an_unsure_attribution_alone_is_not_told(build) -> None:
    analyses = [
        read(build, 0, kinds=("official", "official", "official", "citizen")),
        *(read(build, n, kinds=OFFICIALS) for n in (1, 2)),
    ]

    def told(confidence: float) -> list[str]:
        first = analyses[0]
        document = replace(
            first.document,
            attributions=tuple(
                replace(a, confidence=confidence) for a in first.document.attributions
            ),
        )
        return side_by_side([replace(first, document=document), *analyses[1:]], "sourcing")

    assert any("citizens" in text for text in told(0.8))
    assert not any("citizens" in text for text in told(0.3))


def named_in(build, n: int, *names: str):
    """An article in which each of the named sources is given a sentence."""
    made, result = sourced_with(build, n, ("official",) * len(names))
    sources = tuple(
        replace(source, name=name, naming="named")
        for source, name in zip(result.sources, names, strict=True)
    )
    attributions = tuple(
        replace(a, source=replace(a.source, name=name))
        for a, name in zip(made.attributions, names, strict=True)
    )
    return build.analysis(
        replace(made, attributions=attributions), replace(result, sources=sources)
    )


def test_the_one_source_that_every_article_quotes_is_told(build) -> None:
    analyses = [
        named_in(build, n, "Ines Carrow", *names)
        for n, names in enumerate((("Ana", "Ben"), ("Cleo", "Dan"), ("Eve",)))
    ]
    comparison = compare(analyses, event=Event())
    (told,) = [f for f in comparison.findings if "the only source" in f.text]
    assert told.text == (
        "Ines Carrow is the only source with a name that all three articles were found to give "
        "words to; five of the six sources with a name speak in one article alone."
    )
    assert {ref.article for ref in told.evidence} == {"n0", "n1", "n2"}
    assert all_evidence_lies_in_its_article(comparison)


def test_two_articles_with_a_source_in_common_are_no_finding(build) -> None:
    analyses = [named_in(build, n, "Ines Carrow", *"ab", *"cd"[n:]) for n in range(2)]
    assert not any("the only source" in told for told in side_by_side(analyses, "sourcing"))


@pytest.mark.parametrize(
    ("officials", "critics", "expected"),
    [((20, 0), (2, 8), True), ((9, 3), (6, 4), False), ((2, 0), (0, 2), False)],
)
def test_loaded_cues_that_fall_on_one_side_are_told_where_it_is_sure(
    build, officials: tuple[int, int], critics: tuple[int, int], expected: bool
) -> None:
    made, result = sourced_with(build, 0, ("official", "opposition"))
    tones = {
        kind: {"neutral": neutral, "doubting": doubting, "endorsing": 0}
        for kind, (neutral, doubting) in (("official", officials), ("opposition", critics))
    }
    told = side_by_side([build.analysis(made, replace(result, tones_by_kind=tones))], "sourcing")
    sentence = (
        "the opposition and civil society come with a verb that takes sides (such as “claimed” "
        "or “admitted”) in 8 of 10 cases, those of officials in 0 of 20."
    )
    assert any(sentence in text for text in told) is expected


# --- readability and shared copy ----------------------------------------------------------------


def graded(build, n: int, value: float, low: float, high: float, words: int = 200) -> Analysis:
    measures = {
        "flesch_kincaid_grade": Estimate(value, low, high, unit="grade"),
        "words": Estimate(words, unit="words"),
    }
    return read(build, n, FeatureResult("readability", measures))


def test_grades_are_compared_only_where_intervals_separate(build) -> None:
    (apart,) = side_by_side(
        [graded(build, 0, 15, 14, 16), graded(build, 1, 9, 8, 10)], "readability"
    )
    assert "about 15 years of schooling against 9" in apart
    (together,) = side_by_side(
        [graded(build, 0, 12, 9, 16), graded(build, 1, 9, 8, 10)], "readability"
    )
    assert "cannot be told apart" in together


def test_length_is_told_when_one_is_twice_as_long(build) -> None:
    told = side_by_side(
        [graded(build, 0, 9, 8, 10, words=1000), graded(build, 1, 9, 8, 10, words=400)],
        "readability",
    )
    assert "Paper 0 (A) is 2.5 times as long as Paper 1 (B): 1,000 words against 400." in told


def copies(build, *extra: str) -> list[Analysis]:
    return [
        build.analysis(build.document(f"{text_of(0)} {more}", name=f"n{n}", outlet=f"Paper {n}"))
        for n, more in enumerate(extra)
    ]


def test_articles_with_the_same_copy_are_told_as_no_independent_voices(build) -> None:
    finding, *_ = compare(copies(build, "Velmora.\n\n(AFP)", "One.\n\nAFP"), event=Event()).findings
    assert finding.topic == "shared_copy"
    assert "Paper 0 (A) and Paper 1 (B) carry the same copy" in finding.text
    assert "A and B credit AFP." in finding.text
    assert "one voice, not two" in finding.text
    assert {ref.article for ref in finding.evidence} == {"n0", "n1"}


def test_an_agency_that_only_one_of_them_credits_is_told(build) -> None:
    finding, *_ = compare(copies(build, "One. (Reuters)", "Velmora"), event=Event()).findings
    assert "A credits Reuters." in finding.text


def test_three_articles_with_the_same_copy_are_one_finding(build) -> None:
    finding, *others = compare(copies(build, "One.", "Two.", "Three."), event=Event()).findings
    assert "Paper 0 (A), Paper 1 (B) and Paper 2 (C)" in finding.text
    assert not [f for f in others if f.topic == "shared_copy"]


def test_an_agency_is_not_read_out_of_another_word(build) -> None:
    finding, *_ = compare(copies(build, "TAPES", "MAPS"), event=Event()).findings
    assert "credit" not in finding.text
    assert "may be from" not in finding.text


# --- the whole ----------------------------------------------------------------------------------


def rich(build) -> list[Analysis]:
    analyses = []
    for n, score in enumerate([(0.4, 0.2, 0.6), (-0.4, -0.6, -0.2), (0.1, -0.1, 0.3)]):
        result = build.framing(
            build.score(*score),
            narrator=build.score(-0.3, -0.4, -0.2),
            quoted=build.score(0.3, 0.2, 0.4),
        )
        measures = {
            "flesch_kincaid_grade": Estimate(9 + 3 * n, 8 + 3 * n, 10 + 3 * n),
            "words": Estimate(100 * (n + 1)),
        }
        kinds = [("official",) * 4, (*OFFICIALS, "citizen"), (*OFFICIALS, "expert", "opposition")]
        analyses.append(
            read(build, n, result, FeatureResult("readability", measures), kinds=kinds[n])
        )
    return analyses


def all_evidence_lies_in_its_article(comparison: Comparison) -> bool:
    texts = {a.article.id: a.article.text for a in comparison.analyses}
    return all(
        0 <= ref.span.start < ref.span.end <= len(texts[ref.article])
        for finding in comparison.findings
        for ref in finding.evidence
    )


def test_findings_are_five_to_eight_and_spread_over_topics(build) -> None:
    comparison = compare(rich(build), event=Event(), poles=POLES)
    assert 5 <= len(comparison.findings) <= 8
    assert max(Counter(f.topic for f in comparison.findings).values()) <= 2
    assert all_evidence_lies_in_its_article(comparison)


def test_findings_do_not_depend_on_the_order_of_a_mapping(build) -> None:
    turned = [
        replace(
            a,
            results={
                name: replace(result, measures=dict(reversed(result.measures.items())))
                for name, result in reversed(a.results.items())
            },
        )
        for a in rich(build)
    ]
    assert side_by_side(turned) == side_by_side(rich(build))


def test_one_article_is_told_about_without_comparison(build) -> None:
    comparison = compare(rich(build)[:1], event=Event(), poles=POLES)
    told = " ".join(f.text for f in comparison.findings)
    assert (comparison.shared_copy, comparison.differences) == ((), ())
    assert comparison.findings
    assert not re.search(r"against|than the other|Paper 1|no two", told)


def test_who_has_the_words_of_a_single_article_is_told(build) -> None:
    told = side_by_side([read(build, 0, kinds=("official", "official", "expert"))], "sourcing")
    assert told[0].startswith("We found three sources in Paper 0 (A); of the words it attributes, ")
    assert "officials have" in told[0]
    assert "experts have" in told[0]


def test_an_article_about_something_else_is_left_out(build) -> None:
    bridge, other = STORIES["sentences"], STORIES["other"]
    texts = [bridge[::2] + bridge[:5], other, bridge[1::2] + bridge[:5]]
    results = [
        build.framing(build.score(*s)) for s in [(0, -0.1, 0.1), (0.5, 0.4, 0.6), (0, -0.1, 0.1)]
    ]
    analyses = [
        build.analysis(build.document(" ".join(text), name=f"n{n}", outlet=f"Paper {n}"), result)
        for n, (text, result) in enumerate(zip(texts, results, strict=True))
    ]
    comparison = compare(analyses, event=Event(), poles=POLES)
    assert not [f for f in comparison.findings if "Paper 1" in f.text]
    assert [f for f in comparison.findings if "Paper 2 (C)" in f.text]
    assert [c for c in comparison.cautions if "Paper 1 (B) may not be" in c.text]
    assert any(d.distinguishable and "n1" in (d.a, d.b) for d in comparison.differences)


def test_many_articles_are_counted_instead_of_named(build) -> None:
    scores = [(-0.8, -0.9, -0.7), (-0.75, -0.9, -0.6), *[(0.1, 0.0, 0.2)] * 6]
    made = build.document(text_of(0))
    analyses = [
        build.analysis(
            replace(made, article=replace(made.article, id=f"n{n}", outlet=f"Paper {n}")),
            build.framing(build.score(*s)),
        )
        for n, s in enumerate(scores)
    ]
    told = [f.text for f in find_findings(analyses, poles=POLES)]
    assert "than six of the other seven articles" in told[0]


def test_nothing_is_said_about_nothing(build) -> None:
    assert compare([], event=Event()).findings == ()
    assert compare([build.analysis(build.document(""))], event=Event()).findings == ()


def test_an_article_without_outlet_or_title_is_called_by_its_file(build) -> None:
    analyses = [
        read(build, 0, kinds=OFFICIALS, outlet=None, title="On the closing of a bridge"),
        read(build, 1, kinds=OFFICIALS, outlet=None),
    ]
    told = " ".join(side_by_side(analyses, "sourcing"))
    assert "“On the closing of a bridge” (A)" in told
    assert "ile n1 (B)" in told


JUDGEMENT = re.compile(r"bias|trust|reliab|propagand|slant|honest|balanced|\bfair\b", re.I)
LEFTOVER = re.compile(r"\bnan\b|\bNone\b|[{}]")
part = st.floats(-1, 1).map(lambda x: round(x, 2))
intervals = st.tuples(part, part, part).map(sorted)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(intervals, intervals, intervals, st.lists(st.sampled_from(KINDS), max_size=6)),
        min_size=1,
        max_size=5,
    )
)
def test_a_difference_is_only_told_where_intervals_separate(build, drawn) -> None:
    analyses = []
    for n, (overall, narrator, quoted, kinds) in enumerate(drawn):
        estimates = [Estimate(v, low, high) for low, v, high in (overall, narrator, quoted)]
        result = build.framing(estimates[0], narrator=estimates[1], quoted=estimates[2])
        analyses.append(read(build, n, result, kinds=tuple(kinds)))
    comparison = compare(analyses, event=Event(), poles=POLES)
    told: list[Finding] = list(comparison.findings)
    separate = any(d.distinguishable for d in comparison.differences if d.measure == "score")
    between = [f for f in told if "leans further towards" in f.text and " against " in f.text]
    assert bool(between) <= separate
    assert not any(JUDGEMENT.search(f.text) or LEFTOVER.search(f.text) for f in told)
    assert all(f.text[0].isupper() or f.text[0] == "“" for f in told)
    assert all(f.text.endswith(".") and "  " not in f.text for f in told)
    assert len(told) <= 8
    assert all_evidence_lies_in_its_article(comparison)
