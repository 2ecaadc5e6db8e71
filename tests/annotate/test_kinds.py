from __future__ import annotations

import pytest

from analysis.annotate.countries import find_countries, find_home
from analysis.annotate.kinds import classify
from analysis.annotate.nouns import head_noun, is_source_noun


@pytest.mark.parametrize(
    ("mention", "kind", "form", "naming"),
    [
        ("An interior ministry spokesman", "official", "person", "role"),
        ("the electoral commission", "official", "group", "named"),
        ("Police", "official", "group", "role"),
        ("election officials", "official", "group", "role"),
        ("Kenya’s foreign ministry", "official", "group", "named"),
        ("the Ugandan foreign ministry", "international", "group", "named"),
        ("Nairobi", "official", "group", "named"),
        ("Kampala", "international", "group", "named"),
        ("the White House", "international", "group", "named"),
        ("the African Union", "international", "group", "named"),
        ("observers from the EU", "international", "group", "role"),
        ("opposition supporters", "opposition", "group", "anonymous"),
        ("a political scientist at the University of Eldoret", "expert", "person", "role"),
        ("the president of the teachers’ union", "civil_society", "person", "role"),
        ("Amnesty International", "civil_society", "group", "named"),
        ("a pensioner", "citizen", "person", "anonymous"),
        ("voters", "citizen", "group", "anonymous"),
        ("the chief executive of a tea company", "business", "person", "role"),
        ("the news agency Reuters", "media", "group", "named"),
        ("critics", "unknown", "group", "anonymous"),
        ("many", "unknown", "group", "anonymous"),
        ("a source close to the talks", "unknown", "person", "anonymous"),
        ("the exit polls", "expert", "document", "role"),
        ("the report", "unknown", "document", "role"),
    ],
)
def test_mention_tells_kind_form_and_naming(
    mention: str, kind: str, form: str, naming: str
) -> None:
    assert classify(mention, home="Kenya") == (kind, form, naming)


def test_named_person_takes_the_kind_of_the_description_elsewhere() -> None:
    found = classify("Otieno", person="Ann Otieno", descriptions=["a farmer from Kisumu"])
    assert found == ("citizen", "person", "named")


def test_own_mention_outweighs_the_description_elsewhere() -> None:
    found = classify("economist Otieno", person="Ann Otieno", descriptions=["a farmer"])
    assert found.kind == "expert"


def test_anonymity_is_read_from_the_sentence() -> None:
    sentence = "An official, speaking on condition of anonymity, said the talks had failed."
    assert classify("An official", context=sentence).naming == "anonymous"


def test_office_abroad_stays_official_where_the_home_country_is_unknown() -> None:
    assert classify("the Ugandan foreign ministry").kind == "official"


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Kenya voted. Kenyan farmers waited in Nairobi. Uganda watched.", "Kenya"),
        ("Ghana beat Togo. Togo left. Ghana stayed.", "Ghana"),
        ("Nothing happened anywhere.", ""),
        ("", ""),
    ],
)
def test_home_is_the_country_named_most(text: str, home: str | None) -> None:
    assert find_home(text) == home


def test_countries_are_found_by_name_adjective_and_capital() -> None:
    found = find_countries("Peruvian miners in Lima wrote to Norway, not to a finnish firm.")
    assert [country.name for country in found] == ["Peru", "Peru", "Norway"]


@pytest.mark.parametrize(
    ("mention", "head"),
    [
        ("the mayor of Ulmenau", "mayor"),
        ("Ana Diaz, a nurse", "diaz"),
        ("observers from the EU", "observers"),
        ("", ""),
    ],
)
def test_head_noun(mention: str, head: str) -> None:
    assert head_noun(mention) == head


@pytest.mark.parametrize("word", ["gardener", "pianist", "surgeon", "report", "ministry", "police"])
def test_nouns_that_can_speak(word: str) -> None:
    assert is_source_noun(word)


@pytest.mark.parametrize(
    "word", ["storm", "government’s", "weather", "moment", "approach", "fight"]
)
def test_nouns_that_cannot_speak(word: str) -> None:
    assert not is_source_noun(word)


@pytest.mark.parametrize(
    ("mention", "kind"),
    [
        ("the public defender's office", "official"),
        ("a Labour MP", "official"),
        ("a presiding officer, who also works as a teacher", "official"),
        ("the bishops' conference", "civil_society"),
        ("Moody's", "business"),
        ("the leader of the National Union", "unknown"),
        ("the football federation", "civil_society"),
        ("the King of the Federation of Barundi", "official"),
    ],
)
def test_kind_of_a_mention(mention: str, kind: str) -> None:
    assert classify(mention, home="Kenya").kind == kind


def test_challenger_who_held_an_office_is_opposition() -> None:
    descriptions = ["former finance minister", "his closest challenger"]
    found = classify("Lutendo", person="Grace Lutendo", descriptions=descriptions)
    assert found.kind == "opposition"


def test_capital_is_foreign_where_the_article_is_about_no_listed_country() -> None:
    assert classify("Washington", home="").kind == "international"
    assert classify("Washington", home=None).kind == "official"


@pytest.mark.parametrize(
    ("mention", "kind"),
    [
        ("the survivors’ committee", "civil_society"),
        ("A society of quarry widows", "civil_society"),
        ("the alliance of spice traders", "business"),
        ("the street vendors’ leader", "civil_society"),
        ("Kenya’s ports service", "official"),
        ("Narok’s wildlife director", "official"),
        ("Sister Agnes Wairimu", "civil_society"),
        ("Chief Daudi Lenku", "civil_society"),
        ("Eel catcher Moses Oloo", "citizen"),
        ("the state’s opposition leader", "opposition"),
        ("the Kenyan ambassador to Rome", "official"),
        ("the Italian ambassador to Nairobi", "international"),
        ("the Reserve Bank", "official"),
        ("a sedimentologist", "expert"),
        ("a retired judge, now a fellow at the institute", "expert"),
        ("the broadcaster in exile", "media"),
    ],
)
def test_kind_told_by_the_words_beside_a_noun(mention: str, kind: str) -> None:
    assert classify(mention, home="Kenya").kind == kind


@pytest.mark.parametrize(
    ("mention", "kind"),
    [
        ("Ana Ruiz, who queued outside the ministry,", "citizen"),
        ("Ana Ruiz, who sued the police,", "unknown"),
        ("Ana Ruiz, who has cleaned the ministry for years,", "citizen"),
        ("Ana Ruiz, who works for the ministry,", "official"),
        ("Ana Ruiz, who was a minister until May,", "official"),
        ("Ana Ruiz, who leads the dockers' union,", "civil_society"),
    ],
)
def test_only_verbs_of_belonging_tie_a_person_to_the_body_they_name(
    mention: str, kind: str
) -> None:
    assert classify(mention, person="Ana Ruiz").kind == kind
