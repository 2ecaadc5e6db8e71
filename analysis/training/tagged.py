"""Labelled articles as the tagger learns them: a label for every unit, a cue for every part."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.quotes import find_quotations
from analysis.annotate.sentences import split_sentences
from analysis.annotate.tokens import find_tokens
from analysis.models.tagger import LABELS, PARTS
from analysis.models.units import Units, read_units
from analysis.records import Quotation, Sentence, Span

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """An attribution as somebody marked it; every part can be empty or in several pieces."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Text:
    """A labelled text."""

    id: str
    text: str
    attributions: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A text in units with what is to be learned.

    `labels` are indices into LABELS. `contents` pairs the first unit of every piece of content with
    the first unit of its cue; `sources` pairs the first unit of every cue with that of its source,
    -1 where it has none.
    """

    units: Units
    labels: NDArray[np.int64]
    contents: NDArray[np.int64]
    sources: NDArray[np.int64]


def read_texts(path: Path) -> list[Text]:
    """The labelled articles of a JSON Lines file (`id`, `text`, `attributions`)."""
    texts = []
    for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n"):
        row = json.loads(line)
        marked = tuple(
            Labelled(*(tuple((s, e) for s, e in (a[part] or ())) for part in PARTS))
            for a in row["attributions"]
        )
        texts.append(Text(str(row["id"]), row["text"], marked))
    return texts


def annotated(text: str) -> tuple[tuple[Sentence, ...], tuple[Span, ...], tuple[Quotation, ...]]:
    """Sentences, tokens and quotations, as the tagger will meet them at run time."""
    sentences = split_sentences(text)
    return sentences, find_tokens(text), find_quotations(text, sentences)


def example(labelled: Text) -> Example:
    """The units of a text, their labels and which cue each part belongs to."""
    sentences, tokens, quotations = annotated(labelled.text)
    units = read_units(labelled.text, sentences, tokens, quotations)
    starts = np.array([span.start for span in units.spans])
    ends = np.array([span.end for span in units.spans])

    def covered(start: int, end: int) -> tuple[int, int]:
        first, last = np.searchsorted(ends, start, "right"), np.searchsorted(starts, end, "left")
        return int(first), int(last)

    labels = np.zeros(len(units.spans), dtype=np.int64)
    # The corpus has one level, so that parts rarely overlap; where they do the cue is rarest.
    for part in ("content", "source", "cue"):
        inner = LABELS.index(f"I-{part}")
        for attribution in labelled.attributions:
            for span in getattr(attribution, part):
                first, last = covered(*span)
                if last > first:
                    labels[first:last] = inner
                    labels[first] = inner - 1
    _repair(labels)
    contents, sources = [], []
    for attribution in labelled.attributions:
        if not attribution.cue:
            continue
        cue = covered(*attribution.cue[0])[0]
        if attribution.source:
            sources += [(cue, covered(*span)[0]) for span in attribution.source[:1]]
        else:
            sources.append((cue, -1))
        contents += [(covered(*span)[0], cue) for span in attribution.content]
    return Example(units, labels, _pairs(contents), _pairs(sources))


def _pairs(rows: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    return np.array(rows, dtype=np.int64).reshape(-1, 2)


def _repair(labels: NDArray[np.int64]) -> None:
    """Makes the first unit of what an overlap left over of a part the beginning of a part."""
    for i, label in enumerate(labels):
        name = LABELS[label]
        if name.startswith("I-") and (i == 0 or LABELS[labels[i - 1]][2:] != name[2:]):
            labels[i] = label - 1


_SWAPS: tuple[dict[str, str], ...] = (
    {"“": "«", "”": "»"},
    {"“": '"', "”": '"', "’": "'", "‘": "'"},
    {"“": "„", "”": "“"},
)


def restyled(labelled: Text, style: int) -> Text:
    """The text with other quotation marks (three styles, 0..2), character for character."""
    if '"' in labelled.text and "“" not in labelled.text:
        return labelled
    table = str.maketrans(_SWAPS[style])
    return Text(labelled.id, labelled.text.translate(table), labelled.attributions)


def batches(
    lengths: Sequence[int], *, size: int, rng: np.random.Generator
) -> Iterator[NDArray[np.int64]]:
    """Shuffled batches of `size` members of similar length."""
    order = rng.permutation(len(lengths))
    pools = [order[i : i + 16 * size] for i in range(0, len(order), 16 * size)]
    found = []
    for pool in pools:
        ranked = pool[np.argsort(np.asarray(lengths)[pool], kind="stable")]
        found += [ranked[i : i + size] for i in range(0, len(ranked), size)]
    for number in rng.permutation(len(found)):
        yield found[number]
