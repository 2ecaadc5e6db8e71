"""A comparison of invented articles, made by hand: no other stage is needed to test the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from analysis.axes.schema import Axis, Facet, Pole
from analysis.records import (
    Analysis,
    Article,
    Attribution,
    Caution,
    Comparison,
    Cue,
    Difference,
    Document,
    Estimate,
    Event,
    Evidence,
    EvidenceRef,
    Finding,
    FramingResult,
    Passage,
    ReadabilityResult,
    Removed,
    Segment,
    SegmentScore,
    Sentence,
    SharedCopy,
    Skipped,
    Source,
    SourceSummary,
    SourcingResult,
    Span,
)
from analysis.stats.random_effects import PRIOR

AXIS = Axis(
    id="port",
    title="Hopeful or doubtful",
    subject="the new harbour authority and its plans",
    positive=Pole("hopeful", "The authority means what it says, and its plans serve the town."),
    negative=Pole("doubtful", "The authority serves itself, and its plans are for show."),
    facets={
        "trust": Facet("trust", "Trust", "Whether people believe the authority."),
        "means": Facet("means", "Means", "How it gets its way."),
    },
)


@dataclass(frozen=True)
class Line:
    """A sentence of an invented article: its score and relevance, who says it, what fired."""

    text: str
    score: float = 0.0
    relevance: float = 0.0
    source: str = ""
    kind: str = "official"
    naming: str = "named"
    cue: str = "said"
    fired: tuple[str, ...] = ()


@dataclass(frozen=True)
class Story:
    """An invented article."""

    id: str
    title: str | None
    lines: Sequence[Line]
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    genre: str = "news"
    removed: tuple[Removed, ...] = ()
    extra: dict[str, object] = field(default_factory=dict)


SHARED = (
    "The vote was called after a winter in which three ships lay idle in the harbour of Marenza."
)

STORIES = (
    Story(
        "one",
        "Marenza votes for a new harbour authority",
        (
            Line(
                "Marenza has voted for a new harbour authority, and the turnout was high.", 0.4, 0.7
            ),
            Line(SHARED),
            Line(
                "“This is a fresh start for all who live from the sea,” said Mayor Ilka Dorn.",
                0.9,
                0.9,
                "Ilka Dorn",
                "official",
                fired=("fresh start",),
            ),
            Line("Dock workers cheered in front of the town hall until midnight.", 0.5, 0.5),
            Line(
                "Union spokesman Pavel Renz said the plan was made with them, not against them.",
                0.6,
                0.8,
                "Pavel Renz",
                "civil_society",
            ),
        ),
        outlet="The Marenza Courier",
        authors=("Ada Lund",),
        published="2031-05-04",
        removed=(Removed(1, "Share this story", "share button"), Removed(9, "x " * 120, "teaser")),
    ),
    Story(
        "two",
        None,
        (
            Line("A harbour authority nobody asked for now rules the quays of Marenza.", -0.7, 0.9),
            Line(
                "“They counted the votes behind a closed door,” a harbour pilot claimed.",
                -0.9,
                0.9,
                "a harbour pilot",
                "citizen",
                "anonymous",
                "claimed",
                ("behind a closed door",),
            ),
            Line(SHARED),
            Line(
                "The historian Nils Ahrendt said such bodies rarely answer to voters.",
                -0.6,
                0.8,
                "Nils Ahrendt",
                "expert",
            ),
        ),
        outlet="Tidewatch",
        genre="opinion",
    ),
    Story(
        "three",
        "Harbour vote: what the numbers say",
        (
            Line("The count ended at noon with 58.2 per cent in favour."),
            Line(
                "Turnout was 61 per cent, the electoral office said.", 0.1, 0.2, "electoral office"
            ),
            Line("The authority takes office in June.", 0.2, 0.3),
        ),
        published="2031-05-02",
    ),
    Story(
        "four",
        "Empty words on the quay",
        (
            Line(
                "The mayor promises openness, but the books stay shut.",
                -0.8,
                0.9,
                fired=("openness",),
            ),
            Line(
                "Critics say the authority's chair was chosen before anyone voted.",
                -0.7,
                0.8,
                "critics",
                "opposition",
                "anonymous",
                "say",
            ),
            Line("Nobody at the town hall wished to comment.", -0.2, 0.3),
        ),
        outlet="Salt & Iron",
        authors=("B. Holm", "C. Vey"),
    ),
    Story(
        "five",
        "Short note",
        (Line("The harbour is closed on Sunday."),),
    ),
)


def build_analysis(story: Story) -> Analysis:
    """The analysis of an invented article, annotated from its lines."""
    article, sentences = _article(story)
    text = article.text
    lines = [Line(story.title), *story.lines] if story.title else list(story.lines)
    attributions: list[Attribution] = []
    segments: list[Segment] = []
    scores: list[SegmentScore] = []
    for place, (line, sentence) in enumerate(zip(lines, sentences, strict=True)):
        quoted = re.search(r"“[^”]*”", sentence.span.of(text))
        attribution = _attribution(line, sentence.span, text, quoted)
        if attribution:
            attributions.append(attribution)
        number = len(attributions) - 1 if attribution else None
        segments.extend(_segments(sentence.span, place, quoted, number))
        if line.relevance:
            scores.append(_score(line, sentence, place, text, quoted=bool(quoted)))
    document = Document(
        article,
        tuple(sentences),
        tuple(Span(*match.span()) for match in re.finditer(r"\w[\w'.-]*\w|\w", text)),
        (),
        tuple(attributions),
        tuple(segments),
    )
    return Analysis(
        document,
        {
            "framing": _framing(scores),
            "sourcing": _sourcing(attributions),
            "readability": _readability(len(document.tokens), len(sentences)),
        },
    )


def _article(story: Story) -> tuple[Article, list[Sentence]]:
    parts = [story.title] if story.title else []
    parts.extend(line.text for line in story.lines)
    sentences, at = [], 0
    for number, part in enumerate(parts):
        role = "headline" if story.title and not number else "body"
        sentences.append(Sentence(Span(at, at + len(part)), number // 2, role))
        at += len(part) + 1
    article = Article(
        path=f"folder/{story.id}.txt",
        id=story.id,
        text="\n".join(parts),
        title=story.title,
        outlet=story.outlet,
        authors=story.authors,
        published=story.published,
        language="en",
        genre=story.genre,
        headline=Span(0, len(story.title)) if story.title else None,
        provenance={
            "title": "text" if story.title else "unknown",
            "outlet": "manifest" if story.outlet else "unknown",
            "authors": "manifest" if story.authors else "unknown",
            "published": "page" if story.published else "unknown",
            "language": "text",
            "genre": "text",
        },
        removed=story.removed,
    )
    return article, sentences


def _attribution(line, span, text, quoted):
    if not line.source:
        return None
    at = text.find(line.source, span.start, span.end)
    mention = Span(at, at + len(line.source)) if at >= 0 else Span(span.start, span.start + 5)
    cue_at = text.find(line.cue, span.start, span.end)
    content = Span(span.start + quoted.start(), span.start + quoted.end()) if quoted else span
    return Attribution(
        "direct" if quoted else "indirect",
        "speech",
        (content,),
        Source(mention, line.source, line.kind, "person", line.naming),
        Cue(
            Span(cue_at, cue_at + len(line.cue)), "doubting" if line.cue == "claimed" else "neutral"
        ),
    )


def _segments(span, place, quoted, number):
    if not quoted:
        return [Segment(span, place, "narrator", number)]
    start, end = span.start + quoted.start(), span.start + quoted.end()
    parts = [Segment(Span(start, end), place, "quoted", number)]
    if start > span.start:
        parts.insert(0, Segment(Span(span.start, start), place, "narrator"))
    if end < span.end:
        parts.append(Segment(Span(end, span.end), place, "narrator"))
    return parts


def _score(line, sentence, place, text, *, quoted):
    evidence = []
    for words in line.fired:
        at = text.find(words, *sentence.span)
        sign = 1.0 if line.score > 0 else -1.0
        evidence.append(Evidence(Span(at, at + len(words)), words, "trust", 0.5 * sign))
    span = sentence.span
    if quoted:
        match = re.search(r"“[^”]*”", span.of(text))
        span = Span(span.start + match.start(), span.start + match.end())
    return SegmentScore(
        span,
        place,
        "quoted" if quoted else "narrator",
        sentence.role,
        line.score,
        line.relevance,
        {"lexicon": line.score, "words": line.score / 2, "encoder": line.score / 3},
        tuple(evidence),
    )


def _mean(scores, note):
    if len(scores) < 2:
        return Estimate.unknown(note, n=len(scores), unit="axis −1…+1")
    weight = sum(score.relevance for score in scores) + PRIOR
    value = sum(score.score for score in scores) / weight
    low, high = max(value - 0.3, -1.0), min(value + 0.3, 1.0)
    return Estimate(value, low, high, len(scores), "axis −1…+1", "90% interval, made by hand")


def _framing(scores):
    overall = _mean(scores, "fewer than two sentences speak about the axis")
    voices = {
        voice: _mean(
            [score for score in scores if score.voice == voice], f"too little {voice} text"
        )
        for voice in ("narrator", "quoted")
    }
    headline = Estimate.unknown("the headline says nothing about the axis")
    order = sorted(range(len(scores)), key=lambda n: -abs(scores[n].score))
    return FramingResult(
        "framing",
        {"score": overall, **voices, "headline": headline},
        "port",
        overall,
        voices,
        headline,
        tuple(scores),
        tuple(order),
        facets={facet: _facet(scores, facet) for facet in AXIS.facets},
        speakers={"official": _mean([s for s in scores if s.voice == "quoted"], "too little")}
        if any(score.voice == "quoted" for score in scores)
        else {},
        without_strongest=_mean([scores[n] for n in order[1:]], "only one sentence is left"),
    )


def _facet(scores, facet):
    own = [s for s in scores if any(item.facet == facet for item in s.evidence)]
    if not own:
        return Estimate.unknown("nothing is said on it")
    value = sum(score.score for score in own) / len(own)
    return Estimate(value, value - 0.3, value + 0.3, len(own))


def _sourcing(attributions):
    found = {}
    for attribution in attributions:
        source = attribution.source
        found[source.name] = SourceSummary(
            source.name, source.kind, "person", source.naming, 1, 12, ("said",), 0.4
        )
    words = 12 * len(found)
    shares = {
        f"{naming}_share": Estimate(
            sum(12 for source in found.values() if source.naming == naming) / words, n=words
        )
        if words
        else Estimate.unknown("nobody is given words")
        for naming in ("named", "role", "anonymous")
    }
    effective = (
        Estimate(float(len(found)), max(1.0, len(found) - 0.6), len(found) + 0.8, words)
        if found
        else Estimate.unknown("nobody is given words")
    )
    return SourcingResult(
        "sourcing",
        {
            "sources": Estimate(float(len(found))),
            "attributions": Estimate(float(len(attributions))),
            "effective_sources": effective,
            **shares,
        },
        tuple(found.values()),
        {source.kind: 12 for source in found.values()},
    )


def _readability(words, sentences):
    if words < 20:
        ease = Estimate.unknown("fewer than 100 words", n=words)
    else:
        ease = Estimate(
            60.0 - words / 5, 40.0 - words / 5, 75.0 - words / 5, words, method="by hand"
        )
    measures = {
        "flesch_reading_ease": ease,
        "words": Estimate(float(words)),
        "sentences": Estimate(float(sentences)),
        "words_per_sentence": Estimate(
            words / sentences, words / sentences - 2, words / sentences + 2
        ),
    }
    return ReadabilityResult(
        "readability",
        measures,
        {"narrator": measures, "quoted": {}},
        {"syllables": "counted by hand for this test"},
    )


def build_comparison(stories: Sequence[Story] = STORIES) -> Comparison:
    """A comparison of invented articles with findings, cautions, pairs and shared copy."""
    analyses = tuple(build_analysis(story) for story in stories)
    if len(analyses) < 2:
        return Comparison(Event("Harbour vote", "2031-05-03"), analyses)
    one, two = analyses[0], analyses[1]
    return Comparison(
        event=Event("Marenza votes on its harbour", "2031-05-03"),
        analyses=analyses,
        shared_copy=_shared(one, two),
        differences=tuple(
            _difference(a, b) for n, a in enumerate(analyses) for b in analyses[n + 1 :]
        ),
        findings=(
            Finding(
                "A speaks hopefully of the new authority, B does not.",
                "framing",
                (
                    EvidenceRef(one.article.id, one.document.sentences[-1].span),
                    EvidenceRef(two.article.id, two.document.sentences[0].span),
                ),
            ),
            Finding("Nobody from the town hall is quoted in D.", "sourcing"),
        ),
        cautions=(Caution("B is an opinion piece.", (two.article.id,)),),
        skipped=(Skipped("folder/empty.txt", "the file is empty; remove it"),),
    )


def _shared(one, two):
    spans = [
        Span(at, at + len(SHARED)) if (at := item.article.text.find(SHARED)) >= 0 else None
        for item in (one, two)
    ]
    if None in spans:
        return ()
    words = len(SHARED.split())
    return (
        SharedCopy(
            one.article.id, two.article.id, words, 0.25, 0.3, (Passage(spans[0], spans[1], words),)
        ),
    )


def _difference(a, b):
    first, second = a.results["framing"].overall, b.results["framing"].overall
    comparable = first.known and second.known
    value = first.value - second.value
    estimate = Estimate(value, value - 0.4, value + 0.4, unit="axis −1…+1")
    if not comparable:
        estimate = Estimate.unknown("one side has no score")
    return Difference(
        "framing",
        "score",
        a.article.id,
        b.article.id,
        estimate,
        comparable,
        comparable and abs(value) > 0.25,
    )


@pytest.fixture(scope="session")
def axis() -> Axis:
    return AXIS


@pytest.fixture(scope="session")
def comparison() -> Comparison:
    return build_comparison()


@pytest.fixture(scope="session")
def two_articles() -> Comparison:
    return build_comparison(STORIES[:2])


@pytest.fixture(scope="session")
def one_article() -> Comparison:
    return build_comparison(STORIES[:1])


@pytest.fixture
def many_articles() -> Comparison:
    """Thirty articles, among them five different ones."""
    return build_comparison([replace(STORIES[n % 4], id=f"story-{n:02d}") for n in range(30)])
