import json
from dataclasses import replace

import numpy as np
import pytest

from analysis.annotate.document import annotate
from analysis.axes.schema import load_axis
from analysis.extract.framing import FramingExtractor
from analysis.extract.framing_examples import LEAST, enough_examples, fit_examples, load_examples
from analysis.records import Article

NEW = (
    "Nurses deserve every penny they ask for after years of falling pay.",
    "The greedy union is holding patients hostage for money nobody has.",
    "The timetable for the week was put on the website.",
)


@pytest.fixture(scope="module")
def axis():
    """A shipped axis with as few examples as can be."""
    full = load_axis("strike")
    return replace(
        full,
        positive=replace(full.positive, examples=full.positive.examples[:LEAST]),
        negative=replace(full.negative, examples=full.negative.examples[:LEAST]),
        neutral_examples=full.neutral_examples[:LEAST],
    )


@pytest.fixture(scope="module")
def fitted(axis):
    return fit_examples(axis)


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "parallax" / "axes"


def test_examples_tell_the_poles_in_sentences_that_are_none(fitted):
    proba = np.vstack([fitted.judge([text]) for text in NEW])
    assert proba.sum(axis=1) == pytest.approx(1.0)
    lean = proba[:, 2] - proba[:, 0]
    assert lean[0] > lean[1]


def test_what_is_told_of_the_examples_is_cross_validated(fitted):
    told, labels = np.array(fitted.told), np.array(fitted.labels)
    assert told.shape == (3 * LEAST, 3)
    assert [labels.tolist().count(label) for label in (-1, 0, 1)] == [LEAST] * 3
    right = (told.argmax(axis=1) - 1 == labels).mean()
    assert 0.4 < right < 1.0
    assert fitted.direction >= 0.0
    assert fitted.relevance[1] >= 0.0


def test_what_was_fitted_is_kept_and_read_again(axis, fitted, cache):
    first = load_examples(axis)
    (path,) = cache.iterdir()
    written = path.read_bytes()
    assert load_examples(axis) == first == fitted
    assert path.read_bytes() == written


def test_the_cache_is_what_is_read(axis, cache):
    load_examples(axis)
    (path,) = cache.iterdir()
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"direction": 0.125}))
    assert load_examples(axis).direction == 0.125


@pytest.mark.parametrize("broken", ["", "{}", "[1]", '{"weights": 3}', "\x00"])
def test_a_broken_cache_file_is_fitted_again(axis, fitted, cache, monkeypatch, broken):
    monkeypatch.setattr("analysis.extract.framing_examples.fit_examples", lambda _: fitted)
    load_examples(axis)
    (path,) = cache.iterdir()
    path.write_text(broken)
    assert load_examples(axis) == fitted
    assert json.loads(path.read_bytes())["direction"] == fitted.direction


def test_a_cache_that_cannot_be_written_is_no_error(axis, fitted, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.extract.framing_examples.fit_examples", lambda _: fitted)
    file = tmp_path / "file"
    file.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))
    assert load_examples(axis) == fitted
    assert file.read_text() == ""


def test_other_examples_are_another_model(axis, fitted, cache, monkeypatch):
    monkeypatch.setattr("analysis.extract.framing_examples.fit_examples", lambda _: fitted)
    load_examples(axis)
    load_examples(replace(axis, neutral_examples=axis.neutral_examples[::-1]))
    assert len(list(cache.iterdir())) == 2


def test_too_few_examples_are_not_fitted(axis, cache):
    few = replace(axis, neutral_examples=axis.neutral_examples[:-1])
    assert enough_examples(axis)
    assert not enough_examples(few)
    with pytest.raises(ValueError, match=f"needs {LEAST} examples"):
        load_examples(few)
    assert not cache.exists()
    document = annotate(Article(path="", id="a", text="The strike is a disgrace."))
    assert "lexicon only" in FramingExtractor(few).extract(document).overall.method


def test_an_axis_with_examples_is_scored_by_lexicon_and_encoder(axis, cache):
    text = (
        "The nurses' strike is just, and their union deserves the thanks of the whole town. "
        "Nurses are paid less than ten years ago, and the hospital refuses to talk. "
        "Patients brought soup to the picket line and cheered the strikers. "
        "The union has offered to keep every emergency ward open during the strike. "
        "The workers won the right to rest, and the employer broke its word."
    )
    result = FramingExtractor(axis).extract(annotate(Article(path="", id="a", text=text)))
    assert "fitted on the examples" in result.overall.method
    assert result.overall.value > 0.0
    assert all(set(s.views) == {"lexicon", "encoder"} for s in result.segments)
