"""What kind of source a description speaks of, its form, and how far it is named.

The codebook is `docs/sourcing-codebook.md`, the words are in `lexicons/kinds.toml` and
`lexicons/countries.toml`. Unsure is `unknown`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.annotate.countries import find_countries
from analysis.annotate.naming import form_of, naming_of
from analysis.annotate.nouns import (
    NO_BODIES,
    WORD,
    Bodies,
    Match,
    find_matches,
    head_noun,
    is_metonym,
    is_people,
    load_clauses,
    load_kinds,
    of_business,
    words_of,
)
from analysis.annotate.words import load_grammar
from analysis.records import Form, Kind, Naming

_RELATIVE = re.compile(r"\b(?:who|which|whose|whom|where|that)\b")
# Nouns for trades.
_TRADE = re.compile(r"(?:[a-z]{2}(?:er|eer|ist|man|woman|wright|smith|or))$")
_SEEN = re.compile(r"\b(?:seen|obtained|reviewed|read|shown|shared|viewed|cited|quoted)\b.*")
_BY = frozenset(("by", "from"))
_KIN = re.compile(
    r"\b(?:cousin|brother|sister|wife|husband|son|daughter|father|mother|uncle|aunt|friend|man|woman)$"
)
_UNSAID = re.compile(r"\b(?:person|people|source|sources|someone|insiders?)\b")
_FOREIGN = re.compile(r"\b(?:European|Western|foreign|international|UN|EU)\s+[a-z]+")
# "Sister Immaculata Wanjohi": orders and clergy.
_RELIGIOUS = re.compile(r"(?:Father|Sister|Mother|Reverend|Rev\.?|Fr\.?)(?: [A-Z][\w'’-]*)+$")
# "Chief Foday Bangura": of a village or clan.
_CHIEF = re.compile(r"Chief(?: [A-Z][\w'’-]*)+$")
# "Gravedigger Moussa Kaboré", "Net mender Clement": a trade as the title of a name.
_TITLED = re.compile(r"(?:the |The )?([A-Z]?[a-z-]+(?: [a-z-]+){0,2}) [A-Z]")
_SCIENCE = re.compile(r"(?:ologist|icist|icists|ologists|ographer|ographers|iatrist|metrician)s?$")
_EXILE = re.compile(r"\b(?:exiled?|fled|self-exiled)\b")


class Classes(NamedTuple):
    """Kind, form and naming of a source."""

    kind: Kind
    form: Form
    naming: Naming


def classify(
    mention: str,
    *,
    descriptions: Sequence[str] = (),
    person: str | None = None,
    home: str | None = None,
    context: str = "",
    bodies: Bodies = NO_BODIES,
) -> Classes:
    """Kind, form and naming of a source from its mention.

    `descriptions` are what the article says of the same source elsewhere, `person` is the name if
    the source is one named person, `home` the country the article is about, `context` the sentence
    (for "on condition of anonymity"), `bodies` the kinds of organisations as the article tells.
    """
    form: Form = "person" if person else form_of(mention, bodies)
    kind = kind_of(mention, form, home, bodies)
    if kind in ("unknown", "official", "citizen", "expert"):
        described = [kind_of(description, "person", home, bodies) for description in descriptions]
        if kind in ("unknown", "citizen") and "dr" in (d.lower().rstrip(".") for d in descriptions):
            described.insert(0, "expert")
            kind = "unknown"
        if "opposition" in described:
            # "His challenger, former finance minister Ruiz": the office is what she was.
            kind = "opposition"
        elif kind == "unknown" or (person and _says_little(mention)):
            kind = _most_telling(described, kind)
    return Classes(kind, form, naming_of(mention, form, person, context, bodies))


def _most_telling(kinds: Sequence[Kind], own: Kind) -> Kind:
    """The first kind that is more than a private person's, else the first known, else `own`."""
    known = [kind for kind in kinds if kind != "unknown"]
    return next((kind for kind in known if kind != "citizen"), known[0] if known else own)


def _says_little(mention: str) -> bool:
    """Whether a mention only says that somebody is a man or a woman."""
    return head_noun(mention) in ("man", "woman", "boy", "girl", "father", "mother", "people")


