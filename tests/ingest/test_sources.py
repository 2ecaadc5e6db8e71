from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import ManifestError
from analysis.ingest.sources import check_entries, read_sources
from analysis.records import SourceEntry


def entries(folder: Path, text: str | bytes) -> tuple[SourceEntry, ...]:
    path = folder / "sources.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_sources(path)


def test_all_keys_are_read(tmp_path: Path) -> None:
    text = """
[[source]]
name = "Ana  Ruiz"
aliases = ["Ruiz", "the mayor"]
kind = "Opposition"
form = "person"
naming = "named"

[[source]]
name = "River Watch"
"""
    first, second = entries(tmp_path, text)
    assert (first.name, first.aliases) == ("Ana Ruiz", ("Ruiz", "the mayor"))
    assert (first.kind, first.form, first.naming, first.line) == (
        "opposition",
        "person",
        "named",
        2,
    )
    assert (second.name, second.kind, second.aliases, second.line) == ("River Watch", None, (), 9)


def test_empty_file_gives_no_entries(tmp_path: Path) -> None:
    assert entries(tmp_path, "") == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '[[source]]\nname = "Bo Lee"\nkind = "oficial"',
            'line 3: there is no kind.*write "official"',
        ),
        ('[[source]]\nname = "Bo Lee"\nkind = "civil society"', 'write "civil_society"'),
        ('[[source]]\nname = "Bo Lee"\nkind = "hero"', "line 3.*write one of official, opposition"),
        (
            '[[source]]\nname = "Bo Lee"\nform = "party"',
            "there is no form.*person, group, document",
        ),
        ('[[source]]\nname = "Bo Lee"\nkind = 3', "line 3: kind has the wrong type"),
        ('[[source]]\nname = "Bo Lee"\nalias = ["B"]', 'line 3: there is no key "alias".*aliases'),
        ('[[source]]\nname = "Bo Lee"\naliases = "B"', "line 3: aliases has the wrong type"),
        ('[[source]]\nname = "Bo Lee"\naliases = [" "]', 'line 3: " " is no name'),
        ('[[source]]\nkind = "expert"', "line 1: the source has no name"),
        ('name = "Bo Lee"', r"line 1: there is no key .name.; write \[\[source\]\]"),
        (
            '[[sources]]\nname = "Bo Lee"',
            r"line 1: there is no key .sources.; write \[\[source\]\]",
        ),
        ('[source]\nname = "Bo Lee"', "line 1: source is no list"),
        ("[[source]]\nname = ", "line 2: not valid TOML"),
        (b'[[source]]\nname = "\xe9"', "line 2: the file is not in UTF-8"),
        (
            '[[source]]\nname = "Ana Ruiz"\n\n[[source]]\nname = "Tom Lee"\naliases = ["ána ruiz"]',
            "line 4: .ána ruiz. stands for a source on line 1 already; keep one",
        ),
        (
            '[[source]]\nname = "Bo Lee"\naliases = ["The Bo Lee"]',
            "line 1: .The Bo Lee. stands for",
        ),
    ],
)
def test_a_wrong_entry_is_refused_with_its_line(
    tmp_path: Path, text: str | bytes, problem: str
) -> None:
    with pytest.raises(ManifestError, match=problem) as caught:
        entries(tmp_path, text)
    assert "\n" not in caught.value.line
    assert "sources.toml" in caught.value.line


def test_the_same_entry_may_come_from_two_folders() -> None:
    entry = SourceEntry("Ana Ruiz", path="a/sources.toml", line=1)
    other = SourceEntry("Ana Ruiz", path="b/sources.toml", line=4)
    check_entries([entry, other])
    with pytest.raises(ManifestError, match=r"stands for a source in a/sources\.toml already"):
        check_entries([entry, SourceEntry("Ana Ruiz", kind="expert", path="b/sources.toml")])
