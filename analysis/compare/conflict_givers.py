"""Givers: who gives a number, and whose side that is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.compare.conflict_around import Around
from analysis.compare.conflict_lexicon import read_lexicon
from analysis.compare.conflict_voices import find_carried, find_named_after, find_voice
from analysis.names import fold_name
from analysis.records import Attribution, Document, Figure, Sentence, Source, Span

_OWN = re.compile(r",|\b(?:and|while|but|whereas)\b")
_NOBODY = re.compile(
    r"\bspokes(?:wo)?man|\bspokespe|^(?:he|she|it|they|one|some|many)\b|"
    r"^(?:(?:the|an?) )?(?:first|early|initial|second|latest|last|final|official|new)$",
    re.IGNORECASE,
)
_IN_ITS = re.compile(r"\s(?:in|on|at|of|for)\s(?:its|his|her|their|an?)\s")
_MADE_BY = re.compile(
    r"\s(?:(?:collected|compiled|published|kept|issued|released|drawn up|obtained)\s)?"
    r"(?:by|from|of)\s"
    r"(?P<by>(?:the\s|a\s)?(?:[A-Z][\w’'-]*|[a-z]+(?=\s[A-Z]))(?:\s[A-Z][\w’'-]*){0,4})"
)

_COUNTING = (
    r"(?:counts?|reckoning|tally|lists?|figures|estimates?|calculations?|surveys?|polls?|"
    r"stud(?:y|ies)|statistics|accounts?|books?|reports?|ballots?)"
)
_WHO = r"(?P<who>(?:[Tt]he |an? |its |their )?[\w’'-]+(?: [\w’'-]+){0,5}?)"
_BY = (
    re.compile(
        rf"\b(?:[Aa]ccording to|{_COUNTING} (?:made |taken |carried out |conducted |compiled |"
        rf"published |drawn up )?(?:by|for|of|from)) {_WHO}"
        r"(?=[,.;:#]|\s(?:in|on|that|which|who|and|at|this|last|shows?|found|says?|puts?)\b|$)"
    ),
    re.compile(
        rf"\b(?:[Bb]y|[Ii]n|[Oo]n|says?) {_WHO}[’']s? "
        rf"(?:own |latest |monthly |final |first )?{_COUNTING}\b"
    ),
    re.compile(
        r"\b(?P<who>(?:[A-Z][\w’'-]+)(?: (?:of |for |the )*[A-Z][\w’'-]+)*|"
        r"(?:[Tt]he )?[a-z]+(?: [a-z]+)?) "
        r"(?:asked|polled|surveyed|counts?|counted|put|puts|estimates?|estimated|reckons?|"
        r"calculated|(?:has|have|had) (?:registered|collected|counted|calculated|recorded))\b"
    ),
)
"""Ways to say who counted, beside the verbs of saying."""


def find_giver(
    document: Document,
    figure: Figure,
    around: Around,
    sentence: Sentence,
    before: Sequence[Sentence],
    following: str,
) -> tuple[str, str]:
    """Who gives the number, in the article's words, and the class of giver or the folded name.

    Without a source in the sentence, the one of the sentences before that still speaks.
    """
    name, giver = _own_giver(document, figure, around)
    if giver:
        return name, giver
    known = bool(name) and not _NOBODY.fullmatch(name)
    voice = "" if known else find_voice(around)
    if voice:
        return _known(voice)
    voice = "" if known else find_named_after(following)
    if voice:
        return _known(voice)
    voice, attribution = find_carried(document, sentence, before, around)
    if attribution is not None and attribution.source is not None:
        return _from_source(document.text, attribution.source, around.left)
    return _known(voice) if voice and not known else (name, giver)


def _known(voice: str) -> tuple[str, str]:
    who = re.sub(r"^(?:the|an?|its|their|his|her)\s", "", voice, flags=re.IGNORECASE)
    return voice, _class_of(who) or fold_name(who)


def _own_giver(document: Document, figure: Figure, around: Around) -> tuple[str, str]:
    """Who gives the number by the words of its own sentence; ("", "") for nobody."""
    lexicon = read_lexicon()
    near = _OWN.split(around.left)[-1]
    if lexicon.giving.search(near):
        found = _named_giver(near)
        if found:
            return found
    holding = [
        attribution
        for attribution in document.attributions
        if attribution.source is not None
        and any(content.contains(figure.span) for content in attribution.content)
    ]
    if holding:
        best = min(holding, key=_extent).source
        assert best is not None
        return _from_source(document.text, best, f"{near}#{around.right}")
    for scope in (around.left, around.right, "" if around.crowded else around.sentence[:200]):
        found = _named_giver(scope) if lexicon.giving.search(scope) else None
        if found:
            return found
    for scope in (around.left, around.right, "" if around.crowded else around.sentence):
        by = next((match["who"] for pattern in _BY if (match := pattern.search(scope))), "")
        who = re.sub(r"^(?:the|a|an|its|their|his|her)\s", "", by.strip())
        if who and not _NOBODY.search(who) and (_class_of(who) or re.search(r"[A-Z]", who)):
            return who, _class_of(who) or fold_name(who)
    pollsters = lexicon.givers[0][1].search(around.clause)
    return (pollsters.group(), lexicon.givers[0][0]) if pollsters else ("", "")


def _named_giver(scope: str) -> tuple[str, str] | None:
    """The first giver of figures in `scope`, with the name behind it, and its class."""
    for name, pattern in read_lexicon().givers:
        match = pattern.search(scope)
        if match:
            more = re.match(r"(?:\s[A-Z][\w’'-]+)*", scope[match.end() :])
            lead = re.search(r"(?:(?!The\b|In\b|By\b)[A-Z][\w’'-]+\s)+$", scope[: match.start()])
            shown = match.group() + (more.group() if more else "")
            return (lead.group() if lead else "") + shown, name
    return None


def _from_source(text: str, source: Source, near: str) -> tuple[str, str]:
    """A source of the annotation as it is shown, and its class or folded name; "" for whose side
    a number comes from where that cannot be told ("a spokeswoman", "she").
    """
    mention = source.span.of(text)
    named = source.naming == "named" and len(source.name) > 3
    known = named and source.name.split()[-1] in mention and not source.name.islower()
    mention = _IN_ITS.split(mention)[0]
    shown = _apposed(text, source.span) or (source.name if known or len(mention) < 4 else mention)
    shown = _IN_ITS.split(shown)[0]
    made = _MADE_BY.match(text, source.span.end)
    if source.form == "document" or (made and mention.islower() and not _NOBODY.search(mention)):
        by = made["by"] if made else _made_inside(mention)
        whole = mention + (made.group() if made else "")
        return whole.split(",")[0], _class_of(whole) or _class_of(near) or fold_name(by)
    giver = _class_of(mention) or _class_of(shown)
    if not giver and (named or shown != mention):
        giver = fold_name(shown if shown != mention else source.name)
    if not giver and not _NOBODY.search(mention):
        giver = fold_name(mention)
    return shown.split(",")[0], giver


def _made_inside(shown: str) -> str:
    """Who made a document, by the end of its own name ("a survey by the institute Orbis")."""
    match = re.search(r"\s(?:by|from|of)\s(?P<by>.+)$", shown)
    return match["by"] if match else ""


def _apposed(text: str, mention: Span) -> str:
    """The name that a description explains ("Free Vote, a monitoring group,"); "" for none."""
    match = re.search(
        r"(?P<name>[A-Z][\w’'-]+(?:\s(?:(?:of|for|the)\s)?[A-Z][\w’'-]+)*),\s(?:an?\s)?$",
        text[max(0, mention.start - 80) : mention.start],
    )
    return (
        match["name"]
        if match and re.match(r"an?\s[a-z]", text[mention.start - 2 : mention.end].lstrip(", "))
        else ""
    )


def _class_of(name: str) -> str:
    for giver, pattern in read_lexicon().givers:
        if pattern.search(name):
            return giver
    return ""


def _extent(attribution: Attribution) -> tuple[int, int]:
    return (
        sum(content.end - content.start for content in attribution.content),
        attribution.content[0].start,
    )
