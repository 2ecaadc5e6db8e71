"""The effects found in a sentence: entries, praise and blame by their object, scare quotes.

Rules whose cues act by distance are data (`composition.toml`); those that need to look at the
sentence as a whole are here and in `contrast.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from analysis.axes.agency import weigh_agency
from analysis.axes.composition import Composition, Cue, Hit, Step, steps_for
from analysis.axes.patterns import Match
from analysis.axes.reading import SIDES, Kind, Reading
from analysis.axes.schema import MAX_VALENCE, Axis

# Up to 50 characters in marks of any style: what may be a scare quote.
_SHORT_QUOTE = re.compile(
    r"(?<!\w)(?:“([^”“\n]{2,50})”|\"([^\"\n]{2,50})\"|‘([^’‘\n]{2,50})’|«([^»\n]{2,50})»"
    r"|„([^“”\n]{2,50})[“”]|'([^'\n]{2,50})')(?!\w)"
)
_PASSIVE = frozenset({"was", "were", "is", "are", "been", "be", "being", "'s", "widely"})


class EffectFinder:
    """Turns what was read in a sentence into hits with the steps that changed them."""

    def __init__(self, axis: Axis, composition: Composition) -> None:
        self._sides = axis.sides
        # Rules speak of praise and blame; an axis may put the approving pole at either end.
        self._orientation = 1.0 if axis.approval == "positive" else -1.0
        self._composition = composition
        self._barriers = composition.words("barriers")
        self._attitude = composition.settings["attitude"]
        self._scare = composition.settings["scare"]
        self._question = composition.settings["question"]
        self._gap = composition.settings["gap"]
        self._victim = frozenset(composition.settings["predecessor"]["victim"])
        self._negations = frozenset(self._gap["negations"])

    def hits(self, reading: Reading) -> list[Hit]:
        """All hits of the sentence in text order, contrast and concession not yet weighed."""
        cues = reading.cues()
        quotes = self._scare_quotes(reading)
        found = [*self._entry_hits(reading), *self._attitude_hits(reading)]
        facet = self._sides.attitude_facet
        hits = []
        for hit in weigh_agency(reading, found, self._composition, facet):
            if hit.base == 0:
                continue
            steps = steps_for(
                hit.first,
                hit.last,
                direction=hit.base,
                cues=[cue for cue in cues if not self._wrongs(reading, hit, cue)],
                tokens=reading.tokens,
                clauses=reading.clauses,
                barriers=self._barriers,
                text=reading.text,
            )
            quoted = self._scare_step(reading, hit, quotes)
            question = self._question_step(reading, hit)
            hits.append(replace(hit, steps=(*hit.steps, *steps, *quoted, *question)))
        hits = self._praised_others(reading, hits)
        return sorted([*hits, *self._own_terms(reading, quotes)], key=lambda hit: hit.first)

    def _wrongs(self, reading: Reading, hit: Hit, cue: Cue) -> bool:
        """Whether the hit is what was done to those before, and no deed of theirs."""
        covered = reading.tokens[hit.first : hit.last + 1]
        return cue.rule.name == "predecessor" and any(
            token.norm in self._victim for token in covered
        )

    def _entry_hits(self, reading: Reading) -> Iterable[Hit]:
        for match, item in reading.of("entry"):
            if item.entry is not None:
                base = item.entry.valence / MAX_VALENCE * self._orientation
                steps = self._gap_step(reading, match, item.entry.phrase, base)
                yield Hit(match.first, match.last, base, item.entry.facet, abs(base), steps)

    def _gap_step(
        self, reading: Reading, match: Match, phrase: str, base: float
    ) -> tuple[Step, ...]:
        """Negation for an entry whose gap holds one: "judges never ruled against"."""
        if "..." not in phrase:
            return ()
        for token in reading.tokens[match.first : match.last + 1]:
            if token.norm in self._negations and token.norm not in phrase:
                factor = float(self._gap["favourable" if base > 0 else "unfavourable"])
                return (Step(factor, f"{token.norm} (negation)"),)
        return ()

    # --- praise and blame -----------------------------------------------------------------------

    def _attitude_hits(self, reading: Reading) -> Iterable[Hit]:
        """Praise and blame, by whom they meet."""
        kinds: tuple[Kind, ...] = ("praise", "blame")
        for kind in kinds:
            base = float(self._attitude[f"{kind}_effect"])
            for match, _ in reading.of(kind):
                factor, whom = self._object_of(reading, match, kind)
                yield Hit(
                    match.first,
                    match.last,
                    base if factor else 0.0,
                    self._sides.attitude_facet,
                    abs(base * factor),
                    (Step(factor, f"{whom} ({kind})"),),
                )

    def _object_of(self, reading: Reading, match: Match, kind: Kind) -> tuple[float, str]:
        """How praise or blame counts, and the words that decide it."""
        before = self._nearest_side(reading, match, -1)
        after = self._nearest_side(reading, match, +1)
        passive = match.first > 0 and reading.tokens[match.first - 1].norm in _PASSIVE
        target, agent = (before, after) if passive else (after, before)
        if target is not None:
            name = _factor_name(kind, target[0], agent[0] if agent else None)
            return float(self._attitude[name]), f"of “{reading.words(*target[1:])}”"
        if agent is not None and agent[0] == "subject":
            return float(self._attitude["elsewhere"]), f"by “{reading.words(*agent[1:])}”"
        return float(self._attitude["unnamed"]), "of somebody not named"

    def _praised_others(self, reading: Reading, hits: list[Hit]) -> list[Hit]:
        """The hits; what follows praise that the subject gives to a named other counts little.

        "The president paid tribute to Marshal Xu, a true statesman" praises the marshal.
        """
        for match, _ in reading.of("praise"):
            agent = self._nearest_side(reading, match, -1)
            if agent is None or agent[0] != "subject" or not _names_other(reading, match):
                continue
            label = f"{reading.words(match.first, match.last)} (praise of another)"
            factor = float(self._attitude["other"])
            hits = [
                hit.changed(factor, label) if hit.first > match.last and hit.base > 0 else hit
                for hit in hits
            ]
        return hits

    def _nearest_side(
        self, reading: Reading, match: Match, direction: int
    ) -> tuple[Kind, int, int] | None:
        reach = int(self._attitude["reach"])
        best: tuple[int, Kind, int, int] | None = None
        # "criticised a lack of real opposition" does not criticise the opposition.
        taken = {
            place
            for entry, item in reading.of("entry")
            if item.entry is not None and item.entry.valence
            for place in range(entry.first, entry.last + 1)
        }
        for kind in SIDES:
            for side, _ in reading.of(kind):
                if side.first in taken:
                    continue
                gap = side.first - match.last if direction > 0 else match.first - side.last
                same = reading.clauses[side.first] == reading.clauses[match.first]
                if 0 < gap <= reach and same and (best is None or gap < best[0]):
                    best = (gap, kind, side.first, side.last)
        return None if best is None else best[1:]

    # --- quotation marks and questions ----------------------------------------------------------

    def _scare_quotes(self, reading: Reading) -> list[tuple[int, int]]:
        """Short quotations in a sentence where nobody is said to have spoken the words."""
        if reading.of("speech"):
            return []
        quotes = []
        start, end = reading.tokens[0].start, reading.tokens[-1].end
        for match in _SHORT_QUOTE.finditer(reading.text, max(0, start - 1), end + 1):
            words = next(group for group in match.groups() if group is not None).split()
            # A capital or a full stop inside: a title, a slogan or a spoken sentence.
            opens = match.start() <= start and len(words) == 1
            capital = bool(words) and words[0][0].isupper() and not opens
            plain = bool(words) and not capital and words[-1][-1] not in ".!?"
            if plain and len(words) <= int(self._scare["max_words"]):
                quotes.append((match.start(), match.end()))
        return quotes

    def _scare_step(
        self, reading: Reading, hit: Hit, quotes: Sequence[tuple[int, int]]
    ) -> tuple[Step, ...]:
        start, end = reading.tokens[hit.first].start, reading.tokens[hit.last].end
        # “convincing” win: the marks may cover the phrase or a part of it.
        if not any(
            (low <= start and end <= high) or (start <= low + 1 and high <= end + 1)
            for low, high in quotes
        ):
            return ()
        factor = self._scare["favourable" if hit.effect > 0 else "unfavourable"]
        return (Step(float(factor), "quotation marks (scare quotes)"),)

    def _own_terms(self, reading: Reading, quotes: Sequence[tuple[int, int]]) -> Iterable[Hit]:
        """Plain words of the subject's vocabulary that the text holds at arm's length."""
        base = float(self._scare["own_term"])
        doubted = [
            (match.last, reading.words(match.first, match.last))
            for match, item in reading.of("rule")
            if item.rule is not None and item.rule.name == "so-called"
        ]
        for match, _ in reading.of("own_term"):
            start = reading.tokens[match.first].start
            quoted = any(low <= start < high for low, high in quotes)
            cue = next((words for last, words in doubted if 0 < match.first - last <= 2), None)
            if quoted or cue:
                label = "quotation marks (scare quotes)" if quoted else f"{cue} (so-called)"
                facet = self._sides.attitude_facet
                yield Hit(match.first, match.last, base, facet, abs(base), (Step(1.0, label),))

    def _question_step(self, reading: Reading, hit: Hit) -> tuple[Step, ...]:
        clause = reading.clauses[hit.last]
        stops = [
            token.norm
            for token, number in zip(reading.tokens, reading.clauses, strict=True)
            if number == clause and not token.is_word
        ]
        if stops and stops[-1] == "?":
            return (Step(float(self._question["weight"]), "? (question)"),)
        return ()


def _names_other(reading: Reading, match: Match) -> bool:
    """Whether a name that is none of a side's stands right behind the praise."""
    start = match.last + 1
    sides = {
        place
        for kind in SIDES
        for side, _ in reading.of(kind)
        for place in range(side.first, side.last + 1)
    }
    near = range(start, min(start + 3, len(reading.tokens)))
    return not sides.intersection(near) and any(reading.tokens[place].capital for place in near)


def _factor_name(attitude: Kind, target: Kind, agent: Kind | None) -> str:
    """Which setting holds the factor: who is praised or blamed, and by whom."""
    if target == "opponents" and agent == "subject":
        return "conciliatory" if attitude == "praise" else "elsewhere"
    return target if target in ("subject", "opponents") else "elsewhere"
