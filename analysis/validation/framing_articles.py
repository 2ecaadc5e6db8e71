"""How well framing does on articles: on the held-out ones, on invented events, on PerSenT's."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from analysis.axes.schema import load_axis
from analysis.extract.framing import FramingExtractor
from analysis.extract.framing_model import load_model
from analysis.records import Article, Estimate, FramingResult, SegmentScore
from analysis.settings import SEED
from analysis.stats.random_effects import Indices, Scored, called_pairs, coverage, draw_articles
from analysis.training.stance_data import of_event
from analysis.validation.vader import vader

AXIS = "reform"
MIN_EFFECTIVE = 3.0
SIZES = (10, 20, 40)
EACH = 200


def articles(scored: Scored) -> dict[str, Any]:
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
                scored.scores[article],
                scored.relevances[article],
                apart=scored.apart(article),
                added=scored.added(article),
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


def events(folders: Sequence[Path]) -> dict[str, Any]:
    """Kendall's τ between scores and the labelled stance of the articles, a mean over events.

    An article without a score counts as 0, the middle of the axis. `views` has the same for VADER,
    for each view alone (the mean of its scores), for the mean of lexicon and n-grams ("first"), for
    the choice of words alone ("choice") and for the score without it ("sentences").
    """
    from scipy.stats import kendalltau

    extractor = FramingExtractor(load_axis(AXIS))
    found: dict[str, Any] = {"n": len(folders), "tau": math.nan}
    taus: list[float] = []
    others: dict[str, list[float]] = {}
    pairs = called = right = 0
    for folder in folders:
        truth = tomllib.loads((folder / "truth.toml").read_text(encoding="utf-8"))
        names = sorted(truth["articles"])
        texts = [(folder / f"{name}.txt").read_text(encoding="utf-8") for name in names]
        golds = [float(truth["articles"][name]["stance"]) for name in names]
        read = [_extract(extractor, text) for text in texts]
        scores = [one.overall for one in read]
        values = [score.value if score.known else 0.0 for score in scores]
        taus.append(float(kendalltau(golds, values).statistic))
        alone = {"VADER": [float(vader(text.split("\n"))[1].mean()) for text in texts]}
        for name in ("lexicon", "words", "encoder"):
            alone[name] = [_mean_of(one.segments, name) for one in read]
        alone["choice"] = [one.word_choice.value if one.word_choice else 0.0 for one in read]
        alone["sentences"] = (np.array(values) - np.array(alone["choice"])).tolist()
        alone["first"] = (np.array(alone["lexicon"]) + np.array(alone["words"])).tolist()
        for name, means in alone.items():
            # An event on which a view says the same of all articles is not ordered by it.
            tau = float(np.nan_to_num(kendalltau(golds, means).statistic))
            others.setdefault(name, []).append(tau)
        found[folder.name] = taus[-1]
        p, c, r = _called(scores, golds)
        pairs, called, right = pairs + p, called + c, right + r
    found["tau"] = float(np.mean(taus))
    found["views"] = {name: float(np.mean(own)) for name, own in others.items()}
    return found | _shares(pairs, called, right)


def _extract(extractor: FramingExtractor, text: str) -> FramingResult:
    from analysis.annotate.document import annotate

    return extractor.extract(annotate(Article(path="", id="a", text=text)))


def _mean_of(segments: Sequence[SegmentScore], view: str) -> float:
    """The mean of what a view alone says of the segments of the body; 0 for none."""
    told = [s.share * s.views[view] for s in segments if s.role != "headline" and view in s.views]
    return float(np.mean(told)) if told else 0.0


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


def persent_articles(path: Path) -> dict[str, Any]:
    """Article scores on news of all subjects against the author's sentiment to one target.

    Another question than the axis asks, so only the order is looked at: AUC of favourable against
    unfavourable articles, and the pairs called different.
    """
    from sklearn.metrics import roc_auc_score

    extractor = FramingExtractor(load_axis(AXIS))
    rows = list(read_lines(path))
    scores = [_extract(extractor, row["text"]).overall for row in rows]
    known = [(s, float(r["label"])) for s, r in zip(scores, rows, strict=True) if s.known]
    gold, values = np.array([g for _, g in known]), np.array([s.value for s, _ in known])
    sided = gold != 0.0
    return {
        "n": len(rows),
        "scored": len(known),
        "auc": float(roc_auc_score(gold[sided] > 0.0, values[sided])),
        **_shares(*_called([s for s, _ in known], gold.tolist())),
    }


def told_events(scored: Scored) -> dict[str, float]:
    """Kendall's τ of the order of whole held-out articles on one event with the order that the
    labels of their sentences give, a mean over events with two articles and more."""
    from scipy.stats import kendalltau

    interval = load_model(load_axis(AXIS)).interval
    events: dict[str, list[Indices]] = {}
    for article in scored.passages():
        event = of_event(str(scored.docs[article[0]]))
        if event is not None:
            events.setdefault(event, []).append(article)
    taus = []
    for articles in events.values():
        golds = [scored.gold(article) for article in articles]
        if len(articles) < 2:
            continue
        values = [
            interval.estimate(
                scored.scores[article], scored.relevances[article], added=scored.added(article)
            ).value
            for article in articles
        ]
        taus.append(float(kendalltau(np.nan_to_num(golds), values).statistic))
    return {"n": len(taus), "tau": float(np.mean(taus)) if taus else math.nan}


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file with one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
