import tomllib
from pathlib import Path

import pytest

from analysis.errors import InputError
from analysis.validation import run as module
from analysis.validation.run import Benchmark, digest_of, flatten, run


@pytest.fixture
def benchmark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "rows.jsonl").write_text("{}\n", encoding="utf-8")
    figures = {"good": 0.9, "lost": 0.2}
    monkeypatch.setattr(
        module,
        "BENCHMARKS",
        {"toy": Benchmark("rows.jsonl", None, lambda path, data: (figures, "the figures"))},
    )
    monkeypatch.setattr(module, "FLOORS", tmp_path / "floors.toml")
    return tmp_path


def pin(folder: Path, *, floor: float, ceiling: float = 1.0, digest: str | None = None) -> None:
    digest = digest or digest_of(folder / "rows.jsonl")
    (folder / "floors.toml").write_text(
        f'[toy]\ndigest = "{digest}"\n'
        f"[toy.floors]\ngood = {floor}\n[toy.ceilings]\nlost = {ceiling}\n",
        encoding="utf-8",
    )


def test_figures_within_their_limits_pass(benchmark: Path):
    pin(benchmark, floor=0.8)
    outcome = run(data=benchmark)
    assert outcome.missed == ()
    assert "the figures" in outcome.text


@pytest.mark.parametrize(
    ("floor", "ceiling", "missed"), [(0.95, 1.0, "toy: good"), (0.5, 0.1, "toy: lost")]
)
def test_a_figure_beyond_its_limit_is_missed(
    benchmark: Path, floor: float, ceiling: float, missed: str
):
    pin(benchmark, floor=floor, ceiling=ceiling)
    outcome = run(data=benchmark)
    assert outcome.missed == (missed,)
    assert "MISSED" in outcome.text


def test_floors_of_another_file_do_not_apply(benchmark: Path):
    pin(benchmark, floor=0.95, digest="0" * 64)
    outcome = run(data=benchmark)
    assert outcome.missed == ()
    assert "do not apply" in outcome.text


def test_data_that_is_not_there_is_named(benchmark: Path):
    pin(benchmark, floor=0.95)
    assert "toy: not measured; it needs rows.jsonl" in run().text


def test_a_shipped_file_needs_no_folder(benchmark: Path, monkeypatch: pytest.MonkeyPatch):
    toy = Benchmark("rows.jsonl", benchmark, lambda path, data: ({"good": 1.0}, "the figures"))
    monkeypatch.setattr(module, "BENCHMARKS", {"toy": toy})
    pin(benchmark, floor=0.8)
    assert run().text.startswith("toy\nthe figures")


def test_a_benchmark_of_parts_is_chosen_whole_or_by_part(
    benchmark: Path, monkeypatch: pytest.MonkeyPatch
):
    def named(name: str) -> Benchmark:
        return Benchmark("rows.jsonl", None, lambda path, data: ({"good": 1.0}, f"<{name}>"))

    names = ("toy/a", "toy/b", "toys")
    monkeypatch.setattr(module, "BENCHMARKS", {name: named(name) for name in names})
    pin(benchmark, floor=0.8)
    whole, part = run(["toy"], data=benchmark).text, run(["toy/b"], data=benchmark).text
    assert [name in whole for name in ("<toy/a>", "<toy/b>", "<toys>")] == [True, True, False]
    assert [name in part for name in ("<toy/a>", "<toy/b>")] == [False, True]
    with pytest.raises(InputError, match=r"choose from toy, toys$"):
        run(["mood"])


def test_every_floor_belongs_to_a_benchmark_and_a_file():
    floors = tomllib.loads((Path(module.__file__).parent / "floors.toml").read_text())
    assert set(floors) <= set(module.BENCHMARKS)
    for name, pinned in floors.items():
        folder = module.BENCHMARKS[name].shipped
        if folder is not None:
            assert pinned["digest"] == digest_of(folder / module.BENCHMARKS[name].file)


def test_unknown_benchmark_and_missing_folder_are_refused(benchmark: Path):
    with pytest.raises(InputError, match="no benchmark 'mood'; choose from toy"):
        run(["mood"])
    with pytest.raises(InputError, match="is not a folder"):
        run(data=benchmark / "nowhere")


def test_nested_figures_get_dotted_names():
    assert dict(flatten({"a": {"b": 1, "note": "x"}, "c": 0.5})) == {"a.b": 1.0, "c": 0.5}


def test_labelled_articles_that_are_not_shipped_are_named():
    assert run(["sourcing/polnear"]).text == (
        "sourcing/polnear: not measured; it needs polnear/dev.jsonl (--data FOLDER)"
    )
