import json
import math
import shutil
from hashlib import sha256

import pytest

from analysis.training.stance_data import all_rows, of_event, part_of, seen_by_lexicon
from analysis.validation import framing as module
from analysis.validation.framing import EVENT_SETS, EVENTS, PAIRS, SEED_LABELS, SEEDS, measure
from analysis.validation.framing_table import format_table

EACH_KIND = 3


@pytest.fixture(scope="module")
def some(tmp_path_factory):
    """A part of the labelled data: the whole is measured by `parallax validate`."""
    folder = tmp_path_factory.mktemp("framing")
    held_out = sorted({row.doc for row in all_rows() if part_of(row.doc) == "test"})
    docs = {doc for doc in held_out if not seen_by_lexicon(doc)}
    wholes = sorted({doc.partition("#")[0] for doc in docs})[::3]
    taken = {doc for doc in docs if doc.partition("#")[0] in wholes}
    rows = [row for row in all_rows() if row.doc in taken or row.doc not in docs]
    kinds = {}
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        kinds.setdefault((pair["kind"], pair["relation"]), []).append(line)
    lines = [line for group in kinds.values() for line in group[:EACH_KIND]]
    (folder / "pairs.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for part in EVENT_SETS:
        event = sorted(EVENTS.glob(f"{part}_*"))[0]
        shutil.copytree(event, folder / "events" / event.name)
    return folder, rows, len(lines)


@pytest.fixture(scope="module")
def found(some):
    folder, rows, _ = some
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "all_rows", lambda: tuple(rows))
        patch.setattr(module, "PAIRS", folder / "pairs.jsonl")
        patch.setattr(module, "EVENTS", folder / "events")
        yield measure()


def test_only_held_out_sentences_are_measured(some, found):
    _, rows, _ = some
    own = [r for r in rows if part_of(r.doc) == "test" and not seen_by_lexicon(r.doc)]
    of_articles = sum(of_event(r.doc) is not None for r in own)
    assert found["held_out"]["n"] == len(own) - of_articles > 300
    assert found["whole"]["n"] == of_articles > 300
    for part in ("held_out", "whole"):
        assert sum(map(sum, found[part]["confusion"])) == found[part]["n"]
    assert found["told_events"]["n"] > 3


def test_combination_does_better_than_the_baselines(found):
    views = found["held_out"]["views"]
    assert {*views} == {"majority", "VADER", "lexicon", "words", "encoder", "first", "combined"}
    for other in ("majority", "VADER", "lexicon", "words", "first"):
        assert views["combined"]["auc"] > views[other]["auc"]
        assert views["combined"]["macro_f1"] > views[other]["macro_f1"]
    assert views["majority"]["auc"] == 0.5
    assert found["held_out"]["calibration_error"] < 0.1


def test_intervals_cover_and_pairs_called_are_ordered_rightly(found):
    articles = found["articles"]
    assert articles["passages"]["coverage"] >= 0.85
    for size in ("10 sentences", "20 sentences", "40 sentences"):
        assert articles[size]["coverage"] >= 0.85
        assert articles[size]["called"] == 0.0 or articles[size]["right_of_called"] >= 0.9


def test_pairs_are_measured_by_view_and_by_kind(some, found):
    pairs = found["pairs"]
    assert pairs["n"] == some[2]
    assert pairs["views"]["combined"]["ordered"] > pairs["views"]["VADER"]["ordered"]
    for one in pairs["kinds"].values():
        assert any(not math.isnan(share) for share in one.values())


def test_pairs_of_the_project_are_enough_and_stand_once():
    rows = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 200
    assert {row["relation"] for row in rows} == {">", "="}
    texts = [(row["a"], row["b"]) for row in rows]
    assert len(set(texts)) == len(texts)


def test_events_are_put_in_order_and_no_score_stands_in_the_middle(found):
    for part in EVENT_SETS:
        event = found["events"][part]
        assert event["n"] == 1
        assert -1.0 <= event["tau"] <= 1.0
        assert {*event["views"]} == {
            *("VADER", "lexicon", "words", "encoder", "first", "choice", "sentences")
        }
        assert all(-1.0 <= tau <= 1.0 for tau in event["views"].values())


def test_seed_labels_still_point_at_the_same_sentences():
    for line in SEED_LABELS.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        text = (SEEDS / label["file"]).read_text(encoding="utf-8")
        sentence = " ".join(text[label["start"] : label["end"]].split())
        assert sha256(sentence.encode()).hexdigest() == label["sha256"]


def test_table_names_every_view_and_the_sample(found):
    table = format_table(found)
    n = found["held_out"]["n"]
    for word in ("majority", "VADER", "lexicon", "words", "encoder", "first", "combined"):
        assert word in table
    for words in (f"n = {n}", "coverage", "Minimal pairs", "Events (unseen, 1)", "calibration"):
        assert words in table


def test_what_needs_other_data_is_left_out(found):
    assert not {"targets", "real", "persent"} & set(found)
