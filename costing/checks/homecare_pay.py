"""Checks whether a home-care return is plausible (H05–H10, H13–H16, H19): pay, on-costs and totals."""

from collections.abc import Iterator
from decimal import Decimal

from costing.bands import Band
from costing.checks.case import Case, Remark, check
from costing.checks.homecare import EVERYTHING, VISITS, YEAR_HOURS
from costing.checks.totals import return_on_operations_is_ordinary, total_is_ordinary
from costing.figure_words import (
    PENNY,
    band_in_words,
    gbp,
    percent,
)
from costing.findings import Audience, Layer, Severity
from costing.formulas.homecare import NI_RATE, NI_THRESHOLD, PAY_BANDS


@check("H05", Layer.PLAUSIBILITY, Severity.EXPLAIN, reads=("price_date",))
def basic_pay_reaches_the_living_wage(case: Case) -> Iterator[Remark]:
    pay, wage = case.number("basic_pay_rate"), case.living_wage
    if pay is not None and wage is not None and pay < wage:
        yield Remark(
            "basic_pay_rate",
            f"Basic pay of {gbp(pay)} an hour is below the National Living Wage of {gbp(wage)} at the price date.",
            "Please give pay as at the price date. If it is right, say why (apprentices, young workers).",
            f"at least {gbp(wage)} per hour",
        )


@check("H06", Layer.PLAUSIBILITY, Severity.NOTE, reads=(*VISITS, "travel_minutes_per_visit"), audience=Audience.ANALYST)
def pay_with_travel_time_reaches_the_living_wage(case: Case) -> Iterator[Remark]:
    pay, wage = case.costs.drivers["effective_pay"] if case.costs else None, case.living_wage
    if pay is not None and wage is not None and pay < wage:
        yield Remark(
            "travel_pay_rate",
            f"With travel time, pay comes to {gbp(pay)} an hour, below the National Living Wage of {gbp(wage)}.",
            "Ask how travel time is paid: it may be inside the contact rate.",
            f"at least {gbp(wage)} per hour",
        )


@check("H07", Layer.PLAUSIBILITY, Severity.EXPLAIN)
def holiday_is_ordinary(case: Case) -> Iterator[Remark]:
    weeks, band = case.number("holiday_weeks"), case.band("holiday_weeks")
    if weeks is not None and weeks not in band:
        yield Remark(
            "holiday_weeks",
            f"Paid holiday is given as {weeks.normalize():f} weeks a year: {_holiday_slip(weeks, band)}",
            "Please give weeks, not days (28 days are 5.6 weeks, the legal minimum), or say why it is right.",
            band_in_words(band),
        )


@check("H08", Layer.PLAUSIBILITY, Severity.EXPLAIN, reads=EVERYTHING)
def national_insurance_is_ordinary(case: Case) -> Iterator[Remark]:
    ni, gross = case.line("national_insurance"), case.costs.workings["gross"] if case.costs else None
    if ni is None or not gross or case.rates is None:
        return
    key = "ni_cost" if case.answers.choice("ni_basis") == "actual" else "ni_basis"
    if ni == 0 and _is_owed(case):
        yield Remark(
            key,
            "There is no employer National Insurance, though average pay is above the threshold.",
            "Please give what was paid for careworkers, or say why nothing was due.",
            "more than £0",
        )
    elif ni / gross > case.rates[NI_RATE]:
        yield Remark(
            key,
            f"Employer National Insurance is {percent(ni / gross)} of careworkers' pay, more than the rate itself: "
            "with office staff or employees' own contributions in it?",
            "Please leave out office staff and employees' own contributions, or say why it is right.",
            f"up to {percent(case.rates[NI_RATE])}",
        )


def _is_owed(case: Case) -> bool:
    """Tell whether National Insurance is due.

    Mean pay is above the threshold and the sum above the branch's allowance.
    """
    mean = case.costs.workings["mean_pay"] if case.costs else None
    people, allowance = case.number("careworkers"), case.number("employment_allowance") or Decimal(0)
    if mean is None or people is None or case.rates is None:
        return False
    return case.rates[NI_RATE] * (mean - case.rates[NI_THRESHOLD]) * people > allowance


