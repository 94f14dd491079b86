"""The cost of a visit of each length: taken as k minutes, pay and £-per-hour lines kept (DOMAIN.md §4.1)."""

from collections.abc import Callable

from costing.formulas.homecare import VISIT_MINUTES
from costing.workbook.expressions import given, undefined_if
from costing.workbook.formulas.service_formulas import FormulaBlock, Working
from costing.workbook.styles import MONEY

_KEPT = ("result_ppe", "result_business_costs")


def _visits_per_hour(k: int) -> str:
    """Return q = 60 / k; blank, with the whole column, if the return has no visits of that length."""
    return f'IF(N(read_visits_{k})>0,60/{k},"")'


def _travel(k: int) -> str:
    q = f"visit_{k}_per_hour"
    minutes, pay = "read_travel_minutes_per_visit", "read_travel_pay_rate"
    return given(f"{q}*{minutes}/60*{pay}", q, minutes, pay)


def _mileage(k: int) -> str:
    names = (f"visit_{k}_per_hour", "read_miles_per_visit", "read_mileage_paid_share", "read_mileage_rate")
    return given("*".join(names), *names)


def _paid(k: int) -> str:
    names = ("result_direct_care", f"visit_{k}_travel_time", "result_training", "result_noncontact")
    return given("+".join(names), *names)


def _gross(k: int) -> str:
    """Return gross pay: holiday, sick pay and notice are shares of pay, maternity stays the same £ per contact hour."""
    paid = f"visit_{k}_paid"
    shares = "1+read_holiday_weeks/(52-read_holiday_weeks)+read_sick_pay_share+read_notice_suspension_share"
    maternity = "read_maternity_paternity_cost/read_contact_hours_period"
    return given(
        f"{paid}*({shares})+{maternity}",
        paid,
        "read_holiday_weeks",
        "read_sick_pay_share",
        "read_notice_suspension_share",
        "read_maternity_paternity_cost",
        "read_contact_hours_period",
    )


def _cost(k: int) -> str:
    names = (f"visit_{k}_gross", "driver_on_cost_share", f"visit_{k}_mileage", *_KEPT)
    amount = f"{names[0]}*(1+driver_on_cost_share)+{names[2]}+{'+'.join(_KEPT)}"
    return _where_visits(k, undefined_if(_KEPT, given(amount, *names)))


def _return_on_operations(k: int) -> str:
    cost = f"visit_{k}_cost"
    markup = given(f"{cost}*read_roo_percent", cost, "read_roo_percent")
    margin = given(f"{cost}*read_roo_percent/(1-read_roo_percent)", cost, "read_roo_percent")
    share = f'IF(read_roo_basis="markup",{markup},IF(read_roo_basis="margin",{margin},""))'
    per_hour = given("read_roo_gbp", "read_roo_gbp")
    return _where_visits(k, f'IF(read_roo_basis="per hour",{per_hour},{undefined_if((cost,), share)})')


def _per_hour(k: int) -> str:
    names = (f"visit_{k}_cost", f"visit_{k}_return")
    return _where_visits(k, undefined_if(names, given("+".join(names), *names)))


def _per_visit(k: int) -> str:
    """Return rate · k / 60."""
    rate = f"result_visit_rate_{k}_per_hour"
    return undefined_if((rate,), given(f"{rate}*{k}/60", rate))


def _where_visits(k: int, formula: str) -> str:
    return f'IF(N(read_visits_{k})>0,{formula},"")'


def _row(label: str, unit: str, name: str, formula: Callable[[int], str], how: str) -> Working:
    return Working(label, unit, tuple((f"visit_{k}_{name}", formula(k)) for k in VISIT_MINUTES), how)


VISIT_WORKINGS = FormulaBlock(
    "If every visit were of one length",
    tuple(f"{k} minutes" for k in VISIT_MINUTES),
    (
        _row("Visits", "per contact hour", "per_hour", _visits_per_hour, "60 ÷ minutes"),
        _row("Travel time", "£ per contact hour", "travel_time", _travel, "visits × travel minutes ÷ 60 × pay"),
        _row("Mileage", "£ per contact hour", "mileage", _mileage, "visits × miles × share paid × £ per mile"),
        _row(
            "Pay before absences", "£ per contact hour", "paid", _paid, "direct care, training, non-contact as before"
        ),
        _row("Gross pay", "£ per contact hour", "gross", _gross, "with holiday, sickness, maternity, notice"),
        _row(
            "Cost", "£ per contact hour", "cost", _cost, "gross pay with NI and pension, mileage, PPE, business costs"
        ),
        _row("Return on operations", "£ per contact hour", "return", _return_on_operations, "on the same basis"),
    ),
)

RESULT_TABLE = FormulaBlock(
    "What a visit of each length costs",
    ("£ per contact hour", "£ per visit"),
    tuple(
        Working(
            f"Visits of {k} minutes",
            "",
            (
                (f"result_visit_rate_{k}_per_hour", _per_hour(k)),
                (f"result_visit_rate_{k}_per_visit", _per_visit(k)),
            ),
            shows=MONEY,
        )
        for k in VISIT_MINUTES
    ),
)
