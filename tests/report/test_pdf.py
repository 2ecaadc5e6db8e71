import builtins
import logging
import sys
import time
from io import BytesIO

import pypdf
import pytest

from analysis.errors import PdfError
from analysis.report import pdf as pdf_module
from analysis.report.pdf import install_command, render_pdf
from analysis.report.render import render_html
from analysis.report.view import build_view


class Records(logging.Handler):
    """Keeps what was logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage())


@pytest.fixture(scope="module")
def html(two_articles, axis):
    return render_html(build_view(two_articles, axis))


@pytest.fixture(scope="module")
def rendered(html):
    """The PDF, and every warning given while it was made."""
    records = Records()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(records)
    try:
        return render_pdf(html), records.found
    finally:
        logger.removeHandler(records)


@pytest.fixture(scope="module")
def reader(rendered):
    return pypdf.PdfReader(BytesIO(rendered[0]))


def test_pdf_is_made_without_a_warning(rendered):
    assert rendered[1] == []


def test_pdf_is_the_same_twice_and_in_another_time_zone(html, rendered, monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    try:
        assert render_pdf(html) == rendered[0]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_pdf_is_tagged_and_says_its_language_and_title(reader):
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a pypdf object
    assert catalog["/Lang"].split("-")[0] == "en"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert reader.metadata.title == "Marenza votes on its harbour · Parallax report"
    assert b"pdfuaid" in catalog["/Metadata"].get_data()


def test_every_figure_has_its_alternative_text(reader):
    alternatives = []

    def walk(node):
        node = node.get_object()
        if not hasattr(node, "get"):
            return
        if node.get("/S") == "/Figure":
            alternatives.append(node.get("/Alt", ""))
        children = node.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            walk(child)

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    assert len(alternatives) == 6
    assert all(len(words) > 60 for words in alternatives)


def test_bookmarks_name_the_parts_and_the_articles(reader):
    def titles(items):
        for item in items:
            if isinstance(item, list):
                yield from titles(item)
            else:
                yield item.title

    found = list(titles(reader.outline))
    assert found[0] == "Marenza votes on its harbour"
    for part in ("Findings", "Framing", "Shared copy", "Method and limits", "Glossary"):
        assert part in found
    assert "B · Tidewatch" in found


def test_pages_are_numbered_and_no_sentence_is_lost(reader, two_articles):
    texts = [" ".join(page.extract_text().split()) for page in reader.pages]
    for number, text in enumerate(texts, 1):
        assert f"{number} / {len(texts)}" in text
    everything = " ".join(texts)
    for letter, analysis in zip("AB", two_articles.analyses, strict=True):
        for number in range(1, len(analysis.document.sentences) + 1):
            assert f"{letter}{number} " in everything


def test_only_data_addresses_are_read(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    try:
        page = (
            '<html lang=en><title>x</title><link rel=stylesheet href="https://example.org/a.css">'
            '<img alt=x src="file:///etc/hostname"><img alt=y src="http://example.org/a.png">'
        )
        assert render_pdf(page).startswith(b"%PDF")
    finally:
        logging.getLogger("weasyprint").setLevel(logging.NOTSET)


def test_missing_pango_is_told_with_the_command_that_installs_it(monkeypatch, capsys):
    real = builtins.__import__

    def without_pango(name, *args, **kwargs):
        if name == "weasyprint":
            sys.stdout.write("-----\nWeasyPrint could not import some external libraries.\n")
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    monkeypatch.setattr(pdf_module, "install_command", lambda: "apt-get install libpango-1.0-0")
    with pytest.raises(PdfError, match="install it with: apt-get install libpango"):
        render_pdf("<p>x")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("platform", "release", "command"),
    [
        ("darwin", {}, "brew install pango"),
        ("linux", {"ID": "ubuntu", "ID_LIKE": "debian"}, "apt-get install libpango-1.0-0"),
        ("linux", {"ID": "fedora"}, "dnf install pango"),
        ("linux", {"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "dnf install pango"),
        ("linux", {"ID": "somethingelse"}, "apt-get install libpango-1.0-0"),
        ("linux", None, "apt-get install libpango-1.0-0"),
    ],
)
def test_command_fits_the_platform(platform, release, command, monkeypatch):
    def read():
        if release is None:
            raise OSError("no os-release")
        return release

    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr("platform.freedesktop_os_release", read)
    assert install_command().startswith(command)
