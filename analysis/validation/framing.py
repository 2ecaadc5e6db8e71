"""How well framing does: on sentences, minimal pairs, articles of an event, and the seeds.

The sentences of the test part (`training.stance_data.part_of`) were kept from n-grams, encoder,
combination and intervals. The lexicon was written with some of them in view; those are left out
here (`seen_by_lexicon`). The real sentences are those of the test part; the combination was
calibrated on the other part. Pairs and the unseen events were read by nobody who built the views.
VADER and every view alone stand beside each figure, and "first", the plain mean of lexicon and
n-grams, which was the first version's way of putting them together.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.axes.schema import load_axis
from analysis.extract.framing import FramingExtractor
from analysis.extract.framing_model import load_model
from analysis.extract.framing_views import AxisViews
from analysis.models.stance import load_stance
from analysis.records import Article, Estimate, Span
from analysis.settings import SEED
from analysis.stats.calibration import expected_calibration_error
from analysis.stats.random_effects import Scored, called_pairs, coverage, draw_articles
from analysis.stats.stacking import Floats, Views
from analysis.training.rows import Row
from analysis.training.stance_data import (
    all_rows,
    of_event,
    part_of,
    read_real,
    seen_by_lexicon,
    target_examples,
)

DATA = Path(__file__).parent / "data"
SEED_LABELS = DATA / "seeds_framing.jsonl"
PAIRS = DATA / "framing_pairs.jsonl"
EVENTS = DATA / "framing_events"
REAL = DATA / "framing_real.jsonl"
SEEDS = Path(__file__).parents[2] / "seeds"

AXIS = "reform"
MIN_EFFECTIVE = 3.0
SIZES = (10, 20, 40)
EACH = 200
APART = 0.05
"""A pair is ordered rightly if the better sentence lies at least this much above the other."""
LEVEL = 0.1
"""Sentences that must tie may lie as far apart."""

# VADER's own threshold for a text that leans neither way.
_VADER_NEUTRAL = 0.05

Ints = NDArray[np.int_]
Text = tuple[str, Sequence[Span], Sequence[Span]]
"""A text, spans of the sentences to be judged, and what stands before each."""


class _Judge:
    """The shipped views and their combination on sentences of a text."""

    def __init__(self) -> None:
        axis = load_axis(AXIS)
        self._model = load_model(axis)
        self._views = AxisViews(axis, words=self._model.words, encoder=self._model.encoder)

    def views(self, texts: Sequence[Text]) -> Views:
        found = []
        for text, spans, befores in texts:
            scene = self._views.scene(text, spans)
            found.append(self._views.read(scene, list(zip(spans, befores, strict=True))).views)
        return Views(
            np.concatenate([one.lexicon for one in found]),
            np.concatenate([one.words for one in found if one.words is not None]),
            np.concatenate([one.encoder for one in found if one.encoder is not None]),
        )

    def combined(self, views: Views, voices: Sequence[str]) -> Floats:
        """P(-1), P(0), P(+1)."""
        if self._model.combination is None:
            raise ValueError(f"the axis {AXIS} has no combination")
        return self._model.combination.probabilities(views, voices)


def measure(
    *, data: Path | None = None, seeds: Path | None = SEEDS, persent: Path | None = None
) -> dict[str, Any]:
    """The figures. `data` is the folder with the labelled data, for `targets` and `real`.

    Needs scikit-learn, and VADER for its rows. Shares, AUC and F1 lie in 0..1; `n` counts.
    """
    judge = _Judge()
    result: dict[str, Any] = {}
    if data is not None and (data / "newsmtsc" / "train.jsonl").is_file():
        result["targets"] = _targets(data / "newsmtsc" / "train.jsonl")
    result |= _held_out(judge)
    if data is not None and (data / "persent" / "dev.jsonl").is_file():
        result["real"] = _real(judge, data)
    result["pairs"] = _pairs(judge)
    result["events"] = {
        part: _events(sorted(EVENTS.glob(f"{part}_*"))) for part in ("dev", "unseen")
    }
    if seeds is not None and seeds.is_dir():
        result["seeds"] = _seeds(judge, seeds)
    if persent is not None:
        result["persent"] = _persent(persent)
    return result


# --- sentences ------------------------------------------------------------------------------------


def _targets(path: Path) -> dict[str, Any]:
    """The target head on the test part of NewsMTSC's training file."""
    examples = [example for doc, example in target_examples(path) if part_of(doc) == "test"]
    proba = load_stance().judge([example.passage for example in examples], "target").proba
    labels = np.array([example.label - 1 for example in examples])
    texts = [e.passage.before + e.passage.focus + e.passage.after for e in examples]
    return {
        "n": len(examples),
        "views": {
            "VADER": _agreement(labels, *_vader(texts)),
            "encoder": _agreement(labels, proba.argmax(axis=1) - 1, proba[:, 2] - proba[:, 0]),
        },
        "calibration_error": expected_calibration_error(proba, labels.tolist()),
    }


