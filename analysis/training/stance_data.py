"""What the stance encoder learns from, as examples for its three heads.

Which part a document belongs to is told by a hash of its name, the same for every view of framing:
of ten parts two are for testing, one for fitting what stands behind the views, seven for training.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha1, sha256
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.kind_evidence import evidence, identities, kind_note, kind_passage
from analysis.annotate.pronouns import mention_of
from analysis.annotate.quotes import find_quotations
from analysis.annotate.sentences import split_sentences
from analysis.annotate.speakers import resolve_by_rules
from analysis.annotate.tokens import find_tokens
from analysis.annotate.words import read_words
from analysis.axes.leaders import LeaderFinder
from analysis.axes.schema import load_axis
from analysis.errors import InputError
from analysis.models.neutral import Names, Neutral
from analysis.models.stance import Head, Passage
from analysis.records import KINDS, Kind, Span
from analysis.training.rows import Row, read_rows
from analysis.training.source_kinds import DATA as KINDS_DATA
from analysis.training.source_kinds import read_snippets

FRAMING = Path(__file__).parent / "data" / "framing"
REAL = tuple(
    Path(__file__).parent / "data" / f"framing_real_{part}.jsonl"
    for part in ("train", "more", "whole", "news", "articles", "late")
)
OWN = Path(__file__).parents[1] / "validation" / "data" / "sourcing_dev.jsonl"
JOINS = {
    **dict.fromkeys(("passages_e", "pairs_e", "framing_real_more"), 5),
    "passages_f": 6,
    **dict.fromkeys((*(f"passages_{letter}" for letter in "ghijk"), "pairs_g"), 7),
    "framing_real_whole": 7,
    **dict.fromkeys((*(f"passages_{letter}" for letter in "mnopqr"), "pairs_h"), 7),
    **dict.fromkeys(("passages_s", "passages_t", "framing_real_news"), 7),
    **dict.fromkeys((f"passages_{letter}" for letter in "uvwxy"), 8),
    **dict.fromkeys(("passages_za", "passages_zb", "passages_zc", "pairs_i"), 14),
    "framing_real_articles": 14,
    "framing_real_late": 20,
}
"""Files that were written while the encoder was trained, and the epoch that they join in."""
POLARITY = {2.0: 0, 4.0: 1, 6.0: 2}
"""NewsMTSC's negative, neutral, positive as classes."""
AROUND = 4
"""Sentences on both sides of a real one: about what the encoder reads with it in an article."""
READ_BEFORE = 2
"""Sentences before a real one that its reader had before him when he labelled it."""
UNJUDGED = -100
"""The class of a sentence that is read for its neighbours only."""
_LABELS = {"-": -1, "0": 0, "+": 1}
_VOICES = {"n": "narrator", "q": "quoted", "m": "mixed"}
_READ = ("passages_a", "passages_b", "passages_c", "passages_e", "passages_f")
_FIELDS = {
    "polnear/train.jsonl": ("id", "text"),
    "newsmtsc/train.jsonl": ("primary_gid", "sentence_normalized"),
}

Part = Literal["training", "fitting", "test"]
Text = tuple[str, Sequence[Span]]
"""A text and the spans of its sentences."""
MarkedText = tuple[str, str, Sequence[Span], Sequence[Kind]]
"""File, text, spans of the marked sources, and their kinds."""


class Example(NamedTuple):
    """A passage for one head and its class."""

    head: Head
    passage: Passage
    label: int


class Stretch(NamedTuple):
    """Consecutive sentences of a text for the head of the axis, and their classes."""

    units: tuple[str, ...]
    labels: tuple[int, ...]


class Pair(NamedTuple):
    """Two sentences: the first is more favourable (`>`), or both are alike (`=`)."""

    kind: str
    relation: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked source as the kind head sees it; `told` is what the rules say."""

    file: str
    passage: Passage
    evidence: str
    told: tuple[Kind, ...]
    kinds: tuple[Kind, ...]


def part_of(doc: str) -> Part:
    """The part of a document, by a hash of its name; articles on one event share theirs."""
    number = int(sha256(doc.partition("#")[0].encode()).hexdigest(), 16)
    if number % 5 == 0:
        return "test"
    return "fitting" if number // 5 % 8 == 0 else "training"


def of_event(doc: str) -> str | None:
    """The event that a whole article is one account of; None for a passage."""
    event, sign, _ = doc.partition("#")
    return event if sign else None


def seen_by_lexicon(doc: str) -> bool:
    """Whether the lexicon of `reform` was written with the passage in view: half of the first set,
    and of most files that came later all but the test part."""
    if "/" not in doc:
        return int(sha1(doc.encode(), usedforsecurity=False).hexdigest(), 16) % 2 == 0
    return doc.split("/")[0] in _READ and part_of(doc) != "test"


def read_passages(path: Path) -> list[Row]:
    """The rows of a passage file: label, voice and sentence by tabs, empty lines between passages.

    A line `## name` begins an event, told by the passages up to the next: their `doc` is
    `file/event#place`. Raises InputError with the line for one of another form.
    """
    rows: list[Row] = []
    number, event, topic, place = 0, "", "", 0
    for at, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            number, place = number + (place > 0), 0
            continue
        if line.startswith("## "):
            event, number = line[3:].strip(), 0
            continue
        if line.startswith("# "):
            topic = line[2:].strip()
            continue
        parts = line.split("\t")
        if len(parts) != 3 or parts[0] not in _LABELS or parts[1] not in _VOICES:
            raise InputError(
                path, f"line {at}: {line[:40]!r}", "write label, voice and sentence between tabs"
            )
        doc = f"{path.stem}/{event}#{number}" if event else f"{path.stem}/{number:04}"
        rows.append(Row(doc, place, parts[2].strip(), _LABELS[parts[0]], _VOICES[parts[1]], topic))
        place += 1
    return rows


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file, one a line: kind, relation and two sentences by tabs.

    Raises InputError with the line for one of another form.
    """
    found = []
    for at, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = [part.strip() for part in line.split("\t")]
        if len(parts) != 4 or parts[1] not in (">", "="):
            raise InputError(path, f"line {at}", "write kind, > or =, and two sentences by tabs")
        found.append(Pair(*parts))
    return found


