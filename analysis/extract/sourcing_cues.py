"""On whom the narrator's loaded cues fall: tones by kind of source, officials beside critics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analysis.extract.sourcing_units import MIN_ATTRIBUTIONS, SHARE
from analysis.records import CRITICS, KINDS, Attribution, Estimate, Kind, Tone
from analysis.settings import LEVEL

Tones = dict[Tone, int]
GROUPS: Mapping[str, tuple[Kind, ...]] = {
    "official": ("official",),
    "critic": CRITICS,
}
"""Whose cues are compared. Critics are critics by kind: were a cue of criticism to make one, the
cues would decide on whom they fall."""
_METHOD = f"exact binomial interval (Clopper and Pearson 1934), {LEVEL * 100:.0f} %"


def no_tones() -> Tones:
    """A count of nothing."""
    return {"neutral": 0, "doubting": 0, "endorsing": 0}


def count_tones(attributions: Iterable[Attribution]) -> Tones:
    """How many cues have which tone; attributions without a cue do not count."""
    tones = no_tones()
    for attribution in attributions:
        if attribution.cue is not None:
            tones[attribution.cue.tone] += 1
    return tones


def tones_by_kind(attributions: Iterable[Attribution]) -> dict[Kind, Tones]:
    """The tones of the cues on each kind of source; those without a source do not count.

    Give it no nested attributions: their cues are words of the outer speaker, not the narrator's.
    """
    found: dict[Kind, list[Attribution]] = {kind: [] for kind in KINDS}
    for attribution in attributions:
        if attribution.source is not None:
            found[attribution.source.kind].append(attribution)
    return {kind: count_tones(own) for kind, own in found.items()}


def loaded_shares(tones: Mapping[Kind, Tones]) -> dict[str, Estimate]:
    """`loaded_official_share` and `loaded_critic_share`: loaded cues in all cues on the group."""
    shares = {}
    for group, kinds in GROUPS.items():
        n = sum(sum(tones[kind].values()) for kind in kinds)
        loaded = n - sum(tones[kind]["neutral"] for kind in kinds)
        shares[f"loaded_{group}_share"] = _share(loaded, n, group)
    return shares


def _share(count: int, n: int, group: str) -> Estimate:
    if not n:
        return Estimate.unknown(f"no cue on a source of the kind {group}", unit=SHARE)
    if n < MIN_ATTRIBUTIONS:
        return Estimate(
            count / n, n=n, unit=SHARE, note=f"fewer than {MIN_ATTRIBUTIONS} cues: no interval"
        )
    from scipy.special import betaincinv

    outside = (1 - LEVEL) / 2
    low = float(betaincinv(count, n - count + 1, outside)) if count else 0.0
    high = float(betaincinv(count + 1, n - count, 1 - outside)) if count < n else 1.0
    return Estimate(count / n, low, high, n, SHARE, _METHOD)
