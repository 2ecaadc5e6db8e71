"""Attributions on articles labelled with source, cue and content (PolNeAR): the strict reader.

An answer is right if at least half of its content and half of the labelled content are the same
words, and its source overlaps the labelled one (no source only where none is labelled); every
answer counts for one label only. The labels have one level, so nested answers are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.annotate.tokens import find_tokens
from analysis.records import Span
from analysis.validation.intervals import Statistic, Totals, bootstrap_totals
from analysis.validation.sourcing_baseline import find_by_patterns
from analysis.validation.sourcing_labels import (
    Raw,
    Words,
    annotate_as_is,
    in_words,
    match,
    quoted_words,
    read_rows,
)

MEASURES: Mapping[str, str] = {
    "source": "source, words",
    "cue": "cue, words",
    "content": "content, words",
    "content_exact": "content, exact",
    "content_partial": "content, partial",
    "attribution": "attribution",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the answers and of the labels are right; adding them up gives more articles."""

    right: int = 0
    answered: int = 0
    labelled: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right,
            self.answered + other.answered,
            self.labelled + other.labelled,
        )

    def scores(self, name: str) -> dict[str, float]:
        """Precision, recall and F1, 0..1; 0 where there is nothing to judge."""
        f1_base = self.answered + self.labelled
        return {
            f"{name}_precision": self.right / self.answered if self.answered else 0.0,
            f"{name}_recall": self.right / self.labelled if self.labelled else 0.0,
            f"{name}_f1": 2 * self.right / f1_base if f1_base else 0.0,
        }


def measure(path: Path, *, limit: int | None = None) -> dict[str, Any]:
    """Scores 0..1 of Parallax and of regular expressions on the labelled articles in `path`.

    For each system: precision, recall and F1 of the words of `source`, `cue` and `content`, of
    whole contents (`content_exact`, `content_partial`) and of attributions; the shares of direct
    quotations `direct_speaker` and `direct_words_speaker` (see `compare`). Counts under `articles`,
    `labelled`, `direct`. `limit` takes the first articles only. Raises InputError for a file that
    cannot be read or has no labelled article.
    """
    by_system: dict[str, list[dict[str, Tally]]] = {name: [] for name in SYSTEMS}
    for row in read_rows(path, limit=limit):
        text = str(row["text"])
        tokens = find_tokens(text)
        labels = labelled(row["attributions"], tokens)
        quoted = quoted_words(text, tokens)
        for name, find in SYSTEMS.items():
            answers = [_as_words(raw, tokens) for raw in find(text)]
            by_system[name].append(compare(labels, answers, quoted=quoted))
    totals = {name: _total(articles) for name, articles in by_system.items()}
    first = next(iter(totals.values()))
    result: dict[str, Any] = {
        "articles": len(by_system["parallax"]),
        "labelled": first["attribution"].labelled,
        "direct": first["direct"].labelled,
    }
    for name, total in totals.items():
        result[name] = _scores(total)
    result["intervals"] = {
        name: {
            "attribution_f1": _interval([one["attribution"] for one in articles], _f1),
            "direct_speaker": _interval([one["direct"] for one in articles], _recall),
        }
        for name, articles in by_system.items()
    }
    return result


def found_by_parallax(text: str) -> tuple[Raw, ...]:
    """The attributions of the program itself, without nested ones."""
    return tuple(
        Raw(
            None if found.source is None else found.source.span,
            None if found.cue is None else found.cue.span,
            found.content,
        )
        for found in annotate_as_is(text).attributions
        if not found.nested
    )


SYSTEMS: Mapping[str, Callable[[str], Sequence[Raw]]] = {
    "parallax": found_by_parallax,
    "regex": find_by_patterns,
}


SYSTEM_TITLES: Mapping[str, str] = {"parallax": "Parallax", "regex": "regular expressions"}


def labelled(rows: Iterable[Mapping[str, Any]], tokens: Sequence[Span]) -> list[Words]:
    """The labels of one article in words; those without a word of content are left out."""
    words = [
        in_words(row["source"] or (), row["cue"] or (), row["content"] or (), tokens)
        for row in rows
    ]
    return [label for label in words if label.content]


def _as_words(raw: Raw, tokens: Sequence[Span]) -> Words:
    return in_words(
        () if raw.source is None else (raw.source,),
        () if raw.cue is None else (raw.cue,),
        raw.content,
        tokens,
    )


