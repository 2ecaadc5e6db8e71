"""Facts and omissions: what the articles of an event tell, and which article leaves what out.

A fact is a group of statements of two articles at least that tell the same; each article has a
cell that says whether it reports the fact, lacks it, or could not know it yet.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.compare.dates import read_date
from analysis.compare.facts_entries import Draft, apply_entries
from analysis.compare.facts_grouping import group_statements
from analysis.compare.facts_labels import is_whole, make_id, make_label
from analysis.compare.facts_likeness import SAME, SURE
from analysis.compare.facts_statements import Statement, find_known, find_statements
from analysis.compare.facts_states import Clock
from analysis.compare.facts_voices import Voices
from analysis.records import (
    Copies,
    Document,
    Event,
    Fact,
    FactCell,
    FactEntry,
    FactKind,
    Omission,
)

LEAST = 2
"""Articles that tell a fact, at least; only of what is newer than all the others one is enough."""
LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of an event, and a line for each name in `facts.toml` that means none of them."""

    found: tuple[Fact, ...] = ()
    unused: tuple[str, ...] = ()


def find_facts(
    documents: Sequence[Document],
    *,
    event: Event,
    entries: Sequence[FactEntry] = (),
    copies: Copies | None = None,
) -> Facts:
    """The facts that two or more articles tell: those of most articles first, then the earliest.

    What the latest article tells of a day on which all the others were out already is a fact as
    well. Fewer than two articles have none. `entries` are what the user says about the facts
    (`facts.toml`): pinned ones come first, in the order of the entries. What only one piece of
    shared copy carries (`copies`) is none, unless it gives a figure or a day of its own.
    """
    if len(documents) < LEAST:
        return Facts()
    statements = _statements(documents, event)
    groups = group_statements(statements, _vectors(statements))
    drafts, unused = apply_entries(
        [
            Draft([statements[number] for number in sorted(group.members)], group.cohesion)
            for group in groups
        ],
        entries,
        documents,
    )
    clock, voices = Clock(documents, event), Voices(documents, copies or Copies())
    kept = [
        draft
        for draft in drafts
        if draft.told or _matters(draft, voices, clock) or clock.is_later(draft.members)
    ]
    facts = [(draft.rank, _fact(draft, documents, clock)) for draft in _joined(kept)]
    facts.sort(key=lambda item: (item[0] is None, item[0] or 0, *_order(item[1][0])))
    return Facts(tuple(_labelled([fact for _, fact in facts])), unused)


def _statements(documents: Sequence[Document], event: Event) -> list[Statement]:
    known, day = find_known(documents), read_date(event.date)
    return [
        statement
        for number, document in enumerate(documents)
        for statement in find_statements(document, number, known=known, event_date=day)
    ]


def _vectors(statements: Sequence[Statement]) -> list[NDArray[np.float32]]:
    """The sentence vector of each statement; what two articles share word for word is read once."""
    from analysis.models.similarity import load_similarity

    texts = list(dict.fromkeys(statement.text for statement in statements))
    rows = dict(zip(texts, load_similarity().encode(texts), strict=True))
    return [rows[statement.text] for statement in statements]


def _matters(draft: Draft, voices: Voices, clock: Clock) -> bool:
    """Whether two articles tell it, and more than a quotation or the end of a sentence.

    Where no figure ties them, two voices alone must tell nearly the same. What one piece of copy
    alone carries needs a figure or a day of its own.
    """
    members = draft.members
    if (
        len({member.article for member in members}) < LEAST
        or all(member.direct for member in members)
        or all(member.loose for member in members)
    ):
        return False
    if any(member.kind == "figure" for member in members):
        return True
    counts = any(_has_number(member) for member in members)
    n = voices.count(members, most=LEAST + 1)
    if n == 1 and not counts and not clock.is_dated(members):
        return False
    articles = len({member.article for member in members})
    return (articles if counts else n) > LEAST or draft.cohesion >= SAME


def _has_number(statement: Statement) -> bool:
    """Whether a number of any kind is in it, a year or a time of day too."""
    return bool(statement.values) or any(letter.isdigit() for letter in statement.text)


