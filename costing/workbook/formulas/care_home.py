"""Care homes in spreadsheet formulas, £ per resident per week (DOMAIN.md §4.2)."""

from costing.formulas.care_home import BY_HOURS, COST_LINES, RATES
from costing.formulas.residents import CATEGORIES
from costing.workbook.expressions import given, undefined_if
from costing.workbook.formulas.care_home_workings import (
    DRIVERS,
    HOURS,
    OCCUPANCY,
    OPERATING,
    RESIDENTS,
    WEEKS,
    YEAR,
    operating_name,
    where_residents,
    year_name,
)
from costing.workbook.formulas.service_formulas import SheetWork
from costing.workbook.names import read_name

_HOW = {
    **dict.fromkeys(COST_LINES, "cost in a year ÷ residents ÷ weeks; the same in every category"),
    "care_staff": "cost in a year × care hours of one resident ÷ care hours of all residents in a week ÷ weeks",
    "nursing_staff": "cost in a year × nurse hours of one resident ÷ nurse hours of all residents in a week ÷ weeks",
    "return_on_operations": "share of the operating cost, or £ per resident per week as given",
    "return_on_capital": "freehold value per active bed × share ÷ weeks ÷ occupancy, or £ as given; never with rent",
}


def _spread(line: str) -> str:
    """Return cost' / R / W."""
    cost = year_name(line)
    return undefined_if((cost,), given(f"{cost}/{RESIDENTS}/{WEEKS}", cost, RESIDENTS))


def _by_hours(line: str, category: str) -> str:
    """Return cost' · hours_c / Σ(R·hours) / W; 0 if nobody works any hours."""
    cost, all_hours = year_name(line), HOURS[line]
    hours = read_name(f"{BY_HOURS[line]}_hours_{category}")
    share = f"IF({all_hours}>0,{cost}*{hours}/{all_hours}/{WEEKS},0)"
    return undefined_if((cost,), given(share, cost, hours, all_hours))


def _return_on_operations(category: str) -> str:
    """Return operating cost · p, or £ per resident week as given."""
    cost = operating_name(category)
    markup = undefined_if((cost,), given(f"{cost}*read_roo_percent", cost, "read_roo_percent"))
    return f'IF(read_roo_basis="markup",{markup},{_in_pounds("roo")})'


def _return_on_capital() -> str:
    """Return freehold value per active bed · p / W / occupancy, or £ per resident week as given."""
    names = ("read_freehold_value_per_bed", "read_roc_percent", OCCUPANCY)
    share = given(f"{names[0]}*{names[1]}/{WEEKS}/{OCCUPANCY}", *names)
    return f'IF(read_roc_basis="percent of value",{share},{_in_pounds("roc")})'


def _in_pounds(returns: str) -> str:
    amount = f"read_{returns}_gbp"
    return f'IF(read_{returns}_basis="per resident week",{given(amount, amount)},"")'


def _lines(category: str) -> dict[str, str]:
    return {
        **{line: _spread(line) for line in COST_LINES},
        **{line: _by_hours(line, category) for line in BY_HOURS},
        "return_on_operations": _return_on_operations(category),
        "return_on_capital": _return_on_capital(),
    }


CARE_HOME_WORK = SheetWork(
    rates=RATES,
    workings=(DRIVERS, YEAR, OPERATING),
    lines={
        (category, line): where_residents(category, formula)
        for category in CATEGORIES
        for line, formula in _lines(category).items()
    },
    how=_HOW,
    remark="A category without residents stays blank.",
)
