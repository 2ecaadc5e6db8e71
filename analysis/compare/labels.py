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
from functools import cache

from analysis.compare.labels_mentions import (
    Mention,
    assign,
    choose_referents,
    find_mentions,
    load_referents,
    plural_of,
    weigh,
)
from analysis.compare.labels_names import People, find_people, is_home
from analysis.compare.labels_phrases import Line, load_grammar
from analysis.compare.labels_predicates import find_said
from analysis.compare.word_measures import Voices, find_scare_quotes
from analysis.compare.wording import read_wording
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
_NAMED = "name:"
"""What the ids of referents with a name begin with."""
_JUDGING = ("loaded", "doubt")
_DEFINITE = frozenset(("the", "'s", "this", "a", "his", "her", "their", "our"))
_OTHERS = frozenset(
    ("former", "ex", "then", "vice", "deputy", "previous", "first", "union", "party", "opposition")
)


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
    people = find_people(documents, event)
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
        people: People,
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

    def find(self, sentence: _Sentence) -> Iterator[_Found]:
        """The labels of the sentence: its noun phrases, and what is said of them."""
        line = sentence.line
        told: dict[int, tuple[str, bool]] = {}
        for at, mention in enumerate(sentence.mentions):
            named = self._referent(line, mention, sentence.mentions[at + 1 : at + 4])
            if named is not None:
                told[at] = named
        places = {id(mention): at for at, mention in enumerate(sentence.mentions)}
        covered: set[int] = set()
        for said in find_said(line, [sentence.mentions[at] for at in told]):
            referent, _ = told[places[id(said.mention)]]
            label = self._label(line, referent, said.first, said.last, said.form)
            # A verb that judges nobody by itself needs a listed word at its very beginning.
            opening = line.span(said.first, min(said.first + 1, said.last))
            if said.always or self._judge(opening, whole=False)[0]:
                covered.update(range(said.first, said.last + 1))
                yield label
        for at, (referent, judged) in told.items():
            phrase = sentence.mentions[at].phrase
            # "Okello is the candidate of hope" speaks of Okello, not of the candidates.
            if phrase.head not in covered or phrase.governed == "of":
                yield self._label(line, referent, phrase.start, phrase.tail, "noun", judged=judged)

    def _referent(
        self, line: Line, mention: Mention, later: Sequence[Mention]
    ) -> tuple[str, bool] | None:
        if mention.office:
            return self._office(line, mention, later)
        if mention.person:
            return _NAMED + mention.person, False
        return assign(mention, self._present, self._weights)

    def _office(
        self, line: Line, mention: Mention, later: Sequence[Mention]
    ) -> tuple[str, bool] | None:
        """The holder, where it is no office of somebody else, a former one, or one of elsewhere."""
        phrase = mention.phrase
        before = {line.norm(at) for at in range(phrase.first, phrase.head)}
        judged = any(noun.loaded for noun in mention.nouns)
        named = phrase.last + 1 + (line.norm(phrase.last + 1) == ",")
        if line.capital(named) and line.gap(named) == " ":
            behind = next((one for one in later if one.phrase.start == named), None)
            if behind is None or behind.person != mention.person:
                return None
        abroad = [
            at
            for at in range(max(0, phrase.first - 1), phrase.tail + 1)
            if line.capital(at)
            and not phrase.head <= at <= phrase.last
            and not is_home(line.words(at, at), self._people)
        ]
        if abroad or before & _OTHERS or (phrase.determiner or "no") not in _DEFINITE:
            return None
        if phrase.determiner in ("a", "this", "his", "her") and not judged:
            return None
        return _NAMED + mention.person, judged

    def _label(
        self,
        line: Line,
        referent: str,
        first: int,
        last: int,
        form: LabelForm,
        *,
        judged: bool = False,
    ) -> _Found:
        span = line.span(first, last)
        reasons, tone = self._judge(span, whole=form == "noun")
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

    def _judge(self, span: Span, *, whole: bool) -> tuple[list[str], str]:
        """The reasons and the tone of the listed words in the span; unless `whole`, also of those
        that reach out of it."""
        at = bisect_left(self._starts, span.start)
        if at and self._hits[at - 1].span.overlaps(span):
            at -= 1
        reasons: list[str] = []
        tones: list[str] = []
        while at < len(self._hits) and self._hits[at].span.start < span.end:
            if not whole or span.contains(self._hits[at].span):
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
        if line.capital(at):
            continue
        if line.hyphened(at) or word in raw["participles"]:
            return True
        quality = word in raw["adjectives"] or not word.endswith(tuple(raw["relational"]))
        if line.kind(at) == "adj" and quality and word not in raw["plain_adjectives"]:
            return True
    return False


def _spelled(line: Line, first: int, last: int, form: LabelForm) -> str:
    """The label as it is listed: on one line, without articles, a sentence's capital made small."""
    dropped = ("a", "an", "the")
    while form != "noun" and first < last and line.norm(first) in dropped:
        first += 1
    words = line.words(first, last)
    if line.norm(first) == "n't":
        words = "not" + words[3:]
    plain = load_grammar().kind(line.norm(first)) != "word" or line.norm(first) in _nouns()
    opens = first == 0 and plain and words[1:2].islower() and not line.capital(first + 1)
    return words[:1].lower() + words[1:] if opens else words


@cache
def _nouns() -> frozenset[str]:
    """The first words of all nouns that name a referent."""
    return frozenset(
        word.split()[0]
        for row in read_wording("referents")["referent"]
        for noun in (*row["heads"], *row["loaded"])
        for word in (noun, plural_of(noun))
    )


def _referents(
    found: Sequence[_Found], people: People, documents: Sequence[Document]
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
    rows.sort(key=lambda row: (-len(row.mentions), -_telling(row), row.id))
    return tuple(rows[:MOST_REFERENTS])


def _telling(referent: Referent) -> int:
    """How many uses of its labels say more than what it is."""
    return sum(len(label.uses) for label in referent.labels if label.load != "plain")


def _name(referent: str, people: People) -> str:
    if referent.startswith(_NAMED):
        return people.persons[referent.removeprefix(_NAMED)].name
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
