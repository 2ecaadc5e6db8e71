"""The benchmarks of `parallax validate`: measure what data is there for, and check the floors."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.errors import InputError
from analysis.pipeline import Progress, silent

FLOORS = Path(__file__).parent / "floors.toml"
LABELLED = Path(__file__).parents[1] / "training" / "data"
OWN = Path(__file__).parent / "data"

Measured = tuple[Mapping[str, Any], str]
"""Figures (nested), and the same as text."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was printed, and the floors that were missed."""

    text: str
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A measurement, the labelled file it needs, and the folder if the file is shipped.

    A file with a star in its name is a pattern of folders.
    """

    file: str
    shipped: Path | None
    measure: Callable[[Path, Path | None], Measured]


def run(
    names: Sequence[str] = (), *, data: Path | None = None, progress: Progress = silent
) -> Outcome:
    """Runs the named benchmarks, or all; those without data are named as not measured.

    A name with a stroke is one part of a benchmark; the name before the stroke stands for all of
    them. Raises InputError for an unknown benchmark or a `data` folder that is not there.
    """
    groups = dict.fromkeys(name.partition("/")[0] for name in BENCHMARKS)
    unknown = sorted(set(names) - set(BENCHMARKS) - set(groups))
    if unknown:
        raise InputError(
            None, f"there is no benchmark {unknown[0]!r}", f"choose from {', '.join(groups)}"
        )
    if data is not None and not data.is_dir():
        raise InputError(data, "is not a folder", "give the folder with the labelled data")
    chosen = [
        name for name in BENCHMARKS if not names or name in names or name.partition("/")[0] in names
    ]
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    parts: list[str] = []
    missed: list[str] = []
    for done, name in enumerate(chosen):
        progress(f"Measuring {name}", done, len(chosen))
        benchmark = BENCHMARKS[name]
        path = _find(benchmark, data)
        if path is None:
            where = "in the package" if benchmark.shipped else "(--data FOLDER)"
            parts.append(f"{name}: not measured; it needs {benchmark.file} {where}")
            continue
        figures, text = benchmark.measure(path, data)
        verdict, below = _check(name, dict(flatten(figures)), floors.get(name, {}), path)
        parts.append(f"{name}\n{text}\n{verdict}")
        missed += below
    return Outcome("\n\n".join(parts), tuple(missed))


def flatten(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, float]]:
    """The numbers of a nested mapping with dotted names."""
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from flatten(value, f"{prefix}{key}.")
        elif isinstance(value, int | float):
            yield f"{prefix}{key}", float(value)


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal; of folders, of their files' names and bytes."""
    if "*" not in path.name:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    whole = hashlib.sha256()
    for file in sorted(path.parent.glob(f"{path.name}/*")):
        whole.update(file.relative_to(path.parent).as_posix().encode() + b"\0")
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def _check(
    name: str, figures: Mapping[str, float], pinned: Mapping[str, Any], path: Path
) -> tuple[str, list[str]]:
    """The verdict as text, and the figures that missed a floor or a ceiling."""
    if pinned.get("digest") != digest_of(path):
        return "Floors do not apply: this is not the file they were set on.", []
    lines = []
    missed = []
    for kind, reaches in _LIMITS.items():
        for figure, limit in pinned.get(f"{kind}s", {}).items():
            if figure not in figures:
                continue  # its data is not here; what was measured is printed above
            reached = reaches(figures[figure], limit)
            verdict = "" if reached else "  MISSED"
            lines.append(f"  {figure:<44} {figures[figure]:7.3f}  {kind} {limit:.3f}{verdict}")
            if not reached:
                missed.append(f"{name}: {figure}")
    return "\n".join(lines), missed


_LIMITS: Mapping[str, Callable[[float, float], bool]] = {
    "floor": lambda value, limit: value >= limit,
    "ceiling": lambda value, limit: value <= limit,
}
"""Comparisons are false for nan: an unknown figure has missed its limit."""


def _find(benchmark: Benchmark, data: Path | None) -> Path | None:
    folder = benchmark.shipped or data
    if folder is None:
        return None
    path = folder / benchmark.file
    there = any(path.parent.glob(path.name)) if "*" in path.name else path.is_file()
    return path if there else None


def _framing(path: Path, data: Path | None) -> Measured:
    from analysis.validation import framing
    from analysis.validation.framing_table import format_table

    persent = None if data is None else data / "persent" / "dev.jsonl"
    result = framing.measure(data=data, persent=persent if persent and persent.is_file() else None)
    return result, format_table(result)


def _polnear(path: Path, data: Path | None) -> Measured:
    from analysis.validation import sourcing_polnear

    figures = sourcing_polnear.measure(path)
    return figures, sourcing_polnear.table(figures)


def _own_passages(path: Path, data: Path | None) -> Measured:
    from analysis.validation import sourcing_own

    figures = sourcing_own.measure(path)
    return figures, sourcing_own.table(figures)


def _furniture(path: Path, data: Path | None) -> Measured:
    from analysis.validation import furniture

    figures = furniture.measure(path)
    return figures, furniture.table(figures)


def _comparison(path: Path, data: Path | None) -> Measured:
    from analysis.validation import comparison

    figures = comparison.measure(path)
    return figures, comparison.table(figures)


BENCHMARKS: Mapping[str, Benchmark] = {
    "framing": Benchmark("reform.jsonl", LABELLED, _framing),
    "sourcing/polnear": Benchmark("polnear/dev.jsonl", None, _polnear),
    "sourcing/dev": Benchmark("sourcing_dev.jsonl", OWN, _own_passages),
    "sourcing/unseen": Benchmark("sourcing_unseen.jsonl", OWN, _own_passages),
    "comparison/dev": Benchmark("comparison_events/dev_*", OWN, _comparison),
    "comparison/unseen": Benchmark("comparison_events/unseen_*", OWN, _comparison),
    "furniture": Benchmark("pasted/aeb.jsonl", None, _furniture),
}
