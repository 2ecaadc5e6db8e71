from pathlib import Path

import pytest

from analysis.errors import ManifestError
from analysis.ingest.manifest import Manifest, check_files, read_manifest


def manifest(folder: Path, text: str | bytes) -> Manifest:
    path = folder / "manifest.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_manifest(path)


def test_a_full_row_is_read(tmp_path: Path) -> None:
    row = manifest(
        tmp_path,
        "file,title,outlet,author,published,url,genre,note\n"
        'a.txt,"Vote, and count",Courier,Ana Díaz; Bo Lund,2022-11-21,https://x.org/a,News,seen\n',
    ).row("a.txt")
    assert row is not None
    assert (row.title, row.outlet, row.authors) == (
        "Vote, and count",
        "Courier",
        ("Ana Díaz", "Bo Lund"),
    )
    assert (row.published, row.url, row.genre, row.note, row.line) == (
        "2022-11-21",
        "https://x.org/a",
        "news",
        "seen",
        2,
    )


@pytest.mark.parametrize(
    "text",
    [
        "file;outlet\na.txt;Kurier\n",
        "\ufefffile,outlet\r\na.txt,Kurier\r\n",
        "outlet\tfile\nKurier\ta.txt\n",
        "\nOUTLET , File\n\n Kurier , a.txt \n,\n",
    ],
)
def test_spreadsheets_of_other_countries_are_read(tmp_path: Path, text: str) -> None:
    row = manifest(tmp_path, text).row(tmp_path / "a.txt")
    assert row is not None
    assert row.outlet == "Kurier"
    assert row.title is None
    assert row.authors == ()


def test_names_match_however_an_accent_is_stored(tmp_path: Path) -> None:
    assert manifest(tmp_path, "file\ncafe\u0301.txt\n").row("caf\u00e9.txt") is not None


def test_unknown_columns_are_left_alone_and_named(tmp_path: Path) -> None:
    assert manifest(tmp_path, "file,grade\na.txt,5\n").ignored == ("grade",)


def test_day_month_year_with_dots_is_a_date(tmp_path: Path) -> None:
    row = manifest(tmp_path, "file,published\na.txt,21.11.2022\n").row("a.txt")
    assert row is not None
    assert row.published == "2022-11-21"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty"),
        ("name,title\n", 'line 1: there is no column "file"'),
        ("file,titel\n", 'line 1: there is no column "titel"; write "title"'),
        ("file,title,title\n", "line 1.*twice"),
        ("file,title\na.txt,x\na.txt,y\n", 'line 3: "a.txt" is on line 2 too'),
        ("file,title\n,x\n", "line 2: the row names no file"),
        ("file,title\n../a.txt,x\n", "line 2.*names a folder"),
        ("file,published\na.txt,2022-02-30\n", 'line 2: "2022-02-30" is not a date'),
        ("file,published\na.txt,04/05/2022\n", "line 2.*year-month-day"),
        ("file,url\na.txt,javascript:alert(1)\n", "line 2.*not a web address"),
        ("file,genre\na.txt,rant\n", 'line 2: there is no genre "rant"; write one of news'),
        ("file,title\na.txt,x,y\n", "line 2: 3 cells under 2 columns"),
        ('file,title\n\nb.txt,ok\na.txt,"x\n', "line 4: the row cannot be read"),
        (b"file,title\na.txt,caf\xe9\n", "line 2: the manifest is not in UTF-8"),
    ],
)
def test_a_wrong_manifest_is_refused_with_its_line(
    tmp_path: Path, text: str | bytes, problem: str
) -> None:
    with pytest.raises(ManifestError, match=problem) as caught:
        manifest(tmp_path, text)
    assert "\n" not in caught.value.line


def test_missing_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="there is no such file"):
        read_manifest(tmp_path / "none.csv")


def test_a_row_needs_its_file(tmp_path: Path) -> None:
    (tmp_path / "beside.txt").write_text("words")
    wrong = manifest(tmp_path, "file\nbeside.txt\nartcle.txt\n")
    with pytest.raises(ManifestError, match=r'line 3.*write "article.txt"'):
        check_files(wrong, [tmp_path / "article.txt"])
    check_files(manifest(tmp_path, "file\nbeside.txt\narticle.txt\n"), [Path("x/article.txt")])


def test_the_empty_manifest_says_nothing() -> None:
    assert Manifest().row("a.txt") is None
    assert not Manifest()


@pytest.mark.parametrize("name", [".", "..", "ARTICLE.TXT"])
def test_a_row_must_name_a_file_as_it_is_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(ManifestError, match=r"line 2: there is no file"):
        check_files(manifest(tmp_path, f"file\n{name}\n"), [tmp_path / "article.txt"])


def test_a_name_in_another_case_is_suggested(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match=r'write "article\.txt"'):
        check_files(manifest(tmp_path, "file\nARTICLE.TXT\n"), [tmp_path / "article.txt"])


def test_control_codes_are_dropped_from_cells(tmp_path: Path) -> None:
    row = manifest(tmp_path, "file,title\na.txt,A\x1b[31m \x00vote\n").row("a.txt")
    assert row is not None
    assert row.title == "A[31m vote"