@check("H09", Layer.PLAUSIBILITY, Severity.EXPLAIN, reads=EVERYTHING)
def pension_is_ordinary(case: Case) -> Iterator[Remark]:
    pension, gross = case.line("pension"), case.costs.workings["gross"] if case.costs else None
    band = case.band("pension_share_of_gross")
    if pension is None or not gross or (pension > 0 and pension / gross in band):
        return
    key = "pension_cost" if case.answers.choice("pension_basis") == "actual" else "pension_rate"
    said = "There is no employer pension" if pension == 0 else f"Employer pension is {percent(pension / gross)} of pay"
    too_much = ": with employees' own contributions in it?" if pension > 0 else "."
    yield Remark(
        key,
        f"{said}; the usual contribution is 3 % of part of the pay{too_much}",
        "Please leave out office staff and employees' own contributions, or say why it is right.",
        f"above 0 and {band_in_words(band)}",
    )


@check("H10", Layer.PLAUSIBILITY, Severity.EXPLAIN)
def sick_pay_is_ordinary(case: Case) -> Iterator[Remark]:
    share, band = case.number("sick_pay_share"), case.band("sick_pay_share")
    if share is not None and share not in band:
        yield Remark(
            "sick_pay_share",
            f"Sick pay is {percent(share)} of careworkers' pay: days or the absence rate instead of what it costs?",
            "Please give what sick pay costs, not how often people are absent, or say why it is right.",
            band_in_words(band),
        )


@check("H13", Layer.PLAUSIBILITY, Severity.EXPLAIN, reads=(YEAR_HOURS,))
def back_office_is_ordinary(case: Case) -> Iterator[Remark]:
    cost, band = case.line("back_office"), case.band("back_office_per_hour")
    if cost is not None and cost not in band:
        yield Remark(
            "back_office_cost",
            f"Back office staff come to {gbp(cost)} per contact hour: {_office_slip(cost, band)}",
            "Please give a whole year's cost of this branch alone, or say why it is right.",
            band_in_words(band),
        )


@check("H15", Layer.PLAUSIBILITY, Severity.EXPLAIN, reads=EVERYTHING)
def other_overheads_are_small(case: Case) -> Iterator[Remark]:
    other, total, band = case.line("other_overheads"), case.line("total"), case.band("other_share_of_total")
    if other is not None and total and other / total not in band:
        yield Remark(
            "other_overheads_cost",
            f"“Other overheads” are {percent(other / total)} of the total: with surplus, interest or tax in it?",
            "Please move what belongs to another line, and surplus, interest or tax out of it, or say what it is.",
            band_in_words(band),
        )


@check("H19", Layer.PLAUSIBILITY, Severity.EXPLAIN, reads=("price_date", "basic_pay_rate"))
def pay_bands_reach_basic_pay(case: Case) -> Iterator[Remark]:
    basic, wage = case.number("basic_pay_rate"), case.living_wage
    floor = max((amount for amount in (basic, wage) if amount is not None), default=None)
    for band in PAY_BANDS:
        pay, share = case.number(f"pay_rate_{band}"), case.number(f"pay_share_{band}")
        if share and pay is not None and floor is not None and pay < floor:
            yield Remark(
                f"pay_rate_{band}",
                f"{case.form.by_key[f'pay_rate_{band}'].label} of {gbp(pay)} an hour is below basic pay or the "
                f"National Living Wage ({gbp(floor)}){_pay_slip(pay)}",
                "Please give the rate with its enhancement, or say why it is lower.",
                f"at least {gbp(floor)} per hour",
            )


def _holiday_slip(weeks: Decimal, band: Band) -> str:
    is_long = band.high is not None and weeks > band.high
    return "days instead of weeks?" if is_long else "without bank holidays, which count?"


def _office_slip(cost: Decimal, band: Band) -> str:
    """Return the likely slip; nobody's month is under a penny an hour, so it is thousands."""
    if band.high is not None and cost > band.high:
        return "the whole company's instead of this branch's?"
    return "thousands of pounds instead of pounds?" if cost < PENNY else "a month's or a week's cost, not the year's?"


def _pay_slip(pay: Decimal) -> str:
    return ": are pay and share swapped?" if pay <= 1 else "."


PAY_CHECKS = (
    basic_pay_reaches_the_living_wage,
    pay_with_travel_time_reaches_the_living_wage,
    holiday_is_ordinary,
    national_insurance_is_ordinary,
    pension_is_ordinary,
    sick_pay_is_ordinary,
    back_office_is_ordinary,
    return_on_operations_is_ordinary("H14", EVERYTHING),
    other_overheads_are_small,
    total_is_ordinary("H16", "total_per_hour", EVERYTHING),
    pay_bands_reach_basic_pay,
)
