from __future__ import annotations

import pytest

from analysis.annotate.continuation import complete_quotations
from analysis.annotate.drafts import Draft
from analysis.annotate.quotes import find_quotations
from analysis.annotate.sentences import split_sentences
from analysis.annotate.tokens import find_tokens
from analysis.annotate.words import Reading, read_words
from analysis.records import Span


def read(text: str) -> Reading:
    sentences = split_sentences(text)
    return read_words(text, sentences, find_tokens(text), find_quotations(text, sentences))


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def completed(text: str, *drafts: tuple[str, str, str]) -> list[str]:
    """The contents after completion of drafts given as (source, cue, content)."""
    given = [Draft((at(text, c),), at(text, q), at(text, s)) for s, q, c in drafts]
    found = complete_quotations(read(text), given)
    return [" | ".join(span.of(text) for span in draft.content) for draft in found]


def test_a_quotation_held_for_the_most_part_is_taken_in_whole() -> None:
    text = "Ruiz said: “The union will meet again tomorrow morning.”"
    assert completed(text, ("Ruiz", "said", "The union will meet again tomorrow")) == [
        "“The union will meet again tomorrow morning.”"
    ]


def test_of_a_quotation_held_in_small_part_nothing_is_added() -> None:
    text = "Ruiz said: “The union will meet again tomorrow morning, all of it.”"
    assert completed(text, ("Ruiz", "said", "The union")) == ["The union"]


def test_a_quotation_that_others_share_is_left_as_it_is() -> None:
    text = "“The union, Ruiz said, will meet,” Okafor told us on Friday."
    drafts = [("Ruiz", "said", "The union, "), ("Okafor", "told", "will meet")]
    assert completed(text, *drafts) == ["The union, ", "will meet"]


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_a_quotation_that_fills_its_sentence_goes_on_for_the_same_speaker(gap: str) -> None:
    text = f"“The union will meet,” Ruiz said.{gap}“We have waited long enough.”"
    assert completed(text, ("Ruiz", "said", "“The union will meet,”")) == [
        "“The union will meet,” | “We have waited long enough.”"
    ]


def test_a_quotation_inside_somebodys_sentence_does_not_go_on() -> None:
    text = "“The union will meet,” Ruiz said. The plan is called “New Dawn”."
    assert completed(text, ("Ruiz", "said", "“The union will meet,”")) == ["“The union will meet,”"]


def test_what_is_nested_keeps_its_content() -> None:
    text = "Ruiz said: “Okafor warned that the union will meet again.”"
    draft = Draft((at(text, "the union will meet"),), at(text, "warned"), at(text, "Okafor"))
    nested = Draft(draft.content, draft.cue, draft.source, None, nested=True)
    assert complete_quotations(read(text), [nested]) == [nested]
