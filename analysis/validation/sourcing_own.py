"""Who the sources are: name, kind, form, naming, voice, act, tone and medium on our own passages.

Two ways of asking: end to end, where the program finds the attributions itself, and given the
labelled spans, where it only has to say whose they are. The passages were written for this project
(`docs/validation.md`); a row has `text` and `attributions`, each with `source`, `cue` and `content`
as spans, and the fields that are asked for (`medium` in the words of the text).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.annotate.pronouns import mention_of
from analysis.annotate.speakers import resolve_speakers
from analysis.annotate.words import read_words
from analysis.records import Attribution, Document, Source, Span
from analysis.validation.intervals import bootstrap_macro_f1, macro_f1, ratio, wilson
from analysis.validation.sourcing_labels import (
    Words,
    annotate_as_is,
    in_words,
    match,
    read_rows,
)

ASKED_OF_SPANS = ("name", "kind", "form", "naming")
FIELDS = (*ASKED_OF_SPANS, "voice", "act", "tone", "medium")

_MISSED = "(missed)"


@dataclass(frozen=True, slots=True)
class Asked:
    """One labelled attribution with a source: the labels, and what was answered, by field.

    `answered` is None where the attribution was missed; `given` is the answer when the labelled
    spans are handed over; `mention` is the source as it stands in the text.
    """

    passage: int
    labelled: Mapping[str, str]
    answered: Mapping[str, str] | None
    given: Mapping[str, str]
    mention: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What was labelled, answered and right in one passage, or in several added up."""

    labelled: int = 0
    answered: int = 0
    right: int = 0
    content_found: int = 0
    nested: int = 0
    nested_found: int = 0
    nested_marked: int = 0
    media: int = 0
    media_answered: int = 0
    media_right: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def measure(path: Path) -> dict[str, Any]:
    """Shares 0..1 by field: `of_found`, `of_all`, `given_spans` and `baseline`; and what was found.

    Asked of the labelled attributions that have a source and are not nested. `of_found` looks at
    those of which the content was found (half of both at least), `of_all` at all (a missed one is
    wrong), `given_spans` at the answers to the labelled spans. The `baseline` answers the most
    frequent label, and the mention itself as a name. `kind_macro_f1` and `name_of_named` are in
    each of them. Counts under `passages`, `labelled`, `asked`. Raises InputError for a file without
    rows.
    """
    asked: list[Asked] = []
    counts = Counts()
    n_passages = 0
    for number, row in enumerate(read_rows(path)):
        n_passages += 1
        one, found = compare(row, annotate_as_is(str(row["text"])), passage=number)
        counts += found
        asked += one
    found_ones = [one for one in asked if one.answered is not None]
    return {
        "passages": n_passages,
        "labelled": counts.labelled,
        "asked": len(asked),
        "found": ratio(len(found_ones), len(asked)),
        "of_found": _shares(found_ones, [one.answered or {} for one in found_ones], FIELDS),
        "of_all": _shares(asked, [one.answered or {} for one in asked], FIELDS),
        "given_spans": _shares(asked, [one.given for one in asked], ASKED_OF_SPANS),
        "baseline": _baseline(asked),
        "attribution": {
            "precision": ratio(counts.right, counts.answered),
            "recall": ratio(counts.right, counts.labelled),
            "f1": ratio(2 * counts.right, counts.answered + counts.labelled),
            "content": ratio(counts.content_found, counts.labelled),
        },
        "nested": {
            "labelled": counts.nested,
            "found": ratio(counts.nested_found, counts.nested),
            "marked": ratio(counts.nested_marked, counts.nested),
        },
        "medium": {
            "labelled": counts.media,
            "precision": ratio(counts.media_right, counts.media_answered),
            "recall": ratio(counts.media_right, counts.media),
        },
    }


