"""Names for the same thing: the labels that each article uses for the event's main referents.

A referent is somebody or something that the articles name again and again: the persons named in
several of them, and what `referents.toml` lists (rivals, protests, reform, strikers, ...). Its
labels are the noun phrases that name it and what is said that it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.compare.labels_mentions import (
    Mention,
    assign,
    choose_referents,
    find_mentions,
    load_referents,
    weigh,
)
from analysis.compare.labels_names import Person, find_people
from analysis.compare.labels_phrases import Line, load_grammar
from analysis.compare.labels_predicates import find_said
from analysis.compare.word_measures import Voices, find_scare_quotes
from analysis.records import (
    Document,
    Event,
    Label,
    LabelForm,
    LabelUse,
    Load,
    Referent,
    Span,
    WordHit,
)

MOST_REFERENTS = 12
_MENTIONS = 3
"""A referent is named at least so often, and in at least half of the articles."""
_LOADS: tuple[Load, ...] = ("plain", "described", "loaded")
_JUDGING = ("loaded", "doubt")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its mentions and with what is said of them."""

    document: int
    line: Line
    mentions: Sequence[Mention]


@dataclass(frozen=True, slots=True)
class _Found:
    """A label at its place, with what it is judged by."""

    referent: str
    text: str
    use: LabelUse
    load: Load
    reasons: tuple[str, ...]
    tone: str


def find_labels(
    documents: Sequence[Document], *, event: Event, hits: Sequence[Sequence[WordHit]]
) -> tuple[Referent, ...]:
    """The main referents of the event with their labels, those named in most articles first.

    `hits` are the listed words of each document (`word_measures.find_hits`). Empty without
    documents.
    """
    people = {person.key: person for person in find_people(documents, event)}
    sentences = [
        _Sentence(number, line, mentions)
        for number, document in enumerate(documents)
        for sentence in document.sentences
        if (mentions := find_mentions(line := Line(document.text, sentence.span), people))
    ]
    counts = weigh([mention for sentence in sentences for mention in sentence.mentions])
    present = choose_referents(counts, len(documents))
    weights = {name: sum(counter.values()) for name, counter in counts.items()}
    finders = [
        _Finder(document, found, people, present, weights)
        for document, found in zip(documents, hits, strict=True)
    ]
    found = [label for sentence in sentences for label in finders[sentence.document].find(sentence)]
    return _referents(found, people, documents)


class _Finder:
    """Finds and judges the labels of one article."""

    def __init__(
        self,
        document: Document,
        hits: Sequence[WordHit],
        people: Mapping[str, Person],
        present: frozenset[str],
        weights: Mapping[str, int],
    ) -> None:
        self._document = document
        self._hits = [hit for hit in hits if hit.measure in _JUDGING]
        self._starts = [hit.span.start for hit in self._hits]
        self._scare = [quotation.span for quotation in find_scare_quotes(document)]
        self._voices = Voices(document)
        self._people = people
        self._present = present
        self._weights = weights
        self._leader = next((key for key, person in people.items() if person.leader), "")

    def find(self, sentence: _Sentence) -> Iterator[_Found]:
        """The labels of the sentence: its noun phrases, then what is said of them."""
        line = sentence.line
        told: dict[int, str] = {}
        for number, mention in enumerate(sentence.mentions):
            named = self._referent(line, mention)
            if named is None:
                continue
            referent, judged = named
            told[id(mention)] = referent
            span = line.span(mention.phrase.start, mention.phrase.last)
            yield self._label(
                line,
                referent,
                mention.phrase.start,
                mention.phrase.last,
                "noun",
                judged=judged,
                span=span,
            )
        for said in find_said(line, sentence.mentions):
            referent = told.get(id(said.mention), "")
            if not referent:
                continue
            label = self._label(line, referent, said.first, said.last, said.form)
            if said.always or label.load == "loaded":
                yield label

    def _referent(self, line: Line, mention: Mention) -> tuple[str, bool] | None:
        if mention.person:
            return f"person:{mention.person}", False
        named = assign(mention, self._present, self._weights)
        if named is None:
            return None
        if load_referents().kinds[named[0]].person:
            return self._office(line, mention, judged=named[1])
        return named

    def _office(self, line: Line, mention: Mention, *, judged: bool) -> tuple[str, bool] | None:
        """The leader, where an office stands alone: not with a name, "former", or of elsewhere."""
        phrase = mention.phrase
        before = {line.norm(at) for at in range(phrase.first, phrase.head)}
        if not self._leader or line.capital(phrase.last + 1):
            return None
        other = {"former", "ex", "then", "vice", "deputy", "previous", "first", "union", "party"}
        foreign = any(line.capital(at) for at in range(phrase.start, phrase.head))
        if before & other or foreign or phrase.determiner not in ("the", "'s", "its", "this", "a"):
            return None
        if phrase.determiner == "a" and not judged:
            return None
        return f"person:{self._leader}", judged

    def _label(
        self,
        line: Line,
        referent: str,
        first: int,
        last: int,
        form: LabelForm,
        *,
        judged: bool = False,
        span: Span | None = None,
    ) -> _Found:
        span = span or line.span(first, last)
        reasons, tone = self._judge(span)
        scare = any(quote.overlaps(span) for quote in self._scare)
        if judged and not reasons:
            reasons = ["a judging name"]
        if scare:
            reasons.append("scare quotes")
        use = LabelUse(
            self._document.article.id,
            span,
            self._voices.at(span.start),
            form,
            self._voices.source_at(span.start),
            scare,
        )
        load: Load = "loaded" if reasons else "plain"
        if not reasons and (form != "noun" or _describes(line, first, last)):
            load = "described"
        text = _spelled(line, first, last, form)
        return _Found(referent, text, use, load, tuple(dict.fromkeys(reasons)), tone)

    def _judge(self, span: Span) -> tuple[list[str], str]:
        """The reasons and the tone of the listed words that the span touches."""
        at = bisect_left(self._starts, span.start)
        if at and self._hits[at - 1].span.overlaps(span):
            at -= 1
        reasons: list[str] = []
        tones: list[str] = []
        while at < len(self._hits) and self._hits[at].span.start < span.end:
            reasons.append(self._hits[at].reason)
            tones.append(self._hits[at].tone)
            at += 1
        known = [tone for tone in tones if tone]
        return reasons, known[0] if known and len(set(known)) == 1 else ""


