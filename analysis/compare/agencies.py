"""Which news agencies an article names, and whether it credits its text to them.

A credit (byline, dateline, source line, sign-off) says whose the text is. "She told AFP" suggests
it: agencies write so of themselves, and other papers quote them so. "According to AFP" and "the
Russian news agency TASS" are how others speak, and no evidence of copy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from analysis.compare.wording import read_wording
from analysis.records import AgencyMention, Article, CreditBasis, Span

AROUND = 60
"""Characters before and behind a name that are looked at."""
OPENING = 3
"""A dateline stands at the start of one of the first paragraphs."""
CLOSING = 2
"""A sign-off ends one of the last paragraphs, or stands there alone."""
MOST = 20
"""So many mentions of one agency in one way are listed."""

_NOT_PLACE = re.compile(r"(?<![\w.])[a-zà-þ]{4,}")
"""A dateline has places, months and numbers before the agency: no longer lower-case word."""
_MONTHS = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|janv|févr|avr|juin|juil|août|sept|déc|"
    r"enero|abril|gen|mag|giu|lug|ago|set|ott|dic)[a-z]*\b",
    re.IGNORECASE,
)
_DATELINE_END = re.compile(
    r"\s{0,3}(?:[)\]/]\s{0,2}\.?\s{0,2}(?:[-–—:]{1,3}|(?=[A-ZÀ-Þ“\"'‘«]))|[-–—:]{1,3}\s)"
)
_MARKED = re.compile(r"[(\[/–—-]\s{0,2}$")
_MARK_END = re.compile(r"\s{0,2}[)\]/]?\W{0,2}$")
_LISTED = re.compile(r"[\s,/&+|()\[\]–—©.-]|\b(?:and|und|with|y|et)\b")


@dataclass(frozen=True, slots=True)
class _Agencies:
    """The names to look for, what each stands for, and where it counts."""

    name: re.Pattern[str]
    agency: dict[str, str]
    short: frozenset[str]
    told: frozenset[str]
    contexts: dict[str, re.Pattern[str]]
    cut: dict[str, CreditBasis]


@cache
def _agencies() -> _Agencies:
    raw = read_wording("agencies")
    agency, short, told = {}, set(), set()
    for name, entry in raw["agencies"].items():
        for form in (*entry.get("forms", ()), *entry.get("short", ())):
            agency[form] = name
        short.update(entry.get("short", ()))
        told.update(entry.get("told", ()))
    forms = "|".join(re.escape(form) for form in sorted(agency, key=lambda form: -len(form)))
    cut: dict[str, CreditBasis] = {}
    for reason in raw["cut"]["byline"]:
        cut[reason] = "byline"
    for reason in raw["cut"]["credit"]:
        cut[reason] = "credit"
    return _Agencies(
        name=re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])"),
        agency=agency,
        short=frozenset(short),
        told=frozenset(told),
        contexts={key: re.compile(pattern) for key, pattern in raw["contexts"].items()},
        cut=cut,
    )


def find_mentions(article: Article) -> tuple[AgencyMention, ...]:
    """Where the article names an agency: outside its text first, then in the order of the text.

    Names that also mean other things count only where nothing else can be meant.
    """
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for mention in (*_of_outlet(article), *_cut(article), *_in_text(article)):
        seen[mention.agency, mention.basis] += 1
        if seen[mention.agency, mention.basis] <= MOST:
            found.append(mention)
    return tuple(found)


def _of_outlet(article: Article) -> Iterator[AgencyMention]:
    known = _agencies()
    if article.outlet:
        yield from _credited(article.id, article.outlet, "outlet", whole=True)
    for author in article.authors:
        whole = not known.name.fullmatch(author.strip())
        yield from _credited(article.id, author, "byline", whole=whole)


def _cut(article: Article) -> Iterator[AgencyMention]:
    """The agencies in the lines of the file that give credit."""
    known = _agencies()
    for line in article.removed:
        basis = known.cut.get(line.reason)
        if basis and not known.contexts["picture"].search(line.text):
            yield from _credited(article.id, line.text, basis)


def _credited(
    article: str, text: str, basis: CreditBasis, *, whole: bool = False
) -> Iterator[AgencyMention]:
    """The agencies in a line that credits; with `whole` only where it has nothing else."""
    known = _agencies()
    matches = list(known.name.finditer(text))
    if whole and _LISTED.sub("", known.name.sub("", text)).casefold() not in ("", "the", "by"):
        return
    for agency in dict.fromkeys(known.agency[match.group()] for match in matches):
        yield AgencyMention(article, agency, basis, text.strip())


def _in_text(article: Article) -> Iterator[AgencyMention]:
    text = article.text
    paragraphs = _paragraphs(text)
    for number, paragraph in enumerate(paragraphs):
        for match in _agencies().name.finditer(text, *paragraph):
            span = Span(*match.span())
            basis = _basis(
                text,
                span,
                paragraph,
                first=number < OPENING,
                last=number >= len(paragraphs) - CLOSING,
            )
            if basis:
                words = _words_around(text, span, paragraph)
                agency = _agencies().agency[match.group()]
                yield AgencyMention(article.id, agency, basis, words, span)


def _paragraphs(text: str) -> list[Span]:
    """The lines that are not empty."""
    return [
        Span(match.start(), match.end())
        for match in re.finditer(r"[^\n]+", text)
        if match.group().strip()
    ]


def _basis(
    text: str, span: Span, paragraph: Span, *, first: bool, last: bool
) -> CreditBasis | None:
    known = _agencies()
    contexts = known.contexts
    start = max(paragraph.start, span.start - AROUND)
    before = text[start : span.start]
    after = text[span.end : min(paragraph.end, span.end + AROUND)]
    whole = start == paragraph.start
    if contexts["picture"].search(before[-30:] + after[:30]):
        return None
    if first and whole and _is_dateline(before, after):
        return "dateline"
    if last and _is_sign_off(text, span, paragraph):
        return "credit"
    if contexts["credit_mark"].search(before) or contexts["credit_after"].search(after):
        return "credit"
    ends = span.end + len(_closing(after)) >= paragraph.end
    if contexts["credit_before"].search(before) and ends and (whole or last):
        return "credit"
    name = span.of(text)
    if name in known.short and name not in known.told:
        return None
    told = bool(contexts["told_before"].search(before))
    if contexts["staff_after"].search(after) or contexts["staff_before"].search(before):
        return "told" if told and not contexts["outside_before"].search(before) else "staff"
    if contexts["outside_after"].search(after) or contexts["outside_before"].search(before):
        return "cited" if name not in known.short else None
    if told:
        return "told"
    return "cited" if name not in known.short else None


def _is_dateline(before: str, after: str) -> bool:
    """Whether only a place and a date stand before the name, and what ends a dateline behind."""
    return bool(_DATELINE_END.match(after)) and not _NOT_PLACE.search(_MONTHS.sub("", before))


def _is_sign_off(text: str, span: Span, paragraph: Span) -> bool:
    """Whether the name ends its paragraph in brackets or behind a dash, or is all of it."""
    if paragraph.end - span.end > AROUND:
        return False
    names = _agencies().name
    start = max(paragraph.start, span.start - AROUND)
    before, after = text[start : span.start], text[span.end : paragraph.end]
    if names.sub("", after).strip(" \t,/&+|)]–—-."):
        return False
    if start == paragraph.start and not _LISTED.sub("", names.sub("", before)):
        return True
    # Behind the end of a sentence: "… said. (AFP)", not "Agence France-Presse (AFP)".
    marked = bool(_MARKED.search(before) and _MARK_END.match(after))
    return marked and bool(re.search(r"[.!?…”\"'’»]\s{0,3}[(\[/–—-]{1,2}\s{0,2}$", before))


def _closing(after: str) -> str:
    """The marks that may close a credit line."""
    match = re.match(r"\W*", after)
    return match.group() if match else ""


def _words_around(text: str, span: Span, paragraph: Span) -> str:
    """The name with the few words before and behind it."""
    start = max(paragraph.start, span.start - AROUND // 2)
    end = min(paragraph.end, span.end + AROUND // 2)
    while start > paragraph.start and not text[start - 1].isspace():
        start -= 1
    while end < paragraph.end and not text[end].isspace():
        end += 1
    if span.start - start > AROUND or end - span.end > AROUND:
        start, end = span
    return " ".join(text[start:end].split())


def name_agencies(
    mentions: Iterable[AgencyMention], *, shared: Iterable[AgencyMention] = ()
) -> tuple[tuple[str, ...], bool]:
    """The agencies that articles with common copy credit, and whether they do.

    Without a credit, those that phrases in the common copy itself (`shared`) point to.
    """
    credited = dict.fromkeys(mention.agency for mention in mentions if mention.credits)
    if credited:
        return tuple(credited), True
    pointed = dict.fromkeys(m.agency for m in shared if m.basis in ("staff", "told"))
    return tuple(pointed), False
