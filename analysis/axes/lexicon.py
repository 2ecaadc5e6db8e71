"""The facet lexicon of an axis as a view on sentences.

An entry found in a sentence has the effect valence / 3. Composition rules multiply it. With S the
sum of the effects, the score is S / √(S² + ½): odd, bounded, and about linear near 0 (the form is
VADER's, Hutto and Gilbert 2014). Relevance is 1 − exp(−1.5 Σ|valence| / 3): how much was said on
the axis at all, in whatever direction.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from analysis.axes.composition import (
    Cue,
    Rule,
    Step,
    load_composition,
    number_clauses,
    steps_for,
)
from analysis.axes.patterns import Match, Matcher, Token, longest, normalise, tokenise
from analysis.axes.schema import MAX_VALENCE, Axis, Entry
from analysis.records import Evidence, Span

_WINDOW = 700
_SENTENCE_END = re.compile(r"[.!?…]+[”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-Z0-9])|\n")
_SHORT_QUOTE = re.compile(
    r"(?<!\w)(?:“([^”“\n]{2,50})”|\"([^\"\n]{2,50})\"|‘([^’‘\n]{2,50})’|«([^»\n]{2,50})»"
    r"|„([^“”\n]{2,50})[“”]|'([^'\n]{2,50})')(?!\w)"
)
_QUOTE_MARKS = re.compile(r"[“”\"«»„]")
_PASSIVE = frozenset({"was", "were", "is", "are", "been", "be", "being", "'s", "widely"})

Kind = Literal[
    "entry", "rule", "praise", "blame", "contrast", "opening", "following", "speech", "own_term",
    "subject", "opponents", "predecessor", "condition",
]  # fmt: skip
_SIDES: tuple[Kind, ...] = ("subject", "opponents", "predecessor")
# Kinds whose words belong to one reading only; the others just say what is in the sentence.
_COMPETING: tuple[Kind, ...] = ("entry", "rule", "praise", "blame", "own_term")


@dataclass(frozen=True, slots=True)
class LexiconScore:
    """What the lexicon says of a stretch: score -1..1, relevance 0..1, and the evidence.

    Nothing fired: both are 0 and there is no evidence.
    """

    score: float
    relevance: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class _Item:
    """What a pattern in the trie stands for."""

    kind: Kind
    entry: Entry | None = None
    rule: Rule | None = None
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class _Hit:
    """Something that carries an effect: tokens, base effect (favourable is +), facet, steps."""

    first: int
    last: int
    base: float
    facet: str
    weight: float
    steps: tuple[Step, ...] = ()

    @property
    def effect(self) -> float:
        """Base effect times all factors, -1..1."""
        return max(-1.0, min(1.0, self.base * math.prod(step.factor for step in self.steps)))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sentence as read: its tokens and clauses, and what was found in it by kind."""

    text: str
    tokens: Sequence[Token]
    clauses: Sequence[int]
    found: dict[Kind, list[tuple[Match, _Item]]]

    def of(self, kind: Kind) -> list[tuple[Match, _Item]]:
        return self.found.get(kind, [])

    def words(self, first: int, last: int) -> str:
        """The text of the tokens, whitespace folded."""
        raw = self.text[self.tokens[first].start : self.tokens[last].end]
        return " ".join(_QUOTE_MARKS.sub("", raw).split())


