from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.compare.cautions import find_cautions
from analysis.compare.comparison import compare
from analysis.compare.dates import read_date, read_timing
from analysis.records import Analysis, Caution, Estimate, Event, Skipped

STORIES = tomllib.loads((Path(__file__).parent / "stories.toml").read_text(encoding="utf-8"))
LONG = " ".join(STORIES["sentences"])
OTHER = " ".join(STORIES["other"])
COMPLETE = {"outlet": "The Courier", "published": "2024-05-02", "language": "en", "genre": "news"}


def cautions(build, *articles: dict, texts=(), event: Event | None = None) -> tuple[Caution, ...]:
    analyses = [
        build.analysis(
            build.document(
                texts[n] if n < len(texts) else LONG, name=f"n{n}", **(COMPLETE | article)
            )
        )
        for n, article in enumerate(articles)
    ]
    return compare(analyses, event=event or Event()).cautions


def about(found: tuple[Caution, ...], words: str) -> list[Caution]:
    return [caution for caution in found if words in caution.text]


def test_one_complete_article_needs_no_caution(build) -> None:
    assert cautions(build, {}) == ()


def test_an_opinion_piece_beside_news_is_named(build) -> None:
    (caution,) = about(cautions(build, {}, {"genre": "opinion"}), "opinion piece")
    assert caution.articles == ("n1",)
    assert "meant to judge" in caution.text
    assert "The Courier (B) is an opinion piece" in caution.text


def test_a_guessed_genre_is_told_as_a_guess(build) -> None:
    guessed = {"genre": "opinion", "provenance": {"genre": "text"}}
    assert about(cautions(build, {}, guessed), "appears to be an opinion piece")


def test_opinion_pieces_among_themselves_need_no_caution(build) -> None:
    assert not about(cautions(build, {"genre": "opinion"}, {"genre": "opinion"}), "opinion")


def test_the_same_text_twice_is_told_as_such(build) -> None:
    (caution,) = about(cautions(build, {}, {}), "the same text")
    assert caution.articles == ("n0", "n1")


def test_articles_that_mostly_share_copy_count_as_one_voice(build) -> None:
    texts = (LONG, " ".join(STORIES["sentences"][:15] + STORIES["other"]))
    (caution,) = about(cautions(build, {}, {}, texts=texts), "one voice")
    assert caution.articles == ("n0", "n1")


def test_a_different_subject_is_doubted(build) -> None:
    texts = (LONG, " ".join(reversed(STORIES["sentences"])), OTHER)
    (caution,) = about(cautions(build, {}, {}, {}, texts=texts), "may not be about the same event")
    assert caution.articles == ("n2",)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("2024-05-01", "2024-05-04", True),
        ("2024-05-04", "2024-05-05", False),
        ("2024-05-01", "2024-05-02", False),
        ("2024-05-03", "2024-05-04", False),  # on the very day the hour would decide
    ],
)
def test_articles_before_and_after_the_event_are_told(
    build, first: str, second: str, told: bool
) -> None:
    found = cautions(
        build, {"published": first}, {"published": second}, event=Event(date="2024-05-03")
    )
    assert bool(about(found, "written before the event")) is told


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        ("The premier wants to be re-elected on May 3.", "before"),
        ("Voters will go to the polls on 3 May.", "before"),
        ("The vote is scheduled for Friday, 3 May 2024.", "before"),
        ("The premier won the 3 May vote.", "after"),
        ("He was elected on May 3rd, with few votes.", "after"),
        ("Sunday’s (May 3) vote was held in the rain.", "after"),
        ("The vote was called in April for May 3.", "unknown"),
        ("The winner of the 3 May vote will be sworn in soon.", "unknown"),
        ("The premier wants to be elected on May 30.", "unknown"),
        ("He won the vote of May 3, 2019.", "unknown"),
        ("The premier is up for re-election.", "unknown"),
        ("The 3 May vote was held. The next will be held on 3 May.", "unknown"),
    ],
)
def test_without_a_date_only_clear_words_about_the_day_tell(build, sentence, side) -> None:
    timing = read_timing(build.document(sentence), event_date="2024-05-03")
    assert timing.side == side


def test_a_side_read_from_the_text_is_told_as_inferred(build) -> None:
    texts = (f"Voters will go to the polls on 3 May. {LONG}", LONG)
    found = cautions(
        build, {"published": None}, {"published": "2024-05-09"}, texts=texts,
        event=Event(date="2024-05-03"),
    )  # fmt: skip
    (caution,) = about(found, "appears to have been written before")
    assert "inferred" in caution.text


@pytest.mark.parametrize("date", [None, "", "2024", "2024-05", "May 2024", "2024-02-30"])
def test_less_than_a_day_is_no_date(date) -> None:
    assert read_date(date) is None


def test_missing_dates_and_outlets_are_named(build) -> None:
    found = cautions(build, {}, {"published": None, "outlet": None, "title": "A bridge"})
    assert about(found, "publication date of “A bridge” (B) is not known")
    assert about(found, "outlet of “A bridge” (B) is not known")


def test_a_short_article_in_another_language_is_told_twice(build) -> None:
    found = cautions(build, {"language": "de"}, texts=("Kurz.",))
    assert about(found, "very short")
    assert about(found, "does not seem to be in English (de)")


@pytest.mark.parametrize("language", ["en", "en-GB", "EN_us"])
def test_every_kind_of_english_is_english(build, language: str) -> None:
    assert cautions(build, {"language": language}) == ()


def test_few_attributions_are_told(build) -> None:
    made, result = build.sourced(build.document(LONG, **COMPLETE), {"Bakers": "citizen"})
    (caution,) = compare([build.analysis(made, result)], event=Event()).cautions
    assert caution.text.startswith("We found one attribution in The Courier (A)")


def test_a_missing_framing_score_is_told_with_its_reason(build) -> None:
    unknown = build.framing(Estimate.unknown("fewer than five sentences touch the axis"))
    made = build.analysis(build.document(LONG, **COMPLETE), unknown)
    (caution,) = compare([made], event=Event()).cautions
    assert "no framing score: fewer than five sentences" in caution.text


def test_skipped_files_are_listed_without_their_folders(build) -> None:
    skipped = [Skipped(f"/home/x/{n}.txt", "empty; give a file with text") for n in range(7)]
    (caution,) = compare([], event=Event(), skipped=skipped).cautions
    assert caution.text.startswith("Seven files could not be used")
    assert "0.txt (empty; give a file with text)" in caution.text
    assert "/home" not in caution.text
    assert "two more" in caution.text


def test_cautions_do_not_depend_on_when_or_how_often_they_are_made(build) -> None:
    articles = ({"genre": "opinion"}, {"published": None}, {"language": None})
    assert cautions(build, *articles) == cautions(build, *articles)
    assert replace(cautions(build, *articles)[0]) in cautions(build, *articles)


def test_an_article_that_may_be_about_something_else_is_named_as_doubtful(build) -> None:
    analyses = [Analysis(build.document("Snow fell.", name=n, outlet=f"Paper {n}")) for n in "ab"]
    told = [c for c in find_cautions(analyses, event=Event(), doubtful=["b"]) if "sure" in c.text]
    assert [c.articles for c in told] == [("b",)]
    assert told[0].text.startswith("It is not sure that Paper b (B) is about the same event")
