"""The PDF of a report, from its HTML: tagged, with bookmarks, the same bytes for the same page."""

from __future__ import annotations

import contextlib
import hashlib
import io
import platform
import sys
import warnings
from typing import Any

from analysis.errors import PdfError

_OS_RELEASE_COMMANDS = {
    "debian": "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "dnf install pango",
    "rhel": "dnf install pango",
    "suse": "zypper install libpango-1_0-0",
    "arch": "pacman -S pango",
    "alpine": "apk add pango",
}


def render_pdf(html: str) -> bytes:
    """The PDF/UA-1 document of a page made by `render_html`.

    Only `data:` addresses are read, whatever the page asks for. The file identifier is a digest
    of the page, and no date is written. Raises PdfError when Pango is missing.
    """
    weasyprint = _import_weasyprint()
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols={"data"}, allow_redirects=False)
    identifier = hashlib.sha256(html.encode()).digest()[:16]
    document = weasyprint.HTML(string=html, url_fetcher=fetcher)
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    return pdf


def _import_weasyprint() -> Any:
    """WeasyPrint, or PdfError with the one command that installs what it needs."""
    try:
        # WeasyPrint prints a banner of its own where Pango is missing; one line of ours is enough.
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            # A system without fonts is no trouble: the page brings its own.
            warnings.filterwarnings("ignore", message=".*FontConfig", category=UserWarning)
            import weasyprint
    except OSError as error:
        raise PdfError(
            None,
            "the PDF needs the Pango library, which is not installed",
            f"install it with: {install_command()}",
        ) from error
    return weasyprint


def install_command() -> str:
    """The command that installs Pango on this platform."""
    if sys.platform == "darwin":
        return "brew install pango"
    if sys.platform == "win32":
        return "pacman -S mingw-w64-x86_64-pango (in MSYS2)"
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        release = {}
    for name in (release.get("ID", ""), *release.get("ID_LIKE", "").split()):
        if name in _OS_RELEASE_COMMANDS:
            return _OS_RELEASE_COMMANDS[name]
    return _OS_RELEASE_COMMANDS["debian"]
