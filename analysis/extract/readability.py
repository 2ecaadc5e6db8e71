"""Readability of an article: indices of its body, of the narrator's text and of quoted text.

Words, letters, characters, hyphenation patterns and the list of familiar words are textstat's. Two
of its counts are replaced: sentences are ours, because textstat ends one at every decimal point,
and syllables come from a table that needs no internet (`syllables.py`). The indices are computed
from the counts of each sentence, so that one set of counts serves every index and its interval;
the tests hold them equal to textstat's own on the same counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from analysis.extract.syllables import count_syllables
from analysis.records import Document, Estimate, ReadabilityResult, Segment, Span, Voice

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

LEVEL = 0.9
RESAMPLES = 1000
_SEED = 20231

_TYPOGRAPHY = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "—": " ", "–": " ", "―": " ", "/": " ", "\u00ad": None}
)


@dataclass(frozen=True, slots=True)
class Totals:
    """What the indices are computed from; every field is an array with one entry a sample.

    `long` words have three syllables or more (SMOG), `hard` ones are unfamiliar as well (Fog),
    `unfamiliar` ones are not on the list of familiar words (Dale–Chall). `pieces` are the words
    and the marks that stand alone: ARI's mean word length is by them, as in textstat.
    """

    sentences: Floats
    words: Floats
    syllables: Floats
    long: Floats
    hard: Floats
    unfamiliar: Floats
    letters: Floats
    characters: Floats
    pieces: Floats


# --- the formulas -------------------------------------------------------------------------------


def flesch_reading_ease(totals: Totals) -> Floats:
    """Flesch (1948): 0 hard … 100 easy, unbounded in principle."""
    length = totals.words / totals.sentences
    return 206.835 - 1.015 * length - 84.6 * totals.syllables / totals.words


def flesch_kincaid_grade(totals: Totals) -> Floats:
    """Kincaid, Fishburne, Rogers and Chissom (1975): US school grade."""
    length = totals.words / totals.sentences
    return 0.39 * length + 11.8 * totals.syllables / totals.words - 15.59


def gunning_fog(totals: Totals) -> Floats:
    """Gunning (1952), with textstat's idea of a hard word: US school grade."""
    return 0.4 * (totals.words / totals.sentences + 100.0 * totals.hard / totals.words)


def smog(totals: Totals) -> Floats:
    """McLaughlin (1969): US school grade."""
    return 1.043 * (30.0 * totals.long / totals.sentences) ** 0.5 + 3.1291


def ari(totals: Totals) -> Floats:
    """Automated readability index, Smith and Senter (1967): US school grade."""
    length = totals.words / totals.sentences
    return 4.71 * totals.characters / totals.pieces + 0.5 * length - 21.43


def coleman_liau(totals: Totals) -> Floats:
    """Coleman and Liau (1975): US school grade; no syllables in it."""
    letters, sentences = totals.letters / totals.words, totals.sentences / totals.words
    return 5.8 * letters - 29.6 * sentences - 15.8


def dale_chall(totals: Totals) -> Floats:
    """Dale and Chall (1948): raw score, 4.9 and less for grade 4, 10 and more for graduates."""
    unfamiliar = 100.0 * totals.unfamiliar / totals.words
    score = 0.1579 * unfamiliar + 0.0496 * totals.words / totals.sentences
    return score + 3.6365 * (unfamiliar > 5.0)


def words_per_sentence(totals: Totals) -> Floats:
    """Mean number of words in a sentence."""
    return totals.words / totals.sentences


@dataclass(frozen=True, slots=True)
class _Index:
    """An index: how it is computed, its unit, and the fewest sentences it is given for."""

    formula: Callable[[Totals], Floats]
    unit: str
    sentences: int = MIN_SENTENCES


