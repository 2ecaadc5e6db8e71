import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.models.neutral import Names, veiled
from analysis.records import Span

NAME = "Orvan"


def names_of(*sentences):
    text, spans = "", []
    for sentence in sentences:
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + " "
    return Names(text, spans)


def neutral(text):
    return names_of(text).neutralise(text).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Voters trust President Savage.", "Voters trust President Orvan."),
        ("The reform is what Grace Joy promised.", "The reform is what Orvan promised."),
        ("In May the Cross government fell.", "In June the Orvan government fell."),
        ("But Okello lost. After Okello, Joy came.", "But Orvan lost. After Orvan, Orvan came."),
        ("Many Kenyan farmers left. Many wept.", "Many Orvan farmers left. Many wept."),
        ("He met Jan van der Berg there.", "He met Orvan there."),
        ("In Cairo, al-Sisi spoke of reform.", "In Orvan, Orvan spoke of reform."),
        ("They said van der Berg had lied.", "They said Orvan had lied."),
        ("He met Miguel de la Madrid there.", "He met Orvan there."),
        ("Farmers do Ugandans a service.", "Farmers do Orvan a service."),
        ("The vote was Okello's idea.", "The vote was Orvan's idea."),
        ("The vote was Okello’s idea.", "The vote was Orvan’s idea."),
        ("Anti-Okello voters were beaten.", "Anti-Orvan voters were beaten."),
        ("The anti-Okello march was banned.", "The anti-Orvan march was banned."),
        ("Police in North Korea watched.", "Police in Orvan watched."),
        ("Police in the United States watched.", "Police in the Orvan watched."),
        ("They trust Mr. Cross and George W. Joy.", "They trust Mr. Orvan and Orvan. Orvan."),
        ("They trust Kim Jong Un there.", "They trust Orvan there."),
        ("They left New Zealand by sea.", "They left Orvan by sea."),
        ("They left the Democratic Republic of Congo.", "They left the Orvan."),
        ("A South African judge ruled.", "A Orvan judge ruled."),
        ("The Kazakh and Swiss courts met.", "The Orvan and Orvan courts met."),
    ],
)
def test_names_become_one_placeholder(text, expected):
    assert neutral(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Supreme Court and the Electoral Commission met the European Union.",
        "Voters left the polls. Nobody was there.",
        "The pro-European party left the National Assembly.",
        "The ex-President spoke of a pro-democracy plan.",
        "I was there; so was the United Nations mission.",
        "",
    ],
)
def test_institutions_and_plain_words_stay(text):
    assert neutral(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It grew by 58.4 percent.", "It grew by 10 percent."),
        ("Some 1,500 were held for 3 days.", "Some 10 were held for 10 days."),
        ("It was so in 2016 and 1998.", "It was so in 2000 and 2000."),
        ("It was so in mid-2019.", "It was so in mid-2000."),
        ("The 15-year-old was freed.", "The 10-year-old was freed."),
        ("It met on Thursday 12 October.", "It met on Monday 10 June."),
        ("“It is over,” she remarked.", "“It is over,” she said."),
        ("They may march on.", "They may march on."),
        ("It met on May 12 and 3 March.", "It met on June 10 and 10 June."),
        ("It was said that May would win.", "It was said that Orvan would win."),
        ("Some forty-one people left.", "Some 10 people left."),
        ("Three hundred people left for two million.", "10 people left for 10."),
        ("One hundred left for 1.5 million.", "10 left for 10."),
        ("A two-year ban, seven clinics.", "A 10-year ban, 10 clinics."),
    ],
)
def test_figures_dates_and_verbs_of_saying_read_alike(text, expected):
    assert neutral(text) == expected


def test_a_name_learned_in_one_sentence_is_known_where_it_opens_another():
    names = names_of("The court heard Savage on Monday.", "Savage rose.")
    assert names.neutralise("Savage rose.").text == "Orvan rose."
    # Alone at the beginning of a sentence a capital says nothing.
    assert names_of("Savage cuts came.").neutralise("Savage cuts came.").text == "Savage cuts came."


def test_two_capitals_at_the_beginning_are_a_name():
    names = names_of("Daniel Okello lost.", "Okello left.")
    assert names.neutralise("Okello left.").text == "Orvan left."


def test_an_office_behind_an_office_and_a_first_name_is_a_surname():
    names = names_of("The voters of President Lucia King cheered.", "King smiled.")
    assert names.neutralise("King smiled.").text == "Orvan smiled."
    assert neutral("The Saudi King smiled.") == "The Orvan King smiled."


