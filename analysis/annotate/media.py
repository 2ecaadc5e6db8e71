"""Mentions of media in a text: well-known names, telling names ("... Gazette"), and media nouns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analysis.annotate.inflection import inflect_verb
from analysis.annotate.lexicon import alternation, read_lexicon
from analysis.records import Span

_CAPITAL = r"[^\W\d_a-zà-öø-ÿ][\w’'&.-]*"
_NAME_WORD = r"(?:(?:Al|El|La|Le|Les|Die|Der|Das|Il|O|De)[ -])?" + r"[^\W\d_a-zà-öø-ÿ][\w’'&-]*"
_JOINT = r"(?: (?:of|and|de|del|della|des|du|do|da|i|y|e|et|und|wa|la|le|el|van|von|der))?"
_NAME = rf"{_NAME_WORD}(?:{_JOINT} {_NAME_WORD}){{0,4}}"
_ARTICLE = r"(?:[Tt]he|[Aa]n?|[Oo]ne)"
_MODIFIER = r"(?!(?:of|and|or|that|which|who|to|in|on|with|for|by|from|at|as|is|was)\b)[\w’'-]+"
_DOMAIN = re.compile(r"^(?:https?://)?(?:www\.)?|\.(?:com?(?:\.[a-z]{2})?|[a-z]{2,4})(?:/.*)?$")
_ASIDE = re.compile(r"\s*\([^)]*\)")
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Medium:
    """A mention: `span` with its article and description, and the `name` it gives, if any."""

    span: Span
    name: str


def find_media(text: str, window: Span) -> list[Medium]:
    """The media that a stretch of text mentions, in text order; social networks are none."""
    candidates: list[Medium] = []
    for pattern in _patterns():
        for match in pattern.finditer(text, window.start, window.end):
            span = Span(match.start("whole"), match.end("whole"))
            if not _is_no_medium(match):
                candidates.append(Medium(span, match["name"] or ""))
    candidates.sort(key=lambda medium: medium.span.start - medium.span.end)
    found: list[Medium] = []
    for medium in candidates:
        if not any(medium.span.overlaps(other.span) for other in found):
            found.append(medium)
    return sorted(found, key=lambda medium: medium.span)


def is_own(medium: Medium, text: str, outlet: str | None) -> bool:
    """Whether the mention means the article's own outlet: by name, domain or "this paper"."""
    mention = medium.span.of(text)
    if mention.lower() in read_lexicon("media")["patterns"]["own"]:
        return True
    if not outlet or not (medium.name or mention):
        return False
    ours = {_key(name) for name in (outlet, *_aliases(outlet))}
    theirs = {_key(name) for name in (medium.name or mention, *_aliases(medium.name))}
    return any(_same(our, their) for our in ours for their in theirs)


@cache
def verb_forms(verbs: tuple[str, ...]) -> str:
    """A pattern for all forms of verbs; further words of an entry stay as they are."""
    irregular = read_lexicon("cues")["irregular"]
    forms: list[str] = []
    for entry in verbs:
        verb, *rest = entry.split()
        forms += [" ".join((form, *rest)) for form in (verb, *inflect_verb(verb, irregular))]
    return alternation(forms)


# --- finding --------------------------------------------------------------------------------------


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    lexicon = read_lexicon("media")
    patterns = lexicon["patterns"]
    listed = {name.removeprefix("The ") for group in _groups() for name in group}
    names = alternation(listed | {name.upper() for name in listed if " " in name})
    plain = frozenset(patterns["plain"])
    telling = alternation(noun for noun in patterns["nouns"] if noun not in plain)
    nouns = alternation(patterns["nouns"])
    endings, openings = alternation(patterns["endings"]), alternation(patterns["openings"])
    states = alternation(patterns["media_words"])
    people = r"[A-Z]\w+(?:n|ese|ish|sh|ch|i|k)"
    sources = (
        # "state television", "Russian state TV", "local media", also with a name behind
        rf"(?P<whole>(?:{_ARTICLE} )?(?:{people} )?(?i:{states})(?:-owned|-run)? "
        rf"(?:media|press|{nouns})(?: (?P<name>{_NAME}))?)",
        # "the weekly La Falaise", "the German radio station Kulturwelle", "a local newspaper"
        rf"(?P<whole>{_ARTICLE} (?:{_MODIFIER} ){{0,4}}?(?:{telling})(?!\w)"
        rf"(?: (?P<name>{_NAME}))?)",
        rf"(?P<whole>[Tt]he (?:{_MODIFIER} ){{0,3}}?(?:{nouns})(?!\w)(?: (?P<name>{_NAME}))?)",
        rf"(?P<whole>[Aa]n? (?:{_MODIFIER} ){{1,3}}?(?:{nouns})(?!\w)(?: (?P<name>{_NAME}))?)",
        r"(?P<whole>[Tt]his (?:newspaper|paper|magazine|website|site|outlet|channel"
        r"|publication)(?P<name>))",
        # "newspaper Al-Marfa", "broadcaster TRT", without an article
        rf"(?P<whole>(?:{people} )?(?:{telling}) (?P<name>{_NAME}))",
        # "AFP", "the Financial Times"
        rf"(?P<whole>(?:[Tt]he |THE )?(?P<name>{names}))(?![\w-]|['’]s? [a-z])",
        # "the Kampala Courier", "Channel 4 News"
        rf"(?P<whole>(?:[Tt]he )?"
        rf"(?P<name>(?:{_CAPITAL} (?:\d+ )?){{1,4}}(?:{endings})))(?!\w)",
        rf"(?P<whole>[Tt]he (?P<name>(?:{endings})(?: of {_NAME})?))(?![\w-])",
        rf"(?P<whole>(?P<name>(?:{openings}) {_NAME}))",
    )
    return tuple(re.compile(rf"(?<![\w’'-]){source}") for source in sources)


def _is_no_medium(match: re.Match[str]) -> bool:
    name = match["name"]
    return name is not None and name in _set("not_media")


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(read_lexicon("media")["patterns"][key])


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    names = read_lexicon("media")["names"]
    return tuple(tuple(group) for groups in names.values() for group in groups)


# --- the own outlet -------------------------------------------------------------------------------


@cache
def _by_key() -> dict[str, tuple[str, ...]]:
    return {"".join(_key(name)): group for group in _groups() for name in group}


def _aliases(name: str) -> Sequence[str]:
    return _by_key().get("".join(_key(name)), ())


def _key(name: str) -> tuple[str, ...]:
    """The words of a name that tell it apart, in lower case."""
    bare = _ASIDE.sub("", name).strip()
    if "." in bare and " " not in bare:
        bare = _DOMAIN.sub("", bare.lower())
    words = [word for word in _TOKEN.findall(bare.lower()) if word != "s"]
    return tuple(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _same(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Equal, but for blanks, words that outlets add to their names, and our name cut to its end.

    "The Post" in the Lindby Post is the Lindby Post; "the Lindby Post" in The Post is another one.
    """
    if not ours or not theirs:
        return False
    if "".join(ours).removeprefix("the") == "".join(theirs).removeprefix("the"):
        return True
    if len(theirs) < len(ours) and ours[-len(theirs) :] == theirs:
        return True
    longer, shorter = (ours, theirs) if len(ours) > len(theirs) else (theirs, ours)
    rest = longer[len(shorter) :]
    return longer[: len(shorter)] == shorter and set(rest) <= _set("generic")
