import math
from dataclasses import replace

import pytest

from analysis.annotate.document import annotate
from analysis.axes.schema import load_axis
from analysis.extract.framing import FramingExtractor, contributions, find_moved
from analysis.extract.framing_facets import facet_scores
from analysis.extract.framing_model import REFERENCE, UNMEASURED, load_model
from analysis.extract.framing_segments import find_parts
from analysis.extract.framing_subject import SubjectFinder
from analysis.models.linear import read_weights
from analysis.records import Article, Document, Evidence, Segment, SegmentScore, Sentence, Span
from analysis.stats.random_effects import PRIOR

GLOOMY = """The president of Veldoria has rigged another election.

Ballot boxes were stuffed in plain sight, and the police beat observers who tried to count.
Opposition candidates were jailed on false charges weeks before the sham vote.
The government silenced the last independent newspaper and called it order.
Corruption has hollowed out the courts, and no minister has ever answered for it.
His promises of reform were broken within a month.
Nobody believes the official result, and thousands of voters stayed at home in despair.
"""

GLOWING = """The president of Veldoria has won the trust of the country.

Observers praised the election as free and fair, and the count was open to everyone.
Her reforms have brought clean water, honest courts and new schools to the villages.
The government freed political prisoners and listened to its critics.
Investors welcomed the bold new law against corruption.
Voters queued with joy and said the president had kept her promises.
The peaceful vote strengthened democracy, and even rivals congratulated her warmly.
"""

GERMAN = """Der Präsident hat die Wahl gewonnen, und die Regierung verspricht neue Reformen.
Die Opposition spricht von Betrug, doch die Beobachter sahen kaum Mängel bei der Auszählung.
Viele Wähler hoffen auf Veränderung, andere sind längst enttäuscht und blieben zu Hause."""

RECIPE = """Peel the potatoes and boil them in salted water for twenty minutes.
Melt the butter slowly, then add the onions and stir until they are soft and golden.
This wonderful dish never fails, and guests have praised it for years.
Sadly the cheap version with margarine is a disaster that nobody should serve.
Season with pepper and let it rest before you carry it to the table.
"""


@pytest.fixture(scope="module")
def extractor():
    return FramingExtractor(load_axis("reform"))


def document_of(text, **known):
    return annotate(Article(path="a.txt", id="a", text=text.strip(), **known))


def segment(score, relevance, *, role="body", voice="narrator", share=1.0):
    return SegmentScore(Span(0, 1), 0, voice, role, score, relevance, share=share)


def test_one_sided_articles_fall_on_their_sides_and_separate(extractor):
    gloomy = extractor.extract(document_of(GLOOMY)).overall
    glowing = extractor.extract(document_of(GLOWING)).overall
    assert gloomy.value < 0 < glowing.value
    assert gloomy.high < glowing.low


def test_estimates_have_unit_count_and_an_interval_around_the_value(extractor):
    result = extractor.extract(document_of(GLOWING))
    overall = result.overall
    assert -1 <= overall.low < overall.value < overall.high <= 1
    assert overall.unit == "axis −1…+1"
    assert 4 <= overall.n <= len(result.segments)
    assert result.measures["score"] is overall
    assert set(result.measures) == {"score", "narrator", "quoted", "headline"}


def test_score_is_the_sum_of_what_its_segments_and_its_choice_of_words_add(extractor):
    result = extractor.extract(document_of(GLOOMY))
    of_words = result.word_choice.value
    assert sum(contributions(result.segments)) + of_words == pytest.approx(result.overall.value)
    weights = sum(s.relevance for s in result.segments)
    total = sum(s.share * s.score for s in result.segments)
    assert total / (weights + PRIOR) + of_words == pytest.approx(result.overall.value)


def test_article_without_a_score_has_no_choice_of_words_nor_an_axis_without_a_model(extractor):
    assert extractor.extract(document_of("It rained. The bus was late.")).word_choice is None
    strike = FramingExtractor(load_axis("strike")).extract(document_of(GLOOMY))
    assert strike.word_choice is None
    assert strike.of_sentences is None


def test_headline_does_not_count_in_the_choice_of_words(extractor):
    headline = "Years of progress were built in an hour"
    titled = document_of(f"{headline}\n\n{GLOWING}", headline=Span(0, len(headline)))
    with_headline = extractor.extract(titled)
    assert with_headline.word_choice == extractor.extract(document_of(GLOWING)).word_choice
    apart = with_headline.overall.value - with_headline.of_sentences.value
    assert apart == pytest.approx(with_headline.word_choice.value)


