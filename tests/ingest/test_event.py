from pathlib import Path

import pytest

from analysis.errors import ManifestError
from analysis.ingest.event import read_event
from analysis.records import Event


def event(folder: Path, text: str | bytes) -> Event:
    path = folder / "event.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_event(path)


def test_all_keys_are_read(tmp_path: Path) -> None:
    text = 'title = "The  vote"\ndate = 2022-11-20\naxis = "reform"\nsubjects = ["Díaz", "vote"]\n'
    assert event(tmp_path, text) == Event("The vote", "2022-11-20", "reform", ("Díaz", "vote"))


def test_everything_may_be_missing(tmp_path: Path) -> None:
    assert event(tmp_path, "") == Event()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ('date = "2022-11-20"', "2022-11-20"),
        ('date = ""', None),
        ("date = 2022-11-20T10:00:00Z", "2022-11-20"),
    ],
)
def test_dates_may_be_written_as_text(tmp_path: Path, text: str, date: str | None) -> None:
    assert event(tmp_path, text).date == date


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('title = "x"\ndate 2022', "line 2: not valid TOML"),
        ('title = "x', "line 1: not valid TOML"),
        ('title = "x"\ndate = 2022-02-30', "line 2: not valid TOML"),
        ('title = "x"\n\ndate = "20.11.2022"', "line 3.*not a date that exists.*2022-11-20"),
        ("date = 2022", "line 1: date has the wrong type"),
        ("title = 3", "line 1: title has the wrong type"),
        ('title = "x"\nsubjects = "y"', "line 2: subjects has the wrong type"),
        ('titel = "x"', 'line 1: there is no key "titel"; write title'),
        ("[zzz]\na = 1", 'line 1: there is no key "zzz"; the keys are title'),
        (b'title = "\xe9"', "not in UTF-8"),
    ],
)
def test_a_wrong_description_is_refused_with_its_line(
    tmp_path: Path, text: str | bytes, problem: str
) -> None:
    with pytest.raises(ManifestError, match=problem) as caught:
        event(tmp_path, text)
    assert "\n" not in caught.value.line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("date = 2022-13-01", "date = 2022-11-20"),
        ("subjects = " + "[" * 9000, "deep"),
        ("title = '" + "x" * 30_000 + "'", "too large"),
    ],
)
def test_an_event_that_cannot_be_read_says_what_to_write(
    tmp_path: Path, text: str, words: str
) -> None:
    path = tmp_path / "event.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ManifestError, match=words):
        read_event(path)


def test_control_codes_do_not_reach_the_report(tmp_path: Path) -> None:
    path = tmp_path / "event.toml"
    path.write_text(r'title = "A\u0000 vote\u001b"', encoding="utf-8")
    assert read_event(path).title == "A vote"
