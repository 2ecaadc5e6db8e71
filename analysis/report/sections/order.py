"""Headlines, leads, order: what each article puts first, and where the first voices speak."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.records import ArticleOrder, Comparison, FirstRole, FramingResult
from analysis.report.charts.order import ROLE_NAMES, OrderChart, OrderRow
from analysis.report.export_order import lead_relevance, lead_score
from analysis.report.keys import Index
from analysis.report.parts import Cell, Column, Figure, Link, Notes, Table
from analysis.report.wording import DASH, interval, percent, plural, shorten, signed

_ARTICLES = 24
_FEW = 3
_RELEVANT = 0.3
"""A lead less relevant to the axis has no score printed: it takes no side that can be told."""
_TEXT, _FACT = 400, 90
_FIRST_FACTS = 3
_ROLES: tuple[FirstRole, ...] = ("official", "critic", "citizen")


@dataclass(frozen=True, slots=True)
class OpeningView:
    """Headline and first sentence of an article with their framing, and its first facts."""

    name: str
    language: str
    headline: str
    headline_link: Link | None
    headline_framing: str
    lead: str
    lead_link: Link | None
    lead_framing: str
    facts: tuple[tuple[str, Link], ...]


@dataclass(frozen=True, slots=True)
class OrderView:
    """The part on headlines, leads and order."""

    figure: Figure | None
    table: Table
    openings: tuple[OpeningView, ...]
    rest: str


def build_order(comparison: Comparison, index: Index) -> OrderView | None:
    """The part on order; None where it was not looked for or no article has a body."""
    orders = [order for order in comparison.order if order.lead is not None]
    if not orders:
        return None
    shown = orders[:_ARTICLES]
    rest = len(orders) - len(shown)
    return OrderView(
        figure=_figure(shown, index),
        table=_table(shown, index),
        openings=tuple(_opening(order, comparison, index) for order in shown),
        rest=f"{plural(rest, 'further article')} not printed here: all in the CSV." if rest else "",
    )


def _figure(orders: list[ArticleOrder], index: Index) -> Figure | None:
    rows = tuple(
        OrderRow(
            index.key(order.article).label,
            tuple((voice.role, voice.place) for voice in order.voices),
            tuple(placed.place for placed in order.facts),
        )
        for order in orders
    )
    if not any(row.voices or row.facts for row in rows):
        return None
    told = "; ".join(
        f"{index.key(order.article).letter} "
        + (", ".join(f"{ROLE_NAMES[v.role]} at {percent(v.place)}" for v in order.voices) or "none")
        for order in orders
    )
    return Figure(
        id="figure-order",
        title="Where in each text the first voices speak and the common facts are first told "
        f"(n = {plural(len(rows), 'article')})",
        alt=f"{told}.",
        chart=OrderChart(rows),
        note="Places are shares of the text, counted in characters. Attributions are found "
        "automatically: a first voice that was missed shows a later one.",
    )


def _table(orders: list[ArticleOrder], index: Index) -> Table:
    notes = Notes()
    rows = []
    for order in orders:
        found = {voice.role: voice for voice in order.voices}
        cells = []
        for role in _ROLES:
            voice = found.get(role)
            if voice is None:
                few = order.attributions < _FEW
                note = "Too few attributions were found to say that there is none." if few else ""
                cells.append(Cell(DASH, mark=notes.mark(note)))
                continue
            link = index.link(order.article, voice.span)
            cells.append(
                Cell(percent(voice.place), detail=shorten(voice.source, 40), links=(link,))
            )
        key = index.key(order.article)
        rows.append((Cell(key.name, foreign=True), *cells))
    return Table(
        caption="Where the first official, the first critic (opposition, civil society, or who is "
        "reported as criticising) and the first ordinary person speak, as a share of the text; "
        f"{DASH} where none was found to speak.",
        columns=(
            Column("Article"),
            *(Column(ROLE_NAMES[role][:1].upper() + ROLE_NAMES[role][1:]) for role in _ROLES),
        ),
        rows=tuple(rows),
        notes=notes.listed(),
    )


def _opening(order: ArticleOrder, comparison: Comparison, index: Index) -> OpeningView:
    key, document = index.key(order.article), index.document(order.article)
    result = next(
        (
            found
            for a in comparison.analyses
            if a.article.id == order.article
            and isinstance(found := a.results.get("framing"), FramingResult)
        ),
        None,
    )
    labels = {fact.id: fact.label for fact in comparison.facts}
    headline = order.headline.of(document.text) if order.headline else document.article.title or ""
    lead = order.lead.of(document.text) if order.lead else ""
    return OpeningView(
        name=key.name,
        language=key.language,
        headline=shorten(headline, _TEXT),
        headline_link=index.link(order.article, order.headline) if order.headline else None,
        headline_framing=_headline_framing(result),
        lead=shorten(lead, _TEXT),
        lead_link=index.link(order.article, order.lead) if order.lead else None,
        lead_framing=_lead_framing(order, result),
        facts=tuple(
            (
                f"{percent(placed.place)}: {shorten(labels.get(placed.fact, placed.fact), _FACT)}",
                index.link(order.article, placed.span),
            )
            for placed in order.facts[:_FIRST_FACTS]
        ),
    )


def _headline_framing(result: FramingResult | None) -> str:
    if result is None:
        return ""
    if not result.headline.known:
        return result.headline.note
    limits = interval(result.headline, sign=True)
    return f"Framing {signed(result.headline.value)}" + (f" ({limits})" if limits else "")


def _lead_framing(order: ArticleOrder, result: FramingResult | None) -> str:
    """The score of one sentence has no interval that holds, and it is said that it has none."""
    if result is None or not order.lead_segments:
        return ""
    segments = [result.segments[at] for at in order.lead_segments]
    relevance, score = lead_relevance(segments), lead_score(segments)
    if score is None or relevance is None or relevance < _RELEVANT:
        return "The first sentence takes no side that can be told."
    return f"Framing {signed(score)}, of one sentence: no interval"
