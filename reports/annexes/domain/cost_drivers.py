"""The supporting information under Section 3 of Annex A, in the department's order and words."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from costing.formulas.residents import NURSING
from reports.annexes.domain.annex_facts import AnnexFacts, most_returns
from reports.annexes.domain.sheets import FigureKind, SheetCell, figure
from reports.domain.cohort import ALL
from reports.domain.exact_document import figure as stored
from reports.domain.released_table import ReleasedColumn

NOT_RELEASED = "not released"
RECEIVED = "Number of location level survey responses received"
USED = "Of these, responses used in the figures"
ELIGIBLE = "Number of locations eligible to fill in the survey (excluding those found to be ineligible)"


class CostDriver(NamedTuple):
    """A row; ``key`` is an answer or driver, with {} for the category; ``is_sum`` adds up instead of the median."""

    label: str
    key: str
    kind: FigureKind
    is_sum: bool = False
    nursing_only: bool = False


HOMECARE = (
    CostDriver("Carer basic pay per hour", "basic_pay_rate", "gbp"),
    CostDriver("Minutes of travel per contact hour", "travel_minutes_per_contact_hour", "number"),
    CostDriver("Mileage payment per mile", "mileage_rate", "gbp"),
    CostDriver("Total direct care hours per annum", "contact_hours_per_year", "whole", is_sum=True),
)
CARE_HOME = (
    CostDriver("Number of residents covered by the responses", "occupied_{}", "number", is_sum=True),
    CostDriver("Number of carer hours per resident per week", "care_hours_{}", "number"),
    CostDriver("Number of nursing hours per resident per week", "nurse_hours_{}", "number", nursing_only=True),
    CostDriver("Average carer basic pay per hour", "care_basic_pay_rate", "gbp"),
    CostDriver("Average nurse basic pay per hour", "nurse_basic_pay_rate", "gbp", nursing_only=True),
    CostDriver("Average occupancy as a percentage of active beds", "occupancy", "percent"),
    CostDriver("Freehold valuation per bed", "freehold_value_per_bed", "gbp"),
)
BY_SERVICE = {"homecare": HOMECARE, "care_home": CARE_HOME}


def driver_rows(facts: AnnexFacts) -> Iterator[tuple[str, tuple[SheetCell, ...]]]:
    """Yield each row with a cell a column; medians, but for what is added up."""
    columns = facts.columns
    yield RECEIVED, _all_alike(facts.received, len(columns))
    used = (most_returns(column) for column in columns)
    yield USED, tuple(figure("whole", number, "0" if facts.is_exact else "[c]") for number in used)
    yield ELIGIBLE, _all_alike(facts.eligible, len(columns))
    for driver in BY_SERVICE.get(facts.form.service, ()):
        yield driver.label, tuple(_cell(facts, driver, column) for column in columns)


def _all_alike(number: int | None, columns: int) -> tuple[SheetCell, ...]:
    return (figure("whole", number, "not known"),) * columns


def _cell(facts: AnnexFacts, driver: CostDriver, column: ReleasedColumn) -> SheetCell:
    if not facts.is_exact:
        return _released(facts, driver, column)
    if driver.nursing_only and column.key not in NURSING:
        return "n/a"
    key = driver.key.format(column.key)
    return figure(driver.kind, facts.sums.get(key) if driver.is_sum else median_of(facts.drivers.get(key)), "n/a")


def _released(facts: AnnexFacts, driver: CostDriver, column: ReleasedColumn) -> SheetCell:
    """Return the released median of the column, or of all returns; sums over returns are never released."""
    if driver.nursing_only and column.key not in NURSING:
        return "n/a"
    key, parts = driver.key.format(column.key), facts.figures.get("supporting", {})
    found = next((part[key] for name in (column.key, ALL) if key in (part := parts.get(name, {}))), None)
    return NOT_RELEASED if driver.is_sum or found is None else figure(driver.kind, median_of(found))


def median_of(found: Any) -> Decimal | None:
    return stored(found["median"]) if found else None
