"""The workings of the home-care lines: visits, contact hours, pay and cost before the return."""

from costing.formulas.homecare import VISIT_MINUTES
from costing.workbook.expressions import given, undefined_if
from costing.workbook.formulas.service_formulas import FormulaBlock, Working
from costing.workbook.names import driver_name, read_name
from costing.workbook.styles import MONEY, NUMBER, SHARE

_VISITS = tuple(read_name(f"visits_{k}") for k in (*VISIT_MINUTES, "other"))
_PAID = ("result_direct_care", "result_travel_time", "result_training", "result_noncontact")
_ABSENCES = ("result_holiday", "result_sickness_maternity", "result_notice_suspension")
_HOURS, _YEAR = "driver_contact_hours_per_week", "driver_contact_hours_per_year"
_COST = ("result_careworker_costs", "result_business_costs")


def _driver(name: str, label: str, unit: str, formula: str, how: str, shows: str = NUMBER) -> Working:
    return Working(label, unit, ((driver_name(name), formula),), how, shows)


def _contact_hours() -> str:
    """Return H = Σ k·v_k / 60; the average length counts only if there are visits of another length."""
    minutes = "+".join(f"{k}*read_visits_{k}" for k in VISIT_MINUTES)
    known = f"AND(COUNT({','.join(_VISITS)})={len(_VISITS)},OR(read_visits_other=0,ISNUMBER(read_minutes_other)))"
    return f'IF({known},({minutes}+N(read_minutes_other)*read_visits_other)/60,"")'


DRIVERS = FormulaBlock(
    "Activity and pay",
    ("Value",),
    (
        _driver("visits_per_week", "Visits", "per week", given("+".join(_VISITS), *_VISITS), "all lengths together"),
        _driver("contact_hours_per_week", "Contact hours", "per week", _contact_hours(), "visits × minutes ÷ 60"),
        _driver(
            "contact_hours_per_year",
            "Contact hours",
            "per year",
            f'IF(N({_HOURS})>0,{_HOURS}*weeks,"")',
            "contact hours per week × weeks in the year",
        ),
        _driver(
            "visits_per_contact_hour",
            "Visits",
            "per contact hour",
            f'IF(N({_HOURS})>0,driver_visits_per_week/{_HOURS},"")',
            "visits ÷ contact hours",
        ),
        _driver(
            "average_visit_minutes",
            "Average visit",
            "minutes",
            f'IF(N({_HOURS})>0,60*{_HOURS}/driver_visits_per_week,"")',
            "contact hours × 60 ÷ visits",
        ),
        _driver(
            "travel_minutes_per_contact_hour",
            "Travel time",
            "minutes per contact hour",
            given(
                "driver_visits_per_contact_hour*read_travel_minutes_per_visit",
                "driver_visits_per_contact_hour",
                "read_travel_minutes_per_visit",
            ),
            "visits per contact hour × travel minutes per visit",
        ),
        _driver(
            "effective_pay",
            "Pay with travel time",
            "£ per hour",
            given(
                "(read_basic_pay_rate*60+read_travel_pay_rate*driver_travel_minutes_per_contact_hour)"
                "/(60+driver_travel_minutes_per_contact_hour)",
                "read_basic_pay_rate",
                "read_travel_pay_rate",
                "driver_travel_minutes_per_contact_hour",
            ),
            "to be held against the National Living Wage at the price date",
            MONEY,
        ),
        _driver(
            "paid",
            "Pay before absences",
            "£ per contact hour",
            given("+".join(_PAID), *_PAID),
            "direct care + travel time + training + non-contact",
        ),
        _driver(
            "gross",
            "Gross pay",
            "£ per contact hour",
            given("+".join(("driver_paid", *_ABSENCES)), "driver_paid", *_ABSENCES),
            "pay before absences + holiday + sickness, maternity and paternity + notice and suspension",
        ),
        _driver(
            "mean_pay",
            "Mean yearly pay of a careworker",
            "£ per year",
            given(f"driver_gross*{_YEAR}/read_careworkers", "driver_gross", _YEAR, "read_careworkers"),
            "gross pay × contact hours per year ÷ careworkers",
            MONEY,
        ),
        _driver(
            "on_cost_share",
            "NI and pension",
            "share of gross pay",
            given(
                "IF(driver_gross>0,(result_national_insurance+result_pension)/driver_gross,0)",
                "driver_gross",
                "result_national_insurance",
                "result_pension",
            ),
            "the same for visits of every length",
            SHARE,
        ),
        _driver(
            "cost",
            "Cost before return on operations",
            "£ per contact hour",
            undefined_if(_COST, given("+".join(_COST), *_COST)),
            "careworker costs + business costs",
        ),
    ),
)
