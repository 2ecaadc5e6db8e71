"""The whole comparison, against what is true of invented events.

An event is a folder with its articles and `truth.toml`; the modules `comparison_*` say what counts
as right. Counts of several events are added before they are divided.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.validation import comparison_labels, comparison_order
from analysis.validation.comparison_conflicts import (
    ConflictScore,
    add_scores,
    read_conflicts,
    score_conflicts,
)
from analysis.validation.comparison_copy import CopyScore, score_copy
from analysis.validation.comparison_facts import CellScore, read_facts, score_facts


@dataclass(frozen=True, slots=True)
class EventScore:
    """The scores of one event."""

    facts: CellScore
    figures: ConflictScore
    verdicts: ConflictScore
    copy: CopyScore
    labels: Mapping[str, float]
    order: Mapping[str, float]


def measure(events: Path) -> dict[str, Any]:
    """The figures over all events that `events` (a path with a pattern at its end) stands for."""
    folders = sorted(folder for folder in events.parent.glob(events.name) if folder.is_dir())
    return summarise([score_event(folder) for folder in folders])


def score_event(folder: Path) -> EventScore:
    """The scores of one event; its articles are named by their files, as in the truth."""
    from analysis import pipeline
    from analysis.axes.schema import load_axis
    from analysis.compare.comparison import compare

    truth = tomllib.loads((folder / "truth.toml").read_text(encoding="utf-8"))
    reading = pipeline.read([folder])
    analyses = pipeline.analyse(reading.articles, axis=load_axis("reform"), features=())
    comparison = compare(analyses, event=reading.event)
    letters = {a.article.id: Path(a.article.path).stem for a in analyses}
    documents = {letters[a.article.id]: a.document for a in analyses}
    texts = {letter: document.text for letter, document in documents.items()}
    conflicts = read_conflicts(truth)
    assert comparison.copies is not None
    return EventScore(
        score_facts(comparison.facts, read_facts(truth, texts), letters),
        score_conflicts(comparison.conflicts, conflicts, letters),
        score_conflicts(comparison.conflicts, conflicts, letters, kind="verdict"),
        score_copy(truth, documents, comparison.shared_copy, comparison.copies),
        comparison_labels.measure(truth, comparison),
        comparison_order.measure(truth, comparison),
    )


def summarise(scores: Sequence[EventScore]) -> dict[str, Any]:
    """The figures of several events together, nested by part; nan where there is nothing."""
    figures = add_scores([score.figures for score in scores])
    verdicts = add_scores([score.verdicts for score in scores])
    copy = sum((score.copy for score in scores), CopyScore(0, 0, 0))
    right, found, true = (
        sum(getattr(score.facts, name) for score in scores) for name in ("right", "found", "true")
    )
    labels = {key: sum(score.labels[key] for score in scores) for key in ("wanted", "found")}
    order = {
        key: sum(score.order[key] for score in scores)
        for key in ("dates", "dates_right", "voices", "voices_right")
    }
    return {
        "events": len(scores),
        "facts": {
            "cell_f1": _ratio(2 * right, found + true),
            "precision": _ratio(right, found),
            "recall": _ratio(right, true),
            "true": true,
        },
        "disagreements": {
            "found": _ratio(figures.found, figures.true),
            "alarms_per_event": figures.alarms_per_event,
            "explained": _ratio(figures.explained, figures.found),
            "pairs_found": _ratio(figures.pairs_found, figures.pairs),
            "true": figures.true,
        },
        "verdicts": {
            "found": _ratio(verdicts.found, verdicts.true),
            "alarms_per_event": verdicts.alarms_per_event,
            "true": verdicts.true,
        },
        "copy": {"word_f1": copy.f1, "true": copy.true},
        "labels": {"found": _ratio(labels["found"], labels["wanted"]), "true": labels["wanted"]},
        "dates": {"right": _ratio(order["dates_right"], order["dates"]), "true": order["dates"]},
        "voices": {
            "right": _ratio(order["voices_right"], order["voices"]),
            "true": order["voices"],
        },
    }


def table(figures: Mapping[str, Any]) -> str:
    """The figures as lines, each with how many it was counted over."""
    facts, gaps, verdicts = figures["facts"], figures["disagreements"], figures["verdicts"]
    rows = (
        (f"facts: cells of {facts['true']} right, F1", facts["cell_f1"]),
        ("  precision", facts["precision"]),
        ("  recall", facts["recall"]),
        (f"disagreements found, of {gaps['true']}", gaps["found"]),
        ("  false alarms per event", gaps["alarms_per_event"]),
        ("  rightly explained, of those found", gaps["explained"]),
        (f"verdicts that clash found, of {verdicts['true']}", verdicts["found"]),
        ("  false alarms per event", verdicts["alarms_per_event"]),
        (f"verbatim shared copy, F1 over {figures['copy']['true']} words",
         figures["copy"]["word_f1"]),
        (f"labels found, of {figures['labels']['true']:.0f}", figures["labels"]["found"]),
        (f"dates placed rightly, of {figures['dates']['true']:.0f}", figures["dates"]["right"]),
        (f"first voices placed rightly, of {figures['voices']['true']:.0f}",
         figures["voices"]["right"]),
    )  # fmt: skip
    return "\n".join(f"  {name:<52} {value:6.3f}" for name, value in rows)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")
