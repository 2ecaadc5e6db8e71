"""Axis files: two poles, whose side is scored, facets and a lexicon, read from TOML.

`docs/axis-format.md` is the guide for people who write one. What is read here is checked
completely, so that everything behind this module may trust an `Axis`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from analysis.axes.patterns import PatternError, parse_pattern
from analysis.errors import AxisError

if TYPE_CHECKING:
    from analysis.axes.filemodel import AxisFile

FOLDER = Path(__file__).parent
MAX_VALENCE = 3
MAX_BYTES = 2_000_000
# Data of the composition rules lives beside the axes but is no axis.
_NOT_AXES = frozenset({"composition", "inflection", "template"})

# In a condition these stand for all the words of that side.
SIDE_NAMES = ("@subject", "@opponents", "@predecessor")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")

PoleName = Literal["positive", "negative"]


@dataclass(frozen=True, slots=True)
class Pole:
    """One end of an axis, with sentences that stand at it."""

    name: str
    explanation: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """One side of the subject that a text can speak about."""

    id: str
    name: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A word, phrase or pattern with the facet it speaks about and its valence, -3..3.

    `near` and `unless` are patterns: with `near` the entry counts only where one of them occurs
    in the same sentence (or in the context given), with `unless` only where none does. A valence
    of 0 adds nothing and keeps shorter entries inside it from firing.
    """

    phrase: str
    facet: str
    valence: float
    near: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sides:
    """Patterns for the words that name the parties, so that rules can ask whose act it is.

    `subject` is the side that is scored, `opponents` those who stand against it, `predecessor`
    who held its place before. `own_terms` are plain words for what the subject does ("election"):
    in scare quotes or after "so-called" they speak against it. Praise and blame for it count
    toward the facet `attitude_facet`. `others` are people outside the axis, whose doings say
    nothing on it; `off_topic` words that tell at the start of a sentence that it is about something
    else. Both stand beside those that hold for every axis, and words of a side come before them.
    """

    subject: tuple[str, ...] = ()
    opponents: tuple[str, ...] = ()
    predecessor: tuple[str, ...] = ()
    own_terms: tuple[str, ...] = ()
    attitude_facet: str = ""
    others: tuple[str, ...] = ()
    off_topic: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Axis:
    """Two poles, whose side is scored, the facets and the lexicon.

    `approval` names the pole that speaks well of the subject: what scare quotes and the like do
    to a word depends on it. `model` is the name of a trained model for this axis, or None.
    """

    id: str
    title: str
    subject: str
    positive: Pole
    negative: Pole
    facets: Mapping[str, Facet]
    entries: tuple[Entry, ...] = ()
    sides: Sides = field(default_factory=Sides)
    neutral_examples: tuple[str, ...] = ()
    approval: PoleName = "positive"
    model: str | None = None

    def swapped(self) -> Axis:
        """The same axis read from the other end: every score changes its sign."""
        return replace(
            self,
            positive=self.negative,
            negative=self.positive,
            approval="negative" if self.approval == "positive" else "positive",
            entries=tuple(replace(entry, valence=-entry.valence) for entry in self.entries),
        )


def list_axes() -> tuple[str, ...]:
    """The names of the axes that come with Parallax, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem not in _NOT_AXES))


def load_axis(name_or_path: str | Path) -> Axis:
    """The axis of that name (see `list_axes`), or the one in that TOML file.

    Raises AxisError, naming file and line where possible, when there is no such axis or the file
    does not follow the schema.
    """
    path = _find(name_or_path)
    source = _read_text(path)
    return _build(_check(_parse(source, path), source, path), source, path)


def read_axis_text(name_or_path: str | Path) -> str:
    """The axis file of that name or path as it was written, for a copy to change.

    Raises AxisError when there is no such axis or the file cannot be read.
    """
    return _read_text(_find(name_or_path))


def new_axis_text(name: str) -> str:
    """A commented axis file of that name to fill in, valid as it stands.

    Raises AxisError where the name cannot be one, or an axis that comes with Parallax has it.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        remedy = "use small letters, digits and _ only, beginning with a letter"
        raise AxisError(None, f"“{name}” cannot name an axis", remedy)
    if name in list_axes() or name in _NOT_AXES:
        raise AxisError(None, f"there is an axis “{name}” already", "choose another name")
    return _read_text(FOLDER / "template.toml").replace('"NAME"', f'"{name}"')