def _held_out(judge: _Judge) -> dict[str, Any]:
    """Short passages, and the sentences of whole articles; then what both together make."""
    rows = [
        row for row in all_rows() if part_of(row.doc) == "test" and not seen_by_lexicon(row.doc)
    ]
    texts, voices = [row.text for row in rows], [row.voice for row in rows]
    views = judge.views(_passages(rows))
    labels = np.array([row.label for row in rows])
    proba = judge.combined(views, voices)
    scored = Scored(
        proba[:, 2] - proba[:, 0],
        1.0 - proba[:, 1],
        labels,
        np.array([row.doc for row in rows]),
        np.column_stack(list(views.scores().values())),
    )
    whole = np.array([of_event(row.doc) is not None for row in rows])
    found: dict[str, Any] = {"articles": _articles(scored), "told_events": _told_events(scored)}
    for name, chosen in (("held_out", np.flatnonzero(~whole)), ("whole", np.flatnonzero(whole))):
        found[name] = _compare(
            [texts[i] for i in chosen], labels[chosen], views.where(chosen), proba[chosen]
        )
    return found


def _told_events(scored: Scored) -> dict[str, float]:
    """Kendall's τ of the order of whole held-out articles on one event with the order that the
    labels of their sentences give, a mean over events."""
    from scipy.stats import kendalltau

    interval = load_model(load_axis(AXIS)).interval
    events: dict[str, list[Ints]] = {}
    for article in scored.passages():
        event = of_event(str(scored.docs[article[0]]))
        if event is not None:
            events.setdefault(event, []).append(article)
    taus = []
    for articles in events.values():
        golds = [scored.gold(article) for article in articles]
        values = [
            interval.estimate(scored.scores[article], scored.relevances[article]).value
            for article in articles
        ]
        taus.append(float(kendalltau(np.nan_to_num(golds), values).statistic))
    return {"n": len(taus), "tau": float(np.mean(taus)) if taus else math.nan}


def _passages(rows: Sequence[Row]) -> list[Text]:
    docs: dict[str, list[Row]] = {}
    for row in rows:
        docs.setdefault(row.doc, []).append(row)
    found: list[Text] = []
    for own in docs.values():
        text, spans = "", []
        for row in own:
            spans.append(Span(len(text), len(text) + len(row.text)))
            text += f"{row.text} "
        found.append((text, spans, [Span(0, 0), *spans[:-1]]))
    return found


def _real(judge: _Judge, data: Path) -> dict[str, Any]:
    rows = [row for row in read_real(data, REAL) if row.part == "test"]
    views = judge.views([(row.text, (row.span,), (row.before,)) for row in rows])
    proba = judge.combined(views, [row.voice for row in rows])
    labels = np.array([row.label for row in rows])
    return _compare([row.span.of(row.text) for row in rows], labels, views, proba)


def _seeds(judge: _Judge, folder: Path) -> dict[str, Any]:
    """The sentences of the seed articles, labelled before they were scored."""
    labels = [row for row in _read(SEED_LABELS) if row["role"] != "headline"]
    texts: list[Text] = []
    for name in dict.fromkeys(row["file"] for row in labels):
        text = (folder / name).read_text(encoding="utf-8")
        spans = [Span(row["start"], row["end"]) for row in labels if row["file"] == name]
        texts.append((text, spans, [Span(0, 0), *spans[:-1]]))
    views = judge.views(texts)
    proba = judge.combined(views, [row["voice"] for row in labels])
    said = [span.of(text) for text, spans, _ in texts for span in spans]
    return _compare(said, np.array([row["label"] for row in labels]), views, proba)


