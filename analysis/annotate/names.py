"""Names as they stand in a text: runs of capitalised words, without the titles before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from analysis.annotate.countries import find_countries
from analysis.annotate.lexicon import read_lexicon
from analysis.annotate.nouns import load_kinds
from analysis.annotate.words import Reading, Word, load_grammar
from analysis.names import fold_name

Gender = Literal["male", "female", ""]


@cache
def load_titles() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Words that stand before a name, and which of them tell a man or a woman."""
    raw = read_lexicon("kinds")["titles"]
    return frozenset(raw["words"]), frozenset(raw["male"]), frozenset(raw["female"])


@cache
def _first_names() -> tuple[frozenset[str], frozenset[str]]:
    raw = read_lexicon("names")
    return frozenset(raw["male"]), frozenset(raw["female"])


_ARABIC = re.compile(r"(?:al|el|ad|ar|as|at|an|ash|az)-[^\W\d_a-z]")


class Run(NamedTuple):
    """A name at words [start, end): its parts, the titles before it, and whether it owns."""

    start: int
    end: int
    parts: tuple[str, ...]
    titles: tuple[str, ...]
    possessive: bool


@cache
def _ranks() -> frozenset[str]:
    return frozenset(read_lexicon("kinds")["titles"]["also_first_names"])


def find_runs(reading: Reading) -> Iterator[Run]:
    """Stretches of capitalised words, without the titles before them."""
    words = reading.words
    index = 0
    while index < len(words):
        if not _names(reading, index):
            index += 1
            continue
        start = index
        end = index + 1
        while end < len(words) and not _possessive(reading, end - 1) and _adjoins(reading, end):
            if _names(reading, end):
                end += 1
            elif (
                words[end].lower in load_grammar()["name_particles"]
                and end + 1 < len(words)
                and _names(reading, end + 1)
                and _adjoins(reading, end + 1)
            ):
                end += 2
            else:
                break
        yield from _split(reading, start, end)
        index = end


def _split(reading: Reading, start: int, end: int) -> Iterator[Run]:
    """A run without the titles, demonyms and offices at its start."""
    words = reading.words
    titles, _, _ = load_titles()
    surfaces = [_surface(reading, w) for w in words[start:end]]
    first = 0
    kept: list[str] = []
    while first < len(surfaces):
        lower = surfaces[first].lower().rstrip(".")
        later = surfaces[first + 1].lower() if first + 1 < len(surfaces) else ""
        titled = later in titles or is_office(later)
        demonym = any(
            country.by == "adjectives" or titled or surfaces[first].isupper()
            for country in find_countries(surfaces[first])
        ) or (titled and (surfaces[first],) in load_kinds().names)
        office = lower in titles or is_office(lower)
        if office and kept and len(surfaces) - first == 2 and lower in _ranks():
            break  # "Senator Prince Doe"
        single = len(surfaces) == 1 and is_trade(lower)
        if single and first == 0:
            break  # "Weaver said"
        age = lower.endswith("-year-old") or "-of-" in lower
        if not (office or demonym or age) or (first == len(surfaces) - 1 and not office):
            break
        kept.append(lower)
        first += 1
    for index in range(first, len(surfaces) - 1):
        lower = surfaces[index].lower()
        if (lower in titles or is_office(lower)) and not gender_of(surfaces[first : first + 1]):
            kept.extend(word.lower() for word in surfaces[first : index + 1])
            first = index + 1
    if len(surfaces) - first > 2 and find_countries(surfaces[first]):
        first += 1
    possessive = _possessive(reading, end - 1)
    parts = list(surfaces[first:])
    if parts:
        parts[-1] = strip_possessive(parts[-1])
        while parts and parts[-1].lower() in ("jr", "sr", "jr.", "ii", "iii", "iv"):
            parts.pop()
        if not parts:
            return
        yield Run(start + first, end, tuple(parts), tuple(kept), possessive)


def _surface(reading: Reading, word: Word) -> str:
    """The word as written, an initial with its stop."""
    stop = reading.text[word.end : word.end + 1] if word.end - word.start == 1 else ""
    return reading.text[word.start : word.end] + ("." if stop == "." else "")


def is_office(lower: str) -> bool:
    """Whether a word names an office or role rather than being part of a name."""
    entry = load_kinds().entries.get((lower,))
    return entry is not None and entry.role in ("people", "words")


def is_trade(lower: str) -> bool:
    """Whether a word for a private person's or owner's trade can be a surname: "Weaver"."""
    entry = load_kinds().entries.get((lower,))
    return entry is not None and entry.kind in ("citizen", "business") and entry.role == "people"


def strip_possessive(word: str) -> str:
    """The word without 's."""
    return word[:-2] if word.endswith(("’s", "'s")) else word


def _names(reading: Reading, index: int) -> bool:
    word = reading.words[index]
    surface = reading.text[word.start : word.end]
    return (
        (surface[0].isupper() or _ARABIC.match(surface) is not None)
        and word.tag in ("cap", "word")
        and word.lower not in load_grammar()["never_names"]
        and not (len(surface) > 5 and surface.isupper())
    )


def _adjoins(reading: Reading, index: int) -> bool:
    """Whether nothing but a space or the stop of an initial stands before the word."""
    before, word = reading.words[index - 1], reading.words[index]
    if before.sentence != word.sentence or before.quotation != word.quotation:
        return False
    gap = reading.text[before.end : word.start]
    return gap in (" ", "\u00a0", ". ", ".", ".\u00a0", "  ")


