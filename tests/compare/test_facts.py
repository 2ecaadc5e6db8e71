from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.compare.facts import find_facts, find_omissions
from analysis.records import (
    Attribution,
    Copies,
    CopyFamily,
    Document,
    Event,
    Fact,
    FactEntry,
    Figure,
    Sentence,
    Source,
    Span,
)

DAYS = ("2031-05-04", "2031-05-05", "2031-05-06")
EVENT = Event("Bridge of Velmora", "2031-05-04")


def article(
    build, name: str, text: str, *figures: tuple[str, float, str, str], published: str | None = None
) -> Document:
    """A document with the figures (their words, value, unit, referent) where the words stand."""
    made = build.document(text, name=name, published=published)
    found = []
    for words, value, unit, referent in figures:
        start = text.index(words)
        found.append(Figure(Span(start, start + len(words)), value, unit, referent))
    return replace(made, figures=tuple(sorted(found, key=lambda f: f.span)))


def fact_of(facts: tuple[Fact, ...], documents: list[Document], words: str) -> Fact:
    """The fact of which a passage holds the words."""
    texts = {document.article.id: document.text for document in documents}
    return next(
        fact
        for fact in facts
        if any(words in s.of(texts[a]) for a, cell in fact.cells.items() for s in cell.spans)
    )


def states(fact: Fact) -> list[str]:
    return [cell.state for cell in fact.cells.values()]


@pytest.fixture
def documents(build) -> list[Document]:
    return [
        article(
            build,
            "a",
            "The bridge of Velmora was closed on Sunday for the first time in its history. "
            "Repairs will cost 14 million crowns, the council of Velmora estimated.",
            ("14 million crowns", 14e6, "crowns", "Repairs"),
            published=DAYS[0],
        ),
        article(
            build,
            "b",
            "Velmora closed its bridge on Sunday, the first time in its history. "
            "The council now puts the cost of the repairs at 16 million crowns. "
            "Ines Carrow, the leader of the council, stepped down on Monday.",
            ("16 million crowns", 16e6, "crowns", "cost of the repairs"),
            published=DAYS[1],
        ),
        article(
            build,
            "c",
            "Farmers in the uplands expect a poor barley harvest. "
            "On Monday the council leader Ines Carrow stepped down.",
            published=DAYS[2],
        ),
    ]


def test_passages_that_tell_the_same_are_one_fact(documents):
    facts = find_facts(documents, event=EVENT).found
    closed = fact_of(facts, documents, "first time")
    assert states(closed) == ["reported", "reported", "absent"]
    assert closed.cells["b"].spans[0].of(documents[1].text).startswith("Velmora closed")


def test_different_values_of_one_thing_stand_in_one_fact(documents):
    facts = find_facts(documents, event=EVENT).found
    cost = fact_of(facts, documents, "Repairs will cost")
    assert [cell.value for cell in cost.cells.values()] == [
        "14 million crowns",
        "16 million crowns",
        "",
    ]
    assert cost.kind == "figure"
    assert [figure.value for figure in cost.cells["b"].figures] == [16e6]


def test_what_happened_later_is_not_yet_known(documents):
    facts = find_facts(documents, event=EVENT).found
    gone = fact_of(facts, documents, "stepped down")
    assert states(gone) == ["not_yet_known", "reported", "reported"]
    assert gone.date == "2031-05-05"
    assert not gone.cells["a"].guessed
    assert "2031-05-05" in gone.cells["a"].note


def test_without_a_day_a_later_fact_is_a_guess(build):
    made = [
        article(build, "a", "Rain fell upon the quiet valley.", published=DAYS[0]),
        article(build, "b", "The dam above Lota burst and drowned the mill.", published=DAYS[1]),
        article(build, "c", "The mill drowned as the dam above Lota burst.", published=DAYS[2]),
    ]
    (fact,) = find_facts(made, event=Event()).found
    assert fact.cells["a"].state == "not_yet_known"
    assert fact.cells["a"].guessed


def test_without_dates_nothing_is_not_yet_known(documents):
    undated = [replace(d, article=replace(d.article, published=None)) for d in documents]
    facts = find_facts(undated, event=EVENT).found
    assert facts
    assert "not_yet_known" not in {state for fact in facts for state in states(fact)}


def test_figures_of_different_years_are_not_one_fact(build):
    made = [
        article(
            build,
            "a",
            "In 2019 the mayor won 70 percent of the vote in Lota.",
            ("70 percent", 70.0, "%", "vote"),
        ),
        article(
            build,
            "b",
            "In 2024 the mayor won 71 percent of the vote in Lota.",
            ("71 percent", 71.0, "%", "vote"),
        ),
    ]
    assert find_facts(made, event=Event()).found == ()


def test_one_article_with_two_values_has_two_facts(build):
    text = "Storm Odo killed 23 people in Lota. Storm Odo injured 240 people in Lota."
    figures = (("23 people", 23.0, "people", "people"), ("240 people", 240.0, "people", "people"))
    made = [article(build, name, text, *figures) for name in "ab"]
    values = sorted(fact.cells["a"].value for fact in find_facts(made, event=Event()).found)
    assert values == ["23 people", "240 people"]


