"""Facts and omissions: what the articles of an event tell, and which article leaves what out.

A fact is a group of statements of two articles at least that tell the same; each article has a
cell that says whether it reports the fact, lacks it, or could not know it yet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from analysis.compare.dates import read_date
from analysis.compare.facts_clauses import stem
from analysis.compare.facts_grouping import Group, group_statements
from analysis.compare.facts_likeness import SURE
from analysis.compare.facts_statements import Statement, find_known, find_statements
from analysis.compare.facts_states import Clock
from analysis.compare.wording import shorten
from analysis.records import (
    Document,
    Event,
    Fact,
    FactCell,
    FactEntry,
    FactKind,
    Omission,
)

LEAST = 2
"""Articles that tell a fact, at least."""
LONGEST_LABEL = 110


def find_facts(
    documents: Sequence[Document], *, event: Event, entries: Sequence[FactEntry] = ()
) -> tuple[Fact, ...]:
    """The facts that two or more articles tell: those of most articles first, then the earliest.

    Fewer than two articles have none. `entries` are what the user says about them (`facts.toml`).
    """
    if len(documents) < LEAST:
        return ()
    from analysis.models.similarity import load_similarity

    known = find_known(documents)
    statements = [
        statement
        for number, document in enumerate(documents)
        for statement in find_statements(
            document, number, known=known, event_date=read_date(event.date)
        )
    ]
    texts = list(dict.fromkeys(statement.text for statement in statements))
    rows = dict(zip(texts, load_similarity().encode(texts), strict=True))
    groups = group_statements(statements, [rows[s.text] for s in statements])
    clock = Clock(documents, event)
    facts = [
        _fact(group, statements, documents, clock)
        for group in groups
        if _matters([statements[n] for n in group.members])
    ]
    return tuple(sorted(facts, key=_order))


def _matters(members: Sequence[Statement]) -> bool:
    """Whether two articles tell it, and more than a quotation or the end of a sentence."""
    articles = {member.article for member in members}
    return (
        len(articles) >= LEAST
        and not all(member.direct for member in members)
        and not all(member.loose for member in members)
    )


def find_omissions(facts: Sequence[Fact]) -> tuple[Omission, ...]:
    """By article and then by fact: what most of the other articles report and it does not.

    Most: more than half of those that could know it, and two at least.
    """
    found = []
    for article in facts[0].cells if facts else ():
        for fact in facts:
            if fact.cells[article].state != "absent":
                continue
            others = sum(
                cell.state != "not_yet_known"
                for name, cell in fact.cells.items()
                if name != article
            )
            if fact.reported >= 2 and 2 * fact.reported > others:
                found.append(Omission(article, fact.id, fact.reported, others))
    return tuple(found)


def _order(fact: Fact) -> tuple[object, ...]:
    return not fact.pinned, -fact.reported, fact.span.start, fact.article, fact.id


def _fact(
    group: Group, statements: Sequence[Statement], documents: Sequence[Document], clock: Clock
) -> Fact:
    members = [statements[number] for number in sorted(group.members)]
    best = statements[group.members[0]]
    text = best.span.of(documents[best.article].text)
    ids = tuple(dict.fromkeys(make_id(s, documents[s.article]) for s in (best, *members)))
    cells = {}
    for number, document in enumerate(documents):
        own = [member for member in members if member.article == number]
        cells[document.article.id] = (
            _reported(own, document) if own else clock.cell(number, members)
        )
    kinds = [member.kind for member in members]
    kind: FactKind = max(("figure", "verdict", "action"), key=kinds.count)
    return Fact(
        id=ids[0],
        label=shorten(text, LONGEST_LABEL),
        kind=kind,
        article=documents[best.article].article.id,
        span=best.span,
        cells=cells,
        other_ids=ids[1:],
        date=clock.day_of(members),
        sure=group.cohesion >= SURE,
    )


def _reported(own: Sequence[Statement], document: Document) -> FactCell:
    figures = tuple(dict.fromkeys(f for s in own for f in s.figures))
    ranges = dict.fromkeys(
        document.text[s.figures[0].span.start : s.figures[-1].span.end] for s in own if s.figures
    )
    return FactCell(
        "reported",
        value="; ".join(" ".join(value.split()) for value in ranges),
        spans=tuple(dict.fromkeys(s.span for s in own)),
        figures=figures,
    )


def make_id(statement: Statement, document: Document) -> str:
    """A word of the statement and a digest of it: the same as long as the passage is."""
    text = statement.span.of(document.text)
    figure = " ".join(f.span.of(document.text) for f in statement.figures)
    digest = hashlib.sha256(" ".join(f"{text}|{figure}".casefold().split()).encode()).hexdigest()
    words = [word for word in text.split() if word.isalpha() and word.isascii() and stem(word)]
    word = max(words, key=len, default="fact").lower()
    return f"{word[:16]}-{digest[:6]}"
