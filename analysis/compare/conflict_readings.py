"""Readings: every figure of an article with what it measures, whose it is, when and by whom.

A figure whose sentence speaks of another occasion (an earlier election, a rule, a part of the
whole) is left out: it has no counterpart in another article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from analysis.compare.conflict_lexicon import (
    BARE,
    COUNT,
    MONEY,
    PERCENT,
    Concept,
    read_lexicon,
)
from analysis.compare.conflict_values import Range, read_range
from analysis.compare.dates import read_date
from analysis.names import fold_name
from analysis.records import Attribution, Document, Figure, Sentence, Source, Span

_LEFT, _RIGHT = 150, 110
_NEAR_LEFT, _NEAR_RIGHT = 75, 60
"""How far a word that says what is measured may stand from its number."""
_COMMA = 25
"""What a comma between the two costs, in characters."""
_SKIPPED = frozenset(["date", "year", "rank", "years old", "times", "percentage points"])
_TEMPORAL = frozenset(
    ["years", "months", "weeks", "days", "hours", "minutes", "seconds", "decades"]
)
_CONVERSIONS = {"mph": ("km/h", 1.609344), "miles": ("km", 1.609344), "feet": ("m", 0.3048)}
"""Units that are compared in another unit, with the factor."""
_MEASURES = frozenset(
    ["ha", "km²", "acres", "litres", "barrels", "t", "kg", "MW", "GW", "mm", "cm"]
)
"""Units so rare that what is measured in them needs no noun of its own."""
_CODE = re.compile(r"[A-Z]{3}")
_MONEY_NAMES = frozenset(
    [
        "dollars",
        "pounds",
        "rupees",
        "lira",
        "francs",
        "pesos",
        "shillings",
        "cents",
        "crowns",
        "marks",
        "dinars",
        "florins",
        "talers",
        "thalers",
        "ducats",
        "guilders",
        "drams",
        "lei",
        "riyals",
        "rials",
        "dirhams",
        "soles",
        "escudos",
        "krone",
        "krona",
    ]
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_NAME = re.compile(r"\b[A-Z][\w’'-]*\w(?:\s(?:[a-z]{2,3}\s)?[A-Z][\w’'-]*\w){0,3}")
_BEFORE_PLACE = re.compile(
    r"\b(?:in|of|from|at|near|across|for|by|to|on|than|between|over|under|outside|inside|"
    r"around|after|before|since|told)\s(?:the\s)?$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r", (?:who|which|whose|where)\b[^,;.]{1,100},")
_TURN = re.compile(r", (?:and|while|but|whereas|with|as|although|though)\b")
_CLAUSE = re.compile(r"[;:—–]|\s-\s|\.\s")
_YEAR = re.compile(r"\b(?:18|19|20)\d\d\b")
_WEEKDAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\byesterday\b|\btoday\b", re.IGNORECASE
)
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = re.compile(rf"\b(?:{'|'.join(name.capitalize() for name in _MONTHS)})\b")
_DAY_OF_MONTH = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(n.capitalize() for n in _MONTHS)})\b")


def scaled(figure: Figure) -> float:
    """The value in the unit in which it is compared: per cent for shares, km for miles."""
    if figure.unit == "share":
        return figure.value * 100.0
    return figure.value * _CONVERSIONS.get(figure.unit, ("", 1.0))[1]


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
    stems: frozenset[str] = field(default=frozenset())

    @property
    def value(self) -> float:
        """The number itself, a share in per cent."""
        return scaled(self.figure)


@dataclass(frozen=True, slots=True)
class _Around:
    """A figure with the words on both sides of it that belong to it."""

    left: str
    right: str
    clause: str
    """Both sides as far as the next full stop of sense, with the number between."""
    sentence: str
    crowded: bool
    """Whether other figures of the sentence could own its words."""


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
        around = _around(text, sentence.span, start, figure.span, (upper or figure).span.end, end)
        around = replace(around, crowded=len(figures) > 1)
        reading = _read(document, at, figure, upper, dimension, around, sentence, before, anchor)
        if reading is not None:
            yield reading


def _is_whole(text: str, part: Figure, figure: Figure) -> bool:
    """Whether a count is the whole that the one before it is a part of ("140 of its 160 trains")."""
    return part.unit in ("", "people") and bool(
        _OF_THE.fullmatch(text[part.span.end : figure.span.start])
    )


_OF_THE = re.compile(r"\s(?:out\s)?of\s(?:(?:its|the|their|all|some|about|more than)\s){0,3}")


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


def dimension_of(figure: Figure) -> str | None:
    """The kind of number: "count", "%", "money:EUR", a unit; None for what never compares."""
    unit = figure.unit
    if unit in _SKIPPED:
        return None
    if unit in ("%", "share"):
        return PERCENT
    if unit == "people":
        return COUNT
    if unit == "":
        return COUNT if figure.value == round(figure.value) else BARE
    if unit in _CONVERSIONS:
        return _CONVERSIONS[unit][0]
    if unit in _MONEY_NAMES or _CODE.fullmatch(unit):
        return f"{MONEY}:{unit}"
    return unit


def _around(text: str, sentence: Span, start: int, span: Span, end: int, until: int) -> _Around:
    left = text[max(start, span.start - _LEFT) : span.start]
    right = text[end : min(until, end + _RIGHT)]
    cuts = [match.end() for match in _CLAUSE.finditer(left)]
    left = left[cuts[-1] :] if cuts else left
    cut = _CLAUSE.search(right)
    right = right[: cut.start()] if cut else right
    turn = _TURN.search(right)
    right = right[: turn.start()] if turn else right
    whole_left = text[max(sentence.start, span.start - _LEFT) : span.start]
    cuts = [match.end() for match in _CLAUSE.finditer(whole_left)]
    whole_left = whole_left[cuts[-1] :] if cuts else whole_left
    return _Around(left, right, f"{whole_left}#{right}", sentence.of(text), crowded=False)


# --- one figure ---------------------------------------------------------------------------------


def _read(
    document: Document,
    at: int,
    figure: Figure,
    upper: Figure | None,
    dimension: str,
    around: _Around,
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
    measure = concept is None and dimension in _MEASURES
    if concept is None and not noun and not measure:
        return None
    if concept is not None and concept.needs_noun and not noun and dimension != PERCENT:
        return None
    bearer = ""
    if concept is not None and concept.bearer:
        bearer = _bearer(document, figure, around, sentence, before)
        if not bearer:
            return None
    if concept is not None and concept.sided:
        bearer = _side(around)
        if not bearer:
            return None
    kind = concept.id if concept else "measure" if measure else f"noun {noun}"
    if concept is not None and (concept.needs_noun or concept.by_noun):
        kind = f"{concept.id} {noun.split()[-1] if noun else ''}"
    population = _special_population(noun, concept) if figure.unit == "people" else ""
    attribution, giver = _giver(document, figure, around)
    return Reading(
        at=at,
        article=document.article.id,
        figure=figure,
        range=_in_unit(read_range(document.text, figure, dimension, upper), figure),
        sentence=sentence.span,
        key=(_rated(dimension, around), kind, bearer or population, _occasion(clause, anchor)),
        label=_label(concept, bearer, figure, noun),
        concept=concept.id if concept else "",
        noun=noun,
        cumulative=bool(concept and concept.cumulative),
        stage=_stage(around),
        giver=giver,
        attribution=attribution,
        days=_days(around.clause),
        published=read_date(document.article.published),
        narrowing=_found(lexicon.narrowing, around),
        kinds=_found(lexicon.kinds, around),
        stems=stems_of(around.clause if measure else around.sentence),
    )


_RATE = re.compile(
    r"^[^,;]{0,25}?\b(?:an?|per|each|every) (?P<unit>day|week|month|year|hour)\b|^[^,;]{0,25}?\b"
    r"(?P<adverb>daily|weekly|monthly|yearly|annually)\b"
)
_RATES = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annually": "year",
}


def _rated(dimension: str, around: _Around) -> str:
    """The dimension with "a day" or the like, where the number is so much in a time."""
    match = _RATE.search(around.right)
    if match is None or not (
        dimension.startswith(MONEY) or dimension in ("t", "litres", "barrels")
    ):
        return dimension
    return f"{dimension}/{match['unit'] or _RATES[match['adverb']]}"


def _in_unit(found: Range, figure: Figure) -> Range:
    """A range in the unit in which it is compared; conversion rounds, so the range grows by 1%."""
    if figure.unit not in _CONVERSIONS:
        return found
    factor = _CONVERSIONS[figure.unit][1]
    return Range(found.low * factor * 0.99, found.high * factor * 1.01, found.span)


def find_concept(dimension: str, left: str, right: str, context: str) -> Concept | None:
    """What the number between `left` and `right` measures; None where no word near it says so.

    `context` is the sentence with those before it: some words mean something only there.
    """
    dimension = dimension.split(":")[0]
    best: tuple[float, Concept] | None = None
    for concept in _by_dimension(dimension):
        if concept.weak and best:
            continue
        distance = _distance(concept, left, right)
        if distance is None or (best and distance >= best[0]):
            continue
        if concept.requires and not concept.requires.search(context):
            continue
        if concept.excludes and concept.excludes.search(f"{left} {right}"):
            continue
        best = (distance, concept)
    return best[1] if best else None


@cache
def _by_dimension(dimension: str) -> tuple[Concept, ...]:
    return tuple(c for c in read_lexicon().concepts if dimension in c.dimensions)


def _distance(concept: Concept, left: str, right: str) -> float | None:
    """How far from the number the nearest word of the concept stands; None for none near it."""
    found = []
    if concept.before:
        last = None
        for last in concept.before.finditer(left):
            pass
        if last is not None:
            between = left[last.end() :]
            distance = len(between) + _COMMA * between.count(",") + 2
            if distance <= _NEAR_LEFT:
                found.append(distance)
    if concept.after:
        match = concept.after.search(right)
        if match:
            between = right[: match.start()]
            distance = len(between) + _COMMA * between.count(",")
            if distance <= _NEAR_RIGHT:
                found.append(distance)
        elif concept.both:
            return None
        if concept.both and len(found) < 2:
            behind = re.search(
                r"\b(?:damaged|destroyed|flooded|levelled|wrecked|swept away|inundated|collapsed)",
                right,
            )
            return found[0] if match and behind and found else None
    return min(found) if found else None


def _is_part(around: _Around, concept: Concept | None) -> bool:
    """Whether the number is a part of, or comes on top of, another one."""
    lexicon = read_lexicon()
    if concept is not None and concept.id in ("injured", "missing", "displaced"):
        return bool(re.match(r"\W*of (?:them|whom)\b", around.right))
    return bool(lexicon.part.search(around.right) or lexicon.part_before.search(around.left))


def _noun_of(figure: Figure, around: _Around) -> str:
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
    if (concept.needs_noun or concept.by_noun) and noun:
        return f"{concept.label}: {figure.referent}"
    if bearer in dict(read_lexicon().bearers):
        return f"{concept.label}: {bearer}"
    return f"{concept.label}: {bearer.title()}" if bearer else concept.label


# --- whose, when, by whom -----------------------------------------------------------------------


def _bearer(
    document: Document,
    figure: Figure,
    around: _Around,
    sentence: Sentence,
    before: Sequence[Sentence],
) -> str:
    """Whose share it is: a special option, or the surname of the nearest name; "" for none."""
    near = f"{around.left}#{around.right[:80]}"
    for name, pattern in read_lexicon().bearers:
        if pattern.search(near):
            return name
    behind = re.match(
        r"[^,;.]{0,40}?\b(?:for|voted for|went to|backed|to)\s(?:[a-z]+\s){0,3}"
        r"(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*)",
        around.right,
    )
    if behind and not re.search(r"\b(?:in|at|on)\b", behind.group()):
        return _surname(behind["name"])
    found = _last_name(
        around.left, document.text, at_start=around.sentence.startswith(around.left[:20])
    )
    if found:
        return found
    whole = document.text[sentence.span.start : figure.span.start][-300:]
    found = _last_name(whole, document.text, at_start=len(whole) < 300)
    if found or _RIVAL.search(whole):
        return found
    earlier = "\n".join(sentence.span.of(document.text)[:400] for sentence in before)
    return _most_named(document.text, earlier)


_RIVAL = re.compile(
    r"\b(?:runner-up|rivals?|challengers?|opponents?|second|third|candidates?|part(?:y|ies)|none|"
    r"others?|opposition|alliance|coalition|list)\b",
    re.IGNORECASE,
)


def _most_named(text: str, passage: str) -> str:
    """The surname in `passage` that the whole text names most, the last one of equals."""
    best: tuple[int, str] | None = None
    for match in _NAME.finditer(passage):
        words = [re.sub(r"[’']s?$", "", word) for word in match.group().split()]
        words = [word for word in words if word not in _NO_NAMES and not _WEEKDAY.search(word)]
        if not words or _BEFORE_PLACE.search(passage[max(0, match.start() - 12) : match.start()]):
            continue
        n = len(re.findall(rf"(?<=[a-z,] ){re.escape(words[-1])}\b", text))
        if n and (best is None or n >= best[0]):
            best = (n, words[-1])
    return _surname(best[1]) if best else ""


def _side(around: _Around) -> str:
    """For or against, by the nearest such word behind the number or else before it; "" for none."""
    for scope in (around.right[:70], around.left):
        against, favour = _AGAINST.search(scope), _FAVOUR.search(scope)
        if against and (not favour or against.start() < favour.start()):
            return "against"
        if favour:
            return "in favour"
    return ""


_AGAINST = re.compile(
    r"\b(?:oppos\w+|against|reject\w*|disapprov\w*|distrust\w*|dissatisf\w+)\b", re.IGNORECASE
)
_FAVOUR = re.compile(
    r"\b(?:support\w*|back(?:ed|s|ing)?|favou?r\w*|approv\w*|for (?:it|the)|trust\w*|satisf\w+)\b",
    re.IGNORECASE,
)


def _last_name(text: str, whole: str, *, at_start: bool) -> str:
    """The surname of the last name in `text`, a part of `whole`, that is no place and no day.

    "" for none.
    """
    found = ""
    for match in _NAME.finditer(text):
        words = match.group().split()
        if match.start() == 0 and at_start and len(words) == 1 and _is_common(words[0], whole):
            continue
        if words[0] in _NO_NAMES:
            words = words[1:]
        if not words or _WEEKDAY.search(" ".join(words)) or _MONTH.search(" ".join(words)):
            continue
        if _BEFORE_PLACE.search(text[: match.start()]):
            continue
        after = text[match.end() : match.end() + 40]
        if re.search(r"[’']s$|[’']$", words[-1]) or re.match(r"[’']s?\s", after):
            continue
        found = _surname(" ".join(words))
    return found


_NO_NAMES = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "According",
        "But",
        "And",
        "With",
        "While",
        "After",
        "Before",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "President",
        "Prime",
        "Minister",
        "Senator",
        "Governor",
        "Mayor",
        "His",
        "Her",
        "Its",
        "Their",
        "He",
        "She",
        "It",
        "They",
        "We",
        "I",
        "This",
        "That",
        "These",
        "Those",
        "Turnout",
        "As",
        "If",
        "For",
        "From",
        "Of",
        "To",
        "Three",
        "Two",
        "Four",
        "Five",
        "One",
        "Exit",
        "Final",
        "Official",
        "Preliminary",
    ]
)


def _is_common(word: str, whole: str) -> bool:
    """Whether a capitalised word at the start of a sentence need not be a name."""
    return word in _NO_NAMES or not re.search(rf"(?<=[a-z,] ){re.escape(word)}\b", whole)


def _surname(name: str) -> str:
    words = fold_name(name).split()
    return words[-1] if words else ""


def _occasion(clause: str, anchor: date | None) -> str:
    """Another occasion than the event itself: a year, a month, a round of voting; "" for none."""
    found = []
    for match in _YEAR.finditer(clause):
        if anchor is None or int(match.group()) != anchor.year:
            found.append(match.group())
    if anchor is not None:
        near = {anchor.month, anchor.month % 12 + 1, (anchor.month - 2) % 12 + 1}
        for match in _MONTH.finditer(clause):
            month = _MONTHS.index(match.group().lower()) + 1
            if month not in near:
                found.append(match.group().lower())
    rounds = read_lexicon().rounds.search(clause)
    if rounds:
        found.append(rounds.group().lower())
    return " ".join(dict.fromkeys(found))


def _stage(around: _Around) -> str:
    """How far the count had got, by the words of the clause or else of the sentence."""
    for scope in (f"{around.left}#{around.right}", around.clause, around.sentence):
        if scope == around.sentence and around.crowded:
            return ""
        found = [name for name, pattern in read_lexicon().stages if pattern.search(scope)]
        if len(found) == 1:
            return found[0]
        if found:
            return _nearest_stage(scope, found)
    return ""


def _nearest_stage(scope: str, names: Sequence[str]) -> str:
    """The stage named nearest to the number (at "#"), the first named of equals."""
    middle = scope.find("#")
    stages = dict(read_lexicon().stages)
    return min(
        names,
        key=lambda name: min(abs(match.start() - middle) for match in stages[name].finditer(scope)),
    )


def _giver(document: Document, figure: Figure, around: _Around) -> tuple[str, str]:
    """Who gives the number, in the article's words, and the class of giver or the folded name."""
    lexicon = read_lexicon()
    near = _OWN.split(around.left)[-1]
    if lexicon.giving.search(near):
        found = _named_giver(near)
        if found:
            return found
    holding = [
        attribution
        for attribution in document.attributions
        if attribution.source is not None
        and any(content.contains(figure.span) for content in attribution.content)
    ]
    if holding:
        best = min(holding, key=_extent).source
        assert best is not None
        return _from_source(document.text, best, f"{near}#{around.right}")
    for scope in (around.left, around.right, "" if around.crowded else around.sentence[:200]):
        found = _named_giver(scope) if lexicon.giving.search(scope) else None
        if found:
            return found
    pollsters = lexicon.givers[0][1].search(around.clause)
    return (pollsters.group(), lexicon.givers[0][0]) if pollsters else ("", "")


