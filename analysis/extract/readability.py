"""Readability of an article: indices of its body, of the narrator's text and of quoted text.

The counts are textstat's but for two: sentences are ours, because textstat ends one at every
decimal point, and syllables come from a table that needs no internet (`syllables.py`). Headline
and headings are no sentences and are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from analysis.extract import indices
from analysis.extract.indices import Totals, count, totals_of
from analysis.records import Document, Estimate, ReadabilityResult, Segment, Span, Voice
from analysis.settings import LEVEL

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MIN_WORDS = 100
"""The indices were fitted on samples of about 100 words; on less they are not defined."""

MIN_SENTENCES = 5
"""With fewer sentences one long one decides the mean sentence length, and with it the index."""

SMOG_SENTENCES = 30
"""McLaughlin (1969) normed SMOG on 30 sentences; on fewer it is unstable."""

WORDS_PER_MINUTE = 238.0
"""Mean silent reading rate of adults for English non-fiction (Brysbaert 2019, meta-analysis)."""

FAMILIAR_SHARE = 0.35
"""English prose of any kind has a larger share of familiar words, other languages far smaller."""

FULL_QUOTE_WORDS = 4
"""A shorter quotation is no sentence, even where it begins and ends like one."""

RESAMPLES = 1000
_SEED = 20231
_INTERVAL = f"bootstrap over sentences, {LEVEL:.0%} interval"


@dataclass(frozen=True, slots=True)
class _Index:
    """An index: how it is computed, its unit, and the fewest sentences it is given for."""

    formula: Callable[[Totals], Floats]
    unit: str
    sentences: int = MIN_SENTENCES


_INDICES: Mapping[str, _Index] = {
    "flesch_reading_ease": _Index(indices.flesch_reading_ease, "points, 0 hard … 100 easy"),
    "flesch_kincaid_grade": _Index(indices.flesch_kincaid_grade, "US school grade"),
    "gunning_fog": _Index(indices.gunning_fog, "US school grade"),
    "smog": _Index(indices.smog, "US school grade", SMOG_SENTENCES),
    "ari": _Index(indices.ari, "US school grade"),
    "coleman_liau": _Index(indices.coleman_liau, "US school grade"),
    "dale_chall": _Index(indices.dale_chall, "Dale–Chall score"),
    "words_per_sentence": _Index(indices.words_per_sentence, "words a sentence"),
}


def _resampled(counts: Floats) -> Totals:
    """The totals of seeded bootstrap samples of the sentences."""
    import numpy as np

    n = len(counts)
    draws = np.random.default_rng(_SEED).multinomial(n, np.full(n, 1.0 / n), size=RESAMPLES)
    return totals_of(draws @ counts)


# --- voices -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Sample:
    """Text of one voice: its full sentences, and all of its words."""

    sentences: tuple[str, ...]
    fragments: tuple[str, ...] = ()
    """Stretches of words that are no full sentences of this voice."""


def _body(document: Document) -> _Sample:
    text = document.text
    return _Sample(tuple(s.span.of(text) for s in document.sentences if s.role == "body"))


def _voice(document: Document, voice: Voice) -> _Sample:
    """The text of one voice in the body.

    The narrator's full sentences are those without anybody else's words. A quotation is a full
    sentence when it begins with a capital and ends with a mark inside its quotation marks, or
    fills its sentence.
    """
    text = document.text
    by_sentence: dict[int, list[Segment]] = {}
    for segment in document.segments:
        if document.sentences[segment.sentence].role == "body":
            by_sentence.setdefault(segment.sentence, []).append(segment)
    full: list[str] = []
    rest: list[str] = []
    for segments in by_sentence.values():
        alone = len(segments) == 1
        for segment in segments:
            if segment.voice != voice:
                continue
            words = segment.span.of(text)
            whole = alone or (voice == "quoted" and _is_full_quote(document, segment.span))
            (full if whole else rest).append(words)
    return _Sample(tuple(full), tuple(rest))


def _is_full_quote(document: Document, span: Span) -> bool:
    """Whether a quoted part of a sentence is a sentence by itself."""
    words = span.of(document.text).strip("\"'“”„‟‘’‚«»‹›`.,;:()[]–— \t\n\u00a0\u202f")
    inner = [q.inner.of(document.text) for q in document.quotations if q.span.overlaps(span)]
    ends = any(quote.endswith((".", ",", "!", "?", "…")) for quote in inner)
    return bool(words) and words[0].isupper() and ends and len(words.split()) >= FULL_QUOTE_WORDS


# --- estimates ----------------------------------------------------------------------------------


def _measures(sample: _Sample, obstacle: str) -> dict[str, Estimate]:
    """Every measure of a sample; unknown, with the reason, where there is an obstacle."""
    counts, rest = count(sample.sentences), count(sample.fragments)
    words = int(counts[:, 1].sum())
    spoken = words + int(rest[:, 1].sum())
    mixed = bool(sample.fragments)
    note = obstacle or _too_little(spoken, words, len(counts), mixed)
    return _indices(counts, note) | _sizes(spoken, len(counts), mixed, obstacle)


def _indices(counts: Floats, note: str) -> dict[str, Estimate]:
    """Each index with its bootstrap interval; unknown with `note` if there is one."""
    import numpy as np

    n = len(counts)
    if note:
        return {
            name: Estimate.unknown(note, n=n, unit=index.unit, method=_INTERVAL)
            for name, index in _INDICES.items()
        }
    whole, samples = totals_of(counts.sum(axis=0)), _resampled(counts)
    tail = (1.0 - LEVEL) / 2.0
    found = {}
    for name, index in _INDICES.items():
        if n < index.sentences:
            few = f"normed on {index.sentences} sentences, this text has {n}"
            found[name] = Estimate.unknown(few, n=n, unit=index.unit, method=_INTERVAL)
            continue
        low, high = np.quantile(index.formula(samples), [tail, 1.0 - tail])
        value = float(index.formula(whole))
        found[name] = Estimate(value, float(low), float(high), n, index.unit, _INTERVAL)
    return found


def _too_little(spoken: int, words: int, sentences: int, mixed: bool) -> str:
    """Why there is too little text for any index; "" if there is enough."""
    if spoken == 0:
        return "no text"
    kind = "in full sentences " if mixed else ""
    if words < MIN_WORDS:
        return f"fewer than {MIN_WORDS} words {kind}({words})"
    if sentences < MIN_SENTENCES:
        return f"fewer than {MIN_SENTENCES} full sentences ({sentences})"
    return ""


def _sizes(words: int, sentences: int, mixed: bool, obstacle: str) -> dict[str, Estimate]:
    """Words, sentences and reading time: counts, so the interval has no width."""
    minutes = words / WORDS_PER_MINUTE
    rate = f"{WORDS_PER_MINUTE:.0f} words a minute"
    if words == 0:
        return {
            "words": Estimate.unknown("no text", unit="words", method="count"),
            "sentences": Estimate.unknown("no text", unit="sentences", method="count"),
            "reading_time": Estimate.unknown("no text", unit="minutes", method=rate),
        }
    full = "full sentences of this voice only" if mixed else ""
    time = (
        Estimate.unknown(obstacle, n=words, unit="minutes", method=rate)
        if obstacle
        else Estimate(minutes, minutes, minutes, words, "minutes", rate)
    )
    return {
        "words": Estimate(words, words, words, words, "words", "count"),
        "sentences": Estimate(
            sentences, sentences, sentences, sentences, "sentences", "count", full
        ),
        "reading_time": time,
    }


def _obstacle(document: Document, body: _Sample) -> str:
    """Why no index can be given for this document at all; "" if there is no reason."""
    language = document.article.language
    if language is not None and not language.lower().startswith("en"):
        return f"the indices are for English, and the article is in another language ({language})"
    if language is None:
        counts = count(body.sentences)
        words = float(counts[:, 1].sum())
        familiar = words - float(counts[:, 5].sum())
        if words >= MIN_WORDS and familiar / words < FAMILIAR_SHARE:
            return "the indices are for English, and the text does not look English"
    return ""


def _method() -> dict[str, str]:
    """How the numbers were made, and what they cannot say."""
    return {
        "library": f"textstat {version('textstat')}: words, letters, familiar words and formulas",
        "syllables": "CMU Pronouncing Dictionary, first pronunciation; hyphenation patterns "
        f"(pyphen {version('pyphen')}) for words that it lacks, which "
        "makes some names too short. Another way of counting moves "
        "Flesch reading ease by up to 11 points, so compare only numbers made the same way",
        "sentences": "Parallax's own rules: decimals and abbreviations end no sentence, line "
        "breaks do; headline and headings are left out",
        "words": "split at white space and dashes; a hyphenated word is one word, a number in "
        "digits has one syllable",
        "interval": f"{LEVEL:.0%}, percentiles of {RESAMPLES} seeded bootstrap samples of the "
        "sentences: how much the value hangs on single sentences",
        "minimum": f"{MIN_WORDS} words and {MIN_SENTENCES} sentences, for SMOG {SMOG_SENTENCES} "
        "sentences, on which it was normed",
        "voices": "narrator: sentences without anybody else's words; quoted: quotations that are "
        "full sentences. Words and reading time count fragments as well",
        "dale_chall": "textstat takes inflected forms and names for unfamiliar words, so scores "
        "come out higher than the published formula's",
        "gunning_fog": "a hard word has three or more syllables and is not on the list of familiar "
        "words; names and compounds are not left out as Gunning did",
        "coleman_liau": "textstat rounds a published coefficient (.0588) to .058, which takes some "
        "0.4 grades off every text",
        "reading_time": f"{WORDS_PER_MINUTE:.0f} words a minute (Brysbaert 2019), the same rate "
        "for every text",
        "limits": "normed on American school texts; they measure length of words and sentences, "
        "not clarity or quality",
    }


class ReadabilityExtractor:
    """Readability of the body of an article, and of its two voices apart."""

    name = "readability"

    def extract(self, document: Document) -> ReadabilityResult:
        """The measures of `document`; unknown with a note where text or language do not allow one.

        A document without body text has no known measure.
        """
        body = _body(document)
        obstacle = _obstacle(document, body)
        return ReadabilityResult(
            feature=self.name,
            measures=_measures(body, obstacle),
            voices={
                voice: _measures(_voice(document, voice), obstacle)
                for voice in ("narrator", "quoted")
            },
            method=_method(),
        )
