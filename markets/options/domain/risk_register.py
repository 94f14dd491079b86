"""A dual register of risks, of the service and of the project, and a first sign that lights up."""

import csv
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

_SEED = Path(__file__).parent / "data" / "risks_and_options.csv"


class RiskSide(StrEnum):
    """Whether a risk is one of the service that people get, or of the project that changes it."""

    SERVICE = "service"
    PROJECT = "project"

    @property
    def label(self) -> str:
        return {"service": "Of the service", "project": "Of the project"}[self.value]


class SignRule(StrEnum):
    """How a measure is held against the threshold of a first sign."""

    ABOVE = "above"
    BELOW = "below"

    @property
    def label(self) -> str:
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class FirstSign:
    """A measure of a run with the threshold at which it is a sign that the risk is coming."""

    measure: str
    rule: SignRule
    threshold: Decimal

    def lights_up(self, value: Decimal | None) -> bool | None:
        """Tell whether the sign is there; None where the measure is not known."""
        if value is None:
            return None
        return value > self.threshold if self.rule is SignRule.ABOVE else value < self.threshold


@dataclass(frozen=True, slots=True)
class SeededLine:
    """A line with which an appraisal or a register begins: key, words, the measure to look at, and the first sign."""

    kind: str
    key: str
    text: str
    measure: str
    first_sign: str


def seeded(kind: str) -> tuple[SeededLine, ...]:
    """Return the risks or options with which a council begins, in their order."""
    with _SEED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(SeededLine(**row) for row in rows if row["kind"] == kind)
