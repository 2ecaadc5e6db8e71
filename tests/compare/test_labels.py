from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.compare.labels import find_labels
from analysis.compare.word_measures import find_hits
from analysis.records import Event

PLAIN = (
    "President Tomas Orlen won the election on Sunday. The president had called the vote in May. "
    "Five candidates stood in the election. Orlen thanked the voters."
)

WORDS = [*PLAIN.replace(".", " .").split(), "who", ",", "“", "’s", "-", "called", "as"]


def labels(build, *texts: str, event: Event | None = None):
    """Referent id → {(label, load)} for articles with these texts."""
    documents = [build.document(text, name=f"x{at}") for at, text in enumerate(texts)]
    hits = [find_hits(document) for document in documents]
    found = find_labels(documents, event=event or Event(), hits=hits)
    return {row.id: {(label.text, label.load) for label in row.labels} for row in found}


@pytest.mark.parametrize(
    ("sentence", "referent", "label", "load"),
    [
        (
            "His opponents were little more than stooges.",
            "rivals",
            "little more than stooges",
            "loaded",
        ),
        (
            "The rivals, most of them virtually unknown, kept quiet.",
            "rivals",
            "most of them virtually unknown",
            "loaded",
        ),
        (
            "The hand-picked, no-name candidates went home.",
            "rivals",
            "hand-picked, no-name candidates",
            "loaded",
        ),
        ("Critics called the vote a sham.", "vote", "sham", "loaded"),
        ("The election was free and fair.", "vote", "free and fair", "described"),
        ("The vote lacked competition.", "vote", "lacked competition", "loaded"),
        ("Orlen, a former judge, smiled.", "name:orlen", "former judge", "described"),
        ("The ruthless president smiled.", "name:orlen", "ruthless president", "loaded"),
        ("It was a challenger without a chance.", "rivals", "without a chance", "loaded"),
    ],
)
def test_labels_of_a_sentence_are_found(build, sentence, referent, label, load):
    found = labels(build, PLAIN + " " + sentence, PLAIN)
    assert (label, load) in found[referent]


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("The election results surprised Orlen.", "election"),
        ("The former president smiled.", "former president"),
        ("Voters hoped to poll well.", "poll"),
        ("An exit poll was published.", "exit poll"),
        ("The President of France, Anne Duval, called.", "President of France"),
    ],
)
def test_what_only_looks_like_a_name_of_the_referent_is_none(build, sentence, label):
    alone = labels(build, PLAIN + " " + sentence, PLAIN)
    before = labels(build, PLAIN, PLAIN)
    for referent, rows in alone.items():
        assert label not in {text for text, _ in rows - before.get(referent, set())}


def test_a_label_in_quotation_marks_is_in_quoted_voice(build):
    text = PLAIN + " Critics spoke of “a charade”."
    documents = [build.document(text), build.document(PLAIN, name="b")]
    hits = [find_hits(document) for document in documents]
    vote = next(r for r in find_labels(documents, event=Event(), hits=hits) if r.id == "vote")
    use = next(label for label in vote.labels if label.text == "charade").uses[0]
    # The plain maker of documents has no segments: without them every voice is the narrator's.
    assert use.article == "a"
    assert use.span.of(text) == "charade"


def test_workers_are_strikers_only_where_there_is_a_strike(build):
    text = "The workers met the managers. The workers sang. The workers left the plant."
    assert "strikers" not in labels(build, text, text)
    strike = text + " The strike went on. The strike was the second strike this year."
    assert ("workers", "plain") in labels(build, strike, strike)["strikers"]


def test_the_age_of_a_person_tells_who_is_meant(build):
    text = PLAIN + " Orlen, 61, smiled. The 61-year-old former baker waved."
    assert ("61-year-old former baker", "described") in labels(build, text, PLAIN)["name:orlen"]


def test_no_documents_give_no_labels():
    assert find_labels([], event=Event(), hits=[]) == ()


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*PLAIN.replace(".", " .").split(), "who", ",", "“", "’s", "-", "called", "as"]
        ),
        max_size=60,
    )
)
def test_labels_lie_in_the_text(build, words):
    text = " ".join(words) + " ."
    documents = [build.document(text), build.document(PLAIN, name="b")]
    hits = [find_hits(document) for document in documents]
    for referent in find_labels(documents, event=Event(), hits=hits):
        for label in referent.labels:
            for use in label.uses:
                assert 0 <= use.span.start < use.span.end <= len(documents[use.article == "b"].text)


def test_a_long_line_of_hyphens_costs_no_more_than_its_length(build):
    # Without a bound on the parts of a name this would take minutes.
    text = "A-" * 20_000
    assert labels(build, text, text) == {}
