"""How a fact is called: an id made from a passage, and a label for readers."""

from __future__ import annotations

import hashlib
import re
from functools import cache

from analysis.compare.facts_clauses import stem
from analysis.compare.facts_statements import Statement
from analysis.compare.wording import read_wording, shorten
from analysis.records import Document, Span

LONGEST_WORD, DIGITS = 16, 6
LONGEST = 110
"""Characters of a label."""
LEAST_WHOLE = 7
"""A clause of fewer words is shown with what follows it in its sentence."""
LEAST_CUT = 50
"""A long label is cut at a comma behind so many characters, else between words."""

# City, then perhaps a date and an agency, then a dash or colon; looked for at the very start.
_DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ'’.-]{2,20}(?: [A-ZÀ-Þ][A-ZÀ-Þ'’.-]{1,20}){0,3}(?:, [^,:()\n–—]{1,24}){0,2}"
    r"(?: \([^()\n]{1,30}\))?|[A-ZÀ-Þ][^\W\d_]{2,20}(?:,[^,:()\n–—]{1,24})? \([^()\n]{1,30}\))"
    r"(?:\s*:|\s*[–—]|\s+-{1,2})\s+"
)
_JOINT = re.compile(r"(?:(?:But|And|Yet)\s|(?:Meanwhile|However|Moreover),\s)")


def make_id(statement: Statement, document: Document) -> str:
    """A word of the statement and a digest of it: the same as long as the passage is.

    The same words in two articles have one id.
    """
    text = statement.span.of(document.text)
    figure = " ".join(f.span.of(document.text) for f in statement.figures)
    digest = hashlib.sha256(" ".join(f"{text}|{figure}".casefold().split()).encode()).hexdigest()
    words = [word for word in text.split() if word.isalpha() and word.isascii() and stem(word)]
    word = max(words, key=len, default="fact").lower()
    return f"{word[:LONGEST_WORD]}-{digest[:DIGITS]}"


def make_label(statement: Statement, document: Document) -> str:
    """The statement as a line for readers, at most LONGEST characters.

    Without the place and agency before it; behind the name it is about where it has none itself; a
    clause that breaks off with the rest of its sentence.
    """
    text = document.text
    sentence = document.sentences[statement.sentence].span
    span, passage = statement.span, statement.span.of(text)
    if _breaks_off(statement, document):
        passage = Span(span.start, max(span.end, sentence.end)).of(text)
    line = _JOINT.sub("", strip_dateline(" ".join(passage.split())))
    lead = _lead(statement, span.of(text))
    if lead and not begins_well(line):
        line = f"{lead}: {line}"
    return _cut(line[:1].upper() + line[1:])


def strip_dateline(line: str) -> str:
    """The line without a place, date and agency before a dash or colon at its start."""
    match = _DATELINE.match(line)
    rest = line[match.end() :] if match else line
    return rest or line


def begins_well(line: str) -> bool:
    """Whether a line begins as a sentence that says what it is about."""
    first = line.split(" ", 1)[0].strip("“”\"'").casefold()
    rules = read_wording("facts")
    return bool(line) and not line[0].islower() and first not in _weak(tuple(rules["weak"]))


@cache
def _weak(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words)


def is_whole(statement: Statement, document: Document) -> bool:
    """Whether the passage is a statement that stands for itself."""
    line = strip_dateline(" ".join(statement.span.of(document.text).split()))
    return begins_well(line) and not _breaks_off(statement, document)


def _breaks_off(statement: Statement, document: Document) -> bool:
    """Whether the clause ends before its sentence does, and before all is said."""
    text = document.text
    end = document.sentences[statement.sentence].span.end
    if not Span(statement.span.end, max(end, statement.span.end)).of(text).strip(" .!?”\"'’)"):
        return False
    words = strip_dateline(statement.span.of(text)).split()
    if len(words) < LEAST_WHOLE:
        return True
    rules = read_wording("facts")
    opens = words[0].casefold() in _weak(tuple(rules["openings"]))
    last = words[-1].strip(",;:").casefold()
    return opens or last.endswith("ed") or last in _weak(tuple(rules["unfinished"]))


def _lead(statement: Statement, passage: str) -> str:
    """The name that was put before the statement where it has none of its own."""
    lead, colon, rest = statement.text.partition(": ")
    return lead if colon and " ".join(passage.split()).startswith(rest[:LEAST_CUT]) else ""


def _cut(line: str) -> str:
    if len(line) <= LONGEST:
        return line.removesuffix(".")
    opens = line.split(" ", 1)[0].casefold() in _weak(tuple(read_wording("facts")["openings"]))
    comma = -1 if opens else line.rfind(", ", LEAST_CUT, LONGEST)
    return f"{line[:comma]}…" if comma > 0 else shorten(line, LONGEST)
