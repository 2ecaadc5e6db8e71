"""The articles table: what is known about each article, and how it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from analysis.records import Article, Comparison, Origin
from analysis.report.keys import Index, Key
from analysis.report.parts import Cell, Column, Link, Notes, Table
from analysis.report.wording import DASH, number, plural, sentence_case, shorten

_TITLE, _NAME, _PATH, _REASON = 160, 60, 120, 300
_CAUTIONS = 10
_ORIGINS: dict[Origin, tuple[str, str]] = {
    "manifest": ("m", "stated in manifest.csv, by whoever put the articles together"),
    "page": ("p", "read from the page's own data"),
    "text": ("t", "read or concluded from the text of the article"),
}
_UNKNOWN = "a dash means that the file does not say, and Parallax does not guess"


@dataclass(frozen=True, slots=True)
class CautionView:
    """A caution, with the articles it is about."""

    text: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ArticlesView:
    """The articles, the cautions about comparing them, and the files that were skipped."""

    table: Table
    cautions: tuple[CautionView, ...]
    cautions_rest: str
    skipped: Table | None


def build_articles(comparison: Comparison, index: Index) -> ArticlesView:
    """The articles part of the report."""
    return ArticlesView(
        table=_table(comparison, index),
        cautions=_cautions(comparison, index),
        cautions_rest=_cautions_rest(len(comparison.cautions)),
        skipped=_skipped(comparison),
    )


def _cautions(comparison: Comparison, index: Index) -> tuple[CautionView, ...]:
    """The first cautions of the comparison, each with links to its articles."""
    return tuple(
        CautionView(
            sentence_case(caution.text),
            tuple(_article_link(index.key(name)) for name in caution.articles if index.known(name)),
        )
        for caution in comparison.cautions[:_CAUTIONS]
    )


def _cautions_rest(count: int) -> str:
    left_out = count - _CAUTIONS
    return f"{plural(left_out, 'further caution')}: in the JSON." if left_out > 0 else ""


def _article_link(key: Key) -> Link:
    return Link(key.letter, key.href)


def _table(comparison: Comparison, index: Index) -> Table:
    used: set[Origin] = set()
    rows = tuple(
        _row(analysis.article, len(analysis.document.tokens), comparison, key, used)
        for analysis, key in zip(comparison.analyses, index.keys, strict=True)
    )
    notes = [mark_and_words for origin, mark_and_words in _ORIGINS.items() if origin in used]
    return Table(
        caption="The articles. A raised letter says how an entry is known; the letter at the left "
        "names the article everywhere in this report and leads to its text.",
        columns=(
            Column("Key"),
            Column("Title"),
            Column("Outlet"),
            Column("Authors"),
            Column("Date"),
            Column("Genre"),
            Column("Language"),
            Column("Words", numeric=True),
        ),
        rows=rows,
        notes=(*notes, (DASH, _UNKNOWN)),
    )


def _row(
    article: Article, words: int, comparison: Comparison, key: Key, used: set[Origin]
) -> tuple[Cell, ...]:
    def known(name: str, text: str, *, detail: str = "") -> Cell:
        origin = article.provenance.get(name, "unknown")
        if not text:
            return Cell(DASH)
        used.add(origin)
        return Cell(text, detail=detail, mark=_ORIGINS.get(origin, ("", ""))[0], foreign=True)

    title = (
        known("title", shorten(key.title, _TITLE))
        if key.known
        else Cell(shorten(key.title, _TITLE), detail="title unknown: first words", foreign=True)
    )
    return (
        Cell(key.letter, links=(_article_link(key),)),
        title,
        known("outlet", shorten(article.outlet or "", _NAME)),
        known("authors", _authors(article.authors)),
        known("published", article.published or "", detail=_distance(article, comparison)),
        known("genre", "" if article.genre == "unknown" else article.genre),
        known("language", article.language or ""),
        Cell(number(words)),
    )


def _authors(authors: tuple[str, ...]) -> str:
    shown = [shorten(author, _NAME) for author in authors[:4]]
    if len(authors) > 4:
        shown.append(f"and {len(authors) - 4} more")
    return ", ".join(shown)


def _distance(article: Article, comparison: Comparison) -> str:
    """How far the article's date lies from the event's, in words; "" unless both are known."""
    if not (article.published and comparison.event.date):
        return ""
    try:
        published = date.fromisoformat(article.published[:10])
        days = (published - date.fromisoformat(comparison.event.date[:10])).days
    except ValueError:
        return ""
    if not days:
        return "the day of the event"
    return f"{plural(abs(days), 'day')} {'after' if days > 0 else 'before'} the event"


def _skipped(comparison: Comparison) -> Table | None:
    if not comparison.skipped:
        return None
    return Table(
        caption="Files that were not used, and why. Nothing in this report rests on them.",
        columns=(Column("File"), Column("Reason")),
        rows=tuple(
            (
                Cell(shorten(PurePath(skipped.path).name, _PATH), foreign=True),
                Cell(shorten(skipped.reason, _REASON)),
            )
            for skipped in comparison.skipped
        ),
        notes=Notes().listed(),
    )
