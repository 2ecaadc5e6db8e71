"""Families of shared copy: the number of voices, whose copy it is, what is an article's own."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.records import AgencyMention, Copies, CopyFamily, CopyShare
from analysis.report.charts.shared_copy import CopyChart, CopyRow
from analysis.report.keys import Index
from analysis.report.parts import Cell, Column, Figure, Link, Table
from analysis.report.wording import listing, percent, plural, shorten, small

_BARS = 40
_FAMILIES = 30
_LINKS = 6
_LETTERS = 12
_PHRASE = 60


def say_voices(copies: Copies, index: Index) -> str:
    """How many independent voices the articles are, and by what rule."""
    n = len(index.keys)
    if copies.voices == n:
        return (
            f"By their copy, the {small(n)} articles are {small(n)} independent voices: none of "
            "them consists by two fifths or more of words that another one has."
        )
    return (
        f"By their copy, the {small(n)} articles are {small(copies.voices)} independent "
        f"{'voice' if copies.voices == 1 else 'voices'}. An article adds no voice when two fifths "
        "or more of its words stand in articles counted already, the longest first."
    )


def build_shares(copies: Copies, index: Index) -> Figure | None:
    """How much of each article stands in another; None where nothing does."""
    copied = [share for share in copies.shares if share.verbatim or share.reworded]
    if not copied:
        return None
    many = len(copies.shares) > _BARS
    shown = sorted(copied, key=_size)[:_BARS] if many else list(copies.shares)
    families = {
        article: number
        for number, family in enumerate(copies.families, start=1)
        for article in family.articles
    }
    rows = tuple(
        CopyRow(
            index.key(share.article).label,
            (share.verbatim, share.reworded, share.own),
            _note(share, families.get(share.article)),
        )
        for share in shown
    )
    alt = "; ".join(
        f"{index.key(share.article).letter}: {percent(share.verbatim / share.words)} word for "
        f"word, {percent(share.reworded / share.words)} reworded, "
        f"{percent(share.own / share.words)} in no other article"
        for share in shown
        if share.words
    )
    which = f"the {len(rows)} articles that share most" if many else plural(len(rows), "article")
    return Figure(
        id="copy-shares",
        title="How much of each article another one has as well, in words of its body "
        f"({which}; exact counts, no interval)",
        alt=alt + ".",
        chart=CopyChart(rows),
        note="Who had the words first cannot be seen from the words: in an agency's own report "
        "they are its own, although others have them too. Reworded sentences are looked for only "
        "between articles of one family.",
    )


def _size(share: CopyShare) -> tuple[float, str]:
    return -(share.verbatim + share.reworded) / max(share.words, 1), share.article


def _note(share: CopyShare, family: int | None) -> str:
    copied = share.words - share.own
    if not copied:
        return "own"
    text = f"{percent(copied / share.words)} shared"
    return f"{text}, family {family}" if family else text


def build_families(copies: Copies, index: Index) -> Table | None:
    """One row a family: its articles, the agency and how that is known; None without families."""
    if not copies.families:
        return None
    rows = tuple(
        _family(number, family, index)
        for number, family in enumerate(copies.families[:_FAMILIES], start=1)
    )
    return Table(
        caption="Families: articles joined by shared copy, at least a tenth of the words of the "
        "shorter one."
        + (
            f" The largest {_FAMILIES} of {len(copies.families)}; all are in copy_families.csv."
            if len(copies.families) > _FAMILIES
            else ""
        ),
        columns=(
            Column("Family", width=9),
            Column("Articles", width=24),
            Column("Voices", numeric=True, width=9),
            Column("Agency", width=20),
            Column("How that is known", width=38),
        ),
        rows=rows,
    )


def _family(number: int, family: CopyFamily, index: Index) -> tuple[Cell, ...]:
    letters = [index.key(article).letter for article in family.articles]
    more = len(letters) > _LETTERS
    return (
        Cell(str(number)),
        Cell(listing(letters[:_LETTERS] + ([f"{len(letters) - _LETTERS} more"] if more else []))),
        Cell(str(len(family.voices))),
        Cell(_agency(family)),
        Cell(_how(family, index), links=_links(family.evidence, index)),
    )


def _agency(family: CopyFamily) -> str:
    if not family.agencies:
        return "not named"
    names = listing(family.agencies)
    return names if family.credited else f"perhaps {names}"


def _how(family: CopyFamily, index: Index) -> str:
    if not family.agencies:
        return "no credit, and no phrase in the common copy that points to an agency"
    said = [_say(mention, index) for mention in family.evidence]
    first = listing(list(dict.fromkeys(said))[:3])
    if family.credited:
        return f"credited: {first}"
    return (
        f"not credited; the common copy speaks as {listing(family.agencies, 'or')} would: {first}. "
        "That is weaker than a credit: others quote agencies in such words too"
    )


def _say(mention: AgencyMention, index: Index) -> str:
    letter = index.key(mention.article).letter
    phrase = shorten(mention.text, _PHRASE)
    where = {
        "outlet": f"{letter} is the agency's own",
        "byline": f"byline of {letter}, “{phrase}”",
        "credit": f"credit in {letter}, “{phrase}”",
        "dateline": f"dateline of {letter}, “{phrase}”",
    }
    return where.get(mention.basis, f"“{phrase}”")


def _links(evidence: Sequence[AgencyMention], index: Index) -> tuple[Link, ...]:
    found = dict.fromkeys(
        index.link(mention.article, mention.span) for mention in evidence if mention.span
    )
    return tuple(found)[:_LINKS]
