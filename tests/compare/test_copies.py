from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.compare import copies as module
from analysis.compare.copies import find_copies, group_voices
from analysis.compare.shared_copy import LIST_ALL
from analysis.compare.shingles import PARTNERS, Shingles
from analysis.compare.words import read_words
from analysis.records import Copies, CopyEdits, Document

STORIES = tomllib.loads((Path(__file__).parent / "stories.toml").read_text(encoding="utf-8"))
COPY: list[str] = STORIES["sentences"]
OTHER: list[str] = STORIES["other"]
REWORDED = "For four decades it had carried traffic; now Velmora's great crossing lay shut."


@pytest.fixture(autouse=True, scope="module")
def _plain_encoder() -> Iterator[None]:
    """Sentences as bags of words, but the one reworded on purpose is as its original."""

    def encode(texts):
        vectors = np.zeros((len(texts), 4096), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in (COPY[0] if text == REWORDED else text).lower().split():
                row[sum(map(ord, word)) * 31 % 4096] += 1
            row /= max(float(np.linalg.norm(row)), 1.0)
        return vectors

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "load_encoder", lambda: encode)
        yield


def copied(build, *texts: list[str], **article: object) -> tuple[Copies, list[Document]]:
    documents = [
        build.document("\n\n".join(text), name=f"n{number}", **article)
        for number, text in enumerate(texts)
    ]
    return find_copies(documents)[1], documents


def kinds(edits: CopyEdits) -> list[str]:
    return [edit.kind + (" moved" if edit.moved else "") for edit in edits.sentences]


def words(spans, document: Document) -> list[str]:
    return [span.of(document.text) for span in spans]


# --- voices -------------------------------------------------------------------------------------


def test_five_articles_of_which_two_are_one_text_are_four_voices(build) -> None:
    found, _ = copied(build, COPY[:6], OTHER[:3], COPY[6:12], COPY[:5], OTHER[3:6])
    assert found.voices == 4
    assert [family.articles for family in found.families] == [("n0", "n3")]
    assert group_voices(found) == (("n0", "n3"),)


def test_two_reports_with_one_brief_in_both_are_two_voices(build) -> None:
    found, _ = copied(build, COPY[:8], COPY[8:16] + COPY[:2], COPY[:2])
    assert found.voices == 2


def test_a_common_passage_makes_a_family_but_no_common_voice(build) -> None:
    found, _ = copied(build, COPY[:6] + COPY[12:14], OTHER[:6] + COPY[12:14])
    (family,) = found.families
    assert found.voices == 2
    assert family.voices == (("n0",), ("n1",))


def test_an_article_with_pieces_of_two_others_is_in_two_families(build) -> None:
    found, _ = copied(build, COPY[:6], COPY[:3] + COPY[9:12], COPY[9:15])
    assert [family.articles for family in found.families] == [("n0", "n1"), ("n1", "n2")]


def test_nothing_in_common_is_no_family(build) -> None:
    found, _ = copied(build, COPY[:5], OTHER[:5])
    assert (found.families, found.edits, found.voices) == ((), (), 2)
    assert [(s.verbatim, s.reworded, s.own == s.words) for s in found.shares] == [(0, 0, True)] * 2


def test_no_articles_are_no_voice() -> None:
    assert find_copies([]) == ((), Copies())


# --- agencies -----------------------------------------------------------------------------------


def test_the_credit_of_one_names_the_agency_of_all(build) -> None:
    found, _ = copied(build, [*COPY[:5], "(AFP)"], COPY[:5])
    (family,) = found.families
    assert (family.agencies, family.credited) == (("AFP",), True)
    assert [mention.article for mention in family.evidence] == ["n0"]


def test_a_phrase_in_the_common_copy_only_points_to_an_agency(build) -> None:
    told = "“It is a disgrace that nobody listened to the engineers,” a ferry pilot told AFP."
    found, _ = copied(build, [*COPY[:4], told, *COPY[4:7]], [*COPY[:4], told, *COPY[4:6], OTHER[0]])
    (family,) = found.families
    assert (family.agencies, family.credited) == (("AFP",), False)
    assert {mention.basis for mention in family.evidence} == {"told"}


def test_a_phrase_outside_the_common_copy_points_to_nothing(build) -> None:
    told = "“A disgrace,” a ferry pilot told AFP."
    found, _ = copied(build, [*COPY[:4], told, *COPY[4:7]], COPY[:6])
    assert found.families[0].agencies == ()


# --- edits --------------------------------------------------------------------------------------


def test_edits_tell_cut_added_and_edited_sentences(build) -> None:
    edited = COPY[2].replace("several thousand", "many")
    found, (a, b) = copied(build, COPY[:6], [*COPY[:2], edited, OTHER[0], *COPY[4:6]])
    (edits,) = found.edits
    assert kinds(edits) == ["same", "same", "edited", "cut", "added", "same", "same"]
    row = edits.sentences[2]
    assert words(row.only_a, a) == ["several thousand"]
    assert words(row.only_b, b) == ["many"]


