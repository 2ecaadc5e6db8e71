from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from analysis.axes.lexicon import LexiconView
from analysis.axes.schema import Axis, line_of, list_axes, load_axis
from analysis.errors import AxisError
from analysis.records import Span

AXIS = """\
id = "harbour"
title = "For or against the harbour"
subject = "the new harbour and those who plan it"

[positive]
name = "in favour"
explanation = "The harbour is presented as a gain."

[negative]
name = "against"
explanation = "The harbour is presented as a loss."

[facets.work]
name = "Work"
explanation = "Jobs and trade."

[facets.nature]
name = "Nature"
explanation = "Birds, mud and water."

[sides]
subject = ["harbour", "port authority"]

[lexicon.work]
"+2" = ["new jobs", "{create} work"]
"-1" = ["closed yards"]

[lexicon.nature]
"-3" = ["dead fish", "poisoned mud*"]

[[conditional]]
facet = "nature"
near = ["heron|herons"]
[conditional.phrases]
"-2" = ["gone"]
"""


@pytest.fixture
def axis_file(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.toml"
    path.write_text(AXIS, encoding="utf-8")
    return path


def test_an_axis_file_is_read_completely(axis_file: Path) -> None:
    axis = load_axis(axis_file)
    assert axis.id == "harbour"
    assert (axis.positive.name, axis.negative.name) == ("in favour", "against")
    assert list(axis.facets) == ["work", "nature"]
    assert axis.facets["nature"].explanation == "Birds, mud and water."
    assert axis.model is None
    assert [(entry.phrase, entry.facet, entry.valence) for entry in axis.entries] == [
        ("new jobs", "work", 2),
        ("{create} work", "work", 2),
        ("closed yards", "work", -1),
        ("dead fish", "nature", -3),
        ("poisoned mud*", "nature", -3),
        ("gone", "nature", -2),
    ]
    assert axis.entries[-1].near == ("heron|herons",)


def test_a_path_may_be_a_string(axis_file: Path) -> None:
    assert load_axis(str(axis_file)).id == "harbour"


def test_a_byte_order_mark_is_no_error(axis_file: Path) -> None:
    axis_file.write_text("\ufeff" + AXIS, encoding="utf-8")
    assert load_axis(axis_file).id == "harbour"


def test_a_users_axis_scores(axis_file: Path) -> None:
    view = LexiconView(load_axis(axis_file))
    text = "The harbour created work, but there are dead fish in the poisoned mudflats."
    scored = view.score(text, Span(0, len(text)))
    assert scored.score < 0
    assert [item.facet for item in scored.evidence] == ["work", "nature", "nature"]


BAD = [
    # what is written instead of what, the line, and words of the message
    ('[lexicon.nature]\n"-3"', '[lexicon.natur]\n"-3"', 28, ["no facet `natur`", "work, nature"]),
    ('facet = "nature"\nnear', 'facet = "sea"\nnear', 31, ["no facet `sea`"]),
    ('"-3" = ["dead', '"-4" = ["dead', 29, ["“-4” is no valence", '"-3" to "+3"']),
    ('"-3" = ["dead', '"bad" = ["dead', 29, ["“bad” is no valence"]),
    ('["closed yards"]', '["New  Jobs"]', 26, ["“New Jobs”", "twice", "keep one"]),
    ('["closed yards"]', '["new-jobs"]', 26, ["twice"]),
    ('["closed yards"]', '"closed yards"', 26, ["lexicon.work.-1", "list"]),
    ('["closed yards"]', "[1]", 26, ["lexicon.work.-1", "double quotes"]),
    ('["closed yards"]', '["a*"]', 26, ["“a*”", "at least two letters"]),
    ('["closed yards"]', '["_ ..."]', 26, ["without any word of its own"]),
    ('["closed yards"]', '["closed (yards"]', 26, ["“(yards” is no word"]),
    ('["closed yards"]', '[""]', 26, ["not empty"]),
    ("[negative]\nname", "[negativ]\nname", None, ["negative", "[positive] and [negative]"]),
    ('name = "against"\n', "", 9, ["negative.name", "each with name"]),
    ('id = "harbour"', 'id = "The Harbour"', 1, ["`id`", "small letters"]),
    ('id = "harbour"', 'id = "harbour"\ncolour = "red"', 2, ["`colour`", "remove it"]),
    ('subject = "the', 'approval = "good"\nsubject = "the', 3, ["approval", "negative"]),
    ('near = ["heron|herons"]\n', "", None, ["neither `near` nor `unless`"]),
    ('title = "For', 'title = "For "', None, ["not TOML", "line 2"]),
    ('subject = ["harbour"', 'subject = ["harb our)"', 22, ["“our)” is no word"]),
]


@pytest.mark.parametrize(("old", "new", "line", "words"), BAD)
def test_a_bad_file_is_told_in_one_line(
    axis_file: Path, old: str, new: str, line: int | None, words: list[str]
) -> None:
    assert old in AXIS
    axis_file.write_text(AXIS.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(AxisError) as caught:
        load_axis(axis_file)
    message = str(caught.value)
    assert "\n" not in message
    assert "harbour.toml" in message
    if line is not None:
        assert f"line {line}" in message, message
    for word in words:
        assert any(choice in message for choice in word.split("|")), message


def test_not_utf8_names_the_line(axis_file: Path) -> None:
    axis_file.write_bytes(AXIS.replace("Birds", "V\u00f6gel").encode("latin-1"))
    with pytest.raises(AxisError, match=r"line 19: the file is not UTF-8; save it"):
        load_axis(axis_file)


def test_not_found_lists_the_known_axes(tmp_path: Path) -> None:
    with pytest.raises(AxisError, match=r"no such axis or file.*reform"):
        load_axis("reforms")
    with pytest.raises(AxisError, match="is a folder"):
        load_axis(tmp_path)


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("facets", "work", "name"), 14),
        (("lexicon", "nature", "-3"), 29),
        (("id",), 1),
        (("nowhere",), None),
    ],
)
def test_line_of_a_key(keys: tuple[str, ...], line: int | None) -> None:
    assert line_of(AXIS, keys) == line


