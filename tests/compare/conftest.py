"""Articles made by hand: small texts with just the annotations a test needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import SimpleNamespace

import pytest

from analysis.records import (
    Analysis,
    Article,
    Attribution,
    Document,
    Estimate,
    FeatureResult,
    FramingResult,
    Kind,
    Quotation,
    Sentence,
    Source,
    SourceSummary,
    SourcingResult,
    Span,
)

_WORD = re.compile(r"[^\W_]+(?:[’'.,-][^\W_]+)*")
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?][”\"’)]*(?=\s|$)|(?=\n)|$)")
_QUOTE = re.compile(r"[“\"][^“”\"\n]+[”\"]")


def document(text: str, *, name: str = "a", headline: Span | None = None, **article: object):
    """A document whose sentences, words and quotation marks are found in the plainest way."""
    headline = headline and Span(*headline)
    made = Article(path=f"{name}.txt", id=name, text=text, headline=headline)
    sentences = tuple(
        Sentence(
            Span(*match.span()),
            paragraph=text.count("\n", 0, match.start()),
            role="headline" if headline and match.start() < headline.end else "body",
        )
        for match in _SENTENCE.finditer(text)
        if match.group().strip()
    )
    return Document(
        article=replace(made, **article),
        sentences=sentences,
        tokens=tuple(Span(*match.span()) for match in _WORD.finditer(text)),
        quotations=tuple(
            Quotation(Span(*match.span()), Span(match.start() + 1, match.end() - 1))
            for match in _QUOTE.finditer(text)
        ),
    )


def score(value: float, low: float, high: float) -> Estimate:
    return Estimate(value, low, high, n=20, unit="axis −1…+1", method="test")


def framing(overall: Estimate, **others: Estimate) -> FramingResult:
    unknown = Estimate.unknown("not scored")
    return FramingResult(
        feature="framing",
        measures={"score": overall, **others},
        axis="unheard-of",
        overall=overall,
        voices={
            "narrator": others.get("narrator", unknown),
            "quoted": others.get("quoted", unknown),
        },
        headline=others.get("headline", unknown),
    )


def sourced(
    made: Document, voices: Mapping[str, Kind], measures: Mapping[str, Estimate] | None = None
):
    """The document with an attribution for each text in `voices` (a part of it → the kind of its
    source), and the sourcing result.
    """
    attributions = []
    words: dict[Kind, int] = {}
    summaries = []
    for said, kind in voices.items():
        start = made.text.index(said)
        span = Span(start, start + len(said))
        source = Source(Span(0, 1), f"source {len(attributions)}", kind, "person", "role")
        attributions.append(Attribution("indirect", "speech", (span,), source))
        words[kind] = words.get(kind, 0) + len(said.split())
        summaries.append(SourceSummary(source.name, kind, "person", "role", 1, len(said.split())))
    result = SourcingResult(
        feature="sourcing", measures=measures or {}, sources=tuple(summaries), words_by_kind=words
    )
    return replace(made, attributions=tuple(attributions)), result


def analysis(made: Document, *results: FeatureResult) -> Analysis:
    return Analysis(made, {result.feature: result for result in results})


@pytest.fixture(scope="session")
def build() -> SimpleNamespace:
    """The makers above, for tests and properties alike."""
    return SimpleNamespace(
        document=document, score=score, framing=framing, sourced=sourced, analysis=analysis
    )