def _find(name_or_path: str | Path) -> Path:
    name = str(name_or_path)
    if name in list_axes():
        return FOLDER / f"{name}.toml"
    path = Path(name_or_path)
    if path.is_file():
        return path
    known = ", ".join(list_axes())
    problem = "is a folder" if path.is_dir() else "no such axis or file"
    raise AxisError(name, problem, f"give the path of a TOML file or one of: {known}")


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise AxisError(path, "is too large for an axis file", "keep it below 2 MB")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise AxisError(
            _at(path, line), "the file is not UTF-8", "save it with the encoding UTF-8"
        ) from error
    except OSError as error:
        raise AxisError(
            path, f"cannot be read ({error.strerror})", "check the file's permissions"
        ) from error


def _parse(source: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise AxisError(
            path,
            f"is not TOML: {error}",
            'write strings in double quotes, lists as ["one", "two"], a heading once only',
        ) from error
    except RecursionError:
        raise AxisError(
            path, "its lists are nested too deeply", "follow docs/axis-format.md"
        ) from None


def _check(parsed: dict[str, Any], source: str, path: Path) -> AxisFile:
    from pydantic import ValidationError

    from analysis.axes.filemodel import AxisFile, remedy_for

    try:
        return AxisFile.model_validate(parsed)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        keys = tuple(str(part) for part in first["loc"])
        where = _at(path, line_of(source, keys))
        named = ".".join(key for key in keys if not key.isdigit())
        what = f"`{named}`: {first['msg'][:1].lower()}{first['msg'][1:]}"
        raise AxisError(where, what, remedy_for(first["type"], keys)) from error


def _build(checked: AxisFile, source: str, path: Path) -> Axis:
    facets = {
        key: Facet(key, facet.name, facet.explanation) for key, facet in checked.facets.items()
    }
    entries = tuple(_entries(checked, source, path))
    sides = Sides(
        subject=tuple(checked.sides.subject),
        opponents=tuple(checked.sides.opponents),
        predecessor=tuple(checked.sides.predecessor),
        own_terms=tuple(checked.sides.own_terms),
        attitude_facet=checked.sides.attitude_facet or next(iter(facets)),
        others=tuple(checked.beside.others),
        off_topic=tuple(checked.beside.off_topic),
    )
    _check_facet(sides.attitude_facet, facets, ("sides", "attitude_facet"), source, path)
    _check_patterns(
        (*sides.subject, *sides.opponents, *sides.predecessor, *sides.own_terms),
        ("sides",),
        source,
        path,
    )
    _check_patterns((*sides.others, *sides.off_topic), ("beside",), source, path)
    return Axis(
        id=checked.id,
        title=checked.title,
        subject=checked.subject,
        positive=Pole(
            checked.positive.name, checked.positive.explanation, tuple(checked.positive.examples)
        ),
        negative=Pole(
            checked.negative.name, checked.negative.explanation, tuple(checked.negative.examples)
        ),
        facets=MappingProxyType(facets),
        entries=entries,
        sides=sides,
        neutral_examples=tuple(checked.neutral.examples),
        approval=checked.approval,
        model=checked.model,
    )


def _entries(checked: AxisFile, source: str, path: Path) -> list[Entry]:
    """All entries, plain ones first, each checked for facet, pattern and repetition."""
    entries: list[Entry] = []
    seen: dict[tuple[str, ...], Entry] = {}
    for group in checked.groups():
        _check_facet(group.facet, checked.facets, group.keys[:2], source, path)
        _check_patterns(
            [item for item in (*group.near, *group.unless) if item not in SIDE_NAMES],
            group.keys,
            source,
            path,
        )
        valence = _valence(group.valence, group.keys, source, path)
        for phrase in group.phrases:
            keys = (*group.keys, phrase)
            _check_patterns((phrase,), keys, source, path)
            entry = Entry(phrase, group.facet, valence, group.near, group.unless)
            # The same words may stand twice only with different conditions.
            words = (_plain(phrase), *group.near, "unless", *group.unless)
            if words in seen:
                first = seen[words]
                raise AxisError(
                    _at(path, line_of(source, (phrase,), last=True)),
                    f"“{phrase}” stands in the lexicon twice (it has valence "
                    f"{first.valence:+g} under `{first.facet}` already)",
                    "keep one of the two",
                )
            seen[words] = entry
            entries.append(entry)
    return entries


def _valence(key: str, keys: Sequence[str], source: str, path: Path) -> float:
    if not _NUMBER.fullmatch(key.strip()) or abs(float(key)) > MAX_VALENCE:
        raise AxisError(
            _at(path, line_of(source, keys)),
            f"“{key}” is no valence",
            f'write a number from "-{MAX_VALENCE}" to "+{MAX_VALENCE}"',
        )
    return float(key)


def _plain(phrase: str) -> str:
    return " ".join(phrase.casefold().replace("-", " ").split())


def _check_facet(
    facet: str, facets: Mapping[str, Any], keys: Sequence[str], source: str, path: Path
) -> None:
    if facet not in facets:
        raise AxisError(
            _at(path, line_of(source, keys)),
            f"there is no facet `{facet}`",
            f"use one of the facets of this file: {', '.join(facets)}",
        )


def _check_patterns(patterns: Sequence[str], keys: Sequence[str], source: str, path: Path) -> None:
    for pattern in patterns:
        try:
            parse_pattern(pattern)
        except PatternError as error:
            line = line_of(source, (*keys, pattern)) or line_of(source, (pattern,))
            raise AxisError(
                _at(path, line), f"“{pattern}” cannot be matched: {error.problem}", error.remedy
            ) from error


def _at(path: Path, line: int | None) -> str:
    return str(path) if line is None else f"{path}, line {line}"


def line_of(source: str, keys: Sequence[str], *, last: bool = False) -> int | None:
    """The line (from 1) where the value under `keys` stands in a TOML source; None if unfound.

    tomllib keeps no positions, so this looks for the longest heading that the keys begin with,
    and in its section for the deepest key that can be found. With `last` the last such place
    counts.
    """
    lines = source.splitlines()
    start, end, rest = _section(lines, keys)
    for name in reversed(rest):
        found = [
            number for number, line in enumerate(lines[start:end], start + 1) if _names(line, name)
        ]
        if found:
            return found[-1] if last else found[0]
    return start or None


def _section(lines: Sequence[str], keys: Sequence[str]) -> tuple[int, int, list[str]]:
    """Where the section under the keys begins and ends, and the keys that are left."""
    names = [key for key in keys if not key.isdigit()]
    # ("conditional", "2", …) is the third [[conditional]].
    which = int(keys[1]) if len(keys) > 1 and keys[1].isdigit() else 0
    for depth in range(len(names), 0, -1):
        heading = ".".join(names[:depth])
        found = [
            number
            for number, line in enumerate(lines, 1)
            if _bare(line) in (f"[{heading}]", f"[[{heading}]]")
        ]
        if found:
            start = found[min(which, len(found) - 1)]
            return start, _section_end(lines, start, heading), names[depth:]
    return 0, len(lines), names


def _section_end(lines: Sequence[str], start: int, heading: str) -> int:
    for number in range(start, len(lines)):
        bare = _bare(lines[number])
        if bare.startswith("[") and bare.endswith("]") and not bare.startswith(f"[{heading}."):
            return number
    return len(lines)


def _bare(line: str) -> str:
    return line.split("#")[0].strip()


def _names(line: str, name: str) -> bool:
    bare = line.strip()
    return bare.startswith((f"{name} =", f"{name}=")) or f'"{name}"' in bare