def _compare(texts: Sequence[str], labels: Ints, views: Views, combined: Floats) -> dict[str, Any]:
    """All views on the same sentences."""
    frequent = int(np.bincount(labels + 1).argmax()) - 1
    predicted = combined.argmax(axis=1) - 1
    found = {
        "majority": _agreement(labels, np.full(len(labels), frequent), np.zeros(len(labels))),
        "VADER": _agreement(labels, *_vader(texts)),
    }
    for name, scores in views.scores().items():
        found[name] = _agreement(labels, _said(views, name), scores)
    first = _first(views)
    found["first"] = _agreement(labels, _leaning(first), first)
    found["combined"] = _agreement(labels, predicted, combined[:, 2] - combined[:, 0])
    return {
        "n": len(labels),
        "views": found,
        "confusion": [
            [int(((labels == true) & (predicted == said)).sum()) for said in (-1, 0, 1)]
            for true in (-1, 0, 1)
        ],
        "calibration_error": expected_calibration_error(combined, labels.tolist()),
    }


def _first(views: Views) -> Floats:
    """The mean of the lexicon's score and the n-grams'."""
    scores = views.scores()
    mean: Floats = (scores["lexicon"] + scores["words"]) / 2.0
    return mean


def _leaning(scores: Floats, *, neutral: float = 0.15) -> Ints:
    """-1, 0 or 1 by a score alone."""
    return np.where(scores > neutral, 1, np.where(scores < -neutral, -1, 0))


def _said(views: Views, name: str) -> Ints:
    proba = {"words": views.words, "encoder": views.encoder}.get(name)
    if proba is None:
        return np.sign(views.lexicon[:, 0]).astype(int)
    return np.asarray(proba.argmax(axis=1) - 1)


