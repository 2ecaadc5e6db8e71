"""What can be said about figures that disagree and verdicts that clash."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.compare.candidates.base import Candidate, Material, make_candidate, template
from analysis.compare.wording import listing, shorten
from analysis.records import Conflict, ConflictValue, EvidenceRef

TOPIC = "conflicts"
NAME, VALUE, REASON = 70, 40, 160
_DECIMALS = re.compile(r"\d\.(\d+)")
SIDES = 3
"""Different values named in one finding."""
UNEXPLAINED = 0.85
"""How sure it is that a disagreement without an explanation is one."""


def find_candidates(material: Material) -> Iterator[Candidate]:
    """One candidate a disagreement between at least two of the articles."""
    present = {analysis.article.id for analysis in material.analyses}
    for conflict in material.conflicts:
        values = [value for value in conflict.values if value.article in present]
        if len({value.article for value in values}) < 2:
            continue
        if conflict.kind == "verdict":
            yield from _verdict(material, conflict, values)
        else:
            yield from _figure(material, conflict, values)


def _figure(
    material: Material, conflict: Conflict, values: Sequence[ConflictValue]
) -> Iterator[Candidate]:
    sides = _group(values)
    if len(sides) < 2:
        return
    told = [f"{text} in {material.names.listed(_articles(found))}" for text, found in sides[:SIDES]]
    text = template(TOPIC, "figure").format(
        fact=shorten(conflict.fact, NAME),
        values=listing(told),
        reason=_reason(conflict),
    )
    known = [value.value for value in values if value.value == value.value]
    gap = 1.0 - min(known) / max(known) if known and max(known) > 0 and min(known) >= 0 else 0.5
    yield make_candidate(
        TOPIC,
        "figure",
        text,
        evidence=_evidence([value for _, found in sides[:SIDES] for value in found]),
        size=min(1.0, 0.55 + 0.15 * (len(_articles(values)) - 2) + gap / 2),
        certainty=UNEXPLAINED if conflict.reason == "unexplained" else 1.0,
    )


def _verdict(
    material: Material, conflict: Conflict, values: Sequence[ConflictValue]
) -> Iterator[Candidate]:
    approving = [value for value in values if value.stance == "approving"]
    condemning = [value for value in values if value.stance == "condemning"]
    if not approving or not condemning:
        return
    text = template(TOPIC, "verdict").format(
        body=shorten(conflict.fact, NAME),
        approving=material.names.listed(_articles(approving)),
        condemning=material.names.listed(_articles(condemning)),
    )
    yield make_candidate(
        TOPIC, "verdict", text, evidence=_evidence([*approving, *condemning]), size=1.0
    )


def _group(values: Sequence[ConflictValue]) -> list[tuple[str, list[ConflictValue]]]:
    """The values by how they are written, the first named first."""
    sides: dict[tuple[float, float], list[ConflictValue]] = {}
    for value in values:
        high = value.high if value.high == value.high else value.value
        sides.setdefault((value.value, high), []).append(value)
    merged: list[list[ConflictValue]] = []
    # The most exact first: "81%" is then found to be 81.31 % rounded, and no other value.
    for found in sorted(sides.values(), key=lambda found: -_digits(found[0])):
        same = next((m for m in merged if _is_rounded(found[0], m[0])), None)
        if same is None:
            merged.append(found)
        else:
            same += found
    order = {id(found): at for at, found in enumerate(sides.values())}
    merged.sort(key=lambda found: order[id(found)])
    return [(shorten(found[0].text, VALUE), found) for found in merged]


def _digits(value: ConflictValue) -> int:
    """Decimals of a value as it is written."""
    number = _DECIMALS.search(value.text)
    return len(number.group(1)) if number else 0


def _is_rounded(coarse: ConflictValue, exact: ConflictValue) -> bool:
    """Whether the one is the other with fewer decimals."""
    alike = coarse.unit == exact.unit and coarse.high != coarse.high and exact.high != exact.high
    fewer = _digits(coarse) < _digits(exact)
    return alike and fewer and round(exact.value, _digits(coarse)) == coarse.value


def _articles(values: Sequence[ConflictValue]) -> list[str]:
    return list(dict.fromkeys(value.article for value in values))


def _reason(conflict: Conflict) -> str:
    """The explanation as a sentence of its own, or that there is none in the texts."""
    if conflict.reason == "unexplained" or not conflict.explanation:
        return template(TOPIC, "unexplained")
    words = shorten(conflict.explanation, REASON).rstrip(".")
    return f" {words[:1].upper()}{words[1:]}."


def _evidence(values: Sequence[ConflictValue]) -> list[EvidenceRef]:
    return list(dict.fromkeys(EvidenceRef(value.article, value.span) for value in values))
