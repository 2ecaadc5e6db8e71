"""The tables that stand beside this package as TOML, each read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any


@cache
def read_table(name: str) -> MappingProxyType[str, Any]:
    """The whole of `<name>.toml`."""
    text = resources.files("analysis.ingest").joinpath(f"{name}.toml").read_text("utf-8")
    return MappingProxyType(tomllib.loads(text))


@cache
def section(name: str) -> MappingProxyType[str, Any]:
    """One table of `wording.toml`; KeyError for a name that is not in it."""
    return MappingProxyType(read_table("wording")[name])


@cache
def words(table: str, key: str) -> frozenset[str]:
    """The entries of one list of `wording.toml` as a set, for membership."""
    return frozenset(section(table)[key])