def compare(
    row: Mapping[str, Any], document: Document, *, passage: int = 0
) -> tuple[list[Asked], Counts]:
    """What is asked of one labelled passage, and what was found in it.

    Labels that are not nested are paired with answers that are not; nested ones with whatever is
    left, so that an answer which is not marked as nested is found but not `marked`.
    """
    tokens = document.tokens
    rows = [label for label in row["attributions"] if label["content"]]
    outer = [label for label in rows if not label["nested"]]
    nested = [label for label in rows if label["nested"]]
    answers = [found for found in document.attributions if not found.nested]
    outer_words = [_labelled_words(label, tokens) for label in outer]
    answer_words = [_answered_words(answer, tokens) for answer in answers]
    pairs = match(outer_words, answer_words)
    given = _given(document, outer)
    asked = []
    media = Counter[str]()
    for i, label in enumerate(outer):
        answer = answers[pairs[i]] if i in pairs else None
        media += _media(label, answer, document.text)
        if label["source"]:
            asked.append(
                Asked(
                    passage,
                    _labels(label),
                    None if answer is None else _answers(answer, label, document.text),
                    given[i],
                    _joined(label["source"]).of(document.text),
                )
            )
    taken = set(pairs.values())
    media["answered"] += sum(
        answer.medium is not None for j, answer in enumerate(answers) if j not in taken
    )
    left = [answer for j, answer in enumerate(answers) if j not in taken]
    inside = [found for found in document.attributions if found.nested] + left
    nested_pairs = match(
        [_labelled_words(label, tokens) for label in nested],
        [_answered_words(answer, tokens) for answer in inside],
        with_source=True,
    )
    counts = Counts(
        labelled=len(outer),
        answered=len(answers),
        right=len(match(outer_words, answer_words, with_source=True)),
        content_found=len(pairs),
        nested=len(nested),
        nested_found=len(nested_pairs),
        nested_marked=sum(inside[j].nested for j in nested_pairs.values()),
        media=media["labelled"],
        media_answered=media["answered"],
        media_right=media["right"],
    )
    return asked, counts


def same_name(label: str, answer: str) -> bool:
    """Whether two names agree but for case, blank space, the form of apostrophes and an article."""
    return _plain(label) == _plain(answer)


def _plain(name: str) -> str:
    words = name.casefold().replace("’", "'").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def _joined(spans: Sequence[Sequence[int]]) -> Span:
    return Span(min(start for start, _ in spans), max(end for _, end in spans))


def _labelled_words(label: Mapping[str, Any], tokens: Sequence[Span]) -> Words:
    return in_words(label["source"] or (), label["cue"] or (), label["content"], tokens)


def _answered_words(answer: Attribution, tokens: Sequence[Span]) -> Words:
    return in_words(
        () if answer.source is None else (answer.source.span,),
        () if answer.cue is None else (answer.cue.span,),
        answer.content,
        tokens,
    )


def _given(document: Document, labels: Sequence[Mapping[str, Any]]) -> list[Mapping[str, str]]:
    """What the program says of the labelled sources; nothing for a label without one."""
    reading = read_words(document.text, document.sentences, document.tokens, document.quotations)
    with_source = [i for i, label in enumerate(labels) if label["source"]]
    mentions = []
    for i in with_source:
        begins = _joined([*labels[i]["content"], *(labels[i]["cue"] or ())]).start
        mentions.append(mention_of(reading, _joined(labels[i]["source"]), begins))
    sources = dict(zip(with_source, resolve_speakers(reading, mentions), strict=True))
    return [_of_source(sources[i]) if i in sources else {} for i in range(len(labels))]


def _of_source(source: Source) -> dict[str, str]:
    return {
        "name": source.name,
        "kind": source.kind,
        "form": source.form,
        "naming": source.naming,
    }


def _labels(label: Mapping[str, Any]) -> dict[str, str]:
    return {
        **{field: str(label[field]) for field in FIELDS if field != "medium"},
        "medium": "yes" if label["medium"] else "no",
    }


def _answers(answer: Attribution, label: Mapping[str, Any], text: str) -> dict[str, str]:
    """The answer by field; the medium is right if there is none, or the labelled one."""
    medium = answer.medium is not None
    if medium and label["medium"] and not _same_medium(label, answer, text):
        medium = False
    return {
        **({} if answer.source is None else _of_source(answer.source)),
        "voice": answer.type,
        "act": answer.act,
        "tone": "neutral" if answer.cue is None else answer.cue.tone,
        "medium": "yes" if medium else "no",
    }


