"""What a sentence says a referent is: predicates, appositions, and what somebody calls it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from analysis.axes.patterns import inflect, normalise
from analysis.compare.labels_mentions import Mention
from analysis.compare.labels_phrases import Line, load_grammar
from analysis.compare.passives import is_participle
from analysis.compare.wording import read_wording
from analysis.records import LabelForm

_LONGEST = 9
"""Words of the longest predicate; what follows is left out."""
_APPOSITION = 14
_SKIP = 7
"""Words that may stand between a noun and its verb ("the strikers at the northern depot were")."""
_ATTACHED = frozenset(("of", "in", "at", "from", "on", "among", "against", "for", "with", "by"))
_REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
_OFFERS = frozenset(inflect("offer"))
_DASHES = frozenset(("–", "—", "-", "--"))


@dataclass(frozen=True, slots=True)
class Said:
    """Words said of a mention: tokens `first` to `last`, and how they are joined to it.

    `always` is False where they are a label only if a listed word stands in them.
    """

    mention: Mention
    first: int
    last: int
    form: LabelForm
    always: bool = True


@dataclass(frozen=True, slots=True)
class _Verbs:
    copulas: frozenset[str]
    naming: frozenset[str]
    bare: frozenset[str]
    judging: frozenset[str]
    prefixes: frozenset[str]


@cache
def _verbs() -> _Verbs:
    raw = read_wording("noun_phrases")
    be = load_grammar().raw["be"]

    def forms(name: str) -> frozenset[str]:
        bases = [base.split()[0] for base in raw[name]]
        return frozenset(normalise(form) for base in bases for form in inflect(base))

    return _Verbs(
        copulas=be | forms("copulas"),
        naming=forms("naming"),
        bare=forms("bare_naming"),
        judging=forms("judging"),
        prefixes=frozenset(read_wording("passives")["prefixes"]),
    )


def find_said(line: Line, mentions: Sequence[Mention]) -> Iterator[Said]:
    """Everything that the sentence says of its mentions, in no order."""
    for number, mention in enumerate(mentions):
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        yield from _after(line, mention, following)
        yield from _apposition(line, mention)
        yield from _called(line, mention)


def _after(line: Line, mention: Mention, following: Mention | None) -> Iterator[Said]:
    """Predicates: the verb behind the mention, if it is one of being or of judging."""
    at = mention.phrase.last + 1
    if line.norm(at) == "'s":
        return
    raw = load_grammar().raw
    if line.norm(at) in raw["postmodifiers"]:
        end = _end(line, at + 1)
        if end > at and (line.norm(at) != "with" or line.norm(at + 1) in ("no", "little")):
            yield Said(mention, at, end, "predicate")
            return
    place = _verb_place(line, mention)
    if place is None:
        return
    at, verb = place, line.norm(place)
    if verb in _verbs().copulas:
        yield from _predicate(line, mention, at + 1)
        return
    end = _end(line, at + 1)
    if end > at and (verb in _verbs().judging or not mention.person):
        judging = verb in _verbs().judging and (
            verb not in _OFFERS or line.norm(at + 1) in ("no", "little", "hardly")
        )
        yield Said(mention, at, end, "predicate", always=judging)


def _verb_place(line: Line, mention: Mention) -> int | None:
    """Where the verb of which the mention is the subject stands; None where it is no subject."""
    at = mention.phrase.last + 1
    relative = False
    if line.norm(at) == "," and line.norm(at + 1) in load_grammar().raw["relatives"]:
        at += 1
    if line.norm(at) in load_grammar().raw["relatives"]:
        relative = line.norm(at) != "whom"
        if not relative:
            return None
        at += 1
        if line.norm(at - 1) == "whose":
            at += 1 + (line.kind(at + 1) == "word")
    elif line.norm(at) == "," or line.norm(at) in _DASHES:
        behind = _behind_aside(line, at)
        if behind is None:
            return None
        at = behind
    elif line.norm(at) in _ATTACHED:
        for place in range(at, min(at + _SKIP, len(line))):
            if line.kind(place) in ("stop", "pron", "conj"):
                return None
            if line.kind(place) == "aux" or (line.kind(place) == "verb" and place > at + 1):
                at = place
                break
        else:
            return None
    if mention.phrase.governed and not relative:
        quantified = line.norm(mention.phrase.first - 1) == "of" and line.norm(
            mention.phrase.first - 2
        ) in ("none", "all", "most", "many", "some", "few", "both", "each", "one")
        if not quantified:
            return None
    while line.kind(at) in ("aux", "adv") and line.norm(at) not in _verbs().copulas:
        at += 1
    if line.norm(at) in ("be", "been", "being"):
        return at
    return at if line.kind(at) in ("aux", "verb", "noun_verb", "ed") else None


def _behind_aside(line: Line, at: int) -> int | None:
    """The token behind a part between commas or dashes that opens at `at`."""
    mark = line.norm(at)
    for place in range(at + 1, min(at + 2 + _APPOSITION, len(line))):
        if line.norm(place) == mark:
            return place + 1
    return None


def _predicate(line: Line, mention: Mention, at: int) -> Iterator[Said]:
    """The complement of a form of be: an adjective or a noun phrase, or what it is called."""
    raw = load_grammar().raw
    first = at
    while line.kind(at) == "adv" or line.norm(at) in ("not", "n't", "being", "been", "be"):
        at += 1
    word = line.norm(at)
    if word in _verbs().naming and is_participle(word):
        start = at + 1
        if line.norm(start) == "as":
            start += 1
        elif word not in _verbs().bare and normalise(word) not in ("called",):
            start = at
        end = _end(line, start)
        if end >= start:
            yield Said(mention, start, end, "naming", always=start > at)
        return
    if word in raw["empty_predicates"] or line.kind(at) in ("stop", "conj", "pron"):
        return
    end = _end(line, at)
    if end < at:
        return
    joined = at
    while line.hyphened(joined + 1) and line.norm(at) in _verbs().prefixes:
        joined += 1  # "re-elected"
    verbal = line.kind(joined) in ("verb", "ed", "noun_verb", "prep", "num", "time", "aux")
    known = word in raw["participles"]
    first = next((p for p in range(first, at) if line.norm(p) not in ("being", "been", "be")), at)
    yield Said(mention, first, end, "predicate", always=not verbal or known)


def _end(line: Line, at: int) -> int:
    """The last token of what is said from `at` on; `at` − 1 where nothing is."""
    last = at - 1
    nouns = False
    for place in range(at, min(at + _LONGEST, len(line))):
        kind = line.kind(place)
        if kind == "stop":
            listed = line.norm(place) == "," and line.kind(place - 1) == "adj"
            if not (listed and line.kind(place + 1) in ("adj", "adv")):
                break
            continue
        if kind == "conj":
            after = place + 1 + (line.kind(place + 1) == "adv")
            listed = line.norm(place) in ("and", "or", "but", "nor", "yet")
            if listed and place > at and _modifier(line, after):
                continue
            break
        if kind in ("pron", "aux") and place > at:
            break
        if kind == "prep" and nouns and line.norm(place) not in ("of", "to", "for"):
            break
        if kind == "time" and nouns:
            break
        if (
            kind in ("verb",)
            and nouns
            and line.norm(place - 1) != "to"
            and line.kind(place - 1) != "adj"
        ):
            break
        nouns = nouns or kind in ("word", "adj", "noun_verb", "own")
        last = place
    while last >= at and line.kind(last) in ("prep", "det", "conj", "stop", "own", "num"):
        last -= 1
    return last


def _modifier(line: Line, at: int) -> bool:
    return line.kind(at) in ("adj", "ed") or (
        line.kind(at) == "verb" and line.norm(at).endswith(("ed", "ing", "en"))
    )


def _apposition(line: Line, mention: Mention) -> Iterator[Said]:
    """What stands between commas or dashes behind the mention, if it describes it."""
    mark = mention.phrase.last + 1
    if line.norm(mark) not in (",", "–", "—", "("):
        return
    first = mark + 1
    raw = load_grammar().raw
    known = line.norm(first) in raw["appositives"]
    if not known:
        known = line.norm(first) in ("without", "lacking", "best", "described", "hailed")
    if not known or (line.norm(mark) == "," and _lists(line, first)):
        return
    closing = {",": (",",), "–": ("–", "—"), "—": ("–", "—"), "(": (")",)}[line.norm(mark)]
    end = None
    relative = 0
    for place in range(first, min(first + _APPOSITION, len(line) + 1)):
        if line.norm(place) in closing or place == len(line) or line.norm(place) in (".", ";"):
            end = place - 1
            break
        if line.kind(place) == "aux" and not relative:
            return
        if line.norm(place) in ("who", "which", "that", "whose"):
            relative = relative or place
    if end is None and relative > first + 1:
        end = relative - 1
    if end is None or end < first:
        return
    if line.norm(end) in raw["said"]:
        return  # "..., the commission said"
    nouns = {line.norm(place) for place in range(first, min(first + 4, end + 1))} | (
        raw["clause_nouns"] if "whom" in (line.norm(first + 1), line.norm(first + 2)) else set()
    )
    if not nouns & raw["clause_nouns"]:
        yield Said(mention, first, end, "apposition")


def _lists(line: Line, first: int) -> bool:
    """Whether the comma is one of a list: "the strikers, the company and the mayor"."""
    for place in range(first, min(first + _APPOSITION, len(line))):
        if line.kind(place) == "conj" and line.norm(place) == "and":
            return line.kind(place - 1) in ("word", "noun_verb")
        if line.kind(place) == "stop":
            return False
    return False


def _called(line: Line, mention: Mention) -> Iterator[Said]:
    """What the mention is called: "called the vote a sham", "strikers, whom he branded thugs"."""
    verbs = _verbs()
    verb = mention.phrase.first - 1
    yield from _calls_itself(line, mention)
    start = mention.phrase.last + 1
    if line.norm(verb) in verbs.naming and line.kind(verb) in ("verb", "ed", "noun_verb", "word"):
        yield from _complement(line, mention, verb, start)
        return
    after = mention.phrase.last + 1
    if line.norm(after) == ",":
        after += 1
    if line.norm(after) not in ("whom", "which", "that"):
        return
    for place in range(after + 1, min(after + 6, len(line))):
        if line.norm(place) in verbs.naming:
            yield from _complement(line, mention, place, place + 1)
            return


def _complement(line: Line, mention: Mention, verb: int, start: int) -> Iterator[Said]:
    """What follows the object of a verb of naming, with "as" where the verb asks for it."""
    if line.norm(start) == "as":
        start += 1
    elif line.norm(start) == "to" and line.norm(start + 1) == "be":
        start += 2
    elif line.norm(verb) not in _verbs().bare or line.kind(start) not in ("det", "adj", "word"):
        return
    end = _quoted_end(line, start) or _end(line, start)
    if end >= start and line.norm(start) not in load_grammar().raw["empty_predicates"]:
        yield Said(mention, start, end, "naming")


def _quoted_end(line: Line, start: int) -> int | None:
    """The last token of the quotation that opens at `start`, if it is short; else None."""
    if not line.opens_quotation(start):
        return None
    for place in range(start + 1, min(start + _LONGEST + 1, len(line) + 1)):
        if line.closes_quotation(place):
            last = place - 1
            return last - (line.kind(last) == "stop")
    return None


def _calls_itself(line: Line, mention: Mention) -> Iterator[Said]:
    """What somebody calls himself: "Okello, who likes to call himself “a builder”"."""
    for place in range(mention.phrase.last + 2, min(mention.phrase.last + 12, len(line))):
        if line.norm(place) in _REFLEXIVE and line.norm(place - 1) in _verbs().naming:
            yield from _complement(line, mention, place - 1, place + 1)
            return
