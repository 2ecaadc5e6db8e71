"""Cuts page furniture away from an article and keeps a ledger of what was cut, and why.

The cost is uneven: a line of furniture that stays is a nuisance, a sentence of the article that
goes is a fault. So what a line says decides anywhere, what it looks like decides only above and
below the body, and a page on which the looks would take too much is cut by its words alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache

from analysis.ingest.boxes import (
    find_author_notes,
    find_comments,
    find_pitches,
    find_repeated,
    find_teasers,
)
from analysis.ingest.dates import is_precise, without_dates
from analysis.ingest.headline import Headline, find_headline, glued_onto
from analysis.ingest.lines import Line
from analysis.ingest.looks import Body, Look, find_body, is_minor, look_at
from analysis.ingest.prefix import without_prefix
from analysis.ingest.shapes import (
    fold,
    is_capitalised,
    is_label,
    is_question,
    is_sentence,
    is_terminated,
)
from analysis.ingest.wording import section, words
from analysis.records import Removed

BYLINE, DATE_LINE, GLUED_DATE = "byline", "date line", "date before the text"
NOTE = "note about the author or the desk"
LINK = "link to another story"
SECTION, ABOVE = "section or label", "above the headline"

_MAX_LOST_SHARE = 0.15
"""Share of the page's sentence words that shape may take; beyond it, shape is not trusted."""

_MAX_LINKS = 8
_LAST_WORDS, _LABELS_BETWEEN = 4, 1
_FULL_STOPS = (".", ".”", '."', ".’", "”.")
_WINDOW, _GATHERED = 8, 3
_LABEL_WORDS = 3
_SIGN_OFF_WORDS = 4
_HEAD_REACH = 10
_NAVIGATION_LINES = 8
_CREDIT_WORDS = 14
_CLOSING_SHARE = 0.12


@dataclass(frozen=True, slots=True)
class Page:
    """A page parted in two: the lines of the article, and what was cut with its reason.

    `headline` is one of `kept`; `body` holds the looks of all lines for those who read metadata.
    """

    kept: tuple[Line, ...]
    removed: tuple[Removed, ...]
    headline: Line | None
    looks: tuple[Look, ...]
    reasons: dict[int, str]
    headline_index: int | None


def cut_furniture(lines: Sequence[Line], *, title: str | None = None) -> Page:
    """The lines of the article and the ledger of the rest; no lines give an empty page.

    `title` is the article's title where it is known from elsewhere: its line is the headline.
    """
    looks = look_at(lines)
    body = find_body(looks)
    headline = find_headline(looks, body, title=title)
    reasons = _by_words(looks, body, headline)
    if body.found:
        body = _with_last_words(looks, find_body(looks, cut=reasons.keys()), reasons)
        by_shape = _by_shape(looks, body, headline, reasons)
        if _lost_share(looks, by_shape) <= _MAX_LOST_SHARE:
            reasons |= {index: why for index, why in by_shape.items() if index not in reasons}
    if headline is not None:
        reasons.pop(headline.index, None)
    return _part(looks, reasons, headline)


# --- what a line says ----------------------------------------------------------------------------


def _by_words(looks: Sequence[Look], body: Body, headline: Headline | None) -> dict[int, str]:
    """Lines that are furniture by their own words, and the boxes that such lines open."""
    protected = headline.index if headline else None
    head = _end_of_head(looks, body, headline)
    first_sentence = _first_sentence(looks, headline.index + 1 if headline else body.first)
    closing = _begin_of_close(looks, body)
    reasons: dict[int, str] = {}
    for index, look in enumerate(looks):
        at_edge = index < head or not body.found or index >= closing
        if look.wordless:
            reasons[index] = "mark without words"
        elif look.rule is not None and (at_edge or look.rule.place == "anywhere"):
            reasons[index] = look.rule.reason
        elif look.byline is not None and at_edge:
            reasons[index] = BYLINE
        elif look.date and at_edge and body.found:
            # A bare date under the first sentence may head a part of a chronicle.
            near = looks[max(0, index - 2) : index + 3]
            if (
                not first_sentence < index <= body.last
                or is_precise(look.text)
                or any(other.byline for other in near)
            ):
                reasons[index] = DATE_LINE
    links = [index for index, why in reasons.items() if why == LINK]
    if len(links) > _MAX_LINKS:
        # So many links are what the page is about: a list of addresses, of broadcasts.
        reasons = {index: why for index, why in reasons.items() if index not in links}
    for index in find_pitches(looks):
        reasons.setdefault(index, "newsletter box")
    for index in find_teasers(looks, body, protected):
        reasons.setdefault(index, "related stories")
    beside = [
        index
        for index in range(len(looks))
        if index <= first_sentence or index - 1 in reasons or index + 1 in reasons
    ]
    for index in find_repeated(looks, beside):
        reasons.setdefault(index, "sentence repeated from the text")
    for index in find_comments(looks):
        reasons.setdefault(index, "comments")
    for index in find_author_notes(looks, closing):
        reasons.setdefault(index, NOTE)
    return reasons


