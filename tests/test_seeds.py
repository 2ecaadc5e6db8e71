"""One run over the real articles, from files to the four outputs."""

import csv
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"


def report(out: Path, *, cwd: Path = ROOT, **environment: str) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, "-m", "analysis", "report", "seeds", "-o", str(out)],
        cwd=cwd,
        env=os.environ | environment,
        check=True,
        capture_output=True,
    )
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return report(tmp_path_factory.mktemp("first"), TZ="UTC", PYTHONHASHSEED="1")


@pytest.fixture(scope="module")
def tree(files: dict[str, bytes]) -> dict:
    return json.loads(files["report.json"])


def test_the_same_input_gives_the_same_bytes_elsewhere_and_in_another_order(
    files: dict[str, bytes], tmp_path: Path
):
    (tmp_path / "seeds").mkdir()
    for path in sorted(SEEDS.iterdir(), reverse=True):
        shutil.copy(path, tmp_path / "seeds")
    again = report(
        tmp_path / "again",
        cwd=tmp_path,
        TZ="Pacific/Auckland",
        PYTHONHASHSEED="2",
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
    )
    assert sorted(again) == sorted(files)
    for name, content in files.items():
        assert hashlib.sha256(again[name]).digest() == hashlib.sha256(content).digest(), name


def test_all_five_seeds_are_read(tree: dict):
    assert len(tree["articles"]) == 5
    assert tree["skipped"] == []


def test_every_line_of_a_seed_is_in_the_article_or_in_the_ledger(tree: dict):
    for article in tree["articles"]:
        kept = "".join(article["text"].split())
        cut = "".join("".join(item["text"].split()) for item in article["removed"])
        file = "".join((SEEDS / f"{article['id']}.txt").read_text(encoding="utf-8").split())
        assert sorted(kept + cut) == sorted(file)


def test_page_furniture_is_no_part_of_an_article(tree: dict):
    texts = " ".join(article["text"] for article in tree["articles"])
    for furniture in ("Spread the love", "Related stories", "Terms of Use", "Source:", "9.8 C"):
        assert furniture not in texts


def test_segments_tile_and_spans_lie_in_the_text(tree: dict):
    for article in tree["articles"]:
        for sentence in article["framing"]["sentences"]:
            assert 0 <= sentence["start"] < sentence["end"] <= len(article["text"])
            assert -1 <= sentence["score"] <= 1
            assert 0 <= sentence["relevance"] <= 1


def test_the_two_agency_versions_share_copy_and_the_others_do_not(tree: dict):
    shares = {
        frozenset((pair["a"][:3], pair["b"][:3])): max(pair["share_a"], pair["share_b"])
        for pair in tree["comparison"]["shared_copy"]
    }
    assert shares.pop(frozenset(("001", "003"))) > 0.5
    assert all(share < 0.1 for share in shares.values())


def test_the_opinion_piece_is_the_most_critical(tree: dict):
    scores = {article["id"][:3]: article["framing"]["score"] for article in tree["articles"]}
    assert min(scores, key=scores.__getitem__) == "002"


def test_findings_are_few_and_rest_on_passages(tree: dict):
    findings = tree["comparison"]["findings"]
    assert 5 <= len(findings) <= 8
    texts = {article["id"]: article["text"] for article in tree["articles"]}
    for finding in findings:
        for passage in finding["evidence"]:
            assert texts[passage["article"]][passage["start"] : passage["end"]].strip()


def test_a_date_in_page_furniture_is_not_the_articles_date(tree: dict):
    dates = {article["id"][:3]: article["published"] for article in tree["articles"]}
    assert dates["000"] != "2024-02-29"
    assert dates["003"] == "2022-11-22"


def test_the_tables_open(files: dict[str, bytes]):
    rows = list(csv.DictReader(io.StringIO(files["articles.csv"].decode("utf-8"), newline="")))
    assert len(rows) == 5
    assert all(row["framing.score"] for row in rows)
