import pytest

from analysis.records import Span
from analysis.validation.bench_framing import measure


def test_views_and_yardstick_have_a_speed():
    text = "The vote was fair. Nobody was arrested."
    spans = [Span(0, 18), Span(19, len(text))]
    figures = measure([(text, spans)], repeats=1)
    assert set(figures) == {"all views", "VADER"}
    assert all(speed > 0 for speed in figures.values())


def test_nothing_to_read_is_refused():
    with pytest.raises(ValueError, match="no sentences"):
        measure([])
