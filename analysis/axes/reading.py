"""A sentence as the lexicon reads it: tokens, clauses, and what was found in it.

One trie holds everything that is looked for: entries, the cues of the rules, the words that name
the sides, and the words that conditions need.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.axes.composition import Composition, Cue, Rule, number_clauses
from analysis.axes.patterns import Match, Matcher, Token, longest, tokenise
from analysis.axes.schema import Axis, Entry
from analysis.records import Span

_WINDOW = 700
_SENTENCE_END = re.compile(r"[.!?…]+[”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-Z0-9])|\n")
_QUOTE_MARKS = re.compile(r"[“”\"«»„]")

Kind = Literal[
    "entry", "rule", "praise", "blame", "contrast", "opening", "following", "speech", "own_term",
    "subject", "opponents", "predecessor", "condition", "other", "off_topic", "harm", "help",
]  # fmt: skip
SIDES: tuple[Kind, ...] = ("subject", "opponents", "predecessor")
# Kinds whose words belong to one reading only; the others just say what is in the sentence.
_COMPETING: tuple[Kind, ...] = ("entry", "rule", "praise", "blame", "own_term")
_EFFECTIVE: tuple[Kind, ...] = ("entry", "praise", "blame", "own_term", "harm", "help")
_BESIDE: tuple[Kind, ...] = ("other", "off_topic")
_COMPARING = frozenset({"unlike", "than", "like"})
_BE = frozenset({"was", "were", "is", "are", "been", "be", "being", "who", "and"})
_SPEAKER_REACH = 4
_CUE_KINDS: tuple[Kind, ...] = ("rule", "predecessor")


@dataclass(frozen=True, slots=True)
class Item:
    """What a pattern in the trie stands for."""

    kind: Kind
    entry: Entry | None = None
    rule: Rule | None = None
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as read: its tokens and clauses, and what was found in it by kind."""

    text: str
    tokens: Sequence[Token]
    clauses: Sequence[int]
    found: Mapping[Kind, list[tuple[Match, Item]]]

    def of(self, kind: Kind) -> Sequence[tuple[Match, Item]]:
        """What was found of one kind, in text order within each pattern."""
        return self.found.get(kind, ())

    def words(self, first: int, last: int) -> str:
        """The text of the tokens, whitespace folded."""
        raw = self.text[self.tokens[first].start : self.tokens[last].end]
        return " ".join(_QUOTE_MARKS.sub("", raw).split())

    def cues(self) -> list[Cue]:
        """The cues of the rules that stand in data."""
        return [
            Cue(item.rule, match.first, match.last)
            for kind in _CUE_KINDS
            for match, item in self.of(kind)
            if item.rule is not None
            and not (kind == "predecessor" and (self._compared(match.first) or self._speaks(match)))
        ]

    def _compared(self, first: int) -> bool:
        """Whether somebody is only compared with: "unlike his predecessor, he …"."""
        before = {token.norm for token in self.tokens[max(0, first - 2) : first]}
        return not _COMPARING.isdisjoint(before)

    def _speaks(self, match: Match) -> bool:
        """Whether somebody is the speaker: "the former president said the vote was rigged"."""
        return any(
            0 < verb.first - match.last <= _SPEAKER_REACH
            and self.clauses[verb.first] == self.clauses[match.last]
            and _BE.isdisjoint(t.norm for t in self.tokens[match.last + 1 : verb.first])
            for verb, _ in self.of("speech")
        )


class Reader:
    """Finds in a sentence what an axis and the composition rules ask for."""

    def __init__(self, axis: Axis, composition: Composition) -> None:
        self._abbreviations = composition.words("abbreviations")
        self._matcher: Matcher[Item] = Matcher(list(_items(axis, composition)))

    def read(
        self, text: str, span: Span, context: str, leaders: frozenset[str] = frozenset()
    ) -> Reading | None:
        """The sentence around `span`; None when nothing in it could have an effect.

        `context` is further text in which conditional entries may find the words they need;
        `leaders` are surnames, in lower case, that stand for the subject.
        """
        tokens = tokenise(text, *_sentence_around(text, span))
        found = self._found(tokens)
        for place, token in enumerate(tokens):
            if token.capital and token.norm in leaders:
                found.setdefault("subject", []).append((Match(place, place, 0), Item("subject")))
        if not any(kind in found for kind in _EFFECTIVE):
            return None
        return self._settled(text, tokens, found, context)

    def _found(self, tokens: Sequence[Token]) -> dict[Kind, list[tuple[Match, Item]]]:
        found: dict[Kind, list[tuple[Match, Item]]] = {}
        for match in self._matcher.find(tokens):
            item = self._matcher.payloads[match.payload]
            found.setdefault(item.kind, []).append((match, item))
        return found

    def _settled(
        self,
        text: str,
        tokens: Sequence[Token],
        found: dict[Kind, list[tuple[Match, Item]]],
        context: str,
    ) -> Reading:
        """The reading with overlaps settled and conditions checked."""
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
        settled: dict[Kind, list[tuple[Match, Item]]] = {
            kind: pairs for kind, pairs in found.items() if kind not in _COMPETING
        }
        for match, item in _settle(candidates):
            settled.setdefault(item.kind, []).append((match, item))
        _yield_to_sides(settled)
        starters = frozenset(match.first for match, _ in settled.get("contrast", []))
        clauses = number_clauses(tokens, starters, self._abbreviations)
        return Reading(text, tokens, clauses, settled)

    def _patterns_in(self, context: str) -> set[str]:
        return _conditions_in(self._found(tokenise(context[-_WINDOW:]))) if context else set()


