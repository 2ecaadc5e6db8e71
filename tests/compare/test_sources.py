from __future__ import annotations

from analysis.compare.sources import find_sources
from analysis.records import Kind, Naming, SourceSummary, SourcingResult


def summary(
    name: str, words: int, kind: Kind = "official", naming: Naming = "named"
) -> SourceSummary:
    return SourceSummary(name, kind, "person", naming, 1, words)


def article(build, name: str, *sources: SourceSummary):
    result = SourcingResult("sourcing", {}, sources)
    return build.analysis(build.document("Snow fell.", name=name), result)


def test_a_name_is_one_source_in_all_articles(build) -> None:
    found = find_sources(
        [
            article(build, "a", summary("Ana Ost", 5), summary("Ben Ulm", 30)),
            article(build, "b", summary("ana ost", 7)),
        ]
    )
    assert [(s.name, s.words, s.attributions) for s in found] == [
        ("Ben Ulm", {"a": 30}, {"a": 1}),
        ("Ana Ost", {"a": 5, "b": 7}, {"a": 1, "b": 1}),
    ]
    assert found[1].total == 12


def test_a_role_in_two_articles_need_not_be_one_source(build) -> None:
    spokesman = summary("a spokesman", 9, naming="role")
    found = find_sources([article(build, name, spokesman) for name in "ab"])
    assert [s.words for s in found] == [{"a": 9}, {"b": 9}]


def test_the_kind_with_the_most_words_stands_and_unknown_gives_way(build) -> None:
    found = find_sources(
        [
            article(build, "a", summary("Ana", 50, "unknown")),
            article(build, "b", summary("Ana", 4, "expert")),
            article(build, "c", summary("Ana", 9, "citizen")),
        ]
    )
    assert [s.kind for s in found] == ["citizen"]


def test_articles_without_sourcing_have_no_sources(build) -> None:
    assert find_sources([build.analysis(build.document("Snow fell."))]) == ()
