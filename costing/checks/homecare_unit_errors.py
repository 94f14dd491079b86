"""Checks for slips in the hours of a home-care return (P02): the week's against the year's, told by the careworkers."""

from collections.abc import Iterator
from decimal import Decimal

from costing.bands import Band
from costing.checks.case import Case, Remark, check
from costing.checks.homecare import YEAR_HOURS, busiest, hours_per_week
from costing.checks.unit_errors import answers_are_in_their_unit, slip_remark
from costing.findings import Layer, Severity
from costing.unit_errors import likely_factor


@check("P02", Layer.PLAUSIBILITY, Severity.EXPLAIN)
def activity_is_in_its_unit(case: Case) -> Iterator[Remark]:
    """Check the hours of the year against those of the week; the careworkers tell which of the two is the slip."""
    hours, people, year = hours_per_week(case), case.number("careworkers"), case.number(YEAR_HOURS)
    if not hours or not people or not year:
        return
    per_person = case.band("hours_per_careworker_per_week")
    key = YEAR_HOURS if hours / people in per_person else busiest(case)
    value = case.number(key) or Decimal(0)
    whole_week = hours * case.terms.weeks
    band, per = (_year_band(case), whole_week) if key == YEAR_HOURS else (per_person, people * value / hours)
    guess = likely_factor(value, band, case.form.by_key[key].unit or "", per)
    if guess and value:
        yield slip_remark(case.form.by_key[key], value, guess)


def _year_band(case: Case) -> Band:
    spread = case.band("year_hours_difference").high or Decimal(0)
    return Band(1 - spread, 1 + spread)


def hours_are_far_off(case: Case) -> bool:
    """Tell whether the hours are wrong more than threefold: then every figure divided by them looks like a slip."""
    hours, year = hours_per_week(case), case.number(YEAR_HOURS)
    return bool(hours and year and not 1 <= 3 * year / hours / case.terms.weeks <= 9)


SLIPS = (activity_is_in_its_unit, answers_are_in_their_unit(reads=(YEAR_HOURS,), unless=hours_are_far_off))
