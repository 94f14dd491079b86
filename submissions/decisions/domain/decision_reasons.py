"""The reasons that an analyst can choose from: why a line or a return is left out, or an answer adjusted."""

import csv
from enum import StrEnum
from functools import cache
from pathlib import Path

LONGEST_WORDS = 500


class DecisionKind(StrEnum):
    """What a decision is about."""

    LINE = "line"
    ANSWER = "answer"
    RETURN = "return"


@cache
def decision_reasons(kind: DecisionKind) -> dict[str, str]:
    """Return the labels of the reasons by code, in the order in which they are offered."""
    with (Path(__file__).parent / "decision_reasons.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["label"] for row in csv.DictReader(file) if row["kind"] == kind}


def decision_reason_label(kind: DecisionKind, code: str) -> str:
    """Return a reason in words; the code itself if it is no longer on the list."""
    return decision_reasons(kind).get(code, code)
