"""Each home-care line as a spreadsheet formula, £ per contact hour (DOMAIN.md §4.1)."""

from costing.formulas.homecare import BUSINESS_LINES, PAY_BANDS
from costing.workbook.expressions import given, undefined_if
from costing.workbook.names import PRICE_DATE_OUTSIDE, read_name

_UPLIFTED = ("read_overheads_uplift", "read_contact_hours_period")


def _direct_care() -> str:
    """Return Σ share · rate / Σ share."""
    bands = [(read_name(f"pay_share_{band}"), read_name(f"pay_rate_{band}")) for band in PAY_BANDS]
    shares = "+".join(share for share, _ in bands)
    paid = "+".join(f"{share}*{rate}" for share, rate in bands)
    names = [name for band in bands for name in band]
    return given(f'IF({shares}>0,({paid})/({shares}),"")', *names)


def _hours_away(hours: str, pay: str, *names: str) -> str:
    return given(f"({hours})*{pay}/driver_contact_hours_per_year", *names, pay, "driver_contact_hours_per_year")


def _at_price_date(then: str, *names: str) -> str:
    """Return a formula that needs rates: outside their table it says so instead of taking the nearest."""
    return f'IF({PRICE_DATE_OUTSIDE},"no rate",{given(then, *names)})'


def _national_insurance() -> str:
    """Return max(0, rate · max(0, A − threshold) · careworkers − employment allowance) / Y, or £ paid / P."""
    above = "MAX(0,driver_mean_pay-rate_employer_ni_secondary_threshold)"
    due = f"rate_employer_ni_rate*{above}*read_careworkers-read_employment_allowance"
    statutory = _at_price_date(
        f"MAX(0,{due})/driver_contact_hours_per_year",
        "rate_employer_ni_rate",
        "rate_employer_ni_secondary_threshold",
        "driver_mean_pay",
        "read_careworkers",
        "read_employment_allowance",
    )
    paid = given("read_ni_cost/read_contact_hours_period", "read_ni_cost", "read_contact_hours_period")
    return f'IF(read_ni_basis="statutory",{statutory},IF(read_ni_basis="actual",{paid},""))'


def _pension() -> str:
    """Return rate · max(0, A − lower limit) · opted-in share · careworkers / Y, or £ paid / P."""
    above = "MAX(0,driver_mean_pay-rate_pension_qualifying_earnings_lower)"
    contribution = _at_price_date(
        f"read_pension_rate*{above}*read_pension_opt_in_share*read_careworkers/driver_contact_hours_per_year",
        "read_pension_rate",
        "rate_pension_qualifying_earnings_lower",
        "driver_mean_pay",
        "read_pension_opt_in_share",
        "read_careworkers",
    )
    paid = given("read_pension_cost/read_contact_hours_period", "read_pension_cost", "read_contact_hours_period")
    return f'IF(read_pension_basis="contribution",{contribution},IF(read_pension_basis="actual",{paid},""))'


def _uplifted(line: str) -> str:
    """Return £ in the cost year · (1 + u) / P."""
    cost = read_name(f"{line}_cost")
    amount = f"{cost}*(1+read_overheads_uplift)/read_contact_hours_period"
    return undefined_if((cost,), given(amount, cost, *_UPLIFTED))


def _cqc_fees() -> str:
    """Return the fee as given; left blank: min(cap, base + per user · service users) / Y at the price date."""
    fee = "rate_cqc_homecare_fee_base+rate_cqc_homecare_fee_per_service_user*read_service_users"
    worked_out = _at_price_date(
        f"MIN(rate_cqc_homecare_fee_cap,{fee})/driver_contact_hours_per_year",
        "rate_cqc_homecare_fee_base",
        "rate_cqc_homecare_fee_per_service_user",
        "rate_cqc_homecare_fee_cap",
        "read_service_users",
        "driver_contact_hours_per_year",
    )
    return f'IF(read_cqc_fees_cost="",{worked_out},{_uplifted("cqc_fees")})'


def _return_on_operations() -> str:
    """Return T·p as a mark-up on cost, T·p/(1−p) as a margin on price, or £ per contact hour as given."""
    known = ("driver_cost", "read_roo_percent")
    markup = undefined_if(("driver_cost",), given("driver_cost*read_roo_percent", *known))
    margin = undefined_if(("driver_cost",), given("driver_cost*read_roo_percent/(1-read_roo_percent)", *known))
    per_hour = given("read_roo_gbp", "read_roo_gbp")
    share = f'IF(read_roo_basis="markup",{markup},IF(read_roo_basis="margin",{margin},""))'
    return f'IF(read_roo_basis="per hour",{per_hour},{share})'


def _absence(share: str) -> str:
    return given(f"driver_paid*{share}", "driver_paid", share)


def line_formulas() -> dict[str, str]:
    training = (
        "read_training_hours_per_careworker",
        "read_careworkers",
        "read_induction_hours_per_starter",
        "read_starters_per_year",
    )
    noncontact = ("read_noncontact_hours_per_careworker", "read_careworkers")
    mileage = (
        "driver_visits_per_contact_hour",
        "read_miles_per_visit",
        "read_mileage_paid_share",
        "read_mileage_rate",
    )
    travel = ("driver_travel_minutes_per_contact_hour", "read_travel_pay_rate")
    maternity = ("read_maternity_paternity_cost", "read_contact_hours_period")
    return {
        "direct_care": _direct_care(),
        "travel_time": given(f"{travel[0]}/60*{travel[1]}", *travel),
        "mileage": given("*".join(mileage), *mileage),
        "ppe": _uplifted("ppe"),
        "training": _hours_away(
            f"{training[0]}*{training[1]}+{training[2]}*{training[3]}", "read_training_pay_rate", *training
        ),
        "holiday": given("driver_paid*read_holiday_weeks/(52-read_holiday_weeks)", "driver_paid", "read_holiday_weeks"),
        "noncontact": _hours_away("*".join(noncontact), "read_noncontact_pay_rate", *noncontact),
        "sickness_maternity": given(
            f"driver_paid*read_sick_pay_share+{'/'.join(maternity)}", "driver_paid", "read_sick_pay_share", *maternity
        ),
        "notice_suspension": _absence("read_notice_suspension_share"),
        "national_insurance": _national_insurance(),
        "pension": _pension(),
        **{line: _uplifted(line) for line in BUSINESS_LINES},
        "cqc_fees": _cqc_fees(),
        "return_on_operations": _return_on_operations(),
    }