def _same_medium(label: Mapping[str, Any], answer: Attribution | None, text: str) -> bool:
    """Whether the answer's medium stands where the text has the labelled words."""
    if answer is None or answer.medium is None or not label["medium"]:
        return False
    places = re.finditer(re.escape(str(label["medium"])), text)
    return any(answer.medium.overlaps(Span(*place.span())) for place in places)


def _media(label: Mapping[str, Any], answer: Attribution | None, text: str) -> Counter[str]:
    return Counter(
        labelled=bool(label["medium"]),
        answered=answer is not None and answer.medium is not None,
        right=_same_medium(label, answer, text),
    )


# --- shares ---------------------------------------------------------------------------------------


def _shares(
    asked: Sequence[Asked], answers: Sequence[Mapping[str, str]], fields: Iterable[str]
) -> dict[str, Any]:
    """The share right by field, macro-F1 of the kind, and `intervals` of all of them.

    `name_of_named` asks only for sources that the article names somewhere.
    """
    shares: dict[str, Any] = {}
    intervals = {}
    pairs = list(zip(asked, answers, strict=True))
    named = [(one, answer) for one, answer in pairs if one.labelled["naming"] == "named"]
    for field, chosen in [("name_of_named", named), *((field, pairs) for field in fields)]:
        key = "name" if field == "name_of_named" else field
        right = sum(
            _is_right(key, one.labelled[key], answer.get(key, "")) for one, answer in chosen
        )
        shares[field] = ratio(right, len(chosen))
        intervals[field] = wilson(right, len(chosen))
    labels = [one.labelled["kind"] for one in asked]
    said = [answer.get("kind", _MISSED) for answer in answers]
    shares["kind_macro_f1"] = macro_f1(labels, said)
    intervals["kind_macro_f1"] = bootstrap_macro_f1([one.passage for one in asked], labels, said)
    return {**shares, "intervals": intervals}


def _is_right(field: str, label: str, answer: str) -> bool:
    return same_name(label, answer) if field == "name" else label == answer


def _baseline(asked: Sequence[Asked]) -> dict[str, Any]:
    frequent = {
        field: Counter(one.labelled[field] for one in asked).most_common(1)[0][0]
        for field in FIELDS
        if asked
    }
    return _shares(asked, [{**frequent, "name": one.mention} for one in asked], FIELDS)


# --- print ----------------------------------------------------------------------------------------


def table(figures: Mapping[str, Any]) -> str:
    """The figures of `measure` as lines of text for a terminal."""
    columns = {
        "of_found": "of those found",
        "of_all": "of all labelled",
        "given_spans": "given the spans",
        "baseline": "baseline",
    }
    found, nested, medium = figures["attribution"], figures["nested"], figures["medium"]
    lines = [
        f"  {figures['passages']} passages, {figures['labelled']} attributions, "
        f"{figures['asked']} with a source, {figures['found']:.3f} of these found",
        f"  attributions with the right source: precision {found['precision']:.3f}, "
        f"recall {found['recall']:.3f}, F1 {found['f1']:.3f}",
        f"  nested: {nested['labelled']}, found {nested['found']:.3f}, "
        f"marked as nested {nested['marked']:.3f}",
        f"  second-hand: {medium['labelled']}, precision {medium['precision']:.3f}, "
        f"recall {medium['recall']:.3f}",
        " ".join([f"  {'right':14}", *(f"{title:^23}" for title in columns.values())]).rstrip(),
    ]
    for field in ("name", "name_of_named", "kind", "kind_macro_f1", *FIELDS[2:]):
        cells = [_cell(figures[column], field, column) for column in columns]
        lines.append(" ".join([f"  {field.replace('_', ' '):14}", *cells]).rstrip())
    lines.append(
        "  90 % intervals: Wilson, and of the macro-F1 a bootstrap over passages. The baseline is\n"
        "  the most frequent label, and for the name the mention as it stands."
    )
    return "\n".join(lines)


def _cell(shares: Mapping[str, Any], field: str, column: str) -> str:
    if field not in shares:
        return f"{'':23}"
    if column == "baseline" or not shares["intervals"][field]:
        return f"{shares[field]:7.3f}{'':16}"
    low, high = shares["intervals"][field]
    return f"{shares[field]:7.3f} ({low:.3f}–{high:.3f}) "
