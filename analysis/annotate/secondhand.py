"""Second-hand quotations: words that another medium carried first ("told the Daily Courier").

A medium that speaks itself ("the Courier reported that ...") is a source and no such medium; nor
is a social network, where the speaker publishes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from analysis.annotate.lexicon import alternation, read_lexicon
from analysis.annotate.media import Medium, find_media, is_own, verb_forms
from analysis.records import Sentence, Span

_BACK = 160
_OBJECT = re.compile(r"(?:the|an?|this|these|his|her|its|their) \w+ to ")
_REACH = 600
"""How far from the cue a medium is looked for, in characters, in a sentence without end."""
_OWNER = r"(?:[A-Z][\w-]+['’]s? )?"
_SHORT = r"[^.;:!?\"“”«»()]{0,70}?"
_OTHER_CUE = re.compile(
    r"\b(?:said|says|told|tells|added|adds|wrote|writes|claimed|claims|insisted|warned|argued|asked"
    r"|replied|according to|he|she|they|who|which)\b"
)
_IN_WHICH = re.compile(r"\b(?:in|during|on|where|when)(?: which)?\b")


@dataclass(frozen=True, slots=True)
class _Case:
    """An attribution with the sentence, or the part of a very long one, in which its cue stands."""

    text: str
    sentence: Span
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]

    @property
    def anchor(self) -> Span:
        """The cue, or where there is none, the content."""
        return self.cue or self.content[0]


def find_medium(
    text: str,
    sentences: Sequence[Sentence],
    *,
    source: Span | None,
    cue: Span | None,
    content: Sequence[Span],
    outlet: str | None,
) -> Span | None:
    """The mention of another medium that carried the words first, or None.

    Never the article's own outlet (`outlet`, compared without regard to article, case, domain and
    known other names), never the source itself, and nothing inside the content.
    """
    sentence = _sentence_of(sentences, cue or (content[0] if content else None))
    if sentence is None or not content:
        return None
    anchor = cue or content[0]
    near = Span(max(sentence.start, anchor.start - _REACH), min(sentence.end, anchor.end + _REACH))
    case = _Case(text, near, source, cue, tuple(content))
    for medium in _outside(case):
        if _carried(case, medium) and not is_own(medium, text, outlet):
            return medium.span
    return None


def _sentence_of(sentences: Sequence[Sentence], span: Span | None) -> Span | None:
    if span is None or not sentences:
        return None
    index = bisect_right(sentences, span.start, key=lambda sentence: sentence.span.start) - 1
    return sentences[max(index, 0)].span


def _outside(case: _Case) -> Iterator[Medium]:
    """The media that the sentence mentions beside source and content."""
    if not _worth_looking(case):
        return
    for medium in find_media(case.text, case.sentence):
        taken = any(medium.span.overlaps(part) for part in case.content)
        if (not taken or _ends_object(case, medium)) and not (
            case.source is not None and case.source.overlaps(medium.span)
        ):
            yield medium


def _ends_object(case: _Case, medium: Medium) -> bool:
    """Whether a short object takes in whom it was told: "confirmed {the figure to AFP}"."""
    for part in case.content:
        if part.start < medium.span.start and 0 <= part.end - medium.span.end <= 1:
            return _OBJECT.fullmatch(case.text, part.start, medium.span.start) is not None
    return False


def _worth_looking(case: _Case) -> bool:
    """A cheap look for the words that lead to a medium, before names are searched."""
    return _lead().search(case.text, case.sentence.start, case.sentence.end) is not None


def _carried(case: _Case, medium: Medium) -> bool:
    return (
        _is_told(case, medium)
        or _in_setting(case, medium)
        or _by_report(case, medium)
        or _reports(case, medium)
    )


def _is_told(case: _Case, medium: Medium) -> bool:
    """The cue is a verb of telling and the medium is whom it was told: "told AFP"."""
    if case.cue is None:
        return False
    for pattern in (_told(), _said_to(), _said_on()):
        match = _ending(case, pattern, medium)
        if match and case.cue.overlaps(Span(match.start("verb"), match.end("verb"))):
            return True
    match = _ending(case, _speaking(), medium)
    return match is not None and _same_clause(case, Span(match.start(), medium.span.end))


def _in_setting(case: _Case, medium: Medium) -> bool:
    """ "In an interview with the BBC", "in a letter that Le Monde printed"."""
    match = _ending(case, _setting(), medium)
    if match is None:
        match = _ending(case, _work(), medium)
        if match is None or not _printed().match(case.text, medium.span.end):
            return False
    return _same_clause(case, Span(match.start(), medium.span.end))


def _by_report(case: _Case, medium: Medium) -> bool:
    """ "Was quoted as saying by Interfax", "according to state television"."""
    if case.source is None:
        return False
    match = _ending(case, _quoted_by(), medium)
    if match is not None:
        return _same_clause(case, Span(match.start(), medium.span.end))
    match = _ending(case, _according(), medium)
    if match is None or (case.cue and case.cue.overlaps(Span(match.start(), match.end()))):
        return False
    return _follows(case, match.start())


def _follows(case: _Case, position: int) -> bool:
    """Whether nothing but marks and a word or two stand between the attribution and a position."""
    parts = [part for part in (case.source, case.cue, *case.content) if part is not None]
    before = [part.end for part in parts if part.end <= position]
    if not before:
        opening = case.text[case.sentence.start : position]
        return not opening.strip() and min(part.start for part in parts) >= position
    return len(re.findall(r"\w+", case.text[max(before) : position])) <= 2


def _reports(case: _Case, medium: Medium) -> bool:
    """The medium reports what the source said: "state television reported that S said"."""
    if case.source is None:
        return False
    after = case.text[medium.span.end : case.sentence.end]
    report = _reporting().match(after)
    if report is None:
        return False
    verb = Span(medium.span.end + report.start("verb"), medium.span.end + report.end("verb"))
    if case.cue is not None and case.cue.overlaps(verb):
        return case.cue.start < verb.start or report["verb"].startswith(("quot", "cit"))
    if medium.span.end <= case.source.start:
        between = case.text[verb.end : case.source.start]
        return _LINK.fullmatch(between) is not None
    before = case.text[max(0, medium.span.start - _BACK) : medium.span.start].rstrip()
    return before.endswith((",", "”", '"', "’")) and _same_clause(case, medium.span)


_LINK = re.compile(
    r"(?: (?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day| late| earlier)?"
    r",?(?: that|:| as| citing)?[ ,“\"]*(?:the |a |an )?"
)


def _same_clause(case: _Case, mention: Span) -> bool:
    """Whether no other cue stands between the mention and the cue, contents left aside."""
    anchor = case.anchor
    if anchor.overlaps(mention):
        return True
    start, end = min(anchor.end, mention.end), max(anchor.start, mention.start)
    between = []
    position = start
    known = (*case.content, *((case.source,) if case.source else ()))
    for part in sorted(known):
        if part.start >= end or part.end <= position:
            continue
        between.append(case.text[position : max(position, part.start)])
        position = part.end
    between.append(case.text[position:end] if position < end else "")
    rest = _IN_WHICH.sub(" ", " ".join(between))
    return ";" not in rest and _OTHER_CUE.search(rest) is None


def _ending(case: _Case, pattern: re.Pattern[str], medium: Medium) -> re.Match[str] | None:
    """The match of a pattern that ends where the medium begins."""
    start = max(case.sentence.start, medium.span.start - _BACK)
    return pattern.search(case.text, start, medium.span.start)


# --- patterns -------------------------------------------------------------------------------------


def _verbs(key: str) -> str:
    return verb_forms(tuple(read_lexicon("media")["triggers"][key]))


def _words(key: str) -> str:
    return alternation(read_lexicon("media")["triggers"][key])


@cache
def _told() -> re.Pattern[str]:
    host = r"(?:(?:[A-Z][\w’'-]+ ){1,3}(?:from|of|at) )?"
    return re.compile(rf"\b(?P<verb>{_verbs('told')}) {host}{_OWNER}\Z")


@cache
def _said_to() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<verb>{_verbs('to')})\b(?: {_SHORT})? (?:to|with) {_OWNER}\Z")


@cache
def _said_on() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<verb>{_verbs('on')})\b(?: \w+)? (?:on|in|for) {_OWNER}\Z")


@cache
def _speaking() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:[Ss]peaking|[Tt]alking|[Aa]ppearing|[Ww]riting)\b(?: \w+)? "
        rf"(?:to|with|on|in|for) {_OWNER}\Z"
    )


@cache
def _setting() -> re.Pattern[str]:
    triggers = read_lexicon("media")["triggers"]
    settings, links = _words("settings"), alternation(triggers["links"])
    return re.compile(
        rf"\b(?:[Ii]n|[Dd]uring|[Oo]n|[Aa]t|[Ff]or|[Ff]rom|[Aa]fter|[Vv]ia|[Tt]hrough|[Bb]y|gave|gives"
        rf"|give|giving|publish\w+|wr[io]t\w+|penn\w+)(?: (?!that\b|to\b)[\w’'-]+,?){{0,4}}? "
        rf"(?:{settings})(?: (?!that\b)[\w’'-]+,?){{0,4}}? (?:{links}) "
        rf"(?:\w+ )?{_OWNER}\Z"
    )


@cache
def _work() -> re.Pattern[str]:
    return re.compile(rf"\b[Ii]n (?:[\w’'-]+ ){{0,3}}(?:{_words('settings')}) (?:that|which) \Z")


@cache
def _printed() -> re.Pattern[str]:
    return re.compile(rf" (?:has |had )?(?:{_words('prints')})\b")


@cache
def _quoted_by() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:(?:quoted|cited)(?: as saying)?(?: \w+){{0,3}}? (?:by|in)"
        rf"|[Ii]nterviewed (?:\w+ )?(?:by|on|in)|as told to) {_OWNER}\Z"
    )


@cache
def _according() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\b[Aa]ccording to(?: (?:a|the) (?:\w+ )?(?:report|story|article) (?:in|by|on|from))?"
        rf"|\b(?:first )?(?:reported|published|carried|aired|broadcast) (?:by|in|on)) {_OWNER}\Z"
    )


@cache
def _reporting() -> re.Pattern[str]:
    return re.compile(rf"(?: (?:has|had|also|later|then|first))? (?P<verb>{_words('reports')})\b")


@cache
def _lead() -> re.Pattern[str]:
    settings = _words("settings")
    verbs = "|".join((_verbs("told"), _verbs("to"), _verbs("on"), _words("reports")))
    return re.compile(rf"\b(?:{verbs}|{settings}|[Ss]peaking|[Tt]alking|quoted|[Aa]ccording)\b")
