"""Verdicts that clash: one body reported as approving in one article and condemning in another.

A body is a name of two or more words, or an acronym, that stands in several articles. Its verdict
is read from the sentences in which it is the subject of a verb that judges, and from the sentence
after, where "it" or "the council" goes on. An article in which a body does both has no clash with
any other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from analysis.compare.wording import read_wording
from analysis.names import fold_name
from analysis.records import Conflict, ConflictValue, Document, Span

_NAME = re.compile(
    r"\b[A-Z][\w’'-]*\w[’']?(?:\s(?:(?:of|for|and|on|against|the|in)\s(?:the\s)?)?[A-Z][\w’'-]*\w[’']?){1,6}"
    r"|\b[A-Z]{3,8}\b"
)
_ACRONYM = re.compile(r"\s\((?P<acronym>[A-Z]{2,8})\)")
_LEAD = frozenset(
    ["The", "A", "An", "In", "On", "At", "But", "And", "For", "As", "Mr", "Mrs", "Ms", "Dr"]
)
_MEMBERS = frozenset(
    ["Observers", "Members", "Monitors", "Experts", "Delegates", "Representatives", "Officials"]
)
_ASIDE = r"(?:,[^,.;]{2,90},)?"
_GAP = 60
"""How many characters may stand between a body and its verb."""
_BEFORE = 60
"""How many characters may stand before a body that is the subject of its sentence."""
_CARRY = re.compile(
    r"(?:It|They|Its \w+|Their \w+|The (?:council|mission|team|group|observers|monitors|union|"
    r"federation|association|agency|court|commission|body|organi[sz]ation|delegation|bank|league|"
    r"committee|panel|board|chamber|institute|society|network))\b"
)


@dataclass(frozen=True, slots=True)
class _Rules:
    polar: re.Pattern[str]
    approving: re.Pattern[str]
    negated: re.Pattern[str]
    judging: re.Pattern[str]
    passive: re.Pattern[str]
    targets: dict[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """One sentence in which a body judges."""

    at: int
    body: str
    shown: str
    span: Span
    approving: bool
    targets: frozenset[str]


@cache
def _rules() -> _Rules:
    raw = read_wording("conflict_verdicts")
    both = "|".join([*raw["condemning"], *raw["approving"]])
    judged = "praised|welcomed|hailed|criticised|criticized|condemned|denounced|rejected|endorsed"

    def words(entries: Sequence[str]) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w-])(?:{'|'.join(entries)})(?![\w-])", re.IGNORECASE)

    return _Rules(
        polar=re.compile(rf"(?<![\w-])(?:{both})(?![\w-])", re.IGNORECASE),
        approving=re.compile(rf"(?:{'|'.join(raw['approving'])})", re.IGNORECASE),
        negated=re.compile(
            rf"(?:\b(?:{'|'.join(raw['negations'])})|n['’]t)\s(?:[\w-]+\s){{0,2}}$", re.IGNORECASE
        ),
        judging=words(raw["judging"]),
        passive=re.compile(
            rf"\b(?:{judged}|criticism|praise|condemnation)\s(?:by|from|of)\s(?:the\s)?$",
            re.IGNORECASE,
        ),
        targets={name: words(entries) for name, entries in raw["targets"].items()},
    )


def find_verdict_clashes(documents: Sequence[Document]) -> tuple[Conflict, ...]:
    """The clashes of verdicts between articles, by name of the body; empty where there is none."""
    verdicts: dict[str, list[_Verdict]] = defaultdict(list)
    for at, document in enumerate(documents):
        for verdict in _verdicts_of(document, at):
            verdicts[verdict.body].append(verdict)
    found = []
    for body in sorted(verdicts):
        clash = _clash(verdicts[body], documents)
        if clash is not None:
            found.append(clash)
    return tuple(found)


def _clash(verdicts: Sequence[_Verdict], documents: Sequence[Document]) -> Conflict | None:
    """The clash of one body's verdicts on one thing; None where no two articles are at odds."""
    for target in sorted({name for verdict in verdicts for name in verdict.targets}):
        sides: dict[bool, list[_Verdict]] = {True: [], False: []}
        own = (verdict for verdict in verdicts if target in verdict.targets)
        for _, group in groupby(own, key=lambda verdict: verdict.at):
            said = list(group)
            if len({verdict.approving for verdict in said}) == 1:
                sides[said[0].approving].append(said[0])
        if sides[True] and sides[False]:
            shown = max((verdict.shown for verdict in verdicts), key=lambda name: (len(name), name))
            both = sorted(sides[True] + sides[False], key=lambda verdict: verdict.at)
            return Conflict(
                kind="verdict",
                fact=shown,
                values=tuple(_value(verdict, documents[verdict.at]) for verdict in both),
                reason="unexplained",
                explanation="The same body is reported as approving in one article and as "
                "condemning in another.",
            )
    return None


