"""Every attribution of every article: where, who, how, and what was said."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.records import Analysis, Attribution, Comparison
from analysis.report.keys import Index, Key
from analysis.report.parts import Link
from analysis.report.sections.sourcing_figures import kind_name
from analysis.report.wording import percent, shorten
from analysis.settings import UNSURE

_CONTENT, _NAME = 180, 60
_ACTS = {"speech": "", "stance": "belief or intention"}
_TONES = {"neutral": "", "doubting": "doubting", "endorsing": "endorsing"}


@dataclass(frozen=True, slots=True)
class AttributionView:
    """One attribution on one line."""

    link: Link
    source: str
    facts: str
    medium: str
    """The medium that carried the words first, or ""."""
    sure: str
    """How sure the attribution is, in words and number, or "" where that was not estimated."""
    cue: str
    content: str


@dataclass(frozen=True, slots=True)
class AttributionsOf:
    """The attributions of one article."""

    key: Key
    attributions: tuple[AttributionView, ...]

    @property
    def rated(self) -> bool:
        """Whether the list says how sure any attribution is."""
        return any(attribution.sure for attribution in self.attributions)


def build_attributions(comparison: Comparison, index: Index) -> tuple[AttributionsOf, ...]:
    """The attributions of the articles that have any."""
    return tuple(
        AttributionsOf(
            key,
            tuple(
                _attribution(analysis, attribution, index)
                for attribution in analysis.document.attributions
            ),
        )
        for analysis, key in zip(comparison.analyses, index.keys, strict=True)
        if analysis.document.attributions
    )


def _attribution(analysis: Analysis, attribution: Attribution, index: Index) -> AttributionView:
    text, source, cue = analysis.article.text, attribution.source, attribution.cue
    spans = [*attribution.content]
    spans.extend(part.span for part in (source, cue) if part is not None)
    facts = [
        kind_name(source.kind) if source else "",
        source.naming.replace("role", "by role") if source else "",
        attribution.type,
        _ACTS[attribution.act],
        _TONES[cue.tone] if cue else "",
        "inside another attribution" if attribution.nested else "",
        "set in sources.toml" if source and source.told else "",
    ]
    return AttributionView(
        link=index.link(analysis.article.id, spans[0])
        if spans
        else Link(index.key(analysis.article.id).letter, index.key(analysis.article.id).href),
        source=shorten(source.name, _NAME) if source else "source not named",
        facts=", ".join(fact for fact in facts if fact),
        medium=shorten(attribution.medium.of(text), _NAME) if attribution.medium else "",
        sure=_sure(attribution.confidence),
        cue=shorten(cue.span.of(text), 40) if cue else "",
        content=shorten(" … ".join(span.of(text) for span in attribution.content), _CONTENT),
    )


def _sure(confidence: float | None) -> str:
    if confidence is None:
        return ""
    # Nothing is certain: .997 is not written as 100%.
    shown = percent(min(max(confidence, 0.01), 0.99))
    return f"unsure, {shown}" if confidence < UNSURE else f"{shown} sure"
