"""Referents: what a number counts or measures, in the article's own words.

Simple rules with precision before recall: the noun phrase behind the number or behind its "of",
or the phrase in front of an "of" or a verb such as "was". Where none is plain, there is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from analysis.annotate.lexicon import alternation, ends_with, read_lexicon

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’.&-](?=[^\W_]))*['’]?")
_GAP = re.compile(r"[ \u00a0\u202f]+")
_POSSESSIVE = re.compile(r"['’]s?$|[sS]['’]$")
_MOST_WORDS = 5

REACH = 160
"""How many characters before and after a number are read for its referent."""


@dataclass(frozen=True, slots=True)
class _Words:
    stops: frozenset[str]
    determiners: frozenset[str]
    plurals: frozenset[str]
    not_plural: frozenset[str]
    people: frozenset[str]
    populations: frozenset[str]
    rankings: frozenset[str]
    linking: re.Pattern[str]
    said: frozenset[str]
    put_at: re.Pattern[str]
    predicate: re.Pattern[str]


@cache
def _words() -> _Words:
    words = read_lexicon("figures")["words"]
    return _Words(
        stops=frozenset(words["stops"]),
        determiners=frozenset(words["determiners"]),
        plurals=frozenset(words["plurals"]),
        not_plural=frozenset(words["not_plural"]),
        people=frozenset(words["people"]),
        populations=frozenset(words["populations"]),
        rankings=frozenset(words["rankings"]),
        linking=re.compile(rf"\s(?:{alternation(words['linking'])})\s*$", re.IGNORECASE),
        said=frozenset(words["spoken_of"]),
        put_at=re.compile(
            rf"\b(?P<phrase>number\sof\s(?:[a-z]+\s){{0,2}}?[a-z]+|{alternation(words['put_at'])})"
            r"(?:\s(?:has|had|was|is|were))?(?:\s(?:been|now|still))?(?:\s(?:put|estimated|given|set))?"
            r"\sat\s*$",
            re.IGNORECASE,
        ),
        predicate=re.compile(
            r"\s(?:still\s|now\s)?(?:are|were|remain|remained|have\sbeen|had\sbeen)\s"
            r"(?P<phrase>[a-z]+(?:[ -][a-z]+){0,4})"
        ),
    )


def counted(after: str) -> str:
    """The noun phrase that follows a number ("238 dead", "five other candidates"); "" if none.

    The phrase ends with its first plural; without a plural before a function word there is none.
    """
    taken: list[str] = []
    for word in _run(after):
        lowered = word.lower()
        if lowered in _words().stops:
            return ""
        taken.append(word)
        if is_plural(word):
            return " ".join(taken)
    return ""


def part_of(after: str) -> str:
    """The whole of which a number is a part ("of the popular vote"); "" if none is named."""
    match = re.match(r"\s*of\s+", after)
    if match is None:
        return ""
    return noun_phrase(after[match.end() :])


def noun_phrase(after: str) -> str:
    """The noun phrase at the beginning of `after`, without its determiners; "" if there is none.

    It ends with its first plural or before a function word or mark, and has at most three words.
    """
    taken: list[str] = []
    for word in _run(after):
        lowered = word.lower()
        if not taken and lowered in _words().determiners:
            continue
        if lowered in _words().stops or (taken and lowered.endswith(("ed", "ing", "ly"))):
            break
        taken.append(word)
        if is_plural(word) or len(taken) == 3:
            break
    if taken and _POSSESSIVE.search(taken[-1]):
        return ""
    return " ".join(taken)


def bearer(after: str) -> str:
    """Who has an age ("68-year-old pensioner Ada Bell"): a noun for a person and a name."""
    taken: list[str] = []
    for word in _run(after):
        if word[0].isupper():
            taken.append(word)
        elif taken and (taken[-1][0].isupper() or taken[-1].lower() in _words().people):
            break
        elif word.lower() in _words().stops or len(taken) == 2:
            return ""
        else:
            taken.append(word)
    known = taken and (taken[-1][0].isupper() or taken[-1].lower() in _words().people)
    return _bare(" ".join(taken)) if known else ""


def measured(before: str) -> str:
    """What is measured, in front of a number: "turnout of", "voter turnout in the city was"."""
    words = before.rstrip()
    if words.endswith("of") and words[:-2] != words[:-2].rstrip():
        phrase = _last_phrase(re.split(r"[,;:()“”\"–—]", words[:-2])[-1])
        return "" if phrase.split()[-1:] and phrase.split()[-1].lower() in _words().said else phrase
    link = ends_with(_words().linking, before)
    if link is None:
        return ""
    clause = re.split(
        r"[,;:()“”\"–—]|\b(?:and|but|that|while|as|when|where)\s", before[: link.start()]
    )
    return _subject(clause[-1])


def put_at(before: str) -> str:
    """What somebody puts at a number: "the number of dead at", "the turnout at"; "" for nothing."""
    match = ends_with(_words().put_at, before)
    return match["phrase"] if match else ""


def predicate(after: str) -> str:
    """What is said of a number that is a subject by itself ("12,400 are in shelters").

    "" where no form of "be" follows; at most five words, up to a mark or a function word.
    """
    match = _words().predicate.match(after)
    if match is None:
        return ""
    taken: list[str] = []
    for word in match["phrase"].split():
        stop = word in _words().stops and word not in ("in", "without", "at", "on", "out", "off")
        if stop and taken:
            break
        if not stop:
            taken.append(word)
    while taken and (taken[-1] in _words().stops or taken[-1] in _words().determiners):
        taken.pop()
    return " ".join(taken)


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    lowered = word.lower()
    if lowered in _words().plurals or lowered in _words().people:
        return True
    if _POSSESSIVE.search(lowered) or lowered in _words().not_plural:
        return False
    return len(lowered) > 3 and lowered.endswith("s") and not lowered.endswith(("ss", "ous", "us"))


def counts_people(phrase: str) -> bool:
    """Whether the last word of a phrase is a noun for people ("ethnic Russians")."""
    if not phrase:
        return False
    first, last = phrase.split()[0], phrase.split()[-1]
    if last.lower() in _words().people or first.lower() == "ethnic":
        return True
    return last[0].isupper() and last.endswith(
        ("ans", "ards", "ese", "men", "women", "aks", "crats")
    )


def is_population(phrase: str) -> bool:
    """Whether the phrase names all the people of a place ("a nation of 20 million")."""
    return bool(phrase) and phrase.split()[-1].lower() in _words().populations


def ranking(after: str) -> str:
    """The list in which something ranks ("on the organisation's corruption index"); "" if none."""
    match = re.match(r"\s*(?:place\s+)?(?:in|on)\s+", after)
    if match is None:
        return ""
    taken: list[str] = []
    for word in _run(after[match.end() :], most=7):
        if not taken and word.lower() in _words().determiners:
            continue
        taken.append(word)
        if word.lower() in _words().rankings:
            return " ".join(taken)
    return ""


def _run(text: str, *, most: int = _MOST_WORDS) -> list[str]:
    """The first words of `text`, up to a mark that is not inside a word."""
    found: list[str] = []
    position = 0
    while len(found) < most:
        gap = _GAP.match(text, position)
        position = gap.end() if gap else position
        word = _WORD.match(text, position)
        if word is None or (found and gap is None):
            break
        found.append(word.group())
        position = word.end()
    return found


def _last_phrase(text: str) -> str:
    """The noun phrase that ends `text`: at most three words behind the last function word."""
    taken: list[str] = []
    for word in reversed(_WORD.findall(text)):
        lowered = word.lower()
        if lowered in _words().stops or lowered in _words().determiners or len(taken) == 3:
            break
        if taken and (_POSSESSIVE.search(word) or lowered.endswith(("ing", "ly"))):
            break
        taken.insert(0, word)
    return " ".join(taken)


def _subject(clause: str) -> str:
    """The head of the subject of a clause: its first words up to a preposition."""
    taken: list[str] = []
    for word in _WORD.findall(clause):
        lowered = word.lower()
        if lowered in _words().determiners and not taken:
            continue
        if lowered in _words().stops:
            break
        taken.append(word)
    return " ".join(taken) if 0 < len(taken) <= 4 else ""


def _bare(phrase: str) -> str:
    return _POSSESSIVE.sub("", phrase)
