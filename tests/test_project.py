import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PERMISSIVE = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|MPL|Mozilla|LGPL|Lesser|PSF|Python Software|ISC|HPND|Zlib|Unlicense"
    r"|CNRI|GPL 2\.0\+/LGPL 2\.1\+/MPL)",
    re.IGNORECASE,
)


def test_the_lock_carries_hashes_and_no_address():
    assert "://" not in LOCK
    pins = re.findall(r"^([\w.-]+)==", LOCK, re.MULTILINE)
    assert LOCK.count("--hash=sha256:") >= len(pins) > 20


def test_every_dependency_is_in_the_lock():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = set(re.findall(r"^([\w.-]+)==", LOCK, re.MULTILINE))
    for requirement in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        assert re.split(r"[<>=]", requirement)[0] in pins


def runtime_packages() -> list[str]:
    found: set[str] = set()
    todo = ["parallax-report"]
    while todo:
        name = todo.pop()
        for requirement in metadata.requires(name) or []:
            needed = re.split(r"[ <>=!~;\[(]", requirement)[0].lower().replace("_", "-")
            if "extra ==" in requirement or needed in found:
                continue
            try:
                metadata.version(needed)
            except metadata.PackageNotFoundError:
                continue  # for another platform
            found.add(needed)
            todo.append(needed)
    return sorted(found)


@pytest.mark.parametrize("package", runtime_packages())
def test_run_time_dependencies_are_permissive(package: str):
    about = metadata.metadata(package)
    licence = about.get("License-Expression") or about.get("License") or ""
    classifiers = " ".join(
        line for line in about.get_all("Classifier") or [] if line.startswith("License")
    )
    assert PERMISSIVE.search(f"{licence} {classifiers}"), f"{package}: {licence} {classifiers}"


def test_no_pickle_is_read_or_shipped():
    package = ROOT / "analysis"
    assert not [path for path in package.rglob("*") if path.suffix in {".pkl", ".joblib", ".npy"}]
    for path in package.rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        assert not re.search(
            r"^\s*(import|from) (pickle|joblib|shelve|marshal)\b", code, re.MULTILINE
        )


def test_the_changelog_knows_the_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_no_pattern_relies_on_possessive_quantifiers():
    # Python 3.11.2, the one of Debian 12, loses the groups behind them.
    for path in (ROOT / "analysis").rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        assert not re.search(
            r"[\])}\w][*+?}]\+[^+\w=]", "\n".join(re.findall(r'r[bf]?"[^"\n]*"', code))
        ), path
