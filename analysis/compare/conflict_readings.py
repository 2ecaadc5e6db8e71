"""Readings: every figure of an article with what it measures, whose it is, when and by whom.

A figure whose sentence speaks of another occasion (an earlier election, a rule, a part of the
whole) is left out: it has no counterpart in another article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from analysis.compare.conflict_around import Around, read_around
from analysis.compare.conflict_bearers import find_bearer, find_side
from analysis.compare.conflict_concepts import find_concept
from analysis.compare.conflict_givers import find_giver
from analysis.compare.conflict_lexicon import PERCENT, Concept, read_lexicon
from analysis.compare.conflict_times import find_days, find_occasion, find_stage
from analysis.compare.conflict_units import MEASURES, dimension_of, in_unit, rated, scaled
from analysis.compare.conflict_values import Range, read_range
from analysis.compare.dates import read_date
from analysis.records import Document, Figure, Sentence, Span

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_ASIDE = re.compile(r", (?:who|which|whose|where)\b[^,;.]{1,100},")
_OF_THE = re.compile(r"\s(?:out\s)?of\s(?:(?:its|the|their|all|some|about|more than)\s){0,3}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as it compares with others.

    Readings compare only with the same `key`: what is measured, in which unit, whose and on which
    occasion. `concept` is "" where only the noun says what is counted (`noun`).
    """

    at: int
    article: str
    figure: Figure
    range: Range
    sentence: Span
    key: tuple[str, str, str, str]
    label: str
    concept: str = ""
    noun: str = ""
    cumulative: bool = False
    stage: str = ""
    giver: str = ""
    attribution: str = ""
    days: frozenset[str] = frozenset()
    published: date | None = None
    narrowing: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()

    @property
    def value(self) -> float:
        """The number itself, a share in per cent."""
        return scaled(self.figure)


def read_figures(document: Document, at: int, *, event_date: date | None) -> tuple[Reading, ...]:
    """The readings of an article, in text order; empty for a text without figures."""
    return tuple(_readings(document, at, event_date=event_date))


def _readings(document: Document, at: int, *, event_date: date | None) -> Iterator[Reading]:
    figures = [figure for figure in document.figures if figure.unit not in ("date", "year")]
    published = read_date(document.article.published)
    anchor = event_date or published
    number = 0
    last: Reading | None = None
    for place, sentence in enumerate(document.sentences):
        inside = []
        while number < len(figures) and figures[number].span.start < sentence.span.end:
            if figures[number].span.start >= sentence.span.start:
                inside.append(figures[number])
            number += 1
        if sentence.role != "body":
            continue
        before = document.sentences[max(0, place - 2) : place]
        for reading in _of_sentence(document, at, sentence, before, inside, anchor):
            last = _leaning(reading, last, document.text)
            yield last


def _leaning(reading: Reading, last: Reading | None, text: str) -> Reading:
    """A reading that only stands for what the one before it counts ("the union spoke of 260")."""
    if last is None or reading.concept or reading.figure.referent != last.figure.referent:
        return reading
    own = text[reading.figure.span.start : reading.figure.span.end + 60]
    if reading.figure.referent in own or not last.concept:
        return reading
    return replace(reading, key=last.key, concept=last.concept, label=last.label)


def _of_sentence(
    document: Document,
    at: int,
    sentence: Sentence,
    before: Sequence[Sentence],
    figures: Sequence[Figure],
    anchor: date | None,
) -> Iterator[Reading]:
    text = document.text
    skip = False
    for index, figure in enumerate(figures):
        if skip:
            skip = False
            continue
        following = figures[index + 1] if index + 1 < len(figures) else None
        if index and _is_whole(text, figures[index - 1], figure):
            continue
        upper = following if following and _is_range(text, figure, following) else None
        skip = upper is not None
        dimension = dimension_of(figure)
        if dimension is None:
            continue
        start = figures[index - 1].span.end if index else sentence.span.start
        rest = figures[index + 1 + skip :]
        while rest and _is_whole(text, upper or figure, rest[0]):
            rest = rest[1:]
        end = rest[0].span.start if rest else sentence.span.end
        around = read_around(
            text, sentence.span, start, figure.span, (upper or figure).span.end, end
        )
        around = replace(around, crowded=len(figures) > 1)
        reading = _read(document, at, figure, upper, dimension, around, sentence, before, anchor)
        if reading is not None:
            yield reading


def _is_whole(text: str, part: Figure, figure: Figure) -> bool:
    """Whether a count is what the one before it is a part of ("140 of its 160 trains")."""
    return part.unit in ("", "people") and bool(
        _OF_THE.fullmatch(text[part.span.end : figure.span.start])
    )


def _is_range(text: str, figure: Figure, following: Figure) -> bool:
    """Whether two figures are the ends of a range ("between 82 and 85 percent")."""
    if figure.unit != following.unit or figure.value >= following.value:
        return False
    joint = text[figure.span.end : following.span.start].strip().lower()
    lead = text[max(0, figure.span.start - 20) : figure.span.start].lower()
    if joint in ("-", "–", "—", "or"):
        return True
    if joint == "and":
        return bool(re.search(r"\bbetween\s(?:about\s|around\s)?$", lead))
    return joint == "to" and not re.search(r"\bfrom\s(?:about\s|around\s)?$", lead)