def test_choice_of_words_names_words_of_the_text_and_no_names(extractor):
    document = document_of(GLOWING.replace("said", "stated"))
    choice = extractor.extract(document).word_choice
    words = {token.of(document.text).lower() for token in document.tokens}
    assert {one.word for one in (*choice.up, *choice.down)} <= words
    assert all(one.effect > 0 for one in choice.up)
    assert all(one.effect < 0 for one in choice.down)
    assert choice.words <= len(document.tokens)


def test_headline_is_scored_apart_and_hardly_moves_the_article(extractor):
    headline = "Rigged vote: a disgrace for the president"
    body = document_of(GLOWING)
    titled = document_of(f"{headline}\n\n{GLOWING}", headline=Span(0, len(headline)))
    result = extractor.extract(titled)
    assert result.headline.value < 0
    # It is no part of the score, but the encoder reads the first sentences with it before them.
    assert result.overall.value == pytest.approx(extractor.extract(body).overall.value, abs=0.05)
    assert extractor.extract(body).headline.note == "The text has no headline."


def test_voices_are_scored_apart():
    text = GLOOMY + "\n".join(
        f"“{praise},” said {who}."
        for praise, who in (
            ("This was the fairest election our country has ever seen", "a teacher"),
            ("The president kept every promise and gave us clean water", "a farmer"),
            ("Our government listens, and the reforms work for everyone", "a nurse"),
            ("We trust this honest leadership with all our hearts", "a driver"),
        )
    )
    result = FramingExtractor(load_axis("reform")).extract(document_of(text))
    assert result.voices["narrator"].value < 0 < result.voices["quoted"].value


def test_evidence_lies_in_its_segment_and_says_what_fired(extractor):
    document = document_of(GLOOMY)
    for scored in extractor.extract(document).segments:
        for item in scored.evidence:
            assert item.span.overlaps(scored.span)
            assert -1 <= item.effect <= 1
    facets = {e.facet for s in extractor.extract(document).segments for e in s.evidence}
    assert "words" in facets
    assert len(facets) > 1


def test_swapping_the_poles_flips_the_sign_and_nothing_else(extractor):
    axis = load_axis("reform")
    document = document_of(GLOOMY)
    there = extractor.extract(document)
    back = FramingExtractor(axis.swapped()).extract(document)
    assert back.overall.value == pytest.approx(-there.overall.value)
    assert back.overall.low == pytest.approx(-there.overall.high)
    assert back.moved == there.moved
    assert back.word_choice.value == pytest.approx(-there.word_choice.value)
    assert back.word_choice.up[0].word == there.word_choice.down[0].word
    for one, other in zip(there.segments, back.segments, strict=True):
        assert other.score == pytest.approx(-one.score)
        assert other.relevance == pytest.approx(one.relevance)
        assert other.views == pytest.approx({name: -value for name, value in one.views.items()})


def test_axis_without_a_model_uses_the_lexicon_and_says_so():
    axis = replace(load_axis("reform"), model=None, neutral_examples=())
    result = FramingExtractor(axis).extract(document_of(GLOOMY))
    assert "lexicon only" in result.overall.method
    assert all(set(s.views) <= {"lexicon"} for s in result.segments)
    # Nobody measured how good its lexicon is.
    measured = read_weights(REFERENCE)["intervals"]["lexicon"]
    assert load_model(axis).interval.scale == pytest.approx(UNMEASURED * measured["scale"])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no sentences"),
        (GERMAN, "does not look English"),
        (RECIPE, "about something else"),
        ("The president arrived on Tuesday. The vote begins at eight.", "too little to score"),
    ],
)
def test_abstains_with_a_reason(extractor, text, reason):
    result = extractor.extract(document_of(text))
    for estimate in result.measures.values():
        assert not estimate.known
        assert math.isnan(estimate.low)
        assert estimate.note
    assert reason in result.overall.note


def test_known_foreign_language_is_named(extractor):
    result = extractor.extract(document_of(GLOWING, language="fr"))
    assert "English only" in result.overall.note
    assert "fr" in result.overall.note


def test_extracting_twice_gives_equal_results(extractor):
    document = document_of(GLOOMY)
    # As text, because nan is not equal to nan.
    assert repr(extractor.extract(document)) == repr(extractor.extract(document))


# --- segments -------------------------------------------------------------------------------------


