"""Names for the same thing: by which labels each article calls the main referents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.records import Comparison, Label, LabelUse, Load, Referent
from analysis.report.charts.labels import LoadChart
from analysis.report.keys import Index, Key
from analysis.report.parts import Figure, Link, parted
from analysis.report.wording import plural, shorten

_REFERENTS, _IN_CHART, _PER_CHART = 8, 4, 12
_ARTICLES, _LABELS, _LINKS = 12, 7, 4
_LOADS: tuple[Load, ...] = ("plain", "described", "loaded")
_HEADS = ("Plain", "Describing", "Loaded")
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class LabelView:
    """A label in one article: its words, how often, whose, why loaded, and where."""

    text: str
    count: str
    voices: str
    """"quoted", "quoted and own words", or "" for the narrator's words alone."""
    reasons: str
    links: tuple[Link, ...]
    more: str


@dataclass(frozen=True, slots=True)
class RowView:
    """The labels of one article for one referent, plain, describing and loaded."""

    key: Key
    mentions: str
    cells: tuple[tuple[LabelView, ...], ...]
    rests: tuple[str, ...]
    """For each cell how many further labels there are, in words, or ""."""


@dataclass(frozen=True, slots=True)
class ReferentView:
    """A referent with its labels by article."""

    name: str
    summary: str
    rows: tuple[RowView, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class LabelsView:
    """The part of the report on labels."""

    figures: tuple[Figure, ...]
    heads: tuple[str, ...]
    referents: tuple[ReferentView, ...]
    rest: str


def build_labels(comparison: Comparison, index: Index) -> LabelsView | None:
    """The part on labels; None where no referent was found."""
    if not comparison.labels:
        return None
    shown = comparison.labels[:_REFERENTS]
    left = len(comparison.labels) - len(shown)
    return LabelsView(
        figures=_figures(shown, index),
        heads=_HEADS,
        referents=tuple(_referent(referent, index) for referent in shown),
        rest=f"{plural(left, 'further referent')} in the JSON and in labels.csv." if left else "",
    )


def _figures(referents: Sequence[Referent], index: Index) -> tuple[Figure, ...]:
    chosen = referents[:_IN_CHART]
    counts = [_counts(referent) for referent in chosen]
    figures = []
    for place, keys in enumerate(parted(index.keys, _PER_CHART)):
        by_referent = tuple(
            tuple(count.get(index.article(key), (0, 0, 0)) for key in keys) for count in counts
        )
        names = tuple(shorten(referent.name, 40) for referent in chosen)
        figures.append(
            Figure(
                id=f"figure-labels-{place + 1}",
                title="How the articles name the main referents: number of labels, and how many "
                "of them are loaded",
                alt="; ".join(
                    f"{key.letter}: "
                    + ", ".join(
                        f"{name} {cells[line][2]} of {sum(cells[line])} loaded"
                        for name, cells in zip(names, by_referent, strict=True)
                    )
                    for line, key in enumerate(keys)
                )
                + ".",
                chart=LoadChart(tuple(key.label for key in keys), names, by_referent, _legend()),
                note="A label counts wherever it stands; “2 of 6” is loaded of all.",
            )
        )
    return tuple(figures)


def _legend() -> tuple[str, str, str]:
    return ("plain", "describing", "loaded")


def _counts(referent: Referent) -> Mapping[str, tuple[int, int, int]]:
    counts: dict[str, list[int]] = {}
    for label in referent.labels:
        for use in label.uses:
            counts.setdefault(use.article, [0, 0, 0])[_LOADS.index(label.load)] += 1
    return {article: (n[0], n[1], n[2]) for article, n in counts.items()}


def _referent(referent: Referent, index: Index) -> ReferentView:
    uses: dict[str, dict[Load, list[tuple[Label, list[LabelUse]]]]] = {}
    for label in referent.labels:
        by_article: dict[str, list[LabelUse]] = {}
        for use in label.uses:
            by_article.setdefault(use.article, []).append(use)
        for article, found in by_article.items():
            uses.setdefault(article, {}).setdefault(label.load, []).append((label, found))
    ordered = [article for key in index.keys if (article := index.article(key)) in uses]
    if len(ordered) > _ARTICLES:
        ordered.sort(key=lambda article: -len(uses[article].get("loaded", ())))
        ordered = ordered[:_ARTICLES]
    left = len(uses) - len(ordered)
    n = sum(referent.mentions.values())
    return ReferentView(
        name=referent.name,
        summary=f"named {plural(n, 'time')} in {plural(len(referent.mentions), 'article')}",
        rows=tuple(_row(article, referent, uses[article], index) for article in ordered),
        rest=f"{plural(left, 'further article')} in labels.csv; shown are those with most loaded "
        "labels."
        if left
        else "",
    )


def _row(
    article: str,
    referent: Referent,
    uses: Mapping[Load, Sequence[tuple[Label, Sequence[LabelUse]]]],
    index: Index,
) -> RowView:
    cells, rests = [], []
    for load in _LOADS:
        found = sorted(uses.get(load, ()), key=lambda pair: (-len(pair[1]), pair[1][0].span))
        cells.append(tuple(_label(label, places, index) for label, places in found[:_LABELS]))
        left = len(found) - _LABELS
        rests.append(f"and {left} more" if left > 0 else "")
    mentions = referent.mentions.get(article, 0)
    return RowView(index.key(article), plural(mentions, "time"), tuple(cells), tuple(rests))


def _label(label: Label, uses: Sequence[LabelUse], index: Index) -> LabelView:
    links = index.links(uses[0].article, [use.span for use in uses])
    left = len(links) - _LINKS
    return LabelView(
        text=shorten(label.text, _LONGEST),
        count=f"×{len(uses)}" if len(uses) > 1 else "",
        voices=_voices(uses),
        reasons=", ".join(label.reasons),
        links=links[:_LINKS],
        more=f"+{left}" if left > 0 else "",
    )


def _voices(uses: Sequence[LabelUse]) -> str:
    """Whose words the label is in, where it is not the narrator's alone."""
    quoted = sum(use.voice == "quoted" for use in uses)
    reported = [use for use in uses if use.voice == "narrator" and use.source]
    own = len(uses) - quoted - len(reported)
    parts = []
    if quoted:
        parts.append("quoted" if quoted == len(uses) else f"{quoted} quoted")
    if reported:
        parts.append("reported" if len(reported) == len(uses) else f"{len(reported)} reported")
    names = list(dict.fromkeys(use.source for use in uses if use.source))
    if parts and len(names) == 1 and not own:
        return f"{', '.join(parts)}: {shorten(names[0], 40)}"
    return ", ".join(parts)
