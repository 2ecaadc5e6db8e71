import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = """Council approves the new court

The council of Sant Orlo approved a new court on Monday. The minister of justice, Ana Belmonte,
said the court would be independent. "Judges will be chosen in public," she told reporters.

Critics said the law was rushed through at night. "Nobody has read it," said Joao Pires, who leads
the bar association. About 200 lawyers protested in front of the parliament.
"""


def parallax(*arguments: str | Path, cwd: Path, **options: object) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "analysis", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    event = tmp_path / "event"
    event.mkdir()
    (event / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (event / "b.txt").write_text(ARTICLE.replace("Critics", "Opponents"), encoding="utf-8")
    return event


def refused(result: subprocess.CompletedProcess, *words: str) -> None:
    assert result.returncode == 2
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    for word in words:
        assert word in lines[0]


def test_help_names_the_commands_and_examples(tmp_path: Path):
    result = parallax("--help", cwd=tmp_path)
    assert result.returncode == 0
    assert "Examples:" in result.stdout
    assert all(name in result.stdout for name in ("report", "score", "read", "validate"))


def test_help_loads_no_heavy_library(tmp_path: Path):
    code = (
        "import sys, analysis.cli\n"
        "heavy = {'numpy', 'scipy', 'sklearn', 'matplotlib', 'weasyprint', 'textstat', 'pydantic',"
        " 'rich', 'jinja2', 'rapidfuzz'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr


def test_score_prints_one_json_in_a_pipe(folder: Path):
    result = parallax("score", folder, cwd=folder)
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    tree = json.loads(result.stdout)
    assert [article["id"] for article in tree["articles"]] == ["a", "b"]
    for article in tree["articles"]:
        for attribution in article["sourcing"]["attributions"]:
            for span in attribution["content"]:
                assert 0 <= span["start"] < span["end"] <= len(article["text"])


def test_score_limits_the_features(folder: Path):
    tree = json.loads(
        parallax("score", folder / "a.txt", "--features", "readability", cwd=folder).stdout
    )
    article = tree["articles"][0]
    assert article["framing"] is None
    assert article["readability"]["measures"]


def test_score_as_csv_has_a_row_an_article(folder: Path):
    lines = parallax("score", folder, "--format", "csv", cwd=folder).stdout.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("path,id,title")


def test_read_as_is_keeps_the_file_to_the_letter(folder: Path):
    text = "Share\r\n\r\nA line.\r\nRead more: another story\r\n"
    (folder / "c.txt").write_bytes(text.encode())
    tree = json.loads(parallax("read", folder / "c.txt", "--as-is", cwd=folder).stdout)
    assert tree["articles"][0]["text"] == text
    assert tree["articles"][0]["removed"] == []


def test_report_writes_the_chosen_formats_and_nothing_else(folder: Path):
    out = folder.parent / "out"
    result = parallax("report", folder, "-o", out, "--formats", "json,html", cwd=folder)
    assert result.returncode == 0, result.stderr
    assert sorted(path.name for path in out.iterdir()) == ["report.html", "report.json"]


def test_skipped_files_are_named_on_standard_error_and_in_the_report(folder: Path):
    (folder / "empty.txt").write_bytes(b"")
    result = parallax("score", folder, cwd=folder)
    assert result.returncode == 0
    assert len(result.stderr.splitlines()) == 1
    assert "empty.txt" in result.stderr
    assert "empty.txt" in json.loads(result.stdout)["skipped"][0]["path"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
        ("binary.txt", b"\x7fELF\x00\x01\x02" * 50),
        ("latin.txt", "Der Präsident sagte gestern.".encode("latin-1")),
    ],
)
def test_a_file_that_is_no_article_is_refused_in_one_line(
    tmp_path: Path, name: str, content: bytes
):
    (tmp_path / name).write_bytes(content)
    refused(parallax("score", name, cwd=tmp_path), name)


def test_a_missing_path_is_refused(tmp_path: Path):
    refused(parallax("report", "nowhere", cwd=tmp_path), "nowhere")
    assert not (tmp_path / "reports").exists()


def test_a_folder_without_articles_is_refused(tmp_path: Path):
    refused(parallax("report", tmp_path, cwd=tmp_path), str(tmp_path))
    assert not (tmp_path / "reports").exists()


def test_a_bad_manifest_row_is_refused_with_its_line(folder: Path):
    (folder / "manifest.csv").write_text("file,published\na.txt,someday\n", encoding="utf-8")
    refused(parallax("score", folder, cwd=folder), "manifest.csv", "2")


def test_a_bad_axis_file_is_refused(folder: Path):
    (folder / "mine.toml").write_text("title = ", encoding="utf-8")
    refused(parallax("score", folder, "--axis", folder / "mine.toml", cwd=folder), "mine.toml")
    refused(parallax("score", folder, "--axis", "nosuchaxis", cwd=folder), "nosuchaxis")


def test_a_wrong_option_is_refused_in_one_line(folder: Path):
    refused(parallax("score", folder, "--features", "mood", cwd=folder), "mood", "framing")
    refused(parallax("report", cwd=folder), "FOLDER")


def test_an_output_folder_that_is_a_file_ends_with_three(folder: Path):
    (folder.parent / "out").write_text("in the way", encoding="utf-8")
    result = parallax(
        "report", folder, "-o", folder.parent / "out", "--formats", "json", cwd=folder
    )
    assert result.returncode == 3
    assert len(result.stderr.splitlines()) == 1
    assert (folder.parent / "out").read_text(encoding="utf-8") == "in the way"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_output_folder_without_permission_ends_with_three(folder: Path):
    out = folder.parent / "out"
    out.mkdir()
    out.chmod(stat.S_IRUSR | stat.S_IXUSR)
    result = parallax("report", folder, "-o", out, "--formats", "json", cwd=folder)
    assert result.returncode == 3
    assert list(out.iterdir()) == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_report_leaves_nothing_half_written(folder: Path, number: int, code: int):
    out = folder.parent / "out"
    stuck = (
        "import sys, time, analysis.cli as cli, analysis.report.export as export\n"
        "def slow(comparison):\n"
        "    print('ready', flush=True)\n"
        "    time.sleep(60)\n"
        "export.to_csv = slow\n"
        "cli.main()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", stuck, "report", str(folder), "-o", str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(number)
    _, complaint = process.communicate(timeout=60)
    assert process.returncode == code
    assert "Traceback" not in complaint
    assert list(out.iterdir()) == []


def test_one_article_alone_gives_a_report_without_comparison(folder: Path):
    (folder / "b.txt").unlink()
    out = folder.parent / "out"
    result = parallax("report", folder, "-o", out, cwd=folder)
    assert result.returncode == 0, result.stderr
    tree = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert tree["comparison"]["shared_copy"] == []
    assert tree["comparison"]["differences"] == []
    assert (out / "report.pdf").read_bytes().startswith(b"%PDF")