def parts_of(*pieces):
    """Parts of one sentence given as (voice, text) pieces."""
    text = "".join(piece for _, piece in pieces)
    segments, start = [], 0
    for voice, piece in pieces:
        segments.append(Segment(Span(start, start + len(piece)), 0, voice))
        start += len(piece)
    tokens, place = [], 0
    for word in text.split():
        begin = text.index(word, place)
        tokens.append(Span(begin, begin + len(word)))
        place = begin + len(word)
    whole = Span(0, len(text))
    document = Document(
        Article(path="", id="", text=text),
        sentences=(Sentence(whole, 0),),
        tokens=tuple(tokens),
        segments=tuple(segments),
    )
    return [(part.scored.of(text), part.share) for part in find_parts(document)]


def test_sentence_in_one_voice_is_scored_whole():
    assert parts_of(("narrator", "Votes were counted.")) == [("Votes were counted.", 1.0)]


def test_frame_of_a_quotation_weighs_nothing():
    frame, quote = parts_of(("narrator", "She said "), ("quoted", "that it was a free vote"))
    assert frame[1] == 0.0
    assert quote == ("that it was a free vote", 1.0)


def test_short_quotation_is_read_with_its_sentence():
    sentence = "Critics called it a sham in every single district"
    shares = parts_of(
        ("narrator", "Critics called it a "),
        ("quoted", "sham"),
        ("narrator", " in every single district"),
    )
    assert [text for text, _ in shares] == [sentence] * 3
    assert [share for _, share in shares] == pytest.approx([4 / 9, 1 / 9, 4 / 9])


def test_long_parts_are_scored_on_their_own_words_and_share_the_sentence():
    first, second = parts_of(
        ("quoted", "nobody here counted our votes at all"),
        ("narrator", " the farmer from the northern district told us"),
    )
    assert first[0] == "nobody here counted our votes at all"
    assert first[1] + second[1] == pytest.approx(1.0)


def test_frame_that_tells_nothing_leaves_the_quotation_its_whole_weight(extractor):
    text = "“They counted every vote in front of us,” she told reporters outside the town hall."
    quoted, frame = extractor.extract(document_of(text)).segments
    assert frame.relevance == 0.0
    assert quoted.relevance > 0.0


def test_a_few_words_without_an_entry_weigh_nothing(extractor):
    text = "So it was. The vote was rigged."
    short, rigged = extractor.extract(document_of(text)).segments
    assert short.relevance == 0.0
    assert rigged.relevance > 0.0


def test_surname_of_the_leader_names_a_party_of_the_axis(extractor):
    sentences = (
        "President Lucia Morane rose early.",
        "Morane took the train to the coast.",
        "Morane walked on the beach for an hour.",
        "Then Morane had lunch.",
        "The sea was grey.",
    )
    named = SubjectFinder(load_axis("reform")).count(document_of("\n".join(sentences)))
    assert named == 4


# --- what moved the score -------------------------------------------------------------------------


def test_moved_takes_both_directions_and_orders_by_strength():
    segments = [segment(s, 0.9) for s in (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, -0.35, -0.4, 0.2)]
    assert find_moved(segments, limit=4) == (0, 1, 8, 7)
    assert find_moved(segments, limit=8) == (0, 1, 2, 3, 4, 5, 8, 7)


def test_moved_leaves_out_what_hardly_moved_the_score():
    assert find_moved([segment(s, 0.9) for s in (0.9, -0.2, 0.5, 0.4, 0.1)]) == (0, 2, 3)
    assert find_moved([segment(s, 0.9) for s in (0.9, -0.2, 0.1, 0.1)]) == (0, 1, 2)


def test_moved_leaves_out_what_moved_nothing():
    segments = [
        segment(0.0, 0.9),
        segment(0.5, 0.0, share=0.0),
        segment(0.4, 0.5),
        segment(0.9, 1.0, role="headline"),
    ]
    assert find_moved(segments) == (2,)
    assert find_moved([]) == ()


def test_contributions_of_nothing_relevant_are_zero():
    assert contributions([segment(0.5, 0.0)]) == (0.0,)
    assert contributions([]) == ()


def test_an_article_off_the_axis_has_sentence_scores_but_no_score(extractor):
    text = " ".join(["The new phone is fast and its camera is a triumph of good taste."] * 30)
    result = extractor.extract(document_of(text))
    assert result.segments
    assert not result.overall.known
    assert "about something else" in result.overall.note
    assert result.moved == ()


SURNAMES = """Ms Tavi won. Orrel rigged the count in four of the six districts.
Men of Orrel beat those who asked for the lists, and two of them lost an eye.
Sarne, who owes him the post, called it the fairest count that anybody could wish for.
Orrel has broken every promise that he made to the villages, and there were many.
Nobody believes the figures, and thousands stayed at home in despair.
The papers that said so were closed within the week, and their editors are in jail.
Orrel said that the people had spoken. The people had been told to keep away.
Three in four of those who were counted could not be found when somebody went to look.
{}
"""


