"""What the validation of framing found, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def format_table(result: Mapping[str, Any]) -> str:
    """What `measure` found, as lines for a terminal."""
    lines: list[str] = []
    if "targets" in result:
        lines += [
            *_views_lines("Targets in news sentences (NewsMTSC, own split)", result["targets"])
        ]
        lines.append("")
    for name, title in (
        ("held_out", "Held-out sentences of passages"),
        ("whole", "Held-out sentences of whole articles"),
        ("real", "Real sentences, test part, with the two before that their reader saw"),
        ("real_around", "Real sentences, test part, among those around them in the article"),
        ("seeds", "Sentences of the seed articles"),
    ):
        if name in result:
            lines += [*_views_lines(title, result[name]), ""]
    lines += [*_pairs_lines(result["pairs"]), ""]
    for part, found in result["events"].items():
        lines.append(
            f"Events ({part}, {found['n']}): mean Kendall's tau {found['tau']:.3f} "
            f"({', '.join(f'{name} {tau:.3f}' for name, tau in found['views'].items())}); "
            f"{_called_text(found)}"
        )
        lines += [f"  {name}: {found[name]:.2f}" for name in found if name.startswith(f"{part}_")]
    told = result["told_events"]
    lines.append(
        f"Events of the held-out documents ({told['n']}), by the labels of their sentences: mean "
        f"Kendall's tau {told['tau']:.3f}"
    )
    lines += ["", *_articles_lines(result["articles"])]
    if "persent" in result:
        found = result["persent"]
        lines += [
            "",
            f"PerSenT (author's sentiment, another question): {found['scored']} of {found['n']} "
            f"articles scored, AUC {found['auc']:.3f}; {_called_text(found)}",
        ]
    return "\n".join(lines) + "\n"


def _called_text(found: Mapping[str, Any]) -> str:
    return (
        f"{found['called']:.1%} of {found['pairs']} pairs called, "
        f"{found['right_of_called']:.1%} of these right"
    )


def _views_lines(title: str, found: Mapping[str, Any]) -> list[str]:
    rows = [
        f"{name:<10} {one['macro_f1']:>8.3f} {one['auc']:>8.3f}"
        for name, one in found["views"].items()
    ]
    lines = [f"{title} (n = {found['n']})", f"{'':<10} {'macro-F1':>8} {'AUC':>8}", *rows]
    lines.append(f"expected calibration error: {found['calibration_error']:.3f}")
    if "confusion" in found:
        lines.append("label (rows) and combined prediction (columns)")
        lines.append(f"{'':>10} {'-1':>8} {'0':>8} {'+1':>8}")
        lines += [
            f"{label:>10} " + " ".join(f"{count:>8}" for count in counts)
            for label, counts in zip(("-1", "0", "+1"), found["confusion"], strict=True)
        ]
    return lines


def _pairs_lines(found: Mapping[str, Any]) -> list[str]:
    rows = [*found["views"].items(), *((f"  {kind}", one) for kind, one in found["kinds"].items())]
    return [
        f"Minimal pairs (n = {found['n']}): ordered by more than {found['apart']}, "
        f"tied within {found['level']}",
        f"{'':<14} {'ordered':>8} {'tied':>8}",
        *(f"{name:<14} {one['ordered']:>8.3f} {one['tied']:>8.3f}" for name, one in rows),
    ]


def _articles_lines(found: Mapping[str, Any]) -> list[str]:
    return [
        "Articles made of held-out passages; coverage of the 90 % interval",
        f"single passages: {found['passages']['coverage']:.3f}",
        *(
            f"{name}: {one['coverage']:.3f}, half width {one['half_width']:.2f}, "
            f"{_called_text(one)}"
            for name, one in found.items()
            if name.endswith("sentences")
        ),
        f"a gold score of 1 shows as {found['slope']:.2f}",
    ]