def kind_of(text: str, form: Form, home: str | None, bodies: Bodies = NO_BODIES) -> Kind:
    """The kind that a mention or description tells, phrase after phrase; `unknown` if none does."""
    if form == "document":
        text = _SEEN.sub("", text) or text
    if any(p in text.lower() for p in load_kinds().anonymous_phrases) and _UNSAID.search(text):
        return "unknown"
    phrases = _phrases(text)
    found = [_phrase_kind(phrase, form, bodies) for phrase in phrases]
    kind: Kind = next((one for one in found if one != "unknown"), "unknown")
    for phrase, one in zip(phrases[1:], found[1:], strict=True):
        opening = phrase.split()[0]
        if opening == "now" or (opening in ("a", "an") and form == "group" and text[:1].isupper()):
            # "a retired judge, now a fellow at Nsukka", "the Horn Observatory, a think tank"
            kind = one if one not in ("unknown", "citizen") else kind
    if kind == "unknown" and found:
        kind = _titled_trade(phrases[0])
    if kind == "unknown" and form == "person" and found and _plain_trade(_phrases(text)[0]):
        kind = "citizen"
    if kind == "citizen" and form == "person" and _KIN.search(_phrases(text)[0]):
        # "his cousin, Senator Luz Macaraeg"
        kind = next((one for one in found if one not in ("unknown", "citizen")), kind)
    if kind in ("official", "citizen", "expert") and "opposition" in found and form != "document":
        kind = "opposition"
    if kind == "official" and _EXILE.search(text):
        kind = "opposition"
    if kind == "unknown" and found and is_metonym(_phrases(text)[0]):
        kind = "official"
    plain = _RELATIVE.split(text, maxsplit=1)[0]
    words = words_of(plain)
    if kind == "unknown" and form == "group" and is_people(plain):
        kind = "citizen"
    if kind == "unknown" and _leads_state(words, plain):
        kind = "official"
    if kind in ("official", "unknown"):
        named = [match for match in find_matches(words, bodies) if match.role == "name"]
        kind = _abroad(plain, words, kind, named, home)
        if kind == "official" and _FOREIGN.match(plain):
            kind = "international"
    return kind


def _phrases(text: str) -> list[str]:
    """The phrases of a mention: apart at commas, and relative clauses for themselves."""
    found = []
    for part in re.split(r"[,;()–—]|\s-\s", text):
        plain, *clauses = _RELATIVE.split(part)
        found += [plain, *map(_of_clause, clauses)]
    return [phrase for phrase in found if phrase.strip()] or [text]


def _of_clause(clause: str) -> str:
    """What a relative clause tells of a person: all of it after "is", "leads" or "works for", the
    trade alone after "sells", nothing after "queued outside"."""
    words = clause.split()
    while words and (words[0] in ("has", "have", "had") or words[0] in load_grammar()["adverbs"]):
        words = words[1:]
    verb = words[0].lower() if words else ""
    if verb in load_kinds().joining or verb in load_grammar()["auxiliaries"]:
        return clause
    return load_clauses().get(verb, "")


