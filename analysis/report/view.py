"""The view: everything a template may print, with every string, number and order decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis import __version__
from analysis.records import Comparison
from analysis.report.keys import Index
from analysis.report.parts import Link
from analysis.report.sections.articles import ArticlesView, build_articles
from analysis.report.sections.attributions import AttributionsOf, build_attributions
from analysis.report.sections.conflicts import ConflictsView, build_conflicts
from analysis.report.sections.facts import FactsView, build_facts
from analysis.report.sections.framing import FramingView, build_framing
from analysis.report.sections.labels import LabelsView, build_labels
from analysis.report.sections.method import MethodView, build_method
from analysis.report.sections.order import OrderView, build_order
from analysis.report.sections.readability import ReadabilityView, build_readability
from analysis.report.sections.removed import RemovedView, build_removed
from analysis.report.sections.shared_copy import SharedCopyView, build_shared_copy
from analysis.report.sections.sourcing import SourcingView, build_sourcing
from analysis.report.sections.texts import TextView, build_texts
from analysis.report.sections.timeline import TimelineView, build_timeline
from analysis.report.sections.words import WordsView, build_words
from analysis.report.wording import plural, sentence_case, shorten, small

if TYPE_CHECKING:
    from analysis.axes.schema import Axis

_TITLE, _RUNNING = 300, 70
_LINKS = 10
_FOLLOW = (
    "A letter is an article and a number a sentence: A12 is sentence 12 of article A, printed in "
    "the last appendix. Every reference is a link."
)


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding: its sentence, the part of the report it belongs to, where it can be checked."""

    text: str
    links: tuple[Link, ...]
    more: str
    """How many further passages there are, in words, or ""."""


@dataclass(frozen=True, slots=True)
class View:
    """A whole report; a part is None where there is nothing to say in it."""

    title: str
    running_title: str
    subtitle: str
    comparative: bool
    """Whether there are at least two articles to compare."""
    findings: tuple[FindingView, ...]
    no_findings: str
    how_to_follow: str
    contents: tuple[Link, ...]
    articles: ArticlesView
    facts: FactsView | None
    order: OrderView | None
    timeline: TimelineView | None
    framing: FramingView | None
    sourcing: SourcingView | None
    readability: ReadabilityView | None
    labels: LabelsView | None
    words: WordsView | None
    shared_copy: SharedCopyView | None
    conflicts: ConflictsView | None
    removed: RemovedView
    method: MethodView
    attributions: tuple[AttributionsOf, ...]
    texts: tuple[TextView, ...]
    texts_title: str
    brief: bool
    version: str


def build_view(
    comparison: Comparison, axis: Axis, *, title: str | None = None, edition: str = "full"
) -> View:
    """The view of `comparison` on `axis`; `title` replaces the event's own.

    The `brief` edition leaves out the list of attributions, and of the articles it prints only
    the sentences that it refers to.

    With one article the comparative parts are left out; an empty comparison gives a view without
    articles, not an error.
    """
    index = Index(comparison.analyses)
    heading = shorten(title or comparison.event.title or _untitled(index), _TITLE)
    comparative = len(comparison.analyses) > 1
    facts = build_facts(comparison, index)
    order = build_order(comparison, index)
    timeline = build_timeline(comparison, index)
    framing = build_framing(comparison, index, axis)
    sourcing = build_sourcing(comparison, index)
    readability = build_readability(comparison, index)
    labels = build_labels(comparison, index)
    words = build_words(comparison, index)
    shared_copy = build_shared_copy(comparison, index)
    conflicts = build_conflicts(comparison, index)
    findings = _findings(comparison, index)
    brief = edition == "brief"
    attributions = () if brief else build_attributions(comparison, index)
    texts_title = _texts_title(brief=brief, attributions=bool(attributions))

    return View(
        title=heading,
        running_title=shorten(heading, _RUNNING),
        subtitle=_subtitle(comparison, axis),
        comparative=comparative,
        findings=findings,
        no_findings=_no_findings(comparison),
        how_to_follow=_FOLLOW,
        contents=_contents(
            texts_title=texts_title,
            facts=facts is not None,
            order=order is not None,
            timeline=timeline is not None,
            framing=framing is not None,
            sourcing=sourcing is not None,
            readability=readability is not None,
            labels=labels is not None,
            words=words is not None,
            conflicts=conflicts is not None,
            shared_copy=shared_copy is not None,
            attributions=bool(attributions),
        ),
        texts_title=texts_title,
        articles=build_articles(comparison, index),
        facts=facts,
        order=order,
        timeline=timeline,
        framing=framing,
        sourcing=sourcing,
        readability=readability,
        labels=labels,
        words=words,
        shared_copy=shared_copy,
        conflicts=conflicts,
        removed=build_removed(comparison, index),
        method=build_method(axis),
        attributions=attributions,
        texts=build_texts(comparison, index, axis, only=index.cited if brief else None),
        brief=brief,
        version=__version__,
    )


def _untitled(index: Index) -> str:
    if len(index.keys) == 1:
        return index.keys[0].title
    return "An event without a title"


def _subtitle(comparison: Comparison, axis: Axis) -> str:
    n = len(comparison.analyses)
    what = "One article" if n == 1 else f"{small(n).capitalize()} articles compared"
    event = f", event of {comparison.event.date}" if comparison.event.date else ""
    skipped = f", {plural(len(comparison.skipped), 'file')} not used" if comparison.skipped else ""
    return (
        f"{what}{event}{skipped}. Framing is read on the axis “{axis.title}”, from "
        f"{axis.negative.name} to {axis.positive.name}."
    )


def _findings(comparison: Comparison, index: Index) -> tuple[FindingView, ...]:
    found = []
    for finding in comparison.findings:
        links = index.evidence(finding.evidence)
        more = len(links) - _LINKS
        found.append(
            FindingView(
                sentence_case(finding.text),
                links[:_LINKS],
                f"and {plural(more, 'more passage')}" if more > 0 else "",
            )
        )
    return tuple(found)


def _no_findings(comparison: Comparison) -> str:
    if len(comparison.analyses) == 1:
        return (
            "One article alone cannot be compared with anything. This report shows what was "
            "measured in it, with the passages."
        )
    return "Nothing stood out that the evidence supports."


def _texts_title(*, brief: bool, attributions: bool) -> str:
    if brief:
        return "Appendix: the sentences referred to"
    return "Appendix 2: the articles as read" if attributions else "Appendix: the articles as read"


def _contents(*, texts_title: str, **present: bool) -> tuple[Link, ...]:
    entries = (
        ("findings", "Findings", True),
        ("articles", "The articles", True),
        ("facts", "Facts and omissions", present["facts"]),
        ("order", "Headlines, leads and order", present["order"]),
        ("timeline", "Timeline", present["timeline"]),
        ("framing", "Framing", present["framing"]),
        ("sourcing", "Sourcing: who is given words", present["sourcing"]),
        ("readability", "Readability", present["readability"]),
        ("labels", "Names for the same thing", present["labels"]),
        ("words", "Loaded words, hedges and doubt", present["words"]),
        ("conflicts", "Figures that disagree", present["conflicts"]),
        ("shared-copy", "Shared copy", present["shared_copy"]),
        ("removed", "What was cut from the files", True),
        ("method", "Method and limits", True),
        ("glossary", "Glossary", True),
        ("attributions", "Appendix 1: every attribution", present["attributions"]),
        ("texts", texts_title, True),
    )
    return tuple(Link(title, f"#{name}") for name, title, shown in entries if shown)
