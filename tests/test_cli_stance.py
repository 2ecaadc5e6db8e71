"""`parallax stance`, `score --target` and `parallax axis`, as a user starts them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analysis import cli

Run = Callable[..., subprocess.CompletedProcess]

SENTENCE = "Everybody admires Ana Belmonte for her honest work."
ARTICLE = """Council approves the new court

The council of Sant Orlo approved a new court on Monday. The minister of justice, Ana Belmonte,
said the court would be independent. "Judges will be chosen in public," she told reporters.

Critics said the law was rushed through at night. Belmonte was denounced as a liar.
"""


@pytest.fixture
def parallax(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[Run]:
    handlers = {number: signal.getsignal(number) for number in cli._stops()}
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def run(*arguments: str | Path) -> subprocess.CompletedProcess:
        monkeypatch.setattr(sys, "argv", ["parallax", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            cli.main()
        out, err = capfd.readouterr()
        return subprocess.CompletedProcess(arguments, int(end.value.code or 0), out, err)

    yield run
    for number, handler in handlers.items():
        signal.signal(number, handler)


@pytest.fixture
def rows(tmp_path: Path) -> Callable[..., Path]:
    def write(*lines: object) -> Path:
        path = tmp_path / "rows.jsonl"
        content = b"".join(
            line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines
        )
        path.write_bytes(content)
        return path

    return write


def row(name: object = "1", text: str = SENTENCE, target: str = "Ana Belmonte", **more) -> dict:
    return {"id": name, "text": text, "target": target, **more}


def judged(result: subprocess.CompletedProcess) -> list[dict]:
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    return [json.loads(line) for line in result.stdout.splitlines()]


def refused(result: subprocess.CompletedProcess, *words: str) -> None:
    assert result.returncode == 2
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    for word in words:
        assert word in lines[0]


@pytest.mark.parametrize("axis", [(), ("--axis", "reform")])
def test_every_row_gets_a_line_by_the_contract_in_order(parallax: Run, rows, axis) -> None:
    path = rows(
        row(7),
        row("a\ud800b"),
        row("article", ARTICLE, title="Council approves the new court"),
        row("mention", start=18, end=30),
        row("absent", target="Nobody Here"),
        row("long", ARTICLE * 3, target="Nobody Here"),
        row("odd", "…\u2028!", target="?"),
        b"\n",
        row(7),
    )
    found = judged(parallax("stance", path, *axis))
    names = [7, "a\ud800b", "article", "mention", "absent", "long", "odd", 7]
    assert [one["id"] for one in found] == names
    for one in found:
        assert set(one) == {"id", "score", "label", "proba", "low", "high"}
        assert one["label"] in (-1, 0, 1)
        assert len(one["proba"]) == 3
        assert sum(one["proba"]) == pytest.approx(1.0, abs=1e-5)
        assert -1.0 <= one["low"] <= one["score"] <= one["high"] <= 1.0
    assert found[0] == found[-1]


def test_a_target_is_optional_on_an_axis_only(parallax: Run, rows) -> None:
    path = rows({"id": 1, "text": "The president jailed his rivals and rigged the election."})
    assert judged(parallax("stance", path, "--axis", "reform"))[0]["label"] == -1
    refused(parallax("stance", path), "rows.jsonl: line 1", "target")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"{oops\n", "not JSON"),
        (b"[1]\n", "object"),
        (b"[" * 100_000 + b"\n", "nested"),
        (b'{"id": ' + b"1" * 5000 + b"}\n", "long"),
        ({"id": 1, "target": "x"}, '"text" is missing'),
        ({"text": "x", "target": "x"}, '"id" is missing'),
        ({"id": [1], "text": "x", "target": "x"}, '"id"'),
        (row(text=" \n"), '"text" is empty'),
        (row(target=""), '"target" is empty'),
        (row(text=5), '"text" is no text'),
        (row(start=0), '"end" is missing'),
        (row(start=0, end=1000), "outside"),
        (row(start=-1, end=3), "outside"),
        (row(start=5, end=5), "outside"),
        (row(start=0.5, end=3), "whole numbers"),
        (row(start=True, end=3), "whole numbers"),
        (b'{"id": 1, "text": "\xff"}\n', "UTF-8"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_its_line(parallax: Run, rows, line, words) -> None:
    refused(parallax("stance", rows(row(), b"\n", line, row())), "rows.jsonl: line 3", words)


def test_files_without_rows_are_refused(parallax: Run, rows, tmp_path: Path) -> None:
    refused(parallax("stance", rows()), "no rows")
    refused(parallax("stance", tmp_path), "folder")
    refused(parallax("stance", tmp_path / "none.jsonl"), "no such file")
    refused(parallax("stance", rows(row()), "--axis", "nosuchaxis"), "nosuchaxis")
    refused(parallax("stance", rows(row()), "--axis", ""), "--axis")


def test_score_adds_the_stance_toward_a_target(parallax: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    result = parallax("score", path, "--target", "Belmonte", "--features", "readability")
    assert result.returncode == 0, result.stderr
    (article,) = json.loads(result.stdout)["articles"]
    stance = article["stance"]
    assert set(stance) == {"target", "score", "low", "high", "n", "label", "sentences"}
    assert stance["target"] == "Belmonte"
    assert stance["n"] == len(stance["sentences"]) >= 2
    for sentence in stance["sentences"]:
        assert 0 <= sentence["start"] < sentence["end"] <= len(article["text"])
    assert "stance" not in json.loads(parallax("score", path).stdout)["articles"][0]
    refused(parallax("score", path, "--target", " "), "--target")
    refused(parallax("score", path, "--target", "x", "--format", "csv"), "--target", "json")


def test_a_new_axis_is_valid_and_says_what_it_lacks(
    parallax: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert parallax("axis", "new", "harbour").stdout == "harbour.toml\n"
    checked = parallax("axis", "check", "harbour.toml")
    assert checked.returncode == 0, checked.stderr
    for words in ("a valid axis", "filled in: lines 10", "main", "20 positive, 20 negative, 20"):
        assert words in checked.stdout
    refused(parallax("axis", "new", "harbour"), "harbour.toml", "already")
    refused(parallax("axis", "new", "reform"), "reform")
    refused(parallax("axis", "new", "../x"), "../x")
    assert parallax("axis", "new", "mine", "-o", "none/x.toml").returncode == 3


def test_a_check_names_misread_examples_by_their_line(parallax: Run, tmp_path: Path) -> None:
    printed = parallax("axis", "show", "strike").stdout
    line = 'examples = [\n    "The \\"deal\\" was announced on the 3rd of May.",'
    file = tmp_path / "mine.toml"
    file.write_text(printed.replace("examples = [", line, 1), encoding="utf-8")
    checked = parallax("axis", "check", file)
    assert checked.returncode == 0, checked.stderr
    assert "macro-F1" in checked.stdout
    assert "AUC" in checked.stdout
    assert "axis can" in checked.stdout
    number = file.read_text(encoding="utf-8").splitlines().index(line.splitlines()[1]) + 1
    assert f"line {number}, positive, read as neutral" in checked.stdout


def test_an_axis_shows_what_fires_in_a_text(parallax: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE + "The vote was not transparent.\n", encoding="utf-8")
    shown = parallax("axis", "show", "reform", path)
    assert shown.returncode == 0, shown.stderr
    for words in ("not (negation)", "electoral_integrity", "encoder", "relevance", "lexicon"):
        assert words in shown.stdout
    refused(parallax("axis", "show", "reform", tmp_path / "none.txt"), "none.txt")
