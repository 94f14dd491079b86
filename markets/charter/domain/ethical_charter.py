"""UNISON's Ethical Care Charter on a scenario: points that its inputs answer, and points that the council ticks."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from costing.figure_words import gbp
from markets.fees.domain.inputs import FeeInputs
from markets.fees.domain.wage_floor import STEP, effective_pay
from spreadsheets.decimals import rounded

FILE = Path(__file__).parent / "data" / "charter_points.csv"
YES, NO, OPEN = "yes", "no", ""
WORDS = {YES: "Yes", NO: "No", OPEN: "Not decided"}
SHORT = 15
WAGE = "wage"


@dataclass(frozen=True, slots=True)
class CharterPoint:
    """A point of the charter in our words; its stage is that of the charter."""

    key: str
    stage: str
    label: str
    answered_by: str

    @property
    def is_ticked(self) -> bool:
        return self.answered_by == "council"


@dataclass(frozen=True, slots=True)
class AnsweredPoint:
    """A point with its answer: yes, no or not decided, and why."""

    point: CharterPoint
    answer: str
    why: str

    @property
    def words(self) -> str:
        return f"{WORDS[self.answer]}: {self.why}" if self.why else WORDS[self.answer]


@cache
def charter_points() -> tuple[CharterPoint, ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(CharterPoint(**row) for row in csv.DictReader(file))


def answered(inputs: FeeInputs, kept: Mapping[str, Any]) -> list[AnsweredPoint]:
    """Return all points; ``kept`` are the council's ticks by key, and its Living Wage under ``wage``."""
    by_inputs = {
        "travel_paid": _travel(inputs),
        "no_short_visits": _short_visits(inputs),
        "sick_pay": _told(inputs.terms.sick_share > 0, "sickness is in the cost", "sickness costs nothing here"),
        "training_paid": _told(inputs.terms.other_paid_share > 0, "it is in the cost", "no time is paid for it here"),
        "living_wage": _living_wage(inputs, str(kept.get(WAGE, ""))),
    }
    return [
        AnsweredPoint(point, _tick(kept.get(point.key)), "said by the council" if kept.get(point.key) else "")
        if point.is_ticked
        else AnsweredPoint(point, *by_inputs[point.key])
        for point in charter_points()
    ]


def charter_says(points: Sequence[AnsweredPoint]) -> str:
    """Return the answer in a sentence."""
    counts = {answer: sum(one.answer == answer for one in points) for answer in (YES, NO, OPEN)}
    return f"Met: {counts[YES]} of {len(points)} points. Not met: {counts[NO]}. Not decided: {counts[OPEN]}."


def _tick(kept: object) -> str:
    return kept if isinstance(kept, str) and kept in WORDS else OPEN


def _told(holds: bool, if_so: str, if_not: str) -> tuple[str, str]:
    return (YES, if_so) if holds else (NO, if_not)


def _travel(inputs: FeeInputs) -> tuple[str, str]:
    terms = inputs.terms
    paid = f"travel is paid at {gbp(terms.travel_pay)} an hour, miles at {gbp(terms.mileage_rate)}"
    return _told(terms.travel_pay > 0 and terms.mileage_rate > 0, paid, paid)


def _short_visits(inputs: FeeInputs) -> tuple[str, str]:
    share = sum((part for minutes, part in inputs.mix.items() if minutes <= SHORT), Decimal(0)) * 100
    shown = f"{tidy.normalize():f}" if (tidy := rounded(share, 1)) else "under 0.1"
    return _told(not share, "there are none", f"{shown} % of visits are of {SHORT} minutes or less")


def _living_wage(inputs: FeeInputs, typed: str) -> tuple[str, str]:
    """Compare pay per hour worked, waiting as work, in the zone where it is least."""
    if not typed:
        return OPEN, "the Living Wage of the day is not typed"
    lowest, zone = min((effective_pay(inputs, way).lower, name) for name, way in inputs.zones.items())
    said = f"pay per hour worked is {gbp(lowest)} in {zone}, the Living Wage {gbp(Decimal(typed))}"
    return _told(lowest + STEP >= Decimal(typed), said, said)
