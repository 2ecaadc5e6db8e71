import json
import re
import subprocess
import sys
from dataclasses import replace

import pytest

from analysis.errors import InputError
from analysis.records import Span
from analysis.training.rows import Row, read_rows
from analysis.training.stance_data import (
    REAL,
    Real,
    Stretch,
    all_pairs,
    all_rows,
    axis_stretches,
    neutral_rows,
    pair_units,
    part_of,
    places_of,
    read_pairs,
    read_passages,
    reference_to,
    seen_by_lexicon,
)

PASSAGES = """# election
-\tn\tThe count was stopped in Kampala.
0\tq\tIt goes on.

# courts

+\tm\tJudges are free.
"""


@pytest.fixture
def file_of(tmp_path):
    def write(text, name="own.txt"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_passage_file_gives_rows_with_topic_place_and_voice(file_of):
    rows = read_passages(file_of(PASSAGES))
    assert [(r.doc, r.i, r.label, r.voice, r.topic) for r in rows] == [
        ("own/0000", 0, -1, "narrator", "election"),
        ("own/0000", 1, 0, "quoted", "election"),
        ("own/0001", 0, 1, "mixed", "courts"),
    ]
    assert rows[1].text == "It goes on."
    assert read_passages(file_of("")) == []


@pytest.mark.parametrize("line", ["?\tn\tText.", "-\tx\tText.", "-\tn", "Text.", "- n Text."])
def test_a_passage_of_another_form_is_named_by_its_line(file_of, line):
    path = file_of(f"# topic\n\n0\tn\tGood.\n{line}\n")
    with pytest.raises(InputError, match=r"own\.txt.*line 4"):
        read_passages(path)


def test_a_pair_file_gives_kind_relation_and_both_sentences(file_of):
    path = file_of("# of all kinds\nhedge\t>\tIt is free.\tIt may be free. \n\nname\t=\tA.\tB.\n")
    assert [tuple(pair) for pair in read_pairs(path)] == [
        ("hedge", ">", "It is free.", "It may be free."),
        ("name", "=", "A.", "B."),
    ]


@pytest.mark.parametrize("line", ["hedge\t<\tA.\tB.", "hedge\t>\tA.", "A. > B."])
def test_a_pair_of_another_form_is_named_by_its_line(file_of, line):
    with pytest.raises(InputError, match=r"own\.txt.*line 2"):
        read_pairs(file_of(f"a\t=\tA.\tB.\n{line}\n"))


def test_parts_are_stable_and_of_the_stated_size():
    names = [f"passages_a/{number:04}" for number in range(2000)]
    parts = [part_of(name) for name in names]
    assert parts == [part_of(name) for name in names]
    pinned = {"d0000": "training", "d0001": "fitting", "d0002": "test"}
    assert {name: part_of(name) for name in pinned} == pinned
    shares = {part: parts.count(part) / len(parts) for part in ("training", "fitting", "test")}
    assert shares == pytest.approx({"training": 0.7, "fitting": 0.1, "test": 0.2}, abs=0.03)


def test_the_test_part_of_later_files_was_not_read_for_the_lexicon():
    for number in range(200):
        doc = f"passages_b/{number:04}"
        assert seen_by_lexicon(doc) == (part_of(doc) != "test")
        assert not seen_by_lexicon(f"passages_d/{number:04}")


def test_shipped_passages_and_pairs_can_be_read_and_stand_once():
    rows = all_rows()
    assert {row.label for row in rows} == {-1, 0, 1}
    assert {row.voice for row in rows} <= {"narrator", "quoted", "mixed"}
    places = [(row.doc, row.i) for row in rows if "/" in row.doc]
    assert len(set(places)) == len(places)
    assert {pair.relation for pair in all_pairs()} == {">", "="}


def test_first_rows_are_those_of_the_first_set():
    first = read_rows()
    assert all_rows()[: len(first)] == first
    assert all(row.i >= 0 for row in first)


def rows_of(*texts, doc="a"):
    return [Row(doc, i, text, 0, "narrator", "x") for i, text in enumerate(texts)]


def test_a_stretch_is_a_passage_without_names():
    rows = rows_of("Voters trust Savage.", "Savage beat Roth.") + rows_of("Rain fell.", doc="b")
    assert axis_stretches(rows) == [
        Stretch(("Voters trust Tavel.", "Tavel beat Halun."), (1, 1)),
        Stretch(("Rain fell.",), (1,)),
    ]
    assert [one.text for one in neutral_rows(rows)][1] == "Orvan beat Orvan."


def test_the_leader_has_a_placeholder_of_his_own():
    rows = rows_of("We saw Roth meet President Savage.", *["Roth thanked Savage."] * 3)
    assert axis_stretches(rows)[0].units[1] == "Halun thanked Orvan."


def test_a_stretch_ends_where_a_sentence_was_left_out():
    first, second = rows_of("Rain fell.", "Sun shone.")
    assert len(axis_stretches([first, replace(second, i=2)])) == 2
    assert axis_stretches([]) == []


def test_both_sentences_of_a_pair_lose_their_names(file_of):
    pairs = read_pairs(file_of("n\t=\tWe saw Okello.\tWe saw Tokayev.\n"))
    ((one, other),) = pair_units(pairs)
    assert one == other == "We saw Tavel."


def test_reading_the_data_needs_no_torch():
    code = "import sys, analysis.training.stance_data; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_real_sentences_are_found_among_those_read_with_them():
    spans = (Span(0, 4), Span(5, 9), Span(10, 14))
    one = Real("a", "", spans, 1, 0, "narrator", "dev")
    two = Real("b", "", spans[:1], 0, 0, "narrator", "dev")
    assert places_of([one, two, one]).tolist() == [1, 3, 5]


def test_references_to_real_sentences_hold_no_words_of_them():
    fields = {"file", "id", "start", "end", "sha256", "label", "voice", "i"}
    for path in REAL:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert row.keys() <= fields
            assert len(row["sha256"]) == 64
            assert re.fullmatch(r"[\w.-]+", row["id"]), path
            if row["file"].startswith("newsmtsc/"):
                # An article and a digest, not the sentence's own name.
                assert re.fullmatch(r"(allsides|polusa)_\w+_\w+_[0-9a-f]{16}", row["id"])


def test_the_name_of_a_newsmtsc_sentence_is_not_kept_in_a_reference():
    name = "allsides_1_2_3_Words of the sentence_0_5"
    kept = reference_to("newsmtsc/train.jsonl", name)
    assert kept.startswith("allsides_1_2_")
    assert "Words" not in kept
    assert reference_to("polnear/train.jsonl", "paper_2016-01-01_a") == "paper_2016-01-01_a"
