"""What a visit costs in a release, worked out from the lines that it shows and from nothing else.

A visit costs A for the visit and B for each minute (DOMAIN §4.1): A is travel, mileage and what is paid on top of the
pay for travel, with the return on operations; B is the rest. All of it is published: the total, its lines and the mean
length of a visit. So the rates of 15, 30, 45 and 60 minutes are no measures of their own, are of nobody, and tell
nothing that the lines do not (docs/decisions/0062-lengths-from-lines.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from costing.formulas.homecare import VISIT_MINUTES
from reports.domain.exact_document import figure
from reports.domain.measure_parts import FurtherMeasure, MeasurePart, further_measure
from reports.domain.policy import Policy
from reports.domain.protected_table import Status
from reports.domain.rounding import nearest_fraction, step_for

HOUR, PLACES = 60, 6
TOTAL, TRAVEL, MILEAGE, DIRECT, RETURNS = "total", "travel_time", "mileage", "direct_care", "return_on_operations"
_MEAN = FurtherMeasure(MeasurePart.SUPPORTING, "average_visit_minutes")
MEAN_VISIT = _MEAN.line
NEEDED = (TOTAL, DIRECT, TRAVEL, MILEAGE, MEAN_VISIT)
# What careworkers are paid for, and what is paid on top of it: a hidden one of these moves a visit by pennies.
PAID = (DIRECT, TRAVEL, "training", "noncontact")
ON_TOP = ("holiday", "sickness_maternity", "notice_suspension", "national_insurance", "pension")
# Policies under which a rate by length was a measure of its own, whose releases stay as they are.
MEASURED = frozenset({"protected-1", "protected-2", "protected-3"})

# Published medians by line, £ per contact hour; the mean visit in minutes; hidden ones are None.
Medians = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class TwoParts:
    """Exactly what follows: £ for a visit and for an hour of its minutes; ``doubt`` is how far rounding moves A."""

    a_visit: Fraction
    an_hour: Fraction
    doubt: Fraction

    def per_hour(self, minutes: int) -> Fraction:
        """Return what an hour in visits of this length costs."""
        return self.an_hour + self.a_visit * HOUR / minutes


def two_parts(medians: Medians, n: int, policy: Policy) -> TwoParts | None:
    """Return both parts of the tariff; None where a line that they hang on is hidden, or says what cannot be.

    ``n`` is of how many returns the total is, by which the steps go.
    """
    if any(medians.get(key) is None for key in NEEDED):
        return None
    known = {key: Fraction(median) for key, median in medians.items() if median is not None}
    share, total, mean = _moving_share(known), known[TOTAL], known[MEAN_VISIT]
    if share is None or not 0 <= share < 1:
        return None
    steps = {key: Fraction(step_for(known[key], n, policy)) for key in (TRAVEL, MILEAGE, MEAN_VISIT)}
    ways = known[TRAVEL] + known[MILEAGE]
    off = (steps[TRAVEL] + steps[MILEAGE]) / ways / 2 if ways else Fraction(0)
    a_visit = total * share * mean / HOUR
    return TwoParts(a_visit, total * (1 - share), a_visit * (off + steps[MEAN_VISIT] / mean / 2))


def moving_share(medians: Medians) -> Decimal | None:
    """Return which share of the total goes with the number of visits."""
    share = _moving_share({key: Fraction(median) for key, median in medians.items() if median is not None})
    return None if share is None else Decimal(share.numerator) / share.denominator


def _moving_share(known: Mapping[str, Fraction]) -> Fraction | None:
    paid = sum((known.get(key, Fraction(0)) for key in PAID), Fraction(0))
    cost = known[TOTAL] - known.get(RETURNS, Fraction(0))
    if paid <= 0 or cost <= 0:
        return None
    on_top = 1 + sum((known.get(key, Fraction(0)) for key in ON_TOP), Fraction(0)) / paid
    return (known[TRAVEL] * on_top + known[MILEAGE]) / cost


def are_worked_out(document: Mapping[str, Any]) -> bool:
    """Tell whether a released document has its rates by length from its lines, as since protected-4."""
    named = document.get("policy") or {}
    return bool(named) and named.get("version") not in MEASURED


def is_visit(line: str) -> bool:
    measure = further_measure(line)
    return measure is not None and measure.part is MeasurePart.VISITS


def parts_in(document: Mapping[str, Any], column: str, policy: Policy) -> TwoParts | None:
    """Return both parts of the tariff of a column; None where too little of it is shown."""
    n = document["table"].get(column, {}).get(TOTAL, {}).get("n")
    return two_parts(_medians_in(document, column), n, policy) if n else None


def visits_part(document: Mapping[str, Any], policy: Policy) -> dict[str, Any]:
    """Return the part ``visits`` of a document: a cell by length in each column that has visits.

    A cell looks as its total does, but has no quartiles; all of a column are shown, or none.
    """
    columns = document.get(MeasurePart.SUPPORTING.value, {}).items()
    return {column: _cells(document, column, policy) for column, cells in columns if _MEAN.key in cells}


def _cells(document: Mapping[str, Any], column: str, policy: Policy) -> dict[str, Any]:
    parts, total = parts_in(document, column, policy), document["table"][column][TOTAL]
    return {str(k): _cell(parts.per_hour(k) if parts else None, total, policy) for k in VISIT_MINUTES}


def _cell(rate: Fraction | None, total: Mapping[str, Any], policy: Policy) -> dict[str, Any]:
    if rate is None:
        return {**dict.fromkeys(total), "status": Status.HIDDEN.value, "indicative": False}
    said = nearest_fraction(rate, step_for(rate, total["n"], policy))
    return {**total, "lower_quartile": None, "median": f"{said:.{PLACES}f}", "upper_quartile": None}


def _medians_in(document: Mapping[str, Any], column: str) -> Medians:
    beside = document.get(MeasurePart.SUPPORTING.value, {}).get(column, {})
    found = {key: figure(cell["median"]) for key, cell in document["table"].get(column, {}).items()}
    return {**found, MEAN_VISIT: figure(beside[_MEAN.key]["median"]) if _MEAN.key in beside else None}
