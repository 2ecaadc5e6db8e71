from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.overlaps import Overlaps
from analysis.records import Span

SPANS = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 30), st.integers(0, 12)
)


@given(st.lists(SPANS, max_size=12), SPANS)
@settings(max_examples=80, deadline=None)
def test_all_spans_that_share_a_character_are_found_in_order(spans: list[Span], span: Span) -> None:
    expected = [number for number, other in enumerate(spans) if other.overlaps(span)]
    assert Overlaps(spans).meeting(span) == expected


def test_nothing_meets_where_there_are_no_spans() -> None:
    assert Overlaps(()).meeting(Span(0, 5)) == []