class LexiconView:
    """Scores stretches of text by the lexicon of an axis and the composition rules."""

    def __init__(self, axis: Axis) -> None:
        self.axis = axis
        composition = load_composition()
        self._settings = composition.settings
        # Rules speak of praise and blame; an axis may put the approving pole at either end.
        self._orientation = 1.0 if axis.approval == "positive" else -1.0
        self._abbreviations = frozenset(composition.settings["abbreviations"]["words"])
        self._barriers = frozenset(composition.settings["barriers"]["words"])
        self._matcher: Matcher[_Item] = Matcher(
            list(_items(axis, composition.rules, self._settings))
        )

    def score(self, text: str, span: Span, *, context: str = "") -> LexiconScore:
        """What the lexicon says of `text[span]`.

        The sentence around the span is consulted for cues ("failed to hold a “free” vote"), but
        only entries that begin inside the span count. `context` is text in which conditional
        entries may find the words they need, such as the sentence before.
        """
        start, end = _sentence_around(text, span)
        tokens = tokenise(text, start, end)
        found = self._found(tokens)
        if not any(kind in found for kind in ("entry", "praise", "blame", "own_term")):
            return LexiconScore(0.0, 0.0)
        reading = self._read(text, tokens, found, context)
        hits = self._contrasted(reading, self._hits(reading))
        inside = [hit for hit in hits if span.start <= tokens[hit.first].start < span.end]
        return self._summed(reading, inside)

    # --- reading --------------------------------------------------------------------------------

    def _found(self, tokens: Sequence[Token]) -> dict[Kind, list[tuple[Match, _Item]]]:
        found: dict[Kind, list[tuple[Match, _Item]]] = {}
        for match in self._matcher.find(tokens):
            item = self._matcher.payloads[match.payload]
            found.setdefault(item.kind, []).append((match, item))
        return found

    def _read(
        self,
        text: str,
        tokens: Sequence[Token],
        found: dict[Kind, list[tuple[Match, _Item]]],
        context: str,
    ) -> _Reading:
        """The sentence with overlapping readings settled and conditions checked."""
        present = _conditions_in(found)
        elsewhere: set[str] | None = None
        candidates = []
        title_case = _is_title_case(tokens)
        for kind in _COMPETING:
            for match, item in found.get(kind, []):
                entry = item.entry
                if entry is not None and (entry.near or entry.unless):
                    if elsewhere is None:
                        elsewhere = self._patterns_in(context)
                    if not _holds(entry, present, present | elsewhere):
                        continue
                if kind != "rule" and not title_case and _is_name(tokens, match):
                    continue
                candidates.append((match, item))
        settled: dict[Kind, list[tuple[Match, _Item]]] = {
            kind: pairs for kind, pairs in found.items() if kind not in _COMPETING
        }
        for match, item in _settle(candidates):
            settled.setdefault(item.kind, []).append((match, item))
        starters = frozenset(match.first for match, _ in settled.get("contrast", []))
        clauses = number_clauses(tokens, starters, self._abbreviations)
        return _Reading(text, tokens, clauses, settled)

    def _patterns_in(self, context: str) -> set[str]:
        return _conditions_in(self._found(tokenise(context[-_WINDOW:]))) if context else set()

    # --- effects --------------------------------------------------------------------------------

    def _hits(self, reading: _Reading) -> list[_Hit]:
        cues = [
            Cue(item.rule, match.first, match.last)
            for match, item in reading.of("rule")
            if item.rule is not None
        ]
        cues += [
            Cue(item.rule, match.first, match.last)
            for match, item in reading.of("predecessor")
            if item.rule is not None
        ]
        scare = self._scare_quotes(reading)
        hits = []
        for hit in (*self._entry_hits(reading), *self._attitude_hits(reading)):
            if hit.base == 0:
                continue
            steps = steps_for(
                hit.first,
                hit.last,
                direction=hit.base,
                cues=cues,
                tokens=reading.tokens,
                clauses=reading.clauses,
                barriers=self._barriers,
                text=reading.text,
            )
            quoted = self._scare_step(reading, hit, scare)
            question = self._question_step(reading, hit)
            hits.append(replace(hit, steps=(*hit.steps, *steps, *quoted, *question)))
        return sorted([*hits, *self._own_terms(reading, scare)], key=lambda hit: hit.first)

    def _entry_hits(self, reading: _Reading) -> Iterable[_Hit]:
        for match, item in reading.of("entry"):
            if item.entry is not None:
                base = item.entry.valence / MAX_VALENCE
                yield _Hit(
                    match.first,
                    match.last,
                    base * self._orientation,
                    item.entry.facet,
                    abs(base),
                )

    def _attitude_hits(self, reading: _Reading) -> Iterable[_Hit]:
        """Praise and blame, by whom they meet."""
        settings = self._settings["attitude"]
        for kind in ("praise", "blame"):
            base = float(settings[f"{kind}_effect"])
            for match, _ in reading.of("praise" if kind == "praise" else "blame"):
                factor, whom = self._object_of(reading, match)
                yield _Hit(
                    match.first,
                    match.last,
                    base if factor else 0.0,
                    self.axis.sides.attitude_facet,
                    abs(base * factor),
                    (Step(factor, f"{whom} ({kind})"),),
                )

    def _object_of(self, reading: _Reading, match: Match) -> tuple[float, str]:
        """How praise or blame counts, and the words that decide it."""
        settings = self._settings["attitude"]
        before = self._nearest_side(reading, match, -1)
        after = self._nearest_side(reading, match, +1)
        passive = match.first > 0 and reading.tokens[match.first - 1].norm in _PASSIVE
        target, agent = (before, after) if passive else (after, before)
        if target is not None:
            kind, first, last = target
            factor = {"subject": 1.0, "opponents": float(settings["opponents"])}.get(
                kind, float(settings["elsewhere"])
            )
            return factor, f"of “{reading.words(first, last)}”"
        if agent is not None and agent[0] == "subject":
            return float(settings["elsewhere"]), f"by “{reading.words(agent[1], agent[2])}”"
        return float(settings["unnamed"]), "of somebody not named"

    def _nearest_side(
        self, reading: _Reading, match: Match, direction: int
    ) -> tuple[Kind, int, int] | None:
        reach = int(self._settings["attitude"]["reach"])
        best: tuple[int, Kind, int, int] | None = None
        # "criticised a lack of real opposition" does not criticise the opposition.
        taken = {
            place
            for entry, item in reading.of("entry")
            if item.entry is not None and item.entry.valence
            for place in range(entry.first, entry.last + 1)
        }
        for kind in _SIDES:
            for side, _ in reading.of(kind):
                if side.first in taken:
                    continue
                gap = side.first - match.last if direction > 0 else match.first - side.last
                same = reading.clauses[side.first] == reading.clauses[match.first]
                if 0 < gap <= reach and same and (best is None or gap < best[0]):
                    best = (gap, kind, side.first, side.last)
        return None if best is None else best[1:]

    # --- quotation marks, questions, contrast ---------------------------------------------------

    def _scare_quotes(self, reading: _Reading) -> list[tuple[int, int]]:
        """Short quotations in a sentence where nobody is said to have spoken the words."""
        if reading.of("speech") or not reading.tokens:
            return []
        quotes = []
        limit = int(self._settings["scare"]["max_words"])
        for match in _SHORT_QUOTE.finditer(
            reading.text, reading.tokens[0].start - 1 if reading.tokens[0].start else 0,
            reading.tokens[-1].end + 1,
        ):  # fmt: skip
            words = next(group for group in match.groups() if group is not None).split()
            # A capital or a full stop inside: a title, a slogan or a spoken sentence.
            plain = not words[0][:1].isupper() and words[-1][-1:] not in ".!?"
            if len(words) <= limit and plain:
                quotes.append((match.start(), match.end()))
        return quotes

    def _scare_step(
        self, reading: _Reading, hit: _Hit, quotes: Sequence[tuple[int, int]]
    ) -> tuple[Step, ...]:
        start, end = reading.tokens[hit.first].start, reading.tokens[hit.last].end
        # “convincing” win: the marks may cover the phrase or a part of it.
        if not any(
            (low <= start and end <= high) or (start <= low + 1 and high <= end + 1)
            for low, high in quotes
        ):
            return ()
        direction = hit.effect
        factor = self._settings["scare"]["favourable" if direction > 0 else "unfavourable"]
        return (Step(float(factor), "quotation marks (scare quotes)"),)

    def _own_terms(self, reading: _Reading, quotes: Sequence[tuple[int, int]]) -> Iterable[_Hit]:
        """Plain words of the subject's vocabulary that the text holds at arm's length."""
        base = float(self._settings["scare"]["own_term"])
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
                facet = self.axis.sides.attitude_facet
                yield _Hit(match.first, match.last, base, facet, abs(base), (Step(1.0, label),))

    def _question_step(self, reading: _Reading, hit: _Hit) -> tuple[Step, ...]:
        clause = reading.clauses[hit.last]
        following = [
            token.norm
            for token, number in zip(reading.tokens, reading.clauses, strict=True)
            if number == clause and not token.is_word
        ]
        if following and following[-1] == "?":
            return (Step(float(self._settings["question"]["weight"]), "? (question)"),)
        return ()

    def _contrasted(self, reading: _Reading, hits: list[_Hit]) -> list[_Hit]:
        """The hits weighed by "X, but Y" and "although X, Y"."""
        hits = self._concession(reading, hits)
        settings = self._settings["contrast"]
        for match, _ in reading.of("contrast"):
            if match.first <= 1 or not _joins_clauses(reading.tokens, match.first):
                continue
            cue = reading.words(match.first, match.last)
            stop = _stop_after(reading.tokens, match.last)
            after = {hit.first for hit in hits if match.last < hit.first < stop and hit.effect}
            before = float(settings["before"] if after else settings["before_alone"])
            hits = [
                _with(hit, before, f"… {cue} (contrast)")
                if hit.last < match.first
                else _with(hit, float(settings["after"]), f"{cue} … (contrast)")
                if hit.first in after
                else hit
                for hit in hits
            ]
        return hits

    def _concession(self, reading: _Reading, hits: list[_Hit]) -> list[_Hit]:
        settings = self._settings["concession"]
        for kind in ("opening", "following"):
            for match, _ in reading.of("opening" if kind == "opening" else "following"):
                opens = match.first == 0 or not reading.tokens[match.first - 1].is_word
                if opens != (kind == "opening"):
                    continue
                stop = _comma_after(reading.tokens, match.last)
                inside = {hit.first for hit in hits if match.last < hit.first < stop}
                outside = any(hit.effect and hit.first not in inside for hit in hits)
                weight = float(settings["weight" if outside else "weight_alone"])
                cue = reading.words(match.first, match.last)
                hits = [
                    _with(hit, weight, f"{cue} (concession)") if hit.first in inside else hit
                    for hit in hits
                ]
        return hits

    # --- result ---------------------------------------------------------------------------------

    def _summed(self, reading: _Reading, hits: Sequence[_Hit]) -> LexiconScore:
        evidence = tuple(
            Evidence(
                Span(reading.tokens[hit.first].start, reading.tokens[hit.last].end),
                _label(reading, hit),
                hit.facet,
                hit.effect * self._orientation,
            )
            for hit in hits
        )
        if not evidence:
            return LexiconScore(0.0, 0.0)
        total = math.fsum(item.effect for item in evidence)
        weight = math.fsum(hit.weight for hit in hits)
        return LexiconScore(
            total / math.sqrt(total * total + 0.5), 1.0 - math.exp(-1.5 * weight), evidence
        )


