"""How well facts are found: cells of article × fact against what is true of an invented event.

A found fact and a true one are the same if their passages overlap in one article at least; each
is matched once, those that overlap in most articles first. A cell is right when article, fact and
state are. Precision counts the cells of every found fact, recall those of every true one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.records import Fact, Span


@dataclass(frozen=True, slots=True)
class TrueFact:
    """A fact of `truth.toml`: for each article its state, and the passage where it reports it."""

    id: str
    label: str
    states: Mapping[str, str]
    spans: Mapping[str, Span]


@dataclass(frozen=True, slots=True)
class CellScore:
    """Cells with the right state, cells found, true cells; and which facts stand alone."""

    right: int
    found: int
    true: int
    matched: tuple[tuple[str, str], ...] = ()
    """Ids of the true fact and of the found one."""
    missed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    wrong: tuple[tuple[str, str, str, str], ...] = ()
    """True fact, article, true state, found state."""

    @property
    def precision(self) -> float:
        """Right cells among those found, 0..1; 0 for none."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Right cells among the true ones, 0..1; 0 for none."""
        return self.right / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two, 0..1."""
        both = self.found + self.true
        return 2 * self.right / both if both else 0.0


def read_facts(truth: Mapping[str, object], texts: Mapping[str, str]) -> tuple[TrueFact, ...]:
    """The facts of a parsed `truth.toml`; `texts` are the articles by their letter.

    Raises ValueError for a passage that its article does not hold.
    """
    found = []
    for row in truth["facts"]:  # type: ignore[attr-defined]
        states, spans = {}, {}
        for article, cell in row["cells"].items():
            states[article] = cell["state"]
            if "text" in cell:
                spans[article] = locate(cell["text"], texts[article])
        found.append(TrueFact(row["id"], row["label"], states, spans))
    return tuple(found)


def locate(passage: str, text: str) -> Span:
    """Where `passage` stands in `text`, whatever the white space; ValueError where it does not."""
    pattern = r"\s+".join(re.escape(word) for word in passage.split())
    match = re.search(pattern, text)
    if match is None:
        raise ValueError(f"not in the article: {passage}")
    return Span(*match.span())


def score_facts(
    found: Sequence[Fact], true: Sequence[TrueFact], letters: Mapping[str, str]
) -> CellScore:
    """The score of one event; `letters` gives for each article id its letter in the truth."""
    pairs = sorted(
        ((-n, a, b) for a, t in enumerate(true) for b, f in enumerate(found)
         if (n := _overlaps(f, t, letters))),
    )  # fmt: skip
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, a, b in pairs:
        if a not in partner and b not in taken:
            partner[a] = b
            taken.add(b)
    right, wrong = 0, []
    for a, b in sorted(partner.items()):
        for article, cell in found[b].cells.items():
            state = true[a].states.get(letters[article], "absent")
            if cell.state == state:
                right += 1
            else:
                wrong.append((true[a].id, letters[article], state, cell.state))
    return CellScore(
        right,
        sum(len(fact.cells) for fact in found),
        sum(len(fact.states) for fact in true),
        tuple((true[a].id, found[b].id) for a, b in sorted(partner.items())),
        tuple(fact.id for a, fact in enumerate(true) if a not in partner),
        tuple(fact.id for b, fact in enumerate(found) if b not in taken),
        tuple(wrong),
    )


def _overlaps(fact: Fact, true: TrueFact, letters: Mapping[str, str]) -> int:
    """In how many articles the passages of the two overlap."""
    return sum(
        letters[article] in true.spans
        and any(span.overlaps(true.spans[letters[article]]) for span in cell.spans)
        for article, cell in fact.cells.items()
    )
