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
from dataclasses import dataclass, replace
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
_MOST = 40
"""Verdicts of one body that are compared."""
_ABOUT = 400
_CLOSE_BY = 40
"""How many characters behind a verb such as "is" a word for or against stands."""
_LEANING = 0.25
"""How far the model of stance must lean to one side."""
_SAME_SUBJECT = 0.15
"""The cosine from which on two verdicts may be on one thing."""
_OBJECT = re.compile(
    r"(?P<verb>[\w’-]+(?: (?:on \w+|that|in|of|has|have|had|been|itself|said)\b)*\s)"
    r"(?P<object>.{3,70}?)(?P<rest>(?=[,;:.“\"]|\s(?:as|is|was|were|are|does|do|did|had|has|“|\"))[\s\S]*)"
)
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
    weak: re.Pattern[str]
    passive: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """One sentence in which a body judges."""

    at: int
    body: str
    shown: str
    span: Span
    approving: bool | None
    """None where no word says it, so that the model of stance is asked."""
    said: str
    about: str
    """The sentence without the name, behind the one before: what the verdict is on."""


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
        judging=words([*raw["judging"], *raw["weak"]]),
        weak=words(raw["weak"]),
        passive=re.compile(
            rf"\b(?:{judged}|criticism|praise|condemnation)\s(?:by|from|of)\s(?:the\s)?$",
            re.IGNORECASE,
        ),
    )


def find_verdict_clashes(documents: Sequence[Document]) -> tuple[Conflict, ...]:
    """The clashes of verdicts between articles, by name of the body; empty where there is none."""
    verdicts: dict[str, list[_Verdict]] = defaultdict(list)
    for at, document in enumerate(documents):
        for verdict in _verdicts_of(document, at):
            verdicts[verdict.body].append(verdict)
    found = []
    for body in sorted(verdicts):
        if len({verdict.at for verdict in verdicts[body]}) > 1:
            clash = _clash(verdicts[body][:_MOST], documents)
            if clash is not None:
                found.append(clash)
    return tuple(found)


def _clash(verdicts: Sequence[_Verdict], documents: Sequence[Document]) -> Conflict | None:
    """The clash of one body's verdicts on one thing; None where no two articles are at odds."""
    sides: dict[bool, list[_Verdict]] = {True: [], False: []}
    for _, group in groupby(verdicts, key=lambda verdict: verdict.at):
        said = list(group)
        own = [verdict for verdict in said if verdict.approving is not None] or _judged(said)
        if len({verdict.approving for verdict in own}) == 1:
            sides[bool(own[0].approving)].append(own[0])
    if not (sides[True] and sides[False]):
        return None
    apart = _unlike(sides[True], sides[False])
    both = [verdict for verdict in sides[True] + sides[False] if verdict not in apart]
    if len({verdict.approving for verdict in both}) < 2:
        return None
    shown = max((verdict.shown for verdict in verdicts), key=lambda name: (len(name), name))
    return Conflict(
        kind="verdict",
        fact=shown,
        values=tuple(
            _value(verdict, documents[verdict.at])
            for verdict in sorted(both, key=lambda verdict: verdict.at)
        ),
        reason="unexplained",
        explanation="The same body is reported as approving in one article and as "
        "condemning in another.",
    )


def _judged(verdicts: Sequence[_Verdict]) -> list[_Verdict]:
    """The verdicts as the model of stance reads them; those on neither side are left out."""
    from analysis.models.stance import Passage, load_stance

    passages = []
    for verdict in verdicts:
        parts = _OBJECT.match(verdict.said)
        before, focus, after = parts.groups() if parts else ("", verdict.said, "")
        passages.append(Passage(focus, f"{verdict.shown} {before}", after))
    proba = load_stance().judge(passages, "target").proba
    leaning = proba[:, 2] - proba[:, 0]
    return [
        replace(verdict, approving=bool(lean > 0))
        for verdict, lean in zip(verdicts, leaning.tolist(), strict=True)
        if abs(lean) >= _LEANING
    ]


def _unlike(one: Sequence[_Verdict], other: Sequence[_Verdict]) -> list[_Verdict]:
    """The verdicts that speak of something else than every one of the other side."""
    from analysis.models.similarity import load_similarity

    vectors = load_similarity().encode([verdict.about for verdict in (*one, *other)])
    near = vectors[: len(one)] @ vectors[len(one) :].T >= _SAME_SUBJECT
    return [
        *(verdict for verdict, row in zip(one, near, strict=True) if not row.any()),
        *(verdict for verdict, row in zip(other, near.T, strict=True) if not row.any()),
    ]


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
    folded = re.sub(r"^(?:from|in|at) \w+ the (?=\w+ \w+)", "", folded)
    folded = re.sub(r"^(\w+ .*\w) (?:in|on|at|from) \w+$", r"\1", folded)
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
    """The verdict in what a body says; None for one of both kinds.

    A verb that judges by itself ("praised") decides, else the words behind it.
    """
    signs = []
    if _rules().weak.match(said) and not _rules().polar.search(said, 0, _CLOSE_BY):
        return None
    for match in _rules().polar.finditer(said):
        approving = bool(_rules().approving.fullmatch(match.group()))
        if _rules().negated.search(said[max(0, match.start() - 40) : match.start()]):
            approving = not approving
        signs.append(approving)
        if match.start() == 0:
            break
    if len(set(signs)) > 1:
        return None
    about = f"{carried} {words.replace(shown, '')}"[-_ABOUT:]
    return _Verdict(at, body, shown, span, signs[0] if signs else None, said, about)