def _items(axis: Axis, rules: Sequence[Rule], settings: Any) -> Iterable[tuple[str, _Item]]:
    """Everything that goes into the trie."""
    for entry in axis.entries:
        yield entry.phrase, _Item("entry", entry=entry)
        for pattern in (*entry.near, *entry.unless):
            if pattern.startswith("@"):
                continue
            yield pattern, _Item("condition", pattern=pattern)
    for rule in rules:
        for cue in rule.cues:
            if cue == "@predecessor":
                for pattern in axis.sides.predecessor:
                    yield pattern, _Item("predecessor", rule=rule)
            else:
                yield cue, _Item("rule", rule=rule)
    plain: tuple[tuple[Kind, Sequence[str]], ...] = (
        ("praise", settings["attitude"]["praise"]),
        ("blame", settings["attitude"]["blame"]),
        ("contrast", settings["contrast"]["cues"]),
        ("opening", settings["concession"]["opening"]),
        ("following", settings["concession"]["following"]),
        ("speech", settings["scare"]["speech"]),
        ("own_term", axis.sides.own_terms),
        ("subject", axis.sides.subject),
        ("opponents", axis.sides.opponents),
    )
    for kind, patterns in plain:
        for pattern in patterns:
            yield pattern, _Item(kind)


def _settle(
    candidates: Sequence[tuple[Match, _Item]],
) -> list[tuple[Match, _Item]]:
    """Readings that do not overlap: the longest, and of equals an entry before a rule's cue."""
    ranked = sorted(candidates, key=_rank)
    numbered = [Match(match.first, match.last, number) for number, (match, _) in enumerate(ranked)]
    kept = [ranked[match.payload] for match in longest(numbered)]
    # Words that say something and change what follows ("was supposed to") do both.
    places = {(match.first, match.last) for match, item in kept if item.kind == "entry"}
    twice = [
        (match, item)
        for match, item in ranked
        if item.kind == "rule" and (match.first, match.last) in places
    ]
    return kept + twice


