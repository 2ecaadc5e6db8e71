from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import ManifestError
from analysis.ingest.facts import read_facts
from analysis.records import FactEntry


def entries(folder: Path, text: str | bytes) -> tuple[FactEntry, ...]:
    path = folder / "facts.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_facts(path)


def test_all_keys_are_read(tmp_path: Path) -> None:
    text = """
[[fact]]
id = "turnout-3fa91c"
label = "Turnout  by the first count"
pin = true
merge = ["voters-77b0e2", "the electorate of Lota"]

[[fact]]
passage = "the bridge had been closed"
delete = true
"""
    first, second = entries(tmp_path, text)
    assert (first.id, first.label, first.pin, first.delete, first.line) == (
        "turnout-3fa91c",
        "Turnout by the first count",
        True,
        False,
        2,
    )
    assert first.merge == ("voters-77b0e2", "the electorate of Lota")
    assert (second.id, second.passage, second.delete, second.line) == (
        "",
        "the bridge had been closed",
        True,
        8,
    )


def test_empty_file_gives_no_entries(tmp_path: Path) -> None:
    assert entries(tmp_path, "") == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[[fact]]\nid = "a"\nlable = "x"', 'line 3: there is no key "lable"; write label'),
        ('[[fact]]\nlabel = "x"', "line 1: the fact has no id; write id = "),
        ('[[fact]]\nid = "a"\npassage = "b"\npin = true', "line 2: the fact has an id and a pass"),
        ("[[fact]]\nid = 3\npin = true", "line 2: id has the wrong type"),
        ('[[fact]]\nid = "a"\npin = "yes"', "line 3: pin has the wrong type; give true or false"),
        ('[[fact]]\nid = "a"\nmerge = "b"', "line 3: merge has the wrong type; give a list"),
        ('[[fact]]\nid = "a"\nmerge = [" "]', "line 3: merge names an empty id"),
        ('[[fact]]\nid = "a"\n', "line 2: nothing is asked for; write label, pin"),
        ('[[fact]]\nid = "a"\ndelete = true\npin = true', "line 3: a deleted fact cannot be"),
        ('[[fact]]\npassage = "it was"\npin = true', 'line 2: "it was" is too short a passage'),
        ('[[facts]]\nid = "a"', r"line 1: there is no key .facts.; write \[\[fact\]\]"),
        ('id = "a"', r"line 1: there is no key .id.; write \[\[fact\]\]"),
        ('[fact]\nid = "a"', "line 1: fact is no list of tables"),
        ("[[fact]]\nid = ", "line 2: not valid TOML"),
        (b'[[fact]]\nid = "\xe9"', "line 2: the file is not in UTF-8"),
        (
            '[[fact]]\nid = "a"\npin = true\n[[fact]]\nid = "b"\nmerge = ["A"]',
            'line 4: the fact "A" stands on line 1 already; keep one',
        ),
    ],
)
def test_a_mistake_is_told_in_one_line(tmp_path: Path, text: str | bytes, problem: str) -> None:
    with pytest.raises(ManifestError, match=problem) as caught:
        entries(tmp_path, text)
    assert "\n" not in str(caught.value)
    assert "facts.toml" in str(caught.value)
