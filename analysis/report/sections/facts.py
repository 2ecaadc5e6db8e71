"""Facts and omissions: what the articles tell, and what each leaves out that most others have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.records import Comparison, Fact, FactCell, Omission
from analysis.report.charts.facts import CoverageChart, CoverageRow
from analysis.report.keys import Index
from analysis.report.parts import Cell, Column, Figure, Link, Notes, Table
from analysis.report.wording import DASH, number, plural, shorten, small

_ROWS, _ARTICLES = 30, 12
_OMISSIONS = 6
_PASSAGES = 12
_LABEL, _VALUE, _PASSAGE = 110, 40, 320
_NOT_YET = "not yet"
_NEAR = "A near thing: the passages may tell two different facts. Read them."
_USER = "Named, joined or pinned in facts.toml."


@dataclass(frozen=True, slots=True)
class ToldView:
    """A passage that tells a fact: reference, value, the article's words."""

    link: Link
    value: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact with its passages."""

    id: str
    label: str
    summary: str
    passages: tuple[ToldView, ...]


@dataclass(frozen=True, slots=True)
class LeftOutView:
    """What one article leaves out: its name, the facts with a passage of another article each."""

    name: str
    items: tuple[tuple[str, Link], ...]
    more: str


@dataclass(frozen=True, slots=True)
class FactsView:
    """The facts part of the report."""

    summary: str
    figure: Figure | None
    matrix: Table | None
    rest: str
    left_out: tuple[LeftOutView, ...]
    nothing_left_out: str
    passages: tuple[FactView, ...]
    passages_rest: str


def build_facts(comparison: Comparison, index: Index) -> FactsView | None:
    """The facts part; None with fewer than two articles."""
    if len(comparison.analyses) < 2:
        return None
    facts = comparison.facts
    left_out = _left_out(comparison, index)
    without = [
        index.key(a.article.id).letter
        for a in comparison.analyses
        if not any(o.article == a.article.id for o in comparison.omissions)
    ]
    shown = facts[:_ROWS]
    return FactsView(
        summary=_summary(comparison),
        figure=_figure(comparison, index) if facts else None,
        matrix=_matrix(shown, index) if facts else None,
        rest=f"{plural(len(facts) - _ROWS, 'further fact')} not printed here: all in the CSV."
        if len(facts) > _ROWS
        else "",
        left_out=left_out,
        nothing_left_out=", ".join(without) if facts else "",
        passages=tuple(_fact_view(fact, index) for fact in facts[:_PASSAGES]),
        passages_rest=f"The passages of {plural(len(facts) - _PASSAGES, 'further fact')} are in "
        "the CSV; the matrix leads to the first of each."
        if len(facts) > _PASSAGES
        else "",
    )


def _summary(comparison: Comparison) -> str:
    facts, n = comparison.facts, len(comparison.analyses)
    if not facts:
        return "No statement was found that two of the articles share with enough certainty."
    everywhere = sum(fact.reported == n for fact in facts)
    many = "both" if n == 2 else f"all {small(n)}"
    return (
        f"{plural(len(facts), 'fact')} told by two articles or more; "
        f"{small(everywhere)} of them by {many}."
    )


# --- the matrix ---------------------------------------------------------------------------------


def _matrix(facts: Sequence[Fact], index: Index) -> Table:
    notes = Notes()
    wide = len(index.keys) > _ARTICLES
    each = 60 // max(len(index.keys), 1)
    columns = (
        (Column("Fact", width=50), Column("Reported by", width=50))
        if wide
        else (
            Column("Fact", width=100 - each * len(index.keys)),
            *(Column(key.letter, width=each) for key in index.keys),
        )
    )
    rows = []
    for fact in facts:
        note = _USER if fact.told else "" if fact.sure else _NEAR
        head = Cell(
            shorten(fact.label, _LABEL), detail=fact.id, mark=notes.mark(note), foreign=True
        )
        cells = [_cell(article, cell, index, notes) for article, cell in fact.cells.items()]
        rows.append((head, _listed(fact, index)) if wide else (head, *cells))
    return Table(
        caption="What each article has of each fact: where it stands, and its value in the "
        f"article's own words; {DASH} where no passage was found; “{_NOT_YET}” where the article "
        "was published before the fact could be known. Facts of most articles first, then those "
        "told earliest. The line below a fact is its id.",
        columns=columns,
        rows=tuple(rows),
        notes=notes.listed(),
        wide=True,
    )


def _cell(article: str, cell: FactCell, index: Index, notes: Notes) -> Cell:
    if cell.state == "reported":
        links = index.links(article, cell.spans[:1])
        return Cell("", detail=shorten(cell.value, _VALUE), links=links)
    if cell.state == "not_yet_known":
        return Cell(_NOT_YET, mark=notes.mark(f"{cell.note[:1].upper()}{cell.note[1:]}."))
    return Cell(DASH)


def _listed(fact: Fact, index: Index) -> Cell:
    links = [
        index.link(article, cell.spans[0])
        for article, cell in fact.cells.items()
        if cell.state == "reported"
    ]
    more = len(links) - _ARTICLES
    return Cell(f"and {number(more)} more" if more > 0 else "", links=tuple(links[:_ARTICLES]))


def _figure(comparison: Comparison, index: Index) -> Figure:
    facts = comparison.facts
    rows = []
    for key, analysis in zip(index.keys, comparison.analyses, strict=True):
        states = [fact.cells[analysis.article.id].state for fact in facts]
        rows.append(
            CoverageRow(
                key.label,
                states.count("reported"),
                states.count("absent"),
                states.count("not_yet_known"),
            )
        )
    told = "; ".join(f"{row.label.letter} {row.reported} of {len(facts)}" for row in rows)
    return Figure(
        id="figure-facts",
        title=f"How many of the common facts each article reports (n = {len(facts)} facts)",
        alt=f"Reported: {told}.",
        chart=CoverageChart(tuple(rows[: 2 * _ARTICLES])),
        note="A fact counts as common when two articles tell it. An article that reports few may "
        "be short, early, or about something else; what it alone tells is not counted.",
    )


# --- omissions and passages ---------------------------------------------------------------------


def _left_out(comparison: Comparison, index: Index) -> tuple[LeftOutView, ...]:
    facts = {fact.id: fact for fact in comparison.facts}
    by_article: dict[str, list[Omission]] = {}
    for omission in comparison.omissions:
        by_article.setdefault(omission.article, []).append(omission)
    found = []
    for article, omissions in list(by_article.items())[: 2 * _ARTICLES]:
        items = []
        for omission in omissions[:_OMISSIONS]:
            fact = facts[omission.fact]
            carried = f"{small(omission.carried)} of the {small(omission.others)} others"
            if omission.carried == omission.others:
                carried = "both others" if omission.others == 2 else "all others"
            items.append(
                (f"{shorten(fact.label, _LABEL)} ({carried})", index.link(fact.article, fact.span))
            )
        more = len(omissions) - _OMISSIONS
        found.append(
            LeftOutView(
                index.key(article).name,
                tuple(items),
                f"and {small(more)} more" if more > 0 else "",
            )
        )
    return tuple(found)


def _fact_view(fact: Fact, index: Index) -> FactView:
    passages = []
    for article, cell in fact.cells.items():
        document, key = index.document(article), index.key(article)
        for span in cell.spans[:2]:
            passages.append(
                ToldView(
                    index.link(article, span),
                    shorten(cell.value, _VALUE),
                    shorten(span.of(document.text), _PASSAGE),
                    key.language,
                )
            )
    summary = f"reported by {plural(fact.reported, 'article')}"
    return FactView(fact.id, shorten(fact.label, _LABEL), summary, tuple(passages[:_ARTICLES]))
