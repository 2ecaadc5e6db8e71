from __future__ import annotations

import itertools
import random
import tomllib
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.compare.shared_copy import find_shared_copy
from analysis.records import Document, SharedCopy

STORIES = tomllib.loads((Path(__file__).parent / "stories.toml").read_text(encoding="utf-8"))
COPY: list[str] = STORIES["sentences"]
OTHER: list[str] = STORIES["other"]


def share(build, a: str, b: str) -> SharedCopy:
    (pair,) = find_shared_copy([build.document(a, name="a"), build.document(b, name="b")])
    return pair


def passages(pair: SharedCopy, a: str, b: str) -> list[tuple[str, str]]:
    return [(p.a.of(a), p.b.of(b)) for p in pair.passages]


def paragraphs(*sentences: str) -> str:
    return "\n\n".join(sentences)


def test_a_copied_sentence_is_one_passage(build) -> None:
    a, b = paragraphs(OTHER[0], COPY[0], OTHER[1]), paragraphs(OTHER[2], COPY[0], OTHER[3])
    pair = share(build, a, b)
    assert passages(pair, a, b) == [(COPY[0].rstrip("."), COPY[0].rstrip("."))]
    assert pair.words == len(COPY[0].split())


def test_own_words_are_no_shared_copy(build) -> None:
    pair = share(build, paragraphs(*COPY[:14]), paragraphs(*OTHER))
    assert (pair.words, pair.share_a, pair.share_b, pair.passages) == (0, 0, 0, ())


def test_moved_paragraphs_are_found(build) -> None:
    pair = share(build, paragraphs(*COPY[:8]), paragraphs(*reversed(COPY[:8])))
    assert pair.share_a == pair.share_b == 1
    assert len(pair.passages) == 8


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("closed", "shut", 1),
        ("main ", "", 1),
        ("find its", "find that its", 0),
        ("on Tuesday to find", "to find", 2),
        ("for the first time in", "again after", 5),
        ("The harbour", "This harbour", 1),
    ],
)
def test_a_small_edit_leaves_one_passage_and_only_same_words_count(
    build, old: str, new: str, lost: int
) -> None:
    edited = COPY[0].replace(old, new)
    assert edited != COPY[0]
    a, b = paragraphs(COPY[0], COPY[1]), paragraphs(edited, COPY[1])
    pair = share(build, a, b)
    assert pair.words == len((COPY[0] + COPY[1]).replace(".", " ").split()) - lost
    if lost < 4:
        assert len(pair.passages) == 1


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        str.lower,
        lambda text: text.replace(",", " –").replace(".", "!"),
        lambda text: text.replace("harbour", "harbor").replace("organisers", "organizers"),
        lambda text: text.replace(" ", "\n"),
    ],
)
def test_case_punctuation_and_house_spelling_do_not_matter(build, change) -> None:
    a = paragraphs(*COPY[:5])
    pair = share(build, a, change(a))
    assert pair.share_a == pair.share_b == 1


def test_quotation_style_and_per_cent_do_not_matter(build) -> None:
    a = (
        "Mayor Carrow’s “open books” promise was kept by about 70 per cent of the departments "
        "that answered the survey."
    )
    b = (
        'Mayor Carrow\'s "open books" promise was kept by about 70% of the departments '
        "that answered the survey."
    )
    assert share(build, a, b).share_a == 1


def test_the_long_name_of_a_body_is_no_shared_copy(build) -> None:
    name = "the Organisation for Maritime Safety and Inland Navigation in Western Norland"
    a = f"Observers from {name} said the harbour was empty."
    b = f"A letter reached {name} too late to matter."
    assert share(build, a, b).words == 0


@pytest.mark.parametrize(
    "phrase",
    [
        "for the first time since the end of the war",
        "did not respond to a request for comment",
        "on the night of the 12th to the 13th of March",
    ],
)
def test_a_stock_phrase_is_no_shared_copy(build, phrase: str) -> None:
    a = f"{OTHER[0]} The castle {phrase}. {OTHER[1]}"
    b = f"{COPY[0]} Its owner, meanwhile, {phrase}, neighbours claim. {COPY[1]}"
    assert share(build, a, b).words == 0


SAID = "we will not leave this town before the last pillar stands again and the last bill is paid"


def test_a_quotation_taken_down_twice_is_no_shared_copy(build) -> None:
    a = f"{OTHER[0]} “{SAID},” the council leader promised. {OTHER[1]}"
    b = f"{OTHER[2]} In front of the town hall Carrow said: “{SAID}.” {OTHER[3]}"
    assert share(build, a, b).words == 0


def test_a_quotation_inside_shared_narration_is_shared_copy(build) -> None:
    copied = f"{COPY[4]} “{SAID},” Carrow said. {COPY[5]}"
    pair = share(build, f"{OTHER[0]} {copied}", f"{copied} {OTHER[1]}")
    assert pair.words == len(copied.split())


def test_each_repetition_needs_its_own_counterpart(build) -> None:
    pair = share(build, paragraphs(COPY[0], COPY[0], COPY[0]), paragraphs(COPY[0], OTHER[0]))
    assert pair.words == len(COPY[0].split())


def test_a_line_repeated_thousands_of_times_is_found(build) -> None:
    a = paragraphs(*[COPY[0]] * 2000)
    assert share(build, a, a + "\n\n" + OTHER[0]).share_a == 1