def _rank(pair: tuple[Match, _Item]) -> tuple[int, int, int, int]:
    """Order among readings of the same words: masks, entries, attitudes, cues, own terms."""
    match, item = pair
    order = {"entry": 0, "praise": 1, "blame": 1, "rule": 2, "own_term": 3}
    fires = int(item.entry is not None and item.entry.valence != 0)
    return (order[item.kind], fires, match.first, match.payload)


def _sentence_around(text: str, span: Span) -> tuple[int, int]:
    """The span, widened to the borders of its sentence."""
    low = max(0, span.start - _WINDOW)
    start = low
    # A boundary may reach up to the span's first character: its trailing space ends there.
    for match in _SENTENCE_END.finditer(text, low, min(len(text), span.start + 1)):
        if match.end() <= span.start:
            start = match.end()
    high = min(len(text), span.end + _WINDOW)
    following = _SENTENCE_END.search(text, max(start, span.end - 1), high)
    end = high if following is None else max(following.end(), span.end)
    return start, end


def _conditions_in(found: dict[Kind, list[tuple[Match, _Item]]]) -> set[str]:
    """The patterns of `near` and `unless` that occur; `@subject` stands for the subject's words."""
    present = {item.pattern for _, item in found.get("condition", [])}
    return present | {f"@{side}" for side in _SIDES if side in found}