def _phrase_kind(text: str, form: Form, bodies: Bodies) -> Kind:
    """The kind that one phrase tells."""
    lexicon = load_kinds()
    words = words_of(text)
    if not words:
        return "unknown"
    if _RELIGIOUS.match(text.strip()):
        return "civil_society"
    edge = _head_edge(words)
    matches: Sequence[Match] = [
        m
        for m in find_matches(words, bodies)
        if not _names_state(words, m) and not (m.words == ("public",) and m.position + 1 < edge)
    ]
    if form == "group":
        matches = _without_members(words, matches, edge)
    if form != "document":
        told = _of_members(words, matches, edge, form) or _of_state(text, words)
        if told is not None:
            return told
    if form == "document":
        if {word.lower() for word in words[:edge]} & lexicon.state_documents:
            return "official"
        return _issuer(words, matches, edge)
    owners = {m.position for m in matches if m.role in ("bodies", "name")}
    people = [m for m in matches if m.role == "people" and m.position + m.length not in owners]
    people = [m for m in people if not re.search(rf"\b{m.words[-1]}[’'](?!\w)", text.lower())] or (
        people if _head_edge(words) == len(words) and not owners else []
    )
    sure = [m for m in people if m.words[-1] not in lexicon.weak or m.kind == "opposition"]
    strong = [m for m in sure if m.position < edge]
    weak = [m for m in people if m not in sure]
    if not strong and not (weak and weak[0].position < edge):
        strong = sure
    if edge < len(words) and words[edge - 1].lower() in lexicon.against:
        against = _phrase_kind(" ".join(words[edge + 1 :]), "person", bodies)
        return "opposition" if against == "official" else "unknown"
    named = [m for m in matches if m.role == "name"]
    found = [m for m in matches if m.role == "bodies"]
    describing = [m for m in matches if m.role == "words"]
    owned = words[0].lower() in load_grammar()["possessives"]
    owner = _owner_edge(text)
    if owner and len(words) > owner:
        # "the former prime minister's daughter" is no minister, "the generals' aide" is of theirs
        rest = {word.lower() for word in words[owner:]}
        heads = [m for m in people if m.position + m.length > owner]
        if rest & lexicon.against:
            theirs = _phrase_kind(" ".join(words[:owner]), "person", bodies)
            return "opposition" if theirs == "official" else "unknown"
        if any(m.kind == "opposition" and m.position >= owner for m in heads):
            return "opposition"
        if rest & lexicon.same_side:
            theirs = _phrase_kind(" ".join(words[:owner]), "group", bodies)
            plain = theirs == "citizen" and words[owner - 1].endswith("s")
            led = rest & (load_kinds().leading | load_kinds().associations)
            if plain and led and len(words) - owner < 4:
                return "civil_society"  # "the street vendors' leader"
            if theirs != "unknown" and not (theirs == "citizen" and heads):
                return theirs
            if rest & {"lawyer", "lawyers"}:
                return "unknown"
        if heads:
            strong = [m for m in strong if m.position + m.length > owner]
            weak = [m for m in weak if m.position + m.length > owner]
            if not strong and heads[0].kind == "citizen":
                return "citizen"
        elif not rest & lexicon.same_side:
            strong, weak = [], []
    if not named and not found:
        # "regional power broker Russian President Vladimir Putin"
        strong = sorted([*strong, *(m for m in weak if _is_title(words, m) and m.position < edge)])
    last = weak[-1] if weak else None
    if last and last.kind == "citizen" and last.position + last.length == edge and not strong:
        # "a retired smelter worker"
        opposed = any(m.kind == "opposition" for m in matches)
        return "opposition" if opposed else "citizen"
    outlet = any(m.position + m.length == edge and m.kind == "media" for m in (*named, *found))
    if outlet and form == "group":
        return "media"
    if strong:
        kind = _head_match(words, strong).kind
        if kind == "expert":
            # "chief economist at Delta Capital", "Human Rights Watch researcher"
            employers = ("business", "civil_society", "international")
            kind = next((m.kind for m in named if m.kind in employers), kind)
        opposed = kind in ("official", "citizen") and any(m.kind == "opposition" for m in matches)
        return "opposition" if opposed else kind
    if found and found[0].words[-1] in load_kinds().ministries and found[0].position < edge:
        return "official"
    if named:
        kind = _first_specific(named).kind
        return "business" if kind == "civil_society" and of_business(words) else kind
    if found:
        if any(m.kind == "opposition" for m in (*found, *describing)):
            return "opposition"
        kind = found[-1].kind if form == "group" and not weak else _first_specific(found).kind
        traders = kind == "civil_society" and of_business(words)
        return "business" if traders else kind
    if weak and owned and weak[0].kind == "citizen" and "supporter" not in weak[0].words[-1]:
        return "citizen"
    leads = bool(weak) and weak[0].kind == "official" and _leads_other(words)
    if weak and not owned and not leads and not _acts_for(words, weak[0]):
        return "opposition" if any(m.kind == "opposition" for m in matches) else weak[0].kind
    if describing:
        return describing[0].kind
    return "civil_society" if _CHIEF.match(text.strip()) else "unknown"


def _is_title(words: Sequence[str], match: Match) -> bool:
    """Whether an office is written as the title of the name behind it: "President Putin"."""
    end = match.position + match.length
    titled = words[match.position][0].isupper() and match.kind == "official"
    return titled and end < len(words) and words[end][0].isupper()