def test_a_headline_with_capitals_teaches_nothing_and_loses_known_names_only():
    headline = "Okello Promises Honest Courts After Savage Cuts"
    names = names_of(headline, "The vote was won by Okello.")
    assert names.neutralise(headline).text == "Orvan Promises Honest Courts After Savage Cuts"
    assert names_of(headline).neutralise(headline).text == headline


def test_swapping_a_name_changes_nothing_that_is_read():
    said = "Voters in {country} cheered. {leader} won, and {leader}'s rivals left {country}."
    texts = {
        names_of(*text.split(". ")).neutralise(text).text
        for country, leader in (("Uganda", "Okello"), ("France", "Joy"), ("Iran", "al-Savage"))
        if (text := said.format(country=country, leader=f"President {leader}"))
    }
    assert len(texts) == 1


def test_places_lead_back_to_the_original():
    text = "In Kampala, Daniel Okello promised 1,500 clinics by 2019."
    found = names_of(text).neutralise(text)
    for word in ("promised", "clinics", "by", "In"):
        place = found.text.index(word)
        start, end = found.original(place), found.original(place + len(word) - 1) + 1
        assert text[start:end] == word
    assert found.original(0) == 0
    assert found.original(found.text.index(NAME) + 3) == text.index("Kampala")
    assert found.original(len(found.text)) == len(text)


def test_veil_hides_persons_and_leaves_everything_in_its_place():
    text = "President Grace Joy spoke of joy. Savage cuts came."
    names = names_of("President Grace Joy spoke of joy.", "Savage cuts came.")
    assert names.veil(text) == "President Qqqqq Qqq spoke of joy. Savage cuts came."


def test_leader_is_known_in_a_veiled_text_by_one_stand_in_for_all():
    text = "President Joy spoke. Critics of Joy laughed with joy."
    names = names_of(*text.split(". "))
    hidden = names.veil(text, leaders=frozenset({"joy"}))
    assert hidden == "President Zzz spoke. Critics of Zzz laughed with joy."
    assert veiled(frozenset({"joy"})) == {"zzz"}


TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(" \n.,-'’“”‘al Q1D2van"),
    ),
    max_size=60,
)


@settings(max_examples=80, deadline=None)
@given(TEXTS, TEXTS)
@example("d'-A al-İ 'S", "ǅ-al-ﬁ d’ß 3-A")
def test_any_text_can_be_read_and_a_veil_keeps_its_length(known, text):
    names = names_of(known, text)
    hidden = names.veil(text, leaders=frozenset({"a", "van"}))
    assert len(hidden) == len(text)
    found = names.neutralise(text)
    places = [found.original(place) for place in range(len(found.text) + 1)]
    assert places[-1] == len(text)
    assert all(0 <= place <= len(text) for place in places)


def test_names_are_told_apart_by_their_last_word_in_the_order_in_which_they_come():
    names = names_of("We saw Ann Roth.", "Roth met Savage.")
    first, second = names.neutralise_all(["We saw Ann Roth.", "Savage met Roth."])
    assert first.apart == "We saw Tavel."
    assert second.apart == "Halun met Tavel."
    assert second.text == "Orvan met Orvan."


def test_a_state_and_its_adjective_are_one():
    names = names_of("We saw Kenya and the Dutch.", "They saw Kenyan votes in the Netherlands.")
    one, two = names.neutralise_all(["We saw Kenya and the Dutch.", "Kenyan votes, Netherlands."])
    assert one.apart == "We saw Tavel and the Halun."
    assert two.apart == "Tavel votes, Halun."


def test_the_leader_keeps_the_one_placeholder():
    names = names_of("We saw Ann Roth.", "Roth met Savage.")
    (found,) = names.neutralise_all(["We saw Roth and Savage."], leaders=frozenset({"savage"}))
    assert found.apart.endswith("and Orvan.")
    assert "Orvan" not in found.apart[:-10]


def test_more_names_than_placeholders_begin_anew():
    cities = [f"We saw {letter}anka." for letter in "BDFGHJK"]
    told = [one.apart for one in names_of(*cities).neutralise_all(cities)]
    assert len(set(told)) == 6
    assert told[0] == told[6]


@given(st.lists(st.sampled_from(["Okello", "Savage", "the vote", "was booed", "in 2016"])))
def test_both_texts_are_equally_long(words):
    text = "We saw " + " and ".join(words) + "."
    found = names_of("We saw Okello.", "We saw Savage.").neutralise(text)
    assert len(found.apart) == len(found.text)