def compare(
    labels: Sequence[Words], answers: Sequence[Words], *, quoted: frozenset[int] = frozenset()
) -> dict[str, Tally]:
    """The tallies of one article, by measure; `quoted` are the words in quotation marks.

    A direct quotation is a label with a source whose words are all quoted. `direct` counts those
    with a right answer; `direct_words` those of which the labelled speaker is given half of the
    words at least, by whatever answers, so that it does not matter how they are joined.
    """
    answers = [answer for answer in answers if answer.content]
    tallies = {}
    for name in ("source", "cue", "content"):
        right = frozenset().union(*(getattr(label, name) for label in labels))
        said = frozenset().union(*(getattr(answer, name) for answer in answers))
        tallies[name] = Tally(len(right & said), len(said), len(right))
    exact = Counter(label.content for label in labels) & Counter(a.content for a in answers)
    right_pairs = match(labels, answers, with_source=True)
    for name, n_right in (
        ("content_exact", exact.total()),
        ("content_partial", len(match(labels, answers))),
        ("attribution", len(right_pairs)),
    ):
        tallies[name] = Tally(n_right, len(answers), len(labels))
    direct = [i for i, label in enumerate(labels) if label.source and label.content <= quoted]
    spoken = sum(_is_spoken(labels[i], answers) for i in direct)
    tallies["direct"] = Tally(sum(i in right_pairs for i in direct), 0, len(direct))
    tallies["direct_words"] = Tally(spoken, 0, len(direct))
    return tallies


def _is_spoken(label: Words, answers: Sequence[Words]) -> bool:
    given = frozenset().union(*(a.content for a in answers if a.source & label.source))
    return 2 * len(label.content & given) >= len(label.content)


def _total(articles: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    total: dict[str, Tally] = {}
    for tallies in articles:
        for name, tally in tallies.items():
            total[name] = total.get(name, Tally()) + tally
    return total


def _scores(total: Mapping[str, Tally]) -> dict[str, float]:
    scores: dict[str, float] = {}
    for name, tally in total.items():
        if name.startswith("direct"):
            scores[f"{name}_speaker"] = tally.scores("")["_recall"]
        else:
            scores |= tally.scores(name)
    return scores


def _f1(totals: Totals) -> float:
    right, answered, labelled = totals
    return float(2 * right / max(answered + labelled, 1))


def _recall(totals: Totals) -> float:
    return float(totals[0] / max(totals[2], 1))


def _interval(tallies: Sequence[Tally], statistic: Statistic) -> list[float]:
    rows = [(tally.right, tally.answered, tally.labelled) for tally in tallies]
    return bootstrap_totals(rows, statistic)


def table(figures: Mapping[str, Any]) -> str:
    """The figures of `measure` as lines of text for a terminal."""
    lines = [
        f"  {figures['articles']} articles, {figures['labelled']} attributions, "
        f"{figures['direct']} direct quotations",
        _line("", (f"{title:^23}" for title in SYSTEM_TITLES.values())),
        _line("", (f"{'P':>7} {'R':>7} {'F1':>7}" for _ in SYSTEMS)),
    ]
    for name, title in MEASURES.items():
        parts = [f"{name}_{part}" for part in ("precision", "recall", "f1")]
        cells = (" ".join(f"{figures[s][part]:7.3f}" for part in parts) for s in SYSTEMS)
        lines.append(_line(title, cells))
    lines.append(_line("  90 % interval", (_shown(figures, s, "attribution_f1") for s in SYSTEMS)))
    lines.append("  share of direct quotations")
    for name, title in (
        ("direct_speaker", "right speaker"),
        ("direct_words_speaker", "half of its words"),
    ):
        lines.append(_line(title, (f"{'':15} {figures[s][name]:7.3f}" for s in SYSTEMS)))
    lines.append(_line("  90 % interval", (_shown(figures, s, "direct_speaker") for s in SYSTEMS)))
    return "\n".join(lines)


def _line(title: str, cells: Iterable[str]) -> str:
    return "   ".join([f"  {title:20}", *cells]).rstrip()


def _shown(figures: Mapping[str, Any], system: str, name: str) -> str:
    low_high = figures["intervals"][system][name]
    return f"{'–'.join(f'{end:.3f}' for end in low_high):>23}"
