from pathlib import Path

import pytest

from analysis.errors import ArticleError, InputError
from analysis.ingest.load import MAX_LINES, article_ids, find_files, read_article
from analysis.ingest.manifest import Manifest, ManifestRow

BODY = (
    "The council of Porto Novo voted on Monday to rebuild the old bridge over the river.\n\n"
    "Work is to begin in spring, said the mayor, who had promised it for six long years.\n"
)


def make(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BODY, encoding="utf-8")
    return paths


def test_a_folder_gives_its_articles_in_name_order(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a.TXT", "c.md", "sub/d.txt", ".hidden.txt", "manifest.csv")
    make(tmp_path, "event.toml", "README.md", "photo.jpg", "~$b.txt", "b.txt~")
    assert [path.name for path in find_files([tmp_path])] == ["a.TXT", "b.txt", "c.md"]


def test_a_document_of_another_kind_is_returned_so_that_it_is_named(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.docx", "c.html", "d")
    found = find_files([tmp_path])
    assert [path.name for path in found] == ["a.txt", "b.docx", "c.html", "d"]
    for path in found[1:]:
        with pytest.raises(ArticleError, match=r"reads \.txt, \.text and \.md files; save"):
            read_article(path)


def test_files_are_given_once_and_in_the_order_given(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.txt")
    paths = [tmp_path / "b.txt", tmp_path, tmp_path / "a.txt"]
    assert [path.name for path in find_files(paths)] == ["b.txt", "a.txt"]


def test_missing_path_and_folder_without_articles_are_refused(tmp_path: Path) -> None:
    make(tmp_path, "only/notes.docx")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no such file or folder"):
        find_files([tmp_path / "none"])
    with pytest.raises(InputError, match="holds no articles"):
        find_files([tmp_path / "empty"])
    with pytest.raises(InputError, match=r"notes\.docx"):
        find_files([tmp_path / "only"])


def test_a_folder_named_like_an_article_and_a_dead_link_are_told(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    (tmp_path / "b.txt").mkdir()
    (tmp_path / "c.txt").symlink_to(tmp_path / "gone.txt")
    _, folder, link = find_files([tmp_path])
    with pytest.raises(ArticleError, match="folder"):
        read_article(folder)
    with pytest.raises(ArticleError, match="no such file"):
        read_article(link)


def test_ids_are_unique_and_safe() -> None:
    paths = [Path(name) for name in ("x/a b.txt", "x/one.txt", "y/One.txt", "y/one.md", "z/№?.txt")]
    ids = article_ids(paths)
    assert ids == ["a-b", "x-one", "y-One", "y-one-2", "article"]
    assert len({name.casefold() for name in ids}) == len(ids)


def test_an_article_is_read_with_its_ledger(tmp_path: Path) -> None:
    path = tmp_path / "bridge.txt"
    path.write_bytes(("Spread the love\r\n\r\n" + BODY.replace("\n", "\r\n")).encode())
    article = read_article(path)
    assert article.id == "bridge"
    assert article.text == BODY.strip()
    assert [(cut.line, cut.text, cut.reason) for cut in article.removed] == [
        (1, "Spread the love", "share buttons")
    ]
    assert article.language == "en"


def test_as_is_leaves_every_character_in_its_place(tmp_path: Path) -> None:
    content = "Share\r\n\r\n\u00a0Bridge vote:\u200b a\u00a0day in Porto Novo\r\n\r\n" + BODY
    path = tmp_path / "bridge.txt"
    path.write_bytes(b"\xef\xbb\xbf" + content.encode())
    article = read_article(path, as_is=True)
    assert article.text == content
    assert article.removed == ()
    assert article.headline is not None
    assert article.headline.of(article.text).startswith("Bridge vote")


def test_a_file_of_furniture_alone_is_refused_unless_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("Home\nMenu\nShare\nSign up for our newsletter\nMost Read\n")
    with pytest.raises(ArticleError, match="nothing is left but page furniture"):
        read_article(path)
    assert read_article(path, as_is=True).text.startswith("Home")


def test_a_file_of_very_many_lines_is_no_article(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_text("a\n" * (MAX_LINES + 1))
    with pytest.raises(ArticleError, match="keep one article in a file"):
        read_article(path)


@pytest.mark.parametrize(
    "line",
    ["(" * 50_000, "(photo: " * 20_000, "Facebook " * 9_000 + "!", "> " * 700 + ".", "#a " * 300],
)
def test_hostile_lines_are_read_and_not_cut_short(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{BODY}\n{line}\n")
    article = read_article(path)
    assert line.strip() in article.text or line.strip() in {cut.text for cut in article.removed}


def test_the_manifest_is_believed_first(tmp_path: Path) -> None:
    (path,) = make(tmp_path, "a.txt")
    row = ManifestRow(file="a.txt", line=2, title="A title of its own", genre="analysis")
    article = read_article(path, manifest=Manifest(rows={"a.txt": row}))
    assert (article.title, article.provenance["title"]) == ("A title of its own", "manifest")
    assert (article.genre, article.provenance["genre"]) == ("analysis", "manifest")
    assert article.headline is None


def test_a_title_of_the_manifest_that_stands_in_the_text_is_the_headline(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Bridge\n\n" + BODY)
    row = ManifestRow(file="a.txt", line=2, title="BRIDGE")
    article = read_article(path, manifest=Manifest(rows={"a.txt": row}))
    assert article.headline is not None
    assert article.headline.of(article.text) == "Bridge"


def test_seeds_lose_no_word_of_their_articles() -> None:
    seeds = Path(__file__).parents[2] / "seeds"
    for path in find_files([seeds]):
        article = read_article(path)
        lines = path.read_text(encoding="utf-8").splitlines()
        cut = {removed.line for removed in article.removed}
        for number, line in enumerate(lines, start=1):
            if line.strip() and number not in cut:
                assert " ".join(line.split()) in article.text
