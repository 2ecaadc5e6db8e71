import errno
import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analysis import cli
from analysis.errors import PdfError

Run = Callable[..., subprocess.CompletedProcess]

ARTICLE = """Council approves the new court

The council of Sant Orlo approved a new court on Monday. The minister of justice, Ana Belmonte,
said the court would be independent. "Judges will be chosen in public," she told reporters.

Critics said the law was rushed through at night. "Nobody has read it," said Joao Pires, who leads
the bar association. About 200 lawyers protested in front of the parliament.
"""


def process(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess:
    """The command as a user starts it."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    command = [sys.executable, "-m", "analysis", *map(str, arguments)]
    return subprocess.run(command, text=True, check=False, **options)


@pytest.fixture
def parallax(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """The same without a process of its own, which costs a second."""
    handlers = {number: signal.getsignal(number) for number in cli._stops()}

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


def test_help_names_the_commands_and_examples():
    result = process("--help")
    assert result.returncode == 0
    assert "Examples:" in result.stdout
    assert all(name in result.stdout for name in ("report", "score", "read", "validate"))


def test_help_loads_no_heavy_library():
    code = (
        "import sys, analysis.cli\n"
        "heavy = {'numpy', 'scipy', 'sklearn', 'matplotlib', 'weasyprint', 'textstat', 'pydantic',"
        " 'rich', 'jinja2', 'rapidfuzz'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr


def test_score_prints_one_json_in_a_pipe(parallax: Run, folder: Path):
    result = parallax("score", folder)
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    tree = json.loads(result.stdout)
    assert [article["id"] for article in tree["articles"]] == ["a", "b"]
    for article in tree["articles"]:
        for attribution in article["sourcing"]["attributions"]:
            for span in attribution["content"]:
                assert 0 <= span["start"] < span["end"] <= len(article["text"])


def test_score_limits_the_features(parallax: Run, folder: Path):
    tree = json.loads(parallax("score", folder / "a.txt", "--features", "readability").stdout)
    article = tree["articles"][0]
    assert article["framing"] is None
    assert article["readability"]["measures"]


def test_score_as_csv_has_a_row_an_article(parallax: Run, folder: Path):
    lines = parallax("score", folder, "--format", "csv").stdout.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("path,id,title")


def test_read_as_is_keeps_the_file_to_the_letter(parallax: Run, folder: Path):
    text = "Share\r\n\r\nA line.\r\nRead more: another story\r\n"
    (folder / "c.txt").write_bytes(text.encode())
    tree = json.loads(parallax("read", folder / "c.txt", "--as-is").stdout)
    assert tree["articles"][0]["text"] == text
    assert tree["articles"][0]["removed"] == []


def test_report_writes_the_chosen_formats_and_nothing_else(parallax: Run, folder: Path):
    out = folder.parent / "out"
    result = parallax("report", folder, "-o", out, "--formats", "json,html")
    assert result.returncode == 0, result.stderr
    assert sorted(path.name for path in out.iterdir()) == ["report.html", "report.json"]


def test_skipped_files_are_named_on_standard_error_and_in_the_report(parallax: Run, folder: Path):
    (folder / "empty.txt").write_bytes(b"")
    result = parallax("score", folder)
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
    parallax: Run, tmp_path: Path, name: str, content: bytes
):
    (tmp_path / name).write_bytes(content)
    refused(parallax("score", tmp_path / name), name)


def test_a_missing_path_is_refused(parallax: Run, tmp_path: Path):
    refused(parallax("report", tmp_path / "nowhere", "-o", tmp_path / "out"), "nowhere")
    assert not (tmp_path / "out").exists()


def test_a_folder_without_articles_is_refused(parallax: Run, tmp_path: Path):
    refused(parallax("report", tmp_path, "-o", tmp_path / "out"), str(tmp_path))
    assert not (tmp_path / "out").exists()


def test_a_bad_manifest_row_is_refused_with_its_line(parallax: Run, folder: Path):
    (folder / "manifest.csv").write_text("file,published\na.txt,someday\n", encoding="utf-8")
    refused(parallax("score", folder), "manifest.csv", "2")


def test_a_bad_axis_file_is_refused(parallax: Run, folder: Path):
    (folder / "mine.toml").write_text("title = ", encoding="utf-8")
    refused(parallax("score", folder, "--axis", folder / "mine.toml"), "mine.toml")
    refused(parallax("score", folder, "--axis", "nosuchaxis"), "nosuchaxis")


def test_a_wrong_option_is_refused_in_one_line(parallax: Run, folder: Path):
    refused(parallax("score", folder, "--features", "mood"), "mood", "framing")
    refused(parallax("report"), "FOLDER")


def test_an_output_folder_that_is_a_file_ends_with_three(parallax: Run, folder: Path):
    (folder.parent / "out").write_text("in the way", encoding="utf-8")
    result = parallax("report", folder, "-o", folder.parent / "out", "--formats", "json")
    assert result.returncode == 3
    assert len(result.stderr.splitlines()) == 1
    assert (folder.parent / "out").read_text(encoding="utf-8") == "in the way"


def test_an_output_folder_without_permission_ends_with_three(
    parallax: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*args: object, **options: object) -> str:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)  # root may write anywhere
    out = folder.parent / "out"
    result = parallax("report", folder, "-o", out, "--formats", "json")
    assert result.returncode == 3
    assert result.stderr.splitlines() == [
        f"parallax: {out}: cannot be written (Permission denied); "
        "choose a folder you may write to with -o"
    ]
    assert list(out.iterdir()) == []


def test_without_pango_the_rest_is_written_and_named(
    parallax: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    def no_pango(html: str) -> bytes:
        raise PdfError(None, "no Pango", "install it")

    monkeypatch.setattr("analysis.report.pdf.render_pdf", no_pango)
    out = folder.parent / "out"
    result = parallax("report", folder, "-o", out)
    assert result.returncode == 3
    assert result.stderr == "parallax: no Pango; install it\n"
    assert str(out / "report.html") in result.stdout
    assert (out / "report.json").exists()
    assert not (out / "report.pdf").exists()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_report_leaves_nothing_half_written(folder: Path, number: int, code: int):
    out = folder.parent / "out"
    stuck = (
        "import sys, time, analysis.cli as cli, analysis.report.tables as tables\n"
        "def slow(comparison):\n"
        "    print('ready', flush=True)\n"
        "    time.sleep(60)\n"
        "tables.to_csv = slow\n"
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


def test_one_article_alone_gives_a_report_without_comparison(parallax: Run, folder: Path):
    (folder / "b.txt").unlink()
    out = folder.parent / "out"
    result = parallax("report", folder, "-o", out)
    assert result.returncode == 0, result.stderr
    tree = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert tree["comparison"]["shared_copy"] == []
    assert tree["comparison"]["differences"] == []
    assert (out / "report.pdf").read_bytes().startswith(b"%PDF")


def test_results_in_the_folder_of_the_articles_are_not_read_again(parallax: Run, folder: Path):
    first = parallax("report", folder, "-o", folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    second = parallax("report", folder, "-o", folder)
    assert (first.returncode, second.returncode, second.stderr) == (0, 0, "")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("name", ["line\nbreak.txt", "escape\x1b[31m.txt", "byte\udcff.txt"])
def test_a_strange_file_name_stays_on_one_printable_line(parallax: Run, folder: Path, name: str):
    try:
        (folder / name).write_bytes(b"")
    except (OSError, UnicodeError):
        pytest.skip("the file system does not take this name")
    result = parallax("read", folder)
    assert result.returncode == 0
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.rstrip("\n").isprintable()
    json.loads(result.stdout)


@pytest.mark.parametrize(
    "arguments",
    [("read", ""), ("report", ""), ("report", "x", "-o", ""), ("read", "x", "--manifest", "")],
)
def test_an_empty_path_is_not_the_current_folder(parallax: Run, arguments: tuple[str, ...]):
    refused(parallax(*arguments), "empty")


def test_an_empty_axis_is_refused(parallax: Run, folder: Path):
    refused(parallax("score", folder, "--axis", ""), "--axis")


def test_an_unknown_axis_of_the_event_is_refused_with_the_file_that_names_it(
    parallax: Run, folder: Path
):
    (folder / "event.toml").write_text('axis = "nosuchaxis"\n', encoding="utf-8")
    refused(parallax("score", folder), "event.toml", "nosuchaxis")


def test_an_axis_file_beside_the_event_is_found_from_anywhere(parallax: Run, folder: Path):
    own = (Path(cli.__file__).parent / "axes" / "reform.toml").read_text(encoding="utf-8")
    (folder / "mine.toml").write_text(own, encoding="utf-8")
    (folder / "event.toml").write_text('axis = "mine.toml"\n', encoding="utf-8")
    assert parallax("score", folder, "--features", "readability").returncode == 0


@pytest.mark.parametrize("name", ["manifest.csv", "event.toml"])
def test_a_manifest_or_event_that_is_no_file_is_refused(parallax: Run, folder: Path, name: str):
    (folder / name).symlink_to("nowhere")
    refused(parallax("read", folder), name)
    (folder / name).unlink()
    (folder / name).mkdir()
    refused(parallax("read", folder), name, "folder")


@pytest.mark.parametrize("columns", ["20", "100", "300"])
def test_the_table_fits_the_terminal(
    parallax: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, columns: str
):
    monkeypatch.setenv("COLUMNS", columns)
    table = parallax("score", folder, "--format", "table").stdout
    assert max(map(len, table.splitlines())) <= max(30, int(columns))
    assert "attributions" in table
    assert "Council" in table


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.parametrize("arguments", [("--help",), ("read",), ("read", "--format", "table")])
def test_lost_output_ends_with_three(folder: Path, arguments: tuple[str, ...]):
    paths = () if arguments == ("--help",) else (folder,)
    with Path("/dev/full").open("wb") as full:
        result = process(*arguments, *paths, stdout=full)
    assert result.returncode == 3
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(("closing", "code"), [(">&-", 3), ("<&- 2>&-", 0), ("| true", 3)])
def test_closed_streams_are_no_crash(folder: Path, closing: str, code: int):
    command = f'"{sys.executable}" -m analysis read "{folder}" {closing}'
    script = f"{command}; exit ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert result.returncode == code
    assert "Traceback" not in result.stderr


def test_an_axis_is_printed_copied_and_used(
    parallax: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(folder)
    assert parallax("axis", "list").stdout.split() == ["project", "reform", "strike"]
    printed = parallax("axis", "show", "reform").stdout
    (folder / "mine.toml").write_text(printed, encoding="utf-8")
    checked = parallax("axis", "check", "mine.toml")
    assert checked.returncode == 0
    assert "a valid axis" in checked.stdout


def test_an_axis_nested_too_deeply_is_refused(parallax: Run, folder: Path):
    (folder / "deep.toml").write_text("a = " + "[" * 5000, encoding="utf-8")
    refused(parallax("axis", "check", folder / "deep.toml"), "deep.toml", "nested")
