from dataclasses import replace

import pytest

from analysis.records import Comparison, Estimate, Event, FramingResult
from analysis.report.view import build_view


def test_findings_lead_to_their_sentences(comparison, axis):
    finding = build_view(comparison, axis).findings[0]
    assert finding.text == "A speaks hopefully of the new authority, B does not."
    assert [link.label for link in finding.links] == ["A6", "B1"]


def test_given_title_replaces_that_of_the_event(comparison, axis):
    assert build_view(comparison, axis).title == "Marenza votes on its harbour"
    assert build_view(comparison, axis, title="Own title").title == "Own title"


def test_one_article_has_no_comparative_parts(one_article, axis):
    view = build_view(one_article, axis)
    assert not view.comparative
    assert view.shared_copy is None
    assert view.framing.pairs is None
    assert view.framing.pairs_summary == ""
    assert view.sourcing.missing_summary == ()
    assert "Shared copy" not in [entry.label for entry in view.contents]


def test_articles_table_says_how_each_entry_is_known(comparison, axis):
    table = build_view(comparison, axis).articles.table
    first, second = table.rows[0], table.rows[1]
    assert [(cell.text, cell.mark) for cell in first[1:5]] == [
        ("Marenza votes for a new harbour authority", "t"),
        ("The Marenza Courier", "m"),
        ("Ada Lund", "m"),
        ("2031-05-04", "p"),
    ]
    assert first[4].detail == "1 day after the event"
    assert second[1].detail == "title unknown: first words"
    assert (second[3].text, second[3].mark) == ("–", "")
    assert [mark for mark, _ in table.notes] == ["m", "p", "t", "–"]


def test_skipped_files_are_named_without_their_folder(comparison, axis):
    rows = build_view(comparison, axis).articles.skipped.rows
    assert [cell.text for cell in rows[0]] == ["empty.txt", "the file is empty; remove it"]


def test_unknown_scores_are_dashes_with_their_reason(comparison, axis):
    values = build_view(comparison, axis).framing.values
    short_note = values.rows[4][1]
    assert short_note.text == "–"
    assert dict(values.notes)[short_note.mark] == "fewer than two sentences speak about the axis"


def test_pairs_say_what_can_be_said(comparison, axis):
    framing = build_view(comparison, axis).framing
    verdicts = {row[0].text: row[3].text for row in framing.pairs.rows}
    assert verdicts["A and B"] == "A is nearer to hopeful than B"
    assert verdicts["B and D"] == "not distinguishable"
    assert "A and E" not in verdicts
    assert framing.pairs_summary.startswith("Of 6 pairs of articles five can be told apart;")
    assert "In 4 further pairs one side has no score." in framing.pairs_summary


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (0, 1, "The two articles can be told apart on this axis."),
        (1, 3, "The two articles are not distinguishable on this axis."),
        (0, 4, "No two articles can be compared on this axis"),
    ],
)
def test_two_articles_are_told_apart_in_words(comparison, axis, first, second, words):
    chosen = tuple(comparison.analyses[place] for place in (first, second))
    ids = [analysis.article.id for analysis in chosen]
    pairs = tuple(pair for pair in comparison.differences if [pair.a, pair.b] == ids)
    two = Comparison(Event(), chosen, differences=pairs)
    assert build_view(two, axis).framing.pairs_summary.startswith(words)


def test_with_many_articles_only_the_pairs_that_differ_are_listed(many_articles, axis):
    framing = build_view(many_articles, axis).framing
    assert {row[3].text for row in framing.pairs.rows}.isdisjoint({"not distinguishable"})
    assert [key.key.letter for key in framing.moved][-1] == "AD"


def test_contributions_of_the_sentences_sum_up_to_the_score(one_article, axis):
    result = one_article.analyses[0].results["framing"]
    view = build_view(one_article, axis).framing.moved[0]
    added = [
        float(fact.split()[1].replace("−", "-"))
        for sentence in view.sentences
        for fact in sentence.facts
        if fact.startswith("adds")
    ]
    assert sum(added) == pytest.approx(result.overall.value, abs=0.02)


def test_moved_sentences_name_direction_voice_and_words(comparison, axis):
    sentence = build_view(comparison, axis).framing.moved[0].sentences[0]
    assert (sentence.symbol, sentence.direction, sentence.link.label) == ("▲", "hopeful", "A4")
    assert sentence.facts[0] == "quoted voice"
    assert [piece.text for piece in sentence.pieces if piece.mark == "for"] == ["fresh start"]
    assert sentence.fired == ("▲ fresh start: Trust",)