def _holds(entry: Entry, here: set[str], anywhere: set[str]) -> bool:
    near = not entry.near or not anywhere.isdisjoint(entry.near)
    return near and here.isdisjoint(entry.unless)


def _is_title_case(tokens: Sequence[Token]) -> bool:
    long_words = [token for token in tokens if token.is_word and token.end - token.start > 3]
    capitals = sum(token.capital for token in long_words)
    return bool(long_words) and capitals > 0.6 * len(long_words)


def _is_name(tokens: Sequence[Token], match: Match) -> bool:
    """Whether the words are part of a name: "Freedom House", "the Reform Party"."""
    covered = tokens[match.first : match.last + 1]
    if not all(token.capital for token in covered if token.is_word):
        return False
    following = tokens[match.last + 1] if match.last + 1 < len(tokens) else None
    if following is not None and following.capital:
        return True
    return match.first > 1 and tokens[match.first - 1].capital


def _joins_clauses(tokens: Sequence[Token], place: int) -> bool:
    """Whether "but" or "yet" at `place` sets a clause against the one before it."""
    if tokens[place].norm == normalise("yet"):
        before = tokens[place - 1]
        return not before.is_word or before.norm == "and"
    return True


def _stop_after(tokens: Sequence[Token], place: int) -> int:
    for number in range(place + 1, len(tokens)):
        if tokens[number].norm in (";", "\n"):
            return number
    return len(tokens)


def _comma_after(tokens: Sequence[Token], place: int) -> int:
    for number in range(place + 1, len(tokens)):
        if not tokens[number].is_word and not tokens[number].norm.startswith("."):
            return number
    return len(tokens)


def _with(hit: _Hit, factor: float, label: str) -> _Hit:
    return replace(hit, steps=(*hit.steps, Step(factor, label)))


def _label(reading: _Reading, hit: _Hit) -> str:
    words = f"“{reading.words(hit.first, hit.last)}”"
    return " ⟂ ".join((words, *(step.label for step in hit.steps)))