def _items(axis: Axis, composition: Composition) -> Iterable[tuple[str, Item]]:
    """Everything that goes into the trie."""
    settings = composition.settings
    for entry in axis.entries:
        yield entry.phrase, Item("entry", entry=entry)
        for pattern in (*entry.near, *entry.unless):
            if pattern.startswith("@"):
                continue
            yield pattern, Item("condition", pattern=pattern)
    for rule in composition.rules:
        for cue in rule.cues:
            if cue == "@predecessor":
                for pattern in axis.sides.predecessor:
                    yield pattern, Item("predecessor", rule=rule)
            else:
                yield cue, Item("rule", rule=rule)
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
        ("other", [*settings["agency"]["others"], *axis.sides.others]),
        ("off_topic", [*settings["agency"]["off_topic"], *axis.sides.off_topic]),
        ("harm", settings["agency"]["harm"]),
        ("help", settings["agency"]["help"]),
    )
    for kind, patterns in plain:
        for pattern in patterns:
            yield pattern, Item(kind)


def _settle(
    candidates: Sequence[tuple[Match, Item]],
) -> list[tuple[Match, Item]]:
    """Readings that do not overlap: the longest, and of equals an entry before a rule's cue."""
    ranked = sorted(candidates, key=_rank)
    numbered = [Match(match.first, match.last, number) for number, (match, _) in enumerate(ranked)]
    kept = [ranked[match.payload] for match in longest(numbered)]
    # Words that say something and change what follows ("was supposed to") do both.
    # So do cues of two rules that work to different sides ("has stopped").
    places = {
        (match.first, match.last): item.rule.acts if item.rule is not None else ""
        for match, item in kept
        if item.kind in ("entry", "rule")
    }
    twice = [
        (match, item)
        for match, item in ranked
        if item.rule is not None
        and places.get((match.first, match.last), item.rule.acts) != item.rule.acts
    ]
    return kept + twice


def _yield_to_sides(found: dict[Kind, list[tuple[Match, Item]]]) -> None:
    """Takes out what would be beside the axis where the axis names a side with the same words.

    Words that reach further than those of the side stay: "the leader of the rebels" is no leader.
    """
    sides = [match for side in SIDES for match, _ in found.get(side, [])]
    for kind in _BESIDE:
        if kind in found:
            found[kind] = [
                (match, item)
                for match, item in found[kind]
                if not any(s.first <= match.first and match.last <= s.last for s in sides)
            ]


def _rank(pair: tuple[Match, Item]) -> tuple[int, int, int, int]:
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


def _conditions_in(found: dict[Kind, list[tuple[Match, Item]]]) -> set[str]:
    """The patterns of `near` and `unless` that occur; `@subject` stands for the subject's words."""
    present = {item.pattern for _, item in found.get("condition", [])}
    return present | {f"@{side}" for side in SIDES if side in found}


def _holds(entry: Entry, here: set[str], anywhere: set[str]) -> bool:
    near = not entry.near or not anywhere.isdisjoint(entry.near)
    return near and here.isdisjoint(entry.unless)


def _is_title_case(tokens: Sequence[Token]) -> bool:
    long_words = [token for token in tokens if token.is_word and token.end - token.start > 3]
    capitals = sum(token.capital for token in long_words)
    return bool(long_words) and capitals > 0.6 * len(long_words)


def _is_name(tokens: Sequence[Token], match: Match) -> bool:
    """Whether the words are part of a name: "Freedom House", "the Reform Party"."""
    covered = [token for token in tokens[match.first : match.last + 1] if token.is_word]
    if not all(token.capital for token in covered):
        return False
    if len(covered) > 1 and match.first > 1:
        return True  # several capitals in the middle of a plain sentence: "the party Free Choice"
    following = tokens[match.last + 1] if match.last + 1 < len(tokens) else None
    if following is not None and following.capital:
        return True
    return match.first > 1 and tokens[match.first - 1].capital
