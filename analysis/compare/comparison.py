"""The articles of one event side by side."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.compare.article_words import compare_words
from analysis.compare.cautions import find_cautions
from analysis.compare.conflicts import find_conflicts
from analysis.compare.copies import find_copies
from analysis.compare.differences import find_differences
from analysis.compare.facts import find_facts, find_omissions
from analysis.compare.findings import find_findings
from analysis.compare.labels import find_labels
from analysis.compare.order import find_order
from analysis.compare.same_event import match_event
from analysis.compare.sources import find_sources
from analysis.compare.timeline import find_timeline
from analysis.compare.word_measures import find_hits
from analysis.records import Analysis, Comparison, Event, FactEntry, Skipped


def compare(
    analyses: Sequence[Analysis],
    *,
    event: Event,
    skipped: Sequence[Skipped] = (),
    fact_entries: Sequence[FactEntry] = (),
    poles: tuple[str, str] | None = None,
) -> Comparison:
    """The comparison of the articles, in their order.

    With one article the comparative parts are empty and the findings speak of it alone; without
    articles everything is empty but the caution about skipped files. `poles` are the names of the
    axis's ends (at −1, at +1); without them the findings speak of its lower and upper end.
    `fact_entries` are what the user says about the facts.
    """
    documents = [analysis.document for analysis in analyses]
    shared, copies = find_copies(documents)
    facts = find_facts(documents, event=event, entries=fact_entries, copies=copies)
    hits = [find_hits(document) for document in documents]
    conflicts = find_conflicts(documents, event=event)
    labels = find_labels(documents, event=event, hits=hits)
    order = find_order(analyses, facts=facts.found)
    matches = match_event(documents)
    strangers = tuple(match.article for match in matches if match.level == "other")
    return Comparison(
        event=event,
        analyses=tuple(analyses),
        shared_copy=shared,
        differences=find_differences(analyses),
        findings=find_findings(
            analyses,
            shared=shared,
            copies=copies,
            strangers=strangers,
            poles=poles,
            facts=facts.found,
            conflicts=conflicts,
            labels=labels,
            order=order,
        ),
        cautions=find_cautions(
            analyses,
            event=event,
            shared=shared,
            copies=copies,
            strangers=strangers,
            doubtful=[match.article for match in matches if match.level == "doubtful"],
            skipped=skipped,
        ),
        skipped=tuple(skipped),
        sources=find_sources(analyses),
        conflicts=conflicts,
        facts=facts.found,
        omissions=find_omissions(facts.found),
        unused_facts=facts.unused,
        copies=copies,
        labels=labels,
        wording=compare_words(documents, hits, shared),
        same_event=matches,
        order=order,
        timeline=find_timeline(documents, event=event, facts=facts.found),
    )