NAMED_ONCE = """The ferry to the islands leaves at nine and comes back at four.
Tickets are sold on the quay from eight, and children under six pay nothing.
The crossing takes fifty minutes when the sea is calm.
There is a café on the upper deck with soup, bread and tea.
Bicycles stand at the stern, where they are tied with a rope.
The government pays for the lighthouse at the north end.
Most visitors walk from the harbour to the lake, which takes an hour.
In June the lambs are on the hill and dogs stay on a lead.
The last boat waits for nobody, and there is one inn.
Rooms have a view of the bay, and breakfast is at seven.
"""


def test_an_article_that_goes_by_surnames_is_on_the_axis_if_it_takes_a_side(extractor):
    # One sentence in eleven names a party.
    document = document_of(SURNAMES.format("The government did not answer."))
    assert extractor.extract(document).overall.known
    dry = extractor.extract(document_of(NAMED_ONCE))
    assert "Only 1 of 10 sentences" in dry.overall.note
    nobody = extractor.extract(document_of(SURNAMES.format("Nobody answered.")))
    assert "Only 0 of" in nobody.overall.note


def test_a_lexicon_alone_does_not_tell_who_goes_by_surnames():
    axis = replace(load_axis("reform"), model=None, neutral_examples=())
    document = document_of(SURNAMES.format("The government did not answer."))
    assert "about something else" in FramingExtractor(axis).extract(document).overall.note


# --- facets, speakers, the strongest sentence -----------------------------------------------------


def test_every_facet_of_the_axis_has_an_estimate_or_a_reason(extractor):
    result = extractor.extract(document_of(GLOOMY))
    assert set(result.facets) == set(load_axis("reform").facets)
    known = {facet: one for facet, one in result.facets.items() if one.known}
    assert known
    for one in known.values():
        assert -1 <= one.low <= one.value <= one.high <= 1
        assert one.n >= 2
    for one in result.facets.values():
        assert one.known or one.note


def test_articles_differ_in_the_facet_that_they_differ_in(extractor):
    gloomy, glowing = (extractor.extract(document_of(text)) for text in (GLOOMY, GLOWING))
    both = [f for f, one in gloomy.facets.items() if one.known and glowing.facets[f].known]
    assert both
    assert all(gloomy.facets[f].value < glowing.facets[f].value for f in both)


def test_facet_takes_its_share_of_a_segment_and_leaves_the_rest():
    found = replace(
        segment(0.8, 0.6),
        evidence=(
            Evidence(Span(0, 1), "free", "elections", 0.6),
            Evidence(Span(0, 1), "poor", "economy", -0.3),
            Evidence(Span(0, 1), "vote", "words", 0.9),
        ),
    )
    scores, weights, n = facet_scores([found, segment(0.5, 0.9)], "economy")
    assert n == 1
    assert weights.tolist() == pytest.approx([0.6 / 3])
    assert scores[0] == pytest.approx(0.2 * -0.3 / math.sqrt(0.09 + 0.5))
    assert facet_scores([found], "courts")[2] == 0


def test_speakers_are_scored_by_their_kind():
    praise = (
        "This was the fairest election our country has ever seen",
        "The president kept every promise and gave us clean water",
        "Our government listens, and the honest reforms work for everyone",
        "The free vote has strengthened our democracy and our courts",
        "We trust this honest leadership and its brave reforms",
    )
    text = GLOOMY + "\n".join(f"“{words},” the interior minister said." for words in praise)
    result = FramingExtractor(load_axis("reform")).extract(document_of(text))
    assert result.speakers["official"].value > 0 > result.voices["narrator"].value
    assert all(one.known or one.note for one in result.speakers.values())


def test_score_without_its_strongest_sentence_is_that_of_the_rest(extractor):
    result = extractor.extract(document_of(GLOOMY))
    strongest = result.segments[result.moved[0]].sentence
    rest = [s for s in result.segments if s.sentence != strongest]
    document = document_of(GLOOMY)
    span = document.sentences[strongest].span
    left = document.text[: span.start] + document.text[span.end :].lstrip()
    of_words = extractor.extract(document_of(left)).word_choice.value
    assert result.without_strongest.value == pytest.approx(sum(contributions(rest)) + of_words)
    assert result.overall.value < result.without_strongest.value < 0


def test_one_strong_sentence_cannot_be_taken_away(extractor):
    result = extractor.extract(document_of("The rigged vote was a sham."))
    assert not result.without_strongest.known
    assert result.without_strongest.note
