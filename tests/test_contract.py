"""The JSON contract, checked to the letter over the seeds and over odd articles."""

import json
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest

from analysis import pipeline
from analysis.axes.schema import load_axis
from analysis.ingest.lines import clean
from analysis.records import (
    KINDS,
    ConflictReason,
    DateBasis,
    EventLevel,
    FactKind,
    FactState,
    LabelForm,
    Load,
    WordMeasure,
)
from analysis.report.export import to_json

SEEDS = Path(__file__).parents[1] / "seeds"
STORY = """Ferry fares rise again

The council of Porto Novo raised the ferry fares on Monday. "We had no choice," said Ilse Krantz,
the mayor. Critics, who had warned of protests, called the vote unfair.

About 300 people gathered at the pier on Tuesday, according to the police.
"""
ODD = {
    "one word": "Ferry",
    "headline only": "Ferry fares rise again in Porto Novo",
    "emoji": "The 🛳️ ferry is late again 😀, said Ana 👩‍⚖️ Rojas. “It is 🤷 normal,” she added.\n"
    * 3,
    "right to left": "قال الوزير إن العبارة ستعمل غدا. “لا نعرف”، قالت آنا.\n"
    "\u202eThe ferry ran.\u202c\n",
    "quotes only": "“We want a ferry.”\n“No.”\n«Non»\n„Nein“\n",
    "unclosed": "“We want a ferry, he said, and nobody in the hall answered him.\n“And?\n",
    "decomposed": "The cafe\u0301 on the pier was closed, said Rene\u0301e Duval on Monday.\n",
    "marks and numbers": "a 1,000.5 % -- !!! ??? ... a\n" * 4,
    "long": (STORY + "\n") * 20,
}

Shape = Any
"""A type or tuple of types, a set of allowed values, [shape of each item], {key: shape},
Keys (any keys, one shape of value), or a function that tells whether the value fits."""


class Keys:
    def __init__(self, shape: Shape) -> None:
        self.shape = shape


def number(value: object) -> bool:
    return value is None or (
        isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    )


def unit(value: object) -> bool:
    return number(value) and (value is None or -1 <= value <= 1)  # type: ignore[operator]


def share(value: object) -> bool:
    return unit(value) and (value is None or value >= 0)  # type: ignore[operator]


def count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