def test_kinds_of_source_that_are_missing_are_named(comparison, axis):
    lines = build_view(comparison, axis).sourcing.missing_summary
    assert "No expert source was found in A, C, D and E." in lines
    assert lines[-1].endswith("of the kinds business, media or international.")


def test_sources_lead_to_where_they_speak(comparison, axis):
    table = build_view(comparison, axis).sourcing.sources[1].table
    assert [(row[0].text, row[6].links[0].label) for row in table.rows] == [
        ("a harbour pilot", "B2"),
        ("Nils Ahrendt", "B4"),
    ]


def test_shared_passages_mark_the_common_words(comparison, axis):
    passage = build_view(comparison, axis).shared_copy.passages[0].passages[0]
    assert (passage.a.link.label, passage.b.link.label) == ("A3", "B3")
    assert [piece.mark for piece in passage.a.pieces] == ["common", ""]


def test_text_of_the_article_is_complete(comparison, axis):
    view = build_view(comparison, axis)
    for analysis, text in zip(comparison.analyses, view.texts, strict=True):
        sentences = [sentence for part in text.paragraphs for sentence in part.sentences]
        printed = ["".join(piece.text for piece in sentence.pieces) for sentence in sentences]
        assert printed == analysis.article.text.split("\n")


def test_text_tells_the_voices_apart(comparison, axis):
    sentences = [
        sentence
        for part in build_view(comparison, axis).texts[1].paragraphs
        for sentence in part.sentences
    ]
    assert [(piece.mark, piece.text[:9]) for piece in sentences[1].pieces] == [
        ("quoted", "“They cou"),
        ("", " a harbou"),
    ]
    assert [piece.mark for piece in sentences[3].pieces] == ["reported"]


def test_ledger_shortens_long_lines_and_says_so(comparison, axis):
    removed = build_view(comparison, axis).removed
    assert removed.shortened
    assert removed.ledgers[0].table.rows[1][1].text.endswith("…")
    assert removed.untouched == "Nothing was cut from B, C, D and E."


def test_brief_edition_prints_only_sentences_that_are_referred_to(comparison, axis):
    full = build_view(comparison, axis)
    brief = build_view(comparison, axis, edition="brief")
    assert brief.attributions == ()
    printed = [s.id for text in brief.texts for part in text.paragraphs for s in part.sentences]
    everything = [s.id for text in full.texts for part in text.paragraphs for s in part.sentences]
    assert "C-1" in everything
    assert "C-1" not in printed
    assert "B-1" in printed


def test_articles_without_any_result_do_not_break_the_view(comparison, axis):
    bare = tuple(replace(analysis, results={}) for analysis in comparison.analyses)
    view = build_view(Comparison(Event(), bare), axis)
    assert (view.framing, view.sourcing, view.readability) == (None, None, None)
    assert view.title == "An event without a title"


def test_result_missing_in_one_article_only_is_said(comparison, axis):
    first = replace(comparison.analyses[0], results={})
    view = build_view(replace(comparison, analyses=(first, *comparison.analyses[1:])), axis)
    assert view.framing.moved[0].summary == "No framing result for this article."
    assert view.sourcing.sources[0].rest == "Not measured for this article."


def test_cautions_beyond_ten_are_counted(comparison, axis):
    many = replace(comparison, cautions=comparison.cautions * 12)
    articles = build_view(many, axis).articles
    assert len(articles.cautions) == 10
    assert articles.cautions_rest == "2 further cautions: in the JSON."
    assert build_view(comparison, axis).articles.cautions_rest == ""


def test_no_articles_give_an_empty_view(axis):
    view = build_view(Comparison(Event(), ()), axis)
    assert view.texts == ()
    assert view.framing is None


def test_abstained_framing_keeps_its_reason_in_the_chart(axis, one_article):
    analysis = one_article.analyses[0]
    unknown = Estimate.unknown("The text is in “kk”.")
    result = FramingResult(
        "framing", {"score": unknown}, "port", unknown, {"narrator": unknown}, unknown
    )
    abstained = replace(analysis, results={"framing": result})
    view = build_view(replace(one_article, analyses=(abstained,)), axis)
    assert view.framing.figures[0].chart.groups[0].rows[0].words == "no score: the text is in “kk”"
    assert view.framing.moved[0].summary == "No score: The text is in “kk”."
    assert len(view.framing.figures) == 1
