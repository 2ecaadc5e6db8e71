"""How many of the labels of an event's main referents are found, on the invented events.

A label of `truth.toml` is found when Parallax has one in the same article and voice that is the
same phrase or one inside the other, but for articles, numbers and other small words. Labels that
the truth gives for nothing else in the article are not told apart by referent: `referent` is the
share of the found labels that also stand under the referent most of whose labels are under it.

Precision looks at what Parallax calls described or loaded, since the truth leaves bare names out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.records import Comparison

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    _WORD.findall(
        "the a an this these that those his her its their our of in on at for to with by and or s "
        "one two three four five six seven eight nine ten some many few several first"
    )
)
_TIES = frozenset(_WORD.findall("of in on at for to with without by from who which that"))
_LIKE = 0.5


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label of the truth."""

    referent: str
    article: str
    voice: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A label that Parallax found."""

    referent: str
    article: str
    voice: str
    text: str
    load: str


def measure(truth: Mapping[str, Any], comparison: Comparison) -> dict[str, float]:
    """Counts and shares for one event: labels wanted and found, in the right voice, under the
    right referent; of the telling ones found, how many are wanted."""
    wanted = list(read_wanted(truth))
    answers = list(read_answers(comparison))
    return summarise(wanted, answers)


def summarise(wanted: Sequence[Wanted], answers: Sequence[Answer]) -> dict[str, float]:
    """The figures for labels that were read; nan where there is nothing to divide by."""
    hits: dict[int, list[Answer]] = {
        at: [
            answer
            for answer in answers
            if answer.article == label.article and alike(label.text, answer.text)
        ]
        for at, label in enumerate(wanted)
    }
    voiced = [at for at in hits if any(a.voice == wanted[at].voice for a in hits[at])]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for at in voiced:
        votes[wanted[at].referent].update({answer.referent for answer in hits[at]})
    own = {
        referent: {name for name, n in counter.items() if n == max(counter.values())}
        for referent, counter in votes.items()
    }
    right = [
        at
        for at in voiced
        if any(answer.referent in own[wanted[at].referent] for answer in hits[at])
    ]
    telling = [answer for answer in answers if answer.load != "plain"]
    fitting = [
        answer
        for answer in telling
        if any(w.article == answer.article and alike(w.text, answer.text) for w in wanted)
    ]
    recall = len(voiced) / len(wanted) if wanted else float("nan")
    precision = len(fitting) / len(telling) if telling else float("nan")
    return {
        "wanted": float(len(wanted)),
        "found": float(len(voiced)),
        "recall": recall,
        "any_voice": sum(bool(found) for found in hits.values()) / len(wanted) if wanted else 0.0,
        "referent": len(right) / len(wanted) if wanted else float("nan"),
        "telling": float(len(telling)),
        "precision": precision,
        "f1": 2 * recall * precision / (recall + precision) if recall + precision else 0.0,
    }


def read_wanted(truth: Mapping[str, Any]) -> Iterator[Wanted]:
    """The labels of a truth file."""
    for row in truth.get("labels", ()):
        for article, voices in row.items():
            if article == "referent":
                continue
            for voice, texts in voices.items():
                for text in texts:
                    yield Wanted(row["referent"], article, voice, text)


def read_answers(comparison: Comparison) -> Iterator[Answer]:
    """The labels of a comparison, one an article, voice and wording.

    Scare quotes are quoted here, as the truth files count them.
    """
    seen = set()
    for referent in comparison.labels:
        for label in referent.labels:
            for use in label.uses:
                voice = "quoted" if use.scare else use.voice
                answer = Answer(referent.id, use.article, voice, label.text, label.load)
                if answer not in seen:
                    seen.add(answer)
                    yield answer


def alike(wanted: str, found: str) -> bool:
    """Whether two labels are the same words, or one the core of the other with the same head."""
    a, b = _content(wanted), _content(found)
    if not a or not b:
        return False
    same_head = _head(wanted) == _head(found)
    return a == b or (same_head and (a <= b or b <= a)) or len(a & b) / len(a | b) >= _LIKE


def _content(label: str) -> frozenset[str]:
    words = [word.lower() for word in _WORD.findall(label)]
    return frozenset(word for word in words if word not in _SMALL) or frozenset(words)


def _head(label: str) -> str:
    """The last word before the first small word that ties a part to a phrase."""
    words = [word.lower() for word in _WORD.findall(label)]
    end = next((at for at, word in enumerate(words) if at and word in _TIES), len(words))
    return words[end - 1] if words else ""


def find_events(folder: Path) -> list[Path]:
    """The event folders with a truth file, in name order."""
    return sorted(path.parent for path in folder.glob("*/truth.toml"))
