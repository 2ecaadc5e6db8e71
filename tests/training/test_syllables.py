"""The table word → syllables is read from the dictionary's own text."""

from __future__ import annotations

import gzip
from pathlib import Path

from analysis.extract.syllables import load_table
from analysis.training.syllables import count_syllables, write_table

LINES = [
    "open OW1 P AH0 N",
    "open(2) OW1 P N",
    "aalen AE1 L AH0 N # place 1 in a country",
    "o'clock AH0 K L AA1 K",
    "a. EY1",
    "hm HH M",
    "",
]


def test_the_first_pronunciation_counts_and_comments_do_not() -> None:
    assert count_syllables(LINES) == {"open": 2, "aalen": 2, "o'clock": 2, "hm": 0}


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    table = count_syllables(LINES)
    first, second = tmp_path / "a.gz", tmp_path / "b.gz"
    write_table(table, first)
    write_table(dict(reversed(table.items())), second)
    assert first.read_bytes() == second.read_bytes()
    assert gzip.decompress(first.read_bytes()) == b"0 hm\n2 aalen o'clock open\n"


def test_the_table_that_is_shipped() -> None:
    table = load_table()
    assert len(table) > 120_000
    assert table["open"] == 2
    assert all(word[0] < "A" or word[0] >= "a" for word in table)
