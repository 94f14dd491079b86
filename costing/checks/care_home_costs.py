"""Checks whether a care home's costs are plausible (R07, C05–C12, C14, P02): staff, price rises, returns and totals."""

from collections.abc import Iterator
from decimal import Decimal

from costing.bands import Band
from costing.checks.arithmetic import own_total_agrees
from costing.checks.case import (
    Case,
    Check,
    Remark,
    check,
)
from costing.checks.totals import return_on_operations_is_ordinary, total_is_ordinary
from costing.checks.unit_errors import answers_are_in_their_unit
from costing.figure_words import (
    band_in_words,
    gbp,
    percent,
)
from costing.findings import Audience, Layer, Severity
from costing.formulas import residents
from costing.formulas.care_home import BY_HOURS, COST_LINES
from costing.formulas.costs import total_of
from costing.formulas.residents import (
    CARE_HOURS,
    NURSE_HOURS,
    OCCUPIED,
    PERIOD,
)
from spreadsheets.decimals import rounded

EVERYTHING = (*OCCUPIED, *CARE_HOURS, *NURSE_HOURS, *PERIOD)


@check("C05", Layer.PLAUSIBILITY, Severity.EXPLAIN, reads=EVERYTHING)
def enhanced_needs_cost_no_less(case: Case) -> Iterator[Remark]:
    labels = {column.key: column.label for column in case.form.columns}
    for standard in ("residential", "nursing"):
        enhanced = f"{standard}_enhanced"
        less, more = _staff_who_differ(case, enhanced), _staff_who_differ(case, standard)
        if less is not None and more is not None and less < more:
            yield Remark(
                f"care_hours_{enhanced}",
                f"“{labels[enhanced]}” costs {gbp(more - less)} less per resident per week than “{labels[standard]}”.",
                "Please check the staff hours of both, or say why enhanced needs cost less.",
                "at least as much as without enhanced needs",
            )


def _staff_who_differ(case: Case, column: str) -> Decimal | None:
    """Return the cost of care and nursing staff: all else is the same in every category, or a share of it."""
    return total_of(case.line(line, column) for line in BY_HOURS)


@check("C06", Layer.PLAUSIBILITY, Severity.EXPLAIN)
def freehold_value_is_ordinary(case: Case) -> Iterator[Remark]:
    value, band = case.number("freehold_value_per_bed"), case.band("freehold_value_per_bed")
    if _is_given_as(case, "percent_of_value") and value is not None and value not in band:
        yield Remark(
            "freehold_value_per_bed",
            f"The freehold value is {gbp(value)} for each active bed: {_value_slip(value, band)}",
            "Please give the value of one bed, not of the home, without the business in it, or say why it is right.",
            band_in_words(band),
        )


def _value_slip(value: Decimal, band: Band) -> str:
    is_high = band.high is not None and value > band.high
    return "the whole home's instead of one bed's?" if is_high else "thousands of pounds instead of pounds?"


@check("C07", Layer.PLAUSIBILITY, Severity.EXPLAIN)
def return_on_capital_is_ordinary(case: Case) -> Iterator[Remark]:
    share, band = case.number("roc_percent"), case.band("return_on_capital")
    if _is_given_as(case, "percent_of_value") and share is not None and share not in band:
        yield Remark(
            "roc_percent",
            f"The return on capital is {percent(share)} of the freehold value a year.",
            "Please give the yearly return that the capital in the home needs, or say why it is right.",
            band_in_words(band),
        )


@check("C07", Layer.PLAUSIBILITY, Severity.EXPLAIN)
def rent_stands_beside_no_return_in_pounds(case: Case) -> Iterator[Remark]:
    capital, rent = case.number("roc_gbp"), case.number("rent_cost")
    if _is_given_as(case, "per_resident_week") and capital and rent:
        yield Remark(
            "roc_gbp",
            f"A return on capital of {gbp(capital)} per resident per week is given, and rent of {gbp(rent)} too.",
            "Please make sure that the return on capital is not the rent again: rent is never added to it.",
            "a return on capital without the rent in it",
        )