def _first_sentence(looks: Sequence[Look], start: int) -> int:
    """Index of the first line that is a sentence, from `start` on; the number of lines if none."""
    return next((i for i in range(start, len(looks)) if looks[i].sentence), len(looks))


def _end_of_head(looks: Sequence[Look], body: Body, headline: Headline | None) -> int:
    """Index of the line with which the article proper begins: byline and date stand above it.

    Under the headline a summary may come first, if a byline or date follows it soon.
    """
    first = _first_sentence(looks, headline.index + 1 if headline else body.first)
    following = looks[first + 1 : first + 1 + _HEAD_REACH]
    if first == len(looks) or not any(look.byline or look.date for look in following):
        return min(first, body.first) if headline is None else first
    return _first_sentence(looks, first + 1)


def _begin_of_close(looks: Sequence[Look], body: Body) -> int:
    """Index from which on a page closes: few of its sentence words are left.

    Furniture there may be sentences too, so that the body seems to reach over it. The last
    sentence belongs to the close, however short the article.
    """
    total = sum(look.words for look in looks if look.sentence)
    left = 0
    for index in range(len(looks) - 1, -1, -1):
        left += looks[index].words if looks[index].sentence else 0
        first = left == looks[index].words
        if left > _CLOSING_SHARE * total:
            return min(index if first else index + 1, body.last + 1)
    return 0


# --- what a line looks like ----------------------------------------------------------------------


def _by_shape(
    looks: Sequence[Look], body: Body, headline: Headline | None, reasons: dict[int, str]
) -> dict[int, str]:
    """Lines above and below the body that are furniture by their shape and their place."""
    found: dict[int, str] = {}
    if headline is not None:
        above = _above_headline(looks, body, headline)
        if not is_minor(looks, above.keys() - reasons.keys()):
            last = max(filter(_dense(looks), above), default=-1)
            above = {index: why for index, why in above.items() if index <= last}
        found |= above
    found |= _beside_headline(looks, body, headline, reasons)
    found |= _below_body(looks, body, reasons)
    return found


def _with_last_words(looks: Sequence[Look], body: Body, reasons: Collection[int]) -> Body:
    """The body with the short sentences that follow it closely, subheadings between them."""
    last, between = body.last, 0
    for index in range(body.last + 1, len(looks)):
        look = looks[index]
        if index in reasons or is_question(look.text):
            continue
        if look.sentence or (look.words >= _LAST_WORDS and look.text.endswith(_FULL_STOPS)):
            last, between = index, 0
        elif between == _LABELS_BETWEEN:
            break
        else:
            between += not is_terminated(look.text)
    return replace(body, last=last)


def _above_headline(looks: Sequence[Look], body: Body, headline: Headline) -> dict[int, str]:
    """What stands above the headline: navigation, and where the headline is sure, sentences too."""
    text = looks[headline.index].text
    found = {}
    above = looks[: headline.index]
    sentences = sum(look.sentence for look in above)
    # Sentences above it go only with a whole page's navigation around them.
    whole_page = len(above) >= _NAVIGATION_LINES and sentences <= len(above) / 4
    for index, look in enumerate(above):
        if fold(look.text) == fold(text):
            found[index] = "headline repeated"
        elif glued_onto(look.text, text):
            found[index] = "breadcrumb"
        elif index in headline.rivals or index >= body.first or (look.sentence and not whole_page):
            continue
        elif headline.sure or whole_page or is_label(look.text, words=_LABEL_WORDS):
            found[index] = ABOVE
    return found