def _named_giver(scope: str) -> tuple[str, str] | None:
    """The first giver of figures in `scope`, with the name behind it, and its class."""
    for name, pattern in read_lexicon().givers:
        match = pattern.search(scope)
        if match:
            more = re.match(r"(?:\s[A-Z][\w’'-]+)*", scope[match.end() :])
            return match.group() + (more.group() if more else ""), name
    return None


def _from_source(text: str, source: Source, near: str) -> tuple[str, str]:
    """A source of the annotation as it is shown, and its class or folded name; "" for whose side
    a number comes from where that cannot be told ("a spokeswoman", "she").
    """
    mention = source.span.of(text)
    named = source.naming == "named" and len(source.name) > 3
    known = named and source.name.split()[-1] in mention
    shown = _apposed(text, source.span) or (source.name if known or len(mention) < 4 else mention)
    if source.form == "document":
        made = _MADE_BY.match(text, source.span.end)
        by = made["by"] if made else _made_inside(mention)
        whole = mention + (made.group() if made else "")
        return whole.split(",")[0], _class_of(whole) or _class_of(near) or fold_name(by)
    giver = _class_of(mention) or _class_of(shown)
    if not giver and (named or shown != mention):
        giver = fold_name(shown if shown != mention else source.name)
    if not giver and not _NOBODY.search(mention):
        giver = fold_name(mention)
    return shown.split(",")[0], giver


