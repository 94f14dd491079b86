"""The formulas of a scenario's workbook: a row each, the same for all zones, and what the page says it comes to.

A formula names the inputs (``in_…``, ``zone_1_t``) and, in braces, other rows of the same zone. MARKETS.md §5.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from markets.fees.domain.inputs import HOUR
from markets.fees.domain.model_branch import paid_away
from markets.fees.domain.result import ZoneResult
from markets.fees.domain.special_fees import direct_cost_at_the_floor

Value = Callable[[ZoneResult], Decimal | None]
GROSS = "*(1+in_holiday_weeks/(52-in_holiday_weeks)+in_sick_share+in_notice_share)"
NI = "MAX(0,in_ni_rate*MAX(0,{gross}*year_of_one-in_ni_threshold)*careworkers-in_employment_allowance)/hours_a_year"
PENSION = "in_pension_rate*MAX(0,{gross}*year_of_one-in_pension_floor)*in_opted_in*careworkers/hours_a_year"
DIRECT = "{gross}+{ni}+{pension}+{mileage}"
FLOOR = {key: f"floor_{key}" for key in ("gross", "ni", "pension", "direct")}


@dataclass(frozen=True)
class SheetFormula:
    """A row of the sheet: its formula, the figure that is stored with it, and how many places are shown."""

    key: str
    label: str
    formula: str
    value: Value
    places: int = 2


def _line(key: str) -> Value:
    return lambda zone: zone.fee.lines[key]


def _at_the_floor(key: str) -> Value:
    return lambda zone: direct_cost_at_the_floor(zone.inputs, zone.zone)[key]


def _other(zone: ZoneResult) -> Decimal:
    return zone.inputs.terms.other_paid_share * (zone.inputs.terms.pay + paid_away(zone.inputs, zone.zone))


def _on_costs(zone: ZoneResult) -> Decimal:
    lines = zone.fee.lines
    return (lines["ni"] + lines["pension"]) / lines["gross"] if lines["gross"] else Decimal(0)


def _of_the_floor(formula: str) -> str:
    """Return a formula of the lines where all are paid at the National Living Wage."""
    for key, floor in FLOOR.items():
        formula = formula.replace(f"{{{key}}}", f"{{{floor}}}")
    return formula


def _worked(zone: ZoneResult) -> Decimal:
    terms, q = zone.inputs.terms, zone.inputs.visits_per_hour
    return (terms.pay + paid_away(zone.inputs, zone.zone)) / (1 + q * (zone.zone.t + zone.zone.w) / HOUR)


def _free(zone: ZoneResult) -> Decimal:
    travel = zone.inputs.visits_per_hour * zone.zone.t / HOUR
    return (zone.inputs.terms.pay + travel * zone.inputs.terms.travel_pay) / (1 + travel)


LINES = (
    SheetFormula("travel", "Pay for travel", "visits_an_hour*zone_t*in_travel_pay/60", _line("travel")),
    SheetFormula("waiting", "Pay for waiting", "visits_an_hour*zone_w*in_waiting_pay/60", _line("waiting")),
    SheetFormula("other", "Training and other paid time", "in_other_paid_share*(in_pay+{travel}+{waiting})", _other),
    SheetFormula("gross", "Gross pay with absences", "(in_pay+{travel}+{waiting}+{other})" + GROSS, _line("gross")),
    SheetFormula("ni", "National Insurance", NI, _line("ni")),
    SheetFormula("pension", "Pension", PENSION, _line("pension")),
    SheetFormula("mileage", "Mileage", "visits_an_hour*zone_d*in_drivers*in_mileage_rate", _line("mileage")),
    SheetFormula("direct", "Direct cost", DIRECT, _line("direct")),
    SheetFormula("variable", "Overheads that grow with hours", "in_variable_gbp_hour", _line("variable")),
    SheetFormula("fixed", "Fixed overheads", "in_fixed_gbp_year/hours_a_year", _line("fixed")),
    SheetFormula("total", "Cost", "{direct}+{variable}+{fixed}", _line("total")),
    SheetFormula("rate", "Fair fee an hour", "{total}*with_margin", lambda zone: zone.fee.rate),
)
TARIFF = (
    SheetFormula("on_costs", "National Insurance and pension as a share of gross pay",
        "IF({gross}=0,0,({ni}+{pension})/{gross})", _on_costs, 4),
    SheetFormula("per_visit", "£ a visit",
        "((zone_t*in_travel_pay+zone_w*in_waiting_pay)/60" + GROSS
        + "*(1+{on_costs})+zone_d*in_drivers*in_mileage_rate)*with_margin",
        lambda zone: zone.fee.tariff.per_visit),
    SheetFormula("per_minute", "£ a minute",
        "((in_pay+{other})" + GROSS + "*(1+{on_costs})+in_variable_gbp_hour+{fixed})*with_margin/60",
        lambda zone: zone.fee.tariff.per_minute, 4),
)  # fmt: skip
WAGE = (
    SheetFormula("floor_gross", "Gross pay if all time is paid at it",
        "in_nlw*(1+visits_an_hour*(zone_t+zone_w)/60)*(1+in_other_paid_share)" + GROSS, _at_the_floor("gross")),
    SheetFormula("floor_ni", "National Insurance", _of_the_floor(NI), _at_the_floor("ni")),
    SheetFormula("floor_pension", "Pension", _of_the_floor(PENSION), _at_the_floor("pension")),
    SheetFormula("floor_direct", "Direct cost", _of_the_floor(DIRECT), _at_the_floor("direct")),
    SheetFormula("floor_fee", "Fee an hour that carries it", "({floor_direct}+{variable}+{fixed})*with_margin",
        lambda zone: zone.fee_for_floor),
    SheetFormula("if_work", "Pay per hour worked, if waiting is work",
        "(in_pay+{travel}+{waiting})/(1+visits_an_hour*(zone_t+zone_w)/60)",
        _worked),
    SheetFormula("if_free", "Pay per hour worked, if waiting is free time",
        "(in_pay+{travel})/(1+visits_an_hour*zone_t/60)",
        _free),
)  # fmt: skip
COUNCIL = (
    SheetFormula("gap", "Today’s fee against the fair fee, £ an hour",
        'IF(zone_fee="","",zone_fee-{rate})', lambda zone: zone.gap),
    SheetFormula("budget", "More for the council in a year, £",
        'IF(OR(zone_fee="",zone_hours=""),"",({rate}-zone_fee)*zone_hours*52)', lambda zone: zone.budget, 0),
)  # fmt: skip


def visit_formulas(minutes: int) -> tuple[SheetFormula, SheetFormula]:
    """Return a length's price a visit and an hour, on the straight line of the tariff."""
    visit = "{per_visit}" + f"+{{per_minute}}*{minutes}"
    return (
        SheetFormula(
            f"visit_{minutes}", f"{minutes} minutes, a visit", visit, lambda zone: zone.fee.by_length[minutes].per_visit
        ),
        SheetFormula(
            f"hour_{minutes}",
            f"{minutes} minutes, an hour",
            f"{{visit_{minutes}}}*60/{minutes}",
            lambda zone: zone.fee.by_length[minutes].per_hour,
        ),
    )


def scale_formula(size: int) -> SheetFormula:
    """Return the fee of a branch of so many hours a week: the allowance and the fixed overheads spread over them."""
    ni = NI.replace("careworkers", f"({size}/in_contact_hours_per_careworker)")
    ni = ni.replace("hours_a_year", f"({size}*in_weeks)")
    cost = f"{{gross}}+{ni}+{{pension}}+{{mileage}}+in_variable_gbp_hour+in_fixed_gbp_year/({size}*in_weeks)"
    return SheetFormula(
        f"size_{size}", f"{size:,} hours a week", f"({cost})*with_margin", lambda zone: zone.scale[size]
    )
