"""Fills in what is known about an article, each entry with where it comes from.

The manifest is believed first, then the page around the article, then the article itself. What
none of them says stays unknown: a guess in a report looks like a fact.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from analysis.ingest.boilerplate import GLUED_DATE, NOTE, Page
from analysis.ingest.boxes import introduces
from analysis.ingest.dates import find_dates, without_dates
from analysis.ingest.genre import tell_genre
from analysis.ingest.language import tell_language
from analysis.ingest.manifest import ManifestRow
from analysis.ingest.wording import words
from analysis.records import Genre, Origin

_T = TypeVar("_T")
_CREDIT_REACH = 12
_LABEL_REACH = 4
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:copyright\s*)?(?:©\s*)?(?:19|20)\d{2}(?:\s*[-–]\s*\d{2,4})?,?\s+"
    r"(?P<name>[^.|©]+?(?:\.\w{2,3})?)\.?\s*(?:[|,.-]\s*)?all rights reserved",
    re.IGNORECASE,
)


_PUBLISHED_IN = re.compile(
    r"published in (?P<name>(?-i:[A-Z])[^,|]{1,40}?)\s*(?:,|\bon\b).*\d{4}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article; None, () or "unknown" where nothing is."""

    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: str | None
    url: str | None
    language: str | None
    genre: Genre
    provenance: Mapping[str, Origin]


def read_metadata(page: Page, row: ManifestRow | None) -> Metadata:
    """What manifest, page and text say about an article; `row` is the manifest's, if there is one.

    `provenance` has the keys title, outlet, authors, published, language and genre.
    """
    said = row or ManifestRow(file="", line=0)
    lines = [line.text for line in page.kept]
    headline = _unmarked(page.headline.text) if page.headline else None
    title, title_from = _first((said.title, "manifest"), (headline, "text"))
    outlet, outlet_from = _first((said.outlet, "manifest"), (_outlet(page), "page"))
    authors, authors_from = _first((said.authors or None, "manifest"), (_authors(page), "page"))
    published, published_from = _first((said.published, "manifest"), (_published(page), "page"))
    language, language_from = _first((tell_language(" ".join(lines)), "text"))
    genre, genre_from = _genre(page, lines, said, language)
    return Metadata(
        title=title,
        outlet=outlet,
        authors=authors or (),
        published=published,
        url=said.url,
        language=language,
        genre=genre,
        provenance={
            "title": title_from,
            "outlet": outlet_from,
            "authors": authors_from,
            "published": published_from,
            "language": language_from,
            "genre": genre_from,
        },
    )


def _unmarked(headline: str) -> str:
    """The headline without the marks of a Markdown heading."""
    return re.sub(r"^#{1,6}\s+", "", headline)


def _first(*answers: tuple[_T | None, Origin]) -> tuple[_T | None, Origin]:
    """The first answer that says something, with its origin; (None, "unknown") if none does."""
    return next(((value, origin) for value, origin in answers if value), (None, "unknown"))


def _genre(
    page: Page, lines: list[str], said: ManifestRow, language: str | None
) -> tuple[Genre, Origin]:
    """The genre; the signs in the text are read in English only."""
    if said.genre is not None:
        return said.genre, "manifest"
    if language not in ("en", None):
        return "unknown", "unknown"
    return tell_genre(lines, _labels(page))


def _authors(page: Page) -> tuple[str, ...] | None:
    """The persons of the first byline that was cut, or a name alone under the headline that a note
    at the end calls the author; None without either.
    """
    for index in sorted(page.reasons):
        byline = page.looks[index].byline
        if byline and byline.authors:
            return byline.authors
    notes = [removed.text for removed in page.removed if removed.reason == NOTE]
    for index in sorted(page.reasons):
        name = page.looks[index].text
        if _is_beside_headline(page, index) and any(introduces(note, name) for note in notes):
            return (name,)
    return None


def _published(page: Page) -> str | None:
    """The date of publication that the page gives beside the headline, or glued to the text.

    A bare date above the headline is the page's own (the day it was read) and says nothing about
    the article, and a date of updating is not one of publication. Two different dates of
    publication cancel each other.
    """
    glued = [r.text for r in page.removed if r.reason == GLUED_DATE]
    credits = glued or [page.looks[index].text for index in _credit_lines(page)]
    found = [date for text in credits for date in find_dates(text)]
    for role in ("published", "plain"):
        days = {date.date for date in found if date.role == role}
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def _credit_lines(page: Page) -> list[int]:
    """Cut lines that may date the article: beside the headline, in a byline, or "published"."""
    lines = []
    for index in sorted(page.reasons):
        look = page.looks[index]
        if look.byline is None and without_dates(look.text) is None:
            continue
        labelled = any(found.role == "published" for found in find_dates(look.text))
        if look.byline or labelled or _is_beside_headline(page, index):
            lines.append(index)
    return lines


def _is_beside_headline(page: Page, index: int) -> bool:
    headline = page.headline_index
    if headline is None:
        # A bare date at the top may be the day the page was read, unless a byline stands there.
        return 0 < index <= 2 and all(page.looks[above].byline for above in range(index))
    return headline < index <= headline + _CREDIT_REACH


def _outlet(page: Page) -> str | None:
    """The outlet that a copyright line or "Published in ..." names; None for owners and agencies.

    "© 2022 Some Media Ltd" names who owns the page, not where the article appeared.
    """
    for removed in page.removed:
        match = _COPYRIGHT.search(removed.text) or _PUBLISHED_IN.match(removed.text)
        if match is None:
            continue
        name = match["name"].strip(" ,")
        parts = set(name.casefold().replace(".", " ").split())
        is_agency = name.casefold().removeprefix("the ") in words("bylines", "agencies")
        if not is_agency and not parts & words("outlets", "owners"):
            return name
    return None


def _labels(page: Page) -> list[str]:
    """The cut lines next to the headline that may name the genre, nearest first."""
    headline = page.headline_index
    if headline is None:
        return []
    near = [i for i in page.reasons if i != headline and -2 <= i - headline <= _LABEL_REACH]
    return [page.looks[index].text for index in sorted(near, key=lambda i: abs(i - headline))]
