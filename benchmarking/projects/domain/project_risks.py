"""Risks of a project in the words with which every round begins, rated 1 to 5."""

import csv
from dataclasses import dataclass
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "project_risks.csv"
LIKELY = {1: "Rare", 2: "Unlikely", 3: "Possible", 4: "Likely", 5: "Almost certain"}
GRAVE = {1: "Very low", 2: "Low", 3: "Medium", 4: "High", 5: "Very high"}
_LIKELIHOODS = {words.lower(): number for number, words in LIKELY.items()}
_IMPACTS = {words.lower(): number for number, words in GRAVE.items()}


@dataclass(frozen=True, slots=True)
class UsualRisk:
    """A risk with which a project begins."""

    title: str
    likelihood: int
    impact: int
    owner: str
    mitigation: str


def usual_risks() -> tuple[UsualRisk, ...]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        UsualRisk(
            row["risk"], _LIKELIHOODS[row["likelihood"]], _IMPACTS[row["impact"]], row["owner"], row["mitigation"]
        )
        for row in rows
    )  # fmt: skip
