"""The lines and the lengths of visits of an invented market: the same shares of the total of every return."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from costing.forms.homecare import HOMECARE
from reports.domain.attacks.markets import COLUMN, TOTAL, USUAL_VISIT, total_of
from reports.domain.attacks.outsiders import Shown
from reports.domain.attacks.scene import AttackScene
from reports.domain.cohort import Cohort
from reports.domain.measure_parts import further_measure
from reports.domain.visits_from_lines import MEAN_VISIT, moving_share
from spreadsheets.decimals import rounded

HOUR, SIX_PLACES = 60, 6
IN_PROPORTION = "in proportion"
LENGTHS = (15, 30, 45, 60)
# Shares of the total, of every return alike: lines then rise with the total, which helps an attacker most.
SHARES: dict[str, Decimal] = {
    "direct_care": Decimal("0.46"),
    "travel_time": Decimal("0.09"),
    "mileage": Decimal("0.04"),
    "training": Decimal("0.02"),
    "holiday": Decimal("0.07"),
    "national_insurance": Decimal("0.03"),
    "pension": Decimal("0.015"),
    "back_office": Decimal("0.14"),
    "premises": Decimal("0.025"),
    "recruitment": Decimal("0.015"),
    "insurance": Decimal("0.015"),
    "it": Decimal("0.02"),
    "return_on_operations": Decimal("0.06"),
}
# Shares of the total: the price of a visit, and an hour of its minutes, as they follow from the lines.
MOVING = moving_share({**SHARES, TOTAL.key: Decimal(1), MEAN_VISIT: USUAL_VISIT}) or Decimal(0)
A_VISIT, AN_HOUR = MOVING * USUAL_VISIT / HOUR, 1 - MOVING
VISITS_AN_HOUR = float(HOUR / USUAL_VISIT)
RATES: dict[str, Decimal] = {f"visit_{k}": AN_HOUR + A_VISIT * HOUR / k for k in LENGTHS}
# The lines of each subtotal.
SUBTOTALS: Mapping[str, tuple[str, ...]] = {
    subtotal: tuple(line.key for line in HOMECARE.lines_in(section) if line.key in SHARES)
    for section, subtotal in (("careworker", "careworker_costs"), ("business", "business_costs"))
}


def proportional_cohorts(scene: AttackScene, shares: Mapping[str, Decimal]) -> tuple[Cohort, ...]:
    """Return the market with lines, or visit lengths, that are the same share of every return's total."""
    lines = tuple(HOMECARE.line_by_key[key] for key in shares if key not in RATES)
    visits = tuple(measure for key in shares if (measure := further_measure(key)))
    rows = tuple(
        replace(row, values={TOTAL.key: total_of(row)} | {key: _part(total_of(row), shares[key]) for key in shares})
        for row in scene.market
    )
    return (Cohort(COLUMN, (*lines, TOTAL), rows, further=visits),)


def subtotals() -> dict[str, Decimal]:
    """Return the subtotals, and return on operations as it stands, as shares that add up to the total."""
    rest = {"return_on_operations": SHARES["return_on_operations"]}
    return {key: sum((SHARES[line] for line in lines), Decimal(0)) for key, lines in SUBTOTALS.items()} | rest


def _part(total: Decimal, share: Decimal) -> Decimal:
    return rounded(total * share, SIX_PLACES)


def shown_in_proportion(scene: AttackScene) -> Shown:
    """Return the first release of lines, subtotals and lengths, which attackers of a single release share."""
    if IN_PROPORTION not in scene.released:
        cohorts = proportional_cohorts(scene, SHARES | subtotals() | RATES)
        scene.released[IN_PROPORTION] = scene.method.open().publish(cohorts)
    return scene.released[IN_PROPORTION]
