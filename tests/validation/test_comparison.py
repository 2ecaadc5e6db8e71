from __future__ import annotations

import math

from analysis.validation.comparison import EventScore, summarise, table
from analysis.validation.comparison_conflicts import ConflictScore
from analysis.validation.comparison_copy import CopyScore
from analysis.validation.comparison_facts import CellScore
from analysis.validation.run import digest_of


def score(right: int, true: int) -> EventScore:
    return EventScore(
        CellScore(right, true, true),
        ConflictScore(true=2, found=1, explained=1, alarms=3, events=1),
        ConflictScore(events=1),
        CopyScore(right, true, true),
        {"wanted": 4.0, "found": 3.0},
        {"dates": 5.0, "dates_right": 4.0, "voices": 0.0, "voices_right": 0.0},
    )


def test_counts_are_added_before_they_are_divided() -> None:
    figures = summarise([score(1, 2), score(8, 8)])
    assert figures["facts"]["cell_f1"] == 0.9
    assert figures["disagreements"]["alarms_per_event"] == 3
    assert figures["labels"]["found"] == 0.75
    assert math.isnan(figures["voices"]["right"])
    assert math.isnan(figures["verdicts"]["found"])
    assert "  0.900" in table(figures)


def test_the_digest_of_folders_changes_with_a_byte_or_a_name(tmp_path) -> None:
    (tmp_path / "dev_one").mkdir()
    (tmp_path / "other").mkdir()
    file = tmp_path / "dev_one" / "a.txt"
    file.write_text("one")
    before = digest_of(tmp_path / "dev_*")
    (tmp_path / "other" / "b.txt").write_text("other")
    assert digest_of(tmp_path / "dev_*") == before
    file.write_text("two")
    assert digest_of(tmp_path / "dev_*") != before
    file.write_text("one")
    file.rename(tmp_path / "dev_one" / "b.txt")
    assert digest_of(tmp_path / "dev_*") != before
