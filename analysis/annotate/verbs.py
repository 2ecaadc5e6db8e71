"""Verbs as cues: finite, participle, infinitive and passive."""

from __future__ import annotations

from analysis.annotate.candidates import Candidate, make_candidate
from analysis.annotate.contents import right_content
from analysis.annotate.cues import CueForm, load_cues
from analysis.annotate.extents import Range, clause_end, skip_adjuncts
from analysis.annotate.phrases import Phrase, is_finite, is_noun, phrase_after, phrase_before
from analysis.annotate.preposed import inverted, left_content, quote_before
from analysis.annotate.sources import can_speak, group_start, is_condition, is_shared
from analysis.annotate.subjects import clause_subject, find_subject
from analysis.annotate.words import Reading, load_grammar, pronoun
from analysis.records import Act, Tone


def by_verb(reading: Reading, cue: CueForm, index: int, after: int, end: int) -> Candidate | None:
    """The candidate of a verb: passive, participle, infinitive or finite."""
    words = reading.words
    grammar = load_grammar()
    group = group_start(reading, index)
    auxiliaries = [words[j].lower for j in range(group, index) if words[j].tag == "aux"]
    negated = any(
        w in ("not", "never") or w.endswith(("n't", "n’t"))
        for w in (words[j].lower for j in range(group, index))
    )
    last_aux = auxiliaries[-1] if auxiliaries else ""
    if cue.form in ("past", "part") and last_aux in grammar["be"]:
        return _passive(reading, cue, group, after, end)
    if cue.form == "ing":
        if last_aux in grammar["be"]:
            return _active(reading, cue, group, index, after, end, negated=negated)
        return _participle(reading, cue, index, after, end)
    if cue.form == "base" and index > reading.bounds(index)[0] and words[index - 1].lower == "to":
        return _infinitive(reading, cue, index, after, end)
    if (
        cue.form in ("past", "part")
        and not auxiliaries
        and _is_participle(reading, index, after, end)
    ):
        return None
    if cue.form == "part" and cue.words[0] != cue.base.split()[0] and not auxiliaries:
        return None
    if cue.form in ("base", "s") and not _verbal(reading, cue, index, auxiliaries):
        return None
    return _active(reading, cue, group, index, after, end, negated=negated)


def _is_participle(reading: Reading, index: int, after: int, end: int) -> bool:
    """Whether a past form without auxiliary is an adjective or a shortened relative clause."""
    words = reading.words
    floor, _ = reading.bounds(index)
    if index > floor and words[index - 1].lower in ("most", "more", "than", "as", "best", "least"):
        follows = words[after].tag if after < end else "stop"
        return words[index - 1].lower != "most" or follows in ("word", "cap", "num", "stop")
    if index > floor and words[index - 1].tag in ("det", "poss", "prep"):
        return words[index - 1].lower not in load_grammar()["quantifiers"]
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
        return before.lower in load_grammar()["quantifiers"]
    if cue.form == "s" and before.lower in ("they", "we", "i", "you"):
        return False
    if before.tag in ("pron", "rel", "adv", ",", "–", ")", "cc"):
        return True
    if cue.words[0] in load_cues().finite or len(cue.words) > 1:
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
    if subject is not None and not is_shared(reading, subject, group):
        left = left_content(reading, cue, before, after, end, right=content)
        if left is not None and not (strong and not quote_before(reading, before)):
            sense = cue.sense("quote", "pre", "that", "np")
            if sense is not None:
                return make_candidate(sense, Range(group, after), left, subject, frame="pre")
    if subject is None or (words[group - 1].tag in (",", "–") if group > floor else True):
        found = inverted(reading, cue, group, index, after, end)
        if found is not None:
            return found
    if subject is None or content is None:
        return None
    if (
        pronoun(words[subject.start].lower) in ("it", "there")
        and cue.base in load_grammar()["impersonal"]
    ):
        return None
    sense = cue.sense(content.frame, "quote" if content.frame == "colon" else content.frame)
    if sense is None or not can_speak(reading, subject, content.frame, sense):
        return None
    if is_condition(reading, subject):
        return None
    modal = any(words[j].lower in load_grammar()["hypothetical"] for j in range(group, index))
    if modal and sense.act == "speech" and content.frame != "quote":
        return None
    if negated and sense.act == "speech" and content.frame != "quote":
        return None
    if content.frame == "bare" and negated and cue.base in ("know", "understand"):
        return None
    if (
        sense.act == "stance"
        and content.frame == "bare"
        and words[after].tag not in ("pron", "det", "poss", "cap", "word")
    ):
        return None
    shared = is_shared(reading, subject, group)
    return make_candidate(
        sense, Range(group, after), content.ranges, subject, shared=shared, frame=content.frame
    )


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
        if source is not None and not can_speak(reading, source, content.frame, sense):
            source = clause_subject(reading, start - 1)
            shared = True
    elif before is not None and before.tag in (",", "cc", "prep", "–", "sub"):
        if before.tag == "prep" and before.lower not in load_grammar()["before_gerunds"]:
            return None
        source = clause_subject(reading, start - 1)
        shared = True
    elif before is None and content.frame in ("that", "quote"):
        source = _after_comma(reading, content.ranges[-1].end, end)
        shared = True
    if source is None or not can_speak(reading, source, content.frame, sense):
        return None
    return make_candidate(
        sense, Range(start, after), content.ranges, source, shared=shared, frame=content.frame
    )


