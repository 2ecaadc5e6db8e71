from __future__ import annotations

import pytest

from analysis.annotate.told import apply_entries, unused_entries
from analysis.names import fold_name
from analysis.records import Article, Attribution, Document, Source, SourceEntry, Span


def document(mention: str, source_name: str) -> Document:
    source = Source(Span(0, len(mention)), source_name, "official", "person", "role")
    text = f"{mention} said it rained."
    content = Span(len(mention) + 6, len(text))
    return Document(
        Article("a.txt", "a", text),
        attributions=(Attribution("indirect", "speech", (content,), source),),
    )


def told(mention: str, source_name: str, entry: SourceEntry) -> Source:
    (result,) = apply_entries([document(mention, source_name)], [entry])
    source = result.attributions[0].source
    assert source is not None
    return source


@pytest.mark.parametrize(
    ("mention", "source_name"),
    [
        ("She", "Ana Ruíz"),
        ("She", "ANA RUIZ"),
        ("Mayor Ruiz", "Mayor Ruiz"),
        ("The old lady", "old lady"),
        ("The old lady", "somebody else"),
    ],
)
def test_entry_means_name_alias_or_mention(mention: str, source_name: str) -> None:
    entry = SourceEntry("Ana Ruiz", aliases=("mayor Ruiz", "the old lady"), kind="opposition")
    source = told(mention, source_name, entry)
    assert (source.name, source.kind, source.told) == ("Ana Ruiz", "opposition", True)
    assert (source.form, source.naming) == ("person", "role")
    assert source.span == Span(0, len(mention))


def test_what_the_entry_leaves_out_stays() -> None:
    source = told("Ruiz", "Ruiz", SourceEntry("Ruiz", form="group", naming="anonymous"))
    assert (source.kind, source.form, source.naming) == ("official", "group", "anonymous")


def test_others_stay_as_they_are() -> None:
    given = document("Ruizova", "Ruizova")
    assert apply_entries([given], [SourceEntry("Ruiz", kind="expert")]) == (given,)


def test_entries_that_mean_nobody_are_named() -> None:
    used = SourceEntry("Ana Ruiz", aliases=("Ruiz",))
    unused = SourceEntry("Tom Lee")
    documents = apply_entries([document("Ruiz", "Ruiz")], [used, unused])
    assert unused_entries(documents, [used, unused]) == (unused,)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The Müller-Łoś  Institute", "muller los institute"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("Ruiz’s", "Ruiz"),
        ("U.N.", "U N"),
    ],
)
def test_names_compare_without_case_accents_and_articles(a: str, b: str) -> None:
    assert fold_name(a) == fold_name(b)


def test_names_without_letters_fold_to_nothing() -> None:
    assert fold_name(" – ") == ""
