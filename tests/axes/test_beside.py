"""What stands beside an axis: for every axis, or by its own file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from analysis.axes.lexicon import LexiconScore, LexiconView
from analysis.axes.schema import Axis, load_axis
from analysis.errors import AxisError
from analysis.records import Span

SILENT = LexiconScore(0.0, 0.0, ())
FILE = """
id = "harbour"
title = "t"
subject = "s"
[positive]
name = "p"
explanation = "e"
[negative]
name = "n"
explanation = "e"
[facets.work]
name = "w"
explanation = "e"
[lexicon.work]
"-3" = ["ruined"]
"""


@pytest.fixture(scope="module")
def project() -> Axis:
    return load_axis("project")


def score(axis: Axis, text: str) -> LexiconScore:
    return LexiconView(axis).score(text, Span(0, len(text)))


def written(folder: Path, more: str) -> Axis:
    path = folder / "harbour.toml"
    path.write_text(FILE + more, encoding="utf-8")
    return load_axis(path)


@pytest.mark.parametrize(
    "text",
    [
        "Villagers said no one had asked them.",
        "The company dumped toxic waste in the river.",
        "The harvest failed when toxic dust settled on the fields.",
    ],
)
def test_words_beside_one_axis_speak_on_another(project: Axis, text: str) -> None:
    assert score(project, text).score < 0


@pytest.mark.parametrize(
    "text", ["The rebels are cruel and corrupt.", "The novel is a triumph of courage."]
)
def test_what_is_beside_every_axis_stays_so(text: str) -> None:
    assert score(load_axis("reform"), text) == SILENT


def test_a_file_names_what_is_beside_its_axis(tmp_path: Path) -> None:
    text = "The regatta was ruined by wind."
    assert score(written(tmp_path, ""), text).score < 0
    assert score(written(tmp_path, '[beside]\noff_topic = ["regatta"]\n'), text) == SILENT
    text = "The divers ruined the evening."
    assert score(written(tmp_path, '[beside]\nothers = ["divers"]\n'), text) == SILENT


def test_words_of_a_side_come_before_those_beside_the_axis(project: Axis) -> None:
    text = "Rebels ruined everything."
    beside = replace(project, sides=replace(project.sides, subject=("rebels",), others=("rebels",)))
    assert score(beside, text).score < 0


def test_a_mistake_beside_the_axis_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(AxisError, match="line 17"):
        written(tmp_path, '[beside]\nother = ["divers"]\n')
    with pytest.raises(AxisError, match="line 17"):
        written(tmp_path, '[beside]\nothers = ["{divers"]\n')
