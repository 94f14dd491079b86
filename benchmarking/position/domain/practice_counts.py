"""What councils in the upper third by quality do: counts of answers, none of fewer than five."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarking.position.domain.position_row import PositionRow

FEWEST = 5
# Questions of choice by which councils differ in how they buy; what a contract asks, how it pays, how it is watched.
PRACTICE = (
    "pay_floor", "pay_floor_checked", "travel_time", "mileage", "guaranteed_hours", "sick_pay", "rate_set_by",
    "uplift_mechanism", "payment_basis", "used_for_payment", "allocation", "volume_guarantee", "quality_threshold",
)  # fmt: skip


def shown_count(count: int) -> int | None:
    """Return a count that may be shown; None, shown as “fewer than 5”, of one to four. None of them is 0."""
    return count if count >= FEWEST or count == 0 else None


def practice_counts(rows: Sequence[PositionRow], upper: Iterable[str]) -> list[dict[str, Any]]:
    """Return by question how often each answer is given, in the upper third and in all; the usual answers first."""
    above = set(upper)
    found = []
    for question in PRACTICE:
        everybody = Counter(row.practice[question] for row in rows if row.practice.get(question))
        there = Counter(row.practice[question] for row in rows if row.code in above and row.practice.get(question))
        if everybody:
            answers = sorted(everybody, key=lambda answer: (-there[answer], -everybody[answer], answer))
            counts = [_count(answer, there, everybody) for answer in answers]
            found.append({"key": question, "answers": counts})
    return found


def _count(answer: str, there: Mapping[str, int], everybody: Mapping[str, int]) -> dict[str, Any]:
    return {"answer": answer, "upper": shown_count(there[answer]), "all": shown_count(everybody[answer])}
