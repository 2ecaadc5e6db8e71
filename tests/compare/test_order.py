from __future__ import annotations

from dataclasses import replace

from analysis.compare.order import find_lead, find_order
from analysis.records import Analysis, Fact, FactCell, Span

TEXT = (
    "The mayor said the bridge would stay shut. "
    "A baker said nobody had asked her. "
    "The union said it would sue the town."
)


def voices(build, kinds: list[str], **change: object):
    sentences = [part.rstrip(".") + "." for part in TEXT.split(". ")]
    analysis, _ = build.sourced(build.document(TEXT), dict(zip(sentences, kinds, strict=True)))
    changed = tuple(
        replace(a, source=replace(a.source, span=a.content[0]), **change)
        for a in analysis.attributions
    )
    return Analysis(replace(analysis, attributions=changed))


def test_the_first_of_each_role_is_placed_in_the_text(build) -> None:
    (order,) = find_order([voices(build, ["official", "citizen", "civil_society"])])
    assert [v.role for v in order.voices] == ["official", "critic", "citizen"]
    places = {v.role: v.place for v in order.voices}
    assert 0 <= places["official"] < places["citizen"] < places["critic"] < 1
    assert order.attributions == 3


def test_beliefs_and_words_within_words_are_nobody_speaking(build) -> None:
    for change in ({"act": "stance"}, {"nested": True}):
        (order,) = find_order([voices(build, ["official", "citizen", "citizen"], **change)])
        assert order.voices == ()


def test_a_kicker_and_a_line_of_the_page_are_no_lead(build) -> None:
    text = "World news\nPublished on 3 May 2031 by us\nThe bridge of Marenza will stay shut."
    assert find_lead(build.document(text)).of(text).startswith("The bridge")
    assert find_lead(build.document("")) is None


def test_facts_stand_in_the_order_of_the_text(build) -> None:
    def fact(name: str, start: int) -> Fact:
        cells = {"a": FactCell("reported", spans=(Span(start, start + 5),))}
        return Fact(name, name, "action", "a", Span(start, start + 5), cells)

    analysis = Analysis(build.document(TEXT))
    (order,) = find_order([analysis], facts=[fact("late", 60), fact("early", 3)])
    assert [placed.fact for placed in order.facts] == ["early", "late"]
    assert order.facts[0].place == 3 / len(TEXT)


def test_no_articles_have_no_order() -> None:
    assert find_order([]) == ()
