"""A yardstick: attributions by regular expressions, as a script of an afternoon would find them.

Quotations in double marks next to a verb of saying with a name, "X said that ...", and "according
to X". It knows no sentence structure, no beliefs, and no pronoun's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.records import Span
from analysis.validation.sourcing_labels import Raw

_CUE = (
    r"(?P<cue>(?:has |have |had )?(?:said|says|say|told (?:reporters|journalists)|tells|added|adds|"
    r"asked|argued|argues|announced|announces|claimed|claims|confirmed|denied|explained|explains|"
    r"insisted|noted|notes|replied|reported|reports|stated|states|suggested|tweeted|warned|"
    r"warns|wrote|writes))"
)
_WORD = r"(?:(?:Mr|Mrs|Ms|Dr|Gov|Gen|Rep|Sen)\.|[A-Z](?:[\w’'-]|\.(?=\w))*)"
_SOURCE = (
    r"(?P<source>(?:\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|I|[Ww]e|[Ww]ho)\b"
    rf"|(?:\b[Tt]he |\b[Aa]n? )?(?:\b[a-z]+ ){{0,3}}?\b{_WORD}(?: (?:of |for |the |and )?{_WORD})*"
    r"|\b(?:[Tt]he|[Aa]n?) (?:[a-z-]+ ){0,2}[a-z-]+))"
)
_QUOTE = r"“[^”\n]+(?:”|$)|(?<!\S)\"[^\"\n]+(?:\"|$)"
_REST = r"(?P<content>[^\n]+?)(?=[.!?](?:[\s”\"]|$))"

_PATTERNS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        # "..." said X. "..."   |   "..." X said. "..."
        rf"(?P<content>{_QUOTE}) (?:{_CUE} {_SOURCE}|{_SOURCE.replace('source', 'source2')} "
        rf"{_CUE.replace('cue', 'cue2')})\b(?:[^“”\"\n]{{0,40}}[.,] (?P<content2>{_QUOTE}))?",
        # X said: "..."
        rf"{_SOURCE},? {_CUE}[,:]? (?:that )?(?P<content>{_QUOTE})",
        # According to X, ...   |   ..., according to X.
        rf"(?P<cue>According to) {_SOURCE}[^,\n]*, {_REST}",
        rf"(?P<content>(?<![^\s“\"])[A-Z][^.!?\n]+?),? (?P<cue>according to) {_SOURCE}",
        # X said that ...   |   X said ...   |   ..., X said.
        rf"{_SOURCE} {_CUE} {_REST}",
        rf"(?P<content>(?<![^\s“\"])[A-Z][^.!?\n]+?), {_SOURCE} {_CUE}\b",
    )
)


def find_by_patterns(text: str) -> tuple[Raw, ...]:
    """The attributions in text order; where two patterns claim a content, the first one has it."""
    found: list[Raw] = []
    for pattern in _PATTERNS:
        for raw in _matches(pattern, text):
            taken = (span for other in found for span in other.content)
            if not any(span.overlaps(content) for span in taken for content in raw.content):
                found.append(raw)
    return tuple(sorted(found, key=lambda raw: raw.content[0]))


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[Raw]:
    for match in pattern.finditer(text):
        spans = {name: Span(*match.span(name)) for name in match.groupdict() if match[name]}
        content = tuple(spans[name] for name in ("content", "content2") if name in spans)
        source = spans.get("source") or spans.get("source2")
        yield Raw(source, spans.get("cue") or spans.get("cue2"), content)