def _owner_edge(text: str) -> int:
    """How many words the possessor at the start of a phrase has; 0 without one."""
    words = WORD.findall(text)
    for index, word in enumerate(words[:-1]):
        after = text.find(word) + len(word)
        plural = word.endswith("s") and text[after : after + 2] in ("’ ", "' ")
        if word.endswith(("’s", "'s")) or plural:
            return index + 1
        if word.lower() in load_grammar()["phrase_ties"]:
            return 0
    return 0


def _plain_trade(text: str) -> bool:
    """Whether somebody is called by a trade that is not listed: "a tea picker in Hatton"."""
    lexicon = load_kinds()
    head = head_noun(text)
    opening = text.split()[0].lower() if text.split() else ""
    return (
        opening in ("a", "an", "one", "the")
        and head in text
        and (head,) not in lexicon.entries
        and head not in lexicon.person
        and head not in lexicon.group
        and _TRADE.search(head) is not None
        and not head.endswith(lexicon.things)
    )


def _titled_trade(text: str) -> Kind:
    """The kind of somebody whose unlisted trade stands before the name: "Gravedigger Moussa"."""
    lexicon = load_kinds()
    head = head_noun(text)
    if _SCIENCE.search(head):
        return "expert"
    titled = _TITLED.match(text)
    if titled is None:
        return "unknown"
    trade = titled[1].split()[-1].lower()
    listed = (trade,) in lexicon.entries or trade in lexicon.person or trade in lexicon.group
    if listed or trade.endswith(lexicon.things):
        return "unknown"
    if _SCIENCE.search(trade):
        return "expert"
    return "citizen" if _TRADE.search(trade) and len(trade) > 4 else "unknown"


def _issuer(words: Sequence[str], matches: Sequence[Match], edge: int) -> Kind:
    """The kind of whoever made a document: "by ...", else what stands before the noun."""
    by = next((i for i, word in enumerate(words) if i and word.lower() in _BY), len(words))
    issuer = [m for m in matches if m.position > by and m.role != "words"]
    if issuer:
        kind = _first_specific(issuer).kind
        poll = any(m.kind == "expert" and m.position < edge for m in matches)
        return "expert" if poll and kind == "business" else kind
    before = [m for m in matches if m.position < edge]
    return (before or matches)[0].kind if matches else "unknown"


def _without_members(words: Sequence[str], matches: Sequence[Match], edge: int) -> Sequence[Match]:
    """The matches without those for the members of a body: "a league of widows", "their guild"."""
    heads = [m for m in matches if m.role in ("bodies", "name") and m.position + m.length == edge]
    if not heads or heads[0].kind not in ("civil_society", "business"):
        return matches
    return [
        m
        for m in matches
        if m is heads[0] or m.role != "people" or m.kind not in ("citizen", "business", "expert")
    ]


def _of_members(
    words: Sequence[str], matches: Sequence[Match], edge: int, form: Form
) -> Kind | None:
    """The kind of a body called by its members, or of who leads it: "a survivors' committee"."""
    lowered = [word.lower() for word in words]
    opposed = any(m.kind == "opposition" for m in matches)
    for index, word in enumerate(lowered):
        if word not in load_kinds().associations or opposed:
            continue
        last = index == edge - 1
        if form == "person" and (last or not load_kinds().leading & set(lowered)):
            continue
        if form == "group" and not last:
            continue
        end = index + 6 if lowered[index + 1 : index + 2] in (["of"], ["for"]) else index
        members = [
            m
            for m in matches
            if (m.position + m.length == index or index < m.position < end)
            and m.role == "people"
            and (m.words[-1].endswith("s") or m.words[-1].endswith("men"))
        ]
        if not members or any(m.kind in ("official", "international") for m in members):
            continue
        return "business" if of_business(words) else "civil_society"
    return None


def _of_state(text: str, words: Sequence[str]) -> Kind | None:
    """Official for "Kenya's forest service" and "Meghalaya's mines director", else None."""
    edge = _owner_edge(text)
    if not edge or edge > 3 or not words[0][:1].isupper():
        return None
    rest = [word.lower() for word in words[edge : edge + 5]]
    head = rest[: _head_edge(rest)][-1:]
    posts = bool(set(head) & load_kinds().posts) or rest[-2:] == ["chief", "executive"]
    if posts and set(rest) & load_kinds().fields:
        return "official"
    country = bool(find_countries(" ".join(words[:edge])))
    body = set(head) & load_kinds().state_bodies and len(rest) < 4
    return "official" if country and body else None


