"""Whole articles of which only the stance is known: `data/framing/events_*.txt`.

Four outlets of different stance tell each event. The stance (-1..1) is what its writer wanted an
attentive reader to be left with; the sentences have no labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from analysis.annotate.sentences import split_sentences
from analysis.axes.leaders import LeaderFinder
from analysis.axes.schema import load_axis
from analysis.errors import InputError
from analysis.models.neutral import Names, Neutral
from analysis.training.stance_data import FRAMING, UNJUDGED, Stretch

LEANING = 0.68
"""How far the labels of an article's sentences lean for each unit of its intended stance: fitted on
the 72 articles of passages_za to zc (of all parts), for which both are known (correlation .97)."""

KEPT = ("events_y", "events_z")
"""Files that nothing learns from: they tell how much one thing counts beside another."""


class Account(NamedTuple):
    """An article: the event it is on, its stance, its headline and its paragraphs."""

    event: str
    stance: float
    headline: str
    paragraphs: tuple[str, ...]

    @property
    def leaning(self) -> float:
        """How far the labels of its sentences would lean."""
        return LEANING * self.stance


class Event(NamedTuple):
    """Articles on one event as the encoder reads them, and their leanings. The class of a sentence
    says only whether it counts: those of headlines are `UNJUDGED`."""

    stretches: tuple[Stretch, ...]
    leanings: tuple[float, ...]


def all_accounts(*, kept: bool = False) -> list[Account]:
    """The articles of the files to learn from, or of those kept from that."""
    paths = sorted(FRAMING.glob("events_*.txt"))
    return [one for path in paths if (path.stem in KEPT) == kept for one in read_events(path)]


def read_events(path: Path) -> list[Account]:
    """The articles of a file: `## event`, and for each article `# stance` (-1..1), its headline and
    its paragraphs, one a line. Raises InputError with the line for another form."""
    found: list[tuple[str, float, list[str]]] = []
    event = ""
    for at, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line.startswith("## "):
            event = f"{path.stem}/{line[3:].strip()}"
        elif line.startswith("# "):
            try:
                found.append((event, float(line[2:]), []))
            except ValueError:
                raise InputError(
                    path, f"line {at}: {line[:40]!r}", "write # and a number"
                ) from None
        elif line.strip():
            if not found:
                raise InputError(path, f"line {at}", "begin with ## event and # stance")
            found[-1][2].append(line.strip())
    return [
        Account(event, stance, lines[0], tuple(lines[1:]))
        for event, stance, lines in found
        if lines
    ]


class Units(NamedTuple):
    """The sentences of an article without names, those of its headline apart."""

    headline: list[Neutral]
    body: list[Neutral]


def neutral_units(headline: str, paragraphs: Sequence[str]) -> Units:
    """An article as it is read at run time: names are learned from the body alone, whose words
    have no capitals for being in a headline. "" for no headline."""
    text = "\n\n".join([headline, *paragraphs])
    spans = [sentence.span for sentence in split_sentences(text)]
    body = [span for span in spans if span.start >= len(headline)]
    leaders = LeaderFinder(load_axis("reform")).find(text)
    read = Names(text, body).neutralise_all([span.of(text) for span in spans], leaders=leaders)
    return Units(read[: len(spans) - len(body)], read[len(spans) - len(body) :])


def all_events() -> list[Event]:
    """The articles to learn from, put together by event."""
    told: dict[str, list[tuple[Stretch, float]]] = {}
    for one in all_accounts():
        headline, body = neutral_units(one.headline, one.paragraphs)
        stretch = Stretch(
            tuple(unit.apart for unit in (*headline, *body)),
            (*([UNJUDGED] * len(headline)), *([1] * len(body))),
        )
        told.setdefault(one.event, []).append((stretch, one.leaning))
    return [
        Event(tuple(stretch for stretch, _ in own), tuple(leaning for _, leaning in own))
        for own in told.values()
    ]