TEXT, MAYBE = str, (str, type(None))
SPAN = {"start": count, "end": count}
SCORE = {"score": unit, "low": unit, "high": unit, "n": count, "reason": MAYBE}
ESTIMATE = {
    "value": number, "low": number, "high": number, "n": count,
    "unit": TEXT, "method": TEXT, "note": MAYBE,
}  # fmt: skip
ORIGIN = {"manifest", "page", "text", "unknown"}
VOICE = {"narrator", "quoted"}
FORM, NAMING = {"person", "group", "document"}, {"named", "role", "anonymous"}
SENTENCE = SPAN | {
    "score": unit, "relevance": share, "share": share, "voice": VOICE,
    "role": {"headline", "heading", "body"},
    "views": Keys(number),
    "evidence": [SPAN | {"label": TEXT, "facet": TEXT, "effect": unit}],
}  # fmt: skip
CHOSEN = {"word": TEXT, "times": count, "effect": number}
FRAMING = SCORE | {
    "axis": TEXT, "abstained": bool, "method": TEXT, "voices": dict.fromkeys(VOICE, SCORE),
    "headline": SCORE, "sentences": [SENTENCE], "moved": [count],
    "facets": Keys(SCORE), "speakers": Keys(SCORE), "without_strongest": SCORE,
    "word_choice": ({"value": number, "words": count, "up": [CHOSEN], "down": [CHOSEN]}, None),
}  # fmt: skip
SOURCE = SPAN | {
    "name": TEXT, "kind": set(KINDS), "form": FORM, "naming": NAMING, "told": bool,
}  # fmt: skip
CUE = SPAN | {"tone": {"neutral", "doubting", "endorsing"}, "critical": bool}
ATTRIBUTION = {
    "type": {"direct", "indirect", "mixed"}, "act": {"speech", "stance"}, "nested": bool,
    "source": (SOURCE, None), "cue": (CUE, None), "content": [SPAN],
    "confidence": share, "medium": (SPAN, None),
}  # fmt: skip
TONES = dict.fromkeys(("neutral", "doubting", "endorsing"), count)
SUMMARY = {
    "name": TEXT, "kind": set(KINDS), "form": FORM, "naming": NAMING,
    "attributions": count, "words": count, "cues": [TEXT], "first": share,
    "tones": TONES, "stances": count, "second_hand": count, "told": bool,
}  # fmt: skip
SOURCING = {
    "attributions": [ATTRIBUTION], "sources": [SUMMARY], "measures": Keys(ESTIMATE),
    "kinds": {kind: {"words": count, "tones": TONES} for kind in KINDS},
}  # fmt: skip
EVENT_SOURCE = {
    "name": TEXT, "kind": set(KINDS), "form": FORM, "naming": NAMING, "told": bool,
    "words": Keys(count), "attributions": Keys(count),
}  # fmt: skip
READABILITY = {
    "measures": Keys(ESTIMATE), "voices": Keys(Keys(ESTIMATE)), "method": Keys(TEXT),
}  # fmt: skip
ARTICLE = {
    "path": TEXT, "id": TEXT, "title": MAYBE, "outlet": MAYBE, "authors": [TEXT],
    "published": MAYBE, "url": MAYBE, "language": MAYBE, "encoding": TEXT, "text": TEXT,
    "genre": {"news", "analysis", "opinion", "interview", "background", "unknown"},
    "headline": (SPAN, None),
    "provenance": dict.fromkeys(
        ("title", "outlet", "authors", "published", "language", "genre"), ORIGIN
    ),
    "removed": [{"line": count, "text": TEXT, "reason": TEXT}],
    "figures": [SPAN | {"value": number, "unit": TEXT, "referent": TEXT, "approximate": bool}],
    "framing": FRAMING, "sourcing": SOURCING, "readability": READABILITY,
}  # fmt: skip
DIFFERENCE = {
    "feature": TEXT, "measure": TEXT, "a": TEXT, "b": TEXT, "value": number, "low": number,
    "high": number, "unit": TEXT, "comparable": bool, "distinguishable": bool, "note": MAYBE,
}  # fmt: skip
SHARED = {
    "a": TEXT, "b": TEXT, "words": count, "share_a": share, "share_b": share,
    "passages": [{"a": SPAN, "b": SPAN, "words": count}],
}  # fmt: skip
AGENCY = {
    "article": TEXT, "agency": TEXT, "text": TEXT, "span": (SPAN, None),
    "basis": {"outlet", "byline", "credit", "dateline", "staff", "told", "cited"},
}  # fmt: skip
EDIT = {
    "kind": {"same", "edited", "reworded", "cut", "added"}, "moved": bool, "likeness": unit,
    "a": [SPAN], "b": [SPAN], "only_a": [SPAN], "only_b": [SPAN],
}  # fmt: skip
COPIES = {
    "voices": count, "agencies": [AGENCY],
    "families": [{
        "articles": [TEXT], "voices": [[TEXT]], "agencies": [TEXT], "credited": bool,
        "evidence": [AGENCY],
    }],
    "shares": [
        {"article": TEXT, "words": count, "verbatim": count, "reworded": count, "own": count}
    ],
    "edits": [
        {
            "a": TEXT, "b": TEXT, "order": ({"date", "agency"}, None), "whole": bool,
            "sentences": [EDIT],
        }
    ],
}  # fmt: skip
CONFLICT = {
    "kind": {"figure", "verdict"}, "fact": TEXT, "explanation": TEXT,
    "reason": set(get_args(ConflictReason)),
    "values": [{
        "article": TEXT, "start": count, "end": count, "value": number, "high": number,
        "unit": str, "text": TEXT, "attribution": MAYBE, "note": MAYBE,
        "stance": {"approving", "condemning", None},
    }],
}  # fmt: skip
CELL = {
    "state": set(get_args(FactState)), "value": MAYBE, "spans": [SPAN], "guessed": bool,
    "note": MAYBE,
}  # fmt: skip
FACT = {
    "id": TEXT, "label": TEXT, "kind": set(get_args(FactKind)), "date": MAYBE, "sure": bool,
    "pinned": bool, "told": bool, "reported_by": count, "passage": SPAN | {"article": TEXT},
    "cells": Keys(CELL),
}  # fmt: skip
OMISSION = {"article": TEXT, "fact": TEXT, "carried": count, "others": count}
REFERENT = {
    "id": TEXT, "name": TEXT, "mentions": Keys(count),
    "labels": [{
        "text": TEXT, "load": set(get_args(Load)), "reasons": [TEXT], "tone": MAYBE,
        "uses": [SPAN | {
            "article": TEXT, "voice": VOICE, "form": set(get_args(LabelForm)), "source": MAYBE,
            "scare": bool,
        }],
    }],
}  # fmt: skip
RATES = Keys({"value": number, "low": number, "high": number, "words": count, "note": MAYBE})
WORDING = {
    "article": TEXT, "narrator": RATES, "quoted": RATES,
    "hits": [SPAN | {
        "measure": set(get_args(WordMeasure)), "reason": TEXT, "tone": MAYBE, "voice": VOICE,
    }],
    "distinctive": [{
        "word": TEXT, "own": count, "count": count, "others": count, "log_odds": number,
        "z": number, "spans": [SPAN],
    }],
}  # fmt: skip
ORDER = {
    "article": TEXT, "headline": (SPAN, None), "lead": (SPAN, None), "attributions": count,
    "lead_segments": [SPAN | {"score": unit, "relevance": share, "voice": VOICE}],
    "voices": Keys(SPAN | {"place": share, "source": TEXT, "confidence": share}),
    "facts": [SPAN | {"fact": TEXT, "place": share}],
}  # fmt: skip
DATE = SPAN | {
    "article": TEXT, "first": MAYBE, "last": MAYBE, "basis": set(get_args(DateBasis)),
    "ahead": bool,
}  # fmt: skip
TIMELINE = {
    "days": [{
        "day": TEXT, "mentions": [DATE], "published": [TEXT], "about": [TEXT], "told": [TEXT],
    }],
    "other": [DATE], "undated": [TEXT],
}  # fmt: skip
SAME_EVENT = {
    "article": TEXT, "level": set(get_args(EventLevel)), "likeness": share, "nearest": MAYBE,
    "reason": TEXT,
}  # fmt: skip
CONTRACT = {
    "schema": {"parallax/1"},
    "event": {"title": MAYBE, "date": MAYBE, "axis": TEXT, "subjects": [TEXT]},
    "articles": [ARTICLE],
    "comparison": {
        "copies": COPIES, "shared_copy": [SHARED], "differences": [DIFFERENCE],
        "findings": [{"text": TEXT, "topic": TEXT, "evidence": [SPAN | {"article": TEXT}]}],
        "cautions": [{"text": TEXT, "articles": [TEXT]}], "sources": [EVENT_SOURCE],
        "facts": [FACT], "omissions": [OMISSION], "conflicts": [CONFLICT], "not_computed": [TEXT],
        "labels": [REFERENT], "wording": [WORDING], "order": [ORDER],
        "timeline": (TIMELINE, None), "same_event": [SAME_EVENT],
    },
    "skipped": [{"path": TEXT, "reason": TEXT}],
}  # fmt: skip


