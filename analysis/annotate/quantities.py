"""Quantities: one number with what stands around it, read as share, money, age or count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from analysis.annotate import referents
from analysis.annotate.dates import YEARS, is_month, read_rank
from analysis.annotate.lexicon import alternation, ends_with, read_lexicon
from analysis.annotate.numerals import Numeral
from analysis.records import Figure, Span

_AGES = range(10, 111)
_OF_NUMBER = re.compile(
    r"\s(?:out\s)?of\s(?:(?:the|its|their|all|some|about|around|more\sthan)\s){0,3}\d[\d,.]*(?=\s)"
)
_SCALE = re.compile(r"(?:-|\s(?:on\sthe\s)?)(?P<scale>magnitude|Richter(?:\sscale)?)\b")
_LEAST_SUBJECT = 10
"""Smaller numbers without a noun are rarely counts ("three were there")."""
_SUBJECT = re.compile(
    r"(?:^|[,;:(]|\b(?:and|but|while|that|of|as|where|said))\s*(?:a\stotal\sof\s|in\sall,?\s)?$",
    re.IGNORECASE,
)
_TEMPORAL = frozenset(["years", "months", "weeks", "days", "hours", "minutes", "decades"])


@dataclass(frozen=True, slots=True)
class _Patterns:
    unit: re.Pattern[str]
    hyphenated: re.Pattern[str]
    symbol: re.Pattern[str]
    approximate: re.Pattern[str]
    exact: re.Pattern[str]
    approximate_after: re.Pattern[str]
    fate: re.Pattern[str]
    fate_before: re.Pattern[str]
    numbering: frozenset[str]
    money: frozenset[str]
    units: dict[str, str]
    symbols: dict[str, str]


@cache
def _patterns() -> _Patterns:
    lexicon = read_lexicon("figures")
    words = lexicon["words"]
    units = {form.lower(): unit for unit, forms in lexicon["units"].items() for form in forms}
    periods = alternation(form for form in units if units[form] in _TEMPORAL)

    def before(forms: Sequence[str]) -> re.Pattern[str]:
        return re.compile(rf"(?:(?<=\s)|(?<=\()|^)(?:{alternation(forms)})\s*$", re.IGNORECASE)

    return _Patterns(
        unit=re.compile(
            rf"\s?%|\s?°[CF]\b|[\s-](?:(?:more|additional|full|consecutive|straight|long|of)\s)?"
            rf"(?P<unit>{alternation(form for form in units if form[0] not in '%°')})\b(?!/)",
            re.IGNORECASE,
        ),
        hyphenated=re.compile(
            rf"-(?P<unit>{periods})(?P<old>-olds?)?\b|\s(?P<unit2>years?)[\s-]old\b"
        ),
        symbol=re.compile(rf"(?:{alternation(lexicon['symbols'])})\s?$"),
        approximate=before(words["approximate"]),
        exact=before(words["exact"]),
        approximate_after=re.compile(rf"\s?(?:{alternation(words['approximate_after'])})(?!\w)"),
        fate=re.compile(
            r"\s(?:more\s)?(?:(?:were|was|are|have been|had been|others)\s)?"
            rf"(?P<fate>{alternation(words['fates'])})\b"
        ),
        fate_before=re.compile(
            rf"(?P<fate>{alternation(words['fates_before'])})\s(?:\w+\s){{0,3}}$", re.IGNORECASE
        ),
        numbering=frozenset(words["numbering"]),
        money=frozenset(words["money"]),
        units=units,
        symbols=lexicon["symbols"],
    )


@dataclass(frozen=True, slots=True)
class Place:
    """A numeral in its sentence: what stands before and after it."""

    numeral: Numeral
    before: str
    after: str
    capital: bool


def read_quantity(place: Place) -> Figure | None:
    """The figure of one numeral, or None where it counts and measures nothing that can be told."""
    place = _with_short_magnitude(place)
    numeral = place.numeral
    if numeral.form == "ordinal":
        return read_rank(numeral, place.before, place.after)
    if numeral.form == "fraction":
        return _share(place)
    if _is_in_name(place):
        return None
    figure = _money(place) or _age(place) or _with_unit(place) or _year(place) or _count(place)
    if figure is None:
        return None
    before = place.before[: len(place.before) - (numeral.span.start - figure.span.start)]
    after = place.after[figure.span.end - numeral.span.end :]
    return replace(figure, approximate=_is_approximate(before, after, numeral))


def _with_short_magnitude(place: Place) -> Place:
    """The place with "m" or "k" read as million or thousand: in money and before what is counted.

    Elsewhere "m" stands for metres.
    """
    short = re.match(r"[mk]\b", place.after, re.IGNORECASE)
    if short is None or place.numeral.magnitude:
        return place
    after = place.after[1:]
    unit = _patterns().unit.match(after)
    currency = unit is not None and _is_money(_unit_of(unit))
    if not (currency or ends_with(_patterns().symbol, place.before) or referents.counted(after)):
        return place
    numeral = place.numeral
    factor = 1e6 if short.group().lower() == "m" else 1e3
    span = Span(numeral.span.start, numeral.span.end + 1)
    scaled = replace(numeral, span=span, value=numeral.value * factor, magnitude=True)
    return replace(place, numeral=scaled, after=after)


def _is_money(unit: str) -> bool:
    return unit in _patterns().money or (len(unit) == 3 and unit.isalpha() and unit.isupper())


def _unit_of(match: re.Match[str]) -> str:
    form = match.group().strip() if match["unit"] is None else match["unit"]
    return _patterns().units[form.lower()]


def _is_in_name(place: Place) -> bool:
    """Whether a number in words with a capital is part of a name ("the Group of Seven")."""
    numeral = place.numeral
    following = place.after[:1]
    if numeral.form == "digits":
        return False
    if following == "-" and not _patterns().hyphenated.match(place.after):
        return not _patterns().unit.match(place.after)
    inside = bool(place.before.strip(" \"'“‘«("))
    return inside and place.capital and not numeral.magnitude


def _is_approximate(before: str, after: str, numeral: Numeral) -> bool:
    patterns = _patterns()
    if numeral.vague or patterns.approximate_after.match(after):
        return True
    return bool(ends_with(patterns.approximate, before)) and not ends_with(patterns.exact, before)


def _share(place: Place) -> Figure | None:
    """A fraction of something ("two thirds of voters")."""
    referent = referents.part_of(place.after)
    if not referent:
        return None
    approximate = bool(ends_with(_patterns().approximate, place.before))
    return Figure(place.numeral.span, place.numeral.value, "share", referent, approximate)


def _money(place: Place) -> Figure | None:
    """An amount with a currency sign before it."""
    symbol = ends_with(_patterns().symbol, place.before)
    if symbol is None:
        return None
    unit = _patterns().symbols[symbol.group().strip()]
    numeral = place.numeral
    span = Span(numeral.span.start - len(symbol.group()), numeral.span.end)
    referent = _measure_referent(place.before[: symbol.start()], place.after)
    return Figure(span, numeral.value, unit, referent)


def _age(place: Place) -> Figure | None:
    """An age: "68-year-old pensioner Ada Bell", "Bell, 68,", "aged 68"."""
    start, value = place.numeral.span.start, place.numeral.value
    match = _patterns().hyphenated.match(place.after)
    if match and (match["old"] or match["unit2"]):
        referent = referents.bearer(place.after[match.end() :])
        return Figure(
            Span(start, place.numeral.span.end + match.end()), value, "years old", referent
        )
    if value not in _AGES or place.numeral.form != "digits":
        return None
    named = re.search(r"(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*),\s$", place.before)
    if named and re.match(r",|\.|\)", place.after) and not is_month(named["name"]):
        return Figure(place.numeral.span, value, "years old", named["name"])
    if re.search(r"\baged\s$", place.before):
        return Figure(place.numeral.span, value, "years old", "")
    return None


def _with_unit(place: Place) -> Figure | None:
    """A number with a unit behind it: percent, time, length, area, currency."""
    match = _patterns().unit.match(place.after)
    if match is None:
        return None
    unit = _unit_of(match)
    numeral = place.numeral
    if " of " in match.group() and not (numeral.vague or numeral.magnitude):
        return None
    if _is_the_pronoun(numeral) and unit in ("days", "times", "minutes", "seconds"):
        return None
    span = Span(numeral.span.start, numeral.span.end + match.end())
    after = place.after[match.end() :]
    if match.group().startswith("-") and unit in _TEMPORAL:
        return Figure(span, numeral.value, unit, referents.noun_phrase(after))
    if unit in _TEMPORAL:
        referent = referents.part_of(after) or _of_referent(place.before)
        return Figure(span, numeral.value, unit, referent)
    return Figure(span, numeral.value, unit, _measure_referent(place.before, after))


def _of_referent(before: str) -> str:
    """What has a length, before an "of" ("terms of seven years")."""
    stripped = _without_approximation(before)
    return referents.measured(stripped) if re.search(r"\bof\s*$", stripped) else ""


def _without_approximation(before: str) -> str:
    """The text before a number without the words that make it approximate."""
    match = ends_with(_patterns().approximate, before)
    return before[: match.start()] if match else before


def _measure_referent(before: str, after: str) -> str:
    """What a measured number belongs to: behind its "of", before it, or behind an article."""
    part = referents.part_of(after)
    if part:
        return part
    lead = _without_approximation(before)
    if re.search(r"\b(?:an?|the)\s*$", lead, re.IGNORECASE):
        phrase = referents.noun_phrase(after)
        if phrase:
            return phrase
    lead = re.sub(r"\b(?:just|only|exactly)\s*$", "", lead)
    return referents.measured(lead) or referents.put_at(lead)


def _year(place: Place) -> Figure | None:
    """A calendar year: four digits that count no people."""
    numeral = place.numeral
    if numeral.form != "digits" or numeral.magnitude or numeral.value not in YEARS:
        return None
    if numeral.span.end - numeral.span.start != 4:
        return None
    if referents.counts_people(referents.counted(place.after)) and not re.search(
        r"\b(?:in|since|by|until|of|from|during|the|early|late|mid|\w+ember|\w+uary)[\s-]$",
        place.before,
    ):
        return None
    return Figure(numeral.span, numeral.value, "year", "")


_PEOPLE = frozenset(["people", "persons", "civilians", "residents", "others"])
_PAST = {
    "kills": "killed",
    "killing": "killed",
    "injures": "injured",
    "injuring": "injured",
    "wounding": "wounded",
    "arresting": "arrested",
    "detaining": "detained",
    "displacing": "displaced",
}


def _is_the_pronoun(numeral: Numeral) -> bool:
    """Whether a lone "one" stands here, which is a figure only before a unit or a person."""
    return numeral.form == "words" and numeral.value == 1 and not numeral.magnitude


def _count(place: Place) -> Figure | None:
    """A count of people or things."""
    numeral, after = place.numeral, place.after
    span, value = numeral.span, numeral.value
    if _is_the_pronoun(numeral):
        word = re.match(r"\s([a-z]+)\b", after)
        if word and referents.counts_people(word.group(1)):
            return Figure(span, value, "people", word.group(1))
        return None
    rounded = _patterns().approximate_after.match(after)
    noun = after[rounded.end() :] if rounded else after
    referent = referents.counted(noun) or referents.part_of(noun)
    if referent:
        people = referents.counts_people(referent)
        if not people and _is_numbered(place):
            return None
        return Figure(span, value, "people" if people else "", _with_fate(referent, place, noun))
    return _count_without_noun(place)


def _with_fate(referent: str, place: Place, noun: str) -> str:
    """People with what happened to them: "people killed" for "28 people were killed"."""
    if referent not in _PEOPLE:
        return referent
    start = noun.find(referent)
    fate = _patterns().fate.match(noun[start + len(referent) :]) if start >= 0 else None
    if fate:
        return f"{referent} {fate['fate']}"
    lead = _without_approximation(place.before)
    earlier = ends_with(_patterns().fate_before, lead)
    if earlier and lead.endswith(earlier["fate"] + " "):
        return f"{referent} {_PAST.get(earlier['fate'].lower(), earlier['fate'].lower())}"
    return referent


def _is_numbered(place: Place) -> bool:
    """Whether a word such as No. or Article stands before the number."""
    word = re.search(r"([^\W\d_]+\.?)[\s-]?$", place.before)
    return bool(word) and word.group(1).lower() in _patterns().numbering if word else False


def _count_without_noun(place: Place) -> Figure | None:
    """A number without a noun behind it: "238 were killed", "a nation of 20 million"."""
    span, value = place.numeral.span, place.numeral.value
    fate = _patterns().fate.match(place.after)
    if fate:
        return Figure(span, value, "people", fate["fate"])
    lead = _without_approximation(place.before)
    put = referents.put_at(lead)
    if put:
        people = referents.counts_people(put) or "toll" in put.lower()
        return Figure(span, value, "people" if people else "", put)
    referent = referents.measured(lead)
    if referent and not _is_numbered(place):
        people = referents.is_population(referent) or referents.counts_people(referent)
        return Figure(span, value, "people" if people else "", referent)
    earlier = ends_with(_patterns().fate_before, lead)
    if earlier and lead.endswith(earlier["fate"] + " "):
        fate_before = earlier["fate"]
        return Figure(span, value, "people", _PAST.get(fate_before.lower(), fate_before))
    whole = _OF_NUMBER.match(place.after)
    if whole:
        referent = referents.counted(place.after[whole.end() :])
        people = referents.counts_people(referent)
        return Figure(span, value, "people" if people else "", referent) if referent else None
    scale = _SCALE.match(place.after)
    if scale:
        return Figure(span, value, "", scale["scale"])
    if place.numeral.value >= _LEAST_SUBJECT and _SUBJECT.search(lead):
        said = referents.predicate(place.after)
        if said:
            return Figure(span, value, "", said)
    return None
