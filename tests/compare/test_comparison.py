from __future__ import annotations

from analysis.compare.comparison import compare
from analysis.records import Event, Skipped


def test_everything_given_is_kept(build) -> None:
    analyses = [build.analysis(build.document("One.", name=n)) for n in "ab"]
    event, skipped = Event(title="A vote"), [Skipped("c.txt", "empty")]
    comparison = compare(analyses, event=event, skipped=skipped)
    assert comparison.event is event
    assert comparison.analyses == tuple(analyses)
    assert comparison.skipped == tuple(skipped)


def test_articles_without_any_measure_are_compared(build) -> None:
    analyses = [build.analysis(build.document("", name=n)) for n in "ab"]
    comparison = compare(analyses, event=Event())
    assert comparison.differences == ()
    assert [(pair.words, pair.passages) for pair in comparison.shared_copy] == [(0, ())]


def test_nothing_at_all_gives_an_empty_comparison() -> None:
    comparison = compare([], event=Event())
    parts = (comparison.shared_copy, comparison.differences, comparison.findings)
    assert parts == ((), (), ())
    assert comparison.cautions == ()


def test_findings_name_the_poles_they_are_given(build) -> None:
    result = build.framing(build.score(0.3, 0.1, 0.5))
    analyses = [build.analysis(build.document("One. Two."), result)]
    told = compare(analyses, event=Event(), poles=("closed", "open")).findings[0].text
    assert "−1 (closed) to +1 (open)" in told


def test_the_same_input_gives_an_equal_comparison(build) -> None:
    analyses = [
        build.analysis(build.document("One.", name=n), build.framing(build.score(0.3, 0.1, 0.5)))
        for n in "ab"
    ]
    once, again = (compare(analyses, event=Event()) for _ in range(2))
    assert repr(once) == repr(again)  # as text, because nan is not equal to nan