def all_rows() -> tuple[Row, ...]:
    """All labelled sentences of the axis `reform` that come with the project."""
    own = [row for path in sorted(FRAMING.glob("passages_*.txt")) for row in read_passages(path)]
    return (*read_rows(), *own)


def all_pairs(*, epoch: int = 99) -> list[Pair]:
    """All training pairs, or those that have joined by an epoch (from 0)."""
    paths = [path for path in sorted(FRAMING.glob("pairs_*.txt")) if joined(path.stem, epoch)]
    return [pair for path in paths for pair in read_pairs(path)]


def joined(doc: str, epoch: int) -> bool:
    """Whether the file of a document has joined the training by an epoch (from 0)."""
    return JOINS.get(doc.split("/")[0], 0) <= epoch


def as_texts(rows: Sequence[Row]) -> list[Text]:
    """Each passage as a text, the rows joined by spaces."""
    docs: dict[str, list[Row]] = {}
    for row in rows:
        docs.setdefault(row.doc, []).append(row)
    found: list[Text] = []
    for own in docs.values():
        text, spans = "", []
        for row in own:
            spans.append(Span(len(text), len(text) + len(row.text)))
            text += f"{row.text} "
        found.append((text, spans))
    return found


def neutral_rows(rows: Sequence[Row]) -> list[Neutral]:
    """For each row, in order: the sentence without names, as it is read at run time."""
    docs: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        docs.setdefault(row.doc, []).append(number)
    leaders = LeaderFinder(load_axis("reform"))
    found: dict[int, Neutral] = {}
    for places in docs.values():
        texts = [rows[n].text for n in places]
        surnames = leaders.find(" ".join(texts))
        neutral = names_of(texts).neutralise_all(texts, leaders=surnames)
        found.update(zip(places, neutral, strict=True))
    return [found[number] for number in range(len(rows))]


def axis_stretches(rows: Sequence[Row]) -> list[Stretch]:
    """The rows without names, as stretches of consecutive sentences with their classes.

    The rows of a passage must stand together and in order.
    """
    found: list[Stretch] = []
    before: Row | None = None
    for row, neutral in zip(rows, neutral_rows(rows), strict=True):
        if before is None or (before.doc, before.i + 1) != (row.doc, row.i):
            found.append(Stretch((), ()))
        units, labels = found[-1]
        found[-1] = Stretch((*units, neutral.apart), (*labels, row.label + 1))
        before = row
    return found


def names_of(sentences: Sequence[str]) -> Names:
    """The names of a passage given as its sentences."""
    text, spans = "", []
    for sentence in sentences:
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + " "
    return Names(text, spans)