_INDICES: Mapping[str, _Index] = {
    "flesch_reading_ease": _Index(flesch_reading_ease, "points, 0 hard … 100 easy"),
    "flesch_kincaid_grade": _Index(flesch_kincaid_grade, "US school grade"),
    "gunning_fog": _Index(gunning_fog, "US school grade"),
    "smog": _Index(smog, "US school grade", SMOG_SENTENCES),
    "ari": _Index(ari, "US school grade"),
    "coleman_liau": _Index(coleman_liau, "US school grade"),
    "dale_chall": _Index(dale_chall, "Dale–Chall score"),
    "words_per_sentence": _Index(words_per_sentence, "words a sentence"),
}


# --- counting -----------------------------------------------------------------------------------


def count(texts: Sequence[str]) -> Floats:
    """The counts of each sentence, one row each, in the order of the fields of `Totals`.

    A sentence without a word has no row. Words are textstat's: split at white space, marks
    removed, so that a hyphenated word is one word; dashes and slashes count as spaces.
    """
    import numpy as np

    rows = [row for text in texts if (row := _row(text))]
    return np.array(rows, dtype=np.float64).reshape(len(rows), 9)


def _row(text: str) -> tuple[int, ...]:
    """The counts of one sentence; nothing for a sentence without a word."""
    from textstat.backend.counts import count_chars, count_letters, count_words
    from textstat.backend.selections import list_words
    from textstat.backend.utils import get_lang_easy_words

    plain = text.translate(_TYPOGRAPHY)
    words = [word.lower() for word in list_words(plain)]
    if not words:
        return ()
    familiar = get_lang_easy_words("en_US")
    syllables = [count_syllables(word) for word in words]
    unfamiliar = [word not in familiar for word in words]
    return (
        1,
        len(words),
        sum(syllables),
        sum(n >= 3 for n in syllables),
        sum(n >= 3 and new for n, new in zip(syllables, unfamiliar, strict=True)),
        sum(unfamiliar),
        count_letters(plain),
        count_chars(plain, ignore_spaces=True),
        count_words(plain, rm_punctuation=False),
    )


def totals_of(counts: Floats) -> Totals:
    """The totals of samples: the last axis of `counts` holds the fields of `Totals`."""
    return Totals(*(counts[..., column] for column in range(9)))


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
    n_sentences = len(counts)
    n_words = int(counts[:, 1].sum()) if n_sentences else 0
    spoken = n_words + (int(rest[:, 1].sum()) if len(rest) else 0)
    note = obstacle or _too_little(spoken, n_words, n_sentences, bool(sample.fragments))
    measures = {
        name: _estimate(index, counts, note or _too_few(index, n_sentences))
        for name, index in _INDICES.items()
    }
    return measures | _sizes(spoken, n_sentences, bool(sample.fragments), obstacle)


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


def _too_few(index: _Index, sentences: int) -> str:
    if sentences >= index.sentences:
        return ""
    return f"normed on {index.sentences} sentences, this text has {sentences}"


def _estimate(index: _Index, counts: Floats, note: str) -> Estimate:
    """The value of an index with its bootstrap interval."""
    import numpy as np

    method = f"bootstrap over sentences, {LEVEL:.0%} interval"
    if note:
        return Estimate.unknown(note, n=len(counts), unit=index.unit, method=method)
    value = float(index.formula(totals_of(counts.sum(axis=0))))
    tail = (1.0 - LEVEL) / 2.0
    low, high = np.quantile(index.formula(_resampled(counts)), [tail, 1.0 - tail])
    return Estimate(value, float(low), float(high), len(counts), index.unit, method)


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
        words = float(counts[:, 1].sum()) if len(counts) else 0.0
        familiar = words - float(counts[:, 5].sum()) if len(counts) else 0.0
        if words >= MIN_WORDS and familiar / words < FAMILIAR_SHARE:
            return "the indices are for English, and the text does not look English"
    return ""


def _method() -> dict[str, str]:
    """How the numbers were made, and what they cannot say."""
    return {
        "library": f"textstat {version('textstat')}: words, letters, familiar words and formulas",
        "syllables": "CMU Pronouncing Dictionary, first pronunciation; hyphenation patterns "
        f"(pyphen {version('pyphen')}) for words that it lacks. Another way of counting moves "
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
