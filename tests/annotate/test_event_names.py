from __future__ import annotations

import pytest

from analysis.annotate.event_names import share_names
from analysis.records import Article, Attribution, Document, Form, Kind, Naming, Source, Span


def document(
    *sources: tuple[str, Kind], text: str = "", form: Form = "person", naming: Naming = "named"
) -> Document:
    made = [Source(Span(0, 1), name, kind, form, naming) for name, kind in sources]
    attributions = tuple(Attribution("direct", "speech", (Span(1, 2),), source) for source in made)
    return Document(Article("a.txt", "a", text or "x"), attributions=attributions)


def names(*documents: Document) -> list[list[str]]:
    return [
        [a.source.name for a in shared.attributions if a.source is not None]
        for shared in share_names(documents)
    ]


@pytest.mark.parametrize(
    ("a", "b", "shared"),
    [
        ("Kassym-Jomart Tokayev", "Tokaev", "Kassym-Jomart Tokayev"),
        ("Ana María Díaz", "Díaz", "Ana María Díaz"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("A. Diaz", "Ana Diaz", "Ana Diaz"),
    ],
)
def test_a_person_gets_one_name(a: str, b: str, shared: str) -> None:
    assert names(document((a, "official")), document((b, "official"))) == [[shared], [shared]]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ana Diaz", "Juan Diaz"),
        ("Ivan Petrov", "Petrova"),
        ("Ana Diaz", "Juan Soto"),
        ("Maria Costa", "Mario Costa"),
    ],
)
def test_different_persons_stay_apart(a: str, b: str) -> None:
    assert names(document((a, "official")), document((b, "official"))) == [[a], [b]]


def test_a_surname_of_two_persons_stays_a_surname() -> None:
    found = names(
        document(("Ana Diaz", "official")),
        document(("Juan Diaz", "citizen")),
        document(("Diaz", "unknown")),
    )
    assert found == [["Ana Diaz"], ["Juan Diaz"], ["Diaz"]]


def test_somebody_of_that_surname_who_is_no_source_counts_too() -> None:
    found = names(
        document(("Ana Diaz", "official")),
        document(("Diaz", "unknown"), text="The son, Carlos Diaz, was there."),
    )
    assert found == [["Ana Diaz"], ["Diaz"]]


@pytest.mark.parametrize(
    ("a", "b", "shared"),
    [
        ("Northern Rivers Commission (NRC)", "NRC", "Northern Rivers Commission (NRC)"),
        (
            "Organisation for River Co-operation (ORC)",
            "Organization for River Cooperation",
            "Organisation for River Co-operation (ORC)",
        ),
        ("Central Election Commission", "Central Elections Commission", None),
        ("Central Election Commission", "electoral commission", "Central Election Commission"),
        ("Kenya’s foreign ministry", "foreign ministry", "Kenya’s foreign ministry"),
    ],
)
def test_an_organisation_gets_one_name(a: str, b: str, shared: str | None) -> None:
    first, second = names(
        document((a, "official"), form="group"), document((b, "official"), form="group")
    )
    assert first == second
    assert shared is None or first == [shared]


def test_acronym_of_two_organisations_joins_neither() -> None:
    found = names(
        document(("Northern Rivers Commission (NRC)", "official"), form="group"),
        document(("National Radio Council (NRC)", "media"), form="group"),
        document(("NRC", "unknown"), form="group"),
    )
    assert [name for (name,) in found] == [
        "Northern Rivers Commission (NRC)",
        "National Radio Council (NRC)",
        "NRC",
    ]


def test_ministries_of_two_countries_stay_apart() -> None:
    found = names(
        document(("Kenya’s foreign ministry", "official"), form="group"),
        document(("Uganda’s foreign ministry", "international"), form="group"),
        document(("foreign ministry", "official"), form="group"),
    )
    assert [name for (name,) in found] == [
        "Kenya’s foreign ministry",
        "Uganda’s foreign ministry",
        "foreign ministry",
    ]


def test_roles_are_never_joined() -> None:
    given = (
        document(("spokesman", "official"), naming="role"),
        document(("spokesman", "unknown"), naming="role"),
    )
    assert share_names(given) == given


def test_a_kind_that_nobody_contradicts_fills_in() -> None:
    shared = share_names([document(("Ana Diaz", "expert")), document(("Diaz", "unknown"))])
    assert [a.source.kind for d in shared for a in d.attributions if a.source] == ["expert"] * 2


def test_contradicted_kinds_stay_as_they_are() -> None:
    shared = share_names(
        [
            document(("Ana Diaz", "expert")),
            document(("Ana Diaz", "official")),
            document(("Diaz", "unknown")),
        ]
    )
    kinds = [a.source.kind for d in shared for a in d.attributions if a.source]
    assert kinds == ["expert", "official", "unknown"]


def test_no_documents() -> None:
    assert share_names([]) == ()
