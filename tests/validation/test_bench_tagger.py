from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from analysis.records import Article
from analysis.validation import bench_tagger as module
from analysis.validation.bench_tagger import measure, read_articles, table, use_one_core

TEXT = "The mayor said the bridge was safe. “It is not,” said Kofi Mensah. Rain fell."


def test_every_step_has_a_speed_and_a_ratio():
    figures = measure([Article(path="", id="1", text=TEXT)], repeats=1)
    assert set(figures) == {"regular expressions", "textstat", "attributions", "annotate"}
    assert all(speed > 0 for speeds in figures.values() for speed in speeds)
    shown = table(dict.fromkeys(figures, (100.0, 50.0)), 1)
    assert shown.count("1.0000") == 8


def test_nothing_to_read_is_refused():
    with pytest.raises(ValueError, match="no words"):
        measure([Article(path="", id="1", text=" ")])


def test_articles_come_from_the_folder_and_the_labelled_data(tmp_path: Path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "polnear").mkdir()
    row = json.dumps({"id": "b", "text": TEXT, "attributions": []})
    (tmp_path / "polnear" / "dev.jsonl").write_text(row + "\n", encoding="utf-8")
    assert [article.id for article in read_articles(tmp_path)] == ["a"]
    assert [article.id for article in read_articles(tmp_path, tmp_path)] == ["a", "b"]


def test_one_thread_and_one_processor(monkeypatch: pytest.MonkeyPatch):
    chosen: list[set[int]] = []
    monkeypatch.setattr(os, "environ", {})
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {3, 1}, raising=False)
    monkeypatch.setattr(
        os, "sched_setaffinity", lambda pid, cores: chosen.append(cores), raising=False
    )
    use_one_core()
    assert chosen == [{1}]
    assert {os.environ[name] for name in module._THREADS} == {"1"}