# --- one figure ---------------------------------------------------------------------------------


def _read(
    document: Document,
    at: int,
    figure: Figure,
    upper: Figure | None,
    dimension: str,
    around: Around,
    sentence: Sentence,
    before: Sequence[Sentence],
    anchor: date | None,
) -> Reading | None:
    lexicon = read_lexicon()
    if lexicon.earlier_before.search(around.left) or lexicon.earlier_behind.search(around.right):
        return None
    context = " ".join([*(one.span.of(document.text)[-300:] for one in before), around.sentence])
    concept = find_concept(dimension, around.left, around.right, context)
    noun = _noun_of(figure, around)
    if _is_part(around, concept):
        return None
    clause = _ASIDE.sub(", ", around.clause)
    counted = concept is None or concept.cumulative or dimension == PERCENT
    if lexicon.earlier.search(clause) or (counted and lexicon.rule.search(clause)):
        return None
    measure = concept is None and dimension in MEASURES
    if concept is None and not noun and not measure:
        return None
    if concept is not None and concept.needs_noun and not noun and dimension != PERCENT:
        return None
    bearer = ""
    if concept is not None and concept.bearer:
        bearer = find_bearer(document, figure, around, sentence, before)
        if not bearer:
            return None
    if concept is not None and concept.sided:
        bearer = find_side(around)
        if not bearer:
            return None
    kind = concept.id if concept else "measure" if measure else f"noun {noun}"
    if concept is not None and (concept.needs_noun or concept.by_noun):
        kind = f"{concept.id} {noun.split()[-1] if noun else ''}"
    population = _special_population(noun, concept) if figure.unit == "people" else ""
    attribution, giver = find_giver(document, figure, around)
    return Reading(
        at=at,
        article=document.article.id,
        figure=figure,
        range=in_unit(read_range(document.text, figure, dimension, upper), figure),
        sentence=sentence.span,
        key=(rated(dimension, around), kind, bearer or population, find_occasion(clause, anchor)),
        label=_label(concept, bearer, figure, noun),
        concept=concept.id if concept else "",
        noun=noun,
        cumulative=bool(concept and concept.cumulative),
        stage=find_stage(around),
        giver=giver,
        attribution=attribution,
        days=find_days(around.clause),
        published=read_date(document.article.published),
        narrowing=_found(lexicon.narrowing, around),
        kinds=_found(lexicon.kinds, around),
        stems=stems_of(around.clause if measure else around.sentence),
    )


def _is_part(around: Around, concept: Concept | None) -> bool:
    """Whether the number is a part of, or comes on top of, another one."""
    lexicon = read_lexicon()
    if concept is not None and concept.id in ("injured", "missing", "displaced"):
        return bool(re.match(r"\W*of (?:them|whom)\b", around.right))
    return bool(lexicon.part.search(around.right) or lexicon.part_before.search(around.left))


def _noun_of(figure: Figure, around: Around) -> str:
    """The words for what is counted, each in the singular, in lower case; "" for none."""
    referent = figure.referent
    if not referent:
        return ""
    found = [_singular(word.lower()) for word in _WORD.findall(referent)]
    return " ".join(word for word in found if word not in ("other", "more", "new", "around"))


def _singular(word: str) -> str:
    word = re.sub(r"[’']s?$", "", word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _special_population(noun: str, concept: Concept | None) -> str:
    """The people counted where they are a kind of their own ("children"); "" for people at large.

    Only for what happens to people: a share or a sum has its population in the clause.
    """
    if concept is None or not concept.cumulative:
        return ""
    if concept.id in ("buildings", "powerless"):
        return ""
    general = read_lexicon().general
    words = noun.split()
    if not words or words[-1] in _general_singular(general) or words[-1] in general:
        return ""
    return words[-1]


@cache
def _general_singular(general: frozenset[str]) -> frozenset[str]:
    return frozenset(_singular(word) for word in general)


def _label(concept: Concept | None, bearer: str, figure: Figure, noun: str) -> str:
    if concept is None:
        shown = figure.referent or f"Measured in {figure.unit}"
        return shown[:1].upper() + shown[1:]
    if "{}" in concept.label:
        said = concept.label.format(figure.referent or "Share")
        return said[:1].upper() + said[1:]
    if bearer in dict(read_lexicon().bearers):
        return f"{concept.label}: {bearer}"
    return f"{concept.label}: {bearer.title()}" if bearer else concept.label


def _found(pattern: re.Pattern[str], around: Around) -> frozenset[str]:
    """What a pattern finds close to the number."""
    near = f"{around.left[-40:]}#{around.right[:60]}"
    return frozenset(match.group().lower() for match in pattern.finditer(near))


def stems_of(text: str) -> frozenset[str]:
    """The content words of a sentence, cut to their first six letters."""
    return frozenset(
        word[:6]
        for word in (match.lower() for match in _WORD.findall(text))
        if len(word) > 3 and word not in read_lexicon().common
    )