def _joined(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those that are clauses of the same sentences in all their articles as one.

    Figures stay apart, and so does what the user changed.
    """
    found: list[Draft] = []
    first: dict[frozenset[tuple[int, int]], Draft] = {}
    for draft in drafts:
        if draft.told or any(member.figures for member in draft.members):
            found.append(draft)
            continue
        sentences = frozenset((member.article, member.sentence) for member in draft.members)
        other = first.get(sentences)
        if other is None:
            first[sentences] = draft
            found.append(draft)
        else:
            members = sorted([*other.members, *draft.members], key=lambda s: (s.article, s.span))
            other.members, other.cohesion = members, min(other.cohesion, draft.cohesion)
    return found


def find_omissions(facts: Sequence[Fact]) -> tuple[Omission, ...]:
    """By article and then by fact: what most of the other articles report and it does not.

    Most: more than half of those that could know it, and two at least. A near thing that only two
    report is no ground for saying that another is silent.
    """
    told = []
    for fact in facts:
        others = sum(cell.state != "not_yet_known" for cell in fact.cells.values()) - 1
        carried = fact.reported
        if carried >= (LEAST if fact.sure else LEAST + 1) and 2 * carried > others:
            told.append((fact, carried, others))
    found = []
    for article in facts[0].cells if facts else ():
        for fact, carried, others in told:
            if fact.cells[article].state == "absent":
                found.append(Omission(article, fact.id, carried, others))
    return tuple(found)


def _order(fact: Fact) -> tuple[object, ...]:
    """Most articles first, then what stands highest in the articles that tell it."""
    firsts = [cell.spans[0].start for cell in fact.cells.values() if cell.spans]
    return -fact.reported, sum(firsts) / max(len(firsts), 1), fact.id


def _fact(draft: Draft, documents: Sequence[Document], clock: Clock) -> tuple[Fact, str]:
    """The fact of a draft, and the statement that says it best as a line."""
    members = draft.members
    kinds = [member.kind for member in members]
    kind: FactKind = max(("figure", "verdict", "action"), key=kinds.count)
    values = Counter(_value(member) for member in members)
    best = min(
        members,
        key=lambda s: (
            kind == "figure" and s.measure is None,
            *_rank(s, documents[s.article]),
            -values[_value(s)],
            s.article,
            s.span,
        ),
    )
    ids = tuple(dict.fromkeys(make_id(s, documents[s.article]) for s in (best, *members)))
    known = clock.read(members)
    by_article: dict[int, list[Statement]] = defaultdict(list)
    for member in members:
        by_article[member.article].append(member)
    cells = {}
    for number, document in enumerate(documents):
        own = by_article.get(number)
        cells[document.article.id] = _reported(own, document) if own else clock.cell(number, known)
    labels = [m.measure.label for m in members if m.measure and m.measure.label]
    line = make_label(best, documents[best.article])
    fact = Fact(
        id=ids[0],
        label=draft.label or max(labels, key=labels.count, default=line),
        kind=kind,
        article=documents[best.article].article.id,
        span=best.span,
        cells=cells,
        other_ids=ids[1:],
        date=known.day.isoformat() if known.day else None,
        sure=draft.cohesion >= SURE or draft.told,
        pinned=draft.rank is not None,
        told=draft.told,
    )
    return fact, line


def _rank(statement: Statement, document: Document) -> tuple[object, ...]:
    """Own words before borrowed ones, whole statements before parts."""
    whole = is_whole(statement, document)
    return statement.direct, statement.loose, not whole


def _value(statement: Statement) -> tuple[float, float] | None:
    measure = statement.measure
    return (measure.low, measure.high) if measure is not None else None


def _labelled(facts: Sequence[tuple[Fact, str]]) -> Iterator[Fact]:
    """The facts with labels: what a figure measures where one fact alone does, else a passage.

    Two figures of one passage are told apart by their values.
    """
    often = Counter(fact.label for fact, _ in facts)
    labels = [fact.label if fact.told or often[fact.label] == 1 else line for fact, line in facts]
    often = Counter(labels)
    for (fact, _), label in zip(facts, labels, strict=True):
        value = fact.cells[fact.article].value
        same = often[label] > 1 and value and not fact.told
        yield replace(fact, label=f"{value}: {label}" if same else label)


def _reported(own: Sequence[Statement], document: Document) -> FactCell:
    text = document.text
    figures = tuple(dict.fromkeys(f for s in own for f in s.figures))
    values = [s.measure.span.of(text) for s in own if s.measure is not None] or [
        q.inner.of(text)
        for s in own
        for q in document.quotations
        if s.kind == "verdict" and s.span.contains(q.span) and len(q.inner.of(text)) < LONGEST_VALUE
    ]
    return FactCell(
        "reported",
        value="; ".join(dict.fromkeys(" ".join(value.split()) for value in values)),
        spans=tuple(dict.fromkeys(s.span for s in own)),
        figures=figures,
    )
