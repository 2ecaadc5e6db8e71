"""Reads a line that says who wrote the article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from analysis.ingest.dates import erase_dates
from analysis.ingest.shapes import count_words, is_excerpt
from analysis.ingest.wording import section, words

_MAX_WORDS = 30
_MAX_NAME_WORDS = 5
_MAX_PARTS = 6
# What is left of a date before a byline: bars, time zones, "Posted on".
_LEADING_DATE = re.compile(r"^(?:\s*\||\s*(?:(?!BY)[A-Z]{2,4}|[Pp]osted|[Pp]ublished|on)\b)+\W*")
_SEPARATOR = re.compile(r"\s*[|•·/]\s*|\s+[-–—]\s*")
_CONTACT = re.compile(r"\S+@\S+|@\w+|\(\d{3}\)\s?\d[\d-]+|\bfollow\b", re.I)


@dataclass(frozen=True, slots=True)
class Byline:
    """A byline: the persons it names (none where it names an agency or a desk alone)."""

    authors: tuple[str, ...]


def read_byline(text: str) -> Byline | None:
    """The byline that a line is, such as "By Jane Doe and John Roe | Agency"; None for other lines.

    The whole line must be one: a sentence that begins with "By" is none.
    """
    if count_words(text) > _MAX_WORDS or is_excerpt(text):
        return None
    plain = " ".join(_CONTACT.sub(" | ", text).split())
    dateless = erase_dates(plain)
    if dateless is not None and not _opening().match(plain):
        plain = _LEADING_DATE.sub("", dateless)
    match = _opening().match(plain)
    if match is None:
        return None
    credit = plain[match.end() :]
    named, *rest = _SEPARATOR.split(erase_dates(credit) or credit)
    if len(rest) > _MAX_PARTS or any(count_words(part) > _MAX_NAME_WORDS for part in rest):
        return None
    return _read_names(named)


def _read_names(text: str) -> Byline | None:
    """The byline that the words before the first bar or dash make; None if they name nobody."""
    names: list[str] = []
    credited = False
    for part in _parts(text):
        if _is_agency(part) or _is_desk(part):
            credited = True
        elif names and _has_role(part):
            continue
        elif _is_name(part) and (not names or " " in part):
            names.append(_recased(part))
        elif not names or not _is_role(part):
            return None
    return Byline(tuple(dict.fromkeys(names))) if names or credited else None


@cache
def _opening() -> re.Pattern[str]:
    openings = sorted(section("bylines")["opening"], key=len, reverse=True)
    return re.compile(rf"[\W_]*(?:{'|'.join(openings)})\b\s*:?\s+", re.IGNORECASE)


def _parts(text: str) -> list[str]:
    before_place = re.split(r"\s+(?:in|at|IN|on|for)\s+", text)[0]
    pieces = re.split(r"\s*[,;]\s*|\s+(?:and|AND|And|&|und|et|with)\s+", before_place)
    return [piece.strip(" .:-–—") for piece in pieces if piece.strip(" .:-–—")]


def _is_agency(part: str) -> bool:
    return part.casefold() in words("bylines", "agencies")


def _is_desk(part: str) -> bool:
    """Whether the words name a desk or an outlet ("Our Staff Reporter", "Web Desk")."""
    folded = part.casefold().split()
    return len(folded) <= _MAX_NAME_WORDS and bool(set(folded) & words("bylines", "desks"))


def _is_name(part: str) -> bool:
    folded = part.casefold().split()
    if not 1 <= len(folded) <= _MAX_NAME_WORDS or any(map(str.isdigit, part)):
        return False
    if folded[0] in words("bylines", "not_names") or set(folded) & words("dates", "weekdays"):
        return False
    particles = words("bylines", "particles")
    return all(word[:1].isupper() or word.casefold() in particles for word in part.split()) and any(
        word[:1].isupper() for word in part.split()
    )


def _has_role(part: str) -> bool:
    """Whether the words tell what a person is or where he works ("Senior Fellow")."""
    return bool(set(part.casefold().replace(".", "").split()) & words("bylines", "roles"))


def _is_role(part: str) -> bool:
    return _has_role(part) or len(part.split()) <= 2


def _recased(name: str) -> str:
    """A name set in capitals, in its usual case; particles and initials keep theirs."""
    if not name.isupper() or len(name) <= 3:
        return name
    return re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), name)
