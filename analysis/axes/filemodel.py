"""What an axis file may say, as pydantic models; only `schema.py` imports this, and late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
# TOML keys are strings; `schema.py` reads them as numbers and can name their line.
Valences = dict[str, list[Text]]


@dataclass(frozen=True, slots=True)
class Group:
    """Phrases with one facet, valence and condition, and the keys under which they stand."""

    keys: tuple[str, ...]
    facet: str
    valence: str
    phrases: tuple[str, ...]
    near: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PoleModel(_Strict):
    """`[positive]` or `[negative]`."""

    name: Text
    explanation: Text
    examples: list[Text] = []


class NeutralModel(_Strict):
    """`[neutral]`: sentences that stand at neither pole."""

    examples: list[Text] = []


class FacetModel(_Strict):
    """`[facets.<id>]`."""

    name: Text
    explanation: Text


class SidesModel(_Strict):
    """`[sides]`."""

    subject: list[Text] = []
    opponents: list[Text] = []
    predecessor: list[Text] = []
    own_terms: list[Text] = []
    attitude_facet: str = ""


class BesideModel(_Strict):
    """`[beside]`: what texts on the axis speak of that is none of its sides."""

    others: list[Text] = []
    off_topic: list[Text] = []


class ConditionalModel(_Strict):
    """`[[conditional]]`: phrases that count only near, or not near, other words."""

    facet: str
    near: list[Text] = []
    unless: list[Text] = []
    phrases: Valences

    @model_validator(mode="after")
    def _has_a_condition(self) -> ConditionalModel:
        if not self.near and not self.unless:
            raise ValueError("has neither `near` nor `unless`")
        return self


class AxisFile(_Strict):
    """A whole axis file."""

    id: Name
    title: Text
    subject: Text
    model: Name | None = None
    approval: Literal["positive", "negative"] = "positive"
    positive: PoleModel
    negative: PoleModel
    neutral: NeutralModel = NeutralModel()
    facets: Annotated[dict[Name, FacetModel], Field(min_length=1)]
    sides: SidesModel = SidesModel()
    beside: BesideModel = BesideModel()
    lexicon: dict[str, Valences] = {}
    conditional: list[ConditionalModel] = []

    def groups(self) -> Iterator[Group]:
        """The lexicon's phrases, group by group, in the file's order."""
        for facet, valences in self.lexicon.items():
            for key, phrases in valences.items():
                yield Group(("lexicon", facet, key), facet, key, tuple(phrases))
        for place, rule in enumerate(self.conditional):
            for key, phrases in rule.phrases.items():
                yield Group(
                    ("conditional", str(place), key),
                    rule.facet,
                    key,
                    tuple(phrases),
                    tuple(rule.near),
                    tuple(rule.unless),
                )


_REMEDIES = {
    "missing": "add it",
    "extra_forbidden": "remove it or correct its spelling (docs/axis-format.md lists the keys)",
    "string_type": "write a text in double quotes",
    "list_type": 'write a list of texts: ["one", "two"]',
    "string_too_short": "write a text that is not empty",
    "string_pattern_mismatch": "use small letters, digits and _ only, beginning with a letter",
    "literal_error": 'write "positive" or "negative"',
    "too_short": "write at least one",
    "model_type": "make it a section of its own, such as [positive] with name and explanation",
    "dict_type": "make it a section of its own with keys below it",
    "value_error": "give it a list of words, or move its phrases to [lexicon]",
}


def remedy_for(kind: str, keys: tuple[str, ...]) -> str:
    """What would be right, for a pydantic error type."""
    if kind == "missing" and keys and keys[0] in ("positive", "negative"):
        return "an axis needs [positive] and [negative], each with name and explanation"
    return _REMEDIES.get(kind, "see docs/axis-format.md")