def test_a_language_of_short_words_is_compared_too(build) -> None:
    text = "nhà nước đã cho mở lại cây cầu cũ vào sáng nay sau khi thợ hàn xong trụ giữa"
    assert share(build, text, text).share_a == 1


def test_every_pair_is_reported_in_order(build) -> None:
    documents = [build.document(OTHER[n], name=f"n{n}") for n in (2, 0, 1)]
    assert [(p.a, p.b) for p in find_shared_copy(documents)] == [
        ("n2", "n0"),
        ("n2", "n1"),
        ("n0", "n1"),
    ]


@pytest.mark.parametrize("text", ["", "Yes.", "a a a a a a a a a a a a"])
def test_too_little_text_shares_nothing(build, text: str) -> None:
    assert share(build, text, text).words == 0


# --- invariants ---------------------------------------------------------------------------------

words = st.sampled_from(
    [
        "harbour",
        "bridge",
        "council",
        "engineers",
        "river",
        "of",
        "the",
        "in",
        "a",
        "to",
        "and",
        "Carrow",
    ]
)
texts = st.lists(words, max_size=60).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_swapping_the_articles_swaps_the_result(build, a: str, b: str) -> None:
    forward, backward = share(build, a, b), share(build, b, a)
    assert forward.words == backward.words
    assert (forward.share_a, forward.share_b) == (backward.share_b, backward.share_a)
    assert {(p.a, p.b, p.words) for p in forward.passages} == {
        (p.b, p.a, p.words) for p in backward.passages
    }


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_passages_do_not_overlap_and_lie_in_their_texts(build, a: str, b: str) -> None:
    pair = share(build, a, b)
    assert sum(p.words for p in pair.passages) == pair.words
    assert 0 <= pair.share_a <= 1
    assert 0 <= pair.share_b <= 1
    for text, spans in ((a, [p.a for p in pair.passages]), (b, [p.b for p in pair.passages])):
        spans = sorted(spans)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(x.end <= y.start for x, y in itertools.pairwise(spans))


@settings(max_examples=30, deadline=None)
@given(st.permutations(COPY), st.integers(min_value=1, max_value=len(COPY)))
def test_a_text_shares_all_of_itself(build, sentences: list[str], n: int) -> None:
    text = paragraphs(*sentences[:n])
    pair = share(build, text, text)
    assert pair.share_a == pair.share_b == 1


@settings(max_examples=30, deadline=None)
@given(texts, st.lists(st.sampled_from(["cheese", "opera", "glacier", "storks"])).map(" ".join))
def test_different_vocabularies_share_nothing(build, a: str, b: str) -> None:
    assert share(build, a, b).words == 0


# --- accuracy -----------------------------------------------------------------------------------


def edit(sentence: str, rng: random.Random) -> tuple[list[str], list[bool]]:
    """The words of the sentence as another house prints it, and which of them were kept."""
    printed, kept = [], []
    for word in sentence.split():
        chance = rng.random()
        if chance < 0.03:
            continue
        if chance < 0.06:
            printed.append("otherwise")
            kept.append(False)
            continue
        if chance < 0.09:
            printed.append("reportedly")
            kept.append(False)
        printed.append(word)
        kept.append(True)
    return printed, kept


def copied_article(rng: random.Random) -> tuple[str, str, list[bool]]:
    """An article, another one that carries some of its sentences edited and moved, and for each
    word of the other whether it was copied."""
    original = rng.sample(COPY, 16)
    taken = [(*edit(s, rng), True) for s in rng.sample(original, rng.randint(3, 12))]
    own = [(s.split(), [], False) for s in rng.sample(OTHER, rng.randint(4, 10))]
    mixed = taken + own
    rng.shuffle(mixed)
    truth = [flag for printed, kept, _ in mixed for flag in (kept or [False] * len(printed))]
    return paragraphs(*original), paragraphs(*(" ".join(m[0]) for m in mixed)), truth


def found_words(a: Document, b: Document, pair: SharedCopy) -> list[bool]:
    """For each word of `b` whether it is among the identical words of a passage."""
    flags = [False] * len(b.tokens)
    for passage in pair.passages:
        in_a = [n for n, token in enumerate(a.tokens) if passage.a.contains(token)]
        in_b = [n for n, token in enumerate(b.tokens) if passage.b.contains(token)]
        matcher = SequenceMatcher(
            None,
            [a.tokens[n].of(a.text).lower() for n in in_a],
            [b.tokens[n].of(b.text).lower() for n in in_b],
            autojunk=False,
        )
        blocks = matcher.get_matching_blocks()
        assert sum(block.size for block in blocks) >= passage.words
        for block in blocks:
            for n in in_b[block.b : block.b + block.size]:
                flags[n] = True
    return flags


def test_copied_words_are_found_with_f1_of_at_least_97_per_cent(build) -> None:
    rng = random.Random(7)
    hits = found = true = 0
    for _ in range(40):
        a, b, truth = copied_article(rng)
        one, other = build.document(a, name="a"), build.document(b, name="b")
        (pair,) = find_shared_copy([one, other])
        flags = found_words(one, other, pair)
        assert len(flags) == len(truth)
        hits += sum(x and y for x, y in zip(flags, truth, strict=True))
        found += sum(flags)
        true += sum(truth)
    precision, recall = hits / found, hits / true
    assert 2 * precision * recall / (precision + recall) >= 0.97, (precision, recall)
