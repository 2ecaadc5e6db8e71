"""The words by which figures are compared, compiled: what they measure, when, and who counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analysis.compare.wording import read_wording

COUNT, PERCENT, MONEY, BARE = "count", "%", "money", "bare"
_COUNTED = frozenset(["people", "count"])


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that a number can be of somebody, by the words before and behind the number."""

    id: str
    label: str
    dimensions: frozenset[str]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    excludes: re.Pattern[str] | None
    requires: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that is read around a figure."""

    measures: tuple[Measure, ...]
    stages: tuple[tuple[str, re.Pattern[str]], ...]
    stage_names: dict[str, str]
    earlier: re.Pattern[str]
    earlier_before: re.Pattern[str]
    earlier_behind: re.Pattern[str]
    rule: re.Pattern[str]
    ahead: re.Pattern[str]
    part: re.Pattern[str]
    part_before: re.Pattern[str]
    rounds: re.Pattern[str]
    givers: tuple[tuple[str, re.Pattern[str]], ...]
    giving: re.Pattern[str]
    holding: re.Pattern[str]
    credited: re.Pattern[str]
    """How a number is given to somebody ("according to"), up to the name."""
    counts: str
    scopes: tuple[tuple[str, str, re.Pattern[str]], ...]
    """Axis and side of what says which part of the whole is counted."""
    later: re.Pattern[str]
    moments: re.Pattern[str]
    parts_of_day: re.Pattern[str]
    bounds: tuple[tuple[str, re.Pattern[str]], ...]
    bounds_after: tuple[tuple[str, re.Pattern[str]], ...]
    narrowing: re.Pattern[str]
    kinds: re.Pattern[str]
    bearers: tuple[tuple[str, re.Pattern[str]], ...]
    no_names: frozenset[str]
    money: frozenset[str]
    common: frozenset[str]


@cache
def read_lexicon() -> Lexicon:
    """The lexicon of `conflict_words.toml`."""
    raw = read_wording("conflict_words")
    occasion, bounds = raw["occasion"], raw["bounds"]
    lead = [entry for name in ("over", "under", "most", "about") for entry in bounds[name]]
    leads = rf"(?:\s(?:{'|'.join([*lead, 'the', 'a'])}))*"
    return Lexicon(
        measures=tuple(_measure(entry) for entry in raw["measure"]),
        stages=tuple((name, words(raw["stages"][name])) for name in raw["stages"]),
        stage_names=raw["stage_names"],
        earlier=words(occasion["earlier"]),
        earlier_before=re.compile(
            rf"\b(?:{'|'.join(occasion['before'])}){leads}\W*$", re.IGNORECASE
        ),
        earlier_behind=words(occasion["behind"]),
        rule=words(occasion["rule"]),
        ahead=words(occasion["ahead"]),
        part=words(occasion["part"]),
        part_before=re.compile(
            rf"\b(?:{'|'.join(occasion['part_before'])}){leads}\W*$", re.IGNORECASE
        ),
        rounds=words(occasion["rounds"]),
        givers=tuple((name, words(entries)) for name, entries in raw["givers"].items()),
        giving=words(raw["verbs"]["giving"]),
        holding=words(raw["verbs"]["holding"]),
        credited=words(raw["verbs"]["crediting"]),
        counts=f"(?:{'|'.join(raw['verbs']['counts'])})",
        scopes=tuple(
            (axis, side, words(entries))
            for axis, sides in raw["scopes"].items()
            for side, entries in sides.items()
        ),
        later=words(raw["later"]["words"]),
        moments=words(raw["later"]["moments"]),
        parts_of_day=words(raw["later"]["parts_of_day"]),
        bounds=tuple(
            (name, re.compile(rf"(?<!\w)(?:{'|'.join(bounds[name])})\s*$", re.IGNORECASE))
            for name in ("over", "under", "most", "about")
        ),
        bounds_after=tuple(
            (name, re.compile(rf"\s?(?:{'|'.join(bounds[name + '_after'])})", re.IGNORECASE))
            for name in ("over", "about")
        ),
        narrowing=words(raw["populations"]["narrowing"]),
        kinds=words(raw["populations"]["kinds"]),
        bearers=tuple((name, words(entries)) for name, entries in raw["bearers"].items()),
        no_names=frozenset(raw["names"]["no_names"]),
        money=frozenset(raw["units"]["money"]),
        common=frozenset(raw["stems"]["common"]),
    )


def words(entries: Sequence[str]) -> re.Pattern[str]:
    """A pattern that finds any of the entries as whole words, without case."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(entries)})(?!\w)", re.IGNORECASE)


def _measure(entry: dict) -> Measure:  # type: ignore[type-arg]
    def maybe(name: str) -> re.Pattern[str] | None:
        return words(entry[name]) if entry.get(name) else None

    return Measure(
        id=entry["id"],
        label=entry["label"],
        dimensions=frozenset(COUNT if unit in _COUNTED else unit for unit in entry["units"]),
        before=maybe("before"),
        after=maybe("after"),
        excludes=_stems(entry.get("excludes")),
        requires=_stems(entry.get("requires")),
    )


def _stems(entries: Sequence[str] | None) -> re.Pattern[str] | None:
    """A pattern for words that begin like the entries; None for none."""
    return re.compile(rf"\b(?:{'|'.join(entries)})", re.IGNORECASE) if entries else None