# --- the axis that comes along ------------------------------------------------------------------


@pytest.fixture(scope="module")
def reform() -> Axis:
    return load_axis("reform")


def test_list_names_axes_only() -> None:
    assert list_axes() == ("project", "reform", "strike")


def test_reform_is_rich_enough(reform: Axis) -> None:
    assert len(reform.entries) >= 3000
    assert len(reform.positive.examples) >= 20
    assert len(reform.negative.examples) >= 20
    assert len(reform.neutral_examples) >= 20
    assert reform.model == "framing_reform"
    assert len(reform.facets) == 9


def test_every_facet_of_reform_has_words_on_both_sides(reform: Axis) -> None:
    for facet in reform.facets:
        valences = [entry.valence for entry in reform.entries if entry.facet == facet]
        assert min(valences) <= -2
        assert max(valences) >= 2


@pytest.mark.parametrize("name", ["strike", "project"])
def test_the_smaller_axes_are_rich_enough(name: str) -> None:
    axis = load_axis(name)
    assert axis.id == name
    assert axis.model is None
    assert 5 <= len(axis.facets) <= 7
    assert len(axis.entries) >= 500
    for examples in (axis.positive.examples, axis.negative.examples, axis.neutral_examples):
        assert len(set(examples)) >= 45
    for facet in axis.facets:
        valences = [entry.valence for entry in axis.entries if entry.facet == facet]
        assert min(valences) <= -2
        assert max(valences) >= 2


@pytest.mark.parametrize(
    ("name", "text", "sign"),
    [
        ("strike", "Riot police charged the picket line and beat several nurses.", 1),
        ("strike", "The company has refused to meet the union since May.", 1),
        ("strike", "Union bosses are holding the country to ransom.", -1),
        ("strike", "Commuters were left stranded for a third morning.", -1),
        ("strike", "The two sides are to meet again in Geneva on Monday.", 0),
        ("strike", "Lightning struck a barn near the village.", 0),
        ("project", "The tunnel was finished early and came in under budget.", 1),
        ("project", "Storks have returned to nest beside the track.", 1),
        ("project", "Waste from the mine has poisoned wells in four villages.", -1),
        ("project", "The contract went to a company owned by the governor's cousin.", -1),
        ("project", "The dam is to be 140 metres high.", 0),
        ("project", "The film about a house by a lake opens next week.", 0),
    ],
)
def test_the_smaller_axes_tell_the_sides_apart(name: str, text: str, sign: int) -> None:
    score = LexiconView(load_axis(name)).score(text, Span(0, len(text))).score
    assert (score > 0.15) - (score < -0.15) == sign


def test_swapping_twice_gives_the_axis_back(reform: Axis) -> None:
    assert reform.swapped() != reform
    assert reform.swapped().positive == reform.negative
    assert reform.swapped().swapped() == reform


def test_importing_does_not_load_pydantic() -> None:
    code = "import sys, analysis.axes.lexicon; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
