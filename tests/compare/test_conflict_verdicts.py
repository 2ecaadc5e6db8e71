"""Bodies that approve in one article and condemn in another."""

from __future__ import annotations

import pytest

from analysis.annotate.sentences import split_sentences
from analysis.compare.conflict_verdicts import find_verdict_clashes
from analysis.records import Article, Conflict, Document


def clashes_of(*texts: str) -> tuple[Conflict, ...]:
    return find_verdict_clashes(
        [
            Document(
                article=Article(path=f"{name}.txt", id=name, text=text),
                sentences=split_sentences(text),
            )
            for name, text in zip("abcdefgh", texts, strict=False)
        ]
    )


PRAISE = "The Harbour Council praised the vote as well organised."
BLAME = "The Harbour Council, which sent ten observers, said the vote had lacked real competition."


def test_one_body_on_both_sides_is_a_clash() -> None:
    (clash,) = clashes_of(PRAISE, BLAME)
    assert clash.kind == "verdict"
    assert [(v.article, v.stance) for v in clash.values] == [
        ("a", "approving"),
        ("b", "condemning"),
    ]
    assert clash.fact == "The Harbour Council"


@pytest.mark.parametrize(
    "text",
    [
        "A team of the Harbour Council that came on Monday called the vote flawed.",
        "A team from the Harbour Council came on Monday. It described the vote as badly run.",
        "The vote was criticised by the Harbour Council.",
        "Observers of the Harbour Council found the vote not credible.",
    ],
)
def test_ways_of_condemning(text: str) -> None:
    (clash,) = clashes_of(PRAISE, text)
    assert [value.stance for value in clash.values] == ["approving", "condemning"]


@pytest.mark.parametrize(
    "text",
    [
        PRAISE,
        "The Harbour Council said the vote was transparent, but that the count was flawed.",
        "The mayor criticised the Harbour Council for its words on the vote.",
        "The Harbour Council condemned the arrest of two fishermen.",
        "The Port Union criticised the vote.",
        "The Harbour Council said the vote would be held in May.",
        "The Harbour Council criticised the vote. The Harbour Council praised the vote.",
        "",
    ],
)
def test_what_is_no_clash(text: str) -> None:
    assert clashes_of(PRAISE, text) == ()


def test_a_name_and_its_acronym_are_one_body() -> None:
    (clash,) = clashes_of(
        "The Union of Dock Workers (UDW) met. UDW welcomed the offer.",
        "The Union of Dock Workers rejected the offer as derisory.",
    )
    assert len(clash.values) == 2
