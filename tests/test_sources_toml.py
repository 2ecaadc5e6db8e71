"""Names over articles and `sources.toml`, from the folder to the sources of the report."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import pipeline
from analysis.axes.schema import load_axis
from analysis.errors import ManifestError
from analysis.extract.sourcing import SourcingResult

FULL = (
    "The vote\n\nPresident Kassym-Jomart Tokayev spoke on Monday. “We counted every vote,” "
    "Tokayev said. “Nobody was turned away,” said Ada Lund, a baker in Lota.\n"
)
SHORT = (
    "The count\n\n“It took all night,” Tokaev said on Tuesday. Nobody in the hall was surprised.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(FULL, encoding="utf-8")
    (tmp_path / "b.txt").write_text(SHORT, encoding="utf-8")
    return tmp_path


def sources(folder: Path) -> tuple[list[list[tuple[str, str, bool]]], tuple[str, ...]]:
    reading = pipeline.read([folder])
    analyses = pipeline.analyse(
        reading.articles, axis=load_axis("reform"), sources=reading.sources, features=("sourcing",)
    )
    found = []
    for analysis in analyses:
        result = analysis.results["sourcing"]
        assert isinstance(result, SourcingResult)
        found.append(sorted((s.name, s.kind, s.told) for s in result.sources))
    return found, pipeline.unused_sources(reading, analyses)


def test_a_source_has_one_name_in_all_articles(folder: Path) -> None:
    found, unused = sources(folder)
    assert found == [
        [("Ada Lund", "citizen", False), ("Kassym-Jomart Tokayev", "official", False)],
        [("Kassym-Jomart Tokayev", "official", False)],
    ]
    assert unused == ()


def test_what_the_user_says_holds_in_all_articles(folder: Path) -> None:
    text = '[[source]]\nname = "K. Tokayev"\naliases = ["kassym-jomart tokayev"]\nkind = "expert"\n'
    (folder / "sources.toml").write_text(text + '[[source]]\nname = "Nobody"\n', encoding="utf-8")
    found, unused = sources(folder)
    assert found == [
        [("Ada Lund", "citizen", False), ("K. Tokayev", "expert", True)],
        [("K. Tokayev", "expert", True)],
    ]
    (line,) = unused
    assert "sources.toml: line 5: no article quotes a source called" in line
    assert "\n" not in line


def test_a_wrong_entry_stops_before_anything_is_read(folder: Path) -> None:
    (folder / "sources.toml").write_text('[[source]]\nname = "A"\nkind = "king"', encoding="utf-8")
    with pytest.raises(ManifestError, match="line 3: there is no kind"):
        pipeline.read([folder])
