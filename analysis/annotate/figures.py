"""Figures: the numbers of a text with their unit and what they count or measure.

A number that has neither a unit nor a referent is left out: it cannot be compared with anything.
So are times of day, decades, numbers in names and codes, and "one" as a pronoun. Vague numbers
("hundreds of thousands of people") count as the least they can mean and as approximate. A date
has the unit "date" and the value month × 100 + day, its year is a figure of its own; a rank has
the unit "rank", a fraction ("two thirds of", "one in five") the unit "share" and a value in 0..1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from analysis.annotate import referents
from analysis.annotate.lexicon import alternation, read_lexicon
from analysis.annotate.numerals import Numeral, find_numerals
from analysis.records import Figure, Sentence, Span

_TIME = re.compile(
    r"\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\b\.?|[AP]\.?M\b|o['’]clock|GMT|UTC|CET|EST)|\b\d{1,2}:\d{2}\b"
)
_ISO_DATE = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")
_YEARS = range(1800, 2101)
_AGES = range(10, 111)
_TEMPORAL = frozenset(["years", "months", "weeks", "days", "hours", "minutes", "decades"])
_RANGE = re.compile(r"\s*(?:-|–|to|or)\s*$")
_BETWEEN = re.compile(r"\bbetween\s*(?:about|around)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Patterns:
    date: re.Pattern[str]
    unit: re.Pattern[str]
    hyphenated: re.Pattern[str]
    symbol: re.Pattern[str]
    approximate: re.Pattern[str]
    exact: re.Pattern[str]
    approximate_after: re.Pattern[str]
    fate: re.Pattern[str]
    fate_before: re.Pattern[str]
    rank_before: re.Pattern[str]
    rank_word: re.Pattern[str]
    numbering: frozenset[str]
    months: dict[str, float]
    units: dict[str, str]
    symbols: dict[str, str]
    ordinals: dict[str, float]


@cache
def _patterns() -> _Patterns:
    lexicon = read_lexicon("figures")
    words = lexicon["words"]
    units = {form.lower(): unit for unit, forms in lexicon["units"].items() for form in forms}
    months = alternation(name.capitalize() for name in lexicon["months"])
    periods = alternation(form for form in units if units[form] in _TEMPORAL)
    ranking = alternation(lexicon["ranking"]["verbs"])
    day = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"

    def before(forms: Sequence[str]) -> re.Pattern[str]:
        return re.compile(rf"(?:(?<=\s)|(?<=\()|^)(?:{alternation(forms)})\s*$", re.IGNORECASE)

    return _Patterns(
        date=re.compile(
            rf"\b{day.format('day1')}(?:\sof)?\s(?P<month1>{months})\b\.?(?:,?\s(?P<year1>\d{{4}})\b)?"
            rf"|\b(?P<month2>{months})\b\.?\s{day.format('day2')}\b(?![,.]\d|\s?(?:%|per))"
            rf"(?:,?\s(?P<year2>\d{{4}})\b)?"
        ),
        unit=re.compile(
            rf"\s?%|\s?°[CF]\b|[\s-](?:(?:more|additional|full|consecutive|straight|long|of)\s)?"
            rf"(?P<unit>{alternation(form for form in units if form[0] not in '%°')})\b",
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
        rank_before=re.compile(rf"\b(?:{ranking})\s(?:\w+\s)?$", re.IGNORECASE),
        rank_word=re.compile(
            rf"\b(?:{ranking})\s(?P<ordinal>{alternation(lexicon['ordinals'])})\b(?=\s(?:in|on|place|with|behind)\b|[.,;])"
        ),
        numbering=frozenset(words["numbering"]),
        months=lexicon["months"],
        units=units,
        symbols=lexicon["symbols"],
        ordinals=lexicon["ordinals"],
    )


def find_figures(text: str, sentences: Sequence[Sentence]) -> tuple[Figure, ...]:
    """The figures of `text`, in order and without overlap; empty for a text without numbers."""
    found = (figure for s in sentences for figure in _figures_of(text, s.span))
    return tuple(sorted(found, key=lambda figure: figure.span))


@dataclass(frozen=True, slots=True)
class _Place:
    """A numeral in its sentence: what stands before and after it."""

    numeral: Numeral
    before: str
    after: str
    capital: bool


def _figures_of(text: str, sentence: Span) -> Iterator[Figure]:
    """The figures of one sentence."""
    if not _may_hold_number(text, sentence):
        return
    dates = list(_dates(text, sentence))
    ranks = list(_ranks_in_words(text, sentence))
    yield from dates
    yield from ranks
    taken = [figure.span for figure in (*dates, *ranks)]
    taken += [Span(*match.span()) for match in _TIME.finditer(text, *sentence)]
    numerals = [
        numeral
        for numeral in find_numerals(text, *sentence)
        if not any(numeral.span.overlaps(span) for span in taken)
    ]
    following: Figure | None = None
    figures: list[Figure] = []
    for number in range(len(numerals) - 1, -1, -1):
        numeral = numerals[number]
        figure = _ranged(text, numeral, following, sentence) or _figure(text, numeral, sentence)
        if figure is not None and not any(figure.span.overlaps(f.span) for f in figures[-1:]):
            figures.append(figure)
            following = figure
        else:
            following = None
    yield from figures


def _may_hold_number(text: str, sentence: Span) -> bool:
    return bool(_quick().search(text, *sentence))


@cache
def _quick() -> re.Pattern[str]:
    """A cheap look for anything that could be a number."""
    lexicon = read_lexicon("figures")
    words = {*lexicon["numbers"], *lexicon["magnitudes"], *lexicon["ordinals"], "half", "quarter"}
    return re.compile(rf"\d|\b(?:{alternation(words)}|scores)", re.IGNORECASE)


# --- dates and ranks ----------------------------------------------------------------------------


def _dates(text: str, sentence: Span) -> Iterator[Figure]:
    """Days of a month, and the years that belong to them."""
    patterns = _patterns()
    for match in patterns.date.finditer(text, *sentence):
        month, day, year = (
            ("month1", "day1", "year1") if match["day1"] else ("month2", "day2", "year2")
        )
        value = patterns.months[match[month].lower()] * 100 + int(match[day])
        if not 1 <= int(match[day]) <= 31:
            continue
        start, end = match.start(), match.end(month if month == "month1" else day)
        yield Figure(Span(start, end), float(value), "date", "")
        if match[year] and int(match[year]) in _YEARS:
            yield Figure(Span(*match.span(year)), float(match[year]), "year", "")
    for match in _ISO_DATE.finditer(text, *sentence):
        value = int(match["month"]) * 100 + int(match["day"])
        yield Figure(Span(match.start("month"), match.end()), float(value), "date", "")
        yield Figure(Span(*match.span("year")), float(match["year"]), "year", "")


def _ranks_in_words(text: str, sentence: Span) -> Iterator[Figure]:
    """Ranks such as "finished second on the ballot"."""
    patterns = _patterns()
    for match in patterns.rank_word.finditer(text, *sentence):
        span = Span(*match.span("ordinal"))
        referent = referents.ranking(text[span.end : sentence.end])
        yield Figure(span, patterns.ordinals[match["ordinal"]], "rank", referent)


def _rank(place: _Place) -> Figure | None:
    """A rank such as "ranked 102nd out of 180"; None for the ordinal of a century or a congress."""
    out_of = re.match(r"\s(?:out\sof|of|among)\s\d[\d,]*", place.after)
    ranked = _patterns().rank_before.search(place.before)
    placed = re.match(r"\s(?:place|spot|position)\b", place.after)
    if not (out_of or ranked or placed):
        return None
    end = place.numeral.span.end + (out_of.end() if out_of else 0)
    referent = referents.ranking(place.after[out_of.end() if out_of else 0 :])
    return Figure(Span(place.numeral.span.start, end), place.numeral.value, "rank", referent)


# --- numbers ------------------------------------------------------------------------------------


def _ranged(text: str, numeral: Numeral, following: Figure | None, sentence: Span) -> Figure | None:
    """The lower end of a range, with unit and referent of its upper end."""
    if following is None or following.unit in ("date", "year", "rank", "years old"):
        return None
    between = text[numeral.span.end : following.span.start]
    lead = text[sentence.start : numeral.span.start]
    joined = _RANGE.fullmatch(between.strip() + " ") or (
        between.strip() == "and" and _BETWEEN.search(lead)
    )
    if not joined or numeral.form == "ordinal":
        return None
    return replace(following, span=numeral.span, value=_scaled(text, numeral, following))


def _scaled(text: str, numeral: Numeral, following: Figure) -> float:
    """The value of a lower end that shares the magnitude of the upper one ("2 to 3 million")."""
    upper = find_numerals(text, *following.span)
    if not numeral.magnitude and upper and upper[0].magnitude:
        for factor in (1e12, 1e9, 1e6, 1e3, 100.0, 12.0):
            if following.value >= factor > numeral.value:
                return numeral.value * factor
    return numeral.value


def _figure(text: str, numeral: Numeral, sentence: Span) -> Figure | None:
    """The figure of one numeral, or None where it counts and measures nothing that can be told."""
    start, end = numeral.span
    capital = text[start].isupper()
    place = _Place(numeral, text[sentence.start : start], text[end : sentence.end], capital)
    if numeral.form == "ordinal":
        return _rank(place)
    if numeral.form == "fraction":
        return _share(place)
    if _is_in_name(place):
        return None
    figure = (
        _ratio(place)
        or _money(place)
        or _age(place)
        or _with_unit(place)
        or _year(place)
        or _count(place)
    )
    if figure is None or figure.approximate:
        return figure
    lead = text[sentence.start : figure.span.start]
    return replace(
        figure, approximate=_is_approximate(lead, text[figure.span.end : sentence.end], numeral)
    )


def _is_in_name(place: _Place) -> bool:
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
    return bool(patterns.approximate.search(before)) and not patterns.exact.search(before)


def _share(place: _Place) -> Figure | None:
    """A fraction of something ("two thirds of voters")."""
    referent = referents.part_of(place.after)
    if not referent:
        return None
    approximate = bool(_patterns().approximate.search(place.before))
    return Figure(place.numeral.span, place.numeral.value, "share", referent, approximate)


def _ratio(place: _Place) -> Figure | None:
    """One in five, two out of three: a share of what follows."""
    match = re.match(r"\s(?:in(?:\severy)?|out\sof(?:\severy)?)\s", place.after)
    if match is None:
        return None
    base = find_numerals(place.after, match.end(), len(place.after))
    if (
        not base
        or base[0].span.start != match.end()
        or not 0 < place.numeral.value < base[0].value <= 100
    ):
        return None
    referent = referents.counted(place.after[base[0].span.end :])
    if not referent:
        return None
    end = place.numeral.span.end + base[0].span.end
    return Figure(
        Span(place.numeral.span.start, end), place.numeral.value / base[0].value, "share", referent
    )


def _money(place: _Place) -> Figure | None:
    """An amount with a currency sign before it."""
    symbol = _patterns().symbol.search(place.before)
    if symbol is None:
        return None
    unit = _patterns().symbols[symbol.group().strip()]
    span, value = place.numeral.span, place.numeral.value
    start = span.start - len(symbol.group())
    end = span.end
    short = re.match(r"(?P<short>[mk])\b", place.after, re.IGNORECASE)
    after = place.after
    if short:
        value *= 1e6 if short["short"].lower() == "m" else 1e3
        end, after = end + 1, after[1:]
    before = place.before[: symbol.start()]
    return Figure(Span(start, end), value, unit, _measure_referent(before, after))


def _age(place: _Place) -> Figure | None:
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
    if named and re.match(r",|\.|\)", place.after) and not _is_month(named["name"]):
        return Figure(place.numeral.span, value, "years old", named["name"])
    if re.search(r"\baged\s$", place.before):
        return Figure(place.numeral.span, value, "years old", "")
    return None


def _is_month(name: str) -> bool:
    return any(word.lower() in _patterns().months for word in name.split())


def _with_unit(place: _Place) -> Figure | None:
    """A number with a unit behind it: percent, time, length, area, currency."""
    match = _patterns().unit.match(place.after)
    if match is None:
        return None
    form = match.group().strip() if match["unit"] is None else match["unit"]
    unit = _patterns().units[form.lower()]
    numeral = place.numeral
    if " of " in match.group() and not (numeral.vague or numeral.magnitude):
        return None
    if _is_the_pronoun(numeral, place) and unit in ("days", "times", "minutes", "seconds"):
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
    match = _patterns().approximate.search(before)
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
    return referents.measured(re.sub(r"\b(?:just|only|exactly)\s*$", "", lead))


def _year(place: _Place) -> Figure | None:
    """A calendar year: four digits that count no people."""
    numeral = place.numeral
    if numeral.form != "digits" or numeral.magnitude or numeral.value not in _YEARS:
        return None
    if numeral.span.end - numeral.span.start != 4:
        return None
    if referents.counts_people(referents.counted(place.after)) and not re.search(
        r"\b(?:in|since|by|until|of|from|during|the|early|late|mid|\w+ember|\w+uary)[\s-]$",
        place.before,
    ):
        return None
    return Figure(numeral.span, numeral.value, "year", "")


def _is_the_pronoun(numeral: Numeral, place: _Place) -> bool:
    """Whether a lone "one" stands here, which is a figure only before a unit or a person."""
    return numeral.form == "words" and numeral.value == 1 and not numeral.magnitude


def _count(place: _Place) -> Figure | None:
    """A count of people or things."""
    numeral = place.numeral
    after = place.after
    short = re.match(r"(?P<short>[mk])\s", after)
    value = numeral.value
    span = numeral.span
    if short:
        value *= 1e6 if short["short"] == "m" else 1e3
        span, after = Span(span.start, span.end + 1), after[1:]
    if _is_the_pronoun(numeral, place):
        word = re.match(r"\s([a-z]+)\b", after)
        if word and referents.counts_people(word.group(1)):
            return Figure(span, value, "people", word.group(1))
        return None
    referent = referents.counted(after) or referents.part_of(after)
    if referent:
        people = referents.counts_people(referent)
        if not people and _is_numbered(place):
            return None
        return Figure(span, value, "people" if people else "", referent)
    return _count_without_noun(place, span, value, after)


def _is_numbered(place: _Place) -> bool:
    """Whether a word such as No. or Article stands before the number."""
    word = re.search(r"([^\W\d_]+\.?)[\s-]?$", place.before)
    return bool(word) and word.group(1).lower() in _patterns().numbering if word else False


def _count_without_noun(place: _Place, span: Span, value: float, after: str) -> Figure | None:
    """A number without a noun behind it: "238 were killed", "a nation of 20 million"."""
    fate = _patterns().fate.match(after)
    if fate:
        return Figure(span, value, "people", fate["fate"])
    lead = _without_approximation(place.before)
    referent = referents.measured(lead)
    if referent and not _is_numbered(place):
        people = referents.is_population(referent) or referents.counts_people(referent)
        return Figure(span, value, "people" if people else "", referent)
    earlier = _patterns().fate_before.search(lead)
    if earlier and lead.endswith(earlier["fate"] + " "):
        return Figure(span, value, "people", earlier["fate"])
    return None
