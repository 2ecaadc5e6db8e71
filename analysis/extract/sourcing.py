"""Who is given words in an article, as what kind of source, and by which cues."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from analysis.extract.sourcing_cues import count_tones, loaded_shares, tones_by_kind
from analysis.extract.sourcing_units import (
    SHARE,
    Unit,
    columns_of,
    effective,
    estimate,
    share_of_units,
    share_of_words,
)
from analysis.records import (
    CRITICS,
    KINDS,
    Attribution,
    Document,
    Estimate,
    Kind,
    Source,
    SourceSummary,
    SourcingResult,
    Span,
)
from analysis.settings import UNSURE

T = TypeVar("T")


class SourcingExtractor:
    """Measures of sourcing: who speaks, how much, named or not, and how the narrator puts it."""

    name = "sourcing"

    def extract(self, document: Document) -> SourcingResult:
        """Sources, words by kind and naming, cue tones, and measures with 90 % intervals.

        Words are tokens of the body inside contents. A word counts once: contents of one source are
        merged, a nested content counts for the outer speaker only, and where contents of different
        sources overlap the earlier one keeps the word. Shares of words leave attributions without
        a source out of `named`, `role` and `anonymous`, but count their words as `kind_unknown`.
        Without attributions the shares of attributed words are unknown and `attributed_share` is 0;
        for an empty body everything is unknown.

        `first_<kind>` is the position (0 start, 1 end of the text) of the first attribution to a
        source of that kind; `first_critic` that of the first whose source is opposition or civil
        society, or whose cue is one of criticism ("criticised", "accused", "warned").

        The share of loaded cues on officials and on critics has the narrator's cues only: a cue
        inside another content is the outer speaker's word.
        """
        body = _body_tokens(document)
        outer = [a for a in document.attributions if not a.nested]
        words = _words(outer, body)
        names = _source_numbers(outer)
        units = [
            Unit(
                len(words[i]),
                names.get(_key(a.source), -1) if a.source else -1,
                a.source.kind if a.source else "unknown",
                a.source.naming if a.source else None,
                a.type,
                a.cue is not None and a.cue.tone != "neutral",
                a.act == "stance",
                a.medium is not None,
            )
            for i, a in enumerate(outer)
        ]
        loaded = tuple(
            i
            for i, a in enumerate(document.attributions)
            if a.cue is not None and a.cue.tone != "neutral"
        )
        return SourcingResult(
            feature=self.name,
            measures=_measures(document, outer, units, words, body),
            sources=_summaries(document, outer, words),
            words_by_kind=_sum_by(units, KINDS, lambda unit: unit.kind),
            words_by_naming=_sum_by(
                units, ("named", "role", "anonymous"), lambda unit: unit.naming
            ),
            cues_by_tone=count_tones(document.attributions),
            loaded_cues=loaded,
            tones_by_kind=tones_by_kind(outer),
            second_hand=tuple(
                i for i, a in enumerate(document.attributions) if a.medium is not None
            ),
        )


# --- words ----------------------------------------------------------------------------------------


def _body_tokens(document: Document) -> tuple[Span, ...]:
    """The tokens of body sentences: headlines and headings are not counted."""
    body = [s.span for s in document.sentences if s.role == "body"]
    starts = [span.start for span in body]
    tokens = []
    for token in document.tokens:
        index = bisect_left(starts, token.start + 1) - 1
        if index >= 0 and token.start < body[index].end:
            tokens.append(token)
    return tuple(tokens)


def _words(attributions: Sequence[Attribution], body: Sequence[Span]) -> list[set[int]]:
    """The body words of each attribution; a word that two claim belongs to the first."""
    starts = [token.start for token in body]
    taken: set[int] = set()
    result: list[set[int]] = []
    for attribution in attributions:
        own: set[int] = set()
        for span in attribution.content:
            index = bisect_left(starts, span.start)
            while index < len(body) and body[index].start < span.end:
                own.add(index)
                index += 1
        own -= taken
        taken |= own
        result.append(own)
    return result


def _key(source: Source) -> tuple[str, str]:
    return source.name.casefold(), source.form


def _source_numbers(attributions: Iterable[Attribution]) -> dict[tuple[str, str], int]:
    numbers: dict[tuple[str, str], int] = {}
    for attribution in attributions:
        if attribution.source is not None:
            numbers.setdefault(_key(attribution.source), len(numbers))
    return numbers


# --- measures -------------------------------------------------------------------------------------


def _measures(
    document: Document,
    attributions: Sequence[Attribution],
    units: Sequence[Unit],
    words: Sequence[set[int]],
    body: Sequence[Span],
) -> dict[str, Estimate]:
    columns = columns_of(units)
    n = len(units)
    distinct = len({unit.source for unit in units if unit.source >= 0})
    measures = {
        "sources": _count(distinct, n, "sources", body),
        "attributions": _count(n, n, "attributions", body),
        "nested": _count(len(document.attributions) - n, n, "attributions", body),
        "second_hand": _count(sum(u.second_hand for u in units), n, "attributions", body),
        "effective_sources": estimate(columns, effective, "sources"),
    }
    for name in ("direct", "indirect", "mixed"):
        measures[f"{name}_share"] = estimate(columns, share_of_units(name), SHARE)
    for name in ("named", "role", "anonymous"):
        measures[f"{name}_share"] = estimate(columns, share_of_words(name), SHARE)
    measures["attributed_share"] = _body_share(sum(map(len, words)), body, "inside contents")
    measures["quoted_share"] = _body_share(
        _quoted_words(document, body), body, "inside quotation marks"
    )
    measures["first_critic"] = _first(document, attributions, _is_critic, "critic")
    for kind in KINDS:
        if kind != "unknown":
            measures[f"first_{kind}"] = _first_of_kind(document, attributions, kind)
    for name in ("stance", "second_hand"):
        measures[f"{name}_share"] = estimate(columns, share_of_units(name), SHARE)
    measures["loaded_cue_share"] = estimate(columns, share_of_units("loaded"), SHARE)
    measures |= loaded_shares(tones_by_kind(attributions))
    measures |= _confidence(attributions)
    for kind in KINDS:
        measures[f"kind_{kind}"] = estimate(columns, share_of_words(f"kind_{kind}"), SHARE)
    return measures


def _count(value: int, n: int, unit: str, body: Sequence[Span]) -> Estimate:
    if not body:
        return Estimate.unknown("the article has no body text", unit=unit)
    return Estimate(float(value), n=n, unit=unit, method="count")


def _body_share(count: int, body: Sequence[Span], what: str) -> Estimate:
    if not body:
        return Estimate.unknown("the article has no body text", unit=SHARE)
    return Estimate(count / len(body), n=len(body), unit=SHARE, method=f"body words {what}")


def _quoted_words(document: Document, body: Sequence[Span]) -> int:
    starts = [token.start for token in body]
    return sum(
        bisect_left(starts, q.inner.end) - bisect_left(starts, q.inner.start)
        for q in document.quotations
        if not q.scare
    )


def _first(
    document: Document,
    attributions: Sequence[Attribution],
    test: Callable[[Attribution], bool],
    what: str,
) -> Estimate:
    """Position of the first attribution that passes the test, 0 at the start and 1 at the end."""
    unit = "position 0…1"
    for attribution in sorted(attributions, key=lambda attribution: attribution.start):
        if test(attribution):
            return Estimate(
                _position(document, attribution.start),
                n=len(attributions),
                unit=unit,
                method="start of the attribution as a share of the text",
            )
    return Estimate.unknown(f"no {what} was found", n=len(attributions), unit=unit)


def _is_critic(attribution: Attribution) -> bool:
    source, cue = attribution.source, attribution.cue
    if source is not None and source.kind in CRITICS:
        return True
    return cue is not None and source is not None and cue.critical


def _first_of_kind(document: Document, attributions: Sequence[Attribution], kind: Kind) -> Estimate:
    def is_of_kind(attribution: Attribution) -> bool:
        return attribution.source is not None and attribution.source.kind == kind

    return _first(document, attributions, is_of_kind, f"source of the kind {kind}")


def _confidence(attributions: Sequence[Attribution]) -> dict[str, Estimate]:
    """Mean probability that an attribution is right, and the share of unsure ones."""
    known = [a.confidence for a in attributions if a.confidence is not None]
    unit, n = "probability 0…1", len(known)
    if not known:
        none = "no probability was estimated"
        return {
            "mean_confidence": Estimate.unknown(none, unit=unit),
            "unsure_share": Estimate.unknown(none, unit=SHARE),
        }
    unsure = sum(value < UNSURE for value in known)
    return {
        "mean_confidence": Estimate(
            sum(known) / n, n=n, unit=unit, method="mean over attributions"
        ),
        "unsure_share": Estimate(
            unsure / n, n=n, unit=SHARE, method=f"attributions with a probability below {UNSURE}"
        ),
    }


def _position(document: Document, offset: int) -> float:
    return offset / len(document.text) if document.text else math.nan


# --- details --------------------------------------------------------------------------------------


def _summaries(
    document: Document, attributions: Sequence[Attribution], words: Sequence[set[int]]
) -> tuple[SourceSummary, ...]:
    """One summary for each source, the most words first; kind and naming as most often given."""
    grouped: dict[tuple[str, str], list[int]] = {}
    for index, attribution in enumerate(attributions):
        if attribution.source is not None:
            grouped.setdefault(_key(attribution.source), []).append(index)
    summaries = []
    for members in grouped.values():
        own = [attributions[i] for i in members]
        sources = [a.source for a in own if a.source is not None]
        cues = Counter(" ".join(a.cue.span.of(document.text).lower().split()) for a in own if a.cue)
        summaries.append(
            SourceSummary(
                name=sources[0].name,
                kind=_most([s.kind for s in sources if s.kind != "unknown"], "unknown"),
                form=sources[0].form,
                naming=_most([s.naming for s in sources], sources[0].naming),
                attributions=len(members),
                words=len(set().union(*(words[i] for i in members))),
                cues=tuple(cue for cue, _ in sorted(cues.items(), key=lambda c: (-c[1], c[0]))),
                first=_position(document, min(a.start for a in own)),
                tones=count_tones(own),
                stances=sum(a.act == "stance" for a in own),
                second_hand=sum(a.medium is not None for a in own),
                told=any(s.told for s in sources),
            )
        )
    return tuple(sorted(summaries, key=lambda s: (-s.words, s.name)))


def _most(values: Sequence[T], default: T) -> T:
    """The most frequent value, the first seen among equals."""
    return Counter(values).most_common(1)[0][0] if values else default


def _sum_by(
    units: Sequence[Unit], keys: Sequence[T], key: Callable[[Unit], object]
) -> dict[T, int]:
    totals = dict.fromkeys(keys, 0)
    for unit in units:
        found = key(unit)
        for name in keys:
            if name == found:
                totals[name] += unit.words
    return totals
