"""The workings of the care-home lines: residents, days, staff hours and each cost as that of a year."""

from costing.forms.care_home import CARE_HOME
from costing.formulas.care_home import COST_LINES
from costing.formulas.residents import (
    CARE_HOURS,
    CATEGORIES,
    NURSE_HOURS,
    OCCUPIED,
)
from costing.workbook.expressions import given, undefined_if
from costing.workbook.formulas.service_formulas import FormulaBlock, Working
from costing.workbook.names import driver_name, read_name, result_name
from costing.workbook.styles import MONEY, NUMBER, SHARE

RESIDENTS, WEEKS, OCCUPANCY = "driver_residents", "driver_weeks", "driver_occupancy"
HOURS = {"care_staff": "driver_care_hours", "nursing_staff": "driver_nurse_hours"}
_SUBTOTALS = tuple(line.key for line in CARE_HOME.lines if line.kind == "subtotal")


def year_name(line: str) -> str:
    """Return the name of a line's cost' in £."""
    return f"year_{line}"


def operating_name(category: str) -> str:
    return f"operating_cost_{category}"


def where_residents(category: str, formula: str) -> str:
    """Return a formula that stays blank for a category without residents, which has no column."""
    return f'IF(N({read_name(f"occupied_{category}")})>0,{formula},"")'


def _driver(name: str, label: str, unit: str, formula: str, how: str, shows: str = NUMBER) -> Working:
    return Working(label, unit, ((driver_name(name), formula),), how, shows)


def _hours(kinds: tuple[str, ...]) -> str:
    """Return Σ R·hours in a week."""
    pairs = [(read_name(beds), read_name(hours)) for beds, hours in zip(OCCUPIED, kinds, strict=True)]
    return given("+".join(f"{beds}*{hours}" for beds, hours in pairs), *(name for pair in pairs for name in pair))


def _days() -> str:
    start, end = read_name("period_start"), read_name("period_end")
    return given(f'IF({end}>={start},{end}-{start}+1,"")', start, end)


def _a_year(line: str) -> str:
    """Return £ in the cost year · 365 / days · (1 + uplift of the line)."""
    cost, rise = read_name(f"{line}_cost"), read_name(f"{line}_uplift")
    return undefined_if((cost,), given(f"{cost}*365/driver_days*(1+{rise})", cost, rise, "driver_days"))


def _operating(category: str) -> str:
    parts = tuple(result_name(CARE_HOME, category, subtotal) for subtotal in _SUBTOTALS)
    return where_residents(category, undefined_if(parts, given("+".join(parts), *parts)))


_BEDS = tuple(read_name(key) for key in OCCUPIED)

DRIVERS = FormulaBlock(
    "Residents, days and hours",
    ("Value",),
    (
        _driver("residents", "Residents", "beds occupied", given("+".join(_BEDS), *_BEDS), "all categories together"),
        _driver(
            "occupancy",
            "Occupancy",
            "share of active beds",
            given(f"{RESIDENTS}/read_active_beds", RESIDENTS, "read_active_beds"),
            "beds occupied ÷ active beds",
            SHARE,
        ),
        _driver("days", "Days of the cost year", "days", _days(), "first and last day both counted"),
        _driver("weeks", "Weeks of a year", "weeks", "365/7", "365 days ÷ 7"),
        _driver("care_hours", "Care staff hours", "hours a week", _hours(CARE_HOURS), "residents × hours of each"),
        _driver("nurse_hours", "Nurse hours", "hours a week", _hours(NURSE_HOURS), "residents × hours of each"),
    ),
)

YEAR = FormulaBlock(
    "Each cost in a year of 365 days, at the price date",
    ("Cost",),
    tuple(
        Working(
            CARE_HOME.line_by_key[line].label,
            "£ a year",
            ((year_name(line), _a_year(line)),),
            "£ in the cost year × 365 ÷ days of the cost year × (1 + price rise)",
            MONEY,
        )
        for line in COST_LINES
    ),
)

OPERATING = FormulaBlock(
    "Before the returns",
    tuple(column.label for column in CARE_HOME.columns),
    (
        Working(
            "Operating cost",
            CARE_HOME.cost_unit,
            tuple((operating_name(category), _operating(category)) for category in CATEGORIES),
            "staffing + premises + supplies and services + head office",
            MONEY,
        ),
    ),
)