def _head_match(words: Sequence[str], people: Sequence[Match]) -> Match:
    """The head among nouns for people: "student activist" is an activist, "a poet and a baker" not.

    Nouns after "and" or a preposition belong to another phrase.
    """
    head = people[0]
    for match in people[1:]:
        between = words[head.position + head.length : match.position]
        apart = [w for w in between if w.lower() in load_grammar()["phrase_ties"]]
        if apart or match.kind == "unknown":
            break
        if not words[match.position][0].isupper() or words[head.position][0].isupper():
            head = match
    return head


def _acts_for(words: Sequence[str], noun: Match) -> bool:
    """Whether a lawyer speaks for somebody: "a lawyer for the family"."""
    end = noun.position + noun.length
    following = words[end].lower() if end < len(words) else ""
    return noun.words[-1] in ("lawyer", "lawyers") and following in ("for", "of", "representing")


def _names_state(words: Sequence[str], match: Match) -> bool:
    """Whether "federation" or "union" is part of a state's name: "the Federation of Barundi"."""
    end = match.position + match.length
    return (
        match.words[-1] in load_kinds().state_forms
        and words[end - 1][0].isupper()
        and [word.lower() for word in words[end : end + 1]] == ["of"]
        and end + 1 < len(words)
        and words[end + 1][0].isupper()
        and not words[end + 1].endswith("s")
    )


def _leads_other(words: Sequence[str]) -> bool:
    """Whether a head of something leads a named body that is no state: "president of SpaceX"."""
    for index, word in enumerate(words[:-1]):
        following = words[index + 1]
        of_state = index and words[index - 1].lower() in load_kinds().state_forms
        if word.lower() in ("of", "at", "for") and following[0].isupper() and not of_state:
            return not find_countries(following) and following not in ("State", "Staff", "the")
    return False


def _head_edge(words: Sequence[str]) -> int:
    """How many words stand before the first preposition: the head of the phrase lies there."""
    for index, word in enumerate(words):
        if index and word.lower() in load_grammar()["phrase_ties"]:
            return index
    return len(words)


def _first_specific(matches: Sequence[Match]) -> Match:
    """The kind of the first match; a plain government word gives way to a more telling one."""
    for match in matches:
        if match.kind != "official":
            return match
    return matches[0]


def _abroad(
    text: str, words: Sequence[str], kind: Kind, named: Sequence[Match], home: str | None
) -> Kind:
    """International instead of official where office and country are not those of the article."""
    lowered = tuple(word.lower() for word in words)
    for seat, country in load_kinds().seats.items():
        for index in range(len(lowered)):
            if lowered[index : index + len(seat)] == seat:
                return "official" if home in (country, "") else "international"
    if kind != "official":
        return kind
    if any(match.kind == "international" for match in named):
        return "international"
    states = [country.name for country in find_countries(" ".join(words[: _head_edge(words)]))]
    posted = bool(load_kinds().posted & set(lowered)) or "high commissioner" in text
    if states and posted:
        return "official" if home in states else "international"
    states = states or [country.name for country in find_countries(text)]
    elsewhere = home is not None and home not in states
    if states and elsewhere and (home or is_metonym(text)):
        return "international"
    return kind


def abroad(text: str, home: str | None) -> Kind:
    """Whether an official of whom `text` is said is of the home country or of another."""
    states = {country.name for country in find_countries(text.title())}
    return "international" if home is not None and states and home not in states else "official"


def _leads_state(words: Sequence[str], text: str) -> bool:
    """Whether "China's leader" or "a Kenyan delegation" speaks for a state."""
    nouns = load_kinds().state_speakers
    if any(word.lower() in load_kinds().group for word in words if word.lower() not in nouns):
        return False
    parts = text.split()
    alone = any(
        find_countries(part) and not (index and parts[index - 1][:1].isupper())
        for index, part in enumerate(parts)
        if index == 0 or part[:1].isupper()
    )
    return any(word.lower() in nouns for word in words) and alone
