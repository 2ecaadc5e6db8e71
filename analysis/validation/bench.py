"""What a report costs, in CPU seconds and as a ratio to a bare script measured in the same run.

`python -m analysis.validation.bench [FOLDER]`
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from statistics import median

REPEATS = 3


def cpu_seconds(command: Sequence[str]) -> float:
    """CPU seconds (user and system) that `command` takes; raises if it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def measure(folder: str) -> dict[str, float]:
    """Median CPU seconds of a warm report on `folder`, of the bare script, and their ratio."""
    with tempfile.TemporaryDirectory() as out:
        report = [sys.executable, "-m", "analysis", "report", folder, "-o", out]
        bare = [sys.executable, "-m", "analysis.validation.bare_report"]
        cpu_seconds(report)  # warms the file cache and the byte code
        cpu_seconds(bare)
        pairs = [(cpu_seconds(report), cpu_seconds(bare)) for _ in range(REPEATS)]
    reports, bares = zip(*pairs, strict=True)
    return {
        "report": median(reports),
        "bare": median(bares),
        "ratio": median(reports) / median(bares),
    }


def main() -> None:
    """Measure and print."""
    figures = measure(sys.argv[1] if len(sys.argv) > 1 else "seeds")
    sys.stdout.write(
        f"report     {figures['report']:6.2f} CPU s\n"
        f"bare PDF   {figures['bare']:6.2f} CPU s  (12 pages, 8 charts, 6 tables)\n"
        f"ratio      {figures['ratio']:6.2f}\n"
    )


if __name__ == "__main__":
    main()
