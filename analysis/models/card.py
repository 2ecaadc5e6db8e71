"""The cards of the trained models: what they were made from and how well they do."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def list_models() -> tuple[str, ...]:
    """The names of the models that come with Parallax, sorted."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/card.toml")))


def load_card(name: str) -> Mapping[str, Any]:
    """The card of the model `name`: data, licence, script, seed, scores, limits.

    Raises KeyError when no such model comes with Parallax.
    """
    return tomllib.loads(model_file(name, "card.toml").read_text(encoding="utf-8"))


def model_file(name: str, file: str) -> Path:
    """Where `file` of the model `name` lies; KeyError when no such model comes with Parallax."""
    if name not in list_models():
        raise KeyError(f"no model {name!r}; there are: {', '.join(list_models()) or 'none'}")
    return FOLDER / name / file