def _describes(line: Line, first: int, last: int) -> bool:
    """Whether a phrase says what its noun is like: a describing adjective or a compound."""
    raw = load_grammar().raw
    for at in range(first, last):
        word = line.norm(at)
        if line.hyphened(at) or word in raw["participles"]:
            return True
        if word.endswith(("ful", "less", "ous", "ive", "able", "ible", "ish")) and len(word) > 5:
            return True
    return False


def _spelled(line: Line, first: int, last: int, form: LabelForm) -> str:
    """The label as it is listed: on one line, small letters but in names, without articles."""
    dropped = ("a", "an", "the")
    while form != "noun" and first < last and line.norm(first) in dropped:
        first += 1
    words = line.words(first, last)
    if line.norm(first) == "n't":
        words = "not" + words[3:]
    if first == 0 or not line.tokens[first].capital or form != "noun":
        initial = words.split(" ")[0]
        if not line.capital(first) and initial[1:] == initial[1:].lower():
            keep = line.tokens[first].capital and line.capital(first + 1)
            words = words if keep else words[:1].lower() + words[1:]
    return words


def _referents(
    found: Sequence[_Found], people: Mapping[str, Person], documents: Sequence[Document]
) -> tuple[Referent, ...]:
    by_referent: dict[str, list[_Found]] = defaultdict(list)
    for label in found:
        by_referent[label.referent].append(label)
    rows = []
    for name, labels in by_referent.items():
        mentions = Counter(label.use.article for label in labels if label.use.form == "noun")
        if mentions.total() < _MENTIONS or 2 * len(mentions) < len(documents):
            continue
        rows.append(Referent(name, _name(name, people), _merge(labels), dict(mentions)))
    rows.sort(key=lambda row: (-len(row.mentions), -sum(row.mentions.values()), row.id))
    return tuple(rows[:MOST_REFERENTS])


def _name(referent: str, people: Mapping[str, Person]) -> str:
    if referent.startswith("person:"):
        return people[referent.removeprefix("person:")].name
    return load_referents().kinds[referent].name


def _merge(found: Sequence[_Found]) -> tuple[Label, ...]:
    """One label for each wording, from plain to loaded, the most used first."""
    groups: dict[tuple[Load, str], list[_Found]] = defaultdict(list)
    for label in found:
        groups[label.load, label.text.casefold()].append(label)
    labels = [
        Label(
            Counter(one.text for one in group).most_common(1)[0][0],
            load,
            tuple(sorted((one.use for one in group), key=lambda use: (use.article, use.span))),
            tuple(dict.fromkeys(reason for one in group for reason in one.reasons)),
            group[0].tone,
        )
        for (load, _), group in groups.items()
    ]
    return tuple(sorted(labels, key=lambda one: (_LOADS.index(one.load), -len(one.uses), one.text)))
