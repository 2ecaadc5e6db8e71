"""The nouns of Parallax: what passes from one stage to the next.

Every record is frozen: a stage takes records and returns new ones. Offsets are Unicode code
points, half-open, into `Article.text`, so that `text[start:end]` is always the quoted evidence.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Voice = Literal["narrator", "quoted"]
Role = Literal["headline", "heading", "body"]
Origin = Literal["manifest", "page", "text", "unknown"]
Genre = Literal["news", "analysis", "opinion", "interview", "background", "unknown"]
AttributionType = Literal["direct", "indirect", "mixed"]
Act = Literal["speech", "stance"]
Kind = Literal[
    "official",
    "opposition",
    "expert",
    "civil_society",
    "citizen",
    "business",
    "media",
    "international",
    "unknown",
]
Form = Literal["person", "group", "document"]
Naming = Literal["named", "role", "anonymous"]
Tone = Literal["neutral", "doubting", "endorsing"]
Load = Literal["plain", "described", "loaded"]
LabelForm = Literal["noun", "predicate", "apposition", "naming"]
WordMeasure = Literal["loaded", "hedge", "intensifier", "doubt", "scare", "passive"]
CreditBasis = Literal["outlet", "byline", "credit", "dateline", "staff", "told", "cited"]
EditKind = Literal["same", "edited", "reworded", "cut", "added"]
FactKind = Literal["figure", "action", "verdict"]
DateBasis = Literal["stated", "year", "relative"]
EventLevel = Literal["same", "probable", "doubtful", "other", "unknown"]
FirstRole = Literal["official", "critic", "citizen"]
FactState = Literal["reported", "absent", "not_yet_known"]

KINDS: tuple[Kind, ...] = (
    "official",
    "opposition",
    "expert",
    "civil_society",
    "citizen",
    "business",
    "media",
    "international",
    "unknown",
)
CRITICS: tuple[Kind, ...] = ("opposition", "civil_society")
"""The kinds of source that are called critics."""


class Span(NamedTuple):
    """A half-open range of code points into `Article.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number for a reader: value and interval in `unit`, from `n` observations, by `method`.

    An unknown value is nan (with low and high nan), and `note` says why.
    """

    value: float
    low: float = math.nan
    high: float = math.nan
    n: int = 0
    unit: str = ""
    method: str = ""
    note: str = ""

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return not math.isnan(self.value)

    @classmethod
    def unknown(cls, note: str, *, n: int = 0, unit: str = "", method: str = "") -> Estimate:
        """An estimate without a value, with the reason."""
        return cls(math.nan, n=n, unit=unit, method=method, note=note)


# --- ingest -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Removed:
    """A piece of page furniture that was cut: line number in the file (from 1), text, reason."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article as understood: its text without page furniture, and what is known about it.

    `text` includes the headline where the file has one (`headline` says where) and ends without a
    newline; paragraphs are separated by line breaks. Unknown metadata is None, with origin
    `unknown` in `provenance` (keys: title, outlet, authors, published, language, genre).
    """

    path: str
    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    """ISO 8601 date, or None."""
    url: str | None = None
    language: str | None = None
    genre: Genre = "unknown"
    encoding: str = "utf-8"
    headline: Span | None = None
    """Where the headline stands in `text`; None when the file has none."""
    provenance: Mapping[str, Origin] = field(default_factory=dict)
    removed: tuple[Removed, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that could not be used, and the reason in words a user can act on."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Event:
    """What a user says about the event (`event.toml`): all of it may be missing."""

    title: str | None = None
    date: str | None = None
    """ISO 8601 date of the event itself, or None."""
    axis: str = "reform"
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """What a user says about one source (`sources.toml`); None where nothing is said.

    `aliases` are other names of it in the articles; `path` and `line` say where it is written.
    """

    name: str
    aliases: tuple[str, ...] = ()
    kind: Kind | None = None
    form: Form | None = None
    naming: Naming | None = None
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class FactEntry:
    """What a user says about one fact (`facts.toml`); `path` and `line` say where it is written.

    The fact is named by its `id` or by a `passage`, words of an article that tell it. `merge` are
    ids or passages of facts that are the same.
    """

    id: str = ""
    passage: str = ""
    label: str = ""
    pin: bool = False
    delete: bool = False
    merge: tuple[str, ...] = ()
    path: str = ""
    line: int = 0


# --- annotate -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: where it stands, its paragraph (from 0) and its role in the article."""

    span: Span
    paragraph: int
    role: Role = "body"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Text in quotation marks: `span` with the marks, `inner` without them.

    `closed` is False where the closing mark is missing: the quotation then ends with its
    paragraph. A quotation over several paragraphs is one Quotation per paragraph, and every one
    after the first has `continues` set. `scare` marks words that the narrator holds at arm's
    length or mentions as words (titles, slogans, terms): they stay in the narrator's sentence.
    """

    span: Span
    inner: Span
    closed: bool = True
    continues: bool = False
    scare: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Who is speaking: `span` is the mention in the text, `name` the resolved name.

    A pronoun's `span` is the pronoun; `name` is then the person it was resolved to, or the
    pronoun itself where that is unsure. `told` is True where the user said who it is
    (`sources.toml`).
    """

    span: Span
    name: str
    kind: Kind
    form: Form
    naming: Naming
    told: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """The word or phrase that attributes ("said", "according to"), and its tone.

    `critical` marks cues that report criticism of something ("condemned", "warned").
    """

    span: Span
    tone: Tone
    critical: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content given to a source by a cue; contents may be discontinuous.

    `confidence` is the estimated probability, 0..1, that content and source are right; None where
    it was not estimated. `medium` is the mention of another medium that carried the words first
    ("told the Daily Courier"), which makes the quotation second-hand.
    """

    type: AttributionType
    act: Act
    content: tuple[Span, ...]
    source: Source | None = None
    cue: Cue | None = None
    nested: bool = False
    confidence: float | None = None
    medium: Span | None = None

    @property
    def start(self) -> int:
        """Where the first of its parts begins: content, cue or source."""
        spans = [self.content[0]]
        if self.cue is not None:
            spans.append(self.cue.span)
        if self.source is not None:
            spans.append(self.source.span)
        return min(span.start for span in spans)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one sentence in one voice.

    Segments tile their sentence: no gap, no overlap. `voice` is `quoted` inside quotation marks
    that carry somebody's words. `attribution` is the index of the attribution into whose content
    the segment falls (also for indirect speech, where `voice` stays `narrator`), or None.
    """

    span: Span
    sentence: int
    voice: Voice
    attribution: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the text: value, unit ("%", "people", "year", ...; "" if bare), referent.

    `span` covers the number with its unit; `referent` is what is counted or measured, in the
    article's own words, "" where it cannot be told. `approximate` marks "around", "more than".
    """

    span: Span
    value: float
    unit: str
    referent: str
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its annotations, all in text order."""

    article: Article
    sentences: tuple[Sentence, ...] = ()
    tokens: tuple[Span, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    segments: tuple[Segment, ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text


# --- extract ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FeatureResult:
    """What an extractor found: named measures, comparable between articles.

    Subclasses add the details of their feature.
    """

    feature: str
    measures: Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A lexicon entry or rule that fired: where, how it is named, and what it added (-1..1)."""

    span: Span
    label: str
    facet: str
    effect: float


@dataclass(frozen=True, slots=True)
class SegmentScore:
    """A segment on the axis: score -1..1, relevance 0..1, and what each view said.

    `share` is the part of its sentence that the segment stands for; it is in the relevance, and
    the score counts so much in that of the article.
    """

    span: Span
    sentence: int
    voice: Voice
    role: Role
    score: float
    relevance: float
    views: Mapping[str, float] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class ChosenWord:
    """A word of an article, how often it stands there, and what it adds to the score."""

    word: str
    times: int
    effect: float


@dataclass(frozen=True, slots=True)
class WordChoice:
    """What the choice of words adds to the score of an article, and the words that add most.

    `value` is the sum over all words that count (`words` of them stand in the body); `up` and
    `down` are the strongest of either direction, the strongest first.
    """

    value: float
    words: int
    up: tuple[ChosenWord, ...] = ()
    down: tuple[ChosenWord, ...] = ()


@dataclass(frozen=True, slots=True)
class FramingResult(FeatureResult):
    """Framing of one article on one axis, -1..1; unknown with a note when abstained.

    `overall`, `voices` and `headline` are the estimates; `measures` repeats them under the names
    `score`, `narrator`, `quoted`, `headline`. `moved` holds indices into `segments`, the ones
    that moved the score most first.
    """

    axis: str
    overall: Estimate
    voices: Mapping[Voice, Estimate]
    headline: Estimate
    segments: tuple[SegmentScore, ...] = ()
    moved: tuple[int, ...] = ()
    facets: Mapping[str, Estimate] = field(default_factory=dict)
    """Where the article stands on each side of the subject, by the facets of the axis."""
    speakers: Mapping[Kind, Estimate] = field(default_factory=dict)
    """What the quoted words of each kind of source do."""
    without_strongest: Estimate = field(default_factory=lambda: Estimate.unknown("not computed"))
    """The score without the sentence that moved it most."""
    word_choice: WordChoice | None = None
    """Part of `overall`; None where there is no score or the axis has no such view."""
    of_sentences: Estimate | None = None
    """What the sentences of the body alone say; None where `overall` is just that."""


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """One source of an article over all its attributions."""

    name: str
    kind: Kind
    form: Form
    naming: Naming
    attributions: int
    words: int
    """Words inside the contents given to the source."""
    cues: tuple[str, ...] = ()
    first: float = math.nan
    """Where the source first speaks, as a share of the text, 0..1."""
    tones: Mapping[Tone, int] = field(default_factory=dict)
    """How often the narrator's cue is neutral, doubting or endorsing."""
    stances: int = 0
    """Attributions that report a belief, an intention or a promise instead of speech."""
    second_hand: int = 0
    """Attributions that another medium carried first."""
    told: bool = False
    """Whether the user said who the source is (`sources.toml`)."""


@dataclass(frozen=True, slots=True)
class SourcingResult(FeatureResult):
    """Who is given words in one article, ordered by words and then by name."""

    sources: tuple[SourceSummary, ...] = ()
    words_by_kind: Mapping[Kind, int] = field(default_factory=dict)
    words_by_naming: Mapping[Naming, int] = field(default_factory=dict)
    cues_by_tone: Mapping[Tone, int] = field(default_factory=dict)
    loaded_cues: tuple[int, ...] = ()
    """Indices of the attributions whose cue is not neutral."""
    tones_by_kind: Mapping[Kind, Mapping[Tone, int]] = field(default_factory=dict)
    """The narrator's own cues on sources of each kind: without nested attributions."""
    second_hand: tuple[int, ...] = ()
    """Indices of the attributions that another medium carried first, nested ones among them."""

    def loaded_counts(self, kinds: Iterable[Kind]) -> tuple[int, int]:
        """How many of the narrator's cues on sources of these kinds are loaded, and how many
        there are."""
        tones = [self.tones_by_kind.get(kind, {}) for kind in kinds]
        n = sum(sum(counts.values()) for counts in tones)
        return n - sum(counts.get("neutral", 0) for counts in tones), n


@dataclass(frozen=True, slots=True)
class ReadabilityResult(FeatureResult):
    """Readability indices of the whole body (`measures`), of narrator and of quoted text."""

    voices: Mapping[Voice, Mapping[str, Estimate]] = field(default_factory=dict)
    method: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Analysis:
    """One article with everything found in it; `results` is keyed by feature name."""

    document: Document
    results: Mapping[str, FeatureResult] = field(default_factory=dict)

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.document.article


# --- compare ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EventSource:
    """A source over the articles of the event; `words` has the ids of those in which it speaks.

    Only a source with a name can be the same in two articles: any other stands for one article.
    """

    name: str
    kind: Kind
    form: Form
    naming: Naming
    words: Mapping[str, int]
    attributions: Mapping[str, int]
    told: bool = False

    @property
    def total(self) -> int:
        """Its words in all articles together."""
        return sum(self.words.values())


@dataclass(frozen=True, slots=True)
class Passage:
    """The same copy in two articles: a span in each, and its length in words."""

    a: Span
    b: Span
    words: int


@dataclass(frozen=True, slots=True)
class SharedCopy:
    """What two articles (ids `a`, `b`) share: words, and the share of each side's words, 0..1."""

    a: str
    b: str
    words: int
    share_a: float
    share_b: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class FactCell:
    """What one article has of a fact: its passages, and the value in its own words ("81.31 %").

    `figures` are the numbers of the passages that the fact is about. `not_yet_known`: the article
    was published before the fact could be known; `guessed` where no date proves it. `note` says
    why.
    """

    state: FactState
    value: str = ""
    spans: tuple[Span, ...] = ()
    figures: tuple[Figure, ...] = ()
    guessed: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that articles of the event tell, with a cell for each article by its id.

    `id` is made from the passage that stands for it (`article`, `span`), so that it stays as long
    as that passage does; `other_ids` are those of its other passages, and name it as well.
    `date` is the day it is about, where a passage names it. `sure` is False where the grouping is
    a near thing.
    """

    id: str
    label: str
    kind: FactKind
    article: str
    span: Span
    cells: Mapping[str, FactCell]
    other_ids: tuple[str, ...] = ()
    date: str | None = None
    sure: bool = True
    pinned: bool = False
    told: bool = False
    """Whether the user changed it (`facts.toml`)."""

    @property
    def reported(self) -> int:
        """How many articles report it."""
        return sum(cell.state == "reported" for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class Omission:
    """A fact (its id) that `carried` of the `others` other articles report and `article` not."""

    article: str
    fact: str
    carried: int
    others: int


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """Where an article names a news agency, and how (`basis`).

    Credits (`outlet`, `byline`, `credit`, `dateline`) say whose text it is. `staff` ("AFP
    journalists saw") and `told` ("she told AFP") only suggest it, `cited` ("according to AFP")
    does not even that. `span` is None where it stands outside the article's text, in the
    manifest or in a line of the file that was cut; `text` has the words either way.
    """

    article: str
    agency: str
    basis: CreditBasis
    text: str
    span: Span | None = None

    @property
    def credits(self) -> bool:
        """Whether the article says that its text, or a part of it, comes from the agency."""
        return self.basis in ("outlet", "byline", "credit", "dateline")


@dataclass(frozen=True, slots=True)
class CopyFamily:
    """Articles joined by shared copy, and the agency it seems to come from.

    `voices` groups them into independent voices: articles of which one consists by a large part
    of another's copy are one. `agencies` are those credited, or else those that only phrases point
    to (`credited` False); `evidence` is where they are named.
    """

    articles: tuple[str, ...]
    voices: tuple[tuple[str, ...], ...]
    agencies: tuple[str, ...] = ()
    credited: bool = False
    evidence: tuple[AgencyMention, ...] = ()


@dataclass(frozen=True, slots=True)
class CopyShare:
    """How many words of an article's body another article of the event has as well.

    `verbatim`: word for word. `reworded`: the other words of sentences that a related article
    says in other words. The rest is the article's own.
    """

    article: str
    words: int
    verbatim: int
    reworded: int

    @property
    def own(self) -> int:
        """Words found in no other article."""
        return self.words - self.verbatim - self.reworded


@dataclass(frozen=True, slots=True)
class SentenceEdit:
    """What became of one sentence, or of several that were joined or split.

    `a` and `b` are the sentences of each version (none: added or cut), `only_a` and `only_b` the
    words that the other version lacks. `likeness` is the cosine of the two in meaning, for
    `reworded` alone. `moved`: stands elsewhere in the order.
    """

    kind: EditKind
    a: tuple[Span, ...] = ()
    b: tuple[Span, ...] = ()
    only_a: tuple[Span, ...] = ()
    only_b: tuple[Span, ...] = ()
    moved: bool = False
    likeness: float = math.nan


@dataclass(frozen=True, slots=True)
class CopyEdits:
    """Two versions of one copy, sentence by sentence in the order of the second.

    `order` says why `a` is taken for the earlier version: `date` (published earlier), `agency`
    (it is the agency's own) or, where nobody can know, "". `whole` is False where the two share
    passages but are different articles: what stands outside these passages is then left out.
    """

    a: str
    b: str
    order: Literal["date", "agency", ""]
    sentences: tuple[SentenceEdit, ...]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Copies:
    """Who shares copy with whom, whose it is, and what was changed in it.

    `voices` counts the independent voices among all articles.
    """

    families: tuple[CopyFamily, ...] = ()
    shares: tuple[CopyShare, ...] = ()
    edits: tuple[CopyEdits, ...] = ()
    mentions: tuple[AgencyMention, ...] = ()
    voices: int = 0


@dataclass(frozen=True, slots=True)
class LabelUse:
    """Where a label stands, in whose voice, and how it is joined to what it names.

    `form`: `noun` (a noun phrase that names it), `predicate` ("were little more than stooges"),
    `apposition` ("Okello, once a steady hand") or `naming` ("called it a sham"). `source` is whose
    speech it stands in, quoted or indirect, "" where it is the narrator's own.
    """

    article: str
    span: Span
    voice: Voice
    form: LabelForm = "noun"
    source: str = ""
    scare: bool = False
    """Whether the narrator sets it in scare quotes."""


@dataclass(frozen=True, slots=True)
class Label:
    """A wording for a referent, with the places where it is used.

    `load`: `plain` names only, `described` says what it is like, `loaded` judges by a listed word
    or by scare quotes; `reasons` says by which, `tone` which way ("" where it is plain or
    described).
    """

    text: str
    load: Load
    uses: tuple[LabelUse, ...]
    reasons: tuple[str, ...] = ()
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Referent:
    """One thing or party that articles of the event name, and all labels for it.

    `mentions` has for each article (id) how often it is named; labels run from plain to loaded,
    the most used first.
    """

    id: str
    name: str
    labels: tuple[Label, ...]
    mentions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class WordHit:
    """A word or phrase that a list or rule counts: which measure, why, in whose voice."""

    span: Span
    measure: WordMeasure
    reason: str
    voice: Voice
    tone: str = ""


@dataclass(frozen=True, slots=True)
class DistinctiveWord:
    """A word that an article uses more than the others of the event.

    `own` counts it outside copy shared with another article, `count` everywhere in the article,
    `others` in the other articles, copies of one text once. `z` is the log-odds ratio `log_odds`
    divided by its standard deviation.
    """

    word: str
    own: int
    count: int
    others: int
    log_odds: float
    z: float
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one article: rates per 1,000 of the narrator's words, every hit, what is
    distinctive.

    `quoted` has the same rates for the words in quotation marks.
    """

    article: str
    narrator: Mapping[WordMeasure, Estimate]
    quoted: Mapping[WordMeasure, Estimate]
    hits: tuple[WordHit, ...] = ()
    distinctive: tuple[DistinctiveWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Article `a` minus article `b` in one measure; `distinguishable` if the intervals separate.

    `comparable` is False where a value is unknown on either side.
    """

    feature: str
    measure: str
    a: str
    b: str
    estimate: Estimate
    comparable: bool
    distinguishable: bool


ConflictReason = Literal[
    "exit_poll_official",
    "preliminary_final",
    "different_source",
    "different_day",
    "different_population",
    "unexplained",
]


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One side of a disagreement: where an article says it, as it is written, and who gave it.

    `value` is nan for a verdict, whose `stance` is "approving" or "condemning". `high` is the upper
    end of a range, else nan. `attribution` is the source in the article's words, "" where none is
    named; `note` says what else sets the value apart (stage of the count, day, place).
    """

    article: str
    span: Span
    value: float
    unit: str
    text: str
    attribution: str = ""
    note: str = ""
    high: float = math.nan
    stance: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Articles that give different values, or opposite verdicts of one body, for the same thing.

    `explanation` says in words why they may differ, as far as the texts tell; `reason` is its kind.
    """

    kind: Literal["figure", "verdict"]
    fact: str
    values: tuple[ConflictValue, ...]
    reason: ConflictReason
    explanation: str


@dataclass(frozen=True, slots=True)
class FirstVoice:
    """Where the first source of a role speaks: share of the text (0..1), who, and in which words.

    `role`: `official`, `critic` (opposition, civil society, or a cue that reports criticism) or
    `citizen` (ordinary people). `confidence` is that of the attribution, None where not estimated.
    """

    role: FirstRole
    place: float
    span: Span
    source: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class PlacedFact:
    """A fact (its id), where the article first tells it, and at which share of the text (0..1)."""

    fact: str
    place: float
    span: Span


@dataclass(frozen=True, slots=True)
class ArticleOrder:
    """What comes first in an article: headline, first sentence of the body, first voices, facts.

    `lead` is None for an article without a body; `lead_segments` are the indices of its segments
    in the framing result. `voices` has a role only where it was found to speak. `attributions`
    counts what the voices were looked for in. `facts` stand in the order of the text.
    """

    article: str
    headline: Span | None = None
    lead: Span | None = None
    lead_segments: tuple[int, ...] = ()
    voices: tuple[FirstVoice, ...] = ()
    attributions: int = 0
    facts: tuple[PlacedFact, ...] = ()


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words of an article that name a day, a month or a year.

    `first` and `last` are the days of the stretch that is meant (ISO 8601, the same for one day);
    None where it cannot be told, because the article has no date of publication. `basis`: the
    words give the whole date (`stated`), all but the year (`year`), or say it from the day of
    publication (`relative`: "Sunday", "last week").
    """

    article: str
    span: Span
    first: str | None
    last: str | None
    basis: DateBasis
    ahead: bool = False
    """Whether the article speaks of it as still to come."""

    @property
    def is_day(self) -> bool:
        """Whether it is a single day that could be told."""
        return self.first is not None and self.first == self.last


@dataclass(frozen=True, slots=True)
class TimelineDay:
    """One day: what the articles say of it, which were published on it, and what they told first.

    `told` are the facts (ids) that no article published earlier reports; `about` are those whose
    own day it is.
    """

    day: str
    mentions: tuple[DateMention, ...] = ()
    published: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days of the event in order; dates that are no single day, or unplaced, stand in `other`.

    `undated` are the articles (ids) without a full date of publication.
    """

    days: tuple[TimelineDay, ...] = ()
    other: tuple[DateMention, ...] = ()
    undated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventMatch:
    """Whether an article seems to be about the same event as the others, and how sure that is.

    `likeness` is the cosine (0..1) of its names and long words to those of the article that is
    most like it (`nearest`); nan and "" where `level` is `unknown`. `reason` says why in words.
    """

    article: str
    level: EventLevel
    likeness: float = math.nan
    nearest: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceRef:
    """A passage that a finding rests on."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """A plain sentence for the front of the report, with the passages it rests on.

    `topic` is the part it belongs to (framing, sourcing, readability, shared_copy, facts,
    conflicts, labels, order, event).
    """

    text: str
    topic: str
    evidence: tuple[EvidenceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Caution:
    """A caution about comparing these articles (genre, before/after the event, too short)."""

    text: str
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The articles of one event side by side; with one article the comparative parts are empty."""

    event: Event
    analyses: tuple[Analysis, ...]
    shared_copy: tuple[SharedCopy, ...] = ()
    differences: tuple[Difference, ...] = ()
    findings: tuple[Finding, ...] = ()
    cautions: tuple[Caution, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    sources: tuple[EventSource, ...] = ()
    """Every source of the event, the most words first."""
    conflicts: tuple[Conflict, ...] = ()
    """Figures that disagree and verdicts that clash, the most articles first."""
    copies: Copies | None = None
    """Families of shared copy, agencies, edits; None where it was not looked for."""
    facts: tuple[Fact, ...] = ()
    """What the articles tell: the facts that most articles carry first, then the earliest."""
    omissions: tuple[Omission, ...] = ()
    """By article: what most of the others report and it does not."""
    unused_facts: tuple[str, ...] = ()
    """A line for each name in `facts.toml` that means no fact of these articles."""
    labels: tuple[Referent, ...] = ()
    """What the articles name, and by which words; the main referents first."""
    wording: tuple[Wording, ...] = ()
    """One an article, in the order of the analyses."""
    order: tuple[ArticleOrder, ...] = ()
    """What comes first in each article, in the order of the analyses."""
    timeline: Timeline | None = None
    """The days the articles speak of; None where they were not looked for."""
    same_event: tuple[EventMatch, ...] = ()
    """One an article; empty with fewer than two."""
