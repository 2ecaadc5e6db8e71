"""Voices: who speaks of a number where no verb of saying names them.

"The owners maintain that", "by the owner's account", "was put at 40 by the police", "stands in the
register"; and a source of the sentence before that still speaks ("it found", "drivers had joined").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.compare.conflict_around import Around
from analysis.compare.conflict_lexicon import read_lexicon
from analysis.compare.conflict_terms import read_terms
from analysis.records import Attribution, Document, Sentence

_NP = (
    r"(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Oo]ur|[Tt]his) )?"
    r"[\w’'-]+(?: [\w’'-]+){0,4}?"
)
_END = r"(?=[,.;:#]|\s(?:in|on|at|that|which|who|and|this|last|shows?|to|after|with)\b|\s*$)"
_MADE = (
    r"(?:put|estimated|given|counted|calculated|reckoned|registered|recorded|documented|"
    r"established|verified|confirmed|reported|listed|quoted|cited|seen)"
)
_PASSIVE = re.compile(rf"\b{_MADE}\b[^.;#]{{0,40}}#?[^.;#]{{0,40}}?\sby\s(?P<who>{_NP}){_END}")
_KEPT = re.compile(
    r"\b(?:stands?|stood|listed|entered|recorded|appears?|appeared|named|found|written) "
    r"(?:in|on) (?P<who>(?:the|its|their) (?:\w+ ){0,3}"
    r"(?:registers?|records?|lists?|books|rolls?|files?))\b"
)
_RELATIVE = re.compile(r",? (?:who|which|whose)\b.*$|,\s.*$")
_PRONOUN = re.compile(r"(?:^|\s)(?:it|they|he|she|we|one)$|^(?:its|their|his|her)$", re.IGNORECASE)
_PERSON = re.compile(r"^(?:He|She|They|We|I)\b")
_NO_NAME = re.compile(
    r"^(?:at|by|for|as|in|on|of|from|with|after|before|when|if|to|about|some|more|less|only|up)\b|\d|"
    r"\b(?:the|an?|of|by|is|are|was|were|be|been|has|have|had|to|in|on|would|will)$|"
    r"^(?:the |an? )?(?:day|week|month|year|hour|night|midnight|noon|evening|morning|end|far|hand|"
    r"time|foot|sea|air|land|road|rail|chance|\w+day)s?\b",
    re.IGNORECASE,
)
_NO_SUBJECT = re.compile(
    r"^(?:who|which|that|what|there|nobody|everybody|some|many|most|others|police had|this|these|"
    r"those|the (?:figure|number|count|total|toll|strike|fire|flood|storm|quake|reform|law))\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^(?:(?:On|In|By|At|Late on|Early on) [\w’' -]{2,25}?,? )?"
    r"(?P<who>(?:(?:The|An?|This|Its|Our) [\w’'-]+|[A-Z][\w’'-]+)(?: [\w’'-]+){0,5}?) "
    r"(?:has|have|had|is|are|was|were|will|would|[a-z]+ed|"
    r"[a-z]{3,}s(?=\s(?:that|the|an?|its?|to|no|of|more|less|in|on|at)\b)|spoke|gave|put|saw|went|came|"
    r"wrote)\b"
)
_BACKSHIFT = re.compile(r"\b(?:had|would|were to)\b")
_SPOKEN = re.compile(r"\b(?:it|they|he|she|we)\s(?:\w+ly\s|has\s|have\s|had\s)?(?P<verb>\w+)", re.I)
_POSSESSED = re.compile(
    r"\b(?:its|their|his|her|those|these)\s(?:own\s)?(?:\w+\s)??(?P<what>\w+)", re.I
)


def find_voice(around: Around) -> str:
    """The words for who holds the number, by verbs, possessives and passives; "" for nobody."""
    lexicon = read_lexicon()
    clause = f"{around.left}#{around.right}"
    scopes = [clause] if around.crowded else [clause, around.sentence]
    for scope in scopes:
        credited = lexicon.credited.search(scope)
        if credited:
            match = re.match(rf"\s(?P<who>{_NP}){_END}", scope[credited.end() :])
            if match:
                return _clean(match["who"])
        made = re.search(
            rf"\b(?:[Bb]y|[Ii]n|[Oo]n|[Ff]rom|if) (?P<who>{_NP})[’']s? "
            rf"(?:\w+ ){{0,2}}?{lexicon.counts}\b",
            scope,
        )
        if made:
            return _clean(made["who"])
        kept = _KEPT.search(scope)
        if kept:
            return kept["who"]
        passive = _PASSIVE.search(scope)
        if passive:
            return _clean(passive["who"])
    behind = re.search(
        rf",\s(?:as\s)?(?P<who>{_NP})\s{lexicon.holding.pattern}", around.right, re.IGNORECASE
    )
    if behind and _clean(behind["who"]):
        return _clean(behind["who"])
    lead, colon, _ = ("" if around.crowded else around.sentence).partition(": ")
    return _holder(around.left) or (_holder(lead) if colon else "")


def _holder(left: str) -> str:
    """The subject of the last verb of holding before a number."""
    found = ""
    for match in read_lexicon().holding.finditer(left):
        before = left[: match.start()].strip()
        subject = _RELATIVE.sub("", re.sub(r"^(?:But|And|Still|Yet|While)\s", "", before))
        subject = re.sub(r"^.*?(?:, |\band )(?=(?:the|an?|[A-Z])\b)", "", subject)
        n = len(subject.split())
        if 0 < n <= 8 and not _NO_SUBJECT.search(subject) and re.match(r"[A-Z]|the |an? ", subject):
            found = _clean(subject)
    return found


_NAMED_AFTER = (
    re.compile(
        rf"^(?:So|Thus)(?:, at (?:least|any rate),)? (?:says?|said|writes?|shows?) "
        rf"(?P<who>{_NP}){_END}"
    ),
    re.compile(
        rf"^(?:That|This),? (?:is|was|at least is) what (?P<who>{_NP}) "
        r"(?:says?|said|shows?|showed|wrote|writes?|found|finds?|claims?|claimed|gives?|gave|told)\b"
    ),
    re.compile(
        r"^(?:The|That|This|These|Those|Both) (?:\w+ )?"
        r"(?:figures?|numbers?|counts?|estimates?|sums?) "
        r"(?:comes?|came|is|was|are|stems?|stood|stands?|were given|was given) "
        rf"(?:from|in|by|that of) (?P<who>{_NP}){_END}"
    ),
)


def find_named_after(following: str) -> str:
    """Whom the next sentence gives the number to ("So says the ministry"); "" for nobody."""
    for pattern in _NAMED_AFTER:
        match = pattern.search(following)
        if match:
            return match["who"] if _clean(match["who"]) else ""
    return ""


_LOOKED = re.compile(
    r"\b(?:counted|added up|gone through|went through|collected|compiled|checked|telephoned|"
    r"examined|analysed|calculated|"
    r"(?:its|their|his|her) own (?:sums|counts?|lists?|inquir\w+|survey|calculations?|reckoning)|"
    r"asked every|asked all|gathered|measured|looked at)\b"
)


def find_carried(
    document: Document, sentence: Sentence, before: Sequence[Sentence], around: Around
) -> tuple[str, Attribution | None]:
    """Who spoke in the sentences before, where this one goes on in their voice.

    That is where a pronoun holds or owns the number ("it found", "its list shows"), or where the
    tense is that of reported speech. The words of the mention, and the attribution if there is one.
    """
    text = document.text
    spoken = _SPOKEN.search(around.left) or _SPOKEN.search(around.right)
    lexicon = read_lexicon()
    pronoun = bool(
        spoken
        and (lexicon.giving.fullmatch(spoken["verb"]) or lexicon.holding.fullmatch(spoken["verb"]))
    )
    owned = _POSSESSED.search(f"{around.left}#{around.right}")
    if owned and re.fullmatch(lexicon.counts, owned["what"]):
        party = _party_in(around.clause.partition("#")[0])
        if party:
            return party, None
        pronoun = True
    last = before[-1].span.of(text) if before else ""
    looked = bool(_LOOKED.search(last)) and not re.search(r"\d", last)
    reported = not _PERSON.match(around.sentence) and any(
        _BACKSHIFT.search(_RELATIVE.sub("", part)) for part in (around.left, around.right)
    )
    if not (pronoun or looked or reported):
        return "", None
    for earlier in reversed(before if pronoun else before[-1:]):
        if earlier.paragraph != sentence.paragraph:
            break
        for attribution in document.attributions:
            source = attribution.source
            if source and earlier.span.contains(source.span) and not _PRONOUN.search(source.name):
                who = source.span.of(text)
                if pronoun or looked or _is_party(who):
                    return who, attribution
        subject = _SUBJECT.match(earlier.span.of(text))
        who = _clean(subject["who"]) if subject else ""
        if who and not _NO_SUBJECT.search(who) and (pronoun or looked or _is_party(who)):
            return who, None
    return "", None


def _party_in(text: str) -> str:
    """The first party to a quarrel over numbers that a text names, with the name before it."""
    sides = read_terms().sides
    for name, pattern in read_lexicon().givers:
        match = pattern.search(text) if name in sides else None
        if match:
            lead = re.search(r"(?:[A-Z][\w’'-]+\s)+$", text[: match.start()])
            return (lead.group() if lead else "") + match.group()
    return ""


def _is_party(who: str) -> bool:
    """Whether it is one of those who quarrel over numbers ("the union", "the police")."""
    sides = read_terms().sides
    return any(name in sides and pattern.search(who) for name, pattern in read_lexicon().givers)


def _clean(who: str) -> str:
    """The words for a source; "" for a pronoun, a time and what is no name of anybody."""
    who = who.strip()
    if _PRONOUN.search(who) or _NO_NAME.search(who):
        return ""
    counts = re.search(rf"(?:^|\s){read_lexicon().counts}$", who, re.IGNORECASE)
    return "" if counts and not re.search(r"[’']s?\s|\sof\s", who) else who