def _possessive(reading: Reading, index: int) -> bool:
    word = reading.words[index]
    if word.lower.endswith(("’s", "'s")):
        return True
    return word.lower.endswith("s") and reading.text[word.end : word.end + 2] in ("’ ", "' ")


def gender_of(words: Sequence[str]) -> Gender:
    """The gender that titles or first names tell, "" if none or both."""
    _, male, female = load_titles()
    first_male, first_female = _first_names()
    lowered = {word.lower() for word in words}
    is_male = bool(lowered & (male | first_male))
    is_female = bool(lowered & (female | first_female))
    if is_male == is_female:
        return ""
    return "male" if is_male else "female"


def near(a: str, b: str) -> bool:
    """Whether two names are spellings of one, in some transliteration or one letter apart.

    Long names with the same initial only; the ending must agree, for "Ivanov" is not "Ivanova".
    """
    if min(len(a), len(b)) < 4 or a[0] != b[0] or a == b:
        return a == b
    a, b = _plain_spelling(a), _plain_spelling(b)
    if a == b:
        return True
    return min(len(a), len(b)) > 4 and Levenshtein.distance(a, b) <= 1 and a[-2:] == b[-2:]


@lru_cache(maxsize=20_000)
def _plain_spelling(name: str) -> str:
    """A name with what transliterations differ in made one: "Alimow", "Alimoff", "Alimov"."""
    plain = fold_name(name)
    for written, sound in _SPELLINGS:
        plain = plain.replace(written, sound)
    plain = re.sub(r"f$", "v", plain)
    return re.sub(r"(.)\1", r"\1", plain)


_SPELLINGS = (
    ("dzh", "j"),
    ("tsch", "ch"),
    ("sch", "sh"),
    ("kh", "h"),
    ("ou", "u"),
    ("oo", "u"),
    ("ks", "x"),
    ("ff", "v"),
    ("w", "v"),
    ("ayev", "aev"),
    ("iyev", "iev"),
    ("yev", "ev"),
    ("dt", "t"),
    ("ij", "i"),
    ("iy", "i"),
    ("yi", "i"),
    ("j", "i"),
    ("y", "i"),
    ("q", "k"),
    ("c", "k"),
)


# "the newspaper, The Daily Echo": a noun for a body, and its name behind a comma.
_NAMED_BODY = re.compile(
    r"(?:[Tt]he|[Aa]n?) (?:[a-z-]+ ){0,3}"
    r"(?:company|firm|group|union|party|charity|bank|club|organi[sz]ation"
    r"|newspaper|agency|foundation|association|federation|institute|university), "
    r"((?:[A-Z][\w’'&.-]*\s?)+)$",
)
_LEADING = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:[Tt]he|[Aa]n?)\s+(?:same\s+)?(?=\S)",
        r"(?:[a-z-]+\s+){0,3}(?:country|nation|state|region|city|republic|kingdom|capital|town"
        r"|province|island)[’']s\s+(?=\S)",
    )
)
"""What stands before a mention without changing who it is: article, "the country's"."""


_APART = re.compile(r",|;|\s[–—]\s|\s\(")
# "a picture shared by the private channel TV Índico": whose it is stays with a document.
_ISSUED = re.compile(r"\s(?:shared|published|issued|posted|released|made|aired) by\s.*[^\W\d_a-z]")
_CLAUSE = re.compile(
    r"(?<=\w)\s+(?:who|which|that|whose|where)\s.*$"
    r"|(?<=\w)\s+(?:\w{3,}ed|seen|read|shown|written|known|led|held|given|sent|made|built)"
    r"\s(?:by|on|in|at|to|from|with|as|for)\b.*$"
)
# "in Brussels, London and Washington"
_LISTED = re.compile(r"^[^,]*?[^\W\d_a-z][\w-]+(?:, [^\W\d_a-z][\w-]+)+,? and [^\W\d_a-z][\w-]+$")
_ELLIPTIC = frozenset(("one", "another", "others", "some", "third", "second", "first", "many"))


def spelled(surface: str) -> str:
    """A mention as the name of somebody without one: up to its first comma, without the article.

    Clauses and participles go, too ("a woman who ...", "a draft seen by ...").
    """
    text = " ".join(surface.split())
    inner = text.strip(' ,;:“”"„«»‘')
    if sum(inner.count(mark) for mark in "“„«") != sum(inner.count(mark) for mark in "”»"):
        inner = re.sub(r"[“”„«»]", "", inner)
    quoted = text[:1] in '“"„«‘' and len(inner.split()) > 1
    if quoted:
        return inner.rstrip("’'")
    short = _CLAUSE.sub("", inner)
    if not _ISSUED.search(inner) and short.lower() not in ("those", "people", "anyone", "all"):
        inner = short
    inner = re.sub(r"so-called\s+(?=\S)", "", inner)
    parts = [inner] if _LISTED.search(inner) else _APART.split(inner, maxsplit=1)
    named = _NAMED_BODY.match(inner)
    if named is not None:
        return named.group(1)
    told = [word for word in parts[0].lower().split() if word not in ("a", "an", "the")]
    text = inner if len(parts) > 1 and set(told) <= _ELLIPTIC else parts[0].strip()
    text = strip_possessive(text).strip(" ,;:“”\"„«»’'")
    for pattern in _LEADING:
        match = pattern.match(text)
        if match is not None and match.end() < len(text):
            text = text[match.end() :]
    return text or surface.strip()