def _vader(texts: Sequence[str]) -> tuple[Ints, Floats]:
    """What VADER says, and its scores."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyser = SentimentIntensityAnalyzer()
    scores = np.array([analyser.polarity_scores(text)["compound"] for text in texts])
    return _leaning(scores, neutral=_VADER_NEUTRAL), scores


def _agreement(labels: Ints, said: Ints, scores: Floats) -> dict[str, float]:
    """Macro-F1 over three classes; AUC of favourable against critical, neutral ones left out."""
    from sklearn.metrics import f1_score, roc_auc_score

    sided = labels != 0
    return {
        "macro_f1": float(f1_score(labels, said, average="macro")),
        "auc": float(roc_auc_score(labels[sided] > 0, scores[sided])),
    }


def _pairs(judge: _Judge) -> dict[str, Any]:
    """Shares of the pairs that each view orders rightly, and leaves level where they must tie."""
    rows = list(_read(PAIRS))
    texts = [row[side] for row in rows for side in ("a", "b")]
    views = judge.views([(text, (Span(0, len(text)),), (Span(0, 0),)) for text in texts])
    proba = judge.combined(views, ["narrator"] * len(texts))
    scores = {"VADER": _vader(texts)[1], **views.scores(), "first": _first(views)}
    scores["combined"] = proba[:, 2] - proba[:, 0]
    strict = np.array([row["relation"] == ">" for row in rows])
    kinds = np.array([row["kind"] for row in rows])
    found: dict[str, Any] = {"n": len(rows), "views": {}, "kinds": {}}
    for name, values in scores.items():
        right = _right(values[0::2] - values[1::2], strict)
        found["views"][name] = {
            "ordered": float(right[strict].mean()),
            "tied": float(right[~strict].mean()),
        }
    right = _right(scores["combined"][0::2] - scores["combined"][1::2], strict)
    for kind in sorted(set(kinds.tolist())):
        own = kinds == kind
        found["kinds"][kind] = {
            "ordered": float(right[own & strict].mean()) if (own & strict).any() else math.nan,
            "tied": float(right[own & ~strict].mean()) if (own & ~strict).any() else math.nan,
        }
    return found


def _right(gap: Floats, strict: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.where(strict, gap > APART, np.abs(gap) <= LEVEL)


# --- articles -------------------------------------------------------------------------------------


def _articles(scored: Scored) -> dict[str, Any]:
    """Coverage and pairs on single held-out passages and on articles made of them."""
    interval = load_model(load_axis(AXIS)).interval
    result: dict[str, Any] = {
        "slope": interval.slope,
        "passages": {
            "coverage": coverage(interval, scored, scored.passages(), min_effective=MIN_EFFECTIVE)
        },
    }
    for size in SIZES:
        drawn = [
            article
            for article in draw_articles(scored, sizes=(size,), each=EACH, seed=SEED + size)
            if not math.isnan(scored.gold(article))
        ]
        estimates = [
            interval.estimate(
                scored.scores[article], scored.relevances[article], apart=scored.apart(article)
            )
            for article in drawn
        ]
        golds = [scored.gold(article) for article in drawn]
        pairs, called, right = called_pairs(estimates, golds)
        result[f"{size} sentences"] = {
            "coverage": coverage(interval, scored, drawn, min_effective=MIN_EFFECTIVE),
            "half_width": float(np.mean([(e.high - e.low) / 2.0 for e in estimates])),
            **_shares(pairs, called, right),
        }
    return result


def _events(folders: Sequence[Path]) -> dict[str, Any]:
    """Kendall's τ between scores and the labelled stance of the articles, a mean over events.

    An article without a score counts as 0, the middle of the axis.
    """
    from scipy.stats import kendalltau

    extractor = FramingExtractor(load_axis(AXIS))
    found: dict[str, Any] = {"n": len(folders), "tau": math.nan}
    taus, vader = [], []
    pairs = called = right = 0
    for folder in folders:
        truth = tomllib.loads((folder / "truth.toml").read_text(encoding="utf-8"))
        names = sorted(truth["articles"])
        texts = [(folder / f"{name}.txt").read_text(encoding="utf-8") for name in names]
        golds = [float(truth["articles"][name]["stance"]) for name in names]
        scores = [_score(extractor, text) for text in texts]
        values = [score.value if score.known else 0.0 for score in scores]
        taus.append(float(kendalltau(golds, values).statistic))
        means = [float(_vader(text.split("\n"))[1].mean()) for text in texts]
        vader.append(float(kendalltau(golds, means).statistic))
        found[folder.name] = taus[-1]
        p, c, r = _called(scores, golds)
        pairs, called, right = pairs + p, called + c, right + r
    found["tau"], found["vader_tau"] = float(np.mean(taus)), float(np.mean(vader))
    return found | _shares(pairs, called, right)


def _score(extractor: FramingExtractor, text: str) -> Estimate:
    from analysis.annotate.document import annotate

    return extractor.extract(annotate(Article(path="", id="a", text=text))).overall


def _called(scores: Sequence[Estimate], golds: Sequence[float]) -> tuple[int, int, int]:
    """Pairs of scored articles with different gold scores, those called different, and rightly."""
    pairs = called = right = 0
    known = [(s, g) for s, g in zip(scores, golds, strict=True) if s.known]
    for (a, gold_a), (b, gold_b) in combinations(known, 2):
        if gold_a == gold_b:
            continue
        pairs += 1
        if a.low > b.high or b.low > a.high:
            called += 1
            right += (a.value > b.value) == (gold_a > gold_b)
    return pairs, called, right


def _shares(pairs: int, called: int, right: int) -> dict[str, float]:
    return {
        "pairs": pairs,
        "called": called / pairs if pairs else math.nan,
        "right_of_called": right / called if called else math.nan,
    }


def _persent(path: Path) -> dict[str, Any]:
    """Article scores on news of all subjects against the author's sentiment to one target.

    Another question than the axis asks, so only the order is looked at: AUC of favourable against
    unfavourable articles, and the pairs called different.
    """
    from sklearn.metrics import roc_auc_score

    extractor = FramingExtractor(load_axis(AXIS))
    rows = list(_read(path))
    scores = [_score(extractor, row["text"]) for row in rows]
    known = [(s, float(r["label"])) for s, r in zip(scores, rows, strict=True) if s.known]
    gold, values = np.array([g for _, g in known]), np.array([s.value for s, _ in known])
    sided = gold != 0.0
    return {
        "n": len(rows),
        "scored": len(known),
        "auc": float(roc_auc_score(gold[sided] > 0.0, values[sided])),
        **_shares(*_called([s for s, _ in known], gold.tolist())),
    }


# --- print ----------------------------------------------------------------------------------------


def format_table(result: Mapping[str, Any]) -> str:
    """What `measure` found, as lines for a terminal."""
    lines: list[str] = []
    if "targets" in result:
        lines += [
            *_views_lines("Targets in news sentences (NewsMTSC, own split)", result["targets"])
        ]
        lines.append("")
    for name, title in (
        ("held_out", "Held-out sentences of passages"),
        ("whole", "Held-out sentences of whole articles"),
        ("real", "Real sentences, test part"),
        ("seeds", "Sentences of the seed articles"),
    ):
        if name in result:
            lines += [*_views_lines(title, result[name]), ""]
    lines += [*_pairs_lines(result["pairs"]), ""]
    for part, found in result["events"].items():
        lines.append(
            f"Events ({part}, {found['n']}): mean Kendall's tau {found['tau']:.3f} "
            f"(VADER {found['vader_tau']:.3f}); {_called_text(found)}"
        )
    told = result["told_events"]
    lines.append(
        f"Events of the held-out documents ({told['n']}), by the labels of their sentences: mean "
        f"Kendall's tau {told['tau']:.3f}"
    )
    lines += ["", *_articles_lines(result["articles"])]
    if "persent" in result:
        found = result["persent"]
        lines += [
            "",
            f"PerSenT (author's sentiment, another question): {found['scored']} of {found['n']} "
            f"articles scored, AUC {found['auc']:.3f}; {_called_text(found)}",
        ]
    return "\n".join(lines) + "\n"


def _called_text(found: Mapping[str, Any]) -> str:
    return (
        f"{found['called']:.1%} of {found['pairs']} pairs called, "
        f"{found['right_of_called']:.1%} of these right"
    )


def _views_lines(title: str, found: Mapping[str, Any]) -> list[str]:
    rows = [
        f"{name:<10} {one['macro_f1']:>8.3f} {one['auc']:>8.3f}"
        for name, one in found["views"].items()
    ]
    lines = [f"{title} (n = {found['n']})", f"{'':<10} {'macro-F1':>8} {'AUC':>8}", *rows]
    lines.append(f"expected calibration error: {found['calibration_error']:.3f}")
    if "confusion" in found:
        lines.append("label (rows) and combined prediction (columns)")
        lines.append(f"{'':>10} {'-1':>8} {'0':>8} {'+1':>8}")
        lines += [
            f"{label:>10} " + " ".join(f"{count:>8}" for count in counts)
            for label, counts in zip(("-1", "0", "+1"), found["confusion"], strict=True)
        ]
    return lines


def _pairs_lines(found: Mapping[str, Any]) -> list[str]:
    rows = [*found["views"].items(), *((f"  {kind}", one) for kind, one in found["kinds"].items())]
    return [
        f"Minimal pairs (n = {found['n']}): ordered by more than {APART}, tied within {LEVEL}",
        f"{'':<14} {'ordered':>8} {'tied':>8}",
        *(f"{name:<14} {one['ordered']:>8.3f} {one['tied']:>8.3f}" for name, one in rows),
    ]


def _articles_lines(found: Mapping[str, Any]) -> list[str]:
    return [
        "Articles made of held-out passages; coverage of the 90 % interval",
        f"single passages: {found['passages']['coverage']:.3f}",
        *(
            f"{name}: {one['coverage']:.3f}, half width {one['half_width']:.2f}, "
            f"{_called_text(one)}"
            for name, one in found.items()
            if name.endswith("sentences")
        ),
        f"a gold score of 1 shows as {found['slope']:.2f}",
    ]


def _read(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
