"""Readings: every figure of an article with what it measures, whose it is, when and by whom.

A figure whose sentence speaks of another occasion (an earlier election, a rule, a part of the
whole) is left out: it has no counterpart in another article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from analysis.compare.conflict_around import Around, read_around
from analysis.compare.conflict_bearers import find_bearer, find_side
from analysis.compare.conflict_elided import find_elided
from analysis.compare.conflict_givers import find_giver
from analysis.compare.conflict_lexicon import COUNT, PERCENT, read_lexicon
from analysis.compare.conflict_measures import find_measure, label_of
from analysis.compare.conflict_profile import (
    NEAR,
    Profile,
    main_topic,
    make_profile,
    narrow_kind,
    on_side,
)
from analysis.compare.conflict_scopes import find_scopes
from analysis.compare.conflict_terms import read_terms
from analysis.compare.conflict_times import (
    find_days,
    find_occasion,
    find_stage,
    is_later,
    spoken_stage,
)
from analysis.compare.conflict_units import dimension_of, in_unit, rated, scaled
from analysis.compare.conflict_values import Range, read_range
from analysis.compare.dates import read_date
from analysis.records import Document, Figure, Sentence, Span

_ASIDE = re.compile(r", (?:who|which|whose|where)\b[^,;.]{1,100},")
_OF_THE = re.compile(r"\s(?:out\s)?of\s(?:(?:its|the|their|all|some|about|more than)\s){0,3}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as it compares with others.

    Readings compare only within one `block`: unit and occasion. `key` is what is measured, in which
    unit, whose and on which occasion, as far as words near the number say so; `concept` is the
    kind of outcome or measure among it, "" for none that is known.
    """

    at: int
    article: str
    figure: Figure
    range: Range
    sentence: Span
    key: tuple[str, str, str, str]
    label: str
    profile: Profile
    concept: str = ""
    bearer: str = ""
    cumulative: bool = False
    ahead: bool = False
    stage: str = ""
    giver: str = ""
    attribution: str = ""
    days: frozenset[str] = frozenset()
    published: date | None = None
    narrowing: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    scopes: frozenset[tuple[str, str]] = frozenset()
    growing: bool = False
    """Whether such a number, of people or of anything else, grows from day to day."""
    later: bool = False

    @property
    def block(self) -> tuple[str, str]:
        """Unit and occasion: only figures of one block may measure the same."""
        return self.key[0].split("/")[0], self.key[3]

    @property
    def value(self) -> float:
        """The number itself, a share in per cent."""
        return scaled(self.figure)


def read_figures(document: Document, at: int, *, event_date: date | None) -> tuple[Reading, ...]:
    """The readings of an article, in text order; empty for a text without figures."""
    return tuple(_readings(document, at, event_date=event_date))


def _readings(document: Document, at: int, *, event_date: date | None) -> Iterator[Reading]:
    figures = [figure for figure in document.figures if figure.unit not in ("date", "year")]
    figures = sorted([*figures, *find_elided(document)], key=lambda figure: figure.span)
    published = read_date(document.article.published)
    anchor = event_date or published
    number = 0
    for place, sentence in enumerate(document.sentences):
        inside = []
        while number < len(figures) and figures[number].span.start < sentence.span.end:
            if figures[number].span.start >= sentence.span.start:
                inside.append(figures[number])
            number += 1
        if sentence.role != "body":
            continue
        before = document.sentences[max(0, place - 2) : place]
        after = document.sentences[place + 1 : place + 2]
        yield from _of_sentence(document, at, sentence, before, after, inside, anchor)


def _of_sentence(
    document: Document,
    at: int,
    sentence: Sentence,
    before: Sequence[Sentence],
    after: Sequence[Sentence],
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
        others = [one for one in figures if one is not figure and one is not upper]
        reading = _read(
            document, at, figure, upper, dimension, around, sentence, before, after, anchor, others
        )
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
    after: Sequence[Sentence],
    anchor: date | None,
    others: Sequence[Figure],
) -> Reading | None:
    lexicon = read_lexicon()
    if lexicon.earlier_before.search(around.left) or lexicon.earlier_behind.search(around.right):
        return None
    left, _, right = around.clause.partition("#")
    clause = f"{_ASIDE.sub(', ', left)}#{_ASIDE.sub(', ', right)}"
    told = f"{_ASIDE.sub(', ', left)}#{right.split(',')[0]}"
    if lexicon.earlier.search(told) or lexicon.rule.search(told):
        return None
    earlier = before[-1].span.of(document.text)[-300:] if before else ""
    profile = make_profile(document.text, sentence.span, figure, others, earlier)
    if dimension == PERCENT and "inquired" in profile.topics:
        profile = on_side(profile, find_side(around))
    topic = main_topic(profile)
    if _is_part(around, topic):
        return None
    measure = find_measure(dimension, around)
    bearer = ""
    if measure is not None:
        bearer = find_bearer(document, figure, around, sentence, before)
        if not bearer:
            return None
    if not (profile.heads or profile.topics or profile.words):
        return None
    concept = measure.id if measure else topic
    following = after[0].span.of(document.text) if after else ""
    attribution, giver = find_giver(document, figure, around, sentence, before, following)
    return Reading(
        at=at,
        article=document.article.id,
        figure=figure,
        range=in_unit(read_range(document.text, figure, dimension, upper), figure),
        sentence=sentence.span,
        key=(
            rated(dimension, around),
            concept,
            bearer or narrow_kind(profile),
            find_occasion(clause, anchor),
        ),
        label=label_of(measure, bearer, figure, dimension, profile),
        profile=profile,
        concept=concept,
        bearer=bearer,
        cumulative=dimension == COUNT and topic in read_terms().cumulative,
        ahead=bool(lexicon.ahead.search(clause)),
        stage=find_stage(around) or spoken_stage(following),
        giver=giver,
        attribution=attribution,
        days=find_days(around.clause)
        or (frozenset() if around.crowded else find_days(around.sentence)),
        published=read_date(document.article.published),
        narrowing=_found(lexicon.narrowing, around, 90),
        kinds=_found(lexicon.kinds, around, 60),
        scopes=find_scopes(around),
        growing=any(
            one in read_terms().growing and weight >= NEAR for one, weight in profile.topics.items()
        ),
        later=is_later(around),
    )


def _is_part(around: Around, topic: str) -> bool:
    """Whether the number is a part of, or comes on top of, another one."""
    lexicon = read_lexicon()
    if topic in read_terms().added:
        return bool(re.match(r"\W*of (?:them|whom)\b", around.right))
    return bool(lexicon.part.search(around.right) or lexicon.part_before.search(around.left))


def _found(pattern: re.Pattern[str], around: Around, reach: int) -> frozenset[str]:
    """What a pattern finds close to the number, as far as `reach` behind it."""
    near = f"{around.left[-40:]}#{around.right[:reach]}"
    return frozenset(match.group().lower() for match in pattern.finditer(near))