def _value(verdict: _Verdict, document: Document) -> ConflictValue:
    return ConflictValue(
        article=document.article.id,
        span=verdict.span,
        value=float("nan"),
        unit="",
        text=" ".join(verdict.span.of(document.text).split()),
        attribution=verdict.shown,
        stance="approving" if verdict.approving else "condemning",
    )


# --- one article --------------------------------------------------------------------------------


def _verdicts_of(document: Document, at: int) -> Iterator[_Verdict]:
    text = document.text
    full = _acronyms(text)
    last: tuple[str, str] | None = None
    carried = ""
    for sentence in document.sentences:
        if sentence.role != "body":
            last = None
            continue
        words = sentence.span.of(text)
        named = [
            (match, _plain(match.group(), full))
            for match in _NAME.finditer(words)
            if len(match.group()) > 2
        ]
        subject = next(((m, body) for m, body in named if m.start() <= _BEFORE and body), None)
        found = False
        for match, body in named:
            if not body:
                continue
            said = _said(words, match.start(), match.end())
            if said is not None:
                verdict = _judge(said, words, at, body, match.group(), sentence.span, carried)
                found = True
                if verdict is not None:
                    yield verdict
        if not found and last is not None and _CARRY.match(words):
            verb = _rules().judging.search(words, 0, _GAP + 40)
            if verb:
                verdict = _judge(
                    words[verb.start() :], words, at, last[0], last[1], sentence.span, carried
                )
                if verdict is not None:
                    yield verdict
            continue
        last = (subject[1], subject[0].group()) if subject else None
        carried = words


def _acronyms(text: str) -> dict[str, str]:
    """The names that stand before an acronym in brackets, by acronym."""
    found: dict[str, str] = {}
    for match in _NAME.finditer(text):
        behind = _ACRONYM.match(text, match.end())
        if behind:
            found.setdefault(behind["acronym"], match.group())
    return found


def _plain(name: str, full: dict[str, str]) -> str:
    """The name of a body for comparison; "" for what begins like a sentence or a title."""
    words = full.get(name, name).split()
    while words and words[0] in _LEAD:
        words = words[1:]
    if len(words) > 2 and words[0] in _MEMBERS and words[1] in ("of", "from", "for"):
        words = words[3:] if words[2] == "the" else words[2:]
    folded = fold_name(" ".join(words))
    return folded if len(words) > 1 or (len(words) == 1 and words[0].isupper()) else ""


def _said(words: str, start: int, end: int) -> str | None:
    """What a body says where it is the subject of a verb that judges, or is named as the judge.

    None where it is neither.
    """
    rules = _rules()
    before = words[:start]
    passive = rules.passive.search(before[-60:])
    if passive:
        return f"{passive.group()} {words[:start]}"
    if start > _BEFORE:
        return None
    rest = words[end:]
    aside = re.match(rf"(?:\s\([A-Z]+\))?{_ASIDE}", rest)
    shift = aside.end() if aside else 0
    verb = rules.judging.search(rest, shift, shift + _GAP)
    if verb is None:
        return None
    between = rest[shift : verb.start()]
    between = re.sub(r"^\s(?:that|who|which)\s", " ", between)
    if re.search(r"[.;:“\"]|\b(?:that|who|which|whose|and)\b", between):
        return None
    return rest[verb.start() :]


def _judge(
    said: str, words: str, at: int, body: str, shown: str, span: Span, carried: str
) -> _Verdict | None:
    """The verdict in what a body says; None for none, or for one of both kinds."""
    rules = _rules()
    signs = set()
    for match in rules.polar.finditer(said):
        approving = bool(rules.approving.fullmatch(match.group()))
        if rules.negated.search(said[max(0, match.start() - 40) : match.start()]):
            approving = not approving
        signs.add(approving)
    if len(signs) != 1:
        return None
    targets = {name for name, pattern in rules.targets.items() if pattern.search(words)}
    if not targets:
        targets = {name for name, pattern in rules.targets.items() if pattern.search(carried)}
    return _Verdict(at, body, shown, span, signs.pop(), frozenset(targets))
