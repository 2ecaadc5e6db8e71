"""Segments: sentences cut at the edges of their quotations, each part in one voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.annotate.overlaps import Overlaps
from analysis.records import Attribution, Quotation, Segment, Sentence, Span

# The longest rest, in characters, that cannot hold a word of the narrator: a full stop and a space
# behind a quotation; before one, "I " would be as long as "– ".
_REST_AFTER = 2
_REST_BEFORE = 1


def cut_segments(
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    attributions: Sequence[Attribution],
) -> tuple[Segment, ...]:
    """The segments of all sentences, in order.

    The segments of a sentence tile it. A sentence is cut where words of somebody begin and end,
    quotation marks included; scare quotes and titles stay with the narrator. `attribution` is the
    attribution whose contents cover most of the segment, the first of those that cover the same;
    None when less than half of the segment is covered.
    """
    voiced = [quotation.span for quotation in quotations if not quotation.scare]
    near = Overlaps(voiced)
    contents = [
        (span, number)
        for number, attribution in enumerate(attributions)
        for span in attribution.content
    ]
    around = Overlaps([span for span, _ in contents])
    return tuple(
        Segment(
            span,
            index,
            "quoted" if quoted else "narrator",
            _owner(span, [contents[i] for i in around.meeting(span)]),
        )
        for index, sentence in enumerate(sentences)
        for span, quoted in _pieces(sentence.span, [voiced[i] for i in near.meeting(sentence.span)])
    )


def _pieces(sentence: Span, inside: Sequence[Span]) -> Iterator[tuple[Span, bool]]:
    """The parts of a sentence, and whether each lies in a quotation; `inside` are those it meets.

    What is left of the sentence before or behind a quotation may be a full stop or a bracket
    only: such a rest is no voice of its own and goes with the quotation.
    """
    position = sentence.start
    for number, quotation in enumerate(inside):
        start = max(quotation.start, sentence.start)
        end = min(quotation.end, sentence.end)
        following = inside[number + 1].start if number + 1 < len(inside) else sentence.end
        if following - end <= _REST_AFTER:
            end = max(end, min(following, sentence.end))
        if start - position <= _REST_BEFORE:
            start = position
        if position < start:
            yield Span(position, start), False
        yield Span(start, end), True
        position = end
    if position < sentence.end:
        yield Span(position, sentence.end), False


def _owner(segment: Span, contents: Sequence[tuple[Span, int]]) -> int | None:
    """The attribution whose contents cover at least half of the segment, and most of it.

    `contents` are those that meet the segment.
    """
    covered: dict[int, int] = {}
    for span, number in contents:
        shared = min(span.end, segment.end) - max(span.start, segment.start)
        covered[number] = covered.get(number, 0) + shared
    if not covered:
        return None
    number, most = min(covered.items(), key=lambda item: (-item[1], item[0]))
    return number if most * 2 >= segment.end - segment.start else None
