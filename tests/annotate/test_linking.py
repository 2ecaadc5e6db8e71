from __future__ import annotations

import numpy as np
import pytest

from analysis.annotate.linking import (
    REACH,
    Linker,
    Logistic,
    Part,
    evidence_names,
    find_parts,
    link,
    near,
)
from analysis.models.tagger import LABELS, LINK_SIZE, Tagging
from analysis.models.units import Units
from analysis.records import Span

N_FEATURES = 13


def tagged(names: list[str]) -> tuple[Units, Tagging]:
    """Units with these labels, all nearly certain, and no opinion about links."""
    n = len(names)
    text = "x " * n
    units = Units(
        text,
        tuple(Span(2 * i, 2 * i + 1) for i in range(n)),
        np.zeros(n, dtype=np.int64),
        np.zeros(n, dtype=np.int64),
    )
    scores = np.full((n, len(LABELS)), np.log(0.01), dtype=np.float32)
    scores[np.arange(n), [LABELS.index(name) for name in names]] = np.log(0.94)
    return units, Tagging(scores, np.zeros((n, 4, LINK_SIZE), dtype=np.float32))


def nearest(*, no_source: float = 0.0) -> Linker:
    """A linker that prefers what is near, whatever else."""
    weights = np.zeros(N_FEATURES)
    weights[2] = -1.0
    return Linker(
        content=Logistic(weights, 0.0),
        source=Logistic(np.append(weights, [0.0, 0.0]), 0.0),
        confidence=Logistic(np.zeros(len(evidence_names())), 0.0),
        no_source=no_source,
        floor=0.0,
        distance=np.zeros((24, 2)),
    )


def linked(names: list[str], linker: Linker | None = None) -> list[tuple[Part, ...]]:
    units, tagging = tagged(names)
    parts = find_parts(np.array([LABELS.index(name) for name in names]), tagging)
    found = link(units, tagging, parts, linker or nearest())
    return [(one.cue, *one.contents, *([one.source] if one.source else [])) for one in found]


S, IS, Q, IQ, C, IC = "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"


def test_parts_begin_at_b_and_end_before_anything_else() -> None:
    names = [S, IS, S, Q, IQ, "O", C, IC, C]
    _, tagging = tagged(names)
    parts = find_parts(np.array([LABELS.index(name) for name in names]), tagging)
    assert parts.source == (Part(0, 2), Part(2, 3))
    assert parts.cue == (Part(3, 5),)
    assert parts.content == (Part(6, 8), Part(8, 9))
    assert parts.sure[Part(0, 2)] == pytest.approx(0.94, abs=1e-4)


def test_a_content_in_two_pieces_is_one_attribution() -> None:
    assert linked([C, IC, "O", S, Q, "O", C, IC]) == [
        (Part(4, 5), Part(0, 2), Part(6, 8), Part(3, 4))
    ]


def test_every_cue_with_content_is_an_attribution_and_sources_can_be_shared() -> None:
    assert linked([S, Q, C, "O", Q, C]) == [
        (Part(1, 2), Part(2, 3), Part(0, 1)),
        (Part(4, 5), Part(5, 6), Part(0, 1)),
    ]


def test_a_cue_without_content_and_a_content_without_cue_are_no_attributions() -> None:
    assert linked([S, Q, "O"]) == []
    assert linked([S, "O", C]) == []


def test_an_unlikely_source_is_no_source() -> None:
    names = [S, *["O"] * 40, Q, C]
    assert linked(names, nearest(no_source=0.3)) == [(Part(41, 42), Part(42, 43))]
    assert linked(names, nearest(no_source=0.0)) == [(Part(41, 42), Part(42, 43), Part(0, 1))]


def test_parts_out_of_reach_are_not_joined() -> None:
    assert near([Part(0, 1)], Part(REACH + 1, REACH + 2)) == [Part(0, 1)]
    assert near([Part(0, 1)], Part(REACH + 2, REACH + 3)) == []


def test_nothing_labelled_gives_nothing() -> None:
    assert linked(["O", "O"]) == []
    assert linked([]) == []
