"""The word lists of `wording.toml`, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any


@cache
def section(name: str) -> MappingProxyType[str, Any]:
    """One table of `wording.toml`; KeyError for a name that is not in it."""
    text = resources.files("analysis.ingest").joinpath("wording.toml").read_text("utf-8")
    return MappingProxyType(tomllib.loads(text)[name])


@cache
def words(table: str, key: str) -> frozenset[str]:
    """The entries of one list as a set, for membership."""
    return frozenset(section(table)[key])