def faults(value: Any, shape: Shape, where: str = "") -> Iterator[str]:
    """Every place where `value` is not of `shape`."""
    if isinstance(shape, Keys):
        shape = dict.fromkeys(value, shape.shape)
    if isinstance(shape, Mapping):
        if not isinstance(value, dict) or value.keys() != shape.keys():
            yield f"{where}: keys {sorted(value)} for {sorted(shape)}"
            return
        for key in shape:
            yield from faults(value[key], shape[key], f"{where}.{key}")
    elif isinstance(shape, list):
        if not isinstance(value, list) or (value and not shape):
            yield f"{where}: {value!r} is no such list"
            return
        for place, item in enumerate(value):
            yield from faults(item, shape[0], f"{where}[{place}]")
    elif isinstance(shape, tuple) and shape[-1] is None:
        if value is not None:
            yield from faults(value, shape[0], where)
    elif isinstance(shape, set):
        if value not in shape:
            yield f"{where}: {value!r} not in {sorted(shape)}"
    elif isinstance(shape, type | tuple):
        if not isinstance(value, shape):
            yield f"{where}: {value!r} is no {shape}"
    elif not shape(value):
        yield f"{where}: {value!r}"


def spans_of(value: Any) -> Iterator[dict[str, int]]:
    if isinstance(value, dict):
        if "start" in value:
            yield value
        for item in value.values():
            yield from spans_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from spans_of(item)


