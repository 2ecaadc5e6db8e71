"""What to keep in mind before comparing these articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from analysis.compare.copies import ONE_VOICE, group_voices
from analysis.compare.dates import Timing, read_timing, say_day
from analysis.compare.same_event import leave_out
from analysis.compare.wording import (
    Names,
    listing,
    percent,
    plural,
    read_wording,
    sentence_case,
    small,
)
from analysis.records import (
    Analysis,
    Caution,
    Copies,
    Event,
    FramingResult,
    SharedCopy,
    Skipped,
    SourcingResult,
)

DUPLICATE = 0.9
"""Share of both articles from which on two texts are called the same."""
MAX_PAIRS = 12
"""Pairs with common copy that have a caution of their own."""
SHORT = 150
FEW = 3
"""Fewer attributions than this say little about sourcing."""
FAR_APART = 7
"""Days between two publications from which on they are said to be apart."""
MAX_FILES = 5
REASONS = 2
"""More different reasons for a missing score than this are left to the tables."""

_END = re.compile(r"\s*[.;]\s*$")


def find_cautions(
    analyses: Sequence[Analysis],
    *,
    event: Event,
    shared: Sequence[SharedCopy] = (),
    copies: Copies | None = None,
    strangers: Sequence[str] = (),
    doubtful: Sequence[str] = (),
    skipped: Sequence[Skipped] = (),
) -> tuple[Caution, ...]:
    """The cautions about comparing these articles, in a fixed order; the weightiest come first.

    What concerns a comparison (genre, dates, copies, another event) needs two articles at least.
    """
    names = Names(analyses)
    found: list[Caution] = []
    if len(analyses) > 1:
        found += _copies(shared, copies, names)
        found += _strangers(strangers, analyses, names)
        found += _say("doubtful", doubtful, names)
        found += _genres(analyses, names)
        found += _times(analyses, event, names)
    found += _languages(analyses, names)
    found += _thin(analyses, names)
    found += _outlets(analyses, names)
    found += _skipped(skipped)
    return tuple(found)


def _copies(shared: Sequence[SharedCopy], copies: Copies | None, names: Names) -> Iterator[Caution]:
    """One caution for each group of three articles or more that are one voice, and for each pair
    outside these, up to some."""
    groups = [group for group in group_voices(copies) if len(group) > 2] if copies else []
    for group in groups:
        text = read_wording("cautions")["one_voice"]["many"].format(
            names=names.listed(group), count=small(len(group))
        )
        yield Caution(sentence_case(text), group)
    group_of = {article: group for group in groups for article in group}
    pairs = [
        pair
        for pair in shared
        if max(pair.share_a, pair.share_b) >= ONE_VOICE
        and not (pair.a in group_of and group_of[pair.a] is group_of.get(pair.b))
    ]
    for pair in pairs[:MAX_PAIRS]:
        yield _copy(pair, names)
    if len(pairs) > MAX_PAIRS:
        rest = small(len(pairs) - MAX_PAIRS)
        yield Caution(read_wording("cautions")["one_voice"]["rest"].format(count=rest))


def _copy(pair: SharedCopy, names: Names) -> Caution:
    key = "duplicate" if min(pair.share_a, pair.share_b) >= DUPLICATE else "one_voice"
    text = read_wording("cautions")[key]["text"].format(
        a=names[pair.a],
        b=names[pair.b],
        letter_a=names.letter(pair.a),
        letter_b=names.letter(pair.b),
        words=f"{pair.words:,}",
        share_a=percent(pair.share_a),
        share_b=percent(pair.share_b),
    )
    return Caution(sentence_case(text), (pair.a, pair.b))


def _strangers(
    found: Sequence[str], analyses: Sequence[Analysis], names: Names
) -> Iterator[Caution]:
    if found and len(analyses) == 2:
        text = read_wording("cautions")["stranger"]["pair"].format(names=names.listed(found))
        yield Caution(sentence_case(text), tuple(found))
    elif found and not leave_out(found, analyses):
        text = read_wording("cautions")["stranger"]["most"].format(names=names.listed(found))
        yield Caution(sentence_case(text), tuple(found))
    else:
        yield from _say("stranger", found, names)


def _genres(analyses: Sequence[Analysis], names: Names) -> Iterator[Caution]:
    genres = {analysis.article.id: analysis.article.genre for analysis in analyses}
    opinion = [article for article, genre in genres.items() if genre == "opinion"]
    others = [article for article, genre in genres.items() if genre != "opinion"]
    if opinion and others:
        guessed = any(
            analysis.article.provenance.get("genre") in ("text", "unknown")
            for analysis in analyses
            if analysis.article.genre == "opinion"
        )
        yield from _say(
            "opinion",
            opinion,
            names,
            is_are=_be(opinion, guessed=guessed),
            others="the other" if len(others) == 1 else "the others",
            is_are_others="is" if len(others) == 1 else "are",
        )
    interviews = [article for article, genre in genres.items() if genre == "interview"]
    if interviews and len(interviews) < len(genres):
        yield from _say("interview", interviews, names, is_are=_be(interviews))


def _be(articles: Sequence[str], *, guessed: bool = False) -> str:
    if guessed:
        return "appears to be" if len(articles) == 1 else "appear to be"
    return "is" if len(articles) == 1 else "are"


# --- dates --------------------------------------------------------------------------------------


def _times(analyses: Sequence[Analysis], event: Event, names: Names) -> Iterator[Caution]:
    timings = {
        analysis.article.id: read_timing(analysis.document, event_date=event.date)
        for analysis in analyses
    }
    yield from _before_and_after(timings, event, names)
    yield from _unknown_dates(timings, names)
    yield from _far_apart(timings, names)


def _before_and_after(
    timings: Mapping[str, Timing], event: Event, names: Names
) -> Iterator[Caution]:
    before = [article for article, timing in timings.items() if timing.side == "before"]
    after = [article for article, timing in timings.items() if timing.side == "after"]
    if not (before and after):
        return
    words = read_wording("cautions")["before_after"]
    inferred = [article for article in (*before, *after) if timings[article].inferred]
    guessed = any(timings[article].inferred for article in before)
    how = ""
    if inferred and event.date:
        how = words["appears"].format(
            names=listing([names.letter(article) for article in inferred]), date=say_day(event.date)
        )
    plural_before = len(before) > 1
    was = "were" if plural_before else "was"
    if guessed:
        was = "appear to have been" if plural_before else "appears to have been"
    text = words["text"].format(
        before=names.listed(before), after=names.listed(after), was_were_before=was, how=how
    )
    yield Caution(sentence_case(text), (*before, *after))


def _unknown_dates(timings: Mapping[str, Timing], names: Names) -> Iterator[Caution]:
    unknown = [
        article
        for article, timing in timings.items()
        if timing.published is None and timing.side == "unknown"
    ]
    yield from _say_of_all("no_date", unknown, len(timings), names)


def _far_apart(timings: Mapping[str, Timing], names: Names) -> Iterator[Caution]:
    dated: list[tuple[date, str]] = sorted(
        ((timing.published, article) for article, timing in timings.items() if timing.published),
        key=lambda item: item[0],
    )
    if len(dated) < 2:
        return
    (first_day, first), (last_day, last) = dated[0], dated[-1]
    days = (last_day - first_day).days
    if days >= FAR_APART:
        text = read_wording("cautions")["far_apart"]["text"].format(
            first=names[first], last=names[last], days=days
        )
        yield Caution(sentence_case(text), (first, last))


# --- single articles ----------------------------------------------------------------------------


def _languages(analyses: Sequence[Analysis], names: Names) -> Iterator[Caution]:
    foreign = {
        analysis.article.id: analysis.article.language
        for analysis in analyses
        if analysis.article.language and not _is_english(analysis.article.language)
    }
    yield from _say(
        "language",
        list(foreign),
        names,
        languages=listing(sorted({language for language in foreign.values() if language})),
    )
    unknown = [a.article.id for a in analyses if not a.article.language]
    yield from _say_of_all("language_unknown", unknown, len(analyses), names)


def _is_english(language: str) -> bool:
    return language.lower().replace("_", "-").split("-")[0] in ("en", "eng", "english")


def _thin(analyses: Sequence[Analysis], names: Names) -> Iterator[Caution]:
    words = {a.article.id: len(a.document.tokens) for a in analyses}
    short = [article for article, n in words.items() if n < SHORT]
    counts = listing([str(words[article]) for article in short])
    yield from _say("short", short, names, is_are=_be(short), words=counts)
    yield from _few_attributions(analyses, names)
    yield from _no_framing(analyses, names)


def _few_attributions(analyses: Sequence[Analysis], names: Names) -> Iterator[Caution]:
    few = {
        analysis.article.id: len(analysis.document.attributions)
        for analysis in analyses
        if isinstance(analysis.results.get("sourcing"), SourcingResult)
        and len(analysis.document.attributions) < FEW
    }
    count = plural(next(iter(few.values()), 0), "attribution")
    limit = plural(max(few.values(), default=0), "attribution")
    yield from _say("few_attributions", list(few), names, count=count, limit=limit)


def _no_framing(analyses: Sequence[Analysis], names: Names) -> Iterator[Caution]:
    by_note: dict[str, list[str]] = {}
    for analysis in analyses:
        result = analysis.results.get("framing")
        if isinstance(result, FramingResult) and not result.overall.known:
            note = _lower(_END.sub("", result.overall.note)) or "too little to go on"
            by_note.setdefault(note, []).append(analysis.article.id)
    if len(by_note) > REASONS:
        every = [article for articles in by_note.values() for article in articles]
        order = [a.article.id for a in analyses if a.article.id in every]
        text = read_wording("cautions")["no_framing"]["mixed"].format(names=names.listed(order))
        yield Caution(sentence_case(text), tuple(order))
        return
    for note, articles in by_note.items():
        have = "has" if len(articles) == 1 else "have"
        yield from _say("no_framing", articles, names, has_have=have, note=note)


def _lower(note: str) -> str:
    """A note as part of a sentence: its first letter in lower case, unless it begins with a name
    in capitals."""
    return note if note[:2].isupper() else note[:1].lower() + note[1:]


def _outlets(analyses: Sequence[Analysis], names: Names) -> Iterator[Caution]:
    unknown = [a.article.id for a in analyses if not a.article.outlet]
    yield from _say_of_all("no_outlet", unknown, len(analyses), names)


def _skipped(skipped: Sequence[Skipped]) -> Iterator[Caution]:
    if not skipped:
        return
    words = read_wording("cautions")["skipped"]
    files = [f"{_file_name(s.path)} ({_END.sub('', s.reason)})" for s in skipped[:MAX_FILES]]
    if len(skipped) > MAX_FILES:
        files.append(words["more"].format(count=small(len(skipped) - MAX_FILES)))
    template = words["one" if len(skipped) == 1 else "many"]
    count = small(len(skipped)).capitalize()
    yield Caution(template.format(count=count, files=listing(files)))


def _file_name(path: str) -> str:
    return re.split(r"[\\/]", path.rstrip("\\/"))[-1] or path


def _say(key: str, articles: Sequence[str], names: Names, **fields: str) -> Iterator[Caution]:
    """The caution `key` about these articles, in the singular or plural; nothing for none."""
    if articles:
        form = "one" if len(articles) == 1 else "many"
        template: str = read_wording("cautions")[key][form]
        text = template.format(names=names.listed(articles), **fields)
        yield Caution(sentence_case(text), tuple(articles))


def _say_of_all(key: str, articles: Sequence[str], total: int, names: Names) -> Iterator[Caution]:
    """The caution `key`, without the list of names where it concerns every one of several."""
    if len(articles) == total > 1:
        yield Caution(read_wording("cautions")[key]["all"], tuple(articles))
    else:
        yield from _say(key, articles, names)