def _after_comma(reading: Reading, index: int, end: int) -> Phrase | None:
    if index < end and reading.words[index].tag == ",":
        return phrase_after(reading, index + 1, end)
    return None


def _infinitive(
    reading: Reading, cue: CueForm, index: int, after: int, end: int
) -> Candidate | None:
    """ "went on to say that ...": with quoted or that-content only, for the rest is too unsure.

    After "was the first to" any content will do: "was the first to congratulate him".
    """
    words = reading.words
    content = right_content(reading, cue, after, end)
    if content is None:
        return None
    first = _was_first(reading, index)
    if first is not None:
        subject = find_subject(reading, first)
        sense = cue.sense(content.frame, "quote")
        if sense is None or subject is None or not can_speak(reading, subject, "np", sense):
            return None
        return make_candidate(
            sense, Range(index, after), content.ranges, subject, frame=content.frame
        )
    if content.frame not in ("quote", "that", "colon"):
        return None
    sense = cue.sense(content.frame, "quote")
    floor, _ = reading.bounds(index)
    verb = index - 2
    if sense is None or verb <= floor or words[verb].lower in ("is", "was", "it", "fair", "safe"):
        return None
    if words[verb].lower == "on" and verb - 1 > floor:
        verb -= 1
    subject = (
        find_subject(reading, group_start(reading, verb))
        if (words[verb].tag in ("verb", "word"))
        else None
    )
    if subject is None:
        return None
    return make_candidate(sense, Range(verb, after), content.ranges, subject, frame=content.frame)


def _was_first(reading: Reading, index: int) -> int | None:
    """The "was" of "was the first to" (or "among the last to") before word `index`, or None."""
    words = reading.words
    floor, _ = reading.bounds(index)
    place = index - 2
    if place - 2 < floor or words[place].lower not in ("first", "last", "only"):
        return None
    while place > floor and words[place].lower in ("first", "last", "only", "the", "among", "one"):
        place -= 1
    if words[place].lower not in load_grammar()["be"]:
        return None
    return group_start(reading, place)


def _passive(reading: Reading, cue: CueForm, group: int, after: int, end: int) -> Candidate | None:
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
        if source is not None and words[by + 1].lower.endswith("ing"):
            source = None
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
    if after < end and words[after].lower == "to" and cue.base in load_grammar()["hearsay_verbs"]:
        stop = clause_end(reading, after)
        return Candidate(
            Range(group, after), (*subject_range, Range(after, stop)), act, tone, None, False, "inf"
        )
    if source is not None and subject_range and cue.base not in load_grammar()["no_speaker_by"]:
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