def _beside_headline(
    looks: Sequence[Look], body: Body, headline: Headline | None, reasons: dict[int, str]
) -> dict[int, str]:
    """Labels between the headline (or the top) and the first sentence: sections, names, counters.

    A page without other furniture up there has no labels either, but short lines of its own.
    """
    start = headline.index + 1 if headline else 0
    end = max(start, body.first)
    while end < body.last and not looks[end].sentence:
        end += 1
    found: dict[int, str] = {}
    furnished = any(index in reasons for index in range(end))
    for index in range(start, end):
        look = looks[index]
        if headline is not None and fold(look.text) == fold(looks[headline.index].text):
            found[index] = "headline repeated"
        elif (
            fold(look.text) in words("sections", "names")
            or fold(look.text) in _genre_labels()
            or (furnished and index < end and is_label(look.text, words=_LABEL_WORDS))
        ):
            found[index] = SECTION
        elif _is_credit(look):
            found[index] = DATE_LINE
    return found


def _is_credit(look: Look) -> bool:
    """Whether the line is a date with a name or a desk beside it, without a byline's form."""
    rest = without_dates(look.text)
    return (
        rest is not None
        and look.words <= _CREDIT_WORDS
        and is_capitalised(rest)
        and not look.text.endswith((".", ":", "?"))
    )


def _below_body(looks: Sequence[Look], body: Body, reasons: dict[int, str]) -> dict[int, str]:
    """What follows the last sentence, from the first line that is furniture by its words.

    Sentences stay, and so does a list that ends the article; one or two labels directly above the
    furniture, or a name alone at the very end, go with it.
    """
    below = range(body.last + 1, len(looks))
    known = next((index for index in below if index in reasons), None)
    found: dict[int, str] = {}
    if known is None:
        if len(below) == 1 and _is_sign_off(looks[below[0]].text):
            found[below[0]] = "sign-off"
        return found
    before = range(body.last + 1, known)
    if len(before) <= 2 and all(_is_sign_off(looks[index].text) for index in before):
        found |= dict.fromkeys(before, SECTION)
    rest = [i for i in range(known + 1, len(looks)) if not is_sentence(looks[i].text)]
    if not is_minor(looks, [index for index in rest if index not in reasons]):
        # So many words in short lines may be a list; a page's foot is where furniture gathers.
        first = next(filter(_dense(looks), rest), len(looks))
        rest = [index for index in rest if index >= first]
    return found | dict.fromkeys(rest, "below the article")


def _dense(looks: Sequence[Look]) -> Callable[[int], bool]:
    """Whether several of the lines from an index on belong to a page's frame: buttons, notices."""

    def gathers(index: int) -> bool:
        rules = [look.rule for look in looks[index : index + _WINDOW] if look.rule]
        return sum(rule.frame for rule in rules) >= _GATHERED

    return gathers


def _is_sign_off(text: str) -> bool:
    return (
        is_label(text, words=_SIGN_OFF_WORDS)
        and is_capitalised(text)
        and not any(map(str.isdigit, text))
    )


def _lost_share(looks: Sequence[Look], reasons: dict[int, str]) -> float:
    """Share of the words in sentences that the given lines hold, 0..1; 0 without sentences."""
    total = sum(look.words for look in looks if look.sentence)
    lost = sum(looks[index].words for index in reasons if looks[index].sentence)
    return lost / total if total else 0.0


@cache
def _genre_labels() -> frozenset[str]:
    return frozenset(label for labels in section("genre")["labels"].values() for label in labels)


# --- parting -------------------------------------------------------------------------------------


def _part(looks: Sequence[Look], reasons: dict[int, str], headline: Headline | None) -> Page:
    kept: list[Line] = []
    removed: list[Removed] = []
    title: Line | None = None
    gap = False
    for index, look in enumerate(looks):
        gap = gap or look.line.gap
        if index in reasons:
            removed.append(Removed(look.line.number, look.text, reasons[index]))
            continue
        line = replace(look.line, gap=gap)
        if len(kept) < 2:
            line, prefix = without_prefix(line)
            removed += [Removed(line.number, prefix, GLUED_DATE)] if prefix else []
        if headline is not None and index == headline.index:
            title = line
        kept.append(line)
        gap = False
    index_of_headline = headline.index if headline else None
    return Page(tuple(kept), tuple(removed), title, tuple(looks), reasons, index_of_headline)
