"""The form of a source, and how far it is named."""

from __future__ import annotations

import re

from analysis.annotate.countries import find_countries
from analysis.annotate.nouns import (
    WORD,
    Bodies,
    find_matches,
    head_noun,
    is_metonym,
    is_people,
    load_kinds,
    words_of,
)
from analysis.records import Form, Naming


def form_of(mention: str, bodies: Bodies) -> Form:
    """The form that a mention without a person's name tells; a person where nothing tells."""
    lexicon = load_kinds()
    lower = mention.lower()
    if lower in ("he", "she", "i", "you", "who", "someone", "somebody", "one"):
        return "person"
    if lower in ("they", "we", "it"):
        return "group"
    head = head_noun(mention)
    if re.fullmatch(r"(?:[Tt]he )?[A-Z]\w*[a-z][A-Z]\w*", mention.strip(" ,")):
        return "group"  # "WikiLeaks"
    if head.upper() in mention and len(head) > 1 and head.isalpha():
        return "group"
    if head in lexicon.document:
        return "document"
    if head.endswith("s") and is_people(mention):
        return "group"
    entry = lexicon.entries.get((head,))
    if head in lexicon.group or head in lexicon.plural:
        return "group"
    if entry is not None and entry.role == "bodies":
        return "group"
    if (entry is not None and entry.role == "people") or head in lexicon.person:
        return "group" if head.endswith("s") and not head.endswith("ss") else "person"
    if head.endswith(("men", "people")):
        return "group"
    if re.search(r"\b(?:and|both)\b", re.split(r"[,(]|\b(?:who|that)\b", lower)[0]):
        return "group"
    if head.endswith("s") and not head.endswith("ss") and not mention.rstrip()[-1:].isupper():
        last = re.split(r"[,(]", mention)[0].split()
        if last and not last[-1][0].isupper():
            return "group"
    if any(m.role in ("name", "bodies") for m in find_matches(words_of(mention), bodies)):
        return "group"
    return "group" if find_countries(mention) and is_metonym(mention) else "person"


def is_private(head: str) -> bool:
    """Whether a noun means private persons, who stay nameless without a name."""
    entry = load_kinds().entries.get((head,))
    if entry is None or entry.role != "people":
        return False
    trade = entry.kind == "business" and head not in load_kinds().offices
    return entry.kind == "citizen" or trade


def naming_of(mention: str, form: Form, person: str | None, context: str, bodies: Bodies) -> Naming:
    """How far a mention is named; `person` is the name if it is that of one."""
    lexicon = load_kinds()
    lower = mention.lower()
    if person:
        return "named"
    if any(phrase in lower or phrase in context.lower() for phrase in lexicon.anonymous_phrases):
        return "anonymous"
    words = WORD.findall(re.split(r"[,(;]", mention, maxsplit=1)[0])
    head = head_noun(mention)
    if head in lexicon.sources:
        return "anonymous"
    if lower in ("he", "she", "they", "it", "i", "we", "who", "which", "you"):
        return "role"
    matches = find_matches(words, bodies)
    capitals = [w for i, w in enumerate(words) if w[0].isupper() and i > 0]
    if head in lexicon.anonymous:
        tied = any(m.role == "name" or m.role == "bodies" for m in matches)
        return "role" if tied or capitals else "anonymous"
    if form == "group" and (is_private(head) or is_people(mention)):
        return "anonymous"
    if form == "group":
        entry = lexicon.entries.get((head,))
        if head in lexicon.roles_only or (entry is not None and entry.role == "people"):
            return "role"
        if any(m.role == "name" for m in matches) or capitals or is_metonym(mention):
            return "named"
        definite = words and (words[0].lower() == "the" or words[0].lower().endswith("’s"))
        body = any(m.role == "bodies" and m.words[-1] == head for m in matches)
        return "named" if definite and body and not head.endswith("s") else "role"
    if form == "document":
        return "named" if capitals else "role"
    if is_private(head):
        return "anonymous"
    if (head,) in lexicon.entries or head in lexicon.person:
        return "role"
    return (
        "named"
        if capitals or (words and words[0][0].isupper() and len(words) == 1)
        else ("anonymous")
    )
