"""What the user says about the facts (`facts.toml`), applied to the groups of statements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.compare.facts_labels import make_id
from analysis.compare.facts_statements import Statement
from analysis.records import Document, FactEntry, Span

LEAST_PASSAGE = 12
"""Characters of a passage, at least: fewer may stand anywhere."""


@dataclass(slots=True)
class Draft:
    """A fact while it is made: its statements, how like they are, and what the user said of it.

    `told` facts are kept whoever tells them; `rank` is the place of a pinned one in `facts.toml`.
    """

    members: list[Statement]
    cohesion: float = 1.0
    label: str = ""
    rank: int | None = None
    told: bool = False


def apply_entries(
    drafts: Sequence[Draft], entries: Sequence[FactEntry], documents: Sequence[Document]
) -> tuple[list[Draft], tuple[str, ...]]:
    """The drafts as the user wants them, and a line for each name in the entries that means none.

    The drafts come back without those deleted or merged into another, in the same order.
    """
    if not entries:
        return list(drafts), ()
    finder = _Finder(drafts, documents)
    gone: set[int] = set()
    unused = []
    for rank, entry in enumerate(entries):
        draft = finder.find(entry.id or entry.passage)
        if draft is None:
            unused.append(_unused(entry, entry.id or entry.passage))
            continue
        if entry.delete:
            gone.add(id(draft))
            continue
        draft.told = True
        draft.label = entry.label or draft.label
        draft.rank = rank if entry.pin else draft.rank
        for name in entry.merge:
            other = finder.find(name)
            if other is None:
                unused.append(_unused(entry, name))
            elif other is not draft:
                draft.members = sorted(
                    [*draft.members, *other.members], key=lambda s: (s.article, s.span)
                )
                gone.add(id(other))
                finder.move(other, draft)
    return [draft for draft in drafts if id(draft) not in gone], tuple(unused)


def _unused(entry: FactEntry, name: str) -> str:
    return (
        f'{entry.path}: line {entry.line}: no fact of these articles is "{name}"; take the id from '
        "the report, copy the passage from an article, or delete the entry"
    )


class _Finder:
    """Drafts by the ids of their passages and by words of the articles."""

    def __init__(self, drafts: Sequence[Draft], documents: Sequence[Document]) -> None:
        self._documents = documents
        self._drafts = list(drafts)
        self._moved: dict[int, Draft] = {}
        self._by_id: Mapping[str, Draft] = {
            make_id(statement, documents[statement.article]): draft
            for draft in reversed(self._drafts)
            for statement in draft.members
        }

    def find(self, name: str) -> Draft | None:
        """The draft with that id or passage; None where there is none."""
        found = self._by_id.get(name) or self._by_passage(name)
        while found is not None and id(found) in self._moved:
            found = self._moved[id(found)]
        return found

    def move(self, draft: Draft, into: Draft) -> None:
        """Makes the names of a merged draft mean the other."""
        self._moved[id(draft)] = into

    def _by_passage(self, passage: str) -> Draft | None:
        for article, span in self._places(passage):
            for draft in self._drafts:
                if any(s.article == article and s.span.overlaps(span) for s in draft.members):
                    return draft
        return None

    def _places(self, passage: str) -> Iterator[tuple[int, Span]]:
        if len(passage) < LEAST_PASSAGE:
            return
        pattern = re.compile(r"\s+".join(re.escape(word) for word in passage.split()))
        for article, document in enumerate(self._documents):
            match = pattern.search(document.text)
            if match is not None and match.end() > match.start():
                yield article, Span(*match.span())
