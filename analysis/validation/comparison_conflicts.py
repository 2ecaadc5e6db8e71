"""How well disagreements are found: against what is true of an invented event.

A disagreement counts as found if a found one shows its values, in at least one of the pairs of
articles that disagree; as rightly explained if the reason is right there. A false alarm is a found
disagreement that shows no true pair. Verdicts that clash are found if the body is the same and a
pair of articles is on opposite sides as it should be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from analysis.names import fold_name
from analysis.records import Conflict

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class TrueConflict:
    """A disagreement of `truth.toml`: values by article, the pairs that disagree, the reasons.

    For a verdict the pairs are those of an approving and a condemning article, without values.
    """

    kind: str
    fact: str
    values: Mapping[str, str]
    pairs: frozenset[tuple[str, str]]
    reasons: frozenset[str]


@dataclass(frozen=True, slots=True)
class ConflictScore:
    """Counts of one event or of several together, and what was missed or is a false alarm."""

    true: int = 0
    found: int = 0
    explained: int = 0
    pairs: int = 0
    """Pairs of articles that disagree, over all true disagreements."""
    pairs_found: int = 0
    alarms: int = 0
    events: int = 0
    missed: tuple[str, ...] = ()
    unexplained: tuple[tuple[str, str], ...] = ()
    """Fact and the reason that was given, where it is not the true one."""
    false: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        """Found among the true ones, 0..1; 0 for none."""
        return self.found / self.true if self.true else 0.0

    @property
    def alarms_per_event(self) -> float:
        """False alarms an event; 0 without events."""
        return self.alarms / self.events if self.events else 0.0

    @property
    def rightly_explained(self) -> float:
        """Rightly explained among the found figures, 0..1; 0 for none."""
        return self.explained / self.found if self.found else 0.0


def read_conflicts(truth: Mapping[str, object]) -> tuple[TrueConflict, ...]:
    """The disagreements about figures and the clashing verdicts of a parsed `truth.toml`."""
    found = []
    for row in truth.get("disagreements", ()):  # type: ignore[attr-defined]
        pairs = frozenset((min(pair), max(pair)) for pair in row["pairs"])
        reasons = frozenset([row["reason"], *([row["also"]] if "also" in row else [])])
        found.append(TrueConflict("figure", row["fact"], row["values"], pairs, reasons))
    for row in truth.get("verdict_clashes", ()):  # type: ignore[attr-defined]
        pairs = frozenset(
            (min(a, b), max(a, b)) for a in row["approving"] for b in row["condemning"]
        )
        found.append(TrueConflict("verdict", row["body"], {}, pairs, frozenset()))
    return tuple(found)


def score_conflicts(
    found: Sequence[Conflict],
    true: Sequence[TrueConflict],
    letters: Mapping[str, str],
    *,
    kind: str = "figure",
) -> ConflictScore:
    """The score of one event; `letters` gives for each article id its letter in the truth."""
    own = [conflict for conflict in found if conflict.kind == kind]
    wanted = [conflict for conflict in true if conflict.kind == kind]
    shown = [set(_pairs(conflict, letters)) for conflict in own]
    used: set[int] = set()
    n_found = explained = n_pairs = 0
    missed, wrong = [], []
    for conflict in wanted:
        hits = [
            (at, pair)
            for at, pairs in enumerate(shown)
            for pair in sorted(pairs)
            if pair[:2] in conflict.pairs and _is_same(own[at], pair, conflict)
        ]
        used |= {at for at, _ in hits}
        n_pairs += len({pair[:2] for _, pair in hits})
        if not hits:
            missed.append(conflict.fact)
            continue
        n_found += 1
        given = sorted({own[at].reason for at, _ in hits})
        if kind == "verdict" or conflict.reasons & set(given):
            explained += 1
        else:
            wrong.append((conflict.fact, ", ".join(given)))
    false = [conflict.fact for at, conflict in enumerate(own) if at not in used]
    return ConflictScore(
        true=len(wanted),
        found=n_found,
        explained=explained,
        pairs=sum(len(conflict.pairs) for conflict in wanted),
        pairs_found=n_pairs,
        alarms=len(false),
        events=1,
        missed=tuple(missed),
        unexplained=tuple(wrong),
        false=tuple(false),
    )


def add_scores(scores: Sequence[ConflictScore]) -> ConflictScore:
    """The score of several events together; of none an empty one."""
    return ConflictScore(
        **{
            name: sum(getattr(score, name) for score in scores)
            for name in ("true", "found", "explained", "pairs", "pairs_found", "alarms", "events")
        },
        missed=tuple(fact for score in scores for fact in score.missed),
        unexplained=tuple(pair for score in scores for pair in score.unexplained),
        false=tuple(fact for score in scores for fact in score.false),
    )


_Shown = tuple[str, str, str, str]
"""Two articles and what a conflict shows of each: the value, or the side of a verdict."""


def _pairs(conflict: Conflict, letters: Mapping[str, str]) -> Iterator[_Shown]:
    for one, other in combinations(conflict.values, 2):
        if one.article == other.article or (one.stance and one.stance == other.stance):
            continue
        a, b = sorted((letters[value.article], value.text) for value in (one, other))
        yield a[0], b[0], a[1], b[1]


def _is_same(found: Conflict, pair: _Shown, true: TrueConflict) -> bool:
    """Whether a found pair shows the true values, or the body of the true verdict."""
    if true.kind == "verdict":
        return bool(_words(found.fact) & _words(true.fact))
    return all(
        _same_value(text, true.values[letter])
        for letter, text in zip(pair[:2], pair[2:], strict=True)
        if letter in true.values
    ) and set(pair[:2]) <= set(true.values)


def _same_value(shown: str, true: str) -> bool:
    """Whether the number of one stands in the other; words where there are no digits."""
    numbers, others = set(_NUMBER.findall(shown)), set(_NUMBER.findall(true))
    if numbers and others:
        return bool(numbers & others)
    return bool(set(_WORD.findall(shown.lower())) & set(_WORD.findall(true.lower())))


def _words(name: str) -> set[str]:
    return {word for word in fold_name(name).split() if len(word) > 3}