def test_the_same_quotation_alone_is_no_fact(build):
    said = "“We heard the dogs and then the wall was gone,” she said."
    made = [article(build, name, said) for name in "ab"]
    assert find_facts(made, event=Event()).found == ()


def test_a_verdict_shows_the_words_in_quotation_marks(build):
    made = []
    for name, verdict in (("a", "rapid and exemplary"), ("b", "late and confused")):
        text = f"The Relief Council of Marenza called the response “{verdict}”."
        document = article(build, name, text)
        start = text.index("the response")
        source = Source(Span(4, 29), "Relief Council of Marenza", "international", "group", "named")
        content = (Span(start, len(text) - 1),)
        attribution = Attribution("mixed", "speech", content, source)
        made.append(replace(document, attributions=(attribution,)))
    (fact,) = find_facts(made, event=Event()).found
    assert fact.kind == "verdict"
    assert [cell.value for cell in fact.cells.values()] == [
        "rapid and exemplary",
        "late and confused",
    ]


def test_part_and_whole_are_one_figure(build):
    text = "Seven of nine judges in Velmora found that the toll was unlawful."
    figures = (("Seven", 7.0, "people", "judges"), ("nine", 9.0, "people", "judges"))
    made = [article(build, name, text, *figures) for name in "ab"]
    (fact,) = find_facts(made, event=Event()).found
    assert [span.of(text) for span in fact.cells["a"].spans] == [text]


def test_one_duration_in_two_units_is_one_fact(build):
    made = [
        article(
            build,
            "a",
            "The tenants of Lota have sixty days to leave their flats.",
            ("sixty days", 60.0, "days", ""),
        ),
        article(
            build,
            "b",
            "Two months remain for the tenants in Lota until they must leave.",
            ("Two months", 2.0, "months", ""),
        ),
    ]
    (fact,) = find_facts(made, event=Event()).found
    assert states(fact) == ["reported", "reported"]


def test_as_many_of_two_things_are_two_facts(build):
    made = [
        article(
            build,
            "a",
            "The verdict of the judges in Lota ran to 24 pages.",
            ("24", 24.0, "", "pages"),
        ),
        article(
            build,
            "b",
            "The farmers of Lota came with 24 lorries.",
            ("24", 24.0, "", "lorries"),
        ),
    ]
    assert find_facts(made, event=Event()).found == ()


def test_facts_of_most_articles_come_first(documents):
    third = "The bridge of Velmora was closed on Sunday for the first time in its history."
    text = f"{documents[2].text} {third}"
    start = len(documents[2].text) + 1
    longer = replace(
        documents[2],
        article=replace(documents[2].article, text=text),
        sentences=(
            *documents[2].sentences,
            Sentence(Span(start, len(text)), paragraph=0),
        ),
        tokens=(
            *documents[2].tokens,
            *(Span(start + t.start, start + t.end) for t in documents[0].tokens if t.end <= 77),
        ),
    )
    facts = find_facts([*documents[:2], longer], event=EVENT).found
    assert facts[0].reported == 3
    assert [fact.reported for fact in facts] == sorted((f.reported for f in facts), reverse=True)


def test_what_all_others_report_is_an_omission(build):
    told = "The bridge of Velmora was closed for the first time in its history."
    made = [article(build, name, told) for name in "abc"]
    made.append(article(build, "d", "Farmers in the uplands expect a poor barley harvest."))
    facts = find_facts(made, event=Event()).found
    (omission,) = find_omissions(facts)
    assert (omission.article, omission.fact) == ("d", facts[0].id)
    assert (omission.carried, omission.others) == (3, 3)


@pytest.mark.parametrize("n", [0, 1])
def test_fewer_than_two_articles_have_no_facts(documents, n):
    found = find_facts(documents[:n], event=EVENT)
    assert (found.found, find_omissions(found.found)) == ((), ())


def test_no_words_at_all_are_no_facts(build):
    made = [article(build, name, "") for name in "ab"]
    assert find_facts(made, event=EVENT).found == ()


def test_hostile_articles_give_an_answer(build):
    made = [article(build, name, ", and " * 5000 + "A," * 5000) for name in "ab"]
    assert isinstance(find_facts(made, event=EVENT).found, tuple)


def test_the_same_articles_give_the_same_facts(documents):
    assert find_facts(documents, event=EVENT) == find_facts(documents, event=EVENT)


# --- shared copy --------------------------------------------------------------------------------

FAMILY = Copies(families=(CopyFamily(("a", "b"), voices=(("a", "b"),)),))
CRACKED = "The old dam above Lota had been cracked for years, the engineers of Velmora said."


def test_what_one_piece_of_copy_alone_carries_is_no_fact(build):
    made = [article(build, name, CRACKED) for name in "ab"]
    assert find_facts(made, event=Event()).found
    assert find_facts(made, event=Event(), copies=FAMILY).found == ()


def test_a_third_article_outside_the_family_makes_copy_a_fact(build):
    made = [article(build, name, CRACKED) for name in "abc"]
    (fact,) = find_facts(made, event=Event(), copies=FAMILY).found
    assert states(fact) == ["reported"] * 3


