"""Cues in their sentence: each pattern turns one cue into at most one candidate attribution."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.annotate.contents import (
    Found,
    Range,
    clause_end,
    quotation_of,
    quotation_range,
    right_content,
    skip_adjuncts,
)
from analysis.annotate.cues import CueForm, Sense, load_cues
from analysis.annotate.kinds import is_source_noun, load_kinds
from analysis.annotate.phrases import (
    Phrase,
    antecedent,
    clause_subject,
    find_subject,
    has_finite,
    is_finite,
    is_noun,
    phrase_after,
    phrase_before,
    with_apposition,
)
from analysis.annotate.words import Reading, load_grammar, pronoun
from analysis.records import Act, Tone

_BREAKS = frozenset((",", "stop", ".", ";", "–"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """An attribution in words: `cue` and `source` are half-open, `ranges` are the contents.

    `shared` marks a source that stands outside the clause of the cue ("he said X and added Y").
    """

    cue: Range
    ranges: tuple[Range, ...]
    act: Act
    tone: Tone
    source: Phrase | None = None
    shared: bool = False
    frame: str = ""


def find_candidates(reading: Reading) -> Iterator[Candidate]:
    """Candidates of all sentences in text order of their cues."""
    for number in range(len(reading.sentences)):
        first, end = reading.first[number], reading.first[number + 1]
        index = first
        while index < end:
            if quotation_of(reading, index) >= 0:
                index += 1
                continue
            candidate = _candidate_at(reading, index, end)
            if candidate is None:
                index += 1
                continue
            yield candidate
            index = max(index + 1, candidate.cue.end)


def _candidate_at(reading: Reading, index: int, end: int) -> Candidate | None:
    """The candidate whose cue begins at `index`, or None."""
    words = reading.words
    lexicon = load_cues()
    lower = words[index].lower
    for phrase in lexicon.phrases:
        if lower == phrase[0] and _matches(reading, index, phrase, end):
            return _by_phrase(reading, index, index + len(phrase), end)
    if lower == "in":
        return _by_view(reading, index, end)
    for cue in lexicon.verbs.get(lower, ()):
        if _matches(reading, index, cue.words, end):
            found = _by_verb(reading, cue, index, index + len(cue.words), end)
            if found is not None:
                return found
    if lower in lexicon.nouns:
        return _by_noun(reading, lexicon.nouns[lower], index, end)
    if lower in lexicon.adjectives:
        return _by_adjective(reading, lexicon.adjectives[lower], index, end)
    if lower in lexicon.adverbs:
        return _by_adverb(reading, index, end)
    return None


def _matches(reading: Reading, index: int, parts: tuple[str, ...], end: int) -> bool:
    if index + len(parts) > end:
        return False
    return all(reading.words[index + k].lower == part for k, part in enumerate(parts))


# --- verbs ----------------------------------------------------------------------------------------


def _by_verb(reading: Reading, cue: CueForm, index: int, after: int, end: int) -> Candidate | None:
    """The candidate of a verb: passive, participle, infinitive or finite."""
    words = reading.words
    grammar = load_grammar()
    group = _group_start(reading, index)
    auxiliaries = [words[j].lower for j in range(group, index) if words[j].tag == "aux"]
    negated = any(
        w in ("not", "never") or w.endswith(("n't", "n’t"))
        for w in (words[j].lower for j in range(group, index))
    )
    last_aux = auxiliaries[-1] if auxiliaries else ""
    if cue.form in ("past", "part") and last_aux in grammar["be"]:
        return _passive(reading, cue, group, index, after, end)
    if cue.form == "ing":
        if last_aux in grammar["be"]:
            return _active(reading, cue, group, index, after, end, negated=negated)
        return _participle(reading, cue, index, after, end)
    if cue.form == "base" and index > reading.bounds(index)[0] and words[index - 1].lower == "to":
        return _infinitive(reading, cue, index, after, end)
    if (
        cue.form in ("past", "part")
        and not auxiliaries
        and _is_participle(reading, cue, index, after, end)
    ):
        return None
    if cue.form == "part" and cue.words[0] != cue.base.split()[0] and not auxiliaries:
        return None
    if cue.form in ("base", "s") and not _verbal(reading, cue, index, auxiliaries):
        return None
    return _active(reading, cue, group, index, after, end, negated=negated)


def _group_start(reading: Reading, index: int) -> int:
    """First word of the verb group: auxiliaries and the adverbs among them."""
    words = reading.words
    floor, _ = reading.bounds(index)
    start = index
    j = index - 1
    while (
        j >= floor
        and words[j].tag in ("aux", "adv")
        and words[j].quotation == words[index].quotation
    ):
        start = j
        j -= 1
    return start


def _is_participle(reading: Reading, cue: CueForm, index: int, after: int, end: int) -> bool:
    """Whether a past form without auxiliary is an adjective or a shortened relative clause."""
    words = reading.words
    floor, _ = reading.bounds(index)
    if index > floor and words[index - 1].lower in ("most", "more", "than", "as", "best", "least"):
        follows = words[after].tag if after < end else "stop"
        return words[index - 1].lower != "most" or follows in ("word", "cap", "num", "stop")
    if index > floor and words[index - 1].tag in ("det", "poss", "prep"):
        return words[index - 1].lower not in (
            "others",
            "many",
            "some",
            "both",
            "few",
            "all",
            "most",
            "several",
        )
    return bool(after < end and words[after].lower == "by")


def _verbal(reading: Reading, cue: CueForm, index: int, auxiliaries: list[str]) -> bool:
    """Whether a base or -s form that may be a noun is a verb here."""
    words = reading.words
    if auxiliaries:
        return True
    floor, end = reading.bounds(index)
    if words[index].capital and index > floor:
        return False
    before = words[index - 1] if index > floor else None
    if before is None:
        return False
    if before.tag in ("det", "poss", "prep", "verb", "num"):
        return before.lower in ("many", "some", "most", "others", "all", "both", "few", "several")
    if cue.form == "s" and before.lower in ("they", "we", "i", "you"):
        return False
    if before.tag in ("pron", "rel", "adv", ",", "–", ")", "cc"):
        return True
    if cue.words[0] in load_cues().finite:
        return True
    # A noun by its look: only with a clear content and a fitting subject.
    if cue.form == "base":
        return (before.lower.endswith("s") and not before.lower.endswith(("’s", "'s", "ss"))) or (
            before.lower in ("people", "police")
        )
    follows = words[index + 1] if index + 1 < end else None
    if follows is not None and follows.tag in (",", ":"):
        return index + 2 < end and words[index + 2].quotation >= 0
    if follows is None or follows.tag in ("stop", "prep", "aux", "cc", "verb"):
        return follows is not None and follows.lower in ("to", "for", "on", "against", "as")
    return not before.lower.endswith(("’s", "'s"))


def _active(
    reading: Reading, cue: CueForm, group: int, index: int, after: int, end: int, *, negated: bool
) -> Candidate | None:
    """Subject, verb and content in any order the frames of the cue allow."""
    words = reading.words
    floor, _ = reading.bounds(index)
    subject = find_subject(reading, group)
    content = right_content(reading, cue, after, end)
    before = subject.start if subject is not None else group
    if before > floor and words[before - 1].lower == "as":
        before -= 1
    strong = content is not None and content.frame in ("that", "quote", "colon", "wh")
    if subject is not None and not _shared(reading, subject, group):
        left = _left(reading, cue, before, after, end, right=content)
        if left is not None and not (strong and not _quote_before(reading, before)):
            sense = cue.sense("quote", "pre", "that", "np")
            if sense is not None:
                return _candidate(sense, Range(group, after), left, subject, frame="pre")
    if subject is None or (words[group - 1].tag in (",", "–") if group > floor else True):
        inverted = _inverted(reading, cue, group, index, after, end)
        if inverted is not None:
            return inverted
    if subject is None or content is None:
        return None
    if pronoun(words[subject.start].lower) in ("it", "there") and cue.base in (
        "seem",
        "appear",
        "mean",
        "show",
        "begin",
        "start",
        "continue",
        "take",
    ):
        return None
    sense = cue.sense(content.frame, "quote" if content.frame == "colon" else content.frame)
    if sense is None or not _can_speak(reading, subject, content.frame, sense):
        return None
    if _is_condition(reading, subject):
        return None
    if content.frame == "bare" and negated and cue.base in ("know", "understand"):
        return None
    if (
        sense.act == "stance"
        and content.frame == "bare"
        and words[after].tag not in ("pron", "det", "poss", "cap", "word")
    ):
        return None
    shared = _shared(reading, subject, group)
    return _candidate(
        sense, Range(group, after), content.ranges, subject, shared=shared, frame=content.frame
    )


def _can_speak(reading: Reading, subject: Phrase, frame: str, sense: Sense) -> bool:
    """Whether a subject is somebody or something that can be a source in this frame.

    With a quotation anything can; else a name, a pronoun, or a noun for persons, bodies or texts.
    """
    if frame == "quote":
        return True
    words = reading.words
    if words[subject.start].tag in ("rel", "sub"):
        found = antecedent(reading, subject.start)
        return found is not None and _can_speak(reading, found, frame, sense)
    word = words[subject.start]
    if word.tag == "pron":
        lower = pronoun(word.lower)
        if lower in ("you", "there") or (lower in ("i", "we") and sense.act == "stance"):
            return False
        return lower != "it" or frame != "inf"
    if word.lower in ("one", "this", "these", "that", "which") and subject.end == subject.start + 1:
        return False
    head = _head(reading, subject)
    if frame == "figure":
        return _gives_figures(words[head].lower, capital=words[head].capital)
    if words[head].tag == "cap" or (words[head].capital and head > subject.start):
        return not words[head].lower.endswith(("’s", "'s"))
    if words[head].tag in ("det", "num", "rel"):
        return True
    return is_source_noun(words[head].lower) or (
        words[head].capital and head == subject.start and subject.end == head + 1
    )


def _head(reading: Reading, phrase: Phrase) -> int:
    """The head noun: the last word before the first preposition, comma or bracket."""
    words = reading.words
    for index in range(phrase.start + 1, phrase.head):
        if words[index].tag in ("prep", "sub", "rel", ",", "(", "–") or (
            words[index].tag == "verb" and words[index - 1].tag in ("word", "cap")
        ):
            return index - 1
    return phrase.head - 1


def _gives_figures(head: str, *, capital: bool) -> bool:
    lexicon = load_kinds()
    entry = lexicon.entries.get((head,))
    body = entry is not None and entry.role == "bodies"
    return body or head in lexicon.document or (capital and head in ("commission", "institute"))


def _is_condition(reading: Reading, subject: Phrase) -> bool:
    """Whether the statement is only supposed: "if the minister says ..."."""
    floor, _ = reading.bounds(subject.start)
    before = reading.words[subject.start - 1] if subject.start > floor else None
    return before is not None and before.lower in ("if", "unless", "whether", "lest")


def _candidate(
    sense: Sense,
    cue: Range,
    ranges: tuple[Range, ...],
    source: Phrase | None,
    *,
    shared: bool = False,
    frame: str = "",
) -> Candidate:
    return Candidate(cue, ranges, sense.act, sense.tone, source, shared, frame)


def _shared(reading: Reading, subject: Phrase, group: int) -> bool:
    """Whether the subject stands elsewhere than right before the verb."""
    return any(
        reading.words[j].tag not in ("adv", "time", ",", ")", "num", "prep", "word", "rel")
        for j in range(subject.end, group)
    )


def _quote_before(reading: Reading, start: int) -> bool:
    """Whether a quotation ends right before word `start`, with or without a mark between."""
    words = reading.words
    floor, _ = reading.bounds(start) if start < len(words) else (start, start)
    j = start - 1
    if j >= floor and words[j].tag in (",", "–") and words[j].quotation < 0:
        j -= 1
    if j < 0:
        return False
    if j < floor:
        return words[j].sentence == words[start].sentence - 1 and _ends_quote(reading, j)
    return quotation_of(reading, j) >= 0 and words[start].quotation != words[j].quotation


def _ends_quote(reading: Reading, index: int) -> bool:
    """Whether the sentence that ends at `index` ends with a question or cry in quotation marks."""
    number = quotation_of(reading, index)
    if number < 0:
        return False
    sentence = reading.words[index].sentence
    after = reading.sentences[sentence + 1] if sentence + 1 < len(reading.sentences) else None
    if after is None or after.paragraph != reading.sentences[sentence].paragraph:
        return False
    return reading.text[reading.quotations[number].inner.end - 1] in "?!…,"


def _left(
    reading: Reading, cue: CueForm, start: int, after: int, end: int, *, right: Found | None
) -> tuple[Range, ...] | None:
    """The content before "S said" (that begins at `start`), with what goes on after it."""
    words = reading.words
    floor, _ = reading.bounds(start)
    if cue.has("obj"):
        told = phrase_after(reading, after, end)
        after = told.end if told is not None else after
    follow = skip_adjuncts(reading, after, end)
    closed = follow >= end or words[follow].tag in _BREAKS or words[follow].tag == ":"
    if _quote_before(reading, start):
        return _left_quote(reading, cue, start, after, follow, end)
    if not (cue.has("pre") or cue.has("quote")) or (right is not None and right.frame != "bare"):
        return None
    if start - 1 <= floor or words[start - 1].tag not in (",", "–"):
        if not (
            words[start - 1].lower == "as" and start - 2 > floor and words[start - 2].tag == ","
        ):
            return None
        start -= 1
    left = Range(_left_start(reading, start - 1, floor), start - 1)
    if words[left.start].lower in ("according", "asked"):
        return None
    rest = _resumed(reading, follow, end) if closed else None
    if right is not None and rest is None:
        return None
    if not closed and not _adverbial(reading, follow, end):
        return None
    if rest is None and not has_finite(reading, left.start, left.end):
        return None
    if (
        words[left.start].tag in ("prep", "sub", "adv")
        and rest is not None
        and not has_finite(reading, left.start, left.end)
    ):
        return (rest,)
    if not cue.has("pre") and rest is None:
        return None
    if (
        words[left.start].tag == "sub"
        and words[left.start].lower in ("as", "after", "when", "while", "if", "because")
        and (rest is None and not any(words[j].tag == "," for j in range(left.start, left.end)))
    ):
        return None
    return (left,) if rest is None else (left, rest)


def _left_quote(
    reading: Reading, cue: CueForm, start: int, after: int, follow: int, end: int
) -> tuple[Range, ...] | None:
    """The quotation before "S said", the words that lead to it, and what goes on after."""
    words = reading.words
    if not (cue.has("quote") or cue.has("pre") or cue.has("that")):
        return None
    j = start - 1
    if words[j].tag in (",", "–") and words[j].quotation < 0:
        j -= 1
    number = quotation_of(reading, j)
    part = quotation_range(reading, number, j)
    floor, _ = reading.bounds(j)
    comma = j != start - 1
    last = reading.text[reading.quotations[number].inner.end - 1]
    if not comma and last not in ",?!.…—–-;":
        return None
    if (
        part.start > floor
        and words[part.start - 1].quotation < 0
        and (words[part.start - 1].tag not in (":", "stop", "."))
    ):
        begin = _left_start(reading, part.start, floor)
        if (
            words[begin].tag in ("prep", "sub")
            and not has_finite(reading, begin, part.start)
            and begin == floor
        ):
            return None
        part = Range(begin, j + 1)
    rest = _resumed(reading, follow, end)
    return (part,) if rest is None else (part, rest)


def _left_start(reading: Reading, stop: int, floor: int) -> int:
    """Where a content before its speaker begins: its sentence, or behind "but" and the like."""
    words = reading.words
    start = floor
    for j in range(stop - 1, floor, -1):
        if words[j].tag == ";" or (words[j].tag == ":" and words[j].quotation < 0):
            start = j + 1
            break
    while start < stop and words[start].lower in ("but", "and", "yet", "so", "or", "–", ",", "-"):
        start += 1
    return start


def _resumed(reading: Reading, follow: int, end: int) -> Range | None:
    """The content that goes on behind ", he said,"."""
    words = reading.words
    if follow >= end or words[follow].tag not in (",", ":", "–"):
        return None
    index = follow + 1
    if index >= end:
        return None
    if quotation_of(reading, index) >= 0:
        return quotation_range(reading, words[index].quotation, index)
    word = words[index]
    ing = any(form.form == "ing" for form in load_cues().verbs.get(word.lower, ()))
    if (
        ing
        or word.lower.endswith("ing")
        or word.lower
        in (
            "but",
            "while",
            "although",
            "and",
            "who",
            "which",
            "as",
            "after",
            "when",
            "according",
            "in",
            "at",
            "before",
            "during",
            "with",
        )
    ):
        return None
    stop = clause_end(reading, index)
    if quotation_of(reading, follow - 1) >= 0 or not has_finite(reading, index, stop):
        return None
    return Range(index, stop)


def _adverbial(reading: Reading, follow: int, end: int) -> bool:
    """Whether the rest of the sentence after "S said" is an adverbial: "as results emerged"."""
    word = reading.words[follow]
    return word.tag in ("prep", "sub", "(") and word.lower != "that"


def _inverted(
    reading: Reading, cue: CueForm, group: int, index: int, after: int, end: int
) -> Candidate | None:
    """Content, then "said S"; or "Said S: ..." at the start of a sentence."""
    words = reading.words
    if not (cue.has("quote") or cue.has("pre")) or cue.form not in ("past", "s") or group != index:
        return None
    floor, _ = reading.bounds(index)
    quoted = _quote_before(reading, index)
    comma = index > floor and words[index - 1].tag in (",", "–")
    opens = index == floor
    if not (quoted or comma or opens):
        return None
    phrase = phrase_after(reading, after, end)
    if phrase is None or words[phrase.start].lower in (
        "him",
        "them",
        "us",
        "me",
        "nothing",
        "so",
        "there",
    ):
        return None
    if words[phrase.start].tag == "pron" and words[phrase.start].lower not in (
        "he",
        "she",
        "they",
        "we",
        "i",
        "it",
    ):
        return None
    phrase = with_apposition(reading, phrase, end)
    stop = skip_adjuncts(reading, phrase.end, end)
    sense = cue.sense("quote", "pre")
    if sense is None:
        return None
    if opens and not quoted:
        if stop < end and words[stop].tag == ":":
            found = right_content(reading, cue, stop, end)
            if found is not None:
                return _candidate(sense, Range(index, after), found.ranges, phrase, frame="colon")
        return None
    if quoted:
        ranges = _left_quote(reading, cue, index, phrase.end, stop, end)
        if ranges is None:
            return None
        return _candidate(sense, Range(index, after), ranges, phrase, frame="pre")
    if stop < end and words[stop].tag not in _BREAKS:
        return None
    if not any(
        words[j].capital or words[j].tag in ("det", "pron", "word")
        for j in range(phrase.start, phrase.end)
    ):
        return None
    dashed = words[floor].tag == "–" and words[index - 1].tag == "–"
    left = Range(_left_start(reading, index - 1, floor), index - 1)
    rest = None if dashed else _resumed(reading, stop, end)
    if left.end <= left.start or not (dashed or rest or has_finite(reading, left.start, left.end)):
        return None
    if words[left.start].tag in ("sub", "prep") and not any(
        words[j].tag == "," for j in range(left.start, left.end)
    ):
        return None
    if cue.base not in (
        "say",
        "add",
        "report",
        "write",
        "argue",
        "explain",
        "note",
        "warn",
        "recall",
        "claim",
        "insist",
        "continue",
        "conclude",
    ):
        return None
    ranges = (left,) if rest is None else (left, rest)
    return _candidate(sense, Range(index, after), ranges, phrase, frame="pre")


def _participle(
    reading: Reading, cue: CueForm, index: int, after: int, end: int
) -> Candidate | None:
    """ ", adding that ...", "a letter saying that ...", "left her thinking that ..."."""
    words = reading.words
    floor, _ = reading.bounds(index)
    content = right_content(reading, cue, after, end)
    if content is None or (index == floor and content.frame not in ("that", "quote")):
        return None
    sense = cue.sense(content.frame, "quote" if content.frame == "colon" else content.frame)
    if sense is None:
        return None
    start = index
    while start > floor and words[start - 1].tag == "adv":
        start -= 1
    before = words[start - 1] if start > floor else None
    source: Phrase | None = None
    shared = False
    if before is not None and (is_noun(reading, start - 1) or before.tag == ")"):
        source = phrase_before(reading, start - 1, floor)
    elif before is not None and before.tag in (",", "cc", "prep", "–", "sub"):
        source = clause_subject(reading, start - 1)
        shared = True
        if before.tag == "prep" and before.lower not in (
            "by",
            "in",
            "while",
            "after",
            "before",
            "for",
            "without",
            "as",
        ):
            return None
    elif before is None and content.frame in ("that", "quote"):
        source = _after_comma(reading, content.ranges[-1].end, end)
        shared = True
    if source is None and not shared:
        return None
    if source is None:
        return None
    return _candidate(
        sense, Range(start, after), content.ranges, source, shared=shared, frame=content.frame
    )


def _after_comma(reading: Reading, index: int, end: int) -> Phrase | None:
    if index < end and reading.words[index].tag == ",":
        return phrase_after(reading, index + 1, end)
    return None


def _infinitive(
    reading: Reading, cue: CueForm, index: int, after: int, end: int
) -> Candidate | None:
    """ "went on to say that ...": with quoted or that-content only, for the rest is too unsure."""
    words = reading.words
    content = right_content(reading, cue, after, end)
    if content is None or content.frame not in ("quote", "that", "colon"):
        return None
    sense = cue.sense(content.frame, "quote")
    floor, _ = reading.bounds(index)
    verb = index - 2
    if sense is None or verb <= floor or words[verb].lower in ("is", "was", "it", "fair", "safe"):
        return None
    if words[verb].lower == "on" and verb - 1 > floor:
        verb -= 1
    subject = (
        find_subject(reading, _group_start(reading, verb))
        if (words[verb].tag in ("verb", "word"))
        else None
    )
    if subject is None:
        return None
    return _candidate(sense, Range(verb, after), content.ranges, subject, frame=content.frame)


def _passive(
    reading: Reading, cue: CueForm, group: int, index: int, after: int, end: int
) -> Candidate | None:
    """ "was quoted as saying", "is said to", "it was reported that", "was criticised by S"."""
    words = reading.words
    lexicon = load_cues()
    if cue.base not in lexicon.passive:
        return None
    tone: Tone = "doubting" if cue.base in lexicon.passive_doubting else "neutral"
    subject = find_subject(reading, group)
    if after + 1 < end and words[after].lower == "as" and words[after + 1].lower.endswith("ing"):
        for form in lexicon.verbs.get(words[after + 1].lower, ()):
            found = right_content(reading, form, after + 1 + len(form.words), end)
            if found is not None and subject is not None:
                cue_range = Range(group, after + 1 + len(form.words))
                return Candidate(
                    cue_range, found.ranges, "speech", "neutral", subject, False, "quote"
                )
    by = next(
        (
            j
            for j in range(after, min(end, after + 10))
            if words[j].lower == "by" or is_finite(reading, j)
        ),
        end,
    )
    source = None
    rest = after
    if by < end and words[by].lower == "by":
        source = phrase_after(reading, by + 1, end)
        rest = source.end if source else after
    sense = cue.sense("that", "np", "as", "objinf")
    act: Act = sense.act if sense else "speech"
    if sense is not None and sense.tone != "neutral":
        tone = sense.tone
    subject_range = (
        ()
        if subject is None
        or words[subject.start].lower == "it"
        or words[subject.start].tag == "rel"
        else (Range(subject.start, subject.end),)
    )
    follow = skip_adjuncts(reading, after, end)
    if follow < end and words[follow].lower == "that":
        stop = clause_end(reading, follow)
        return Candidate(
            Range(group, after), (Range(follow, stop),), act, tone, source, False, "that"
        )
    if (
        after < end
        and words[after].lower == "to"
        and cue.base
        in (
            "say",
            "report",
            "allege",
            "claim",
            "believe",
            "think",
            "know",
            "understand",
            "rumour",
            "rumor",
        )
    ):
        stop = clause_end(reading, after)
        return Candidate(
            Range(group, after), (*subject_range, Range(after, stop)), act, tone, None, False, "inf"
        )
    if (
        source is not None
        and subject_range
        and cue.base not in ("know", "see", "feel", "tell", "ask", "consider")
    ):
        if words[source.start].tag == "pron" and words[source.start].lower == "it":
            return None
        tail: tuple[Range, ...] = ()
        if rest < end and words[rest].lower in ("for", "as", "of", "over"):
            tail = (Range(rest, clause_end(reading, rest, noun=True)),)
        if by == after or not tail:
            return Candidate(
                Range(group, by + 1), (*subject_range, *tail), act, tone, source, False, "np"
            )
    if cue.base in ("accuse",) and after < end and words[after].lower == "of" and subject_range:
        stop = clause_end(reading, after, noun=True)
        return Candidate(
            Range(group, after),
            (*subject_range, Range(after, stop)),
            act,
            tone,
            source,
            False,
            "np",
        )
    return None


# --- phrases, nouns, adjectives, adverbs ----------------------------------------------------------


def _by_phrase(reading: Reading, index: int, after: int, end: int) -> Candidate | None:
    """ "According to S, ...", "..., according to S", and "..., according to S, ..."."""
    words = reading.words
    if words[index].lower in ("quoting", "citing"):
        return None
    phrase = phrase_after(reading, after, end)
    if phrase is None:
        return None
    floor, _ = reading.bounds(index)
    phrase = with_apposition(reading, phrase, end)
    stop = phrase.end
    ranges: list[Range] = []
    opens = (
        index == floor
        or words[index - 1].tag in ("cc", ";", ":", "–")
        or (index - 1 == floor and words[floor].tag in ("adv", "cc"))
    )
    if not opens:
        left_end = index - 1 if words[index - 1].tag == "," else index
        start = _left_start(reading, left_end, floor)
        if left_end > start:
            ranges.append(Range(start, left_end))
    if stop < end and words[stop].tag == ",":
        resumed = stop + 1
        goes_on = (
            opens or (ranges and not has_finite(reading, *ranges[0])) or is_finite(reading, resumed)
            if resumed < end
            else False
        )
        if goes_on:
            ranges.append(Range(resumed, clause_end(reading, resumed)))
    elif opens and stop < end and words[stop].tag not in ("stop", "."):
        ranges.append(Range(stop, clause_end(reading, stop)))
    if not ranges:
        return None
    return Candidate(
        Range(index, after), tuple(ranges), "speech", "neutral", phrase, False, "phrase"
    )


def _by_noun(reading: Reading, sense: Sense, index: int, end: int) -> Candidate | None:
    """ "S's claim that ..." and "the warning from S that ..."."""
    words = reading.words
    floor, _ = reading.bounds(index)
    that = index + 1
    source: Phrase | None = None
    if that < end and words[that].lower in ("by", "from"):
        source = phrase_after(reading, that + 1, end)
        that = source.end if source else that
    if (
        that + 2 >= end
        or words[that].lower != "that"
        or words[that + 1].tag in ("aux", "verb", "adv")
    ):
        return None
    first = index - 1
    while first >= floor and words[first].tag in ("word", "adv") and not _owns(reading, first):
        first -= 1
    if source is None and first >= floor:
        owner = words[first]
        if owner.tag == "poss" and owner.lower != "whose":
            source = Phrase(first, first + 1, first + 1)
        elif _owns(reading, first):
            found = phrase_before(reading, first, floor)
            source = found
    if source is None:
        return None
    stop = clause_end(reading, that)
    if source.start == floor:
        stop = _matrix_verb(reading, that + 1, stop)
    return _candidate(
        sense, Range(first + 1, index + 1), (Range(that, stop),), source, frame="noun"
    )


def _matrix_verb(reading: Reading, start: int, stop: int) -> int:
    """Where the main clause goes on after "S's claim that X": its verb, the second in a row."""
    words = reading.words
    seen = False
    for index in range(start, stop):
        if words[index].tag in ("cc", "rel", "sub", ",", "pron"):
            seen = False
        elif words[index].tag == "aux" and words[index].lower not in ("be", "been", "being"):
            if seen and words[index - 1].tag in ("word", "cap", "num", ")"):
                return index
            seen = True
    return stop


def _owns(reading: Reading, index: int) -> bool:
    """Whether the word is a possessive: "Okafor's", "voters'"."""
    word = reading.words[index]
    mark = reading.text[word.end : word.end + 1]
    return word.lower.endswith(("’s", "'s")) or (word.lower.endswith("s") and mark in ("’", "'"))


def _by_view(reading: Reading, index: int, end: int) -> Candidate | None:
    """ "In S's view, ..." and "in the words of S" (the latter is a fixed phrase)."""
    words = reading.words
    noun = next(
        (j for j in range(index + 2, min(end, index + 9)) if words[j].lower in load_cues().views),
        end,
    )
    if noun >= end or not (words[noun - 1].tag == "poss" or _owns(reading, noun - 1)):
        return None
    source = (
        Phrase(noun - 1, noun, noun)
        if words[noun - 1].tag == "poss"
        else phrase_before(reading, noun - 1, index + 1)
    )
    floor, _ = reading.bounds(index)
    if source is None or words[source.start].lower in ("my", "our", "your", "its", "whose"):
        return None
    after = noun + 1
    if index == floor and after < end:
        start = after + 1 if words[after].tag == "," else after
        ranges: tuple[Range, ...] = (
            (Range(start, clause_end(reading, start)),) if start < end else ()
        )
    elif after >= end or words[after].tag in _BREAKS:
        left_end = index - 1 if words[index - 1].tag == "," else index
        ranges = (Range(_left_start(reading, left_end, floor), left_end),)
    else:
        return None
    if not ranges:
        return None
    return Candidate(Range(index, after), ranges, "stance", "neutral", source, frame="view")


def _by_adjective(reading: Reading, sense: Sense, index: int, end: int) -> Candidate | None:
    """ "was confident that ...", "remain concerned about ..."."""
    words = reading.words
    floor, _ = reading.bounds(index)
    j = index - 1
    while j >= floor and words[j].tag == "adv":
        j -= 1
    linking = ("remain", "remains", "remained", "felt", "feel", "feels", "seemed", "am")
    if j <= floor or not (words[j].lower in load_grammar()["be"] or words[j].lower in linking):
        return None
    after = index + 1
    if after + 1 >= end or words[after].lower not in ("that", "about", "of", "at", "with", "over"):
        return None
    if (
        words[after].lower in ("of", "at", "with")
        and sense.act == "stance"
        and words[index].lower
        not in (
            "critical",
            "supportive",
            "proud",
            "wary",
            "convinced",
            "certain",
            "confident",
            "dismissive",
            "afraid",
            "sceptical",
            "skeptical",
            "aware",
        )
    ):
        return None
    group = _group_start(reading, j)
    subject = find_subject(reading, group)
    if subject is None or words[subject.start].lower in ("it", "there", "this"):
        return None
    noun = words[after].lower != "that"
    start = after + 1 if noun else after
    stop = clause_end(reading, start, noun=noun)
    if stop - start < 2:
        return None
    cue = Range(group, start)
    return _candidate(sense, cue, (Range(start, stop),), subject, frame="that")


def _by_adverb(reading: Reading, index: int, end: int) -> Candidate | None:
    """ "reportedly", "allegedly": the clause around the adverb, given to nobody."""
    words = reading.words
    floor, _ = reading.bounds(index)
    if words[index].lower not in ("reportedly", "allegedly", "purportedly", "supposedly"):
        return None
    stop = clause_end(reading, index + 1) if index + 1 < end else end
    if stop - index < 3:
        return None
    subject = find_subject(reading, index) if index > floor else None
    before = words[index - 1] if index > floor else None
    ranges = [Range(index + 1, stop)]
    if before is not None and before.tag == "aux":
        group = _group_start(reading, index)
        subject = find_subject(reading, group)
        if subject is not None and words[subject.start].tag != "rel":
            ranges.insert(0, Range(subject.start, index))
    elif subject is not None and subject.end == index:
        ranges.insert(0, Range(subject.start, subject.end))
    return Candidate(
        Range(index, index + 1), tuple(ranges), "speech", "doubting", None, False, "adverb"
    )
