from __future__ import annotations

from analysis.records import (
    Analysis,
    Article,
    Comparison,
    Document,
    Event,
    Label,
    LabelUse,
    Referent,
    Sentence,
    Span,
)
from analysis.report.export_labels import describe_labels, label_rows
from analysis.report.keys import Index
from analysis.report.sections.labels import build_labels

TEXT = "Critics called the vote a sham."


def comparison() -> Comparison:
    article = Article("a.txt", "a", TEXT, outlet="The Echo")
    document = Document(article, sentences=(Sentence(Span(0, len(TEXT)), 0),))
    uses = (LabelUse("a", Span(26, 30), "narrator", "naming", "critics"),)
    label = Label("sham", "loaded", uses, ("called false",), "unfavourable")
    vote = Referent("vote", "The vote", (label,), {"a": 1})
    return Comparison(Event(), (Analysis(document),), labels=(vote,))


def test_every_label_leads_to_its_sentence():
    made = comparison()
    view = build_labels(made, Index(made.analyses))
    assert view is not None
    label = view.referents[0].rows[0].cells[2][0]
    assert label.text == "sham"
    assert label.voices == "reported: critics"
    assert [link.label for link in label.links] == ["A1"]


def test_no_labels_make_no_section():
    made = Comparison(Event(), comparison().analyses)
    assert build_labels(made, Index(made.analyses)) is None


def test_rows_and_json_have_the_words_themselves():
    assert label_rows(comparison())[0]["text"] == "sham"
    assert describe_labels(comparison())[0]["labels"][0]["uses"][0]["source"] == "critics"


def test_the_chart_is_the_same_twice():
    made = comparison()
    view = build_labels(made, Index(made.analyses))
    assert view is not None
    assert view.figures[0].chart.svg() == view.figures[0].chart.svg()