_NOBODY = re.compile(
    r"\bspokes(?:wo)?man|\bspokespe|^(?:he|she|it|they|one|some|many)\b", re.IGNORECASE
)


_MADE_BY = re.compile(
    r"\s(?:(?:collected|compiled|published|kept|issued|released|drawn up|obtained)\s)?(?:by|from|of)\s"
    r"(?P<by>(?:the\s|a\s)?(?:[A-Z][\w’'-]*|[a-z]+(?=\s[A-Z]))(?:\s[A-Z][\w’'-]*){0,4})"
)


def _made_inside(shown: str) -> str:
    """Who made a document, by the end of its own name ("a survey by the institute Orbis")."""
    match = re.search(r"\s(?:by|from)\s(?P<by>.+)$", shown)
    return match["by"] if match else ""


def _apposed(text: str, mention: Span) -> str:
    """The name that a description explains ("Free Vote, a monitoring group,"); "" for none."""
    match = re.search(
        r"(?P<name>[A-Z][\w’'-]+(?:\s(?:(?:of|for|the)\s)?[A-Z][\w’'-]+)*),\s(?:an?\s)?$",
        text[max(0, mention.start - 80) : mention.start],
    )
    return (
        match["name"]
        if match and re.match(r"an?\s[a-z]", text[mention.start - 2 : mention.end].lstrip(", "))
        else ""
    )