def pair_units(pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    """Both sentences of each pair without names."""
    found = []
    for pair in pairs:
        one, other = (names_of([text]).neutralise(text).apart for text in (pair.first, pair.second))
        found.append((one, other))
    return found


@dataclass(frozen=True, slots=True)
class Real:
    """A real sentence: its label, the sentences around it and in the same text, and its place."""

    doc: str
    text: str
    around: tuple[Span, ...]
    place: int
    label: int
    voice: str
    part: str


def read_real(
    data: Path, references: Path, *, before: int = READ_BEFORE, after: int = 0
) -> list[Real]:
    """The sentences of `references` (validation/data/framing_real.jsonl) with their texts, and
    with so many sentences before and after each.

    Raises ValueError when a text is not the one that was labelled.
    """
    files = {str(row["file"]) for row in _lines(references)}
    texts = {
        (file, str(row["id"])): _body(row)
        for file in sorted(files)
        for row in _lines(data / file)
        if row.get("variant", "near") == "near"
    }
    found = []
    for row in _lines(references):
        text = texts[str(row["file"]), str(row["id"])]
        span = Span(row["start"], row["end"])
        if sha256(span.of(text).encode()).hexdigest() != row["sha256"]:
            raise ValueError(f"{row['file']} {row['id']}: not the sentence that was labelled")
        around, place = _around(text, span, before, after)
        doc = f"{row['file']}:{row['id']}"
        found.append(Real(doc, text, around, place, row["label"], row["voice"], row["part"]))
    return found


def places_of(real: Sequence[Real]) -> NDArray[np.intp]:
    """Where the labelled sentences stand among all that were read with them, one after another."""
    before = np.cumsum([0, *(len(one.around) for one in real)])[:-1]
    return before + np.array([one.place for one in real], dtype=np.intp)


def _around(text: str, span: Span, before: int, after: int) -> tuple[tuple[Span, ...], int]:
    """A sentence of a text among some before and after it, and its place there."""
    sentences = [s.span for s in split_sentences(text)]
    earlier = [s for s in sentences if s.end <= span.start]
    earlier = earlier[max(0, len(earlier) - before) :]
    later = [s for s in sentences if s.start >= span.end][:after]
    return (*earlier, span, *later), len(earlier)


def _body(row: dict[str, Any]) -> str:
    """The text of a row; of a pasted page the lines of the article."""
    if "text" in row:
        return str(row["text"])
    pairs = zip(row["lines"], row["labels"], strict=True)
    return "\n".join(line for line, label in pairs if label == "A")


def real_rows(data: Path, references: Sequence[Path] = REAL) -> list[Row]:
    """The labelled sentences of the files `references` with their texts from the data folder.

    Raises ValueError when a text is not the one that was labelled.
    """
    texts: dict[tuple[str, str], str] = {}
    for file, (key, field) in _FIELDS.items():
        for stored in _lines(data / file):
            texts[file, reference_to(file, str(stored[key]))] = str(stored[field])
    rows = []
    for path in references:
        for number, row in enumerate(_lines(path)):
            text = texts[str(row["file"]), str(row["id"])][row["start"] : row["end"]]
            if sha256(text.encode()).hexdigest() != row["sha256"]:
                raise ValueError(f"{row['file']} {row['id']}: not the sentence that was labelled")
            doc = _doc_of(path, row)
            # Sentences of a stretch are numbered; others stand alone.
            place = row.get("i", 10 * number)
            rows.append(Row(doc, place, text, row["label"], row["voice"], "real"))
    return rows


def reference_to(file: str, name: str) -> str:
    """How a text of a data file is named in a reference. The names of NewsMTSC have words of the
    sentence in them, which must not get into the project: the article and a digest stand for them.
    """
    if not file.startswith("newsmtsc/"):
        return name
    return "_".join((*name.split("_")[:3], sha256(name.encode()).hexdigest()[:16]))


def _doc_of(path: Path, row: Mapping[str, Any]) -> str:
    article = "_".join(str(row["id"]).split("_")[:3])  # of NewsMTSC
    return f"{path.stem if path.stem in JOINS else 'real'}/{article}"


def target_examples(path: Path) -> Iterator[tuple[str, Example]]:
    """The document and the example of every target of a NewsMTSC file."""
    for row in _lines(path):
        text, doc = row["sentence_normalized"], "_".join(row["primary_gid"].split("_")[:3])
        for target in row["targets"]:
            start, end = target["from"], target["to"]
            passage = Passage(text[start:end], before=text[:start], after=text[end:])
            yield doc, Example("target", passage, POLARITY[target["polarity"]])


def marked_sources(
    texts: Sequence[tuple[str, str, Sequence[Span], Sequence[Kind]]],
) -> list[Marked]:
    """What the kind head sees of marked sources, given as file, text, spans and kinds.

    Mentions of one identity are one.
    """
    found = []
    for file, text, spans, kinds in texts:
        if not spans:
            continue
        sentences = split_sentences(text)
        quotations = find_quotations(text, sentences)
        reading = read_words(text, sentences, find_tokens(text), quotations)
        mentions = [mention_of(reading, span, span.start) for span in spans]
        cast, _, done = resolve_by_rules(reading, mentions)
        for own in identities(done):
            told = tuple(done[i].source.kind for i in own)
            mentions_of = [done[i] for i in own]
            found.append(
                Marked(
                    file,
                    kind_passage(reading, cast, mentions_of, told[0]),
                    evidence(reading, cast, mentions_of),
                    told,
                    tuple(kinds[i] for i in own),
                )
            )
    return found


def snippets() -> list[MarkedText]:
    """The marked snippets of the project and the development part of its own set of attributions,
    for `marked_sources`."""
    found: list[MarkedText] = [
        (path.stem, one.text, one.spans, one.kinds)
        for path in sorted(KINDS_DATA.glob("*.txt"))
        for one in read_snippets(path)
    ]
    for row in _lines(OWN):
        kinds: dict[Span, Kind] = {}
        for attribution in row["attributions"]:
            if source := attribution["source"]:
                kinds.setdefault(Span(source[0][0], source[-1][1]), attribution["kind"])
        found.append(("own", row["text"], tuple(kinds), tuple(kinds.values())))
    return found


def kind_example(source: Marked, told: Kind) -> Example:
    """The example of a source of which the rules say `told`."""
    passage = replace(source.passage, note=kind_note(told, source.evidence))
    return Example("kind", passage, KINDS.index(source.kinds[0]))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
