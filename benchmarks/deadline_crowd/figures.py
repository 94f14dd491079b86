"""What a deadline day came to, beside its limits: pure, as a table."""

import os
from collections.abc import Iterable, Mapping
from statistics import median
from typing import Any

PAGE_SECONDS, QUEUE_SECONDS = 2, 120
TOO_MANY = 429


def is_well(told: Mapping[str, Any], providers: int) -> bool:
    """Say whether everybody submitted and nobody was refused; times are for people to judge."""
    return told["submitted"] == providers and not errors(told) and not refusals(told)


def errors(told: Mapping[str, Any]) -> int:
    return sum(each["status"] not in (200, 204, 302, TOO_MANY) for each in told["asked"])


def refusals(told: Mapping[str, Any]) -> int:
    return sum(each["status"] == TOO_MANY for each in told["asked"])


def p95(seconds: Iterable[float]) -> float:
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)]


def table(told: Mapping[str, Any], providers: int, queue_seconds: float) -> str:
    took = [each["seconds"] for each in told["asked"]]
    share = told["processor"] / told["seconds"] / (os.cpu_count() or 1)
    rows = [
        ("providers who submitted", f"{told['submitted']:,}", f"all {providers:,}"),
        ("at the same time, at most", f"{told['most_at_once']:,}", "–"),
        ("seconds of the clock", f"{told['seconds']:.0f}", "–"),
        ("requests", f"{len(took):,}", "–"),
        ("errors", f"{errors(told)}", "0"),
        ("answered 429", f"{refusals(told)}", "0"),
        ("a page, median", f"{median(took):.2f} s", "–"),
        ("a page, 95 of 100", _beside(p95(took), PAGE_SECONDS), f"{PAGE_SECONDS} s"),
        ("queue and mails empty after the last upload", _beside(queue_seconds, QUEUE_SECONDS), f"{QUEUE_SECONDS} s"),
        ("the driver's own share of the processors", f"{share:.0%}", "–"),
    ]
    lines = ["| what | here | at most |", "|---|---:|---:|", *(f"| {' | '.join(row)} |" for row in rows)]
    return "\n".join([*lines, "", *_pages(told), *sorted(set(told["broken"]))[:10]])


def _beside(seconds: float, limit: float) -> str:
    return f"{seconds:.2f} s{': too slow' if seconds > limit else ''}"


def _pages(told: Mapping[str, Any]) -> list[str]:
    pages: dict[str, list[float]] = {}
    for each in told["asked"]:
        pages.setdefault(each["name"], []).append(each["seconds"])
    rows = [
        f"| {name} | {len(took):,} | {median(took) * 1000:.0f} | {p95(took) * 1000:.0f} |"
        for name, took in pages.items()
    ]
    return ["| page | how often | median, ms | 95 of 100, ms |", "|---|---:|---:|---:|", *rows]