def _class_of(name: str) -> str:
    for giver, pattern in read_lexicon().givers:
        if pattern.search(name):
            return giver
    return ""


def _extent(attribution: Attribution) -> tuple[int, int]:
    return (
        sum(content.end - content.start for content in attribution.content),
        attribution.content[0].start,
    )


_OWN = re.compile(r",|\b(?:and|while|but|whereas)\b")


def _found(pattern: re.Pattern[str], around: _Around) -> frozenset[str]:
    """What a pattern finds close to the number."""
    near = f"{around.left[-40:]}#{around.right[:60]}"
    return frozenset(match.group().lower() for match in pattern.finditer(near))


def _days(clause: str) -> frozenset[str]:
    """The days the clause names."""
    found = {match.group().lower() for match in _WEEKDAY.finditer(clause)}
    found |= {f"{m[1]} {m[2].lower()}" for m in _DAY_OF_MONTH.finditer(clause)}
    return frozenset(found)


_COMMON = frozenset(
    [
        "that",
        "this",
        "with",
        "from",
        "have",
        "been",
        "were",
        "their",
        "they",
        "which",
        "would",
        "about",
        "after",
        "said",
        "says",
        "when",
        "more",
        "than",
        "into",
        "over",
        "also",
        "there",
        "will",
        "what",
        "some",
        "could",
        "only",
        "other",
        "them",
        "most",
        "such",
        "because",
        "before",
        "during",
        "people",
        "according",
        "percent",
    ]
)


def stems_of(text: str) -> frozenset[str]:
    """The content words of a sentence, cut to their first six letters."""
    return frozenset(
        word[:6]
        for word in (match.lower() for match in _WORD.findall(text))
        if len(word) > 3 and word not in _COMMON
    )