def _is_given_as(case: Case, basis: str) -> bool:
    return case.answers.choice("roc_basis") == basis


@check("C08", Layer.PLAUSIBILITY, Severity.EXPLAIN)
def price_rises_are_ordinary(case: Case) -> Iterator[Remark]:
    band = case.band("uplift")
    for line in COST_LINES:
        rise = case.number(f"{line}_uplift")
        if rise is not None and rise not in band:
            yield Remark(
                f"{line}_uplift",
                f"“{case.form.line_by_key[line].label}”: the price rise is {percent(rise)}: "
                f"{'of several years, or the new price with the old in it?' if rise > 0 else 'did it fall?'}",
                "Please give the rise from the middle of the cost year to the price date, or say why it is right.",
                band_in_words(band),
            )


@check("C09", Layer.PLAUSIBILITY, Severity.NOTE, audience=Audience.ANALYST)
def price_rises_differ(case: Case) -> Iterator[Remark]:
    """Check that price rises differ among lines that cost something."""
    rises = [case.number(f"{line}_uplift") for line in COST_LINES if case.number(f"{line}_cost")]
    if len(rises) > 1 and len(set(rises)) == 1 and rises[0] is not None:
        yield Remark(
            None,
            f"Every line has the same price rise of {percent(rises[0])}.",
            "Ask whether it was worked out line by line: wages, food and energy seldom rise alike.",
            "rises that differ from line to line",
            read=percent(rises[0]),
        )


def _an_hour_costs_what_pay_makes_likely(line: str, pay_key: str, hours: tuple[str, ...]) -> Check:
    @check("C12", Layer.PLAUSIBILITY, Severity.EXPLAIN, reads=(*OCCUPIED, *PERIOD, *hours, pay_key))
    def rule(case: Case) -> Iterator[Remark]:
        cost, pay = case.costs.workings[f"{line}_per_hour"] if case.costs else None, case.number(pay_key)
        band = case.band("staff_hour_over_basic_pay")
        if cost is not None and pay and cost / pay not in band:
            yield Remark(
                f"{line}_cost",
                f"“{case.form.line_by_key[line].label}”: an hour costs {gbp(cost)}, which is "
                f"{rounded(cost / pay):f} times the basic pay of {gbp(pay)}: "
                "hours of a day or of all residents, a cost of another period, or agency staff left out?",
                "Please check the cost, the hours for each resident and the basic pay, or say why it is right.",
                band_in_words(band),
                read=f"{rounded(cost / pay):f} times basic pay",
            )

    return rule


@check("C14", Layer.ARITHMETIC, Severity.MUST_FIX)
def nursing_costs_are_gross(case: Case) -> Iterator[Remark]:
    asked = case.form.by_key["fnc_deducted"].required_when
    if asked and asked.holds(case.answers.values) and case.answers.choice("fnc_deducted") == "yes":
        yield Remark(
            "fnc_deducted",
            "NHS-funded nursing care has been taken off the nursing costs. It is income, not a cost.",
            "Please put it back into the cost of nursing staff, and then answer no.",
            "no",
        )


COST_CHECKS = (
    nursing_costs_are_gross,
    *(own_total_agrees(f"own_total_{category}", category, EVERYTHING) for category in residents.CATEGORIES),
    enhanced_needs_cost_no_less,
    freehold_value_is_ordinary,
    return_on_capital_is_ordinary,
    rent_stands_beside_no_return_in_pounds,
    price_rises_are_ordinary,
    price_rises_differ,
    return_on_operations_is_ordinary("C10", EVERYTHING),
    total_is_ordinary("C11", "total_per_resident_week", EVERYTHING),
    _an_hour_costs_what_pay_makes_likely("care_staff", "care_basic_pay_rate", CARE_HOURS),
    _an_hour_costs_what_pay_makes_likely("nursing_staff", "nurse_basic_pay_rate", NURSE_HOURS),
)
SLIPS = (
    answers_are_in_their_unit(
        reads=(*OCCUPIED, *PERIOD), divisor=lambda case, per: residents.resident_weeks_in(case.answers)
    ),
)