def test_a_figure_of_shared_copy_is_a_fact(build):
    text = "The dam above Lota drowned 240 sheep in the valley."
    made = [article(build, name, text, ("240", 240.0, "", "sheep")) for name in "ab"]
    assert len(find_facts(made, event=Event(), copies=FAMILY).found) == 1


def test_a_dated_action_of_shared_copy_is_a_fact(build):
    text = "The council of Velmora closed the old dam above Lota in December 2029."
    made = [article(build, name, text, published=DAYS[1]) for name in "ab"]
    assert len(find_facts(made, event=EVENT, copies=FAMILY).found) == 1


def test_a_time_of_day_makes_copy_a_fact(build):
    text = "The gate of the old dam above Lota gave way at 9.40 in the morning."
    made = [article(build, name, text) for name in "ab"]
    assert len(find_facts(made, event=Event(), copies=FAMILY).found) == 1


# --- labels -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "dateline",
    ["VELMORA: ", "VELMORA - ", "SAN LOTA (Reuters) - ", "Velmora (dpa) — ", "LOTA, May 3 (AP) – "],
)
def test_labels_have_no_dateline(build, dateline):
    told = "The bridge was closed for the first time in its history."
    made = [article(build, name, f"{dateline}{told}") for name in "ab"]
    (fact,) = find_facts(made, event=Event()).found
    assert fact.label == told.removesuffix(".")


def test_a_clause_that_breaks_off_is_shown_with_its_sentence(build):
    told = "The council leader Ines Carrow narrowly emerged, as the polls foresaw, with a majority."
    made = [article(build, name, told) for name in "ab"]
    labels = [fact.label for fact in find_facts(made, event=Event()).found]
    assert told.removesuffix(".") in labels


def test_two_figures_of_one_passage_have_labels_of_their_own(build):
    text = "Thieves in Lota took 70 silver clocks and 310 golden rings from the museum of Velmora."
    figures = (("70", 70.0, "", "clocks"), ("310", 310.0, "", "rings"))
    made = [article(build, name, text, *figures) for name in "ab"]
    labels = [fact.label for fact in find_facts(made, event=Event()).found]
    assert len(set(labels)) == len(labels) == 2


def test_long_labels_are_cut(build):
    told = "The council of Velmora closed the bridge " + "and the road beside the river " * 9 + "."
    made = [article(build, name, told) for name in "ab"]
    assert all(len(fact.label) <= 110 for fact in find_facts(made, event=Event()).found)


# --- facts.toml ---------------------------------------------------------------------------------


def entry(**said: object) -> FactEntry:
    return FactEntry(path="facts.toml", line=3, **said)


def test_a_fact_is_pinned_and_renamed_by_its_id(documents):
    last = find_facts(documents, event=EVENT).found[-1]
    said = [entry(id=last.id, label="Named by me", pin=True)]
    first = find_facts(documents, event=EVENT, entries=said).found[0]
    assert (first.id, first.label, first.pinned, first.told) == (last.id, "Named by me", True, True)


def test_any_passage_of_a_fact_names_it(documents):
    gone = fact_of(find_facts(documents, event=EVENT).found, documents, "stepped down")
    assert gone.other_ids
    for name in ({"id": gone.other_ids[0]}, {"passage": "Carrow stepped  down"}):
        said = entry(delete=True, **name)
        facts = find_facts(documents, event=EVENT, entries=[said]).found
        assert gone.id not in {fact.id for fact in facts}


def test_merged_facts_are_one(documents):
    before = find_facts(documents, event=EVENT).found
    cost = fact_of(before, documents, "Repairs will cost")
    said = [entry(passage="stepped down on Monday", merge=(cost.id,))]
    after = find_facts(documents, event=EVENT, entries=said)
    assert len(after.found) == len(before) - 1
    merged = fact_of(after.found, documents, "Repairs will cost")
    assert states(merged) == ["reported", "reported", "reported"]
    assert after.unused == ()


def test_a_passage_of_one_article_can_be_made_a_fact(documents):
    said = [entry(passage="poor barley harvest", label="The harvest")]
    facts = find_facts(documents, event=EVENT, entries=said).found
    (harvest,) = [fact for fact in facts if fact.label == "The harvest"]
    assert states(harvest)[2] == "reported"


def test_a_name_that_means_no_fact_is_told(documents):
    said = [
        entry(id="nothing-000000", pin=True),
        entry(passage="poor barley harvest", merge=("x",)),
    ]
    unused = find_facts(documents, event=EVENT, entries=said).unused
    assert [line.split(";")[0] for line in unused] == [
        'facts.toml: line 3: no fact of these articles is "nothing-000000"',
        'facts.toml: line 3: no fact of these articles is "x"',
    ]


def test_an_id_stays_when_an_article_is_added(documents):
    before = {fact.id for fact in find_facts(documents[:2], event=EVENT).found}
    after = find_facts(documents, event=EVENT).found
    names = {name for fact in after for name in (fact.id, *fact.other_ids)}
    assert before <= names