def refuse(constant: str) -> float:
    raise AssertionError(f"{constant} is no JSON")


def sorted_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    assert keys == sorted(keys)
    return dict(pairs)


def score(*paths: Path, as_is: bool = False) -> dict[str, Any]:
    axis = load_axis("reform")
    reading = pipeline.read(paths, as_is=as_is)
    comparison = pipeline.compare(reading, pipeline.analyse(reading.articles, axis=axis), axis=axis)
    return json.loads(to_json(comparison), parse_constant=refuse, object_pairs_hook=sorted_keys)


def check(tree: dict[str, Any]) -> None:
    assert list(faults(tree, CONTRACT)) == []
    texts = {article["id"]: article["text"] for article in tree["articles"]}
    assert len(texts) == len(tree["articles"])
    for article in tree["articles"]:
        for span in spans_of(article):
            assert 0 <= span["start"] < span["end"] <= len(article["text"])
            assert article["text"][span["start"] : span["end"]].strip()
    for finding in tree["comparison"]["findings"]:
        for span in finding["evidence"]:
            assert texts[span["article"]][span["start"] : span["end"]].strip()
    for pair in tree["comparison"]["shared_copy"]:
        for passage in pair["passages"]:
            for side in ("a", "b"):
                span = passage[side]
                assert texts[pair[side]][span["start"] : span["end"]].strip()


@pytest.fixture(scope="module")
def write(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    def write(name: str, text: str) -> Path:
        path = tmp_path_factory.mktemp("odd") / f"{name}.txt"
        path.write_bytes(text.encode())
        return path

    return write


@pytest.mark.parametrize("name", ["one word", "headline only"])
def test_a_tiny_article_alone_follows_the_contract(write: Callable[[str, str], Path], name: str):
    check(score(write(name, ODD[name])))


def test_odd_articles_side_by_side_follow_the_contract(write: Callable[[str, str], Path]):
    tree = score(*(write(name, text) for name, text in ODD.items()))
    check(tree)
    for article, text in zip(tree["articles"], ODD.values(), strict=True):
        kept = article["text"] + "".join(cut["text"] for cut in article["removed"])
        file = "".join(clean(line) for line in text.splitlines())
        assert Counter("".join(kept.split())) == Counter("".join(file.split()))


def test_odd_articles_as_they_are_follow_the_contract(write: Callable[[str, str], Path]):
    tree = score(*(write(name, text) for name, text in ODD.items()), as_is=True)
    check(tree)
    assert [article["text"] for article in tree["articles"]] == list(ODD.values())


def test_the_check_itself_sees_a_fault(write: Callable[[str, str], Path]):
    tree = score(write("one", STORY))
    tree["articles"][0]["framing"]["axis"] = 3
    tree["articles"][0]["extra"] = None
    del tree["comparison"]["facts"]
    assert len(list(faults(tree, CONTRACT))) == 2
    tree["articles"][0]["figures"] = [{"start": 2, "end": 2}]
    with pytest.raises(AssertionError):
        check(tree)


def test_as_is_offsets_count_code_points_of_the_file_with_its_line_ends(
    write: Callable[[str, str], Path],
):
    text = STORY.replace("\n", "\r\n").replace("Monday", "Monday 😀\u200b")
    article = score(write("crlf", text), as_is=True)["articles"][0]
    assert article["text"] == text
    said = [
        article["text"][span["start"] : span["end"]]
        for attribution in article["sourcing"]["attributions"]
        for span in attribution["content"]
    ]
    assert "We had no choice" in said[0]


def test_seeds_follow_the_contract_and_another_path_to_them_changes_the_path_alone(
    monkeypatch: pytest.MonkeyPatch,
):
    whole = score(SEEDS)
    check(whole)
    monkeypatch.chdir(SEEDS.parent)
    relative = score(Path("seeds"))
    for article in (*whole["articles"], *relative["articles"]):
        del article["path"]
    assert whole == relative