def test_a_joined_sentence_is_one_row(build) -> None:
    joined = f"{COPY[1].rstrip('.')}, and {COPY[2][0].lower()}{COPY[2][1:]}"
    found, _ = copied(build, COPY[:5], [COPY[0], joined, *COPY[3:5]])
    row = found.edits[0].sentences[1]
    assert (row.kind, len(row.a), len(row.b)) == ("edited", 2, 1)


def test_a_moved_sentence_is_marked(build) -> None:
    found, _ = copied(build, COPY[:6], [COPY[5], *COPY[:5]])
    assert kinds(found.edits[0]) == ["same moved", *["same"] * 5]


def test_a_reworded_sentence_is_never_called_copied(build) -> None:
    found, _ = copied(build, COPY[:5], [REWORDED, *COPY[1:5]])
    assert kinds(found.edits[0]) == ["reworded", *["same"] * 4]
    first, second = found.shares
    assert first.reworded == len(COPY[0].split())
    assert second.verbatim == sum(len(sentence.split()) for sentence in COPY[1:5])


def test_only_a_reworded_sentence_beside_common_copy_counts_in_different_articles(build) -> None:
    far = [*OTHER[:6], *COPY[8:10]]
    found, _ = copied(build, [COPY[0], *COPY[2:10]], [REWORDED, *far])
    assert kinds(found.edits[0]) == ["same", "same"]
    assert not found.edits[0].whole
    near, _ = copied(
        build, [*COPY[2:9], *COPY[16:18], COPY[0]], [*OTHER[:6], *COPY[16:18], REWORDED]
    )
    assert kinds(near.edits[0]) == ["same", "same", "reworded"]


@pytest.mark.parametrize(
    ("first", "second", "order", "start"),
    [
        ({"published": "2031-05-02"}, {"published": "2031-05-01"}, "date", "n1"),
        ({"published": "2031-05-02"}, {"published": "2031-05-02"}, "", "n0"),
        ({"published": "2031-05-01"}, {"outlet": "AFP"}, "agency", "n1"),
        ({}, {"published": "2031-05-01"}, "", "n0"),
    ],
)
def test_the_earlier_version_is_known_by_date_or_agency_alone(
    build, first: dict[str, str], second: dict[str, str], order: str, start: str
) -> None:
    text = "\n\n".join(COPY[:5])
    documents = [
        build.document(text, name="n0", **first),
        build.document(text, name="n1", **second),
    ]
    (edits,) = find_copies(documents)[1].edits
    assert (edits.order, edits.a) == (order, start)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 11), max_size=10), st.lists(st.integers(0, 11), max_size=10))
def test_every_sentence_has_one_row_and_every_word_one_count(build, a, b) -> None:
    found, documents = copied(build, [COPY[n] for n in a], [COPY[n] for n in b])
    for share, document in zip(found.shares, documents, strict=True):
        assert share.words == len(read_words(document))
        assert 0 <= share.own <= share.words
    for edits in found.edits:
        if edits.whole:
            for side, document in zip(("a", "b"), documents, strict=True):
                listed = [s for row in edits.sentences for s in getattr(row, side)]
                if edits.a != "n0":
                    continue
                assert sorted(listed) == [s.span for s in document.sentences]


# --- many articles ------------------------------------------------------------------------------


def varied(rng: random.Random, n: int) -> list[str]:
    pool = [word for sentence in COPY + OTHER for word in sentence.lower().rstrip(".").split()]
    return [" ".join(rng.choices(pool, k=14)).capitalize() + "." for _ in range(n)]


def test_a_copy_is_found_among_many_articles_and_pairs_stay_few(build) -> None:
    rng = random.Random(3)
    n = LIST_ALL + 40
    texts = [[COPY[0], *varied(rng, 5)] for _ in range(n)]
    texts[n - 1] = [*texts[2][1:], OTHER[0]]
    documents = [build.document("\n\n".join(t), name=f"n{i:03}") for i, t in enumerate(texts)]
    shared, found = find_copies(documents)
    assert len(shared) <= n * PARTNERS
    assert all(pair.words for pair in shared)
    assert ("n002", f"n{n - 1:03}") in {(pair.a, pair.b) for pair in shared if pair.words > 60}
    assert ("n002", f"n{n - 1:03}") in group_voices(found)


def test_articles_without_a_common_run_are_never_paired(build) -> None:
    bodies = [read_words(build.document(sentence)) for sentence in (*COPY[:8], *OTHER[:4])]
    assert Shingles(bodies).pairs() == []
    assert Shingles([]).pairs() == []
    assert Shingles([read_words(build.document("Four words are few."))] * 2).pairs() == []
