import json
import math
from pathlib import Path

from analysis.validation.furniture import half_of, measure, table

LEAD = "The council of Porto Novo voted on Monday to rebuild the old bridge over the river."
SECOND = "Work on the bridge is to begin in spring, said the mayor, who had promised it for years."


def test_lines_cut_are_compared_with_their_labels(tmp_path: Path) -> None:
    row = {"id": "a", "variant": "near"}
    lines = ["Bridge vote", "Share", LEAD, SECOND, "Advertisement", "- Comments"]
    path = tmp_path / "pages.jsonl"
    path.write_text(json.dumps(row | {"lines": lines, "labels": "IFAAAF"}) + "\n")
    figures = measure(path)
    half = half_of("a")
    assert sorted(figures) == [half, f"{half}/near"]
    assert math.isclose(figures[half]["precision"], 2 / 3)
    assert figures[half]["recall"] == 1.0
    assert math.isclose(figures[half]["f1"], 0.8)
    assert math.isclose(figures[half]["article_lines_lost"], 1 / 3)
    words = len(LEAD.split()) + len(SECOND.split()) + 1
    assert math.isclose(figures[half]["article_words_lost"], 1 / words)
    assert half in table(figures)


def test_a_file_without_pages_gives_no_figures(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_text("")
    assert measure(path) == {}
